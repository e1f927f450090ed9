//! Where pages lie, by the keys they begin with: as sled has it, or as an `image` of it says.

use sled::{Db, IVec};

use super::page_file::Spot;
use super::{Broken, Result};
use crate::store::guard::guarded;

/// A page's first key, and where it lies.
pub(super) type Lying = (Vec<u8>, Spot);

pub(super) trait Index: Send + Sync {
    /// The first page that begins at `from` or behind it, and before `to`.
    fn first(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>>;

    /// The last of those.
    fn last(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>>;
}

impl Index for Db {
    fn first(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>> {
        if from >= to {
            return Ok(None);
        }
        guarded(|| Ok(self.range(from..to).next().transpose()?))?.map(lying).transpose()
    }

    fn last(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>> {
        if from >= to {
            return Ok(None);
        }
        guarded(|| Ok(self.range(from..to).next_back().transpose()?))?.map(lying).transpose()
    }
}

pub(super) fn lying((first, spot): (IVec, IVec)) -> Result<Lying> {
    let spot = Spot::read(&spot).ok_or_else(|| Broken::damaged("it doesn't say where a page lies"))?;
    Ok((first.to_vec(), spot))
}
