//! What is asked to be read, and how: from the store, which may need its archive, or from files.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::condition::{Condition, Segment};
use crate::domain::day::Day;
use crate::domain::health::{self, BEFORE, Whose};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::nps::{self, Per};
use crate::domain::pairs::{Pairs, company_pairs};
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};
use crate::domain::report as reports;
use crate::domain::revenue::Figures;
use crate::domain::settings::Settings;
use crate::domain::topic;
use crate::domain::view::{self, Sort};
use crate::formats::Reading;
use crate::store::{Counted, Entry, Part, PastSet, Search, Step, Store, StoreError, Wanted};
use crate::text::{Lang, Text};

use crate::tui::answer::Answer;
use crate::tui::effect::Problem;
use crate::tui::importing::{self, Asked, Held, Told};
use crate::tui::long_work::LongWork;
use crate::tui::popups::palette;
use crate::tui::theming;
use crate::tui::turns::Turn;
use crate::tui::views::{self, ViewAct};

/// Of more that happened than this it is told how far the reading is.
const MANY: u64 = 200_000;

/// Something to read that may need the archive or a file, and so may take a moment.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    Contact(ContactId),
    /// Several at once: each answer is a frame.
    Contacts(Vec<ContactId>),
    Timeline {
        of: TimelineOf,
        skip: usize,
        limit: usize,
    },
    /// What the orders in a timeline come to, up to a day.
    Bought {
        of: TimelineOf,
        today: NaiveDate,
    },
    /// How often each topic of feedback was named.
    Topics,
    /// What the scores of surveys come to.
    Scores,
    /// How one relationship stands, and stood a month ago.
    Health {
        whose: Whose,
        settings: Box<Settings>,
        today: NaiveDate,
    },
    /// Closed feedback, the latest entered first, from before that one on.
    ClosedFeedback {
        before: Option<FeedbackId>,
        limit: usize,
    },
    /// What was said and fits, unless something else is looked for meanwhile.
    Said {
        search: Box<Search>,
        turn: Turn,
    },
    /// Contacts that may be one person, unless they are looked for anew meanwhile.
    Duplicates(Turn),
    /// All that was ever mended.
    Mended,
    /// When the last backup was made.
    LastBackup,
    /// What companies and open follow-ups are called, and what one without a title is.
    Named {
        untitled: String,
    },
    /// Which themes there are.
    Themes {
        config: PathBuf,
        lang: Lang,
    },
    /// Which set deleted a record.
    Deletion(RecordId),
    /// How a path that is being typed could go on.
    Paths(String),
    /// What an import of the files at the path that was typed would bring; of a table without known heads, what its columns are.
    LookInto {
        typed: String,
        /// Where mappings of tables are saved.
        mappings: Option<PathBuf>,
        reading: Box<Reading>,
        work: LongWork,
    },
    /// Views of the list of contacts: all there are, after this was done with them.
    Views {
        dir: PathBuf,
        act: ViewAct,
    },
    /// Of whom a condition holds, unless something else is asked meanwhile.
    Judge {
        asked: Condition,
        segments: Vec<Segment>,
        settings: Box<Settings>,
        today: NaiveDate,
        turn: Turn,
    },
    /// Who is in segments, and who came and left.
    Segments {
        segments: Vec<Segment>,
        settings: Box<Settings>,
        today: NaiveDate,
    },
    /// What a report comes to, unless something else is asked meanwhile; whoever asked for it is told how far it is.
    Report {
        report: reports::Report,
        settings: Box<Settings>,
        today: NaiveDate,
        turn: Turn,
        work: LongWork,
    },
    /// All contacts sorted by these columns, unless something else is wanted meanwhile.
    Order {
        sorts: Vec<Sort>,
        settings: Box<Settings>,
        today: NaiveDate,
        turn: Turn,
    },
    /// Something about files that are held to be imported.
    OfImport {
        held: Held,
        asked: Asked,
    },
}

/// The set that deleted a record, if that is what was done to it last and the history tells of it.
pub fn deletion(store: &Store, id: RecordId) -> Result<Option<Entry>, StoreError> {
    let last = store.past(&[id], 1)?.into_iter().next();
    let deleted = |set: &PastSet| set.changes.iter().any(|change| change.id() == Some(id) && change.after.is_none());
    Ok(last.filter(deleted).map(|set| set.entry))
}

impl Ask {
    pub(super) fn run(self, store: &Store) -> Result<Answer, Problem> {
        Ok(match self {
            Self::Contact(id) => {
                let read = store.position();
                Answer::Contact { id, contact: store.contact(id)?.map(Box::new), read }
            }
            Self::Contacts(ids) => {
                let read = |id: &ContactId| store.contact(*id).transpose();
                Answer::Contacts { contacts: ids.iter().filter_map(read).collect::<Result<_, _>>()?, ids }
            }
            Self::Timeline { of, skip, limit } => {
                let read = store.position();
                Answer::Timeline { of, skip, limit, records: store.timeline(of, skip, limit)?, read }
            }
            Self::Bought { of, today } => {
                let records = store.timeline_part(of, Part::Of(RecordKind::Order), 0, usize::MAX)?;
                let orders = records.iter().filter_map(|record| match record {
                    Record::Order(order) => Some(order),
                    _ => None,
                });
                Answer::Bought { of, figures: Figures::of(orders, today) }
            }
            Self::ClosedFeedback { before, limit } => {
                let read = store.position();
                let records =
                    store.latest(RecordKind::Feedback, before.map(|before| before.0), limit, Wanted::Closed)?;
                let feedback = records.into_iter().filter_map(|record| match record {
                    Record::Feedback(one) => Some(one),
                    _ => None,
                });
                Answer::ClosedFeedback { before, feedback: feedback.collect(), read }
            }
            Self::Health { whose, settings, today } => {
                let ledger = store.ledger(&|_| true)?.unwrap_or_default();
                // A commit waits for the book.
                let book = store.book().bare();
                let on = |day| health::of(&book, &ledger, &settings, day, whose).unwrap_or_default();
                let before = on(Day::from(today).minus(BEFORE)).figure();
                Answer::Health { whose, now: on(today.into()), before }
            }
            ask @ (Self::Topics | Self::Scores) => {
                let records = store.latest(RecordKind::Feedback, None, usize::MAX, Wanted::All)?;
                let feedback = records.iter().filter_map(|record| match record {
                    Record::Feedback(one) => Some(one),
                    _ => None,
                });
                match ask {
                    Self::Scores => Answer::Scores(nps::over_time(feedback, Per::Month)),
                    _ => Answer::Topics(topic::topics(feedback, None)),
                }
            }
            Self::Said { search, turn } => {
                let found = store.search_texts(&search, &|| turn.is_last())?;
                Answer::Said { turn, found }
            }
            Self::Duplicates(turn) => {
                // Looking at all takes a moment, in which the book must not be held.
                let book = store.book().bare();
                Answer::Duplicates { turn, pairs: Pairs::of(&book).all(), companies: company_pairs(&book) }
            }
            Self::Mended => Answer::Mended(store.reports()),
            Self::LastBackup => {
                let all = store.backups().good;
                Answer::LastBackup(all.iter().map(|backup| backup.at).max())
            }
            Self::Named { untitled } => Answer::Named(palette::named(store, &untitled).into()),
            Self::Themes { config, lang } => Answer::Themes(theming::all(&config, &Text::new(lang))),
            Self::Deletion(of) => Answer::Deletion { of, by: deletion(store, of)?.map(Box::new) },
            Self::Paths(typed) => Answer::Paths { found: importing::offers(&typed), typed },
            Self::LookInto { typed, mappings, reading, work } => {
                let held = Held::new(store, importing::path(&typed), mappings);
                let told = match held.ask(Asked::Read { reading, taken: Vec::new(), work }) {
                    // What its columns are is to be said first.
                    Err(Problem::Unreadable { file, why }) if importing::may_be_a_table(&why) => {
                        match held.ask(Asked::Columns(None))? {
                            Told::Columns(columns) if columns.are_some() => Told::Columns(columns),
                            _ => return Err(Problem::Unreadable { file, why }),
                        }
                    }
                    Ok(Told::Read(overview)) if overview.needs_columns() => {
                        held.ask(Asked::Columns(overview.mapping.clone()))?
                    }
                    told => told?,
                };
                Answer::LookedInto { typed, held, told }
            }
            Self::Views { dir, act } => {
                let (views, wrong) = views::act(&dir, &act)?;
                Answer::Views { act, views, wrong }
            }
            Self::Judge { asked, segments, settings, today, turn } => {
                let of = (store.position(), today);
                let held = store.fitting_while(&asked, &segments, &settings, today, || turn.is_last())?;
                Answer::Judged { asked, held, of }
            }
            Self::Segments { segments, settings, today } => {
                let Counted { found, healths, kept } = store.in_segments(&segments, &settings, today)?;
                if let Err(error) = kept {
                    tracing::warn!(%error, "who is in segments could not be kept");
                }
                Answer::Segments(found, healths)
            }
            Self::Report { report, settings, today, turn, work } => {
                let told = work.going_on();
                // A toast for what takes a moment would only flicker.
                let goes_on = |count| turn.is_last() && (count < MANY || told(Step::Counting, count));
                // Whoever asked isn't waiting any more, if it was ended.
                let Some(ledger) = store.ledger(&goes_on)? else {
                    return Ok(Answer::Passed(Self::Report { report, settings, today, turn, work }));
                };
                // A commit waits for the book.
                let book = store.book().bare();
                let asked = reports::Asked { book: &book, settings: &settings, ledger: &ledger, today, since: None };
                Answer::Report { report, turn, sections: report.of(&asked).into() }
            }
            Self::Order { sorts, settings, today, turn } => {
                // Sorting many takes a moment, in which the book must not be held.
                let book = store.book().bare();
                Answer::Order { turn, order: view::sorted(&book, &settings, today, &sorts) }
            }
            Self::OfImport { held, asked } => Answer::OfImport { told: held.ask(asked)?, held },
        })
    }
}
