//! What a file would bring, and how the new contacts are to be kept; then it comes in as one set, which one undo takes back.

use crate::domain::act::RhythmChoice;
use crate::domain::cadence::Cadence;
use crate::domain::contact::Tier;
use crate::domain::when;
use crate::explain;
use crate::say;
use crate::text::days;
use crate::tui::ctx::Ctx;
use crate::tui::importing::{Preview, Wishes, file_name};
use crate::tui::outcome::Outcome;
use crate::tui::popups::sheet::Sheet;
use crate::tui::popups::{Popup, readings};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// Cards that can't be read, and values taken over otherwise, that are named in the preview; the others are counted.
const NAMED: usize = 3;

/// Characters of columns that are named: an address book of Outlook has a hundred.
const COLUMNS: usize = 260;

/// What the file would bring; and how the new contacts are to be kept, if there are any.
pub(super) fn open(preview: Preview, ctx: &Ctx) -> Box<dyn Popup> {
    let text = ctx.text;
    let title = say!(text, "import-preview", file = file_name(&preview.path));
    let asked = preview.created - preview.kept;
    let form = Form::new(if preview.created > 0 { fields(asked > 0, ctx) } else { Vec::new() });
    let said = numbers(&preview, ctx);
    if preview.changes_nothing() {
        let said = [said, vec![String::new(), say!(text, "import-nothing")]].concat().join("\n");
        let close = |_: &mut Form, _: &Ctx| Outcome::Finish;
        return Box::new(
            Sheet::new(title, "import", None, form, Box::new(close)).saying(said).without_draft().only_read(),
        );
    }
    let question =
        if asked > 0 { format!("\n{}", say!(text, "import-how-kept", count = asked)) } else { String::new() };
    let path = preview.path;
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let wishes = match wishes(form, ctx) {
            Ok(wishes) => wishes,
            Err(words) => {
                form.refuse("every", words);
                return Outcome::Stay;
            }
        };
        Outcome::Import(path.clone(), Box::new(wishes))
    };
    let sheet = Sheet::new(title, "import", None, form, Box::new(submit))
        .saying(said.join("\n"))
        .asking(question)
        .without_draft()
        .verb(say!(text, "action-import"));
    if asked == 0 {
        return Box::new(sheet);
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
    Box::new(sheet.following(Box::new(follow)))
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
    Ok(Wishes { today: ctx.today, settings: ctx.settings.clone(), rhythm, tier, tags })
}

/// What was read, line by line: what matters most first, since a small screen may have no room for all.
fn numbers(preview: &Preview, ctx: &Ctx) -> Vec<String> {
    let text = ctx.text;
    let mut said = vec![say!(text, "import-preview-read", count = preview.read)];
    let counted = [
        (preview.created, say!(text, "import-preview-created", count = preview.created)),
        (preview.companies, say!(text, "import-preview-companies", count = preview.companies)),
        (preview.updated, say!(text, "import-preview-updated", count = preview.updated)),
        (preview.unchanged, say!(text, "import-preview-unchanged", count = preview.unchanged)),
        (preview.skipped.len(), say!(text, "import-preview-skipped", count = preview.skipped.len())),
    ];
    said.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words));
    if preview.kept > 0 {
        said.push(say!(text, "import-preview-kept", count = preview.kept));
    }
    if preview.last_contact > 0 {
        said.push(say!(text, "import-preview-last-contact", count = preview.last_contact));
    }
    said.extend(preview.first.iter().map(|words| say!(text, "import-preview-first", words = words.join(" · "))));
    let (known, free) = explain::columns(text, &preview.columns, COLUMNS);
    if !known.is_empty() {
        said.push(say!(text, "import-preview-columns", names = known));
    }
    if !free.is_empty() {
        said.push(say!(text, "import-preview-free", names = free));
    }
    let more = |count: usize| {
        let count = count.saturating_sub(NAMED);
        (count > 0).then(|| format!("  {}", say!(text, "import-preview-more", count = count)))
    };
    if !preview.refused.is_empty() {
        said.push(say!(text, "import-preview-refused", count = preview.refused.len()));
    }
    said.extend(preview.refused.iter().take(NAMED).map(|refused| {
        let line = say!(text, "import-line", line = refused.line.to_string());
        let name = refused.name.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("  {line}{name}: {}", explain::refusal(text, refused.why))
    }));
    said.extend(more(preview.refused.len()));
    if preview.cleaned_count > 0 {
        said.push(say!(text, "import-preview-cleaned", count = preview.cleaned_count));
        said.extend(preview.cleaned.iter().take(NAMED).map(|(name, cleaned)| {
            let line = say!(text, "import-line", line = cleaned.line.to_string());
            let name = if name.is_empty() { String::new() } else { format!(" {name}") };
            format!("  {line}{name}: {}", explain::cleaning(text, cleaned))
        }));
        said.extend(more(preview.cleaned_count));
    }
    if !preview.foreign.is_empty() {
        said.push(say!(text, "import-preview-foreign", names = explain::foreign(text, &preview.foreign)));
    }
    said
}
