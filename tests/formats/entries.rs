//! Interactions, follow-ups and feedback of a file: whom they concern, that they come in once, and what becomes of them when they
//! are read again.

use chrono::{DateTime, NaiveDate};
use touchbase::domain::contact::Contact;
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{ContactId, FeedbackId, FollowUpId, InteractionId};
use touchbase::domain::interaction::{Interaction, Kind, Outcome};
use touchbase::domain::record::Record;
use touchbase::formats::ReadFile;
use touchbase::formats::draft::{Card, Draft, Entry, Origin, Person, What, Whom};
use touchbase::formats::import::{EntryFate, Options, Plan};
use uuid::Uuid;

use super::kept::Kept;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn call(on: &str, text: &str) -> What {
    What::Interaction(Interaction {
        id: InteractionId(Uuid::nil()),
        at: DateTime::parse_from_rfc3339(&format!("{on}T12:00:00+01:00")).unwrap(),
        time_known: false,
        with: Vec::new(),
        kind: Kind::Call,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: text.into(),
        topics: Vec::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    })
}

fn promise(due: &str, title: &str) -> What {
    What::FollowUp(FollowUp::new(
        FollowUpId(Uuid::nil()),
        ContactId(Uuid::nil()),
        title,
        day(due),
        NaiveDate::default(),
    ))
}

fn complaint(on: &str, text: &str) -> What {
    let (id, contact) = (FeedbackId(Uuid::nil()), ContactId(Uuid::nil()));
    What::Feedback(Feedback::new(id, contact, FeedbackKind::Complaint, text, day(on)))
}

/// Whom `mail a@x.example`, `phone 030 1`, `id 7` or a name means.
fn whom(text: &str) -> Whom {
    let of = |word: &str| text.strip_prefix(word).map(str::to_owned).unwrap_or_default();
    let (mail, phone, id) = (of("mail "), of("phone "), of("id "));
    let name = if [&mail, &phone, &id].iter().all(|word| word.is_empty()) { text.to_owned() } else { String::new() };
    Whom { id, name, mail, phone, company: String::new() }
}

/// A draft of somebody: `Anna Müller`, `a@x.example` and so on, by the file's id.
fn person(id: &str, name: &str, mail: &str) -> Draft {
    let mut person = Person::nobody();
    person.record = Contact { name: name.into(), ..person.record };
    person.record.mails.push(touchbase::domain::contact::Labelled::new("", mail));
    person.record.phones.push(touchbase::domain::contact::Labelled::new("", format!("+49 30 12345{id}")));
    let source = "crm".to_owned();
    person.record.ids.push(touchbase::domain::contact::ForeignId { source, value: id.into() });
    Draft::Person(person)
}

fn entry(source_id: &str, what: What, with: &[&str]) -> Draft {
    let with = with.iter().map(|one| whom(one)).collect();
    Draft::Entry(Box::new(Entry { what, with, source_id: source_id.into() }))
}

fn import(kept: &mut Kept, drafts: Vec<Draft>) -> Plan {
    let cards = drafts.into_iter().enumerate().map(|(at, draft)| Card {
        line: at + 1,
        draft,
        origin: Origin::default(),
        cleaned: Vec::new(),
    });
    let file = ReadFile::listed(cards.collect());
    let options = Options { today: day("2026-11-21"), ..Options::default() };
    kept.import_with(&file, options, |_| Default::default())
}

fn known() -> Kept {
    let mut kept = Kept::default();
    let people = [("71", "Anna Müller", "anna@x.example"), ("72", "Tom Berg", "tom@x.example")];
    import(&mut kept, people.map(|(id, name, mail)| person(id, name, mail)).into());
    kept
}

fn fates(plan: &Plan) -> Vec<EntryFate> {
    plan.entries.iter().map(|entry| entry.fate).collect()
}

/// All that hangs on people, as text.
fn told(kept: &Kept) -> Vec<String> {
    let name = |id: ContactId| kept.people().find(|one| one.id == id).map_or("?", |one| one.name.as_str()).to_owned();
    let of = |record: &Record| match record {
        Record::Interaction(one) => {
            let with = one.with.iter().map(|with| name(with.contact)).collect::<Vec<_>>().join("+");
            format!("{} {with}: {}", one.day(), one.text)
        }
        Record::FollowUp(one) => format!("{} {}: {} {:?}", one.due, name(one.contact), one.title, one.state),
        Record::Feedback(one) => format!("{} {}: {}", one.day, name(one.contact), one.text),
        _ => String::new(),
    };
    let mut all: Vec<String> = kept.others().map(of).filter(|text| !text.is_empty()).collect();
    all.sort();
    all
}

#[test]
fn people_are_found_by_whatever_is_told_of_them() {
    for with in ["mail ANNA@x.example", "phone 030/1234571", "id 71", "Müller, Anna", "anna mueller"] {
        let mut kept = known();
        let plan = import(&mut kept, vec![entry("crm:1", call("2026-11-02", "hello"), &[with])]);
        assert_eq!(fates(&plan), [EntryFate::New], "{with}");
        assert_eq!(told(&kept), ["2026-11-02 Anna Müller: hello"], "{with}");
    }
    let mut kept = known();
    let plan =
        import(&mut kept, vec![entry("crm:1", call("2026-11-02", "hello"), &["Nobody Known", "mail n@x.example"])]);
    assert_eq!((fates(&plan), plan.is_empty()), (vec![EntryFate::Unmatched], true));
    assert_eq!(plan.entries[0].title, "Nobody Known, n@x.example", "it is listed by whom it names");
    // Those whom the same file brings are known, wherever they stand in it.
    let mut kept = Kept::default();
    let new = vec![
        entry("", call("2026-11-02", "hello"), &["id 71", "Eva Lind"]),
        person("71", "Anna Müller", "a@x.example"),
    ];
    import(&mut kept, new);
    assert_eq!(told(&kept), ["2026-11-02 Anna Müller: hello"]);
}

#[test]
fn an_entry_comes_in_once() {
    for source in ["crm:1", ""] {
        let mut kept = known();
        let file = || {
            vec![
                entry(source, call("2026-11-02", "hello"), &["id 71", "id 72", "mail anna@x.example"]),
                entry(&format!("{source}a"), promise("2026-12-01", "offer"), &["id 71", "id 72"]),
                entry(&format!("{source}b"), complaint("2026-11-03", "late"), &["id 72"]),
            ]
        };
        let plan = import(&mut kept, file());
        assert_eq!(fates(&plan), [EntryFate::New; 3]);
        let all = [
            "2026-11-02 Anna Müller+Tom Berg: hello",
            "2026-11-03 Tom Berg: late",
            "2026-12-01 Anna Müller: offer Open",
            "2026-12-01 Tom Berg: offer Open",
        ];
        assert_eq!(told(&kept), all);
        let plan = import(&mut kept, file());
        assert!(plan.is_empty(), "{source}: {:?}", plan.entries);
        assert_eq!(told(&kept), all);
    }
}

#[test]
fn an_entry_follows_its_file_unless_it_was_changed_here() {
    let mut kept = known();
    let file = |on: &str, text: &str, due: &str| {
        vec![entry("ical:1", call(on, text), &["id 71"]), entry("ical:2", promise(due, "offer"), &["id 71"])]
    };
    import(&mut kept, file("2026-11-02", "hello", "2026-12-01"));
    // An event that moved is still the same.
    let plan = import(&mut kept, file("2026-11-04", "hello again", "2026-12-08"));
    assert_eq!(fates(&plan), [EntryFate::Changed; 2]);
    let moved = ["2026-11-04 Anna Müller: hello again", "2026-12-08 Anna Müller: offer Open"];
    assert_eq!(told(&kept), moved);
    assert!(import(&mut kept, file("2026-11-04", "hello again", "2026-12-08")).is_empty());
    kept.change_others(|record| {
        if let Record::Interaction(one) = record {
            one.text = "mine".into();
        }
    });
    let plan = import(&mut kept, file("2026-11-04", "theirs", "2026-12-08"));
    assert!(plan.is_empty(), "{:?}", plan.entries);
    assert!(told(&kept)[0].ends_with("mine"));
    // Somebody whom it names as well joins in.
    let with_tom = vec![entry("ical:1", call("2026-11-04", "theirs"), &["id 71", "id 72"])];
    import(&mut kept, with_tom);
    assert_eq!(told(&kept)[0], "2026-11-04 Anna Müller+Tom Berg: mine");
}

#[test]
fn what_was_ahead_and_is_past_is_done() {
    let mut kept = known();
    import(&mut kept, vec![entry("ical:1", promise("2026-11-20", "meeting"), &["id 71"])]);
    let past = || vec![entry("ical:1", call("2026-11-20", "meeting"), &["id 71"])];
    import(&mut kept, past());
    assert_eq!(told(&kept), ["2026-11-20 Anna Müller: meeting", "2026-11-20 Anna Müller: meeting Done"]);
    assert!(import(&mut kept, past()).is_empty());
}

#[test]
fn what_was_called_off_is_closed_here_and_never_begun() {
    let off = || match promise("2026-12-01", "offer") {
        What::FollowUp(one) => What::FollowUp(FollowUp { state: FollowUpState::Cancelled, ..one }),
        other => other,
    };
    let mut kept = known();
    let plan = import(&mut kept, vec![entry("ical:1", off(), &["id 71"])]);
    assert_eq!((plan.skipped.len(), told(&kept).len()), (1, 0));
    import(&mut kept, vec![entry("ical:1", promise("2026-12-01", "offer"), &["id 71"])]);
    import(&mut kept, vec![entry("ical:1", off(), &["id 71"])]);
    assert_eq!(told(&kept), ["2026-12-01 Anna Müller: offer Cancelled"]);
}
