//! Our own properties to the fields they stand for: what `write` put there.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{ForeignId, Job, Labelled, Property, Reading};
use crate::domain::consent::Consent;
use crate::domain::contact::Referrer;
use crate::domain::id::{ConsentId, ContactId};
use crate::formats::clean;
use crate::formats::vcard::own;

/// What is known only when all properties are read.
#[derive(Debug, Default)]
pub struct Ours {
    salutation: Option<String>,
    honorific: Option<String>,
    since: Option<NaiveDate>,
    /// Jobs besides the one of ORG and TITLE, each with its company.
    jobs: Vec<(Job, String)>,
    pub industry: String,
    pub size: String,
}

impl Reading {
    /// Fills the field of one of our own properties; whether it is one.
    pub(super) fn own(&mut self, p: &Property) -> bool {
        let is_person = !self.is_company;
        match p.name.as_str() {
            own::ADDED => self.person.record.added = p.value().parse().unwrap_or(self.person.record.added),
            own::ARCHIVED => self.person.record.archived = p.value() == "yes",
            own::TIER => self.person.record.tier = own::named(p.value()),
            own::FIELD => {
                if let Some((name, value)) = self.pair(p, true) {
                    self.person.record.fields.insert(name, value);
                }
            }
            own::ID => {
                if let Some((source, value)) = self.pair(p, false) {
                    Self::push(&mut self.cleaned, &mut self.person.record.ids, p, ForeignId { source, value });
                }
            }
            own::INDUSTRY if self.is_company => self.ours.industry = self.line(p),
            own::SIZE if self.is_company => self.ours.size = self.line(p),
            own::LAST_CONTACT if is_person => {
                self.person.last_contact = self.person.last_contact.max(p.value().parse().ok());
            }
            own::STAGE if is_person => self.person.record.stage = own::named(p.value()),
            own::CADENCE if is_person => {
                self.person.record.cadence = own::read_cadence(p.value()).unwrap_or(self.person.record.cadence);
            }
            own::FORM if is_person => self.person.record.address_form = own::named(p.value()),
            own::CHANNEL if is_person => self.person.record.preferred_channel = own::named(p.value()),
            own::SALUTATION if is_person => self.ours.salutation = Some(self.line(p)),
            own::HONORIFIC if is_person => self.ours.honorific = Some(self.line(p)),
            own::LANGUAGE if is_person => self.person.record.language = self.line(p),
            own::OWNER if is_person => self.person.record.owner = self.line(p),
            own::SOURCE if is_person => self.person.record.source = self.line(p),
            own::REFERRED_BY if is_person => {
                let [name, id] = self.texts(p);
                self.person.record.referred_by = Some(Referrer::Name(name));
                self.person.referrer_id = id;
            }
            own::DO_NOT_CONTACT if is_person => {
                let [until, reason] = self.texts(p);
                self.person.record.do_not_contact = Some(own::read_do_not_contact(&until, reason));
            }
            own::SINCE if is_person => self.ours.since = p.value().parse().ok(),
            own::JOB if is_person => {
                let [from, to, role, department, company] = self.texts(p);
                let job = Job { company: None, role, department, from: from.parse().ok(), to: to.parse().ok() };
                Self::push(&mut self.cleaned, &mut self.ours.jobs, p, (job, company));
            }
            own::HANDLE if is_person => {
                let [label, value] = self.texts(p);
                Self::push(&mut self.cleaned, &mut self.person.record.handles, p, Labelled { label, value });
            }
            own::CONSENT if is_person => self.consent(p),
            _ => return false,
        }
        true
    }

    /// The value's parts, each on one line.
    fn texts<const N: usize>(&mut self, p: &Property) -> [String; N] {
        let mut parts = p.parts(';', N).into_iter();
        std::array::from_fn(|_| self.clean(p, clean::one_line(&parts.next().unwrap_or_default(), " ")))
    }

    /// A name and what it is called by; the latter may have several lines. `None` if the name is empty.
    fn pair(&mut self, p: &Property, of_lines: bool) -> Option<(String, String)> {
        let mut parts = p.parts(';', 2).into_iter();
        let (name, value) = (parts.next()?, parts.next().unwrap_or_default());
        let name = self.clean(p, clean::one_line(&name, " "));
        let value = if of_lines { clean::lines(&value) } else { clean::one_line(&value, " ") };
        let value = self.clean(p, value);
        (!name.is_empty()).then_some((name, value))
    }

    /// A decision whose channel, state or day can't be read says nothing.
    fn consent(&mut self, p: &Property) {
        let [channel, state, day, how] = self.texts(p);
        if let (Some(channel), Some(state), Ok(day)) = (own::named(&channel), own::named(&state), day.parse()) {
            let (id, contact) = (ConsentId(Uuid::nil()), ContactId(Uuid::nil()));
            let consent = Consent { id, contact, channel, purpose: None, state, day, how, proof: String::new() };
            Self::push(&mut self.cleaned, &mut self.person.consents, p, consent);
        }
    }

    /// Salutation and title where N doesn't tell them apart, since when the job is held, and the other jobs.
    pub(super) fn finish_ours(&mut self) {
        let record = &mut self.person.record;
        if self.ours.salutation.is_some() || self.ours.honorific.is_some() {
            record.salutation = self.ours.salutation.take().unwrap_or_default();
            record.name_parts.honorific = self.ours.honorific.take().unwrap_or_default();
        }
        if self.ours.since.is_some() {
            if record.jobs.is_empty() {
                record.jobs.push(Job::default());
                self.person.companies.push(String::new());
            }
            record.jobs[0].from = self.ours.since;
        }
        for (job, company) in self.ours.jobs.drain(..) {
            record.jobs.push(job);
            self.person.companies.push(company);
        }
    }
}
