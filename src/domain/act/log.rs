//! Logging what happened, with all that the line brings about.
//!
//! A line is planned first, for what stands under it as it is typed; [`log`] does what was planned and nothing else.

mod mail;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::domain::agenda_mark::Snooze;
use crate::domain::book::Book;
use crate::domain::ceiling::Reached;
use crate::domain::change::{Act, Change, Set};
use crate::domain::consent::{May, Purpose};
use crate::domain::contact::Channel;
use crate::domain::feedback::Feedback;
use crate::domain::find::{self, Found};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContactId, FollowUpId, Ids, InteractionId};
use crate::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};
use crate::domain::log_line::{self, Clause, Reading, Shared};
use crate::domain::row::{ConsentNow, Row};
use crate::domain::settings::Settings;

use super::follow_up::close;
use super::{ActError, Given, change_mark, without_doubles};

pub use mail::{LoggedMail, log_mails};

/// What a log line would do.
#[derive(Debug, Clone, PartialEq)]
pub struct LogPlan {
    /// The interactions that will be made: who takes part in each. Nobody takes part in none.
    pub groups: Vec<Vec<ContactId>>,
    /// Those it was opened on: what the clauses say is for each of them.
    pub on: Vec<ContactId>,
    /// When it happened; noon where the time isn't known.
    pub at: DateTime<FixedOffset>,
    pub time_known: bool,
    /// The open follow-ups that will be done. More may be named before it is logged.
    pub does: Vec<FollowUpId>,
    reading: Reading,
}

impl LogPlan {
    /// Everyone it is about, each once.
    pub fn people(&self) -> Vec<ContactId> {
        without_doubles(self.groups.iter().flatten().copied())
    }

    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// Whether it will count as contact.
    pub fn is_touch(&self) -> bool {
        self.reading.outcome() == Outcome::Reached && self.reading.kind != Kind::Note
    }

    /// Those who don't want to be reached on its channel, on its day and from then on, unless it came from them: for its purpose, where
    /// that is said. Where it isn't, who refused only some purposes is told with each: what it is about is the user's to know.
    pub fn against<'a>(&self, book: &'a Book) -> Vec<(&'a Row, Channel, May<'a>)> {
        let channel = self.reading.kind.channel().filter(|_| self.reading.direction != Some(Direction::In));
        let people = self.people().into_iter().filter_map(|id| book.contact(id));
        let forbids = |may: &May| match may {
            May::Allowed | May::NotGiven { .. } => false,
            May::Withdrawn { day, .. } => *day <= self.day(),
            May::DoNotContact { .. } => true,
        };
        let against = people.zip(std::iter::repeat(channel)).filter_map(|(row, channel)| Some((row, channel?)));
        let against = against.flat_map(|(row, channel)| {
            if let Some(purpose) = self.reading.purpose {
                let may = row.may_for(purpose, channel, self.day());
                return Some(may).filter(|may| !may.is_allowed()).map(|may| (row, channel, may)).into_iter().collect();
            }
            let of_all = Some(row.may(channel, self.day())).filter(forbids);
            let of_some = row.refused(channel).map(ConsentNow::withdrawn).filter(|_| of_all.is_none()).filter(forbids);
            let all: Vec<May> = of_all.into_iter().chain(of_some).collect();
            all.into_iter().map(move |may| (row, channel, may)).collect::<Vec<_>>()
        });
        against.collect()
    }

    /// Whether it is still to be said what it is worth to the customer: at a marketing touch of ours of which nobody said anything
    /// about that, not even that there is nothing to say.
    pub fn asks_worth(&self) -> bool {
        let is_ours = self.is_touch() && self.reading.direction != Some(Direction::In);
        is_ours && self.reading.purpose == Some(Purpose::Marketing) && self.reading.worth().is_none()
    }

    /// Those whom one more touch of ours on its day is too many.
    pub fn too_often<'a>(&self, book: &'a Book, settings: &Settings) -> Vec<(&'a Row, Reached)> {
        if !self.is_touch() || self.reading.direction == Some(Direction::In) {
            return Vec::new();
        }
        let people = self.people().into_iter().filter_map(|id| book.contact(id));
        people.filter_map(|row| Some((row, row.ceiling_reached(settings, self.day())?))).collect()
    }

    /// The kind of the interactions, and what else was read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}

/// What `reading` would do on `on`. It was opened from a follow-up if that was the selected one; else the only one due
/// is taken for it.
pub fn plan_log(
    given: &Given,
    on: &[ContactId],
    opened_from: Option<FollowUpId>,
    reading: &Reading,
) -> Result<LogPlan, ActError> {
    let on = without_doubles(on.iter().copied());
    if on.is_empty() || on.iter().any(|id| given.book.facts_of(*id).is_none()) {
        return Err(ActError::Gone);
    }
    let mut named = Vec::new();
    for name in &reading.people {
        named.push(person(given, name)?);
    }
    let (at, time_known) = moment(given, reading.day, reading.time);
    if at.date_naive() > given.today {
        return Err(ActError::NotYet(at.date_naive()));
    }
    Ok(LogPlan {
        groups: groups(&on, &named, reading),
        does: does(given, &on, opened_from, reading)?,
        on,
        at,
        time_known,
        reading: reading.clone(),
    })
}

/// Does what was planned.
pub fn log(given: &Given, ids: &mut Ids, plan: &LogPlan) -> Set {
    let mut changes = Vec::new();
    let mut made: Vec<(InteractionId, &[ContactId])> = Vec::new();
    for group in &plan.groups {
        let interaction = Interaction {
            id: ids.draw(),
            at: plan.at,
            time_known: plan.time_known,
            with: given.participants(group),
            kind: plan.reading.kind,
            direction: plan.reading.direction,
            outcome: plan.reading.outcome(),
            minutes: plan.reading.minutes,
            text: plan.reading.text.clone(),
            topics: plan.reading.topics.clone(),
            purpose: plan.reading.purpose,
            worth: plan.reading.worth().unwrap_or_default().to_owned(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        };
        made.push((interaction.id, group));
        changes.push(Change::create(interaction));
    }
    for follow_up in plan.does.iter().filter_map(|id| given.book.follow_up(*id)) {
        let by = made.iter().find(|(_, group)| group.contains(&follow_up.contact)).or(made.first()).map(|(id, _)| *id);
        changes.extend(close(given, ids, follow_up, plan.day(), by));
    }
    for contact in &plan.on {
        let from = made.iter().find(|(_, group)| group.contains(contact)).map(|(id, _)| *id);
        changes
            .extend(plan.reading.clauses.iter().filter_map(|clause| brought(given, ids, plan, *contact, from, clause)));
    }
    if plan.is_touch() {
        changes
            .extend(made.iter().flat_map(|(id, group)| group.iter().filter_map(|contact| woken(given, *id, *contact))));
    }
    let act = if plan.reading.kind == Kind::Note { Act::Note } else { Act::Log };
    let label = given.label(act, &plan.people());
    let label = if act == Act::Note { label.about(&plan.reading.text) } else { label.of_kind(plan.reading.kind) };
    Set::new(label, changes)
}

/// A note of today on each of `on`.
pub fn note(given: &Given, ids: &mut Ids, on: &[ContactId], text: &str) -> Result<Set, ActError> {
    if text.trim().is_empty() {
        return Err(ActError::Empty);
    }
    let reading = Reading {
        kind: Kind::Note,
        kind_said: true,
        direction: None,
        outcome: None,
        purpose: None,
        day: None,
        time: None,
        minutes: None,
        people: Vec::new(),
        shared: Some(Shared::Each),
        text: text.trim().to_owned(),
        topics: log_line::topics(text),
        clauses: Vec::new(),
        looks_like_head: false,
        only_head: false,
    };
    Ok(log(given, ids, &plan_log(given, on, None, &reading)?))
}

/// A touch ends what is hidden of a contact. By the moment at which it is entered that is known without a change; only
/// where the clock was ahead when it was hidden it must be said.
fn woken(given: &Given, touch: InteractionId, contact: ContactId) -> Option<Change> {
    let row = given.book.contact(contact)?;
    let mark = row.mark.as_ref()?;
    let outlasts = |snooze: Option<Snooze>| snooze.is_some_and(|snooze| !snooze.is_before(touch));
    let stays = |snooze: Option<Snooze>| snooze.filter(|_| !outlasts(snooze));
    let is_any = [mark.cadence, mark.retry, mark.birthday].into_iter().any(outlasts);
    is_any.then(|| {
        change_mark(row, |mark| {
            (mark.cadence, mark.retry, mark.birthday) = (stays(mark.cadence), stays(mark.retry), stays(mark.birthday));
        })
    })
}

/// The record that a clause brings about for one contact.
fn brought(
    given: &Given,
    ids: &mut Ids,
    plan: &LogPlan,
    contact: ContactId,
    from: Option<InteractionId>,
    clause: &Clause,
) -> Option<Change> {
    match clause {
        Clause::FollowUp { when, title } => Some(Change::create(FollowUp {
            time: when.time,
            from,
            ..FollowUp::new(ids.draw(), contact, title, when.day, given.today)
        })),
        Clause::Feedback { kind, text } => Some(Change::create(Feedback {
            company: given.company_of(contact),
            topic: log_line::topics(text).into_iter().next().unwrap_or_default(),
            from,
            ..Feedback::new(ids.draw(), contact, *kind, text, plan.day())
        })),
        Clause::Worth(_) | Clause::Done(_) | Clause::Keep => None,
    }
}

/// The one whom `+Name` means.
fn person(given: &Given, name: &str) -> Result<ContactId, ActError> {
    match find::contact(given.book, name) {
        Found::One(id) => Ok(id),
        Found::None => Err(ActError::NobodyNamed(name.to_owned())),
        Found::Several(candidates) => Err(ActError::SeveralNamed { name: name.to_owned(), candidates }),
    }
}

/// The day said, else today; the time said, else today the clock's, else none.
fn moment(given: &Given, day: Option<NaiveDate>, time: Option<NaiveTime>) -> (DateTime<FixedOffset>, bool) {
    let day = day.unwrap_or(given.today);
    let time = time.or_else(|| (day == given.today).then(|| given.now.time()));
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let at = day.and_time(time.unwrap_or(noon)).and_local_timezone(*given.now.offset());
    (at.earliest().unwrap_or(given.now), time.is_some())
}

/// A meeting, visit, video or event is one interaction with all who were marked, else there is one for each; those named
/// in the line take part in all of them. `all` and `each` say otherwise.
fn groups(on: &[ContactId], named: &[ContactId], reading: &Reading) -> Vec<Vec<ContactId>> {
    let everyone = || without_doubles(on.iter().chain(named).copied());
    match reading.shared {
        Some(Shared::Each) => everyone().into_iter().map(|one| vec![one]).collect(),
        Some(Shared::All) => vec![everyone()],
        None if reading.kind.is_gathering() || on.len() == 1 => vec![everyone()],
        None => on.iter().map(|one| without_doubles([*one].into_iter().chain(named.iter().copied()))).collect(),
    }
}

/// Which follow-ups are done: those that `done` names; else a touch does the one it was opened from, if no other is due.
fn does(
    given: &Given,
    on: &[ContactId],
    opened_from: Option<FollowUpId>,
    reading: &Reading,
) -> Result<Vec<FollowUpId>, ActError> {
    let numbers: Vec<usize> = reading
        .clauses
        .iter()
        .filter_map(|clause| if let Clause::Done(numbers) = clause { Some(numbers) } else { None })
        .flatten()
        .copied()
        .collect();
    if !numbers.is_empty() {
        let [contact] = on else { return Err(ActError::NumbersNeedOne) };
        let open = given.book.follow_ups_of(*contact);
        let number = |number: usize| {
            let follow_up = number.checked_sub(1).and_then(|at| open.get(at));
            follow_up.map(|f| f.id).ok_or(ActError::NoSuchFollowUp { number, open: open.len() })
        };
        return numbers.into_iter().map(number).collect::<Result<Vec<_>, _>>().map(without_doubles);
    }
    let is_touch = reading.outcome() == Outcome::Reached && reading.kind != Kind::Note;
    if !is_touch || reading.clauses.contains(&Clause::Keep) {
        return Ok(Vec::new());
    }
    Ok(on.iter().filter_map(|contact| opened(given, *contact, opened_from)).collect())
}

/// The follow-up that a touch of `contact` does: the one it was opened from, else the only one due; none if another one
/// is due.
fn opened(given: &Given, contact: ContactId, opened_from: Option<FollowUpId>) -> Option<FollowUpId> {
    let open = given.book.follow_ups_of(contact);
    let from = open.iter().map(|f| f.id).find(|id| Some(*id) == opened_from);
    let mut due = open.iter().filter(|f| given.is_due(f)).map(|f| f.id);
    match (from, due.next(), due.next()) {
        (Some(from), first, None) if first.is_none_or(|first| first == from) => Some(from),
        (None, Some(only), None) => Some(only),
        _ => None,
    }
}

impl Given<'_> {
    /// Whether a follow-up is due on its own day: one of a day off that shows early is still ahead.
    fn is_due(&self, follow_up: &FollowUp) -> bool {
        let workdays = &self.settings.workdays;
        let hidden = follow_up.snoozed_until.is_some_and(|until| self.today < workdays.on_or_after(until));
        !hidden && follow_up.due <= self.today
    }

    fn participants(&self, group: &[ContactId]) -> Vec<Participant> {
        group.iter().map(|contact| Participant { contact: *contact, company: self.company_of(*contact) }).collect()
    }
}
