//! Who changes company, and companies that are merged or deleted: what happened stays whole.

mod people;

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::domain::company::Company;
use crate::domain::contact::Labelled;
use crate::domain::find::{self, Found};
use crate::domain::interaction::{Kind, Outcome, Participant};
use crate::domain::record::{RecordId, TimelineOf};
use crate::domain::standing;

/// Companies, contacts and what happened, in full, beside the book.
struct Town {
    desk: Desk,
    records: HashMap<RecordId, Record>,
}

impl Town {
    fn new() -> Self {
        Self { desk: Desk::new(), records: HashMap::new() }
    }

    fn apply(&mut self, change: &Change) {
        self.desk.book.apply(change);
        match &change.after {
            Some(after) => self.records.insert(after.id(), after.clone()),
            None => self.records.remove(&change.id().unwrap()),
        };
    }

    fn make(&mut self, record: impl Into<Record>) {
        self.apply(&Change::create(record));
    }

    fn company(&mut self, name: &str) -> CompanyId {
        let company = Company::new(self.desk.ids.draw(), name, day("2026-01-01"));
        let id = company.id;
        self.make(company);
        id
    }

    fn contact(&mut self, name: &str, jobs: &[Job]) -> ContactId {
        let contact = Contact { jobs: jobs.to_vec(), ..Contact::new(self.desk.ids.draw(), name, day("2026-01-01")) };
        let id = contact.id;
        self.make(contact);
        id
    }

    /// A call on a day with everybody, each at the company they are at now.
    fn call(&mut self, on: &str, with: &[ContactId]) {
        let company = |id: ContactId| self.desk.book.contact(id).unwrap().company;
        let with = with.iter().map(|id| Participant { contact: *id, company: company(*id) }).collect();
        let call = Interaction {
            id: self.desk.ids.draw(),
            at: format!("{on}T12:00:00+01:00").parse().unwrap(),
            time_known: false,
            with,
            kind: Kind::Call,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: on.into(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        };
        self.make(call);
    }

    fn full(&self, id: ContactId) -> Contact {
        self.records
            .values()
            .find_map(|record| match record {
                Record::Contact(contact) if contact.id == id => Some(contact.clone()),
                _ => None,
            })
            .unwrap()
    }

    fn timeline(&self, of: impl Into<TimelineOf>) -> Vec<Record> {
        let of = of.into();
        let mut records: Vec<Record> = self.records.values().filter(|r| r.timelines().contains(&of)).cloned().collect();
        records.sort_by_key(|record| (record.moment(), record.id()));
        records
    }

    /// The days of what happened at a company.
    fn days(&self, company: CompanyId) -> Vec<String> {
        let day = |record: Record| match record {
            Record::Interaction(one) => one.text,
            other => panic!("{other:?}"),
        };
        self.timeline(company).into_iter().map(day).collect()
    }

    fn whole(&self, id: CompanyId) -> WholeCompany {
        let people = standing::people(&self.desk.book, id);
        let people = people.now.iter().chain(&people.others).map(|row| self.full(row.id)).collect();
        WholeCompany { company: self.desk.book.company(id).unwrap().clone(), people, timeline: self.timeline(id) }
    }

    fn mover(&self, id: ContactId, on: NaiveDate) -> Mover {
        let mut later = self.timeline(id);
        later.retain(|record| matches!(record, Record::Interaction(one) if one.day() > on));
        Mover { contact: self.full(id), later }
    }

    fn moves(&mut self, who: &[ContactId], at: Employer, role: &str, on: &str) -> Result<Set, ActError> {
        let job = NewJob { at, role: role.into(), day: day(on) };
        let movers: Vec<Mover> = who.iter().map(|id| self.mover(*id, job.day)).collect();
        let given =
            Given { book: &self.desk.book, settings: &self.desk.settings, today: self.desk.today, now: self.desk.now };
        let set = change_company(&given, &mut self.desk.ids, &movers, &job)?;
        set.changes.iter().for_each(|change| self.apply(change));
        Ok(set)
    }

    /// Applies a set, and takes it back again: then all must be as before. Then applies it once more.
    fn and_back(&mut self, set: &Set) {
        let (book, records) = (self.desk.book.clone(), self.records.clone());
        set.changes.iter().for_each(|change| self.apply(change));
        let after = self.records.clone();
        set.clone().inverse().changes.iter().for_each(|change| self.apply(change));
        assert_eq!((&self.desk.book, &self.records), (&book, &records));
        set.changes.iter().for_each(|change| self.apply(change));
        assert_eq!(self.records, after);
    }
}

fn job(company: CompanyId, role: &str) -> Job {
    Job { company: Some(company), role: role.into(), ..Job::default() }
}

#[test]
fn who_changes_company_leaves_the_history_there() {
    let mut town = Town::new();
    let (old, new) = (town.company("Old"), town.company("New"));
    let anna = town.contact("Anna", &[job(old, "Buyer")]);
    town.call("2026-10-01", &[anna]);
    let set = town.moves(&[anna], Employer::Known(new), "Head", "2026-11-01").unwrap();
    assert_eq!(set.label, Label::new(Act::Move, "Anna").about("New").on(day("2026-11-01")));
    town.call("2026-11-10", &[anna]);
    assert_eq!((town.days(old), town.days(new)), (vec!["2026-10-01".into()], vec!["2026-11-10".into()]));
    let jobs = town.full(anna).jobs;
    assert_eq!((jobs[0].company, jobs[0].role.as_str(), jobs[0].from), (Some(new), "Head", Some(day("2026-11-01"))));
    assert_eq!((jobs[1].company, jobs[1].role.as_str(), jobs[1].to), (Some(old), "Buyer", Some(day("2026-11-01"))));
    let people = |company| {
        let people = standing::people(&town.desk.book, company);
        (people.now.len(), people.others.len())
    };
    assert_eq!((people(old), people(new)), ((0, 1), (1, 0)));
}

#[test]
fn what_happened_after_the_day_was_at_the_new_company() {
    let mut town = Town::new();
    let (old, new) = (town.company("Old"), town.company("New"));
    let (anna, tom) = (town.contact("Anna", &[job(old, "")]), town.contact("Tom", &[job(old, "")]));
    town.call("2026-11-01", &[anna, tom]);
    town.call("2026-11-02", &[anna, tom]);
    town.moves(&[anna], Employer::Known(new), "", "2026-11-01").unwrap();
    // Tom was there and still is.
    assert_eq!(town.days(old), ["2026-11-01", "2026-11-02"]);
    assert_eq!(town.days(new), ["2026-11-02"]);
    let set = town.moves(&[tom, anna], Employer::Named("Third".into()), "", "2026-11-01").unwrap();
    let meetings = set.changes.iter().filter(|change| matches!(change.after, Some(Record::Interaction(_))));
    assert_eq!(meetings.count(), 1, "changed once for both");
    assert_eq!((town.days(old), town.days(new).len()), (vec!["2026-11-01".to_owned()], 0));
}

#[test]
fn a_change_of_company_can_be_wrong() {
    let mut town = Town::new();
    let (old, new) = (town.company("Old"), town.company("New"));
    let since = Job { from: Some(day("2026-05-01")), ..job(old, "") };
    let anna = town.contact("Anna", &[since]);
    let mut check = |at: Employer, on: &str, error: ActError| assert_eq!(town.moves(&[anna], at, "", on), Err(error));
    check(Employer::Known(old), TODAY, ActError::AlreadyThere);
    check(Employer::Named("OLD".into()), TODAY, ActError::AlreadyThere);
    check(Employer::Known(new), "2026-11-19", ActError::NotYet(day("2026-11-19")));
    check(Employer::Known(new), "2026-04-30", ActError::JobBegan(day("2026-05-01")));
    check(Employer::Named(" ".into()), TODAY, ActError::Empty);
    check(Employer::Known(CompanyId(anna.0)), TODAY, ActError::Gone);
}

#[test]
fn several_change_to_a_new_company_and_one_leaves() {
    let mut town = Town::new();
    let old = town.company("Old");
    let (anna, tom) = (town.contact("Anna", &[job(old, "")]), town.contact("Tom", &[]));
    town.call("2026-11-10", &[anna, tom]);
    let set = town.moves(&[anna, tom], Employer::Named("New".into()), "", "2026-11-01").unwrap();
    assert_eq!(set.changes.len(), 4, "company, two contacts, one call: {set:?}");
    let Found::One(new) = find::company(&town.desk.book, "new") else { panic!("made once") };
    assert_eq!(town.days(new), ["2026-11-10"]);
    assert_eq!(standing::people(&town.desk.book, new).now.len(), 2);
    let set = town.moves(&[anna], Employer::Nobody, "", TODAY).unwrap();
    assert_eq!((set.label.what.as_str(), town.full(anna).company()), ("", None));
    assert_eq!(town.full(anna).jobs.len(), 2);
}

#[test]
fn a_person_is_added_to_what_happened() {
    let mut town = Town::new();
    let old = town.company("Old");
    let (anna, tom) = (town.contact("Anna", &[job(old, "")]), town.contact("Tom", &[]));
    town.call("2026-11-10", &[tom]);
    let Some(Record::Interaction(call)) = town.timeline(tom).pop() else { panic!() };
    let set = town.desk.act(|given, _| add_person(given, &call, anna)).unwrap();
    let after = set.changes[0].after.clone().unwrap();
    assert_eq!(town.desk.tell_change(&set.changes[0]), "Call 10.11. Tom+Anna \"2026-11-10\"");
    let Record::Interaction(after) = after else { panic!() };
    assert_eq!(after.with[1].company, Some(old), "at the company they are at");
    assert_eq!(town.desk.act(|given, _| add_person(given, &after, anna)), Err(ActError::TookPart));
}

#[test]
fn a_deleted_company_leaves_people_their_role_and_what_happened() {
    let mut town = Town::new();
    let old = town.company("Old");
    let (anna, tom) = (town.contact("Anna", &[job(old, "Buyer")]), town.contact("Tom", &[job(old, "")]));
    town.call("2026-11-10", &[anna, tom]);
    let set = delete_company(&town.whole(old));
    town.and_back(&set);
    assert_eq!((town.full(anna).company(), town.full(anna).jobs[0].role.as_str()), (None, "Buyer"));
    assert!(town.full(tom).jobs.is_empty(), "nothing is left of it");
    assert_eq!((town.timeline(anna).len(), town.timeline(old).len()), (1, 0));
}

#[test]
fn what_is_merged_fills_up_and_is_found_by_its_old_name() {
    let mut town = Town::new();
    let (gone, kept) = (town.company("Hofmann"), town.company("Hofmann GmbH"));
    let edit = |town: &mut Town, id, change: fn(&mut Company)| {
        let mut after = town.desk.book.company(id).unwrap().clone();
        change(&mut after);
        town.make(after);
    };
    edit(&mut town, gone, |c| {
        (c.industry, c.web) = ("joinery".into(), "http://old.example".into());
        c.tier = Some(Tier::A);
        c.tags = vec!["oak".into(), "fair".into()];
        c.notes = "pays late".into();
        c.mails = vec![Labelled::new("work", "A@x.example"), Labelled::new("", "b@x.example")];
        c.fields = [("VAT".into(), "1".into()), ("Fax".into(), "2".into())].into();
    });
    edit(&mut town, kept, |c| {
        c.web = "https://new.example".into();
        c.tags = vec!["oak".into()];
        c.notes = "likes oak".into();
        c.mails = vec![Labelled::new("", "a@x.example")];
        c.fields = [("VAT".into(), "9".into())].into();
    });
    let both = town.contact("Anna", &[job(kept, ""), job(gone, "Buyer")]);
    let set =
        merge_companies(&[town.whole(gone)], town.desk.book.company(kept).unwrap(), &[], &town.desk.book).unwrap();
    assert_eq!(set.label, Label::new(Act::Merge, "Hofmann").about("Hofmann GmbH"));
    town.and_back(&set);
    let after = town.desk.book.company(kept).unwrap().clone();
    assert_eq!(
        (after.industry.as_str(), after.web.as_str(), after.tier),
        ("joinery", "https://new.example", Some(Tier::A))
    );
    assert_eq!((after.tags.join(" "), after.notes.as_str()), ("oak fair".into(), "likes oak\n\npays late"));
    assert_eq!(after.mails.iter().map(|mail| &*mail.value).collect::<Vec<_>>(), ["a@x.example", "b@x.example"]);
    assert_eq!((after.fields["VAT"].as_str(), after.fields["Fax"].as_str()), ("9", "2"));
    assert_eq!(town.full(both).jobs, [job(kept, "Buyer")], "one job, not two");
    for typed in ["hofmann", "hofmann gmbh", &gone.to_string()] {
        assert_eq!(find::company(&town.desk.book, typed), Found::One(kept), "{typed}");
    }
    let kept_whole = town.whole(kept);
    assert_eq!(merge_companies(&[kept_whole], &after, &[], &town.desk.book), Err(ActError::IntoItself));
}

proptest! {
    /// Whoever works where, and whatever happened: a merge loses nothing of the history, and taken back all is as it was.
    #[test]
    fn a_merge_keeps_the_history_and_can_be_taken_back(
        jobs in prop::collection::vec(prop::collection::vec((0usize..3, any::<bool>(), 0usize..2), 0..4), 1..5),
        calls in prop::collection::vec((1u32..28, prop::collection::vec(any::<prop::sample::Index>(), 1..3)), 0..12),
    ) {
        let mut town = Town::new();
        let companies = ["A", "B", "C"].map(|name| town.company(name));
        let roles = ["", "Buyer"];
        let mut people = Vec::new();
        for (number, jobs) in jobs.iter().enumerate() {
            let jobs: Vec<Job> = jobs
                .iter()
                .map(|(company, past, role)| Job {
                    to: past.then(|| day("2026-06-01")),
                    ..job(companies[*company], roles[*role])
                })
                .collect();
            people.push(town.contact(&format!("P{number}"), &jobs));
        }
        for (of_month, with) in calls {
            let with = without_doubles(with.iter().map(|index| people[index.index(people.len())]));
            town.call(&format!("2026-10-{of_month:02}"), &with);
        }
        let [gone, kept, other] = companies;
        let (mut all, elsewhere) = ([town.days(gone), town.days(kept)].concat(), town.days(other));
        let set = merge_companies(&[town.whole(gone)], town.desk.book.company(kept).unwrap(), &[], &town.desk.book).unwrap();
        town.and_back(&set);
        all.sort();
        all.dedup();
        let mut after = town.days(kept);
        after.sort();
        after.dedup();
        prop_assert_eq!(after, all);
        prop_assert_eq!(town.days(other), elsewhere);
        prop_assert!(town.timeline(gone).is_empty());
        for id in people {
            prop_assert!(town.full(id).jobs.iter().all(|job| job.company != Some(gone)));
        }
    }
}
