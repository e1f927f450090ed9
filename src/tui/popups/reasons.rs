//! Why contacts stand on the agenda, as what `done` and `snooze` can take: for their menus.

use crate::domain::act::Item;
use crate::domain::agenda::{Reason, Whom, entry_on};
use crate::text::reason;
use crate::tui::ctx::Ctx;
use crate::tui::target::{self, Target};

/// A reason of one contact or company.
pub struct Standing {
    pub whom: Whom,
    pub reason: Reason,
}

impl Standing {
    /// As the acts take it.
    pub fn item(&self) -> Item {
        self.reason.item(self.whom)
    }

    /// In words; with the name where there are several people.
    pub fn words(&self, with_name: bool, ctx: &Ctx) -> String {
        let why = reason::long(ctx.text, &self.reason, ctx.today);
        if with_name { format!("{}: {why}", self.whom.name(ctx.book)) } else { why }
    }
}

/// The reasons for which the target's contacts stand on the agenda, today's before those to come; only the focused one
/// where the focus stands on one.
pub fn of(target: &Target, ctx: &Ctx) -> Vec<Standing> {
    let mut all = Vec::new();
    for contact in &target.contacts {
        let entry = match target.day {
            Some(day) => entry_on(ctx.book, ctx.settings, ctx.today, day, *contact),
            None => ctx.entry(*contact),
        };
        let reasons = entry.map(|entry| entry.reasons).unwrap_or_default();
        all.extend(reasons.into_iter().map(|reason| Standing { whom: (*contact).into(), reason }));
    }
    let focused = match target.item {
        Some(target::Item::FollowUp(id)) => Some(Item::FollowUp(id)),
        Some(target::Item::Feedback(id)) => Some(Item::Feedback(id)),
        Some(target::Item::Interaction(_) | target::Item::Order(_)) | None => None,
    };
    if let Some(place) = all.iter().position(|standing| Some(standing.item()) == focused) {
        return vec![all.swap_remove(place)];
    }
    all
}
