//! The way out: vCards, tables and the whole store, to standard output or into a file; and the addresses for mail programs.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::desk::{Desk, said};

/// Contacts with something of everything, one of them hostile, one who wants no mail, one who isn't to be contacted.
fn desk() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&[
        "add",
        "Eve\u{1b}]0;x\u{7}, Ltd; \"Q\"",
        "--email",
        "eve@x.example",
        "notes=one\ntwo\r\nthree;,\\",
        "role=x",
    ]);
    desk.ok(&["add", "Nora Nein", "--email", "nora@no.example", "dnc=yes"]);
    let max = "name,email,email 2,phone,Farbe\nMax Muster,max@m.example,max@private.example,0170 1,4711\n";
    desk.ok(&["import", &desk.file("max.csv", max)]);
    desk.ok(&["add", "=cmd()", "--phone", "+1 2"]);
    desk.ok(&["add", "Alt Archiviert", "--email", "alt@a.example"]);
    desk.ok(&["set", "alt", "archived=yes"]);
    desk.ok(&["log", "anna müller", "call 20min: asked for the new list >> 2w send offer >> complaint: late twice"]);
    let follow_up = desk.id(&["follow-up", "deniz", "sample", "--due", "tomorrow"]);
    desk.ok(&["done", &follow_up]);
    desk.ok(&["follow-up", "max", "price list", "--due", "fri", "--every", "3m"]);
    desk.ok(&["snooze", desk.json(&["show", "deniz"])["id"].as_str().unwrap(), "3d"]);
    desk
}

/// Who came by a card or a table that touchbase wrote is the one of its id in a document of the whole store.
#[test]
fn a_document_knows_who_came_by_a_card_or_table() {
    for format in ["vcard", "csv"] {
        let desk = Desk::new();
        desk.ok(&["add", "Udo Eins", "--email", "udo@e.example", "--company", "Nord AG"]);
        desk.ok(&["log", "Udo", "call: hello there"]);
        let file = desk.file(&format!("a.{format}"), desk.ok(&["export", "--format", format]));
        let whole = desk.file("a.json", desk.ok(&["export", "--format", "json"]));
        let elsewhere = Desk::new();
        elsewhere.ok(&["import", &file]);
        elsewhere.ok(&["import", &whole]);
        assert_eq!(elsewhere.json(&["list"]).as_array().unwrap().len(), 1, "{format}");
        assert_eq!(elsewhere.json(&["list", "--kind", "company"]).as_array().unwrap().len(), 1, "{format}");
        assert!(elsewhere.ok(&["show", "Udo Eins"]).contains("hello there"), "what happened comes to them: {format}");
        let again = elsewhere.ok(&["export", "--format", "json"]);
        elsewhere.ok(&["import", &whole]);
        assert_eq!(elsewhere.ok(&["export", "--format", "json"]), again, "{format}");
    }
}

#[test]
fn vcards_are_whole_and_come_back() {
    let desk = desk();
    for version in ["3.0", "4.0"] {
        let said = desk.run(&["export", "--format", "vcard", "--version", version]);
        assert_eq!(said.status, 0, "{said:?}");
        assert_eq!(said.err, "Nora Nein doesn't want to be contacted, or not on every channel, and is marked.\n");
        let out = said.out;
        assert_eq!(out.matches("BEGIN:VCARD\r\nVERSION:").count(), 10, "seven contacts, three companies: {out}");
        assert!(out.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r', '\u{1b}'])), "{out}");
        for line in
            ["FN:Eve]0\\;x\\, Ltd\\; \"Q\"", "NOTE:one\\ntwo\\nthree\\;\\,\\\\", "X-TOUCHBASE-DO-NOT-CONTACT:always;"]
        {
            assert!(out.contains(&format!("{line}\r\n")), "{line} in {out}");
        }
        assert!(!out.contains("Alt Archiviert"));
        let other = Desk::new();
        other.ok(&["import", &other.file("all.vcf", &out)]);
        assert_eq!(other.ok(&["list"]).lines().count(), 7);
        let max = other.json(&["show", "max"]);
        assert_eq!(max["mails"], desk.json(&["show", "max"])["mails"]);
        assert_eq!(max["fields"]["Farbe"], "4711");
        assert_eq!(other.json(&["show", "nora"])["do_not_contact"]["until"], serde_json::Value::Null);
        let again = desk.run(&["import", &desk.file("all.vcf", &out)]);
        assert!(again.err.contains("0 contacts and 0 companies created, 0 updated, 10 unchanged"), "{again:?}");
    }
    assert!(desk.ok(&["export", "--format", "vcard", "--archived"]).contains("FN:Alt Archiviert"));
    let some = desk.ok(&["export", "--format", "vcard", "müller"]);
    assert!(some.contains("FN:Anna Müller") && some.matches("BEGIN:VCARD").count() == 1, "{some}");
}

#[test]
fn tables_are_guarded_unless_raw() {
    let desk = desk();
    let table = desk.ok(&["export", "--format", "csv"]);
    assert!(table.starts_with("\u{feff}id,kind,name,"), "{table}");
    for cell in [",'=cmd(),", ",'+49 711 220-13,", ",max@m.example,,max@private.example,,", ",field.Farbe", ",4711\r\n"]
    {
        assert!(table.contains(cell), "{cell} in {table}");
    }
    assert_eq!(table.matches(",company,").count(), 4, "a head and three of them");
    let raw = desk.ok(&["export", "--format", "csv", "--raw"]);
    assert!(raw.starts_with("id,kind,name,") && raw.contains(",=cmd(),") && raw.contains(",+49 711 220-13,"), "{raw}");
    let german = said(&mut desk.command(&["export", "--format", "csv", "--lang", "de"])).out;
    assert!(german.starts_with("\u{feff}id;kind;name;"), "{german}");
}

/// What looks like a guard is one only where guards were written.
#[test]
fn what_begins_with_a_quote_comes_back() {
    let desk = Desk::new();
    desk.ok(&["add", "'+Peter", "notes='-90er Jahre Fan", "role='=x", "field.Note='@home", "owner=''='", "nickname='"]);
    desk.ok(&["add", "--kind", "company", "'=Bau", "notes==\"007\""]);
    let told = |desk: &Desk| {
        let whole = [desk.json(&["show", "peter"]), desk.json(&["show", "bau"])];
        let fields = ["name", "notes", "role", "fields", "owner", "nickname"];
        whole.map(|one| fields.map(|field| one[field].clone()))
    };
    for more in [&["csv"][..], &["csv", "--raw"], &["csv", "--lang", "de"], &["vcard"]] {
        let other = Desk::new();
        let out = desk.ok(&[&["export", "--format"], more].concat());
        other.ok(&["import", &other.file("all", out)]);
        assert_eq!(told(&other), told(&desk), "{more:?}");
    }
}

/// Two companies of one name stay two, and it is said what cards and tables can't tell; those of nearly the same name stay themselves.
#[test]
fn companies_called_alike_stay_apart() {
    let desk = Desk::new();
    let first = desk.id(&["add", "--kind", "company", "Kaiser Bau", "industry=wood"]);
    let said = desk.run(&["add", "--kind", "company", "Kaiser Bau", "industry=steel"]);
    assert!(
        said.err.contains("another company is called \"Kaiser Bau\" already") && said.err.contains(&first),
        "{said:?}"
    );
    desk.ok(&["add", "--kind", "company", "Kaiser Bau GmbH"]);
    desk.ok(&["add", "Anna Müller", "--company", "Kaiser Bau GmbH"]);
    let companies = |desk: &Desk| {
        let all = desk.json(&["list", "--kind", "company"]);
        let mut all: Vec<(String, String, String)> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["name"].to_string(), one["industry"].to_string(), one["contacts"].to_string()))
            .collect();
        all.sort();
        all
    };
    for format in ["vcard", "csv"] {
        let said = desk.run(&["export", "--format", format]);
        assert_eq!(said.err, "", "nobody works there");
        let other = Desk::new();
        let file = other.file("all", &said.out);
        other.ok(&["import", &file]);
        assert_eq!(companies(&other), companies(&desk), "{format}");
        assert_eq!(companies(&other).len(), 3, "{format}");
        other.ok(&["import", &file]);
        assert_eq!(companies(&other), companies(&desk), "{format}: again");
    }
    desk.ok(&["set", "anna", "company=Kaiser Bau"]);
    let said = desk.run(&["export", "--format", "vcard"]);
    assert!(
        said.err.contains("2 companies share their name with another") && said.err.contains("JSON does"),
        "{said:?}"
    );
}

#[test]
fn what_a_table_has_no_columns_for_is_said() {
    let desk = desk();
    desk.ok(&["consent", "anna müller", "phone", "given", "--how", "asked"]);
    let left = |arguments: &[&str]| {
        let said = desk.run(&[&["export", "--format", "csv"], arguments].concat());
        said.err.lines().next().unwrap_or_default().to_owned()
    };
    let told =
        "Not in a table: interactions of 1 contact, follow-ups of 3 contacts, feedback of 1 contact. JSON holds it.";
    assert_eq!(left(&[]), told, "what is done, too; a decision in force has its column");
    desk.ok(&["consent", "anna müller", "phone", "withdrawn", "--how", "rang back"]);
    assert!(left(&[]).contains("feedback of 1 contact, earlier consents of 1 contact."), "{}", left(&[]));
    assert_eq!(left(&["max"]), "Not in a table: follow-ups of 1 contact. JSON holds it.", "of those who are in it");
    assert_eq!(left(&["eve"]), "");
    let german = left(&["max", "--lang", "de"]);
    assert_eq!(german, "Nicht in einer Tabelle: Wiedervorlagen von 1 Kontakt. JSON enthält es.");
}

/// Who was recommended by a contact is so again, and other programs' ids come along; what stays behind is said.
#[test]
fn links_and_ids_come_back() {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "anna müller", "referred_by=Deniz Çelik", "ids.crm=7"]);
    desk.ok(&["log", "deniz", "call: hello"]);
    for format in ["vcard", "csv"] {
        let said = desk.run(&["export", "--format", format]);
        let told = "Not in a table: interactions of 1 contact. JSON holds it.\n";
        assert_eq!(said.err, if format == "csv" { told } else { "" });
        let other = Desk::new();
        other.ok(&["import", &other.file("all", &said.out)]);
        let anna = other.json(&["show", "anna müller"]);
        let deniz = other.json(&["list", "deniz"])[0]["id"].clone();
        assert_eq!(anna["referred_by"]["contact"], deniz, "{format}: {anna}");
        assert!(
            anna["ids"].as_array().unwrap().contains(&serde_json::json!({"source": "crm", "value": "7"})),
            "{anna}"
        );
    }
}

#[test]
fn a_whole_store_comes_back_as_it_was() {
    let desk = desk();
    let file = desk.path("all.json").to_str().unwrap().to_owned();
    desk.ok(&["export", "--format", "json", "-o", &file]);
    let whole = std::fs::read_to_string(&file).unwrap();
    let json: serde_json::Value = serde_json::from_str(&whole).unwrap();
    for (list, count) in [
        ("contacts", 8),
        ("companies", 3),
        ("interactions", 1),
        ("follow_ups", 3),
        ("feedback", 1),
        ("agenda_marks", 1),
        ("consents", 0),
    ] {
        assert_eq!(json[list].as_array().unwrap().len(), count, "{list}");
    }
    assert!(!whole.contains('\u{1b}'));

    let other = Desk::new();
    let said = other.run(&["import", &file]);
    assert!(said.err.contains("17 records read; 17 new, 0 unchanged, 0 kept as here, 0 unreadable"), "{said:?}");
    assert_eq!(other.ok(&["export", "--format", "json"]), whole);
    assert_eq!(other.ok(&["due", "--days", "90"]), desk.ok(&["due", "--days", "90"]));
    other.ok(&["undo"]);
    assert_eq!(other.json(&["list"]), serde_json::json!([]));
    other.ok(&["import", &file]);

    other.ok(&["set", "max", "role=Owner"]);
    let again = other.run(&["import", &file]);
    assert!(again.out.starts_with("kept\t") && again.out.contains("\tMax Muster\t"), "{again:?}");
    assert!(again.err.contains("17 records read; 0 new, 16 unchanged, 1 kept as here"), "{again:?}");
    assert_eq!(other.json(&["show", "max"])["role"], "Owner");
    let report = other.json(&["import", &file]);
    assert_eq!((&report["unchanged"], &report["kept"][0]["name"]), (&16.into(), &"Max Muster".into()));
    assert_eq!((&report["kept"][0]["kind"], &report["set"]), (&"contact".into(), &serde_json::Value::Null));
    let dry = Desk::new();
    dry.ok(&["import", "--dry-run", &file]);
    assert_eq!(dry.json(&["list"]), serde_json::json!([]));
}

#[test]
fn damaged_documents_are_refused_whole() {
    let desk = desk();
    let whole = desk.ok(&["export", "--format", "json"]);
    let other = Desk::new();
    let import = |content: &str, err: &[&str]| {
        other.fails(&["import", &other.file("x.json", content)], 2, err);
        assert_eq!(other.json(&["list"]), serde_json::json!([]));
    };
    import(&whole[..whole.len() / 2], &["can't read", "x.json, line ", "nothing was imported"]);
    import(&whole.replace("\"format\":1", "\"format\":7"), &["written by a newer touchbase (format 7)"]);
    import("{\"people\": []}", &["x.json", "JSON"]);
    let lost = whole.replacen("\"contact\":\"0", "\"contact\":\"f", 1);
    let said = other.run(&["import", &other.file("x.json", lost)]);
    assert!(said.out.contains("refused\t") && said.out.contains("whom it is about is neither here nor"), "{said:?}");
    let two = [other.file("a.json", &whole), other.file("b.vcf", "BEGIN:VCARD\nFN:A\nEND:VCARD\n")];
    other.fails(&["import", &two[0], &two[1]], 2, &["a.json holds a whole store and comes in by itself"]);
}

#[test]
fn a_file_is_renewed_whole_and_private() {
    let desk = desk();
    let file = desk.file("out.vcf", "old");
    let said = desk.run(&["export", "--format", "vcard", "-o", &file]);
    assert_eq!((said.status, said.out.as_str()), (0, ""), "{said:?}");
    assert!(said.err.contains("out.vcf: 7 contacts and 3 companies written"), "{said:?}");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("BEGIN:VCARD\r\n"));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let parts = std::fs::read_dir(desk.path("")).unwrap().flatten();
    assert!(parts.into_iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")));

    let nowhere = desk.path("gone/out.csv").to_str().unwrap().to_owned();
    desk.fails(&["export", "--format", "csv", "-o", &nowhere], 3, &["can't write", "gone/out.csv"]);
    desk.fails(&["export", "--format", "csv", "-o", desk.path("").to_str().unwrap()], 3, &["can't write"]);
    let good = std::fs::read_to_string(&file).unwrap();
    for format in ["vcard", "csv", "ics"] {
        desk.fails(&["export", "--format", format, "zzzz", "-o", &file], 1, &["Nothing fits \"zzzz\""]);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), good, "nobody takes nobody's place");
    desk.ok(&["export", "--format", "csv", "-o", "/dev/null"]);
    desk.fails(&["export", "--format", "vcard", "-o", "/dev/full"], 3, &["can't write /dev/full"]);
    desk.fails(&["export", "--format", "xls"], 2, &["xls", "vcard, csv, ics, json"]);
    desk.fails(&["export", "--format", "json", "müller"], 2, &["holds the whole store"]);
    desk.fails(&["export", "--format", "csv", "--version", "4.0"], 2, &["--version belongs to --format vcard"]);
    desk.fails(&["export", "--format", "vcard", "--raw"], 2, &["--raw belongs to --format csv"]);
}

#[test]
fn an_empty_store_is_exported_too() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["export", "--format", "vcard"]), "");
    assert_eq!(desk.ok(&["export", "--format", "csv", "--raw"]).lines().count(), 1);
    let whole = desk.ok(&["export", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&whole).unwrap()["contacts"], serde_json::json!([]));
    assert_eq!(desk.run(&["import", &desk.file("empty.json", whole)]).status, 0);
}

#[test]
fn an_export_into_a_closed_pipe_is_quiet() {
    let desk = Desk::new();
    let cards: String = (0..800).map(|n| format!("BEGIN:VCARD\nVERSION:4.0\nFN:Somebody {n}\nEND:VCARD\n")).collect();
    desk.ok(&["import", &desk.file("many.vcf", cards)]);
    for format in ["vcard", "csv", "json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env_clear()
            .env("HOME", desk.path(""))
            .env("TOUCHBASE_STORE", desk.store())
            .args(["export", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{format}: {ended:?}");
        assert_eq!(String::from_utf8(ended.stderr).unwrap(), "", "{format}");
    }
}

#[test]
fn mail_programs_find_addresses() {
    let desk = desk();
    assert_eq!(
        desk.ok(&["query", "max"]),
        "2 addresses fit \"max\"\nmax@m.example\tMax Muster\t\nmax@private.example\tMax Muster\t\n"
    );
    assert_eq!(desk.ok(&["query", "--no-header", "muller"]), "anna@hofmann.example\tAnna Müller\tHofmann GmbH\n");
    assert_eq!(desk.ok(&["query", "--no-header", "hofmann", "#oak"]).lines().count(), 1);
    let nobody = desk.fails(&["query", "nora"], 1, &[]);
    assert_eq!(nobody.out, "No address fits \"nora\"; one contact who wants no mail is left out\n");
    assert_eq!(desk.fails(&["query", "alt"], 1, &[]).out, "No address fits \"alt\"\n");
    assert_eq!(desk.fails(&["query", "--no-header", "zzz"], 1, &[]).out, "");
    assert!(!desk.ok(&["query", "eve"]).contains('\u{1b}'));
    assert_eq!(desk.json(&["query", "muller"])[0]["mail"], "anna@hofmann.example");
    assert_eq!(desk.ok(&["query"]).lines().count(), 5, "all addresses but those that want none");
}

#[test]
fn who_withdrew_stays_so_on_every_way() {
    let desk = Desk::with_contacts();
    desk.ok(&["consent", "anna müller", "mail", "withdrawn", "--how", "wrote us; angry, \"never\""]);
    desk.ok(&["consent", "deniz", "phone", "given"]);
    desk.ok(&["consent", "deniz", "mail", "withdrawn", "--purpose", "marketing", "--how", "said: no, never"]);
    desk.ok(&["consent", "deniz", "mail", "given", "--purpose", "survey"]);
    for (format, name) in [("vcard", "all.vcf"), ("csv", "all.csv"), ("json", "all.json")] {
        let file = desk.path(name).to_str().unwrap().to_owned();
        let said = desk.run(&["export", "--format", format, "-o", &file]);
        assert!(said.err.contains("Anna Müller doesn't want to be contacted"), "{format}: {said:?}");
        let other = Desk::new();
        other.ok(&["import", &file]);
        let consents = |desk: &Desk, who: &str| desk.json(&["show", who])["consents"].clone();
        for who in ["anna müller", "deniz"] {
            assert_eq!(consents(&other, who), consents(&desk, who), "{format}");
        }
        assert_eq!(other.run(&["query", "müller"]).status, 1, "{format}");
    }
}

/// Who refused a channel for one purpose is told as such: to mail programs behind the company, and while a mail to them is logged.
#[test]
fn what_was_refused_for_one_purpose_is_told() {
    let desk = Desk::with_contacts();
    desk.ok(&["consent", "anna müller", "mail", "withdrawn", "--purpose", "marketing", "--how", "by phone"]);
    desk.ok(&["consent", "anna müller", "mail", "given", "--purpose", "survey"]);
    assert_eq!(
        desk.ok(&["query", "--no-header", "muller"]),
        "anna@hofmann.example\tAnna Müller\tHofmann GmbH · not for marketing\n"
    );
    assert_eq!(desk.json(&["query", "muller"])[0]["not_for"], serde_json::json!(["marketing"]));
    let said = desk.run(&["log", "anna müller", "mail: the new catalogue"]).err;
    assert!(said.contains("✗ Anna Müller: mail for marketing withdrawn") && said.contains("by phone"), "{said}");
    let said = desk.run(&["log", "anna müller", "in mail: sent her thanks"]).err;
    assert!(!said.contains('✗'), "{said}");
    let said = desk.run(&["log", "anna müller", "call: the new catalogue"]).err;
    assert!(!said.contains('✗'), "{said}");
    // One that can't be read is a free field, and the others come in.
    let table = "name,consents\nEva,\"mail survey given 2025-05-03: form\nmail weather withdrawn\"\n";
    let other = Desk::new();
    other.ok(&["import", &other.file("a.csv", table)]);
    let eva = other.json(&["show", "eva"]);
    assert_eq!(eva["consents"].as_array().map(Vec::len), Some(1), "{eva}");
    let consent = &eva["consents"][0];
    assert_eq!((&consent["purpose"], &consent["how"]), (&"survey".into(), &"form".into()), "{eva}");
}

#[test]
fn where_the_proof_of_a_consent_lies_goes_out_and_comes_in() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.ok(&["add", "Eva Blau"]);
    desk.ok(&["consent", "eva", "mail", "given", "--how", "form: at the fair", "--proof", "scan [12]"]);
    desk.ok(&["consent", "eva", "phone", "withdrawn", "--proof", "mail of 3 May", "--purpose", "marketing"]);
    let table = desk.ok(&["export", "--format", "csv"]);
    assert!(table.contains("given 2026-11-21: form: at the fair [proof: scan [12]]"), "{table}");
    other.ok(&["import", &other.file("a.csv", table)]);
    let told = |desk: &Desk| {
        let told = desk.json(&["consent", "eva"])["consents"].clone();
        told.as_array()
            .unwrap()
            .iter()
            .map(|one| format!("{} {} {}", one["channel"], one["how"], one["proof"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&other), told(&desk));
    assert_eq!(told(&desk)[0], r#""mail" "form: at the fair" "scan [12]""#);
}
