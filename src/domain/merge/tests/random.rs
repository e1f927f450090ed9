//! What holds of any two edits of any record.

use proptest::prelude::*;

use super::*;
use crate::domain::cadence::Cadence;
use crate::domain::complaint::{Reply, Severity};
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Address, AddressForm, Channel, DoNotContact, ForeignId, Labelled, Referrer, Stage, Tier};
use crate::domain::id::CompanyId;
use crate::domain::interaction::Direction;
use crate::domain::money::{Currency, Money};
use crate::domain::order::Order;
use crate::domain::validate;

/// One edit: which field, of which value of a list, to what.
type Edit = (u8, u8, u8);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((any::<u8>(), 0..4u8, 0..5u8), 0..8)
}

fn text(value: u8) -> String {
    ["", "a", "b", "c", "d"][usize::from(value)].to_owned()
}

fn on(value: u8) -> Option<NaiveDate> {
    (value > 0).then(|| NaiveDate::from_ymd_opt(2026, 11, u32::from(value) * 4).unwrap())
}

/// Adds, changes, moves to the front or takes out a value.
fn in_list<T: PartialEq + Clone>(list: &mut Vec<T>, how: u8, value: T, place: u8) {
    let at = usize::from(place) % list.len().max(1);
    match how {
        0 if !list.contains(&value) => list.push(value),
        1 if !list.is_empty() && !list.contains(&value) => list[at] = value,
        2 if !list.is_empty() => drop(list.remove(at)),
        3 if !list.is_empty() => list.rotate_left(1),
        _ => {}
    }
}

fn company(value: u8) -> Option<CompanyId> {
    (value > 0).then(|| CompanyId(uuid::Uuid::from_u128(value.into())))
}

fn person(value: u8) -> ContactId {
    ContactId(uuid::Uuid::from_u128(100 + u128::from(value)))
}

/// A value that only this side can have: `who` is in it.
fn own(value: u8, who: char) -> String {
    if value < 2 { format!("x{value}") } else { format!("x{value}{who}") }
}

fn change_contact(c: &mut Contact, (field, how, value): Edit, who: char) {
    let labelled = Labelled::new(["", "work", "home"][usize::from(how % 3)], own(value, who));
    match field % 24 {
        0 => c.name = format!("Anna {}", text(value)),
        1 => c.name_parts.given = text(value),
        2 => c.name_parts.family = text(value),
        3 => c.tier = [None, Some(Tier::A), Some(Tier::B), Some(Tier::C), None][usize::from(value)],
        4 => c.stage = [None, Some(Stage::Key), Some(Stage::Lead)].get(usize::from(value)).copied().flatten(),
        5 => in_list(&mut c.tags, how, own(value, who), value),
        6 => in_list(&mut c.mails, how, labelled, value),
        7 => in_list(&mut c.phones, how, labelled, value),
        8 => in_list(&mut c.handles, how, labelled, value),
        9 => {
            let address = Address { street: own(value, who), city: text(how), ..Address::default() };
            in_list(&mut c.addresses, how, address, value);
        }
        10 => {
            let (from, to) = (on(how), if value % 2 == 0 { None } else { on(4) });
            in_list(
                &mut c.jobs,
                how,
                Job { company: company(value), role: text(value), from, to, ..Job::default() },
                value,
            );
        }
        11 => in_list(&mut c.ids, how, ForeignId { source: "uid".into(), value: own(value, who) }, value),
        12 => in_list(&mut c.foreign, how, own(value, who), value),
        13 => c.notes = text(value),
        14 => drop(c.fields.insert(text(how), text(value))),
        15 => drop(c.fields.remove(&text(how))),
        16 => c.archived = value % 2 == 0,
        17 => c.do_not_contact = on(value).map(|day| DoNotContact { until: Some(day), reason: String::new() }),
        18 => c.referred_by = Some(Referrer::Name(text(value))),
        19 => c.cadence = if value % 2 == 0 { Cadence::Never } else { Cadence::ByTier },
        20 => c.address_form = [None, Some(AddressForm::Du), Some(AddressForm::Sie)][usize::from(value % 3)],
        21 => c.preferred_channel = Channel::ALL.get(usize::from(value)).copied(),
        22 => c.owner = text(value),
        _ => c.birthday = on(value).map(Into::into),
    }
}

fn change(record: &mut Record, edit: Edit, who: char) {
    let (field, how, value) = edit;
    match record {
        Record::Contact(c) => change_contact(c, edit, who),
        Record::Company(c) => match field % 7 {
            0 => c.name = format!("Oak {}", text(value)),
            1 => c.industry = text(value),
            2 => in_list(&mut c.mails, how, Labelled::new("", own(value, who)), value),
            3 => in_list(&mut c.tags, how, own(value, who), value),
            4 => c.notes = text(value),
            5 => drop(c.fields.insert(text(how), text(value))),
            _ => c.archived = value % 2 == 0,
        },
        Record::Interaction(i) => match field % 6 {
            0 => i.text = text(value),
            1 => i.pinned = value % 2 == 0,
            2 => in_list(&mut i.topics, how, own(value, who), value),
            3 => {
                let one = Participant { contact: person(value), company: company(how) };
                in_list(&mut i.with, how, one, value);
                i.with.sort_by_key(|one| one.contact);
                i.with.dedup_by_key(|one| one.contact);
                if i.with.is_empty() {
                    i.with.push(one);
                }
            }
            4 => i.direction = [None, Some(Direction::In), Some(Direction::Out)][usize::from(value % 3)],
            _ => i.minutes = Some(value.into()),
        },
        Record::FollowUp(f) => match field % 4 {
            0 => f.title = text(value),
            1 => f.due = on(value.max(1)).unwrap(),
            2 if value % 2 == 0 => (f.state, f.closed) = (FollowUpState::Done, on(1)),
            2 => (f.state, f.closed) = (FollowUpState::Open, None),
            _ => f.snoozed_until = on(value),
        },
        Record::Feedback(f) => match field % 8 {
            0 => f.text = text(value),
            1 => f.score = (value > 0).then_some(value),
            2 => {
                let states = [FeedbackState::Open, FeedbackState::Acknowledged, FeedbackState::Resolved];
                f.state = states[usize::from(value % 3)];
                f.resolved = (f.state == FeedbackState::Resolved).then(|| on(2)).flatten();
                f.told = f.resolved.filter(|_| how % 2 == 0);
            }
            3 => f.answer = text(value),
            4 => f.told_meanwhile(Reply { day: day("2026-11-02"), text: text(value) }),
            5 => f.severity = Some(Severity::ALL[usize::from(value % 3)]),
            6 => f.cause = text(value),
            _ => f.topic = text(value),
        },
        Record::Consent(c) => match field % 3 {
            0 => c.how = text(value),
            1 => c.state = ConsentState::ALL[usize::from(value % 3)],
            _ => c.channel = Channel::ALL[usize::from(value)],
        },
        Record::Order(o) => match field % 4 {
            0 => o.what = text(value),
            1 => o.amount.minor = i64::from(value) - 1,
            2 => (o.contact, o.company) = (Some(person(value)).filter(|_| how % 2 == 0), company(how)),
            _ => o.day = on(value.max(1)).unwrap(),
        },
        Record::AgendaMark(m) => match field % 3 {
            0 => m.off_until = on(value),
            1 => m.congratulated = on(value),
            _ => m.cadence = on(value).map(|until| Snooze { until, set: now() }),
        },
    }
}

fn records() -> Vec<Record> {
    let mut ids = Ids::seeded(1, 1);
    let mut anna = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
    anna.tags = vec!["x0".into(), "old".into()];
    anna.mails = vec![Labelled::new("work", "x0"), Labelled::new("", "old")];
    anna.jobs = vec![Job { company: company(1), ..Job::default() }];
    let who = anna.id;
    let score = Some(3);
    let feedback =
        Feedback { score, ..Feedback::new(ids.draw(), who, FeedbackKind::Survey, "late", day("2026-11-01")) };
    vec![
        anna.into(),
        Company::new(ids.draw(), "Oak", day("2026-01-01")).into(),
        meeting(&mut ids, &[person(0), person(1)]).into(),
        FollowUp::new(ids.draw(), who, "offer", day("2026-11-18"), day("2026-11-01")).into(),
        feedback.into(),
        Consent {
            id: ids.draw(),
            contact: who,
            channel: Channel::Phone,
            purpose: None,
            state: ConsentState::Given,
            day: day("2026-11-01"),
            how: String::new(),
            proof: String::new(),
        }
        .into(),
        AgendaMark::new(who).into(),
        Order {
            id: ids.draw(),
            contact: Some(who),
            company: company(1),
            day: day("2026-11-01"),
            amount: Money::new(4_500, Currency::EUR),
            what: "oak".into(),
            reference: String::new(),
            source_id: String::new(),
        }
        .into(),
    ]
}

fn is_wrong(record: &Record) -> bool {
    let today = day("2026-12-01");
    let found = match record {
        Record::Contact(one) => validate::contact(one, today),
        Record::Company(one) => validate::company(one),
        Record::Interaction(one) => validate::interaction(one, today),
        Record::FollowUp(one) => validate::follow_up(one),
        Record::Feedback(one) => validate::feedback(one),
        Record::Consent(one) => validate::consent(one),
        Record::Order(one) => validate::order(one),
        Record::AgendaMark(_) => return false,
    };
    !found.may_be_saved()
}

/// All values in lists, where their order is of no matter.
fn sorted(mut record: Record) -> Record {
    match &mut record {
        Record::Contact(c) => {
            c.tags.sort();
            c.foreign.sort();
            c.ids.sort_by(|a, b| a.value.cmp(&b.value));
            c.addresses.sort_by(|a, b| (&a.street, &a.city).cmp(&(&b.street, &b.city)));
            c.jobs.sort_by_key(|job| format!("{job:?}"));
            for list in [&mut c.mails, &mut c.phones, &mut c.handles] {
                list.sort_by_key(|one| format!("{one:?}"));
            }
        }
        Record::Company(c) => {
            c.tags.sort();
            c.mails.sort_by_key(|one| format!("{one:?}"));
        }
        // Of one day in the order in which they came.
        Record::Feedback(f) => f.replies.sort(),
        Record::Interaction(i) => {
            i.topics.sort();
            i.with.sort_by_key(|one| one.contact);
        }
        _ => {}
    }
    record
}

/// The values of its lists.
fn values(record: &Record) -> Vec<String> {
    let labelled = |list: &[Labelled]| list.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
    match record {
        Record::Contact(c) => {
            let mut all = [labelled(&c.mails), labelled(&c.phones), labelled(&c.handles)].concat();
            all.extend(c.tags.iter().chain(&c.foreign).cloned());
            all.extend(c.addresses.iter().map(|one| one.street.clone()));
            all.extend(c.ids.iter().map(|one| one.value.clone()));
            all
        }
        Record::Company(c) => [labelled(&c.mails), c.tags.clone()].concat(),
        Record::Feedback(f) => f.replies.iter().map(|reply| reply.text.clone()).collect(),
        Record::Interaction(i) => {
            i.topics.iter().cloned().chain(i.with.iter().map(|one| one.contact.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_edits_come_to_what_both_say(kind in 0..7usize, first in edits(), mine in edits(), theirs in edits()) {
        let after = |record: &Record, edits: &[Edit], who| {
            let mut record = record.clone();
            edits.iter().for_each(|edit| change(&mut record, *edit, who));
            record
        };
        let base = after(&records()[kind], &first, 'b');
        let (mine, theirs) = (after(&base, &mine, 'm'), after(&base, &theirs, 't'));
        prop_assume!(![&base, &mine, &theirs].into_iter().any(is_wrong));
        let book = Book::default();
        let of = |base, mine, theirs| merge(base, mine, theirs, &book);
        let alone = |record: &Record| Merged { record: record.clone(), clashes: Vec::new() };
        prop_assert_eq!(of(&base, &mine, &base), alone(&mine));
        prop_assert_eq!(of(&base, &base, &theirs), alone(&theirs));
        prop_assert_eq!(of(&base, &mine, &mine), alone(&mine));

        let merged = of(&base, &mine, &theirs);
        let back = of(&base, &theirs, &mine);
        prop_assert_eq!(merged.clashes.is_empty(), back.clashes.is_empty(), "{:?} {:?}", merged, back);
        let has = values(&merged.record);
        let new = |side: &Record| -> Vec<String> {
            let known = values(&base);
            values(side).into_iter().filter(|value| !known.contains(value)).collect()
        };
        if merged.clashes.is_empty() {
            prop_assert!(!is_wrong(&merged.record), "{:?}", merged.record);
            prop_assert_eq!(sorted(merged.record.clone()), sorted(back.record));
            for value in new(&mine).into_iter().chain(new(&theirs)) {
                prop_assert!(has.contains(&value), "{value} is lost: {:?}", merged.record);
            }
            prop_assert_eq!(of(&theirs, &merged.record, &theirs), alone(&merged.record));
            // Merged once more it is the same, unless something stands in a list twice: which of the two is meant can't be told.
            let mut all = has.clone();
            all.sort_unstable();
            if !all.windows(2).any(|two| two[0] == two[1]) {
                prop_assert_eq!(sorted(of(&base, &merged.record, &theirs).record), sorted(merged.record));
            }
        }
    }
}
