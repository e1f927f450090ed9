//! The grammar, that it prints what it reads, and that it holds of whom a plain reckoning says.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::contact::{Contact, Labelled, Stage, Tier};
use crate::domain::id::{ContactId, Ids};
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::view::List;

fn today() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

#[track_caller]
fn check(typed: &str, expect: &str) {
    let read = match read(List::Contacts, typed) {
        Ok(condition) => condition.to_string(),
        Err(wrong) => format!("! {} {:?} {:?}", wrong.at, wrong.piece, wrong.why),
    };
    assert!(read.starts_with(expect), "{typed:?}: {read}");
    if !expect.starts_with('!') {
        assert_eq!(
            super::read(List::Contacts, &read).map(|read| read.to_string()),
            Ok(read),
            "it prints what it reads"
        );
    }
}

#[test]
fn terms_are_joined_turned_round_and_grouped() {
    check("tier:a last:>60d -#competitor", "tier:a last:>60d -#competitor");
    check("stufe:a ODER stand:key", "tier:a OR stage:key");
    check("anna (tier:a | tier:b) NOT due", "anna (tier:a OR tier:b) -due");
    check("NICHT (anna UND berg)", "-(anna berg)");
    check("-(-(tier:a))", "-(-tier:a)");
    check("((tier:a))", "tier:a");
    check("a OR b c", "a OR b c");
    check("\"due\" \"OR\" \"a:b\"", "\"due\" \"OR\" \"a:b\"");
    check("co:\"Bau & Co\" city:Ulm,Bonn", "company:\"Bau & Co\" city:Ulm,Bonn");
    check("co:Bau(Nord)", "company:\"Bau(Nord)\"");
    check("(030) 1234567 tier:a", "\"(030) 1234567\" tier:a");
    check("segment:\"Quiet A\" seg:x", "segment:\"Quiet A\" segment:x");
    check("http://example.org xy:z", "! 20");
    check("x:y", "\"x:y\"");
    check("", "");
}

#[test]
fn values_are_asked_for_as_their_kind_is() {
    check("last:<2026-01-01 added:2026-10..2026-11", "last:<2026-01-01 added:2026-10..2026-11");
    check("birthday:dec birthday:<14d", "birthday:dec birthday:<14d");
    check("complaints:>0 every:30..90 late:>=3", "complaints:>0 every:30..90 late:>=3");
    check("mail: phone:* tier:none", "email:\"\" phone:* tier:none");
    check("web.linkedin:* field.Kundennummer:4711", "web.linkedin:* field.Kundennummer:4711");
    check("archived:ja dnc:no", "archived:ja dnc:no");
    check("zuletzt:\"vor 3 Wochen\"", "last:\"vor 3 Wochen\"");
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    check("anna teir:a", "! 6 \"teir:a\" NoField(Some(\"tier\"))");
    check("tier:d", "! 1 \"tier:d\" NoValue");
    check("last:>soonish", "! 1 \"last:>soonish\" NoValue");
    check("tier:<b", "! 1 \"tier:<b\" NotCompared");
    check("owner:a..b", "! 1 \"owner:a..b\" NotCompared");
    check("(tier:a", "! 1 \"(\" Parenthesis");
    check("tier:a)", "! 7 \")\" Parenthesis");
    check("tier:a OR", "! 8 \"OR\" Missing");
    check("OR tier:a", "! 1 \"OR\" Missing");
    check("tier:a NOT", "! 8 \"NOT\" Missing");
    check("last:>", "! 1 \"last:>\" Missing");
    check(&format!("{}tier:a{}", "(".repeat(60), ")".repeat(60)), "! 51 \"(\" TooDeep");
}

#[test]
fn what_is_begun_narrows_nothing_while_it_is_typed() {
    for typed in
        ["tier:", "tier:a (", "tier:a OR", "tier:a NOT", "tier:a last:>", "tier:a OR (", "tier:a -", "tier:a mail:"]
    {
        let read = read_as_typed(List::Contacts, typed).map(|read| read.to_string());
        let expect = if typed == "tier:" { "" } else { "tier:a" };
        assert_eq!(read.as_deref(), Ok(expect), "{typed:?}");
    }
    assert_eq!(read_as_typed(List::Contacts, "mail: ").map(|read| read.to_string()).as_deref(), Ok("email:\"\""));
    assert!(!is_asked(List::Contacts, "anna -berg #key +49 30 (0) 1234567 http://x 14:30"));
    assert!(is_asked(List::Contacts, "anna (berg") && is_asked(List::Contacts, "-tier:a"));
}

/// Somebody for each digit of a number in base 3, 2 and 4.
fn book() -> (Book, Vec<ContactId>) {
    let (mut book, mut ids, mut all) = (Book::default(), Ids::seeded(9, 9), Vec::new());
    for number in 0..24_usize {
        let mut contact = Contact::new(ids.draw(), format!("Nr {number} {}", ["Ana", "Bo"][number % 2]), today());
        contact.tier = [None, Some(Tier::A), Some(Tier::B)][number % 3];
        contact.stage = [None, Some(Stage::Key)][number % 2];
        contact.added = today() - chrono::Days::new(number as u64 * 10);
        contact.owner = ["", "Eva", "Tom", "Eva Maria"][number % 4].to_owned();
        contact.source = ["", "fair"][number % 2].to_owned();
        if number % 4 == 1 {
            contact.mails.push(Labelled::new("work", format!("nr{number}@example.org")));
        }
        contact.tags = if number % 5 == 0 { vec!["vip".into()] } else { Vec::new() };
        all.push(contact.id);
        book.apply(&Change { before: None, after: Some(Record::Contact(contact)) });
    }
    (book, all)
}

#[track_caller]
fn held(typed: &str) -> Vec<usize> {
    let (book, all) = book();
    let condition = read(List::Contacts, typed).unwrap();
    let segments = [Segment {
        name: "Keys".into(),
        filter: "stage:key".into(),
        condition: read(List::Contacts, "stage:key").unwrap(),
        agenda: false,
    }];
    let settings = Settings::default();
    let world = World::new(&book, &settings, &segments, today());
    let found = world.sorted(&condition, Depth::Rows);
    assert_eq!(found.undecided, []);
    let mut found: Vec<usize> = found.held.iter().map(|id| all.iter().position(|one| one == id).unwrap()).collect();
    found.sort_unstable();
    found
}

#[test]
fn it_holds_of_those_of_whom_it_should() {
    let of = |holds: &dyn Fn(usize) -> bool| (0..24).filter(|number| holds(*number)).collect::<Vec<_>>();
    assert_eq!(held("tier:a"), of(&|n| n % 3 == 1));
    assert_eq!(held("tier:a,b"), of(&|n| n % 3 != 0));
    assert_eq!(held("tier:"), of(&|n| n % 3 == 0));
    assert_eq!(held("tier:none,a"), of(&|n| n % 3 != 2));
    assert_eq!(held("tier:a OR #vip"), of(&|n| n % 3 == 1 || n % 5 == 0));
    assert_eq!(held("-(tier:a OR tag:vip)"), of(&|n| n % 3 != 1 && n % 5 != 0));
    assert_eq!(held("added:>100d"), of(&|n| n > 10));
    assert_eq!(held("added:<=100d"), of(&|n| n <= 10));
    assert_eq!(held("added:30d..60d"), of(&|n| (3..=6).contains(&n)));
    assert_eq!(held("added:2026-11"), of(&|n| n <= 2));
    assert_eq!(held("added:<2026-11-01"), of(&|n| n > 2));
    assert_eq!(held("owner:eva"), of(&|n| n % 4 == 1 || n % 4 == 3));
    assert_eq!(held("owner:\"maria eva\""), of(&|n| n % 4 == 3));
    assert_eq!(held("owner:"), of(&|n| n % 4 == 0));
    assert_eq!(held("mail:* -owner:tom"), of(&|n| n % 4 == 1));
    assert_eq!(held("(ana OR mail:nr1) tier:a"), of(&|n| n % 3 == 1 && (n % 2 == 0 || n == 1 || n == 13)));
    assert_eq!(held("segment:keys tier:a"), of(&|n| n % 2 == 1 && n % 3 == 1));
    assert_eq!(held("-segment:keys"), of(&|n| n % 2 == 0));
    assert_eq!(held("segment:unknown"), [] as [usize; 0]);
    assert_eq!(held("every:30"), of(&|n| n % 3 == 1));
    assert_eq!(held("last:>60d"), [] as [usize; 0], "who was never touched wasn't touched so long ago");
    assert_eq!(held("last:"), of(&|_| true));
    assert_eq!(held("late:>0"), held("due late:*"));
}

#[test]
fn more_is_read_only_where_that_says_it() {
    let (book, _) = book();
    let settings = Settings::default();
    let world = World::new(&book, &settings, &[], today());
    let sorted = |typed: &str, depth| {
        let sorted = world.sorted(&read(List::Contacts, typed).unwrap(), depth);
        (sorted.held.len(), sorted.undecided.len())
    };
    assert_eq!(sorted("tier:a source:fair", Depth::Rows), (0, 8));
    assert_eq!(sorted("tier:a OR source:fair", Depth::Rows), (8, 16));
    assert_eq!(sorted("tier:a owner:eva", Depth::Facts), (0, 8));
    let depth = |typed: &str| read(List::Contacts, typed).unwrap().depth(&[]);
    assert_eq!(depth("tier:a -last:>3d anna"), Depth::Facts);
    assert_eq!((depth("due"), depth("owner:x"), depth("plz:89")), (Depth::Agenda, Depth::Rows, Depth::Full));
}

fn leaf() -> impl Strategy<Value = Condition> {
    let of = |typed: &'static str| read(List::Contacts, typed).unwrap();
    prop::sample::select(vec![
        "tier:a",
        "tier:b,none",
        "stage:key",
        "added:>100d",
        "added:2026-10..",
        "owner:eva",
        "owner:*",
        "mail:",
        "ana",
        "#vip",
        "\"Nr 1\"",
        "due",
        "segment:keys",
        "every:..90",
    ])
    .prop_map(of)
}

fn condition() -> impl Strategy<Value = Condition> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        // As the grammar joins them: none in one of its own kind.
        let of = inner.clone();
        prop_oneof![
            inner.prop_map(Condition::turned),
            (prop::collection::vec(of, 2..4), any::<bool>()).prop_map(|(parts, all)| {
                let flat = parts.into_iter().flat_map(|part| match part {
                    Condition::All(parts) if all => parts,
                    Condition::Any(parts) if !all => parts,
                    one => vec![one],
                });
                if all { Condition::All(flat.collect()) } else { Condition::Any(flat.collect()) }
            }),
        ]
    })
}

/// What a leaf holds of, joined one contact at a time: another way than the judge's.
fn reckoned(condition: &Condition, number: usize) -> bool {
    match condition {
        Condition::All(parts) => !parts.iter().any(|part| !reckoned(part, number)),
        Condition::Any(parts) => parts.iter().filter(|part| reckoned(part, number)).count() > 0,
        Condition::Not(part) => !reckoned(part, number),
        leaf => held(&leaf.to_string()).contains(&number),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn it_reads_back_what_it_prints(condition in condition()) {
        prop_assert_eq!(read(List::Contacts, &condition.to_string()), Ok(condition));
    }

    #[test]
    fn it_holds_of_whom_a_plain_reckoning_says(condition in condition()) {
        let expect: Vec<usize> = (0..24).filter(|number| reckoned(&condition, *number)).collect();
        prop_assert_eq!(held(&condition.to_string()), expect);
    }

    #[test]
    fn twice_not_is_nothing_and_not_turns_or_into_and(one in condition(), other in condition()) {
        let all = |condition: Condition| held(&condition.to_string());
        let (not_one, not_other) = (one.clone().turned(), other.clone().turned());
        prop_assert_eq!(all(one.clone().turned().turned()), all(one.clone()));
        let or = Condition::Any(vec![one, other]).turned();
        prop_assert_eq!(all(or), all(Condition::All(vec![not_one, not_other])));
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(typed in "[a-z()\":<>.,*#| -]{0,30}") {
        let _ = read(List::Contacts, &typed);
        let _ = read_as_typed(List::Contacts, &format!("tier:a OR ({typed}"));
    }
}
