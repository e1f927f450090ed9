//! A throwaway store with sample data: in the system's temporary directory, removed when it is left.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Start;
use super::ending::Ending;
use crate::config;
use crate::domain::change::{Act, Change, Label};
use crate::domain::sample::sample;
use crate::error::Error;
use crate::explain;
use crate::store::{Store, StoreError, StreamError, Who};
use crate::text::Text;

pub(super) struct Demo {
    store: Store,
    dir: PathBuf,
}

impl Demo {
    pub fn store(&self) -> &Store {
        &self.store
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        remove(&self.dir);
    }
}

/// Removes a throwaway directory. Under another name, so that nothing is put into it meanwhile by those who still have it.
pub(super) fn remove(dir: &Path) {
    let gone = dir.with_extension("gone");
    let removed = std::fs::rename(dir, &gone).and_then(|()| std::fs::remove_dir_all(&gone));
    if let Err(error) = removed
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!(%error, "a throwaway directory can't be removed");
    }
}

/// Fills a new throwaway store and opens it. Should the process end on the way, `ending` removes it.
pub(super) fn open(start: &Start, ending: &Ending, text: &Text) -> Result<Demo, Error> {
    let dir = std::env::temp_dir().join(format!("touchbase-demo-{}", uuid::Uuid::now_v7().simple()));
    ending.throwaway(&dir);
    let today = config::now(start.today).date_naive();
    let said = |error: StoreError| explain::store(text, &error, today);
    // Not as a screen, so that undo doesn't take the sample data away.
    let verb = Store::open(&dir, Who { author: start.author.clone(), screen: false }).map_err(said)?;
    fill(&verb, start).map_err(said)?;
    drop(verb);
    let open = if start.read_only.is_some() { Store::open_read_only } else { Store::open };
    let store = open(&dir, Who { author: start.author.clone(), screen: true }).map_err(said)?;
    Ok(Demo { store, dir })
}

fn fill(store: &Store, start: &Start) -> Result<(), StoreError> {
    let now = chrono::Local::now().fixed_offset();
    let today = start.today.unwrap_or_else(|| now.date_naive());
    let label = Label { act: Act::Sample, ..Label::default() };
    let changes = sample(today, *now.offset(), &mut store.ids());
    let changes = changes.into_iter().map(Ok::<Change, Infallible>);
    match store.commit_stream(label, store.position(), changes) {
        Ok(_) => Ok(()),
        Err(StreamError::Store(error)) => Err(error),
    }
}
