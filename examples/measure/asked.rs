//! What one session asks of its book and of what was said, without a screen: the agenda, and searches.

use touchbase::config;
use touchbase::domain::agenda::{DAYS_AHEAD, agenda};
use touchbase::domain::search::Words;
use touchbase::domain::settings::Settings;
use touchbase::store::Search;

use crate::Subject;
use crate::table::{Value, once, row, rows, times};

const TRIES: usize = 50;

pub fn measure(subject: &Subject) {
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    let store = subject.open();
    let (settings, today) = (Settings::default(), config::now(None).date_naive());
    let made = || drop(agenda(&store.book(), &settings, today, DAYS_AHEAD));
    row("computing the agenda, the first time", None, once(made));
    rows("computing the agenda", target(0.1, 5.0), times(TRIES, made));
    let due = agenda(&store.book(), &settings, today, DAYS_AHEAD);
    row("… who is due on it", None, Value::Count(due.due() as u64));
    let search = |typed: &str| drop(store.search_texts(&Search::new(Words::new(typed), 50), &|| true).unwrap());
    row("the first search in what was said, its file read or made", None, once(|| search("offer")));
    // What a thread of its own writes then is waited for.
    store.close();
    let target = target(2.0, 25.0);
    rows("a search over all that was said, first hits", target, times(TRIES, || search("angebot")));
    rows("… two words", target, times(TRIES, || search("preis eiche")));
    rows("… a word that came a few times", None, times(TRIES, || search("ginkgo")));
    rows("… a word that never came: all of it", None, times(TRIES, || search("xyzzy")));
    store.close();
}
