//! A filter that can't be read: what of it, where, and what can stand there.

use crate::config::nearest;
use crate::domain::condition::{Kind, NotRead, WhyNot};
use crate::domain::contact::Stage;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{Text, names};

pub fn no_condition(text: &Text, NotRead { at, piece, why }: &NotRead) -> Error {
    let why_not = match why {
        WhyNot::NoField(_) => say!(text, "error-condition-field"),
        WhyNot::NoValue { value, kind } => {
            let of = match kind {
                Kind::Text | Kind::Phone => say!(text, "condition-of-text"),
                Kind::Number => say!(text, "condition-of-number"),
                Kind::Day(_) => say!(text, "condition-of-day"),
                Kind::Birthday => say!(text, "condition-of-birthday"),
                Kind::Choice(all, _) => {
                    let named = |one: &&str| {
                        let stage = Stage::ALL.into_iter().find(|stage| format!("{stage:?}").eq_ignore_ascii_case(one));
                        stage.map_or_else(|| one.to_lowercase(), |stage| names::stage(text, stage))
                    };
                    let all: Vec<String> = all.iter().map(named).collect();
                    say!(text, "condition-of-choice", all = all.join(", "))
                }
                Kind::YesNo => "yes, no".to_owned(),
            };
            say!(text, "error-condition-value", value = value.as_str(), of = of)
        }
        WhyNot::NotCompared => say!(text, "error-condition-compared"),
        WhyNot::Parenthesis => say!(text, "error-condition-parenthesis"),
        WhyNot::Missing => say!(text, "error-condition-missing"),
        WhyNot::TooDeep => say!(text, "error-condition-deep"),
    };
    let hint = match why {
        WhyNot::NoField(Some(near)) => say!(text, "hint-did-you-mean", near = *near),
        WhyNot::NoField(None) => say!(text, "hint-condition-field"),
        _ => say!(text, "hint-condition"),
    };
    let what = say!(text, "error-condition", piece = piece.as_str(), at = at.to_string(), why = why_not);
    Error::new(ErrorKind::Usage, what).hint(hint)
}

/// There is no segment of this name: which there are, the nearest first.
pub fn no_segment(text: &Text, typed: &str, names: &[String]) -> Error {
    let near = nearest(typed, names.iter().map(String::as_str));
    let near = near.map(|near| say!(text, "hint-did-you-mean", near = near));
    let all = match names.is_empty() {
        true => say!(text, "hint-segments-none"),
        false => say!(text, "hint-views", names = names.join(", ")),
    };
    let hint = near.into_iter().chain([all]).collect::<Vec<_>>().join(" ");
    Error::new(ErrorKind::Usage, say!(text, "error-segment", name = typed)).hint(hint)
}
