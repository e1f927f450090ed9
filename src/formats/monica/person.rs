//! A contact of Monica's to a draft of a person.

use chrono::Datelike;
use serde_json::Value;

use super::value::{Fields, day, find, flag, text};
use super::{FieldType, ReadFile, SOURCE, listed};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::contact::{Address, DoNotContact, ForeignId, Job, Labelled, Referrer};
use crate::formats::clean;
use crate::formats::draft::{Cleaning, Person, Refusal, put_free};

/// Values of one kind that a contact may have.
const VALUES: usize = 200;

/// The tag of whom the user has starred.
const STARRED: &str = "starred";

/// As others name them.
pub fn name(contact: &Value) -> String {
    let parts = ["first_name", "middle_name", "last_name"].map(|name| text(contact, name));
    let full = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    clean::one_line(&if full.is_empty() { text(contact, "nickname") } else { full }, " ").text
}

impl ReadFile<'_> {
    /// The person at a place among the contacts.
    pub(super) fn person(&self, at: u32, value: &Value, fields: &mut Fields) -> Result<Person, Refusal> {
        let mut person = Person::nobody();
        let record = &mut person.record;
        record.name_parts.given = fields.line(value, "first_name");
        record.name_parts.middle = fields.line(value, "middle_name");
        record.name_parts.family = fields.line(value, "last_name");
        record.name_parts.nickname = fields.line(value, "nickname");
        record.notes = fields.lines(value, "description");
        record.added = day(value, "created_at").unwrap_or_default();
        let tags = find(value, "tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        record.tags =
            tags.map(|tag| clean::one_line(tag, " ").text).filter(|tag| !tag.is_empty()).take(VALUES).collect();
        if flag(value, "is_starred") && !record.tags.iter().any(|tag| tag == STARRED) {
            record.tags.push(STARRED.to_owned());
        }
        let (role, company) = (fields.line(value, "job"), fields.line(value, "company"));
        if !role.is_empty() || !company.is_empty() {
            record.jobs.push(Job { role, ..Job::default() });
            person.companies.push(company);
        }
        record.archived = find(value, "is_active").is_some() && !flag(value, "is_active");
        person.last_contact = day(value, "last_talked_to");
        let every = text(value, "stay_in_touch_frequency").parse().ok().filter(|days| (1..=9999).contains(days));
        record.cadence = every.map_or(Cadence::ByTier, |days| Cadence::Every(Span::days(days)));
        if flag(value, "is_dead") {
            let day = find(value, "deceased_date").map(|told| text(told, "date")).unwrap_or_default();
            let day = crate::formats::day::parse_day(&day).map(|day| format!(" {day}")).unwrap_or_default();
            record.do_not_contact = Some(DoNotContact { until: None, reason: format!("†{day}") });
        }
        let id = text(value, "uuid");
        if !id.is_empty() {
            record.ids.push(ForeignId { source: SOURCE.to_owned(), value: id });
        }
        self.take_birthday(&mut person, value, fields);
        self.take_fields(&mut person, value, fields);
        self.take_more(&mut person, at, value, fields);
        match person.name_from_parts() {
            reach if person.record.name.is_empty() => {
                let company = person.companies.iter().find(|name| !name.is_empty()).cloned();
                person.nameless = company.is_none();
                person.record.name = company.or(reach).unwrap_or_default();
            }
            _ => {}
        }
        if person.record.name.is_empty() { Err(Refusal::Nameless) } else { Ok(person) }
    }

    /// The birthday, if it was told: where only the age was, Monica has made up one in that year.
    fn take_birthday(&self, person: &mut Person, value: &Value, fields: &mut Fields) {
        let Some(told) = find(value, "birthdate") else { return };
        match day(told, "date") {
            Some(day) if flag(told, "is_age_based") => {
                put_free(&mut person.record.fields, "born about", day.year().to_string());
            }
            Some(day) => {
                let year = (!flag(told, "is_year_unknown")).then_some(day.year());
                person.record.birthday = Birthday::new(year, day.month(), day.day());
            }
            None => fields.tell("birthdate", Cleaning::NoDay),
        }
    }

    /// Mails, phones, handles and addresses.
    fn take_fields(&self, person: &mut Person, value: &Value, fields: &mut Fields) {
        let record = &mut person.record;
        for field in listed(value, &["contact_field", "contactFields", "contact_fields"]).take(VALUES) {
            let (content, none) = (fields.line(field, "data"), FieldType::default());
            let kind = self.field_types.get(&text(field, "type")).unwrap_or(&none);
            let is_number = content.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
            let is = |name: &str| kind.kind == name || kind.kind.is_empty() && kind.name.eq_ignore_ascii_case(name);
            let unknown = kind.kind.is_empty() && kind.name.is_empty();
            match () {
                () if content.is_empty() => {}
                () if is("email") || unknown && content.contains('@') => record.mails.push(Labelled::new("", content)),
                () if is("phone") || unknown && is_number => record.phones.push(Labelled::new("", content)),
                () => record.handles.push(Labelled::new(kind.name.to_lowercase(), content)),
            }
        }
        for address in listed(value, &["address", "addresses"]).take(VALUES) {
            let address = Address {
                label: fields.line(address, "name"),
                street: fields.line(address, "street"),
                city: fields.line(address, "city"),
                region: fields.line(address, "province"),
                postcode: fields.line(address, "postal_code"),
                country: fields.line(address, "country"),
                ..Address::default()
            };
            if (Address { label: String::new(), ..address.clone() }) != Address::default() {
                record.addresses.push(address);
            }
        }
    }

    /// Who brought them, whom they belong to, and what has no field of its own.
    fn take_more(&self, person: &mut Person, at: u32, value: &Value, fields: &mut Fields) {
        let record = &mut person.record;
        let introducer = text(value, "first_met_through");
        if let Some(known) = self.places.get(&introducer).and_then(|at| self.contacts.get(*at as usize)) {
            record.referred_by = Some(Referrer::Name(known.name.clone()));
            person.referrer_id = introducer;
        }
        let met = find(value, "first_met_date").and_then(|met| day(met, "date")).map(|day| day.to_string());
        let (met, food) = (met.unwrap_or_default(), fields.lines(value, "food_preferences"));
        let gender = fields.line(value, "gender");
        let gender = self.genders.get(&gender).filter(|name| !name.is_empty()).cloned().unwrap_or(gender);
        let relations = self.relations(at).map(|(kind, who)| (kind.replace('_', " "), who.to_owned()));
        let more = [("first met", met), ("food preferences", food), ("gender", clean::one_line(&gender, " ").text)];
        let more = more.into_iter().map(|(name, text)| (name.to_owned(), text)).chain(relations);
        for (name, text) in more.filter(|(name, text)| !name.is_empty() && !text.is_empty()).take(VALUES) {
            put_free(&mut record.fields, &name, text);
        }
    }
}
