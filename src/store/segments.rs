//! Who is in segments now, and who was: day by day in a file of the store's, a line with a checksum for each filter.
//!
//! By the filter, not by the name: a segment that is called otherwise goes on, one that asks something else begins anew. A line
//! that is damaged is gone, which costs nothing but what it told of earlier days; the others stay.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::{Result, at, writing};
use super::line::{checked, parse, put_sealed};
use super::session::Inner;
use super::{Store, layout};
use crate::domain::called::{Called, WORSE};
use crate::domain::condition::{Condition, Depth, Segment, Sorted, World};
use crate::domain::health::Healths;
use crate::domain::id::ContactId;
use crate::domain::members::{Members, Since};
use crate::domain::settings::Settings;

/// Of so many contacts it is reckoned at once how relationships stand: some ten milliseconds.
const MANY: usize = 2_000;

/// Full records that are read at once.
const AT_ONCE: usize = 500;

/// Who is in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InSegment {
    /// The segment's.
    pub name: String,
    pub filter: String,
    /// Whether those in it are called to the agenda.
    pub agenda: bool,
    /// Without those who are archived; in no order.
    pub there: Vec<ContactId>,
    /// Who came and who left since a month ago.
    pub since: Since,
    /// Since which day each has been there, in the same order.
    pub days: Vec<NaiveDate>,
}

impl InSegment {
    /// Who is called to the agenda.
    pub fn called(all: &[Self]) -> Called {
        let mut called = Called::default();
        for one in all.iter().filter(|one| one.agenda) {
            called.add(&one.name, one.there.iter().copied().zip(one.days.iter().copied()));
        }
        called
    }
}

/// Who is in segments.
#[derive(Debug)]
pub struct Counted {
    pub found: Vec<InSegment>,
    /// How relationships stand, where a segment asks for that.
    pub healths: Option<Arc<Healths>>,
    /// Whether it could be kept for another day, where it was to be.
    pub kept: Result<()>,
}

/// A line: what is remembered of a filter.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Line {
    store: Uuid,
    filter: String,
    #[serde(flatten)]
    members: Members,
}

impl Store {
    /// Of whom a condition holds, archived ones too, in no order. Reads full records where it takes them.
    pub fn fitting(
        &self,
        asked: &Condition,
        segments: &[Segment],
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Vec<ContactId>> {
        self.fitting_while(asked, segments, settings, today, || true).map(Option::unwrap_or_default)
    }

    /// The same for as long as it is wanted; `None` where it no longer was.
    pub fn fitting_while(
        &self,
        asked: &Condition,
        segments: &[Segment],
        settings: &Settings,
        today: NaiveDate,
        goes_on: impl Fn() -> bool,
    ) -> Result<Option<Vec<ContactId>>> {
        if !goes_on() {
            return Ok(None);
        }
        let settings = &*self.knowing_healths(settings, today, asked.asks_for_health(segments))?;
        let Sorted { mut held, undecided } = {
            // A commit waits for the book, and judging many takes a moment.
            let book = self.book().bare();
            World::new(&book, settings, segments, today).sorted(asked, Depth::Rows)
        };
        for some in undecided.chunks(AT_ONCE) {
            if !goes_on() {
                return Ok(None);
            }
            let contacts = self.contacts(some)?;
            let book = self.book();
            held.extend(World::new(&book, settings, segments, today).of_full(asked, contacts.iter()));
        }
        Ok(Some(held))
    }

    /// The same settings with how relationships stand, where that is asked for and isn't known.
    ///
    /// # Errors
    /// What happened can't be read.
    pub fn knowing_healths<'s>(
        &self,
        settings: &'s Settings,
        today: NaiveDate,
        asked: bool,
    ) -> Result<Cow<'s, Settings>> {
        if !asked || settings.healths.is_some() {
            return Ok(Cow::Borrowed(settings));
        }
        let ledger = self.ledger(&|_| true)?.unwrap_or_default();
        // A commit waits for the book, and reckoning all takes a moment.
        let book = self.book().bare();
        let healths = Some(Arc::new(Healths::reckon(&book, &ledger, settings, today.into())));
        Ok(Cow::Owned(Settings { healths, ..settings.clone() }))
    }

    /// Who is called to the agenda since their health turned for the worse, as it was found today before; `None` where nobody has looked
    /// today.
    pub fn worse_as_kept(&self, today: NaiveDate) -> Option<Called> {
        let mut remembered = self.inner.remembered();
        let members = members_of(&mut remembered, &Segment::worse().condition);
        // What changed since may have helped. Of many it takes too long to find that out each time: then it is told tomorrow.
        let is_as_it_was = members.at == self.position();
        if !is_as_it_was && self.book().contacts().len() <= MANY {
            return None;
        }
        let there = members.on(today)?;
        let mut called = Called::default();
        called.add(WORSE, members.there_since(today, &there).into_iter());
        Some(called)
    }

    /// Who is in each of the segments today, and who came and left. Where nobody looked today, who is there is kept. What relationships
    /// stand like comes along where a segment asks for it.
    ///
    /// # Errors
    /// Full records can't be read. That it can't be kept is none: it is only said with the rest.
    pub fn in_segments(&self, segments: &[Segment], settings: &Settings, today: NaiveDate) -> Result<Counted> {
        let settings = &settings.calling_nobody();
        let asked = segments.iter().any(|segment| segment.condition.asks_for_health(segments));
        let settings = &*self.knowing_healths(settings, today, asked)?;
        let mut there = Vec::new();
        for segment in segments {
            let mut held = self.fitting(&segment.condition, segments, settings, today)?;
            let book = self.book();
            held.retain(|id| book.facts_of(*id).is_some_and(|facts| !facts.archived));
            there.push(held);
        }
        let mut remembered = self.inner.remembered();
        let (position, mut is_new) = (self.position(), false);
        for (segment, there) in segments.iter().zip(&there) {
            let members = members_of(&mut remembered, &segment.condition);
            if !members.knows(today) {
                members.keep(today, there);
                members.at = position;
                is_new = true;
            }
        }
        let kept = if is_new && !self.is_read_only() { self.inner.remember(&remembered) } else { Ok(()) };
        let all = segments.iter().zip(there).map(|(segment, there)| {
            let Segment { name, filter, condition, agenda } = segment;
            let members = members_of(&mut remembered, condition);
            let days = members.there_since(today, &there).into_iter().map(|(_, day)| day).collect();
            InSegment {
                name: name.clone(),
                filter: filter.clone(),
                agenda: *agenda,
                since: members.since(today, &there),
                there,
                days,
            }
        });
        Ok(Counted { found: all.collect(), healths: settings.healths.clone(), kept })
    }
}

/// What is remembered of a condition.
fn members_of<'r>(remembered: &'r mut Vec<(String, Members)>, condition: &Condition) -> &'r mut Members {
    let filter = condition.to_string();
    let at = remembered.iter().position(|(known, _)| *known == filter).unwrap_or_else(|| {
        remembered.push((filter, Members::default()));
        remembered.len() - 1
    });
    &mut remembered[at].1
}

impl Inner {
    /// What is remembered of each filter; of what can't be read, nothing.
    fn remembered(&self) -> Vec<(String, Members)> {
        let text = match fs::read(layout::members(&self.dir)) {
            Ok(text) => text,
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "who was in segments can't be read");
                }
                return Vec::new();
            }
        };
        let store = self.session().layout.origin.store;
        let lines = text.split_inclusive(|byte| *byte == b'\n');
        let line = |line: &[u8]| checked(line).and_then(|_| parse::<Line>(line)).filter(|line| line.store == store);
        lines.filter_map(line).map(|line| (line.filter, line.members)).collect()
    }

    fn remember(&self, remembered: &[(String, Members)]) -> Result<()> {
        let (path, store) = (layout::members(&self.dir), self.session().layout.origin.store);
        let mut text = Vec::new();
        for (filter, members) in remembered.iter().filter(|(_, members)| !members.is_empty()) {
            let line = Line { store, filter: filter.clone(), members: members.clone() };
            put_sealed(&line, &mut text).map_err(|error| at(&path)(error.into()))?;
        }
        self.disk.replace(&path, &path.with_extension("part"), &text).map_err(writing(&self.dir))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::change::{Act, Change, Label, Set};
    use crate::domain::condition::read;
    use crate::domain::contact::{Contact, Tier};
    use crate::domain::record::Record;
    use crate::domain::view::List;
    use crate::store::Who;
    use crate::store::disk::{Disk, Verdict};

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    fn open(dir: &std::path::Path) -> Store {
        Store::open(dir, Who { author: "ana".into(), screen: false }).unwrap()
    }

    fn segment(name: &str, filter: &str) -> Segment {
        let condition = read(List::Contacts, filter).unwrap();
        Segment { name: name.into(), filter: filter.into(), condition, agenda: false }
    }

    fn tiered(store: &Store, name: &str, tier: Option<Tier>) -> Contact {
        let contact = Contact { tier, ..Contact::new(store.ids().draw(), name, today()) };
        put(store, None, contact.clone());
        contact
    }

    fn put(store: &Store, before: Option<Contact>, after: Contact) {
        let change = Change { before: before.map(Record::Contact), after: Some(Record::Contact(after)) };
        let set = Set { label: Label::new(Act::Edit, "Ana"), changes: vec![change] };
        store.commit(set, store.position()).unwrap();
    }

    /// How many are in each, came and left, and since when.
    fn told(store: &Store, segments: &[Segment], day: NaiveDate) -> Vec<String> {
        let Counted { found: all, kept, .. } = store.in_segments(segments, &Settings::default(), day).unwrap();
        kept.unwrap();
        let told = |one: &InSegment| {
            let since = one.since.day.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} +{} -{} {since}", one.name, one.there.len(), one.since.came.len(), one.since.left.len())
        };
        all.iter().map(told).collect()
    }

    #[test]
    fn who_came_and_left_is_remembered_by_the_filter_and_damage_costs_only_its_line() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("store");
        let store = open(&dir);
        let ana = tiered(&store, "Ana", Some(Tier::A));
        tiered(&store, "Bo", Some(Tier::B));
        let segments = [segment("A", "tier:a"), segment("B", "tier:b")];
        let before = today() - Days::new(10);
        assert_eq!(told(&store, &segments, before), ["A 1 +0 -0 ", "B 1 +0 -0 "]);
        put(&store, Some(ana.clone()), Contact { tier: Some(Tier::B), ..ana });
        let expect = ["A 0 +0 -1 2026-11-11", "B 2 +1 -0 2026-11-11"];
        assert_eq!(told(&store, &segments, today()), expect);
        // In another session, under another name; what asks something else begins anew.
        drop(store);
        let (store, file) = (open(&dir), layout::members(&dir));
        let renamed = [segment("First", "stufe:a"), segment("B", "tier:b,c")];
        assert_eq!(told(&store, &renamed, today()), ["First 0 +0 -1 2026-11-11", "B 2 +0 -0 "]);
        // A line that is damaged begins anew, the other stays; a file that is no text begins anew as a whole.
        let mut text = fs::read(&file).unwrap();
        text[60] ^= 1;
        fs::write(&file, text).unwrap();
        assert_eq!(told(&store, &segments, today()), ["A 0 +0 -0 ", expect[1]]);
        fs::write(&file, [0xff; 300]).unwrap();
        assert_eq!(told(&store, &segments, today()), ["A 0 +0 -0 ", "B 2 +0 -0 "]);
        fs::remove_file(&file).unwrap();
        assert_eq!(told(&store, &segments, today()), ["A 0 +0 -0 ", "B 2 +0 -0 "]);
        assert!(file.exists());
    }

    #[test]
    fn what_cannot_be_kept_is_said_all_the_same() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("store");
        tiered(&open(&dir), "Ana", Some(Tier::A));
        let disk = Disk::hooked(|_| Verdict::Fail(std::io::ErrorKind::StorageFull.into()));
        let store = Store::open_on(disk, &dir, Who { author: "ana".into(), screen: false }).unwrap();
        let Counted { found: all, kept, .. } =
            store.in_segments(&[segment("A", "tier:a")], &Settings::default(), today()).unwrap();
        assert_eq!((all[0].there.len(), kept.is_err()), (1, true));
        let read_only = Store::open_read_only(&dir, Who { author: "ana".into(), screen: false }).unwrap();
        assert_eq!(told(&read_only, &[segment("A", "tier:a")], today()), ["A 1 +0 -0 "]);
        assert!(!layout::members(&dir).exists());
    }
}
