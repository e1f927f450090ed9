//! What a store must hold: the same sets, applied in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fmt::Debug;

use touchbase::domain::book::Book;
use touchbase::domain::change::Change;
use touchbase::domain::contact::Contact;
use touchbase::domain::ledger::{Entry, Event, Ledger};
use touchbase::domain::record::{Record, RecordId, RecordKind, TimelineOf};
use touchbase::domain::said::Said;
use touchbase::domain::search::{Words, fold_said};
use touchbase::store::{Result, Search, Seq, Store, StreamError};

#[derive(Clone, Default)]
pub struct Model {
    pub records: BTreeMap<RecordId, Record>,
    pub book: Book,
    pub sets: BTreeMap<Seq, Vec<Change>>,
}

impl Model {
    /// What holds these records, wherever they come from.
    pub fn of(records: BTreeMap<RecordId, Record>) -> Self {
        let mut book = Book::default();
        records.values().for_each(|record| book.apply(&Change::create(record.clone())));
        // Whose timelines are asked for is known by what was changed.
        let sets = BTreeMap::from([(0, records.values().cloned().map(Change::create).collect())]);
        Self { records, book, sets }
    }

    /// Applies a set, which starts from what is there.
    pub fn apply(&mut self, seq: Seq, changes: Vec<Change>) {
        for change in &changes {
            let id = change.id().unwrap();
            assert_eq!(self.records.get(&id), change.before.as_ref(), "a set starts from what is there");
        }
        self.lay(seq, changes);
    }

    /// Applies a set over whatever is there, as is done where one before it is lost.
    pub fn lay(&mut self, seq: Seq, changes: Vec<Change>) {
        for change in &changes {
            let id = change.id().unwrap();
            match &change.after {
                Some(record) => drop(self.records.insert(id, record.clone())),
                None => drop(self.records.remove(&id)),
            }
            self.book.apply(change);
        }
        self.sets.insert(seq, changes);
    }

    pub fn all<'a, T: 'a>(&'a self, of: impl Fn(&'a Record) -> Option<&'a T>) -> Vec<&'a T> {
        self.records.values().filter_map(of).collect()
    }

    pub fn contacts(&self) -> Vec<&Contact> {
        self.all(|record| if let Record::Contact(r) = record { Some(r) } else { None })
    }

    pub fn timeline(&self, of: TimelineOf) -> Vec<Record> {
        let mut standing: Vec<&Record> = self.records.values().filter(|r| r.timelines().contains(&of)).collect();
        standing.sort_by_key(|r| std::cmp::Reverse((r.moment(), r.id())));
        standing.into_iter().cloned().collect()
    }

    /// What in the store isn't as it should be: every record, timeline, and the book.
    pub fn differs(&self, store: &Store) -> Result<Option<String>> {
        // Rows that were taken back may be short of what is older, and are the same once that is filled in.
        store.refill()?;
        if *store.book() != self.filled() {
            let (there, wanted) = (store.book().contacts().count(), self.book.contacts().count());
            return Ok(Some(format!("the books differ: {there} contacts for {wanted}")));
        }
        self.differs_in_records(store)
    }

    /// The book with nothing left to be filled in.
    fn filled(&self) -> Book {
        let mut book = self.book.clone();
        for contact in book.to_refill() {
            let mut interactions = Vec::new();
            for record in self.timeline(contact.into()) {
                if let Record::Interaction(one) = record {
                    interactions.push(one);
                }
            }
            book.refill(contact, &interactions);
        }
        book
    }

    /// The same without the book.
    pub fn differs_in_records(&self, store: &Store) -> Result<Option<String>> {
        let (there, wanted): (Vec<Record>, Vec<Record>) =
            (all_records(store)?.into_values().collect(), self.records.values().cloned().collect());
        if let Some(what) = unlike(&there, &wanted) {
            return Ok(Some(format!("the records: {what}")));
        }
        // Those whose records are gone must have no timeline left.
        let whose: BTreeSet<TimelineOf> =
            self.sets.values().flatten().flat_map(|change| [&change.before, &change.after]).flatten().fold(
                BTreeSet::new(),
                |mut all, record| {
                    all.extend(record.timelines());
                    all
                },
            );
        for of in whose {
            if let Some(what) = unlike(&store.timeline(of, 0, usize::MAX)?, &self.timeline(of)) {
                return Ok(Some(format!("the timeline of {}: {what}", of.0)));
            }
        }
        self.differs_in_texts(store)
    }

    /// What is found is what looking at every record finds.
    pub fn differs_in_texts(&self, store: &Store) -> Result<Option<String>> {
        let all: Vec<Said> = self.records.values().filter_map(Said::of).collect();
        let endings = all.iter().filter_map(|said| said.text.split_whitespace().last()).take(4);
        for typed in endings.chain(["a", "1 -2", "-a b"]) {
            let words = Words::new(typed);
            let mut fitting: Vec<Said> =
                all.iter().filter(|said| words.seeker().fits(&fold_said(&said.text))).cloned().collect();
            fitting.sort_unstable_by_key(|said| std::cmp::Reverse(said.place));
            if let Some(what) = unlike(&found_in_pages(store, typed, 97)?, &fitting) {
                return Ok(Some(format!("a search for {typed:?}: {what}")));
            }
        }
        self.differs_in_ledger(store)
    }

    /// The ledger has what each record tells.
    fn differs_in_ledger(&self, store: &Store) -> Result<Option<String>> {
        let contacts = self.contacts().into_iter().map(|contact| (contact.id, contact.company()));
        let companies = self.all(|record| if let Record::Company(one) = record { Some(one) } else { None });
        let mut making = Ledger::begin(contacts, companies.into_iter().map(|company| company.id));
        self.records.values().filter_map(Entry::of).for_each(|entry| making.push(&entry));
        let Some(there) = store.ledger(&|_| true)? else { return Ok(Some("no ledger".into())) };
        Ok(unlike(&lines(&there), &lines(&making.finish())).map(|what| format!("the ledger: {what}")))
    }
}

/// What a ledger says, in an order that doesn't depend on where it comes from.
fn lines(ledger: &Ledger) -> Vec<String> {
    let line = |of: &dyn Debug, event: &Event| {
        let people: Vec<_> = ledger.people(event).collect();
        format!("{of:?} {:?} {:?} {people:?}", event.day, event.what)
    };
    let mut all: Vec<String> = ledger.events().iter().map(|event| line(&"all", event)).collect();
    all.sort_unstable();
    for contact in 0..ledger.contacts().len() {
        let mut own: Vec<String> = ledger.of(contact).map(|event| line(&ledger.contacts()[contact], event)).collect();
        own.sort_unstable();
        all.append(&mut own);
    }
    all
}

/// All records, each kind as it is streamed.
pub fn all_records(store: &Store) -> Result<BTreeMap<RecordId, Record>> {
    let mut all = BTreeMap::new();
    for kind in RecordKind::ALL {
        let taken = store.each(kind, |record| {
            assert!(all.insert(record.id(), record).is_none(), "a record comes twice");
            Ok::<_, Infallible>(())
        });
        match taken {
            Err(StreamError::Store(error)) => return Err(error),
            Err(StreamError::Stream(never)) => match never {},
            Ok(()) => {}
        }
    }
    Ok(all)
}

/// All that is found, read in pages of `page`.
pub fn found_in_pages(store: &Store, typed: &str, page: usize) -> Result<Vec<Said>> {
    let mut search = Search::new(Words::new(typed), page);
    let mut all: Vec<Said> = Vec::new();
    loop {
        let found = store.search_texts(&search, &|| true)?;
        all.extend(found.said);
        if found.rest.is_none() {
            return Ok(all);
        }
        search.before = found.rest;
    }
}

/// How two lists differ, if they do.
fn unlike<T: PartialEq + Debug>(there: &[T], wanted: &[T]) -> Option<String> {
    if there == wanted {
        return None;
    }
    let first = there.iter().zip(wanted).position(|(one, other)| one != other);
    let first = first.unwrap_or(there.len().min(wanted.len()));
    let told = |all: &[T]| all.get(first).map(|one| format!("{one:?}").chars().take(300).collect::<String>());
    Some(format!(
        "{} there, {} wanted; number {first} is {:?}, should be {:?}",
        there.len(),
        wanted.len(),
        told(there),
        told(wanted)
    ))
}
