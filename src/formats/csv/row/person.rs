//! The cells of a row that only a person has fields for.

use super::Reading;
use crate::domain::birthday::Birthday;
use crate::domain::consent::ConsentState;
use crate::domain::contact::{DoNotContact, Job, Referrer};
use crate::domain::field::{self, JobText};
use crate::formats::clean;
use crate::formats::csv::column::Column;
use crate::formats::csv::meaning::Meaning;
use crate::formats::csv::{value, words};
use crate::formats::draft::{self, Cleaning};

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

/// Whether a word before a name is a title.
pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&words::key(word).as_str())
}

impl<'a> Reading<'a> {
    pub(super) fn of_person(&mut self, column: &'a Column, text: &str) {
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
            Meaning::Consent(channel) => match value::consent(channel, text, self.against.today) {
                Some(consent) => self.person.consents.push(consent),
                None => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Consents => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    match value::consent_to(line.trim(), self.against.today) {
                        Some(consent) => self.person.consents.push(consent),
                        None => self.keep(column, line, Cleaning::NoValue),
                    }
                }
            }
            Meaning::OptOut(channel) => match field::read_yes(text) {
                Ok(true) => {
                    let (state, day) = (ConsentState::Withdrawn, self.against.today);
                    self.person.consents.push(draft::consent(channel, state, day, column.head.clone()));
                }
                Ok(false) => {}
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Language => self.record().language = line(self),
            Meaning::Owner => self.record().owner = line(self),
            Meaning::Source => self.record().source = line(self),
            Meaning::ReferredBy => self.record().referred_by = Some(Referrer::Name(line(self))),
            Meaning::ReferrerId => self.person.referrer_id = line(self),
            Meaning::NoContactReason => self.reason = line(self),
            Meaning::Birthday => match value::birthday(text, column.month_first, self.against) {
                Some(day) => self.record().birthday = Some(day),
                None if value::is_no_day(text) => {}
                None => self.keep(column, text, Cleaning::NoDay),
            },
            Meaning::BirthYear => self.born[0] = (&column.head, line(self)),
            Meaning::BirthMonth => self.born[1] = (&column.head, line(self)),
            Meaning::BirthDay => self.born[2] = (&column.head, line(self)),
            Meaning::LastContact => match value::past_day(text, column.month_first, self.against) {
                Some(day) => self.person.last_contact = self.person.last_contact.max(Some(day)),
                None if value::is_no_day(text) => {}
                None => self.keep(column, text, Cleaning::NoDay),
            },
            Meaning::DoNotContact => match field::read_dnc(text, self.against.today, &value::settings(self.against)) {
                Ok(said) => self.record().do_not_contact = said,
                // What isn't understood here must not end in somebody being contacted against their will.
                Err(_) => {
                    self.record().do_not_contact = Some(DoNotContact { until: None, reason: text.trim().to_owned() });
                }
            },
            Meaning::Form => match field::read_form(text) {
                Ok(form) => self.record().address_form = form,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Channel => match field::read_channel(text) {
                Ok(channel) => self.record().preferred_channel = channel,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Stage => match value::stage(text) {
                Some(stage) => self.record().stage = stage,
                None => self.keep(column, text, Cleaning::NoValue),
            },
            Meaning::Ceiling => match field::read_ceiling(text) {
                Ok(ceiling) => self.record().ceiling = ceiling,
                Err(_) => self.keep(column, text, Cleaning::NoValue),
            },
            _ => self.unknown(column, text),
        }
    }

    /// The birthday of which year, month and day stand apart; what makes none is kept as it stands.
    pub(super) fn born(&mut self) {
        let born = std::mem::take(&mut self.born);
        let [(_, year), (_, month), (_, day)] = &born;
        if born.iter().all(|(_, text)| text.is_empty()) {
            return;
        }
        let today = self.against.today;
        let read = match (month.parse(), day.parse()) {
            (Ok(month), Ok(day)) if year.is_empty() => Birthday::new(None, month, day),
            (Ok(month), Ok(day)) => year.parse().ok().and_then(|year| Birthday::new(Some(year), month, day)),
            _ => None,
        };
        match read.filter(|born| born.year().is_none_or(|year| born.in_year(year) <= today)) {
            Some(read) if self.record().birthday.is_none() => self.record().birthday = Some(read),
            _ => {
                for (head, text) in born.iter().filter(|(_, text)| !text.is_empty()) {
                    self.free(head, text);
                    self.report(head, Cleaning::NoDay);
                }
            }
        }
    }

    /// "Title" before a name or of a job: honorifics and salutations are known, all else is a role.
    fn title(&mut self, column: &Column, text: String) {
        let mut words: Vec<&str> = text.split(' ').collect();
        if words.first().is_some_and(|word| clean::is_salutation(word)) {
            self.record().salutation = words.remove(0).to_owned();
        }
        let rest = words.join(" ");
        match column.meaning {
            _ if rest.is_empty() => {}
            Meaning::Title if !words.iter().all(|word| is_honorific(word)) => self.job.role = rest,
            _ => self.record().name_parts.honorific = rest,
        }
    }
}
