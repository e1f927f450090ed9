//! Whoever else comes to the keeper's socket: nonsense, half of something, nothing at all, far too many, another user. They are
//! dropped, and those who have business there are answered meanwhile.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::place::Place;
use crate::puppet::Puppet;
use crate::wire::{frame, greeted, hello, is_dropped, read, socket};

/// A store, and a session that keeps its archive.
fn kept() -> (Place, Puppet) {
    let place = Place::with(&["Ana Berg"]);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    (place, keeper)
}

/// Kilobytes of memory that a process has (proc(5)).
#[cfg(target_os = "linux")]
fn memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn nonsense_half_frames_and_silence_are_dropped() {
    let (place, mut keeper) = kept();
    let huge = [u32::MAX.to_le_bytes(), (64_u32 << 10 | 1).to_le_bytes(), (1_u32 << 31).to_le_bytes()];
    let mut said: Vec<(&str, Vec<u8>)> = huge.iter().map(|length| ("a huge length", length.to_vec())).collect();
    said.extend([
        ("nothing", Vec::new()),
        ("two bytes", vec![1, 0]),
        ("half a frame", frame(&[b'{'; 200])[..100].to_vec()),
        ("an empty frame", frame(b"")),
        ("nonsense", frame(&[0xfe; 300])),
        ("a question before the hello", frame(b"\x01\x82\xa5query")),
        ("no hello", frame(b"{\"protocol\":\"one\"}")),
        ("a deep hello", frame(&[b"{\"protocol\":".to_vec(), vec![b'['; 60_000]].concat())),
        ("a hello of negative numbers", frame(b"{\"protocol\":-1,\"schema\":-1}")),
    ]);
    for (what, bytes) in &said {
        let mut stream = UnixStream::connect(socket(&place.dir())).unwrap();
        stream.write_all(bytes).unwrap();
        assert!(place.ok(&["show", "ana"]).contains("Ana Berg"), "beside {what}");
        is_dropped(&stream, what);
    }
    let after: Vec<(&str, Vec<u8>)> = vec![
        ("a second hello", hello(1, 1, "")),
        ("half a question", frame(&[1; 100])[..50].to_vec()),
        ("a question that is none", frame(&[1, 0x81, 0xa5, b'q'])),
        ("a question that nests", frame(&[vec![1], vec![0x91; 60_000]].concat())),
        ("a question too long", vec![0xff; 70_000]),
    ];
    for (what, bytes) in &after {
        let mut stream = greeted(&place.dir());
        // It may have been dropped before all of it was said.
        let _ = stream.write_all(bytes);
        assert!(place.ok(&["show", "ana"]).contains("Ana Berg"), "beside {what}");
        is_dropped(&stream, what);
    }
    assert_eq!(keeper.does("read"), "1");
    keeper.ends();
}

#[cfg(target_os = "linux")]
#[test]
fn many_who_hold_the_line_keep_nobody_out_and_cost_little() {
    let (place, mut keeper) = kept();
    let before = memory(keeper.pid());
    let mut held: Vec<UnixStream> = (0..100).map(|_| greeted(&place.dir())).collect();
    // Beyond what is heard at once; some may not be taken in.
    held.extend((0..200).filter_map(|_| UnixStream::connect(socket(&place.dir())).ok()));
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
    let grown = memory(keeper.pid()).saturating_sub(before);
    assert!(grown < 64 << 10, "{grown} kB more");
    drop(held);
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
    assert_eq!(keeper.does("read"), "1");
    keeper.ends();
}

/// Whoever asks and asks and takes no answer is dropped, too.
#[test]
fn who_takes_no_answer_keeps_nobody_waiting() {
    let names: Vec<String> = (0..200).map(|n| format!("Contact {n}")).collect();
    let place = Place::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "200");
    let query = json!({"query": {"records": {"kind": "contact", "after": null, "limit": 1_000}}, "since": 0});
    let question = frame(&[vec![1], rmp_serde::to_vec_named(&query).unwrap()].concat());
    let mut stream = greeted(&place.dir());
    stream.write_all(&question).unwrap();
    assert_eq!(read(&stream).unwrap().first(), Some(&3), "it is answered with records");
    let refused = (0..100_000).find_map(|_| stream.write_all(&question).err());
    let refused = refused.expect("it is asked for ever");
    assert!(matches!(refused.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset), "{refused}");
    assert!(place.ok(&["show", "contact 7"]).contains("Contact 7"));
    assert_eq!(keeper.does("read"), "200");
    keeper.ends();
}

const KNOCK: &str = "TOUCHBASE_TEST_KNOCK";

/// The same machine's other user sees nothing: not the directory, and where somebody has opened that to all, not the archive.
#[test]
fn another_user_is_refused() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: only root can be another user");
        return;
    }
    let (place, mut keeper) = kept();
    let (path, shared) = (socket(&place.dir()), tempfile::tempdir().unwrap());
    // Where the other user may start it.
    let copy = shared.path().join("sessions");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    let open_to_all = |path: &std::path::Path| fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
    open_to_all(shared.path());
    open_to_all(&copy);
    let knock = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(&copy);
        command.args(["strangers::knocks", "--exact", "--nocapture"]).env(KNOCK, &path).current_dir("/");
        let out = command.stdin(Stdio::null()).output();
        out.ok().filter(|out| out.status.success()).map(|out| String::from_utf8(out.stdout).unwrap())
    };
    let Some(said) = knock() else {
        eprintln!("skipped: no other user can be had here");
        return;
    };
    assert!(said.contains("knock: not let in"), "{said}");
    for opened in [place.home(), &place.dir(), &path] {
        open_to_all(opened);
    }
    let said = knock().unwrap();
    assert!(said.contains("knock: hung up on"), "{said}");
    let opened = place.verb(&["due"]);
    assert!(opened.status == Some(3) && opened.err.contains("chmod"), "a store that others may enter: {opened:?}");
    assert_eq!(keeper.does("read"), "1");
}

/// What another user does: connects, greets and listens.
#[test]
fn knocks() {
    let Some(path) = std::env::var_os(KNOCK) else { return };
    let Ok(mut stream) = UnixStream::connect(path) else {
        println!("\nknock: not let in");
        return;
    };
    let _ = stream.write_all(&hello(0, 0, ""));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    println!("\nknock: {}", if answer.is_empty() { "hung up on".to_owned() } else { format!("told {answer:?}") });
}
