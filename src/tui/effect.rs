//! Demands on the world, and the only place where the screens' side touches the store's files. Worker threads run them; results
//! come back as events.
//!
//! Owns how each is carried out; what is asked to be read is `ask`'s. Who runs them, and on which thread, is the loop's (tests run them on the spot).

mod ask;

pub use ask::{Ask, deletion};

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{keep, left};
use crate::domain::change::Set;
use crate::domain::clean;
use crate::domain::id::ContactId;
use crate::domain::link::Link;
use crate::domain::validate::{self, Wrong};
use crate::formats::Unreadable;
use crate::formats::csv::NoMapping;
use crate::formats::import::Choices;
use crate::store::drafts::{Draft, SavedBy};
use crate::store::verify::verify;
use crate::store::{Committed, Entry, Report, Seq, Store, StoreError, Which};
use crate::text::Lang;

use super::ctx::Ctx;
use super::event::{Back, Copied, Event};
use super::importing::{self, Held};
use super::long_work::LongWork;
use super::opener;
use super::outcome::Outcome;
use super::turns::Turn;

/// Tells apart what was demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);

/// What is to be done outside.
pub enum Effect {
    Save(Ticket, Work),
    TakeBack(Back),
    /// Takes back a set that deleted something.
    BringBack(Seq),
    Ask(Ask),
    /// What the shown screen has to read: only what it wanted last counts.
    Look(Ask, Turn),
    SaveDraft(Draft),
    RemoveDraft(uuid::Uuid),
    /// This one of another session was gone on with and saved: it goes unless that session has gone on, too.
    RemoveTaken(Draft),
    /// What another session has in this draft, as far as it is this, was saved here.
    SettleDraft {
        id: uuid::Uuid,
        known: Vec<(String, String)>,
        by: SavedBy,
    },
    ListDrafts,
    /// Whether something is to be said of the store's place.
    LookAtPlace,
    /// Whether something was mended that nobody has seen yet.
    LookForMended,
    /// These were seen.
    SeenMended(Vec<Report>),
    /// A backup is written; whoever asked for it is told how far it is.
    BackUp(LongWork),
    /// The whole store is looked through; whoever asked for it is told how far it is.
    Check(LongWork),
    /// What is held is brought in by these choices; whoever asked for it is told how far it is.
    Import(LongWork, Held, Arc<Choices>, Box<importing::Wishes>),
    /// Rows of which something was taken back are filled up from the timeline, if there are any.
    Refill,
    /// To the terminal's clipboard.
    CopyText(Copied),
    /// To the desktop's programs.
    OpenLink(Link),
    /// The theme is named in the configuration file.
    KeepTheme {
        name: String,
        config: PathBuf,
        lang: Lang,
    },
    /// How the screens are left, in this directory.
    KeepLeft(PathBuf, left::Keep),
    /// A text that is typed, to the user's editor.
    Write(String),
}

/// Makes what is to be saved and saves it, on a worker thread, where full records may be read.
pub type Work = Box<dyn FnOnce(&Store) -> Result<Committed, Problem> + Send>;

/// A save, and the words for it.
pub struct Save {
    pub work: Work,
    /// What to say when it is saved; else the set's label is said. How it is taken back is added to either.
    pub said: Option<String>,
    /// What to say besides, of how things stand once it is saved.
    pub also: Option<Also>,
    /// Whose rows are dealt with by it: the selection moves on from them, and their marks go. Empty for what is only put to
    /// them (tags, a note, …): there the selection and the marks stay.
    pub about: Vec<ContactId>,
    /// What comes then.
    pub then: Option<Then>,
}

/// Words on how things stand after something is saved; none where there is nothing to say.
pub type Also = Box<dyn FnOnce(&Ctx) -> Vec<String>>;

/// What comes after something is saved.
pub type Then = Box<dyn FnOnce(&Ctx) -> Outcome>;

impl Save {
    /// Saves the set that `make` makes. With it goes the position at which the records in it were read: take
    /// `store.position()` before reading.
    pub fn set(make: impl FnOnce(&Store) -> Result<(Set, Seq), Problem> + Send + 'static) -> Self {
        Self::by(move |store| {
            let (mut set, read) = make(store)?;
            clean::set(&mut set);
            if let Some(wrong) = validate::set(&set) {
                return Err(Problem::Wrong(wrong));
            }
            Ok(store.commit(set, read)?)
        })
    }

    /// Saves in a way of its own: an import's stream.
    pub fn by(work: impl FnOnce(&Store) -> Result<Committed, Problem> + Send + 'static) -> Self {
        Self { work: Box::new(work), said: None, also: None, about: Vec::new(), then: None }
    }

    pub fn said(self, words: impl Into<String>) -> Self {
        Self { said: Some(words.into()), ..self }
    }

    pub fn also(self, also: impl FnOnce(&Ctx) -> Vec<String> + 'static) -> Self {
        Self { also: Some(Box::new(also)), ..self }
    }

    pub fn then(self, then: impl FnOnce(&Ctx) -> Outcome + 'static) -> Self {
        Self { then: Some(Box::new(then)), ..self }
    }

    pub fn about(self, contacts: impl IntoIterator<Item = ContactId>) -> Self {
        Self { about: contacts.into_iter().collect(), ..self }
    }
}

/// Why something could not be done. Said in the user's language by `words`.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot read {path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    /// Nothing of it can be imported.
    #[error("{file} can't be imported")]
    Unreadable { file: String, why: Unreadable },
    /// What is saved of the columns of a table is none.
    #[error("{path} is no mapping")]
    Mapping { path: PathBuf, why: NoMapping },
    /// The desktop's opener can't be started.
    #[error("cannot open it: {source}")]
    Opener { source: std::io::Error },
    /// The record is gone.
    #[error("it is not there any more")]
    Gone,
    /// The same, and this set took it away.
    #[error("it was deleted meanwhile")]
    Deleted(Box<Entry>),
    /// Others did this to what was to be deleted, after it was asked whether it is to go.
    #[error("it was changed meanwhile")]
    NotDeleted(Box<Entry>),
    /// A fault of ours, told in the log.
    #[error("touchbase made a mistake")]
    Broken,
    /// What is to be saved is longer than what is kept, or not whole.
    #[error("it can't be saved: {0:?}")]
    Wrong(Wrong),
    /// Already in the user's words.
    #[error("{0}")]
    Said(String),
}

impl Problem {
    /// Whether it comes from another session, in which the full records are open, and so may be over in a moment.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Store(StoreError::Busy { .. } | StoreError::NewerKeeper { .. }))
    }
}

impl Effect {
    /// What is asked by it.
    pub fn asked(&self) -> Option<&Ask> {
        match self {
            Self::Ask(ask) | Self::Look(ask, _) => Some(ask),
            _ => None,
        }
    }

    /// The ticket whose holder waits for it.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Save(ticket, _) => Some(*ticket),
            _ => None,
        }
    }

    /// Carries it out and says what came of it. Blocks: never on the screen's own thread.
    pub fn run(self, store: &Store) -> Option<Event> {
        match self {
            Self::Save(ticket, work) => Some(Event::Saved(ticket, work(store))),
            Self::TakeBack(Back::Undo) => {
                Some(Event::TakenBack(Back::Undo, store.undo(Which::Mine).map_err(Problem::from)))
            }
            Self::TakeBack(Back::Redo) => Some(Event::TakenBack(Back::Redo, store.redo().map_err(Problem::from))),
            Self::BringBack(set) => Some(Event::BroughtBack(store.undo(Which::Seq(set)).map_err(Problem::from))),
            Self::Look(ask, turn) if !turn.is_last() => Some(Event::Passed(ask)),
            Self::Ask(ask) | Self::Look(ask, _) => {
                let asked = ask.clone();
                Some(match ask.run(store) {
                    Ok(answer) => Event::Answer(asked, Box::new(answer)),
                    Err(problem) => Event::Unread(asked, problem),
                })
            }
            Self::SaveDraft(draft) => Some(match store.drafts().save(&draft) {
                Ok(()) => list_drafts(store),
                Err(error) => Event::Unkept(error.into()),
            }),
            Self::RemoveDraft(id) => Some(match store.drafts().remove(id) {
                Ok(()) => list_drafts(store),
                Err(error) => Event::Failed(error.into()),
            }),
            Self::RemoveTaken(draft) => Some(match store.drafts().remove_taken(&draft) {
                Ok(()) => list_drafts(store),
                Err(error) => Event::Failed(error.into()),
            }),
            Self::SettleDraft { id, known, by } => Some(match store.drafts().settle(id, &known, &by) {
                Ok(()) => list_drafts(store),
                Err(error) => Event::Failed(error.into()),
            }),
            Self::ListDrafts => Some(list_drafts(store)),
            Self::LookAtPlace => Some(Event::Place(store.warnings())),
            Self::LookForMended => {
                let mut reports = store.unseen_reports();
                // One that couldn't be kept is told of all the same.
                let own = store.mended();
                reports.extend(own.into_iter().filter(|own| !reports.contains(own)).collect::<Vec<_>>());
                (!reports.is_empty()).then_some(Event::Mended(reports))
            }
            Self::SeenMended(reports) => {
                for error in reports.iter().filter_map(|report| store.report_is_seen(report).err()) {
                    tracing::warn!(%error, "a report is shown again at the next start");
                }
                None
            }
            Self::BackUp(work) => Some(Event::BackedUp(store.back_up(None, &work.going_on()).map_err(Problem::from))),
            Self::Import(work, held, choices, wishes) => {
                Some(Event::Imported(held.bring_in(choices, *wishes, work.going_on())))
            }
            Self::Check(work) => {
                store.let_archive_go();
                let checked = verify(store.dir(), &work.going_on());
                Some(Event::Checked(checked.map(Box::new).map_err(Problem::from)))
            }
            Self::Refill => {
                if store.book().to_refill().is_empty() {
                    return Some(Event::Refilled(Ok(false)));
                }
                Some(Event::Refilled(store.refill().map(|()| true).map_err(Problem::from)))
            }
            Self::KeepTheme { name, config, lang } => {
                let kept = keep::theme(&config, &name, lang);
                Some(Event::ThemeKept { name, config, kept })
            }
            Self::KeepLeft(dir, keep) => {
                if let Err(error) = left::keep(&dir, keep) {
                    tracing::warn!(%error, "the next screens won't begin as these were left");
                }
                None
            }
            // With a terminal the loop does it.
            Self::CopyText(copied) => Some(Event::Copied(copied)),
            Self::Write(_) => None,
            Self::OpenLink(link) => opener::open(&link).err().map(|source| Event::Failed(Problem::Opener { source })),
        }
    }
}

fn list_drafts(store: &Store) -> Event {
    let all = store.drafts();
    let drafts = all.list();
    let held = drafts.iter().filter(|draft| all.is_held(draft)).map(|draft| draft.id).collect();
    Event::Drafts { drafts, held, saved: all.saved() }
}
