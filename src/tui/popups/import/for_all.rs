//! What is chosen for all records of a kind at once.

use crate::formats::import::Side;
use crate::say;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::importing::Held;
use crate::tui::outcome::Outcome;
use crate::tui::popups::menu::{Entry, Menu};
use crate::tui::widgets::toast::Toast;

/// What there is to be chosen for.
#[derive(Debug, Clone, Copy)]
pub struct Kinds {
    pub new: usize,
    pub changed: usize,
    /// Those who may be here already.
    pub alike: usize,
    /// Those who may be, and were left out before.
    pub left_before: usize,
    /// Those who were deleted here, and stay out.
    pub deleted: usize,
    /// Companies that may be here already.
    pub firms: usize,
    /// Whether anybody is here of whom the file says something else.
    pub fields: bool,
    /// Whose values stand in all that changes.
    pub wins: Option<Side>,
    /// Whether what is empty in the file empties what is here.
    pub empties: bool,
    /// Whether all past times of a calendar's series are read; `None` where that makes no difference.
    pub all_times: Option<bool>,
    /// Whether anything was chosen.
    pub any: bool,
}

/// A choice for all records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    AlikeInto,
    AlikeNew,
    AlikeLeave,
    /// Who was left out before is asked about again.
    AlikeAgain,
    /// Who or what was deleted here comes in again.
    DeletedAgain,
    /// Which companies are ones that are here is asked.
    Firms,
    NewLeave,
    ChangedLeave,
    Wins(Option<Side>),
    Empties(bool),
    /// Whether all past times of a calendar's series come in: it is read anew.
    AllTimes(bool),
    /// All choices go.
    Forget,
}

/// Asks what is to be chosen for all.
pub fn open(held: Held, kinds: &Kinds, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let mut entries = Vec::new();
    let mut offer = |is_there: bool, whole: Whole, words: String| {
        entries.extend(is_there.then(|| Entry::new(whole, words)));
    };
    let Kinds { new, changed, alike, left_before, deleted, .. } = *kinds;
    offer(alike > 0, Whole::AlikeInto, say!(text, "import-all-alike-into", count = alike));
    offer(alike > 0, Whole::AlikeNew, say!(text, "import-all-alike-new", count = alike));
    offer(alike > 0, Whole::AlikeLeave, say!(text, "import-all-alike-leave", count = alike));
    offer(left_before > 0, Whole::AlikeAgain, say!(text, "import-all-alike-again", count = left_before));
    offer(kinds.firms > 0, Whole::Firms, say!(text, "import-all-firms", count = kinds.firms));
    let known = kinds.fields;
    offer(known && kinds.wins != Some(Side::File), Whole::Wins(Some(Side::File)), say!(text, "import-all-file"));
    offer(known && kinds.wins != Some(Side::Here), Whole::Wins(Some(Side::Here)), say!(text, "import-all-here"));
    offer(kinds.wins.is_some(), Whole::Wins(None), say!(text, "import-all-each"));
    offer(known && !kinds.empties, Whole::Empties(true), say!(text, "import-all-empty"));
    offer(kinds.empties, Whole::Empties(false), say!(text, "import-all-not-empty"));
    offer(new > 0, Whole::NewLeave, say!(text, "import-all-new-leave", count = new));
    offer(changed > 0, Whole::ChangedLeave, say!(text, "import-all-changed-leave", count = changed));
    offer(deleted > 0, Whole::DeletedAgain, say!(text, "import-all-deleted", count = deleted));
    let times = kinds.all_times;
    offer(times == Some(false), Whole::AllTimes(true), say!(text, "import-all-times"));
    offer(times == Some(true), Whole::AllTimes(false), say!(text, "import-all-newest"));
    offer(kinds.any, Whole::Forget, say!(text, "import-all-forget"));
    if entries.is_empty() {
        return Outcome::Say(Toast::nothing(say!(text, "import-all-none")));
    }
    let then = move |chosen: Vec<Whole>, _: &Ctx| match chosen[..] {
        [whole] => Outcome::Chosen(held.clone(), Chosen::Whole(whole)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(say!(text, "import-all-title"), entries, Box::new(then))))
}
