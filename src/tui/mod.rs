//! What is seen: the screens. State and drawing know no I/O; whatever must be done outside is an `Effect`.

pub mod action;
pub mod answer;
pub mod app;
pub mod briefing;
pub mod ctx;
pub mod effect;
pub mod event;
pub mod filter;
pub mod keymap;
pub mod outcome;
pub mod popups;
pub mod screens;
pub mod target;
pub mod theme;
pub mod widgets;
