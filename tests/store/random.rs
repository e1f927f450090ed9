//! Random days of work against a model: the same sets, undos and restarts, in memory.

use proptest::prelude::*;
use proptest::sample::Index;
use touchbase::domain::change::{Act, Change, Set};
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::Contact;
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::Ids;
use touchbase::domain::record::Record;
use touchbase::formats::json::{self, Document, Known, Why};
use touchbase::store::{Seq, Store, StoreError, Which};

use crate::support::*;
use crate::trials::model::Model;
use crate::trials::records::{consent, follow_up};

#[derive(Debug, Clone)]
enum Act_ {
    Add,
    AddMany,
    Rename(Index, String),
    /// With all that hangs on them.
    Delete(Index),
    Log(Index, u32, String),
    Unlog(Index),
    FollowUp(Index, u32),
    Done(Index),
    Consent(Index, bool),
    UndoLast,
    Undo(Index),
    Redo,
    /// As after `kill -9`.
    Reopen,
    Close,
    Read(Index),
    Search,
    LoseSide,
    LoseTexts,
    LoseArchive,
}

fn act() -> impl Strategy<Value = Act_> {
    use Act_::*;
    let some = any::<Index>;
    prop_oneof![
        4 => Just(Add),
        1 => Just(AddMany),
        3 => (some(), ".{0,12}").prop_map(|(i, s)| Rename(i, s)),
        1 => some().prop_map(Delete),
        6 => (some(), 1..28_u32, ".{0,40}").prop_map(|(i, day, text)| Log(i, day, text)),
        2 => some().prop_map(Unlog),
        3 => (some(), 1..28_u32).prop_map(|(i, day)| FollowUp(i, day)),
        2 => some().prop_map(Done),
        2 => (some(), any::<bool>()).prop_map(|(i, given)| Consent(i, given)),
        3 => Just(UndoLast),
        3 => some().prop_map(Undo),
        2 => Just(Redo),
        2 => Just(Reopen),
        1 => Just(Close),
        2 => some().prop_map(Read),
        2 => Just(Search),
        1 => Just(LoseSide),
        1 => Just(LoseTexts),
        1 => Just(LoseArchive),
    ]
}

fn pick<'a, T>(index: &Index, all: &'a [T]) -> Option<&'a T> {
    (!all.is_empty()).then(|| index.get(all))
}

/// The changes that an act means, if it means any.
fn changes(act: &Act_, model: &Model, ids: &mut Ids) -> Vec<Change> {
    let contacts = model.contacts();
    let day = |day: u32| format!("2026-11-{day:02}").parse().unwrap();
    match act {
        Act_::Add => vec![Change::create(contact(ids, "New"))],
        Act_::AddMany => (0..501).map(|n| Change::create(contact(ids, &format!("Many {n}")))).collect(),
        Act_::Rename(who, name) => pick(who, &contacts)
            .map(|who| {
                Change::edit((*who).clone(), Contact { name: name.clone(), notes: name.clone(), ..(*who).clone() })
            })
            .into_iter()
            .collect(),
        Act_::Delete(who) => pick(who, &contacts)
            .map(|who| {
                let hanging = model.timeline(who.id.into()).into_iter().map(Change::delete);
                hanging.chain([Change::delete((*who).clone())]).collect()
            })
            .unwrap_or_default(),
        Act_::Log(who, day, text) => {
            pick(who, &contacts).map(|who| Change::create(call(ids, who.id, *day, text))).into_iter().collect()
        }
        Act_::Unlog(which) => {
            let calls = model.all(|record| matches!(record, Record::Interaction(_)).then_some(record));
            pick(which, &calls).map(|call| Change::delete((*call).clone())).into_iter().collect()
        }
        Act_::FollowUp(who, due) => {
            pick(who, &contacts).map(|who| Change::create(follow_up(ids, who.id, day(*due)))).into_iter().collect()
        }
        Act_::Done(which) => {
            let open = model.all(|record| if let Record::FollowUp(r) = record { Some(r) } else { None });
            pick(which, &open)
                .map(|r| Change::edit((*r).clone(), FollowUp { state: FollowUpState::Done, ..(*r).clone() }))
                .into_iter()
                .collect()
        }
        Act_::Consent(who, given) => pick(who, &contacts)
            .map(|who| {
                let state = if *given { ConsentState::Given } else { ConsentState::Withdrawn };
                Change::create(Consent { state, ..consent(ids, who.id, day(3)) })
            })
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// What is taken back, if the store allows it, must be exactly the inverse of that set.
fn take_back(result: Result<touchbase::store::Entry, StoreError>, model: &mut Model) {
    match result {
        Ok(entry) => {
            let set = Set { changes: model.sets[&entry.undoes.unwrap()].clone(), ..Set::default() };
            model.apply(entry.seq, set.inverse().changes);
        }
        Err(
            StoreError::NothingToUndo
            | StoreError::ChangedSince(_)
            | StoreError::AlreadyUndone(_)
            | StoreError::Changed(_)
            | StoreError::Conflict(_),
        ) => {}
        Err(error) => panic!("{error:?}"),
    }
}

fn work(acts: Vec<Act_>) {
    let place = place();
    let mut store = open(&place.dir);
    let mut model = Model::default();
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    for act in acts {
        match &act {
            Act_::UndoLast => take_back(store.undo(Which::Mine), &mut model),
            Act_::Undo(index) if store.position() > 0 => {
                let seq = index.index(usize::try_from(store.position()).unwrap()) as Seq + 1;
                take_back(store.undo(Which::Seq(seq)), &mut model);
            }
            Act_::Redo => take_back(store.redo(), &mut model),
            Act_::Close => store.close(),
            Act_::Reopen => {
                drop(store);
                store = open(&place.dir);
            }
            Act_::Read(who) => {
                if let Some(who) = pick(who, &model.contacts()) {
                    assert_eq!(store.timeline(who.id.into(), 0, 99).unwrap(), model.timeline(who.id.into()));
                    assert_eq!(store.contact(who.id).unwrap().as_ref(), Some(*who));
                }
            }
            Act_::Search => assert_eq!(model.differs_in_texts(&store).unwrap(), None),
            Act_::LoseSide => drop(std::fs::remove_file(place.dir.join("gen-1/side"))),
            Act_::LoseTexts => drop(std::fs::remove_file(place.dir.join("gen-1/texts"))),
            Act_::LoseArchive => {
                store.close();
                let _ = std::fs::remove_dir_all(place.dir.join("gen-1/archive"));
            }
            _ => {
                let changes = changes(&act, &model, &mut ids);
                if !changes.is_empty() {
                    let set = set(Act::Edit, "random", changes);
                    let changes = set.changes.clone();
                    let done = commit(&store, set).unwrap();
                    if !changes.is_empty() {
                        model.apply(done.seq, changes);
                    }
                }
            }
        }
        assert!(*store.book() == model.book, "the books differ");
    }
    assert_eq!(model.differs(&store).unwrap(), None);
    store.close();
    drop(store);
    let store = open(&place.dir);
    assert_eq!(model.differs(&store).unwrap(), None);
    comes_back(&store);
}

/// The whole store as a document.
fn whole(store: &Store) -> Vec<u8> {
    let mut out = Vec::new();
    let mut document = Document::begin(&mut out).unwrap();
    for kind in json::ORDER {
        document.list(kind).unwrap();
        store.each(kind, |record| document.record(&record)).unwrap();
    }
    document.end().unwrap();
    out
}

/// What is exported makes the same store out of an empty one.
fn comes_back(store: &Store) {
    let document = whole(store);
    let file = json::read(&document).unwrap();
    let place = place();
    let other = open(&place.dir);
    let plan = json::plan(&file, &Known::of(&other.book()), &|id| other.record(id)).unwrap();
    assert_eq!(plan.kept, []);
    // An undo may have left what hangs on nobody any more: it stays behind, and is told.
    assert!(plan.refused.iter().all(|refused| refused.why == Why::NoContact), "{:?}", plan.refused);
    let done = other.commit_stream(plan.label("all.json"), 0, plan.changes::<StoreError>(&file)).unwrap();
    assert_eq!(done.seq, u64::from(!plan.created.is_empty()));
    assert!(whole(&other) == document || !plan.refused.is_empty(), "it comes back otherwise");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_random_life_is_what_the_model_says(acts in prop::collection::vec(act(), 1..60)) {
        work(acts);
    }
}
