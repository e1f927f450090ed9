//! Fields of one value: what is empty is filled, what was said before and not changed here gives way to what is newer.

use std::collections::BTreeMap;

use super::{Filled, Verdict};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{Contact, Referrer};
use crate::domain::search::fold;
use crate::formats::draft::join_notes;
use crate::formats::import::choices::Side;
use crate::formats::import::notes::{self, Part};
use crate::formats::import::said::{self, Print, Spot};
use crate::formats::import::{Field, keys};

impl Filled<'_> {
    /// Of a value that is `own` here and another one in the file; `None` for nothing.
    pub(super) fn verdict(&self, field: Field, own: Option<Print>, new: Option<Print>) -> Verdict {
        let was_said = |one: Option<Print>| one.is_some_and(|one| self.said.has(one));
        let was_said_by_any = |one: Option<Print>| one.is_some_and(|one| self.said.has_any(one));
        match (self.choice(field), own, new) {
            (_, None, None) => Verdict::Leave,
            (Some(true), _, Some(_)) => Verdict::Take,
            (Some(false), ..) => Verdict::Keep,
            (choice, Some(_), None) => {
                // What another source says as well stays.
                let is_only_said_here = || own.is_some_and(|own| !self.said.has_other(own));
                let goes = choice == Some(true) || self.rules.empties && is_only_said_here();
                if was_said(own) && goes { Verdict::Take } else { Verdict::Leave }
            }
            // Taken away here.
            (None, None, Some(_)) if was_said_by_any(new) => Verdict::Leave,
            (None, _, Some(_)) if self.is_outdated() => Verdict::Keep,
            (None, None, Some(_)) => Verdict::Take,
            (None, Some(_), Some(_)) => match self.rules.wins {
                Some(Side::File) => Verdict::Take,
                Some(Side::Here) => Verdict::Keep,
                None if was_said(new) => Verdict::Leave,
                None if was_said(own) => Verdict::Take,
                None => Verdict::Keep,
            },
        }
    }

    pub(super) fn text(&mut self, field: Field, spot: Spot, own: &mut String, new: &str) {
        if own == new {
            return;
        }
        let of = |text: &str| (!text.is_empty()).then(|| said::print(spot, text));
        match self.verdict(field, of(own), of(new)) {
            Verdict::Take => {
                new.clone_into(own);
                self.filled(field);
            }
            Verdict::Keep if fold(own) != fold(new) => self.kept(field),
            Verdict::Keep | Verdict::Leave => {}
        }
    }

    /// Notes of several sources stand one below the other: what another one said, or the user wrote, stays where it is.
    pub(super) fn notes(&mut self, own: &mut String, new: &str) {
        let choice = self.choice(Field::Notes);
        let part = notes::part(own, &self.said);
        if new.is_empty() {
            if let Part::One(part) = part
                && (self.rules.empties && choice.is_none() || choice == Some(true))
            {
                *own = notes::without(own, part);
                self.filled(Field::Notes);
            }
            return;
        }
        if notes::stand_in(own, new) {
            return;
        }
        let wins = self.rules.wins;
        let (is_here, is_files) = (choice == Some(false), choice == Some(true) || wins == Some(Side::File));
        // Changed or taken away here: of what was said, what isn't there any more says nothing new.
        if !is_here && !is_files && self.said.has_any(said::print(Spot::Notes, new)) {
            return;
        }
        let after = match part {
            _ if is_here || !is_files && self.is_outdated() => None,
            Part::One(part) => {
                let mut after = own.clone();
                after.replace_range(part, new);
                Some(after)
            }
            Part::Nowhere if choice == Some(true) => Some(new.to_owned()),
            Part::Nowhere if notes::was_any(&self.said) && !own.is_empty() => is_files.then(|| new.to_owned()),
            Part::Nowhere | Part::Several => {
                let mut after = own.clone();
                join_notes(&mut after, new).then_some(after)
            }
        };
        match after {
            Some(after) => {
                *own = after;
                self.filled(Field::Notes);
            }
            None => self.kept(Field::Notes),
        }
    }

    /// A value that is there or isn't.
    pub(super) fn value<T: PartialEq + Clone>(
        &mut self,
        field: Field,
        spot: Spot,
        own: &mut Option<T>,
        new: &Option<T>,
        text: impl Fn(&T) -> String,
    ) {
        if own == new {
            return;
        }
        let of = |value: &Option<T>| value.as_ref().map(|value| said::print(spot, &text(value)));
        match self.verdict(field, of(own), of(new)) {
            Verdict::Take => {
                own.clone_from(new);
                self.filled(field);
            }
            Verdict::Keep => self.kept(field),
            Verdict::Leave => {}
        }
    }

    pub(super) fn free(&mut self, own: &mut BTreeMap<String, String>, new: &BTreeMap<String, String>) {
        let mut names: Vec<&String> = new.keys().collect();
        let gone: Vec<String> = own.keys().filter(|name| !new.contains_key(*name)).cloned().collect();
        names.extend(&gone);
        for name in names {
            let mut value = own.get(name).cloned().unwrap_or_default();
            let said = new.get(name).map_or("", String::as_str);
            if value == said {
                continue;
            }
            let of = |text: &str| (!text.is_empty()).then(|| said::print(Spot::Free, &said::free(name, text)));
            match self.verdict(Field::Free, of(&value), of(said)) {
                Verdict::Take => {
                    said.clone_into(&mut value);
                    self.filled(Field::Free);
                }
                Verdict::Keep if !said.is_empty() && fold(&value) != fold(said) => self.kept(Field::Free),
                Verdict::Keep | Verdict::Leave => {}
            }
            if value.is_empty() {
                own.remove(name);
            } else {
                own.insert(name.clone(), value);
            }
        }
    }

    pub(super) fn rhythm(&mut self, own: &mut Cadence, new: Cadence) {
        let of = |cadence: Cadence| (cadence != Cadence::ByTier).then_some(cadence);
        let mut set = of(*own);
        self.value(Field::Rhythm, Spot::Rhythm, &mut set, &of(new), said::debug);
        *own = set.unwrap_or(Cadence::ByTier);
    }

    pub(super) fn ceiling(&mut self, own: &mut Ceiling, new: Ceiling) {
        let of = |ceiling: Ceiling| (ceiling != Ceiling::ByTier).then_some(ceiling);
        let mut set = of(*own);
        self.value(Field::Ceiling, Spot::Ceiling, &mut set, &of(new), said::debug);
        *own = set.unwrap_or(Ceiling::ByTier);
    }

    /// Who is known as a contact stays it, where the file has no more than a name.
    pub(super) fn referrer(&mut self, contact: &mut Contact, new: Option<&Referrer>) {
        let is_themself = new == Some(&Referrer::Contact(contact.id));
        let is_only_named =
            matches!((&contact.referred_by, new), (Some(Referrer::Contact(_)), Some(Referrer::Name(_))));
        if !is_themself && !is_only_named {
            self.value(Field::ReferredBy, Spot::ReferredBy, &mut contact.referred_by, &new.cloned(), said::debug);
        }
    }

    /// A year that was missing is filled in; one that the file hasn't stays.
    pub(super) fn birthday(&mut self, own: &mut Option<Birthday>, new: Option<Birthday>) {
        if let (Some(known), Some(said)) = (*own, new)
            && (known.month(), known.day()) == (said.month(), said.day())
            && (known.year().is_none() || said.year().is_none())
            && self.choice(Field::Birthday).is_none()
        {
            if known.year().is_none() && said.year().is_some() && !self.is_outdated() {
                *own = new;
                self.filled(Field::Birthday);
            }
            return;
        }
        self.value(Field::Birthday, Spot::Birthday, own, &new, Birthday::to_string);
    }

    /// A name that was only written otherwise is the same.
    pub(super) fn name(&mut self, contact: &mut Contact, new: &Contact) {
        if new.name == contact.name || keys::names(new).contains(&keys::name(&contact.name)) {
            return;
        }
        let of = |name: &str| Some(said::print(Spot::Name, name));
        match self.verdict(Field::Name, of(&contact.name), of(&new.name)) {
            Verdict::Take => {
                contact.name.clone_from(&new.name);
                self.filled(Field::Name);
            }
            Verdict::Keep => self.kept(Field::Name),
            Verdict::Leave => {}
        }
    }
}
