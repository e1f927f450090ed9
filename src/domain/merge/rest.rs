//! The fields of all records but contacts and companies. What belongs together is taken together: that a promise is done with its
//! day, how far feedback has come with the days of it.

use serde::Serialize;

use super::{Clash, Merging, Part, Three};
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::book::Book;
use crate::domain::complaint::Reply;
use crate::domain::consent::Consent;
use crate::domain::difference::journal_values;
use crate::domain::feedback::{Feedback, FeedbackState, Standing};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::interaction::Interaction;
use crate::domain::order::Order;

/// A clash of a field that is called so in the journal.
fn clash<T: Serialize + ?Sized>(name: &'static str, mine: &T, theirs: &T, book: &Book) -> Clash {
    Clash { part: Part::Named(name), mine: journal_values(&mine, book), theirs: journal_values(&theirs, book) }
}

/// One field after the other, by their names.
macro_rules! one {
    ($all:ident, $into:ident, $field:ident) => {
        match $all.of(|side| &side.$field).agreed() {
            Some(agreed) => agreed,
            None => {
                let (mine, theirs) = (&$all.mine.$field, &$all.theirs.$field);
                $into.decided(clash(stringify!($field), mine, theirs, $into.book), mine.clone(), theirs.clone())
            }
        }
    };
}

pub(super) fn interaction(all: Three<Interaction>, into: &mut Merging) -> Interaction {
    let book = into.book;
    let people = |mine: &[_], theirs: &[_]| clash("with", mine, theirs, book);
    let mut with = into.list(all.of(|side| &side.with), people);
    if with.is_empty() {
        // Each has removed whom the other left.
        with = into.decided(people(&all.mine.with, &all.theirs.with), all.mine.with.clone(), all.theirs.with.clone());
    }
    let moment = |side: &Interaction| (side.at, side.time_known);
    let [base, mine, theirs] = [all.base, all.mine, all.theirs].map(moment);
    let (at, time_known) = match (Three { base: &base, mine: &mine, theirs: &theirs }).agreed() {
        Some(agreed) => agreed,
        None => into.decided(clash("at", &mine.0, &theirs.0, book), mine, theirs),
    };
    Interaction {
        id: all.mine.id,
        at,
        time_known,
        with,
        kind: one!(all, into, kind),
        direction: one!(all, into, direction),
        outcome: one!(all, into, outcome),
        minutes: one!(all, into, minutes),
        text: one!(all, into, text),
        topics: into.list(all.of(|side| &side.topics), |mine, theirs| clash("topics", mine, theirs, book)),
        purpose: one!(all, into, purpose),
        worth: one!(all, into, worth),
        automatic: one!(all, into, automatic),
        pinned: one!(all, into, pinned),
        source_id: one!(all, into, source_id),
    }
}

pub(super) fn follow_up(all: Three<FollowUp>, into: &mut Merging) -> FollowUp {
    let ending = |side: &FollowUp| (side.state, side.closed, side.closed_by);
    let [base, mine, theirs] = [all.base, all.mine, all.theirs].map(ending);
    let (state, closed, closed_by) = match (Three { base: &base, mine: &mine, theirs: &theirs }).agreed() {
        Some(agreed) => agreed,
        // Who was first did it; the other one's call stands all the same.
        None if mine.0 == theirs.0 && mine.0 != FollowUpState::Open => theirs,
        None => into.decided(clash("state", &mine.0, &theirs.0, into.book), mine, theirs),
    };
    FollowUp {
        id: all.mine.id,
        contact: one!(all, into, contact),
        title: one!(all, into, title),
        due: one!(all, into, due),
        time: one!(all, into, time),
        made: one!(all, into, made),
        from: one!(all, into, from),
        about: one!(all, into, about),
        recurs: one!(all, into, recurs),
        state,
        closed,
        closed_by,
        after: one!(all, into, after),
        snoozed_until: one!(all, into, snoozed_until),
        source_id: one!(all, into, source_id),
    }
}

pub(super) fn feedback(all: Three<Feedback>, into: &mut Merging) -> Feedback {
    let book = into.book;
    let far = |side: &Feedback| (side.state, side.resolved, side.told);
    let [base, mine, theirs] = [all.base, all.mine, all.theirs].map(far);
    let [from, to_mine, to_theirs] = [all.base, all.mine, all.theirs].map(Feedback::standing);
    let (state, resolved, told) = match (Three { base: &base, mine: &mine, theirs: &theirs }).agreed() {
        Some(agreed) => agreed,
        // Both brought it further: as far as the one who brought it furthest, by whoever was first.
        None if to_mine > from && to_theirs > from => {
            let (state, resolved, told) = if to_mine > to_theirs { mine } else { theirs };
            let first = theirs.1.filter(|_| to_theirs >= Standing::Resolved).or(resolved);
            // Whoever was told knew it by then.
            (state, first.map(|day| told.map_or(day, |told| day.min(told))), told)
        }
        None => into.decided(clash("state", &mine.0, &theirs.0, into.book), mine, theirs),
    };
    let text = one!(all, into, text);
    let score = one!(all, into, score);
    let (text, score) = if text.trim().is_empty() && score.is_none() && state != FeedbackState::Asked {
        let of = |side: &Feedback| (side.text.clone(), side.score);
        into.decided(clash("text", &all.mine.text, &all.theirs.text, into.book), of(all.mine), of(all.theirs))
    } else {
        (text, score)
    };
    let mut replies = into.list(all.of(|side| &side.replies), |mine, theirs| clash("replies", mine, theirs, book));
    replies.sort_by_key(|reply: &Reply| reply.day);
    // What is resolved is hidden no longer.
    let is_ended = [(to_mine, all.mine), (to_theirs, all.theirs)]
        .into_iter()
        .any(|(to, side)| to >= Standing::Resolved && from < Standing::Resolved && side.snoozed_until.is_none());
    Feedback {
        id: all.mine.id,
        contact: one!(all, into, contact),
        company: one!(all, into, company),
        kind: one!(all, into, kind),
        text,
        day: one!(all, into, day),
        topic: one!(all, into, topic),
        score,
        promised: one!(all, into, promised),
        state,
        resolved,
        told,
        answer: one!(all, into, answer),
        severity: one!(all, into, severity),
        owner: one!(all, into, owner),
        promise: one!(all, into, promise),
        replies,
        cause: one!(all, into, cause),
        goodwill: one!(all, into, goodwill),
        from: one!(all, into, from),
        snoozed_until: if is_ended { None } else { one!(all, into, snoozed_until) },
        source_id: one!(all, into, source_id),
    }
}

pub(super) fn consent(all: Three<Consent>, into: &mut Merging) -> Consent {
    Consent {
        id: all.mine.id,
        contact: one!(all, into, contact),
        channel: one!(all, into, channel),
        purpose: one!(all, into, purpose),
        state: one!(all, into, state),
        day: one!(all, into, day),
        how: one!(all, into, how),
        proof: one!(all, into, proof),
    }
}

pub(super) fn order(all: Three<Order>, into: &mut Merging) -> Order {
    let (mut contact, mut company) = (one!(all, into, contact), one!(all, into, company));
    if contact.is_none() && company.is_none() {
        // Each has taken away whom the other left.
        let buyer = |side: &Order| (side.contact, side.company);
        let clash = clash("contact", &buyer(all.mine), &buyer(all.theirs), into.book);
        (contact, company) = into.decided(clash, buyer(all.mine), buyer(all.theirs));
    }
    let amount = match all.of(|side| &side.amount).agreed() {
        Some(agreed) => agreed,
        None => {
            let (mine, theirs) = (all.mine.amount, all.theirs.amount);
            into.decided(clash("amount", &mine.to_string(), &theirs.to_string(), into.book), mine, theirs)
        }
    };
    Order {
        id: all.mine.id,
        contact,
        company,
        day: one!(all, into, day),
        amount,
        what: one!(all, into, what),
        reference: one!(all, into, reference),
        source_id: one!(all, into, source_id),
    }
}

pub(super) fn agenda_mark(all: Three<AgendaMark>, into: &mut Merging) -> AgendaMark {
    // Hidden until the same day by both: since the later moment.
    macro_rules! hidden {
        ($field:ident) => {
            match (all.mine.$field, all.theirs.$field) {
                (Some(mine), Some(theirs)) if mine.until == theirs.until => Some(later(mine, theirs)),
                _ => one!(all, into, $field),
            }
        };
    }
    AgendaMark {
        contact: all.mine.contact,
        cadence_from: one!(all, into, cadence_from),
        last_contact: one!(all, into, last_contact),
        cadence: hidden!(cadence),
        retry: hidden!(retry),
        birthday: hidden!(birthday),
        off_until: one!(all, into, off_until),
        congratulated: one!(all, into, congratulated),
    }
}

fn later(mine: Snooze, theirs: Snooze) -> Snooze {
    if mine.set > theirs.set { mine } else { theirs }
}
