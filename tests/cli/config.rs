//! `config`: what is in force, where it comes from, and the file that says it.

use serde_json::json;

use crate::desk::{Desk, Said, said};

/// The line of the piped output for `key`: value and source.
fn line(out: &str, key: &str) -> (String, String) {
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    match out.lines().map(fields).find(|fields| fields[0] == key).unwrap_or_else(|| panic!("no {key} in {out}"))[..] {
        [_, ref value, ref source] => (value.clone(), source.clone()),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn each_value_is_told_with_where_it_comes_from() {
    let desk = Desk::new();
    let file = desk.file(
        "c.toml",
        "language = \"de\"\n[agenda]\nworkdays = [\"mon\", \"tue\"]\ntiers.B = \"none\"\nholidays = \"de-hh\"\n\
         days_off = [\"2026-12-24..2027-01-01\", \"05-15\"]\n[ui]\ntheme = \"dark\"\n\
         [keys]\nlog = [\"B\", \"g l\"]\n",
    );
    let out = desk.ok(&["--config", &file, "--store", "/data/x", "config"]);
    let of_line = |number: usize| format!("{file}:{number}");
    for (key, value, source) in [
        ("config", file.as_str(), "--config".to_owned()),
        ("store", "/data/x", "--store".to_owned()),
        ("language", "de", of_line(1)),
        ("agenda.workdays", "mon, tue", of_line(3)),
        ("agenda.tiers.A", "30d", "default".to_owned()),
        ("agenda.tiers.B", "none", of_line(4)),
        ("log.kind", "call", "default".to_owned()),
        ("mail.own", "", "default".to_owned()),
        ("agenda.holidays", "DE-HH", of_line(5)),
        ("agenda.days_off", "2026-12-24..2027-01-01, 05-15", of_line(6)),
        ("ui.theme", "dark", of_line(8)),
        ("keys.log", "B, g l", of_line(10)),
    ] {
        assert_eq!(line(&out, key), (value.to_owned(), source), "{key}");
    }
    let environment = |name: &str, value: &str| {
        let told = said(desk.command(&["--config", &file, "config"]).env(name, value));
        assert_eq!(told.status, 0, "{told:?}");
        told.out
    };
    assert_eq!(line(&environment("TOUCHBASE_LANG", "en"), "language"), ("en".into(), "TOUCHBASE_LANG".into()));
    assert_eq!(line(&environment("NO_COLOR", "1"), "ui.theme"), ("mono".into(), "NO_COLOR".into()));
    assert_eq!(line(&environment("LANG", "en_US"), "language"), ("de".into(), of_line(1)), "the file goes over LANG");
    let store = desk.store().to_str().unwrap().to_owned();
    assert_eq!(line(&environment("X", "x"), "store"), (store, "TOUCHBASE_STORE".into()));
    let told = said(desk.command(&["config"]).env("LC_ALL", "de_AT.UTF-8"));
    assert_eq!(line(&told.out, "language"), ("de".into(), "LC_ALL".into()));
    assert!(!desk.store().exists(), "asking makes no store");
}

/// A day on which one doesn't work is known to every verb that asks for one.
#[test]
fn a_snooze_ends_behind_the_days_off() {
    let desk = Desk::new();
    let file = desk.file("c.toml", "[agenda]\nholidays = \"DE\"\ndays_off = [\"12-24\"]\n");
    desk.ok(&["add", "Anna Berg"]);
    let made = desk.ok(&["follow-up", "Anna Berg", "send offer", "--due", "2026-11-21"]);
    desk.ok(&["--config", &file, "snooze", made.trim(), "2026-12-24"]);
    let due = |day: &str| desk.run_on(day, &["--config", &file, "due"]).out;
    assert!(!due("2026-12-27").contains("Anna Berg"));
    assert!(due("2026-12-28").contains("Anna Berg"));
}

#[test]
fn as_json_a_value_is_what_may_stand_in_the_file() {
    let desk = Desk::new();
    let file = desk.file("c.toml", "agenda.workdays = [\"fri\"]\n");
    let told = desk.json(&["--config", &file, "config"]);
    assert_eq!(told["file"], json!({"path": file, "exists": true, "source": "flag", "name": "--config", "line": null}));
    let value = |key: &str| told["values"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap().clone();
    let workdays = json!({"key": "agenda.workdays", "value": ["fri"], "source": "file", "name": null, "line": 1});
    assert_eq!(value("agenda.workdays"), workdays);
    assert_eq!(value("store")["source"], "environment");
    assert_eq!(desk.json(&["config"])["file"]["exists"], false);
}

#[test]
fn init_writes_the_file_once() {
    let desk = Desk::new();
    let path = desk.path("a/b/config.toml").to_str().unwrap().to_owned();
    let config = |arguments: &[&str]| desk.run(&[&["--config", &path, "config"], arguments].concat());
    let made = config(&["init"]);
    assert_eq!((made.status, made.out.trim_end()), (0, path.as_str()), "{made:?}");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("The days on which you work."), "{text}");
    std::fs::write(&path, "language = \"de\"").unwrap();
    let again = config(&["init"]);
    assert!(again.status == 2 && again.err.contains("is there already and stays as it is"), "{again:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "language = \"de\"");
    let german = desk.path("de.toml").to_str().unwrap().to_owned();
    desk.ok(&["--lang", "de", "--config", &german, "config", "init"]);
    assert!(std::fs::read_to_string(&german).unwrap().contains("Die Arbeitstage."));
    desk.fails(&["--config", &format!("{path}/under"), "config", "init"], 2, &["can't write the configuration"]);
}

#[test]
fn path_is_told_though_the_file_is_wrong() {
    let desk = Desk::new();
    let file = desk.file("c.toml", "[[[");
    assert_eq!(desk.ok(&["--config", &file, "config", "path"]).trim_end(), file);
    desk.fails(&["--config", &file, "config"], 2, &["c.toml, line 1"]);
}

#[test]
fn keys_are_told_as_they_are_written() {
    let desk = Desk::new();
    let file = desk.file("c.toml", "[keys]\ndown = [\"J\", \"down\"]\nscroll-down = []\n");
    let told = desk.ok(&["--config", &file, "config", "keys"]);
    let keys = |action: &str| line(&told, action).0;
    assert_eq!(
        [keys("down"), keys("scroll-down"), keys("first"), keys("redo")],
        ["J, down", "", "g g, home", "ctrl-r"]
    );
    assert_eq!(desk.json(&["config", "keys"])[0]["action"], "log");
    for (content, words) in [
        ("[keys]\ndone = \"c\"", &["\"c\" is both log and done"][..]),
        ("[keys]\ndome = \"c\"", &["line 2", "there is no action \"dome\"", "Did you mean \"done\"?"]),
    ] {
        let file = desk.file("c.toml", content);
        desk.fails(&["--config", &file, "config"], 2, words);
        desk.fails(&["--config", &file, "due"], 2, words);
    }
}

#[test]
fn an_own_theme_is_found_beside_the_file() {
    let desk = Desk::new();
    let config = |theme: &str| -> Said {
        let file = desk.file("c.toml", format!("ui.theme = {theme:?}\n"));
        desk.run(&["--config", &file, "config"])
    };
    std::fs::create_dir(desk.path("themes")).unwrap();
    desk.file("themes/mine.toml", "base = \"dark\"\nlate = \"bold #ff8787\"\n");
    for theme in ["mine", "themes/mine.toml", "light"] {
        assert_eq!(line(&config(theme).out, "ui.theme").0, theme);
    }
    let wrong = config("mien");
    assert!(wrong.status == 2 && wrong.err.contains("Did you mean \"mine\"?"), "{wrong:?}");
    desk.file("themes/mine.toml", "\nlaet = \"red\"\n");
    let wrong = config("mine");
    assert!(wrong.status == 2 && wrong.err.contains("mine.toml, line 2"), "{wrong:?}");
    assert!(wrong.err.contains("Did you mean \"late\"?"), "{wrong:?}");
    assert_eq!(desk.run(&["--config", desk.path("c.toml").to_str().unwrap(), "list"]).status, 0, "verbs need no theme");
}
