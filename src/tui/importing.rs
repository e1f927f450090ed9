//! The part of an import that touches files: completing a path, looking into a file, bringing it in. Runs on worker threads.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::effect::Problem;
use crate::config;
use crate::domain::act::{self, RhythmChoice};
use crate::domain::contact::Tier;
use crate::domain::id::ContactId;
use crate::domain::pairs::{Features, Pairs};
use crate::domain::settings::Settings;
use crate::formats::csv::Column;
use crate::formats::draft::{Cleaned, Draft, Refused};
use crate::formats::import::{self, Choices, Here, Known, Plan, Skipped, telling};
use crate::formats::{self, ReadFile, Reading, Zone};
use crate::store::{Committed, GoingOn, Step, Store, StoreError, StreamError};

/// Paths that are offered at the most.
const OFFERED: usize = 50;

/// Rows of a table of which the preview shows what is read.
const FIRST: usize = 2;

/// How the names of files end that can be imported.
const ENDINGS: &[&str] = &[".vcf", ".vcard", ".csv", ".tsv"];

/// What an import of a file would do, in numbers, and what of it can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub path: PathBuf,
    pub read: usize,
    pub created: usize,
    pub companies: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub skipped: Vec<Skipped>,
    pub refused: Vec<Refused>,
    /// What is taken over otherwise than it stood, and whose card it is on: the first of these.
    pub cleaned: Vec<(String, Cleaned)>,
    /// How many there are in all.
    pub cleaned_count: usize,
    /// What is kept though there is no field for it: how many properties of each name.
    pub foreign: BTreeMap<String, usize>,
    /// The columns of a table in which anything stands.
    pub columns: Vec<Column>,
    /// What is read from the first rows of a table: the words of each.
    pub first: Vec<Vec<String>>,
    /// Of how many new contacts the last contact is known.
    pub last_contact: usize,
    /// How many new contacts have a tier or rhythm from the file.
    pub kept: usize,
}

impl Preview {
    /// Whether bringing it in would change nothing.
    pub fn changes_nothing(&self) -> bool {
        self.created + self.companies + self.updated == 0
    }
}

/// How the new contacts are to be kept, and what they get.
#[derive(Debug, Clone, PartialEq)]
pub struct Wishes {
    pub today: NaiveDate,
    pub settings: Settings,
    pub rhythm: RhythmChoice,
    pub tier: Option<Tier>,
    pub tags: Vec<String>,
}

/// The path that was typed; `~` is the user's home.
pub fn path(typed: &str) -> PathBuf {
    let typed = typed.trim();
    match (typed.strip_prefix('~'), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            Path::new(&home).join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(typed),
    }
}

/// How what is typed could go on: directories, with `/` behind them, and files; those that look as if they could be imported first. A
/// directory that can't be read offers nothing.
pub fn complete(typed: &str) -> Vec<String> {
    let (before, begun) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let directory = if before.is_empty() { PathBuf::from(".") } else { path(before) };
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    let mut found: Vec<(u8, String)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            if !name.starts_with(begun) || (name.starts_with('.') && !begun.starts_with('.')) {
                return None;
            }
            let lower = name.to_lowercase();
            match entry.path().is_dir() {
                true => Some((1, format!("{before}{name}/"))),
                false if ENDINGS.iter().any(|ending| lower.ends_with(ending)) => Some((0, format!("{before}{name}"))),
                false => Some((2, format!("{before}{name}"))),
            }
        })
        .collect();
    found.sort_unstable();
    found.into_iter().take(OFFERED).map(|(_, path)| path).collect()
}

/// What the file at `path` would bring. `going_on` is told how many records are read, and says whether to go on.
pub fn preview(store: &Store, path: &Path, reading: &Reading, going_on: &GoingOn) -> Result<Preview, Problem> {
    let bytes = read(path)?;
    let file = open(path, &bytes, reading)?;
    let options = import::Options { today: reading.today, country: reading.country, empties: false };
    let plan = plan(store, &file, &options, going_on)?;
    let columns: Vec<Column> = file.columns().filter(|(_, c)| c.filled).map(|(_, column)| column.clone()).collect();
    let readable = file.cards().flatten().take(if columns.is_empty() { 0 } else { FIRST });
    let newcomers = plan.newcomers(&file, &Choices::default());
    Ok(Preview {
        path: path.to_owned(),
        read: plan.read(),
        created: plan.created.len(),
        companies: plan.companies_created.len(),
        updated: plan.updated.len() + plan.companies_updated.len(),
        unchanged: plan.unchanged.len() + plan.companies_unchanged.len(),
        skipped: plan.skipped,
        refused: plan.refused,
        cleaned_count: plan.cleaned.len() + plan.cleaned_more,
        cleaned: plan.cleaned,
        foreign: plan.foreign,
        first: readable.map(|card| in_words(&card.draft)).collect(),
        columns,
        last_contact: newcomers.iter().filter(|new| new.last_contact.is_some()).count(),
        kept: newcomers.iter().filter(|new| new.is_kept()).count(),
    })
}

/// Brings the file in; where others changed the same meanwhile, it is planned once more. `going_on` is told how far it is; where
/// it says no, nothing was changed.
pub fn bring_in(store: &Store, path: &Path, wishes: &Wishes, going_on: &GoingOn) -> Result<Committed, Problem> {
    let bytes = read(path)?;
    let Settings { month_first, country, .. } = wishes.settings;
    let zone = Zone::of(config::offset_at);
    let reading = Reading { month_first, country, zone, ..Reading::on(wishes.today) };
    let file = open(path, &bytes, &reading)?;
    let options = import::Options { today: wishes.today, country, empties: false };
    let choices = Choices::for_new(wishes.tags.clone(), wishes.tier);
    let mut again = false;
    loop {
        let position = store.position();
        let plan = plan(store, &file, &options, going_on)?;
        let tell = tell(going_on, Step::Importing(plan.changes_count() as u64));
        let committed = with_here(store, |here| {
            plan.with_changes(&file, here, &choices, |changes| {
                let kept = (wishes.rhythm, wishes.tier);
                let new = plan.newcomers(&file, &choices);
                let changes = act::keep_new(&wishes.settings, &wishes.today, new, kept, changes);
                store.commit_stream(plan.label(&file_name(path), &choices), position, telling(changes, &tell))
            })
        });
        match committed {
            Ok(committed) => return Ok(committed),
            Err(StreamError::Store(StoreError::Changed(_))) if !std::mem::replace(&mut again, true) => {
                store.refresh()?;
            }
            Err(StreamError::Store(error) | StreamError::Stream(error)) => return Err(error.into()),
        }
    }
}

fn plan(store: &Store, file: &ReadFile, options: &import::Options, going_on: &GoingOn) -> Result<Plan, StoreError> {
    let known = Known::of(&store.book(), options.country);
    let tell = tell(going_on, Step::ReadingFile(file.len() as u64));
    with_here(store, |here| import::plan(file, known, &mut store.ids(), options, here, &tell))
}

/// Gives `act` what an import looks up in a store.
fn with_here<T>(store: &Store, act: impl FnOnce(&Here<StoreError>) -> T) -> T {
    let contacts = |ids: &[ContactId]| store.contacts(ids);
    let record = |id| store.record(id);
    let timeline = |of: ContactId| store.timeline(of.into(), 0, usize::MAX);
    let pairs = OnceCell::new();
    let likely = |who: &Features| pairs.get_or_init(|| Pairs::of(&store.book())).likely(who);
    act(&Here { contacts: &contacts, record: &record, timeline: &timeline, likely: Some(&likely) })
}

fn tell(going_on: &GoingOn, step: Step) -> impl Fn(u64) -> Result<(), StoreError> {
    let going_on = going_on.clone();
    move |count| if going_on(step, count) { Ok(()) } else { Err(StoreError::Stopped) }
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::File::open(path).and_then(formats::bytes).map_err(|source| Problem::File { path: path.to_owned(), source })
}

fn open<'a>(path: &Path, bytes: &'a [u8], reading: &Reading) -> Result<ReadFile<'a>, Problem> {
    formats::read(bytes, reading).map_err(|why| Problem::Unreadable { file: file_name(path), why })
}

/// The most telling words of a draft: name, company, a mail or phone, the last contact.
fn in_words(draft: &Draft) -> Vec<String> {
    let words = match draft {
        Draft::Person(person) => {
            let reach = person.record.mails.first().or(person.record.phones.first()).map(|reach| reach.value.clone());
            let last = person.last_contact.map(|day| day.to_string());
            vec![Some(person.record.name.clone()), person.companies.first().cloned(), reach, last]
        }
        Draft::Company(company) => {
            let city = company.addresses.first().map(|address| address.city.clone());
            vec![Some(company.name.clone()), city, Some(company.web.clone())]
        }
        Draft::Entry(entry) => {
            let names = entry.with.iter().map(|whom| whom.name.clone());
            names.map(Some).chain([Some(entry.text().to_owned()), Some(entry.day().to_string())]).collect()
        }
        Draft::Other { name, .. } => vec![Some(name.clone())],
    };
    words.into_iter().flatten().filter(|word| !word.is_empty()).collect()
}

/// The file's name, for messages.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_completed_what_can_be_imported_first() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("contacts")).unwrap();
        for name in ["contacts.vcf", "contacts.csv", "contacts.doc", ".contacts.vcf", "other.vcf"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let at = |name: &str| format!("{}/{name}", dir.path().display());
        assert_eq!(complete(&at("con")), [at("contacts.csv"), at("contacts.vcf"), at("contacts/"), at("contacts.doc")]);
        assert_eq!(complete(&at(".c")), [at(".contacts.vcf")]);
        assert!(complete(&at("nowhere/x")).is_empty());
    }
}
