//! What a row has several of: mails, phones, pages, tags, and the labels that other columns give them.

use super::{Reading, VALUES};
use crate::domain::contact::{Contact, Labelled};
use crate::domain::field;
use crate::domain::validate::TEXT_BYTES;
use crate::formats::clean;
use crate::formats::csv::column::Column;
use crate::formats::csv::meaning::{Meaning, Of};
use crate::formats::csv::{value, words};
use crate::formats::draft::{Cleaning, EVERYONE, join_notes};

impl Reading<'_> {
    /// The label that another column gives to this one's values.
    pub(super) fn label(&self, of: Of, column: &Column) -> Option<String> {
        let own = |(kind, group, head, _): &&(Of, usize, String, String)| {
            *kind == of && *group == column.group && (*head == column.label || head.is_empty())
        };
        self.labels.iter().find(own).map(|(_, _, _, label)| label.clone())
    }

    pub(super) fn labelled(&self, of: Of, column: &Column) -> String {
        if self.ours {
            return self.label(of, column).unwrap_or_default();
        }
        match self.label(of, column).map(|label| words::label(&label)) {
            Some(label) if !label.is_empty() => label,
            _ => column.label.clone(),
        }
    }

    pub(super) fn mails(&mut self, column: &Column, text: &str) {
        let label = self.labelled(Of::Mail, column);
        if self.ours {
            let mail = self.clean(column, clean::one_line(text, " "));
            return self.push(column, |record| &mut record.mails, Labelled::new(label, mail));
        }
        let several = text.matches('@').count() > 1 || text.contains(":::");
        let signs: &[char] = if several { &[';', ',', '\n', '\r', ' '] } else { &['\n', '\r'] };
        for mail in value::pieces(text, signs) {
            // `Anna Müller <anna@x.example>`
            let inside =
                mail.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(&*mail, |(mail, _)| mail);
            let mail = self.clean(column, clean::one_line(inside.strip_prefix("mailto:").unwrap_or(inside), " "));
            if !mail.is_empty() && !Meaning::Mail.can_be_in(&mail) {
                self.keep(column, &mail, Cleaning::NoValue);
                continue;
            }
            self.push(column, |record| &mut record.mails, Labelled::new(label.clone(), mail));
        }
    }

    /// Several values in one cell; in our own tables there is but one.
    fn pieces(&self, text: &str, signs: &[char]) -> Vec<String> {
        if self.ours { vec![text.to_owned()] } else { value::pieces(text, signs) }
    }

    pub(super) fn phones(&mut self, column: &Column, text: &str) {
        let label = self.labelled(Of::Phone, column);
        // A comma stands between numbers only where each begins as one: behind it an extension may be said.
        let begins = |piece: &str| piece.trim_start().starts_with(['+', '0', '(']);
        let signs: &[char] = if text.split(',').all(begins) { &[',', ';', '\n', '\r'] } else { &[';', '\n', '\r'] };
        let (pieces, ours) = (self.pieces(text, signs), self.ours);
        for phone in pieces.iter().flat_map(|piece| several_numbers(piece, ours)) {
            let phone = self.clean(
                column,
                clean::one_line(phone.strip_prefix("tel:").filter(|_| !self.ours).unwrap_or(phone), " "),
            );
            if !self.ours && !phone.is_empty() && !phone.contains(|c: char| c.is_numeric()) {
                self.keep(column, &phone, Cleaning::NoValue);
                continue;
            }
            if is_spoiled(&phone) {
                self.report(&column.head, Cleaning::Spoiled);
            }
            self.push(column, |record| &mut record.phones, Labelled::new(label.clone(), phone));
        }
    }

    pub(super) fn pages(&mut self, column: &Column, text: &str) {
        for page in self.pieces(text, &['\n', '\r']) {
            let page = self.clean(column, clean::one_line(&page, " "));
            let said = self.labelled(Of::Web, column);
            let network = NETWORKS.iter().find(|(host, _)| page.to_lowercase().contains(host));
            let label = match network {
                Some((_, network)) if !self.ours => (*network).to_owned(),
                _ if column.label == "chat" => said.to_lowercase(),
                _ => said,
            };
            self.push(column, |record| &mut record.handles, Labelled::new(label, page));
        }
    }

    pub(super) fn tags(&mut self, column: &Column, text: &str) {
        let text = if self.ours { text.to_owned() } else { text.replace(":::", ",") };
        for tag in field::read_tags(&text) {
            let tag = if self.ours { &tag } else { tag.trim_start_matches("* ") };
            let tag = self.clean(column, clean::one_line(tag, " "));
            if tag != EVERYONE && !tag.is_empty() {
                self.push(column, |record| &mut record.tags, tag);
            }
        }
    }

    /// Puts a value behind the others, unless it is empty, there already, or one too many.
    fn push<T: PartialEq + Fits>(&mut self, column: &Column, list: impl Fn(&mut Contact) -> &mut Vec<T>, value: T) {
        let own = list(self.record());
        if value.is_empty() || own.iter().any(|known| known.is_same(&value)) {
        } else if own.len() < VALUES {
            own.push(value);
        } else {
            self.report(&column.head, Cleaning::TooMany { taken: VALUES });
        }
    }

    pub(super) fn notes(&mut self, column: &Column, text: &str) {
        let plain = if self.ours { text.to_owned() } else { value::plain(text) };
        let text = self.clean(column, clean::lines(&plain));
        if !join_notes(&mut self.record().notes, &text) {
            self.report(&column.head, Cleaning::Cut { limit: TEXT_BYTES });
        }
    }
}

/// The numbers of a cell that stand beside one another: `040 123456 / 0171 2345678`. What stands between digits of one number is its own:
/// each has as many as a number at least, and begins as one.
fn several_numbers(text: &str, ours: bool) -> Vec<&str> {
    let is_number = |piece: &&str| {
        let piece = piece.trim();
        let number = piece.split_once(": ").map_or(piece, |(_, number)| number);
        number.starts_with(['+', '0', '(']) && number.chars().filter(char::is_ascii_digit).count() >= DIGITS
    };
    let by = |sign: &&&str| {
        let mut pieces = text.split(**sign);
        text.contains(**sign) && pieces.all(|piece| is_number(&piece))
    };
    match BETWEEN.iter().find(by).filter(|_| !ours) {
        Some(sign) => text.split(sign).map(str::trim).collect(),
        None => vec![text],
    }
}

/// What stands between two numbers.
const BETWEEN: &[&str] = &["/", "|", " oder ", " or ", " und ", " and ", " & "];

/// Digits of a number at least where several stand in one cell.
const DIGITS: usize = 6;

/// Whose pages these are.
const NETWORKS: &[(&str, &str)] = &[
    ("linkedin.com/", "linkedin"),
    ("xing.com/", "xing"),
    ("twitter.com/", "twitter"),
    ("facebook.com/", "facebook"),
    ("instagram.com/", "instagram"),
    ("github.com/", "github"),
];

/// Whether a spreadsheet made a number of it: `4,93E+11`.
fn is_spoiled(phone: &str) -> bool {
    let number = phone.split_once(['E', 'e']).filter(|(_, power)| power.starts_with('+'));
    number.is_some_and(|(number, power)| {
        number.contains(['.', ','])
            && number.bytes().all(|b| b.is_ascii_digit() || b".,".contains(&b))
            && power[1..].bytes().all(|b| b.is_ascii_digit())
    })
}

/// A value of a list.
trait Fits {
    fn is_empty(&self) -> bool;
    fn is_same(&self, other: &Self) -> bool;
}

impl Fits for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Fits for Labelled {
    fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    fn is_same(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

#[cfg(test)]
mod tests {
    use super::several_numbers;

    #[test]
    fn numbers_that_stand_beside_one_another_are_several() {
        for (cell, expect) in [
            ("040 123456 / 0171 2345678", &["040 123456", "0171 2345678"][..]),
            ("+49 40 123456/+49 171 2345678", &["+49 40 123456", "+49 171 2345678"]),
            ("040 123456 oder 0171 2345678", &["040 123456", "0171 2345678"]),
            ("0171/2345678", &["0171/2345678"]),
            ("040 / 12 34 56", &["040 / 12 34 56"]),
            ("040 123456 / 57", &["040 123456 / 57"]),
            ("+49 (0)30/123456-0", &["+49 (0)30/123456-0"]),
        ] {
            assert_eq!(several_numbers(cell, false), expect, "{cell}");
        }
        assert_eq!(several_numbers("040 123456 / 0171 2345678", true).len(), 1, "ours has one in a cell");
    }
}
