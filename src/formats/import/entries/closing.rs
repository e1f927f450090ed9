//! What came from a calendar in which it doesn't stand any more: a follow-up is cancelled here too, an interaction that didn't take
//! place goes, and each is told.
//!
//! It was cancelled, its series doesn't have that time any more, it was moved ahead, or it was deleted. The last is known only of the
//! calendar that it came from, in which something stands that is here already, and that goes back as far; of what was it says
//! nothing, since calendars forget. A calendar is known by its name, one without a name by most of what came from it standing in it. What was changed here stays, and so does an interaction on which
//! something of the user's hangs.

use std::collections::{BTreeMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

use super::record::{called_off, gone};
use super::{EntryKind, Looking, Part, TITLE, calendar_print, is_as_said, origin, without_said};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{ContactId, FollowUpId, InteractionId};
use crate::domain::interaction::Interaction;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::excerpt;
use crate::formats::ReadFile;
use crate::formats::calendar::{SOURCE, Standing};
use crate::formats::import::deciding::Decided;
use crate::formats::import::{Choice, Choices, Here, Plan};

/// An open follow-up or an interaction that the calendar it came from doesn't hold any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// The number of its row, behind those of the file's records.
    pub card: u32,
    pub record: RecordId,
    pub kind: EntryKind,
    pub with: Vec<ContactId>,
    pub title: String,
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    pub why: Gone,
    /// It was changed here: it stays.
    pub stays: bool,
    /// The follow-up that was done by an interaction that goes: it is cancelled with it.
    ends: Option<FollowUpId>,
    /// How new the calendar is by which it doesn't stand any more: an older file of it brings nothing back.
    newest: Option<i64>,
    /// It is an interaction of which a cancelled promise stays.
    is_remembered: bool,
}

/// What became of it in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    Cancelled,
    /// The series doesn't take place then any more.
    Shortened,
    /// It was, and is to be now.
    Moved,
    Deleted,
}

/// The open follow-ups of a book that came from calendars.
pub fn promises(book: &Book) -> Vec<FollowUp> {
    book.follow_ups().filter(|one| one.source_id.starts_with(SOURCE)).cloned().collect()
}

/// A calendar of the file.
pub struct Calendar {
    /// A fingerprint by which it is known again.
    pub print: String,
    is_named: bool,
    /// How many of its entries are here, and came from it.
    known: usize,
}

/// Entries at least of a calendar without a name that are here before anything is taken for deleted.
const SURE: usize = 2;

/// An interaction that came from a calendar, and what of those it concerns hangs on it.
struct Past {
    interaction: Interaction,
    /// Whether something of the user's came from it.
    is_used: bool,
    ends: Option<FollowUpId>,
}

impl Closing {
    /// Whether it is a follow-up that ends, and no interaction that goes.
    pub fn is_promise(&self) -> bool {
        self.record.kind == RecordKind::FollowUp
    }

    /// How many records change with it.
    fn count(&self) -> usize {
        if self.stays { 0 } else { 1 + usize::from(self.ends.is_some() || self.is_remembered) }
    }
}

impl<E> Looking<'_, '_, E> {
    /// Which calendars the files are: by their names; one without a name is the one that most of what is here of it came from,
    /// else a new one.
    pub fn calendars(&self, file: &ReadFile) -> BTreeMap<usize, Calendar> {
        let of = |(part, name): (usize, Option<&str>)| {
            let own = self.parts.get(&part);
            let likeliest = || own?.origins.iter().max_by_key(|(_, count)| **count).map(|(origin, _)| origin.clone());
            let first = || own.map(|own| calendar_print(&own.first));
            let print = name.map(calendar_print).or_else(likeliest).or_else(first)?;
            let known = own.and_then(|own| own.origins.get(&print)).copied().unwrap_or_default();
            Some((part, Calendar { print, is_named: name.is_some(), known }))
        };
        file.calendars().filter_map(of).collect()
    }

    /// What of all that came from calendars doesn't stand in them any more, by its day, and of how much that can't be told. Asked
    /// once all entries are planned.
    pub fn closings(&self, file: &ReadFile, calendars: &BTreeMap<usize, Calendar>) -> Result<(Vec<Closing>, usize), E> {
        if !file.has_calendars() {
            return Ok((Vec::new(), 0));
        }
        let (open, past) = ((self.here.promises)(), self.past()?);
        // What the file makes a record of is that record's to say.
        let asked = open.iter().map(|one| (without_said(&one.source_id), one));
        let asked: Vec<(&str, &FollowUp)> = asked.filter(|(source, _)| !self.told.contains_key(*source)).collect();
        let gone = past.values().map(|one| without_said(&one.interaction.source_id));
        // An older file has no say in what became of things since.
        let counts = |part| self.parts.get(&part).is_none_or(|own| !own.is_older);
        let standing = file.standing(&asked.iter().map(|(source, _)| *source).chain(gone).collect(), counts);
        let closings = asked.into_iter().filter_map(|(source, one)| self.closing(one, source, &standing, calendars));
        let mut closings: Vec<(Closing, &str)> = closings.collect();
        // Where most of it is gone it may be another calendar, or a part of it.
        let mut gone: BTreeMap<&str, usize> = BTreeMap::new();
        let deleted = closings.iter().filter(|(one, _)| one.why == Gone::Deleted);
        deleted.for_each(|(_, print)| *gone.entry(print).or_default() += 1);
        let unsure: HashSet<&str> = calendars
            .values()
            .filter(|one| !one.is_named && one.known < gone.get(&*one.print).copied().unwrap_or_default().max(SURE))
            .map(|one| one.print.as_str())
            .collect();
        let count = closings.len();
        closings.retain(|(one, print)| one.why != Gone::Deleted || !unsure.contains(print));
        let unsure = count - closings.len();
        let mut closings: Vec<Closing> = closings.into_iter().map(|(one, _)| one).collect();
        closings.extend(past.values().filter_map(|one| self.going(one, &standing, calendars)));
        closings.sort_by_key(|one| (one.day, one.time, one.record));
        let first = u32::try_from(file.len()).unwrap_or(u32::MAX);
        (first..).zip(&mut closings).for_each(|(card, one)| one.card = card);
        Ok((closings, unsure))
    }

    /// The interactions that came from calendars with those whom the file's entries concern, and that the file doesn't tell of.
    fn past(&self) -> Result<BTreeMap<RecordId, Past>, E> {
        let mut all = BTreeMap::new();
        for contact in &self.concerned {
            let timeline = (self.here.timeline)(*contact)?;
            for record in &timeline {
                let Record::Interaction(interaction) = record else { continue };
                let source = without_said(&interaction.source_id);
                if !source.starts_with(SOURCE) || self.told.get(source) == Some(&RecordKind::Interaction) {
                    continue;
                }
                let (mut is_used, mut ends) = (interaction.pinned, None);
                for record in &timeline {
                    match record {
                        Record::FollowUp(one) if one.from == Some(interaction.id) => is_used = true,
                        Record::Feedback(one) if one.from == Some(interaction.id) => is_used = true,
                        Record::FollowUp(one) if one.closed_by == Some(interaction.id) => ends = Some(one.id),
                        _ => {}
                    }
                }
                let new = || Past { interaction: interaction.clone(), is_used: false, ends: None };
                let past = all.entry(record.id()).or_insert_with(new);
                past.is_used |= is_used;
                past.ends = past.ends.or(ends);
            }
        }
        Ok(all)
    }

    /// With the calendar by which it is known to be deleted.
    fn closing<'c>(
        &self,
        one: &FollowUp,
        source: &str,
        standing: &BTreeMap<&str, Standing>,
        calendars: &'c BTreeMap<usize, Calendar>,
    ) -> Option<(Closing, &'c str)> {
        let own = self.of_origin(&one.source_id, calendars);
        let why = match standing.get(source) {
            Some(Standing::Stands) => return None,
            Some(Standing::Cancelled | Standing::SeriesCancelled) => Gone::Cancelled,
            Some(Standing::Left) => Gone::Shortened,
            None => {
                let (part, _) = own?;
                let goes_back = part.earliest.is_some_and(|earliest| earliest <= one.due);
                (part.knows_any && goes_back).then_some(Gone::Deleted)?
            }
        };
        let closing = Closing {
            card: 0,
            record: RecordId::new(RecordKind::FollowUp, one.id.0),
            kind: EntryKind::FollowUp,
            with: vec![one.contact],
            title: one.title.clone(),
            day: one.due,
            time: one.time,
            why,
            stays: !is_as_said(&one.clone().into()),
            ends: None,
            newest: self.newest(own.map(|(part, _)| part)),
            is_remembered: false,
        };
        Some((closing, own.map_or("", |(_, own)| own.print.as_str())))
    }

    /// The file that is the calendar from which something came, and has a say in it.
    fn of_origin<'c>(
        &self,
        source_id: &str,
        calendars: &'c BTreeMap<usize, Calendar>,
    ) -> Option<(&Part, &'c Calendar)> {
        let own = origin(source_id)?;
        let of = |(part, calendar): (&usize, &'c Calendar)| Some((self.parts.get(part)?, calendar));
        let mut parts = calendars.iter().filter(|(_, calendar)| calendar.print == own).filter_map(of);
        parts.find(|(part, _)| !part.is_older)
    }

    /// How new the calendar is by which something doesn't stand any more; where it isn't known which, the newest.
    fn newest(&self, by: Option<&Part>) -> Option<i64> {
        let any = || self.parts.values().filter(|part| !part.is_older).filter_map(|part| part.newest).max();
        by.map_or_else(any, |by| by.newest)
    }

    fn going(
        &self,
        past: &Past,
        standing: &BTreeMap<&str, Standing>,
        calendars: &BTreeMap<usize, Calendar>,
    ) -> Option<Closing> {
        let one = &past.interaction;
        let source = without_said(&one.source_id);
        let is_moved = self.told.contains_key(source);
        let why = match standing.get(source) {
            _ if is_moved => Gone::Moved,
            Some(Standing::Cancelled) => Gone::Cancelled,
            Some(Standing::Left) => Gone::Shortened,
            Some(Standing::Stands | Standing::SeriesCancelled) | None => return None,
        };
        let by = self.of_origin(&one.source_id, calendars).map(|(part, _)| part);
        let newest = self.newest(by).filter(|_| !is_moved);
        Some(Closing {
            card: 0,
            record: RecordId::new(RecordKind::Interaction, one.id.0),
            kind: EntryKind::Interaction(one.kind),
            with: one.with.iter().map(|with| with.contact).collect(),
            title: excerpt(&one.text, TITLE),
            day: one.day(),
            time: one.time(),
            why,
            stays: past.is_used || !is_as_said(&one.clone().into()),
            // The file has it again.
            ends: past.ends.filter(|_| !is_moved),
            newest,
            is_remembered: called_off(newest, one, one.day()).is_some(),
        })
    }
}

impl Plan {
    /// What of all that isn't in its calendar any more ends or goes by these choices.
    pub fn closings_with(&self, choices: &Choices) -> impl Iterator<Item = &Closing> {
        let ending = self.closings.iter().filter(|one| !one.stays);
        ending.filter(|one| choices.of(one.card as usize) != Some(Choice::Leave))
    }

    /// How many records that changes.
    pub(in crate::formats::import) fn closing_count(&self, choices: &Choices) -> usize {
        self.closings_with(choices).map(Closing::count).sum()
    }

    /// The changes of what isn't in its calendar any more.
    pub(in crate::formats::import) fn closing_changes<E>(
        &self,
        here: &Here<E>,
        decided: &Decided,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let closing = self.closings.iter().filter(|one| !one.stays && decided.comes_in(one.card));
        closing.flat_map(move |closing| match self.end(closing, here) {
            Ok(changes) => changes.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    fn end<E>(&self, closing: &Closing, here: &Here<E>) -> Result<Vec<Change>, E> {
        let cancelled = |before: FollowUp| {
            let source_id = gone(&before.source_id, closing.newest);
            let (state, closed) = (FollowUpState::Cancelled, Some(self.options.today));
            Change::edit(before.clone(), FollowUp { state, closed, closed_by: None, source_id, ..before })
        };
        Ok(match (here.record)(closing.record)? {
            Some(Record::FollowUp(open)) if open.is_open() => vec![cancelled(open)],
            Some(Record::Interaction(wasnt)) => {
                let id: InteractionId = wasnt.id;
                let ends = match closing.ends {
                    Some(ends) => (here.record)(RecordId::new(RecordKind::FollowUp, ends.0))?,
                    None => None,
                };
                let ends = match ends {
                    Some(Record::FollowUp(done)) if done.closed_by == Some(id) => Some(cancelled(done)),
                    _ => None,
                };
                let ends = match (ends, called_off(closing.newest, &wasnt, self.options.today)) {
                    (None, Some(stays)) => {
                        Some(match (here.record)(RecordId::new(RecordKind::FollowUp, stays.id.0))? {
                            Some(Record::FollowUp(there)) => {
                                let source_id = gone(&there.source_id, closing.newest);
                                Change::edit(there.clone(), FollowUp { source_id, ..there })
                            }
                            _ => Change::create(stays),
                        })
                    }
                    (ends, _) => ends,
                };
                ends.into_iter().chain([Change::delete(wasnt)]).collect()
            }
            _ => Vec::new(),
        })
    }
}
