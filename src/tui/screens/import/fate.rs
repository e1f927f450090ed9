//! How it is told what will become of a record: which view holds it, its sign, and its words.

use crate::explain;
use crate::formats::import::{Double, Fate, Field, Row, Upshot};
use crate::say;
use crate::text::{Text, days, pairs};
use crate::tui::action::Action;
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
    /// Records of a whole store that are here otherwise.
    Differing,
    /// Further records of somebody.
    Joined,
    /// What stays out by choice.
    Left,
    /// Those who were deleted here and stay out.
    Deleted,
    /// What can't come in.
    Refused,
}

pub const VIEWS: [View; 11] = [
    View::All,
    View::New,
    View::Changed,
    View::Alike,
    View::Nobodys,
    View::Unchanged,
    View::Differing,
    View::Joined,
    View::Left,
    View::Deleted,
    View::Refused,
];

impl View {
    pub fn holds(self, row: &Row, upshot: Upshot) -> bool {
        let own = match upshot {
            Upshot::New => Self::New,
            // Nobody changes by an entry that is theirs.
            Upshot::Into(_) if row.about.is_some() => Self::New,
            Upshot::Changed | Upshot::Into(_) => Self::Changed,
            Upshot::Open => Self::Alike,
            Upshot::Nobodys => Self::Nobodys,
            Upshot::Unchanged | Upshot::Kept => Self::Unchanged,
            Upshot::Differs => Self::Differing,
            Upshot::With(_) => Self::Joined,
            Upshot::Left | Upshot::LeftBefore | Upshot::Alone => Self::Left,
            Upshot::Deleted => Self::Deleted,
            Upshot::Refused | Upshot::Skipped => Self::Refused,
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
            Self::Differing => say!(text, "import-view-differing"),
            Self::Joined => say!(text, "import-view-joined"),
            Self::Left => say!(text, "import-view-left"),
            Self::Deleted => say!(text, "import-view-deleted"),
            Self::Refused => say!(text, "import-view-refused"),
        }
    }
}

/// The sign before a record: the same as in the sums.
pub fn sign(upshot: Upshot) -> (&'static str, Role) {
    match upshot {
        Upshot::New => ("+", Role::Good),
        Upshot::Into(_) => ("→", Role::Good),
        Upshot::Changed => ("~", Role::Warning),
        Upshot::Unchanged | Upshot::Kept | Upshot::Differs | Upshot::With(_) => ("=", Role::Dim),
        Upshot::Open => ("?", Role::Late),
        Upshot::Nobodys | Upshot::Left | Upshot::LeftBefore | Upshot::Alone | Upshot::Deleted => ("–", Role::Dim),
        Upshot::Refused | Upshot::Skipped => ("✗", Role::Error),
    }
}

/// Why it is so, in a few words: what changes, whose it may be, why it can't come in, what was chosen. Empty where the sign says it.
/// `altered`: the fields that change by what was chosen about them.
pub fn words(row: &Row, upshot: Upshot, altered: Option<&[Field]>, overview: &Overview, ctx: &Ctx) -> String {
    let text = ctx.text;
    match (upshot, &row.fate) {
        (Upshot::With(first), _) => {
            let Some(other) = overview.rows.get(first) else { return String::new() };
            let place = popups::place(overview, other.line, ctx);
            match row.joins {
                Some(_) => say!(text, "import-row-joined", place = place),
                None => say!(text, "import-row-with", who = other.name.as_str(), place = place),
            }
        }
        (Upshot::Deleted, Fate::Deleted { on }) => say!(text, "import-row-deleted", day = days::dated(text, *on)),
        (Upshot::Left | Upshot::Deleted, _) => say!(text, "import-row-left"),
        (Upshot::Alone, _) => say!(text, "import-row-alone"),
        (Upshot::Kept, _) => say!(text, "import-row-kept"),
        (Upshot::Into(who), _) => say!(text, "import-row-into", who = ctx.name(who)),
        (Upshot::New, Fate::New) => row.alike.as_ref().map_or_else(String::new, |alike| {
            let reasons: Vec<String> = alike.reasons.iter().map(|why| pairs::company_reason(text, *why)).collect();
            let who = ctx.book.company_name_of(alike.of);
            say!(text, "import-row-company-alike", who = who, reasons = reasons.join("; "))
        }),
        (Upshot::New, _) => say!(text, "import-row-as-new"),
        (Upshot::Open, Fate::MaybeDuplicate(Double { reasons, row: Some(first), .. })) => {
            let reasons = pairs::reasons(text, reasons, [&row.name, &first.name]);
            let place = popups::place(overview, first.line, ctx);
            say!(text, "import-row-alike-row", who = first.name.as_str(), place = place, reasons = reasons)
        }
        (Upshot::Open, Fate::MaybeDuplicate(Double { of, reasons, row: None, .. })) => {
            let reasons = pairs::reasons(text, reasons, [&row.name, ctx.name(*of)]);
            say!(text, "import-row-alike", who = ctx.name(*of), reasons = reasons)
        }
        (Upshot::LeftBefore, Fate::MaybeDuplicate(Double { of, reasons, .. })) => {
            let reasons = pairs::reasons(text, reasons, [&row.name, ctx.name(*of)]);
            say!(text, "import-row-left-before", who = ctx.name(*of), reasons = reasons)
        }
        (_, Fate::Refused(why)) => explain::refusal(text, *why),
        (_, Fate::Rejected(why)) => explain::whole_refused(text, why),
        (Upshot::Differs, _) => say!(text, "import-row-differs"),
        (_, Fate::Skipped { kind }) => explain::skipped(text, kind),
        (Upshot::Nobodys, _) if !row.may_be.is_empty() => {
            say!(text, "import-row-ambiguous", count = row.may_be.len(), name = row.aside.as_str())
        }
        (Upshot::Nobodys, _) => say!(text, "import-row-unmatched"),
        (_, Fate::Closes { why, stays, .. }) => explain::gone(text, *why, *stays),
        (Upshot::Unchanged, _) if row.is_older || !row.kept.is_empty() => {
            explain::updated(text, &[], &row.kept, row.is_older)
        }
        (Upshot::Unchanged, _) if row.about.is_some_and(|about| about.may_go_on) => {
            say!(text, "import-row-over-here", file = ctx.keys.shown(Action::TakeFile))
        }
        (Upshot::Unchanged, _) => say!(text, "import-row-unchanged"),
        (Upshot::Changed, _) => changes(row, altered, ctx),
        (Upshot::Open | Upshot::LeftBefore | Upshot::Refused | Upshot::Skipped, _) => String::new(),
    }
}

/// What of somebody who is here changes.
fn changes(row: &Row, altered: Option<&[Field]>, ctx: &Ctx) -> String {
    let text = ctx.text;
    let fields = altered.unwrap_or(&row.fields);
    match fields {
        [] if row.about.is_some_and(|about| about.begins_again || about.may_go_on) => say!(text, "import-entry-again"),
        [] => say!(text, "import-row-changed"),
        [Field::Ids] => say!(text, "import-row-remembered"),
        fields => {
            let fields: Vec<Field> = fields.iter().copied().filter(|field| *field != Field::Ids).collect();
            // What was chosen comes in whatever its age, and what stays is another then.
            let (kept, is_older) = if altered.is_none() { (&row.kept[..], row.is_older) } else { (&[][..], false) };
            explain::updated(text, &fields, kept, is_older)
        }
    }
}
