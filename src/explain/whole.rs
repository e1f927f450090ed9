//! What of a whole store's JSON can't come in.

use crate::error::{Error, ErrorKind};
use crate::formats::json::{Unreadable, Why};
use crate::say;
use crate::text::Text;

/// Nothing of it can be imported.
pub fn whole(text: &Text, file: &str, why: &Unreadable) -> Error {
    let (what, hint) = match why {
        Unreadable::Foreign => (
            say!(text, "error-import-format", file = file, format = say!(text, "format-json")),
            say!(text, "hint-import-format"),
        ),
        Unreadable::Newer(format) => (
            say!(text, "error-import-whole-newer", file = file, format = format.to_string()),
            say!(text, "hint-import-whole-newer"),
        ),
        Unreadable::Broken { line, what } => (
            say!(text, "error-import-whole-broken", file = file, line = line.to_string(), what = what.as_str()),
            say!(text, "hint-import-whole-broken"),
        ),
    };
    Error::new(ErrorKind::Usage, what).hint(hint)
}

/// Why a record of it can't come in.
pub fn whole_refused(text: &Text, why: &Why) -> String {
    match why {
        Why::Unread(what) => say!(text, "refusal-whole-unread", what = what.as_str()),
        Why::NoContact => say!(text, "refusal-whole-no-contact"),
        Why::Twice => say!(text, "refusal-whole-twice"),
    }
}
