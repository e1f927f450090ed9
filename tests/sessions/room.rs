//! Sessions on a small file system of its own, in a mount namespace where the machine allows one: full, without a file's name
//! left, and read-only.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::place::Place;
use crate::puppet::Puppet;

const DISK: &str = "TOUCHBASE_TEST_DISK";

/// Runs the test `name` of this file in a process of its own with a small file system, whose place it finds by [`disk`].
fn on_a_small_disk(name: &str) {
    in_a_space_of_its_own(name, "true");
}

/// The same once `before` was done there.
fn in_a_space_of_its_own(name: &str, before: &str) {
    let place = Place::new();
    let mounted = |then: &str| {
        let mut command = Command::new("unshare");
        let mount = format!("mount -t tmpfs -o size=4000k,nr_inodes=200,mode=0700 none \"$0\" && {before} && {then}");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &mount]).arg(place.home());
        command
    };
    if !mounted("true").stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let mut command = mounted("exec \"$@\"");
    command.arg(std::env::current_exe().unwrap()).args([name, "--exact", "--nocapture"]).env(DISK, place.home());
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&out.stderr));
}

fn disk() -> Option<PathBuf> {
    std::env::var_os(DISK).map(Into::into)
}

/// Takes all room.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("filler");
    let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    while file.write_all(&[b'x'; 4096]).is_ok() {}
    while file.write_all(b"x").is_ok() {}
    path
}

/// Takes all names that are left.
fn name_all(disk: &Path) -> PathBuf {
    let dir = disk.join("names");
    fs::create_dir(&dir).unwrap();
    (0..).try_for_each(|n| fs::write(dir.join(n.to_string()), "")).unwrap_err();
    dir
}

/// What is there is read, by whomever; what can't be saved is refused.
#[track_caller]
fn is_read_and_not_written(place: &Place, what: &str) {
    for reading in [&["show", "ana"][..], &["list"], &["search", "samples"]] {
        assert!(place.ok(reading).contains("Ana Berg"), "{what}: {reading:?}");
    }
    place.ok(&["due"]);
    // There may be room left in a block that has begun.
    let refused =
        (0..40).map(|_| place.verb(&["log", "ana", "call: no room for this"])).find(|said| said.status != Some(0));
    let refused = refused.unwrap_or_else(|| panic!("{what}: nothing is refused"));
    assert!(refused.status == Some(3) && refused.err.contains(place.dir().to_str().unwrap()), "{what}: {refused:?}");
}

fn store_on(disk: &Path) -> Place {
    let place = Place::at(disk, &["Ana Berg"]);
    place.ok(&["log", "ana", "call: asked for samples"]);
    place
}

#[test]
fn a_full_disk() {
    on_a_small_disk("room::sessions_on_a_full_disk");
}

#[test]
fn sessions_on_a_full_disk() {
    let Some(disk) = disk() else { return };
    let place = store_on(&disk);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    let filler = fill(&disk);
    is_read_and_not_written(&place, "full, beside the keeper");
    keeper.is_killed();
    is_read_and_not_written(&place, "full, where the keeper was killed");
    fs::remove_file(filler).unwrap();
    place.ok(&["log", "ana", "call: room again"]);
    assert!(place.ok(&["show", "ana"]).contains("room again"));
    assert_eq!(place.names().len(), 1);
}

#[test]
fn a_disk_without_names() {
    on_a_small_disk("room::sessions_on_a_disk_without_names");
}

/// No socket can be made in the store then.
#[test]
fn sessions_on_a_disk_without_names() {
    let Some(disk) = disk() else { return };
    let place = store_on(&disk);
    place.ok(&["show", "ana"]);
    let names = name_all(&disk);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    for _ in 0..2 {
        assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
        place.ok(&["log", "ana", "call: needs no name"]);
    }
    keeper.is_killed();
    assert!(place.ok(&["show", "ana"]).contains("needs no name"));
    fs::remove_dir_all(names).unwrap();
    assert!(place.ok(&["show", "ana"]).contains("needs no name"));
    assert_eq!(place.names().len(), 1);
}

#[test]
fn a_read_only_disk() {
    on_a_small_disk("room::sessions_on_a_read_only_disk");
}

#[test]
fn sessions_on_a_read_only_disk() {
    let Some(disk) = disk() else { return };
    let place = store_on(&disk);
    place.ok(&["show", "ana"]);
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk).status().unwrap();
    assert!(remounted.success());
    let mut first = Puppet::screen(&place.dir());
    assert_eq!(first.does("read"), "1");
    is_read_and_not_written(&place, "read-only, beside another");
    let mut second = Puppet::screen(&place.dir());
    assert_eq!((second.does("read"), first.does("read")), ("1".to_owned(), "1".to_owned()));
    assert!(first.does("add Tom Olsen").contains("Unwritable"));
}

#[test]
fn a_place_for_sockets_that_is_not_private() {
    // Another's directory for what is only temporary, in which the first who comes has made ours.
    let other = "mount -t tmpfs -o mode=0755 none /mnt && mount -t tmpfs -o mode=1777 none /tmp";
    in_a_space_of_its_own("room::sessions_whose_sockets_have_no_private_place", other);
}

/// Without a socket the keeper keeps the archive all the same, and is named to the others.
#[test]
fn sessions_whose_sockets_have_no_private_place() {
    if disk().is_none() {
        return;
    }
    let above = Path::new("/mnt").join("deep".repeat(40));
    fs::create_dir(&above).unwrap();
    let place = Place::at(&above, &["Ana Berg"]);
    let apart = PathBuf::from(format!("/tmp/touchbase-{}", rustix::process::geteuid().as_raw()));
    let elsewhere = Path::new("/mnt/elsewhere");
    DirBuilder::new().mode(0o700).create(elsewhere).unwrap();
    for what in ["open to all", "a link", "no directory"] {
        let _ = fs::remove_dir_all(&apart);
        match what {
            "open to all" => {
                fs::create_dir(&apart).unwrap();
                fs::set_permissions(&apart, Permissions::from_mode(0o777)).unwrap();
            }
            "a link" => symlink(elsewhere, &apart).unwrap(),
            _ => fs::write(&apart, "rubbish").unwrap(),
        }
        place.wake();
        let mut keeper = Puppet::screen(&place.dir());
        assert_eq!(keeper.does("read"), "1", "{what}");
        place.refused(&["show", "ana"], &[&format!("process {}", keeper.pid())]);
        place.ok(&["log", "ana", "call: goes on"]);
        assert!(fs::read_dir(elsewhere).unwrap().next().is_none(), "nothing is put there");
        keeper.ends();
        place.ok(&["show", "ana"]);
        let _ = fs::remove_file(&apart);
    }
    place.wake();
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    place.ok(&["show", "ana"]);
}

/// In a user name space that knows nobody even root is like anybody else: modes hold.
#[test]
fn a_directory_that_may_not_be_written() {
    let mut command = Command::new("unshare");
    command.arg("--user").arg(std::env::current_exe().unwrap());
    command.args(["room::sessions_in_a_directory_that_may_not_be_written", "--exact", "--nocapture"]).env(DISK, "");
    let Ok(out) = command.output() else { return };
    let said = String::from_utf8_lossy(&out.stdout);
    if out.stdout.is_empty() {
        eprintln!("skipped: no name space can be had here: {}", String::from_utf8_lossy(&out.stderr));
        return;
    }
    assert!(out.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn sessions_in_a_directory_that_may_not_be_written() {
    if disk().is_none() {
        return;
    }
    let place = Place::with(&["Ana Berg"]);
    place.ok(&["show", "ana"]);
    let generation = place.dir().join("gen-1");
    let all = [place.dir(), generation.clone(), generation.join("journal"), generation.join("archive")];
    for closed in [&all[..1], &all[..]] {
        let modes =
            |mode| closed.iter().for_each(|dir| fs::set_permissions(dir, Permissions::from_mode(mode)).unwrap());
        modes(0o500);
        assert!(fs::write(place.dir().join("any"), "").is_err(), "it may not be written");
        let mut keeper = Puppet::screen(&place.dir());
        assert_eq!(keeper.does("read"), "1");
        for _ in 0..2 {
            assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
            place.ok(&["due"]);
        }
        // Its files may be written; what needs a new one is refused.
        let logged = place.verb(&["log", "ana", "call: as far as it goes"]);
        assert!(matches!(logged.status, Some(0 | 3)), "{logged:?}");
        keeper.is_killed();
        assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
        modes(0o700);
    }
    assert_eq!(place.names().len(), 1);
}
