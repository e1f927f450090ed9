//! A store for what only looks where there is none yet: empty, in the system's temporary directory, and gone with it. A slip of
//! the pen in `--store` leaves nothing behind.

use std::fs;
use std::path::PathBuf;

use super::session::Start;
use crate::config;
use crate::error::Error;
use crate::explain;
use crate::store::{Store, Who};

/// Removed when it goes.
pub struct Throwaway {
    dir: PathBuf,
}

impl Throwaway {
    /// Puts an empty store in the place of the one that isn't there.
    pub fn instead_of(start: &mut Start) -> Result<Self, Error> {
        let dir = std::env::temp_dir().join(format!("touchbase-look-{}", uuid::Uuid::now_v7().simple()));
        let place = Self { dir };
        let store = Store::open(&place.dir, Who { author: start.author.clone(), screen: false });
        let today = config::now(start.today).date_naive();
        store.map_err(|error| explain::store(&start.text, &error, today))?;
        start.store.clone_from(&place.dir);
        Ok(place)
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // What can't be removed is empty, and the system's to clear away.
        let _ = fs::remove_dir_all(&self.dir);
    }
}
