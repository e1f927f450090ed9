//! `tag`: tags put on contacts and taken off.

use super::failure::Outcome;
use super::meanwhile;
use super::session::Session;
use crate::domain::act;
use crate::domain::contact::Contact;
use crate::domain::field::read_tags;
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// Put tags on contacts, and take tags off
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase tag [OPTIONS] <CONTACT>... <+TAG|-TAG>...",
    after_help = "touchbase tag \"Anna Müller\" deniz +vip -fair\n\n\
                  A tag that stands there already, in upper or lower case, stays as it is written."
)]
pub struct Args {
    /// Whom, and which tags: +vip comes, -fair goes
    #[arg(value_name = "CONTACT or +TAG or -TAG", required = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let Words { contacts, on, off } = Words::read(&session.text, &args.words)?;
    let ids = {
        let book = session.store.book();
        contacts.iter().map(|typed| session.contact(&book, typed)).collect::<Result<Vec<ContactId>, _>>()?
    };
    session.commit(|session, _| Ok(act::tag(&records(session, &ids)?, &on, &off)))
}

/// The full records of contacts that were named, each once.
pub fn records(session: &Session, ids: &[ContactId]) -> Result<Vec<Contact>, Error> {
    let mut records: Vec<Contact> = Vec::new();
    for id in ids {
        if records.iter().all(|known| known.id != *id) {
            let found = session.store.contact(*id).map_err(|error| session.store_error(&error))?;
            let of = RecordId::new(RecordKind::Contact, id.0);
            let nobody = || explain::nobody(&session.text, &id.to_string());
            records.push(found.ok_or_else(|| meanwhile::gone_or(session, of, nobody))?);
        }
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
    fn read(text: &Text, written: &[String]) -> Result<Self, Error> {
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
        let missing = match (words.contacts.is_empty(), words.on.is_empty() && words.off.is_empty()) {
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
            Words::read(&Text::new(Lang::En), &all)
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
