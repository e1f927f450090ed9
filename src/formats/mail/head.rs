//! A mail's head: where it ends, what is mended before it is read, and what stands in its fields.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use encoding_rs::WINDOWS_1252;
use mail_parser::{ContentType, HeaderName, HeaderValue, Message, MessageParser};
use memchr::memmem;

use crate::domain::mail::Correspondent;
use crate::formats::clean;

/// Bytes of a head; the longest that programs write have some tens of thousands.
const HEAD_BYTES: usize = 256 << 10;
/// Bytes of one encoded word; RFC 2047 allows 75.
const WORD_BYTES: usize = 2_000;
/// People of a mail; nobody writes to more of those they know.
const PEOPLE: usize = 2_000;

/// Reads the fields that are asked for; all others stay as they stand.
static READER: LazyLock<MessageParser> = LazyLock::new(|| {
    let addresses =
        [HeaderName::From, HeaderName::ReplyTo, HeaderName::Sender, HeaderName::To, HeaderName::Cc, HeaderName::Bcc];
    let also = ["Apparently-To", "X-Original-To", "Delivered-To"].map(named);
    let types = [HeaderName::ContentType, HeaderName::ContentDisposition];
    let reader = MessageParser::new().default_header_raw().header_text(HeaderName::Subject);
    let reader =
        reader.header_date(HeaderName::Date).header_received(HeaderName::Received).header_id(HeaderName::MessageId);
    let reader = addresses.into_iter().chain(also).fold(reader, MessageParser::header_address);
    types.into_iter().fold(reader, MessageParser::header_content_type)
});

fn named(name: &'static str) -> HeaderName<'static> {
    HeaderName::parse(name).unwrap_or(HeaderName::Other(Cow::Borrowed(name)))
}

/// The head of a mail or of a part of one, and what stands behind the empty line.
pub fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"\n") || bytes.starts_with(b"\r\n") {
        return (&[], bytes);
    }
    let ends = memmem::find_iter(bytes, b"\n").find_map(|at| {
        let rest = &bytes[at + 1..];
        let blank = if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
        (blank > 0).then_some((at + 1, at + 1 + blank))
    });
    match ends {
        Some((end, body)) => (&bytes[..end], &bytes[body..]),
        None => (bytes, &[]),
    }
}

/// A head as it can be read: in UTF-8, with encoded words that were cut in the midst of a character as one, and a last line
/// that ends.
pub fn mended(head: &[u8]) -> Vec<u8> {
    let head = &head[..head.len().min(HEAD_BYTES)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(head).0,
    };
    let mut mended = joined(&text);
    mended.push_str("\r\n\r\n");
    mended.into_bytes()
}

/// An encoded word (RFC 2047): `=?utf-8?B?QW5uYQ==?=`.
#[derive(Clone, Copy)]
struct Word<'a> {
    charset: &'a str,
    /// `B` or `Q`, in any case.
    encoding: &'a str,
    data: &'a str,
    /// Bytes of all of it.
    len: usize,
}

/// What stands behind `=?`.
enum Behind<'a> {
    Word(Word<'a>),
    /// It begins as one and has no end.
    Endless,
    Other,
}

fn behind(text: &str) -> Behind<'_> {
    let mut parts = text[2..].splitn(3, '?');
    let (Some(charset), Some(encoding), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return Behind::Other;
    };
    let is_word = !charset.is_empty() && charset.len() <= 45 && charset.bytes().all(|b| b.is_ascii_graphic());
    if !is_word || !["b", "q"].iter().any(|known| known.eq_ignore_ascii_case(encoding)) {
        return Behind::Other;
    }
    let end = rest.len().min(WORD_BYTES);
    let line = &rest.as_bytes()[..memchr::memchr(b'\n', &rest.as_bytes()[..end]).unwrap_or(end)];
    match memmem::find(line, b"?=") {
        Some(end) => {
            let len = 2 + charset.len() + 1 + encoding.len() + 1 + end + 2;
            Behind::Word(Word { charset, encoding, data: &rest[..end], len })
        }
        None => Behind::Endless,
    }
}

impl Word<'_> {
    /// Whether another one can follow it in the same word: what is encoded ends with a whole group.
    fn goes_on(&self, next: &Self) -> bool {
        let alike =
            self.charset.eq_ignore_ascii_case(next.charset) && self.encoding.eq_ignore_ascii_case(next.encoding);
        let is_whole =
            !self.encoding.eq_ignore_ascii_case("b") || self.data.len().is_multiple_of(4) && !self.data.ends_with('=');
        alike && is_whole
    }
}

fn joined(head: &str) -> String {
    let mut joined = String::with_capacity(head.len() + 4);
    let mut rest = head;
    while let Some(at) = memmem::find(rest.as_bytes(), b"=?") {
        joined.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut word = match behind(rest) {
            Behind::Word(word) => word,
            other => {
                // Without its sign it isn't looked for to the end of all.
                joined.push_str(if matches!(other, Behind::Endless) { "= " } else { "=?" });
                rest = &rest[2..];
                continue;
            }
        };
        rest = &rest[word.len..];
        joined.extend(["=?", word.charset, "?", word.encoding, "?", word.data]);
        loop {
            let next = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            // A line that isn't folded is another field.
            let between = &rest[..rest.len() - next.len()];
            let is_folded = !between.is_empty() && !between.ends_with('\n');
            let Some(Behind::Word(follows)) = (is_folded && next.starts_with("=?")).then(|| behind(next)) else {
                break;
            };
            if !word.goes_on(&follows) {
                break;
            }
            joined.push_str(follows.data);
            rest = &next[follows.len..];
            word = follows;
        }
        joined.push_str("?=");
    }
    joined.push_str(rest);
    joined
}

/// A head that was read.
pub struct Head<'a>(Message<'a>);

impl<'a> Head<'a> {
    /// Of a mail; `None` where there is no field at all.
    pub fn of(mended: &'a [u8]) -> Option<Self> {
        READER.parse_headers(mended).map(Self)
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &HeaderValue<'a>> {
        let fields = self.0.parts.first().map(|part| part.headers.as_slice()).unwrap_or_default();
        fields.iter().filter(move |field| field.name.as_str().eq_ignore_ascii_case(name)).map(|field| &field.value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.values(name).next().is_some()
    }

    /// The first field of a name, as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values(name).find_map(HeaderValue::as_text)
    }

    /// The content's type or disposition.
    pub fn content(&self, name: &str) -> Option<&ContentType<'a>> {
        self.values(name).find_map(HeaderValue::as_content_type)
    }

    /// The people of these fields who have an address, each once.
    pub fn people(&self, names: &[&str]) -> Vec<Correspondent> {
        let mut people: Vec<Correspondent> = Vec::new();
        let lists = names.iter().flat_map(|name| self.values(name)).filter_map(HeaderValue::as_address);
        for one in lists.flat_map(|list| list.iter()).take(PEOPLE) {
            let (name, mail) = (one.name().unwrap_or_default(), one.address().unwrap_or_default());
            let mail = mail.trim().trim_matches(['<', '>']).to_lowercase();
            let of_one = if is_mail(&mail) { vec![(name, mail)] } else { swallowed(name) };
            for (name, mail) in of_one {
                if !people.iter().any(|known| known.mail == mail) {
                    people.push(Correspondent { name: clean::one_line(name, " ").text, mail });
                }
            }
        }
        people
    }

    /// When it was written, by its own word.
    pub fn date(&self) -> Option<DateTime<FixedOffset>> {
        let read = self.values("Date").find_map(HeaderValue::as_datetime).and_then(moment);
        read.or_else(|| self.0.header_raw("Date").and_then(told))
    }

    /// When it came, by the word of the last server that had it, whose line stands first.
    pub fn received(&self) -> Option<DateTime<FixedOffset>> {
        self.values("Received").find_map(|value| value.as_received()?.date.as_ref()).and_then(moment)
    }
}

/// A date without seconds, without a zone (then it is UTC), or as a mailbox's first line has it.
fn told(date: &str) -> Option<DateTime<FixedOffset>> {
    let date = date.trim();
    let read = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    let of_mailbox =
        || Some(NaiveDateTime::parse_from_str(date, "%a %b %e %H:%M:%S %Y").ok()?.and_utc().fixed_offset());
    read(date).or_else(|| read(&format!("{date} +0000"))).or_else(of_mailbox)
}

fn moment(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let west = if date.tz_before_gmt { -1 } else { 1 };
    let offset = FixedOffset::east_opt(west * (i32::from(date.tz_hour) * 3600 + i32::from(date.tz_minute) * 60))?;
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    // A leap second is the one before.
    let time = day.and_hms_opt(date.hour.into(), date.minute.into(), date.second.min(59).into())?;
    time.and_local_timezone(offset).single()
}

fn is_mail(mail: &str) -> bool {
    mail.contains('@') && !mail.contains(char::is_whitespace)
}

/// The people of a name whose quote isn't closed: it took their addresses for a part of it. `Bro ken <p1@x.example>, Anna <a@x.example>`.
fn swallowed(name: &str) -> Vec<(&str, String)> {
    let between = |c: char| matches!(c, ',' | ';');
    let of_one = name.split(between).filter_map(|one| {
        let (name, rest) = one.split_once('<')?;
        let mail = rest.split('>').next()?.trim().to_lowercase();
        is_mail(&mail).then(|| (name.trim_matches(['"', ' ']), mail))
    });
    of_one.take(PEOPLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_body_are_parted_at_the_first_empty_line() {
        let check = |bytes: &str, head: &str, body: &str| {
            assert_eq!(split(bytes.as_bytes()), (head.as_bytes(), body.as_bytes()), "{bytes:?}");
        };
        check("A: 1\r\nB: 2\r\n\r\nbody\r\n", "A: 1\r\nB: 2\r\n", "body\r\n");
        check("A: 1\n\n\nbody", "A: 1\n", "\nbody");
        check("A: 1", "A: 1", "");
        check("\nbody", "", "\nbody");
        check("", "", "");
    }

    /// What is read of a subject.
    fn subject(written: &[u8]) -> String {
        let head = mended(&[b"Subject: ", written, b"\nX: y"].concat());
        Head::of(&head).unwrap().text("Subject").unwrap_or_default().to_owned()
    }

    #[test]
    fn encoded_words_are_read() {
        for (written, read) in [
            ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
            ("=?iso-8859-1?q?Preis=FCbersicht_f=FCr?= M =?UTF-8?B?w7xsbGVy?=", "Preisübersicht für M üller"),
            // Cut in the midst of a character.
            ("=?utf-8?Q?Gr=C3?=\r\n =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
            ("=?utf-8?B?R3LD?=\n\t=?UTF-8?b?vMOfZQ==?= an alle", "Grüße an alle"),
            ("=?utf-8?Q?two words?=", "two words"),
            ("=?utf-8?Q?never ends", "= utf-8?Q?never ends"),
            ("1 =? 2 ?=", "1 =? 2 ?="),
            ("=?gb2312?B?xOO6ww==?=", "你好"),
        ] {
            assert_eq!(subject(written.as_bytes()), read, "{written:?}");
        }
        assert_eq!(subject(b"Gr\xfc\xdfe"), "Grüße", "without any encoding");
        assert_eq!(subject("Grüße".as_bytes()), "Grüße");
    }

    #[test]
    fn people_are_read_each_once() {
        let people = |written: &str| {
            let head = mended(format!("To: {written}\r\n").as_bytes());
            let people = Head::of(&head).unwrap().people(&["To"]);
            people.iter().map(|one| format!("{}<{}>", one.name, one.mail)).collect::<Vec<_>>().join(" ")
        };
        for (written, read) in [
            ("anna@x.example", "<anna@x.example>"),
            (
                "\"Müller, Anna\" <Anna@X.example>, b@x.example, anna@x.example",
                "Müller, Anna<anna@x.example> <b@x.example>",
            ),
            ("=?utf-8?Q?J=C3=B6rg?= <j@x.example>", "Jörg<j@x.example>"),
            ("Team: a@x.example, B <b@x.example>;", "<a@x.example> B<b@x.example>"),
            ("undisclosed-recipients:;", ""),
            ("Anna", ""),
            ("\"Bro ken <P1@x.example>", "Bro ken<p1@x.example>"),
            ("\"Bro ken <p1@x.example>, Anna <a@x.example>", "Bro ken<p1@x.example> Anna<a@x.example>"),
            ("\"five @ six\"", ""),
            ("c@x.example (Carl)", "Carl<c@x.example>"),
        ] {
            assert_eq!(people(written), read, "{written:?}");
        }
    }

    #[test]
    fn dates_keep_their_offset() {
        let date = |written: &str| {
            let head = mended(format!("Date: {written}").as_bytes());
            Head::of(&head).unwrap().date().map(|date| date.to_rfc3339()).unwrap_or_default()
        };
        for (written, read) in [
            ("Fri, 20 Nov 2026 14:30:05 +0100", "2026-11-20T14:30:05+01:00"),
            ("20 Nov 2026 14:30 -0800 (PST)", "2026-11-20T14:30:00-08:00"),
            ("Fri, 20 Nov 26 14:30:60 GMT", "2026-11-20T14:30:59+00:00"),
            ("20 Nov 2026 14:30 GMT", "2026-11-20T14:30:00+00:00"),
            ("Fri, 20 Nov 2026 14:30 UT", "2026-11-20T14:30:00+00:00"),
            ("Fri, 20 Nov 2026 14:30:05", "2026-11-20T14:30:05+00:00"),
            ("Fri Nov 20 14:30:05 2026", "2026-11-20T14:30:05+00:00"),
            ("Fri, 32 Nov 2026 14:30:05 +0100", ""),
            ("soon", ""),
            ("", ""),
        ] {
            assert_eq!(date(written), read, "{written:?}");
        }
    }
}
