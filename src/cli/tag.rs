//! `tag`: tags put on contacts and taken off.

use super::bulk::{self, Only, Whom};
use super::failure::Outcome;
use super::meanwhile;
use super::session::Session;
use crate::domain::act;
use crate::domain::contact::Contact;
use crate::domain::field::read_tags;
use crate::domain::id::{ById, ContactId, IdSet};
use crate::domain::record::{RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// Full records that are read at once.
const AT_ONCE: usize = 500;

/// Put tags on contacts, and take tags off
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase tag [OPTIONS] <CONTACT>... <+TAG|-TAG>...\n       touchbase tag --query <FILTER> [--dry-run] <+TAG|-TAG>...",
    after_help = "touchbase tag \"Anna Müller\" deniz +vip -fair\n\n\
                  A tag that stands there already, in upper or lower case, stays as it is written."
)]
pub struct Args {
    /// Whom, and which tags: +vip comes, -fair goes
    #[arg(value_name = "CONTACT or +TAG or -TAG", required = true, allow_hyphen_values = true)]
    words: Vec<String>,
    #[command(flatten)]
    pub bulk: bulk::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let Words { contacts, on, off } = Words::read(&session.text, &args.words, args.bulk.is_asked())?;
    bulk::no_names(session, &args.bulk, !contacts.is_empty())?;
    let ids = match args.bulk.whom(session, &Only::All)? {
        Whom::Named => {
            let book = session.store.book();
            contacts.iter().map(|typed| session.contact(&book, typed)).collect::<Result<Vec<ContactId>, _>>()?
        }
        Whom::These(ids) => ids,
        Whom::Nobody(status) => return Ok(status),
    };
    session.commit(|session, _| Ok(act::tag(&records(session, &ids)?, &on, &off)))
}

/// The full records of contacts, each once, in the order in which they are named.
pub fn records(session: &Session, ids: &[ContactId]) -> Result<Vec<Contact>, Error> {
    let mut found = ById::<ContactId, Contact>::default();
    for some in ids.chunks(AT_ONCE) {
        let contacts = session.store.contacts(some).map_err(|error| session.store_error(&error))?;
        found.extend(contacts.into_iter().map(|contact| (contact.id, contact)));
    }
    let (mut records, mut seen) = (Vec::with_capacity(found.len()), IdSet::<ContactId>::default());
    for id in ids.iter().filter(|id| seen.insert(**id)) {
        let of = RecordId::new(RecordKind::Contact, id.0);
        let nobody = || explain::nobody(&session.text, &id.to_string());
        records.push(found.remove(id).ok_or_else(|| meanwhile::gone_or(session, of, nobody))?);
    }
    Ok(records)
}

/// What was written, by what it is.
#[derive(Debug, PartialEq)]
struct Words {
    contacts: Vec<String>,
    on: Vec<String>,
    off: Vec<String>,
}

impl Words {
    /// Where whom they are for is said otherwise, nobody need be named.
    fn read(text: &Text, written: &[String], is_said: bool) -> Result<Self, Error> {
        let mut words = Self { contacts: Vec::new(), on: Vec::new(), off: Vec::new() };
        // `--` ends the options, and tags may stand behind it.
        let mut options = true;
        for word in written {
            if options && word.starts_with("--") {
                options = word != "--";
                if options {
                    let what = say!(text, "error-tag-option", option = word.as_str());
                    return Err(Error::new(ErrorKind::Usage, what).hint(say!(text, "hint-tag-option")));
                }
                continue;
            }
            // A phone number may begin with a plus, too.
            let tags =
                |rest: &str| if rest.starts_with(|c: char| c.is_ascii_digit()) { None } else { Some(read_tags(rest)) };
            match (word.strip_prefix('+').and_then(tags), word.strip_prefix('-').map(read_tags)) {
                (Some(tags), _) => words.on.extend(tags),
                (None, Some(tags)) => words.off.extend(tags),
                (None, None) => words.contacts.push(word.clone()),
            }
        }
        let missing = match (words.contacts.is_empty() && !is_said, words.on.is_empty() && words.off.is_empty()) {
            (true, _) => "CONTACT",
            (_, true) => "+TAG, -TAG",
            _ => return Ok(words),
        };
        let what = say!(text, "error-use-missing", what = missing, count = 1);
        let usage = "touchbase tag CONTACT... +TAG -TAG";
        Err(Error::new(ErrorKind::Usage, what).hint(say!(text, "hint-use-written", usage = usage)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn contacts_and_tags_are_told_apart() {
        let words = |written: &str| {
            let all: Vec<String> = written.split(' ').map(str::to_owned).collect();
            Words::read(&Text::new(Lang::En), &all, false)
        };
        let Words { contacts, on, off } = words("anna +vip,oak -#fair +49170123 deniz -old").unwrap();
        assert_eq!(
            (contacts, on),
            (vec!["anna".into(), "+49170123".into(), "deniz".into()], vec!["vip".into(), "oak".into()])
        );
        assert_eq!(off, ["fair", "old"]);
        assert_eq!(words("anna -- +z").unwrap(), words("anna +z").unwrap());
        assert!(words("anna").unwrap_err().to_string().contains("+TAG"));
        assert!(words("+vip").unwrap_err().to_string().contains("CONTACT is missing"));
    }
}
