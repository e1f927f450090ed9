//! Our own properties to the fields they stand for: what `write` put there.

use chrono::NaiveDate;

use super::{Cleaning, ForeignId, Job, Labelled, Property, Reading};
use crate::domain::consent::Consent;
use crate::domain::contact::Referrer;
use crate::formats::clean;
use crate::formats::draft::{self, put_free};
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
        match &*p.name {
            own::ADDED => {
                return self.understood(p, p.value().parse().ok(), |own, day| own.person.record.added = day);
            }
            own::ARCHIVED => {
                return self.understood(p, own::yes(p.value()), |own, archived| own.person.record.archived = archived);
            }
            own::TIER => {
                return self.understood(p, own::named(p.value()), |own, tier| own.person.record.tier = Some(tier));
            }
            own::FIELD => {
                let pair = self.pair(p, true);
                return self
                    .understood(p, pair, |own, (name, text)| put_free(&mut own.person.record.fields, &name, text));
            }
            own::ID => {
                let id = self.pair(p, false).map(|(source, value)| ForeignId { source, value });
                return self.understood(p, id, |own, id| {
                    Self::push(&mut own.cleaned, &mut own.person.record.ids, p, id);
                });
            }
            own::INDUSTRY if self.is_company => self.ours.industry = self.line(p),
            own::SIZE if self.is_company => self.ours.size = self.line(p),
            own::LAST_CONTACT if is_person => {
                let last = |own: &mut Self, day| own.person.last_contact = own.person.last_contact.max(Some(day));
                return self.understood(p, p.value().parse().ok(), last);
            }
            own::STAGE if is_person => {
                return self.understood(p, own::named(p.value()), |own, stage| own.person.record.stage = Some(stage));
            }
            own::CADENCE => {
                let cadence = own::read_cadence(p.value());
                return self.understood(p, cadence, |own, cadence| own.person.record.cadence = cadence);
            }
            own::CEILING if is_person => {
                let ceiling = own::read_ceiling(p.value());
                return self.understood(p, ceiling, |own, ceiling| own.person.record.ceiling = ceiling);
            }
            own::FORM if is_person => {
                let form = own::named(p.value());
                return self.understood(p, form, |own, form| own.person.record.address_form = Some(form));
            }
            own::CHANNEL if is_person => {
                let channel = own::named(p.value());
                return self.understood(p, channel, |own, channel| own.person.record.preferred_channel = Some(channel));
            }
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
                let told = own::read_do_not_contact(&until, reason);
                self.person.record.do_not_contact = Some(told);
            }
            own::SINCE if is_person => {
                return self.understood(p, p.value().parse().ok(), |own, day| own.ours.since = Some(day));
            }
            own::JOB if is_person => {
                let job = self.job(p);
                return self.understood(p, job, |own, job| Self::push(&mut own.cleaned, &mut own.ours.jobs, p, job));
            }
            own::HANDLE if is_person => {
                let [label, value] = self.texts(p);
                Self::push(&mut self.cleaned, &mut self.person.record.handles, p, Labelled { label, value });
            }
            own::CONSENT if is_person => {
                let consent = self.consent(p);
                return self.understood(p, consent, |own, consent| {
                    Self::push(&mut own.cleaned, &mut own.person.consents, p, consent);
                });
            }
            _ => return false,
        }
        true
    }

    /// Fills a field with what was understood; whether anything was. What wasn't is told, and stays as it stands.
    fn understood<T>(&mut self, p: &Property, said: Option<T>, fill: impl FnOnce(&mut Self, T)) -> bool {
        match said {
            Some(value) => {
                fill(self, value);
                true
            }
            None => {
                self.report(p.line, &p.name, Cleaning::NotUnderstood);
                false
            }
        }
    }

    /// Another job, with its company. Without an end that can't be read it would be a present one.
    fn job(&mut self, p: &Property) -> Option<(Job, String)> {
        let [from, to, role, department, company] = self.texts(p);
        let (from, to) = (own::read_day(&from)?, own::read_day(&to)?);
        Some((Job { company: None, role, department, from, to }, company))
    }

    /// The value's parts, each on one line.
    fn texts<const N: usize>(&mut self, p: &Property) -> [String; N] {
        let mut parts = p.parts(b';', N);
        std::array::from_fn(|_| self.clean(p, clean::one_line(&parts.next().unwrap_or_default(), " ")))
    }

    /// A name and what it is called by; the latter may have several lines. `None` if the name is empty.
    fn pair(&mut self, p: &Property, of_lines: bool) -> Option<(String, String)> {
        let mut parts = p.parts(b';', 2);
        let (name, value) = (parts.next()?, parts.next().unwrap_or_default());
        let name = self.clean(p, clean::one_line(&name, " "));
        let value = if of_lines { clean::lines(&value) } else { clean::one_line(&value, " ") };
        let value = self.clean(p, value);
        (!name.is_empty()).then_some((name, value))
    }

    /// A decision whose channel, state or day can't be read says nothing.
    fn consent(&mut self, p: &Property) -> Option<Consent> {
        let [channel, state, day, how, purpose, proof] = self.texts(p);
        // A purpose that isn't known isn't every purpose.
        let purpose = if purpose.is_empty() { None } else { Some(own::named(&purpose)?) };
        let consent = draft::consent(own::named(&channel)?, own::named(&state)?, day.parse().ok()?, how);
        Some(Consent { purpose, proof, ..consent })
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
