//! The last question of an import: how much comes in, and how the new contacts are to be kept; then it comes in as one set, which
//! one undo takes back.

use std::sync::Arc;

use super::NAMED;
use crate::domain::act::RhythmChoice;
use crate::domain::cadence::Cadence;
use crate::domain::contact::Tier;
use crate::domain::when;
use crate::explain;
use crate::formats::import::{Choices, Fate, Tally};
use crate::say;
use crate::text::days;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::importing::{Held, Overview, Sums, Wishes};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::readings;
use crate::tui::popups::sheet::Sheet;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// Characters of columns that are named: an address book of Outlook has a hundred.
const COLUMNS: usize = 260;

/// How much the choices bring in, what becomes of the rows by them, and how the new contacts are to be kept, if there are any.
pub fn open(
    held: &Held,
    overview: &Overview,
    choices: &Arc<Choices>,
    sums: &Sums,
    tally: &Tally,
    ctx: &Ctx,
) -> Outcome {
    let text = ctx.text;
    let title = say!(text, "import-preview", file = overview.name.as_str());
    let asked = sums.brought.contacts.saturating_sub(sums.kept);
    let form = Form::new(if sums.brought.contacts > 0 { fields(asked > 0, ctx) } else { Vec::new() });
    let said = numbers(overview, sums, tally, ctx);
    if sums.changes_nothing() {
        let is_chosen = tally.left + tally.left_before + tally.kept + tally.undecided + tally.deleted > 0;
        let is_nobodys = tally.unmatched + tally.ambiguous > 0;
        let (into, new) = (ctx.keys.shown(Action::TakeInto), ctx.keys.shown(Action::TakeNew));
        let nothing = match (is_chosen, is_nobodys) {
            (true, _) => say!(text, "import-nothing-chosen"),
            (false, true) => say!(text, "import-nothing-of-nobody", into = into, new = new),
            (false, false) => say!(text, "import-nothing"),
        };
        let said = [said, vec![String::new(), nothing]].concat().join("\n");
        // With other choices there may be something.
        let close = move |_: &mut Form, _: &Ctx| match is_chosen || is_nobodys {
            true => Outcome::Finish,
            false => Outcome::All(vec![Outcome::Finish, Outcome::Go(Goto::Back)]),
        };
        let sheet = Sheet::new(title, "import", None, form, Box::new(close)).saying(said).without_draft().only_read();
        return Outcome::Open(Box::new(sheet));
    }
    let question =
        if asked > 0 { format!("\n{}", say!(text, "import-how-kept", count = asked)) } else { String::new() };
    let (held, choices) = (held.clone(), choices.clone());
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let wishes = match wishes(form, ctx) {
            Ok(wishes) => wishes,
            Err(words) => {
                form.refuse("every", words);
                return Outcome::Stay;
            }
        };
        Outcome::Import(held.clone(), choices.clone(), Box::new(wishes))
    };
    let sheet = Sheet::new(title, "import", None, form, Box::new(submit))
        .saying(said.join("\n"))
        .asking(question)
        .without_draft()
        .verb(say!(text, "action-import"));
    if asked == 0 {
        return Outcome::Open(Box::new(sheet));
    }
    let mut typed = String::new();
    let follow = move |form: &mut Form, ctx: &Ctx| {
        // Whoever types how often means it.
        if form.text("every") != typed {
            form.text("every").clone_into(&mut typed);
            form.choose("rhythm", if typed.is_empty() { "none" } else { "every" });
        }
        what_will_be(form, ctx)
    };
    Outcome::Open(Box::new(sheet.following(Box::new(follow))))
}

/// What the answer brings.
fn what_will_be(form: &Form, ctx: &Ctx) -> String {
    let text = ctx.text;
    let span = match wishes(form, ctx) {
        Ok(Wishes { rhythm: RhythmChoice::Every(span), .. }) => Some(span),
        Ok(Wishes { rhythm: RhythmChoice::ByTier, tier, .. }) => ctx.settings.rhythm_of(tier),
        Ok(_) => None,
        Err(_) => return say!(text, "import-will-ask"),
    };
    match span {
        Some(span) => say!(text, "import-will-spread", every = days::every(text, span)),
        None => say!(text, "import-will-none"),
    }
}

/// Whether the rhythm is `asked`: not where the file says it of all.
fn fields(asked: bool, ctx: &Ctx) -> Vec<Field> {
    let text = ctx.text;
    let tier = |tier: Tier| {
        let letter = tier.letter().to_string();
        match ctx.settings.rhythm_of(Some(tier)) {
            Some(span) => format!("{letter} {}", days::span(text, span)),
            None => letter,
        }
    };
    let kept = vec![
        ("none", say!(text, "import-kept-none")),
        ("a", tier(Tier::A)),
        ("b", tier(Tier::B)),
        ("c", tier(Tier::C)),
        ("every", say!(text, "import-kept-every")),
    ];
    let rhythm = vec![
        Field::choice("rhythm", say!(text, "field-cadence"), kept, "none").leading("every", "every"),
        Field::line("every", say!(text, "import-field-every"), "")
            .placeholder(say!(text, "import-field-every-hint"))
            .read_by(readings::cadence),
    ];
    let tags = Field::line("tags", say!(text, "field-tags"), "").placeholder(say!(text, "field-tags-hint"));
    rhythm.into_iter().filter(|_| asked).chain([tags]).collect()
}

fn wishes(form: &Form, ctx: &Ctx) -> Result<Wishes, String> {
    let tier = match form.text("rhythm") {
        "a" => Some(Tier::A),
        "b" => Some(Tier::B),
        "c" => Some(Tier::C),
        _ => None,
    };
    let every = form.text("every");
    let rhythm = match when::read_cadence(every) {
        Some(Cadence::Every(span)) if form.text("rhythm") == "every" => RhythmChoice::Every(span),
        _ if form.text("rhythm") == "every" && every.is_empty() => return Err(say!(ctx.text, "import-no-every")),
        _ if form.text("rhythm") == "every" => return Err(explain::span(ctx.text, every).what),
        _ if tier.is_some() => RhythmChoice::ByTier,
        _ => RhythmChoice::None,
    };
    let tags = readings::tags(form.text("tags"));
    Ok(Wishes { settings: ctx.settings.clone(), rhythm, tier, tags })
}

/// What was read, line by line: what matters most first, since a small screen may have no room for all.
fn numbers(overview: &Overview, sums: &Sums, tally: &Tally, ctx: &Ctx) -> Vec<String> {
    let text = ctx.text;
    let brought = &sums.brought;
    let Tally {
        contacts,
        companies,
        entries,
        orders,
        updated,
        given,
        unchanged,
        kept,
        joined,
        undecided,
        left_before,
        left,
        alone,
        deleted,
        skipped,
        unmatched,
        ambiguous,
        refused,
        older,
    } = *tally;
    let employers = brought.companies.saturating_sub(companies);
    let strangers = brought.contacts.saturating_sub(contacts);
    let mut said = vec![say!(text, "import-preview-read", count = tally.read())];
    let counted = [
        (contacts, say!(text, "import-preview-created", count = contacts)),
        (companies, say!(text, "import-preview-companies", count = companies)),
        (entries, say!(text, "import-preview-entries", count = entries)),
        (orders, say!(text, "import-preview-orders", count = orders)),
        (updated, say!(text, "import-preview-updated", count = updated)),
        (given, say!(text, "import-preview-given", count = given)),
        (unchanged, say!(text, "import-preview-unchanged", count = unchanged)),
        (kept, say!(text, "import-preview-remembered", count = kept)),
        (joined, say!(text, "import-preview-joined", count = joined)),
        (undecided, say!(text, "import-preview-undecided", count = undecided)),
        (left, say!(text, "import-preview-left", count = left)),
        (left_before, say!(text, "import-preview-left-before", count = left_before)),
        (alone, say!(text, "import-preview-alone", count = alone)),
        (deleted, say!(text, "import-preview-deleted", count = deleted)),
        (skipped, say!(text, "import-preview-skipped", count = skipped)),
        (ambiguous, say!(text, "import-preview-ambiguous", count = ambiguous)),
        (unmatched, say!(text, "import-preview-unmatched", count = unmatched)),
        (older, say!(text, "import-preview-older", count = older)),
        // From here on what stands in no record of its own.
        (strangers, say!(text, "import-preview-strangers", count = strangers)),
        (employers, say!(text, "import-preview-employers", count = employers)),
        (brought.closed, say!(text, "import-preview-closed", count = brought.closed)),
        (brought.removed, say!(text, "import-preview-removed", count = brought.removed)),
        (sums.kept, say!(text, "import-preview-kept", count = sums.kept)),
        (sums.last_contact, say!(text, "import-preview-last-contact", count = sums.last_contact)),
    ];
    said.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words));
    if brought.noted > kept {
        said.push(say!(text, "import-noted", count = brought.noted - kept));
    }
    if brought.left > 0 {
        said.push(say!(text, "import-preview-not-again", count = brought.left));
    }
    if overview.unsure > 0 {
        said.push(format!("! {}", say!(text, "import-gone-unsure", count = overview.unsure)));
    }
    for (was, name) in overview.renamed.iter().take(NAMED) {
        said.push(say!(text, "import-preview-renamed", was = was.as_str(), name = name.as_str()));
    }
    let more = |count: usize| {
        let count = count.saturating_sub(NAMED);
        (count > 0).then(|| format!("  {}", say!(text, "import-preview-more", count = count)))
    };
    said.extend(super::not_read_lines(overview, ctx));
    if refused > 0 {
        said.push(say!(text, "import-preview-refused", count = refused));
    }
    let unread = overview.rows.iter().filter_map(|row| match &row.fate {
        Fate::Refused(why) => Some((row, *why)),
        _ => None,
    });
    said.extend(unread.take(NAMED).map(|(row, why)| {
        let line = super::place(overview, row.line, ctx);
        let name = if row.name.is_empty() { String::new() } else { format!(" {}", row.name) };
        format!("  {line}{name}: {}", explain::refusal(text, why))
    }));
    said.extend(more(refused));
    let (known, free) = explain::columns(text, &overview.columns, COLUMNS);
    if !known.is_empty() {
        said.push(say!(text, "import-preview-columns", names = known));
    }
    if !free.is_empty() {
        said.push(say!(text, "import-preview-free", names = free));
    }
    if overview.cleaned_count > 0 {
        said.push(say!(text, "import-preview-cleaned", count = overview.cleaned_count));
        said.extend(overview.cleaned.iter().take(NAMED).map(|(name, cleaned)| {
            let line = super::place(overview, cleaned.line, ctx);
            let name = if name.is_empty() { String::new() } else { format!(" {name}") };
            format!("  {line}{name}: {}", explain::cleaning(text, cleaned))
        }));
        said.extend(more(overview.cleaned_count));
    }
    if !overview.foreign.is_empty() {
        said.push(say!(text, "import-preview-foreign", names = explain::foreign(text, &overview.foreign)));
    }
    said
}
