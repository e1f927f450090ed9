//! Views of the list of contacts on screen: what is asked of the files in which they are kept, and what pop-ups tell the list.

use std::path::Path;

use super::effect::Problem;
use crate::config::{named, views};
use crate::domain::view::{Column, Shown, View};

/// What is to be done with the views that are kept. All there are then is told.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewAct {
    /// The screens begin, with this one if it is named.
    Begin(Option<String>),
    /// One is to be picked.
    Pick,
    /// This one is kept, in the place of that one if it had another name.
    Save(Box<View>, Option<String>),
    Delete(String),
}

/// What is told the list of contacts.
#[derive(Debug, Clone, PartialEq)]
pub enum Tell {
    /// This view is taken.
    Take(Taken),
    /// It is sorted by this column, or turned round.
    Sort(Column),
    /// It has these columns.
    Columns(Vec<Shown>),
}

/// Which view is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    All,
    WithoutRhythm,
    Archived,
    /// One that is kept, by its name.
    Named(String),
}

/// Does it, and says which views there are then, and which files are none.
pub(super) fn act(dir: &Path, act: &ViewAct) -> Result<(Vec<View>, Vec<views::NoView>), Problem> {
    let at = |name: &str| named::path(dir, name);
    match act {
        ViewAct::Begin(_) | ViewAct::Pick => {}
        ViewAct::Save(view, before) => {
            if let Some(before) = before.as_ref().filter(|before| **before != view.name) {
                let renamed = named::rename(dir, before, &view.name);
                renamed.map_err(|source| Problem::File { path: at(&view.name), source })?;
            }
            views::save(dir, view).map_err(|source| Problem::File { path: at(&view.name), source })?;
        }
        ViewAct::Delete(name) => {
            // One that another session took away is gone as well.
            let gone = named::remove(dir, name).or_else(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            });
            gone.map_err(|source| Problem::File { path: at(name), source })?;
        }
    }
    Ok(views::all(dir))
}
