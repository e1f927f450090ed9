//! What hangs on one who goes, and whose decision on a channel holds once two are one: it is told before.

use std::collections::HashSet;
use std::iter::Sum;

use chrono::NaiveDate;

use super::joining::Takes;
use super::piece::{Chosen, Piece};
use crate::domain::act::WholeContact;
use crate::domain::consent::{ConsentState, Purpose};
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
    pub orders: usize,
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
        for record in gone.into_iter().filter(|record| seen.insert(record.id())) {
            match record {
                Record::Interaction(_) => all.interactions += 1,
                Record::FollowUp(one) if same_promise(open.iter().copied(), one).is_some() => all.follow_ups_there += 1,
                Record::FollowUp(one) => {
                    all.follow_ups += 1;
                    open.extend(Some(one).filter(|one| one.is_open()));
                }
                Record::Feedback(_) => all.feedback += 1,
                Record::Consent(_) => all.consents += 1,
                Record::Order(_) => all.orders += 1,
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
            orders: sum.orders + one.orders,
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

/// What is decided on a channel, for every purpose or for one, of one of both at least.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub channel: Channel,
    /// `None` is every purpose.
    pub purpose: Option<Purpose>,
    pub kept: Option<ConsentNow>,
    pub gone: Option<ConsentNow>,
    /// Whose holds: what is taken by itself, or as it was chosen.
    pub takes: Takes,
}

impl Decided {
    fn of(on: (Channel, Option<Purpose>), kept: Option<ConsentNow>, gone: Option<ConsentNow>, chosen: &Chosen) -> Self {
        let (channel, purpose) = on;
        // What is chosen of a channel goes for each purpose of which nothing else is.
        let of = |purpose| Piece::Consent(channel, purpose).chosen(chosen);
        let chosen = of(purpose).or_else(|| of(None));
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
        Self { channel, purpose, kept, gone, takes }
    }

    /// By what it is chosen.
    pub fn piece(&self) -> Piece {
        Piece::Consent(self.channel, self.purpose)
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

/// By channel, and for each purpose of which one of both decided by itself, what each of both decided, of what is in force: by channel
/// what goes for every purpose first.
pub fn decided(kept: &[ConsentNow], gone: &[ConsentNow], chosen: &Chosen) -> Vec<Decided> {
    let of = |all: &[ConsentNow], channel: Channel, purpose: Option<Purpose>| {
        all.iter().find(|one| one.channel == channel && one.purpose == purpose).cloned()
    };
    let mut all: Vec<Decided> = Vec::new();
    for channel in Channel::ALL {
        let every = [kept, gone].map(|all| of(all, channel, None));
        let of_purpose = |purpose| {
            let both = [kept, gone].map(|all| of(all, channel, Some(purpose)));
            let [kept, gone] = if both.iter().all(Option::is_none) { both } else { or_every(both, &every) };
            Decided::of((channel, Some(purpose)), kept, gone, chosen)
        };
        let [kept, gone] = every.clone();
        let both = [Decided::of((channel, None), kept, gone, chosen)].into_iter();
        let both = both.chain(Purpose::ALL.into_iter().map(of_purpose));
        all.extend(both.filter(|one| one.kept.is_some() || one.gone.is_some()));
    }
    all
}

/// What holds for a purpose: what was decided for it, else for every one.
fn or_every(own: [Option<ConsentNow>; 2], every: &[Option<ConsentNow>; 2]) -> [Option<ConsentNow>; 2] {
    let [(kept, kept_every), (gone, gone_every)] = [0, 1].map(|at| (own[at].clone(), every[at].clone()));
    [kept.or(kept_every), gone.or(gone_every)]
}

/// What holds then, each as decided for what it is decided for.
pub fn holding(all: &[Decided]) -> Vec<ConsentNow> {
    let hold = |one: &Decided| Some(ConsentNow { purpose: one.purpose, ..one.in_force()?.clone() });
    all.iter().filter_map(hold).collect()
}

impl WholeContact {
    /// The decisions in force, for each channel and purpose.
    pub fn decisions(&self) -> Vec<ConsentNow> {
        decided_by(&self.contact, &self.timeline).decisions()
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

/// What has to be decided once more so that it `holds` for whoever is kept: all in whose place another decision of `all` would be in
/// force. It is of today, and tells of which day it was.
pub(super) fn decided_anew(holds: &[ConsentNow], all: &Row, today: NaiveDate) -> Vec<ConsentNow> {
    let mut anew: Vec<ConsentNow> = Vec::new();
    for one in holds {
        // Each is newer than all before it.
        let concerns = |other: &&ConsentNow| {
            other.channel == one.channel && (other.purpose.is_none() || other.purpose == one.purpose)
        };
        let now = anew.iter().rev().find(concerns).or_else(|| match one.purpose {
            Some(purpose) => all.decision_for(purpose, one.channel),
            None => all.decision(one.channel),
        });
        if now.is_some_and(|now| now.state != one.state) {
            let newest = all.consents.iter().filter(|other| other.channel == one.channel).map(|other| other.day).max();
            let how = format!("{} ({})", one.how, one.day).trim().to_owned();
            anew.push(ConsentNow { day: today.max(newest.unwrap_or(today)), how, ..one.clone() });
        }
    }
    anew
}
