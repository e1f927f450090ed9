//! What happened outside: keys, the store's notices, work that is done, a deadline that passed. Owns the type; where events
//! come from is the loop's.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;

use crate::store::drafts::{Draft, SavedBy};
use crate::store::verify::Checked;
use crate::store::{Backup, Committed, Entry, Notice, Report, Unwell, Warning};

use super::answer::Answer;
use super::effect::{Ask, Problem, Ticket};
use super::mouse::Mouse;
use super::spots::Point;
use super::theme::Ground;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// A key went down.
    Key(KeyEvent),
    /// A text was pasted: never an Enter.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size; drawing asks for it.
    Resize,
    /// Others changed the store.
    Notice(Notice),
    /// A save that was demanded under this ticket ended.
    Saved(Ticket, Result<Committed, Problem>),
    /// Whether rows were filled up from the timeline, or why they can't be.
    Refilled(Result<bool, Problem>),
    /// The last set was taken back, or restored.
    TakenBack(Back, Result<Entry, Problem>),
    /// A set that deleted something was taken back, so that what was typed about it can be saved.
    BroughtBack(Result<Entry, Problem>),
    /// An answer to what was asked, for whoever waits for it.
    Answer(Ask, Box<Answer>),
    /// This wasn't read: the screen wanted something else by then.
    Passed(Ask),
    /// What was asked can't be answered.
    Unread(Ask, Problem),
    /// Something was copied.
    Copied(Copied),
    /// The user's editor has ended, and this is what it left of the text that was given to it.
    Rewritten(Result<String, Problem>),
    /// Something else can't be done.
    Failed(Problem),
    /// What is to be said of the store's place, as it is now.
    Place(Vec<Warning>),
    /// A backup that was asked for is written, or can't be.
    BackedUp(Result<Backup, Problem>),
    /// A file was brought in, or wasn't.
    Imported(Result<Committed, Problem>),
    /// The store was looked through, or that ended early.
    Checked(Result<Box<Checked>, Problem>),
    /// Something is wrong with the store as was found in a rest.
    Unwell(Unwell),
    /// What was mended and nobody has seen on a screen yet.
    Mended(Vec<Report>),
    /// The terminal says what its background is.
    Ground(Ground),
    /// This theme is named in the configuration file from now on, or why it isn't.
    ThemeKept { name: String, config: PathBuf, kept: std::io::Result<()> },
    /// A draft can't be kept.
    Unkept(Problem),
    /// The drafts of this store, as they are now.
    Drafts {
        drafts: Vec<Draft>,
        /// Those that another session has open.
        held: HashSet<Uuid>,
        /// By whom drafts were taken over and saved while their forms were open.
        saved: HashMap<Uuid, SavedBy>,
    },
    /// The moment asked for has come: a toast, a draft, or midnight is due.
    Deadline,
}

/// A text for the clipboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    pub what: String,
    /// What to say when it is there.
    pub said: String,
    /// Whether tmux did it, and not the terminal.
    pub by_tmux: bool,
}

impl Copied {
    /// To be copied, and what to say then.
    pub fn new(what: impl Into<String>, said: String) -> Self {
        Self { what: what.into(), said, by_tmux: false }
    }
}

/// Which way a set went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    Undo,
    Redo,
}

/// The key with Shift-Tab as the one code that terminals mean by it, whichever way they tell it.
pub fn plain(key: KeyEvent) -> KeyEvent {
    match key.code {
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyEvent { code: KeyCode::BackTab, ..key },
        _ => key,
    }
}

/// Ctrl-C, which peels a layer like Esc.
pub fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Ctrl-g, which gives the long text of a form to the user's editor.
pub const WRITE: KeyEvent = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL);

/// What is typed into a field or a pop-up, or clicked in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    Key(KeyEvent),
    Paste(String),
    /// This was clicked.
    Point(Point),
}

impl Input {
    /// Whether it takes over what another session has begun: Ctrl-t.
    pub fn takes_over(&self) -> bool {
        matches!(self, Self::Key(key) if key.code == KeyCode::Char('t') && key.modifiers == KeyModifiers::CONTROL)
    }

    /// Whether it leaves what has the keys.
    pub fn leaves(&self) -> bool {
        matches!(self, Self::Key(key) if key.code == KeyCode::Esc || is_interrupt(*key))
    }
}
