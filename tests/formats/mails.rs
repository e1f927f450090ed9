//! Mails as mail programs write them, one fixture for each shape, with what is read of it beside it; and damaged ones.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use touchbase::formats::mail::{self, MAIL_BYTES, Mail, Mailbox, SAID_BYTES};

/// The fixtures; `box` is a mailbox.
const FIXTURES: &[&str] = &[
    "mutt.eml",
    "outlook.eml",
    "gmail.eml",
    "apple.eml",
    "away.eml",
    "list.eml",
    "newsletter.eml",
    "bounce.eml",
    "odd.eml",
    "box.mbox",
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail").join(name)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// All mails of it; `None` for what is none.
fn read(bytes: &[u8]) -> Vec<Option<Mail>> {
    Mailbox::new(bytes).map(|mail| mail::read(&mail.unwrap().bytes)).collect()
}

fn describe(mail: &Option<Mail>) -> String {
    let Some(mail) = mail else { return "no mail\n".to_owned() };
    let people = |people: &[mail::Correspondent]| {
        people.iter().map(|one| format!("{} <{}>", one.name, one.mail).trim().to_owned()).collect::<Vec<_>>().join(", ")
    };
    let date = mail.date.map(|date| date.to_rfc3339()).unwrap_or_default();
    let sort = mail.sort.map(|sort| format!("{sort:?}")).unwrap_or_default();
    let fields = [
        ("id", mail.id.clone()),
        ("date", date),
        ("from", people(&mail.from)),
        ("for them", people(&mail.for_them)),
        ("to", people(&mail.to)),
        ("sort", sort),
        ("subject", mail.subject.clone()),
    ];
    let fields = fields.iter().filter(|(_, value)| !value.is_empty());
    let mut text: String = fields.map(|(name, value)| format!("{name}: {value}\n")).collect();
    mail.said.lines().for_each(|line| text.push_str(&format!("| {line}\n").replace(" \n", "\n")));
    text
}

/// What is read of each fixture stands beside it, in `NAME.txt`. `UPDATE_FIXTURES=1` writes it anew, to be read by eye.
#[test]
fn mails_are_read() {
    for name in FIXTURES {
        let text: String = read(&fixture(name)).iter().map(describe).collect::<Vec<_>>().join("\n");
        let beside = path(name).with_extension("txt");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&beside, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&beside).unwrap(), "{name}");
    }
}

/// Line ends make no difference, and neither does the line that a delivery filter puts before a mail.
#[test]
fn a_mail_is_the_same_however_it_comes() {
    for name in FIXTURES.iter().filter(|name| name.ends_with(".eml")) {
        let bytes = fixture(name);
        let crlf: Vec<u8> =
            bytes.iter().flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] }).collect();
        let enveloped = [&b"From joerg@kaiser-bau.example  Fri Nov 20 09:12:44 2026\n"[..], &bytes].concat();
        for (how, other) in [("CRLF", crlf), ("with its envelope", enveloped)] {
            assert_eq!(read(&other), read(&bytes), "{name} {how}");
        }
    }
}

/// A mailbox of all the others: what is damaged in it costs itself alone.
#[test]
fn one_damaged_mail_costs_no_other() {
    let all: Vec<&&str> = FIXTURES.iter().filter(|name| name.ends_with(".eml")).collect();
    let mut mailbox = Vec::new();
    for (at, name) in all.iter().enumerate() {
        mailbox.extend_from_slice(b"From a@x.example Sat Nov 21 10:00:00 2026\n");
        mailbox.extend_from_slice(if at == 3 { b"\0\xff\xfe nothing\n\n" } else { b"" });
        mailbox.extend(if at == 3 { Vec::new() } else { fixture(name) });
        mailbox.extend_from_slice(b"\n\n");
    }
    let read = read(&mailbox);
    let there: Vec<bool> = read.iter().map(Option::is_some).collect();
    assert_eq!(there, (0..all.len()).map(|at| at != 3).collect::<Vec<_>>());
}

#[test]
fn a_mail_is_no_longer_than_it_may_be() {
    let long = [&b"From: a@x.example\nTo: "[..], &b"b@x.example, ".repeat(100_000), b"\n\n", &b"word ".repeat(3 << 20)]
        .concat();
    assert!(long.len() > MAIL_BYTES);
    let mails = read(&long);
    let [Some(mail)] = mails.as_slice() else { panic!("{}", mails.len()) };
    assert!(mail.said.len() <= SAID_BYTES + 4 && mail.to.len() <= 2_000);
}

/// What is put into a mail somewhere.
const PIECES: &[&str] = &[
    "\n",
    "\r\n\r\n",
    "\n ",
    "=?utf-8?Q?",
    "?=",
    "=?utf-8?B?w7w=?= =?utf-8?B?w7w=?=",
    "=?x?q?ab?q?x",
    "--",
    "--=-related\n",
    "Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\n",
    "Content-Type: message/rfc822\n\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Type: text/html; charset=utf-7\n\n",
    "charset*0*=utf-8''%FF",
    "<blockquote>",
    "<style>",
    "&#xffffff;",
    "\u{202e}",
    "\0",
    "From a@x Sat Nov 21 10:00:00 2026\n",
    "To: (((((<\"",
    "Date: 99 Feb 99999 99:99:99 +9999\n",
    "Message-ID: <\n",
    "> > > ",
];

fn damaged(mut bytes: Vec<u8>, damages: &[(prop::sample::Index, usize, usize)]) -> Vec<u8> {
    for (at, piece, drop) in damages {
        let at = at.index(bytes.len() + 1);
        let end = bytes.len().min(at + drop);
        bytes.splice(at..end, PIECES[*piece].bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read(&bytes);
        read(&[&b"From: a@x.example\n"[..], &bytes].concat());
        read(&[&b"From: a@x.example\nContent-Type: text/html\n\n"[..], &bytes].concat());
    }

    /// Whatever is damaged, what is read is whole text of a length in proportion, and the same again.
    #[test]
    fn damaged_mails_are_read(
        name in prop::sample::select(FIXTURES),
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0..60usize), 1..12),
    ) {
        let bytes = damaged(fixture(name), &damages);
        let mails = read(&bytes);
        for mail in mails.iter().flatten() {
            prop_assert!(!mail.id.is_empty());
            prop_assert!(mail.said.len() <= 20 * bytes.len() && mail.subject.len() <= 4 * bytes.len());
            let is_clean = !mail.said.contains(['\0', '\u{202e}', '\r']) && !mail.subject.contains('\n');
            prop_assert!(is_clean, "{:?}", mail);
        }
        prop_assert_eq!(read(&bytes), mails);
    }
}
