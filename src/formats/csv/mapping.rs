//! By what a table is read: charset, separator, the line of its heads, what its rows are and what each column becomes. Guessed
//! from the file, changed in part, kept as a file of its own for the same table next month. Where such files lie is the
//! configuration's.

mod preview;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

pub use self::preview::{Preview, PreviewRow};
use super::column::{self, Column};
use super::encoding::Encoding;
use super::guess;
use super::meaning::{Meaning, Rows};
use super::shape::{self, Shape};
use super::words;

/// Characters of a line of names in a mapping's file.
const WIDTH: usize = 100;

/// By what a table is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    #[serde(default)]
    pub encoding: Encoding,
    /// What stands between two cells: an ASCII sign. A first line such as `sep=;` doesn't change it.
    pub separator: char,
    /// The line of the heads, from 1; 0 where there are none: then the columns are called `#1`, `#2`.
    pub heads: usize,
    pub rows: Rows,
    /// Whether `3/4` is 4 March; `None` where other days of the column show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_first: Option<bool>,
    #[serde(default)]
    pub columns: Vec<Assigned>,
}

/// What a column becomes. Columns of a file that no mapping names become what their heads say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// As it stands in the file.
    pub head: String,
    pub becomes: Meaning,
    /// Of a mail, phone, address or page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Which of several mails, phones or addresses, from 1: parts of one address have the same.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub number: usize,
}

impl Assigned {
    /// Whether its head is one that is known in tables of such rows.
    pub fn is_known(&self, rows: Rows) -> bool {
        match rows {
            Rows::Contacts => words::read(&self.head).is_some(),
            _ => words::read_entry(&self.head).is_some(),
        }
    }
}

fn first() -> usize {
    1
}

fn is_first(number: &usize) -> bool {
    *number <= 1
}

/// Why a text is no mapping; in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no mapping: {why}")]
pub struct NoMapping {
    /// From 1.
    pub line: Option<usize>,
    pub why: String,
    /// What a column is to become, and can't.
    pub unknown: Option<Unknown>,
}

/// A name that no meaning has in tables of such rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub name: String,
    pub rows: Rows,
}

impl Mapping {
    /// The usual separators. A mapping may say any other ASCII sign.
    pub const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

    /// What a file looks like. Where no heads are known, columns are guessed by what stands in them.
    pub fn guess(bytes: &[u8]) -> Self {
        let encoding = Encoding::guess(bytes);
        let bytes = encoding.open(beginning(bytes));
        match shape::find(&bytes, encoding) {
            Ok(shape) => {
                let rows = guess::rows(&bytes, &shape, encoding);
                Self::of_shape(&bytes, encoding, &shape, rows)
            }
            Err(_) => {
                let sign = shape::likely_sign(&bytes);
                let shape = shape::at(&bytes, encoding, sign, shape::likely_heads(&bytes, encoding, sign));
                Self::of_shape(&bytes, encoding, &shape, Rows::Contacts)
            }
        }
    }

    /// Reads a mapping as it was written to a file.
    ///
    /// # Errors
    /// It is no TOML, or something in it is none of a mapping's.
    pub fn from_toml(text: &str) -> Result<Self, NoMapping> {
        let read: Result<Self, toml::de::Error> = toml::from_str(text);
        let mapping = read.map_err(|error| NoMapping {
            line: error.span().map(|span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count()),
            why: error.message().to_owned(),
            unknown: unknown(text),
        })?;
        if !is_separator(mapping.separator) {
            let why = format!("{:?} can't separate cells", mapping.separator);
            return Err(NoMapping { line: None, why, unknown: None });
        }
        Ok(mapping)
    }

    /// As it is written to a file, with the names below which a column can become something: whoever changes it needn't look them up.
    pub fn to_toml(&self) -> String {
        // Every mapping can be written: it has no maps with other keys than words.
        let mapping = toml::to_string(self).unwrap_or_default();
        let names = Meaning::of(self.rows).map(Meaning::name);
        let mut lines = vec![String::from("# becomes:")];
        for name in names {
            match lines.last_mut().filter(|line| line.len() + name.len() < WIDTH) {
                Some(line) => line.extend([" ", name]),
                None => lines.push(format!("#   {name}")),
            }
        }
        format!("{mapping}\n{}\n", lines.join("\n"))
    }

    /// All that a column of its rows can become, in the order of a list.
    pub fn meanings(&self) -> Vec<Meaning> {
        Meaning::of(self.rows).collect()
    }

    /// Whether all its heads stand in its line of `bytes`: it was made for such a table.
    pub fn fits(&self, bytes: &[u8]) -> bool {
        if self.heads == 0 || self.columns.is_empty() {
            return false;
        }
        let bytes = self.encoding.open(beginning(bytes));
        let shape = shape::at(&bytes, self.encoding, self.sign(), self.heads);
        let there: HashSet<String> = shape.names.iter().map(|name| words::key(name)).collect();
        shape.heads.line == self.heads && self.keys().iter().all(|key| there.contains(key))
    }

    /// Another charset. What the columns become stays, whatever their heads are called now.
    pub fn set_encoding(&mut self, encoding: Encoding, bytes: &[u8]) {
        let before = std::mem::take(&mut self.columns);
        self.encoding = encoding;
        self.look_again(bytes);
        if before.len() == self.columns.len() {
            for (column, before) in self.columns.iter_mut().zip(before) {
                *column = Assigned { head: std::mem::take(&mut column.head), ..before };
            }
        }
    }

    /// Another separator, one of [`Self::SEPARATORS`] or any other ASCII sign; what can't be one changes nothing.
    pub fn set_separator(&mut self, separator: char, bytes: &[u8]) {
        if is_separator(separator) {
            self.separator = separator;
            self.look_again(bytes);
        }
    }

    /// Another line of heads; 0 if there is none.
    pub fn set_heads(&mut self, line: usize, bytes: &[u8]) {
        self.heads = line;
        self.look_again(bytes);
    }

    /// Other rows. Columns are guessed anew, since other things are known of such rows; what is left out stays so.
    pub fn set_rows(&mut self, rows: Rows, bytes: &[u8]) {
        self.rows = rows;
        let before = std::mem::take(&mut self.columns);
        self.look_again(bytes);
        for (column, before) in self.columns.iter_mut().zip(before) {
            if before.becomes == Meaning::LeftOut {
                column.becomes = Meaning::LeftOut;
            }
        }
    }

    /// What the column at `index` becomes, from 0.
    pub fn set_column(&mut self, index: usize, becomes: Meaning) {
        if let Some(column) = self.columns.get_mut(index) {
            column.becomes = becomes;
        }
    }

    /// Reads the heads by the parts that are set now. Columns whose heads are there still stay what they are.
    fn look_again(&mut self, bytes: &[u8]) {
        let bytes = self.encoding.open(beginning(bytes));
        let shape = shape::at(&bytes, self.encoding, self.sign(), self.heads);
        let guessed = Self::of_shape(&bytes, self.encoding, &shape, self.rows);
        let before = std::mem::replace(&mut self.columns, guessed.columns);
        self.heads = guessed.heads;
        let mut taken = HashSet::new();
        for column in &mut self.columns {
            let same = before.iter().enumerate().find(|(at, known)| known.head == column.head && !taken.contains(at));
            if let Some((at, known)) = same {
                taken.insert(at);
                column.clone_from(known);
            }
        }
    }

    /// The mapping of a table of this shape, as its heads say; of columns without heads as what stands in them does.
    fn of_shape(bytes: &[u8], encoding: Encoding, shape: &Shape, rows: Rows) -> Self {
        let mut columns = column::columns(shape.names.clone(), shape.heads.line, rows);
        guess::by_contents(bytes, shape, encoding, rows, &mut columns);
        let has_heads = shape.heads.start < shape.heads.end;
        let heads = if has_heads { shape.heads.line } else { 0 };
        Self::of_columns((encoding, shape.sign, heads, rows), &shape.names, &columns)
    }

    /// The mapping by which a table with these columns was read. `names` are their heads as they stand in the file.
    pub(super) fn of_columns(
        (encoding, sign, heads, rows): (Encoding, u8, usize, Rows),
        names: &[String],
        columns: &[Column],
    ) -> Self {
        let columns = names.iter().zip(columns).map(|(name, column)| Assigned {
            head: name.clone(),
            becomes: column.meaning,
            label: column.label.clone(),
            number: column.group,
        });
        Self { encoding, separator: char::from(sign), heads, rows, month_first: None, columns: columns.collect() }
    }

    /// Gives the columns of a file the meanings that it says. Of two columns called the same the first is the first.
    pub(super) fn assign(&self, names: &[String], columns: &mut [Column]) {
        let mut taken = vec![false; self.columns.len()];
        for (name, column) in names.iter().zip(columns.iter_mut()) {
            let key = words::key(name);
            let is_it = |assigned: &Assigned| {
                assigned.head == *name || !key.is_empty() && self.heads > 0 && words::key(&assigned.head) == key
            };
            let found = self.columns.iter().enumerate().find(|(at, assigned)| !taken[*at] && is_it(assigned));
            column.month_first = self.month_first;
            if let Some((at, assigned)) = found {
                taken[at] = true;
                column.given = true;
                column.meaning = if assigned.becomes.is_of(self.rows) { assigned.becomes } else { Meaning::Free };
                column.label.clone_from(&assigned.label);
                column.group = assigned.number;
            }
        }
        column::single(columns);
    }

    pub(super) fn sign(&self) -> u8 {
        u8::try_from(self.separator).unwrap_or(b',')
    }

    /// Its heads as they are compared.
    pub(super) fn keys(&self) -> HashSet<String> {
        self.columns.iter().map(|column| words::key(&column.head)).filter(|key| !key.is_empty()).collect()
    }
}

/// The first thing that a column is to become and can't, of a text that is no mapping.
fn unknown(text: &str) -> Option<Unknown> {
    let table: toml::Table = text.parse().ok()?;
    let text = |value: Option<&toml::Value>| value.and_then(|value| value.as_str()).map(str::to_owned);
    let rows = text(table.get("rows")).unwrap_or_default();
    let rows = Rows::ALL.into_iter().find(|known| known.name() == rows).unwrap_or_default();
    let columns = table.get("columns")?.as_array()?.iter();
    let name = columns.filter_map(|column| text(column.get("becomes"))).find(|name| Meaning::named(name).is_none())?;
    Some(Unknown { name, rows })
}

fn is_separator(sign: char) -> bool {
    sign.is_ascii() && !matches!(sign, '"' | '\n' | '\r' | '\0')
}

/// As much of a file as is looked at to find its shape: a multiple of what one character of UTF-16 has.
fn beginning(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(2 * shape::HEAD)]
}

#[cfg(test)]
mod tests;
