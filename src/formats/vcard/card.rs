//! The properties of one card to a draft: which field each one fills. What has no field is kept byte for byte.
//!
//! VERSION, PRODID and REV are of the file, not of the person: they only say where the card comes from.

mod fields;
mod foreign;
mod origin;
mod ours;
mod said;

use std::collections::HashMap;

pub use self::fields::split_prefix;
use self::foreign::Taken;
use self::ours::Ours;
pub use self::said::said;
use super::beside;
use super::envelope;
use super::label;
use super::line::Unfolded;
use super::property::Property;
use super::scan::Ending;
use super::{FOREIGN_BYTES, PROPERTIES, beginning, no_property};
use crate::domain::company::Company;
use crate::domain::contact::{Address, ForeignId, Job, Labelled};
use crate::formats::clean::{self, Clean};
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Origin, Person, Refusal, Refused, no_company};

/// Values of one kind that a card may have: mails, phones, tags.
const VALUES: usize = 200;

/// Things cleaned of one card that are told: a card that is all rubbish needs no more.
const TOLD: usize = 100;
/// Properties of the file, not of the person.
const OF_FILE: &[&str] = &["VERSION", "PRODID", "REV"];
/// Properties whose values have a label.
const LABELLED: &[&str] = &["TEL", "X-MS-TEL", "EMAIL", "ADR", "URL", "IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"];

/// Reads a card that begins at `line`.
pub fn read(line: usize, lines: Unfolded, old: bool, ending: Ending) -> Result<Card, Refused> {
    let refuse = |why| Refused { line, name: None, why };
    let mut reading = Reading::default();
    let mut properties = reading.properties(lines, old, ending).map_err(refuse)?;
    if ending != Ending::Whole {
        if !says_enough(&properties) {
            return Err(refuse(Refusal::Unterminated));
        }
        reading.report(line, "END:VCARD", Cleaning::NoEnd);
    }
    envelope::join(&mut properties);
    reading.is_company = properties.iter().any(is_company);
    reading.origin = origin::of(&properties);
    // A ROLE stands back behind every TITLE; labels come last, when it is known which of them were of use.
    properties.sort_by_key(|p| (p.name == "X-ABLABEL", p.name == "ROLE"));
    let labels = properties.iter().position(|p| p.name == "X-ABLABEL").unwrap_or(properties.len());
    let (properties, labels) = properties.split_at(labels);
    let of_group: HashMap<String, usize> = labels.iter().map(|p| p.group.to_lowercase()).zip(0..).collect();
    let mut used = vec![false; labels.len()];
    let mut taken = Vec::new();
    for property in properties {
        let is_labelled = LABELLED.contains(&&*property.name);
        let own = of_group.get(&property.group.to_lowercase()).filter(|_| is_labelled && !property.group.is_empty());
        let label = if is_labelled { reading.label(property, own.map(|at| &labels[*at])) } else { String::new() };
        if !reading.take(property, &label) {
            reading.keep(property);
            continue;
        }
        if let Some(at) = own {
            used[*at] = true;
        }
        let is_page = || !reading.is_company && beside::is_page_by_name(property, &label);
        let says_more = beside::says_more(property, &label, own.is_some()) || is_page();
        if says_more || !property.group.is_empty() && beside::is_of_a_field(property) {
            taken.push(Taken { property, label: own.map(|at| &labels[*at]), says_more });
        }
    }
    for (label, _) in labels.iter().zip(used).filter(|(_, used)| !used) {
        reading.keep(label);
    }
    reading.keep_beside(taken, old);
    reading.card(line)
}

/// Whether a card without its end says who it is, and anything else.
fn says_enough(properties: &[Property]) -> bool {
    let is_name = |p: &Property| matches!(&*p.name, "FN" | "N");
    let told = || properties.iter().filter(|p| !p.value().trim_matches(';').is_empty());
    told().any(is_name) && told().any(|p| !is_name(p) && !OF_FILE.contains(&&*p.name))
}

fn is_company(property: &Property) -> bool {
    match &*property.name {
        "KIND" | "X-ADDRESSBOOKSERVER-KIND" => property.value().eq_ignore_ascii_case("org"),
        "X-ABSHOWAS" => property.value().eq_ignore_ascii_case("company"),
        _ => false,
    }
}

/// What is known of a card while it is read.
#[derive(Debug)]
struct Reading {
    person: Person,
    is_company: bool,
    kind: String,
    jobs: Vec<NamedJob>,
    /// Roles and titles that no ORG stood before: group and text.
    roles: Vec<(String, String)>,
    mails: Vec<Ranked<Labelled>>,
    phones: Vec<Ranked<Labelled>>,
    addresses: Vec<Ranked<Address>>,
    /// The company's first page.
    web: String,
    /// What our own properties say.
    ours: Ours,
    origin: Origin,
    /// What has no field; lines of one group stay together.
    foreign: Vec<String>,
    /// Where a group's lines stand among them.
    foreign_of: HashMap<String, usize>,
    cleaned: Vec<Cleaned>,
}

#[derive(Debug)]
struct NamedJob {
    group: String,
    company: String,
    department: String,
}

#[derive(Debug)]
struct Ranked<T> {
    preference: u8,
    value: T,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            person: Person::nobody(),
            is_company: false,
            kind: String::new(),
            jobs: Vec::new(),
            roles: Vec::new(),
            mails: Vec::new(),
            phones: Vec::new(),
            addresses: Vec::new(),
            web: String::new(),
            ours: Ours::default(),
            origin: Origin::default(),
            foreign: Vec::new(),
            foreign_of: HashMap::new(),
            cleaned: Vec::new(),
        }
    }
}

impl Reading {
    /// Takes the lines apart. A line that is no property belongs to the note before it, whose line ends some programs
    /// forget to escape; else it is left out and reported. A card inside this one is one property.
    fn properties<'a>(&mut self, lines: Unfolded<'a>, old: bool, ending: Ending) -> Result<Vec<Property<'a>>, Refusal> {
        let mut properties: Vec<Property> = Vec::new();
        let mut depth = 0;
        let mut lines = lines.peekable();
        while let Some(line) = lines.next() {
            let is_last = ending != Ending::Whole && lines.peek().is_none();
            if is_last && (ending == Ending::Cut || line.may_go_on()) {
                let property = beginning(&line.bytes);
                Self::tell(&mut self.cleaned, Cleaned { line: line.number, property, what: Cleaning::CutOff });
                break;
            }
            let parsed = Property::parse(&line, old);
            let edge = parsed.as_ref().filter(|p| p.value().eq_ignore_ascii_case("VCARD"));
            let begins = edge.is_some_and(|p| p.name == "BEGIN");
            let ends = edge.is_some_and(|p| p.name == "END");
            depth += usize::from(begins);
            match (parsed, properties.last_mut()) {
                (parsed, Some(agent)) if depth > 0 => {
                    let text = parsed.map_or_else(|| String::from_utf8_lossy(&line.bytes), |p| p.raw);
                    agent.raw.to_mut().extend(["\n", &text]);
                }
                (Some(property), _) if depth == 0 => properties.push(property),
                (None, Some(note)) if note.name == "NOTE" => {
                    note.raw.to_mut().push_str(if old { "\n" } else { "\\n" });
                    note.raw.to_mut().push_str(&String::from_utf8_lossy(&line.bytes));
                }
                _ => Self::tell(&mut self.cleaned, no_property(line.number, &line.bytes)),
            }
            depth -= usize::from(ends && depth > 0);
            if properties.len() > PROPERTIES {
                return Err(Refusal::TooManyProperties);
            }
        }
        Ok(properties)
    }

    fn report(&mut self, line: usize, property: &str, what: Cleaning) {
        Self::tell(&mut self.cleaned, Cleaned { line, property: property.to_owned(), what });
    }

    fn tell(told: &mut Vec<Cleaned>, cleaned: Cleaned) {
        if told.len() < TOLD {
            told.push(cleaned);
        }
    }

    /// The label of a property: its group's, else by its types.
    fn label(&mut self, property: &Property, own: Option<&Property>) -> String {
        match (own, property.custom_label()) {
            (Some(own), _) => self.clean(own, clean::one_line(&label::from_apple(&own.text()), " ")),
            (None, Some(custom)) => self.clean(property, clean::one_line(custom, " ")),
            (None, None) => self.clean(property, clean::one_line(&label::from_types(property.types()), " ")),
        }
    }

    /// A property's whole text on one line.
    fn line(&mut self, property: &Property) -> String {
        self.clean(property, clean::one_line(&property.text(), " "))
    }

    /// The cleaned text; what was cleaned is reported.
    fn clean(&mut self, property: &Property, clean: Clean) -> String {
        if clean.characters {
            self.report(property.line, &property.name, Cleaning::Characters);
        }
        if let Some(limit) = clean.cut {
            self.report(property.line, &property.name, Cleaning::Cut { limit });
        }
        clean.text
    }

    /// Puts a value behind the others, unless it is there already or there are too many.
    fn push<T: PartialEq>(cleaned: &mut Vec<Cleaned>, list: &mut Vec<T>, property: &Property, value: T) {
        if list.contains(&value) {
            return;
        }
        if list.len() == VALUES {
            let what = Cleaning::TooMany { taken: VALUES };
            let told = cleaned.iter().any(|c| c.property == property.name && c.what == what);
            if !told {
                Self::tell(
                    cleaned,
                    Cleaned { line: property.line, property: property.name.clone().into_owned(), what },
                );
            }
            return;
        }
        list.push(value);
    }

    fn card(mut self, line: usize) -> Result<Card, Refused> {
        self.finish_lists();
        self.finish_ours();
        let record = &mut self.person.record;
        record.foreign = self.foreign;
        let reach = self.person.name_from_parts();
        let record = &mut self.person.record;
        if record.name.is_empty() {
            let company = self.person.companies.iter().find(|name| !name.is_empty());
            self.person.nameless = company.is_none();
            record.name = company.cloned().or(reach).unwrap_or_default();
        }
        if record.name.is_empty() {
            return Err(Refused { line, name: None, why: Refusal::Nameless });
        }
        let draft = match self.kind.as_str() {
            _ if self.is_company => Draft::Company(company(self.person, self.web, self.ours)),
            "" | "individual" => Draft::Person(self.person),
            _ => Draft::Other { name: self.person.record.name, kind: self.kind },
        };
        self.cleaned.sort_by_key(|cleaned| cleaned.line);
        Ok(Card { line, draft, origin: self.origin, cleaned: self.cleaned })
    }

    /// Preferred mails, phones and addresses first; each role with its company.
    fn finish_lists(&mut self) {
        self.person.record.mails = in_order(std::mem::take(&mut self.mails));
        self.person.record.phones = in_order(std::mem::take(&mut self.phones));
        self.person.record.addresses = in_order(std::mem::take(&mut self.addresses));
        let mut roles = std::mem::take(&mut self.roles);
        let jobs = std::mem::take(&mut self.jobs);
        let groups: Vec<String> = jobs.iter().map(|job| job.group.clone()).collect();
        for job in jobs {
            let own = roles.iter().position(|(group, _)| *group == job.group);
            let free = || roles.iter().position(|(group, _)| !groups.contains(group));
            let role = own.or_else(free).map(|at| roles.remove(at).1).unwrap_or_default();
            self.person.record.jobs.push(Job { role, department: job.department, ..Job::default() });
            self.person.companies.push(job.company);
        }
        for (_, role) in roles {
            self.person.record.jobs.push(Job { role, ..Job::default() });
            self.person.companies.push(String::new());
        }
    }
}

/// The most preferred first.
fn in_order<T>(mut ranked: Vec<Ranked<T>>) -> Vec<T> {
    ranked.sort_by_key(|one| one.preference);
    ranked.into_iter().map(|one| one.value).collect()
}

/// The draft of an organisation's card. What a company has no field for was kept as it stood.
fn company(person: Person, web: String, ours: Ours) -> Company {
    let record = person.record;
    Company {
        name: record.name,
        web,
        mails: record.mails,
        phones: record.phones,
        addresses: record.addresses,
        tags: record.tags,
        notes: record.notes,
        ids: record.ids,
        foreign: record.foreign,
        added: record.added,
        tier: record.tier,
        cadence: record.cadence,
        industry: ours.industry,
        size: ours.size,
        fields: record.fields,
        archived: record.archived,
        ..no_company()
    }
}
