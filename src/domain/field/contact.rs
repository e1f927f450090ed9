//! A contact's fields, read into it and written.

use super::assign::{
    Assignment, How, address_values, change_addresses, change_ids, change_labelled, change_tags, id_values,
    labelled_values, part_values, set_part,
};
use super::choice::{
    channel_name, form_name, read_cadence, read_ceiling, read_channel, read_dnc, read_form, read_stage, read_tier,
    read_yes, stage_name, write_cadence, write_ceiling, write_dnc,
};
use super::day::read_from;
use super::error::{FieldError, Why};
use super::job::{JobText, read_job, write_job};
use super::list::write_tag;
use super::name::FieldName;
use super::names::Names;
use super::table::Field;
use super::{reference, referrer};
use crate::domain::book::Book;
use crate::domain::contact::{Contact, Job, Referrer};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::referrals;
use crate::domain::when;

/// Changes `contact` as all of them say. Where whole jobs are told along with a company or role that isn't of the present one
/// among them, these are of a job beside them.
pub fn assign_all(contact: &mut Contact, assignments: &[Assignment], names: &mut Names) -> Result<(), FieldError> {
    let is = |assignment: &Assignment, field: Field| assignment.name == field.into();
    let replaced = assignments.iter().any(|assignment| is(assignment, Field::Job) && assignment.how == How::Set);
    let had_job = contact.current_job().is_some() && !replaced;
    let names_company = assignments.iter().any(|assignment| is(assignment, Field::Company));
    for assignment in assignments {
        let text = assignment.value.trim();
        let told =
            contact.current_job().filter(|_| !had_job && !text.is_empty()).map(|job| (job.company, job.role.clone()));
        let own = companies_of(contact);
        let names_one = told.is_some() && is(assignment, Field::Company);
        let named = names_one.then(|| names.company(text, &own)).transpose().map_err(|why| assignment.wrong(why))?;
        let beside = told.is_some_and(|(company, role)| {
            is(assignment, Field::Company) && company != named
                || is(assignment, Field::Role) && !names_company && !role.is_empty() && role != text
        });
        if beside {
            contact.jobs.insert(0, Job::default());
        }
        assign_contact(contact, assignment, names)?;
    }
    Ok(())
}

/// Changes `contact` as the assignment says. `company`, `role` and `department` correct the job they hold now, and make one
/// where there is none; the history keeps the companies it was logged with.
pub fn assign_contact(contact: &mut Contact, assignment: &Assignment, names: &mut Names) -> Result<(), FieldError> {
    let Assignment { name, how, value } = assignment;
    let done = match name {
        FieldName::Whole(field) => whole(contact, *field, *how, value, names),
        FieldName::Labelled(Field::Email, label) => {
            change_labelled(&mut contact.mails, Field::Email, Some(label), *how, value)
        }
        FieldName::Labelled(Field::Phone, label) => {
            change_labelled(&mut contact.phones, Field::Phone, Some(label), *how, value)
        }
        FieldName::Labelled(Field::Address, label) => {
            change_addresses(&mut contact.addresses, Some(label), *how, value)
        }
        FieldName::Labelled(Field::Ids, source) => change_ids(&mut contact.ids, Some(source), *how, value),
        FieldName::Labelled(_, label) => change_labelled(&mut contact.handles, Field::Web, Some(label), *how, value),
        FieldName::Part { label, part } => {
            set_part(&mut contact.addresses, label.as_deref(), *part, value);
            Ok(())
        }
        FieldName::Free(name) => {
            set_free(&mut contact.fields, name, value);
            Ok(())
        }
    };
    contact.jobs.retain(|job| *job != Job::default());
    done.map_err(|why| assignment.wrong(why))
}

pub(super) fn set_free(fields: &mut std::collections::BTreeMap<String, String>, name: &str, value: &str) {
    match value.trim() {
        "" => fields.remove(name),
        value => fields.insert(name.to_owned(), value.to_owned()),
    };
}

fn whole(contact: &mut Contact, field: Field, how: How, value: &str, names: &mut Names) -> Result<(), Why> {
    let text = value.trim();
    let (today, settings) = (names.given.today, names.given.settings);
    match field {
        Field::Name => text.clone_into(&mut contact.name),
        Field::Honorific => text.clone_into(&mut contact.name_parts.honorific),
        Field::GivenName => text.clone_into(&mut contact.name_parts.given),
        Field::MiddleName => text.clone_into(&mut contact.name_parts.middle),
        Field::FamilyName => text.clone_into(&mut contact.name_parts.family),
        Field::NameSuffix => text.clone_into(&mut contact.name_parts.suffix),
        Field::Nickname => text.clone_into(&mut contact.name_parts.nickname),
        Field::Salutation => text.clone_into(&mut contact.salutation),
        Field::Form => contact.address_form = read_form(text)?,
        Field::Job => change_jobs(contact, how, text, names)?,
        Field::Company if text.is_empty() => current(contact).company = None,
        Field::Company => {
            let own = companies_of(contact);
            current(contact).company = Some(names.company(text, &own)?);
        }
        Field::Role => text.clone_into(&mut current(contact).role),
        Field::Department => text.clone_into(&mut current(contact).department),
        Field::Email => change_labelled(&mut contact.mails, field, None, how, text)?,
        Field::Phone => change_labelled(&mut contact.phones, field, None, how, text)?,
        Field::Web => change_labelled(&mut contact.handles, field, None, how, text)?,
        Field::Address => change_addresses(&mut contact.addresses, None, how, text)?,
        Field::Birthday if text.is_empty() => contact.birthday = None,
        Field::Birthday => {
            contact.birthday = Some(when::read_birthday(text, today, settings).map_err(|_| Why::Birthday)?);
        }
        Field::Language => text.clone_into(&mut contact.language),
        Field::Channel => contact.preferred_channel = read_channel(text)?,
        Field::Tier => contact.tier = read_tier(text)?,
        Field::Stage => contact.stage = read_stage(text)?,
        Field::Tag => change_tags(&mut contact.tags, how, text),
        Field::Every => contact.cadence = read_cadence(text)?,
        Field::Ceiling => contact.ceiling = read_ceiling(text)?,
        Field::Reference => contact.reference = reference::read(text, today, settings)?,
        Field::Dnc => contact.do_not_contact = read_dnc(text, today, settings)?,
        Field::Owner => text.clone_into(&mut contact.owner),
        Field::Source => text.clone_into(&mut contact.source),
        Field::ReferredBy => contact.referred_by = came_by(contact.id, text, names.given.book)?,
        Field::Notes => value.trim_end().clone_into(&mut contact.notes),
        Field::Added => contact.added = read_from(text, today, settings).map_err(Why::Day)?,
        Field::Archived => contact.archived = read_yes(text)?,
        Field::Ids => change_ids(&mut contact.ids, None, how, text)?,
        Field::Industry | Field::Size | Field::KeyContact | Field::Deputy => {}
    }
    Ok(())
}

/// Who recommended us to them: not one who came by them.
fn came_by(contact: ContactId, text: &str, book: &Book) -> Result<Option<Referrer>, Why> {
    let referrer = referrer::read(text, book)?;
    match referrer.as_ref().and_then(Referrer::contact).and_then(|id| book.stands_for(id)) {
        Some(by) if by != contact && referrals::goes_round(book, contact, by) => Err(Why::Round(by)),
        _ => Ok(referrer),
    }
}

/// The values of a field as text, each of which [`assign_contact`] reads back; none where there is nothing, or only what holds of
/// everybody.
pub fn contact_values(contact: &Contact, name: &FieldName, book: &Book) -> Vec<String> {
    match name {
        FieldName::Whole(field) => whole_values(contact, *field, book),
        FieldName::Labelled(Field::Email, label) => labelled_values(&contact.mails, Field::Email, Some(label)),
        FieldName::Labelled(Field::Phone, label) => labelled_values(&contact.phones, Field::Phone, Some(label)),
        FieldName::Labelled(Field::Address, label) => address_values(&contact.addresses, Some(label)),
        FieldName::Labelled(Field::Ids, source) => id_values(&contact.ids, Some(source)),
        FieldName::Labelled(_, label) => labelled_values(&contact.handles, Field::Web, Some(label)),
        FieldName::Part { label, part } => part_values(&contact.addresses, label.as_deref(), *part),
        FieldName::Free(name) => contact.fields.get(name).cloned().into_iter().collect(),
    }
}

/// The same for people to read, who know nobody by an id.
pub fn shown_values(contact: &Contact, name: &FieldName, book: &Book) -> Vec<String> {
    match (name, &contact.referred_by) {
        (FieldName::Whole(Field::ReferredBy), Some(by)) => vec![referrer::shown(by, book)],
        _ => contact_values(contact, name, book),
    }
}

fn whole_values(contact: &Contact, field: Field, book: &Book) -> Vec<String> {
    let parts = &contact.name_parts;
    let job = contact.current_job();
    let text =
        |value: &str| -> Vec<String> { [value].into_iter().filter(|v| !v.is_empty()).map(str::to_owned).collect() };
    match field {
        Field::Name => text(&contact.name),
        Field::Honorific => text(&parts.honorific),
        Field::GivenName => text(&parts.given),
        Field::MiddleName => text(&parts.middle),
        Field::FamilyName => text(&parts.family),
        Field::NameSuffix => text(&parts.suffix),
        Field::Nickname => text(&parts.nickname),
        Field::Salutation => text(&contact.salutation),
        Field::Form => text(contact.address_form.map_or("", form_name)),
        Field::Job => contact.jobs.iter().map(|job| write_job(&job_text(job, book))).collect(),
        Field::Company => {
            let company = contact.company().and_then(|id| book.company(id));
            text(company.map_or("", |company| &company.name))
        }
        Field::Role => text(job.map_or("", |job| &job.role)),
        Field::Department => text(job.map_or("", |job| &job.department)),
        Field::Email => labelled_values(&contact.mails, field, None),
        Field::Phone => labelled_values(&contact.phones, field, None),
        Field::Web => labelled_values(&contact.handles, field, None),
        Field::Address => address_values(&contact.addresses, None),
        Field::Birthday => contact.birthday.map(|birthday| birthday.to_string()).into_iter().collect(),
        Field::Language => text(&contact.language),
        Field::Channel => text(contact.preferred_channel.map_or("", channel_name)),
        Field::Tier => contact.tier.map(|tier| tier.letter().to_string()).into_iter().collect(),
        Field::Stage => text(contact.stage.map_or("", stage_name)),
        Field::Tag => contact.tags.iter().map(|tag| write_tag(tag)).collect(),
        Field::Every => text(&write_cadence(contact.cadence)),
        Field::Ceiling => text(&write_ceiling(contact.ceiling)),
        Field::Reference => contact.reference.iter().map(reference::write).collect(),
        Field::Dnc => text(&write_dnc(contact.do_not_contact.as_ref())),
        Field::Owner => text(&contact.owner),
        Field::Source => text(&contact.source),
        Field::ReferredBy => contact.referred_by.iter().map(|referrer| referrer::write(referrer, book)).collect(),
        Field::Notes => text(&contact.notes),
        Field::Added => vec![contact.added.to_string()],
        Field::Archived => text(if contact.archived { "yes" } else { "" }),
        Field::Ids => id_values(&contact.ids, None),
        Field::Industry | Field::Size | Field::KeyContact | Field::Deputy => Vec::new(),
    }
}

/// The job they hold now; a new one if there is none.
fn current(contact: &mut Contact) -> &mut Job {
    let at = contact.jobs.iter().position(|job| job.to.is_none()).unwrap_or_else(|| {
        contact.jobs.insert(0, Job::default());
        0
    });
    &mut contact.jobs[at]
}

fn companies_of(contact: &Contact) -> Vec<CompanyId> {
    contact.jobs.iter().filter_map(|job| job.company).collect()
}

/// A job with its company's name; with the id where there is no name.
fn job_text(job: &Job, book: &Book) -> JobText {
    let company = job.company.and_then(|id| book.company(id)).map(|company| company.name.clone());
    JobText {
        company_id: job.company.filter(|_| company.is_none()).map(|id| id.to_string()).unwrap_or_default(),
        company: company.unwrap_or_default(),
        role: job.role.clone(),
        department: job.department.clone(),
        from: job.from,
        to: job.to,
    }
}

/// Sets or adds a job, or removes those that are as the value says in all that it names.
fn change_jobs(contact: &mut Contact, how: How, value: &str, names: &mut Names) -> Result<(), Why> {
    let read = read_job(value, names.given.today, names.given.settings)?;
    let own = companies_of(contact);
    let id = read.company_id.parse().ok().map(CompanyId);
    let id = id.filter(|id| read.company.is_empty() || names.given.book.company(*id).is_some());
    let company = match id {
        None if !read.company.is_empty() => Some(names.company(&read.company, &own)?),
        known => known,
    };
    let job = Job { company, role: read.role, department: read.department, from: read.from, to: read.to };
    let says = |said: &str, is: &str| said.is_empty() || said == is;
    match how {
        How::Set => contact.jobs = vec![job],
        How::Add if contact.jobs.contains(&job) => {}
        How::Add => contact.jobs.push(job),
        How::Remove => contact.jobs.retain(|kept| {
            let same = job.company.is_none_or(|id| kept.company == Some(id))
                && says(&job.role, &kept.role)
                && says(&job.department, &kept.department)
                && job.from.is_none_or(|day| kept.from == Some(day))
                && job.to.is_none_or(|day| kept.to == Some(day));
            !same
        }),
    }
    Ok(())
}
