//! A row to a draft: each cell to the field that its column names. What a field can't hold stays as a free field.

mod places;

use super::cells;
use super::column::{Column, Meaning, Of};
use super::rows::Row;
use super::{COLUMNS, ReadTable, value, words};
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, Job, Labelled, Referrer};
use crate::domain::field::{self, JobText};
use crate::domain::validate::TEXT_BYTES;
use crate::formats::clean::{self, Clean};
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Person, Refusal, Refused, no_company};
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
const DISPLAYED: &[&str] =
    &["E-mail Display Name", "E-Mail: Angezeigter Name", "E-mail 2 Display Name", "E-Mail 2: Angezeigter Name"];

/// The group in which everyone is, as Google calls it.
const EVERYONE: &str = "myContacts";

/// Reads a row of `table`.
pub fn read(table: &ReadTable, row: &Row) -> Result<Card, Refused> {
    let bytes = &table.bytes[row.start..row.end];
    let refuse = |name: Option<String>, why| Err(Refused { line: row.line, name, why });
    if let Some(why) = row.refused {
        return refuse(name(table, bytes), why);
    }
    let cells: Vec<_> = cells::cells(bytes, table.sign, COLUMNS + 1).collect();
    if cells.len() > COLUMNS {
        return refuse(name(table, bytes), Refusal::TooManyCells);
    }
    let mut reading = Reading::new(row.line, &table.reading, table.ours);
    let texts: Vec<_> = cells.iter().map(|cell| cells::text(bytes, cell)).collect();
    let filled = || texts.iter().zip(&table.columns).filter(|(text, _)| !text.trim().is_empty());
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
    Some(clean::one_line(&cells::text(bytes, &cell), " ").text).filter(|name| !name.is_empty())
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
    job: Job,
    /// Jobs they held, with their companies.
    past: Vec<(String, Job)>,
    industry: String,
    size: String,
    places: Places<'a>,
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
            job: Job::default(),
            past: Vec::new(),
            industry: String::new(),
            size: String::new(),
            places: Places::default(),
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
            self.record().fields.insert(name.to_owned(), text);
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
            Meaning::Label(_) | Meaning::Kind => {}
            Meaning::Name => self.record().name = line(self),
            Meaning::Company if self.is_company && !self.record().name.is_empty() => self.free(&column.head, text),
            Meaning::Company if self.is_company => self.record().name = line(self),
            Meaning::Company => self.company = line(self),
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
            Meaning::Archived => self.record().archived = field::read_yes(text) == Ok(true),
            Meaning::Tier => match value::tier(text) {
                Some(tier) => self.record().tier = tier,
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

    fn of_person(&mut self, column: &Column, text: &str) {
        let line = |reading: &mut Self| reading.clean(column, clean::one_line(text, " "));
        match column.meaning {
            Meaning::Given => self.record().name_parts.given = line(self),
            Meaning::Middle => self.record().name_parts.middle = line(self),
            Meaning::Family => self.record().name_parts.family = line(self),
            Meaning::Suffix => self.record().name_parts.suffix = line(self),
            Meaning::Nickname => self.record().name_parts.nickname = line(self),
            Meaning::Honorific if self.ours => self.record().name_parts.honorific = line(self),
            Meaning::Honorific | Meaning::Title => {
                let title = line(self);
                self.title(column, title);
            }
            Meaning::Salutation => {
                let said = line(self);
                match field::read_form(&said) {
                    Ok(Some(form)) if !self.ours => self.record().address_form = Some(form),
                    _ => self.record().salutation = said,
                }
            }
            Meaning::Role => self.job.role = line(self),
            Meaning::Department => self.job.department = line(self),
            Meaning::JobSince => match field::read_from(text, self.against.today, &value::settings(self.against)) {
                Ok(day) => self.job.from = Some(day),
                Err(_) => self.keep(column, text, Cleaning::NoDay),
            },
            Meaning::PastJob => match field::read_job(text, self.against.today, &value::settings(self.against)) {
                Ok(JobText { company, role, department, from, to, .. }) => {
                    self.past.push((company, Job { company: None, role, department, from, to }));
                }
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Consent(channel) => match value::consent(channel, text) {
                Some(consent) => self.person.consents.push(consent),
                None => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Language => self.record().language = line(self),
            Meaning::Owner => self.record().owner = line(self),
            Meaning::Source => self.record().source = line(self),
            Meaning::ReferredBy => self.record().referred_by = Some(Referrer::Name(line(self))),
            Meaning::NoContactReason => self.reason = line(self),
            Meaning::Birthday => match value::birthday(text, column.month_first, self.against) {
                Some(day) => self.record().birthday = Some(day),
                None if value::is_no_day(text) => {}
                None => self.keep(column, text, Cleaning::NoDay),
            },
            Meaning::LastContact => match value::past_day(text, column.month_first, self.against) {
                Some(day) => {
                    self.person.last_contact = self.person.last_contact.max(Some(day));
                    // Kept as well: a rhythm may be chosen later. In a table of touchbase's it is what the interactions say.
                    if !self.ours {
                        self.free(&column.head, &day.to_string());
                    }
                }
                None if value::is_no_day(text) => {}
                None => self.keep(column, text, Cleaning::NoDay),
            },
            Meaning::DoNotContact => match field::read_dnc(text, self.against.today, &value::settings(self.against)) {
                Ok(said) => self.record().do_not_contact = said,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Form => match field::read_form(text) {
                Ok(form) => self.record().address_form = form,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Channel => match field::read_channel(text) {
                Ok(channel) => self.record().preferred_channel = channel,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Stage => match field::read_stage(text) {
                Ok(stage) => self.record().stage = stage,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Rhythm => match value::rhythm(text) {
                Some(cadence) => self.record().cadence = cadence,
                None => self.keep(column, text, Cleaning::NoValue),
            },
            _ => self.unknown(column, text),
        }
    }

    /// "Title" before a name or of a job: honorifics and salutations are known, all else is a role.
    fn title(&mut self, column: &Column, text: String) {
        let mut words: Vec<&str> = text.split(' ').collect();
        if words.first().is_some_and(|word| clean::is_salutation(word)) {
            self.record().salutation = words.remove(0).to_owned();
        }
        let rest = words.join(" ");
        let is_honorific = |word: &&str| HONORIFICS.contains(&words::key(word).as_str());
        match column.meaning {
            _ if rest.is_empty() => {}
            Meaning::Title if !words.iter().all(|word| is_honorific(&word)) => self.job.role = rest,
            _ => self.record().name_parts.honorific = rest,
        }
    }

    /// The label that another column gives to this one's values.
    fn label(&self, of: Of, column: &Column) -> Option<String> {
        let own = |(kind, group, head, _): &&(Of, usize, String, String)| {
            *kind == of && *group == column.group && (*head == column.label || head.is_empty())
        };
        self.labels.iter().find(own).map(|(_, _, _, label)| label.clone())
    }

    fn labelled(&self, of: Of, column: &Column) -> String {
        if self.ours {
            return self.label(of, column).unwrap_or_default();
        }
        match self.label(of, column).map(|label| words::label(&label)) {
            Some(label) if !label.is_empty() => label,
            _ => column.label.clone(),
        }
    }

    fn mails(&mut self, column: &Column, text: &str) {
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
            self.push(column, |record| &mut record.mails, Labelled::new(label.clone(), mail));
        }
    }

    /// Several values in one cell; in our own tables there is but one.
    fn pieces(&self, text: &str, signs: &[char]) -> Vec<String> {
        if self.ours { vec![text.to_owned()] } else { value::pieces(text, signs) }
    }

    fn phones(&mut self, column: &Column, text: &str) {
        let label = self.labelled(Of::Phone, column);
        for phone in self.pieces(text, &[';', '\n', '\r']) {
            let phone = self.clean(
                column,
                clean::one_line(phone.strip_prefix("tel:").filter(|_| !self.ours).unwrap_or(&phone), " "),
            );
            if is_spoiled(&phone) {
                self.report(&column.head, Cleaning::Spoiled);
            }
            self.push(column, |record| &mut record.phones, Labelled::new(label.clone(), phone));
        }
    }

    fn pages(&mut self, column: &Column, text: &str) {
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

    fn tags(&mut self, column: &Column, text: &str) {
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

    fn notes(&mut self, column: &Column, text: &str) {
        let text = self.clean(column, clean::lines(text));
        let notes = &mut self.record().notes;
        if notes.is_empty() {
            *notes = text;
        } else if notes.len() + text.len() + 2 > TEXT_BYTES {
            self.report(&column.head, Cleaning::Cut { limit: TEXT_BYTES });
        } else if !text.is_empty() {
            notes.extend(["\n\n", &text]);
        }
    }

    fn id(&mut self, column: &Column, text: &str) {
        let value = self.clean(column, clean::one_line(text, " "));
        let is_own = column.head.eq_ignore_ascii_case("id") && uuid::Uuid::try_parse(&value).is_ok();
        let source = if is_own { "touchbase".to_owned() } else { column.head.to_lowercase() };
        if !value.is_empty() {
            self.record().ids.push(ForeignId { source, value });
        }
    }

    fn unknown(&mut self, column: &Column, text: &str) {
        let head = column.head.to_lowercase();
        let mail = || self.person.record.mails.iter().any(|mail| text.contains(&mail.value));
        let parts = &self.person.record.name_parts;
        let name = || !parts.family.is_empty() && text.contains(&parts.family) && text.contains(&parts.given);
        if DISPLAYED.iter().any(|words| words::key(&head).starts_with(words::key(words).as_str())) && (mail() || name())
        {
            return;
        }
        let silent = SILENT.iter().any(|(name, values)| *name == head && values.contains(&text.trim()));
        if !silent {
            self.free(&column.head, text);
        }
    }

    fn card(mut self) -> Result<Card, Refused> {
        let places = std::mem::take(&mut self.places);
        self.person.record.addresses = places.addresses(|column| self.labelled(Of::Address, column));
        let line = self.line;
        let draft = if self.is_company { self.company() } else { self.person() };
        let (draft, cleaned) = draft.ok_or(Refused { line, name: None, why: Refusal::Nameless })?;
        Ok(Card { line, draft, cleaned })
    }

    fn person(mut self) -> Option<(Draft, Vec<Cleaned>)> {
        let record = &mut self.person.record;
        if let Some(not) = &mut record.do_not_contact {
            not.reason = self.reason;
        }
        if record.name.is_empty() {
            let parts = &record.name_parts;
            let full = [&parts.given, &parts.middle, &parts.family, &parts.suffix];
            let given: Vec<&str> = full.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
            record.name = if given.is_empty() { parts.nickname.clone() } else { given.join(" ") };
        }
        let reach = record.mails.iter().chain(&record.phones).map(|known| &known.value);
        self.person.nameless = reach.clone().any(|value| *value == record.name);
        if record.name.is_empty() {
            self.person.nameless = true;
            record.name = reach.clone().next().cloned().unwrap_or_default();
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

    fn company(self) -> Option<(Draft, Vec<Cleaned>)> {
        let record = self.person.record;
        if record.name.is_empty() {
            return None;
        }
        let mut fields = record.fields;
        let mut pages = record.handles.into_iter();
        let web = pages.next().map(|page| page.value).unwrap_or_default();
        pages.for_each(|page| _ = fields.insert(page.label, page.value));
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

const HONORIFICS: &[&str] = &[
    "dr",
    "prof",
    "med",
    "jur",
    "phil",
    "rer",
    "nat",
    "dipl",
    "ing",
    "mag",
    "dring",
    "dipling",
    "diplkfm",
    "professor",
    "doctor",
    "hc",
    "habil",
    "pd",
    "sir",
    "dame",
    "rev",
];

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
