//! The part of an import that touches files: completing a path, looking into files, telling what becomes of their records, and
//! bringing them in. Runs on worker threads.
//!
//! Owns what is asked and told about an import. The thread that answers is `held`'s, what completes a path `offers`'; a whole store's JSON is `whole`'s.

mod held;
mod offers;
mod overview;
mod whole;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::held::Held;
pub use self::offers::{Offer, What, offers};
pub use self::overview::{Firm, Overview, Sums};
use super::ctx::Ctx;
use super::long_work::LongWork;
use crate::config;
use crate::domain::act::RhythmChoice;
use crate::domain::contact::Tier;
use crate::domain::id::CompanyId;
use crate::domain::settings::Settings;
use crate::formats::csv::{Encoding, Mapping, Preview as TableLook, Rows, Untitled};
use crate::formats::import::{Altered, Choices, FieldChange};
use crate::formats::{Format, Reading, Unreadable, Zone};

/// How the new contacts are to be kept, and what they get.
#[derive(Debug, Clone, PartialEq)]
pub struct Wishes {
    pub settings: Settings,
    pub rhythm: RhythmChoice,
    pub tier: Option<Tier>,
    pub tags: Vec<String>,
}

/// What is asked about files that are held.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// What they would bring, read like this; all that is asked later is about that.
    Read {
        reading: Box<Reading>,
        /// Companies of the files that are ones that are here, by what the files call them.
        taken: Vec<(String, CompanyId)>,
        work: LongWork,
    },
    /// What stands in the first rows of a table, read by this mapping; by the one that is guessed if there is none.
    Columns(Option<Arc<Mapping>>),
    /// The same with something of the mapping changed that all columns hang on.
    Change(Arc<Mapping>, Change),
    /// What becomes of a record, field by field, as long as that is chosen.
    Row {
        row: usize,
        choices: Arc<Choices>,
    },
    /// Which fields of those who are here change, where these choices bear on fields.
    Altered(Arc<Choices>),
    /// How much would be brought in by these choices.
    Sums(Arc<Choices>),
    /// The names of the mappings that are saved.
    Mappings,
    SaveMapping(String, Arc<Mapping>),
    /// What the table would be read as by the mapping of this name.
    LoadMapping(String),
}

/// Something of a mapping that holds of the whole table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Encoding(Encoding),
    Separator(char),
    /// The line of the heads; 0 where there is none.
    Heads(usize),
    Rows(Rows),
}

/// The answer to it.
#[derive(Debug, Clone)]
pub enum Told {
    Read(Arc<Overview>),
    Columns(Arc<Columns>),
    Row {
        row: usize,
        choices: Arc<Choices>,
        fields: Vec<FieldChange>,
    },
    Altered {
        choices: Arc<Choices>,
        altered: Arc<Altered>,
    },
    Sums {
        choices: Arc<Choices>,
        sums: Sums,
    },
    Mappings(Vec<String>),
    /// Under this name.
    Saved(String),
}

/// A table as it is read by a mapping.
#[derive(Debug)]
pub struct Columns {
    /// The file's name.
    pub name: String,
    pub mapping: Arc<Mapping>,
    pub look: TableLook,
}

/// How a file is read today; a table by this mapping, else as it is guessed.
pub fn reading(mapping: Option<Arc<Mapping>>, ctx: &Ctx) -> Box<Reading> {
    Box::new(Reading {
        today: ctx.today,
        month_first: ctx.settings.month_first,
        country: ctx.settings.country,
        currency: ctx.settings.currency(),
        zone: Zone::of(config::offset_at),
        mapping,
        own: ctx.settings.own_mails.clone(),
        all_times: false,
    })
}

/// The path that was typed; `~` is the user's home.
pub fn path(typed: &str) -> PathBuf {
    let typed = typed.trim();
    match (typed.strip_prefix('~'), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            Path::new(&home).join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(typed),
    }
}

/// The file's name, for messages.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Columns {
    /// Whether the file looks like a table at all: several columns in several rows, or its name says so.
    pub fn are_some(&self) -> bool {
        let name = self.name.to_lowercase();
        let is_named = [".csv", ".tsv"].iter().any(|ending| name.ends_with(ending));
        let columns = self.mapping.columns.len();
        let whole = self.look.rows.iter().filter(|row| row.cells.len() == columns).count();
        whole > 0 && (is_named || columns > 1 && whole > 1 && whole * 3 > self.look.rows.len() * 2)
    }
}

/// Whether what can't be read may be a table of which no column is known.
pub fn may_be_a_table(why: &Unreadable) -> bool {
    matches!(why, Unreadable::Untitled(Untitled::NoHeads { .. }) | Unreadable::Format(Format::Text))
}
