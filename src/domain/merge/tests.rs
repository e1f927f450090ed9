//! What two edits come to: contacts as they are set by their fields, the other records by hand, and all of them at random.

mod random;
mod sets;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::*;
use crate::domain::act::Given;
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job};
use crate::domain::difference::differences;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::field::{Assignment, Names, Of, assign_all};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{ContactId, Ids};
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::settings::Settings;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<FixedOffset> {
    "2026-11-18T10:00:00+01:00".parse().unwrap()
}

/// A book with three companies.
fn book() -> (Book, Ids) {
    let (mut book, mut ids) = (Book::default(), Ids::seeded(1_795_000_000_000, 3));
    for name in ["Oak", "Elm", "Ash"] {
        book.apply(&Change::create(Company::new(ids.draw(), name, day("2026-01-01"))));
    }
    (book, ids)
}

/// The contact after assignments with bars between.
fn set(before: &Contact, assignments: &str, book: &Book, ids: &mut Ids) -> Contact {
    let mut after = before.clone();
    let settings = Settings::default();
    let given = Given { book, settings: &settings, today: day("2026-11-18"), now: now() };
    let words = assignments.split(" | ").filter(|word| !word.is_empty());
    let read = Assignment::read_all(Of::Contact, words).unwrap();
    let mut names = Names::new(given, ids);
    assign_all(&mut after, &read, &mut names).unwrap();
    assert!(names.into_changes().is_empty(), "{assignments:?}: all its companies are there");
    after
}

/// The fields that differ from `base` then, `field=values`; a clash as `field: mine <> theirs`.
fn said(base: &Record, merged: Merged, book: &Book) -> String {
    if merged.clashes.is_empty() {
        let all = differences(&Change::edit(base.clone(), merged.record), book).into_iter();
        return all.map(|one| format!("{}={}", one.field, one.after.join(", "))).collect::<Vec<_>>().join(" | ");
    }
    let said = |clash: &Clash| format!("{}: {} <> {}", clash.part, clash.mine.join(", "), clash.theirs.join(", "));
    merged.clashes.iter().map(said).collect::<Vec<_>>().join(" | ")
}

/// What edits of Anna by two come to.
fn check(base: &str, mine: &str, theirs: &str, expect: &str) {
    let (book, mut ids) = book();
    let anna = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
    let base = set(&anna, base, &book, &mut ids);
    let [mine, theirs] = [mine, theirs].map(|words| set(&base, words, &book, &mut ids));
    let base = Record::from(base);
    let merged = merge(&base, &mine.into(), &theirs.into(), &book);
    assert_eq!(said(&base, merged, &book), expect);
}

#[test]
fn fields_that_one_side_changed_come_from_that_side() {
    check("", "tier=A", "stage=key", "tier=A | stage=key");
    check("tier=B", "tier=A", "", "tier=A");
    check("tier=B", "tier=A", "tier=A", "tier=A");
    check("tier=B", "tier=A", "tier=C", "tier: A <> C");
    check("tier=B", "tier=", "tier=C", "tier:  <> C");
    check("notes=a", "notes=ab", "notes=ac | tier=A", "notes: ab <> ac");
    check("", "archived=yes", "phone=0170 12", "phone=0170 12 | archived=yes");
    check("", "field.Shoe=38", "field.Hat=57", "field.Hat=57 | field.Shoe=38");
    check("field.Shoe=38", "field.Shoe=", "field.Shoe=39", "field.Shoe:  <> 39");
    check("field.Shoe=38", "field.Shoe=", "tier=A", "tier=A | field.Shoe=");
}

#[test]
fn a_name_made_of_its_parts_follows_both() {
    let base = "given_name=Anna | family_name=Berg | name=Anna Berg";
    let mine = "family_name=Hofer | name=Anna Hofer";
    check(base, mine, "given_name=Anne | name=Anne Berg", "name=Anne Hofer | given_name=Anne | family_name=Hofer");
    check(base, mine, "name=Änni", "name: Anna Hofer <> Änni");
    check(base, mine, "honorific=Dr.", "name=Anna Hofer | honorific=Dr. | family_name=Hofer");
}

#[test]
fn lists_are_joined_value_by_value() {
    let mails = "email=work: a@x.example | email+=home: b@x.example";
    check("", "tag+=vip", "tag+=oak", "tag=oak, vip");
    check("", "tag+=vip", "tag+=VIP", "tag=VIP");
    check("tag=vip, old", "tag-=old", "tag+=fair", "tag=vip, fair");
    check("tag=vip", "tag-=vip", "tag-=vip", "tag=");
    check("", "phone=0170 12", "phone=mobile: 017012", "phone=mobile: 017012");
    check("", "phone=work: 1234", "phone=home: 1234", "phone=home: 1234, work: 1234");
    check(
        mails,
        "email+=c@x.example",
        "email-=a@x.example | email+=d@x.example",
        "email=home: b@x.example, d@x.example, c@x.example",
    );
    check(mails, "email.work=new@x.example", "tier=A", "email=work: new@x.example, home: b@x.example | tier=A");
    check(
        mails,
        "email.work=new@x.example",
        "email.home=own@x.example",
        "email=work: new@x.example, home: own@x.example",
    );
    check(mails, "email.work=m@x.example", "email.work=t@x.example", "email: work: m@x.example <> work: t@x.example");
    check(mails, "email.work=m@x.example", "email-=a@x.example", "email: work: m@x.example <> ");
    check("email=a@x.example", "email=work: a@x.example", "email=b@x.example", "email=work: b@x.example");
    check(
        "address=Hof 1, 89073 Ulm",
        "address.country=Germany",
        "address.street=Hof 2",
        "address=Hof 2, 89073 Ulm, Germany",
    );
    check(
        "address=Hof 1, 89073 Ulm",
        "address.street=Weg 3",
        "address.street=Hof 2",
        "address: Weg 3, 89073 Ulm <> Hof 2, 89073 Ulm",
    );
    // What both changed to the same, be it that one of them added it, stands there once.
    check("email=a@x.example", "email=b@x.example", "email+=b@x.example", "email=b@x.example");
}

#[test]
fn jobs_are_joined_and_nobody_moves_to_two_companies() {
    let job = "job=Buyer @ Oak (2020 - )";
    check(job, "role=Head", "department=Wood", "job=Head @ Oak / Wood (2020 -)");
    check(job, "role=Head", "role=Chief", "job: Head @ Oak (2020 -) <> Chief @ Oak (2020 -)");
    check(
        job,
        "job+=Cook @ Elm (2010 - 2012)",
        "tag+=vip",
        "job=Buyer @ Oak (2020 -), Cook @ Elm (2010 - 2012) | tag=vip",
    );
    check("", "company=Oak", "company=Elm", "company: Oak <> Elm");
    check("", "company=Oak | role=Buyer", "company=Oak", "job=Buyer @ Oak");
    check("", "company=Oak | role=Buyer", "company=Oak | role=Head", "job: Buyer @ Oak <> Head @ Oak");
    check(job, "company=Ash", "company=Elm", "job: Buyer @ Ash (2020 -) <> Buyer @ Elm (2020 -)");
}

#[test]
fn the_move_to_another_company_meets_edits() {
    let (book, mut ids) = book();
    let anna = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
    let base = set(&anna, "job=Buyer @ Oak (2020 - )", &book, &mut ids);
    let moved = |to: &str, on: &str| {
        let mut after = base.clone();
        after.jobs[0].to = Some(day(on));
        let company = book.companies().find(|company| company.name == to).map(|company| company.id);
        after.jobs.insert(0, Job { company, from: Some(day(on)), ..Job::default() });
        Record::from(after)
    };
    let before = Record::from(base.clone());
    let is = |mine: &Record, theirs: &Record| said(&before, merge(&before, mine, theirs, &book), &book);
    let to_elm = moved("Elm", "2026-11-18");
    let role = Record::from(set(&base, "role=Head", &book, &mut ids));
    let both = "job=@ Elm (2026-11-18 -), Head @ Oak (2020 - 2026-11-18)";
    assert_eq!(is(&to_elm, &role), both);
    assert_eq!(is(&role, &to_elm), both);
    assert_eq!(is(&to_elm, &moved("Elm", "2026-11-18")), "job=@ Elm (2026-11-18 -), Buyer @ Oak (2020 - 2026-11-18)");
    assert_eq!(is(&to_elm, &moved("Ash", "2026-11-18")), "company: Elm <> Ash");
    assert!(is(&to_elm, &moved("Elm", "2026-11-11")).contains(" <> "), "since which day?");
}

#[test]
fn who_is_asked_takes_one_of_both() {
    let (book, mut ids) = book();
    let anna = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
    let base = set(&anna, "tier=B | email=work: a@x.example", &book, &mut ids);
    let mine = set(&base, "tier=A | email=work: m@x.example | tag=vip", &book, &mut ids);
    let theirs = set(&base, "tier=C | email=work: t@x.example | stage=key", &book, &mut ids);
    let tier = |clash: &Clash| if clash.part.to_string() == "tier" { Side::Theirs } else { Side::Mine };
    let merged = merge_taking(&base.clone().into(), &mine.into(), &theirs.into(), &book, &tier);
    let expect = set(&base, "tier=C | email=work: m@x.example | tag=vip | stage=key", &book, &mut ids);
    assert_eq!((merged.record, merged.clashes.len()), (expect.into(), 2));
}

/// The same for a record that is changed by hand.
fn meet<T: Clone + Into<Record>>(base: &T, mine: impl Fn(&mut T), theirs: impl Fn(&mut T)) -> String {
    let side = |edit: &dyn Fn(&mut T)| {
        let mut after = base.clone();
        edit(&mut after);
        after.into()
    };
    let (book, before) = (Book::default(), base.clone().into());
    said(&before, merge(&before, &side(&mine), &side(&theirs), &book), &book)
}

fn meeting(ids: &mut Ids, with: &[ContactId]) -> Interaction {
    Interaction {
        id: ids.draw(),
        at: now(),
        time_known: true,
        with: with.iter().map(|contact| Participant { contact: *contact, company: None }).collect(),
        kind: Kind::Meeting,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: "on oak".into(),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    }
}

#[test]
fn interactions_meet() {
    let mut ids = Ids::seeded(1, 1);
    let [a, b, c, d]: [ContactId; 4] = std::array::from_fn(|_| ids.draw());
    let person = |contact| Participant { contact, company: None };
    let base = meeting(&mut ids, &[a, b]);
    assert_eq!(meet(&base, |i| i.pinned = true, |i| i.text = "on elm".into()), "pinned=true | text=on elm");
    assert_eq!(meet(&base, |i| i.with.push(person(c)), |i| i.with.push(person(d))), format!("with={a}, {b}, {d}, {c}"));
    assert_eq!(meet(&base, |i| i.with[0] = person(c), |i| i.with.truncate(1)), format!("with={c}"));
    assert_eq!(meet(&base, |i| i.with[0] = person(c), |i| i.with[0] = person(d)), format!("with: {c} <> {d}"));
    let others = meet(&base, |i| i.with.rotate_left(1), |i| i.with.truncate(1));
    assert_eq!(others, format!("with={a}"));
    let [first, second] =
        [|i: &mut Interaction| i.with = i.with.split_off(1), |i: &mut Interaction| i.with.truncate(1)];
    assert_eq!(meet(&base, first, second), format!("with: {b} <> {a}"), "somebody took part");
    let at = |i: &mut Interaction| i.at = "2026-11-17T12:00:00+01:00".parse().unwrap();
    assert_eq!(meet(&base, at, |i| i.minutes = Some(20)), "at=2026-11-17T12:00:00+01:00 | minutes=20");
}

#[test]
fn a_promise_is_done_once() {
    let mut ids = Ids::seeded(1, 1);
    let base = FollowUp::new(ids.draw(), ids.draw(), "offer", day("2026-11-18"), day("2026-11-01"));
    let (mine_by, theirs_by) = (ids.draw(), ids.draw());
    let done = |f: &mut FollowUp, day_done: &str, by| {
        (f.state, f.closed, f.closed_by) = (FollowUpState::Done, Some(day(day_done)), by);
    };
    let theirs = |f: &mut FollowUp| done(f, "2026-11-18", Some(theirs_by));
    let first = format!("closed=2026-11-18 | closed_by={theirs_by} | state=done");
    assert_eq!(meet(&base, |f| done(f, "2026-11-17", Some(mine_by)), theirs), first);
    assert_eq!(meet(&base, |f| done(f, "2026-11-17", None), theirs), first);
    assert_eq!(meet(&base, |f| f.title = "new offer".into(), theirs), format!("{first} | title=new offer"));
    assert_eq!(meet(&base, |f| f.state = FollowUpState::Cancelled, theirs), "state: cancelled <> done");
    let hidden = |f: &mut FollowUp| f.snoozed_until = Some(day("2026-12-01"));
    assert_eq!(
        meet(&base, hidden, |f| f.snoozed_until = Some(day("2026-12-02"))),
        "snoozed_until: 2026-12-01 <> 2026-12-02"
    );
}

#[test]
fn feedback_comes_as_far_as_it_was_brought() {
    let mut ids = Ids::seeded(1, 1);
    let base = Feedback::new(ids.draw(), ids.draw(), FeedbackKind::Complaint, "late", day("2026-11-10"));
    let to = |f: &mut Feedback, state, resolved: Option<&str>, told: Option<&str>| {
        (f.state, f.resolved, f.told) = (state, resolved.map(day), told.map(day));
    };
    let acknowledged = |f: &mut Feedback| to(f, FeedbackState::Acknowledged, None, None);
    let resolved = |f: &mut Feedback| to(f, FeedbackState::Resolved, Some("2026-11-17"), None);
    let later = |f: &mut Feedback| to(f, FeedbackState::Resolved, Some("2026-11-18"), None);
    let told = |f: &mut Feedback| to(f, FeedbackState::Resolved, Some("2026-11-18"), Some("2026-11-18"));
    assert_eq!(meet(&base, resolved, acknowledged), "resolved=2026-11-17 | state=resolved");
    assert_eq!(meet(&base, acknowledged, resolved), "resolved=2026-11-17 | state=resolved");
    assert_eq!(meet(&base, later, resolved), "resolved=2026-11-17 | state=resolved", "who was first");
    assert_eq!(meet(&base, told, resolved), "resolved=2026-11-17 | state=resolved | told=2026-11-18");
    assert_eq!(
        meet(&base, |f| f.answer = "sorry".into(), resolved),
        "answer=sorry | resolved=2026-11-17 | state=resolved"
    );
    let hidden = |f: &mut Feedback| f.snoozed_until = Some(day("2026-11-19"));
    assert_eq!(meet(&base, hidden, resolved), "resolved=2026-11-17 | state=resolved");
    let mut done = base.clone();
    resolved(&mut done);
    let reopened = |f: &mut Feedback| to(f, FeedbackState::Open, None, None);
    assert_eq!(meet(&done, reopened, told), "state: open <> resolved");
    let survey = Feedback { score: Some(9), ..base };
    assert_eq!(meet(&survey, |f| f.text.clear(), |f| f.score = None), "text:  <> late", "one of them says something");
}

#[test]
fn agenda_marks_meet() {
    let mut ids = Ids::seeded(1, 1);
    let base = AgendaMark::new(ids.draw());
    let hidden =
        |until: &str, minutes: i64| Some(Snooze { until: day(until), set: now() + chrono::Duration::minutes(minutes) });
    let off = |m: &mut AgendaMark| m.off_until = Some(day("2026-11-19"));
    assert_eq!(
        meet(&base, off, |m| m.congratulated = Some(day("2026-11-18"))),
        "congratulated=2026-11-18 | off_until=2026-11-19"
    );
    let same = meet(&base, |m| m.cadence = hidden("2026-12-01", 0), |m| m.cadence = hidden("2026-12-01", 5));
    assert_eq!(same, "cadence=2026-12-01");
    let other = meet(&base, |m| m.cadence = hidden("2026-12-01", 0), |m| m.cadence = hidden("2026-12-02", 0));
    assert_eq!(other, "cadence: 2026-12-01 <> 2026-12-02");
}
