//! A company's fields, and the free fields of both.

use std::collections::BTreeMap;

use super::contact::both_imported;
use super::{Clash, Merging, Part, Three};
use crate::domain::agenda_mark::Snooze;
use crate::domain::company::Company;
use crate::domain::contact::{Address, ForeignId, Labelled};
use crate::domain::field::{Field, FieldName, company_values};

/// Every field of the company is named here: a new one isn't forgotten.
pub(super) fn merged(all: Three<Company>, into: &mut Merging) -> Company {
    let book = into.book;
    let clash = |name: FieldName| Clash {
        mine: company_values(all.mine, &name, book),
        theirs: company_values(all.theirs, &name, book),
        part: Part::Field(name),
    };
    macro_rules! one {
        ($field:expr, $part:ident) => {
            into.one(all.of(|side| &side.$part), || clash($field.into()))
        };
    }
    let none = Company::new(all.base.id, "", all.base.added);
    macro_rules! list {
        ($field:expr, $list:ident, $of:ty) => {
            into.list(all.of(|side| &side.$list), |mine: &[$of], theirs: &[$of]| {
                let name = FieldName::from($field);
                let of =
                    |values: &[$of]| company_values(&Company { $list: values.to_vec(), ..none.clone() }, &name, book);
                Clash { mine: of(mine), theirs: of(theirs), part: Part::Field(name.clone()) }
            })
        };
    }
    Company {
        id: all.mine.id,
        name: one!(Field::Name, name),
        added: one!(Field::Added, added),
        industry: one!(Field::Industry, industry),
        size: one!(Field::Size, size),
        web: one!(Field::Web, web),
        mails: list!(Field::Email, mails, Labelled),
        phones: list!(Field::Phone, phones, Labelled),
        addresses: list!(Field::Address, addresses, Address),
        tags: list!(Field::Tag, tags, String),
        tier: one!(Field::Tier, tier),
        cadence: one!(Field::Every, cadence),
        reference: one!(Field::Reference, reference),
        key_contact: one!(Field::KeyContact, key_contact),
        deputy: one!(Field::Deputy, deputy),
        // The later one counts.
        snoozed: later(all.of(|side| &side.snoozed)),
        notes: one!(Field::Notes, notes),
        ids: list!(Field::Ids, ids, ForeignId),
        foreign: into.list(all.of(|side| &side.foreign), |_, _| clash(FieldName::Free("foreign".to_owned()))),
        fields: into.free(all.of(|side| &side.fields)),
        archived: one!(Field::Archived, archived),
        imported: both_imported(all.of(|side| &side.imported)),
    }
}

fn later(all: Three<Option<Snooze>>) -> Option<Snooze> {
    all.agreed().unwrap_or_else(|| (*all.mine).into_iter().chain(*all.theirs).max_by_key(|snooze| snooze.until))
}

impl Merging<'_> {
    /// Free fields, each by its name.
    pub(super) fn free(&mut self, fields: Three<BTreeMap<String, String>>) -> BTreeMap<String, String> {
        let names = [fields.base, fields.mine, fields.theirs].into_iter().flat_map(BTreeMap::keys);
        let mut merged = BTreeMap::new();
        for name in names.collect::<std::collections::BTreeSet<_>>() {
            let [base, mine, theirs] = [fields.base, fields.mine, fields.theirs].map(|side| side.get(name).cloned());
            let value = Three { base: &base, mine: &mine, theirs: &theirs };
            let clash = || Clash {
                part: Part::Field(FieldName::Free(name.clone())),
                mine: mine.clone().into_iter().collect(),
                theirs: theirs.clone().into_iter().collect(),
            };
            merged.extend(self.one(value, clash).map(|value| (name.clone(), value)));
        }
        merged
    }
}
