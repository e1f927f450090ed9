//! What was typed into a contact's form, as it changes the record: taken out of the form first, so that a worker can apply it
//! to the book of its moment.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::fields::{SINGLE, current_job_at, other_jobs};
use crate::domain::act::Given;
use crate::domain::change::Change;
use crate::domain::contact::{Address, AddressForm, Channel, Contact, Job, Labelled, Stage, Tier};
use crate::domain::field::{
    Assignment, Field as Named, FieldError, How, Names, assign_contact, read_address, read_from, read_label,
    read_labelled, without_scheme,
};
use crate::domain::id::Ids;
use crate::explain;
use crate::text::{Lang, Text};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Problem;
use crate::tui::popups::choices::{self, ADDRESS_FORMS, CHANNELS, STAGES, TIERS};
use crate::tui::popups::readings;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// What was changed in the form; what isn't in it stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Typed {
    single: Vec<Assignment>,
    tags: Option<Vec<String>>,
    tier: Option<Option<Tier>>,
    stage: Option<Option<Stage>>,
    channel: Option<Option<Channel>>,
    address_form: Option<Option<AddressForm>>,
    since: Option<Option<NaiveDate>>,
    mails: Option<Vec<Labelled>>,
    phones: Option<Vec<Labelled>>,
    handles: Option<Vec<Labelled>>,
    addresses: Option<Vec<Address>>,
    jobs: Option<Vec<OneJob>>,
    own: Option<BTreeMap<String, String>>,
}

/// A job but the present one.
#[derive(Debug, Clone, PartialEq)]
enum OneJob {
    Kept(Job),
    Typed(String),
}

/// Whether values of a kind can be typed in one line, with commas between.
#[derive(Clone, Copy, PartialEq)]
enum In {
    OneLine,
    LineEach,
}

impl Typed {
    /// What `form` changes of `before`, which was there when the form opened.
    pub fn of(form: &Form, before: &Contact, ctx: &Ctx) -> Self {
        let changed = |name: &str| form.is_changed(name).then(|| form.text(name));
        let single = SINGLE.iter().filter(|(_, named)| *named != Named::Tag).filter_map(|(name, named)| {
            Some(Assignment { name: (*named).into(), how: How::Set, value: changed(name)?.to_owned() })
        });
        let labelled = |kind: &str, named: Named, before: &[Labelled], one_line: In| {
            form.is_changed(kind).then(|| labelled(form, kind, named, before, one_line))
        };
        Self {
            single: single.collect(),
            tags: changed("tags").map(readings::tags),
            tier: changed("tier").map(|name| choices::of(TIERS, name)),
            stage: changed("stage").map(|name| choices::of(STAGES, name)),
            channel: changed("channel").map(|name| choices::of(CHANNELS, name)),
            address_form: changed("form").map(|name| choices::of(ADDRESS_FORMS, name)),
            since: changed("since").map(|typed| read_from(typed, ctx.today, ctx.settings).ok()),
            mails: labelled("mail", Named::Email, &before.mails, In::OneLine),
            phones: labelled("phone", Named::Phone, &before.phones, In::OneLine),
            handles: labelled("web", Named::Web, &before.handles, In::LineEach),
            addresses: form.is_changed("address").then(|| addresses(form, &before.addresses)),
            jobs: form.is_changed("job").then(|| jobs(form, before)),
            own: form.is_changed("own").then(|| own(form, &before.fields)),
        }
    }

    /// `before` with what was changed; a company that isn't there yet is made by `names`.
    pub fn apply(&self, before: &Contact, names: &mut Names) -> Result<Contact, FieldError> {
        let mut after = before.clone();
        for assignment in &self.single {
            assign_contact(&mut after, assignment, names)?;
        }
        let is_named = self.single.iter().any(|one| one.name == Named::Name.into());
        if !is_named && let Some(name) = before.name_parts.renamed(&before.name, &after.name_parts) {
            after.name = name;
        }
        after.tags = self.tags.clone().unwrap_or(after.tags);
        after.tier = self.tier.unwrap_or(after.tier);
        after.stage = self.stage.unwrap_or(after.stage);
        after.preferred_channel = self.channel.unwrap_or(after.preferred_channel);
        after.address_form = self.address_form.unwrap_or(after.address_form);
        after.mails = self.mails.clone().unwrap_or(after.mails);
        after.phones = self.phones.clone().unwrap_or(after.phones);
        after.handles = self.handles.clone().unwrap_or(after.handles);
        after.addresses = self.addresses.clone().unwrap_or(after.addresses);
        after.fields = self.own.clone().unwrap_or(after.fields);
        if let Some(since) = self.since {
            let at = current_job_at(&after);
            let mut job = at.map(|at| after.jobs.remove(at)).unwrap_or_default();
            job.from = since;
            after.jobs.insert(at.unwrap_or(0), job);
        }
        if let Some(jobs) = &self.jobs {
            let at = current_job_at(&after);
            let current = at.map(|at| after.jobs[at].clone());
            let mut others = Vec::new();
            for job in jobs {
                match job {
                    OneJob::Kept(job) => others.push(job.clone()),
                    OneJob::Typed(typed) => others.extend(read_job(typed, before, names)?),
                }
            }
            let at = at.unwrap_or(0).min(others.len());
            others.splice(at..at, current);
            after.jobs = others;
        }
        after.jobs.retain(|job| *job != Job::default());
        Ok(after)
    }
}

/// The record as the form says, and the companies that come with it.
pub fn applied(
    typed: &Typed,
    before: &Contact,
    given: &Given,
    ids: &mut Ids,
) -> Result<(Contact, Vec<Change>), FieldError> {
    let mut names = Names::new(*given, ids);
    let after = typed.apply(before, &mut names)?;
    Ok((after, names.into_changes()))
}

/// The language in which a worker says what is wrong.
pub struct Words {
    lang: Lang,
}

impl Words {
    pub fn of(ctx: &Ctx) -> Self {
        Self { lang: ctx.text.lang() }
    }

    pub fn say(&self, error: &FieldError, given: &Given) -> Problem {
        let text = Text::new(self.lang);
        Problem::Said(explain::field_error(&text, error, given.book).what)
    }
}

/// The field of the form that this is about.
pub fn form_name(named: Option<Named>) -> &'static str {
    SINGLE.iter().find(|(_, of)| Some(*of) == named).map_or("name", |(name, _)| name)
}

/// Where an entry that nobody touched stands in the record.
fn kept_at(field: &Field) -> Option<usize> {
    (!field.is_changed() && !field.is_relabelled()).then(|| field.number() - 1)
}

fn labelled(form: &Form, kind: &str, named: Named, before: &[Labelled], one_line: In) -> Vec<Labelled> {
    let mut values = Vec::new();
    for field in form.each(kind) {
        if let Some(kept) = kept_at(field).and_then(|at| before.get(at)) {
            values.push(kept.clone());
            continue;
        }
        let label = read_label(field.entry_label());
        let text = field.text();
        let parts: Vec<&str> =
            if one_line == In::OneLine { readings::values(text).collect() } else { vec![text.trim()] };
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            // `mobile: +49 …` is understood as well.
            let read = read_labelled(named, part).ok().filter(|read| label.is_empty() && !read.label.is_empty());
            values.push(read.unwrap_or_else(|| Labelled::new(label.clone(), without_scheme(named, part))));
        }
    }
    values
}

fn addresses(form: &Form, before: &[Address]) -> Vec<Address> {
    let address = |field: &Field| {
        if let Some(kept) = kept_at(field).and_then(|at| before.get(at)) {
            return Some(kept.clone());
        }
        let read = read_address(field.text()).ok()?;
        let label = read_label(field.entry_label());
        let address = Address { label: if label.is_empty() { read.label.clone() } else { label }, ..read };
        let is_empty = Address { label: String::new(), ..address.clone() } == Address::default();
        (!is_empty).then_some(address)
    };
    form.each("address").filter_map(address).collect()
}

fn jobs(form: &Form, before: &Contact) -> Vec<OneJob> {
    let others: Vec<&Job> = other_jobs(before).collect();
    let job = |field: &Field| match kept_at(field).and_then(|at| others.get(at)) {
        Some(kept) => Some(OneJob::Kept((*kept).clone())),
        None => {
            Some(field.text().trim()).filter(|typed| !typed.is_empty()).map(|typed| OneJob::Typed(typed.to_owned()))
        }
    };
    form.each("job").filter_map(job).collect()
}

/// A job as the table of fields reads it; companies that they were at are meant first.
fn read_job(typed: &str, of: &Contact, names: &mut Names) -> Result<Vec<Job>, FieldError> {
    let mut only = of.clone();
    let assignment = |how| Assignment { name: Named::Job.into(), how, value: typed.to_owned() };
    assign_contact(&mut only, &assignment(How::Add), names)?;
    let new: Vec<Job> = only.jobs.split_off(of.jobs.len().min(only.jobs.len()));
    if !new.is_empty() {
        return Ok(new);
    }
    // It is one that they have already.
    assign_contact(&mut only, &assignment(How::Set), names)?;
    Ok(only.jobs)
}

fn own(form: &Form, before: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let before: Vec<(&String, &String)> = before.iter().collect();
    let field = |field: &Field| match kept_at(field).and_then(|at| before.get(at)) {
        Some((name, value)) => Some(((*name).clone(), (*value).clone())),
        None => Some((field.entry_label().to_owned(), field.text().trim().to_owned())),
    };
    form.each("own").filter_map(field).filter(|(_, value)| !value.is_empty()).collect()
}
