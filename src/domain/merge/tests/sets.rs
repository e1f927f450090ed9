//! Whole sets: what two people do at the same time.

use std::collections::HashMap;

use super::*;
use crate::domain::act::{self, Employer, Item, Mover, NewJob};
use crate::domain::change::Set;
use crate::domain::follow_up::Recurs;
use crate::domain::id::CompanyId;
use crate::domain::log_line;
use crate::domain::record::{RecordId, RecordKind};

/// Two sessions that have read the same book.
struct Two {
    read: Book,
    now: Book,
    ids: Ids,
    settings: Settings,
    records: HashMap<RecordId, Option<Record>>,
}

impl Two {
    /// With Anna, who works at Oak, and a promise to her for each month.
    fn new() -> (Self, Contact, FollowUp) {
        let (mut read, mut ids) = book();
        let mut anna = Contact::new(ids.draw(), "Anna", day("2026-01-01"));
        let oak = read.companies().find(|company| company.name == "Oak").map(|company| company.id);
        anna.jobs.push(Job { company: oak, ..Job::default() });
        let due = day("2026-11-18");
        let mut monthly = FollowUp::new(ids.draw(), anna.id, "visit", due, day("2026-11-01"));
        monthly.recurs = Some(Recurs::Every { span: "1m".parse().unwrap(), anchor: due });
        read.apply(&Change::create(anna.clone()));
        read.apply(&Change::create(monthly.clone()));
        let now = read.clone();
        (Self { read, now, ids, settings: Settings::default(), records: HashMap::new() }, anna, monthly)
    }

    /// The set that somebody makes who has read what was there at first.
    fn set(&mut self, act: impl FnOnce(&Given, &mut Ids) -> Set) -> Set {
        let given = Given { book: &self.read, settings: &self.settings, today: day("2026-11-18"), now: now() };
        act(&given, &mut self.ids)
    }

    /// Others' set comes first.
    fn first(&mut self, set: Set) {
        for change in set.changes {
            self.now.apply(&change);
            self.records.extend(change.id().map(|id| (id, change.after)));
        }
    }

    /// What the second set comes to then.
    fn second(&mut self, set: Set) -> SetMerged {
        let changed = |id| self.records.contains_key(&id);
        let merged = merge_set(set.changes, &Now { records: &self.records, changed: &changed, book: &self.now });
        if merged.conflicts.is_empty() {
            merged.changes.iter().for_each(|change| self.now.apply(change));
        }
        merged
    }
}

#[test]
fn a_promise_done_by_two_comes_again_once() {
    let (mut two, _, monthly) = Two::new();
    let done = |given: &Given, ids: &mut Ids| act::done(given, ids, &[Item::FollowUp(monthly.id)]).unwrap();
    let (theirs, mine) = (two.set(done), two.set(done));
    assert_eq!(mine.changes.len(), 2, "done, and the next one");
    two.first(theirs);
    let merged = two.second(mine);
    assert_eq!(merged.changes, []);
    assert_eq!(merged.met, [(RecordId::new(RecordKind::FollowUp, monthly.id.0), true)]);
    assert_eq!(two.now.follow_ups().len(), 1, "one next instance");
}

#[test]
fn two_logs_of_one_call_both_stand() {
    let (mut two, anna, monthly) = Two::new();
    let log = |given: &Given, ids: &mut Ids| {
        let context = log_line::Context { today: given.today, now: given.now.time(), settings: given.settings };
        let reading = log_line::read("call: all well", &context).unwrap();
        act::log(given, ids, &act::plan_log(given, &[anna.id], Some(monthly.id), &reading).unwrap())
    };
    let (theirs, mine) = (two.set(log), two.set(log));
    two.first(theirs);
    let merged = two.second(mine);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.changes.len(), 1, "the call alone");
    assert_eq!(two.now.contact(anna.id).map(|row| row.interactions.count), Some(2));
    assert_eq!(two.now.follow_ups().len(), 1);
}

#[test]
fn marks_of_two_are_one() {
    let (mut two, anna, _) = Two::new();
    let off = |given: &Given, _: &mut Ids| act::off_until(given, &[anna.id], day("2026-11-19")).unwrap();
    let id = RecordId::new(RecordKind::AgendaMark, anna.id.0);
    let (theirs, mine) = (two.set(off), two.set(off));
    two.first(theirs);
    assert_eq!(two.second(mine), SetMerged { met: vec![(id, true)], ..SetMerged::default() });
    let later = two.set(|given, _| act::off_until(given, &[anna.id], day("2026-11-25")).unwrap());
    let merged = two.second(later);
    assert_eq!(merged.conflicts[0].clashes[0].part, Part::Named("off_until"));
}

#[test]
fn what_was_deleted_meanwhile_is_in_conflict() {
    let (mut two, anna, _) = Two::new();
    let edit =
        two.set(|given, _| act::edit(given, anna.clone(), Contact { notes: "x".into(), ..anna.clone() }, Vec::new()));
    let delete = || Set::new(Default::default(), [Change::delete(anna.clone())]);
    two.first(delete());
    let merged = two.second(edit.clone());
    let found = &merged.conflicts[0];
    assert_eq!((found.mine.is_some(), &found.theirs, found.clashes.len()), (true, &None, 0));
    assert_eq!(two.second(delete()).conflicts, [], "both deleted it");
    let (mut two, ..) = Two::new();
    two.first(edit);
    let merged = two.second(delete());
    assert_eq!((merged.conflicts[0].mine.is_none(), merged.conflicts[0].theirs.is_some()), (true, true));
}

fn moves(given: &Given, ids: &mut Ids, anna: &Contact, to: Employer) -> Set {
    let job = NewJob { at: to, role: String::new(), day: given.today };
    act::change_company(given, ids, &[Mover { contact: anna.clone(), later: Vec::new() }], &job).unwrap()
}

fn works_at(two: &Two, anna: &Contact) -> Option<String> {
    two.now.contact(anna.id).map(|row| two.now.company_name(row).to_owned())
}

#[test]
fn a_company_that_two_make_in_passing_is_one() {
    let (mut two, anna, _) = Two::new();
    let ben = Contact::new(two.ids.draw(), "Ben", day("2026-01-01"));
    two.read.apply(&Change::create(ben.clone()));
    two.now.apply(&Change::create(ben.clone()));
    let theirs = two.set(|given, ids| moves(given, ids, &anna, Employer::Named("New & Sons".into())));
    let mine = two.set(|given, ids| moves(given, ids, &ben, Employer::Named("new & sons".into())));
    two.first(theirs);
    assert_eq!(two.second(mine).conflicts, []);
    assert_eq!(two.now.companies().len(), 4, "three were there");
    assert_eq!(works_at(&two, &ben), works_at(&two, &anna));
}

#[test]
fn who_moves_to_two_new_companies_is_asked_by_their_names() {
    let (mut two, anna, _) = Two::new();
    let theirs = two.set(|given, ids| moves(given, ids, &anna, Employer::Named("New".into())));
    let mine = two.set(|given, ids| moves(given, ids, &anna, Employer::Named("Other".into())));
    two.first(theirs);
    let clash = two.second(mine).conflicts.remove(0).clashes.remove(0);
    assert_eq!((clash.mine, clash.theirs), (vec!["Other".to_owned()], vec!["New".to_owned()]));
}

#[test]
fn at_a_company_that_was_merged_is_at_the_other() {
    let (mut two, anna, _) = Two::new();
    let of = |name: &str| two.read.companies().find(|company| company.name == name).cloned().unwrap();
    let (elm, ash) = (of("Elm"), of("Ash"));
    let whole = act::WholeCompany { company: elm.clone(), people: Vec::new(), timeline: Vec::new() };
    let merged = act::merge_companies(&[whole], &ash, &[], &two.read).unwrap();
    two.first(merged);
    let mine = two.set(|given, ids| moves(given, ids, &anna, Employer::Known(CompanyId(elm.id.0))));
    assert_eq!(two.second(mine).conflicts, []);
    assert_eq!(works_at(&two, &anna).as_deref(), Some("Ash"));
}
