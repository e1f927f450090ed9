//! Tables of other programs and hands, as they are read and imported.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use touchbase::domain::cadence::Cadence;
use touchbase::domain::contact::{Contact, Stage, Tier};
use touchbase::formats::csv::{self, COLUMNS, Encoding, Mapping, ReadTable, Rows, Untitled};
use touchbase::formats::draft::{Card, Cleaning, Draft, Refusal};
use touchbase::formats::import::{Field, Plan};
use touchbase::formats::{self, Format, Reading, Unreadable};

use super::describe::describe;
use super::kept::{Kept, as_if_entered};

/// The fixtures, each with the rows in it that can be read and those that can't.
const FIXTURES: &[(&str, usize, usize)] = &[
    ("excel_german", 4, 0),
    ("sep", 2, 0),
    ("unicode_text", 2, 0),
    ("google_old", 2, 0),
    ("google_new", 2, 0),
    ("outlook_english", 2, 0),
    ("outlook_german", 1, 0),
    ("hubspot", 4, 0),
    ("linkedin", 2, 0),
    ("by_hand", 3, 0),
    ("broken", 5, 2),
    ("thunderbird", 3, 0),
    ("thunderbird_german", 1, 0),
    ("pipedrive_people", 2, 0),
    ("pipedrive_activities", 5, 2),
    ("salesforce", 4, 1),
    ("salesforce_loader", 2, 0),
    ("salesforce_tasks", 3, 0),
    ("monica", 2, 0),
    ("dos", 2, 0),
    ("log_german", 4, 1),
    ("follow_ups", 4, 0),
    ("feedback", 4, 1),
];

fn path(name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/csv").join(format!("{name}.{ending}"))
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(path(name, "csv")).unwrap()
}

fn reading() -> Reading {
    Reading::on("2026-11-21".parse().unwrap())
}

fn table(bytes: &[u8]) -> ReadTable<'_> {
    csv::read(bytes, &reading()).unwrap()
}

/// The cards of a table, all of which can be read.
fn cards(text: &str) -> Vec<Card> {
    table(text.as_bytes()).cards().map(|card| card.unwrap()).collect()
}

#[track_caller]
fn person(text: &str) -> Contact {
    match cards(text).remove(0).draft {
        Draft::Person(person) => person.record,
        other => panic!("{other:?}"),
    }
}

/// What is read from each fixture stands beside it, in `NAME.txt`: the columns, then the rows. `UPDATE_FIXTURES=1` writes it
/// anew, to be read by eye.
#[test]
fn fixtures_are_read() {
    for (name, read, refused) in FIXTURES {
        let bytes = fixture(name);
        let table = table(&bytes);
        let readable = table.cards().filter(Result::is_ok).count();
        assert_eq!((readable, table.len() - readable), (*read, *refused), "{name}");
        let mut text = String::new();
        for column in table.columns().iter().filter(|column| column.filled) {
            let label = if column.label.is_empty() { String::new() } else { format!(" ({})", column.label) };
            writeln!(text, "{}: {:?}{label}", column.head, column.meaning).unwrap();
        }
        table.cards().for_each(|card| text.extend(["\n", &describe(&card)]));
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(path(name, "txt"), &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(path(name, "txt")).unwrap(), "{name}");
    }
}

/// The same table in other charsets, with other separators and line ends, is the same table.
#[test]
fn charset_separator_and_line_ends_make_no_difference() {
    let text = "Name;Straße;Notizen\r\nAnna Müller;Größe 1;\"eins\r\nzwei, drei\"\r\nBjörn;Weg 2;\"\"\r\n";
    let described = |bytes: &[u8]| table(bytes).cards().map(|card| describe(&card)).collect::<String>();
    let wide = |mark: &str, to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    let expect = described(text.as_bytes());
    assert!(expect.contains("line 4: Björn"), "{expect}");
    for (name, bytes) in [
        ("mark", format!("\u{feff}{text}").into_bytes()),
        ("little", wide("\u{feff}", u16::to_le_bytes)),
        ("big", wide("\u{feff}", u16::to_be_bytes)),
        ("little, no mark", wide("", u16::to_le_bytes)),
        ("big, no mark", wide("", u16::to_be_bytes)),
        ("LF", text.replace("\r\n", "\n").into_bytes()),
        ("CR", text.replace("\r\n", "\r").into_bytes()),
        ("tabs", text.replace(';', "\t").into_bytes()),
        ("bars", text.replace(';', "|").into_bytes()),
        ("Windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
    ] {
        assert_eq!(described(&bytes), expect, "{name}");
        assert!(matches!(formats::sniff(&bytes), Format::Table), "{name}");
    }
}

#[test]
fn without_heads_a_table_is_refused_with_what_was_found() {
    let read = |text: &str| formats::read(text.as_bytes(), &reading()).unwrap_err();
    let cells = ["Anna", "a@x.example", "Ulm"].map(str::to_owned).to_vec();
    assert_eq!(
        read("\nAnna;a@x.example;Ulm\nBernd;b@x.example;Bonn\n"),
        Unreadable::Untitled(Untitled::NoHeads { line: 2, cells })
    );
    let wide = format!("Name,Mail{}\nAnna\n", ",x".repeat(10_000));
    assert_eq!(read(&wide), Unreadable::Untitled(Untitled::TooWide { line: 1 }));
    assert_eq!(read(""), Unreadable::Format(Format::Empty));
    assert_eq!(read("Name,Mail\n\0\0\0\0\0\0"), Unreadable::Format(Format::Binary));
}

#[test]
fn what_heads_alone_cannot_say_the_rows_do() {
    assert_eq!(person("Name;Vorname\nMüller;Anna\n").name, "Anna Müller");
    assert_eq!(person("Name;Titel;Firma\nAnna;Dr.;x\n").name_parts.honorific, "Dr.");
    assert_eq!(person("Name;Titel;Firma\nAnna;Einkauf;x\n").jobs[0].role, "Einkauf");
    assert_eq!(person("Name;Status\nAnna;lead\n").stage, Some(Stage::Lead));
    assert_eq!(person("Name;Status\nAnna;erledigt\n").fields["Status"], "erledigt");
    assert_eq!(person("Name;Klasse\nAnna;7b\n").fields["Klasse"], "7b");
    assert_eq!(person("Name;ABC\nAnna;A\n").tier, Some(Tier::A));
    assert_eq!(person("Name;Rhythmus\nAnna;quartalsweise\n").cadence, Cadence::Every("3m".parse().unwrap()));
    assert_eq!(person("Kunde;Telefon\nAnna;1\n").name, "Anna");
    assert_eq!(person("Name;Mail;Mail\nAnna;a@x.example;b@x.example\n").mails.len(), 2);
    let doubled = person("Name;Farbe;Farbe;Firma;Organisation\nAnna;rot;blau;x;y\n");
    let fields: Vec<(&str, &str)> =
        doubled.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("Farbe", "rot"), ("Farbe 2", "blau"), ("Organisation", "y")]);
}

/// What a column of names says is a company's name, wherever it stands; what its column says beside it stays.
#[test]
fn a_company_is_named_in_any_order() {
    let company = |text: &str| match cards(text).remove(0).draft {
        Draft::Company(company) => (company.name, company.fields.get("Firma").cloned().unwrap_or_default()),
        other => panic!("{other:?}"),
    };
    let told = |name: &str, firm: &str| (name.to_owned(), firm.to_owned());
    assert_eq!(company("Kind;Name;Firma\nFirma;Werk Süd;Kaiser\n"), told("Werk Süd", "Kaiser"));
    assert_eq!(company("Kind;Firma;Name\nFirma;Kaiser;Werk Süd\n"), told("Werk Süd", "Kaiser"));
    assert_eq!(company("Kind;Firma;Name\nFirma;Kaiser;KAISER\n"), told("KAISER", ""));
    assert_eq!(company("Firma;Name\nKaiser;\n"), told("Kaiser", ""));
}

/// Nothing that stands in a cell is lost: what its column can't hold is a free field, and of two of a name both are.
#[test]
fn what_a_column_cannot_hold_is_told_and_kept() {
    let kept = |text: &str| {
        let card = cards(text).remove(0);
        let Draft::Person(person) = card.draft else { panic!("{text}") };
        let fields = person.record.fields.iter().map(|(name, value)| format!("{name}={value}"));
        (
            fields.collect::<Vec<_>>().join(" "),
            card.cleaned.iter().map(|c| format!("{} {:?}", c.property, c.what)).collect::<Vec<_>>().join(" "),
        )
    };
    let told = |fields: &str, cleaned: &str| (fields.to_owned(), cleaned.to_owned());
    assert_eq!(kept("Name;Kind\nAnna;Partnerin\nTom;Person\n"), told("Kind=Partnerin", "Kind NoValue"));
    assert_eq!(kept("Name;Archived\nAnna;perhaps\n"), told("Archived=perhaps", "Archived NoValue"));
    let named = "Name,Custom Field 1 - Label,Custom Field 1 - Value,Custom Field 2 - Label,Custom Field 2 - Value\n";
    assert_eq!(kept(&format!("{named}Anna,Farbe,rot,Farbe,blau\n")), told("Farbe=rot Farbe 2=blau", ""));
    assert_eq!(kept(&format!("{named}Anna,Farbe,rot,Farbe,rot\n")), told("Farbe=rot", ""));
}

/// `3/4` is a day only where the column shows which is the month, or with LANG en_US.
#[test]
fn days_with_slashes_are_read_where_they_are_clear() {
    let born = |rows: &str, month_first: bool| {
        let text = format!("Name,Birthday\n{rows}");
        let reading = Reading { month_first, ..reading() };
        let table = csv::read(text.as_bytes(), &reading).unwrap();
        match table.card(0).unwrap().unwrap().draft {
            Draft::Person(person) => person.record.birthday.map(|day| day.to_string()).unwrap_or_default(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(born("Anna,3/4/1971\n", false), "");
    assert_eq!(born("Anna,3/4/1971\nBernd,12/24/1980\n", false), "1971-03-04");
    assert_eq!(born("Anna,3/4/1971\nBernd,24/12/1980\n", false), "1971-04-03");
    assert_eq!(born("Anna,3/4/1971\nBernd,24/12/1980\n", true), "1971-04-03");
    assert_eq!(born("Anna,3/4/1971\n", true), "1971-03-04");
    assert_eq!(born("Anna,3/4/1971\nBernd,24/12/1980\nCarla,12/24/1980\n", false), "");
    // Another column of the table shows it as well, unless they differ.
    let last = |text: &str| match cards(text).remove(0).draft {
        Draft::Person(person) => match person.last_contact {
            Some(day) => day.to_string(),
            None => person.record.fields.get("Last contact").cloned().unwrap_or_default(),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(last("Name,Birthday,Last contact\nAnna,12/24/1971,3/4/2026\n"), "2026-03-04");
    assert_eq!(last("Name,Birthday,Last contact\nAnna,24/12/1971,3/4/2026\n"), "2026-04-03");
    assert_eq!(last("Name,Birthday,Last contact,Added\nAnna,24/12/1971,3/4/2026,12/24/2025\n"), "3/4/2026");
}

#[test]
fn rows_that_are_no_good_are_told_by_line() {
    let text = "Name,Mail\n\"one\ntwo\",a@x.example\n,\n ,\t\nBad,\"open\nDora,d@x.example,more,cells\n";
    let table = table(text.as_bytes());
    let lines: Vec<String> = table
        .cards()
        .map(|card| match card {
            Ok(card) => format!(
                "{} {} {:?}",
                card.line,
                card.draft.name(),
                card.cleaned.iter().map(|c| c.what).collect::<Vec<_>>()
            ),
            Err(refused) => format!("{} {:?} {:?}", refused.line, refused.name, refused.why),
        })
        .collect();
    assert_eq!(lines, ["2 one two []", "6 Some(\"Bad\") Unquoted", "7 Dora [MoreCells]"]);
}

#[test]
fn stages_of_sales_programs_are_read_where_they_are_clear() {
    for (said, stage) in
        [("Customer", Stage::Regular), ("lead", Stage::Lead), ("Marketing Qualified Lead", Stage::Lead)]
    {
        let read = person(&format!("Name,Email,Lifecycle Stage,Lead Status\nAnna,a@x.example,{said},NEW\n"));
        assert_eq!((read.stage, read.fields["Lead Status"].as_str()), (Some(stage), "NEW"), "{said}");
    }
    assert_eq!(person("Name,Lifecycle Stage\nAnna,evangelist\n").stage, None);
}

#[test]
fn rows_of_sums_are_nobody() {
    for rows in ["Summe;;1", "Total:;;2", ";Gesamtsumme;3"] {
        let cards = cards(&format!("Name;Firma;Umsatz\nAnna;;1\n{rows}\n"));
        assert!(matches!(&cards[1].draft, Draft::Other { kind, .. } if kind == "total"), "{:?}", cards[1]);
    }
    assert!(matches!(&cards("Name;E-Mail\nSumme;s@x.example\n")[0].draft, Draft::Person(_)));
}

#[test]
fn hostile_tables_are_read_within_limits() {
    let long = format!("Name,Notes,X\nAnna,{},{}\n", "n".repeat(10 << 20), "x".repeat(1 << 20));
    let card = cards(&long).remove(0);
    assert_eq!(card.cleaned.iter().filter(|c| matches!(c.what, Cleaning::Cut { .. })).count(), 2);
    let huge = format!("Name,Notes\nAnna,{}\nBernd,x\n", "n".repeat(17 << 20));
    let read: Vec<_> = table(huge.as_bytes()).cards().map(|card| card.map(|c| c.line).map_err(|r| r.why)).collect();
    assert_eq!(read, [Err(Refusal::RowTooLong), Ok(3)]);
    let wide = format!("Name,Mail\nAnna,a@x.example{}\nBernd\n", ",x".repeat(COLUMNS));
    let read: Vec<_> = table(wide.as_bytes()).cards().map(|card| card.map(|c| c.line).map_err(|r| r.why)).collect();
    assert_eq!(read, [Err(Refusal::TooManyCells), Ok(3)]);
    // A quote that is never closed costs its row, and no more than one look at the rest.
    let open = format!("Name,Mail\nBad,\"{}", "Anna,a@x.example\n".repeat(100_000));
    assert_eq!(table(open.as_bytes()).len(), 100_000);
}

#[test]
fn every_fixture_imports_once() {
    let mut kept = Kept::default();
    for (name, read, refused) in FIXTURES {
        let first = kept.import(&fixture(name));
        assert_eq!((first.read(), first.refused.len()), (*read, *refused), "{name}");
        let again = kept.import(&fixture(name));
        assert!(
            again.is_empty(),
            "{name} again: {:?} {:?} {:?}",
            again.created,
            again.updated,
            again.companies_updated
        );
        assert_eq!(again.read(), first.read(), "{name}");
    }
}

/// Someone who came with a vCard is known in a table, by mail, phone, or name and company; what is missing is filled.
#[test]
fn tables_and_cards_add_up() {
    let mut kept = Kept::default();
    kept.import(b"BEGIN:VCARD\nVERSION:4.0\nFN:Anna M\xc3\xbcller\nEMAIL:anna@x.example\nEND:VCARD\n");
    let plan = kept
        .import("Name;Vorname;E-Mail;Klasse;Betreuer;VIP seit\nMueller;Anna;ANNA@x.example;A;Jana;2020\n".as_bytes());
    let [updated] = plan.updated.as_slice() else { panic!("{:?}", plan.created) };
    let expect = [Field::NameParts, Field::Tier, Field::Owner, Field::Free];
    assert_eq!(updated.fields, expect);
    // As if it had been entered here.
    kept.change(as_if_entered);
    let plan = kept.import("Name;E-Mail;Klasse;Betreuer\nAnna Müller;anna@x.example;B;Pia\n".as_bytes());
    let [unchanged] = plan.unchanged.as_slice() else { panic!("{:?}", plan.updated) };
    assert_eq!(unchanged.kept, [Field::Tier, Field::Owner], "what is here wins");
}

#[test]
fn two_rows_of_one_person_are_one() {
    let mut kept = Kept::default();
    let plan = kept.import(b"Name,Mail,Phone,Company\nAnna Berg,a@x.example,1234567,\nBerg Anna,a@x.example,,Hof\nAnna Berg,b@y.example,,\n");
    assert_eq!(plan.created.iter().map(|c| c.lines.clone()).collect::<Vec<_>>(), [vec![2, 3], vec![4]]);
    assert_eq!(plan.companies_created.len(), 1);
}

/// A cell of several lines is an address on one line, and comes back from a table so.
#[test]
fn streets_of_several_lines_come_in() {
    let check = |table: &str, expect: &str| {
        let mut kept = Kept::default();
        kept.import(table.as_bytes());
        assert_eq!(kept.people().next().unwrap().addresses[0].on_one_line(), expect, "{table}");
        let all = format!("{:?}", kept.sorted());
        kept.import(table.as_bytes());
        assert_eq!(format!("{:?}", kept.sorted()), all, "{table} again");
    };
    check("Name;Street;PLZ;Ort\nEva;\"Hof 3\r\nHinterhaus\";89073;Ulm\n", "Hof 3, Hinterhaus, 89073 Ulm");
    check("Name;Adresse\nEva;\"Hof 3\nHinterhaus\n89073 Ulm\nGermany\"\n", "Hof 3, Hinterhaus, 89073 Ulm, Germany");
    check(
        "Name,Home Street,Home Street 2,Home City\nEva,\"Hof 3\nc/o Lind\",Hinterhaus,Ulm\n",
        "Hof 3, c/o Lind, Hinterhaus, Ulm",
    );
}

/// An id by which several people go, such as their company's customer number, tells nobody apart.
#[test]
fn an_id_that_is_shared_is_a_free_field() {
    let mut kept = Kept::default();
    let plan = kept.import(b"Name;Kundennummer;Firma\nAnna;1;Hof\nBernd;1;Hof\nCarla;2;Bau\n");
    assert_eq!(plan.created.len(), 3);
    assert!(kept.people().all(|contact| contact.fields.contains_key("Kundennummer")));
    let mut kept = Kept::default();
    kept.import(b"Name;Kundennummer\nAnna;1\nBernd;2\n");
    let plan = kept.import(b"Name;Kundennummer;Mail\nAnna Neumann;1;a@x.example\n");
    assert_eq!((plan.created.len(), plan.updated.len()), (0, 1), "known by the number, though she was renamed");
}

/// Each row stands in exactly one of the plan's lists.
fn told(plan: &Plan) -> usize {
    let lines = |lists: Vec<&Vec<usize>>| lists.into_iter().map(Vec::len).sum::<usize>();
    lines(plan.created.iter().map(|c| &c.lines).collect())
        + lines(plan.updated.iter().chain(&plan.unchanged).map(|u| &u.lines).collect())
        + lines(plan.companies_created.iter().map(|c| &c.lines).collect())
        + lines(plan.companies_updated.iter().chain(&plan.companies_unchanged).map(|u| &u.lines).collect())
        + plan.skipped.len()
        + plan.refused.len()
}

/// Pieces that matter to a table, in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        ",",
        ";",
        "\t",
        "|",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "'",
        "=",
        "Anna",
        "Müller",
        "a@x.example",
        "3/4/1971",
        "1",
        " ",
        "A",
        "lead",
        "sep=;\n",
        "\u{feff}",
        "\0",
        "\u{202e}",
        "Name",
        "Firma",
        ":::",
        "company",
        "30d",
        "2026-10-01",
        "2026-12-01",
        "call",
        "done",
        "complaint",
    ]);
    prop::collection::vec(prop_oneof![8 => piece.prop_map(|piece| piece.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 1..4)], 0..200)
        .prop_map(|pieces| pieces.concat())
}

const HEADS: &str =
    "Name;Vorname;Firma;E-Mail;Telefon;Geburtstag;Klasse;Status;Rhythmus;Letzter Kontakt;Kunden-Nr;Notiz;Ort;X\n";

/// Heads of logs, of what is to be done, and of what was said.
const LOGS: [&str; 3] = [
    "Datum;Uhrzeit;Kunde;E-Mail;Art;Dauer;Notiz;Thema;Status;Vorgangsnummer;X\n2026-10-01;;Anna;;Anruf;;;;;;\n",
    "Task;Customer;Due;Time;Done;Repeats;Task ID\n",
    "Received;Customer;Type;Score;Comment;Status;Resolved on;Our answer\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), pieces in pieces()) {
        for bytes in [bytes, pieces] {
            if let Ok(table) = csv::read(&bytes, &reading()) {
                prop_assert_eq!(table.cards().count(), table.len());
            }
            let _ = formats::read(&bytes, &reading());
        }
    }

    /// Whatever stands below the heads, each row is told of once, and what comes in comes in once.
    #[test]
    fn any_rows_import_once(rows in pieces()) {
        let bytes = [HEADS.as_bytes(), &rows].concat();
        let Ok(file) = formats::read(&bytes, &reading()) else { return Ok(()) };
        let mut kept = Kept::default();
        let first = kept.import(&bytes);
        prop_assert_eq!(told(&first), file.len());
        prop_assert_eq!(first.read() + first.refused.len(), file.len());
        let again = kept.import(&bytes);
        prop_assert!(again.is_empty(), "again: {:?} {:?} {:?}", again.created, again.updated, again.companies_updated);
        prop_assert_eq!(told(&again), file.len());
    }

    /// Whatever stands in a log, each row is read once, and what is known of it comes in once.
    #[test]
    fn any_log_imports_once(rows in pieces(), at in 0..LOGS.len()) {
        let bytes = [LOGS[at].as_bytes(), &rows].concat();
        let mut kept = Kept::default();
        kept.import("Name,Mail\nAnna,a@x.example\nMüller,\n".as_bytes());
        let Ok(file) = formats::read(&bytes, &reading()) else { return Ok(()) };
        prop_assert_eq!(file.cards().count(), file.len());
        kept.import(&bytes);
        let again = kept.import(&bytes);
        prop_assert!(again.is_empty(), "again: {:?} {:?} {:?}", again.created, again.updated, again.entries);
    }

    /// Whatever the file, its mapping is the same once it was written and read, and reads it as the preview says.
    #[test]
    fn any_table_has_a_mapping(rows in pieces(), heads in 0..4_usize, what in 0..4_usize, charset in 0..Encoding::ALL.len()) {
        let mut mapping = Mapping::guess(&rows);
        mapping.set_encoding(Encoding::ALL[charset], &rows);
        mapping.set_heads(heads, &rows);
        mapping.set_rows(Rows::ALL[what], &rows);
        prop_assert_eq!(&Mapping::from_toml(&mapping.to_toml()).unwrap(), &mapping);
        let preview = mapping.preview(&rows, 5, &reading());
        let reading = Reading { mapping: Some(mapping.into()), ..reading() };
        if let Ok(table) = csv::read(&rows, &reading) {
            prop_assert_eq!(preview.rows.len(), table.len().min(5));
            let cards: Vec<_> = table.cards().take(5).collect();
            prop_assert_eq!(preview.rows.into_iter().map(|row| row.card).collect::<Vec<_>>(), cards);
        }
    }

    /// What a well-behaved program writes is read as it was written.
    #[test]
    fn cells_are_read_as_they_were_written(
        rows in prop::collection::vec(prop::collection::vec("[ -~äß€\n\"',;]{0,12}", 2), 1..8),
        sign in prop::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(sign).from_writer(Vec::new());
        writer.write_record(["Name", "X"]).unwrap();
        for (at, row) in rows.iter().enumerate() {
            writer.write_record([format!("n{at}"), format!("{}\nx{}", row[0], row[1])]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let table = csv::read(&bytes, &reading()).unwrap();
        prop_assert_eq!(table.len(), rows.len());
        for (card, row) in table.cards().zip(&rows) {
            let Draft::Person(person) = card.unwrap().draft else { panic!("a person") };
            let written = format!("{}\nx{}", row[0], row[1]);
            let unguarded = written.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\''])).unwrap_or(&written);
            prop_assert_eq!(&person.record.fields["X"], unguarded.trim());
        }
    }
}

/// Beside who is talked to there "Name" is a company's; beside given and family name it is a person's.
#[test]
fn whose_name_it_is_the_other_heads_say() {
    let check = |text: &str, name: &str, company: &str| match cards(text).remove(0).draft {
        Draft::Person(person) => {
            let at = person.companies.first().map_or("", String::as_str);
            assert_eq!((person.record.name.as_str(), at), (name, company), "{text:?}");
        }
        other => panic!("{text:?}: {other:?}"),
    };
    check("Name;Ansprechpartner;E-Mail\nHofmann;Anna Berg;a@x.example\n", "Anna Berg", "Hofmann");
    check("Name 1;Ansprechpartner Name;Telefon\nHofmann;Anna Berg;1\n", "Anna Berg", "Hofmann");
    check("Name;Vorname;Nachname;E-Mail\nAnna Berg;Anna;Berg;a@x.example\n", "Anna Berg", "");
    check("Vorname/Nachname;Firma/Company name;E-Mail privat\nAnna Berg;Hofmann;a@x.example\n", "Anna Berg", "Hofmann");
}
