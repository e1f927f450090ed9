//! Feedback: adding it, and bringing it from heard to closed: acknowledged, resolved, the customer told. And back.

use chrono::{Days, NaiveDate};

use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::complaint::{Goodwill, Reply, Severity};
use crate::domain::contact::Channel;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState, Standing};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{ContactId, Ids};
use crate::domain::nps::Group;
use crate::domain::row::{EXCERPT, excerpt};
use crate::domain::survey::Hindered;

use super::{ActError, Given, without_doubles};

/// Feedback to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFeedback {
    pub kind: FeedbackKind,
    pub text: String,
    pub topic: String,
    pub score: Option<u8>,
    pub promised: Option<NaiveDate>,
    pub severity: Option<Severity>,
    pub owner: String,
    /// What was promised.
    pub promise: String,
}

impl NewFeedback {
    /// Of which only this is known.
    pub fn new(kind: FeedbackKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            topic: String::new(),
            score: None,
            promised: None,
            severity: None,
            owner: String::new(),
            promise: String::new(),
        }
    }
}

/// What is asked, and on which channel; `None` for the first on which each may be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    pub topic: String,
    pub channel: Option<Channel>,
}

/// Who is asked by a set, and who isn't.
#[derive(Debug)]
pub struct Asked<'a> {
    pub set: Set,
    pub asked: Vec<ContactId>,
    pub left_out: Vec<(ContactId, Hindered<'a>)>,
}

/// How far feedback is brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// `Open` opens it again; `Told` also resolves what wasn't.
    pub to: Standing,
    /// The day it was resolved or the customer told.
    pub day: NaiveDate,
    /// What came of it; `None` leaves what was noted.
    pub answer: Option<String>,
    /// Why it came to that, and what was given to make good; `None` the same.
    pub cause: Option<String>,
    pub goodwill: Option<Option<Goodwill>>,
}

impl Handling {
    /// Brought so far on a day, and nothing else.
    pub fn new(to: Standing, day: NaiveDate) -> Self {
        Self { to, day, answer: None, cause: None, goodwill: None }
    }
}

/// Feedback of each of `on`, that came in today.
pub fn add_feedback(given: &Given, ids: &mut Ids, on: &[ContactId], new: &NewFeedback) -> Result<Set, ActError> {
    given.must_be_there(on)?;
    // A survey's score may say all.
    if new.text.trim().is_empty() && new.score.is_none() {
        return Err(ActError::Empty);
    }
    if let Some(score) = new.score.filter(|score| *score > 10) {
        return Err(ActError::Score(score));
    }
    let mut changes = Vec::new();
    for contact in on {
        let feedback = Feedback {
            company: given.company_of(*contact),
            topic: new.topic.trim().to_owned(),
            score: new.score,
            promised: new.promised,
            severity: new.severity,
            owner: new.owner.trim().to_owned(),
            promise: new.promise.trim().to_owned(),
            ..Feedback::new(ids.draw(), *contact, new.kind, new.text.trim(), given.today)
        };
        let call_back = called_back(given, ids, &feedback);
        changes.push(Change::create(feedback));
        changes.extend(call_back.map(Change::create));
    }
    Ok(Set::new(given.label(Act::Feedback, on).about(&new.text), changes))
}

/// Brings all of `feedback` as far as `handling` says. What is that far already stays as it is; refused if all of it is. A complaint
/// that is resolved by it is asked after some days later, one that is opened again isn't any more.
pub fn handle(given: &Given, ids: &mut Ids, feedback: &[Feedback], handling: &Handling) -> Result<Set, ActError> {
    let mut changes = Vec::new();
    let mut refused = Err(ActError::Gone);
    for before in feedback {
        match handled(given, before, handling) {
            Ok(after) => {
                changes.push(Change::edit(before.clone(), after.clone()));
                changes.extend(asked_after(given, ids, before, &after));
            }
            Err(already @ ActError::Already { .. }) => refused = Err(already),
            Err(error) => return Err(error),
        }
    }
    if changes.is_empty() { refused } else { Ok(Set::new(label(given, feedback, handling), changes)) }
}

/// Notes what the customers were told on a day, which isn't the end of it yet.
pub fn reply(given: &Given, feedback: &[Feedback], reply: &Reply) -> Result<Set, ActError> {
    let text = reply.text.trim();
    if text.is_empty() {
        return Err(ActError::Empty);
    }
    if reply.day > given.today {
        return Err(ActError::NotYet(reply.day));
    }
    let mut changes = Vec::new();
    for before in feedback {
        if reply.day < before.day {
            return Err(ActError::BeforeItCame(before.day));
        }
        let mut after = before.clone();
        after.told_meanwhile(Reply { day: reply.day, text: text.to_owned() });
        changes.push(Change::edit(before.clone(), after));
    }
    let contacts = without_doubles(feedback.iter().map(|one| one.contact));
    Ok(Set::new(given.label(Act::Reply, &contacts).about(text).on(reply.day), changes))
}

/// Deletes feedback, as one set; what was to be asked after it goes, too.
pub fn delete_feedback(given: &Given, feedback: &[Feedback]) -> Set {
    let promises = feedback.iter().flat_map(|one| open_about(given, one)).cloned().map(Change::delete);
    let changes = feedback.iter().cloned().map(Change::delete).chain(promises);
    Set::new(of(given, Act::Delete, feedback), changes)
}

/// What becomes of the follow-up that asks after a complaint: it comes once that is resolved, on a working day, and is cancelled
/// where it is opened again.
pub(super) fn asked_after(given: &Given, ids: &mut Ids, before: &Feedback, after: &Feedback) -> Vec<Change> {
    let rules = &given.settings.feedback;
    if !before.is_open() && after.is_open() && after.kind == FeedbackKind::Complaint {
        let cancelled = |one: &FollowUp| {
            let after = FollowUp { state: FollowUpState::Cancelled, closed: Some(given.today), ..one.clone() };
            Change::edit(one.clone(), after)
        };
        return open_about(given, before).map(cancelled).collect();
    }
    let is_resolved = before.is_open() && !after.is_open() && after.kind == FeedbackKind::Complaint;
    if !is_resolved || rules.check_back == 0 || given.book.facts_of(after.contact).is_none() {
        return Vec::new();
    }
    let resolved = after.resolved.unwrap_or(given.today);
    let title = titled(&rules.check_back_title, &after.text);
    vec![Change::create(promised_after(given, ids, after, &title, resolved, rules.check_back))]
}

/// The follow-up by which a detractor's answer isn't left standing.
fn called_back(given: &Given, ids: &mut Ids, of: &Feedback) -> Option<FollowUp> {
    let rules = &given.settings.feedback;
    let score = of.score.filter(|score| of.kind == FeedbackKind::Survey && Group::of(*score) == Group::Detractor)?;
    if rules.call_back == 0 {
        return None;
    }
    let title = rules.call_back_title.replace("{}", &score.to_string());
    let title = titled(&title, &of.text);
    Some(promised_after(given, ids, of, &title, of.day, rules.call_back))
}

/// That `on` are asked for a survey today; those who may not be asked are left out, and named with why.
///
/// # Errors
/// Somebody isn't there any more.
pub fn ask<'a>(given: &Given<'a>, ids: &mut Ids, on: &[ContactId], asking: &Asking) -> Result<Asked<'a>, ActError> {
    given.must_be_there(on)?;
    let (mut asked, mut left_out) = (Vec::new(), Vec::new());
    for contact in without_doubles(on.iter().copied()) {
        let row = given.book.contact(contact).ok_or(ActError::Gone)?;
        match row.may_ask(given.settings, given.today, asking.channel) {
            Ok(_) => asked.push(contact),
            Err(why) => left_out.push((contact, why)),
        }
    }
    let changes = asked.iter().map(|contact| {
        Change::create(Feedback {
            company: given.company_of(*contact),
            topic: asking.topic.trim().to_owned(),
            ..Feedback::asked(ids.draw(), *contact, given.today)
        })
    });
    let set = Set::new(given.label(Act::Ask, &asked).about(asking.topic.trim()), changes);
    Ok(Asked { set, asked, left_out })
}

/// A follow-up about feedback so many days after `from`, on a working day that isn't past.
fn promised_after(given: &Given, ids: &mut Ids, of: &Feedback, title: &str, from: NaiveDate, days: u16) -> FollowUp {
    let due = from.checked_add_days(Days::new(days.into())).unwrap_or(from).max(given.today);
    let due = given.settings.workdays.on_or_after(due);
    FollowUp { about: Some(of.id), ..FollowUp::new(ids.draw(), of.contact, title, due, given.today) }
}

/// `check back: late twice`
fn titled(title: &str, text: &str) -> String {
    let text = excerpt(text, EXCERPT);
    if text.is_empty() || title.is_empty() { format!("{title}{text}") } else { format!("{title}: {text}") }
}

/// The open follow-ups that came of it by themselves.
fn open_about<'a>(given: &'a Given, feedback: &Feedback) -> impl Iterator<Item = &'a FollowUp> {
    let id = feedback.id;
    given.book.follow_ups_of(feedback.contact).into_iter().filter(move |one| one.about == Some(id))
}

/// Feedback brought so far.
pub(super) fn handled(given: &Given, before: &Feedback, handling: &Handling) -> Result<Feedback, ActError> {
    let Handling { to, day, ref answer, ref cause, ref goodwill } = *handling;
    if before.is_asked() {
        return Err(ActError::Already { standing: Standing::Asked, day: Some(before.day) });
    }
    let is_there = if to == Standing::Open { before.standing() == to } else { before.standing() >= to };
    if is_there {
        let day = before.told.or(before.resolved);
        return Err(ActError::Already { standing: before.standing(), day });
    }
    if day > given.today {
        return Err(ActError::NotYet(day));
    }
    if day < before.day {
        return Err(ActError::BeforeItCame(before.day));
    }
    let mut after = before.clone();
    match to {
        Standing::Open => {
            (after.state, after.resolved, after.told) = (FeedbackState::Open, None, None);
        }
        Standing::Acknowledged => after.state = FeedbackState::Acknowledged,
        Standing::Resolved => {
            (after.state, after.resolved, after.told) = (FeedbackState::Resolved, Some(day), None);
        }
        Standing::Told => {
            // Whoever was told before it was noted as resolved knew it by then.
            let resolved = before.resolved.filter(|_| !before.is_open()).unwrap_or(day).min(day);
            (after.state, after.resolved, after.told) = (FeedbackState::Resolved, Some(resolved), Some(day));
        }
        // Nothing that was said becomes a question.
        Standing::Asked => return Err(ActError::NotOnAgenda),
    }
    if to != Standing::Acknowledged {
        after.snoozed_until = None;
    }
    if let Some(answer) = answer {
        answer.trim().clone_into(&mut after.answer);
    }
    if let Some(cause) = cause {
        cause.trim().clone_into(&mut after.cause);
    }
    if let Some(goodwill) = goodwill {
        after.goodwill.clone_from(goodwill);
    }
    Ok(after)
}

fn label(given: &Given, feedback: &[Feedback], handling: &Handling) -> Label {
    let act = match handling.to {
        Standing::Open => Act::Reopen,
        Standing::Acknowledged => Act::Acknowledge,
        Standing::Resolved => Act::Done,
        Standing::Told => Act::Tell,
        Standing::Asked => Act::Ask,
    };
    let label = of(given, act, feedback);
    if handling.to == Standing::Told { label.on(handling.day) } else { label }
}

/// Named after whose feedback it is, and what it says.
fn of(given: &Given, act: Act, feedback: &[Feedback]) -> Label {
    let texts: Vec<&str> = feedback.iter().map(|one| one.text.as_str()).filter(|text| !text.is_empty()).collect();
    let contacts = without_doubles(feedback.iter().map(|one| one.contact));
    given.label(act, &contacts).about(&texts.join(", "))
}
