//! What goes wrong at the edge, as it is said to the user: one sentence and one hint, in their language, and the exit
//! status that follows.

use chrono::{DateTime, FixedOffset};

/// An error with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub kind: ErrorKind,
    /// One sentence: what is wrong and where.
    pub what: String,
    /// What to do next.
    pub hint: Option<String>,
    /// The contacts that fit, where several do.
    pub candidates: Vec<Candidate>,
    /// What others changed meanwhile, where it can't be saved beside it.
    pub conflicts: Vec<Conflicting>,
}

/// A record that others changed meanwhile, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflicting {
    /// Whole, for programs.
    pub id: String,
    /// As programs name it.
    pub kind: String,
    /// In a few words.
    pub called: String,
    /// Whether they deleted it.
    pub deleted: bool,
    /// The number of their set.
    pub set: u64,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// Whether on a screen, on which terminal and in which process.
    pub screen: bool,
    pub terminal: Option<String>,
    pub process: Option<u32>,
    pub clashes: Vec<Clashing>,
    /// Both texts of each for people, in lines.
    pub said: Vec<String>,
}

/// A field that both changed, with both texts: lists have a line for each value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clashing {
    /// As programs name it.
    pub field: String,
    pub theirs: Vec<String>,
    pub yours: Vec<String>,
}

/// A contact that fits where one was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Whole, for programs.
    pub id: String,
    /// As shown.
    pub short: String,
    pub name: String,
    /// Empty if there is none.
    pub company: String,
}

/// Kinds of error, each with its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing found.
    NotFound,
    /// Wrong use, or a text that can't be read.
    Usage,
    /// The store can't be used.
    Store,
    /// The output can't be written; what was to be done may be done.
    Output,
    /// Changed meanwhile.
    Changed,
    /// Several contacts fit.
    Ambiguous,
}

impl ErrorKind {
    pub fn exit_status(self) -> u8 {
        match self {
            Self::NotFound => 1,
            Self::Usage => 2,
            Self::Store | Self::Output => 3,
            Self::Changed => 4,
            Self::Ambiguous => 5,
        }
    }

    /// As `--json` names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Usage => "usage",
            Self::Store => "store",
            Self::Output => "output",
            Self::Changed => "changed",
            Self::Ambiguous => "ambiguous",
        }
    }
}

impl Error {
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), hint: None, candidates: Vec::new(), conflicts: Vec::new() }
    }

    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n{hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
