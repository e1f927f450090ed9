//! What two contacts who become one say of the same, field by field: which of both is taken, or both.

use crate::domain::book::Book;
use crate::domain::contact::{Address, Contact, Job, Labelled, NameParts};
use crate::domain::field::{Field, FieldName, contact_values, is_same_tag};
use crate::domain::is_default;
use crate::domain::pairs::is_same_phone;
use crate::domain::search::fold;

/// What is taken of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// What the one who is kept says.
    Kept,
    /// What the one who goes says.
    Gone,
    /// What both say, of a list or of notes.
    Both,
}

/// A field of two contacts who become one, in which at least one of them says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub name: FieldName,
    /// As [`crate::domain::field`] writes it, a text for each value.
    pub kept: Vec<String>,
    pub gone: Vec<String>,
    /// What is taken unless something else is chosen.
    pub takes: Takes,
    /// Whether both can be taken.
    pub can_be_both: bool,
    /// Whether both say the same, so that there is nothing to choose.
    pub is_same: bool,
}

/// What was chosen otherwise than by [`Compared::takes`].
pub(super) type Chosen = [(FieldName, Takes)];

/// The fields in which one of them says something, in the order in which they are listed.
pub fn compared(kept: &Contact, gone: &Contact, book: &Book) -> Vec<Compared> {
    let fields = PARTS.iter().map(|part| (FieldName::from(part.field), part.takes(kept, gone), part.join.is_some()));
    let own = kept.fields.keys().chain(gone.fields.keys().filter(|name| !kept.fields.contains_key(*name)));
    let free = own.map(|name| (FieldName::Free(name.clone()), takes_free(kept, name), false));
    let compared = |(name, takes, can_be_both): (FieldName, Takes, bool)| {
        let values = |of: &Contact| contact_values(of, &name, book);
        let (kept, gone) = (values(kept), values(gone));
        let is_same = kept == gone;
        Compared { takes, can_be_both, is_same, kept, gone, name }
    };
    fields.chain(free).map(compared).filter(|one| !one.kept.is_empty() || !one.gone.is_empty()).collect()
}

/// Whether it can be chosen of whom this is taken.
pub fn can_be_chosen(name: &FieldName) -> bool {
    match name {
        FieldName::Whole(field) => PARTS.iter().any(|part| part.field == *field),
        FieldName::Free(_) => true,
        FieldName::Labelled(..) | FieldName::Part { .. } => false,
    }
}

/// `kept` with what is taken of `gone`: where it is empty what `gone` says, of lists and notes what both say, unless it is `chosen`
/// otherwise. Both are found by the ids of both from then on.
pub(super) fn joined(kept: &Contact, gone: &Contact, chosen: &Chosen) -> Contact {
    let chosen_of = |name: &FieldName| chosen.iter().rev().find(|(of, _)| of == name).map(|(_, takes)| *takes);
    let mut after = kept.clone();
    for part in PARTS {
        let takes = chosen_of(&part.field.into()).unwrap_or_else(|| part.takes(kept, gone));
        match (takes, part.join) {
            (Takes::Gone, _) => (part.take)(&mut after, gone),
            (Takes::Both, Some(join)) => join(&mut after, gone),
            (Takes::Both | Takes::Kept, _) => {}
        }
    }
    for (name, value) in &gone.fields {
        let chosen = chosen_of(&FieldName::Free(name.clone()));
        if chosen.unwrap_or_else(|| takes_free(kept, name)) == Takes::Gone {
            after.fields.insert(name.clone(), value.clone());
        }
    }
    // What is chosen away where only the one who is kept has it.
    let emptied = |name: &String| chosen_of(&FieldName::Free(name.clone())) == Some(Takes::Gone);
    after.fields.retain(|name, _| gone.fields.contains_key(name) || !emptied(name));
    if fold(&after.name) == fold(&gone.name) {
        let parts = &mut after.name_parts;
        let is_unknown = [&parts.given, &parts.middle, &parts.family].into_iter().all(String::is_empty);
        if is_unknown {
            copy_name(parts, &gone.name_parts);
        }
    }
    super::join(&mut after.foreign, &gone.foreign, PartialEq::eq);
    after.added = kept.added.min(gone.added);
    after.remember(gone);
    after
}

fn takes_free(kept: &Contact, name: &str) -> Takes {
    if kept.fields.contains_key(name) { Takes::Kept } else { Takes::Gone }
}

/// A field that can be taken from either.
struct Part {
    field: Field,
    is_empty: fn(&Contact) -> bool,
    take: fn(&mut Contact, &Contact),
    /// Brings both together.
    join: Option<fn(&mut Contact, &Contact)>,
}

impl Part {
    fn takes(&self, kept: &Contact, gone: &Contact) -> Takes {
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
        Part { join: Some(|after, gone| $join(&mut after.$list, &gone.$list)), ..one!($field, $list) }
    };
}

/// What there is to choose. The parts of the name go with it; ids, what no field holds, and the day added aren't chosen.
const PARTS: &[Part] = &[
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
    list!(Job, jobs, join_jobs),
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
    one!(Dnc, do_not_contact),
    one!(Owner, owner),
    one!(Source, source),
    one!(ReferredBy, referred_by),
    Part { join: Some(|after, gone| super::join_notes(&mut after.notes, &gone.notes)), ..one!(Notes, notes) },
    one!(Archived, archived),
];

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

fn join_phones(own: &mut Vec<Labelled>, others: &[Labelled]) {
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

fn join_jobs(own: &mut Vec<Job>, others: &[Job]) {
    own.extend(others.iter().cloned());
    super::one_job_each(own, |_| true);
}
