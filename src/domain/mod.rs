//! What is true: the records, and the rules over them, as pure functions. No I/O, no clock, no screen, no store.

pub mod act;
pub mod agenda;
pub mod agenda_mark;
pub mod birthday;
pub mod book;
pub mod cadence;
pub mod called;
pub mod ceiling;
pub mod change;
pub mod clean;
pub mod company;
pub mod complaint;
pub mod condition;
pub mod consent;
pub mod contact;
pub mod country;
pub mod day;
pub mod difference;
pub mod display;
pub mod feedback;
pub mod field;
pub mod find;
pub mod follow_up;
pub mod health;
pub mod holidays;
pub mod id;
pub mod interaction;
pub mod ledger;
pub mod link;
pub mod log_line;
pub mod mail;
pub mod members;
pub mod merge;
pub mod money;
pub mod nps;
pub mod order;
pub mod pairs;
pub mod reach;
pub mod record;
pub mod reference;
pub mod referrals;
pub mod report;
pub mod revenue;
pub mod row;
pub mod said;
pub mod sample;
pub mod search;
pub mod settings;
pub mod spread;
pub mod standing;
pub mod survey;
pub mod topic;
pub mod validate;
pub mod view;
pub mod when;
pub mod workdays;

/// For serde: fields at their default are left out of what is written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
