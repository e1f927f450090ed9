//! The same file twice: nobody new comes and nothing changes the second time, whoever was left out since they may be somebody.

use proptest::prelude::*;

use super::kept::Kept;

/// A row of whatever file: given name, surname, company, mail, phone, role, an id. Empty where it says nothing.
type Said = [&'static str; 7];

/// Two of a name, a colleague of one of them, and one who is reached where he is.
const PEOPLE: [Said; 4] = [
    ["Anna", "Müller", "Hofmann GmbH", "anna@x.example", "0151 2345678", "Chef", "a1"],
    ["Anna", "Müller", "Kaiser KG", "a.mueller@y.example", "0170 7654321", "Rat", "a2"],
    ["Tom", "Berg", "Hofmann", "tom@x.example", "030 1234567", "Chef", ""],
    ["Jörg", "Berg", "", "info@x.example", "030 1234567", "", "a4"],
];

/// What a row says of each of them otherwise.
const OTHERWISE: [Said; 4] = [
    ["Ann", "Schneider", "Nord AG", "a.mueller@y.example", "+49 151 9999999", "Leitung", "a2"],
    ["Ann", "Lind", "Süd AG", "anna@x.example", "+49 151 8888888", "Leitung", "a9"],
    ["Thomas", "Vogt", "West AG", "tb@z.example", "030 7654321", "Leitung", "a1"],
    ["Joerg", "Alt", "Ost AG", "jb@z.example", "040 7654321", "Leitung", "a4"],
];

/// A row of one of them: any of it left out or otherwise.
fn said() -> impl Strategy<Value = Said> {
    let how = prop::sample::select(&[0_u8, 0, 0, 1, 1, 2][..]);
    (0..PEOPLE.len(), prop::collection::vec(how, 7)).prop_map(|(who, how)| {
        let mut said = PEOPLE[who];
        for (at, how) in how.into_iter().enumerate() {
            match how {
                1 => said[at] = "",
                2 => said[at] = OTHERWISE[who][at],
                _ => {}
            }
        }
        said
    })
}

fn table(rows: &[Said]) -> Vec<u8> {
    let rows = rows.iter().map(|row| format!("{}\n", row.join(";"))).collect::<String>();
    format!("Vorname;Name;Firma;E-Mail;Telefon;Funktion;Kunden-Nr\n{rows}").into_bytes()
}

/// Cards of the same.
fn cards(rows: &[Said]) -> Vec<u8> {
    let card = |[given, family, company, mail, phone, role, id]: &Said| {
        let name = format!("{given} {family}");
        let lines =
            [("FN", name.trim()), ("ORG", company), ("EMAIL", mail), ("TEL", phone), ("TITLE", role), ("UID", id)];
        let lines =
            lines.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}:{value}\n"));
        format!("BEGIN:VCARD\nVERSION:3.0\n{}END:VCARD\n", lines.collect::<String>())
    };
    rows.iter().map(card).collect::<String>().into_bytes()
}

proptest! {
    #[test]
    fn the_same_file_again_creates_nobody_and_changes_nothing(
        before in prop::collection::vec(said(), 0..4),
        rows in prop::collection::vec(said(), 1..7),
        are_cards in any::<[bool; 2]>(),
    ) {
        let bytes = |rows: &[Said], is_card: bool| if is_card { cards(rows) } else { table(rows) };
        let mut kept = Kept::asking();
        if !before.is_empty() {
            kept.import(&bytes(&before, are_cards[0]));
        }
        let file = bytes(&rows, are_cards[1]);
        let first = kept.import(&file);
        let people = kept.people().count();
        let all = format!("{:?}", kept.sorted());
        let second = kept.import(&file);
        prop_assert_eq!(kept.people().count(), people, "{:?} and then {:?}", first, second);
        prop_assert_eq!(format!("{:?}", kept.sorted()), all, "{:?} and then {:?}", first, second);
    }
}

/// Rows of one person in one file are asked about as they would be if the first were here already.
#[test]
fn rows_of_one_file_that_may_be_one_person_are_asked_about() {
    let check = |table: &str, expect: &[&str]| {
        let mut kept = Kept::asking();
        let plan = kept.import(table.replace(" / ", "\n").as_bytes());
        let told =
            |double: &touchbase::formats::import::Double| double.row.as_ref().map(|row| (row.name.clone(), row.line));
        let doubles: Vec<String> = plan
            .doubles()
            .map(|(created, double)| format!("{:?} {:?}", created.lines, told(double).unwrap()))
            .collect();
        assert_eq!(doubles, expect, "{table}");
        let people = kept.people().count();
        let again = kept.import(table.replace(" / ", "\n").as_bytes());
        assert_eq!((kept.people().count(), again.doubles().count()), (people, expect.len()), "{table} again");
    };
    // By name and number the second is the first; the others may be.
    check(
        "Name;E-Mail;Telefon / Peter Lang;peter@lang.de;0151 11122233 / Peter Lang;;+49 151 11122233 / Peter Lang;; / Peter Lang;other@x.de;",
        &["[4] (\"Peter Lang\", 2)", "[5] (\"Peter Lang\", 2)"],
    );
    let kaethe = "Käthe Groß;kg@x.example;0170 1234567";
    check(&format!("Kunden-Nr;Name;E-Mail;Telefon / 1004;{kaethe} / 1005;{kaethe}"), &["[3] (\"Käthe Groß\", 2)"]);
    // Two of a name, each with a number of their own, or at two companies, are two.
    check("Kunden-Nr;Name;E-Mail / 1;Tom Berg;t@x.example / 2;Tom Berg;b@x.example", &[]);
    check("Name;Firma;E-Mail / Tom Berg;Hof;t@x.example / Tom Berg;Bau;b@x.example", &[]);
    // Who may be somebody who may be somebody is that one.
    check(
        "Name;E-Mail;Telefon / Eva Lind;eva@x.example; / Eva Lind;e.lind@x.example;0170 7654321 / Eva Lindt;;0170 7654321",
        &["[3] (\"Eva Lind\", 2)", "[4] (\"Eva Lind\", 2)"],
    );
    // A row without a name is whose the address is, before that one or behind.
    check("Name;E-Mail;Telefon / ;eva@x.example;0170 7654321 / Eva Lind;eva@x.example;", &[]);
}
