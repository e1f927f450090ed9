//! Who is what to whom: Monica keeps a relationship in one direction, and mostly a second one in the other.
//!
//! Whoever Monica knows only by it (partial) makes no contact: then it is kept with the other one, whichever way round it stands.

use std::ops::Range;

use super::ReadFile;
use super::value::text;

/// What one is to whom the other is that, of Monica's kinds that differ; all others are the same in both directions.
const OTHER_WAY: &[(&str, &str)] = &[
    ("parent", "child"),
    ("stepparent", "stepchild"),
    ("grandparent", "grandchild"),
    ("uncle", "nephew"),
    ("godfather", "godson"),
    ("boss", "subordinate"),
    ("mentor", "protege"),
    ("inlovewith", "lovedby"),
];

/// Somebody's relation: what the other one is to them, and who, by the place among the contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub kind: String,
    pub who: usize,
}

fn other_way(kind: &str) -> &str {
    let pair = OTHER_WAY.iter().find(|(one, other)| [*one, *other].contains(&kind));
    pair.map_or(kind, |(one, other)| if *one == kind { other } else { one })
}

impl ReadFile<'_> {
    /// `{type: "partner", contact_is: A, of_contact: B}`: A is B's partner.
    pub(super) fn relate(&mut self, of: &[Range<usize>]) {
        let mut told = Vec::new();
        for range in of {
            let value = self.value(range);
            let place = |name| self.places.get(&text(&value, name)).map(|at| *at as usize);
            let Some((who, whose)) = place("contact_is").zip(place("of_contact")) else { continue };
            let relation = Relation { kind: text(&value, "type"), who };
            if let Some(known) = self.contacts.get_mut(whose).filter(|_| !relation.kind.is_empty()) {
                known.relations.push(relation.clone());
                told.push((relation, whose));
            }
        }
        // In this direction only, with one who makes no contact.
        for (Relation { kind, who }, whose) in told {
            let is_partial = self.contacts.get(whose).is_some_and(|known| known.is_partial);
            let Some(known) = self.contacts.get_mut(who).filter(|_| is_partial) else { continue };
            if !known.relations.iter().any(|there| there.who == whose) {
                known.relations.push(Relation { kind: other_way(&kind).to_owned(), who: whose });
            }
        }
        let contacts = self.contacts.iter().filter(|known| !known.is_partial);
        let related: Vec<usize> = contacts.flat_map(|known| &known.relations).map(|one| one.who).collect();
        for who in related {
            if let Some(known) = self.contacts.get_mut(who) {
                known.is_related = !known.name.is_empty();
            }
        }
    }

    /// The relations of the contact at this place, each with the other one's name.
    pub(super) fn relations(&self, at: u32) -> impl Iterator<Item = (&str, &str)> {
        let relations = self.contacts.get(at as usize).map(|known| known.relations.as_slice()).unwrap_or_default();
        relations.iter().filter_map(|one| Some((one.kind.as_str(), self.contacts.get(one.who)?.name.as_str())))
    }
}
