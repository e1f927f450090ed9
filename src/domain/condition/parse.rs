//! The grammar, by recursive descent: terms side by side must all hold, `OR` (`ODER`, `|`) joins what may hold, `NOT` (`NICHT`, `-`)
//! turns round, parentheses group, quotes hold together.
//!
//! ```text
//! any  = all { OR all }
//! all  = not { [AND] not }
//! not  = { NOT | "-" } ( "(" any ")" | term )
//! term = due | #tag | segment:NAME | name:how | word
//! how  = (nothing) | * | value{,value} | <value <=value >value >=value | value..value
//! ```

use super::error::{NotRead, WhyNot};
use super::figure::Figure;
use super::value::Wanted;
use super::{Compare, Condition, How, Test};
use crate::domain::search::typed::{self, QUOTES};
use crate::domain::settings::Settings;
use crate::domain::view::List;

/// Groups that can stand in each other.
const DEEPEST: usize = 50;

const SEGMENT: &[&str] = &["segment", "seg"];

/// Whether anything in it is more than the search's words: a known name before a colon, a join, a group.
pub fn is_asked(list: List, typed: &str) -> bool {
    typed::pieces(typed).into_iter().any(|piece| {
        let bare = piece.strip_prefix('-').filter(|rest| !rest.is_empty()).unwrap_or(piece);
        join(piece).is_some() || opens(bare) || names_something(list, bare.trim_start_matches(['(', '-']))
    })
}

/// Reads it whole: in a command, a view, a segment.
///
/// # Errors
/// What can't be read, where, and why.
pub fn read(list: List, typed: &str) -> Result<Condition, NotRead> {
    Parser::new(list, typed, false).whole()
}

/// Reads it while it is typed: what is only begun at its end holds of everybody.
///
/// # Errors
/// The same.
pub fn read_as_typed(list: List, typed: &str) -> Result<Condition, NotRead> {
    Parser::new(list, typed, true).whole()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    Or,
    And,
    Not,
    Term,
}

/// A sign or term, with its text as it stands in what was typed.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    sign: Sign,
    text: &'t str,
}

fn join(piece: &str) -> Option<Sign> {
    Some(match piece {
        "OR" | "ODER" | "|" | "||" => Sign::Or,
        "AND" | "UND" | "&" | "&&" => Sign::And,
        "NOT" | "NICHT" => Sign::Not,
        _ => return None,
    })
}

/// Whether it begins a group, and no phone number.
fn opens(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('(') && !is_number(piece)
}

/// Whether it is a phone number, or a part of one.
fn is_number(piece: &str) -> bool {
    piece.split_whitespace().all(typed::is_group)
}

fn names_something(list: List, piece: &str) -> bool {
    split_name(piece).is_some_and(|(name, _)| is_segment(name) || Figure::named(list, name).is_some())
}

fn is_segment(name: &str) -> bool {
    SEGMENT.contains(&name.to_lowercase().as_str())
}

/// What stands before the first colon, and behind it.
fn split_name(piece: &str) -> Option<(&str, &str)> {
    piece.split_once(':').filter(|(name, _)| !name.is_empty() && !name.starts_with(QUOTES))
}

fn tokens(typed: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for piece in typed::joined(typed, typed::pieces(typed)) {
        let mut rest = piece;
        if let Some(sign) = join(piece) {
            tokens.push(Token { sign, text: piece });
            continue;
        }
        loop {
            let group = rest.strip_prefix('-').filter(|behind| behind.starts_with('(')).unwrap_or(rest);
            if !(group == "(" || opens(group)) {
                break;
            }
            if group.len() < rest.len() {
                tokens.push(Token { sign: Sign::Not, text: &rest[..1] });
            }
            tokens.push(Token { sign: Sign::Open, text: &group[..1] });
            rest = &group[1..];
        }
        let closing = closing(rest);
        let (term, closed) = rest.split_at(rest.len() - closing);
        if !term.is_empty() {
            tokens.push(Token { sign: Sign::Term, text: term });
        }
        (0..closing).for_each(|at| tokens.push(Token { sign: Sign::Close, text: &closed[at..=at] }));
    }
    tokens
}

/// How many of the parentheses at its end close what wasn't opened in it.
fn closing(piece: &str) -> usize {
    if is_number(piece) && piece.contains('(') {
        return 0;
    }
    let count = |sign: char| piece.chars().filter(|c| *c == sign).count();
    let at_end = piece.len() - piece.trim_end_matches(')').len();
    count(')').saturating_sub(count('(')).min(at_end)
}

struct Parser<'t> {
    list: List,
    typed: &'t str,
    tokens: Vec<Token<'t>>,
    at: usize,
    /// It is being typed.
    lenient: bool,
    deep: usize,
}

impl<'t> Parser<'t> {
    fn new(list: List, typed: &'t str, lenient: bool) -> Self {
        Self { list, typed, tokens: tokens(typed), at: 0, lenient, deep: 0 }
    }

    fn whole(mut self) -> Result<Condition, NotRead> {
        let read = self.any()?;
        match self.next() {
            Some(token) => Err(self.wrong(token.text, WhyNot::Parenthesis)),
            None => Ok(read.unwrap_or(Condition::All(Vec::new()))),
        }
    }

    fn peek(&self) -> Option<Sign> {
        self.tokens.get(self.at).map(|token| token.sign)
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).copied();
        self.at += usize::from(token.is_some());
        token
    }

    fn wrong(&self, piece: &str, why: WhyNot) -> NotRead {
        let at = piece.as_ptr().addr().saturating_sub(self.typed.as_ptr().addr());
        let before = self.typed.get(..at).map_or(0, |before| before.chars().count());
        NotRead { at: before + 1, piece: piece.to_owned(), why }
    }

    /// Something must follow behind a join, unless it is being typed.
    fn missing(&self, behind: Token<'t>) -> Result<Option<Condition>, NotRead> {
        if self.lenient && self.at == self.tokens.len() {
            Ok(None)
        } else {
            Err(self.wrong(behind.text, WhyNot::Missing))
        }
    }

    /// `None` where nothing stands there yet.
    fn any(&mut self) -> Result<Option<Condition>, NotRead> {
        let mut parts = Vec::from_iter(self.all()?);
        while self.peek() == Some(Sign::Or) {
            let Some(join) = self.next() else { break };
            if parts.is_empty() {
                return Err(self.wrong(join.text, WhyNot::Missing));
            }
            let next = match self.all()? {
                None => self.missing(join)?,
                next => next,
            };
            parts.extend(next);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Option<Condition>, NotRead> {
        let mut parts = Vec::new();
        while let Some(sign) = self.peek().filter(|sign| !matches!(sign, Sign::Or | Sign::Close)) {
            if sign == Sign::And {
                self.next();
                continue;
            }
            parts.extend(self.not()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn not(&mut self) -> Result<Option<Condition>, NotRead> {
        let Some(token) = self.next() else { return Ok(None) };
        match token.sign {
            Sign::Not => {
                self.deeper(token)?;
                let not = match self.peek() {
                    None | Some(Sign::Or | Sign::And | Sign::Close) => self.missing(token)?,
                    Some(_) => self.not()?.map(Condition::turned),
                };
                self.deep -= 1;
                Ok(not)
            }
            Sign::Open => {
                self.deeper(token)?;
                let group = self.any()?;
                self.deep -= 1;
                match self.next() {
                    None if self.lenient => Ok(group),
                    Some(Token { sign: Sign::Close, .. }) if group.is_some() || self.lenient => Ok(group),
                    _ => Err(self.wrong(token.text, WhyNot::Parenthesis)),
                }
            }
            _ => self.term(token.text),
        }
    }

    fn deeper(&mut self, token: Token<'t>) -> Result<(), NotRead> {
        self.deep += 1;
        if self.deep > DEEPEST { Err(self.wrong(token.text, WhyNot::TooDeep)) } else { Ok(()) }
    }

    fn term(&self, piece: &'t str) -> Result<Option<Condition>, NotRead> {
        if let Some(rest) = piece.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            return Ok(self.plain(rest)?.map(Condition::turned));
        }
        self.plain(piece)
    }

    fn plain(&self, piece: &'t str) -> Result<Option<Condition>, NotRead> {
        if typed::is_due(piece) {
            return Ok(Some(Condition::Due));
        }
        if let Some((name, value)) = split_name(piece)
            && let Some(read) = self.named(piece, name, value)?
        {
            return Ok(read);
        }
        Ok(typed::word(piece).map(Condition::Word))
    }

    /// `None` where nothing is called so, and it is a word.
    fn named(&self, piece: &'t str, name: &'t str, value: &'t str) -> Result<Option<Option<Condition>>, NotRead> {
        if is_segment(name) {
            let name = unquoted(value);
            return match name.is_empty() {
                true => self.begun(piece).map(Some),
                false => Ok(Some(Some(Condition::Segment(name)))),
            };
        }
        let Some(figure) = Figure::named(self.list, name) else {
            let is_name = name.chars().count() > 1 && name.chars().all(|c| c.is_alphabetic() || "_.-".contains(c));
            if self.lenient || !is_name || value.starts_with("//") {
                return Ok(None);
            }
            return Err(self.wrong(piece, WhyNot::NoField(Figure::near(self.list, name))));
        };
        let kind = figure.kind();
        let Some(how) = how(value, matches!(kind, super::figure::Kind::Number)) else {
            return self.begun(piece).map(Some);
        };
        if how == How::Empty && value != "\"\"" && self.is_last(piece) && self.lenient {
            return Ok(Some(None));
        }
        let some_day = chrono::NaiveDate::from_ymd_opt(2024, 7, 1).unwrap_or_default();
        match Wanted::read(kind, &how, some_day, &Settings::default()) {
            Ok(_) => Ok(Some(Some(Condition::Is(Test { figure, how })))),
            Err(why) => Err(self.wrong(piece, why)),
        }
    }

    /// A value is to follow.
    fn begun(&self, piece: &str) -> Result<Option<Condition>, NotRead> {
        if self.lenient && self.is_last(piece) { Ok(None) } else { Err(self.wrong(piece, WhyNot::Missing)) }
    }

    /// Whether nothing stands behind it, not even a blank.
    fn is_last(&self, piece: &str) -> bool {
        piece.as_ptr().addr() + piece.len() == self.typed.as_ptr().addr() + self.typed.len()
    }
}

/// One is itself, and what is joined in the same way is one.
fn joined(parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    let is_all = matches!(join(Vec::new()), Condition::All(_));
    let flat = |part| match part {
        Condition::All(parts) if is_all => parts,
        Condition::Any(parts) if !is_all => parts,
        one => vec![one],
    };
    let mut parts: Vec<Condition> = parts.into_iter().flat_map(flat).collect();
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

fn unquoted(value: &str) -> String {
    value.trim_matches(QUOTES).trim().to_owned()
}

/// How it is asked, by what stands behind the colon; `None` where a value is to follow.
fn how(value: &str, is_number: bool) -> Option<How> {
    let signs = [
        ("<=", Compare::AtMost),
        ("≤", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("≥", Compare::AtLeast),
        ("<", Compare::Less),
        (">", Compare::More),
    ];
    if let Some((rest, compare)) = signs.iter().find_map(|(sign, how)| Some((value.strip_prefix(sign)?, *how))) {
        let value = unquoted(rest);
        return (!value.is_empty()).then_some(How::Compared(compare, value));
    }
    if value == "*" {
        return Some(How::Filled);
    }
    if let Some((from, to)) = value.split_once("..").filter(|_| !value.starts_with(QUOTES) || value.contains("\"..")) {
        let (from, to) = (unquoted(from), unquoted(to));
        return (!from.is_empty() || !to.is_empty()).then_some(How::Between(from, to));
    }
    let parts = if is_number { vec![value] } else { between_commas(value) };
    let values: Vec<String> = parts.into_iter().map(unquoted).filter(|value| !value.is_empty()).collect();
    Some(if values.is_empty() { How::Empty } else { How::OneOf(values) })
}

/// Split at commas, but for those in quotes.
fn between_commas(value: &str) -> Vec<&str> {
    let mut quoted = false;
    value
        .split(|c: char| {
            quoted ^= QUOTES.contains(&c);
            c == ',' && !quoted
        })
        .collect()
}
