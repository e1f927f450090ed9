//! What can be asked of a contact or a company, by name.
//!
//! What the book knows of it stands in `tables`, one line each. Any other field of the records is there by itself, by all of its
//! names, as a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::judge::Held;
use super::tables::{COMPANIES, CONTACTS, HEALTH, MAY};
use super::world::World;
use crate::domain::book::Facts;
use crate::domain::company::Company;
use crate::domain::field::{Field, FieldName, Of};
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::domain::standing::Standing;
use crate::domain::view::List;
use crate::domain::when::Look;

/// What has to be read to know a figure; the later, the more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Depth {
    /// What the book has of everybody side by side.
    #[default]
    Facts,
    /// The same, and the agenda.
    Agenda,
    /// The rows of the book.
    Rows,
    /// The full records.
    Full,
}

/// Of which kind its values are.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Each word begins one of it.
    Text,
    /// Compared by its digits.
    Phone,
    Number,
    /// A bare span counts back from today, or ahead.
    Day(Look),
    Birthday,
    /// One of these; which of them a word means, none where it is none of them.
    Choice(&'static [&'static str], fn(&str) -> Vec<&'static str>),
    YesNo,
}

/// What words a choice has says its list.
impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Day(one), Self::Day(other)) => one == other,
            (Self::Choice(one, _), Self::Choice(other, _)) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for Kind {}

/// A line of a table.
pub struct Entry {
    pub name: &'static str,
    /// What else it is called, beside the names of the field that is called so.
    pub others: &'static [&'static str],
    pub kind: Kind,
    pub get: Get,
}

/// Whom it is asked of, and how.
#[derive(Clone, Copy)]
pub enum Get {
    Facts(for<'a> fn(&'a Facts, &'a World<'a>) -> Held<'a>),
    /// The same, where it takes the agenda's rules.
    Reckoned(for<'a> fn(&'a Facts, &'a World<'a>) -> Held<'a>),
    Row(for<'a> fn(&'a Row, &'a World<'a>) -> Held<'a>),
    Company(for<'a> fn(&'a Company, &'a Standing, &'a World<'a>) -> Held<'a>),
}

impl Get {
    fn depth(self) -> Depth {
        match self {
            Self::Facts(_) | Self::Company(_) => Depth::Facts,
            Self::Reckoned(_) => Depth::Agenda,
            Self::Row(_) => Depth::Rows,
        }
    }
}

/// Something that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Figure {
    /// By its line in the list's table.
    Known(List, usize),
    /// A field of the full record.
    Field(Of, FieldName),
}

impl Figure {
    /// What is called so where that list is narrowed. Feedback is also asked whom it is from.
    pub fn named(list: List, name: &str) -> Option<Self> {
        let wanted = key(name);
        if wanted.is_empty() {
            return None;
        }
        let known = |list: List| {
            let at = NAMES.get(&(list, wanted.clone())).copied();
            at.map(|at| Self::Known(list, at))
        };
        match list {
            List::Contacts | List::Feedback => known(List::Contacts).or_else(|| field(Of::Contact, name)),
            List::Companies => known(list).or_else(|| field(Of::Company, name)),
        }
    }

    /// One that is called nearly so.
    pub fn near(list: List, name: &str) -> Option<&'static str> {
        let wanted = key(name);
        let names = described(list).flat_map(|figure| figure.others.into_iter().chain([figure.name]));
        let far = |known: &str| strsim::damerau_levenshtein(&key(known), &wanted);
        let near = names.map(|name| (far(name), name)).min()?;
        (near.0 <= 2 && near.0 * 2 < wanted.chars().count()).then_some(near.1)
    }

    /// Whether it is that they may be reached.
    pub(super) fn is_may(&self) -> bool {
        self.entry().is_some_and(|entry| entry.name == MAY)
    }

    /// Whether it is known only once healths are reckoned.
    pub(super) fn is_of_health(&self) -> bool {
        self.entry().is_some_and(|entry| HEALTH.contains(&entry.name))
    }

    pub fn kind(&self) -> Kind {
        self.entry().map_or(Kind::Text, |entry| entry.kind)
    }

    pub fn depth(&self) -> Depth {
        match self {
            Self::Field(Of::Contact, _) => Depth::Full,
            Self::Field(Of::Company, _) => Depth::Facts,
            Self::Known(..) => self.entry().map_or(Depth::Facts, |entry| entry.get.depth()),
        }
    }

    /// As it is written.
    pub fn name(&self) -> String {
        match self {
            Self::Known(..) => self.entry().map_or("", |entry| entry.name).to_owned(),
            Self::Field(_, name) => name.to_string(),
        }
    }

    pub(super) fn entry(&self) -> Option<&'static Entry> {
        match self {
            Self::Known(list, at) => table(*list).get(*at),
            Self::Field(..) => None,
        }
    }
}

fn field(of: Of, name: &str) -> Option<Figure> {
    FieldName::read(of, name).map(|name| Figure::Field(of, name))
}

fn table(list: List) -> &'static [Entry] {
    match list {
        List::Companies => COMPANIES,
        // Of feedback it is asked whom it is from.
        List::Contacts | List::Feedback => CONTACTS,
    }
}

static NAMES: LazyLock<HashMap<(List, String), usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for list in [List::Contacts, List::Companies] {
        for (at, entry) in table(list).iter().enumerate() {
            let own = entry.others.iter().copied().chain([entry.name]);
            let of_field = Field::named(entry.name).map_or(&[] as &[&str], Field::synonyms);
            own.chain(of_field.iter().copied()).for_each(|name| _ = names.insert((list, key(name)), at));
        }
    }
    names
});

/// As names are compared: folded, without what stands between words.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

/// What can be asked, for whoever looks it up.
pub struct Described {
    pub name: &'static str,
    pub others: Vec<&'static str>,
    pub kind: Kind,
    pub depth: Depth,
}

/// All that can be asked where that list is narrowed, but for parts of fields and free ones.
pub fn described(list: List) -> impl Iterator<Item = Described> {
    let known = table(list).iter().map(|entry| {
        let of_field = Field::named(entry.name).map_or(&[] as &[&str], Field::synonyms);
        let others = entry.others.iter().chain(of_field).copied().collect();
        Described { name: entry.name, others, kind: entry.kind, depth: entry.get.depth() }
    });
    let (of, depth) = match list {
        List::Contacts | List::Feedback => (Of::Contact, Depth::Full),
        List::Companies => (Of::Company, Depth::Facts),
    };
    let is_known = move |field: &Field| table(list).iter().any(|entry| entry.name == field.name());
    let fields = Field::all(of).filter(move |field| !is_known(field));
    known.chain(fields.map(move |field| Described {
        name: field.name(),
        others: field.synonyms().to_vec(),
        kind: Kind::Text,
        depth,
    }))
}
