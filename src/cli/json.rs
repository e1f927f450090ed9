//! JSON as it is promised to other programs: one document, a new line behind it, control and format characters as
//! `\uXXXX`, unknown as null.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Serializer;

use crate::formats::json::Guarded;

/// Writes `value` and a new line.
pub fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Guarded))?;
    out.write_all(b"\n")
}

/// A text, or null if it is empty.
pub fn text(value: &str) -> Value {
    if value.is_empty() { Value::Null } else { value.into() }
}

/// A moment to the second, with its offset: RFC 3339.
pub fn moment(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A value's name as it is written in JSON, or null.
pub fn name(value: Option<impl Serialize>) -> Value {
    value.and_then(|value| serde_json::to_value(value).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_format_characters_are_escaped_and_read_back() {
        for (plain, expect) in [
            ("Anna Müller", r#""Anna Müller""#),
            ("a\u{1b}[31mb\u{7f}\u{9b}", r#""a\u001b[31mb\u007f\u009b""#),
            ("two\nlines\t", r#""two\u000alines\u0009""#),
            ("\u{202e}x\u{200d}", r#""\u202ex\u200d""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("\"\\/", r#""\"\\/""#),
        ] {
            let mut out = Vec::new();
            write(&mut out, &plain).unwrap();
            assert_eq!(String::from_utf8(out.clone()).unwrap().trim_end(), expect, "{plain:?}");
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), plain);
        }
    }
}
