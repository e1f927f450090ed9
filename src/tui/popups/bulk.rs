//! `e` on several contacts: what all of them are to have. Only what is touched is changed; where they differ it is said.
//!
//! Owns the form and what stands in it for many. Changing them is `domain::act`'s.

mod meanwhile;

use super::choices::{self, CHANNELS, STAGES, TIERS, name};
use super::draft::DraftOn;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use super::{Popup, tags};
use crate::domain::act::{self, Bulk};
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::field::{read_ceiling, write_ceiling};
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::when;
use crate::say;
use crate::text::days;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::Form;

/// What a choice is called on which they differ: nothing is changed while it stands there.
const MIXED: &str = "mixed";
/// Typed into a field in which they differ, it empties it.
const EMPTIES: &str = "-";

/// Different values that are named at the most.
const NAMED: usize = 3;

/// The form for `contacts`.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "bulk-title", who = whom(&contacts, ctx));
    let form = form(&contacts, ctx);
    let said = [say!(ctx.text, "bulk-said"), tags_said(&contacts, ctx)].join("\n");
    let first = contacts.clone();
    let was = meanwhile::Was::of(&contacts, ctx);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let what = read(form);
        if what.is_empty() {
            form.refuse("tier", say!(ctx.text, "bulk-nothing"));
            return Outcome::Stay;
        }
        let changed = meanwhile::changed(&was, &what, ctx);
        if changed.is_empty() {
            save(contacts.clone(), what, ctx)
        } else {
            meanwhile::ask(&contacts, &changed, what, ctx)
        }
    };
    Box::new(
        Sheet::new(title, "bulk", DraftOn::contacts(&first), form, Box::new(submit))
            .saying(said.trim_end().to_owned())
            .needing(&first),
    )
}

/// Puts it to these contacts.
fn save(contacts: Vec<ContactId>, what: Bulk, ctx: &Ctx) -> Outcome {
    Outcome::Save(Work::of(ctx).on_contacts(contacts, move |_, records| Ok(act::bulk(records, &what))))
}

fn form(contacts: &[ContactId], ctx: &Ctx) -> Form {
    let text = ctx.text;
    let rows: Vec<&Row> = contacts.iter().filter_map(|id| ctx.book.contact(*id)).collect();
    let cadence = |cadence: Cadence| match cadence {
        Cadence::ByTier => String::new(),
        Cadence::Never => say!(text, "form-cadence-typed-none"),
        Cadence::Every(span) => span.to_string(),
    };
    let ceiling = |ceiling: Ceiling| match ceiling {
        Ceiling::None => say!(text, "form-ceiling-typed-none"),
        ceiling => write_ceiling(ceiling),
    };
    Form::new(vec![
        choice("tier", say!(text, "field-tier"), choices::tiers(), &rows, |row| name(TIERS, row.tier), ctx),
        choice("stage", say!(text, "field-stage"), choices::stages(text), &rows, |row| name(STAGES, row.stage), ctx),
        line("cadence", say!(text, "field-cadence"), rows.iter().map(|row| cadence(row.cadence)), ctx).read_by(rhythm),
        line("owner", say!(text, "field-owner"), rows.iter().map(|row| row.owner.clone()), ctx).suggest_by(owners),
        Field::line("language", say!(text, "field-language"), "").placeholder(say!(text, "bulk-stays")),
        choice(
            "channel",
            say!(text, "field-channel"),
            choices::channels(text),
            &rows,
            |row| name(CHANNELS, row.preferred_channel),
            ctx,
        ),
        line("ceiling", say!(text, "field-ceiling"), rows.iter().map(|row| ceiling(row.ceiling)), ctx).read_by(at_most),
        Field::line("tags", say!(text, "field-tags"), "")
            .placeholder(say!(text, "field-tags-many-hint"))
            .suggest_by(super::contact::known_tags),
        Field::area("note", say!(text, "bulk-note"), "", 2),
    ])
}

/// What was touched.
fn read(form: &Form) -> Bulk {
    let chosen = |name: &str| form.is_changed(name).then(|| form.text(name)).filter(|chosen| *chosen != MIXED);
    let typed = |name: &str| {
        let text = form.is_changed(name).then(|| form.text(name))?;
        Some(if text == EMPTIES { String::new() } else { text.to_owned() })
    };
    let (tags_on, tags_off) = tags::typed(form.text("tags"));
    Bulk {
        tier: chosen("tier").map(|name| choices::of(TIERS, name)),
        stage: chosen("stage").map(|name| choices::of(STAGES, name)),
        cadence: typed("cadence").and_then(|typed| when::read_cadence(&typed)),
        ceiling: typed("ceiling").and_then(|typed| read_ceiling(&typed).ok()),
        owner: typed("owner"),
        language: typed("language"),
        preferred_channel: chosen("channel").map(|name| choices::of(CHANNELS, name)),
        tags_on,
        tags_off,
        note: form.text("note").to_owned(),
    }
}

/// A choice, on what all have; where they differ that is one to choose from, too.
fn choice(
    field: &'static str,
    label: String,
    options: Vec<(&'static str, String)>,
    rows: &[&Row],
    of: impl Fn(&Row) -> &'static str,
    ctx: &Ctx,
) -> Field {
    let different = without_doubles(rows.iter().map(|row| of(row)));
    let mixed = (different.len() > 1).then(|| (MIXED, say!(ctx.text, "bulk-mixed")));
    let chosen = if let [same] = different[..] { same } else { MIXED };
    Field::choice(field, label, mixed.into_iter().chain(options).collect(), chosen)
}

/// A line with what all have; where they differ it is empty and says what there is.
fn line(name: &'static str, label: String, of_each: impl Iterator<Item = String>, ctx: &Ctx) -> Field {
    let different = without_doubles(of_each);
    if let [same] = &different[..] {
        let field = Field::line(name, label, same);
        return match name {
            "cadence" => field.placeholder(say!(ctx.text, "field-cadence-hint")),
            "ceiling" => field.placeholder(say!(ctx.text, "field-ceiling-hint")),
            _ => field,
        };
    }
    let shown = |value: &String| if value.is_empty() { "–".to_owned() } else { value.clone() };
    let mut named = different.iter().take(NAMED).map(shown).collect::<Vec<_>>().join(", ");
    if different.len() > NAMED {
        named.push_str(", …");
    }
    Field::line(name, label, "").placeholder(say!(ctx.text, "bulk-mixed-line", values = named))
}

/// The tags that all have and those that some have, for a line above the form; empty if there are none.
pub(super) fn tags_said(contacts: &[ContactId], ctx: &Ctx) -> String {
    let rows: Vec<&Row> = contacts.iter().filter_map(|id| ctx.book.contact(*id)).collect();
    let tags = without_doubles(rows.iter().flat_map(|row| row.tags.iter().cloned()));
    let (of_all, of_some): (Vec<String>, Vec<String>) =
        tags.into_iter().partition(|tag| rows.iter().all(|row| row.tags.contains(tag)));
    let said = |tags: Vec<String>| tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let parts = [
        (!of_all.is_empty()).then(|| say!(ctx.text, "bulk-tags-all", tags = said(of_all))),
        (!of_some.is_empty()).then(|| say!(ctx.text, "bulk-tags-some", tags = said(of_some))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn rhythm(typed: &str, ctx: &Ctx) -> Reading {
    match typed.trim() {
        EMPTIES => Reading::Means(say!(ctx.text, "bulk-by-tier")),
        typed => match when::read_cadence(typed) {
            Some(Cadence::Every(span)) => Reading::Means(days::every(ctx.text, span)),
            _ => readings::cadence(typed, ctx),
        },
    }
}

fn at_most(typed: &str, ctx: &Ctx) -> Reading {
    match typed.trim() {
        EMPTIES => Reading::Means(say!(ctx.text, "bulk-by-tier")),
        typed => readings::ceiling(typed, ctx),
    }
}

/// Owners that others have and that begin as it is typed.
pub(super) fn owners(typed: &str, ctx: &Ctx) -> Vec<String> {
    let begun = crate::domain::search::fold(typed.trim());
    if begun.is_empty() {
        return Vec::new();
    }
    let known = ctx.book.vocabulary().owners().map(|(owner, _)| owner);
    let fits = |owner: &&str| *owner != typed.trim() && crate::domain::search::fold(owner).starts_with(&begun);
    known.filter(fits).take(6).map(str::to_owned).collect()
}

fn without_doubles<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in all {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}
