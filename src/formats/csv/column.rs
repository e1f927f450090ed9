//! The columns of a table: what each holds, found by its head and by what stands in it.

use super::meaning::{Meaning, Part, Rows};
use super::words::{self, Head};

/// A column that a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 1.
    pub number: usize,
    /// The line of its head.
    pub line: usize,
    /// As it stands in the file; `#7` for the seventh if it has none. Free fields are called so.
    pub head: String,
    pub meaning: Meaning,
    /// Of a mail, phone, address or page.
    pub label: String,
    /// Which of several mails, phones or addresses: a column and that of its labels have the same.
    pub group: usize,
    /// Whether anything stands below the head.
    pub filled: bool,
    /// How days are written where both `3/4` could be meant.
    pub month_first: Option<bool>,
    /// Whether a mapping says what it holds: then what stands in it isn't asked.
    pub given: bool,
    /// Whether it is what stands in it that says what it holds, and not its head.
    pub guessed: bool,
}

impl Column {
    /// Whether its head, or a mapping, says what it holds.
    pub fn is_known(&self) -> bool {
        self.given || !self.guessed && self.meaning != Meaning::Free
    }
}

/// The columns that a row of heads makes in a table of such rows.
pub fn columns(heads: Vec<String>, line: usize, rows: Rows) -> Vec<Column> {
    let read: Vec<Option<Head>> = match rows {
        Rows::Contacts => heads.iter().map(|head| words::read(head)).collect(),
        rows => {
            let can_be = |meaning: Meaning| meaning == Meaning::Customer || meaning.is_of(rows);
            heads.iter().map(|head| words::read_entry(head).filter(|head| can_be(head.meaning))).collect()
        }
    };
    let mut columns: Vec<Column> = Vec::with_capacity(heads.len());
    for (place, (head, read)) in heads.into_iter().zip(read).enumerate() {
        let Head { meaning, label, number } =
            read.unwrap_or(Head { meaning: Meaning::Free, label: String::new(), number: 1 });
        let head = match head.split_once([':', '.']) {
            Some(("field" | "feld", name)) if !name.trim().is_empty() => name.trim().to_owned(),
            _ if head.is_empty() => format!("#{}", place + 1),
            _ => head,
        };
        columns.push(Column {
            number: place + 1,
            line,
            head,
            meaning,
            label,
            group: number,
            filled: false,
            month_first: None,
            given: false,
            guessed: false,
        });
    }
    settle(&mut columns);
    single(&mut columns);
    columns
}

/// Heads, as they are compared, of what somebody is, wherever they work.
const AT_NO_COMPANY: &[&str] = &["occupation", "profession", "beruf"];

/// Decides what one head alone can't say.
fn settle(columns: &mut [Column]) {
    let has = |columns: &[Column], meaning: Meaning| columns.iter().any(|column| column.meaning == meaning);
    // In German tables "Name, Vorname" are family and given name.
    if has(columns, Meaning::Given) && !has(columns, Meaning::Family) {
        let family = columns.iter_mut().find(|column| words::key(&column.head) == "name");
        family.into_iter().for_each(|column| column.meaning = Meaning::Family);
    }
    // Beside who is talked to there, "Name" is a company's.
    let is_of_firm = |column: &Column| column.meaning == Meaning::Name && words::is_bare_name(&column.head);
    let is_of_person = |column: &Column| column.meaning == Meaning::Name && !words::is_bare_name(&column.head);
    if !has(columns, Meaning::Company) && columns.iter().any(is_of_person) {
        let firm = columns.iter_mut().find(|column| is_of_firm(column));
        firm.into_iter().for_each(|column| column.meaning = Meaning::Company);
    }
    let has_name = [Meaning::Name, Meaning::Given, Meaning::Family].iter().any(|name| has(columns, *name));
    // Google writes an occupation beside the title at each company, and it is empty.
    let is_aside = |column: &Column| AT_NO_COMPANY.contains(&words::key(&column.head).as_str());
    if columns.iter().any(|column| column.meaning == Meaning::Role && !is_aside(column)) {
        let aside = columns.iter_mut().filter(|column| column.meaning == Meaning::Role && is_aside(column));
        aside.for_each(|column| column.meaning = Meaning::Free);
    }
    let has_role = has(columns, Meaning::Role);
    for column in columns.iter_mut() {
        match column.meaning {
            Meaning::Customer if has_name => column.meaning = Meaning::Company,
            Meaning::Customer => column.meaning = Meaning::Name,
            Meaning::Title if has_role => column.meaning = Meaning::Honorific,
            _ => {}
        }
    }
    settle_birthday(columns);
    settle_addresses(columns);
}

/// Of what a record has but once the first column is it; and no two free fields are called the same.
pub(super) fn single(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let Some(column) = rest.first_mut() else { break };
        if column.meaning.is_single() && before.iter().any(|known| known.meaning == column.meaning) {
            column.meaning = Meaning::Free;
        }
        if column.meaning == Meaning::Free {
            let taken = |name: &str| before.iter().any(|known| known.head == name);
            let numbered = (2..).map(|number| format!("{} {number}", column.head));
            if taken(&column.head)
                && let Some(free) = numbered.into_iter().find(|name| !taken(name))
            {
                column.head = free;
            }
        }
    }
}

/// Beside a year and a month "Birthday" is the day, as Thunderbird writes it; alone none of the three says anything.
fn settle_birthday(columns: &mut [Column]) {
    let has = |columns: &[Column], meaning: Meaning| columns.iter().any(|column| column.meaning == meaning);
    let in_parts = has(columns, Meaning::BirthMonth);
    let has_day = has(columns, Meaning::BirthDay);
    for column in columns.iter_mut() {
        match column.meaning {
            Meaning::Birthday if in_parts && !has_day => column.meaning = Meaning::BirthDay,
            Meaning::BirthYear | Meaning::BirthDay if !in_parts => column.meaning = Meaning::Free,
            _ => {}
        }
    }
}

/// "Address" beside a city is its street, and "Street 2" beside "Street" the street's second line, unless a second city or
/// postcode makes a second address.
fn settle_addresses(columns: &mut [Column]) {
    let place = |column: &Column| (column.label.clone(), column.group);
    let parts: Vec<(Part, (String, usize))> = columns
        .iter()
        .filter_map(|column| match column.meaning {
            Meaning::Address(part) => Some((part, place(column))),
            _ => None,
        })
        .collect();
    let is_of_street = |part: Part| matches!(part, Part::Full | Part::Street | Part::House | Part::Extended);
    for column in columns.iter_mut() {
        let Meaning::Address(part) = column.meaning else { continue };
        if !is_of_street(part) {
            continue;
        }
        let own = place(column);
        let is_whole = |own: &(String, usize)| parts.iter().any(|(part, of)| of == own && !is_of_street(*part));
        if column.group > 1 && !is_whole(&own) && parts.iter().any(|(_, of)| *of == (column.label.clone(), 1)) {
            column.group = 1;
        }
        if part == Part::Full && is_whole(&place(column)) {
            let has_street = parts.iter().any(|(part, of)| *of == place(column) && *part == Part::Street);
            if !has_street || own.1 != column.group {
                column.meaning = Meaning::Address(Part::Street);
            }
        }
    }
}
