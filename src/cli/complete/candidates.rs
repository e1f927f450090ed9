//! The words that may stand for a value: from the store, the configuration, or a closed list.

use std::path::PathBuf;

use chrono::NaiveDate;
use uuid::Uuid;

use super::names::{self, capped};
use super::value::Value;
use super::{Choice, How};
use crate::config::{mappings, views};
use crate::domain::book::Book;
use crate::domain::condition::Segment;
use crate::domain::contact::Channel;
use crate::domain::day::Day;
use crate::domain::field::{self, FieldName, Of, channel_name};
use crate::domain::find::{self, Found, ShortIds};
use crate::domain::id::ContactId;
use crate::domain::interaction::Kind;
use crate::domain::log_line::kind_name;
use crate::domain::search::fold;
use crate::domain::view::{Column, List};
use crate::store::{Store, Who};
use crate::text::{Lang, Text, days, label};

/// So many sets are proposed to be taken back.
const SETS: usize = 20;
/// Characters of what somebody said.
const SAID: usize = 40;

/// Where it is looked up.
#[derive(Debug, Clone)]
pub struct Place {
    /// The store's directory.
    pub store: PathBuf,
    /// Where mappings of tables lie.
    pub mappings: Option<PathBuf>,
    /// Where saved views lie.
    pub views: Option<PathBuf>,
    pub lang: Lang,
    pub today: NaiveDate,
    /// The words before the one that is typed.
    pub before: Vec<String>,
}

impl Place {
    /// What may stand for `typed`.
    pub fn candidates(&self, value: Value, typed: &str) -> (How, Vec<Choice>) {
        let words = match value {
            Value::Files => return (How::Files, Vec::new()),
            Value::Dirs => return (How::Dirs, Vec::new()),
            Value::Assignment => return self.assignments(typed),
            Value::Free => Vec::new(),
            Value::Words(words) => listed(words, typed),
            Value::Kind => listed(&Kind::ALL.map(kind_name), typed),
            Value::Channel => listed(&Channel::ALL.map(channel_name), typed),
            Value::Tier => listed(field::TIERS, typed),
            Value::Stage => listed(field::STAGES, typed),
            Value::Field => listed(&field::Field::all(Of::Contact).map(field::Field::name).collect::<Vec<_>>(), typed),
            Value::Mapping => {
                let names = self.mappings.as_deref().map(mappings::names).unwrap_or_default();
                listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), typed)
            }
            Value::Segment => {
                let views = self.views.as_deref().map(|dir| views::all(dir).0).unwrap_or_default();
                listed(&Segment::of_views(&views).iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), typed)
            }
            Value::View => {
                let views = self.views.as_deref().map(|dir| views::all(dir).0).unwrap_or_default();
                listed(&views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), typed)
            }
            Value::Columns | Value::Sorts => return self.columns(value == Value::Sorts, typed),
            Value::Set => self.sets(typed),
            Value::Contact => self.read(|book| contacts(book, typed)),
            Value::Company => self.read(|book| named(names::companies(book, typed))),
            Value::ContactOrCompany => {
                self.read(|book| [contacts(book, typed), named(names::companies(book, typed))].concat())
            }
            Value::ContactOrTag => self.read(|book| match typed.strip_prefix(['+', '-']) {
                Some(begun) => before(&typed[..1], tags(book, begun)),
                None => contacts(book, typed),
            }),
            Value::Tag => self.read(|book| tags(book, typed)),
            Value::Query => self.read(|book| match typed.strip_prefix('#') {
                Some(begun) => before("#", tags(book, begun)),
                None => [narrowing(typed), contacts(book, typed)].concat(),
            }),
            Value::Open => self.read(|book| {
                let open = [self.follow_ups(book, None, typed), self.feedback(book, typed)].concat();
                if open.is_empty() && !typed.is_empty() { contacts(book, typed) } else { open }
            }),
            Value::FollowUp => self.read(|book| self.follow_ups(book, self.named(book), typed)),
            Value::Feedback => self.read(|book| self.feedback(book, typed)),
        };
        (How::Words, words)
    }

    /// Reads the store, if there is one; nothing in it changes.
    fn read(&self, look: impl FnOnce(&Book) -> Vec<Choice>) -> Vec<Choice> {
        self.with_store(|store| look(&store.book()))
    }

    fn with_store(&self, look: impl FnOnce(&Store) -> Vec<Choice>) -> Vec<Choice> {
        if !Store::exists(&self.store) {
            return Vec::new();
        }
        let store = Store::open_read_only(&self.store, Who { author: String::new(), screen: false });
        let found = store.as_ref().map(look).unwrap_or_default();
        // What is left of it is memory, which the system takes back sooner by itself.
        std::mem::forget(store);
        found
    }

    /// The contact that stands on the line already, whatever else does.
    fn named(&self, book: &Book) -> Option<ContactId> {
        self.before.iter().skip(2).find_map(|word| match find::contact(book, word) {
            Found::One(id) => Some(id),
            _ => None,
        })
    }

    /// A field's name, behind which its value comes; or that, where it is one of a few.
    fn assignments(&self, typed: &str) -> (How, Vec<Choice>) {
        let Some((name, begun)) = typed.split_once('=') else {
            let mut names: Vec<&str> =
                [Of::Contact, Of::Company].into_iter().flat_map(field::Field::all).map(field::Field::name).collect();
            names.sort_unstable();
            names.dedup();
            let names: Vec<String> = names.into_iter().map(|name| format!("{name}=")).collect();
            return (How::Parts, listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), typed));
        };
        let name = name.trim_end_matches(['+', '-']);
        let field = [Of::Contact, Of::Company].into_iter().find_map(|of| FieldName::read(of, name)?.field());
        use field::Field as F;
        let value = match field {
            Some(F::Tier) => Value::Tier,
            Some(F::Stage) => Value::Stage,
            Some(F::Channel) => Value::Words(field::CHANNELS),
            Some(F::Form) => Value::Words(field::FORMS),
            Some(F::Tag) => Value::Tag,
            Some(F::Company) => Value::Company,
            Some(F::ReferredBy | F::KeyContact | F::Deputy) => Value::Contact,
            Some(F::Every) => Value::Words(&["7d", "14d", "30d", "90d", "180d", "tier", "none"]),
            Some(F::Dnc | F::Archived | F::Reference) => Value::Words(&["yes", "no"]),
            Some(F::Language) => Value::Words(&["en", "de"]),
            Some(F::Owner) => {
                let owners = self.read(|book| {
                    let owners: Vec<&str> = book.vocabulary().owners().map(|(owner, _)| owner).collect();
                    listed(&owners, begun)
                });
                return (How::Words, before(&typed[..typed.len() - begun.len()], owners));
            }
            _ => Value::Free,
        };
        let (how, values) = self.candidates(value, begun);
        (how, before(&typed[..typed.len() - begun.len()], values))
    }

    /// Columns of the list that is asked for; those before a comma the engine keeps apart.
    fn columns(&self, sorts: bool, typed: &str) -> (How, Vec<Choice>) {
        let turned = typed.strip_prefix('-').filter(|_| sorts);
        let names: Vec<&str> = Column::of(self.list()).map(Column::name).collect();
        (How::Parts, before(turned.map_or("", |_| "-"), listed(&names, turned.unwrap_or(typed))))
    }

    /// What is to be listed, by `--kind` or by the view that is named.
    fn list(&self) -> List {
        let given = |option: &str| {
            let mut before = self.before.iter();
            let apart = before.position(|word| word == option).and_then(|_| before.next().cloned());
            let whole = format!("{option}=");
            apart.or_else(|| self.before.iter().find_map(|word| word.strip_prefix(&whole).map(str::to_owned)))
        };
        match given("--kind").as_deref() {
            Some("company") => return List::Companies,
            Some("feedback") => return List::Feedback,
            _ => {}
        }
        let dir = self.views.as_deref();
        let view = dir.zip(given("--view")).and_then(|(dir, name)| views::load(dir, &views::named(dir, &name)?).ok());
        view.map_or(List::Contacts, |view| view.look.list)
    }

    /// The last sets, newest first.
    fn sets(&self, typed: &str) -> Vec<Choice> {
        let text = Text::new(self.lang);
        self.with_store(|store| {
            let last = store.history(SETS).unwrap_or_default().into_iter();
            let of = last.map(|set| id(set.seq.to_string(), label::said(&text, &set.label, self.today)));
            of.filter(|one| one.word.starts_with(typed)).collect()
        })
    }

    /// Open follow-ups by their day.
    fn follow_ups(&self, book: &Book, of: Option<ContactId>, typed: &str) -> Vec<Choice> {
        let mut all: Vec<(Day, Uuid, ContactId)> = match of {
            Some(contact) => book.promises_of(contact).iter().map(|one| (one.due, one.id.0, one.contact)).collect(),
            None => book.promises().map(|one| (one.due, one.id.0, one.contact)).collect(),
        };
        all.sort_unstable();
        self.by_id(book, &all, typed, |id| book.title(id.into()).to_owned())
    }

    /// What isn't closed, by the day it came in.
    fn feedback(&self, book: &Book, typed: &str) -> Vec<Choice> {
        let mut all: Vec<(Day, Uuid, ContactId)> =
            book.grievances().map(|one| (one.due().unwrap_or(one.day), one.id.0, one.contact)).collect();
        all.sort_unstable();
        self.by_id(book, &all, typed, |id| book.feedback(id.into()).map_or("", |one| one.text.as_str()).to_owned())
    }

    fn by_id(
        &self,
        book: &Book,
        all: &[(Day, Uuid, ContactId)],
        typed: &str,
        said: impl Fn(Uuid) -> String,
    ) -> Vec<Choice> {
        let (ids, text) = (ShortIds::of_these(book, all.iter().map(|(_, id, _)| *id)), Text::new(self.lang));
        let begun = typed.to_lowercase();
        let shown = all.iter().map(|one| (ids.show(one.1), one)).filter(|(word, _)| word.starts_with(&begun)).collect();
        let shown = capped(shown, |(word, _): &(String, _)| word).into_iter();
        let of = |(word, (day, of, contact)): (String, &(Day, Uuid, ContactId))| {
            let day = days::with_weekday(&text, NaiveDate::from(*day), self.today);
            let said = crate::domain::row::excerpt(&said(*of), SAID);
            id(word, format!("{} · {said} · {day}", book.name(*contact)))
        };
        shown.map(of).collect()
    }
}

/// Names that begin so; with an `@` mail addresses.
fn contacts(book: &Book, typed: &str) -> Vec<Choice> {
    named(if typed.contains('@') { names::mails(book, typed) } else { names::contacts(book, typed) })
}

fn tags(book: &Book, typed: &str) -> Vec<Choice> {
    let tags = book
        .vocabulary()
        .tags()
        .map(|(tag, _)| tag)
        .chain(book.companies().flat_map(|one| one.tags.iter().map(String::as_str)));
    let mut tags: Vec<(String, String)> = tags.map(|tag| (tag.to_owned(), String::new())).collect();
    tags.sort_unstable();
    named(names::fitting(tags, typed))
}

/// What narrows a search and begins so.
fn narrowing(typed: &str) -> Vec<Choice> {
    let tiers = field::TIERS.iter().map(|tier| format!("tier:{}", tier.to_lowercase()));
    let stages = field::STAGES.iter().map(|stage| format!("stage:{stage}"));
    let all: Vec<String> = std::iter::once("due".to_owned()).chain(tiers).chain(stages).collect();
    if typed.is_empty() { Vec::new() } else { listed(&all.iter().map(String::as_str).collect::<Vec<_>>(), typed) }
}

/// Those of a closed list that begin so, in its order.
fn listed(words: &[&str], typed: &str) -> Vec<Choice> {
    let begun = fold(typed);
    let fits = words.iter().filter(|word| fold(word).starts_with(&begun));
    fits.map(|word| Choice { word: (*word).to_owned(), about: String::new(), is_id: false }).collect()
}

fn named(all: Vec<(String, String)>) -> Vec<Choice> {
    all.into_iter().map(|(word, about)| Choice { word, about, is_id: false }).collect()
}

fn id(word: String, about: String) -> Choice {
    Choice { word, about, is_id: true }
}

fn before(begin: &str, all: Vec<Choice>) -> Vec<Choice> {
    all.into_iter().map(|one| Choice { word: format!("{begin}{}", one.word), ..one }).collect()
}
