//! The columns of lists: what they are called, and what stands in them.

use chrono::{Datelike, NaiveDate};

use super::{Text, days, health, names};
use crate::domain::display::safe;
use crate::domain::view::{Column, Value};
use crate::say;

/// What a column is called, in its list's heading.
pub fn head(text: &Text, column: Column) -> String {
    match column {
        Column::Name => say!(text, "field-name"),
        Column::Company => say!(text, "field-company"),
        Column::Role => say!(text, "field-role"),
        Column::Tier => say!(text, "field-tier"),
        Column::Stage => say!(text, "field-stage"),
        Column::Touched => say!(text, "contacts-touched"),
        Column::Due => say!(text, "contacts-due"),
        Column::Overdue => say!(text, "list-column-overdue"),
        Column::Tags => say!(text, "field-tags"),
        Column::City => say!(text, "list-column-city"),
        Column::Mail => say!(text, "list-column-mail"),
        Column::Phone => say!(text, "list-column-phone"),
        Column::Birthday => say!(text, "field-birthday"),
        Column::Owner => say!(text, "field-owner"),
        Column::Added => say!(text, "list-column-added"),
        Column::Cadence => say!(text, "field-cadence"),
        Column::Ceiling => say!(text, "field-ceiling"),
        Column::Health => say!(text, "head-health"),
        Column::Band => say!(text, "head-band"),
        Column::People => "#".to_owned(),
        Column::Open => say!(text, "companies-open"),
        Column::Industry => say!(text, "field-industry"),
        Column::Size => say!(text, "field-size"),
        Column::Web => say!(text, "field-web"),
        Column::Kind => say!(text, "list-column-kind"),
        Column::Topic => say!(text, "field-topic"),
        Column::Severity => say!(text, "field-severity"),
        Column::Score => say!(text, "list-column-score"),
        Column::Text => say!(text, "list-column-text"),
        Column::State => say!(text, "list-column-state"),
        Column::Came => say!(text, "list-column-came"),
        Column::Age => say!(text, "list-column-age"),
    }
}

/// What it is called where it stands among others.
pub fn name(text: &Text, column: Column) -> String {
    match column {
        Column::People => say!(text, "list-column-people"),
        Column::Touched => say!(text, "list-column-touched"),
        Column::Due => say!(text, "list-column-due"),
        Column::Overdue => say!(text, "list-column-days-late"),
        column => head(text, column),
    }
}

/// What stands in a column, in so many columns of the terminal; empty for nothing.
pub fn words(text: &Text, value: &Value, today: NaiveDate, room: usize) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(words) => words.clone(),
        Value::Tier(tier) => tier.letter().to_string(),
        Value::Stage(stage) => names::stage(text, *stage),
        Value::Day(day) => days::short(text, *day, today),
        Value::Due(_, late) if *late > 0 => {
            let words = days::late(text, *late);
            // How it looks says that it is late; a word that is cut says nothing.
            if safe(&words).width() <= room { words } else { days::count(text, *late) }
        }
        Value::Due(day, _) => days::short(text, *day, today),
        Value::Days(count) => days::count(text, *count),
        Value::Birthday(birthday) => match birthday.year() {
            Some(year) => days::dated(text, birthday.in_year(year)),
            None => days::short(text, birthday.in_year(today.year()), today),
        },
        Value::Span(span) => days::span(text, *span),
        Value::AtMost(most) => days::ceiling(text, *most),
        Value::Health(figure) => figure.to_string(),
        Value::Band(band) => health::band(text, *band),
        Value::Count(count) => text.count(*count),
        Value::Open(complaints, follow_ups) => {
            let sign = |sign: char, count: usize| if count == 0 { String::new() } else { format!("{sign}{count}") };
            format!("{:<4}{}", sign('!', *complaints), sign('›', *follow_ups)).trim_end().to_owned()
        }
        Value::Kind(kind, score) => {
            let kind = names::feedback(text, *kind);
            score.map_or(kind.clone(), |score| format!("{kind} {score}"))
        }
        Value::Severity(severity) => names::severity(text, *severity),
        Value::State(standing) => names::standing(text, *standing),
    }
}
