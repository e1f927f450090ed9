//! Answers to what screens and pop-ups ask the world for. They go to all that are open; whoever waits for one knows it by the
//! ids in it.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::config::views::NoView;
use crate::domain::condition::Condition;
use crate::domain::contact::Contact;
use crate::domain::feedback::Feedback;
use crate::domain::find::Named;
use crate::domain::health::{Health, Healths, Whose};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::nps::Period;
use crate::domain::pairs::{CompanyPair, Pair};
use crate::domain::record::{Record, RecordId, TimelineOf};
use crate::domain::report as reports;
use crate::domain::revenue::Figures;
use crate::domain::search::Names;
use crate::domain::topic::Topic;
use crate::domain::view::View;
use crate::formats::csv::Meaning;
use crate::store::{Entry, Found, InSegment, Report, Seq};

use super::effect::Ask;
use super::importing::{Change, Held, Offer, Told};
use super::popups::import::for_all::Whole;
use super::theming::Found as Theming;
use super::turns::Turn;
use super::views::{Tell, ViewAct};

/// What was asked for.
#[derive(Debug)]
pub enum Answer {
    /// A full contact, and the position at which it was read: `None` if there is none.
    Contact { id: ContactId, contact: Option<Box<Contact>>, read: Seq },
    /// Those of several contacts that are there.
    Contacts { ids: Vec<ContactId>, contacts: Vec<Contact> },
    /// A part of a timeline, newest first, from `skip` on; `limit` were asked for. It is no older than the position.
    Timeline { of: TimelineOf, skip: usize, limit: usize, records: Vec<Record>, read: Seq },
    /// What the orders in a timeline come to; `None` where nothing was bought.
    Bought { of: TimelineOf, figures: Option<Figures> },
    /// Closed feedback, the latest entered first, from before that one on, no older than the position.
    ClosedFeedback { before: Option<FeedbackId>, feedback: Vec<Feedback>, read: Seq },
    /// What a report comes to.
    Report { report: reports::Report, turn: Turn, sections: Arc<[reports::Section]> },
    /// How often each topic of feedback was named.
    Topics(Vec<Topic>),
    /// What the scores of surveys come to, month by month.
    Scores(Vec<Period>),
    /// How one relationship stands, and what the figure was a month ago.
    Health { whose: Whose, now: Health, before: Option<u8> },
    /// The set that deleted a record; `None` where the history doesn't tell of it.
    Deletion { of: RecordId, by: Option<Box<Entry>> },
    /// How a path that is being typed could go on.
    Paths { typed: String, found: Vec<Offer> },
    /// What an import of the files at that path would bring; they are held from now on.
    LookedInto { typed: String, held: Held, told: Told },
    /// What was asked about files that are held.
    OfImport { held: Held, told: Told },
    /// What was chosen about them in a pop-up.
    Chosen { held: Held, chosen: Chosen },
    /// What was said and fits.
    Said { turn: Turn, found: Found },
    /// Contacts that may be one person, the likeliest first.
    Duplicates { turn: Turn, pairs: Vec<Pair>, companies: Vec<CompanyPair> },
    /// All that was ever mended, the oldest first.
    Mended(Vec<Report>),
    /// When the last backup was made; `None` if there is none.
    LastBackup(Option<DateTime<FixedOffset>>),
    /// What companies and open follow-ups are called.
    Named(Arc<Names<Named>>),
    /// All themes.
    Themes(Vec<Theming>),
    /// The views that are kept after this was done with them, and the files that are none.
    Views { act: ViewAct, views: Vec<View>, wrong: Vec<NoView> },
    /// Of whom a condition holds in that book on that day; `None` where something else was asked meanwhile.
    Judged { asked: Condition, held: Option<Vec<ContactId>>, of: (Seq, NaiveDate) },
    /// Who is in segments, and who came and left.
    Segments(Vec<InSegment>, Option<Arc<Healths>>),
    /// All contacts in the order that was asked for.
    Order { turn: Turn, order: Vec<ContactId> },
    /// This is told the list of contacts.
    Tell(Tell),
    /// It wasn't read, since something else was wanted by then: the screen that still wants it asks again.
    Passed(Ask),
    /// It can't be read, with the reason in the user's words. Whoever asked says so; where it may be over in a moment it is asked
    /// again.
    Unread { ask: Ask, why: String, passes: bool },
}

/// What is chosen about files that are to be imported.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// The record of that row is this one's.
    Into(Vec<usize>, ContactId),
    /// For all rows of a kind.
    Whole(Whole),
    /// Whether these companies, by what the files call them, are the ones that are here.
    Firms(Vec<String>, bool),
    /// For all columns of a table.
    Table(Change),
    /// What the column of that place means.
    Meaning(usize, Meaning),
}
