//! `FIELD=VALUE`: the fields of a contact as `set` and `add` take them.

use super::choice;
use super::session::Session;
use crate::config::nearest;
use crate::domain::act;
use crate::domain::cadence::Cadence;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{AddressForm, Channel, Contact, DoNotContact, Job, Labelled};
use crate::domain::id::Ids;
use crate::domain::validate::Findings;
use crate::domain::when::{self, Look};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// Names of fields, as they are listed; behind each what else it may be called.
const NAMES: [(&str, &[&str]); 21] = [
    ("name", &[]),
    ("company", &[]),
    ("role", &["title"]),
    ("email", &["mail", "mails", "emails"]),
    ("phone", &["phones", "tel"]),
    ("web", &["url", "handle", "handles"]),
    ("tag", &["tags"]),
    ("tier", &[]),
    ("stage", &[]),
    ("every", &["cadence", "rhythm"]),
    ("birthday", &["bday"]),
    ("language", &["lang"]),
    ("salutation", &[]),
    ("honorific", &[]),
    ("form", &["address_form"]),
    ("channel", &["preferred_channel"]),
    ("owner", &[]),
    ("source", &[]),
    ("notes", &["note"]),
    ("dnc", &["do_not_contact"]),
    ("archived", &[]),
];

/// Fields that hold several values.
const LISTS: [&str; 4] = ["email", "phone", "web", "tag"];
/// Fields of a company.
const COMPANY: [&str; 6] = ["email", "phone", "web", "tag", "tier", "notes"];

/// Assignments in the order in which they were written.
#[derive(Debug)]
pub struct Fields(Vec<Assignment>);

#[derive(Debug)]
struct Assignment {
    field: &'static str,
    how: How,
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Set,
    Add,
    Remove,
}

impl Fields {
    /// Reads `field=value`, `field+=value` and `field-=value`. An unknown field is an error with the nearest name.
    pub fn read(text: &Text, written: Vec<String>) -> Result<Self, Error> {
        let mut read: Vec<Assignment> = Vec::new();
        for written in written {
            let Some((name, value)) = written.split_once('=') else {
                return Err(usage(say!(text, "error-field-form", field = written)).hint(say!(text, "hint-field-form")));
            };
            let (name, how) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
                (Some(name), _) => (name, How::Add),
                (_, Some(name)) => (name, How::Remove),
                _ => (name, How::Set),
            };
            let field = known(name.trim()).ok_or_else(|| unknown(text, name.trim()))?;
            let is_list = LISTS.contains(&field);
            if how != How::Set && !is_list {
                return Err(usage(say!(text, "error-field-no-list", field = field)));
            }
            // `email=a email=b` are both: the second adds to the first.
            let again = how == How::Set && is_list && read.iter().any(|earlier| earlier.field == field);
            read.push(Assignment { field, how: if again { How::Add } else { how }, value: value.trim().to_owned() });
        }
        Ok(Self(read))
    }

    /// Changes `contact`. A company that isn't there yet is made: the changes that come with it.
    pub fn apply(&self, session: &Session, contact: &mut Contact, ids: &mut Ids) -> Result<Vec<Change>, Error> {
        let mut others = Vec::new();
        for Assignment { field, how, value } in &self.0 {
            let text = &session.text;
            match *field {
                "name" => contact.name.clone_from(value),
                "company" if value.is_empty() => job(contact).company = None,
                "company" => {
                    let book = session.store.book();
                    let (company, made) = act::company_named(&session.given(&book), ids, value);
                    job(contact).company = Some(company);
                    others.extend(made);
                }
                "role" => job(contact).role.clone_from(value),
                "email" => change_list(&mut contact.mails, *how, value),
                "phone" => change_list(&mut contact.phones, *how, value),
                "web" => change_list(&mut contact.handles, *how, value),
                "tag" => change_tags(&mut contact.tags, *how, value),
                "tier" => contact.tier = choice::tier(text, field, value)?,
                "stage" => contact.stage = choice::stage(text, field, value)?,
                "every" => contact.cadence = cadence(text, value)?,
                "birthday" if value.is_empty() => contact.birthday = None,
                "birthday" => {
                    let read = when::read_birthday(value, session.today(), &session.settings);
                    let what = || say!(text, "error-birthday", birthday = value.as_str());
                    contact.birthday = Some(read.map_err(|_| usage(what()).hint(say!(text, "hint-birthday")))?);
                }
                "language" => contact.language.clone_from(value),
                "salutation" => contact.salutation.clone_from(value),
                "honorific" => contact.name_parts.honorific.clone_from(value),
                "form" => {
                    let forms = [("du", Some(AddressForm::Du)), ("sie", Some(AddressForm::Sie)), ("", None)];
                    contact.address_form = choice::one_of(text, field, value, &forms)?;
                }
                "channel" => contact.preferred_channel = channel(text, field, value)?,
                "owner" => contact.owner.clone_from(value),
                "source" => contact.source.clone_from(value),
                "notes" => contact.notes.clone_from(value),
                "dnc" => contact.do_not_contact = do_not_contact(session, value)?,
                _ => contact.archived = choice::one_of(text, field, value, &[("yes", true), ("no", false)])?,
            }
        }
        contact.jobs.retain(|job| *job != Job::default());
        Ok(others)
    }

    /// Changes a new `company`.
    pub fn apply_to_company(&self, session: &Session, company: &mut Company) -> Result<(), Error> {
        for Assignment { field, how, value } in &self.0 {
            match *field {
                "email" => change_list(&mut company.mails, *how, value),
                "phone" => change_list(&mut company.phones, *how, value),
                "web" => company.web.clone_from(value),
                "tag" => change_tags(&mut company.tags, *how, value),
                "tier" => company.tier = choice::tier(&session.text, field, value)?,
                "notes" => company.notes.clone_from(value),
                _ => {
                    let hint = say!(session.text, "hint-fields", fields = COMPANY.join(", "));
                    return Err(usage(say!(session.text, "error-field-company", field = *field)).hint(hint));
                }
            }
        }
        Ok(())
    }
}

/// Says on standard error what is odd about a record that is saved all the same.
pub fn warn_about(session: &Session, findings: &Findings) {
    for odd in &findings.odd {
        session.tell(&explain::odd(&session.text, odd, session.today()));
    }
}

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

fn known(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase().replace('-', "_");
    NAMES.iter().find(|(field, others)| *field == name || others.contains(&name.as_str())).map(|(field, _)| *field)
}

fn unknown(text: &Text, name: &str) -> Error {
    let fields = NAMES.map(|(field, _)| field);
    let list = say!(text, "hint-fields", fields = fields.join(", "));
    let hint = match nearest(name, fields) {
        Some(near) => format!("{} {list}", say!(text, "hint-did-you-mean", near = near)),
        None => list,
    };
    usage(say!(text, "error-field-unknown", field = name)).hint(hint)
}

/// The job they hold now; a new one if there is none.
fn job(contact: &mut Contact) -> &mut Job {
    let at = contact.jobs.iter().position(|job| job.to.is_none()).unwrap_or_else(|| {
        contact.jobs.insert(0, Job::default());
        0
    });
    &mut contact.jobs[at]
}

fn change_list(list: &mut Vec<Labelled>, how: How, value: &str) {
    let same = |kept: &Labelled| kept.value.eq_ignore_ascii_case(value);
    match how {
        How::Set => {
            // What is there already keeps its label.
            let kept = list.iter().find(|kept| same(kept)).cloned().unwrap_or_else(|| Labelled::new("", value));
            list.clear();
            if !value.is_empty() {
                list.push(kept);
            }
        }
        How::Add if !value.is_empty() && !list.iter().any(same) => list.push(Labelled::new("", value)),
        How::Add => {}
        How::Remove => list.retain(|kept| !same(kept)),
    }
}

/// Tags, several with commas between, with or without `#`.
fn change_tags(tags: &mut Vec<String>, how: How, value: &str) {
    if how == How::Set {
        tags.clear();
    }
    for tag in value.split(',').map(|tag| tag.trim().trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        let there = tags.iter().position(|kept| kept.to_lowercase() == tag.to_lowercase());
        match (how, there) {
            (How::Remove, Some(at)) => drop(tags.remove(at)),
            (How::Remove, None) | (_, Some(_)) => {}
            (_, None) => tags.push(tag.to_owned()),
        }
    }
}

/// `30d`, `none`, or `tier` (also nothing): the tier's.
pub fn cadence(text: &Text, value: &str) -> Result<Cadence, Error> {
    match value.to_lowercase().as_str() {
        "tier" => Ok(Cadence::ByTier),
        _ => when::read_cadence(value).ok_or_else(|| explain::span(text, value)),
    }
}

fn channel(text: &Text, field: &str, value: &str) -> Result<Option<Channel>, Error> {
    let names = [
        ("phone", Some(Channel::Phone)),
        ("mail", Some(Channel::Mail)),
        ("video", Some(Channel::Video)),
        ("chat", Some(Channel::Chat)),
        ("visit", Some(Channel::Visit)),
        ("letter", Some(Channel::Letter)),
        ("social", Some(Channel::Social)),
        ("", None),
    ];
    choice::one_of(text, field, value, &names)
}

/// `yes`, `no`, or the day until which not.
fn do_not_contact(session: &Session, value: &str) -> Result<Option<DoNotContact>, Error> {
    match value.to_lowercase().as_str() {
        "" | "no" | "nein" => Ok(None),
        "yes" | "ja" => Ok(Some(DoNotContact::default())),
        day => {
            let until = session.when(day, Look::Ahead)?.day;
            Ok(Some(DoNotContact { until: Some(until), reason: String::new() }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn lists_are_replaced_added_to_and_taken_from() {
        let check = |before: &[&str], how: How, value: &str, after: &[&str]| {
            let mut list: Vec<Labelled> = before.iter().map(|value| Labelled::new("work", *value)).collect();
            change_list(&mut list, how, value);
            let values: Vec<&str> = list.iter().map(|labelled| labelled.value.as_str()).collect();
            assert_eq!(values, after, "{how:?} {value}");
        };
        check(&["a", "b"], How::Set, "b", &["b"]);
        check(&["a"], How::Set, "", &[]);
        check(&["a"], How::Add, "b", &["a", "b"]);
        check(&["a"], How::Add, "A", &["a"]);
        check(&["a", "b"], How::Remove, "A", &["b"]);
        let mut tags = vec!["key".to_owned()];
        change_tags(&mut tags, How::Add, "#oak, Key,fair");
        assert_eq!(tags, ["key", "oak", "fair"]);
    }

    #[test]
    fn an_unknown_field_is_named_with_the_nearest() {
        let text = Text::new(Lang::En);
        let error = Fields::read(&text, vec!["birtday=1971-12-24".into()]).unwrap_err();
        assert!(error.hint.unwrap().starts_with("Did you mean \"birthday\"?"));
        assert!(Fields::read(&text, vec!["tier+=A".into()]).is_err(), "a tier is no list");
        assert!(Fields::read(&text, vec!["tier".into()]).is_err());
    }
}
