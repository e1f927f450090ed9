//! `FIELD=VALUE`: what is to be done to a field, and how lists change.

use super::address::{AddressPart, read_address, write_address};
use super::error::{FieldError, Why};
use super::label::{read_labelled, without_scheme, write_labelled};
use super::list::{is_same, read_tags};
use super::name::FieldName;
use super::table::{Field, Of, key};
use crate::domain::contact::{Address, ForeignId, Labelled};

/// How a field is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `=`: the value takes the place of what is there; an empty one empties the field.
    Set,
    /// `+=`: one more in a list.
    Add,
    /// `-=`: one less in a list.
    Remove,
}

/// One field, and what it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub name: FieldName,
    pub how: How,
    pub value: String,
}

impl Assignment {
    /// Reads `field=value`, `field+=value` and `field-=value`. `email=a email=b` are both: the second adds to the first. Of a
    /// field that holds one value there can't be two.
    pub fn read_all<'a>(of: Of, written: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>, FieldError> {
        let mut read: Vec<Self> = Vec::new();
        for written in written {
            let mut next = Self::read(of, written)?;
            let earlier = || read.iter().filter(|earlier| earlier.name == next.name);
            let again = earlier().next().is_some();
            let adds = earlier().any(|earlier| earlier.how != How::Remove);
            match next.how {
                _ if again && !next.name.is_list(of) => return Err(FieldError::Twice(next.name)),
                How::Set if adds => next.how = How::Add,
                _ => {}
            }
            read.push(next);
        }
        Self::sort(&mut read);
        Ok(read)
    }

    /// Brings them into the order in which none undoes another: whole jobs before company, role and department, which are of
    /// the present one; a list that is set whole before what is added to it or has a label.
    pub fn sort(all: &mut [Self]) {
        all.sort_by_key(|Self { name, how, .. }| {
            let sets_whole = matches!(name, FieldName::Whole(_)) && *how == How::Set;
            (name.field().is_none(), name.field(), !sets_whole)
        });
    }

    fn read(of: Of, written: &str) -> Result<Self, FieldError> {
        let Some((name, value)) = written.split_once('=') else {
            return Err(FieldError::NoAssignment(written.to_owned()));
        };
        let (name, how) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, How::Add),
            (_, Some(name)) => (name, How::Remove),
            _ => (name, How::Set),
        };
        Self::new(of, name, how, value)
    }

    /// For the field of this name, which such a record must have.
    pub fn new(of: Of, name: &str, how: How, value: &str) -> Result<Self, FieldError> {
        let name = match (FieldName::read(of, name), Field::named(name)) {
            (Some(name), _) => name,
            (None, Some(field)) => return Err(FieldError::NotOf { of, field }),
            (None, None) => return Err(FieldError::Unknown { of, name: name.trim().to_owned() }),
        };
        if how != How::Set && !name.is_list(of) {
            return Err(FieldError::NoList(name));
        }
        Ok(Self { name, how, value: value.to_owned() })
    }

    pub(super) fn wrong(&self, why: Why) -> FieldError {
        FieldError::Value { name: self.name.clone(), value: self.value.trim().to_owned(), why }
    }
}

/// Changes mails, phones or handles; with a `label` only the values that have it.
pub(super) fn change_labelled(
    list: &mut Vec<Labelled>,
    field: Field,
    label: Option<&str>,
    how: How,
    value: &str,
) -> Result<(), Why> {
    let mut new = match label {
        Some(label) => Labelled::new(label, without_scheme(field, value.trim())),
        None => read_labelled(field, value)?,
    };
    let has_label = |kept: &Labelled| label.is_none_or(|label| key(&kept.label) == key(label));
    let same = |kept: &Labelled| kept.value.eq_ignore_ascii_case(&new.value);
    match how {
        How::Set => {
            // What is there already keeps its label.
            if let Some(kept) = list.iter().find(|kept| new.label.is_empty() && same(kept)) {
                new.label.clone_from(&kept.label);
            }
            let place = list.iter().position(has_label);
            list.retain(|kept| !has_label(kept));
            if !new.value.is_empty() {
                list.insert(place.unwrap_or(list.len()).min(list.len()), new);
            }
        }
        How::Add if new.value.is_empty() => {}
        How::Add => match list.iter_mut().find(|kept| same(kept)) {
            Some(kept) if new.label.is_empty() || kept.label == new.label => {}
            Some(kept) if kept.label.is_empty() => kept.label = new.label,
            _ => list.push(new),
        },
        How::Remove => list.retain(|kept| !(same(kept) && has_label(kept))),
    }
    Ok(())
}

/// Values with their labels, as text.
pub(super) fn labelled_values(list: &[Labelled], field: Field, label: Option<&str>) -> Vec<String> {
    match label {
        Some(label) => {
            list.iter().filter(|kept| key(&kept.label) == key(label)).map(|kept| kept.value.clone()).collect()
        }
        None => list.iter().map(|kept| write_labelled(field, kept)).collect(),
    }
}

/// Changes ids elsewhere: `crm: 4711`. Those that touchbase made for itself stay unless their source is named.
pub(super) fn change_ids(ids: &mut Vec<ForeignId>, source: Option<&str>, how: How, value: &str) -> Result<(), Why> {
    let own: Vec<ForeignId> =
        ids.iter().filter(|id| source.is_none() && how == How::Set && id.is_own()).cloned().collect();
    let mut list: Vec<Labelled> = ids.iter().map(|id| Labelled::new(&id.source, &id.value)).collect();
    change_labelled(&mut list, Field::Ids, source, how, value)?;
    if how != How::Remove && list.iter().any(|id| id.label.is_empty()) {
        return Err(Why::NoSource);
    }
    *ids = list.into_iter().map(|id| ForeignId { source: id.label, value: id.value }).collect();
    for id in own {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(())
}

pub(super) fn id_values(ids: &[ForeignId], source: Option<&str>) -> Vec<String> {
    // What touchbase keeps for itself is shown only to who asks for it by its name.
    let shown = ids.iter().filter(|id| source.is_some() || !id.is_own());
    let list: Vec<Labelled> = shown.map(|id| Labelled::new(&id.source, &id.value)).collect();
    labelled_values(&list, Field::Ids, source)
}

/// Changes addresses; with a `label` only those that have it.
pub(super) fn change_addresses(list: &mut Vec<Address>, label: Option<&str>, how: How, value: &str) -> Result<(), Why> {
    let mut new = read_address(value)?;
    if let Some(label) = label {
        label.clone_into(&mut new.label);
    }
    let has_label = |kept: &Address| label.is_none_or(|label| key(&kept.label) == key(label));
    let is_empty = Address { label: String::new(), ..new.clone() } == Address::default();
    match how {
        How::Set => {
            let place = list.iter().position(has_label);
            list.retain(|kept| !has_label(kept));
            if !is_empty {
                list.insert(place.unwrap_or(list.len()).min(list.len()), new);
            }
        }
        How::Add if is_empty || list.contains(&new) => {}
        How::Add => list.push(new),
        How::Remove => {
            let unlabelled = new.label.is_empty();
            list.retain(|kept| {
                let kept =
                    Address { label: if unlabelled { String::new() } else { kept.label.clone() }, ..kept.clone() };
                kept != new
            });
        }
    }
    Ok(())
}

pub(super) fn address_values(list: &[Address], label: Option<&str>) -> Vec<String> {
    let fitting = list.iter().filter(|kept| label.is_none_or(|label| key(&kept.label) == key(label)));
    let unlabelled =
        |kept: &Address| if label.is_some() { Address { label: String::new(), ..kept.clone() } } else { kept.clone() };
    fitting.map(|kept| write_address(&unlabelled(kept))).collect()
}

/// Sets one part of the address with this label, else of the first; an address of which nothing is left goes.
pub(super) fn set_part(list: &mut Vec<Address>, label: Option<&str>, part: AddressPart, value: &str) {
    let place = place_of(list, label).unwrap_or_else(|| {
        list.push(Address { label: label.unwrap_or_default().to_owned(), ..Address::default() });
        list.len() - 1
    });
    value.trim().clone_into(part.of_mut(&mut list[place]));
    list.retain(|kept| AddressPart::ALL.iter().any(|part| !part.of(kept).is_empty()));
}

pub(super) fn part_values(list: &[Address], label: Option<&str>, part: AddressPart) -> Vec<String> {
    let value = place_of(list, label).map(|place| part.of(&list[place]).to_owned());
    value.into_iter().filter(|value| !value.is_empty()).collect()
}

fn place_of(list: &[Address], label: Option<&str>) -> Option<usize> {
    list.iter().position(|kept| label.is_none_or(|label| key(&kept.label) == key(label)))
}

/// Changes tags, several with commas between.
pub(super) fn change_tags(tags: &mut Vec<String>, how: How, value: &str) {
    if how == How::Set {
        tags.clear();
    }
    for tag in read_tags(value) {
        let there = tags.iter().position(|kept| is_same(kept, &tag));
        match (how, there) {
            (How::Remove, Some(at)) => drop(tags.remove(at)),
            (How::Remove, None) | (_, Some(_)) => {}
            (_, None) => tags.push(tag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_replaced_added_to_and_taken_from() {
        let check = |before: &[&str], label: Option<&str>, how: How, value: &str, after: &[&str]| {
            let read = |text: &&str| read_labelled(Field::Phone, text).unwrap();
            let mut list: Vec<Labelled> = before.iter().map(read).collect();
            change_labelled(&mut list, Field::Phone, label, how, value).unwrap();
            assert_eq!(labelled_values(&list, Field::Phone, None), after, "{label:?} {how:?} {value}");
        };
        check(&["work: 1", "2"], None, How::Set, "1", &["work: 1"]);
        check(&["work: 1", "2"], None, How::Set, "home: 1", &["home: 1"]);
        check(&["work: 1"], None, How::Set, "", &[]);
        check(&["work: 1"], None, How::Add, "mobil: 2", &["work: 1", "mobile: 2"]);
        check(&["work: 1", "2"], None, How::Add, "1", &["work: 1", "2"]);
        check(&["1"], None, How::Add, "work: 1", &["work: 1"]);
        check(&["work: 1", "2"], None, How::Remove, "1", &["2"]);
        check(&["1", "mobile: 2", "3", "mobile: 4"], Some("mobile"), How::Set, "5", &["1", "mobile: 5", "3"]);
        check(&["1", "mobile: 2"], Some("mobile"), How::Set, "", &["1"]);
        check(&["1"], Some("mobile"), How::Add, "2", &["1", "mobile: 2"]);
    }

    #[test]
    fn tags_and_addresses_change() {
        let mut tags = vec!["key".to_owned()];
        change_tags(&mut tags, How::Add, "#oak, Key,fair");
        assert_eq!(tags, ["key", "oak", "fair"]);
        change_tags(&mut tags, How::Remove, "KEY");
        assert_eq!(tags, ["oak", "fair"]);

        let mut list = Vec::new();
        set_part(&mut list, None, AddressPart::City, "Ulm");
        set_part(&mut list, Some("home"), AddressPart::City, "Bern");
        assert_eq!(address_values(&list, None), ["Ulm", "home: Bern"]);
        change_addresses(&mut list, None, How::Add, "Hof 1, 89073 Ulm").unwrap();
        change_addresses(&mut list, None, How::Remove, "Bern").unwrap();
        assert_eq!(address_values(&list, None), ["Ulm", "Hof 1, 89073 Ulm"]);
        set_part(&mut list, None, AddressPart::City, "");
        assert_eq!(part_values(&list, None, AddressPart::Postcode), ["89073"]);
    }

    #[test]
    fn an_id_elsewhere_says_where() {
        let mut ids = Vec::new();
        change_ids(&mut ids, None, How::Set, "crm: 4711").unwrap();
        assert_eq!(ids, [ForeignId { source: "crm".into(), value: "4711".into() }]);
        assert_eq!(change_ids(&mut ids, None, How::Add, "4712"), Err(Why::NoSource));
    }

    #[test]
    fn assignments_are_read() {
        let read = |written: &[&str]| Assignment::read_all(Of::Contact, written.iter().copied());
        let how = |written: &[&str]| -> Vec<How> { read(written).unwrap().iter().map(|next| next.how).collect() };
        assert_eq!(how(&["email=a@x.example", "Mail=b@x.example", "phone-=1"]), [How::Set, How::Add, How::Remove]);
        assert_eq!(read(&["tier=A", "Stufe=B"]), Err(FieldError::Twice(Field::Tier.into())));
        assert_eq!(read(&["field.a=1", "Feld.a=2"]), Err(FieldError::Twice(FieldName::Free("a".into()))));
        let names: Vec<String> =
            read(&["role=Buyer", "job=a", "job=b"]).unwrap().iter().map(|next| next.name.to_string()).collect();
        assert_eq!(names, ["job", "job", "role"]);
        assert_eq!(read(&["notes=a=b"]).unwrap()[0].value, "a=b");
        assert_eq!(read(&["tier"]), Err(FieldError::NoAssignment("tier".into())));
        assert_eq!(read(&["tier+=A"]), Err(FieldError::NoList(Field::Tier.into())));
        assert_eq!(read(&["industry=x"]), Err(FieldError::NotOf { of: Of::Contact, field: Field::Industry }));
        let unknown = FieldError::Unknown { of: Of::Contact, name: "birtday".into() };
        assert_eq!(read(&["birtday=1971-12-24"]), Err(unknown));
    }
}
