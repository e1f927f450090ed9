//! What is seen: the screens. State and drawing know no I/O; whatever must be done outside is an `Effect`.
//!
//! Owns running them: the terminal, the threads, and the loop of draw, wait, update.

pub mod action;
pub mod answer;
pub mod app;
pub mod briefing;
pub mod ctx;
pub mod effect;
pub mod event;
pub mod filter;
mod importing;
pub mod keymap;
mod listing;
pub mod long_work;
pub mod marks;
pub mod offscreen;
mod opener;
pub mod outcome;
mod pages;
pub mod popups;
pub mod screens;
pub mod seeking;
mod selection;
pub mod target;
pub mod theme;
mod timeline;
pub mod turns;
pub mod widgets;

mod demo;
mod inbox;
pub mod rebinding;
mod signals;
mod terminal;
pub mod theming;
mod workers;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{KeyCode, KeyModifiers};

use crate::config::{self, Source};
use crate::domain::settings::Settings;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Notice, Store, Who};
use crate::text::{Lang, Text};

use app::{App, Choices, Exit, Now};
use effect::Effect;
use event::Event;
use inbox::{Inbox, Incoming};
use keymap::Keymap;
use signals::Unsaved;
use terminal::Screen;
use theme::Theme;
use workers::Workers;

/// An opening that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(1);

/// What the screens are started with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The store's directory.
    pub dir: PathBuf,
    /// The user's login name.
    pub author: String,
    pub lang: Lang,
    pub settings: Settings,
    pub theme: Theme,
    /// What is taken for today; the clock's day if it is none.
    pub today: Option<NaiveDate>,
    /// Only ASCII signs.
    pub ascii: bool,
    /// The keys in force.
    pub keys: Keymap,
    /// On sample data in a throwaway store.
    pub demo: bool,
    /// What says that the store may only be read, if anything does.
    pub read_only: Option<Source>,
}

/// Runs the screens until they are quit.
pub fn run(start: &Start) -> Result<(), Error> {
    let text = Text::new(start.lang);
    terminal::check(&text)?;
    let start = &Start { theme: terminal::colours(start.theme.clone()), ..start.clone() };
    let lost = |error: io::Error| {
        Error::new(ErrorKind::Usage, say!(text, "error-terminal", reason = explain::reason(&text, &error)))
    };
    // The store first: where it can't be opened, the terminal is left as it is.
    let mut demo = start.demo.then(|| demo::open(start, &text)).transpose()?;
    let mut real = if start.demo { None } else { Some(open(start, &text)?) };

    let unsaved = Arc::new(Unsaved::default());
    let inbox = Inbox::new();
    let mut screen = Screen::enter().map_err(lost)?;
    signals::follow(&unsaved, inbox.sender()).map_err(lost)?;
    inbox.follow_keys();
    loop {
        let (store, is_demo) = match (&demo, &real) {
            (Some(demo), _) => (demo.store().clone(), true),
            (None, Some(real)) => (real.clone(), false),
            (None, None) => break,
        };
        unsaved.begin(&store, demo.as_ref().map(|demo| demo.dir()));
        let exit = session(start, store, is_demo, &mut screen, &inbox, &unsaved).map_err(lost)?;
        match (exit, &demo) {
            (Exit::Demo, _) => demo = Some(demo::open(start, &text)?),
            (Exit::Quit, Some(_)) => demo = None,
            (Exit::Quit, None) => break,
        }
    }
    drop(screen);
    if let Some(real) = real.take() {
        real.close();
    }
    Ok(())
}

fn open(start: &Start, text: &Text) -> Result<Store, Error> {
    let who = Who { author: start.author.clone(), screen: true };
    let today = config::now(start.today).date_naive();
    // Mending, or a store of an older version, may take a while; nothing is drawn yet.
    let (opened, opening) = mpsc::channel::<()>();
    let words = say!(text, "open-slow");
    let slow = thread::spawn(move || {
        if opening.recv_timeout(SLOW) == Err(RecvTimeoutError::Timeout) {
            // Where standard error is closed, nobody wants to know.
            let _ = writeln!(io::stderr(), "{words}");
        }
    });
    let open = if start.read_only.is_some() { Store::open_read_only } else { Store::open };
    let store = open(&start.dir, who);
    drop(opened);
    let _ = slow.join();
    store.map_err(|error| explain::store(text, &error, today))
}

/// One run over one store: draw, wait, update, until it is quit.
fn session(
    start: &Start,
    store: Store,
    demo: bool,
    screen: &mut Screen,
    inbox: &Inbox,
    unsaved: &Unsaved,
) -> io::Result<Exit> {
    let choices = Choices {
        text: Text::new(start.lang),
        settings: start.settings.clone(),
        theme: start.theme.clone(),
        keys: start.keys.clone(),
        ascii: start.ascii,
        opens: opener::is_there(),
        today: start.today,
        author: start.author.clone(),
        demo,
        read_only: start.read_only,
    };
    let workers = Workers::new(&store, &inbox.sender());
    watch(&store, inbox);
    look_after(&store, inbox, demo);
    let mut app = App::new(store.clone(), choices, Now::read());
    perform(app.update(Event::Deadline, Now::read()), screen, &workers)?;
    loop {
        screen.draw(|frame| app.draw(frame))?;
        let mut incoming = inbox.next(app.next_deadline());
        // All that is there already is taken in before it is drawn.
        while let Some(one) = incoming {
            match one {
                Incoming::Event(event) if is_suspend(&event) => suspend(&store, screen, inbox, demo)?,
                Incoming::Event(event) => {
                    if matches!(event, Event::Key(_) | Event::Paste(_)) {
                        store.stirs();
                    }
                    perform(app.update(event, Now::read()), screen, &workers)?;
                }
                Incoming::Suspend => suspend(&store, screen, inbox, demo)?,
                Incoming::Continued => screen.again()?,
                Incoming::Hangup(error) => {
                    unsaved.keep();
                    return Err(error);
                }
            }
            unsaved.set(app.unsaved());
            if let Some(exit) = app.exit() {
                workers.finish();
                unsaved.keep();
                return Ok(exit);
            }
            incoming = inbox.waiting();
        }
    }
}

/// Tells the inbox when others commit.
fn watch(store: &Store, inbox: &Inbox) {
    let notices = inbox.sender();
    if let Err(error) = store.watch(move |notice| notices.send(Event::Notice(notice))) {
        // Others' changes are then seen at the next commit.
        tracing::warn!(%error, "the store can't be watched");
    }
}

/// Lets the store be looked after in the rests; tells the inbox where something is wrong with it.
fn look_after(store: &Store, inbox: &Inbox, demo: bool) {
    if demo {
        return;
    }
    let troubles = inbox.sender();
    if let Err(error) = store.look_after(move |unwell| troubles.send(Event::Unwell(unwell))) {
        // Another session does it then, or this one's next.
        tracing::warn!(%error, "the store can't be looked after");
    }
}

/// Stops for the shell. The archive is given up before, so that other sessions don't wait for one that stands still; what they
/// did meanwhile is looked up after.
fn suspend(store: &Store, screen: &mut Screen, inbox: &Inbox, demo: bool) -> io::Result<()> {
    screen.suspend(|| store.close())?;
    watch(store, inbox);
    look_after(store, inbox, demo);
    match store.refresh() {
        Ok(entries) => inbox.sender().send(Event::Notice(Notice::Changed(entries))),
        Err(error) => inbox.sender().send(Event::Failed(error.into())),
    }
    Ok(())
}

fn perform(effects: Vec<Effect>, screen: &mut Screen, workers: &Workers) -> io::Result<()> {
    for effect in effects {
        match effect {
            // Between two frames, and so by the thread that draws them.
            Effect::CopyText(text) => screen.write(CopyToClipboard::to_clipboard_from(text))?,
            effect => workers.run(effect),
        }
    }
    Ok(())
}

/// Ctrl-Z: raw mode leaves it to us.
fn is_suspend(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Char('z') && key.modifiers == KeyModifiers::CONTROL)
}
