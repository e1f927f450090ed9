//! Files that are being imported, held by a thread of their own: read and planned once, asked about record by record, and brought
//! in by that same plan. Records borrow from the bytes, and the plan is of the records: none of them leaves the thread.
//!
//! Owns the thread. It ends with the last handle on it, and nothing of the files stays in memory.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;

use super::offers::{importable, passed_over};
use super::whole::Whole;
use super::{Asked, Change, Columns, Firm, Overview, Sums, Told, Wishes, file_name};
use crate::config::mappings;
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::pairs::{Features, Pairs};
use crate::domain::record::Record;
use crate::formats::csv::Mapping;
use crate::formats::draft::{Cleaned, Cleaning};
use crate::formats::import::{self, Choices, Here, Known, Plan, Row, telling};
use crate::formats::{self, Format, ReadFile, Reading, Unreadable, json};
use crate::store::{Committed, GoingOn, Seq, Step, Store, StoreError, StreamError};
use crate::tui::effect::Problem;

/// Rows of a table of which is shown what they would become.
const ROWS: usize = 50;

/// The way to the thread.
#[derive(Clone)]
pub struct Held(Arc<Sender<Job>>);

/// The same files are equal.
impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held")
    }
}

enum Job {
    Ask(Asked, Answer<Told>),
    BringIn(Box<BringIn>, Answer<Committed>),
}

/// What is brought in, and how.
struct BringIn {
    choices: Choices,
    wishes: Wishes,
    going_on: GoingOn,
}

type Answer<T> = SyncSender<Result<T, Problem>>;

impl Held {
    /// Holds the file at `path`, or those of a directory that can be imported. Nothing is read yet. `mappings`: the directory in
    /// which those of tables are saved.
    pub fn new(store: &Store, path: PathBuf, mappings: Option<PathBuf>) -> Self {
        let (jobs, given) = mpsc::channel();
        let store = store.clone();
        thread::spawn(move || {
            Holding { store, path, mappings, files: Vec::new(), passed_over: Vec::new() }.run(&given)
        });
        Self(Arc::new(jobs))
    }

    /// Waits for the answer.
    pub fn ask(&self, asked: Asked) -> Result<Told, Problem> {
        self.wait(|answer| Job::Ask(asked, answer))
    }

    /// Brings in what was read last; where others changed the same meanwhile, it is planned once more. `going_on` is told how far
    /// it is; where it says no, nothing was changed.
    pub fn bring_in(&self, choices: Arc<Choices>, wishes: Wishes, going_on: GoingOn) -> Result<Committed, Problem> {
        let mut choices = Arc::unwrap_or_clone(choices);
        (choices.tags, choices.tier) = (wishes.tags.clone(), wishes.tier);
        self.wait(|answer| Job::BringIn(Box::new(BringIn { choices, wishes, going_on }), answer))
    }

    fn wait<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, Problem> {
        let (answer, answered) = mpsc::sync_channel(1);
        // A thread that is gone has panicked.
        self.0.send(job(answer)).map_err(|_| Problem::Broken)?;
        answered.recv().unwrap_or(Err(Problem::Broken))
    }
}

/// The thread's own: the files, as they are on the disk.
struct Holding {
    store: Store,
    path: PathBuf,
    mappings: Option<PathBuf>,
    files: Vec<(String, Vec<u8>)>,
    /// What of a directory isn't held.
    passed_over: Vec<String>,
}

/// What was read of the files, and how.
#[derive(Default)]
struct State<'a> {
    reading: Option<Reading>,
    planned: Option<Plans<'a>>,
}

/// What was planned, of records or of a whole store.
enum Plans<'a> {
    Records(Box<Planned<'a>>),
    Whole(Box<Whole<'a>>),
}

/// The records as they were read, and what is planned by that.
struct Planned<'a> {
    file: ReadFile<'a>,
    reading: Reading,
    /// Companies of the files that are ones that are here.
    taken: Vec<(String, CompanyId)>,
    plan: Plan,
    rows: Arc<Vec<Row>>,
    /// The names of companies, those that come with the plan too.
    book: Book,
    /// The position of the store for which it was planned.
    position: Seq,
}

/// The records of all files with the names of those, and which of several files can't be read at all.
type Opened<'a> = (Vec<&'a str>, ReadFile<'a>, Vec<(String, Unreadable)>);

impl Holding {
    fn run(mut self, jobs: &Receiver<Job>) {
        let Some(first) = self.loaded_for(jobs) else { return };
        let (holding, mut state) = (self, State::default());
        for job in iter::once(first).chain(jobs) {
            holding.take(job, &mut state);
        }
    }

    /// The first job for which the files can be loaded: whoever asks again may have mended what was wrong.
    fn loaded_for(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        jobs.iter().find_map(|job| match self.load() {
            Ok(()) => Some(job),
            Err(problem) => {
                job.fails(problem);
                None
            }
        })
    }

    fn load(&mut self) -> Result<(), Problem> {
        let paths = if self.path.is_dir() { importable(&self.path) } else { vec![self.path.clone()] };
        if paths.is_empty() {
            return Err(Problem::Unreadable { file: file_name(&self.path), why: Unreadable::Format(Format::Empty) });
        }
        self.passed_over = if self.path.is_dir() { passed_over(&self.path) } else { Vec::new() };
        self.files = paths.iter().map(|path| Ok((file_name(path), read(path)?))).collect::<Result<_, Problem>>()?;
        Ok(())
    }

    /// Does a job. What can't be read anew leaves what was read before.
    fn take<'a>(&'a self, job: Job, state: &mut State<'a>) {
        match (job, &mut state.planned) {
            (Job::Ask(Asked::Read { reading, taken, work }, answer), planned) => {
                state.reading = Some((*reading).clone());
                let read = self.read(*reading, taken, &work.going_on());
                let told = read.map(|(read, overview)| {
                    *planned = Some(read);
                    Told::Read(Arc::new(overview))
                });
                reply(&answer, told);
            }
            (Job::Ask(Asked::Columns(mapping), answer), _) => {
                reply(&answer, self.columns(mapping, state.reading.as_ref()));
            }
            (Job::Ask(Asked::Change(mapping, change), answer), _) => {
                reply(&answer, self.changed(mapping, change, state.reading.as_ref()));
            }
            (Job::Ask(Asked::Mappings, answer), _) => {
                let names = self.mappings.as_deref().map(mappings::names).unwrap_or_default();
                reply(&answer, Ok(Told::Mappings(names)));
            }
            (Job::Ask(Asked::SaveMapping(name, mapping), answer), _) => reply(&answer, self.save(name, &mapping)),
            (Job::Ask(Asked::LoadMapping(name), answer), _) => {
                let mapping = self.saved(&name);
                reply(&answer, mapping.and_then(|mapping| self.columns(Some(mapping), state.reading.as_ref())));
            }
            (Job::Ask(asked, answer), Some(Plans::Whole(whole))) => {
                let told = match asked {
                    Asked::Row { row, choices } => {
                        let fields = whole.fields(&self.store, row).map_err(Problem::from);
                        fields.map(|fields| Told::Row { row, choices, fields })
                    }
                    // Nothing is chosen that would have to be counted.
                    _ => Err(Problem::Broken),
                };
                reply(&answer, told);
            }
            (Job::BringIn(what, answer), Some(Plans::Whole(whole))) => {
                reply(&answer, whole.bring_in(&self.store, &what.going_on));
            }
            (Job::Ask(Asked::Row { row, choices }, answer), Some(Plans::Records(planned))) => {
                let Planned { file, plan, book, .. } = &**planned;
                let fields = self.with_here(|here| plan.changes_of(file, row, &choices, here, book));
                let told = fields.map(|fields| Told::Row { row, choices, fields });
                reply(&answer, told.map_err(Problem::from));
            }
            (Job::Ask(Asked::Altered(choices), answer), Some(Plans::Records(planned))) => {
                let Planned { file, plan, book, .. } = &**planned;
                let altered = self.with_here(|here| plan.altered(file, here, &choices, book));
                let told = altered.map(|altered| Told::Altered { choices, altered: Arc::new(altered) });
                reply(&answer, told.map_err(Problem::from));
            }
            (Job::Ask(Asked::Sums(choices), answer), Some(Plans::Records(planned))) => {
                let told = self.sums(planned, &choices).map(|sums| Told::Sums { choices, sums });
                reply(&answer, told.map_err(Problem::from));
            }
            (Job::BringIn(what, answer), Some(Plans::Records(planned))) => {
                reply(&answer, self.bring_in(planned, &what))
            }
            // Nothing was read that it could be about.
            (job, None) => job.fails(Problem::Broken),
        }
    }

    fn read(
        &self,
        mut reading: Reading,
        taken: Vec<(String, CompanyId)>,
        going_on: &GoingOn,
    ) -> Result<(Plans<'_>, Overview), Problem> {
        if let [(name, bytes)] = &self.files[..]
            && json::is_whole(bytes)
        {
            let whole = Whole::read(&self.store, name, bytes)?;
            let overview = Overview { passed_over: self.passed_over.clone(), ..whole.overview(&self.path, reading) };
            return Ok((Plans::Whole(Box::new(whole)), overview));
        }
        let mut saved = None;
        if reading.mapping.is_none()
            && let Some((name, mapping)) = self.fitting()
        {
            (reading.mapping, saved) = (Some(mapping), Some(name));
        }
        let (names, file, unreadable) = self.open(&reading)?;
        let (position, plan) = self.plan(&file, &reading, &taken, going_on)?;
        let book = plan.book_after(&self.store.book());
        let rows = Arc::new(plan.rows(&file, &book));
        let planned = Planned { file, reading, taken, plan, rows, book, position };
        let overview = self.overview(&planned, &names, unreadable, saved);
        Ok((Plans::Records(Box::new(planned)), overview))
    }

    fn open(&self, reading: &Reading) -> Result<Opened<'_>, Problem> {
        let (mut names, mut read, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for (name, bytes) in &self.files {
            match formats::read(bytes, reading) {
                Ok(file) => {
                    names.push(&**name);
                    read.push(file);
                }
                Err(why) => unreadable.push((name.clone(), why)),
            }
        }
        match (read.is_empty(), unreadable.pop()) {
            (true, Some((file, why))) => Err(Problem::Unreadable { file, why }),
            (_, last) => {
                unreadable.extend(last);
                Ok((names, ReadFile::join(read), unreadable))
            }
        }
    }

    fn plan(
        &self,
        file: &ReadFile,
        reading: &Reading,
        taken: &[(String, CompanyId)],
        going_on: &GoingOn,
    ) -> Result<(Seq, Plan), StoreError> {
        let position = self.store.position();
        let mut known = Known::of(&self.store.book(), reading.country);
        known.take_companies(taken.to_vec());
        let options = import::Options { today: reading.today, country: reading.country, ..Default::default() };
        let tell = tell(going_on, Step::ReadingFile(file.len() as u64));
        let plan = self.with_here(|here| import::plan(file, known, &mut self.store.ids(), &options, here, &tell))?;
        Ok((position, plan))
    }

    /// Gives `look` what looks up those who are there. Whom they are like is looked for in an index that is made for the first.
    fn with_here<T>(&self, look: impl FnOnce(&Here<StoreError>) -> T) -> T {
        let pairs = OnceCell::new();
        let likely = |who: &Features| pairs.get_or_init(|| Pairs::of(&self.store.book())).likely(who);
        look(&Here {
            contacts: &|ids: &[ContactId]| self.store.contacts(ids),
            record: &|id| self.store.record(id),
            timeline: &|contact: ContactId| self.store.timeline(contact.into(), 0, usize::MAX),
            promises: &|| import::promises(&self.store.book()),
            likely: Some(&likely),
            deleted: Some(&|wants: &dyn Fn(&Record) -> bool| {
                let gone = self.store.deleted(wants)?;
                Ok(gone.into_iter().map(|(record, at)| (record, at.date_naive())).collect())
            }),
        })
    }

    fn overview(
        &self,
        planned: &Planned,
        names: &[&str],
        unreadable: Vec<(String, Unreadable)>,
        saved: Option<String>,
    ) -> Overview {
        let Planned { file, plan, rows, .. } = planned;
        let columns = file.columns().filter(|(_, column)| column.filled).map(|(_, column)| column.clone());
        let lines = rows.iter().map(|row| row.line).chain(plan.cleaned.iter().map(|(_, cleaned)| cleaned.line));
        let mapping = file.mapping().map(Arc::new);
        let mut files = BTreeMap::new();
        for line in lines {
            let (place, own) = file.place(line);
            files.entry(line - own).or_insert_with(|| names.get(place).copied().unwrap_or_default().to_owned());
        }
        Overview {
            unsure: plan.unsure,
            renamed: plan
                .companies_updated
                .iter()
                .filter_map(|one| Some((one.was.clone()?, one.name.clone())))
                .collect(),
            unreadable,
            firms: plan
                .alike_companies()
                .map(|(created, alike)| Firm {
                    name: created.name.clone(),
                    of: alike.of,
                    reasons: alike.reasons.clone(),
                    is_taken: false,
                })
                .collect(),
            passed_over: self.passed_over.clone(),
            cleaned_count: plan.cleaned.len() + plan.cleaned_more,
            cleaned: plan.cleaned.clone(),
            foreign: plan.foreign.clone(),
            columns: columns.collect(),
            is_table: self.files.len() == 1 && mapping.is_some(),
            mapping,
            saved,
            has_more_times: planned.reading.all_times || plan.cleaned.iter().any(|(_, cleaned)| is_short(cleaned)),
            files: files.into_iter().collect(),
            ..Overview::bare(file_name(&self.path), rows.clone(), planned.reading.clone())
        }
    }

    /// The first rows of the file, read by a mapping; by what is guessed if there is none.
    fn columns(&self, mapping: Option<Arc<Mapping>>, reading: Option<&Reading>) -> Result<Told, Problem> {
        let (Some((_, bytes)), Some(reading)) = (self.files.first(), reading) else { return Err(Problem::Broken) };
        let mapping = mapping.unwrap_or_else(|| Arc::new(Mapping::guess(bytes)));
        let look = mapping.preview(bytes, ROWS, reading);
        Ok(Told::Columns(Arc::new(Columns { name: file_name(&self.path), mapping, look })))
    }

    fn changed(&self, mut mapping: Arc<Mapping>, by: Change, reading: Option<&Reading>) -> Result<Told, Problem> {
        let Some((_, bytes)) = self.files.first() else { return Err(Problem::Broken) };
        let own = Arc::make_mut(&mut mapping);
        match by {
            Change::Encoding(encoding) => own.set_encoding(encoding, bytes),
            Change::Separator(separator) => own.set_separator(separator, bytes),
            Change::Heads(line) => own.set_heads(line, bytes),
            Change::Rows(rows) => own.set_rows(rows, bytes),
        }
        self.columns(Some(mapping), reading)
    }

    fn save(&self, name: String, mapping: &Mapping) -> Result<Told, Problem> {
        let Some(dir) = &self.mappings else { return Err(Problem::Broken) };
        let written = mappings::write(dir, &name, &mapping.to_toml());
        written.map_err(|source| Problem::File { path: dir.join(&name), source })?;
        Ok(Told::Saved(name))
    }

    fn saved(&self, name: &str) -> Result<Arc<Mapping>, Problem> {
        let Some(dir) = &self.mappings else { return Err(Problem::Broken) };
        let path = dir.join(name);
        let text = mappings::read(dir, name).map_err(|source| Problem::File { path: path.clone(), source })?;
        Mapping::from_toml(&text).map(Arc::new).map_err(|why| Problem::Mapping { path, why })
    }

    /// The saved mapping that was made for such a table, if there is one.
    fn fitting(&self) -> Option<(String, Arc<Mapping>)> {
        let (dir, [(_, bytes)]) = (self.mappings.as_deref()?, &self.files[..]) else { return None };
        let saved = mappings::names(dir).into_iter().filter_map(|name| Some((self.saved(&name).ok()?, name)));
        let mut fitting = saved.filter(|(mapping, _)| mapping.fits(bytes));
        fitting.next().map(|(mapping, name)| (name, mapping))
    }

    /// How much choices bring in.
    fn sums(&self, planned: &Planned, choices: &Choices) -> Result<Sums, StoreError> {
        let Planned { file, plan, book, .. } = planned;
        let newcomers = plan.newcomers(file, choices);
        let brought = self.with_here(|here| plan.brought(file, here, choices))?;
        let altered = self.with_here(|here| plan.altered(file, here, choices, book))?;
        Ok(Sums {
            last_contact: newcomers.iter().filter(|new| new.last_contact.is_some()).count(),
            kept: newcomers.iter().filter(|new| new.is_kept()).count(),
            brought,
            altered: Arc::new(altered),
        })
    }

    fn bring_in(&self, planned: &mut Planned, what: &BringIn) -> Result<Committed, Problem> {
        let BringIn { choices, wishes, going_on } = what;
        let today = planned.reading.today;
        let mut again = false;
        loop {
            if self.store.position() != planned.position {
                (planned.position, planned.plan) =
                    self.plan(&planned.file, &planned.reading, &planned.taken, going_on)?;
            }
            let Planned { file, plan, position, .. } = &*planned;
            let brought = self.with_here(|here| plan.brought(file, here, choices))?;
            let tell = tell(going_on, Step::Importing(brought.count() as u64));
            let label = brought.label(&file_name(&self.path));
            let newcomers = plan.newcomers(file, choices);
            let committed = self.with_here(|here| {
                plan.with_changes(file, here, choices, |changes| {
                    let kept = (wishes.rhythm, wishes.tier);
                    let changes = act::keep_new(&wishes.settings, &today, newcomers, kept, changes);
                    self.store.commit_stream(label, *position, telling(changes, &tell))
                })
            });
            match committed {
                Ok(committed) => return Ok(committed),
                Err(StreamError::Store(StoreError::Changed(_))) if !std::mem::replace(&mut again, true) => {
                    self.store.refresh()?;
                }
                Err(StreamError::Store(error) | StreamError::Stream(error)) => return Err(error.into()),
            }
        }
    }
}

impl Job {
    /// It can't be done.
    fn fails(self, problem: Problem) {
        match self {
            Self::Ask(_, answer) => reply(&answer, Err(problem)),
            Self::BringIn(_, answer) => reply(&answer, Err(problem)),
        }
    }
}

/// Whoever asked may have gone: then nobody wants to know.
fn reply<T>(answer: &Answer<T>, told: Result<T, Problem>) {
    answer.send(told).unwrap_or_default();
}

/// Whether a series has more past times than come in.
fn is_short(cleaned: &Cleaned) -> bool {
    matches!(cleaned.what, Cleaning::Newest { .. })
}

fn tell(going_on: &GoingOn, step: Step) -> impl Fn(u64) -> Result<(), StoreError> {
    let going_on = going_on.clone();
    move |count| if going_on(step, count) { Ok(()) } else { Err(StoreError::Stopped) }
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::File::open(path).and_then(formats::bytes).map_err(|source| Problem::File { path: path.to_owned(), source })
}
