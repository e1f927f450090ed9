//! The open archive with what lies over it, as those who ask something read it.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use super::archive::Archive;
use super::layers::Layers;
use super::overlay::Overlay;

pub(super) struct Reading {
    layers: Layers,
    archive: Archive,
    /// Why the archive isn't to be believed any more.
    distrusted: Mutex<Option<String>>,
}

impl Reading {
    pub fn new(archive: Archive, overlay: Arc<Overlay>) -> Self {
        Self { layers: Layers::new(archive.shelf().clone(), overlay), archive, distrusted: Mutex::default() }
    }

    /// The archive isn't to be believed any more; in English, why.
    pub fn distrust(&self, what: String) {
        *self.distrusted.lock().unwrap_or_else(PoisonError::into_inner) = Some(what);
    }

    /// Why it isn't, where it isn't.
    pub fn distrusted(&self) -> Option<String> {
        self.distrusted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    pub fn into_archive(self) -> Archive {
        self.archive
    }
}

impl Deref for Reading {
    type Target = Layers;

    fn deref(&self) -> &Layers {
        &self.layers
    }
}
