//! What stands behind a `>>`.

use std::ops::Range;

use chrono::NaiveDate;

use super::words::{DONE, FEEDBACK, KEEP, WORTH, phrase};
use super::{Clause, Context, Problem, feedback_kind_from_word};
use crate::domain::feedback::FeedbackKind;
use crate::domain::when::words::{Word, digits, fold, words};
use crate::domain::when::{Look, read_prefix};

/// Reads one clause, whose day must not be before `first_day`. An error names bytes of `text`.
pub(super) fn clause(text: &str, context: &Context, first_day: NaiveDate) -> Result<Clause, (Range<usize>, Problem)> {
    let words: Vec<Word> = words(text).collect();
    let Some(first) = words.first() else {
        return Err((0..text.len(), Problem::EmptyClause));
    };
    let rest = &words[1..];
    if KEEP.contains(&first.folded.as_str()) {
        return match (rest.first(), rest.last()) {
            (Some(next), Some(last)) => Err((next.start..last.end, Problem::AfterKeep)),
            _ => Ok(Clause::Keep),
        };
    }
    if DONE.contains(&first.folded.as_str()) {
        return done(text, first, rest);
    }
    if let Some((before, after)) = text.split_once(':')
        && WORTH.contains(&fold(before.trim()).as_str())
    {
        return Ok(Clause::Worth(after.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if let Some(feedback) = feedback(text, first) {
        return feedback;
    }
    match read_prefix(text, context.today, Look::Ahead, context.settings) {
        Ok((when, title)) if when.day < first_day => {
            let day = text[..text.trim_end().len() - title.len()].trim_end();
            Err((first.start..day.len(), Problem::Past(when)))
        }
        Ok((when, title)) => {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(Clause::FollowUp { when, title })
        }
        Err(no) => {
            let start = text.find(&no.text).unwrap_or(first.start);
            Err((start..start + no.text.len(), Problem::Day(no)))
        }
    }
}

/// `done 1 2`, `erledigt 1, 2`, `done 1,2`.
fn done(text: &str, first: &Word, rest: &[Word]) -> Result<Clause, (Range<usize>, Problem)> {
    let mut numbers = Vec::new();
    for word in rest {
        for typed in text[word.start..word.end].split(',').filter(|typed| !typed.is_empty()) {
            match digits(typed, 4).and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0) {
                Some(number) if !numbers.contains(&number) => numbers.push(number),
                Some(_) => {}
                None => return Err((word.start..word.end, Problem::NotANumber)),
            }
        }
    }
    if numbers.is_empty() { Err((first.start..first.end, Problem::NoNumber)) } else { Ok(Clause::Done(numbers)) }
}

/// `complaint: late twice`; `None` if it is something else.
fn feedback(text: &str, first: &Word) -> Option<Result<Clause, (Range<usize>, Problem)>> {
    let in_a_line = |kind: &FeedbackKind| *kind != FeedbackKind::Survey;
    if let Some((before, after)) = text.split_once(':')
        && let Some(kind) = feedback_kind_from_word(before).filter(in_a_line)
    {
        let after = after.trim();
        return Some(match after {
            "" => Err((first.start..text.trim_end().len(), Problem::NoText(kind))),
            after => Ok(Clause::Feedback { kind, text: after.to_owned() }),
        });
    }
    let (_, kind) = phrase(FEEDBACK, &[&first.folded]).filter(|(_, kind)| in_a_line(kind))?;
    Some(Err((first.start..first.end, Problem::NoColon(kind))))
}
