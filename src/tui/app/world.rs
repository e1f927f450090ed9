//! The world as the app holds it: the store's book, what is made from it, and what the user chose. `Ctx` is the view on it that
//! screens and pop-ups get.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use uuid::Uuid;

use super::counting::Counting;
use super::opened::Writer;
use super::trail;
use crate::config::Source;
use crate::config::left::{Keep, Screens};
use crate::domain::agenda::{Agenda, DAYS_AHEAD};
use crate::domain::condition::Segment;
use crate::domain::id::ContactId;
use crate::domain::record::RecordId;
use crate::domain::settings::Settings;
use crate::domain::view::View;
use crate::store::drafts::{Draft, SavedBy};
use crate::store::{Entry, NoSaving, Seq, Store};
use crate::text::Text;
use crate::tui::action::TABLE;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::judged::Judged;
use crate::tui::keymap::Keymap;
use crate::tui::look::Look;
use crate::tui::panes::Sharing;
use crate::tui::popups::palette::Goal;
use crate::tui::spots::Spots;

/// What the user chose, for one run of the screens.
pub struct Choices {
    pub text: Text,
    pub settings: Settings,
    pub look: Look,
    pub keys: Keymap,
    /// What is taken for today; the clock's day if it is none.
    pub today: Option<NaiveDate>,
    /// Whose drafts are written.
    pub author: String,
    /// Only ASCII signs.
    pub ascii: bool,
    /// Whether a desktop is there that can open links.
    pub opens: bool,
    /// Sample data in a throwaway store: the header says so.
    pub demo: bool,
    /// What says that the store may only be read, if anything does.
    pub read_only: Option<Source>,
    /// Where the columns of tables are saved; `None` without a home.
    pub mappings: Option<PathBuf>,
    /// Where views of the list of contacts are kept; the same.
    pub views: Option<PathBuf>,
    /// The view with which that list begins; all of them if it is none.
    pub view: Option<String>,
    /// Whether the terminal is to tell of the mouse.
    pub mouse: bool,
    /// How the screens were left, and where that is kept.
    pub left: Screens,
}

/// A moment on both clocks: one for deadlines, one for days.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    pub instant: Instant,
    pub clock: DateTime<FixedOffset>,
}

impl Now {
    pub fn read() -> Self {
        Self { instant: Instant::now(), clock: chrono::Local::now().fixed_offset() }
    }
}

/// What was chosen in the palette is remembered so far back.
const RECENT: usize = 10;

pub(super) struct World {
    pub store: Store,
    pub choices: Choices,
    pub now: Now,
    pub today: NaiveDate,
    pub agenda: Agenda,
    /// Whether what is being read has taken so long that it is worth a word.
    pub reads_long: bool,
    /// What others did last to each record.
    others: HashMap<RecordId, Rc<Entry>>,
    pub drafts: Vec<Draft>,
    /// Why nothing can be saved in the store's place, as far as that is known.
    pub no_saving: Option<NoSaving>,
    /// Drafts that another running session is writing.
    pub held: HashSet<Uuid>,
    /// By whom drafts were taken over and saved while their forms were open.
    pub saved: HashMap<Uuid, SavedBy>,
    /// What was chosen in the palette, the last first.
    recent: Vec<Goal>,
    /// Whom this session's own sets were about, so that taking one back brings the selection back.
    pub about: HashMap<Seq, Vec<ContactId>>,
    /// The views that are kept, by name.
    pub views: Vec<View>,
    /// Those of them that are segments.
    pub segments: Vec<Segment>,
    pub counting: Counting,
    /// Of whom conditions hold.
    pub judged: Judged,
    /// Whether they are being read for the first time: a key may be one's.
    pub views_come: bool,
    /// Who of those that the last verb acts on wasn't in sight.
    pub unseen: Vec<ContactId>,
    /// What lies where on the frame that was painted last.
    pub spots: Spots,
    /// How panes share the room of their screens.
    pub sharing: Sharing,
    /// Contacts and companies that were visited, the last first.
    pub visited: Vec<RecordId>,
}

impl World {
    pub fn new(store: Store, choices: Choices, now: Now) -> Self {
        let today = choices.today.unwrap_or_else(|| now.clock.date_naive());
        let known = |name: &String| TABLE.iter().find(|info| info.name == *name).map(|info| Goal::Action(info.action));
        let recent = choices.left.left.used.iter().filter_map(known).collect();
        let sharing = Sharing::of(&choices.left.left);
        let visited = trail::visited(&choices.left.left, store.dir());
        let mut world = Self {
            store,
            choices,
            now,
            today,
            agenda: Agenda::default(),
            reads_long: false,
            others: HashMap::new(),
            drafts: Vec::new(),
            no_saving: None,
            held: HashSet::new(),
            saved: HashMap::new(),
            recent,
            about: HashMap::new(),
            views: Vec::new(),
            segments: Vec::new(),
            counting: Counting::default(),
            judged: Judged::default(),
            views_come: false,
            unseen: Vec::new(),
            spots: Spots::default(),
            sharing,
            visited,
        };
        world.refresh();
        world
    }

    /// What follows from book and day takes over what changed.
    pub fn refresh(&mut self) {
        self.agenda.update(&self.store.book(), &self.choices.settings, self.today, DAYS_AHEAD);
    }

    /// Others did this.
    pub fn others_did(&mut self, entries: Vec<Entry>) {
        for entry in entries.into_iter().map(Rc::new) {
            self.others.extend(entry.touched.iter().map(|record| (*record, entry.clone())));
        }
    }

    /// This was chosen in the palette. An action is kept for later sessions, too.
    pub fn used(&mut self, goal: Goal) -> Option<Effect> {
        let kept = match (&goal, &self.choices.left.dir) {
            (Goal::Action(action), Some(dir)) => Some(Effect::KeepLeft(dir.clone(), Keep::Used(action.info().name))),
            _ => None,
        };
        self.recent.retain(|one| *one != goal);
        self.recent.insert(0, goal);
        self.recent.truncate(RECENT);
        kept
    }

    /// The clock went on. Whether that made it another day.
    pub fn tick(&mut self, now: Now) -> bool {
        self.now = now;
        let today = self.choices.today.unwrap_or_else(|| now.clock.date_naive());
        std::mem::replace(&mut self.today, today) != today
    }

    /// When the next day begins; never while the day is a chosen one.
    pub fn midnight(&self) -> Option<Instant> {
        if self.choices.today.is_some() {
            return None;
        }
        let clock = self.now.clock.naive_local();
        let next = clock.date().checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        // A second later, so that the clock surely says the new day.
        Some(self.now.instant + (next - clock).to_std().ok()? + Duration::from_secs(1))
    }

    /// Gives `look` the view on the world. The book is locked only as long.
    pub fn with<T>(&self, look: impl FnOnce(&Ctx) -> T) -> T {
        let read = self.store.position();
        let book = self.store.book();
        let now = self.today.and_time(self.now.clock.time()).and_local_timezone(*self.now.clock.offset());
        look(&Ctx {
            book: &book,
            read,
            author: &self.choices.author,
            others: &self.others,
            agenda: &self.agenda,
            settings: &self.choices.settings,
            text: &self.choices.text,
            theme: self.choices.look.theme(),
            look: &self.choices.look,
            keys: &self.choices.keys,
            opens: self.choices.opens,
            read_only: self.choices.read_only.is_some(),
            mappings: self.choices.mappings.as_deref(),
            today: self.today,
            now: now.single().unwrap_or(self.now.clock),
            reads_long: self.reads_long,
            shown: None,
            spots: &self.spots,
            views: &self.views,
            views_dir: self.choices.views.as_deref(),
            segments: &self.segments,
            in_segments: &self.counting.found,
            judged: &self.judged,
            unseen: &self.unseen,
            sharing: &self.sharing,
            visited: &self.visited,
            drafts: &self.drafts,
            held: &self.held,
            recent: &self.recent,
        })
    }

    /// Who writes drafts, and when.
    pub fn writer(&self) -> Writer<'_> {
        Writer { author: &self.choices.author, session: self.store.session(), at: self.now.clock }
    }

    /// What the drafts are once `effect` is carried out.
    pub fn foresee(&mut self, effect: &Effect) {
        let gone = match effect {
            Effect::SaveDraft(draft) => draft.id,
            Effect::RemoveDraft(id) => *id,
            _ => return,
        };
        self.drafts.retain(|draft| draft.id != gone);
        if let Effect::SaveDraft(draft) = effect {
            self.drafts.insert(0, draft.clone());
        }
    }
}
