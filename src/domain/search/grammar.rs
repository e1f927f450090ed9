//! What can be typed to narrow: `#tag`, `co:`, `tier:`, `stage:`, `due`, each in English and German, and what stands behind a
//! hyphen.
//!
//! Owns reading it. What isn't understood is a word like any other, and so is whatever stands in quotes. A quote or sign that
//! nothing follows yet narrows nothing, and a phone number is one word however it is written.

use crate::domain::condition::{self, Condition as Asked, How, Test};
use crate::domain::contact::{Stage, Tier};
use crate::domain::field::stages_beginning;
use crate::domain::view::List;

use super::fit::Word;
use super::fold::fold;
use super::typed::{QUOTES, is_due, joined, pieces, word};

/// What must hold of a contact, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    pub negated: bool,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// With `#`: it begins one of the tags.
    Tag(Word),
    /// Each begins a word of the company's name.
    Company(Vec<Word>),
    Tier(Option<Tier>),
    /// One of these.
    Stage(Vec<Option<Stage>>),
}

const COMPANY: &[&str] = &["co", "company", "firma"];
const TIER: &[&str] = &["tier", "stufe"];
const STAGE: &[&str] = &["stage", "stand"];
const NONE: &[&str] = &["none", "-", "kein", "keine", "keiner"];

/// What was typed between two blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Word(Word),
    /// It must not begin a word.
    Not(Word),
    If(Condition),
    /// What isn't of the search's own.
    Asked(Asked),
}

/// A condition in terms: words and what the search knows of everybody apart, the rest as it is.
pub(super) fn terms_of(asked: Asked) -> Vec<Term> {
    let term = |part: Asked| {
        let (negated, of) = match &part {
            Asked::Not(of) => (true, of.as_ref()),
            of => (false, of),
        };
        let quick = match of {
            Asked::Word(word) if !word.starts_with('#') => {
                return Word::new(word).map(|word| if negated { Term::Not(word) } else { Term::Word(word) });
            }
            Asked::Word(_) => condition(&of.to_string()),
            Asked::Is(Test { how: How::OneOf(values), .. }) if values.len() == 1 => condition(&of.to_string()),
            _ => None,
        };
        Some(match quick {
            Some(what) => Term::If(Condition { negated, what }),
            None => Term::Asked(part),
        })
    };
    asked.parts().into_iter().filter_map(term).collect()
}

/// What was typed, piece by piece.
pub(super) fn terms(typed: &str) -> impl Iterator<Item = Term> + '_ {
    joined(typed, pieces(typed)).into_iter().filter_map(|piece| {
        let (negated, said) = match piece.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, piece),
        };
        if is_due(said) {
            return Some(Term::Asked(if negated { Asked::Due.turned() } else { Asked::Due }));
        }
        if let Some(what) = condition(said) {
            return Some(Term::If(Condition { negated, what }));
        }
        let word = Word::new(&word(said)?)?;
        Some(if negated { Term::Not(word) } else { Term::Word(word) })
    })
}

/// What was typed without what narrows; tags stand in what was said, too.
pub(super) fn without_conditions(typed: &str) -> String {
    if condition::is_asked(List::Contacts, typed) {
        let asked = condition::read_as_typed(List::Contacts, typed).map(Asked::parts).unwrap_or_default();
        let words = asked.iter().filter(|part| match part {
            Asked::Word(_) => true,
            Asked::Not(part) => matches!(**part, Asked::Word(_)),
            _ => false,
        });
        return words.map(ToString::to_string).collect::<Vec<_>>().join(" ");
    }
    let is_word = |piece: &&str| {
        let said = piece.strip_prefix('-').unwrap_or(piece);
        !is_due(said) && matches!(condition(said), None | Some(What::Tag(_)))
    };
    pieces(typed).into_iter().filter(is_word).collect::<Vec<_>>().join(" ")
}

fn condition(said: &str) -> Option<What> {
    if let Some(tag) = said.strip_prefix('#') {
        let tag = fold(tag.trim_end_matches([',', ';']));
        return if tag.is_empty() { None } else { Word::new(&format!("#{tag}")).map(What::Tag) };
    }
    let (name, value) = said.split_once(':')?;
    let (name, value) = (fold(name), fold(value.trim_matches(QUOTES).trim()));
    let named = |names: &[&str]| names.contains(&name.as_str());
    if value.is_empty() {
        None
    } else if named(COMPANY) {
        Some(What::Company(value.split(' ').filter_map(Word::new).collect()))
    } else if named(TIER) {
        let tier =
            Tier::ALL.into_iter().find(|tier| value.eq_ignore_ascii_case(tier.letter().encode_utf8(&mut [0; 4])));
        (tier.is_some() || NONE.contains(&value.as_str())).then_some(What::Tier(tier))
    } else if named(STAGE) {
        let mut stages: Vec<Option<Stage>> = stages_beginning(&value).into_iter().map(Some).collect();
        stages.extend(NONE.contains(&value.as_str()).then_some(None));
        (!stages.is_empty()).then_some(What::Stage(stages))
    } else {
        None
    }
}
