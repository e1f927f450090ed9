//! A condition as it is typed: it reads back the same.

use std::fmt;

use super::{Compare, Condition, How, Test};

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => write_each(f, parts, " ", |part| matches!(part, Self::Any(_))),
            Self::Any(parts) => write_each(f, parts, " OR ", |_| false),
            Self::Not(part) => match **part {
                Self::All(_) | Self::Any(_) | Self::Not(_) => write!(f, "-({part})"),
                _ => write!(f, "-{part}"),
            },
            Self::Word(word) => f.write_str(&word_as_typed(word)),
            Self::Due => f.write_str("due"),
            Self::Segment(name) => write!(f, "segment:{}", value(name)),
            Self::Is(test) => write!(f, "{test}"),
        }
    }
}

fn write_each(
    f: &mut fmt::Formatter<'_>,
    parts: &[Condition],
    between: &str,
    is_group: fn(&Condition) -> bool,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        if is_group(part) { write!(f, "({part})") } else { write!(f, "{part}") }?;
    }
    Ok(())
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.figure.name();
        // Free fields may have any name.
        let name = if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name };
        match &self.how {
            How::Empty => write!(f, "{name}:\"\""),
            How::Filled => write!(f, "{name}:*"),
            How::OneOf(values) => {
                let values: Vec<String> = values.iter().map(|one| value(one)).collect();
                write!(f, "{name}:{}", values.join(","))
            }
            How::Compared(compare, than) => {
                let sign = match compare {
                    Compare::Less => "<",
                    Compare::AtMost => "<=",
                    Compare::AtLeast => ">=",
                    Compare::More => ">",
                };
                write!(f, "{name}:{sign}{}", value(than))
            }
            How::Between(from, to) => {
                let end = |end: &str| if end.is_empty() { String::new() } else { value(end) };
                write!(f, "{name}:{}..{}", end(from), end(to))
            }
        }
    }
}

/// A value in quotes, unless it can be nothing but that.
fn value(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.:/@+".contains(c);
    let is_safe = !value.is_empty() && !value.contains("..") && value.chars().all(is_plain);
    if is_safe { value.to_owned() } else { format!("\"{value}\"") }
}

fn word_as_typed(word: &str) -> String {
    let bare = word.strip_prefix('#').unwrap_or(word);
    let is_plain = |c: char| c.is_lowercase() || c.is_numeric();
    let is_safe = !bare.is_empty() && bare.chars().all(is_plain) && !crate::domain::search::typed::is_due(word);
    if is_safe { word.to_owned() } else { format!("\"{word}\"") }
}
