//! What shells are told may stand on a line: the hidden verb `complete`, which the scripts of `completions` ask, and those scripts.

use std::process::Command;

use crate::desk::Desk;
use crate::untouched::Untouched;

/// A name that would do something, were it ever run.
const HOSTILE: &str = "Zoë $(touch owned) `touch owned` \"q\" 'a' \\ ! & ; | > * ~ #x {a,b}";

fn filled() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["add", HOSTILE, "--company", "Kaiser & Söhne", "--tag", "a b"]);
    desk
}

/// What bash is told: how, and the words.
fn bash(desk: &Desk, replaces: &str, line: &str) -> Vec<String> {
    let said = desk.ok(&["complete", "bash", &format!("--replaces={replaces}"), "--does=9", "--", line]);
    said.lines().map(str::to_owned).collect()
}

/// What zsh and fish are told, without what is said about each.
fn zsh(desk: &Desk, words: &[&str]) -> Vec<String> {
    let said = desk.ok(&[&["complete", "zsh", "--", "touchbase"], words].concat());
    said.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn names_tags_ids_and_values_are_proposed() {
    let desk = filled();
    let offer = desk.id(&["follow-up", "deniz", "send offer", "--due", "mon"]);
    let wish = desk.id(&["feedback", "deniz", "darker", "--kind", "wish"]);
    let check = |words: &[&str], expect: &[&str]| assert_eq!(zsh(&desk, words), expect, "{words:?}");
    check(&["show", "Anna"], &["words", "Anna Berg", "Anna Müller"]);
    check(&["log", "x", "--with", "anna m"], &["words", "Anna Müller"]);
    // Words within a name, and umlauts however they are written.
    check(&["show", "mueller"], &["words", "Anna Müller"]);
    check(&["show", "celik"], &["list", "Deniz Çelik", "Atelier Çelik"]);
    check(&["show", "anna@"], &["words", "anna@hofmann.example"]);
    check(&["add", "x", "--company", "k"], &["words", "Kaiser & Söhne"]);
    check(&["add", "x", "--company=k"], &["words", "--company=Kaiser & Söhne"]);
    check(&["tag", "deniz", "+o"], &["words", "+oak"]);
    check(&["tag", "deniz", "--", "-o"], &["words", "-oak"]);
    check(&["list", "#"], &["words", "#a b", "#oak"]);
    check(&["list", "tier:"], &["words", "tier:a", "tier:b", "tier:c", "tier:none"]);
    check(&["done", ""], &["words", &offer, &wish]);
    check(&["done", &offer[..2]], &["words", &offer]);
    check(&["done", "den"], &["words", "Deniz Çelik"]);
    check(&["log", "deniz", "--done", ""], &["words", &offer]);
    check(&["log", "anna m", "--done", ""], &["words"]);
    check(&["answer", ""], &["words", &wish]);
    check(&["answer", &wish, "t"], &["words", "told"]);
    check(&["undo", ""], &["words", "6", "5", "4", "3", "2", "1"]);
    check(&["set", "deniz", "ti"], &["parts", "tier="]);
    check(&["set", "deniz", "tier="], &["words", "tier=A", "tier=B", "tier=C", "tier=none"]);
    check(&["set", "deniz", "tag+=o"], &["words", "tag+=oak"]);
    check(&["merge", "deniz", "--take", "birth"], &["words", "birthday"]);
    check(&["log", "deniz", "--kind", "m"], &["words", "mail", "meeting"]);
    check(&["export", "--format", ""], &["words", "vcard", "csv", "ics", "json"]);
    check(&["list", "--l"], &["words", "--lang"]);
    check(&["lo"], &["words", "log", "log-mail"]);
    check(&["completions", ""], &["words", "bash", "zsh", "fish"]);
    check(&["import", ""], &["files"]);
    check(&["--store", ""], &["dirs"]);
    check(&["log", "deniz", ""], &["words"]);
    assert!(!zsh(&desk, &["com"]).contains(&"complete".to_owned()), "it is nobody's to type");
    check(&["list", "--columns", "c"], &["parts", "company", "city", "ceiling", "cadence"]);
    check(&["list", "--columns", "name,ci"], &["parts", "name,city"]);
    check(&["list", "--columns=name,ci"], &["parts", "--columns=name,city"]);
    check(&["list", "--sort", "tier,-la"], &["parts", "tier,-last-touch"]);
    check(&["list", "--kind", "company", "--sort", "in"], &["parts", "industry"]);
    let views = desk.path(".config/touchbase/views");
    std::fs::create_dir_all(&views).unwrap();
    std::fs::write(views.join("Heard.toml"), "screen = \"feedback\"").unwrap();
    check(&["list", "--view", ""], &["words", "Heard"]);
    check(&["list", "--view", "Heard", "--columns", "s"], &["parts", "score", "state", "severity"]);
    assert_eq!(bash(&desk, "name,ci", "touchbase list --columns name,ci"), ["parts", "name,city"]);
    let mappings = desk.path(".config/touchbase/mappings");
    std::fs::create_dir_all(&mappings).unwrap();
    std::fs::write(mappings.join("crm two.toml"), "").unwrap();
    check(&["import", "--mapping", ""], &["words", "crm two"]);
}

#[test]
fn an_id_says_what_it_stands_for() {
    let desk = Desk::with_contacts();
    let offer = desk.id(&["follow-up", "deniz", "send offer", "--due", "mon"]);
    let said = desk.ok(&["complete", "fish", "--", "touchbase", "done", ""]);
    assert_eq!(said, format!("words\n{offer}\tDeniz Çelik · send offer · Mon 23 Nov\n"));
    let listed = desk.ok(&["complete", "bash", "--does=63", "--", "touchbase done "]);
    assert_eq!(listed, format!("words\n{offer}  Deniz Çelik · send offer · Mon 23 Nov\n"));
    let german = desk.ok(&["complete", "zsh", "--", "touchbase", "--lang=de", "done", ""]);
    assert!(german.contains("Mo 23. Nov"), "{german}");
}

/// In whatever quotes a name is completed: what stands on the line then is that name for the shell, and nothing is run.
#[test]
fn bash_reads_what_it_was_given_as_it_is() {
    let desk = filled();
    for open in ["", "\"", "'"] {
        let said = bash(&desk, "Zo", &format!("touchbase show {open}Zo"));
        assert_eq!((said.len(), said[0].as_str()), (2, "words"), "{said:?}");
        // Bash closes the quote, unless that stands there already.
        let close = if open.is_empty() || said[1].ends_with(open) { "" } else { open };
        let script = format!("printf %s {open}{}{close}", said[1]);
        let read = Command::new("bash").args(["--norc", "-c", &script]).current_dir(desk.path("")).output().unwrap();
        assert_eq!(String::from_utf8(read.stdout).unwrap(), HOSTILE, "{script}");
        assert!(!desk.path("owned").exists(), "{script}");
    }
    assert_eq!(bash(&desk, "Ka", "touchbase add x --company=Ka"), ["words", r"Kaiser\ \&\ Söhne"]);
    assert_eq!(bash(&desk, "anna", "touchbase show anna"), ["words", r"Anna\ Berg", r"Anna\ Müller"]);
    // Else what both begin with would take the place of what is typed.
    assert_eq!(bash(&desk, "celik", "touchbase show celik"), ["list", r"Deniz\ Çelik", r"Atelier\ Çelik", "celik"]);
}

#[test]
fn nothing_is_made_changed_or_said() {
    let desk = Desk::new();
    assert_eq!(zsh(&desk, &["show", ""]), ["words"]);
    assert!(!desk.store().exists(), "no store is made");
    let desk = filled();
    let before = Untouched::of(&desk.store());
    for words in [&["show", ""][..], &["undo", ""], &["done", ""], &["tag", "x", "+"], &["set", "x", "owner="]] {
        let said = desk.run(&[&["complete", "fish", "--", "touchbase"], words].concat());
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{words:?}");
        before.still(&words.join(" "));
    }
    // What the line itself says counts, not where it is asked; a wrong configuration is no reason to be silent.
    let other = Desk::with_contacts();
    let store = other.store();
    let store = store.to_str().unwrap();
    assert!(!zsh(&other, &["show", "zo"]).contains(&HOSTILE.to_owned()));
    assert_eq!(zsh(&desk, &["--store", store, "show", "zo"]), ["words"]);
    assert_eq!(zsh(&desk, &["show", "deniz", "--store", store, "--since", "9"]), ["words", "90d"]);
    let wrong = desk.file("wrong.toml", "colour = 3\n");
    assert_eq!(zsh(&desk, &["--config", &wrong, "show", "den"]), ["words", "Deniz Çelik"]);
    std::fs::write(desk.store().join("gen-1/journal/000001.jsonl"), "{").unwrap();
    std::fs::remove_file(desk.store().join("gen-1/side")).ok();
    let damaged = desk.run(&["complete", "zsh", "--", "touchbase", "show", "an"]);
    assert_eq!((damaged.err.as_str(), damaged.status), ("", 0), "{damaged:?}");
}

#[test]
fn archived_contacts_come_only_where_nobody_else_fits() {
    let desk = Desk::with_contacts();
    desk.ok(&["archive", "anna berg"]);
    assert_eq!(zsh(&desk, &["show", "anna"]), ["words", "Anna Müller"]);
    assert_eq!(zsh(&desk, &["archive", "--undo", "anna b"]), ["words", "Anna Berg"]);
}

/// Each script is one its shell can read; the journeys show that it works.
#[test]
fn the_scripts_are_printed_and_sound() {
    let desk = Desk::new();
    for (shell, name) in [("bash", "touchbase.bash"), ("zsh", "_touchbase"), ("fish", "touchbase.fish")] {
        let script = desk.ok(&["completions", shell]);
        assert!(script.contains(&format!("touchbase complete {shell}")), "{script}");
        match Command::new(shell).args(["-n", &desk.file(name, script)]).output() {
            Ok(read) => assert!(read.status.success() && read.stderr.is_empty(), "{shell}: {read:?}"),
            Err(_) => eprintln!("skipped: no {shell} here"),
        }
    }
    desk.fails(&["completions", "tcsh"], 2, &["tcsh"]);
    assert!(!desk.store().exists());
}
