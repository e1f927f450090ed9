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

/// Two rows of the same number, of which the one that tells of somebody else may be left out: whose the number is isn't judged again by
/// what is left.
#[test]
fn an_id_that_was_not_believed_is_not_believed_the_second_time() {
    let here = ["Jörg", "Berg", "", "", "030 1234567", "", ""];
    let (mut other, mut again) = (here, here);
    (other[3], other[4], other[6], again[6]) = ("info@x.example", "", "a4", "a4");
    let mut kept = Kept::asking();
    kept.import(&table(&[here]));
    let file = table(&[other, again]);
    let first = kept.import(&file);
    assert_eq!((first.created.len(), first.updated.len()), (1, 0), "{first:?}");
    let all = format!("{:?}", kept.sorted());
    let second = kept.import(&file);
    assert!(second.updated.is_empty(), "{second:?}");
    assert_eq!(format!("{:?}", kept.sorted()), all);
}

proptest! {
    /// The same of files that come in together.
    #[test]
    fn the_same_files_again_create_nobody_and_change_nothing(
        before in prop::collection::vec(said(), 0..3),
        files in prop::collection::vec((prop::collection::vec(said(), 1..4), any::<bool>()), 2..4),
    ) {
        let mut kept = Kept::asking();
        if !before.is_empty() {
            kept.import(&table(&before));
        }
        let of = |(rows, is_card): &(Vec<Said>, bool)| if *is_card { cards(rows) } else { table(rows) };
        let files: Vec<Vec<u8>> = files.iter().map(of).collect();
        let together: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let first = kept.import_together(&together);
        let all = format!("{:?}", kept.sorted());
        let second = kept.import_together(&together);
        prop_assert_eq!(format!("{:?}", kept.sorted()), all, "{:?} and then {:?}", first, second);
    }
}

/// What files tell of these people: whom of them, and whether it is to come.
type Event = (Vec<usize>, bool);

/// The people, each with a name and an address of their own: whose an entry is of two of a name, nobody knows once one of them is gone.
fn named() -> [Said; 4] {
    let mut people = PEOPLE;
    (people[0][0], people[3][3]) = ("Hanna", "joerg@x.example");
    people
}

fn whom(who: usize) -> (String, String) {
    let [given, family, _, mail, ..] = named()[who];
    (format!("{given} {family}"), mail.to_owned())
}

/// Each event as what a file of that kind has: a calendar, calls, tasks or feedback.
fn told(events: &[Event], kind: usize) -> Vec<u8> {
    let day = |at: usize, is_ahead: bool| {
        if is_ahead { format!("2026-12-{:02}", at + 1) } else { format!("2026-10-{:02}", at + 1) }
    };
    let events = events.iter().enumerate();
    let lines = events.map(|(at, (with, is_ahead))| {
        let (day, (name, mail)) = (day(at, *is_ahead), whom(with[0]));
        match kind {
            0 => {
                let with = with.iter().map(|who| format!("ATTENDEE:mailto:{}\n", whom(*who).1)).collect::<String>();
                let day = day.replace('-', "");
                format!("BEGIN:VEVENT\nUID:{at}\nDTSTART:{day}T100000Z\nSUMMARY:Talk {at}\n{with}END:VEVENT\n")
            }
            1 => format!("{day};{name};{mail};Call;Talk {at}\n"),
            2 => format!("Talk {at};{name};{mail};{day};{at}\n"),
            _ => format!("{day};{mail};{name};Complaint;Talk {at}\n"),
        }
    });
    let lines: String = lines.collect();
    let all = match kind {
        0 => format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Work\n{lines}END:VCALENDAR\n"),
        1 => format!("Date;Customer;Email;Type;Notes\n{lines}"),
        2 => format!("Task;Customer;Email;Due;Task ID\n{lines}"),
        _ => format!("Received;Email;Name;Type;Comment\n{lines}"),
    };
    all.into_bytes()
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let with = prop::collection::hash_set(0..PEOPLE.len(), 1..3).prop_map(|with| with.into_iter().collect());
    prop::collection::vec((with, any::<bool>()), 1..6)
}

proptest! {
    /// Whatever was deleted here meanwhile, people and what was noted of them.
    #[test]
    fn what_was_deleted_between_the_imports_stays_out(
        is_card in any::<bool>(),
        events in events(),
        kind in 0..4_usize,
        people in any::<[bool; 4]>(),
        entries in prop::collection::vec(any::<bool>(), 10),
    ) {
        let people_file = if is_card { cards(&named()) } else { table(&named()) };
        let file = told(&events, kind);
        let mut kept = Kept::asking();
        kept.import(&people_file);
        prop_assert_eq!(kept.people().count(), PEOPLE.len());
        let first = kept.import(&file);
        prop_assert!(first.entries.iter().all(|entry| entry.changes()), "{:?}", first);
        let mut entries = entries.into_iter();
        kept.delete_entries(|_| entries.next().unwrap_or_default());
        kept.delete_people(|one| people[named().iter().position(|said| one.mails[0].value == said[3]).unwrap()]);
        let all = format!("{:?}", kept.sorted());
        let again = [kept.import(&people_file), kept.import(&file)];
        prop_assert_eq!(format!("{:?}", kept.sorted()), all, "{:?}", again);
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
