//! What two sessions do to the same records at the same time.

use touchbase::domain::change::{Act, Change, Set};
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState, Purpose};
use touchbase::domain::contact::{Channel, Contact, Job, Labelled, Tier};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::money::{Currency, Money};
use touchbase::domain::order::Order;
use touchbase::domain::record::{Record, RecordId};
use touchbase::store::{Conflict, Store, StoreError, Which};

use crate::support::*;

/// Two sessions on one store, with Ana in it.
struct Two {
    one: Store,
    other: Store,
    ana: Contact,
    /// Both have read up to here.
    read: u64,
    _place: Place,
}

impl Two {
    fn new() -> Self {
        let place = place();
        let (one, other) = (open(&place.dir), open(&place.dir));
        let ana = contact(&mut one.ids(), "Ana Berg");
        add(&one, &ana);
        other.refresh().unwrap();
        Self { read: one.position(), one, other, ana, _place: place }
    }

    /// Ana as she was read, with a change.
    fn with(&self, edit: impl FnOnce(&mut Contact)) -> Set {
        let mut after = self.ana.clone();
        edit(&mut after);
        set(Act::Edit, "Ana Berg", [Change::edit(self.ana.clone(), after)])
    }

    /// The other session's set comes first.
    fn first(&self, set: Set) -> u64 {
        self.other.commit(set, self.other.position()).unwrap().seq
    }

    fn conflict(&self, set: Set) -> Conflict {
        let before = self.one.position();
        let found = match self.one.commit(set, self.read) {
            Err(StoreError::Conflict(found)) => found,
            other => panic!("{other:?}"),
        };
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].at, self.one.position(), "it was read there");
        assert_eq!(self.other.refresh().unwrap(), [], "nothing was written since {before}");
        found.into_iter().next().unwrap()
    }

    fn now(&self) -> Contact {
        self.one.refresh().unwrap();
        self.one.contact(self.ana.id).unwrap().unwrap()
    }
}

fn id(record: impl Into<Record>) -> RecordId {
    record.into().id()
}

#[test]
fn different_fields_stand_side_by_side() {
    let two = Two::new();
    two.first(two.with(|ana| ana.phones.push(Labelled::new("mobile", "0170 12"))));
    let by = two.first(Set { changes: vec![], ..two.with(|_| {}) });
    assert_eq!(by, 2, "an empty set is none");
    let done = two.one.commit(two.with(|ana| ana.tags.push("oak".into())), two.read).unwrap();
    assert_eq!((done.seq, done.same, done.met.len()), (3, false, 1));
    assert_eq!((done.met[0].id, done.met[0].by.seq, done.met[0].same), (id(two.ana.clone()), 2, false));
    let instead = done.instead.unwrap();
    assert_eq!(instead.changes[0].before.as_ref().map(Record::id), Some(done.met[0].id));
    let now = two.now();
    assert_eq!((now.phones.len(), now.tags), (1, vec!["oak".to_owned()]));
    two.one.undo(Which::Seq(3)).unwrap();
    assert_eq!((two.now().phones.len(), two.now().tags.len()), (1, 0), "an undo takes one's own back alone");
}

#[test]
fn the_same_done_twice_is_written_once() {
    let two = Two::new();
    two.first(two.with(|ana| ana.archived = true));
    let done = two.one.commit(two.with(|ana| ana.archived = true), two.read).unwrap();
    assert_eq!((done.seq, done.same, done.met[0].same), (2, true, true));
    assert_eq!(two.one.position(), 2);
}

#[test]
fn the_same_field_brings_both_texts_and_whose_it_is() {
    let two = Two::new();
    let by = two.first(two.with(|ana| ana.tier = Some(Tier::B)));
    let tagged = Contact { tier: Some(Tier::B), ..two.ana.clone() };
    let after = Contact { tags: vec!["oak".into()], ..tagged.clone() };
    two.first(set(Act::Tag, "Ana Berg", [Change::edit(tagged, after.clone())]));
    let mine = two.with(|ana| (ana.tier, ana.notes) = (Some(Tier::A), "x".into()));
    let found = two.conflict(mine);
    assert_eq!((found.id, found.by.seq), (id(two.ana.clone()), by), "who changed the tier, not who tagged since");
    assert_eq!(found.base, Some(two.ana.clone().into()));
    assert_eq!(found.theirs, Some(after.clone().into()));
    let [clash] = &found.clashes[..] else { panic!("{found:?}") };
    assert_eq!(
        (clash.part.to_string().as_str(), &clash.mine[..], &clash.theirs[..]),
        ("tier", &["A".to_owned()][..], &["B".to_owned()][..])
    );
    // Who is asked decides; on what stands there now.
    let resolved = Contact { tier: Some(Tier::A), notes: "x".into(), ..after.clone() };
    let set = set(Act::Edit, "Ana Berg", [Change::edit(after, resolved.clone())]);
    assert_eq!(two.one.commit(set, found.at).unwrap().met, []);
    assert_eq!(two.now(), resolved);
}

#[test]
fn what_was_deleted_comes_back_with_the_edit() {
    let two = Two::new();
    two.first(set(Act::Delete, "Ana Berg", [Change::delete(two.ana.clone())]));
    let edit = two.with(|ana| ana.notes = "likes oak".into());
    let found = two.conflict(edit.clone());
    assert_eq!((&found.theirs, found.by.label.act, found.clashes.len()), (&None, Act::Delete, 0));
    two.one.undo(Which::Seq(found.by.seq)).unwrap();
    two.one.commit(edit, two.read).unwrap();
    assert_eq!(two.now().notes, "likes oak");
    let two = Two::new();
    two.first(two.with(|ana| ana.notes = "likes oak".into()));
    let found = two.conflict(set(Act::Delete, "Ana Berg", [Change::delete(two.ana.clone())]));
    assert_eq!((found.mine.is_none(), found.theirs.is_some(), found.by.seq), (true, true, 2));
}

#[test]
fn what_hangs_on_somebody_who_is_gone_is_refused() {
    let two = Two::new();
    two.first(set(Act::Delete, "Ana Berg", [Change::delete(two.ana.clone())]));
    let mut ids = two.one.ids();
    let logged = call(&mut ids, two.ana.id, 20, "called");
    let refused = two.one.commit(set(Act::Log, "Ana Berg", [Change::create(logged)]), two.read);
    assert!(matches!(&refused, Err(StoreError::Changed(gone)) if gone[..] == [id(two.ana.clone())]), "{refused:?}");
}

#[test]
fn a_recurring_promise_that_both_do_comes_again_once() {
    let two = Two::new();
    let mut ids = two.one.ids();
    let promise = follow_up(&mut ids, two.ana.id, "2026-11-18".parse().unwrap());
    commit(&two.one, set(Act::FollowUp, "Ana Berg", [Change::create(promise.clone())])).unwrap();
    two.other.refresh().unwrap();
    let read = two.one.position();
    let log = |store: &Store, text: &str| {
        let mut ids = store.ids();
        let call = call(&mut ids, two.ana.id, 18, text);
        let closed = Some("2026-11-18".parse().unwrap());
        let done = FollowUp { state: FollowUpState::Done, closed, closed_by: Some(call.id), ..promise.clone() };
        let next = FollowUp { id: ids.draw(), after: Some(promise.id), ..promise.clone() };
        let changes = [Change::create(call), Change::edit(promise.clone(), done), Change::create(next)];
        store.commit(set(Act::Log, "Ana Berg", changes), read).unwrap()
    };
    log(&two.other, "first");
    let second = log(&two.one, "second");
    assert_eq!((second.met.len(), second.met[0].same), (1, true));
    let book = two.one.book();
    assert_eq!((book.follow_ups().len(), book.contact(two.ana.id).unwrap().interactions.count), (1, 2));
    drop(book);
    // Taking the second back leaves what the first did.
    two.one.undo(Which::Seq(second.seq)).unwrap();
    assert_eq!(two.one.book().follow_ups().len(), 1);
}

#[test]
fn a_big_set_meanwhile_is_met_and_a_big_set_is_refused() {
    let two = Two::new();
    let mut ids = two.other.ids();
    let many = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}"))));
    let tagged = Contact { tags: vec!["oak".into()], ..two.ana.clone() };
    let all: Vec<Change> = many.chain([Change::edit(two.ana.clone(), tagged)]).collect();
    two.first(set(Act::Import, "all.vcf", all.clone()));
    let done = two.one.commit(two.with(|ana| ana.notes = "x".into()), two.read).unwrap();
    assert_eq!((done.met[0].by.label.act, two.now().tags.len(), two.now().notes.as_str()), (Act::Import, 1, "x"));
    let refused = two.other.commit(set(Act::Import, "all.vcf", all), two.read);
    assert!(matches!(&refused, Err(StoreError::Changed(_))), "{refused:?}");
}

#[test]
fn nobody_is_deleted_over_what_others_noted_meanwhile() {
    let note: [fn(&Two) -> Record; 2] = [
        |two| {
            let (id, contact, day) = (two.other.ids().draw(), two.ana.id, two.ana.added);
            let (how, proof) = (String::new(), String::new());
            let (channel, purpose, state) = (Channel::Mail, Some(Purpose::Marketing), ConsentState::Given);
            Consent { id, contact, channel, purpose, state, day, how, proof }.into()
        },
        |two| {
            let amount = Money::new(4500, Currency::read("EUR").unwrap());
            let (id, contact, day) = (two.other.ids().draw(), Some(two.ana.id), two.ana.added);
            let [what, reference, source_id] = Default::default();
            Order { id, contact, company: None, day, amount, what, reference, source_id }.into()
        },
    ];
    for note in note {
        let delete = |two: &Two, more: Option<Record>| {
            let more = more.map(|more| Change { before: Some(more), after: None });
            set(Act::Delete, "Ana Berg", [Change::delete(two.ana.clone())].into_iter().chain(more))
        };
        let two = Two::new();
        let noted = note(&two);
        two.first(set(Act::Consent, "Ana Berg", [Change { before: None, after: Some(noted.clone()) }]));
        let refused = two.one.commit(delete(&two, None), two.read);
        assert!(matches!(&refused, Err(StoreError::Changed(more)) if more[..] == [id(two.ana.clone())]), "{refused:?}");
        // Whoever has read it deletes it with them.
        two.one.refresh().unwrap();
        two.one.commit(delete(&two, Some(noted)), two.one.position()).unwrap();
        // And nothing is noted of somebody who was deleted.
        let two = Two::new();
        two.first(delete(&two, None));
        let refused =
            two.one.commit(set(Act::Consent, "Ana Berg", [Change { before: None, after: Some(note(&two)) }]), two.read);
        assert!(matches!(&refused, Err(StoreError::Changed(gone)) if gone[..] == [id(two.ana.clone())]), "{refused:?}");
    }
}

#[test]
fn a_company_isn_t_deleted_over_those_who_came_meanwhile() {
    let two = Two::new();
    let mut ids = two.one.ids();
    let oak = Company::new(ids.draw(), "Oak", two.ana.added);
    commit(&two.one, set(Act::Add, "Oak", [Change::create(oak.clone())])).unwrap();
    two.other.refresh().unwrap();
    let read = two.one.position();
    two.first(two.with(|ana| ana.jobs.push(Job { company: Some(oak.id), ..Job::default() })));
    let delete = || set(Act::Delete, "Oak", [Change::delete(oak.clone())]);
    let refused = two.one.commit(delete(), read);
    assert!(matches!(&refused, Err(StoreError::Changed(gone)) if gone[..] == [id(oak.clone())]), "{refused:?}");
    // And nobody comes to one that was deleted.
    let two = Two::new();
    commit(&two.other, set(Act::Add, "Oak", [Change::create(oak.clone())])).unwrap();
    two.one.refresh().unwrap();
    let read = two.one.position();
    two.first(delete());
    let comes = two.with(|ana| ana.jobs.push(Job { company: Some(oak.id), ..Job::default() }));
    let refused = two.one.commit(comes, read);
    assert!(matches!(&refused, Err(StoreError::Changed(gone)) if gone[..] == [id(oak.clone())]), "{refused:?}");
}

#[test]
fn an_undo_is_refused_with_who_changed_what_since() {
    let two = Two::new();
    let since = |result| match result {
        Err(StoreError::ChangedSince(since)) => since,
        other => panic!("{other:?}"),
    };
    let own = two.one.commit(two.with(|ana| ana.tier = Some(Tier::A)), two.read).unwrap();
    two.other.refresh().unwrap();
    let before = two.now();
    let after = Contact { tier: Some(Tier::B), notes: "x".into(), ..before.clone() };
    two.first(set(Act::Edit, "Ana Berg", [Change::edit(before, after)]));
    let found = since(two.one.undo(Which::Mine));
    assert_eq!((found.label, found.record, found.by.seq), (own.label, Some(id(two.ana.clone())), 3));
    assert_eq!(found.fields, ["tier", "notes"]);
    assert_eq!(found.by.author, "ana");
    assert!(found.by.session.starts_with("screen:"), "{}", found.by.session);
    let found = since(two.one.undo(Which::Seq(1)));
    assert_eq!((found.label.act, found.by.seq), (Act::Add, 3));
    // What was deleted of somebody who is deleted since has nowhere to come back to.
    let two = Two::new();
    let promise = follow_up(&mut two.one.ids(), two.ana.id, "2026-11-18".parse().unwrap());
    commit(&two.one, set(Act::FollowUp, "Ana Berg", [Change::create(promise.clone())])).unwrap();
    commit(&two.one, set(Act::Delete, "Ana Berg", [Change::delete(promise)])).unwrap();
    two.other.refresh().unwrap();
    let gone = two.first(set(Act::Delete, "Ana Berg", [Change::delete(two.ana.clone())]));
    let found = since(two.one.undo(Which::Seq(3)));
    assert_eq!((found.by.seq, found.record, found.fields.len()), (gone, Some(id(two.ana.clone())), 0));
}

#[test]
fn all_that_six_add_without_asking_again_stands() {
    let place = place();
    let first = open(&place.dir);
    let ana = contact(&mut first.ids(), "Ana Berg");
    add(&first, &ana);
    let stores: Vec<Store> = (0..6).map(|_| open(&place.dir)).collect();
    std::thread::scope(|scope| {
        for (n, store) in stores.iter().enumerate() {
            let ana = &ana;
            scope.spawn(move || {
                for k in 0..15 {
                    // As it was read at first, each time.
                    let mut after = ana.clone();
                    after.tags.push(format!("{n}-{k}"));
                    let edit = set(Act::Tag, "Ana Berg", [Change::edit(ana.clone(), after)]);
                    store.commit(edit, 1).unwrap();
                }
            });
        }
    });
    first.refresh().unwrap();
    let tags = first.book().contact(ana.id).unwrap().tags.len();
    assert_eq!((tags, first.position()), (90, 91));
    for store in stores {
        store.refresh().unwrap();
        assert_eq!(*store.book(), *first.book());
    }
}
