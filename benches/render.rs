//! From a key to a painted frame, without a terminal: moves, tabs, records, letters in the filter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod made;
mod stores;

use std::hint::black_box;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use touchbase::config::left::Screens;
use touchbase::domain::settings::Settings;
use touchbase::store::Store;
use touchbase::text::{Lang, Text};
use touchbase::tui::app::{App, Choices, Now};
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Keymap;
use touchbase::tui::look::Look;
use touchbase::tui::offscreen::{happens, keys};

/// What is measured, the keys that lead there, and keys that lead on and back again.
const KEYS: [(&str, &str, &str); 6] = [
    ("j and k on the agenda", "1", "jk"),
    ("j and k on the contacts", "2", "jk"),
    ("a contact and back", "2", "<enter>q"),
    ("tabs", "1", "2341"),
    ("a letter in the filter and its end", "2/", "e<backspace>"),
    ("a second letter", "2/m", "u<backspace>"),
];

fn render(c: &mut Criterion) {
    for contacts in made::sizes() {
        let room = stores::store(*contacts);
        let store = stores::open(&room);
        let mut group = c.benchmark_group(format!("render/{contacts}"));
        for (name, there, on) in KEYS {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                let mut shown = Shown::new(&store);
                shown.press(there);
                bencher.iter(|| shown.press(on));
            });
        }
        drop(group);
        store.close();
    }
}

/// The screens on a terminal that is none.
struct Shown {
    app: App,
    store: Store,
    terminal: Terminal<TestBackend>,
}

impl Shown {
    fn new(store: &Store) -> Self {
        let choices = Choices {
            text: Text::new(Lang::En),
            settings: Settings::default(),
            look: Look::named("dark").unwrap(),
            keys: Keymap::default(),
            today: Some(made::clock().date_naive()),
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
        };
        let mut app = App::new(store.clone(), choices, now());
        happens(&mut app, store, Event::Deadline, now());
        Self { app, store: store.clone(), terminal: Terminal::new(TestBackend::new(120, 40)).unwrap() }
    }

    /// Each key, and the frame after it.
    fn press(&mut self, written: &str) {
        for key in keys(written).unwrap() {
            happens(&mut self.app, &self.store, Event::Key(key), now());
            black_box(self.terminal.draw(|frame| self.app.draw(frame)).unwrap());
        }
    }
}

fn now() -> Now {
    Now { instant: Instant::now(), clock: made::clock() }
}

criterion_group! { name = benches; config = made::criterion(); targets = render }
criterion_main!(benches);
