//! Hiding a reason until a day.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::agenda::{DAYS_AHEAD, Reason, Why, entry_of};
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::row::Row;
use crate::domain::spread::Plan;

use super::{ActError, Given, Item, change_mark, without_doubles};

/// A reason that is hidden on the contact's mark.
#[derive(Clone, Copy)]
enum Own {
    Cadence,
    Retry,
    Birthday,
}

/// Hides reasons until `until`; they come back on the first working day from then on, a complaint when it is due.
pub fn snooze(given: &Given, items: &[Item], until: NaiveDate) -> Result<Set, ActError> {
    let mut hiding = Hiding::default();
    for item in without_doubles(items) {
        hiding.hide(given, *item, until)?;
    }
    let day = given.settings.workdays.on_or_after(until);
    Ok(Set::new(given.label_of_items(Act::Snooze, items).on(day), hiding.changes(given)?))
}

/// Spreads a pile as planned: hides the reasons of those who go to another day until then. Who isn't there any more, or for whom
/// something was done meanwhile, is left out.
pub fn spread(given: &Given, plan: &Plan) -> Result<Set, ActError> {
    let (mut hiding, mut whom) = (Hiding::default(), Vec::new());
    for (moving, day) in plan.moves() {
        let items: Vec<Item> = moving.items.iter().copied().filter(|item| can_snooze(given, *item).is_ok()).collect();
        whom.extend((!items.is_empty()).then_some(moving.whom));
        for item in items {
            hiding.hide(given, item, day)?;
        }
    }
    let last = plan.moves().map(|(_, day)| day).max().unwrap_or(given.today);
    let names = whom.into_iter().map(|whom| whom.name(given.book).to_owned());
    Ok(Set::new(Label::of_many(Act::Spread, names).on(last), hiding.changes(given)?))
}

/// What is to be hidden, and until when.
#[derive(Default)]
struct Hiding {
    changes: Vec<Change>,
    own: Vec<(ContactId, Own, NaiveDate)>,
}

impl Hiding {
    fn hide(&mut self, given: &Given, item: Item, typed: NaiveDate) -> Result<(), ActError> {
        if typed <= given.today {
            return Err(ActError::NotAhead(typed));
        }
        can_snooze(given, item)?;
        let until = given.settings.workdays.on_or_after(typed);
        match item {
            Item::FollowUp(id) => {
                let before = given.book.follow_up(id).ok_or(ActError::Gone)?;
                let after = FollowUp { snoozed_until: Some(until), ..before.clone() };
                self.changes.push(Change::edit(before.clone(), after));
            }
            Item::Feedback(id) => {
                let before = given.book.feedback(id).ok_or(ActError::Gone)?;
                let due = before.due().filter(|_| before.is_open()).ok_or(ActError::NotOnAgenda)?;
                if typed > due {
                    return Err(ActError::ComplaintDue(due));
                }
                let after = Feedback { snoozed_until: Some(until.min(due)), ..before.clone() };
                self.changes.push(Change::edit(before.clone(), after));
            }
            Item::Account(id) => {
                let before = given.book.company(id).ok_or(ActError::Gone)?;
                let after = Company { snoozed: Some(Snooze { until, set: given.now }), ..before.clone() };
                self.changes.push(Change::edit(before.clone(), after));
            }
            Item::Birthday(contact) => self.own.push((contact, Own::Birthday, until)),
            Item::Retry(contact) => self.own.push((contact, Own::Retry, until)),
            Item::Cadence(contact) => self.own.push((contact, Own::Cadence, until)),
            Item::Contact(contact) => {
                self.own.extend(reasons_of(given, contact).into_iter().map(|own| (contact, own, until)));
            }
        }
        Ok(())
    }

    /// One change of a mark, however many of its reasons are hidden.
    fn changes(mut self, given: &Given) -> Result<Vec<Change>, ActError> {
        self.own.sort_by_key(|(contact, ..)| *contact);
        for of_one in self.own.chunk_by(|a, b| a.0 == b.0) {
            let row = given.book.contact(of_one[0].0).ok_or(ActError::Gone)?;
            self.changes.push(change_mark(row, |mark| {
                for (_, own, until) in of_one {
                    *own.of(mark) = Some(Snooze { until: *until, set: set_behind(row, given.now) });
                }
            }));
        }
        Ok(self.changes)
    }
}

/// The moment of a snooze that comes after every touch that is there, whatever the clock says and said.
fn set_behind(row: &Row, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let entered =
        row.touches.list.iter().filter_map(|touch| DateTime::from_timestamp_millis(touch.id.entered_millis()));
    entered.map(|at| at.with_timezone(now.offset())).max().map_or(now, |at| at.max(now))
}

/// Whether a reason can be hidden at all: late complaints can't, nor what isn't on the agenda.
pub fn can_snooze(given: &Given, item: Item) -> Result<(), ActError> {
    match item {
        Item::FollowUp(id) => given.book.follow_up(id).map(|_| ()).ok_or(ActError::Gone),
        Item::Feedback(id) => {
            let feedback = given.book.feedback(id).ok_or(ActError::Gone)?;
            match feedback.due().filter(|_| feedback.is_open()) {
                None => Err(ActError::NotOnAgenda),
                Some(due) if due < given.today => Err(ActError::LateComplaint(id)),
                Some(_) => Ok(()),
            }
        }
        Item::Account(id) => {
            let company = given.book.company(id).ok_or(ActError::Gone)?;
            let is_hidden = company.snoozed.is_some_and(|snooze| snooze.until > given.today);
            let is_there = || entry_of(given.book, given.settings, given.today, DAYS_AHEAD, id).is_some();
            if is_hidden || is_there() { Ok(()) } else { Err(ActError::NotOnAgenda) }
        }
        Item::Birthday(contact) | Item::Retry(contact) | Item::Cadence(contact) => given.must_be_there(&[contact]),
        Item::Contact(contact) => {
            given.must_be_there(&[contact])?;
            if !reasons_of(given, contact).is_empty() {
                return Ok(());
            }
            Err(late_complaint(given, contact).map_or(ActError::NotOnAgenda, ActError::LateComplaint))
        }
    }
}

/// The complaint for which alone a contact is on the agenda, if that is late.
fn late_complaint(given: &Given, contact: ContactId) -> Option<FeedbackId> {
    let entry = entry_of(given.book, given.settings, given.today, DAYS_AHEAD, contact)?;
    let of = |reason: &Reason| match reason.why {
        Why::Complaint { id, .. } if reason.due < given.today => Some(id),
        _ => None,
    };
    entry.reasons.iter().find_map(of)
}

/// The contact's own reasons that are on the agenda or hidden.
fn reasons_of(given: &Given, contact: ContactId) -> Vec<Own> {
    let mark = given.book.contact(contact).and_then(|row| row.mark.clone());
    let entry = entry_of(given.book, given.settings, given.today, DAYS_AHEAD, contact);
    let reasons = entry.map(|entry| entry.reasons).unwrap_or_default();
    let shown = |own| {
        reasons.iter().any(|reason| {
            matches!(
                (own, &reason.why),
                (Own::Cadence, Why::Cadence { .. } | Why::Segment { .. })
                    | (Own::Retry, Why::Retry { .. })
                    | (Own::Birthday, Why::Birthday { .. })
            )
        })
    };
    let hidden = |own: Own| {
        let snooze = mark.clone().and_then(|mut mark| *own.of(&mut mark));
        snooze.is_some_and(|snooze| snooze.until > given.today)
    };
    [Own::Cadence, Own::Retry, Own::Birthday].into_iter().filter(|own| shown(*own) || hidden(*own)).collect()
}

impl Own {
    fn of(self, mark: &mut AgendaMark) -> &mut Option<Snooze> {
        match self {
            Self::Cadence => &mut mark.cadence,
            Self::Retry => &mut mark.retry,
            Self::Birthday => &mut mark.birthday,
        }
    }
}
