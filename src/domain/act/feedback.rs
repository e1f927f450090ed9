//! Feedback: adding it, and bringing it from heard to closed: acknowledged, resolved, the customer told. And back.

use chrono::NaiveDate;

use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState, Standing};
use crate::domain::id::{ContactId, Ids};

use super::{ActError, Given, without_doubles};

/// Feedback to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFeedback {
    pub kind: FeedbackKind,
    pub text: String,
    pub topic: String,
    pub score: Option<u8>,
    pub promised: Option<NaiveDate>,
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
    let changes = on.iter().map(|contact| {
        Change::create(Feedback {
            company: given.company_of(*contact),
            topic: new.topic.trim().to_owned(),
            score: new.score,
            promised: new.promised,
            ..Feedback::new(ids.draw(), *contact, new.kind, new.text.trim(), given.today)
        })
    });
    Ok(Set::new(given.label(Act::Feedback, on).about(&new.text), changes))
}

/// Brings all of `feedback` as far as `handling` says. What is that far already stays as it is; refused if all of it is.
pub fn handle(given: &Given, feedback: &[Feedback], handling: &Handling) -> Result<Set, ActError> {
    let mut changes = Vec::new();
    let mut refused = Err(ActError::Gone);
    for before in feedback {
        match handled(given, before, handling) {
            Ok(after) => changes.push(Change::edit(before.clone(), after)),
            Err(already @ ActError::Already { .. }) => refused = Err(already),
            Err(error) => return Err(error),
        }
    }
    if changes.is_empty() { refused } else { Ok(Set::new(label(given, feedback, handling), changes)) }
}

/// Deletes feedback, as one set.
pub fn delete_feedback(given: &Given, feedback: &[Feedback]) -> Set {
    let changes = feedback.iter().cloned().map(Change::delete);
    Set::new(of(given, Act::Delete, feedback), changes)
}

/// Feedback brought so far.
pub(super) fn handled(given: &Given, before: &Feedback, handling: &Handling) -> Result<Feedback, ActError> {
    let Handling { to, day, ref answer } = *handling;
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
    }
    if to != Standing::Acknowledged {
        after.snoozed_until = None;
    }
    if let Some(answer) = answer {
        answer.trim().clone_into(&mut after.answer);
    }
    Ok(after)
}

fn label(given: &Given, feedback: &[Feedback], handling: &Handling) -> Label {
    let act = match handling.to {
        Standing::Open => Act::Reopen,
        Standing::Acknowledged => Act::Acknowledge,
        Standing::Resolved => Act::Done,
        Standing::Told => Act::Tell,
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
