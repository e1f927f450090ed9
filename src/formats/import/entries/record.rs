//! The record that an entry becomes, and what of one that is here follows the file: by what the file said of it last.
//!
//! Behind the source id of a record stands a fingerprint of what was said, whether it ended in the file, and a fingerprint of the
//! calendar it came from, if that has a name, and how new it was: `ical:4711 ~AbCdE!@FgHiJ^2.1767225600`, with a star where that is
//! how new the calendar was that had it no more. What ended in the file begins again with it, unless it was begun or ended here
//! meanwhile.

use chrono::NaiveDate;
use uuid::Uuid;

use super::TITLE;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{CompanyId, FeedbackId, FollowUpId, InteractionId, OrderId, of_source};
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::excerpt;
use crate::formats::calendar::SOURCE;
use crate::formats::calendar::write::OWN;
use crate::formats::draft::{Entry, What};
use crate::formats::import::said::{self, Spot};

/// What stands before the fingerprint of what the file said.
const SAID: &str = " ~";
/// What stands behind it if the promise was kept in the file, or was cancelled.
const KEPT: char = '+';
const CANCELLED: char = '!';
/// What stands before the fingerprint of the calendar.
const ORIGIN: char = '@';
/// What stands before how new it was, at the end: how often it was revised and when last.
const REVISED: char = '^';
/// What stands behind that where it is how new the calendar was in which it didn't stand any more.
const ABSENT: char = '*';

/// What stands before the id of an order that touchbase wrote into a table.
const OWN_ORDER: &str = "touchbase order:";

/// The program that a source id names, in front.
pub fn program(source_id: &str) -> &str {
    source_id.split_once(':').map_or("", |(program, _)| program)
}

/// The source id of an entry: where the file gives none, one that is made of what it says.
pub fn source_of(entry: &Entry) -> String {
    if !entry.source_id.is_empty() {
        return entry.source_id.clone();
    }
    let with = entry.with.iter().map(|whom| format!("{}|{}|{}|{}", whom.id, whom.name, whom.mail, whom.phone));
    let contents = format!("{}\n{}", of_what(&entry.what), with.collect::<Vec<_>>().join("\n"));
    format!("file:{}", of_source(0, &contents).simple())
}

/// What stands for the id of an entry of a file that gives none, made of what is hardly ever corrected: what it is, when, with whom and
/// the text; of a promise not even when. `None` where there is no text, or an id.
pub fn plain_source(entry: &Entry) -> Option<String> {
    if !entry.source_id.is_empty() || entry.text().trim().is_empty() {
        return None;
    }
    let what = match &entry.what {
        What::Interaction(one) => format!("{:?} {} {:?}", one.kind, one.day(), one.time()),
        What::Feedback(one) => format!("{:?} {}", one.kind, one.day),
        What::FollowUp(_) => String::new(),
        What::Order(_) => return None,
    };
    let with = entry.with.iter().map(|whom| format!("{}|{}|{}|{}", whom.id, whom.name, whom.mail, whom.phone));
    let contents = format!("{what}\n{}\n{}", entry.text().trim(), with.collect::<Vec<_>>().join("\n"));
    Some(format!("file:plain-{}", of_source(0, &contents).simple()))
}

/// The source id by which a record that an entry becomes has its id.
fn source_by(entry: &Entry, id: RecordId, with: &[Participant]) -> String {
    let makes = |source: &String| {
        let others = with.iter().map(|one| format!("{source}/{}", one.contact));
        others.chain([source.clone()]).any(|source| record_id(entry, &source) == id)
    };
    plain_source(entry).filter(makes).unwrap_or_else(|| source_of(entry))
}

/// The id of the record that an entry becomes first. An interaction's and feedback's begins with its day, so that it lies among
/// others of its time; a follow-up's doesn't, since its day moves, and an order's doesn't, whose day may be put right.
pub fn record_id(entry: &Entry, source: &str) -> RecordId {
    let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).map_or(0, |noon| noon.and_utc().timestamp_millis());
    match &entry.what {
        What::Interaction(one) => RecordId::new(RecordKind::Interaction, of_source(noon(one.day()), source)),
        What::FollowUp(_) => follow_up_id(source),
        What::Feedback(one) => RecordId::new(RecordKind::Feedback, of_source(noon(one.day), source)),
        What::Order(_) => {
            let own = source.strip_prefix(OWN_ORDER).and_then(|id| Uuid::try_parse(id).ok());
            RecordId::new(RecordKind::Order, own.unwrap_or_else(|| of_source(0, source)))
        }
    }
}

/// The id of the follow-up of a source: its own, if touchbase wrote it.
pub fn follow_up_id(source: &str) -> RecordId {
    let own = source.strip_prefix(SOURCE).and_then(|uid| Uuid::try_parse(uid.strip_suffix(OWN)?).ok());
    RecordId::new(RecordKind::FollowUp, own.unwrap_or_else(|| of_source(0, source)))
}

/// Whether it is nothing to begin with: a promise that was cancelled or kept.
pub fn is_over(entry: &Entry) -> bool {
    matches!(&entry.what, What::FollowUp(follow_up) if !follow_up.is_open())
}

/// The record that an entry becomes, `with` whom or, of an order, `at` which company alone; which came from the calendar with that fingerprint, if from any.
pub fn record(
    entry: &Entry,
    id: RecordId,
    with: &[Participant],
    at: Option<CompanyId>,
    today: NaiveDate,
    calendar: Option<&str>,
) -> Option<Record> {
    let source_id = remembered(&source_by(entry, id, with), entry, calendar);
    if let (None, What::Order(one), Some(company)) = (with.first(), &entry.what, at) {
        let (contact, company) = (None, Some(company));
        return Some(Order { id: OrderId(id.id), contact, company, source_id, ..one.clone() }.into());
    }
    let first = with.first()?;
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
        What::Order(one) => {
            let (contact, company) = (Some(first.contact), first.company);
            Order { id: OrderId(id.id), contact, company, source_id, ..one.clone() }.into()
        }
    })
}

/// What is here, as the file has it now, which isn't older; `None` if it is just so, or was changed here.
pub fn brought(there: &Record, entry: &Entry, with: &[Participant], calendar: Option<&str>) -> Option<Record> {
    let follows = is_as_said(there) && print_of(&of_what(&entry.what)) != print_of(&contents(there));
    let origin = origin(source_id(there)?);
    let source = source_like(there, entry);
    let source_id = remembered(&source, entry, calendar.or(origin));
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
            // The times of a series up to the next one were, or don't take place.
            if own.is_open() && is_as_said(&own.clone().into()) && own.recurs.is_some() && own.recurs == new.recurs {
                own.due = own.due.max(new.due);
            }
            let ended = ended_in_file(&own.source_id);
            if own.is_open() && !new.is_open() && ended != Some(new.state) {
                (own.state, own.closed) = (new.state, new.closed.or(Some(new.due)));
                own.source_id = remembered(&source, entry, calendar.or(origin));
            } else if new.is_open() && begins_again(there) {
                *own = open_again(own, entry, new, calendar);
            }
        }
        (Record::Feedback(own), What::Feedback(new)) if follows => {
            own.text.clone_from(&new.text);
            own.topic.clone_from(&new.topic);
            (own.kind, own.day, own.score, own.promised) = (new.kind, new.day, new.score, new.promised);
            own.source_id = source_id;
        }
        (Record::Order(own), What::Order(new)) if follows => {
            own.what.clone_from(&new.what);
            own.reference.clone_from(&new.reference);
            (own.day, own.amount, own.source_id) = (new.day, new.amount, source_id);
        }
        _ => {}
    }
    (after != *there).then_some(after)
}

/// A promise that is over, open again as the file has it.
pub fn open_again(over: &FollowUp, entry: &Entry, new: &FollowUp, calendar: Option<&str>) -> FollowUp {
    FollowUp {
        title: new.title.clone(),
        due: new.due,
        time: new.time,
        recurs: new.recurs,
        state: FollowUpState::Open,
        closed: None,
        closed_by: None,
        source_id: remembered(&source_like(&over.clone().into(), entry), entry, calendar.or(origin(&over.source_id))),
        ..over.clone()
    }
}

/// The source id of what hangs on people.
pub fn source_id(record: &Record) -> Option<&str> {
    match record {
        Record::Interaction(one) => Some(&one.source_id),
        Record::FollowUp(one) => Some(&one.source_id),
        Record::Feedback(one) => Some(&one.source_id),
        Record::Order(one) => Some(&one.source_id),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => None,
    }
}

/// The source id of an entry that is here: where the file gives none, the one by which it was known again.
fn source_like(there: &Record, entry: &Entry) -> String {
    let known = source_id(there).map(without_said).filter(|source| entry.source_id.is_empty() && !source.is_empty());
    known.map_or_else(|| source_of(entry), str::to_owned)
}

/// A source id with what is said behind it.
fn remembered(source: &str, entry: &Entry, calendar: Option<&str>) -> String {
    let origin = calendar.map(|calendar| format!("{ORIGIN}{calendar}")).unwrap_or_default();
    let revised = entry.revised.map(|(times, at)| format!("{REVISED}{times}.{at}")).unwrap_or_default();
    let said = format!("{source}{SAID}{}{origin}{revised}", print_of(&of_what(&entry.what)));
    match &entry.what {
        What::FollowUp(one) => with_end(&said, one.state),
        What::Interaction(_) | What::Feedback(_) | What::Order(_) => said,
    }
}

/// A source id without what the file said of it.
pub fn without_said(source_id: &str) -> &str {
    source_id.rsplit_once(SAID).map_or(source_id, |(source, _)| source)
}

/// The fingerprint of the calendar that a record came from.
pub fn origin(source_id: &str) -> Option<&str> {
    let said = source_id.rsplit_once(SAID)?.1.split(REVISED).next()?;
    said.split_once(ORIGIN).map(|(_, origin)| origin)
}

/// How new what the file said last was.
fn revised(source_id: &str) -> Option<(u32, i64)> {
    let (times, at) = source_id.rsplit_once(SAID)?.1.split_once(REVISED)?.1.trim_end_matches(ABSENT).split_once('.')?;
    Some((times.parse().ok()?, at.parse().ok()?))
}

/// Whether a record is here as a newer file has it. Of what its calendar had no more it is known how new that calendar was then,
/// which is compared with how new the file is as a whole: `newest`.
pub fn is_older(there: &Record, entry: &Entry, newest: Option<i64>) -> bool {
    let Some((source, (times, at))) = source_id(there).and_then(|source| Some((source, revised(source)?))) else {
        return false;
    };
    let new =
        entry.revised.map(|(times, at)| (times, if source.ends_with(ABSENT) { newest.unwrap_or(at) } else { at }));
    new.is_some_and(|new| new < (times, at))
}

/// The source id of what a calendar that is so new doesn't have any more.
pub fn gone(source_id: &str, newest: Option<i64>) -> String {
    let ended = with_end(source_id, FollowUpState::Cancelled);
    let (Some(newest), Some((times, at))) = (newest, revised(&ended)) else { return ended };
    let known = ended.rsplit_once(REVISED).map_or(ended.as_str(), |(known, _)| known);
    format!("{known}{REVISED}{times}.{}{ABSENT}", newest.max(at))
}

/// What stays of an interaction that wasn't, by a calendar that is so new: a promise that was cancelled, by which an older file of
/// it makes nothing again. `None` where nothing tells how new they are.
pub fn called_off(gone_by: Option<i64>, wasnt: &Interaction, today: NaiveDate) -> Option<FollowUp> {
    let (newest, _) = gone_by.zip(revised(&wasnt.source_id))?;
    let source = without_said(&wasnt.source_id);
    let (id, contact) = (FollowUpId(follow_up_id(source).id), wasnt.with.first()?.contact);
    let title = excerpt(&wasnt.text, TITLE);
    let mut promise = FollowUp::new(id, contact, title, wasnt.day(), wasnt.day().min(today));
    promise.time = wasnt.time();
    (promise.state, promise.closed) = (FollowUpState::Cancelled, Some(today));
    let said = wasnt.source_id.rsplit_once(SAID)?.1;
    let rest = &said[said.find([ORIGIN, REVISED]).unwrap_or(said.len())..];
    let source_id = format!("{source}{SAID}{}{rest}", print_of(&of_follow_up(&promise)));
    promise.source_id = gone(&source_id, Some(newest));
    Some(promise)
}

/// How a promise ended in the file last; `None` if it didn't.
fn ended_in_file(source_id: &str) -> Option<FollowUpState> {
    let said = source_id.rsplit_once(SAID)?.1.split([ORIGIN, REVISED]).next()?;
    match said.chars().next_back()? {
        KEPT => Some(FollowUpState::Done),
        CANCELLED => Some(FollowUpState::Cancelled),
        _ => None,
    }
}

/// A source id of something of which the file said something, with how it ended there.
pub fn with_end(source_id: &str, state: FollowUpState) -> String {
    let Some((source, said)) = source_id.rsplit_once(SAID) else { return source_id.to_owned() };
    let (print, rest) = said.split_at(said.find([ORIGIN, REVISED]).unwrap_or(said.len()));
    let print = print.trim_end_matches([KEPT, CANCELLED]);
    let end = match state {
        FollowUpState::Open => "",
        FollowUpState::Done => "+",
        FollowUpState::Cancelled => "!",
    };
    format!("{source}{SAID}{print}{end}{rest}")
}

/// Whether a promise ended as its file said and wasn't touched here since: if the file has it again, it goes on.
pub fn begins_again(there: &Record) -> bool {
    match there {
        Record::FollowUp(one) => {
            !one.is_open() && ended_in_file(&one.source_id) == Some(one.state) && is_as_said(there)
        }
        _ => false,
    }
}

/// The fingerprint of a calendar by its name.
pub fn calendar_print(name: &str) -> String {
    print_of(name)
}

/// Whether a record is still as the file said it last.
/// Whether the file said just this of it last.
pub fn was_said(there: &Record, entry: &Entry) -> bool {
    said_of(there).is_some_and(|print| print == print_of(&of_what(&entry.what)))
}

pub fn is_as_said(there: &Record) -> bool {
    said_of(there).is_some_and(|print| print == print_of(&contents(there)))
}

/// The fingerprint of what the file said of it last.
fn said_of(there: &Record) -> Option<&str> {
    let (_, said) = source_id(there)?.rsplit_once(SAID)?;
    said.split([KEPT, CANCELLED, ORIGIN, REVISED]).next()
}

fn print_of(contents: &str) -> String {
    said::signs(said::print(Spot::Entry, contents))
}

/// All that a file may say of a record, as one text.
pub fn of_what(what: &What) -> String {
    match what {
        What::Interaction(one) => of_interaction(one),
        What::FollowUp(one) => of_follow_up(one),
        What::Feedback(one) => of_feedback(one),
        What::Order(one) => of_order(one),
    }
}

fn contents(record: &Record) -> String {
    match record {
        Record::Interaction(one) => of_interaction(one),
        Record::FollowUp(one) => of_follow_up(one),
        Record::Feedback(one) => of_feedback(one),
        Record::Order(one) => of_order(one),
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

fn of_order(one: &Order) -> String {
    format!("{} {}\n{}\n{}", one.day, one.amount, one.reference, one.what)
}

fn of_feedback(one: &Feedback) -> String {
    let (kind, day, score, promised) = (one.kind, one.day, one.score, one.promised);
    format!("{kind:?} {day} {score:?} {promised:?}\n{}\n{}", one.topic, one.text)
}
