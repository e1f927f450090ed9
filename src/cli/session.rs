//! What a verb works with: the open store, the words, the day, and where its output goes.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use uuid::Uuid;

use super::args::Color;
use super::failure::{Failure, Outcome, Status};
use super::fields::refuse_set;
use super::output::{Output, tell};
use super::told;
use super::{meanwhile, mended, work};
use crate::config::{self, Config, Notices, Source, views};
use crate::domain::act::{ActError, Given};
use crate::domain::book::Book;
use crate::domain::change::{Act, Set};
use crate::domain::clean;
use crate::domain::company::Company;
use crate::domain::condition::{Condition, Judge, Segment, Subject, World};
use crate::domain::contact::Labelled;
use crate::domain::find::{self, Found, ShortIds};
use crate::domain::id::{ContactId, Ids};
use crate::domain::search::Query;
use crate::domain::settings::Settings;
use crate::domain::standing::Standing;
use crate::domain::validate::Odd;
use crate::domain::when::{self, Look, When};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Counted, InSegment, Seq, Slow, Store, StoreError, Warning, Who};
use crate::text::{Text, label, reason};

/// With what a verb starts.
pub struct Start {
    /// The store's directory.
    pub store: PathBuf,
    pub config: Config,
    /// Where mappings of tables lie; `None` without a home directory.
    pub mappings: Option<PathBuf>,
    /// Where views lie; the same.
    pub views: Option<PathBuf>,
    pub text: Text,
    /// The day to take for today, if not the clock's.
    pub today: Option<NaiveDate>,
    /// The user's login name.
    pub author: String,
    pub json: bool,
    pub color: Color,
    /// The key of a retry.
    pub once: Option<String>,
    /// What says that the store may only be read, if anything does.
    pub read_only: Option<Source>,
}

/// An open store and everything around it.
pub struct Session {
    pub store: Store,
    pub text: Text,
    pub settings: Settings,
    pub notices: Notices,
    /// The user's login name.
    pub author: String,
    mappings: Option<PathBuf>,
    views: Option<PathBuf>,
    /// The clock's moment on the day that is taken for today.
    pub now: DateTime<FixedOffset>,
    pub out: Output,
    /// The key of a retry.
    pub once: Option<String>,
    /// What the verb does: another act with the same key is no retry. None for an undo.
    pub acts: &'static [Act],
    /// The set that was committed, for whom can't be told on standard output.
    pub saved: Option<Seq>,
    /// What a verb says as JSON besides the set and the ids.
    pub besides: serde_json::Map<String, serde_json::Value>,
}

impl Session {
    pub fn open(start: Start) -> Result<Self, Error> {
        let who = Who { author: start.author.clone(), screen: false };
        let now = config::now(start.today);
        let open = if start.read_only.is_some() { Store::open_read_only } else { Store::open };
        let is_new = !Store::exists(&start.store);
        let is_watched = io::stderr().is_terminal() && !start.json;
        let words = say!(start.text, "open-slow");
        let slow = is_watched.then(|| Slow::begin(move || tell(&words)));
        let store = open(&start.store, who);
        drop(slow);
        let store = store.map_err(|error| explain::store(&start.text, &error, now.date_naive()))?;
        let mut settings = start.config.settings;
        reason::name_promises(&start.text, &mut settings);
        let session = Self {
            store,
            text: start.text,
            settings,
            notices: start.config.notices,
            author: start.author,
            mappings: start.mappings,
            views: start.views,
            now,
            out: Output::new(start.json, start.color),
            once: start.once,
            acts: &[],
            saved: None,
            besides: serde_json::Map::new(),
        };
        if is_new {
            // It may be a slip of the pen, or a disk that isn't mounted.
            session.tell(&say!(session.text, "cli-store-made", path = start.store.display().to_string()));
        }
        work::tell_bringing_up(&session.store, &session.text, start.json);
        session.warn();
        mended::tell(&session);
        Ok(session)
    }

    /// Says to whoever sits there what is to be said of the store's place. A job that runs each hour needn't hear it each hour,
    /// and that nothing can be saved is said by what saves.
    fn warn(&self) {
        if io::stderr().is_terminal() {
            let warnings = self.store.warnings().into_iter().filter(|one| !matches!(one, Warning::NoSaving { .. }));
            warnings.for_each(|warning| self.tell(&explain::warning(&self.text, &warning)));
        }
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Whether somebody can be asked.
    pub fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal() && !self.out.is_json()
    }

    pub fn given<'a>(&'a self, book: &'a Book) -> Given<'a> {
        Given { book, settings: &self.settings, today: self.today(), now: self.now }
    }

    /// The segments that there are.
    pub fn segments(&self) -> Vec<Segment> {
        self.views.as_deref().map(|dir| Segment::of_views(&views::all(dir).0)).unwrap_or_default()
    }

    /// Lets segments call those in them to the agenda, and if `worse` is asked for, those whose health turned for the worse: as it was
    /// found today before, if it was.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn call_by_segments(&mut self, worse: bool) -> Result<(), Error> {
        let mut segments = self.segments();
        let worse = worse && self.settings.worse_on_agenda;
        let calls = segments.iter().any(|segment| segment.agenda);
        let kept = (worse && !calls).then(|| self.store.worse_as_kept(self.today())).flatten();
        if let Some(kept) = kept {
            self.settings.called = Arc::new(kept);
        } else if calls || worse {
            segments.extend(worse.then(Segment::worse));
            let found = self.store.in_segments(&segments, &self.settings, self.today());
            let Counted { found, healths, .. } = found.map_err(|error| self.store_error(&error))?;
            self.settings.called = Arc::new(InSegment::called(&found));
            self.settings.healths = healths;
        }
        Ok(())
    }

    /// Reckons how relationships stand, if it is asked for and isn't known yet.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn know_healths(&mut self, asked: bool) -> Result<(), Error> {
        let known = self.store.knowing_healths(&self.settings, self.today(), asked);
        if let Cow::Owned(settings) = known.map_err(|error| self.store_error(&error))? {
            self.settings = settings;
        }
        Ok(())
    }

    /// What contacts are narrowed down by, told of whom holds what it asks besides; full records are read where it takes them.
    ///
    /// # Errors
    /// It can't be read, names a segment that there isn't, or the store can't be read.
    pub fn query(&self, query: Query) -> Result<Query, Error> {
        let query = self.readable(query)?;
        let Some(asked) = query.asked_whole() else { return Ok(query) };
        let segments = self.segments();
        if let Some(name) = asked.unknown_segment(&segments) {
            let names: Vec<String> = segments.into_iter().map(|segment| segment.name).collect();
            return Err(explain::no_segment(&self.text, name, &names));
        }
        let held = self.held(&asked, &segments)?;
        let told = query.with_told(|_| held).into_owned();
        if let Some(without) = asked.whether_or_not_they_may(&segments) {
            let held = self.held(&without, &segments)?;
            let all = query.asking(without).with_told(|_| held).into_owned();
            self.tell_left_out(&told, &all);
        }
        Ok(told)
    }

    /// Of whom a condition holds.
    fn held(&self, asked: &Condition, segments: &[Segment]) -> Result<Vec<ContactId>, Error> {
        let held = self.store.fitting(asked, segments, &self.settings, self.today());
        held.map_err(|error| self.store_error(&error))
    }

    /// Says how many aren't found only since they may not be reached.
    fn tell_left_out(&self, found: &Query, all: &Query) {
        let book = self.store.book();
        let count = |query: &Query| book.index().fitting(&query.clone().without_archived()).len();
        let count = count(all).saturating_sub(count(found));
        if count > 0 {
            self.tell(&say!(self.text, "left-out-may", count = count));
        }
    }

    /// The query itself.
    ///
    /// # Errors
    /// It can't be read.
    pub fn readable(&self, query: Query) -> Result<Query, Error> {
        match query.wrong() {
            Some(wrong) => Err(explain::no_condition(&self.text, wrong)),
            None => Ok(query),
        }
    }

    /// Judges companies by what a query asks besides.
    pub fn company_fits(&self, asked: &Condition, company: &Company, standing: &Standing, book: &Book) -> bool {
        let world = World::new(book, &self.settings, &[], self.today());
        Judge::new(asked, &world).holds(&Subject::Company(company, standing)) == Some(true)
    }

    /// The contact that was named.
    pub fn contact(&self, book: &Book, typed: &str) -> Result<ContactId, Error> {
        match find::contact(book, typed) {
            Found::One(id) => Ok(id),
            Found::None => Err(self.nobody(book, typed)),
            Found::Several(fitting) => Err(explain::several(&self.text, typed, book, &fitting)),
        }
    }

    /// Nobody fits, but perhaps the name is only misspelled, whole or a word of it.
    fn nobody(&self, book: &Book, typed: &str) -> Error {
        match find::nearest(book, typed) {
            Some((near, fitting)) => explain::nobody_but(&self.text, typed, book, &near, &fitting),
            None => explain::nobody(&self.text, typed),
        }
    }

    /// The day, and perhaps time, that was written.
    pub fn when(&self, typed: &str, look: Look) -> Result<When, Error> {
        when::read(typed, self.today(), look, &self.settings).map_err(|error| explain::day(&self.text, &error))
    }

    pub fn store_error(&self, error: &StoreError) -> Error {
        explain::store(&self.text, error, self.today())
    }

    pub fn act_error(&self, error: &ActError, book: &Book) -> Error {
        explain::act(&self.text, error, book, self.today())
    }

    /// Where mappings of tables lie.
    pub fn mappings(&self) -> Result<&Path, Error> {
        let no_home = || Error::new(ErrorKind::Store, say!(self.text, "error-no-home"));
        self.mappings.as_deref().ok_or_else(no_home)
    }

    /// A phone number as its country writes it for people; as it is for programs.
    pub fn shown_phone(&self, phone: &Labelled) -> Labelled {
        match self.out.is_terminal() {
            true => Labelled { value: self.settings.country.shown(&phone.value), ..phone.clone() },
            false => phone.clone(),
        }
    }

    /// Where views lie.
    pub fn views(&self) -> Result<&Path, Error> {
        let no_home = || Error::new(ErrorKind::Store, say!(self.text, "error-no-home"));
        self.views.as_deref().ok_or_else(no_home)
    }

    /// A file can't be read.
    pub fn cannot_read(&self, path: &Path, error: &io::Error) -> Error {
        let reason = explain::reason(&self.text, error);
        Error::new(ErrorKind::Usage, say!(self.text, "error-read", path = path.display().to_string(), reason = reason))
    }

    /// `typed`, or all of standard input where it is `-`; a new line at its end doesn't count.
    pub fn text_or_input(&self, typed: &str) -> Result<String, Error> {
        if typed != "-" {
            return Ok(typed.to_owned());
        }
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map_err(|error| self.cannot_read(Path::new("-"), &error))?;
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
        Ok(text)
    }

    /// A sentence for people, beside the data; with JSON nothing stands beside it.
    pub fn tell(&self, said: &str) {
        if !self.out.is_json() {
            tell(said);
        }
    }

    /// Several lines of the program's own words.
    pub fn tell_lines(&self, said: &str) {
        said.lines().for_each(|line| self.tell(line));
    }

    /// Commits what `make` makes, prints the ids that came to be, and says what was done. What others changed meanwhile it is
    /// brought together with; where that can't be, but isn't for a person to decide, it is made once more from what is there now.
    pub fn commit(&mut self, mut make: impl FnMut(&Self, &mut Ids) -> Result<Set, Error>) -> Outcome {
        let mut ids = self.store.ids();
        for attempt in 1.. {
            let read = self.store.position();
            let mut set = make(self, &mut ids)?;
            if clean::set(&mut set) && attempt == 1 {
                self.tell(&explain::odd(&self.text, &Odd::Cleaned, self.today()));
            }
            refuse_set(self, &set)?;
            if set.is_empty() {
                self.tell(&say!(self.text, "cli-unchanged"));
                return self.print_ids(None, &[]);
            }
            let done = match &self.once {
                Some(key) => self.store.commit_once(set.clone(), read, key),
                None => self.store.commit(set.clone(), read),
            };
            match done {
                // Another process was faster with the same key.
                Ok(done) if done.before => return Ok(self.again()?.unwrap_or(Status::Done)),
                Ok(done) => {
                    meanwhile::tell_met(self, &set, &done);
                    let set = done.instead.unwrap_or(set);
                    if set.is_empty() {
                        return self.print_ids(None, &[]);
                    }
                    self.saved = Some(done.seq);
                    let sentences = told::sentences(&self.text, &self.store.book(), &set, self.today());
                    sentences.iter().for_each(|said| self.tell(said));
                    let made: Vec<Uuid> = told::made(&set).into_iter().map(|record| record.id().id).collect();
                    return self.print_ids(Some(done.seq), &made);
                }
                Err(StoreError::Changed(ids)) if attempt == 1 => {
                    self.store.refresh().map_err(|error| self.store_error(&error))?;
                    if let Some(gone) = ids.into_iter().find_map(|id| meanwhile::gone(self, id)) {
                        return Err(gone.into());
                    }
                }
                Err(error) => return Err(self.store_error(&error).into()),
            }
        }
        Ok(Status::Done)
    }

    /// Whether what the key of a retry stands for is done already; then prints the same ids, and that it was.
    pub fn again(&mut self) -> Result<Option<Status>, Failure> {
        let Some(key) = self.once.clone() else { return Ok(None) };
        let done = self.store.done_once(&key).map_err(|error| self.store_error(&error))?;
        let Some(done) = done else { return Ok(None) };
        let said = label::said(&self.text, &done.set.label, self.today());
        let is_undo = self.acts.is_empty();
        if is_undo != done.undoes.is_some() || !is_undo && !self.acts.contains(&done.set.label.act) {
            let said = if done.undoes.is_some() { say!(self.text, "cli-undone", label = said) } else { said };
            let what = say!(self.text, "error-once-other", key = key, said = said);
            return Err(Error::new(ErrorKind::Usage, what).hint(say!(self.text, "hint-once-other")).into());
        }
        if done.taken_back {
            let what = say!(self.text, "error-once-taken", key = key, said = said);
            return Err(Error::new(ErrorKind::Changed, what).hint(say!(self.text, "hint-once-taken")).into());
        }
        self.tell(&say!(self.text, "cli-once", key = key, said = said));
        if let Some(undone) = done.undoes {
            if self.out.is_json() {
                self.out.json(&serde_json::json!({ "undone": undone }))?;
            }
            return Ok(Some(Status::Done));
        }
        let made: Vec<Uuid> = told::made(&done.set).into_iter().map(|record| record.id().id).collect();
        self.print_ids(Some(done.seq), &made).map(Some)
    }

    fn print_ids(&mut self, set: Option<u64>, made: &[Uuid]) -> Result<Status, Failure> {
        if self.out.is_json() {
            let ids: Vec<String> = made.iter().map(Uuid::to_string).collect();
            let mut done = serde_json::json!({ "set": set, "ids": ids });
            if let Some(done) = done.as_object_mut() {
                done.append(&mut self.besides);
            }
            self.out.json(&done)?;
        } else if !made.is_empty() {
            let short = ShortIds::of_these(&self.store.book(), made.iter().copied());
            for id in made {
                self.out.line(&short.show(*id))?;
            }
        }
        Ok(Status::Done)
    }
}
