//! The rows of the feedback screen: headings and feedback, and how one is painted.

use ratatui::text::Line;

use super::Listed;
use crate::domain::feedback::{Feedback, FeedbackKind, Section};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::fold;
use crate::domain::view::{self, Column, Look, Value};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::listing::row;
use crate::tui::theme::Role;

pub(super) enum Row<'a> {
    Heading(String, usize),
    One(&'a Listed),
}

/// Headings with the feedback under them: its part, or the topic where it stands by topics; without headings where it stands otherwise.
pub(super) fn rows<'a>(listed: &'a [Listed], in_parts: bool, ctx: &Ctx) -> Vec<Row<'a>> {
    if !in_parts {
        return listed.iter().map(Row::One).collect();
    }
    let mut rows = Vec::with_capacity(listed.len() + 5);
    let is_one =
        |a: &Listed, b: &Listed| a.section == b.section && a.topic.as_deref().map(fold) == b.topic.as_deref().map(fold);
    for part in listed.chunk_by(is_one) {
        let words = |first: &Listed| match first.topic.as_deref() {
            None => heading(first.section, ctx),
            Some("") => say!(ctx.text, "topics-none"),
            Some(topic) => format!("#{topic}"),
        };
        rows.extend(part.first().map(|first| Row::Heading(words(first), part.len())));
        rows.extend(part.iter().map(Row::One));
    }
    rows
}

fn heading(section: Section, ctx: &Ctx) -> String {
    match section {
        Section::Complaints => say!(ctx.text, "feedback-complaints"),
        Section::Acknowledged => say!(ctx.text, "feedback-section-acknowledged"),
        Section::Other => say!(ctx.text, "feedback-other"),
        Section::ToBeTold => say!(ctx.text, "feedback-to-be-told"),
        Section::Closed => say!(ctx.text, "feedback-closed"),
    }
}

/// One row, `width` columns wide. Where it was found by what was said otherwise, that sentence stands behind the name.
pub(super) fn line(
    one: &Feedback,
    (selected, marked): (bool, bool),
    filter: &Filter,
    look: &Look,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let on = RecordId::new(RecordKind::Feedback, one.id.0);
    let sign = match (marked, ctx.draft_on(on).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) => sign(one),
    };
    let begun = row::begin(selected, sign, ctx);
    let query = (!filter.is_empty()).then(|| filter.query());
    let said = match query {
        Some(query) if !view::feedback_fits(query, one, ctx.book) => {
            filter.sentence(one.contact, row::room(look, width))
        }
        _ => None,
    };
    match said {
        Some(said) => row::said_line(begun, ctx.name(one.contact), &said, look, width, ctx),
        None => {
            // Its score is the half of an answer, and mostly all of it.
            let value = |column| match (view::of_feedback(column, one, ctx.book, ctx.today), one.score) {
                (Value::Text(text), Some(score)) if column == Column::Text => Value::Text(format!("{score}/10 {text}")),
                (Value::Nothing, Some(score)) if column == Column::Text => Value::Text(format!("{score}/10")),
                (value, _) => value,
            };
            row::line(begun, value, query, look, width, ctx)
        }
    }
}

fn sign(one: &Feedback) -> (&'static str, Role) {
    match (one.section(), one.kind) {
        (Section::Closed, _) => ("✓", Role::Good),
        (Section::ToBeTold, _) => ("○", Role::Warning),
        (_, FeedbackKind::Complaint) => ("!", Role::Late),
        (_, FeedbackKind::Praise) => ("♥", Role::Good),
        (_, FeedbackKind::Wish) => ("?", Role::Dim),
        _ => ("·", Role::Dim),
    }
}
