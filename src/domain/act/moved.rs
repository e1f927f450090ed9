//! An interaction that was logged on the wrong person goes to the right one, and with it what the same line made and did.

use crate::domain::change::{Act, Along, Change, Set};
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::ContactId;
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::record::Record;

use super::edit::{of_interaction, people};
use super::{ActError, Given};

/// Gives an interaction that was logged on `from` to `to`, at the company they are at now. What the line made goes along;
/// what it did of `from`'s follow-ups is open again, and the next instance of a recurring one is withdrawn. `timeline` is
/// all that hangs on `from`, as full records. The set names both, and what came of it besides.
pub fn move_interaction(
    given: &Given,
    interaction: &Interaction,
    from: ContactId,
    to: ContactId,
    timeline: &[Record],
) -> Result<Set, ActError> {
    given.must_be_there(&[to])?;
    let mut after = interaction.clone();
    let place = after.with.iter().position(|participant| participant.contact == from).ok_or(ActError::Gone)?;
    let label = of_interaction(given.label(Act::Move, &[from, to]), interaction);
    if from == to {
        return Ok(Set::new(label, []));
    }
    if people(interaction).contains(&to) {
        after.with.remove(place);
    } else {
        after.with[place] = Participant { contact: to, company: given.company_of(to) };
    }
    let mut moved = Moved {
        given,
        interaction,
        to,
        timeline,
        changes: vec![Change::edit(interaction.clone(), after)],
        along: vec![],
    };
    for record in timeline {
        match record {
            Record::FollowUp(one) if one.contact == from && one.is_open() => moved.take_along(one),
            Record::FollowUp(one) if one.contact == from => moved.reopen(one),
            Record::Feedback(one) if one.contact == from => moved.take_feedback_along(one),
            _ => {}
        }
    }
    Ok(Set::new(label.with(moved.along), moved.changes))
}

struct Moved<'a> {
    given: &'a Given<'a>,
    interaction: &'a Interaction,
    to: ContactId,
    timeline: &'a [Record],
    changes: Vec<Change>,
    along: Vec<Along>,
}

impl Moved<'_> {
    /// A follow-up that the line made; where the other one, who took part, got the same, it is withdrawn.
    fn take_along(&mut self, one: &FollowUp) {
        if one.from != Some(self.interaction.id) {
            return;
        }
        let is_same = |theirs: &&FollowUp| (theirs.from, &theirs.title, theirs.due) == (one.from, &one.title, one.due);
        if self.given.book.follow_ups_of(self.to).iter().any(is_same) {
            self.changes.push(Change::delete(one.clone()));
            self.along.push(Along::Withdrawn(one.title.clone()));
        } else {
            self.changes.push(Change::edit(one.clone(), FollowUp { contact: self.to, ..one.clone() }));
            self.along.push(Along::Went(one.title.clone()));
        }
    }

    /// The same of feedback, whatever became of it since.
    fn take_feedback_along(&mut self, one: &Feedback) {
        if one.from != Some(self.interaction.id) {
            return;
        }
        let is_same = |theirs: &&Feedback| (theirs.from, theirs.kind, &theirs.text) == (one.from, one.kind, &one.text);
        if self.given.book.feedback_of(self.to).iter().any(is_same) {
            self.changes.push(Change::delete(one.clone()));
            self.along.push(Along::Withdrawn(one.text.clone()));
        } else {
            let company = self.given.company_of(self.to);
            self.changes.push(Change::edit(one.clone(), Feedback { contact: self.to, company, ..one.clone() }));
            self.along.push(Along::Went(one.text.clone()));
        }
    }

    /// A follow-up that the log did. It stays done if its next instance is done, too; and if it was done on the same day
    /// and isn't known by what, since older records don't say it.
    fn reopen(&mut self, one: &FollowUp) {
        let is_by_it = one.closed_by == Some(self.interaction.id);
        let may_be = one.closed_by.is_none()
            && one.closed == Some(self.interaction.day())
            && one.made <= self.interaction.day()
            && self.interaction.is_touch();
        if one.state != FollowUpState::Done || !(is_by_it || may_be) {
            return;
        }
        let next = self.timeline.iter().find_map(|record| match record {
            Record::FollowUp(next) if next.after == Some(one.id) => Some(next),
            _ => None,
        });
        if !is_by_it || next.is_some_and(|next| !next.is_open()) {
            self.along.push(Along::StaysDone(one.title.clone()));
            return;
        }
        let open = FollowUp { state: FollowUpState::Open, closed: None, closed_by: None, ..one.clone() };
        self.changes.push(Change::edit(one.clone(), open));
        self.along.push(Along::Reopened(one.title.clone()));
        if let Some(next) = next {
            self.changes.push(Change::delete(next.clone()));
        }
    }
}
