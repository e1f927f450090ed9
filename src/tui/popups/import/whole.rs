//! The last question where a file is a whole store: how much of each kind comes in, and what stays as it is here.

use std::sync::Arc;

use super::NAMED;
use crate::domain::act::RhythmChoice;
use crate::explain;
use crate::formats::import::{Fate, Upshot};
use crate::say;
use crate::store::Counts;
use crate::tui::ctx::Ctx;
use crate::tui::importing::{Held, Overview, Wishes};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::sheet::Sheet;
use crate::tui::widgets::form::Form;

/// Asks whether to bring in what is new of it.
pub fn open(held: &Held, overview: &Overview, upshots: &[Upshot], ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let of = |upshot: Upshot| {
        let mut counts = Counts::default();
        let rows = overview.rows.iter().zip(upshots).filter(|(_, of)| **of == upshot);
        rows.filter_map(|(row, _)| row.kind).for_each(|kind| counts.add(kind));
        counts
    };
    let [new, unchanged, differs] = [Upshot::New, Upshot::Unchanged, Upshot::Differs].map(of);
    let what = |counts: Counts| explain::records(text, counts).join(", ");
    let mut said = vec![say!(text, "import-preview-read", count = new.total() + unchanged.total() + differs.total())];
    for (counts, words) in [
        (new, say!(text, "import-preview-whole-new", what = what(new))),
        (unchanged, say!(text, "import-preview-whole-unchanged", what = what(unchanged))),
        (differs, say!(text, "import-preview-whole-differs", what = what(differs))),
    ] {
        said.extend((counts.total() > 0).then_some(words));
    }
    let alike = overview.alike;
    said.extend((alike > 0).then(|| say!(text, "import-preview-whole-alike", count = alike)));
    let refused = overview.rows.iter().filter_map(|row| match &row.fate {
        Fate::Rejected(why) => Some((row, why)),
        _ => None,
    });
    let refused: Vec<_> = refused.collect();
    if !refused.is_empty() {
        said.push(say!(text, "import-preview-refused", count = refused.len()));
    }
    said.extend(refused.iter().take(NAMED).map(|(row, why)| {
        let place = super::place(overview, row.line, ctx);
        format!("  {place} {}: {}", row.name, explain::whole_refused(text, why))
    }));
    let more = refused.len().saturating_sub(NAMED);
    said.extend((more > 0).then(|| format!("  {}", say!(text, "import-preview-more", count = more))));
    said.extend(super::not_read_lines(overview, ctx));
    let (title, form) = (say!(text, "import-preview", file = overview.name.as_str()), Form::new(Vec::new()));
    if new.total() == 0 {
        said.extend([String::new(), say!(text, "import-nothing")]);
        let close = |_: &mut Form, _: &Ctx| Outcome::All(vec![Outcome::Finish, Outcome::Go(Goto::Back)]);
        let sheet = Sheet::new(title, "import", None, form, Box::new(close)).saying(said.join("\n"));
        return Outcome::Open(Box::new(sheet.without_draft().only_read()));
    }
    let held = held.clone();
    let submit = move |_: &mut Form, ctx: &Ctx| {
        let (settings, rhythm) = (ctx.settings.clone(), RhythmChoice::None);
        let wishes = Wishes { settings, rhythm, tier: None, tags: Vec::new() };
        Outcome::Import(held.clone(), Arc::default(), Box::new(wishes))
    };
    let sheet = Sheet::new(title, "import", None, form, Box::new(submit)).saying(said.join("\n"));
    Outcome::Open(Box::new(sheet.without_draft().verb(say!(text, "action-import"))))
}
