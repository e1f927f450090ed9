//! What is seen: the screens. State and drawing know no I/O; whatever must be done outside is an `Effect`.
//!
//! Owns running them: the terminal, the threads, and the loop of draw, wait, update.

pub mod action;
pub mod answer;
pub mod app;
pub mod bought;
mod briefing;
pub mod ctx;
pub mod effect;
pub mod event;
pub mod filter;
mod importing;
pub mod keymap;
mod listing;
pub mod long_work;
pub mod look;
pub mod marks;
pub mod mouse;
pub mod offscreen;
mod opener;
pub mod outcome;
mod pages;
pub mod panes;
pub mod popups;
pub mod screens;
pub mod seeking;
mod selection;
pub mod spots;
pub mod target;
pub mod theme;
mod timeline;
pub mod turns;
pub mod views;
pub mod widgets;

mod clipboard;
mod demo;
mod editor;
mod ending;
mod inbox;
mod judged;
mod keyboard;
pub mod rebinding;
mod signals;
mod stopping;
pub mod terminal;
pub mod theming;
mod workers;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyModifiers};

use crate::config::left::Screens;
use crate::config::{self, Background, Source};
use crate::domain::settings::Settings;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Notice, Slow, Store, Who};
use crate::text::{Lang, Text};

use app::{App, Choices, Exit, Now};
use effect::{Effect, Problem};
use ending::Ending;
use event::Event;
use inbox::{Inbox, Incoming};
use keymap::Keymap;
use look::Look;
use terminal::Screen;
use terminal::background::{self, Asked};
use widgets::edit;
use workers::Workers;

/// What the screens are started with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The store's directory.
    pub dir: PathBuf,
    /// The user's login name.
    pub author: String,
    pub lang: Lang,
    pub settings: Settings,
    pub look: Look,
    /// What the terminal's background is taken for.
    pub background: Background,
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
    /// Where the columns of tables are saved; `None` without a home.
    pub mappings: Option<PathBuf>,
    /// Where views are kept; the same.
    pub views: Option<PathBuf>,
    /// Where it is kept how the screens were left; the same.
    pub left: Option<PathBuf>,
    /// The view with which the list of contacts begins; all of them if it is none.
    pub view: Option<String>,
    /// Whether the terminal is asked to tell of the mouse.
    pub mouse: bool,
}

/// Runs the screens until they are quit.
pub fn run(start: &Start) -> Result<(), Error> {
    let text = Text::new(start.lang);
    terminal::check(&text)?;
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let (ground, mut asks) = background::begin(start.background, variable);
    asks &= start.look.colourless.is_none();
    let mut look = start.look.clone().in_colours(terminal::depth()).on(ground);
    let lost = |error: io::Error| {
        Error::new(ErrorKind::Usage, say!(text, "error-terminal", reason = explain::reason(&text, &error)))
    };
    let (inbox, ending) = (Inbox::new(), Arc::new(Ending::default()));
    signals::follow(&ending, inbox.sender()).map_err(lost)?;
    // The store first: where it can't be opened, the terminal is left as it is.
    let words = say!(text, "open-slow");
    let slow = Slow::begin(move || {
        // Where standard error is closed, nobody wants to know.
        let _ = writeln!(io::stderr(), "{words}");
    });
    let mut demo = start.demo.then(|| demo::open(start, &ending, &text)).transpose()?;
    let mut real = if start.demo { None } else { Some(open(start, &text)?) };
    let (mut slow, mut screen) = (Some(slow), None);
    loop {
        let (store, is_demo) = match (&demo, &real) {
            (Some(demo), _) => (demo.store().clone(), true),
            (None, Some(real)) => (real.clone(), false),
            (None, None) => break,
        };
        ending.begin(&store);
        // What it reads may turn out damaged and be made anew: the terminal is left as it is until then, too.
        let session = Session::new(start, look, asks, store, is_demo, &inbox, &ending);
        drop(slow.take());
        let ended = match &mut screen {
            Some(screen) => session.run(screen),
            None => {
                let entered = Screen::enter(inbox.sender(), &ending).map_err(lost)?;
                keyboard::follow(inbox.sender(), &ending, alt_keys(&start.keys)).map_err(lost)?;
                session.run(screen.insert(entered))
            }
        };
        let exit;
        // The next one looks as this one did, and knows what was asked.
        (exit, look) = ended.map_err(lost)?;
        asks = false;
        match (exit, &demo) {
            (Exit::Demo, _) => demo = Some(demo::open(start, &ending, &text)?),
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
    let open = if start.read_only.is_some() { Store::open_read_only } else { Store::open };
    open(&start.dir, who).map_err(|error| explain::store(text, &error, today))
}

/// One run over one store.
struct Session<'a> {
    store: Store,
    demo: bool,
    app: App,
    workers: Workers,
    inbox: &'a Inbox,
    ending: &'a Ending,
    text: Text,
    /// What is to be read once the frame is out that shows what it is read for.
    looks: Vec<Effect>,
    /// Whether the terminal is to be asked for its background.
    asks: bool,
    asked: Asked,
}

impl<'a> Session<'a> {
    fn new(
        start: &Start,
        look: Look,
        asks: bool,
        store: Store,
        demo: bool,
        inbox: &'a Inbox,
        ending: &'a Ending,
    ) -> Self {
        let choices = Choices {
            text: Text::new(start.lang),
            settings: start.settings.clone(),
            look,
            keys: start.keys.clone(),
            ascii: start.ascii,
            opens: opener::is_there(),
            today: start.today,
            author: start.author.clone(),
            demo,
            read_only: start.read_only,
            mappings: start.mappings.clone(),
            // Those of the sample data go with it.
            views: if demo { Some(store.dir().join("views")) } else { start.views.clone() },
            view: start.view.clone().filter(|_| !demo),
            mouse: start.mouse,
            // The sample data is looked at as it is made.
            left: if demo { Screens::default() } else { Screens::begin(start.left.clone()) },
        };
        let workers = Workers::new(&store, &inbox.sender());
        let app = App::new(store.clone(), choices, Now::read());
        Self {
            store,
            demo,
            app,
            workers,
            inbox,
            ending,
            text: Text::new(start.lang),
            looks: Vec::new(),
            asks,
            asked: Asked::default(),
        }
    }

    /// Draws, waits, updates, until it is quit. Never waits for the terminal: while that takes no bytes, events are taken in all
    /// the same, and drawn together when it does. Before the first frame nothing is done that it doesn't show.
    fn run(mut self, screen: &mut Screen) -> io::Result<(Exit, Look)> {
        screen.draw(|shown, frame| self.app.draw_over(Some(shown), frame))?;
        let (mut stale, mut is_begun) = (false, false);
        loop {
            let is_free = (stale || !is_begun) && screen.is_free();
            if is_free && stale {
                screen.draw(|shown, frame| self.app.draw_over(Some(shown), frame))?;
                stale = false;
            }
            if is_free && !is_begun {
                self.begin(screen)?;
                (stale, is_begun) = (true, true);
                continue;
            }
            std::mem::take(&mut self.looks).into_iter().for_each(|look| self.workers.run(look));
            let mut incoming = self.inbox.next(self.app.next_deadline());
            // All that is there already is taken in before it is drawn.
            while let Some(one) = incoming {
                stale |= !matches!(one, Incoming::Written);
                match one {
                    Incoming::Event(event) if is_suspend(&event) && !stopping::is_waited_for() => {
                        self.update(Event::Failed(Problem::Said(say!(self.text, "suspend-no-shell"))), screen)?;
                    }
                    Incoming::Event(event) if is_suspend(&event) => self.suspend(screen),
                    // One that comes late is passed over.
                    Incoming::Event(event)
                        if matches!(*event, Event::Ground(_)) && !self.asked.answered(Instant::now()) => {}
                    Incoming::Event(event) => {
                        if matches!(*event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) {
                            self.store.stirs();
                        }
                        self.update(*event, screen)?;
                    }
                    Incoming::Suspend => self.suspend(screen),
                    Incoming::Continued => screen.again()?,
                    Incoming::Written => {}
                }
                self.ending.set(self.app.unsaved());
                if let Some(exit) = self.app.exit() {
                    self.workers.finish();
                    self.ending.keep();
                    await_answer(&self.asked, self.inbox);
                    return Ok((exit, self.app.look().clone()));
                }
                incoming = self.inbox.waiting();
            }
        }
    }

    /// Begins what the first frame didn't need, once the terminal has that.
    fn begin(&mut self, screen: &mut Screen) -> io::Result<()> {
        if std::mem::take(&mut self.asks) {
            screen.ask_background();
            self.asked = Asked::at(Instant::now());
        }
        watch(&self.store, self.inbox);
        look_after(&self.store, self.inbox, self.demo);
        warm(&self.store);
        self.update(Event::Deadline, screen)
    }

    fn update(&mut self, event: Event, screen: &mut Screen) -> io::Result<()> {
        for effect in self.app.update(event, Now::read()) {
            match effect {
                Effect::CopyText(copied) => clipboard::copy(copied, &self.text, screen.line(), &self.inbox.sender()),
                Effect::Write(text) => self.write(&text, screen)?,
                effect if effect.asked().is_some() => self.looks.push(effect),
                effect => self.workers.run(effect),
            }
        }
        screen.listen(self.app.listens());
        Ok(())
    }

    /// Gives a text that is typed to the user's editor, and waits for it. Drafts are kept first; saves, other sessions and signals go on
    /// in their threads.
    fn write(&mut self, text: &str, screen: &mut Screen) -> io::Result<()> {
        self.app.keep_drafts().into_iter().for_each(|effect| self.workers.run(effect));
        let keyboard = keyboard::leave();
        screen.leave();
        let edited = editor::edit(text, self.ending, &self.text);
        screen.again()?;
        drop(keyboard);
        self.update(Event::Rewritten(edited.map_err(Problem::Said)), screen)
    }

    /// Stops for the shell. What is typed is kept and what is being saved is saved; the archive is given up, so that other
    /// sessions don't wait for one that stands still; what they did meanwhile is looked up after. The terminal is taken again
    /// when the signal says that it goes on.
    fn suspend(&mut self, screen: &Screen) {
        self.app.keep_drafts().into_iter().for_each(|effect| self.workers.run(effect));
        self.workers.rest();
        screen.leave();
        self.store.close();
        if let Err(error) = self.store.stand_aside(stopping::stop) {
            self.inbox.sender().tell(Incoming::Continued);
            self.inbox.sender().send(Event::Failed(Problem::Said(explain::reason(&self.text, &error))));
        }
        watch(&self.store, self.inbox);
        look_after(&self.store, self.inbox, self.demo);
        let event = match self.store.refresh() {
            Ok(entries) => Event::Notice(Notice::Changed(entries)),
            Err(error) => Event::Failed(error.into()),
        };
        self.inbox.sender().send(event);
    }
}

/// An answer that is under way is not to land in the shell.
fn await_answer(asked: &Asked, inbox: &Inbox) {
    while let Some(until) = asked.until().filter(|until| Instant::now() < *until) {
        match inbox.next(Some(until)) {
            Some(Incoming::Event(event)) if matches!(*event, Event::Ground(_)) => return,
            Some(_) => {}
            None => return,
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

/// Has made what a key will ask for, so that it needn't wait for it.
fn warm(store: &Store) {
    let store = store.clone();
    let make = move || store.warm();
    if let Err(error) = thread::Builder::new().name("warm".to_owned()).spawn(make) {
        // The first key that asks for it waits, then.
        tracing::warn!(%error, "nothing is made ahead");
    }
}

/// The characters that mean something with Alt: where text is edited, or by a key of the user's own.
fn alt_keys(keys: &Keymap) -> String {
    edit::ALT.chars().chain(keys.with_alt()).collect()
}

/// Ctrl-Z: raw mode leaves it to us.
fn is_suspend(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Char('z') && key.modifiers == KeyModifiers::CONTROL)
}
