//! A company's fields, read into it and written.

use super::assign::{
    Assignment, How, address_values, change_addresses, change_ids, change_labelled, change_tags, id_values,
    labelled_values, part_values, set_part,
};
use super::choice::{read_cadence, read_tier, read_yes, write_cadence};
use super::contact::set_free;
use super::day::read_from;
use super::error::{FieldError, Why};
use super::list::write_tag;
use super::name::FieldName;
use super::reference;
use super::referrer::{read_contact, write_contact};
use super::table::Field;
use crate::domain::act::Given;
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::id::ContactId;

/// Changes `company` as the assignment says.
pub fn assign_company(company: &mut Company, assignment: &Assignment, given: &Given) -> Result<(), FieldError> {
    let Assignment { name, how, value } = assignment;
    let done = match name {
        FieldName::Whole(field) => whole(company, *field, *how, value, given),
        FieldName::Labelled(Field::Email, label) => {
            change_labelled(&mut company.mails, Field::Email, Some(label), *how, value)
        }
        FieldName::Labelled(Field::Phone, label) => {
            change_labelled(&mut company.phones, Field::Phone, Some(label), *how, value)
        }
        FieldName::Labelled(Field::Address, label) => {
            change_addresses(&mut company.addresses, Some(label), *how, value)
        }
        FieldName::Labelled(_, source) => change_ids(&mut company.ids, Some(source), *how, value),
        FieldName::Part { label, part } => {
            set_part(&mut company.addresses, label.as_deref(), *part, value);
            Ok(())
        }
        FieldName::Free(name) => {
            set_free(&mut company.fields, name, value);
            Ok(())
        }
    };
    done.map_err(|why| assignment.wrong(why))
}

fn whole(company: &mut Company, field: Field, how: How, value: &str, given: &Given) -> Result<(), Why> {
    let text = value.trim();
    match field {
        Field::Name => text.clone_into(&mut company.name),
        Field::Industry => text.clone_into(&mut company.industry),
        Field::Size => text.clone_into(&mut company.size),
        Field::Web => text.clone_into(&mut company.web),
        Field::Email => change_labelled(&mut company.mails, field, None, how, text)?,
        Field::Phone => change_labelled(&mut company.phones, field, None, how, text)?,
        Field::Address => change_addresses(&mut company.addresses, None, how, text)?,
        Field::Tag => change_tags(&mut company.tags, how, text),
        Field::Tier => company.tier = read_tier(text)?,
        Field::Reference => company.reference = reference::read(text, given.today, given.settings)?,
        Field::KeyContact => company.key_contact = read_contact(text, given.book)?,
        Field::Deputy => company.deputy = read_contact(text, given.book)?,
        Field::Every => company.cadence = read_cadence(text)?,
        Field::Notes => value.trim_end().clone_into(&mut company.notes),
        Field::Added => company.added = read_from(text, given.today, given.settings).map_err(Why::Day)?,
        Field::Archived => company.archived = read_yes(text)?,
        Field::Ids => change_ids(&mut company.ids, None, how, text)?,
        _ => {}
    }
    Ok(())
}

/// The values of a field as text, each of which [`assign_company`] reads back.
pub fn company_values(company: &Company, name: &FieldName, book: &Book) -> Vec<String> {
    match name {
        FieldName::Whole(field) => whole_values(company, *field, book),
        FieldName::Labelled(Field::Email, label) => labelled_values(&company.mails, Field::Email, Some(label)),
        FieldName::Labelled(Field::Phone, label) => labelled_values(&company.phones, Field::Phone, Some(label)),
        FieldName::Labelled(Field::Address, label) => address_values(&company.addresses, Some(label)),
        FieldName::Labelled(_, source) => id_values(&company.ids, Some(source)),
        FieldName::Part { label, part } => part_values(&company.addresses, label.as_deref(), *part),
        FieldName::Free(name) => company.fields.get(name).cloned().into_iter().collect(),
    }
}

fn whole_values(company: &Company, field: Field, book: &Book) -> Vec<String> {
    let contact = |id: Option<ContactId>| id.and_then(|id| write_contact(id, book)).into_iter().collect();
    let text =
        |value: &str| -> Vec<String> { [value].into_iter().filter(|v| !v.is_empty()).map(str::to_owned).collect() };
    match field {
        Field::Name => text(&company.name),
        Field::Industry => text(&company.industry),
        Field::Size => text(&company.size),
        Field::Web => text(&company.web),
        Field::Email => labelled_values(&company.mails, field, None),
        Field::Phone => labelled_values(&company.phones, field, None),
        Field::Address => address_values(&company.addresses, None),
        Field::Tag => company.tags.iter().map(|tag| write_tag(tag)).collect(),
        Field::Tier => company.tier.map(|tier| tier.letter().to_string()).into_iter().collect(),
        Field::Reference => company.reference.iter().map(reference::write).collect(),
        Field::KeyContact => contact(company.key_contact),
        Field::Deputy => contact(company.deputy),
        Field::Every => text(&write_cadence(company.cadence)),
        Field::Notes => text(&company.notes),
        Field::Added => vec![company.added.to_string()],
        Field::Archived => text(if company.archived { "yes" } else { "" }),
        Field::Ids => id_values(&company.ids, None),
        _ => Vec::new(),
    }
}
