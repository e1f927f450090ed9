//! What a file tells of people: interactions, follow-ups and feedback. Whom each concerns, whether it is here already, and the changes
//! that bring it in.
//!
//! An entry is known again by its source id: by the id of its record, which is made of that, and where the day of it moved by what
//! hangs on those it concerns. What the file said last stands behind the source id as a fingerprint: an entry that is here as it was
//! said follows the file, one that was changed here stays.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::deciding::Decided;
use super::said::{self, Spot};
use super::{Here, Plan};
use crate::domain::change::Change;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId, InteractionId, of_source};
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::excerpt;
use crate::formats::ReadFile;
use crate::formats::draft::{Draft, Entry, What};

/// Characters of what an entry is about that are told.
const TITLE: usize = 60;
/// What stands before the fingerprint of what the file said.
const SAID: &str = " ~";

/// An entry of the file, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedEntry {
    /// Which record of the file it is, from 0.
    pub card: u32,
    pub line: usize,
    /// The beginning of what it is about; of one that concerns nobody known, whom it names.
    pub title: String,
    /// Its day.
    pub aside: String,
    pub fate: EntryFate,
    /// The records that it becomes: one, or for a follow-up or feedback one for each whom it concerns.
    pub(super) records: Vec<Becomes>,
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
    /// It is over or cancelled, and was never here.
    Over,
}

/// A record that an entry becomes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Becomes {
    pub id: RecordId,
    pub fate: EntryFate,
    with: Vec<Participant>,
    /// An open follow-up that it is the end of: what was promised has happened.
    closes: Option<FollowUpId>,
}

impl PlannedEntry {
    /// Whether anything changes with it.
    pub fn changes(&self) -> bool {
        matches!(self.fate, EntryFate::New | EntryFate::Changed)
    }

    /// The first record that it becomes or is.
    pub fn record(&self) -> Option<RecordId> {
        self.records.first().map(|becomes| becomes.id)
    }
}

/// An entry whose people are known, before it is known whether it is here.
#[derive(Debug)]
pub struct Matched {
    pub card: u32,
    pub line: usize,
    with: Vec<(Participant, bool)>,
}

/// Who of the people an entry concerns: each once, and whether they are new.
pub fn matched(card: u32, line: usize, people: impl Iterator<Item = (ContactId, bool, Option<CompanyId>)>) -> Matched {
    let mut with: Vec<(Participant, bool)> = Vec::new();
    for (contact, is_new, company) in people {
        if !with.iter().any(|(known, _)| known.contact == contact) {
            with.push((Participant { contact, company }, is_new));
        }
    }
    Matched { card, line, with }
}

/// The program that a source id names, in front.
pub fn program(source_id: &str) -> &str {
    source_id.split_once(':').map_or("", |(program, _)| program)
}

/// Looks for entries that are here.
pub struct Looking<'a, 'h, E> {
    here: &'a Here<'h, E>,
    /// Whether anybody was here before the import.
    is_anybody: bool,
    /// What hangs on contacts, by its source id.
    timelines: HashMap<ContactId, HashMap<String, Vec<RecordId>>>,
    /// Records that entries before became.
    seen: HashSet<RecordId>,
}

impl<'a, 'h, E> Looking<'a, 'h, E> {
    pub fn new(here: &'a Here<'h, E>, is_anybody: bool) -> Self {
        Self { here, is_anybody, timelines: HashMap::new(), seen: HashSet::new() }
    }

    /// What becomes of an entry.
    pub fn plan(&mut self, matched: &Matched, entry: &Entry) -> Result<PlannedEntry, E> {
        let mut planned = PlannedEntry {
            card: matched.card,
            line: matched.line,
            title: excerpt(entry.text(), TITLE),
            aside: entry.day().to_string(),
            fate: EntryFate::Unmatched,
            records: Vec::new(),
        };
        if matched.with.is_empty() {
            let named = entry.with.iter().map(|whom| [&whom.name, &whom.mail, &whom.phone, &whom.company, &whom.id]);
            let named = named.filter_map(|words| words.into_iter().find(|word| !word.is_empty()));
            planned.title = named.cloned().collect::<Vec<_>>().join(", ");
            return Ok(planned);
        }
        let source = source_of(entry);
        match &entry.what {
            What::Interaction(_) => {
                let becomes = self.one(entry, &source, &source, &matched.with)?;
                planned.records.push(becomes);
            }
            What::FollowUp(_) | What::Feedback(_) => {
                for (number, one) in matched.with.iter().enumerate() {
                    // The first has the source's own id, so that it stays the same when more come to know it.
                    let of_one = if number == 0 { source.clone() } else { format!("{source}/{}", one.0.contact) };
                    let becomes = self.one(entry, &source, &of_one, &[*one])?;
                    planned.records.push(becomes);
                }
            }
        }
        let fates = || planned.records.iter().map(|becomes| becomes.fate);
        let order = [EntryFate::New, EntryFate::Changed, EntryFate::Unchanged, EntryFate::Over];
        planned.fate = order.into_iter().find(|fate| fates().any(|one| one == *fate)).unwrap_or(EntryFate::Unchanged);
        Ok(planned)
    }

    fn one(&mut self, entry: &Entry, source: &str, own: &str, with: &[(Participant, bool)]) -> Result<Becomes, E> {
        let mut id = record_id(entry, own);
        let mut becomes = Becomes {
            id,
            fate: EntryFate::New,
            with: with.iter().map(|(participant, _)| *participant).collect(),
            closes: None,
        };
        let mut there = if self.is_anybody { (self.here.record)(id)? } else { None };
        if there.is_none() && !entry.source_id.is_empty() {
            for (participant, _) in with.iter().filter(|(_, is_new)| !is_new) {
                for other in self.of_source(participant.contact, source)? {
                    if other.kind == id.kind && there.is_none() && !self.seen.contains(&other) {
                        there = (self.here.record)(other)?;
                        id = other;
                    } else if other.kind == RecordKind::FollowUp && id.kind == RecordKind::Interaction {
                        let open = matches!((self.here.record)(other)?, Some(Record::FollowUp(one)) if one.is_open());
                        becomes.closes = open.then_some(FollowUpId(other.id)).or(becomes.closes);
                    }
                }
            }
        }
        if there.is_some() {
            becomes.id = id;
        }
        let is_first = self.seen.insert(becomes.id);
        becomes.fate = match (&there, is_over(entry)) {
            _ if !is_first => EntryFate::Unchanged,
            (None, true) => EntryFate::Over,
            (None, false) => EntryFate::New,
            (Some(there), _) => match brought(there, entry, &becomes.with).is_some() {
                true => EntryFate::Changed,
                false => EntryFate::Unchanged,
            },
        };
        Ok(becomes)
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

impl Plan {
    /// The changes of the entries, behind the people they hang on.
    pub(super) fn entry_changes<E>(
        &self,
        file: &ReadFile,
        here: &Here<E>,
        decided: &Decided,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let entries = self.entries.iter().filter(|entry| entry.changes() && decided.comes_in(entry.card));
        entries.flat_map(move |planned| {
            let entry = match file.card(planned.card as usize) {
                Some(Ok(card)) => match card.draft {
                    Draft::Entry(entry) => Some(entry),
                    Draft::Person(_) | Draft::Company(_) | Draft::Other { .. } => None,
                },
                _ => None,
            };
            entry.into_iter().flat_map(move |entry| {
                let all = planned.records.iter().flat_map(|becomes| {
                    match change(&entry, becomes, here, decided, self.options.today) {
                        Ok(changes) => changes.into_iter().map(Ok).collect(),
                        Err(error) => vec![Err(error)],
                    }
                });
                all.collect::<Vec<_>>()
            })
        })
    }
}

fn change<E>(
    entry: &Entry,
    becomes: &Becomes,
    here: &Here<E>,
    decided: &Decided,
    today: NaiveDate,
) -> Result<Vec<Change>, E> {
    let standing = |participant: &Participant| {
        Some(Participant { contact: decided.stands_for(participant.contact)?, ..*participant })
    };
    let mut with: Vec<Participant> = Vec::new();
    for participant in becomes.with.iter().filter_map(standing) {
        if !with.iter().any(|known| known.contact == participant.contact) {
            with.push(participant);
        }
    }
    let mut changes = Vec::new();
    if with.is_empty() {
        return Ok(changes);
    }
    match becomes.fate {
        EntryFate::New => {
            if let Some(record) = record(entry, becomes.id, &with, today) {
                changes.push(Change::create(record));
            }
        }
        EntryFate::Changed => {
            if let Some(there) = (here.record)(becomes.id)?
                && let Some(after) = brought(&there, entry, &with)
            {
                changes.push(Change::edit(there, after));
            }
        }
        EntryFate::Unchanged | EntryFate::Unmatched | EntryFate::Over => {}
    }
    if let (Some(id), RecordKind::Interaction) = (becomes.closes, becomes.id.kind)
        && let Some(Record::FollowUp(open)) = (here.record)(RecordId::new(RecordKind::FollowUp, id.0))?
        && open.is_open()
    {
        let closed_by = Some(InteractionId(becomes.id.id));
        let done = FollowUp { state: FollowUpState::Done, closed: Some(entry.day()), closed_by, ..open.clone() };
        changes.push(Change::edit(open, done));
    }
    Ok(changes)
}

/// The source id of an entry: where the file gives none, one that is made of what it says.
fn source_of(entry: &Entry) -> String {
    if !entry.source_id.is_empty() {
        return entry.source_id.clone();
    }
    let with = entry.with.iter().map(|whom| format!("{}|{}|{}|{}", whom.id, whom.name, whom.mail, whom.phone));
    let contents = format!("{}\n{}", of_file(entry), with.collect::<Vec<_>>().join("\n"));
    format!("file:{}", of_source(0, &contents).simple())
}

/// The id of the record that an entry becomes first. An interaction's and feedback's begins with its day, so that it lies among
/// others of its time; a follow-up's doesn't, since its day moves.
fn record_id(entry: &Entry, source: &str) -> RecordId {
    let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).map_or(0, |noon| noon.and_utc().timestamp_millis());
    match &entry.what {
        What::Interaction(one) => RecordId::new(RecordKind::Interaction, of_source(noon(one.day()), source)),
        What::FollowUp(_) => RecordId::new(RecordKind::FollowUp, of_source(0, source)),
        What::Feedback(one) => RecordId::new(RecordKind::Feedback, of_source(noon(one.day), source)),
    }
}

/// Whether it is nothing to begin with: a promise that was cancelled or kept.
fn is_over(entry: &Entry) -> bool {
    matches!(&entry.what, What::FollowUp(follow_up) if !follow_up.is_open())
}

/// The record that an entry becomes.
fn record(entry: &Entry, id: RecordId, with: &[Participant], today: NaiveDate) -> Option<Record> {
    let first = with.first()?;
    let source_id = format!("{}{SAID}{}", source_of(entry), print_of(&of_file(entry)));
    Some(match &entry.what {
        What::Interaction(one) => {
            Interaction { id: InteractionId(id.id), with: with.to_vec(), source_id, ..one.clone() }.into()
        }
        What::FollowUp(one) => {
            let made = if one.made == NaiveDate::default() { today } else { one.made };
            FollowUp { id: FollowUpId(id.id), contact: first.contact, made, source_id, ..one.clone() }.into()
        }
        What::Feedback(one) => {
            let (contact, company) = (first.contact, first.company);
            Feedback { id: FeedbackId(id.id), contact, company, source_id, ..one.clone() }.into()
        }
    })
}

/// What is here, as the file has it now; `None` if it is just so, or was changed here.
fn brought(there: &Record, entry: &Entry, with: &[Participant]) -> Option<Record> {
    let (now, said) = (of_file(entry), contents(there));
    let stored = source_id(there)?.rsplit_once(SAID).map(|(_, print)| print.to_owned());
    let follows = stored.as_deref() == Some(&print_of(&said)) && print_of(&now) != print_of(&said);
    let source_id = format!("{}{SAID}{}", source_of(entry), print_of(&now));
    let mut after = there.clone();
    match (&mut after, &entry.what) {
        (Record::Interaction(own), What::Interaction(new)) => {
            if follows {
                let (id, with, pinned) = (own.id, std::mem::take(&mut own.with), own.pinned);
                *own = Interaction { id, with, pinned, source_id, ..new.clone() };
            }
            // Who became known since is there, too.
            let more = with.iter().filter(|one| !own.with.iter().any(|known| known.contact == one.contact));
            let more: Vec<Participant> = more.copied().collect();
            own.with.extend(more);
        }
        (Record::FollowUp(own), What::FollowUp(new)) => {
            if follows && own.is_open() {
                own.title.clone_from(&new.title);
                (own.due, own.time, own.recurs) = (new.due, new.time, new.recurs);
                own.source_id = source_id;
            }
            if own.is_open() && !new.is_open() {
                (own.state, own.closed) = (new.state, new.closed.or(Some(new.due)));
            }
        }
        (Record::Feedback(own), What::Feedback(new)) if follows => {
            own.text.clone_from(&new.text);
            own.topic.clone_from(&new.topic);
            (own.kind, own.day, own.score, own.promised) = (new.kind, new.day, new.score, new.promised);
            own.source_id = source_id;
        }
        _ => {}
    }
    (after != *there).then_some(after)
}

fn source_id(record: &Record) -> Option<&str> {
    match record {
        Record::Interaction(one) => Some(&one.source_id),
        Record::FollowUp(one) => Some(&one.source_id),
        Record::Feedback(one) => Some(&one.source_id),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => None,
    }
}

/// A source id without what the file said of it.
fn without_said(source_id: &str) -> &str {
    source_id.rsplit_once(SAID).map_or(source_id, |(source, _)| source)
}

fn print_of(contents: &str) -> String {
    said::signs(said::print(Spot::Entry, contents))
}

fn of_file(entry: &Entry) -> String {
    match &entry.what {
        What::Interaction(one) => of_interaction(one),
        What::FollowUp(one) => of_follow_up(one),
        What::Feedback(one) => of_feedback(one),
    }
}

/// All that a file may say of a record, as one text.
fn contents(record: &Record) -> String {
    match record {
        Record::Interaction(one) => of_interaction(one),
        Record::FollowUp(one) => of_follow_up(one),
        Record::Feedback(one) => of_feedback(one),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => String::new(),
    }
}

fn of_interaction(one: &Interaction) -> String {
    let (kind, direction, outcome, minutes) = (one.kind, one.direction, one.outcome, one.minutes);
    let when = if one.time_known { one.at.to_rfc3339() } else { one.day().to_string() };
    let automatic = one.automatic;
    format!(
        "{kind:?} {when} {direction:?} {outcome:?} {minutes:?} {automatic}\n{}\n{}",
        one.topics.join("\n"),
        one.text
    )
}

fn of_follow_up(one: &FollowUp) -> String {
    // The next instance of a recurring one moves on by itself.
    let due = match one.recurs {
        Some(Recurs::Every { span, anchor }) => format!("{span:?} {anchor}"),
        Some(Recurs::After { span }) => format!("{span:?}"),
        None => one.due.to_string(),
    };
    format!("{due} {:?}\n{}", one.time, one.title)
}

fn of_feedback(one: &Feedback) -> String {
    let (kind, day, score, promised) = (one.kind, one.day, one.score, one.promised);
    format!("{kind:?} {day} {score:?} {promised:?}\n{}\n{}", one.topic, one.text)
}
