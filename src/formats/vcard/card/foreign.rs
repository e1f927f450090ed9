//! What of a card has no field, or says more than its field: kept as it stands.

use std::collections::HashSet;

use super::{FOREIGN_BYTES, Property, Reading};
use crate::formats::draft::Cleaning;
use crate::formats::vcard::beside;

/// A property that filled its field, and may say more.
#[derive(Debug)]
pub struct Taken<'p, 'a> {
    pub property: &'p Property<'a>,
    /// The label of its group, where that was of use.
    pub label: Option<&'p Property<'a>>,
    pub says_more: bool,
}

impl Reading {
    /// Keeps a property as it stands, unless it is too long.
    pub(super) fn keep(&mut self, property: &Property) {
        if property.raw.len() > FOREIGN_BYTES {
            self.report(property.line, &property.name, Cleaning::LeftOut { limit: FOREIGN_BYTES });
        } else {
            self.keep_line(&property.group, &property.raw);
        }
    }

    /// Keeps properties that say more than their fields, or in whose group something has no field.
    pub(super) fn keep_beside(&mut self, taken: Vec<Taken>, old: bool) {
        // Whichever comes first: where one of a group is kept, all are.
        let kept: HashSet<&str> = taken.iter().filter(|one| one.says_more).map(|one| &*one.property.group).collect();
        for Taken { property, label, says_more } in &taken {
            let group = property.group.as_str();
            let of_group = !group.is_empty() && (kept.contains(group) || self.foreign_of.contains_key(group));
            if *says_more || of_group {
                let lines = [Some(*property), *label].into_iter().flatten();
                lines
                    .filter_map(|line| beside::kept(line, old))
                    .for_each(|line| self.keep_line(&property.group, &line));
            }
        }
    }

    fn keep_line(&mut self, group: &str, line: &str) {
        match self.foreign_of.get(group) {
            Some(at) if !group.is_empty() => self.foreign[*at].extend(["\n", line]),
            _ => {
                self.foreign_of.insert(group.to_owned(), self.foreign.len());
                self.foreign.push(line.to_owned());
            }
        }
    }
}
