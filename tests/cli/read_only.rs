//! `--read-only`: what reads works and changes nothing in the store's directory, what would change something ends with one
//! sentence before it reads anything.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::CommandFactory;
use touchbase::cli::args::Arguments;
use touchbase::store::{GoingOn, Store, Who};

use crate::desk::{Desk, Said, said};
use crate::shelf::Shelf;
use crate::untouched::Untouched;

/// What reads, and what of it is printed. `FILE`, `NEW` and `BACKUP` stand for files outside the store: one to import, one that
/// isn't there, and a backup.
const READING: &[(&[&str], &str)] = &[
    (&["due", "--days", "30"], "send offer"),
    (&["due", "--days", "30", "--json"], "follow_up"),
    (&["list"], "Deniz Çelik"),
    (&["segments"], ""),
    (&["tag", "--query", "anna", "--dry-run", "+x"], "Anna"),
    (&["search", "price list"], "Anna Müller"),
    (&["show", "anna m"], "asked for the price list"),
    (&["show", "Nordlys AS"], "Anna Berg"),
    (&["orders", "--by", "company"], ""),
    (&["feedback", "--topics"], "1"),
    (&["feedback", "--to-tell"], ""),
    (&["survey"], ""),
    (&["consent", "anna m"], ""),
    (&["consent", "anna m", "--history"], ""),
    (&["orders"], ""),
    (&["health"], ""),
    (&["report", "touches"], ""),
    (&["referrals", "deniz"], ""),
    (&["query", "anna@hofmann"], "anna@hofmann.example"),
    (&["history"], "Logged"),
    (&["history", "anna m"], "price list"),
    (&["export", "--format", "vcard"], "FN:Anna Berg"),
    (&["export", "--format", "csv"], "Anna Berg"),
    (&["export", "--format", "json"], "asked for the price list"),
    (&["import", "--dry-run", "FILE"], "Ada One"),
    (&["duplicates"], ""),
    (&["merge", "anna b", "--into", "anna m", "--dry-run"], "Anna Berg"),
    (&["backup", "NEW"], "new"),
    (&["backup", "--force", "NEW"], "new"),
    (&["export", "--format", "json", "-o", "NEW"], ""),
    (&["restore"], ""),
    (&["restore", "--dry-run", "BACKUP"], "contacts"),
    (&["verify"], "journal"),
    (&["config"], "read_only"),
    (&["completions", "bash"], "COMPREPLY"),
    (&["man"], ".TH TOUCHBASE"),
    (&["complete", "zsh", "--", "touchbase", "show", "anna"], "Anna Berg"),
];

/// What would change something.
const CHANGING: &[&[&str]] = &[
    &["survey", "ask", "anna m"],
    &["add", "Mia Olsen"],
    &["add", "-"],
    &["set", "anna m", "tier=B"],
    &["tag", "anna m", "--", "+oak2"],
    &["move", "anna m", "Nordlys AS"],
    &["duplicates", "--not-same", "anna m", "anna b"],
    &["merge", "anna b", "--into", "anna m"],
    &["archive", "anna m"],
    &["delete", "anna m", "--yes"],
    &["log", "anna m", "call: again"],
    &["log", "anna m", "-"],
    &["log-mail"],
    &["follow-up", "anna m", "offer", "--due", "mon"],
    &["done", "abcd"],
    &["snooze", "abcd", "3d"],
    &["spread"],
    &["feedback", "anna m", "late", "--kind", "complaint"],
    &["feedback", "anna m", "-", "--kind", "complaint"],
    &["order", "anna m", "12.50"],
    &["answer", "abcd", "told"],
    &["reply", "abcd", "soon"],
    &["consent", "anna m", "mail", "given"],
    &["import", "-"],
    &["undo"],
    &["backup"],
    &["restore", "BACKUP", "--yes"],
    &["repair"],
];

fn filled() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "call: asked for the price list >> 2w send offer"]);
    desk.ok(&["feedback", "anna b", "late twice", "--kind", "complaint"]);
    desk.ok(&["backup", desk.path("kept").to_str().unwrap()]);
    desk.file("one.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada One\nEND:VCARD\n");
    desk
}

/// The arguments with the desk's files in the place of their names.
fn with_files(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let path = |name: &str| desk.path(name).to_str().unwrap().to_owned();
    let put = |argument: &&str| match *argument {
        "FILE" => path("one.vcf"),
        "NEW" => path("new"),
        "BACKUP" => path("kept"),
        other => other.to_owned(),
    };
    arguments.iter().map(put).collect()
}

/// Runs all that reads, each with --read-only: it prints what it should, and the store is untouched.
fn read_all(desk: &Desk, run: impl Fn(&[&str]) -> Said) {
    for (arguments, words) in READING {
        let given = with_files(desk, arguments);
        let given: Vec<&str> = std::iter::once("--read-only").chain(given.iter().map(String::as_str)).collect();
        let before = Untouched::of(&desk.store());
        let said = run(&given);
        assert!(said.status == 0 && said.out.contains(words), "{arguments:?}: {said:?}");
        before.still(&arguments.join(" "));
    }
}

#[test]
fn every_verb_is_tried() {
    let named: Vec<&str> =
        READING.iter().map(|(arguments, _)| arguments[0]).chain(CHANGING.iter().map(|of| of[0])).collect();
    for verb in Arguments::command().get_subcommands() {
        assert!(named.contains(&verb.get_name()), "{} isn't tried with --read-only", verb.get_name());
    }
}

#[test]
fn what_reads_touches_nothing() {
    let desk = filled();
    read_all(&desk, |arguments| desk.run(arguments));
    // With no archive yet, no side file, no lock and no drafts, too.
    fs::remove_dir_all(desk.store().join("gen-1/archive")).unwrap();
    for name in ["lock", "keeper", "gen-1/side", "gen-1/texts", "gen-1/archive.seal"] {
        let _ = fs::remove_file(desk.store().join(name));
    }
    fs::remove_dir_all(desk.store().join("drafts")).unwrap();
    let _ = fs::remove_file(desk.path("new"));
    read_all(&desk, |arguments| desk.run(arguments));
}

#[test]
fn to_standard_output_a_backup_is_no_change() {
    let desk = filled();
    let before = Untouched::of(&desk.store());
    let output = desk.command(&["--read-only", "backup", "-"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(&[0x1f, 0x8b]), "{output:?}");
    before.still("backup -");
    let path = desk.store().join("backups/mine");
    let (above, path) = (path.parent().unwrap().to_owned(), path.to_str().unwrap().to_owned());
    desk.fails(&["--read-only", "backup", desk.store().join("mine").to_str().unwrap()], 2, &["is open read-only"]);
    desk.fails(
        &["--read-only", "export", "--format=json", "-o", desk.store().join("m").to_str().unwrap()],
        2,
        &["is open read-only"],
    );
    before.still("what would lie in the store");
    fs::create_dir_all(above).unwrap();
    let before = Untouched::of(&desk.store());
    desk.fails(&["--read-only", "backup", &path], 2, &["is open read-only"]);
    before.still("what would lie among the backups");
}

#[test]
fn what_may_only_be_read_by_its_modes_is_read_as_well() {
    let shelf = Shelf::of(filled());
    for (arguments, words) in READING.iter().filter(|(arguments, _)| !arguments.contains(&"NEW")) {
        let given = with_files(&shelf.desk, arguments);
        let given: Vec<&str> = std::iter::once("--read-only").chain(given.iter().map(String::as_str)).collect();
        let before = Untouched::of(&shelf.desk.store());
        let said = shelf.run(&given);
        assert!(said.status == 0 && said.out.contains(words), "{arguments:?}: {said:?}");
        before.still(&arguments.join(" "));
    }
}

#[test]
fn so_is_what_is_mounted_to_be_read_only() {
    let desk = filled();
    let store = desk.store();
    let mount = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && shift && exec \"$@\"";
    let mounted = |arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", mount, "sh"]).arg(&store).arg(env!("CARGO_BIN_EXE_touchbase"));
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env("HOME", desk.path("")).env("TZ", "UTC").env("TOUCHBASE_STORE", &store);
        command.args(["--today", "2026-11-21"]).args(arguments);
        said(&mut assert_cmd::Command::from_std(command))
    };
    let may = Command::new("unshare").args(["--mount", "sh", "-c", mount, "sh"]).arg(&store).arg("true").output();
    if !may.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: nothing can be mounted here");
        return;
    }
    read_all(&desk, mounted);
}

#[test]
fn a_live_session_beside_it_is_seen_and_left_alone() {
    let desk = filled();
    let live = Store::open(&desk.store(), Who { author: "ana".into(), screen: true }).unwrap();
    let anna = live.book().contacts().next().unwrap().id;
    live.contact(anna).unwrap();
    // What it has still to write of its own is written when it stands still for a backup.
    let going_on: GoingOn = Arc::new(|_, _| true);
    live.back_up(None, &going_on).unwrap();
    read_all(&desk, |arguments| desk.run(arguments));
    desk.ok(&["log", "anna b", "call: came while it was open"]);
    // All but the archive, which the keeper brings up to it.
    let names = ["lock", "keeper", "keeper.sock", "CURRENT", "drafts", "gen-1/journal", "gen-1/side", "gen-1/texts"];
    let before = names.map(|name| Untouched::of(&desk.store().join(name)));
    assert!(desk.ok(&["--read-only", "show", "anna b"]).contains("came while it was open"));
    // Whoever has the archive open is asked: there is no place for a scratch archive.
    let nowhere = desk.path("nowhere");
    let asked = said(desk.command(&["--read-only", "show", "anna m"]).env("TMPDIR", &nowhere));
    assert!(asked.status == 0 && asked.out.contains("asked for the price list"), "{asked:?}");
    before.iter().for_each(|before| before.still("show"));
    live.close();
}

#[test]
fn what_would_change_something_ends_before_it_reads() {
    let desk = filled();
    let before = Untouched::of(&desk.store());
    for arguments in CHANGING {
        let given = with_files(&desk, arguments);
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env_clear()
            .env("HOME", desk.path(""))
            .env("TOUCHBASE_STORE", desk.store())
            .arg("--read-only")
            .args(&given)
            // Nothing comes from there, and it isn't closed.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _open = child.stdin.take();
        let (mut out, mut err) = (String::new(), String::new());
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert_eq!(err.lines().count(), 2, "{arguments:?}: {err}");
        assert!(err.contains(&format!("\"{}\" would", arguments[0])), "{arguments:?}: {err}");
        before.still(&arguments.join(" "));
    }
    let json = desk.fails(&["--read-only", "undo", "--json"], 2, &["\"kind\":\"usage\""]);
    assert_eq!(json.out, "");
    desk.fails(&["--read-only", "--lang=de", "undo"], 2, &["nichts darf geändert werden", "ohne --read-only"]);
}

#[test]
fn option_goes_over_variable_over_file() {
    let desk = filled();
    let file = desk.file("c.toml", "language = \"en\"\nread_only = true\n");
    let check = |variable: Option<&str>, options: &[&str], status: i32, words: &str| {
        let mut command = desk.command(&[options, &["tag", "anna m", "--", "+x"]].concat());
        let told = said(command.envs(variable.map(|value| ("TOUCHBASE_READ_ONLY", value))));
        assert!(told.status == status && told.err.contains(words), "{variable:?} {options:?}: {told:?}");
    };
    let config = ["--config", file.as_str()];
    check(None, &[], 0, "");
    check(None, &["--read-only"], 2, "without --read-only");
    check(None, &["--read-only=yes"], 2, "without --read-only");
    check(None, &["--read-only=no"], 0, "");
    check(Some("1"), &[], 2, "TOUCHBASE_READ_ONLY says so");
    check(Some("0"), &[], 0, "");
    check(Some(""), &[], 0, "");
    check(Some("1"), &["--read-only=no"], 0, "");
    check(Some("perhaps"), &[], 2, "perhaps");
    check(None, &config, 2, "line 2");
    check(Some(""), &config, 2, "line 2");
    check(Some("no"), &config, 0, "");
    check(None, &[&config[..], &["--read-only=no"]].concat(), 0, "");
    let told = desk.ok(&["--read-only", "config"]);
    assert!(told.contains("read_only\ttrue\t--read-only"), "{told}");
    desk.fails(&["--config", &desk.file("d.toml", "read_only = \"yes\""), "list"], 2, &["read_only", "true, false"]);
}

#[test]
fn none_is_made_where_there_is_none() {
    let desk = Desk::new();
    for verb in [&["list"][..], &["due", "--check"], &["show", "anna"], &["export", "--format=json"]] {
        desk.fails(&[&["--read-only"], verb].concat(), 3, &["there is no store in", "Without --read-only one is made"]);
        assert!(!desk.store().exists(), "{verb:?}");
    }
    fs::create_dir(desk.store()).unwrap();
    fs::set_permissions(desk.store(), fs::Permissions::from_mode(0o700)).unwrap();
    let before = Untouched::of(&desk.store());
    desk.fails(&["--read-only", "list"], 3, &["there is no store in"]);
    before.still("an empty directory");
    fs::write(desk.store().join("novel.txt"), "Once").unwrap();
    let before = Untouched::of(&desk.store());
    desk.fails(&["--read-only", "list"], 3, &["something else is in it"]);
    before.still("another's directory");
    fs::set_permissions(desk.store(), fs::Permissions::from_mode(0o755)).unwrap();
    let before = Untouched::of(&desk.store());
    desk.fails(&["--read-only", "list"], 3, &["something else is in it"]);
    before.still("an open directory");
}

#[test]
fn what_is_damaged_is_said_and_read_as_far_as_it_can_be_without_writing() {
    let desk = filled();
    let damage = |name: &str| {
        let path = desk.store().join("gen-1").join(name);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        fs::write(path, bytes).unwrap();
    };
    let archive = |desk: &Desk| {
        let path = desk.store().join("gen-1/archive/db");
        fs::write(&path, vec![7; fs::metadata(&path).unwrap().len() as usize]).unwrap();
    };
    let screen = Store::open(&desk.store(), Who { author: "ana".into(), screen: true }).unwrap();
    screen.close();
    drop(screen);
    desk.ok(&["search", "price list"]);
    damage("side");
    let texts = desk.store().join("gen-1/texts");
    let form = &fs::read(&texts).unwrap()[..8];
    fs::write(&texts, [form, b", or what was it?"].concat()).unwrap();
    archive(&desk);
    let before = Untouched::of(&desk.store());
    let search = desk.run(&["--read-only", "search", "price list"]);
    assert!(search.status == 0 && search.out.contains("Anna Müller"), "{search:?}");
    assert!(search.err.contains("Damaged: the image for quick starts. Nothing was changed"), "{search:?}");
    assert!(search.err.contains("Damaged: the texts for quick searches."), "{search:?}");
    assert!(desk.ok(&["--read-only", "show", "anna m"]).contains("asked for the price list"));
    before.still("what is made from the truth");
    damage("journal/000001.jsonl");
    let before = Untouched::of(&desk.store());
    desk.fails(&["--read-only", "list"], 3, &["is damaged", "Without --read-only touchbase mends"]);
    desk.fails(&["--read-only", "--lang=de", "show", "anna m"], 3, &["ist beschädigt", "Ohne --read-only"]);
    assert_eq!(desk.run(&["--read-only", "verify"]).status, 3);
    before.still("a damaged journal");
}

#[test]
fn no_scratch_archive_is_left() {
    let desk = filled();
    let temporary = desk.path("tmp");
    fs::create_dir(&temporary).unwrap();
    let left = |dir: &Path| fs::read_dir(dir).unwrap().count();
    for verb in [&["show", "anna m"][..], &["export", "--format=json"], &["backup", "-"], &["show", "nobody"]] {
        let mut command = desk.command(&[&["--read-only"], verb].concat());
        command.env("TMPDIR", &temporary).output().unwrap();
        assert_eq!(left(&temporary), 0, "{verb:?}");
    }
}

#[test]
fn a_signal_leaves_no_scratch_archive() {
    let desk = Desk::new();
    let rows: String = (0..600).map(|number| format!("Ana {number},{}\n", "long ".repeat(80))).collect();
    let file = desk.file("many.csv", format!("Name,Notes\n{rows}"));
    desk.ok(&["import", &file]);
    // Else it is read as it lies.
    fs::remove_file(desk.store().join("gen-1/archive/index")).unwrap();
    let temporary = desk.path("tmp");
    fs::create_dir(&temporary).unwrap();
    let left = || fs::read_dir(&temporary).unwrap().count();
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env_clear()
            .env("HOME", desk.path(""))
            .env("TMPDIR", &temporary)
            .env("TOUCHBASE_STORE", desk.store())
            .args(["--read-only", "export", "--format", "json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // Something came, and then nobody reads on: it waits.
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 100]).unwrap();
        assert_eq!(left(), 1, "it reads from a scratch archive");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), None, "the signal ended it");
        assert_eq!(left(), 0, "{signal}");
    }
}

/// A path that was mistyped isn't advised to be closed to others.
#[test]
fn what_is_no_store_is_left_alone() {
    let desk = Desk::new();
    let other = desk.path("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("notes.txt"), "mine").unwrap();
    for read_only in [&["--read-only"][..], &[]] {
        let arguments = [read_only, &["--store", other.to_str().unwrap(), "list"]].concat();
        let said = desk.fails(&arguments, 3, &["is no store"]);
        assert!(!said.err.contains("chmod"), "{said:?}");
    }
}
