//! One mail or a mailbox of many: where each begins and ends. A mailbox (mbox, RFC 4155) has a line before each that begins with
//! "From " and tells who sent it when; a delivery filter may put one before a single mail.

use std::io::{self, BufRead, Read};

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
}

impl<R: BufRead> Mailbox<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), mail: None, is_box: None, begins: true }
    }

    /// The next mail, no longer than [`MAIL_BYTES`]; `None` behind the last.
    fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            self.line.clear();
            if self.reader.by_ref().take(LINE).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(self.mail.take().filter(|mail| !mail.trim_ascii().is_empty()));
            }
            let begins = std::mem::replace(&mut self.begins, self.line.ends_with(b"\n"));
            if self.is_box.is_none() && self.line.trim_ascii().is_empty() {
                continue;
            }
            let is_first = self.is_box.is_none();
            let is_box = *self.is_box.get_or_insert(self.line.starts_with(b"From "));
            if is_box && begins && (is_first || is_separator(&self.line)) {
                let before = self.mail.replace(Vec::new());
                if let Some(before) = before.filter(|mail| !mail.trim_ascii().is_empty()) {
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
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A line of a mail that looked like the one before a mail was written with a sign before it.
fn unquoted(line: &[u8]) -> &[u8] {
    let signs = line.iter().take_while(|b| **b == b'>').count();
    if signs > 0 && line[signs..].starts_with(b"From ") { &line[1..] } else { line }
}

/// Whether it tells of a sender and a moment: `From anna@x.example Sat Nov 21 10:00:00 2026`. A sentence may begin with the word.
fn is_separator(line: &[u8]) -> bool {
    const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if !line.starts_with(b"From ") || line.len() > 1_000 {
        return false;
    }
    let line = String::from_utf8_lossy(&line[5..]);
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
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
        mails.map(|mail| String::from_utf8(mail.unwrap()).unwrap()).collect()
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
    fn a_long_mail_is_looked_at_no_further() {
        let long = format!(
            "From a Sat Nov 21 10:00:00 2026\nA: 1\n\n{}\nFrom b Sat Nov 21 10:00:00 2026\nB: 1\n",
            "x".repeat(MAIL_BYTES + 9)
        );
        let mails = mails(&long);
        assert_eq!((mails.len(), mails[0].len(), mails[1].as_str()), (2, MAIL_BYTES, "B: 1\n"));
    }
}
