//! Mappings: guessed, changed in part, written and read, and what tables become by them.

use std::sync::Arc;

use super::*;
use crate::formats::csv::{Part, Untitled, read};
use crate::formats::draft::{Draft, What};
use crate::formats::file::Reading;

/// A mapping in a line: charset, separator, line of heads, rows, and what each column becomes.
fn said(mapping: &Mapping) -> String {
    let columns: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| {
            let label = if column.label.is_empty() { String::new() } else { format!(" ({})", column.label) };
            format!("{}={}{label}", column.head, column.becomes.name())
        })
        .collect();
    let (encoding, rows) = (mapping.encoding.name(), mapping.rows.name());
    format!("{encoding} {:?} {} {rows}: {}", mapping.separator, mapping.heads, columns.join(", "))
}

fn by(mapping: &Mapping) -> Reading {
    Reading { mapping: Some(Arc::new(mapping.clone())), ..Reading::on("2026-11-21".parse().unwrap()) }
}

/// What the rows of a table become by a mapping.
fn rows_by(mapping: &Mapping, table: &[u8]) -> Vec<String> {
    let table = read(table, &by(mapping)).unwrap();
    table
        .cards()
        .map(|card| match card.map(|card| card.draft) {
            Ok(Draft::Person(person)) => {
                let mails: Vec<&str> = person.record.mails.iter().map(|mail| mail.value.as_str()).collect();
                let fields = person.record.fields.iter().map(|(name, value)| format!("{name}={value}"));
                format!("{} {} {}", person.record.name, mails.join(","), fields.collect::<Vec<_>>().join(" "))
            }
            Ok(Draft::Entry(entry)) => match &entry.what {
                What::Interaction(one) => format!("{} {:?} {}", one.day(), one.kind, one.text),
                What::FollowUp(one) => format!("{} {:?} {}", one.due, one.state, one.title),
                What::Order(one) => format!("{} {} {} {}", one.day, one.amount, one.reference, one.what),
                What::Feedback(one) => format!("{} {:?} {}", one.day, one.kind, one.text),
            },
            Ok(other) => other.name().to_owned(),
            Err(refused) => format!("{:?}", refused.why),
        })
        .collect()
}

#[test]
fn files_are_guessed() {
    for (bytes, expect) in [
        (
            "Name,E-Mail privat\nAnna,a@x.example\n".as_bytes(),
            "UTF-8 ',' 1 contacts: Name=name, E-Mail privat=mail (home)",
        ),
        (b"Name;Stra\xe1e\nM\x81ller;Weg 1\n", "CP850 ';' 1 contacts: Name=name, Straße=address.street"),
        (b"Name;Stra\xdfe\nM\xfcller;Weg 1\n", "Windows-1252 ';' 1 contacts: Name=name, Straße=address.street"),
        (b"sep=|\r\nName|Ort\r\nAnna|Ulm\r\n", "UTF-8 '|' 2 contacts: Name=name, Ort=address.city"),
        (
            b"Anna Berg;a@x.example;030 123456;12\nTom Holm;t@x.example;030 654321;7\n",
            "UTF-8 ';' 0 contacts: #1=name, #2=mail, #3=phone, #4=free_field",
        ),
        (
            b"Wer;Wohin;Wo\nAnna Berg;a@x.example;1\nTom Holm;t@x.example;2\n",
            "UTF-8 ';' 1 contacts: Wer=name, Wohin=mail, Wo=free_field",
        ),
        (
            "Wer;Bei wem;Kontakt1;Kontakt2;Gewicht\nWeiß, Jürgen;Weiß GmbH;0170 1111111;jw@a.example;A\n\
             Öhl, Käthe;Öhl KG;0170 2222222;ko@b.example;B\n"
                .as_bytes(),
            "UTF-8 ';' 1 contacts: Wer=name, Bei wem=free_field, Kontakt1=phone, Kontakt2=mail, Gewicht=free_field",
        ),
        (
            "Name,Occupation,Organization 1 - Title\nZoë Groß,,Ärztin\n".as_bytes(),
            "UTF-8 ',' 1 contacts: Name=name, Occupation=free_field, Organization 1 - Title=role",
        ),
        (b"Name,Beruf\nAnna,Malerin\n", "UTF-8 ',' 1 contacts: Name=name, Beruf=role"),
        (b"Datum;Kunde;Notiz\n1.10.2026;Anna;rief an\n", "UTF-8 ';' 1 interactions: Datum=day, Kunde=name, Notiz=text"),
        (b"", "UTF-8 ',' 0 contacts: "),
        (b"\0\0\xff\xfe", "Windows-1252 ',' 0 contacts: #1=free_field"),
    ] {
        assert_eq!(said(&Mapping::guess(bytes)), expect, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn written_it_is_read_as_it_was() {
    let mut mapping = Mapping::guess(b"Name;E-Mail privat;Ort 2;Farbe\nAnna;a@x.example;Ulm;rot\n");
    mapping.set_column(3, Meaning::LeftOut);
    mapping.month_first = Some(true);
    let text = mapping.to_toml();
    assert_eq!(Mapping::from_toml(&text).unwrap(), mapping, "{text}");
    for part in
        ["encoding = \"utf-8\"", "separator = \";\"", "heads = 1", "rows = \"contacts\"", "becomes = \"leave_out\""]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let no = |text: &str| Mapping::from_toml(text).unwrap_err();
    assert_eq!(no("separator = \",\"\nheads = 1\nrows = \"people\"\n").line, Some(3));
    assert!(no("separator = \",\"\nheads = 1\nrows = \"contacts\"\nfoo = 1\n").why.contains("foo"));
    assert!(no("separator = \"ä\"\nheads = 1\nrows = \"contacts\"\n").why.contains("separate"));
    let odd = "separator = \",\"\nheads = 1\nrows = \"contacts\"\n[[columns]]\nhead = \"x\"\nbecomes = \"soon\"\n";
    assert!(no(odd).why.contains("soon"), "{:?}", no(odd));
}

#[test]
fn each_part_can_be_set() {
    let bytes = b"Stand: heute\nName;Wo;Tel,privat\nAnna;Ulm;1\n";
    let mut mapping = Mapping::guess(bytes);
    assert_eq!(said(&mapping), "UTF-8 ';' 2 contacts: Name=name, Wo=free_field, Tel,privat=phone (home)");
    mapping.set_column(1, Meaning::Address(Part::City));
    mapping.set_separator(',', bytes);
    assert_eq!(said(&mapping), "UTF-8 ',' 2 contacts: Name;Wo;Tel=free_field, privat=free_field");
    mapping.set_separator('"', bytes);
    mapping.set_separator(';', bytes);
    mapping.set_column(1, Meaning::Address(Part::City));
    mapping.set_heads(0, bytes);
    assert_eq!(mapping.columns.len(), 3);
    mapping.set_heads(2, bytes);
    mapping.set_column(1, Meaning::LeftOut);
    mapping.set_encoding(Encoding::Cp850, bytes);
    assert_eq!(said(&mapping), "CP850 ';' 2 contacts: Name=name, Wo=leave_out, Tel,privat=phone (home)");
    mapping.set_rows(Rows::FollowUps, bytes);
    assert_eq!(said(&mapping), "CP850 ';' 2 follow_ups: Name=name, Wo=leave_out, Tel,privat=phone");
    assert!(mapping.meanings().contains(&Meaning::Due) && !mapping.meanings().contains(&Meaning::Birthday));
}

#[test]
fn a_table_is_read_as_the_mapping_says() {
    let table = "Wer;Wohin;Wo;X\nAnna Berg;a@x.example;Ulm;1\n".as_bytes();
    let mut mapping = Mapping::guess(table);
    mapping.set_column(2, Meaning::LeftOut);
    assert_eq!(rows_by(&mapping, table), ["Anna Berg a@x.example X=1"]);
    // Next month: another order, a column more, a line above.
    let later = "Stand Dezember\n\nX;Neu;Wohin;Wer\n2;ja;t@x.example;Tom Holm\n".as_bytes();
    assert_eq!(rows_by(&mapping, later), ["Tom Holm t@x.example Neu=ja X=2"]);
    let other = read(b"Name,Mail\nAnna,a@x.example\n", &by(&mapping)).unwrap_err();
    assert_eq!(other, Untitled::OtherHeads { line: 1, cells: vec!["Name,Mail".to_owned()] });
    // Without heads by place.
    let bare = "Anna;a@x.example\n".as_bytes();
    assert_eq!(rows_by(&Mapping::guess(bare), "Tom;t@x.example\nIda;i@x.example\n".as_bytes()).len(), 2);
    // What columns are said to be isn't judged by what stands in them.
    let tiers = "Name;Klasse\nAnna;Gold\nTom;A\nIda;Silber\n".as_bytes();
    let mut mapping = Mapping::guess(tiers);
    assert_eq!(read(tiers, &by(&mapping)).unwrap().columns()[1].meaning, Meaning::Tier);
    mapping.set_column(1, Meaning::Tags);
    assert_eq!(read(tiers, &by(&mapping)).unwrap().columns()[1].meaning, Meaning::Tags);
}

#[test]
fn rows_of_what_happened_are_read_by_it() {
    let table = "Am;Wer;Text\n1.10.2026;Anna;rief an\n1.12.2026;Anna;Angebot\n,;Tom;ohne Tag\n;;nichts\n".as_bytes();
    let mut mapping = Mapping::guess(table);
    mapping.set_rows(Rows::Interactions, table);
    assert_eq!(rows_by(&mapping, table), ["2026-10-01 Note rief an", "2026-12-01 Open Angebot", "Dayless", "Nameless"]);
    mapping.set_rows(Rows::FollowUps, table);
    assert_eq!(rows_by(&mapping, table)[..2], ["2026-10-01 Open rief an", "2026-12-01 Open Angebot"]);
    mapping.set_rows(Rows::Feedback, table);
    assert_eq!(rows_by(&mapping, table)[0], "2026-10-01 Survey rief an");
}

#[test]
fn it_knows_the_tables_that_it_fits() {
    let mapping = Mapping::guess(b"Name;Wo\nAnna;Ulm\n");
    assert!(mapping.fits(b"Wo;Name;Neu\nUlm;Anna;1\n"));
    assert!(!mapping.fits(b"Name,Wo\nAnna,Ulm\n") && !mapping.fits(b"Name;Ort\nAnna;Ulm\n") && !mapping.fits(b""));
}

#[test]
fn a_preview_has_the_first_rows_whatever_the_size() {
    let table = format!("Name;Wo\n{}", "Anna Berg;\"Ulm\nSüd\"\n".repeat(200_000));
    let mapping = Mapping::guess(table.as_bytes());
    let preview = mapping.preview(table.as_bytes(), 3, &by(&mapping));
    assert_eq!((preview.columns.len(), preview.rows.len()), (2, 3));
    assert_eq!(
        (preview.rows[1].line, &preview.rows[1].cells[..]),
        (4, &["Anna Berg".to_owned(), "Ulm\nSüd".to_owned()][..])
    );
    assert!(preview.rows.iter().all(|row| row.card.is_ok()));
    for bytes in [&b""[..], b"\xff", b"\"", b"a\n\"b", b"\0\0\0\0"] {
        let mapping = Mapping::guess(bytes);
        mapping.preview(bytes, 5, &by(&mapping));
    }
}
