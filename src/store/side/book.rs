//! How the book's parts lie in the side file. Companies, of which there are few and which hold much, stand there as
//! MessagePack; all else packed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::packed::{Packed, packed, packed_choice, packed_id};
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::birthday::Birthday;
use crate::domain::book::{Account, Grievance, Vocabulary};
use crate::domain::cadence::{Cadence, Span, Unit};
use crate::domain::ceiling::{AtMost, Ceiling, Lately, MOST};
use crate::domain::company::Company;
use crate::domain::complaint::{Goodwill, Reply, Severity};
use crate::domain::consent::{ConsentState, Purpose};
use crate::domain::contact::{AddressForm, Channel, DoNotContact, ForeignId, Labelled, Stage, Tier};
use crate::domain::day::Day;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{CompanyId, ConsentId, ContactId, FeedbackId, FollowUpId, InteractionId};
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::row::{ConsentNow, Glance, Newest, Row};
use crate::domain::survey::Survey;

packed_id!(ContactId, CompanyId, InteractionId, FollowUpId, FeedbackId, ConsentId);

packed_choice! {
    AddressForm { Du, Sie }
    Channel { Phone, Mail, Video, Chat, Visit, Letter, Social }
    Tier { A, B, C }
    Stage { Lead, Occasional, Regular, Key, Dormant, Former }
    Unit { Day, Week, Month, Year }
    Kind { Call, Mail, Meeting, Video, Chat, Visit, Letter, Social, Event, Note }
    Direction { In, Out }
    Outcome { Reached, NoAnswer, LeftMessage }
    ConsentState { Unknown, Given, Withdrawn }
    Purpose { Contract, Service, Marketing, Survey }
    FollowUpState { Open, Done, Cancelled }
    FeedbackKind { Praise, Complaint, Wish, Survey }
    Severity { Minor, Serious, Critical }
    FeedbackState { Open, Acknowledged, Resolved, Asked }
}

packed! {
    Labelled { label, value }
    ForeignId { source, value }
    Span { count, unit }
    AtMost { touches, within }
    DoNotContact { until, reason }
    Snooze { until, set }
    AgendaMark { contact, cadence_from, last_contact, cadence, retry, birthday, off_until, congratulated }
    ConsentNow { id, channel, purpose, state, day, how, proof }
    Glance { id, at, time_known, kind, direction, outcome, text, others, automatic }
    Newest { list, count }
    Row {
        id, name, family, nickname, honorific, salutation, address_form, added, company, other_companies, role, city, mails,
        phones, ids, birthday, language, preferred_channel, tier, stage, tags, cadence, ceiling, do_not_contact, owner, referred_by, notes, archived, mark,
        consents, interactions, touches, tries, pinned, lately, orders, surveys,
    }
    Survey { id, day, asked, score }
    FollowUp { id, contact, title, due, time, made, from, about, recurs, state, closed, closed_by, after, snoozed_until, source_id }
    Feedback {
        id, contact, company, kind, text, day, topic, score, promised, state, resolved, told, answer, severity,
        owner, promise, replies, cause, goodwill, from, snoozed_until, source_id,
    }
    Account { id, cadence, tier, added, snoozed }
    Reply { day, text }
    Grievance { id, contact, company, kind, state, day, promised, resolved, snoozed_until }
}

impl Packed for Day {
    fn put(&self, to: &mut Vec<u8>) {
        self.number().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        NaiveDate::take(from).map(Self::from)
    }
}

impl Packed for Vocabulary {
    fn put(&self, to: &mut Vec<u8>) {
        let own = |(word, count): (&str, u32)| (word.to_owned(), count);
        self.tags().map(own).collect::<Vec<_>>().put(to);
        self.owners().map(own).collect::<Vec<_>>().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::new(Packed::take(from)?, Packed::take(from)?))
    }
}

impl<T: Packed + Ord> Packed for BTreeSet<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|one| one.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Vec::take(from).map(Self::from_iter)
    }
}

impl Packed for Birthday {
    fn put(&self, to: &mut Vec<u8>) {
        (self.year(), self.month(), self.day()).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (year, month, day) = Packed::take(from)?;
        Self::new(year, month, day)
    }
}

impl Packed for Cadence {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::ByTier => None,
            Self::Never => Some(None),
            Self::Every(span) => Some(Some(*span)),
        }
        .put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match Packed::take(from)? {
            None => Self::ByTier,
            Some(None) => Self::Never,
            Some(Some(span)) => Self::Every(span),
        })
    }
}

impl Packed for Ceiling {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::ByTier => None,
            Self::None => Some(None),
            Self::Own(at_most) => Some(Some(*at_most)),
        }
        .put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match Packed::take(from)? {
            None => Self::ByTier,
            Some(None) => Self::None,
            Some(Some(at_most)) => Self::Own(at_most),
        })
    }
}

/// The newest day, and of each other how many days before the one above it: there are up to a dozen for everybody.
impl Packed for Lately {
    fn put(&self, to: &mut Vec<u8>) {
        self.count.put(to);
        self.days.len().put(to);
        let mut above: Option<Day> = None;
        for day in &self.days {
            match above.replace(*day) {
                None => day.put(to),
                Some(above) => above.since(*day).put(to),
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (count, length) = (u32::take(from)?, usize::take(from)?);
        let mut days: Vec<Day> = Vec::new();
        for _ in 0..Some(length).filter(|length| *length <= usize::from(MOST))? {
            let day = match days.last() {
                None => Day::take(from)?,
                Some(above) => above.minus(u32::try_from(i64::take(from)?).ok()?),
            };
            days.push(day);
        }
        Some(Self { days, count })
    }
}

impl Packed for Goodwill {
    fn put(&self, to: &mut Vec<u8>) {
        self.to_string().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(|kept| Self::read_plain(&kept))
    }
}

impl Packed for Recurs {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Every { span, anchor } => (*span, Some(*anchor)),
            Self::After { span } => (*span, None),
        }
        .put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match Packed::take(from)? {
            (span, Some(anchor)) => Self::Every { span, anchor },
            (span, None) => Self::After { span },
        })
    }
}

impl Packed for Company {
    fn put(&self, to: &mut Vec<u8>) {
        // Writing to memory doesn't fail; if it did, reading would find nothing and the image be made anew.
        let packed = rmp_serde::to_vec_named(self).unwrap_or_default();
        packed.len().put(to);
        to.extend_from_slice(&packed);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        let (packed, rest) = from.split_at_checked(length)?;
        *from = rest;
        rmp_serde::from_slice(packed).ok()
    }
}
