//! A reading as a line that reads the same.

use std::fmt;

use super::words::{DIRECTIONS, FEEDBACK, KINDS, OUTCOMES, PURPOSES, SHARED, name};
use super::{Clause, Reading};
use crate::domain::when::words::fold;

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = self.head();
        if !head.is_empty() {
            write!(f, "{}:{}", head.join(" "), if self.text.is_empty() { "" } else { " " })?;
        }
        f.write_str(&self.text)?;
        self.clauses.iter().try_for_each(|clause| write!(f, " >> {clause}"))
    }
}

impl Reading {
    fn head(&self) -> Vec<String> {
        let said = [
            self.day.map(|day| day.to_string()),
            self.time.map(|time| time.format("%H:%M").to_string()),
            self.kind_said.then(|| name(KINDS, self.kind).to_owned()),
            self.direction.map(|direction| name(DIRECTIONS, direction).to_owned()),
            self.minutes.map(|minutes| format!("{minutes}min")),
            self.purpose.map(|purpose| name(PURPOSES, purpose).to_owned()),
            self.outcome.map(|outcome| name(OUTCOMES, outcome).replace(' ', "_")),
        ];
        let people = self.people.iter().map(|person| format!("+{person}"));
        let shared = self.shared.map(|shared| name(SHARED, shared).to_owned());
        said.into_iter().flatten().chain(people).chain(shared).collect()
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FollowUp { when, title } => {
                write!(f, "{when}")?;
                // So that a title such as "am Bahnhof" isn't taken for a part of the time.
                let first = title.split_whitespace().next().map(fold).unwrap_or_default();
                if when.time.is_some() && matches!(first.as_str(), "am" | "pm" | "uhr") {
                    f.write_str(" Uhr")?;
                }
                if title.is_empty() { Ok(()) } else { write!(f, " {title}") }
            }
            Self::Feedback { kind, text } => write!(f, "{}: {text}", name(FEEDBACK, *kind)),
            Self::Done(numbers) => {
                f.write_str("done")?;
                numbers.iter().try_for_each(|number| write!(f, " {number}"))
            }
            Self::Worth(text) if text.is_empty() => f.write_str("worth:"),
            Self::Worth(text) => write!(f, "worth: {text}"),
            Self::Keep => f.write_str("keep"),
        }
    }
}
