//! Views of lists on screen: what is asked of the files in which they are kept, and what pop-ups tell lists.

use std::path::Path;

use super::effect::Problem;
use crate::config::{named, views};
use crate::domain::view::{Column, List, Shown, View};

/// What is to be done with the views that are kept. All there are then is told.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewAct {
    /// The screens begin, the contacts with this one if it is named.
    Begin(Option<String>),
    /// One of this list is to be picked.
    Pick(List),
    /// This one is kept, in the place of that one if it had another name.
    Save(Box<View>, Option<String>),
    /// The one of this list that is called so goes.
    Delete(List, String),
}

impl ViewAct {
    /// The list that it is about.
    pub fn list(&self) -> List {
        match self {
            Self::Begin(_) => List::Contacts,
            Self::Pick(list) | Self::Delete(list, _) => *list,
            Self::Save(view, _) => view.look.list,
        }
    }
}

/// What is told a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Tell {
    pub list: List,
    pub told: Told,
}

/// What it is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// This view is taken.
    Take(Taken),
    /// It is sorted by this column, or turned round.
    Sort(Column),
    /// All of it that this filter lets through.
    Narrow(String),
    /// It has these columns.
    Columns(Vec<Shown>),
}

/// Which view is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// One that the list always has, by its place among them.
    Own(usize),
    /// One that is kept, by its name.
    Named(String),
}

/// Does it, and says which views there are then, and which files are none.
pub(super) fn act(dir: &Path, act: &ViewAct) -> Result<(Vec<View>, Vec<views::NoView>), Problem> {
    let at = |name: &str| named::path(dir, name);
    match act {
        ViewAct::Begin(_) | ViewAct::Pick(_) => {}
        ViewAct::Save(view, before) => {
            if let Some(before) = before.as_ref().filter(|before| **before != view.name) {
                let renamed = named::rename(dir, before, &view.name);
                renamed.map_err(|source| Problem::File { path: at(&view.name), source })?;
            }
            views::save(dir, view).map_err(|source| Problem::File { path: at(&view.name), source })?;
        }
        ViewAct::Delete(_, name) => {
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
