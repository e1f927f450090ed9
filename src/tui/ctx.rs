//! What screens and pop-ups see of the world while they update and draw. They change nothing of it but by the `Outcome` they
//! return.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::domain::act::Given;
use crate::domain::agenda::{self, Agenda, DAYS_AHEAD, Entry as AgendaEntry, Whom};
use crate::domain::book::Book;
use crate::domain::condition::{self as conditions, Condition, Depth, Segment};
use crate::domain::find;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::RecordId;
use crate::domain::search::{Index, Query, fold};
use crate::domain::settings::Settings;
use crate::domain::view::View;
use crate::store::drafts::Draft;
use crate::store::{Entry, InSegment, Seq};
use crate::text::Text;

use super::judged::{Judged, State};
use super::keymap::Keymap;
use super::look::Look;
use super::panes::Sharing;
use super::popups::draft::DraftOf;
use super::popups::palette::Goal;
use super::spots::Spots;
use super::theme::Theme;

/// Where contacts are more, the screen doesn't wait for their being judged.
const JUDGED_HERE: usize = 2_000;

/// The world at this moment.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    pub book: &'a Book,
    /// The position the book stands for: read it together with what is to be changed.
    pub read: Seq,
    /// The user's login name.
    pub author: &'a str,
    /// What others did last to each record, while these screens were open.
    pub(super) others: &'a HashMap<RecordId, Rc<Entry>>,
    pub agenda: &'a Agenda,
    pub settings: &'a Settings,
    pub text: &'a Text,
    pub theme: &'a Theme,
    /// Which theme that is, and why.
    pub look: &'a Look,
    pub keys: &'a Keymap,
    /// Whether a desktop is there that can open links.
    pub opens: bool,
    /// Whether the store may only be read: what would change it isn't offered.
    pub read_only: bool,
    /// Where the columns of tables are saved; `None` without a home.
    pub mappings: Option<&'a Path>,
    /// What the program takes for today.
    pub today: NaiveDate,
    /// The clock's time on that day, in the user's zone.
    pub now: DateTime<FixedOffset>,
    /// Whether what is being read has taken so long that it is worth a word.
    pub reads_long: bool,
    /// What is on the terminal, while only what a key moved is painted anew.
    pub shown: Option<&'a Buffer>,
    /// What lies where on the frame that is painted.
    pub spots: &'a Spots,
    /// The views of the list of contacts that are kept, by name, and where; `None` without a home.
    pub views: &'a [View],
    pub views_dir: Option<&'a Path>,
    /// Those of them that are segments.
    pub segments: &'a [Segment],
    /// Who is in them, as far as it was counted already.
    pub in_segments: &'a [InSegment],
    /// Of whom conditions hold that aren't judged here.
    pub(super) judged: &'a Judged,
    /// Who of those that a verb acts on isn't in sight: marked, and hidden by the filter. By id.
    pub unseen: &'a [ContactId],
    /// How panes share the room of their screens.
    pub sharing: &'a Sharing,
    /// Contacts and companies that were visited, the last first; the one that is shown among them.
    pub visited: &'a [RecordId],
    pub drafts: &'a [Draft],
    /// Those of them that another session has open.
    pub(super) held: &'a HashSet<Uuid>,
    /// What was chosen in the palette, the last first.
    pub recent: &'a [Goal],
}

impl Ctx<'_> {
    /// Leaves there what stands there, if a key moved the selection a moment ago: the list is painted at once, and what stands
    /// beside it when the keys rest. Nothing of it needs to be made before it is asked here.
    pub fn leaves(&self, frame: &mut Frame, area: Rect) -> bool {
        let shown = self.shown.filter(|shown| shown.area == frame.area());
        let Some(shown) = shown else { return false };
        area.positions().for_each(|place| frame.buffer_mut()[place] = shown[place].clone());
        true
    }

    /// For searching contacts.
    pub fn index(&self) -> &Index {
        self.book.index()
    }

    /// A query that knows of whom holds what it asks besides.
    ///
    /// Where that takes a while it is found out in a thread: until then it holds of nobody, or of those of whom it held last.
    pub fn query<'q>(&self, query: &'q Query) -> Cow<'q, Query> {
        query.with_told(|asked| match asked {
            Condition::Due => self.agenda.due_contacts().collect(),
            asked if self.is_judged_here(asked) => self.conditions().sorted(asked, Depth::Rows).held,
            asked => self.judged.held(asked, (self.read, self.today)).map_or_else(Vec::new, |held| held.to_vec()),
        })
    }

    /// How far it is known of whom holds what a query asks.
    pub fn state(&self, query: &Query) -> State {
        match query.asked() {
            [] | [Condition::Due] => State::Known,
            [one] if self.is_judged_here(one) => State::Known,
            [one] => self.judged.state(one),
            several => {
                let all = Condition::All(several.to_vec());
                if self.is_judged_here(&all) { State::Known } else { self.judged.state(&all) }
            }
        }
    }

    /// Whether a condition is judged at once.
    fn is_judged_here(&self, asked: &Condition) -> bool {
        self.book.contacts().len() <= JUDGED_HERE && asked.depth(self.segments) < Depth::Full
    }

    /// What conditions are judged in.
    pub fn conditions(&self) -> conditions::World<'_> {
        conditions::World::new(self.book, self.settings, self.segments, self.today).with_agenda(self.agenda)
    }

    /// The row on the agenda of a contact or company with reasons there.
    pub fn entry(&self, whom: impl Into<Whom>) -> Option<AgendaEntry> {
        agenda::entry_of(self.book, self.settings, self.today, DAYS_AHEAD, whom)
    }

    /// All companies with their names, by name; archived ones too. Nothing else of them is read.
    pub fn company_names(&self) -> impl Iterator<Item = (CompanyId, &str)> {
        self.book.companies_by_name().map(|id| (id, self.book.company_name_of(id)))
    }

    /// The company of that name, however it is written.
    pub fn company_named(&self, name: &str) -> Option<(CompanyId, &str)> {
        let wanted = fold(name.trim());
        self.company_names().find(|(_, name)| !wanted.is_empty() && fold(name) == wanted)
    }

    /// The companies that are called so but for their legal form, where none is called just so.
    pub fn companies_like(&self, name: &str) -> Vec<CompanyId> {
        if self.company_named(name).is_some() { Vec::new() } else { find::companies_like(self.book, name) }
    }

    /// What acts are given.
    pub fn given(&self) -> Given<'_> {
        Given { book: self.book, settings: self.settings, today: self.today, now: self.now }
    }

    /// The name of a contact as it is kept; empty if there is none. Not yet safe to print.
    pub fn name(&self, contact: ContactId) -> &str {
        self.book.contact(contact).map_or("", |row| &row.name)
    }

    /// A draft that is kept on a record, of whatever form.
    pub fn draft_on(&self, record: RecordId) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.on == Some(record))
    }

    /// The last that others did to a record after that position, while these screens were open.
    pub fn done_by_others(&self, record: RecordId, read: Seq) -> Option<&Entry> {
        self.others.get(&record).map(Rc::as_ref).filter(|entry| entry.seq > read)
    }

    /// The draft that belongs in a pop-up: of this user, and not open in another session.
    pub fn draft_of(&self, of: &DraftOf) -> Option<&Draft> {
        self.drafts.iter().find(|draft| of.fits(draft) && self.is_free(draft))
    }

    /// One that belongs in a pop-up and could be taken over.
    pub fn draft_of_others(&self, of: &DraftOf) -> Option<&Draft> {
        self.drafts.iter().find(|draft| of.fits(draft) && !self.is_free(draft))
    }

    /// Whether a draft is of this user, and not open in another session.
    pub(super) fn is_free(&self, draft: &Draft) -> bool {
        !self.held.contains(&draft.id) && draft.author == self.author
    }
}
