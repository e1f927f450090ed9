//! One property of a card: group, name, parameters and value, and how the value's text is decoded.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::line::Logical;
use super::own;

/// The parameter as which a label of Android's own is kept.
const CUSTOM: &str = "X-CUSTOM";
/// Parameters of a property that are looked at.
const PARAMS: usize = 64;

#[derive(Debug, Clone, PartialEq)]
pub struct Property<'a> {
    pub line: usize,
    /// The group it stands in (`item1`), as written.
    pub group: String,
    /// In capitals.
    pub name: Cow<'static, str>,
    /// Names in capitals; a value alone (vCard 2.1) is a TYPE or an ENCODING.
    params: Vec<(Cow<'static, str>, String)>,
    /// The whole line as it stands, unfolded.
    pub raw: Cow<'a, str>,
    value_at: usize,
    /// vCard 2.1: less is escaped.
    old: bool,
}

impl<'a> Property<'a> {
    /// `None` if the line is no property.
    pub fn parse(line: &Logical<'a>, old: bool) -> Option<Self> {
        let raw = match &line.bytes {
            Cow::Borrowed(bytes) => decode(bytes, || charset_in(bytes)),
            Cow::Owned(bytes) => Cow::Owned(decode(bytes, || charset_in(bytes)).into_owned()),
        };
        let (head, value_at) = split_head(&raw)?;
        let mut pieces = split_quoted(head, b';');
        let full_name = pieces.next()?.trim();
        let (group, name) = full_name.rsplit_once('.').unwrap_or(("", full_name));
        let sound = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if name.is_empty() || !sound(name) || !(group.is_empty() || group.split('.').all(sound)) {
            return None;
        }
        let params = pieces.take(PARAMS).map(parse_param).collect();
        let (group, name) = (group.to_owned(), in_capitals(name));
        Some(Self { line: line.number, group, name, params, value_at, old, raw })
    }

    /// As it stands.
    pub fn value(&self) -> &str {
        self.raw[self.value_at..].trim()
    }

    /// What stands behind the first colon.
    pub fn written_value(&self) -> &str {
        &self.raw[self.value_at..]
    }

    /// Another line in its place; `None` if that is no property.
    pub fn again<'b>(&self, line: String) -> Option<Property<'b>> {
        Property::parse(&Logical { number: self.line, bytes: line.into_bytes().into() }, self.old)
    }

    /// The name with its group, as written.
    pub fn full_name(&self) -> &str {
        split_quoted(self.head(), b';').next().unwrap_or_default().trim()
    }

    /// The parameters as they are written.
    pub fn written_params(&self) -> impl Iterator<Item = &str> {
        split_quoted(self.head(), b';').skip(1)
    }

    fn head(&self) -> &str {
        self.raw.get(..self.value_at.saturating_sub(1)).unwrap_or_default()
    }

    /// The parameters: names in capitals, values without quotes.
    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// A parameter's first value.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The types, as written: `work`, `CELL`, `pref`.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let values = self.params.iter().filter(|(key, _)| key == "TYPE").flat_map(|(_, value)| value.split(','));
        values.map(str::trim).filter(|value| !value.is_empty())
    }

    /// The user's own words for it, where the parameters give them (Android).
    pub fn custom_label(&self) -> Option<&str> {
        self.param(CUSTOM).filter(|label| !label.trim().is_empty())
    }

    /// How much it is preferred: 1 most, 100 least, 101 if it isn't said (RFC 6350, 5.3).
    pub fn preference(&self) -> u8 {
        let rank = self.param("PREF").and_then(|value| value.parse().ok()).filter(|rank| (1..=100).contains(rank));
        rank.unwrap_or_else(|| if self.types().any(|kind| kind.eq_ignore_ascii_case("pref")) { 1 } else { 101 })
    }

    fn encoding(&self) -> &str {
        self.param("ENCODING").unwrap_or_default()
    }

    /// Whether the value is bytes, not text.
    pub fn is_base64(&self) -> bool {
        self.encoding().eq_ignore_ascii_case("base64") || self.encoding().eq_ignore_ascii_case("b")
    }

    /// Whether the value is quoted-printable.
    pub fn is_quoted(&self) -> bool {
        self.encoding().eq_ignore_ascii_case("quoted-printable")
    }

    /// The value without quoted-printable; escapes stay.
    pub fn unquoted(&self) -> Cow<'_, str> {
        self.unquote(self.value())
    }

    fn unquote<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.is_quoted() {
            return text.into();
        }
        let bytes = quoted_printable(text.as_bytes());
        decode(&bytes, || self.param("CHARSET").unwrap_or_default()).into_owned().into()
    }

    /// The value's text.
    pub fn text(&self) -> Cow<'_, str> {
        self.decode(self.value())
    }

    /// The texts of a value in parts: `;` in N, ORG and ADR, `,` in lists. At most `limit`; the last takes the rest.
    pub fn parts(&self, sign: u8, limit: usize) -> impl Iterator<Item = Cow<'_, str>> {
        split_escaped(self.value(), sign, limit).map(|part| self.decode(part))
    }

    /// The texts of a value in parts (`;`), each a list (`,`).
    pub fn lists(&self, limit: usize) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        let list = |part| split_escaped(part, b',', usize::MAX).map(|one| self.decode(one));
        split_escaped(self.value(), b';', limit).map(list)
    }

    fn decode<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = self.unquote(text);
        // Most texts have nothing that is escaped.
        if memchr::memchr(b'\\', text.as_bytes()).is_none() { text } else { self.unescape(&text).into() }
    }

    fn unescape(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some('n' | 'N')) if !self.old => {
                    chars.next();
                    out.push('\n');
                }
                ('\\', Some(';' | ',' | '\\' | ':')) => out.extend(chars.next()),
                _ => out.push(c),
            }
        }
        out
    }
}

/// The part before the value, and where that begins: behind the first colon outside of quotes.
fn split_head(raw: &str) -> Option<(&str, usize)> {
    let mut quoted = false;
    let mut outside = || {
        raw.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b':' && !quoted
        })
    };
    let first = memchr::memchr2(b':', b'"', raw.as_bytes())?;
    let at = match raw.as_bytes().get(first) {
        Some(b'"') => outside(),
        _ => Some(first),
    };
    // A quote that is never closed hides every colon: then it is no quote.
    let at = at.or_else(|| raw.find(':'))?;
    Some((&raw[..at], at + 1))
}

/// Names of properties and parameters that cards are made of.
const COMMON: &[&str] = &[
    "FN",
    "N",
    "UID",
    "ORG",
    "TEL",
    "ADR",
    "URL",
    "REV",
    "TYPE",
    "PREF",
    "NOTE",
    "BDAY",
    "ROLE",
    "EMAIL",
    "TITLE",
    "PRODID",
    "VERSION",
    "CHARSET",
    "NICKNAME",
    "ENCODING",
    "CATEGORIES",
    "X-ABLABEL",
    own::ADDED,
    own::SINCE,
    own::TIER,
    own::STAGE,
    own::CHANNEL,
    own::OWNER,
    own::SOURCE,
    own::FIELD,
];

/// A name in capitals, for most without taking any room.
fn in_capitals(name: &str) -> Cow<'static, str> {
    match COMMON.iter().find(|common| common.eq_ignore_ascii_case(name)) {
        Some(common) => Cow::Borrowed(common),
        None => Cow::Owned(name.to_ascii_uppercase()),
    }
}

/// A parameter's name in capitals, and its value without quotes; a value alone is a TYPE or an ENCODING.
pub fn parse_param(text: &str) -> (Cow<'static, str>, String) {
    // Android's own label: X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F)
    if let Some(custom) = text.strip_prefix("X-CUSTOM(").and_then(|rest| rest.strip_suffix(')')) {
        let label = quoted_printable(custom.rsplit(',').next().unwrap_or_default().as_bytes());
        return (CUSTOM.into(), decode(&label, || "").into_owned());
    }
    let Some((name, value)) = text.split_once('=') else {
        let value = text.trim();
        let is_encoding = ["quoted-printable", "base64", "8bit", "7bit"].iter().any(|e| e.eq_ignore_ascii_case(value));
        return (if is_encoding { "ENCODING" } else { "TYPE" }.into(), value.to_owned());
    };
    // RFC 6868: a caret stands for what can't be in a parameter.
    let value = value.trim().replace('"', "");
    let value =
        if value.contains('^') { value.replace("^n", " ").replace("^'", "\"").replace("^^", "^") } else { value };
    (in_capitals(name.trim()), value)
}

/// The pieces of a text between the `sign`s outside of quotes.
fn split_quoted(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut quoted = false;
        let end = text.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == sign && !quoted
        });
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The pieces of a text between the `sign`s that no backslash escapes.
fn split_escaped(text: &str, sign: u8, limit: usize) -> impl Iterator<Item = &str> {
    let (mut rest, mut splits) = (Some(text), 1);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut escaped = false;
        let end = text.bytes().position(|byte| {
            let split = byte == sign && !escaped && splits < limit;
            escaped = byte == b'\\' && !escaped;
            split
        });
        splits += 1;
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// Bytes as text: UTF-8, else the charset that is said, else Windows-1252, which any bytes are.
fn decode<'b, 'c>(bytes: &'b [u8], charset: impl FnOnce() -> &'c str) -> Cow<'b, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let said = Encoding::for_label(charset().as_bytes()).filter(|said| *said != encoding_rs::UTF_8);
            said.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0
        }
    }
}

/// The charset that a line in unknown charset says of itself.
fn charset_in(line: &[u8]) -> &str {
    let head = &line[..memchr::memchr(b':', line).unwrap_or(line.len())];
    let said = head.split(|b| *b == b';').find_map(|param| {
        let (name, value) = param.split_at_checked(8)?;
        name.eq_ignore_ascii_case(b"CHARSET=").then_some(value)
    });
    said.and_then(|value| std::str::from_utf8(value).ok()).unwrap_or_default().trim_matches('"')
}

/// Quoted-printable without soft breaks (RFC 2045, 6.7); what is no code stands for itself.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let hex = |b: u8| char::from(b).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        let code = match (byte, after) {
            (b'=', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        out.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(line: &[u8], old: bool) -> Property<'_> {
        Property::parse(&Logical { number: 1, bytes: line.into() }, old).unwrap()
    }

    #[test]
    fn lines_are_taken_apart() {
        let p = property(b"item1.tel;type=CELL;Type=\"work,Pref\":+49 30 1", false);
        assert_eq!((p.group.as_str(), &*p.name, p.value()), ("item1", "TEL", "+49 30 1"));
        assert_eq!(p.types().collect::<Vec<_>>(), ["CELL", "work", "Pref"]);
        assert_eq!(p.preference(), 1);
        assert_eq!(property(b"TEL;PREF=3:1", false).preference(), 3);
        assert_eq!(property(b"TEL;HOME;VOICE:1", true).types().collect::<Vec<_>>(), ["HOME", "VOICE"]);
        assert_eq!(property(b"x-Own;X-P=1:1", true).name, "X-OWN");
        assert_eq!(property(b"ADR;LABEL=\"a:b;c\":;;x", false).value(), ";;x");
        assert_eq!(property(b"X;A=\"open:1", false).value(), "1");
        for no in [&b"no colon"[..], b":", b"A B:1", b"", b"\xff:1"] {
            assert_eq!(Property::parse(&Logical { number: 1, bytes: no.into() }, false), None, "{no:?}");
        }
    }

    #[test]
    fn text_is_decoded() {
        let check = |line: &[u8], old: bool, expect: &str| {
            assert_eq!(property(line, old).text(), expect, "{:?}", String::from_utf8_lossy(line));
        };
        check(b"NOTE:a\\, b\\; c\\nd\\\\n", false, "a, b; c\nd\\n");
        check(b"NOTE:C:\\new", true, "C:\\new");
        check(b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller =3D", true, "Müller =");
        check(b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:M=FCller =80", true, "Müller €");
        check(b"FN;QUOTED-PRINTABLE:M=FCller=", true, "Müller=");
        check(b"FN:M\xfcller", false, "Müller");
        check(b"FN;CHARSET=ISO-8859-2:Nov\xe1k \xb9", true, "Novák š");
        check(b"FN;CHARSET=Shift_JIS:\x8e\x52\x93\x63", true, "山田");
        check(b"FN;CHARSET=nonsense:M\xfcller", true, "Müller");
    }

    #[test]
    fn parts_are_split_where_no_backslash_stands() {
        let check = |line: &[u8], old: bool, sign: u8, limit: usize, expect: &[&str]| {
            assert_eq!(property(line, old).parts(sign, limit).collect::<Vec<_>>(), expect);
        };
        check(b"N:M\\;u;Anna;;Dr.;", false, b';', 9, &["M;u", "Anna", "", "Dr.", ""]);
        check(b"CATEGORIES:a\\,b,c\\\\,d", false, b',', 9, &["a,b", "c\\", "d"]);
        check(b"ORG:a;b;c", false, b';', 2, &["a", "b;c"]);
        check(b"ORG:;\xc3\xbc;", false, b';', 9, &["", "\u{fc}", ""]);
        check(b"N;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", true, b';', 9, &["a;b", "c"]);
    }
}
