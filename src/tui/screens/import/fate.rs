//! What becomes of a record: which view holds it, its sign, its words, and what a choice makes of it.

use crate::domain::id::ContactId;
use crate::explain;
use crate::formats::import::{Choice, Double, Fate, Field, Row};
use crate::say;
use crate::text::{Text, days, pairs};
use crate::tui::ctx::Ctx;
use crate::tui::importing::Overview;
use crate::tui::popups::import as popups;
use crate::tui::theme::Role;

/// Which of the records are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    All,
    New,
    Changed,
    /// Those who may be here already.
    Alike,
    /// Entries that name nobody who is here.
    Nobodys,
    Unchanged,
    /// Further records of somebody.
    Joined,
    /// What can't come in.
    Refused,
}

pub const VIEWS: [View; 8] =
    [View::All, View::New, View::Changed, View::Alike, View::Nobodys, View::Unchanged, View::Joined, View::Refused];

impl View {
    pub fn holds(self, row: &Row) -> bool {
        let own = match &row.fate {
            _ if row.joins.is_some() => Self::Joined,
            Fate::New => Self::New,
            Fate::Changed { .. } | Fate::Closes { stays: false, .. } => Self::Changed,
            Fate::MaybeDuplicate(_) => Self::Alike,
            Fate::Unmatched => Self::Nobodys,
            Fate::Unchanged { .. } | Fate::Closes { stays: true, .. } => Self::Unchanged,
            Fate::Refused(_) | Fate::Skipped { .. } | Fate::Deleted { .. } => Self::Refused,
        };
        self == Self::All || self == own
    }

    pub fn words(self, text: &Text) -> String {
        match self {
            Self::All => say!(text, "import-view-all"),
            Self::New => say!(text, "import-view-new"),
            Self::Changed => say!(text, "import-view-changed"),
            Self::Alike => say!(text, "import-view-alike"),
            Self::Nobodys => say!(text, "import-view-nobodys"),
            Self::Unchanged => say!(text, "import-view-unchanged"),
            Self::Joined => say!(text, "import-view-joined"),
            Self::Refused => say!(text, "import-view-refused"),
        }
    }
}

/// Whether there is anything to be told field by field.
pub fn has_fields(fate: &Fate) -> bool {
    can_come_in(fate)
}

/// Whether it can come in at all.
pub fn can_come_in(fate: &Fate) -> bool {
    !matches!(fate, Fate::Refused(_) | Fate::Skipped { .. })
}

/// Whether it is of somebody who isn't here, as far as it is planned.
pub fn is_new(fate: &Fate) -> bool {
    matches!(fate, Fate::New | Fate::MaybeDuplicate(_) | Fate::Deleted { .. })
}

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    Create,
    /// Goes to that one, who is here.
    Into(ContactId),
    Update,
    Nothing,
    /// Goes with the first record of the same one.
    Join,
    /// It may be somebody's who is here: nobody has decided yet.
    Open,
    /// Nobody whom it names is here: it stays out unless it is given to somebody.
    Wait,
    Leave,
    /// It can't come in.
    Refuse,
}

/// What becomes of a record by what was chosen.
pub fn does(row: &Row, choice: Option<Choice>) -> Does {
    match (&row.fate, choice) {
        (_, None) if row.joins.is_some() => Does::Join,
        (fate, _) if !can_come_in(fate) => Does::Refuse,
        (_, Some(Choice::Leave)) => Does::Leave,
        (_, Some(Choice::New)) => Does::Create,
        (_, Some(Choice::Into(who))) => Does::Into(who),
        (Fate::MaybeDuplicate(_), None) => Does::Open,
        (Fate::Unmatched, _) => Does::Wait,
        (Fate::Deleted { .. }, None) => Does::Leave,
        (Fate::Changed { .. } | Fate::Closes { stays: false, .. }, _) => Does::Update,
        (Fate::Unchanged { .. } | Fate::Closes { stays: true, .. }, _) => Does::Nothing,
        _ => Does::Create,
    }
}

/// The sign before a record: the same as in the sums.
pub fn sign(does: Does) -> (&'static str, Role) {
    match does {
        Does::Create => ("+", Role::Good),
        Does::Into(_) => ("→", Role::Good),
        Does::Update => ("~", Role::Warning),
        Does::Nothing | Does::Join => ("=", Role::Dim),
        Does::Open => ("?", Role::Late),
        Does::Wait | Does::Leave => ("–", Role::Dim),
        Does::Refuse => ("✗", Role::Error),
    }
}

/// Why it is so, in a few words: what changes, whose it may be, why it can't come in, what was chosen. Empty where the sign says it.
pub fn words(row: &Row, does: Does, overview: &Overview, ctx: &Ctx) -> String {
    let text = ctx.text;
    match (does, &row.fate) {
        (Does::Join, _) => {
            let first = popups::place(overview, row.joins.unwrap_or_default(), ctx);
            say!(text, "import-row-joined", place = first)
        }
        (Does::Leave, Fate::Deleted { on }) => say!(text, "import-row-deleted", day = days::dated(text, *on)),
        (Does::Leave, _) => say!(text, "import-row-left"),
        (Does::Into(who), Fate::MaybeDuplicate(Double { of, row: Some(row), .. })) if who == *of => {
            let place = popups::place(overview, row.line, ctx);
            say!(text, "import-row-with", who = row.name.as_str(), place = place)
        }
        (Does::Into(who), _) => say!(text, "import-row-into", who = ctx.name(who)),
        (Does::Create, Fate::New) => String::new(),
        (Does::Create, _) => say!(text, "import-row-as-new"),
        (_, Fate::MaybeDuplicate(Double { reasons, row: Some(first), .. })) => {
            let reasons = pairs::reasons(text, reasons, [&row.name, &first.name]);
            let place = popups::place(overview, first.line, ctx);
            say!(text, "import-row-alike-row", who = first.name.as_str(), place = place, reasons = reasons)
        }
        (_, Fate::MaybeDuplicate(Double { of, reasons, row: None })) => {
            let reasons = pairs::reasons(text, reasons, [&row.name, ctx.name(*of)]);
            say!(text, "import-row-alike", who = ctx.name(*of), reasons = reasons)
        }
        (_, Fate::Refused(why)) => explain::refusal(text, *why),
        (_, Fate::Skipped { kind }) => explain::skipped(text, kind),
        (_, Fate::Unmatched) if !row.may_be.is_empty() => {
            say!(text, "import-row-ambiguous", count = row.may_be.len(), name = row.aside.as_str())
        }
        (_, Fate::Unmatched) => say!(text, "import-row-unmatched"),
        (_, Fate::Closes { why, stays, .. }) => explain::gone(text, *why, *stays),
        (_, Fate::Unchanged { .. }) => say!(text, "import-row-unchanged"),
        (_, Fate::Changed { .. }) => match overview.changed.get(&row.line) {
            Some(fields) if *fields == [Field::Ids] => say!(text, "import-row-remembered"),
            Some(fields) => {
                let fields = fields.iter().filter(|field| **field != Field::Ids);
                fields.map(|field| explain::field(text, *field)).collect::<Vec<_>>().join(", ")
            }
            None if row.about.is_some_and(|about| about.begins_again) => say!(text, "import-entry-again"),
            None => say!(text, "import-row-changed"),
        },
        (_, Fate::New | Fate::Deleted { .. }) => String::new(),
    }
}
