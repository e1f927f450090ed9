//! Why an archive can't be used, told apart by what is to be done about it.

use std::io;

use crate::store::Seq;

/// Why the archive can't be used.
#[derive(Debug)]
pub(in crate::store) enum Broken {
    /// Somebody else has it.
    Locked,
    /// The disk is full, or the like: nothing is wrong with the archive itself.
    Io(io::Error),
    /// It knows sets that the journal lost. It must be left as it is.
    Ahead { archive: Seq, journal: Seq },
    /// It is of a form that isn't written any more: it must be built anew. The last set of which anything is in it.
    Older(Seq),
    /// It must be built anew; in English, why.
    Damaged(String),
}

impl Broken {
    pub fn damaged(what: impl ToString) -> Self {
        Self::Damaged(what.to_string())
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded | PermissionDenied | ReadOnlyFilesystem => Self::Io(error),
            // sled says of a locked store only that it could not acquire the lock.
            io::ErrorKind::Other if error.to_string().contains("acquire lock") => Self::Locked,
            _ => Self::Damaged(error.to_string()),
        }
    }
}

impl From<sled::Error> for Broken {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) => error.into(),
            other => Self::damaged(other),
        }
    }
}

pub(in crate::store) type Result<T> = std::result::Result<T, Broken>;
