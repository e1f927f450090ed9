//! The order of a list: by its columns, and by name where they are the same.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::value::{Key, Value, of_facts, of_row};
use super::{Column, Sort};
use crate::domain::book::Book;
use crate::domain::id::{ById, ContactId, IdSet};
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::domain::settings::Settings;

/// Sorts what stands in the list's own order: that decides where all that is sorted by is the same. `value` is what stands in a column.
pub fn sort<T>(all: &mut [T], sorts: &[Sort], value: impl Fn(&T, Column) -> Value) {
    if sorts.is_empty() {
        return;
    }
    all.sort_by_cached_key(|one| {
        let key = |sort: &Sort| Keyed { key: Key::of(&value(one, sort.column)), descending: sort.descending };
        sorts.iter().map(key).collect::<Vec<_>>()
    });
}

/// What one is sorted by, with the way round.
#[derive(PartialEq, Eq)]
struct Keyed {
    key: Key,
    descending: bool,
}

impl Ord for Keyed {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.order(&other.key, self.descending)
    }
}

impl PartialOrd for Keyed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All contacts, archived ones too, sorted. Of a hundred thousand it takes some tenths of a second where rows must be read.
pub fn sorted(book: &Book, settings: &Settings, today: NaiveDate, sorts: &[Sort]) -> Vec<ContactId> {
    let by_name: Vec<ContactId> = book.by_name().collect();
    if sorts.is_empty() {
        return by_name;
    }
    let places: ById<ContactId, usize> = by_name.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let keys: Vec<Vec<Key>> = sorts.iter().map(|sort| keys(sort.column, book, settings, today, &places)).collect();
    let order = |one: &usize, other: &usize| {
        let by = sorts.iter().zip(&keys).map(|(sort, keys)| keys[*one].order(&keys[*other], sort.descending));
        by.fold(Ordering::Equal, Ordering::then).then(one.cmp(other))
    };
    let mut sorted: Vec<usize> = (0..by_name.len()).collect();
    sorted.sort_unstable_by(order);
    sorted.into_iter().map(|place| by_name[place]).collect()
}

/// These sorted: many as all are, few one by one.
pub fn put_in_order(
    ids: Vec<ContactId>,
    book: &Book,
    settings: &Settings,
    today: NaiveDate,
    sorts: &[Sort],
) -> Vec<ContactId> {
    if ids.len() > book.contacts().len() / MANY {
        let these: IdSet<ContactId> = ids.into_iter().collect();
        return sorted(book, settings, today, sorts).into_iter().filter(|id| these.contains(id)).collect();
    }
    let order = Order { book, settings, today, sorts };
    let mut standing: Vec<(ContactId, Standing)> =
        ids.into_iter().filter_map(|id| Some((id, order.standing(id)?))).collect();
    standing.sort_unstable_by(|(_, one), (_, other)| order.compare(one, other));
    standing.into_iter().map(|(id, _)| id).collect()
}

/// Where more than one in so many contacts is sorted, all are.
const MANY: usize = 16;

/// What all are sorted by in a column, by their places in the order of names.
fn keys(
    column: Column,
    book: &Book,
    settings: &Settings,
    today: NaiveDate,
    places: &ById<ContactId, usize>,
) -> Vec<Key> {
    if column == Column::Name {
        return (0..places.len()).map(|place| Key::Number(place as i64)).collect();
    }
    let mut keys = vec![Key::Nothing; places.len()];
    let mut put = |id: ContactId, key: Key| {
        if let Some(place) = places.get(&id) {
            keys[*place] = key;
        }
    };
    let mut facts = book.facts().peekable();
    let is_known = facts.peek().is_none_or(|one| of_facts(column, one, book, settings, today).is_some());
    match is_known {
        true => facts.for_each(|one| {
            let value = of_facts(column, one, book, settings, today);
            put(one.id, value.map_or(Key::Nothing, |value| Key::of(&value)));
        }),
        false => book.each_contact().for_each(|row| put(row.id, Key::of(&of_row(column, &row, book, settings)))),
    }
    keys
}

/// Where single contacts stand in a list that is sorted already.
pub struct Order<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    pub today: NaiveDate,
    pub sorts: &'a [Sort],
}

/// What one contact is sorted by.
pub struct Standing {
    keys: Vec<Key>,
    name: Name,
}

/// By last name, then name, then id.
type Name = (String, String, ContactId);

impl Order<'_> {
    /// What a contact is sorted by; `None` for one who isn't there.
    pub fn standing(&self, id: ContactId) -> Option<Standing> {
        let row = self.book.contact(id)?;
        let keys = self.sorts.iter().map(|sort| self.key(sort.column, row)).collect();
        Some(Standing { keys, name: (fold(row.last_name()), fold(&row.name), row.id) })
    }

    fn key(&self, column: Column, row: &Row) -> Key {
        let Self { book, settings, today, .. } = *self;
        let facts = book.facts_of(row.id);
        let value = facts.and_then(|facts| of_facts(column, facts, book, settings, today));
        Key::of(&value.unwrap_or_else(|| of_row(column, row, book, self.settings)))
    }

    /// Which of two stands first.
    pub fn compare(&self, one: &Standing, other: &Standing) -> Ordering {
        let mut order = Ordering::Equal;
        for (sort, (one_key, other_key)) in self.sorts.iter().zip(one.keys.iter().zip(&other.keys)) {
            order = order.then_with(|| match sort.column {
                Column::Name if sort.descending => other.name.cmp(&one.name),
                Column::Name => one.name.cmp(&other.name),
                _ => one_key.order(other_key, sort.descending),
            });
        }
        order.then_with(|| one.name.cmp(&other.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ceiling::Ceiling;
    use crate::domain::health::{self, Healths, Weights};
    use crate::domain::id::Ids;
    use crate::domain::record::Record;
    use crate::domain::sample::sample;
    use crate::domain::view::List;

    fn book() -> (Book, NaiveDate) {
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        let offset = chrono::FixedOffset::east_opt(3_600).unwrap();
        let mut book = Book::default();
        for (n, mut change) in sample(today, offset, &mut Ids::seeded(1, 1)).into_iter().enumerate() {
            if let Some(Record::Contact(contact)) = &mut change.after {
                contact.owner = ["Östen", "", "Nora", "Zita"][n % 4].to_owned();
                contact.ceiling = [Ceiling::ByTier, Ceiling::Own("4 in 30d".parse().unwrap())][n % 2];
            }
            book.apply(&change);
        }
        (book, today)
    }

    /// With a health of all but every fifth.
    fn settings(book: &Book, today: NaiveDate) -> Settings {
        let mut contacts: Vec<_> = book.contact_ids().collect();
        contacts.sort_unstable();
        let standing =
            |n: usize| health::Standing { now: (!n.is_multiple_of(5)).then_some((n * 37 % 101) as u8), before: None };
        let contacts = contacts.into_iter().enumerate().map(|(n, id)| (id, standing(n))).collect();
        let healths = Healths { day: today.into(), weights: Weights::default(), contacts, companies: Vec::new() };
        Settings { healths: Some(healths.into()), ..Settings::default() }
    }

    /// Sorted by each column, alone and turned round.
    fn all_sorts() -> Vec<Vec<Sort>> {
        let each = |descending| Column::of(List::Contacts).map(move |column| vec![Sort { column, descending }]);
        each(false).chain(each(true)).collect()
    }

    #[test]
    fn whoever_has_nothing_stands_last_and_the_same_stand_by_name() {
        let (book, today) = book();
        let settings = settings(&book, today);
        let by_name: Vec<ContactId> = book.by_name().collect();
        let place = |id: &ContactId| by_name.iter().position(|one| one == id);
        for sorts in all_sorts().into_iter().filter(|sorts| sorts[0].column != Column::Name) {
            let order = Order { book: &book, settings: &settings, today, sorts: &sorts };
            let sorted = sorted(&book, &settings, today, &sorts);
            assert_eq!(sorted.len(), by_name.len());
            let keys: Vec<Key> =
                sorted.iter().map(|id| order.key(sorts[0].column, book.contact(*id).unwrap())).collect();
            let first_empty = keys.iter().position(|key| *key == Key::Nothing).unwrap_or(keys.len());
            assert!(keys[first_empty..].iter().all(|key| *key == Key::Nothing), "{sorts:?}");
            assert!(first_empty > 0, "{sorts:?}: the sample has none of it");
            for (pair, ids) in keys.windows(2).zip(sorted.windows(2)) {
                let is_right = match pair[0].order(&pair[1], sorts[0].descending) {
                    Ordering::Less => true,
                    Ordering::Equal => place(&ids[0]) < place(&ids[1]),
                    Ordering::Greater => false,
                };
                assert!(is_right, "{sorts:?}: {pair:?}");
            }
        }
    }

    #[test]
    fn single_ones_stand_where_all_of_them_stand() {
        let (book, today) = book();
        let settings = Settings::default();
        let two = ["tier,-last-touch", "-stage,name", "company,-name", "-next-due,tier,-city"];
        let two =
            two.iter().map(|sorts| sorts.split(',').map(|sort| Sort::read(sort, List::Contacts).unwrap()).collect());
        for sorts in all_sorts().into_iter().chain(two) {
            let order = Order { book: &book, settings: &settings, today, sorts: &sorts };
            let sorted = sorted(&book, &settings, today, &sorts);
            let some: Vec<ContactId> = sorted.iter().rev().copied().take(3).collect();
            let expect: Vec<ContactId> = some.iter().rev().copied().collect();
            assert_eq!(put_in_order(some, &book, &settings, today, &sorts), expect);
            let standings: Vec<Standing> = sorted.iter().map(|id| order.standing(*id).unwrap()).collect();
            for pair in standings.windows(2) {
                assert_eq!(order.compare(&pair[0], &pair[1]), Ordering::Less, "{sorts:?}");
            }
        }
    }
}
