//! By what tables are read: shown, saved, changed by hand, and read by.

use crate::desk::{Desk, said};
use touchbase::formats::csv::{Meaning, Rows};

/// No head of it is known.
const ODD: &str = "Wer;Wohin;Wo\nAnna Berg;a@x.example;Ulm\nTom Holm;t@x.example;Bonn\n";

#[test]
fn columns_are_shown_saved_and_read_by() {
    let desk = Desk::new();
    let file = desk.file("odd.csv", ODD);
    let shown = desk.run(&["import", "--columns", "--save-mapping", "our crm", &file]);
    assert_eq!(
        shown.out, "1\tWer\tname\t\tAnna Berg\n2\tWohin\tmail\t\ta@x.example\n3\tWo\tfree_field\t\tUlm\n",
        "{shown:?}"
    );
    assert!(
        shown.err.contains("odd.csv: UTF-8, semicolon ;, heads in line 1, rows are contacts and companies"),
        "{shown:?}"
    );
    assert_eq!(desk.json(&["list"]), serde_json::json!([]), "nothing is imported by it");
    let path = desk.path(".config/touchbase/mappings/our crm.toml");
    let saved = std::fs::read_to_string(&path).unwrap();
    let city = "head = \"Wo\"\nbecomes = \"address.city\"";
    std::fs::write(&path, saved.replace("head = \"Wo\"\nbecomes = \"free_field\"", city)).unwrap();
    let report = desk.run(&["import", "--mapping", "our crm", &file]);
    assert!(report.err.contains("2 contacts"), "{report:?}");
    assert!(report.out.contains("column\t\tWo\t1\taddress: city\n"), "{report:?}");
    assert_eq!(desk.json(&["show", "anna"])["addresses"][0]["city"], "Ulm");
    // Next month: other columns in another order, by the file itself.
    let later = desk.file("later.csv", "Stand Dezember\n\nWo;Neu;Wohin;Wer\nKiel;ja;i@x.example;Ida Lund\n");
    desk.ok(&["import", "--mapping", path.to_str().unwrap(), &later]);
    let ida = desk.json(&["show", "ida"]);
    assert_eq!((&ida["mails"][0]["value"], &ida["fields"]["Neu"]), (&"i@x.example".into(), &"ja".into()));
    // And in another charset.
    let old = desk.file("old.csv", b"Wer;Wohin\nJ\xfcrgen Wei\xdf;w@x.example\n");
    desk.ok(&["import", "--columns", "--save-mapping", "old crm", &old]);
    let new = desk.file("new.csv", "Wer;Wohin\nKäthe Öhl;k@x.example\n");
    desk.ok(&["import", "--mapping", "old crm", &old, &new]);
    let names = desk.ok(&["list", "--columns", "name"]);
    assert!(names.contains("Käthe Öhl\n") && names.contains("Jürgen Weiß\n"), "{names}");
    let json = desk.json(&["import", "--columns", &file]);
    assert_eq!((&json[0]["separator"], &json[0]["columns"][1]["becomes"]), (&";".into(), &"mail".into()));
}

#[test]
fn what_is_wrong_with_a_mapping_is_said() {
    let desk = Desk::new();
    let file = desk.file("odd.csv", ODD);
    desk.fails(&["import", "--mapping", "crm", &file], 2, &["no mapping crm", "--save-mapping crm"]);
    desk.fails(&["import", "--save-mapping", "../x", &file], 2, &["\"../x\" can't be the name of a mapping"]);
    let broken = desk.file("broken.toml", "separator = \";\"\nheads = 1\nrows = \"people\"\n");
    desk.fails(&["import", "--mapping", &broken, &file], 2, &["broken.toml, line 3", "people"]);
    let other = desk.file("other.csv", "Name,Mail\nAnna,a@x.example\n");
    desk.ok(&["import", "--columns", "--save-mapping", "odd", &file]);
    desk.fails(&["import", "--mapping", "odd", &other], 2, &["other.csv: none of the mapping's columns is there"]);
    desk.fails(&["import", "--mapping", "od", &file], 2, &["There are: odd"]);
    let card = desk.file("a.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Anna\nEND:VCARD\n");
    desk.fails(&["import", "--columns", &card], 2, &["a.vcf is no table"]);
    let german = said(&mut desk.command(&["--lang", "de", "import", "--columns", &file]));
    assert!(german.err.contains("Semikolon ;, Köpfe in Zeile 1, Zeilen sind Kontakte und Firmen"), "{german:?}");
}

/// A log beside the contacts it is about: matched by mail and name, once, undone in one.
#[test]
fn what_happened_comes_in_with_those_it_is_about() {
    let desk = Desk::new();
    desk.ok(&["add", "Anna Berg", "--email", "a@x.example"]);
    let log = desk.file(
        "log.csv",
        "Datum;Kunde;Art;Notiz\n01.10.2026;Anna Berg;Anruf;Fragt nach Preisen\n02.10.2026;a@x.example;E-Mail;Liste\n\
         03.10.2026;Niemand;Anruf;?\n01.12.2026;Anna Berg;Anruf;Angebot\n",
    );
    let report = desk.run(&["import", &log]);
    assert!(report.out.contains("unmatched"), "{report:?}");
    let anna = desk.json(&["show", "anna"]);
    let texts: Vec<&str> =
        anna["interactions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Liste", "Fragt nach Preisen"]);
    assert_eq!(
        (&anna["follow_ups"][0]["title"], &anna["follow_ups"][0]["due"]),
        (&"Angebot".into(), &"2026-12-01".into())
    );
    desk.ok(&["import", &log]);
    assert_eq!(desk.json(&["show", "anna"])["interactions"].as_array().unwrap().len(), 2, "once");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna"])["interactions"].as_array().unwrap().len(), 0);
}

/// The names that a mapping may use stand in the help, in the README, in each file that is saved, and in the error for one that
/// isn't among them.
#[test]
fn what_a_column_can_become_is_listed_wherever_it_is_looked_for() {
    let desk = Desk::new();
    let file = desk.file("odd.csv", ODD);
    desk.ok(&["import", "--columns", "--save-mapping", "odd", &file]);
    let path = desk.path(".config/touchbase/mappings/odd.toml");
    let saved = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, saved.replace("becomes = \"mail\"", "becomes = \"emial\"")).unwrap();
    let wrong = desk.run(&["import", "--mapping", "odd", &file]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("\"emial\" is nothing that a column can become"), "{wrong:?}");
    assert!(wrong.err.contains("Did you mean \"mail\"?"), "{wrong:?}");
    let all = |rows: &[Rows], says: &dyn Fn(&str) -> bool, place: &str| {
        for meaning in rows.iter().flat_map(|rows| Meaning::of(*rows)) {
            assert!(says(meaning.name()), "{:?} is missing in {place}", meaning.name());
        }
    };
    let words = |text: &str| -> std::collections::HashSet<String> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
        words.map(|word| word.trim_end_matches('.').to_owned()).collect()
    };
    let (saved, wrong) = (words(&saved), words(&wrong.err));
    all(&[Rows::Contacts], &|name| saved.contains(name), "the saved mapping");
    all(&[Rows::Contacts], &|name| wrong.contains(name), "the error");
    for (place, text) in
        [("help", desk.ok(&["import", "--help"])), ("README", include_str!("../../README.md").to_owned())]
    {
        let text = words(&text);
        // Parts may stand behind the first of them: `consent.mail (and .phone)`.
        let says = |name: &str| {
            let part = name.split_once('.').map(|(_, part)| format!(".{part}"));
            text.contains(name) || part.is_some_and(|part| text.contains(&part))
        };
        all(&Rows::ALL, &says, place);
    }
}

#[test]
fn what_a_column_cant_hold_is_kept_and_said() {
    let desk = Desk::new();
    let odd = "separator = \";\"\nheads = 1\nrows = \"contacts\"\n[[columns]]\nhead = \"Wer\"\nbecomes = \"name\"\n\
               [[columns]]\nhead = \"Wohin\"\nbecomes = \"mail\"\n";
    let mapping = desk.file("odd.toml", odd);
    let file = desk.file("a.csv", "Wer;Wohin\nAnna Berg;0171 2345678\n");
    let report = desk.run(&["import", "--mapping", &mapping, &file]);
    assert!(report.out.contains("cleaned\t\tAnna Berg\t2\tWohin: "), "{report:?}");
    let anna = desk.json(&["show", "anna"]);
    assert_eq!((&anna["mails"], &anna["fields"]["Wohin"]), (&serde_json::json!([]), &"0171 2345678".into()));
}

#[test]
fn a_configuration_that_is_missing_says_how_one_is_made() {
    let desk = Desk::new();
    let path = desk.path("none.toml");
    desk.fails(&["--config", path.to_str().unwrap(), "list"], 2, &["none.toml", "config init"]);
    desk.fails(&["import", &desk.file("a.txt", "only words\n")], 2, &["vCard (.vcf)", "iCalendar (.ics)"]);
}

/// A last contact that a table tells of counts for programs as it does for people.
#[test]
fn a_told_last_contact_is_in_json_too() {
    let desk = Desk::new();
    desk.ok(&["import", &desk.file("a.csv", "Name,Email,Last contacted\nMaja Holm,m@x.example,2026-11-02\n")]);
    assert_eq!(desk.json(&["show", "maja"])["last_touch"], "2026-11-02");
    assert_eq!(desk.json(&["list"])[0]["last_touch"], "2026-11-02");
}
