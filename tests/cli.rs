//! The real binary: each verb, each exit status, each sentence for bad input, the JSON contracts, and its manners at
//! pipes. Every test has a store of its own, and today is Sat 21 Nov 2026.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/every_field.rs"]
mod every_field;
#[path = "support/python.rs"]
mod python;
#[path = "support/untouched.rs"]
mod untouched;

#[path = "cli/accounts.rs"]
mod accounts;
#[path = "cli/again.rs"]
mod again;
#[path = "cli/backup.rs"]
mod backup;
#[path = "cli/bulk.rs"]
mod bulk;
#[path = "cli/calendar.rs"]
mod calendar;
#[path = "cli/ceilings.rs"]
mod ceilings;
#[path = "cli/clock.rs"]
mod clock;
#[path = "cli/companies.rs"]
mod companies;
#[path = "cli/completions.rs"]
mod completions;
#[path = "cli/conditions.rs"]
mod conditions;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/desk.rs"]
mod desk;
#[path = "cli/duplicates.rs"]
mod duplicates;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/feedback.rs"]
mod feedback;
#[path = "cli/fields.rs"]
mod fields;
#[path = "cli/german.rs"]
mod german;
#[path = "cli/gone.rs"]
mod gone;
#[path = "cli/health.rs"]
mod health;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/json.rs"]
mod json;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/mail.rs"]
mod mail;
#[path = "cli/manners.rs"]
mod manners;
#[path = "cli/mapping.rs"]
mod mapping;
#[path = "cli/meanwhile.rs"]
mod meanwhile;
#[path = "cli/mended.rs"]
mod mended;
#[path = "cli/notice.rs"]
mod notice;
#[path = "cli/once.rs"]
mod once;
#[path = "cli/orders.rs"]
mod orders;
#[path = "cli/packaging.rs"]
mod packaging;
#[path = "cli/pipes.rs"]
mod pipes;
#[path = "cli/read_only.rs"]
mod read_only;
#[path = "cli/reckoned.rs"]
mod reckoned;
#[path = "cli/records.rs"]
mod records;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/room.rs"]
mod room;
#[path = "cli/segments.rs"]
mod segments;
#[path = "cli/sessions.rs"]
mod sessions;
#[path = "cli/shelf.rs"]
mod shelf;
#[path = "cli/spread.rs"]
mod spread;
#[path = "cli/surveys.rs"]
mod surveys;
#[path = "cli/trouble.rs"]
mod trouble;
#[path = "cli/verbs.rs"]
mod verbs;
#[path = "cli/verify.rs"]
mod verify;
#[path = "cli/views.rs"]
mod views;
