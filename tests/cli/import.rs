//! What of a file can't be taken over as it stands is told, and what has no field is kept and shown.

use crate::desk::{Desk, said};

const CARDS: &str = "BEGIN:VCARD\nVERSION:4.0\nFN:Carla Rossi\nNICKNAME:Lala\nTEL;TYPE=cell:+39 06 1\nTEL;TYPE=x-Boat:2\n\
                     item1.X-ABDATE:2011-05-01\nitem1.X-ABLabel:_$!<Anniversary>!$_\nRELATED:Marco\u{1b}[31m\nRELATED:Ugo\n\
                     END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Rossi Srl\nORG:Rossi Srl\nX-ABShowAs:COMPANY\n\
                     TEL;TYPE=main:+39 06 2\nADR;TYPE=work:;;Via Roma 1;Roma;;00100;Italia\nX-VAT:IT1\nEND:VCARD\n\
                     \u{200b}:\nBEGIN:VCARD\nVERSION:9.0\nFN:Yuki\nTEL:3\nEMAIL:yuki@exam";

#[test]
fn what_has_no_field_is_kept_told_and_shown() {
    let desk = Desk::new();
    let file = desk.file("book.vcf", CARDS);
    let report = desk.run(&["import", &file]);
    assert!(report.err.contains("no field for it: RELATED (2), X-ABDATE, X-VAT"), "{report:?}");
    let again = desk.run(&["import", &file]);
    assert!(!again.err.contains("no field for it"), "nothing is kept anew: {again:?}");

    let carla = desk.ok(&["show", "carla"]);
    for row in [
        "nickname\tLala\n",
        "phone\t+39 06 1 (mobile)\n",
        "phone\t2 (Boat)\n",
        "anniversary\t1 May 2011\n",
        "relation\tUgo\n",
    ] {
        assert!(carla.contains(row), "{row:?} in {carla:?}");
    }
    assert!(carla.contains("relation\tMarco") && !carla.contains('\u{1b}'), "{carla:?}");
    let json = desk.json(&["show", "carla"]);
    assert_eq!(json["foreign"].as_array().unwrap().len(), 4);
    assert_eq!((&json["phones"][0]["label"], json["ids"].is_array()), (&"mobile".into(), true));

    let company = desk.ok(&["show", "rossi srl"]);
    for row in
        ["phone\t+39 06 2 (main)\n", "address\tVia Roma 1, 00100 Roma, Italia (work)\n", "also kept\tX-VAT:IT1\n"]
    {
        assert!(company.contains(row), "{row:?} in {company:?}");
    }
    let json = desk.json(&["show", "rossi srl"]);
    assert_eq!((&json["addresses"][0]["city"], &json["foreign"][0]), (&"Roma".into(), &"X-VAT:IT1".into()));
    let german = said(desk.command(&["show", "rossi srl"]).env("LANG", "de_DE.UTF-8")).out;
    assert!(german.contains("+39 06 2 (Zentrale)") && german.contains("Italia (geschäftlich)"), "{german:?}");
}

#[test]
fn what_was_cleaned_is_told_in_the_files_order() {
    let desk = Desk::new();
    let out = desk.run(&["import", &desk.file("book.vcf", CARDS)]).out;
    let cleaned: Vec<&str> = out.lines().filter_map(|line| line.strip_prefix("cleaned\t")).collect();
    assert_eq!(
        cleaned,
        [
            "\t(in the file)\t21\t\"\u{fffd}:\" is no vCard property; left out",
            "\tYuki\t22\tthe card has no end; taken over as far as it goes",
            "\tYuki\t23\tVERSION: unknown; read as 4.0",
            "\tYuki\t26\t\"EMAIL:yuki@exam\" is cut off; left out",
        ]
    );
    assert_eq!(desk.json(&["show", "yuki"])["mails"], serde_json::json!([]));
    desk.fails(&["import", "/dev/null"], 2, &["/dev/null is empty"]);
}

const TABLE: &str = "Vorname;Name;Firma;E-Mail;Telefon;Klasse;Letzter Kontakt;Kaffee\r\nAnna;M\u{fc}ller;Hofmann;anna@x.example;'+49 30 1;A;01.11.2026;stark\r\n\
                     Bernd;Kaiser;;bernd@x.example;;;01.06.2026;\r\n;;Rossi Srl;;;;;\r\n;;;;;;;viel\r\nCarla;\"offen;;;;;;\r\n";

/// A byte that isn't in the file's charset costs nothing but is named with its line, and garbles nothing beside it.
#[test]
fn one_bad_byte_of_a_table_is_named() {
    let desk = Desk::new();
    let mut bytes = b"Name;Ort;E-Mail\n".to_vec();
    for n in 0..20 {
        bytes.extend(format!("Jörg Süßmann {n};Köln;j{n}@x.example\n").bytes());
    }
    bytes.extend(b"J\xc3\xb6rg S\xfc\xdf;K\xc3\xb6ln;j@x.example\n");
    let told = desk.run(&["import", &desk.file("bad.csv", bytes)]).out;
    let cleaned: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("cleaned\t")).collect();
    assert_eq!(cleaned, ["\tJörg Süß\t22\tName: a letter that isn't UTF-8 was read as Windows-1252"], "{told}");
    assert!(desk.ok(&["list", "j@x.example"]).contains("Jörg Süß"), "{told}");
}

#[test]
fn a_table_comes_in_and_says_what_its_columns_became() {
    let desk = Desk::new();
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TABLE);
    let file = desk.file("kunden.csv", &bytes);
    let dry = desk.run(&["import", "--dry-run", &file]);
    assert!(
        dry.err.contains("3 read; to come in: 2 contacts and 1 company") && dry.err.contains("unreadable: 2"),
        "{dry:?}"
    );
    assert!(dry.err.contains("last contact is known of 2 new contacts"), "{dry:?}");
    for row in [
        "column\t\tKaffee\t1\tfree field\n",
        "refused\t\t\t5\tit has neither name nor company, mail or phone\n",
        "refused\t\tCarla\t6\ta quote is not closed on its line\n",
    ] {
        assert!(dry.out.contains(row), "{row:?} in {:?}", dry.out);
    }
    assert_eq!(desk.json(&["list"]), serde_json::json!([]));
    let dry = desk.run(&["import", "--dry-run", "--every", "60d", &file]).err;
    assert!(dry.contains("keeps the tier or rhythm that the file says: --every"), "{dry}");
    assert!(!desk.run(&["import", "--dry-run", "--tier", "B", &file]).err.contains("--every"));
    assert_eq!(desk.json(&["import", "--dry-run", "--tier", "B", &file])["own_rhythm"], 0);
    let json = desk.json(&["import", "--every", "60d", &file]);
    assert_eq!(json["own_rhythm"], 1);
    assert_eq!((&json["read"], json["columns"].as_array().unwrap().len()), (&3.into(), 8));
    assert_eq!((&json["columns"][4]["head"], &json["columns"][4]["becomes"]), (&"Telefon".into(), &"phone".into()));
    let anna = desk.json(&["show", "anna müller"]);
    assert_eq!((&anna["phones"][0]["value"], &anna["tier"]), (&"+49 30 1".into(), &"A".into()));
    assert_eq!(anna["fields"]["Kaffee"], "stark");
    let due = |day: &str| {
        serde_json::from_str::<serde_json::Value>(&desk.run_on(day, &["--json", "due"]).out)
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].to_string())
            .collect::<String>()
    };
    assert_eq!(due("2026-11-30"), "\"Bernd Kaiser\"", "60 days after June are over");
    assert!(due("2026-12-01").contains("Anna"), "tier A, 30 days after the last contact");
    let again = desk.run(&["import", &file]);
    assert!(again.err.contains("0 contacts and 0 companies created, 0 updated, 3 unchanged"), "{again:?}");
}

/// Cards and tables come in together, as one set; standard input is a file as any other.
#[test]
fn cards_and_tables_mix() {
    let desk = Desk::new();
    let (cards, table) =
        (desk.file("book.vcf", CARDS), desk.file("more.csv", "Name,Role,Note\nYuki,Chef,\"a\nb\"\nIda,,\n,,x\n"));
    let report = desk.run(&["import", &cards, &table]);
    assert!(report.err.contains("book.vcf and 1 more file: 5 read; 3 contacts"), "{report:?}");
    let yuki = report.out.lines().find(|line| line.starts_with("perhaps\t")).unwrap();
    assert!(yuki.contains("Yuki\tmore.csv:2\tmay be Yuki (book.vcf, line 22): same name; left out"), "{yuki}");
    assert!(report.out.contains("refused\t\t\tmore.csv:5\t") && !report.out.contains("column\t"), "{report:?}");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["list"]), serde_json::json!([]));
    let piped = desk.run_with_input(&["import", "-"], "Name\tE-Mail\nIda\tida@x.example\n");
    assert!(piped.err.contains("1 contact and 0 companies created"), "{piped:?}");
}

#[test]
fn a_table_without_heads_is_refused_in_one_sentence() {
    let desk = Desk::new();
    let file = desk.file("bare.csv", "Anna;a@x.example;Ulm\nBernd;b@x.example;Bonn\n");
    desk.fails(&["import", &file], 2, &["bare.csv: no row names the columns; line 1 reads Anna · a@x.example · Ulm"]);
    let wide = desk.file("wide.csv", format!("Name,Mail{}\n", ",x".repeat(10_000)));
    desk.fails(&["import", &wide], 2, &["wide.csv, line 1: more than 1000 columns"]);
    let german = said(&mut desk.command(&["--lang", "de", "import", &file]));
    assert!(german.err.contains("keine Zeile benennt die Spalten"), "{german:?}");
    let hostile = desk.file("hostile.csv", "Name,\u{1b}[31mX\nAnna\u{1b}]0;x\u{7},\u{202e}y\n");
    let report = desk.run(&["import", &hostile]);
    assert!(!format!("{}{}", report.out, report.err).contains(['\u{1b}', '\u{202e}']), "{report:?}");
}

/// What is newer in the file comes in, what was changed here stays, and a dry run says so field by field.
#[test]
fn the_same_source_again_is_compared_with_what_it_said() {
    let desk = Desk::new();
    let card = |rest: &str| format!("BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Anna Berg\n{rest}\nEND:VCARD\n");
    desk.ok(&["import", &desk.file("a.vcf", card("TITLE:Einkauf\nNOTE:old\nTEL;TYPE=cell:+49 151 1111111"))]);
    desk.ok(&["set", "anna berg", "notes=mine"]);
    let newer = desk.file("b.vcf", card("TITLE:Leitung\nNOTE:new\nTEL;TYPE=cell:+49 151 2222222"));
    let dry = desk.run(&["import", "--dry-run", &newer]);
    for row in [
        "changes\t",
        "role: Einkauf → Leitung\n",
        "phone: +49 151 1111111 (mobile) → +49 151 2222222 (mobile)\n",
        "role, phone; stays as it is here: Notes\n",
        "Notes: mine, in the file new\n",
    ] {
        assert!(dry.out.contains(row), "{row:?} in {:?}", dry.out);
    }
    let json = desk.json(&["import", "--dry-run", &newer]);
    let changes = json["updated"][0]["changes"].as_array().unwrap();
    let of = |field: &str| changes.iter().find(|one| one["field"] == field).unwrap();
    assert_eq!((&of("role")["taken"], &of("role")["file"]), (&true.into(), &"Leitung".into()));
    assert_eq!((&of("Notes")["taken"], &of("Notes")["here"]), (&false.into(), &"mine".into()));
    assert_eq!(desk.json(&["show", "anna berg"])["notes"], "mine", "a dry run changes nothing");
    desk.ok(&["import", &newer]);
    let anna = desk.json(&["show", "anna berg"]);
    assert_eq!((&anna["phones"][0]["value"], anna["phones"].as_array().unwrap().len()), (&"+49 151 2222222".into(), 1));
    assert_eq!((&anna["notes"], &anna["jobs"][0]["role"]), (&"mine".into(), &"Leitung".into()));
    // A field that is empty in the file empties nothing unless that is asked for.
    let bare = desk.file("c.vcf", card("NOTE:new"));
    desk.ok(&["import", &bare]);
    assert_eq!(desk.json(&["show", "anna berg"])["phones"].as_array().unwrap().len(), 1);
    desk.ok(&["import", "--emptied", &bare]);
    let anna = desk.json(&["show", "anna berg"]);
    assert_eq!((anna["phones"].as_array().unwrap().len(), &anna["notes"]), (0, &"mine".into()));
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna berg"])["phones"].as_array().unwrap().len(), 1);
}

#[test]
fn a_folder_comes_in_whole_and_who_may_be_here_is_told() {
    let desk = Desk::new();
    let card = |name: &str, mail: &str| format!("BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEMAIL:{mail}\nEND:VCARD\n");
    desk.ok(&["import", &desk.file("first.vcf", card("Jörg Weiß", "joerg@weiss.example"))]);
    let first = std::path::PathBuf::from(desk.file("x", ""));
    let folder = first.parent().unwrap().join("cards");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("2.VCF", card("Ida Holm", "ida@x.example")),
        ("1.vcf", card("Joerg Weiss", "jw@other.example")),
        (".hidden.vcf", card("Nobody", "n@x.example")),
        ("readme.md", "# nothing".to_owned()),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let report = desk.run(&["import", folder.to_str().unwrap()]);
    assert!(report.err.contains("1.vcf and 1 more file: 2 read; 1 contact"), "{report:?}");
    assert!(report.out.lines().any(|line| line.starts_with("perhaps\t") && line.contains("Jörg Weiß")), "{report:?}");
    let empty = folder.join("empty");
    std::fs::create_dir(&empty).unwrap();
    desk.fails(&["import", empty.to_str().unwrap()], 2, &["nothing in the folder"]);
}

/// A number written with and without the country's code is one, as the configuration has it.
#[test]
fn phone_numbers_are_of_the_configured_country() {
    let desk = Desk::new();
    let config = desk.file("config.toml", "country = \"AT\"\n");
    let card = |tel: &str| format!("BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Eva Lind\nTEL:{tel}\nEND:VCARD\n");
    desk.ok(&["import", &desk.file("a.vcf", card("+43 660 1234567"))]);
    let again = desk.file("b.vcf", card("0660 1234567"));
    desk.ok(&["--config", &config, "import", &again]);
    let phones = desk.json(&["show", "eva lind"])["phones"].clone();
    assert_eq!((phones.as_array().unwrap().len(), &phones[0]["value"]), (1, &"+43 660 1234567".into()));
}

/// Who may be somebody who is here is left out and listed, comes in as new, or goes to that one.
#[test]
fn who_may_be_here_is_left_out_unless_asked_for() {
    let table =
        "Name;E-Mail;Firma;Notiz\nIda Ohm;ida@ohm.example;Ohm AG;\nJoerg Weiss;jw@other.example;Weiss & Co. KG;hello\n";
    let desk = || {
        let desk = Desk::new();
        desk.ok(&["add", "Jörg Weiß", "--email", "joerg@weiss.example", "--phone", "+49 170 1"]);
        desk
    };
    let (one, names) = (desk(), |desk: &Desk| desk.json(&["list"]).as_array().unwrap().len());
    let file = one.file("two.csv", table);
    let left = one.run(&["import", &file]);
    assert_eq!((left.status, names(&one)), (0, 2), "{left:?}");
    assert!(
        left.err.contains("1 contact and 0 companies created, 0 updated, 0 unchanged, 1 left out, 0 skipped")
            && left.err.contains("Besides 1 new company that"),
        "no company for who is left out: {left:?}"
    );
    let line = left.out.lines().find(|line| line.starts_with("perhaps\t")).unwrap();
    assert!(line.contains("Joerg Weiss") && line.contains("Jörg Weiß") && line.ends_with("left out"), "{line}");
    assert!(left.err.contains("--perhaps new"), "{left:?}");
    let again = one.json(&["import", &file]);
    assert_eq!((&again["set"], &again["perhaps"][0]["does"]), (&serde_json::Value::Null, &"left_out".into()));
    let into = one.json(&["import", &file, "--perhaps", "into"]);
    assert_eq!((names(&one), &into["perhaps"][0]["does"]), (2, &"joined".into()));
    let joerg = one.json(&["show", "jörg weiß"]);
    assert_eq!(
        (&joerg["name"], &joerg["notes"], joerg["mails"].as_array().unwrap().len()),
        (&"Jörg Weiß".into(), &"hello".into(), 2)
    );
    assert_eq!(one.json(&["import", &file])["set"], serde_json::Value::Null, "known by now");
    let other = desk();
    let created = other.json(&["import", &other.file("two.csv", table), "--perhaps", "new"]);
    assert_eq!((names(&other), &created["perhaps"][0]["does"]), (3, &"created".into()));
    other.fails(&["import", &file, "--perhaps", "maybe"], 2, &["maybe"]);
}

/// No head is a name, and most are unknown.
const ODD: &str = "Kd-Nr|Wer|Mailbox|Handy/Tel|Haus\nK-001|Weiß, Jürgen|j.weiss@sued.example|+49 172 9998877|Großhandel Süd\n\
                   K-002|Lena Vogt|lena@vogt.example|0160 1112223|Vogt & Söhne\n";

#[test]
fn the_name_is_found_by_what_stands_in_its_column() {
    let desk = Desk::new();
    let report = desk.run(&["import", &desk.file("odd.csv", ODD)]);
    assert!(report.err.contains("Guessed by what stands in it: Wer → name · Mailbox → mail"), "{report:?}");
    assert!(report.out.contains("column\t\tWer\t1\tname\n") && !report.out.contains("Handy"), "{report:?}");
    let shown = desk.ok(&["show", "jürgen weiß"]);
    assert!(shown.starts_with("name\tJürgen Weiß\n"), "{shown:?}");
    assert_eq!(desk.ok(&["list", "weiß"]).lines().count(), 1);
}

/// What would be made has no id that will be its own, and no store is made to look at a file.
#[test]
fn a_dry_run_leaves_nothing_behind() {
    let desk = Desk::new();
    let file = desk.file("odd.csv", ODD);
    let dry = desk.run(&["import", "--dry-run", &file]);
    assert!(dry.out.contains("created\t\tLena Vogt\t3\t\n") && dry.err.ends_with("Nothing was changed.\n"), "{dry:?}");
    assert!(!dry.err.contains(" created") && !dry.err.contains("store"), "{dry:?}");
    assert_eq!(desk.json(&["import", "--dry-run", &file])["created"][0]["id"], serde_json::Value::Null);
    desk.ok(&["import", "--columns", &file]);
    assert!(!desk.store().exists(), "looking makes no store");
    desk.fails(&["import", "missing.vcf"], 2, &["missing.vcf"]);
    assert!(!desk.store().exists(), "a file that isn't there makes none");
}

#[test]
fn a_dry_run_says_old_and_new_of_each_field() {
    let desk = Desk::new();
    let table = |firm: &str, color: &str, more: &str| {
        desk.file(
            "a.csv",
            format!(
                "Name;E-Mail;Firma;Farbe;Geburtstag{more}\nAnna Berg;a@x.example;{firm};{color};24.12.1971{more}\n"
            ),
        )
    };
    desk.ok(&["import", &table("Hofmann", "rot", "")]);
    let dry = desk.run(&["import", "--dry-run", &table("Kaiser", "blau", ";Hobby")]);
    for row in [
        "company: Hofmann → Kaiser\n",
        "\tcompany, other jobs, ",
        "other jobs: + Hofmann, until ",
        "\tFarbe: rot → blau\n",
        "\tHobby: – → Hobby\n",
    ] {
        assert!(dry.out.contains(row), "{row:?} in {:?}", dry.out);
    }
    let json = desk.json(&["import", "--dry-run", &table("Kaiser", "blau", "")]);
    let free = json["updated"][0]["changes"].as_array().unwrap().iter().find(|one| one["here"] == "Farbe: rot");
    assert_eq!(free.unwrap()["after"], "Farbe: blau");
    let german = said(&mut desk.command(&["--lang", "de", "import", "--dry-run", &table("", "", ";Handy")]));
    assert!(!german.out.contains("mobile"), "{german:?}");
}

/// An older card says so, and what stays is told with both values, though nothing changes.
#[test]
fn what_an_older_card_says_otherwise_is_told() {
    let desk = Desk::new();
    let card = |rev: &str, title: &str| {
        format!("BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Anna Berg\nREV:{rev}\nTITLE:{title}\nEND:VCARD\n")
    };
    desk.ok(&["import", &desk.file("new.vcf", card("20261101T100000Z", "Leitung"))]);
    let dry = desk.run(&["import", "--dry-run", &desk.file("old.vcf", card("20261001T100000Z", "Einkauf"))]);
    for row in ["older than what was read last; stays as it is here: role\n", "role: Leitung, in the file Einkauf\n"] {
        assert!(dry.out.contains(row), "{row:?} in {:?}", dry.out);
    }
}

/// Of two rows that are one person here the second one's job stands beside the first: its change is told as that.
#[test]
fn a_dry_run_tells_what_changes_of_a_second_job() {
    let desk = Desk::new();
    let table = |role: &str| {
        let rows = format!("Anna Berg;a@x.example;Hofmann;Einkauf\nAnna Lang;b@y.example;Lang AG;{role}\n");
        desk.file("a.csv", format!("Name;E-Mail;Firma;Funktion\n{rows}"))
    };
    desk.ok(&["import", "--perhaps", "new", &table("CEO")]);
    desk.ok(&["merge", "Anna Lang", "--into", "Anna Berg"]);
    let dry = desk.json(&["import", "--dry-run", &table("Chair")]);
    let changes = dry["updated"][0]["changes"].as_array().unwrap();
    let told = |field: &str| changes.iter().filter(|one| one["field"] == field).collect::<Vec<_>>();
    assert!(told("role").is_empty() && told("company").is_empty(), "{dry}");
    let jobs = told("other jobs");
    assert!(jobs.len() == 1 && jobs[0]["taken"] == true, "{dry}");
    assert!(jobs[0]["after"].as_str().unwrap().contains("Chair"), "{dry}");
}

/// However often it takes place, an event is one record; of whom nobody is known is told once.
#[test]
fn a_series_is_one_record() {
    let desk = Desk::new();
    let file = desk.file(
        "a.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261101\r\n\
         RRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:Stand-up\r\nATTENDEE:mailto:nobody@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let report = desk.run(&["import", "--dry-run", &file]);
    assert!(report.err.contains("1 read"), "{report:?}");
    assert_eq!(report.out.matches("unmatched").count(), 1, "{report:?}");
}

/// Who was deleted here doesn't come back unsaid; an undo of the deletion is none.
#[test]
fn who_was_deleted_here_stays_out_unless_asked_for() {
    let desk = Desk::new();
    let cards = "BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Eva Berg\nEMAIL:eva@berg.example\nEND:VCARD\n";
    let (cards, table) = (desk.file("a.vcf", cards), desk.file("b.csv", "Name;E-Mail\nIda Ohm;ida@ohm.example\n"));
    desk.ok(&["import", &cards, &table]);
    desk.ok(&["delete", "eva berg"]);
    desk.ok(&["delete", "ida ohm"]);
    let left = desk.run(&["--lang", "en", "import", &cards, &table]);
    assert_eq!(left.status, 0);
    let told: Vec<&str> = left.out.lines().filter(|line| line.starts_with("deleted\t")).collect();
    assert!(told.len() == 2 && told[0].contains("Eva Berg") && told[0].contains("left out"), "{left:?}");
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 0);
    let json = desk.json(&["import", &cards]);
    assert_eq!((&json["set"], &json["deleted"][0]["name"]), (&serde_json::Value::Null, &"Eva Berg".into()));
    desk.ok(&["import", &cards, "--deleted"]);
    assert_eq!(desk.json(&["show", "eva berg"])["name"], "Eva Berg");
    assert!(!desk.run(&["import", &cards]).out.contains("deleted"), "she is here");
    // An import that was taken back, and a deletion that was, are no deletions.
    let other = Desk::new();
    other.ok(&["import", &cards]);
    other.ok(&["undo"]);
    other.ok(&["import", &cards]);
    other.ok(&["delete", "eva berg"]);
    other.ok(&["undo"]);
    assert!(!other.run(&["import", &cards]).out.contains("deleted"));
}

/// The file of an importer's dreams: unknown heads, rows without a name, one phone number for two.
#[test]
fn rows_without_a_name_lose_nothing() {
    let desk = Desk::new();
    let table = "Kd-Nr;Handy/Tel;Geb.;Farbe\nK-002;0160 1112223;1.5.1990;rot\nK-003;0160 1112223;1.4.1990;gr\u{fc}n\n";
    let file = desk.file("odd.csv", table);
    let first = desk.run(&["import", &file]);
    assert!(first.err.contains("2 read; 2 contacts"), "{first:?}");
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["import", &file])["set"], serde_json::Value::Null, "the same again changes nothing");
}

/// What a calendar cancels goes, what it has again is open again; each is told, and one undo takes an import back.
#[test]
fn what_a_calendar_takes_back_and_has_again_is_told() {
    let desk = Desk::new();
    let calendar = |past: &str, ahead: &str| {
        let event = |uid: &str, day: &str, what: &str, more: &str| {
            format!(
                "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}T090000Z\nSUMMARY:{what}\nATTENDEE:mailto:anna@x.example\n{more}END:VEVENT\n"
            )
        };
        let events = event("1", "20261103", "Samples", past) + &event("2", "20261201", "Offer", ahead);
        desk.file("work.ics", format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Work\n{events}END:VCALENDAR\n"))
    };
    desk.ok(&["add", "Anna Berg", "--email", "anna@x.example"]);
    desk.ok(&["import", &calendar("", "")]);
    let history = || desk.json(&["show", "anna"])["interactions"].as_array().unwrap().len();
    assert_eq!(history(), 1);

    let off = calendar("STATUS:CANCELLED\n", "STATUS:CANCELLED\n");
    let told = desk.run(&["import", &off]);
    assert!(told.err.contains("One interaction goes: by the calendar it didn't take place"), "{told:?}");
    let removed = told.out.lines().find(|line| line.starts_with("removed\t")).unwrap();
    assert!(removed.contains("Samples") && removed.contains("3 Nov") && removed.contains("Anna Berg"), "{removed}");
    assert_eq!(history(), 0);
    desk.ok(&["undo"]);
    assert_eq!(history(), 1);
    let json = desk.json(&["import", &off]);
    let removed = (&json["removed"][0]["title"], &json["removed"][0]["day"], &json["removed"][0]["why"]);
    assert_eq!(removed, (&"Samples".into(), &"2026-11-03".into(), &"cancelled".into()));
    assert_eq!(
        (json["closed"].as_array().unwrap().len(), &desk.json(&["import", &off])["set"]),
        (0, &serde_json::Value::Null)
    );

    let again = desk.run(&["import", &calendar("", "")]);
    let reopened = again.out.lines().find(|line| line.contains("Offer")).unwrap();
    assert!(reopened.starts_with("updated\t") && reopened.contains("open again"), "{reopened}");
    assert_eq!(history(), 1);
    assert!(desk.ok(&["show", "anna"]).contains("Offer"), "{again:?}");
}

/// Each record of a file is counted once, those of one person too.
#[test]
fn the_sums_add_up_to_the_rows() {
    let desk = Desk::new();
    desk.ok(&["add", "Tom Berg", "--email", "tom@x.example"]);
    let rows = "Name;E-Mail;Telefon;Firma\nIda Holm;ida@x.example;;Ohm AG\nIda Holm;ida@x.example;030 777777;Ohm AG\n\
                Tom Berg;tom@x.example;030 888888;\nTom Berg;tom@x.example;;\n;;040 1234567;Rossi Srl\n;;;\n";
    let file = desk.file("two.csv", rows);
    let dry = desk.run(&["import", "--dry-run", &file]);
    let sums = "5 read; to come in: 1 contact and 1 company; to change: 1, unchanged: 0, joined with another of the file: 2, \
                skipped: 0, unreadable: ";
    assert!(dry.err.contains(sums), "{dry:?}");
    let json = desk.json(&["import", &file]);
    assert_eq!((&json["read"], &json["joined"]), (&5.into(), &2.into()));
    let german = said(&mut desk.command(&["--lang", "de", "import", &file]));
    assert!(german.err.contains("3 unverändert, 2 mit anderen der Datei vereint, 0 übergangen"), "{german:?}");
}

/// Who changed the job, and with it mail and phone, is asked for: the name alone is the same.
#[test]
fn a_namesake_elsewhere_is_left_out_unless_asked_for() {
    let desk = Desk::new();
    desk.ok(&[
        "import",
        &desk.file("a.csv", "Name;E-Mail;Telefon;Firma\nIda Holm;ida@ohm.example;030 777777;Ohm AG\n"),
    ]);
    let moved = "Ida Holm;i.holm@rossi.example;040 1234567;Rossi Srl\n";
    let file = desk.file("b.csv", format!("Name;E-Mail;Telefon;Firma\n{moved}"));
    let told = desk.run(&["import", &file]);
    assert!(told.out.starts_with("perhaps\t") && told.out.contains("may be Ida Holm, who is here"), "{told:?}");
    assert!(told.err.contains("0 contacts and 0 companies created, 0 updated"), "nothing came in: {told:?}");
    assert!(!desk.run(&["import", &file]).err.contains("touchbase undo"), "it is kept once that it was left out");
    // Whom the file has besides is another one.
    let two =
        desk.file("c.csv", format!("Name;E-Mail;Telefon;Firma\nIda Holm;ida@ohm.example;030 777777;Ohm AG\n{moved}"));
    assert!(desk.run(&["import", "--dry-run", &two]).out.contains("created\t\tIda Holm"));
    desk.ok(&["import", "--perhaps", "into", &file]);
    let ida = desk.json(&["show", "ida holm"]);
    assert_eq!((&ida["company"], ida["jobs"].as_array().unwrap().len()), (&"Rossi Srl".into(), 2));
    assert!(desk.run(&["import", &file]).err.contains("1 unchanged"), "once");
}

/// A company that its source calls otherwise is told with its old name.
#[test]
fn a_renamed_company_is_told() {
    let desk = Desk::new();
    let rows = |firm: &str| {
        desk.file("a.csv", format!("Name;E-Mail;Firma\nIda Holm;i@ohm.example;{firm}\nTom Roth;t@ohm.example;{firm}\n"))
    };
    desk.ok(&["import", &rows("Ohm AG")]);
    let told = desk.run(&["import", "--dry-run", &rows("Rossi Srl")]);
    assert!(told.out.contains("name: Ohm AG → Rossi Srl") && told.err.contains("companies to rename: 1"), "{told:?}");
    let changes = &desk.json(&["import", "--dry-run", &rows("Rossi Srl")])["updated"][0]["changes"];
    assert_eq!((&changes[0]["here"], &changes[0]["after"]), (&"Ohm AG".into(), &"Rossi Srl".into()));
    let told = desk.run(&["import", &rows("Rossi Srl")]);
    assert!(told.err.contains("2 unchanged, 1 company renamed"), "{told:?}");
    let line = told.out.lines().find(|line| line.contains("Rossi Srl")).unwrap();
    assert!(line.starts_with("updated\t") && line.ends_with("was called Ohm AG"), "{told:?}");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "ida holm"])["company"], "Ohm AG");
}

/// What touchbase notes of a file for itself stands nowhere.
#[test]
fn what_is_noted_is_no_change() {
    let desk = Desk::with_contacts();
    let file = desk.file("a.csv", "Name;E-Mail\nAnna Müller;anna@hofmann.example\n");
    let dry = desk.run(&["import", "--dry-run", &file]);
    assert!(dry.err.contains("to change: 0, unchanged: 1") && !dry.out.contains("changes"), "{dry:?}");
    let told = desk.run(&["import", &file]);
    assert!(
        told.out.starts_with("unchanged") && told.err.contains("1 stays as it is: touchbase only remembers"),
        "{told:?}"
    );
    assert!(!desk.ok(&["history", "anna m"]).contains("card"));
    let again = desk.run(&["import", &file]);
    assert!(again.err.contains("1 unchanged") && !again.err.contains("only remembers"), "{again:?}");
    // Nor is it in the way of what is noted of another kind.
    desk.ok(&["set", "anna m", "ids=crm: 7"]);
    assert!(!desk.run(&["import", &file]).err.contains("a note of"));
}

/// A company that was deleted here stays out, and is told, as people are.
#[test]
fn a_company_that_was_deleted_here_stays_out_unless_asked_for() {
    let desk = Desk::new();
    let file = desk.file("a.csv", "Name;Telefon;Firma\n;040 1234567;Ohm AG\nIda Holm;030 777777;\n");
    desk.ok(&["import", &file]);
    desk.ok(&["delete", "Ohm AG"]);
    let told = desk.run(&["import", &file]);
    let line = told.out.lines().find(|line| line.starts_with("deleted\t")).unwrap();
    assert!(line.contains("Ohm AG") && line.contains("left out"), "{told:?}");
    assert!(told.err.contains("0 contacts and 0 companies created, 0 updated, 1 unchanged, 1 left out"), "{told:?}");
    let json = desk.json(&["import", &file]);
    assert_eq!((&json["deleted"][0]["kind"], &json["deleted"][0]["id"]), (&"company".into(), &serde_json::Value::Null));
    assert!(desk.run(&["import", "--deleted", &file]).err.contains("and 1 company created"));
    assert!(desk.ok(&["show", "ohm ag"]).contains("040 1234567"));
}

/// Of what took place often the newest times come in, and all if that is asked for.
#[test]
fn of_a_series_the_newest_times_come_in() {
    let desk = Desk::new();
    desk.ok(&["add", "Anna Berg", "--email", "anna@x.example"]);
    let event = "BEGIN:VEVENT\nUID:1\nDTSTART:20231102T090000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261101T000000Z\nSUMMARY:Weekly\n\
                 ATTENDEE:mailto:anna@x.example\nEND:VEVENT\n";
    let file = desk.file("w.ics", format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Work\n{event}END:VCALENDAR\n"));
    let count = || desk.json(&["show", "anna"])["interactions"].as_array().unwrap().len();
    let told = desk.run(&["import", &file]);
    assert!(told.out.contains("only the newest 12 times taken, 145 before them not"), "{told:?}");
    assert_eq!(count(), 12);
    desk.ok(&["import", "--all-times", &file]);
    assert_eq!(count(), 157);
    desk.ok(&["import", &file]);
    assert_eq!(count(), 157, "what is here stays");
}

/// Rows of one person in one file are asked about as they would be against who is here: left out and told.
#[test]
fn rows_that_may_be_another_rows_person_are_left_out_and_told() {
    let table = "Name;E-Mail;Telefon\nPeter Lang;peter@lang.de;0151 11122233\nPeter Lang;;+49 151 11122233\nPeter Lang;;\nPeter Lang;other@x.de;\n";
    let desk = Desk::new();
    let file = desk.file("d.csv", table);
    for expect in ["1 contact and 0 companies created", "0 contacts and 0 companies created"] {
        let report = desk.run(&["import", "--perhaps", "leave", &file]);
        assert!(report.err.contains(expect), "{report:?}");
        let perhaps: Vec<&str> = report.out.lines().filter(|line| line.starts_with("perhaps\t")).collect();
        assert_eq!(perhaps.len(), 2, "{report:?}");
    }
    let other = Desk::new();
    let json = other.json(&["import", &other.file("d.csv", table)]);
    assert_eq!((&json["perhaps"][0]["row"]["line"], &json["perhaps"][0]["does"]), (&2.into(), &"left_out".into()));
    assert_eq!(
        (&json["perhaps"][0]["id"], &json["created"][0]["id"]),
        (&serde_json::Value::Null, &json["perhaps"][0]["of"])
    );
    for (perhaps, people, mails) in [("into", 1, 2), ("new", 3, 1)] {
        let desk = Desk::new();
        let json = desk.json(&["import", "--perhaps", perhaps, &desk.file("d.csv", table)]);
        assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), people, "{json}");
        let first = json["created"][0]["id"].as_str().unwrap();
        assert_eq!(desk.json(&["show", first])["mails"].as_array().unwrap().len(), mails, "{json}");
    }
}

/// As with mails and phones, the address that is preferred is the first.
#[test]
fn the_preferred_address_is_the_first() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Mia Olsen\nADR;TYPE=home:;;Gate 1;Bergen;;;\nADR;TYPE=work;PREF=1:;;Gate 2;Oslo;;;\nEND:VCARD\n";
    let desk = Desk::new();
    desk.ok(&["import", &desk.file("mia.vcf", card)]);
    let there = desk.json(&["show", "Mia"]);
    let cities: Vec<&str> =
        there["addresses"].as_array().unwrap().iter().filter_map(|one| one["city"].as_str()).collect();
    assert_eq!(cities, ["Oslo", "Bergen"], "{there}");
    let out = desk.ok(&["export", "--format", "vcard"]);
    let addresses: Vec<&str> = out.lines().filter(|line| line.starts_with("ADR")).collect();
    assert!(addresses[0].contains("Oslo") && addresses[0].to_lowercase().contains("pref"), "{addresses:?}");
    assert!(!addresses[1].to_lowercase().contains("pref"), "{addresses:?}");
}

#[test]
fn what_a_touch_was_for_and_is_worth_comes_in_by_a_table() {
    let desk = Desk::new();
    desk.ok(&["add", "Eva Blau"]);
    let table = "Name;Date;Type;Text;Zweck;Kundennutzen\n\
                 Eva Blau;2026-11-02;mail;the new list;Werbung;parts two weeks sooner\n\
                 Eva Blau;2026-11-03;call;the party;dancing;\n\
                 Eva Blau;2026-12-20;call;what is new;marketing;a day saved\n";
    desk.ok(&["import", &desk.file("a.csv", table)]);
    let all: serde_json::Value = serde_json::from_str(&desk.ok(&["export", "--format", "json"])).unwrap();
    let of = |text: &str| {
        let all = all["interactions"].as_array().unwrap();
        all.iter().find(|one| one["text"].as_str().unwrap().starts_with(text)).unwrap().clone()
    };
    let list = of("the new list");
    assert_eq!((&list["purpose"], &list["worth"]), (&"marketing".into(), &"parts two weeks sooner".into()), "{list}");
    // What is no purpose stays readable, and a follow-up says it in its title.
    assert!(of("the party")["text"].as_str().unwrap().contains("Zweck: dancing"));
    let title = all["follow_ups"][0]["title"].as_str().unwrap();
    assert!(title.contains("purpose: marketing") && title.contains("worth: a day saved"), "{title}");
}
