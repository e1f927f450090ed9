//! Sample data: believable people and companies with two years of history, around the day it is asked for.

use chrono::{FixedOffset, NaiveDate};

use super::change::Change;
use super::id::Ids;

/// Changes that fill an empty book; contacts and companies come before what hangs on them. Moments are at `offset`.
pub fn sample(today: NaiveDate, offset: FixedOffset, ids: &mut Ids) -> Vec<Change> {
    let _ = (today, offset, ids);
    todo!()
}
