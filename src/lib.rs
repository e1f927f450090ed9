//! touchbase: whom to touch base with today, and why.
pub mod domain;
pub mod error;
pub mod store;
pub mod text;
