//! A row to a draft: each cell to the field that its column names. What a field can't hold stays as a free field. Rows of what
//! happened are `entry`'s.

mod entry;
mod lists;
mod person;
mod places;
mod turned;

use std::sync::LazyLock;

use super::cells;
use super::column::Column;
use super::meaning::{Meaning, Of, Rows};
use super::rows::Row;
use super::{COLUMNS, ReadTable, value, words};
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, Job};
use crate::domain::field;
use crate::formats::clean::{self, Clean};
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Origin, Person, Refusal, Refused, no_company, put_free};
use crate::formats::file::Reading as Against;
use places::Places;

/// Values of one kind that a row may have, and things cleaned of one that are told.
const VALUES: usize = 200;
const TOLD: usize = 100;

/// What Outlook and Google write into every row where nothing was said.
const SILENT: &[(&str, &[&str])] = &[
    ("gender", &["Unspecified"]),
    ("geschlecht", &["Keine Angabe", "Nicht angegeben"]),
    ("priority", &["Normal"]),
    ("priorität", &["Normal"]),
    ("sensitivity", &["Normal"]),
    ("vertraulichkeit", &["Normal"]),
    ("private", &["False"]),
    ("privat", &["Falsch", "Aus"]),
    ("anniversary", &["0/0/00"]),
    ("jahrestag", &["0.0.00"]),
];

/// Columns that only repeat name and mail, as mail programs show them; compared without their number.
static DISPLAYED: LazyLock<[String; 4]> = LazyLock::new(|| {
    ["E-mail Display Name", "E-Mail: Angezeigter Name", "E-mail 2 Display Name", "E-Mail 2: Angezeigter Name"]
        .map(words::key)
});

/// The kind of a row of sums.
pub const TOTAL: &str = "total";

/// Reads a row of `table`; the cells in which something isn't in its charset are told.
pub fn read(table: &ReadTable, row: &Row) -> Result<Card, Refused> {
    let bytes = &table.bytes[row.start..row.end];
    let mut card = read_cells(table, row, bytes)?;
    if !table.encoding.holds(bytes) {
        let cells = cells::cells(bytes, table.sign, COLUMNS).enumerate();
        let bad = cells.filter(|(_, cell)| !bytes.get(cell.bytes.clone()).is_none_or(|own| table.encoding.holds(own)));
        let bad = bad.map(|(place, _)| {
            let head = table.columns.get(place).map(|column| column.head.clone());
            let property = head.unwrap_or_else(|| format!("#{}", place + 1));
            Cleaned { line: row.line, property, what: Cleaning::Charset }
        });
        card.cleaned.splice(0..0, bad.take(TOLD));
    }
    Ok(card)
}

fn read_cells(table: &ReadTable, row: &Row, bytes: &[u8]) -> Result<Card, Refused> {
    let refuse = |name: Option<String>, why| Err(Refused { line: row.line, name, why });
    if let Some(why) = row.refused {
        return refuse(name(table, bytes), why);
    }
    let cells: Vec<_> = cells::cells(bytes, table.sign, COLUMNS + 1).collect();
    if cells.len() > COLUMNS {
        return refuse(name(table, bytes), Refusal::TooManyCells);
    }
    let mut reading = Reading::new(row.line, &table.reading, table.ours);
    let texts: Vec<_> = cells.iter().map(|cell| table.text(bytes, cell)).collect();
    let first = texts.first().filter(|text| !table.ours && value::is_footer(text.trim()));
    if let Some(first) = first {
        let draft = Draft::Other { kind: TOTAL.to_owned(), name: clean::one_line(first, " ").text };
        return Ok(Card { line: row.line, draft, origin: Origin::default(), cleaned: Vec::new() });
    }
    if table.what != Rows::Contacts {
        return entry::read(table, row, &texts);
    }
    let is_filled = |text: &str, column: &Column| !text.trim().is_empty() && column.meaning != Meaning::LeftOut;
    let filled = || texts.iter().zip(&table.columns).filter(|(text, column)| is_filled(text, column));
    reading.is_company = is_company(filled().map(|(text, column)| (&**text, column.meaning)));
    for (text, column) in filled() {
        if let Meaning::Label(of) = column.meaning {
            let label = reading.clean(column, clean::one_line(text, " "));
            reading.labels.push((of, column.group, column.label.clone(), label));
        }
    }
    for (text, column) in filled() {
        reading.take(column, text);
    }
    let more = texts.iter().enumerate().skip(table.columns.len()).filter(|(_, text)| !text.trim().is_empty());
    let more: Vec<(usize, &str)> = more.map(|(place, text)| (place + 1, &**text)).collect();
    for (number, text) in &more {
        reading.free(&format!("#{number}"), text);
    }
    if let Some((number, _)) = more.first() {
        reading.report(&format!("#{number}"), Cleaning::MoreCells);
    }
    reading.card()
}

/// Whether a cell only says that nothing was said.
fn is_silent(head: &str, text: &str) -> bool {
    let head = head.to_lowercase();
    SILENT.iter().any(|(name, values)| *name == head && values.contains(&text.trim()))
}

/// A row is a company's if its kind says so, or if it names a company and nobody.
fn is_company<'a>(cells: impl Iterator<Item = (&'a str, Meaning)>) -> bool {
    let (mut company, mut somebody) = (false, false);
    for (text, meaning) in cells {
        match meaning {
            Meaning::Kind => {
                if let Some(said) = value::is_company(text) {
                    return said;
                }
            }
            Meaning::Company => company = true,
            Meaning::Name | Meaning::Given | Meaning::Family | Meaning::Nickname => somebody = true,
            _ => {}
        }
    }
    company && !somebody
}

/// As far as the name of a row that can't be read is to be seen.
fn name(table: &ReadTable, bytes: &[u8]) -> Option<String> {
    let cells = cells::cells(bytes, table.sign, COLUMNS).zip(&table.columns);
    let named = cells.filter(|(cell, column)| {
        let is_name = matches!(column.meaning, Meaning::Name | Meaning::Given | Meaning::Family | Meaning::Company);
        is_name && !cell.broken && cell.bytes.len() <= 1_024
    });
    let (cell, _) = named.into_iter().next()?;
    Some(clean::one_line(&table.text(bytes, &cell), " ").text).filter(|name| !name.is_empty())
}

/// What is known of a row while it is read.
struct Reading<'a> {
    line: usize,
    /// touchbase wrote it.
    ours: bool,
    against: &'a Against,
    person: Person,
    is_company: bool,
    company: String,
    /// How the column of the company is called.
    company_head: &'a str,
    job: Job,
    /// Jobs they held, with their companies.
    past: Vec<(String, Job)>,
    industry: String,
    size: String,
    places: Places<'a>,
    /// The birthday's year, month and day, where each has a column of its own, and how the columns are called.
    born: [(&'a str, String); 3],
    /// What a column of labels says: of what, which of several, the label of its head.
    labels: Vec<(Of, usize, String, String)>,
    reason: String,
    cleaned: Vec<Cleaned>,
}

impl<'a> Reading<'a> {
    fn new(line: usize, against: &'a Against, ours: bool) -> Self {
        Self {
            line,
            ours,
            against,
            person: Person::nobody(),
            is_company: false,
            company: String::new(),
            company_head: "",
            job: Job::default(),
            past: Vec::new(),
            industry: String::new(),
            size: String::new(),
            places: Places::default(),
            born: Default::default(),
            labels: Vec::new(),
            reason: String::new(),
            cleaned: Vec::new(),
        }
    }

    fn record(&mut self) -> &mut Contact {
        &mut self.person.record
    }

    fn report(&mut self, property: &str, what: Cleaning) {
        if self.cleaned.len() < TOLD {
            self.cleaned.push(Cleaned { line: self.line, property: property.to_owned(), what });
        }
    }

    /// The cleaned text; what was cleaned is reported.
    fn clean(&mut self, column: &Column, clean: Clean) -> String {
        self.cleaned_of(&column.head, clean)
    }

    fn cleaned_of(&mut self, head: &str, clean: Clean) -> String {
        if clean.characters {
            self.report(head, Cleaning::Characters);
        }
        if let Some(limit) = clean.cut {
            self.report(head, Cleaning::Cut { limit });
        }
        clean.text
    }

    fn free(&mut self, name: &str, text: &str) {
        let text = self.cleaned_of(name, clean::lines(text));
        if !text.is_empty() {
            put_free(&mut self.record().fields, name, text);
        }
    }

    /// What the field can't hold, kept as it stands.
    fn keep(&mut self, column: &Column, text: &str, what: Cleaning) {
        self.free(&column.head, text);
        self.report(&column.head, what);
    }

    /// Fills the field of a cell that isn't empty.
    fn take(&mut self, column: &'a Column, text: &str) {
        let line = |reading: &mut Self| reading.clean(column, clean::one_line(text, " "));
        match column.meaning {
            Meaning::Label(_) | Meaning::LeftOut => {}
            Meaning::Kind if value::is_company(text).is_some() => {}
            Meaning::Kind => self.keep(column, text, Cleaning::NoValue),
            Meaning::Name => self.record().name = line(self),
            Meaning::Company => {
                self.company = line(self);
                self.company_head = &column.head;
            }
            Meaning::Industry if self.is_company => self.industry = line(self),
            Meaning::Size if self.is_company => self.size = line(self),
            Meaning::Mail => self.mails(column, text),
            Meaning::Phone => self.phones(column, text),
            Meaning::Address(part) => {
                let text = self.clean(column, clean::one_line(text, ", "));
                self.places.put(column, part, text);
            }
            Meaning::Web => self.pages(column, text),
            Meaning::Tags => self.tags(column, text),
            Meaning::Notes => self.notes(column, text),
            Meaning::Id => self.id(column, text),
            Meaning::Archived => match field::read_yes(text) {
                Ok(archived) => self.record().archived = archived,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Tier => match value::tier(text) {
                Some(tier) => self.record().tier = tier,
                None => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Rhythm => match value::rhythm(text) {
                Some(cadence) => self.record().cadence = cadence,
                None => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Named => {
                let named = self.label(Of::Named, column).unwrap_or_default();
                let name = if named.is_empty() { column.head.clone() } else { named };
                self.free(&name, text);
            }
            Meaning::Free => self.unknown(column, text),
            Meaning::Added => match value::past_day(text, column.month_first, self.against) {
                Some(day) => self.record().added = day,
                None => self.keep(column, text, Cleaning::NoDay),
            },
            // A company has no field for what follows.
            _ if self.is_company => self.free(&column.head, text),
            _ => self.of_person(column, text),
        }
    }

    fn id(&mut self, column: &Column, text: &str) {
        let value = self.clean(column, clean::one_line(text, " "));
        let is_own = column.head.eq_ignore_ascii_case("id") && uuid::Uuid::try_parse(&value).is_ok();
        let source = match column.head.strip_prefix(words::IDS) {
            _ if is_own => "touchbase".to_owned(),
            Some(source) if !source.is_empty() => source.to_owned(),
            _ => column.head.to_lowercase(),
        };
        if !value.is_empty() {
            self.record().ids.push(ForeignId { source, value });
        }
    }

    fn unknown(&mut self, column: &Column, text: &str) {
        if self.ours {
            return self.free(&column.head, text);
        }
        let head = column.head.to_lowercase();
        let mail = || self.person.record.mails.iter().any(|mail| text.contains(&mail.value));
        let parts = &self.person.record.name_parts;
        let name = || !parts.family.is_empty() && text.contains(&parts.family) && text.contains(&parts.given);
        let key = words::key(&head);
        if DISPLAYED.iter().any(|words| key.starts_with(words.as_str())) && (mail() || name()) {
            return;
        }
        if !is_silent(&head, text) {
            self.free(&column.head, text);
        }
    }

    fn card(mut self) -> Result<Card, Refused> {
        let places = std::mem::take(&mut self.places);
        self.person.record.addresses = places.addresses(|column| self.labelled(Of::Address, column));
        self.born();
        let line = self.line;
        if let Some(name) = self.total() {
            let draft = Draft::Other { kind: TOTAL.to_owned(), name };
            return Ok(Card { line, draft, origin: Origin::default(), cleaned: Vec::new() });
        }
        let draft = if self.is_company { self.company() } else { self.person() };
        let (draft, cleaned) = draft.ok_or(Refused { line, name: None, why: Refusal::Nameless })?;
        Ok(Card { line, draft, origin: Origin::default(), cleaned })
    }

    /// What a row of sums is called: it says nothing by which anybody could be told.
    fn total(&self) -> Option<String> {
        let record = &self.person.record;
        let parts = [&record.name, &self.company, &record.name_parts.family, &record.name_parts.given];
        let mut named = parts.into_iter().filter(|part| !part.is_empty());
        let name = named.next().filter(|_| named.next().is_none())?;
        let is_bare = record.mails.is_empty() && record.phones.is_empty() && record.addresses.is_empty();
        (!self.ours && is_bare && value::is_total(name)).then(|| name.clone())
    }

    fn person(mut self) -> Option<(Draft, Vec<Cleaned>)> {
        let record = &mut self.person.record;
        if let Some(not) = &mut record.do_not_contact {
            not.reason = self.reason;
        }
        // What is shown begins with the given name; sorting knows the family name by its part.
        if !self.ours
            && record.name_parts.given.is_empty()
            && record.name_parts.family.is_empty()
            && let Some(parts) = turned::parts(&record.name)
        {
            record.name = format!("{} {}", parts.given, parts.family);
            let own = &mut record.name_parts;
            (own.given, own.family) = (parts.given, parts.family);
            if own.honorific.is_empty() {
                own.honorific = parts.honorific;
            }
        }
        let reach = self.person.name_from_parts();
        let record = &mut self.person.record;
        if record.name.is_empty() {
            self.person.nameless = true;
            record.name = reach.unwrap_or_default();
        }
        if record.name.is_empty() {
            return None;
        }
        if self.job != Job::default() || !self.company.is_empty() {
            record.jobs.push(self.job);
            self.person.companies.push(self.company);
        }
        for (company, job) in self.past {
            record.jobs.push(job);
            self.person.companies.push(company);
        }
        Some((Draft::Person(self.person), self.cleaned))
    }

    /// Its name is what its own column says, in whichever order they stand; else the company's.
    fn company(self) -> Option<(Draft, Vec<Cleaned>)> {
        let mut record = self.person.record;
        let mut fields = record.fields;
        if record.name.is_empty() {
            record.name = self.company;
        } else if words::key(&record.name) != words::key(&self.company) && !self.company.is_empty() {
            put_free(&mut fields, self.company_head, self.company);
        }
        if record.name.is_empty() {
            return None;
        }
        let mut pages = record.handles.into_iter();
        let web = pages.next().map(|page| page.value).unwrap_or_default();
        pages.for_each(|page| {
            put_free(&mut fields, if page.label.is_empty() { "web" } else { &page.label }, page.value)
        });
        let company = Company {
            name: record.name,
            industry: self.industry,
            size: self.size,
            web,
            mails: record.mails,
            phones: record.phones,
            addresses: record.addresses,
            tags: record.tags,
            tier: record.tier,
            cadence: record.cadence,
            notes: record.notes,
            ids: record.ids,
            fields,
            added: record.added,
            archived: record.archived,
            ..no_company()
        };
        Some((Draft::Company(company), self.cleaned))
    }
}
