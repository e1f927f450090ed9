//! Who of those that are here a new person of the file may be, as the search for pairs has it.

#[derive(Debug, Clone, PartialEq)]
pub enum Reason {}

#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    pub reasons: Vec<Reason>,
}

pub struct Features;

impl Features {
    pub fn of_contact(_: &crate::domain::contact::Contact, _: &str) -> Self {
        Self
    }
}
