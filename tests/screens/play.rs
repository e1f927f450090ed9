//! The screens played by keys: effects run on the spot, on a store in a temporary directory, and the clock stands still
//! unless it is told to go on.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Modifier;
use tempfile::TempDir;
use touchbase::config::Source;
use touchbase::config::left::Screens;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::settings::Settings;
use touchbase::store::disk::Disk;
use touchbase::store::{Notice, Store, Who};
use touchbase::text::{Lang, Text};
use touchbase::tui::app::{App, Choices, Now};
use touchbase::tui::effect::Effect;
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Keymap;
use touchbase::tui::look::Look;
use touchbase::tui::mouse::{Did, Mouse};
use touchbase::tui::offscreen;

/// The screens over a store of their own.
pub struct Screen {
    pub app: App,
    pub store: Store,
    pub dir: Rc<TempDir>,
    size: (u16, u16),
    now: Now,
    lang: Lang,
    /// Whether today is what the clock says; else it stands still.
    by_the_clock: bool,
}

impl Screen {
    /// Screens of `columns` x `rows` over a store with `changes` in it, at half past nine on `today`.
    pub fn new(lang: Lang, size: (u16, u16), today: &str, changes: Vec<Change>) -> Self {
        Self::start(lang, size, today, changes, false)
    }

    /// The same, on which a new day begins at midnight.
    pub fn by_the_clock(lang: Lang, size: (u16, u16), today: &str, changes: Vec<Change>) -> Self {
        Self::start(lang, size, today, changes, true)
    }

    fn start(lang: Lang, size: (u16, u16), today: &str, changes: Vec<Change>, by_the_clock: bool) -> Self {
        let dir = Rc::new(tempfile::tempdir().unwrap());
        let clock: DateTime<FixedOffset> = format!("{today}T09:30:00+01:00").parse().unwrap();
        // Not as a screen, so that undo doesn't take the world away.
        let verb = open(&dir, false);
        verb.commit(Set::new(Label { act: Act::Sample, ..Label::default() }, changes), verb.position()).unwrap();
        drop(verb);
        let store = open(&dir, true);
        let now = Now { instant: Instant::now(), clock };
        let mappings = Some(dir.path().join("mappings"));
        let views = Some(dir.path().join("views"));
        let left = Screens::begin(Some(dir.path().join("left")));
        let choices = Choices { mappings, views, left, ..choices(lang, now, by_the_clock) };
        let app = App::new(store.clone(), choices, now);
        let mut screen = Self { app, store, dir, size, now, lang, by_the_clock };
        screen.happens(Event::Deadline);
        screen
    }

    /// Plays keys: characters as they are, others in angle brackets: `c`, `<enter>`, `<ctrl-r>`, `<<` for `<`.
    pub fn play(&mut self, keys: &str) -> &mut Self {
        parse(keys).into_iter().for_each(|key| self.happens(Event::Key(key)));
        self
    }

    /// Plays keys so fast that all of them are there before anything that they ask for is done.
    pub fn burst(&mut self, keys: &str) -> &mut Self {
        let mut effects = Vec::new();
        for key in parse(keys) {
            effects.extend(self.app.update(Event::Key(key), self.now));
        }
        let events: Vec<Event> = effects.into_iter().filter_map(|effect| effect.run(&self.store)).collect();
        events.into_iter().for_each(|event| self.happens(event));
        self
    }

    /// Does this with the mouse at the first cell in which `words` stand, so many columns behind where they begin.
    pub fn mouse(&mut self, did: Did, words: &str, behind: u16) -> &mut Self {
        let at = self.place(words);
        self.mouse_at(did, Position { x: at.x + behind, ..at }, KeyModifiers::NONE)
    }

    pub fn mouse_at(&mut self, did: Did, at: Position, held: KeyModifiers) -> &mut Self {
        self.happens(Event::Mouse(Mouse { did, at, held }));
        self.happens(Event::Mouse(Mouse { did: Did::Release, at, held }));
        self
    }

    /// Takes hold of what lies at `from`, goes to `to` and lets go there.
    pub fn drag(&mut self, from: Position, to: Position) -> &mut Self {
        self.cells();
        for (did, at) in [(Did::Press, from), (Did::Drag, to), (Did::Release, to)] {
            self.happens(Event::Mouse(Mouse { did, at, held: KeyModifiers::NONE }));
            self.cells();
        }
        self
    }

    /// Clicks on `words`, where they stand first, a second after whatever was done before.
    pub fn click(&mut self, words: &str) -> &mut Self {
        self.wait(1).mouse(Did::Press, words, 0)
    }

    pub fn click_with(&mut self, words: &str, held: KeyModifiers) -> &mut Self {
        self.wait(1);
        let at = self.place(words);
        self.mouse_at(Did::Press, at, held)
    }

    /// Clicks there twice, so fast that it isn't painted in between.
    pub fn double_click(&mut self, words: &str) -> &mut Self {
        self.wait(1);
        let at = self.place(words);
        self.mouse_at(Did::Press, at, KeyModifiers::NONE).mouse_at(Did::Press, at, KeyModifiers::NONE)
    }

    /// Turns the wheel by so many notches over `words`.
    pub fn wheel(&mut self, notches: i16, words: &str) -> &mut Self {
        self.mouse(Did::Wheel(notches), words, 0)
    }

    /// Where `words` stand first.
    pub fn place(&mut self, words: &str) -> Position {
        let cells = self.cells();
        for y in 0..cells.area.height {
            // The cells behind a wide character are no part of it.
            let mut row: Vec<(u16, String)> = Vec::new();
            let mut x = 0;
            while x < cells.area.width {
                let symbol = cells[(x, y)].symbol().to_owned();
                let wide = offscreen::columns(&symbol);
                row.push((x, symbol));
                x += wide;
            }
            let text: String = row.iter().map(|(_, symbol)| symbol.as_str()).collect();
            if let Some(at) = text.find(words) {
                let mut before = 0;
                for (x, symbol) in &row {
                    if before >= at {
                        return Position { x: *x, y };
                    }
                    before += symbol.len();
                }
            }
        }
        panic!("{words:?} isn't on screen:\n{}", self.picture());
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Paste(text.into()));
        self
    }

    /// The clock goes on.
    pub fn wait(&mut self, seconds: u64) -> &mut Self {
        self.now.instant += Duration::from_secs(seconds);
        self.now.clock += Duration::from_secs(seconds);
        self.happens(Event::Deadline);
        self
    }

    /// The clock goes on to `deadline`.
    pub fn wait_until(&mut self, deadline: Instant) -> &mut Self {
        self.wait(deadline.duration_since(self.now.instant).as_secs() + 1)
    }

    /// Another user's session on the same store, at 09:31. It has the full records until it ends.
    pub fn ben(&self) -> Store {
        self.store.let_archive_go();
        let at = self.now.clock + Duration::from_secs(60);
        let who = Who { author: "ben".into(), screen: true };
        Store::open_on(Disk::default().with_clock(move || at), &self.dir.path().join("store"), who).unwrap()
    }

    /// What others have done is noticed.
    pub fn notices(&mut self) -> &mut Self {
        let entries = self.store.refresh().unwrap();
        self.happens(Event::Notice(Notice::Changed(entries)));
        self
    }

    /// Another session on the same store.
    pub fn open_again(&self) -> Store {
        open(&self.dir, true)
    }

    /// Another session with screens of its own on the same store.
    pub fn beside(&self) -> Self {
        self.beside_as("ana")
    }

    /// The same of somebody else who uses the same account.
    pub fn beside_as(&self, author: &str) -> Self {
        let who = Who { author: author.into(), screen: true };
        let store = Store::open(&self.dir.path().join("store"), who).unwrap();
        let choices = Choices { author: author.into(), ..choices(self.lang, self.now, self.by_the_clock) };
        let app = App::new(store.clone(), choices, self.now);
        let dir = Rc::clone(&self.dir);
        let mut screen = Self { app, store, dir, ..*self };
        screen.happens(Event::Deadline);
        screen
    }

    /// Is told what others did, as one is whom the store's directories wake.
    pub fn hears(&mut self) -> &mut Self {
        let entries = self.store.refresh().unwrap();
        if !entries.is_empty() {
            self.happens(Event::Notice(Notice::Changed(entries)));
        }
        self.happens(Event::Notice(Notice::Drafts));
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = (columns, rows);
        self.happens(Event::Resize);
        self
    }

    /// Takes an event in, and carries out what follows from it.
    pub fn happens(&mut self, event: Event) {
        offscreen::happens(&mut self.app, &self.store, event, self.now);
    }

    /// Takes an event in, and nothing of what follows from it is done: it may be asked for later.
    pub fn unanswered(&mut self, event: Event) -> &mut Self {
        drop(self.app.update(event, self.now));
        self
    }

    /// The same for keys.
    pub fn play_unanswered(&mut self, keys: &str) -> &mut Self {
        parse(keys).into_iter().for_each(|key| drop(self.app.update(Event::Key(key), self.now)));
        self
    }

    /// The clock goes on a little, and nothing that follows from that is done.
    pub fn wait_unanswered(&mut self, millis: u64) -> &mut Self {
        self.now.instant += Duration::from_millis(millis);
        self.unanswered(Event::Deadline)
    }

    /// What follows from an event, not done yet.
    pub fn effects_of_event(&mut self, event: Event) -> Vec<Effect> {
        self.app.update(event, self.now)
    }

    /// What follows from keys.
    pub fn effects_of(&mut self, keys: &str) -> Vec<Effect> {
        parse(keys).into_iter().flat_map(|key| self.app.update(Event::Key(key), self.now)).collect()
    }

    /// What follows from so many milliseconds.
    pub fn effects_after(&mut self, millis: u64) -> Vec<Effect> {
        self.now.instant += Duration::from_millis(millis);
        self.app.update(Event::Deadline, self.now)
    }

    /// Somebody mended the store.
    pub fn reports_are_looked_for(&mut self) -> &mut Self {
        let found = Effect::LookForMended.run(&self.store);
        found.into_iter().for_each(|event| self.happens(event));
        self
    }

    /// The session ends and another one begins on the same store.
    pub fn restart(&mut self) -> &mut Self {
        let drafts = self.store.drafts();
        self.app.unsaved().iter().for_each(|draft| drafts.save(draft).unwrap());
        self.store.close();
        self.store = open(&self.dir, true);
        let left = Screens::begin(Some(self.dir.path().join("left")));
        let views = self.views();
        let choices = Choices { views, left, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// The session ends and another one begins, on a disk that may fail.
    pub fn reopen_on(&mut self, disk: Disk) -> &mut Self {
        self.store.close();
        let who = Who { author: "ana".into(), screen: true };
        self.store = Store::open_on(disk, &self.dir.path().join("store"), who).unwrap();
        self.app = App::new(self.store.clone(), choices(self.lang, self.now, self.by_the_clock), self.now);
        self.happens(Event::Deadline);
        self
    }

    /// The session ends and another begins, which may only read.
    pub fn reopen_read_only(&mut self, keys: Keymap) -> &mut Self {
        self.store.close();
        let who = Who { author: "ana".into(), screen: true };
        self.store = Store::open_read_only(&self.dir.path().join("store"), who).unwrap();
        self.begin_read_only(keys)
    }

    /// Screens that may only read begin, on a store that is open so.
    pub fn begin_read_only(&mut self, keys: Keymap) -> &mut Self {
        let read_only = Some(Source::Flag("--read-only"));
        let choices = Choices { read_only, keys, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// Plays keys; `look` is given each effect before it is carried out.
    pub fn play_seen(&mut self, keys: &str, look: &dyn Fn(&Effect)) -> &mut Self {
        let mut events: VecDeque<Event> = parse(keys).into_iter().map(Event::Key).collect();
        while let Some(event) = events.pop_front() {
            for effect in self.app.update(event, self.now).into_iter().rev() {
                look(&effect);
                // What comes of a key is there before the next one is pressed.
                effect.run(&self.store).into_iter().for_each(|event| events.push_front(event));
            }
        }
        self
    }

    /// Another session begins, in which `event` is the first thing that happens.
    pub fn begin(&mut self, event: Event) -> &mut Self {
        self.app = App::new(self.store.clone(), choices(self.lang, self.now, self.by_the_clock), self.now);
        self.happens(event);
        self
    }

    /// The same with ASCII signs only.
    /// Where views are kept.
    fn views(&self) -> Option<PathBuf> {
        Some(self.dir.path().join("views"))
    }

    /// The same screens, begun with this view of the contacts.
    pub fn begin_with(&mut self, view: &str) -> &mut Self {
        let (views, view) = (self.views(), Some(view.to_owned()));
        let choices = Choices { views, view, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    pub fn in_ascii(&mut self) -> &mut Self {
        let choices = Choices { ascii: true, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// The same with other keys.
    pub fn with_keys(&mut self, keys: Keymap) -> &mut Self {
        let choices = Choices { keys, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// The same in another look.
    pub fn in_look(&mut self, look: Look) -> &mut Self {
        let choices = Choices { look, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// Its cells.
    pub fn cells(&mut self) -> Buffer {
        offscreen::cells(&mut self.app, self.size)
    }

    /// The same with other settings.
    pub fn with_settings(&mut self, settings: Settings) -> &mut Self {
        let choices = Choices { settings, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        let warnings = self.store.warnings();
        self.happens(Event::Place(warnings));
        self
    }

    /// The same where a desktop is there that can open links.
    pub fn app_with_desktop(&mut self) -> &mut Self {
        let choices = Choices { opens: true, ..choices(self.lang, self.now, self.by_the_clock) };
        self.app = App::new(self.store.clone(), choices, self.now);
        self.happens(Event::Deadline);
        self
    }

    /// The modifiers of the cells in which `words` stand, where they stand first. All must be one column wide.
    pub fn cells_at(&mut self, words: &str) -> Vec<Modifier> {
        let cells = offscreen::cells(&mut self.app, self.size);
        let wanted: Vec<String> = words.chars().map(String::from).collect();
        let area = cells.area;
        for y in 0..area.height {
            let row: Vec<_> = (0..area.width).map(|x| &cells[(x, y)]).collect();
            let at =
                row.windows(wanted.len()).position(|row| row.iter().zip(&wanted).all(|(cell, c)| cell.symbol() == c));
            if let Some(at) = at {
                return row[at..at + wanted.len()].iter().map(|cell| cell.modifier).collect();
            }
        }
        panic!("{words:?} isn't on screen:\n{}", self.picture());
    }

    /// What is on screen, without spaces at the ends of lines.
    pub fn picture(&mut self) -> String {
        offscreen::text(&offscreen::cells(&mut self.app, self.size))
    }

    /// Says what is on screen where `words` are missing.
    pub fn shows(&mut self, words: &str) -> &mut Self {
        let picture = self.picture();
        assert!(picture.contains(words), "{words:?} isn't on screen:\n{picture}");
        self
    }

    pub fn shows_not(&mut self, words: &str) -> &mut Self {
        let picture = self.picture();
        assert!(!picture.contains(words), "{words:?} is on screen:\n{picture}");
        self
    }

    /// The row the selection stands on.
    pub fn selected(&mut self) -> String {
        let picture = self.picture();
        let line = picture.lines().find_map(|line| line.split_once('▌').map(|(_, after)| after.to_owned()));
        line.unwrap_or_else(|| panic!("nothing is selected:\n{picture}"))
    }

    pub fn selects(&mut self, name: &str) -> &mut Self {
        let selected = self.selected();
        assert!(selected.contains(name), "{name} isn't selected, but:{selected}");
        self
    }
}

fn parse(keys: &str) -> Vec<KeyEvent> {
    offscreen::keys(keys).unwrap_or_else(|key| panic!("no key {key:?}"))
}

fn open(dir: &TempDir, screen: bool) -> Store {
    Store::open(&dir.path().join("store"), Who { author: "ana".into(), screen }).unwrap()
}

fn choices(lang: Lang, now: Now, by_the_clock: bool) -> Choices {
    Choices {
        text: Text::new(lang),
        settings: Settings::default(),
        look: Look::named("terminal").unwrap(),
        keys: Keymap::default(),
        today: (!by_the_clock).then(|| now.clock.date_naive()),
        author: "ana".into(),
        ascii: false,
        opens: false,
        demo: false,
        read_only: None,
        mappings: None,
        views: None,
        view: None,
        mouse: true,
        left: Screens::default(),
    }
}
