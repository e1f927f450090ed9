//! What others do, as it comes in: the screens follow it, and what concerns what is looked at is told in a quiet line.
//!
//! Owns who is concerned and what is said. Where selection and focus stand then is the screens'.

use crate::domain::change::Act;
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::explain;
use crate::say;
use crate::store::{Entry, MadeIn};
use crate::text::label;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::popups::edited::when;
use crate::tui::widgets::toast::{Toast, Tone};

use super::App;

/// What is looked at.
struct Sight {
    /// The shown contact or the selected one, and those on whom open forms stand.
    contacts: Vec<ContactId>,
    /// The shown company, and what open forms stand on.
    records: Vec<RecordId>,
}

impl Sight {
    fn is_concerned(&self, entry: &Entry, ctx: &Ctx) -> bool {
        self.contacts.iter().any(|contact| is_about(entry, *contact, ctx))
            || self.records.iter().any(|record| entry.touched.contains(record))
    }
}

/// Whether a set is about a contact, as far as the book and the set's own words know.
fn is_about(entry: &Entry, contact: ContactId, ctx: &Ctx) -> bool {
    let row = ctx.book.contact(contact);
    let touches = |record: &RecordId| match record.kind {
        RecordKind::Contact | RecordKind::AgendaMark => record.id == contact.0,
        RecordKind::FollowUp => ctx.book.follow_up(record.id.into()).is_some_and(|one| one.contact == contact),
        RecordKind::Feedback => ctx.book.feedback(record.id.into()).is_some_and(|one| one.contact == contact),
        RecordKind::Interaction => {
            row.is_some_and(|row| row.interactions.list.iter().any(|glance| glance.id.0 == record.id))
        }
        RecordKind::Consent | RecordKind::Company | RecordKind::Order => false,
    };
    entry.touched.iter().any(touches) || row.is_some_and(|row| entry.label.names.contains(&row.name))
}

impl App {
    /// Others have committed these sets, and the book has them.
    pub(super) fn others_changed(&mut self, entries: Vec<Entry>) {
        // Somebody else mended the store.
        if entries.iter().any(|entry| entry.label.act == Act::Repair) {
            self.effects.push(Effect::LookForMended);
        }
        let sight = self.sight();
        self.world.refresh();
        let Self { world, tabs, popups, .. } = self;
        world.with(|ctx| {
            tabs.clear(ctx);
            tabs.all().for_each(|screen| screen.others_changed(&entries, ctx));
            popups.iter_mut().for_each(|opened| opened.popup.others_changed(&entries, ctx));
        });
        self.refill();
        self.count_segments();
        self.tell_of(&entries, &sight);
        self.world.others_did(entries);
    }

    fn sight(&self) -> Sight {
        self.world.with(|ctx| {
            let screen = self.tabs.shown();
            // Of many that are marked none is looked at.
            let shown = if screen.marked() == 0 { screen.target(ctx).only() } else { None };
            let drafts = self.popups.iter().filter_map(|opened| opened.popup.draft_of()?.on.record);
            let company = screen.company().map(|id| RecordId::new(RecordKind::Company, id.0));
            let records: Vec<RecordId> = company.into_iter().chain(drafts).collect();
            let on = records.iter().filter(|on| on.kind == RecordKind::Contact).map(|on| ContactId(on.id));
            Sight { contacts: shown.into_iter().chain(on).collect(), records }
        })
    }

    /// Says the last that concerns what is looked at, and how many others there are.
    fn tell_of(&mut self, entries: &[Entry], sight: &Sight) {
        let concerns: Vec<&Entry> =
            self.world.with(|ctx| entries.iter().filter(|entry| sight.is_concerned(entry, ctx)).collect());
        let Some((last, others)) = concerns.split_last() else { return };
        let text = &self.world.choices.text;
        let who = match last.author == self.world.choices.author {
            true => explain::made_in(text, &MadeIn::of(&last.session)),
            false => explain::made_by(text, last),
        };
        let when = self.world.with(|ctx| when(last.at, ctx));
        let who = say!(text, "meanwhile-who", who = who, when = when);
        let said = label::said(text, &last.label, self.world.today);
        let said = match last.undoes {
            Some(_) => say!(text, "toast-others-undid", said = said),
            None => said,
        };
        let words = match others.len() {
            0 => say!(text, "toast-others", who = who, said = said),
            count => say!(text, "toast-others-more", who = who, said = said, count = count),
        };
        self.say_quietly(Toast::quiet(words));
    }

    /// Says it unless something else is being said: then after that, and only the last of such.
    fn say_quietly(&mut self, toast: Toast) {
        if self.toast.as_ref().is_none_or(|shown| shown.toast.tone == Tone::Quiet) {
            return self.say(toast);
        }
        self.later.retain(|later| later.tone != Tone::Quiet);
        self.say_later(toast);
    }
}
