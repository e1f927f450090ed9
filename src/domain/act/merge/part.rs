//! The fields of two contacts or companies that become one: which of both is taken by itself, and how two lists become one.

use std::collections::BTreeMap;

use super::joining::{Joined, Takes};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::contact::{Address, Contact, Job, Labelled, NameParts, Referrer, merged_ids};
use crate::domain::field::{Field, FieldName, company_values, is_same_tag, shown_values};
use crate::domain::id::CompanyId;
use crate::domain::is_default;
use crate::domain::pairs::{Firm, is_same_phone, is_same_phone_fuller};
use crate::domain::search::fold;

/// A field that can be taken from either.
pub struct Part<T> {
    pub(super) field: Field,
    pub(super) is_empty: fn(&T) -> bool,
    pub(super) take: fn(&mut T, &T),
    /// Brings both together.
    pub(super) join: Option<fn(&mut T, &T, &Book)>,
}

impl<T> Part<T> {
    /// What is taken unless it is chosen otherwise.
    pub(super) fn takes(&self, kept: &T, gone: &T) -> Takes {
        match ((self.is_empty)(kept), (self.is_empty)(gone)) {
            // Nobody is out of sight whom one of both shows.
            (false, true) if self.field == Field::Archived => Takes::Gone,
            (true, false) if self.field == Field::Archived => Takes::Kept,
            (_, true) => Takes::Kept,
            (true, false) => Takes::Gone,
            (false, false) if self.join.is_some() => Takes::Both,
            (false, false) => Takes::Kept,
        }
    }
}

macro_rules! one {
    ($field:ident, $($part:ident).+) => {
        Part {
            field: Field::$field,
            is_empty: |of| is_default(&of.$($part).+),
            take: |after, gone| after.$($part).+.clone_from(&gone.$($part).+),
            join: None,
        }
    };
}

macro_rules! list {
    ($field:ident, $list:ident, $join:expr) => {
        Part { join: Some(|after, gone, _| $join(&mut after.$list, &gone.$list)), ..one!($field, $list) }
    };
}

/// What there is to choose of contacts. The parts of the name go with it; ids, what no field holds, and the day added aren't chosen.
const OF_CONTACT: &[Part<Contact>] = &[
    Part {
        field: Field::Name,
        is_empty: |of| of.name.is_empty(),
        take: |after, gone| {
            after.name.clone_from(&gone.name);
            copy_name(&mut after.name_parts, &gone.name_parts);
        },
        join: None,
    },
    one!(Honorific, name_parts.honorific),
    one!(NameSuffix, name_parts.suffix),
    one!(Nickname, name_parts.nickname),
    one!(Salutation, salutation),
    one!(Form, address_form),
    Part { join: Some(|after, gone, book| join_jobs(&mut after.jobs, &gone.jobs, book)), ..one!(Job, jobs) },
    list!(Email, mails, join_mails),
    list!(Phone, phones, join_phones),
    list!(Address, addresses, join_addresses),
    list!(Web, handles, join_handles),
    one!(Birthday, birthday),
    one!(Language, language),
    one!(Channel, preferred_channel),
    one!(Tier, tier),
    one!(Stage, stage),
    list!(Tag, tags, join_tags),
    one!(Every, cadence),
    one!(Ceiling, ceiling),
    one!(Dnc, do_not_contact),
    one!(Owner, owner),
    one!(Source, source),
    one!(ReferredBy, referred_by),
    one!(Reference, reference),
    Part { join: Some(|after, gone, _| super::join_notes(&mut after.notes, &gone.notes)), ..one!(Notes, notes) },
    one!(Archived, archived),
];

/// The same of companies.
const OF_COMPANY: &[Part<Company>] = &[
    one!(Name, name),
    one!(Industry, industry),
    one!(Size, size),
    one!(Tier, tier),
    one!(Every, cadence),
    one!(Reference, reference),
    one!(KeyContact, key_contact),
    one!(Deputy, deputy),
    one!(Web, web),
    list!(Email, mails, join_mails),
    list!(Phone, phones, join_phones),
    list!(Address, addresses, join_addresses),
    list!(Tag, tags, join_tags),
    Part { join: Some(|after, gone, _| super::join_notes(&mut after.notes, &gone.notes)), ..one!(Notes, notes) },
    one!(Archived, archived),
];

impl Joined for Contact {
    const PARTS: &'static [Part<Self>] = OF_CONTACT;

    fn empty(&self) -> Self {
        Self::new(self.id, "", self.added)
    }

    fn free(&self) -> &BTreeMap<String, String> {
        &self.fields
    }

    fn free_mut(&mut self) -> &mut BTreeMap<String, String> {
        &mut self.fields
    }

    fn take_rest(&mut self, before: &Self, gone: &Self) {
        if fold(&self.name) == fold(&gone.name) {
            let parts = &mut self.name_parts;
            let is_unknown = [&parts.given, &parts.middle, &parts.family].into_iter().all(String::is_empty);
            if is_unknown {
                copy_name(parts, &gone.name_parts);
            }
        }
        super::join(&mut self.foreign, &gone.foreign, PartialEq::eq);
        keep_said(&mut self.imported, &gone.imported);
        self.added = before.added.min(gone.added);
        self.remember(gone);
        // Nobody was recommended by themself.
        let own = |id| self.referred_by == Some(Referrer::Contact(id));
        if merged_ids(&self.ids).chain([self.id]).any(own) {
            self.referred_by = None;
        }
    }

    fn values(&self, name: &FieldName, book: &Book) -> Vec<String> {
        shown_values(self, name, book)
    }
}

impl Joined for Company {
    const PARTS: &'static [Part<Self>] = OF_COMPANY;

    fn empty(&self) -> Self {
        Self::new(self.id, "", self.added)
    }

    fn free(&self) -> &BTreeMap<String, String> {
        &self.fields
    }

    fn free_mut(&mut self) -> &mut BTreeMap<String, String> {
        &mut self.fields
    }

    fn take_rest(&mut self, before: &Self, gone: &Self) {
        super::join(&mut self.foreign, &gone.foreign, PartialEq::eq);
        keep_said(&mut self.imported, &gone.imported);
        self.added = before.added.min(gone.added);
        self.remember(gone);
        self.remember_name(before);
    }

    fn values(&self, name: &FieldName, book: &Book) -> Vec<String> {
        company_values(self, name, book)
    }
}

/// What imports said of one that goes is theirs, too, where nothing is known of that card.
fn keep_said(own: &mut BTreeMap<String, String>, gone: &BTreeMap<String, String>) {
    for (card, said) in gone {
        own.entry(card.clone()).or_insert_with(|| said.clone());
    }
}

fn copy_name(parts: &mut NameParts, of: &NameParts) {
    parts.given.clone_from(&of.given);
    parts.middle.clone_from(&of.middle);
    parts.family.clone_from(&of.family);
}

/// Values that are the same stand once, with the label that one of them has.
fn join_labelled(own: &mut Vec<Labelled>, others: &[Labelled], same: impl Fn(&str, &str) -> bool) {
    for other in others {
        match own.iter_mut().find(|known| same(&known.value, &other.value)) {
            Some(known) if known.label.is_empty() => known.label.clone_from(&other.label),
            Some(_) => {}
            None => own.push(other.clone()),
        }
    }
}

fn join_mails(own: &mut Vec<Labelled>, others: &[Labelled]) {
    join_labelled(own, others, |one, other| one.trim().to_lowercase() == other.trim().to_lowercase());
}

/// Of two ways to write one number the fuller one stays: that with its country.
fn join_phones(own: &mut Vec<Labelled>, others: &[Labelled]) {
    for known in own.iter_mut() {
        let fuller = others.iter().find(|other| is_same_phone_fuller(&other.value, &known.value));
        if let Some(other) = fuller {
            known.value.clone_from(&other.value);
        }
    }
    join_labelled(own, others, is_same_phone);
}

fn join_handles(own: &mut Vec<Labelled>, others: &[Labelled]) {
    let bare = |page: &str| page.trim().trim_end_matches('/').to_lowercase();
    join_labelled(own, others, |one, other| bare(one) == bare(other));
}

fn join_addresses(own: &mut Vec<Address>, others: &[Address]) {
    for other in others {
        let same = |known: &&mut Address| fold(&known.on_one_line()) == fold(&other.on_one_line());
        match own.iter_mut().find(same) {
            Some(known) if known.label.is_empty() => known.label.clone_from(&other.label),
            Some(_) => {}
            None => own.push(other.clone()),
        }
    }
}

fn join_tags(own: &mut Vec<String>, others: &[String]) {
    super::join(own, others, |one, other| is_same_tag(one, other));
}

/// Two present jobs at what is the same company but for its legal form are one.
fn join_jobs(own: &mut Vec<Job>, others: &[Job], book: &Book) {
    own.extend(others.iter().cloned());
    let firm = |company: CompanyId| Firm::of(book.company_name_of(company));
    super::one_job_each(own, |one, other| one == other || firm(one).may_be(&firm(other)));
    Job::present_first(own);
}
