//! What a file tells of people: interactions, follow-ups and feedback. Whom each concerns, and whether it is here already.
//!
//! An entry is known again by its source id: by the id of its record, which is made of that, and where the day of it moved by what
//! hangs on those it concerns. What the file said last stands behind the source id as a fingerprint: an entry that is here as it was
//! said follows the file, one that was changed here stays (`record`). `coming` makes the changes, `closing` says what doesn't
//! stand in its calendar any more, `fields` tells an entry field by field.

mod closing;
mod coming;
pub mod deleted;
mod fields;
mod matched;
mod record;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

pub use self::closing::{Closing, Gone, promises};
pub use self::coming::Strangers;
use self::coming::newcomer;
pub(super) use self::fields::of_record;
pub use self::matched::{Matched, Meant, matched};
pub use self::record::program;
use self::record::{begins_again, calendar_print, is_as_said, origin, without_said};
use self::record::{brought, follow_up_id, is_older, is_over, plain_source, record_id, source_id, source_of, was_said};
use super::Here;
use crate::domain::feedback::FeedbackKind;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::interaction::{Kind, Participant};
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::excerpt;
use crate::formats::calendar::SOURCE;
use crate::formats::draft::{Entry, What, Whom};

/// Characters of what an entry is about that are told.
const TITLE: usize = 60;

/// An entry of the file, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedEntry {
    /// Which record of the file it is, from 0.
    pub card: u32,
    pub line: usize,
    /// The beginning of what it is about; may be empty.
    pub title: String,
    pub kind: EntryKind,
    /// On which it was, or is due.
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Whom it names of whom nobody is known.
    pub named: Vec<String>,
    /// Those who are called as it names somebody, where several are: nobody knows which of them it concerns.
    pub may_be: Vec<ContactId>,
    /// Who of these can become a contact, where nobody it names is known.
    pub newcomer: Option<Whom>,
    pub fate: EntryFate,
    /// It was done or cancelled in the file.
    pub is_over: bool,
    /// It was to be, and was called off.
    pub called_off: bool,
    /// The records that it becomes: one, or for a follow-up or feedback one for each whom it concerns.
    records: Vec<Becomes>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Interaction(Kind),
    FollowUp,
    Feedback(FeedbackKind),
    Order,
}

/// What becomes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFate {
    New,
    Changed,
    /// It is here, or was changed here.
    Unchanged,
    /// None of those it concerns is known.
    Unmatched,
    /// It was here and was deleted: it stays out unless it is asked for.
    Deleted {
        on: NaiveDate,
    },
    /// It is over or cancelled, and was never here.
    Over,
}

/// A record that an entry becomes.
#[derive(Debug, Clone, PartialEq)]
struct Becomes {
    id: RecordId,
    fate: EntryFate,
    with: Vec<Participant>,
    /// The company that ordered, where nobody of it is known.
    at: Option<CompanyId>,
    /// It had ended as the file said, and goes on.
    begins_again: bool,
    /// The user ended it here, and the file still has it open: it goes on only if that is chosen.
    may_go_on: bool,
    /// It is here as a newer file has it, and stays so.
    is_older: bool,
    /// An open follow-up that it is the end of: what was promised has happened.
    closes: Option<FollowUpId>,
}

impl EntryKind {
    pub fn of(what: &What) -> Self {
        match what {
            What::Interaction(one) => Self::Interaction(one.kind),
            What::FollowUp(_) => Self::FollowUp,
            What::Feedback(one) => Self::Feedback(one.kind),
            What::Order(_) => Self::Order,
        }
    }

    /// As it is written for programs: `call`, `follow_up`, `complaint`.
    pub fn word(self) -> String {
        match self {
            Self::Interaction(kind) => fields::word(&kind),
            Self::FollowUp => "follow_up".to_owned(),
            Self::Feedback(kind) => fields::word(&kind),
            Self::Order => "order".to_owned(),
        }
    }
}

impl PlannedEntry {
    fn of(matched: &Matched, entry: &Entry) -> Self {
        let time = match &entry.what {
            What::Interaction(one) => one.time(),
            What::FollowUp(one) => one.time,
            What::Feedback(_) | What::Order(_) => None,
        };
        Self {
            card: matched.card,
            line: matched.line,
            title: excerpt(entry.text(), TITLE),
            kind: EntryKind::of(&entry.what),
            day: entry.day(),
            time,
            named: matched.strangers.clone(),
            may_be: Vec::new(),
            newcomer: None,
            fate: EntryFate::Unmatched,
            is_over: is_over(entry),
            called_off: entry.called_off,
            records: Vec::new(),
        }
    }

    /// What becomes of it, by what becomes of its records.
    fn fate_of_records(&self) -> EntryFate {
        let fates = || self.records.iter().map(|becomes| becomes.fate);
        let of = |wanted: fn(&EntryFate) -> bool| fates().find(wanted);
        of(|fate| *fate == EntryFate::New)
            .or_else(|| of(|fate| *fate == EntryFate::Changed))
            .or_else(|| of(|fate| matches!(fate, EntryFate::Deleted { .. })))
            .or_else(|| of(|fate| *fate == EntryFate::Unchanged))
            .or_else(|| fates().next())
            .unwrap_or(EntryFate::Unchanged)
    }

    /// When it was deleted here, if it was.
    pub fn deleted(&self) -> Option<NaiveDate> {
        match self.fate {
            EntryFate::Deleted { on } => Some(on),
            _ => None,
        }
    }

    /// Whether a promise that the file ended before goes on.
    pub fn begins_again(&self) -> bool {
        self.records.iter().any(|becomes| becomes.begins_again)
    }

    /// Whether the user ended it here, and the file still has it open.
    pub fn may_go_on(&self) -> bool {
        self.fate == EntryFate::Unchanged && self.records.iter().any(|becomes| becomes.may_go_on)
    }

    /// Whether several are called as it names somebody, and nobody else whom it names is known.
    pub fn is_ambiguous(&self) -> bool {
        self.fate == EntryFate::Unmatched && !self.may_be.is_empty()
    }

    /// Those whom it concerns, who are here or come in with the file.
    pub fn concerned(&self) -> Vec<ContactId> {
        let mut with: Vec<ContactId> = Vec::new();
        for one in self.records.iter().flat_map(|becomes| &becomes.with) {
            if !with.contains(&one.contact) {
                with.push(one.contact);
            }
        }
        with
    }

    /// Whether it stays as a newer file has it.
    pub fn is_older(&self) -> bool {
        self.records.iter().any(|becomes| becomes.is_older)
    }

    /// Whether anything changes with it.
    pub fn changes(&self) -> bool {
        matches!(self.fate, EntryFate::New | EntryFate::Changed)
    }

    /// The first record that it becomes or is.
    pub fn record(&self) -> Option<RecordId> {
        self.records.first().map(|becomes| becomes.id)
    }
}

/// Looks for entries that are here.
pub struct Looking<'a, 'h, E> {
    here: &'a Here<'h, E>,
    /// Whether anybody was here before the import.
    is_anybody: bool,
    /// Follow-ups that a merge took for the same as others, and those that stayed.
    merged: HashMap<FollowUpId, FollowUpId>,
    /// What hangs on contacts, by its source id.
    timelines: HashMap<ContactId, HashMap<String, Vec<RecordId>>>,
    /// Records that entries before became.
    seen: HashSet<RecordId>,
    /// Of what the file gives no id: what entries before are known again by, and what each of them says.
    plain: HashMap<String, String>,
    /// The source ids of entries before, and what they become.
    told: HashMap<String, RecordKind>,
    /// Who is here of those whom entries of calendars concern.
    concerned: BTreeSet<ContactId>,
    /// What the files hold, by their numbers: each calendar is as old as it is, whatever comes in with it.
    parts: BTreeMap<usize, Part>,
    /// The file that is planned.
    part: usize,
}

/// What the entries of a file tell of it.
#[derive(Debug, Default)]
struct Part {
    /// The first of its source ids.
    first: String,
    /// The first of its days.
    earliest: Option<NaiveDate>,
    /// When anything of it was last revised, where it tells.
    newest: Option<i64>,
    /// Whether any of it is here.
    knows_any: bool,
    /// Whether something is here as a newer one has it: what it doesn't hold says nothing.
    is_older: bool,
    /// Of each calendar how many of its entries are here that came from it.
    origins: BTreeMap<String, usize>,
}

impl<'a, 'h, E> Looking<'a, 'h, E> {
    pub fn new(here: &'a Here<'h, E>, is_anybody: bool, merged: HashMap<FollowUpId, FollowUpId>) -> Self {
        let (timelines, seen, told, concerned, parts) = Default::default();
        let plain = HashMap::new();
        Self { here, is_anybody, merged, timelines, seen, plain, told, concerned, parts, part: 0 }
    }

    /// How new a file is: asked for each of its entries before any is planned.
    pub fn note(&mut self, matched: &Matched, part: usize) {
        let part = self.parts.entry(part).or_default();
        part.newest = part.newest.max(matched.revised);
    }

    fn own(&mut self) -> &mut Part {
        self.parts.entry(self.part).or_default()
    }

    /// What becomes of an entry of the file with that number.
    pub fn plan(&mut self, matched: &Matched, entry: &Entry, part: usize) -> Result<PlannedEntry, E> {
        let mut planned = PlannedEntry::of(matched, entry);
        let source = self.source(entry)?;
        self.part = part;
        let own = self.own();
        if own.first.is_empty() || source < own.first {
            own.first.clone_from(&source);
        }
        own.earliest = Some(own.earliest.map_or(planned.day, |earliest| earliest.min(planned.day)));
        let with = if matched.with.is_empty() { self.given(entry, &source)? } else { matched.with.clone() };
        if source.starts_with(SOURCE) {
            self.concerned.extend(with.iter().filter(|(_, is_new)| !is_new).map(|(one, _)| one.contact));
        }
        if entry.called_off {
            return Ok(PlannedEntry { fate: EntryFate::Over, ..planned });
        }
        let kind = record_id(entry, &source).kind;
        if let (true, What::Order(_), Some(company)) = (with.is_empty(), &entry.what, matched.company) {
            planned.records = vec![self.of_company(entry, &source, company)?];
            planned.named.clear();
            planned.fate = planned.fate_of_records();
            self.told.insert(source, kind);
            return Ok(planned);
        }
        if with.is_empty() {
            self.told.insert(source, kind);
            planned.newcomer = newcomer(entry).cloned();
            planned.may_be.clone_from(&matched.may_be);
            return Ok(planned);
        }
        planned.records = self.records(entry, &source, &with)?;
        // Of what is here as a newer one has it, another file may say more.
        if !planned.is_older() {
            self.told.insert(source, kind);
        }
        planned.fate = planned.fate_of_records();
        Ok(planned)
    }

    /// By what an entry is known again: where the file gives no id by what is hardly ever corrected, so that it is the same with another
    /// duration or score. Of two that are alike in that and say something else the second is known by all that it says; and what is
    /// here as it is said is that, whatever is alike. A promise is the same on another day as long as it is open.
    fn source(&mut self, entry: &Entry) -> Result<String, E> {
        let whole = source_of(entry);
        let Some(plain) = plain_source(entry) else { return Ok(whole) };
        let there = if self.is_anybody { (self.here.record)(record_id(entry, &plain))? } else { None };
        let is_that = there.as_ref().is_some_and(|there| was_said(there, entry));
        let is_done = matches!(&there, Some(Record::FollowUp(one)) if !one.is_open());
        if !is_that && (is_done || self.is_anybody && (self.here.record)(record_id(entry, &whole))?.is_some()) {
            return Ok(whole);
        }
        let first = self.plain.entry(plain.clone()).or_insert_with(|| whole.clone());
        Ok(if *first == whole { plain } else { whole })
    }

    /// Whose an entry is though nobody whom it names is known: the user gave it to them before.
    fn given(&self, entry: &Entry, source: &str) -> Result<Vec<(Participant, bool)>, E> {
        if !self.is_anybody {
            return Ok(Vec::new());
        }
        for id in [record_id(entry, source), follow_up_id(source)] {
            let with = match (self.here.record)(id)? {
                Some(Record::Interaction(one)) => one.with,
                Some(Record::FollowUp(one)) => vec![Participant { contact: one.contact, company: None }],
                Some(Record::Feedback(one)) => vec![Participant { contact: one.contact, company: one.company }],
                Some(Record::Order(Order { contact: Some(contact), company, .. })) => {
                    vec![Participant { contact, company }]
                }
                _ => continue,
            };
            return Ok(with.into_iter().map(|participant| (participant, false)).collect());
        }
        Ok(Vec::new())
    }

    /// The order of a company of which nobody is named.
    fn of_company(&mut self, entry: &Entry, source: &str, company: CompanyId) -> Result<Becomes, E> {
        let id = record_id(entry, source);
        let there = (self.here.record)(id)?;
        let fate = match &there {
            _ if !self.seen.insert(id) => EntryFate::Unchanged,
            None => EntryFate::New,
            Some(there) if brought(there, entry, &[], None).is_some() => EntryFate::Changed,
            Some(_) => EntryFate::Unchanged,
        };
        let (with, at) = (Vec::new(), Some(company));
        Ok(Becomes { id, fate, with, at, begins_again: false, may_go_on: false, is_older: false, closes: None })
    }

    /// The records that an entry of these people becomes.
    fn records(&mut self, entry: &Entry, source: &str, with: &[(Participant, bool)]) -> Result<Vec<Becomes>, E> {
        if let What::Interaction(_) = &entry.what {
            return Ok(vec![self.one(entry, source, source, with)?]);
        }
        let mut records = Vec::new();
        for (number, one) in with.iter().enumerate() {
            // The first has the source's own id, so that it stays the same when more come to know it.
            let of_one = if number == 0 { source.to_owned() } else { format!("{source}/{}", one.0.contact) };
            records.push(self.one(entry, source, &of_one, &[*one])?);
        }
        Ok(records)
    }

    fn one(&mut self, entry: &Entry, source: &str, own: &str, with: &[(Participant, bool)]) -> Result<Becomes, E> {
        let id = record_id(entry, own);
        if let Some(stays) = self.merged.get(&FollowUpId(id.id)).filter(|_| id.kind == RecordKind::FollowUp) {
            // Another one stands for it, whatever this one says.
            let (id, with) =
                (RecordId::new(id.kind, stays.0), with.iter().map(|(participant, _)| *participant).collect());
            let (fate, begins_again, may_go_on, is_older, closes) = (EntryFate::Unchanged, false, false, false, None);
            return Ok(Becomes { id, fate, with, at: None, begins_again, may_go_on, is_older, closes });
        }
        let mut there = if self.is_anybody { (self.here.record)(id)? } else { None };
        let (mut closes, mut is_past_it) = (None, false);
        let newest = self.own().newest;
        let is_open = |record: &Record| matches!(record, Record::FollowUp(one) if one.is_open());
        let goes_on = |record: &Record| is_open(record) || begins_again(record);
        // One that recurs is another record each time.
        let is_past = |there: &Option<Record>| match there {
            Some(Record::FollowUp(one)) => !one.is_open() && one.recurs.is_some(),
            there => there.is_none(),
        };
        if is_past(&there) && !entry.source_id.is_empty() {
            for (participant, _) in with.iter().filter(|(_, is_new)| !is_new) {
                for other in self.of_source(participant.contact, source)? {
                    if other.kind != id.kind {
                        // What was, and is to be by a newer one, or the other way round, or wasn't at all.
                        is_past_it |= (self.here.record)(other)?.is_some_and(|other| is_older(&other, entry, newest));
                    }
                    if other.kind == id.kind && is_past(&there) && !self.seen.contains(&other) {
                        let found = (self.here.record)(other)?;
                        there = if there.is_none() || found.as_ref().is_some_and(goes_on) { found } else { there };
                    } else if other.kind == RecordKind::FollowUp && id.kind == RecordKind::Interaction {
                        let open = (self.here.record)(other)?.as_ref().is_some_and(is_open);
                        closes = open.then_some(FollowUpId(other.id)).or(closes);
                    }
                }
            }
        }
        let id = there.as_ref().map_or(id, Record::id);
        let is_older = is_past_it || there.as_ref().is_some_and(|there| is_older(there, entry, newest));
        let own = self.own();
        own.knows_any |= there.is_some() || closes.is_some();
        own.is_older |= is_older;
        if let Some(origin) = there.as_ref().and_then(source_id).and_then(origin) {
            *own.origins.entry(origin.to_owned()).or_default() += 1;
        }
        closes = closes.filter(|_| !is_older);
        let with: Vec<Participant> = with.iter().map(|(participant, _)| *participant).collect();
        let fate = match (&there, is_over(entry)) {
            _ if !self.seen.insert(id) || is_older => EntryFate::Unchanged,
            (None, true) => EntryFate::Over,
            (None, false) => EntryFate::New,
            (Some(there), _) => match brought(there, entry, &with, None).is_some() {
                true => EntryFate::Changed,
                false => EntryFate::Unchanged,
            },
        };
        let begins_again = fate == EntryFate::Changed && !is_over(entry) && there.as_ref().is_some_and(begins_again);
        let is_over_here = matches!(&there, Some(Record::FollowUp(one)) if !one.is_open());
        let may_go_on = fate == EntryFate::Unchanged && !is_older && !is_over(entry) && is_over_here;
        Ok(Becomes { id, fate, with, at: None, begins_again, may_go_on, is_older, closes })
    }

    /// What hangs on a contact and came from this source.
    fn of_source(&mut self, contact: ContactId, source: &str) -> Result<Vec<RecordId>, E> {
        if !self.timelines.contains_key(&contact) {
            let mut of_source: HashMap<String, Vec<RecordId>> = HashMap::new();
            for record in (self.here.timeline)(contact)? {
                if let Some(source) = source_id(&record).filter(|source| !source.is_empty()) {
                    of_source.entry(without_said(source).to_owned()).or_default().push(record.id());
                }
            }
            self.timelines.insert(contact, of_source);
        }
        Ok(self.timelines.get(&contact).and_then(|of_source| of_source.get(source)).cloned().unwrap_or_default())
    }
}
