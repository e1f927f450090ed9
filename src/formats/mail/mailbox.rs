//! One mail or a mailbox of many: where each begins and ends. A mailbox (mbox, RFC 4155) has a line before each that begins with
//! "From " and tells who sent it when; a delivery filter may put one before a single mail.

use std::io::{self, BufRead, Read};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

use super::MAIL_BYTES;

/// Bytes that are taken as a line; of a longer one the rest is the next, and begins no mail.
const LINE: u64 = 64 << 10;

/// The mails of what is read, one after the other; none of them is held longer than it is looked at.
pub struct Mailbox<R> {
    reader: R,
    line: Vec<u8>,
    mail: Option<Vec<u8>>,
    /// Whether the mails have such lines before them; not known before the first line.
    is_box: Option<bool>,
    /// Whether what comes now begins a line.
    begins: bool,
    /// What the line before the mail says of when it came.
    came: Option<DateTime<FixedOffset>>,
}

/// A mail of a mailbox.
#[derive(Debug)]
pub struct Posted {
    pub bytes: Vec<u8>,
    /// When it came, by the line before it. Programs that make that line for a pipe may write the present moment.
    pub came: Option<DateTime<FixedOffset>>,
}

impl<R: BufRead> Mailbox<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), mail: None, is_box: None, begins: true, came: None }
    }

    /// The next mail, no longer than [`MAIL_BYTES`]; `None` behind the last.
    fn read(&mut self) -> io::Result<Option<Posted>> {
        let posted =
            |bytes: Vec<u8>, came| Some(Posted { bytes, came }).filter(|one| !one.bytes.trim_ascii().is_empty());
        loop {
            self.line.clear();
            if self.reader.by_ref().take(LINE).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(self.mail.take().and_then(|mail| posted(mail, self.came)));
            }
            let begins = std::mem::replace(&mut self.begins, self.line.ends_with(b"\n"));
            if self.is_box.is_none() && self.line.trim_ascii().is_empty() {
                continue;
            }
            let is_first = self.is_box.is_none();
            let is_box = *self.is_box.get_or_insert(self.line.starts_with(b"From "));
            if is_box && begins && (is_first || is_separator(&self.line)) {
                let came = std::mem::replace(&mut self.came, moment(&self.line));
                let before = self.mail.replace(Vec::new());
                if let Some(before) = before.and_then(|mail| posted(mail, came)) {
                    return Ok(Some(before));
                }
                continue;
            }
            let line = if is_box && begins { unquoted(&self.line) } else { &self.line };
            let mail = self.mail.get_or_insert_default();
            let room = MAIL_BYTES.saturating_sub(mail.len());
            mail.extend_from_slice(&line[..line.len().min(room)]);
        }
    }
}

impl<R: BufRead> Iterator for Mailbox<R> {
    type Item = io::Result<Posted>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A line of a mail that looked like the one before a mail was written with a sign before it.
fn unquoted(line: &[u8]) -> &[u8] {
    let signs = line.iter().take_while(|b| **b == b'>').count();
    if signs > 0 && line[signs..].starts_with(b"From ") { &line[1..] } else { line }
}

const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The words of a line behind the sender.
fn words(line: &[u8]) -> Vec<String> {
    let line = String::from_utf8_lossy(line.get(5..).unwrap_or_default());
    line.split_whitespace().map(|word| word.trim_end_matches(',').to_owned()).collect()
}

/// When a mail came by such a line: `Sat Nov 21 10:00:00 2026`, `Sat, 21 Nov 2026 10:00:00 +0100`. Without an offset it is UTC (RFC
/// 4155). What was never told is written as 1970.
fn moment(line: &[u8]) -> Option<DateTime<FixedOffset>> {
    let words = words(line);
    let at = words.iter().rposition(|word| MONTHS.contains(&word.as_str()))?;
    let month = MONTHS.iter().position(|month| *month == words[at])?;
    let number =
        |word: Option<&String>| word.and_then(|word| word.parse::<u32>().ok()).filter(|day| (1..=31).contains(day));
    let day = number(words.get(at + 1)).or_else(|| number(at.checked_sub(1).and_then(|before| words.get(before))))?;
    let behind = || words[at + 1..].iter();
    let is_year = |word: &&String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = behind().find(is_year)?.parse().ok().filter(|year| *year > 1970)?;
    let of_day = |word: &String| {
        let read = |form| NaiveTime::parse_from_str(word, form).ok();
        read("%H:%M:%S").or_else(|| read("%H:%M"))
    };
    let time = behind().find_map(of_day)?;
    let moment = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()? + 1, day)?.and_time(time);
    let offset = behind().find_map(|word| word.parse::<FixedOffset>().ok().filter(|_| word.starts_with(['+', '-'])));
    moment.and_local_timezone(offset.unwrap_or_else(|| chrono::Offset::fix(&Utc))).single()
}

/// Whether it tells of a sender and a moment: `From anna@x.example Sat Nov 21 10:00:00 2026`. A sentence may begin with the word.
fn is_separator(line: &[u8]) -> bool {
    const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    if !line.starts_with(b"From ") || line.len() > 1_000 {
        return false;
    }
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_number = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    let is_year = |word: &&str| is_number(word, 4) && ("1970"..="2199").contains(word);
    let is_time = |word: &&str| {
        word.split_once(':')
            .is_some_and(|(hour, rest)| hour.len() <= 2 && rest.len() >= 2 && hour.bytes().all(|b| b.is_ascii_digit()))
    };
    let has = |names: &[&str]| words.iter().any(|word| names.contains(word));
    has(DAYS) && has(MONTHS) && words.iter().any(is_year) && words.iter().any(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(bytes: &str) -> Vec<String> {
        let mails = Mailbox::new(bytes.as_bytes());
        mails.map(|mail| String::from_utf8(mail.unwrap().bytes).unwrap()).collect()
    }

    #[test]
    fn mails_are_told_apart() {
        let check = |bytes: &str, expect: &[&str]| assert_eq!(mails(bytes), expect, "{bytes:?}");
        check("Subject: a\n\nFrom here on\n", &["Subject: a\n\nFrom here on\n"]);
        check("From a@x Sat Nov 21 10:00:00 2026\nSubject: a\n\nFrom here\n", &["Subject: a\n\nFrom here\n"]);
        check("\n\nFrom - Sat Nov 21 10:00:00 2026\r\nA: 1\r\n\r\n", &["A: 1\r\n\r\n"]);
        check(
            "From a@x Sat Nov 21 10:00:00 2026\nA: 1\n\n>From b\n>>From c\n> From d\n\nFrom b@x  Sun Nov 22 1:00:00 2026 +0100\nB: 2\n",
            &["A: 1\n\nFrom b\n>From c\n> From d\n\n", "B: 2\n"],
        );
        check(
            "From ???@??? Thu, 01 Jan 1970 00:00:00 +0000\nA: 1\nFrom ???@??? Thu, 01 Jan 1970 00:00:00 +0000\nB: 1\n",
            &["A: 1\n", "B: 1\n"],
        );
        check("From 17@xxx Sat Nov 21 10:00:00 +0000 2026\n", &[]);
        check(
            "A: 1\n\nFrom b@x  Sun Nov 22 1:00:00 2026\nB: 2\n",
            &["A: 1\n\nFrom b@x  Sun Nov 22 1:00:00 2026\nB: 2\n"],
        );
        check("", &[]);
        check("\n \n", &[]);
    }

    #[test]
    fn the_line_before_a_mail_says_when_it_came() {
        let check = |line: &str, expect: &str| {
            let mail = Mailbox::new(format!("From {line}\nA: 1\n").as_bytes()).next().unwrap().unwrap();
            assert_eq!(mail.came.map(|came| came.to_rfc3339()).unwrap_or_default(), expect, "{line}");
        };
        check("a@x Mon Mar  2 10:00:00 2020", "2020-03-02T10:00:00+00:00");
        check("- Mon Mar  2 10:00:00 2020", "2020-03-02T10:00:00+00:00");
        check("b@x  Sun Nov 22 1:00:00 2026 +0100", "2026-11-22T01:00:00+01:00");
        check("17@xxx Sat Nov 21 10:00:00 +0000 2026", "2026-11-21T10:00:00+00:00");
        check("May May 02 Mar 2020 10:00:00 -0500", "2020-03-02T10:00:00-05:00");
        check("a@x Mon, 02 Mar 2020 10:00", "2020-03-02T10:00:00+00:00");
        check("???@??? Thu, 01 Jan 1970 00:00:00 +0000", "");
        check("a@x Mon Mar 32 10:00:00 2020", "");
        check("here on", "");
    }

    #[test]
    fn a_long_mail_is_looked_at_no_further() {
        let long = format!(
            "From a Sat Nov 21 10:00:00 2026\nA: 1\n\n{}\nFrom b Sat Nov 21 10:00:00 2026\nB: 1\n",
            "x".repeat(MAIL_BYTES + 9)
        );
        let mails = mails(&long);
        assert_eq!((mails.len(), mails[0].len(), mails[1].as_str()), (2, MAIL_BYTES, "B: 1\n"));
    }
}
