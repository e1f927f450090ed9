//! What hangs on one who goes, and whose decision on a channel holds once two are one: it is told before.

use std::collections::HashSet;
use std::iter::Sum;

use chrono::NaiveDate;

use super::joining::Takes;
use super::piece::{Chosen, Piece};
use crate::domain::act::WholeContact;
use crate::domain::consent::ConsentState;
use crate::domain::contact::{Channel, Contact};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::FollowUpId;
use crate::domain::record::{Record, RecordId};
use crate::domain::row::{ConsentNow, Row};
use crate::domain::search::fold;

/// How much goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hanging {
    pub interactions: usize,
    pub follow_ups: usize,
    /// Follow-ups that go because the one who is kept has the same.
    pub follow_ups_there: usize,
    pub feedback: usize,
    pub consents: usize,
}

impl Hanging {
    /// What goes over of what hangs on those who go, to one on whom `kept` hangs. What both took part in goes nowhere.
    pub fn of<'a>(kept: impl IntoIterator<Item = &'a Record>, gone: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut all = Self::default();
        let (mut open, mut seen) = (Vec::<&FollowUp>::new(), HashSet::<RecordId>::new());
        for record in kept {
            open.extend(open_follow_up(record));
            seen.insert(record.id());
        }
        for record in gone {
            match record {
                Record::Interaction(_) if seen.insert(record.id()) => all.interactions += 1,
                Record::FollowUp(one) if same_promise(open.iter().copied(), one).is_some() => all.follow_ups_there += 1,
                Record::FollowUp(one) => {
                    all.follow_ups += 1;
                    open.extend(Some(one).filter(|one| one.is_open()));
                }
                Record::Feedback(_) => all.feedback += 1,
                Record::Consent(_) => all.consents += 1,
                _ => {}
            }
        }
        all
    }
}

impl Sum for Hanging {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            interactions: sum.interactions + one.interactions,
            follow_ups: sum.follow_ups + one.follow_ups,
            follow_ups_there: sum.follow_ups_there + one.follow_ups_there,
            feedback: sum.feedback + one.feedback,
            consents: sum.consents + one.consents,
        })
    }
}

pub(super) fn open_follow_up(record: &Record) -> Option<&FollowUp> {
    match record {
        Record::FollowUp(one) if one.is_open() => Some(one),
        _ => None,
    }
}

/// The one of these open follow-ups that is the same as `one`, which is open, too.
pub(super) fn same_promise<'a>(open: impl IntoIterator<Item = &'a FollowUp>, one: &FollowUp) -> Option<FollowUpId> {
    let when = |of: &FollowUp| (of.due, of.time, of.recurs);
    let is_same = |known: &&FollowUp| when(known) == when(one) && fold(&known.title) == fold(&one.title);
    open.into_iter().filter(|_| one.is_open()).find(is_same).map(|known| known.id)
}

/// What is decided on a channel of one of both at least.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub channel: Channel,
    pub kept: Option<ConsentNow>,
    pub gone: Option<ConsentNow>,
    /// Whose holds: what is taken by itself, or as it was chosen.
    pub takes: Takes,
}

impl Decided {
    fn of(channel: Channel, kept: Option<ConsentNow>, gone: Option<ConsentNow>, chosen: &Chosen) -> Self {
        let chosen = Piece::from(channel).chosen(chosen);
        let takes = match (&kept, &gone, chosen) {
            (None, _, _) => Takes::Gone,
            (_, None, _) => Takes::Kept,
            (Some(_), Some(_), Some(side @ (Takes::Kept | Takes::Gone))) => side,
            // Who said no hasn't said yes because somebody else's record says so.
            (Some(kept), Some(gone), _) if kept.state != gone.state && kept.state == ConsentState::Withdrawn => {
                Takes::Kept
            }
            (Some(kept), Some(gone), _) if kept.state != gone.state && gone.state == ConsentState::Withdrawn => {
                Takes::Gone
            }
            (Some(kept), Some(gone), _) if (gone.day, gone.id) > (kept.day, kept.id) => Takes::Gone,
            _ => Takes::Kept,
        };
        Self { channel, kept, gone, takes }
    }

    /// Whether what the one who goes decided holds then.
    pub fn gone_holds(&self) -> bool {
        self.takes == Takes::Gone
    }

    /// Whether both decided, and not the same.
    pub fn differs(&self) -> bool {
        let states = self.kept.as_ref().zip(self.gone.as_ref()).map(|(kept, gone)| (kept.state, gone.state));
        states.is_some_and(|(kept, gone)| kept != gone)
    }

    /// The decision that holds then: where a withdrawal is among them it does, else the newest, unless it was chosen otherwise.
    pub fn in_force(&self) -> Option<&ConsentNow> {
        if self.gone_holds() { self.gone.as_ref() } else { self.kept.as_ref() }
    }

    /// The decision that doesn't hold then.
    pub fn given_up(&self) -> Option<&ConsentNow> {
        if self.gone_holds() { self.kept.as_ref() } else { self.gone.as_ref() }
    }
}

/// By channel, what each of both decided, of decisions by channel with the newest first.
pub fn decided(kept: &[ConsentNow], gone: &[ConsentNow], chosen: &Chosen) -> Vec<Decided> {
    let on = |all: &[ConsentNow], channel: Channel| all.iter().find(|one| one.channel == channel).cloned();
    let both =
        Channel::ALL.into_iter().map(|channel| Decided::of(channel, on(kept, channel), on(gone, channel), chosen));
    both.filter(|one| one.kept.is_some() || one.gone.is_some()).collect()
}

impl WholeContact {
    /// The decisions in force, one for each channel.
    pub fn decisions(&self) -> Vec<ConsentNow> {
        in_force(&decided_by(&self.contact, &self.timeline))
    }
}

/// A row with the decisions that hang on contacts.
pub(super) fn decided_by<'a>(one: &Contact, timelines: impl IntoIterator<Item = &'a Record>) -> Row {
    let mut row = Row::new(one);
    for record in timelines {
        if let Record::Consent(one) = record {
            row.decide(one);
        }
    }
    row
}

/// The decisions in force on every purpose.
pub(super) fn in_force(row: &Row) -> Vec<ConsentNow> {
    row.in_force().cloned().collect()
}

/// What one of those who are merged withdrew for one purpose, and would be allowed by what another one decided: it is decided once
/// more. `all` has what hung on each, `anew` what is decided besides.
pub(super) fn withdrawn_anew(each: &[Row], all: &Row, anew: &[ConsentNow], today: NaiveDate) -> Vec<ConsentNow> {
    let mut out: Vec<ConsentNow> = Vec::new();
    let own = each.iter().flat_map(Row::in_force_for_one).filter(|one| one.state == ConsentState::Withdrawn);
    for one in own {
        let Some(purpose) = one.purpose else { continue };
        let holds = all.decision_for(purpose, one.channel).is_some_and(|now| now.state == ConsentState::Withdrawn);
        let is_decided = |other: &ConsentNow| {
            other.channel == one.channel
                && (other.purpose == Some(purpose) || other.purpose.is_none() && other.state == ConsentState::Withdrawn)
        };
        let is_given_anew = anew.iter().any(|other| other.channel == one.channel && !is_decided(other));
        if (!holds || is_given_anew) && !anew.iter().chain(&out).any(is_decided) {
            let newest = all.consents.iter().filter(|other| other.channel == one.channel).map(|other| other.day).max();
            let how = format!("{} ({})", one.how, one.day).trim().to_owned();
            out.push(ConsentNow { day: today.max(newest.unwrap_or(today)), how, ..one.clone() });
        }
    }
    out
}

/// What has to be decided once more so that it holds for whoever is kept: all in whose place another decision would be in force. It
/// is of today, and tells of which day it was.
pub(super) fn decided_anew(holds: &[ConsentNow], of_all: &[ConsentNow], today: NaiveDate) -> Vec<ConsentNow> {
    let anew = |one: &ConsentNow| {
        let newest =
            of_all.iter().find(|other| other.channel == one.channel).filter(|other| other.state != one.state)?;
        let how = format!("{} ({})", one.how, one.day);
        Some(ConsentNow { day: today.max(newest.day), how: how.trim().to_owned(), ..one.clone() })
    };
    holds.iter().filter_map(anew).collect()
}
