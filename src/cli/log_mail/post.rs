//! The mails that were brought: out of files, mailboxes and directories, each read once and held no longer than it takes to know
//! with whom it counts.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::Args;
use crate::cli::failure::print_error;
use crate::cli::lines::INPUT;
use crate::cli::session::Session;
use crate::config;
use crate::domain::act::LoggedMail;
use crate::domain::id::ContactId;
use crate::domain::mail::{Addresses, OwnMails};
use crate::error::Error;
use crate::formats::mail::{self, Mail, Mailbox, Posted, Sort};

/// A mail, and what it is called.
pub struct Letter {
    pub mail: LoggedMail,
    pub subject: String,
    /// Where nobody is known, the addresses in it, the writer's first.
    pub strangers: Vec<String>,
    /// How often it came.
    pub times: usize,
}

impl Letter {
    /// Whether nothing says when it was written, or only days to come: it is filed on today.
    pub fn is_undated(&self) -> bool {
        self.mail.written.is_none()
    }
}

/// Clocks may differ by so much.
const AHEAD: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// What stands in a file and is no mail.
pub struct Broken {
    pub file: String,
    /// The how manieth of its file; the first is 1.
    pub number: usize,
}

/// All that was brought.
#[derive(Default)]
pub struct Post {
    /// Each once; those of strangers without their text.
    pub letters: Vec<Letter>,
    pub broken: Vec<Broken>,
    /// Whether a file couldn't be read.
    pub failed: bool,
    /// Addresses that several have, with all of them.
    pub shared: BTreeMap<String, Vec<ContactId>>,
    /// Which letter has which Message-ID.
    ids: HashMap<String, usize>,
}

impl Post {
    pub fn read(session: &Session, args: &Args, own: &OwnMails) -> Result<Self, Error> {
        let input = [PathBuf::from(INPUT)];
        let files = if args.files.is_empty() { &input[..] } else { &args.files };
        let mut reader = Reader { session, args, addresses: Addresses::new(own), post: Self::default() };
        for path in files {
            match reader.file(path).map_err(|error| session.cannot_read(path, &error)) {
                Ok(()) => {}
                // The other files come in all the same.
                Err(error) if files.len() > 1 => {
                    reader.post.failed = true;
                    print_error(&error, session.out.is_json());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(reader.post)
    }
}

struct Reader<'a> {
    session: &'a Session,
    args: &'a Args,
    addresses: Addresses<'a>,
    post: Post,
}

impl Reader<'_> {
    fn file(&mut self, path: &Path) -> io::Result<()> {
        if path == Path::new(INPUT) {
            return self.mailbox("stdin", io::stdin().lock());
        }
        if !path.is_dir() {
            return self.mailbox(&path.to_string_lossy(), BufReader::new(File::open(path)?));
        }
        for file in mails_in(path)? {
            let broken = self.post.broken.len();
            // Whoever keeps a directory of mails moves and deletes them meanwhile.
            if let Ok(opened) = File::open(&file) {
                self.mailbox(&file.to_string_lossy(), BufReader::new(opened))?;
            }
            // And keeps notes of its own in it, but not among the mails.
            if !is_of_mails(&file) {
                self.post.broken.truncate(broken);
            }
        }
        Ok(())
    }

    fn mailbox(&mut self, file: &str, reader: impl BufRead) -> io::Result<()> {
        for (at, posted) in Mailbox::new(reader).enumerate() {
            let Posted { bytes, came } = posted?;
            match mail::read(&bytes) {
                Some(mail) => self.add(mail, came),
                None => self.post.broken.push(Broken { file: file.to_owned(), number: at + 1 }),
            }
        }
        Ok(())
    }

    /// Adds a mail, which the line before it in a mailbox says to have come then.
    fn add(&mut self, mail: Mail, came: Option<DateTime<FixedOffset>>) {
        if let Some(letter) = self.post.ids.get(&mail.id).and_then(|at| self.post.letters.get_mut(*at)) {
            letter.times += 1;
            return;
        }
        self.post.ids.insert(mail.id.clone(), self.post.letters.len());
        let Mail { id, date, received, from, for_them, to, subject, sort, .. } = &mail;
        let known = self.addresses.known(&self.session.store.book(), from, for_them, to);
        let is_strange = known.with.is_empty();
        let text = if self.args.subject_only || is_strange { subject.clone() } else { mail.text() };
        let mut strangers = Vec::new();
        for one in from.iter().chain(to).filter(|_| is_strange) {
            if !strangers.contains(&one.mail) {
                strangers.push(one.mail.clone());
            }
        }
        self.post.shared.extend(known.shared);
        let now = self.session.now;
        // A clock that goes a little ahead is none of the mail's.
        // Some write the present day before a mail that they pipe.
        let came = came.filter(|came| config::local(*came).date_naive() < now.date_naive());
        let told = [*date, *received, came].into_iter().flatten().map(config::local);
        let written = told.filter(|told| *told <= now + AHEAD).map(|told| told.min(now)).next();
        let automatic = match sort {
            Some(Sort::List) => !(known.to_own && mail.to_list),
            other => other.is_some(),
        };
        let id = id.clone();
        let logged = LoggedMail { id, written, direction: known.direction, with: known.with, text, automatic };
        self.post.letters.push(Letter { mail: logged, subject: subject.clone(), strangers, times: 1 });
    }
}

/// What the names of files begin with that IMAP servers and Maildirs keep for themselves.
const KEPT: &[&str] = &["dovecot", "courierimap", "maildirsize", "maildirfolder", "subscriptions", "uidvalidity"];

/// Whether a file of a directory ought to hold mails: one of a Maildir's, one without an ending (a mailbox, or one of MH's), or one
/// that says so by it. Beside the mails of a Maildir is what the program keeps that writes it.
fn is_of_mails(file: &Path) -> bool {
    let name =
        |path: Option<&std::ffi::OsStr>| path.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let place = name(file.parent().and_then(Path::file_name));
    let (stem, ending) = (name(file.file_name()), name(file.extension()).to_lowercase());
    let is_kept = KEPT.iter().any(|own| stem.starts_with(own)) || file.with_file_name("cur").is_dir();
    matches!(place.as_str(), "cur" | "new")
        || matches!(ending.as_str(), "eml" | "mbox" | "mbx")
        || ending.is_empty() && !is_kept
}

/// The files of a directory and of those in it, in the order of their names: a Maildir's, or any. What is still being delivered
/// isn't among them, nor what is hidden.
fn mails_in(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let (name, kind) = (entry.file_name(), entry.file_type()?);
            if kind.is_dir() && name != "tmp" {
                open.push(entry.path());
            } else if kind.is_file() && !name.to_string_lossy().starts_with('.') {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
