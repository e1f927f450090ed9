//! A whole store's JSON in the preview of an import: what of it is new here comes in under its old ids, what is here stays as it is.
//! There is nothing to choose.

use std::sync::Arc;

use super::{Overview, file_name};
use crate::formats::import::{FieldChange, Row, telling};
use crate::formats::json::{self, Known, Names, Plan, WholeFile};
use crate::formats::{Reading, Unreadable};
use crate::store::{Committed, GoingOn, Seq, Step, Store, StoreError, StreamError};
use crate::tui::effect::Problem;

/// The document, and what is planned.
pub struct Whole<'a> {
    name: &'a str,
    file: WholeFile<'a>,
    plan: Plan,
    names: Names,
    /// The position of the store for which it was planned.
    position: Seq,
}

impl<'a> Whole<'a> {
    /// Reads and plans a document of this file name.
    pub fn read(store: &Store, name: &'a str, bytes: &'a [u8]) -> Result<Self, Problem> {
        let unreadable = |why| Problem::Unreadable { file: name.to_owned(), why: Unreadable::Json(why) };
        let file = json::read(bytes).map_err(unreadable)?;
        let (position, mut plan) = planned(store, &file)?;
        plan.compare(&file, &store.book());
        let names = Names::of(&file, &plan, &store.book());
        Ok(Self { name, file, plan, names, position })
    }

    pub fn overview(&self, path: &std::path::Path, reading: Reading) -> Overview {
        let rows: Arc<Vec<Row>> = Arc::new(self.plan.rows(&self.file, &self.names));
        Overview { is_whole: true, alike: self.plan.perhaps.len(), ..Overview::bare(file_name(path), rows, reading) }
    }

    /// What a record says, and what stands here otherwise.
    pub fn fields(&self, store: &Store, row: usize) -> Result<Vec<FieldChange>, StoreError> {
        let here = match self.plan.record(&self.file, row) {
            Some(record) if !self.plan.created.contains(&row) => store.record(record.id())?,
            _ => None,
        };
        Ok(self.plan.changes_of(&self.file, row, here.as_ref(), &self.names))
    }

    /// Brings in what is new; where others changed the same meanwhile, it is planned once more.
    pub fn bring_in(&mut self, store: &Store, going_on: &GoingOn) -> Result<Committed, Problem> {
        let mut again = false;
        loop {
            if store.position() != self.position {
                (self.position, self.plan) = planned(store, &self.file)?;
            }
            let step = Step::Importing(self.plan.created.len() as u64);
            let tell = |count| if going_on(step, count) { Ok(()) } else { Err(StoreError::Stopped) };
            let changes = telling(self.plan.changes(&self.file), &tell);
            match store.commit_stream(self.plan.label(self.name), self.position, changes) {
                Ok(committed) => return Ok(committed),
                Err(StreamError::Store(StoreError::Changed(_))) if !std::mem::replace(&mut again, true) => {
                    store.refresh()?;
                }
                Err(StreamError::Store(error) | StreamError::Stream(error)) => return Err(error.into()),
            }
        }
    }
}

fn planned(store: &Store, file: &WholeFile) -> Result<(Seq, Plan), StoreError> {
    let position = store.position();
    let known = Known::of(&store.book());
    Ok((position, json::plan(file, &known, &|id| store.record(id))?))
}
