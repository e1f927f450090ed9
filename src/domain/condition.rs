//! What must hold of somebody: conditions over every field and figure, joined by AND, OR and NOT. Typed as a filter, kept as a
//! segment.
//!
//! Owns the one grammar (`parse`, and `print`, which writes what reads back the same), the one table of what can be asked
//! (`figure`), what stands behind a name (`value`), and whether it holds (`judge`). Words in it are found as the search finds
//! them. Who it holds of, where full records must be read, is the store's.

mod error;
mod figure;
mod judge;
mod parse;
mod print;
mod tables;
#[cfg(test)]
mod tests;
mod value;
mod world;

pub use error::{NotRead, WhyNot};
pub use figure::{Depth, Described, Figure, Kind, described};
pub use judge::{Judge, Subject};
pub use parse::{is_asked, read, read_as_typed};
pub use world::{Sorted, World};

use super::called::WORSE;
use super::view::{List, View};

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of these; of none of them, it holds of everybody.
    All(Vec<Self>),
    /// One of these at the least; of none of them, it holds of nobody.
    Any(Vec<Self>),
    Not(Box<Self>),
    /// A word, or several in quotes, as the search finds it; with `#` it begins a tag.
    Word(String),
    /// On the agenda today.
    Due,
    /// In the segment of this name.
    Segment(String),
    Is(Test),
}

/// What is asked of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    pub figure: Figure,
    pub how: How,
}

/// How it is asked. Values are as typed: a day is another one tomorrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Nothing is there.
    Empty,
    /// Anything is there.
    Filled,
    /// One of these.
    OneOf(Vec<String>),
    Compared(Compare, String),
    /// From this one to that one, both included; an empty one leaves that side open.
    Between(String, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    Less,
    AtMost,
    AtLeast,
    More,
}

impl Condition {
    /// Holds of nobody.
    pub fn never() -> Self {
        Self::Any(Vec::new())
    }

    /// The same turned round.
    pub fn turned(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// What has to be read to say whether it holds.
    pub fn depth(&self, segments: &[Segment]) -> Depth {
        self.depth_below(segments, segments.len())
    }

    /// A segment can't stand in itself: so many can stand in each other.
    fn depth_below(&self, segments: &[Segment], below: usize) -> Depth {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(|part| part.depth_below(segments, below)).max().unwrap_or_default()
            }
            Self::Not(part) => part.depth_below(segments, below),
            Self::Word(_) => Depth::Facts,
            Self::Due => Depth::Agenda,
            Self::Segment(name) => {
                let inner = Segment::named(segments, name).zip(below.checked_sub(1));
                inner.map_or(Depth::Facts, |(segment, below)| segment.condition.depth_below(segments, below))
            }
            Self::Is(test) => test.figure.depth(),
        }
    }

    /// The first segment that is named and isn't there.
    pub fn unknown_segment<'c>(&'c self, segments: &[Segment]) -> Option<&'c str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().find_map(|part| part.unknown_segment(segments)),
            Self::Not(part) => part.unknown_segment(segments),
            Self::Segment(name) => Segment::named(segments, name).is_none().then_some(name),
            Self::Word(_) | Self::Due | Self::Is(_) => None,
        }
    }

    /// Whether how relationships stand must be reckoned to say whether it holds.
    pub fn asks_for_health(&self, segments: &[Segment]) -> bool {
        self.asks_below(segments, segments.len())
    }

    fn asks_below(&self, segments: &[Segment], below: usize) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.asks_below(segments, below)),
            Self::Not(part) => part.asks_below(segments, below),
            Self::Word(_) | Self::Due => false,
            Self::Segment(name) => {
                let inner = Segment::named(segments, name).zip(below.checked_sub(1));
                inner.is_some_and(|(segment, below)| segment.condition.asks_below(segments, below))
            }
            Self::Is(test) => test.figure.is_of_health(),
        }
    }

    /// Whether it is asked who is archived.
    pub fn asks_for_archived(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_for_archived),
            Self::Not(part) => part.asks_for_archived(),
            Self::Word(_) | Self::Due | Self::Segment(_) => false,
            Self::Is(test) => test.figure.name() == "archived",
        }
    }

    /// The same without that they may be reached, where that must hold: of whom this holds besides may not be. `None` where it
    /// isn't asked.
    pub fn whether_or_not_they_may(&self, segments: &[Segment]) -> Option<Self> {
        self.without_may(segments, segments.len())
    }

    fn without_may(&self, segments: &[Segment], below: usize) -> Option<Self> {
        match self {
            Self::All(parts) => {
                let without: Vec<Option<Self>> = parts.iter().map(|part| part.without_may(segments, below)).collect();
                without.iter().any(Option::is_some).then(|| {
                    let parts = parts.iter().zip(without);
                    Self::All(parts.map(|(part, without)| without.unwrap_or_else(|| part.clone())).collect())
                })
            }
            Self::Segment(name) => {
                let (segment, below) = Segment::named(segments, name).zip(below.checked_sub(1))?;
                segment.condition.without_may(segments, below)
            }
            Self::Is(test) => test.figure.is_may().then(|| Self::All(Vec::new())),
            Self::Any(_) | Self::Not(_) | Self::Word(_) | Self::Due => None,
        }
    }

    /// Those that must all hold.
    pub fn parts(self) -> Vec<Self> {
        match self {
            Self::All(parts) => parts,
            one => vec![one],
        }
    }
}

/// Contacts of whom a condition holds, under a name: the filter of a view that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub name: String,
    /// As it was typed.
    pub filter: String,
    pub condition: Condition,
    /// Whether those in it are called to the agenda.
    pub agenda: bool,
}

impl Segment {
    /// Those that views of contacts are which narrow them. One whose filter can't be read is none.
    pub fn of_views(views: &[View]) -> Vec<Self> {
        let of_contacts = |view: &&View| view.look.list == List::Contacts && !view.filter.trim().is_empty();
        let segment = |view: &View| {
            let condition = read(List::Contacts, &view.filter).ok()?;
            Some(Self { name: view.name.clone(), filter: view.filter.clone(), condition, agenda: view.agenda })
        };
        views.iter().filter(of_contacts).filter_map(segment).collect()
    }

    /// Those whose health turned for the worse since a month ago.
    pub fn worse() -> Self {
        let filter = "worse:yes".to_owned();
        let figure = figure::Figure::named(List::Contacts, "worse");
        let is = |figure| Condition::Is(Test { figure, how: How::OneOf(vec!["yes".to_owned()]) });
        Self { name: WORSE.to_owned(), filter, condition: figure.map_or_else(Condition::never, is), agenda: true }
    }

    /// The one of this name, however it is written.
    pub fn named<'s>(segments: &'s [Self], name: &str) -> Option<&'s Self> {
        let wanted = super::search::fold(name);
        segments.iter().find(|segment| super::search::fold(&segment.name) == wanted)
    }
}
