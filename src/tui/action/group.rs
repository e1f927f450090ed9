//! Under which heading the help lists an action.

use super::Action;
use crate::say;
use crate::text::Text;

/// What actions have to do with, in the help's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What one screen has alone.
    Here,
    /// With whom is selected or marked.
    Selected,
    New,
    Lists,
    Finding,
    Moving,
    /// What was done, and where it is kept.
    Store,
    /// The program itself.
    Program,
}

impl Group {
    pub const ALL: [Self; 8] =
        [Self::Here, Self::Selected, Self::New, Self::Lists, Self::Finding, Self::Moving, Self::Store, Self::Program];

    /// Its heading.
    pub fn title(self, text: &Text) -> String {
        match self {
            Self::Here => say!(text, "help-here"),
            Self::Selected => say!(text, "help-selected"),
            Self::New => say!(text, "help-new"),
            Self::Lists => say!(text, "help-lists"),
            Self::Finding => say!(text, "help-finding"),
            Self::Moving => say!(text, "help-moving"),
            Self::Store => say!(text, "help-store"),
            Self::Program => say!(text, "help-program"),
        }
    }
}

impl Action {
    /// The group it belongs to.
    pub fn group(self) -> Group {
        match self {
            Self::Merge
            | Self::NotSame
            | Self::MergeCertain
            | Self::LeaveOut
            | Self::TakeNew
            | Self::TakeInto
            | Self::TakeFile
            | Self::KeepHere
            | Self::ForAll
            | Self::AsBefore
            | Self::TableColumns
            | Self::ChangeColumn
            | Self::SaveMapping
            | Self::LoadMapping
            | Self::ImportFirst
            | Self::AddFirst
            | Self::Today
            | Self::Demo => Group::Here,
            Self::Log
            | Self::FollowUp
            | Self::Done
            | Self::Snooze
            | Self::Feedback
            | Self::Order
            | Self::Note
            | Self::Off
            | Self::Open
            | Self::Edit
            | Self::EditText
            | Self::Move
            | Self::Delete
            | Self::Tags
            | Self::Pin
            | Self::Copy
            | Self::OpenLink
            | Self::Ask
            | Self::Health
            | Self::Consent => Group::Selected,
            Self::LogOther | Self::Add | Self::AddCompany | Self::Import => Group::New,
            Self::Filter
            | Self::Mark
            | Self::MarkRange
            | Self::MarkAll
            | Self::Spread
            | Self::Topics
            | Self::Scores
            | Self::Views
            | Self::Sort
            | Self::ListColumns => Group::Lists,
            Self::Search
            | Self::Palette
            | Self::GoAgenda
            | Self::GoContacts
            | Self::GoCompanies
            | Self::GoCompany
            | Self::GoFeedback
            | Self::GoReports
            | Self::GoMonth
            | Self::Duplicates => Group::Finding,
            Self::Back
            | Self::NextPane
            | Self::PreviousPane
            | Self::Backward
            | Self::Forward
            | Self::PreviousView
            | Self::Zoom
            | Self::Narrower
            | Self::Wider
            | Self::Usual
            | Self::Down
            | Self::Up
            | Self::Left
            | Self::Right
            | Self::First
            | Self::Last
            | Self::HalfDown
            | Self::HalfUp
            | Self::PageDown
            | Self::PageUp
            | Self::ScrollDown
            | Self::ScrollUp => Group::Moving,
            Self::Undo | Self::Redo | Self::Export | Self::BackUp | Self::Check | Self::Mended => Group::Store,
            Self::Theme | Self::Mouse | Self::Quit | Self::Help => Group::Program,
        }
    }
}
