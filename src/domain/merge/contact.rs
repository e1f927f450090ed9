//! A contact's fields.

use std::collections::BTreeMap;

use super::{Clash, Merging, Part, Three};
use crate::domain::contact::{Address, Contact, ForeignId, Job, Labelled, NameParts};
use crate::domain::field::{Field, FieldName, contact_values};
use crate::domain::id::ContactId;

/// Every field of the contact is named here: a new one isn't forgotten.
pub(super) fn merged(all: Three<Contact>, into: &mut Merging) -> Contact {
    let book = into.book;
    let clash = |name: FieldName| Clash {
        mine: contact_values(all.mine, &name, book),
        theirs: contact_values(all.theirs, &name, book),
        part: Part::Field(name),
    };
    macro_rules! one {
        ($field:expr, $($part:ident).+) => { into.one(all.of(|side| &side.$($part).+), || clash($field.into())) };
    }
    // Of a list those values alone are told that clash: as a contact writes them that has no others.
    let none = Contact::new(ContactId(all.base.id.0), "", all.base.added);
    macro_rules! list {
        ($field:expr, $list:ident, $of:ty) => {
            into.list(all.of(|side| &side.$list), |mine: &[$of], theirs: &[$of]| {
                let name = FieldName::from($field);
                let of =
                    |values: &[$of]| contact_values(&Contact { $list: values.to_vec(), ..none.clone() }, &name, book);
                Clash { mine: of(mine), theirs: of(theirs), part: Part::Field(name.clone()) }
            })
        };
    }
    let name_parts = NameParts {
        honorific: one!(Field::Honorific, name_parts.honorific),
        given: one!(Field::GivenName, name_parts.given),
        middle: one!(Field::MiddleName, name_parts.middle),
        family: one!(Field::FamilyName, name_parts.family),
        suffix: one!(Field::NameSuffix, name_parts.suffix),
        nickname: one!(Field::Nickname, name_parts.nickname),
    };
    let name = match written_anew(all, &name_parts) {
        Some(name) => name,
        None => one!(Field::Name, name),
    };
    Contact {
        id: all.mine.id,
        name,
        name_parts,
        added: one!(Field::Added, added),
        ids: list!(Field::Ids, ids, ForeignId),
        foreign: into.list(all.of(|side| &side.foreign), |_, _| clash(FieldName::Free("foreign".to_owned()))),
        salutation: one!(Field::Salutation, salutation),
        address_form: one!(Field::Form, address_form),
        jobs: {
            let jobs = list!(Field::Job, jobs, Job);
            at_one_company(all, jobs, into, || clash(Field::Company.into()))
        },
        mails: list!(Field::Email, mails, Labelled),
        phones: list!(Field::Phone, phones, Labelled),
        addresses: list!(Field::Address, addresses, Address),
        handles: list!(Field::Web, handles, Labelled),
        birthday: one!(Field::Birthday, birthday),
        language: one!(Field::Language, language),
        preferred_channel: one!(Field::Channel, preferred_channel),
        tier: one!(Field::Tier, tier),
        stage: one!(Field::Stage, stage),
        tags: list!(Field::Tag, tags, String),
        cadence: one!(Field::Every, cadence),
        ceiling: one!(Field::Ceiling, ceiling),
        do_not_contact: one!(Field::Dnc, do_not_contact),
        owner: one!(Field::Owner, owner),
        source: one!(Field::Source, source),
        reference: one!(Field::Reference, reference),
        referred_by: one!(Field::ReferredBy, referred_by),
        notes: one!(Field::Notes, notes),
        fields: into.free(all.of(|side| &side.fields)),
        archived: one!(Field::Archived, archived),
        imported: both_imported(all.of(|side| &side.imported)),
    }
}

/// What imports said on both sides; where one card came in on both, what was said there last isn't known, and the other's stands.
pub(super) fn both_imported(all: Three<BTreeMap<String, String>>) -> BTreeMap<String, String> {
    let either = || all.mine.clone().into_iter().chain(all.theirs.clone()).collect();
    all.agreed().unwrap_or_else(either)
}

/// The shown name of the merged parts, where both sides' is made of theirs: one changed the given name, the other the family's.
fn written_anew(all: Three<Contact>, parts: &NameParts) -> Option<String> {
    let Contact { name, name_parts, .. } = all.base;
    let is_made = |side: &Contact| name_parts.renamed(name, &side.name_parts).as_ref() == Some(&side.name);
    let both = all.mine.name != all.theirs.name && is_made(all.mine) && is_made(all.theirs);
    both.then(|| name_parts.renamed(name, parts)).flatten()
}

/// Where both sides changed the company that somebody works for, and to another one, that clashes, though both jobs may stand.
fn at_one_company(all: Three<Contact>, jobs: Vec<Job>, into: &mut Merging, clash: impl FnOnce() -> Clash) -> Vec<Job> {
    let [base, mine, theirs] = [all.base, all.mine, all.theirs].map(Contact::company);
    let is_told = into.clashes.iter().any(|clash| clash.part == Part::Field(Field::Job.into()));
    if is_told || (Three { base: &base, mine: &mine, theirs: &theirs }).agreed().is_some() {
        return jobs;
    }
    into.decided(clash(), all.mine.jobs.clone(), all.theirs.jobs.clone())
}
