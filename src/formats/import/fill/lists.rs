//! Values of which a record has several: what is missing comes in, what was taken away here stays away, and what stands in another's
//! place in the file takes its place here.

use super::{Filled, said};
use crate::domain::contact::{Address, ForeignId, Labelled};
use crate::domain::search::fold;
use crate::formats::import::said::Spot;
use crate::formats::import::{Field, keys};
use crate::formats::vcard::{self, Foreign};

/// Foreign properties of which a record has one at most, whatever it says.
const SINGLE: &[&str] = &["PHOTO", "LOGO", "SOUND", "GENDER", "ANNIVERSARY", "BDAY", "X-ABSHOWAS", "KIND"];

/// How the items of a list are compared.
struct Compared<'f, T, K> {
    field: Field,
    spot: Spot,
    /// Two items are one if their keys are equal.
    key: &'f dyn Fn(&T) -> K,
    /// As which it is known again.
    text: &'f dyn Fn(&T) -> String,
    /// In whose place it stands where another one was there: one of the same label.
    place: &'f dyn Fn(&T) -> String,
}

impl Filled<'_> {
    fn list<T: Clone, K: PartialEq>(&mut self, how: &Compared<T, K>, own: &mut Vec<T>, new: &[T]) {
        let (field, choice) = (how.field, self.choice(how.field));
        let mut known: Vec<K> = own.iter().map(how.key).collect();
        let mut missing: Vec<&T> = Vec::new();
        for item in new {
            let key = (how.key)(item);
            if !known.contains(&key) {
                missing.push(item);
                known.push(key);
            }
        }
        if choice == Some(false) {
            if !missing.is_empty() {
                self.kept(field);
            }
            return;
        }
        let print = |item: &T| said::print(how.spot, &(how.text)(item));
        if choice.is_none() {
            missing.retain(|item| !self.said.has_any(print(item)));
        }
        if choice.is_none() && self.is_outdated() {
            if !missing.is_empty() {
                self.kept(field);
            }
            return;
        }
        let in_file: Vec<K> = if self.said.is_empty() { Vec::new() } else { new.iter().map(how.key).collect() };
        // What another source says as well stays.
        let was_said = |item: &T| self.said.has(print(item)) && !self.said.has_other(print(item));
        let is_gone = |item: &T| !self.said.is_empty() && was_said(item) && !in_file.contains(&(how.key)(item));
        let mut gone: Vec<usize> = (0..own.len()).filter(|at| is_gone(&own[*at])).collect();
        let goes = self.rules.empties || choice == Some(true);
        let mut places: Vec<(usize, T)> = Vec::new();
        for item in &missing {
            let place = (how.place)(item);
            let here: Vec<usize> = gone.iter().copied().filter(|at| (how.place)(&own[*at]) == place).collect();
            let in_place = missing.iter().filter(|other| (how.place)(other) == place).count();
            match here.as_slice() {
                [at] if in_place == 1 => {
                    gone.retain(|other| other != at);
                    places.push((*at, (*item).clone()));
                }
                _ => places.push((usize::MAX, (*item).clone())),
            }
        }
        if !places.is_empty() || goes && !gone.is_empty() {
            self.filled(field);
        }
        for (at, item) in places {
            match own.get_mut(at) {
                Some(there) => *there = item,
                None => own.push(item),
            }
        }
        if goes {
            let mut at = 0;
            own.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }

    pub(super) fn mails(&mut self, own: &mut Vec<Labelled>, new: &[Labelled]) {
        let key = |mail: &Labelled| keys::mail(&mail.value);
        let how = Compared { field: Field::Mails, spot: Spot::Mail, key: &key, text: &key, place: &label };
        self.list(&how, own, new);
    }

    pub(super) fn phones(&mut self, own: &mut Vec<Labelled>, new: &[Labelled]) {
        let country = self.rules.country;
        let key = move |phone: &Labelled| keys::Number::of(&phone.value, country);
        let text = |phone: &Labelled| keys::phone(&phone.value);
        let how = Compared { field: Field::Phones, spot: Spot::Phone, key: &key, text: &text, place: &label };
        self.list(&how, own, new);
    }

    pub(super) fn addresses(&mut self, own: &mut Vec<Address>, new: &[Address]) {
        let label = |address: &Address| address.label.to_lowercase();
        let (spot, key) = (Spot::Address, &keys::place);
        // Whoever wants the file's has it as it stands there.
        let as_in_file = self.rules.empties || self.choice(Field::Addresses).is_some();
        let there = own.clone();
        let mut apart = new.to_vec();
        apart.retain(|new| as_in_file || !self.is_told_better(own, &there, new));
        let new = &apart;
        self.list(&Compared { field: Field::Addresses, spot, key, text: key, place: &label }, own, new);
    }

    /// Whether an address says nothing beside one that was `there`, but for parts that are missing in it: these it is filled up with.
    fn is_told_better(&mut self, own: &mut [Address], there: &[Address], new: &Address) -> bool {
        let is_same = |known: &Address| keys::place(known) == keys::place(new);
        let may_be = |known: &Address| {
            let (one, other) = (known.label.to_lowercase(), new.label.to_lowercase());
            one == other || one.is_empty() || other.is_empty()
        };
        if there.iter().any(is_same) {
            return false;
        }
        if there.iter().any(|known| may_be(known) && keys::says_no_more(new, known)) {
            return true;
        }
        let mut poorer = (0..there.len()).filter(|at| may_be(&there[*at]) && keys::says_no_more(&there[*at], new));
        let (Some(at), None) = (poorer.next(), poorer.next()) else { return false };
        let is_said = self.said.has_any(said::print(Spot::Address, &keys::place(new)));
        // What it was filled up with before by another address of the file isn't this one's.
        if is_said || self.is_outdated() || own[at] != there[at] {
            return false;
        }
        let label = own[at].label.clone();
        own[at] = Address { label: if label.is_empty() { new.label.clone() } else { label }, ..new.clone() };
        self.filled(Field::Addresses);
        true
    }

    pub(super) fn handles(&mut self, own: &mut Vec<Labelled>, new: &[Labelled]) {
        let key = |handle: &Labelled| keys::page(&handle.value);
        let how = Compared { field: Field::Handles, spot: Spot::Handle, key: &key, text: &key, place: &label };
        self.list(&how, own, new);
    }

    pub(super) fn tags(&mut self, own: &mut Vec<String>, new: &[String]) {
        // None stands in another's place.
        let (key, text) = (|tag: &String| fold(tag), |tag: &String| tag.clone());
        self.list(&Compared { field: Field::Tags, spot: Spot::Tag, key: &key, text: &text, place: &key }, own, new);
    }

    pub(super) fn ids(&mut self, own: &mut Vec<ForeignId>, new: &[ForeignId]) {
        for id in new {
            if !own.iter().any(|known| id_key(known) == id_key(id)) {
                own.push(id.clone());
                if id.is_own() {
                    self.is_noted = true;
                } else {
                    self.filled(Field::Ids);
                }
            }
        }
    }

    pub(super) fn foreign(&mut self, own: &mut Vec<String>, new: &[String]) {
        let choice = self.choice(Field::Foreign);
        // What is here as it stands is most of it; only where something isn't, all is compared by what it says.
        let mut here: Option<Foreign> = own.is_empty().then(Foreign::default);
        for lines in new.iter().filter(|lines| !lines.is_empty()) {
            if own.contains(lines) {
                continue;
            }
            let here = here.get_or_insert_with(|| Foreign::of(own));
            if here.has(lines) {
                continue;
            }
            let (name, is_beside) = (property_name(lines), vcard::is_beside(lines));
            let print = |lines: &String| said::print(Spot::Foreign, lines);
            let was_said = |lines: &String| self.said.has(print(lines));
            let is_of = |known: &String| property_name(known) == name;
            let is_older = |at: &usize| is_of(&own[*at]) && was_said(&own[*at]) && !new.contains(&own[*at]);
            let mut older = (0..own.len()).filter(|_| !is_beside && !self.said.is_empty()).filter(is_older);
            match (older.next(), older.next(), choice) {
                (_, _, Some(false)) => self.kept(Field::Foreign),
                // Of two cards of one person either may have been said before, and only one be here.
                _ if choice.is_none() && self.said.has_any(print(lines)) => {}
                _ if choice.is_none() && self.is_outdated() => self.kept(Field::Foreign),
                (Some(at), None, _) => {
                    own[at] = lines.clone();
                    self.filled(Field::Foreign);
                }
                _ if !is_beside && SINGLE.contains(&name.as_str()) && own.iter().any(is_of) => {
                    self.kept(Field::Foreign)
                }
                _ => {
                    own.push(lines.clone());
                    self.foreign.extend((!is_beside).then_some(name));
                    self.filled(Field::Foreign);
                }
            }
        }
    }
}

/// An id elsewhere as it is compared.
pub fn id_key(id: &ForeignId) -> (String, String) {
    (id.source.clone(), keys::id(&id.value))
}

fn label(value: &Labelled) -> String {
    value.label.to_lowercase()
}

/// The name of the property that a foreign line is, in capitals.
fn property_name(lines: &str) -> String {
    let full = lines.split([':', ';', '\n']).next().unwrap_or_default();
    full.rsplit('.').next().unwrap_or_default().to_ascii_uppercase()
}
