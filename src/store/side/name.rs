//! The names of sections: for each kind of record its ids, where each record ends, and the records; then the columns.

use crate::domain::search::Part;

pub const CONTACTS: [u8; 3] = [1, 2, 3];
pub const COMPANIES: [u8; 3] = [4, 5, 6];
pub const FOLLOW_UPS: [u8; 3] = [7, 8, 9];
pub const FEEDBACK: [u8; 3] = [10, 11, 12];
pub const FACTS: u8 = 20;
pub const EMPLOYERS: u8 = 21;
pub const PROMISES: u8 = 22;
pub const GRIEVANCES: u8 = 23;
pub const UNFILLED: u8 = 24;
pub const BY_NAME: u8 = 25;
pub const COMPANIES_BY_NAME: u8 = 26;
pub const STAFF: [u8; 3] = [27, 28, 29];
pub const NAMES: [u8; 2] = [30, 31];
pub const COMPANY_NAMES: [u8; 2] = [32, 33];
pub const TITLES: [u8; 2] = [34, 35];
pub const VOCABULARY: u8 = 36;
pub const ACCOUNTS: u8 = 37;
pub const REFERRED: u8 = 38;
pub const INDEX: [u8; 5] = [40, 41, 42, 43, 44];

/// The section of a part of the index.
pub fn of_index(part: Part) -> u8 {
    let [names, rest, looks, companies, rest_ends] = INDEX;
    match part {
        Part::Names => names,
        Part::Rest => rest,
        Part::RestEnds => rest_ends,
        Part::Looks => looks,
        Part::Companies => companies,
    }
}
