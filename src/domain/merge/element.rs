//! The values of lists: when two of them are one and the same that was changed, and what two changes of it come to.

use super::Three;
use crate::domain::complaint::Reply;
use crate::domain::contact::{Address, ForeignId, Job, Labelled};
use crate::domain::field::is_same_tag;
use crate::domain::interaction::Participant;

/// A value of a list.
pub(super) trait Element: Clone + PartialEq {
    /// How many degrees of likeness there are, 0 the closest: to be equal.
    const LIKENESSES: usize;
    /// Whether the order says something: the first is used first. Then what stands in the place of another is that one, changed.
    const IN_ORDER: bool;

    fn is_like(&self, other: &Self, likeness: usize) -> bool;

    /// Both changes in one; `None` if they clash.
    fn merged(value: Three<Self>) -> Option<Self>;

    /// Whether both have added the same.
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    /// What both have added in one; `None` if that clashes.
    fn joined(&self, theirs: &Self) -> Option<Self> {
        Some(theirs.clone())
    }
}

/// Tags, topics, lines of other programs: sets.
impl Element for String {
    const LIKENESSES: usize = 2;
    const IN_ORDER: bool = false;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        if likeness == 0 { self == other } else { is_same_tag(self, other) }
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        // Written in another case on both sides: as it was first.
        value.agreed().or_else(|| Some(value.theirs.clone()))
    }

    fn is_same(&self, other: &Self) -> bool {
        is_same_tag(self, other)
    }
}

impl Element for ForeignId {
    const LIKENESSES: usize = 1;
    const IN_ORDER: bool = false;

    fn is_like(&self, other: &Self, _: usize) -> bool {
        self == other
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        value.agreed()
    }
}

impl Element for Labelled {
    const LIKENESSES: usize = 3;
    const IN_ORDER: bool = true;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        match likeness {
            0 => self == other,
            1 => is_same_value(&self.value, &other.value),
            _ => self.label == other.label,
        }
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        Some(Self { label: value.of(|v| &v.label).agreed()?, value: value.of(|v| &v.value).agreed()? })
    }

    /// The same number with two labels is kept twice.
    fn is_same(&self, other: &Self) -> bool {
        let is_label = self.label == other.label || self.label.is_empty() || other.label.is_empty();
        is_label && is_same_value(&self.value, &other.value)
    }

    fn joined(&self, theirs: &Self) -> Option<Self> {
        let label = if theirs.label.is_empty() { &self.label } else { &theirs.label };
        Some(Self { label: label.clone(), value: theirs.value.clone() })
    }
}

/// Whether a mail, phone or page is the same, written with other spaces or in another case.
fn is_same_value(value: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    plain(value) == plain(other)
}

impl Element for Address {
    const LIKENESSES: usize = 3;
    const IN_ORDER: bool = true;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        match likeness {
            0 => self == other,
            1 => !self.street.is_empty() && self.street == other.street,
            _ => self.label == other.label,
        }
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        Some(Self {
            label: value.of(|v| &v.label).agreed()?,
            post_box: value.of(|v| &v.post_box).agreed()?,
            extended: value.of(|v| &v.extended).agreed()?,
            street: value.of(|v| &v.street).agreed()?,
            city: value.of(|v| &v.city).agreed()?,
            region: value.of(|v| &v.region).agreed()?,
            postcode: value.of(|v| &v.postcode).agreed()?,
            country: value.of(|v| &v.country).agreed()?,
        })
    }
}

impl Element for Job {
    const LIKENESSES: usize = 4;
    const IN_ORDER: bool = true;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        match likeness {
            0 => self == other,
            1 => self.company == other.company && self.role == other.role,
            2 => self.company == other.company,
            // The present one, corrected.
            _ => self.to.is_none() && other.to.is_none(),
        }
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        let job = Self {
            company: value.of(|v| &v.company).agreed()?,
            role: value.of(|v| &v.role).agreed()?,
            department: value.of(|v| &v.department).agreed()?,
            from: value.of(|v| &v.from).agreed()?,
            to: value.of(|v| &v.to).agreed()?,
        };
        Some(job).filter(Self::ends_after_it_began)
    }

    /// Both noted that they work there now.
    fn is_same(&self, other: &Self) -> bool {
        self == other || self.company == other.company && self.to.is_none() && other.to.is_none()
    }

    fn joined(&self, theirs: &Self) -> Option<Self> {
        let none = Self { company: self.company, ..Self::default() };
        Self::merged(Three { base: &none, mine: self, theirs })
    }
}

impl Job {
    fn ends_after_it_began(&self) -> bool {
        !matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

/// What was told a customer on a day: a text that was written anew on the same day is the same one.
impl Element for Reply {
    const LIKENESSES: usize = 2;
    const IN_ORDER: bool = false;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        if likeness == 0 { self == other } else { self.day == other.day }
    }

    fn merged(value: Three<Self>) -> Option<Self> {
        Some(Self { day: value.of(|v| &v.day).agreed()?, text: value.of(|v| &v.text).agreed()? })
    }
}

impl Element for Participant {
    const LIKENESSES: usize = 2;
    const IN_ORDER: bool = true;

    fn is_like(&self, other: &Self, likeness: usize) -> bool {
        if likeness == 0 { self == other } else { self.contact == other.contact }
    }

    /// Where somebody took the place of another, what was noted of the other is of no matter.
    fn merged(value: Three<Self>) -> Option<Self> {
        let is_other = |side: &Self| side.contact != value.base.contact;
        match (is_other(value.mine), is_other(value.theirs)) {
            (true, false) => Some(*value.mine),
            (false, true) => Some(*value.theirs),
            _ => value.agreed(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.contact == other.contact
    }

    fn joined(&self, theirs: &Self) -> Option<Self> {
        Some(Self { contact: self.contact, company: theirs.company.or(self.company) })
    }
}
