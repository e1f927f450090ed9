//! The screens that there are: the tabs, and what was opened from them.

use super::trail::{Over, Stop};
use crate::domain::record::{RecordId, RecordKind};
use crate::tui::action::Place;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Goto;
use crate::tui::screens::Screen;
use crate::tui::screens::agenda::AgendaScreen;
use crate::tui::screens::companies::CompaniesScreen;
use crate::tui::screens::company::CompanyScreen;
use crate::tui::screens::contact::ContactScreen;
use crate::tui::screens::contacts::ContactsScreen;
use crate::tui::screens::duplicates::DuplicatesScreen;
use crate::tui::screens::feedback::FeedbackScreen;
use crate::tui::screens::month::MonthScreen;
use crate::tui::screens::reports::ReportsScreen;
use crate::tui::screens::said::SaidScreen;

pub(super) struct Tabs {
    tabs: Vec<Box<dyn Screen>>,
    current: usize,
    /// Opened over the current tab, the topmost last.
    over: Vec<Box<dyn Screen>>,
    /// The search in all that was said, while it isn't open: what was typed stays in it.
    search: Option<Box<dyn Screen>>,
}

/// The tabs' places.
pub(super) const AGENDA: usize = 0;
const CONTACTS: usize = 1;
const COMPANIES: usize = 2;
const FEEDBACK: usize = 3;
const REPORTS: usize = 4;

impl Tabs {
    pub fn new() -> Self {
        Self {
            tabs: vec![
                Box::new(AgendaScreen::default()),
                Box::new(ContactsScreen::default()),
                Box::new(CompaniesScreen::default()),
                Box::new(FeedbackScreen::default()),
                Box::new(ReportsScreen::default()),
            ],
            current: AGENDA,
            over: Vec::new(),
            search: None,
        }
    }

    pub fn shown(&self) -> &dyn Screen {
        let tab = || self.tabs[self.current].as_ref();
        self.over.last().map_or_else(tab, Box::as_ref)
    }

    pub fn shown_mut(&mut self) -> &mut dyn Screen {
        match self.over.last_mut() {
            Some(over) => over.as_mut(),
            None => self.tabs[self.current].as_mut(),
        }
    }

    /// All of them, for what concerns all.
    pub fn all(&mut self) -> impl Iterator<Item = &mut Box<dyn Screen>> {
        self.tabs.iter_mut().chain(&mut self.over)
    }

    /// Which tab the header shows.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Which tab, and how many screens are over it.
    pub fn standing(&self) -> (usize, usize) {
        (self.current, self.over.len())
    }

    /// Opens a screen over the current one.
    pub fn push(&mut self, screen: Box<dyn Screen>) {
        self.over.push(screen);
    }

    /// Screens that are over go.
    pub fn clear(&mut self, ctx: &Ctx) {
        self.over.retain(|screen| !screen.is_over(ctx));
    }

    /// Takes away what is open of a place.
    pub fn take(&mut self, place: Place) -> Vec<Box<dyn Screen>> {
        self.over.extract_if(.., |screen| screen.place() == place).collect()
    }

    /// Leaves what was opened last, else goes to the agenda. `false` where there is nothing to leave.
    pub fn back(&mut self) -> bool {
        if let Some(left) = self.over.pop() {
            self.keep_search(left);
            return true;
        }
        std::mem::replace(&mut self.current, AGENDA) != AGENDA
    }

    /// Goes to a place. Whether that is a screen that wasn't there before.
    pub fn go(&mut self, to: &Goto) -> bool {
        let before = self.over.len();
        match to {
            Goto::Agenda => self.tab(AGENDA),
            Goto::Back => {
                self.back();
            }
            Goto::Contacts => self.tab(CONTACTS),
            Goto::Companies => self.tab(COMPANIES),
            Goto::Feedback => self.tab(FEEDBACK),
            Goto::Reports => self.tab(REPORTS),
            Goto::ContactsWithoutRhythm => {
                self.tabs[CONTACTS] = Box::new(ContactsScreen::without_rhythm());
                self.tab(CONTACTS);
            }
            Goto::Contact(id) => {
                let listed = self.shown().listed();
                self.push(Box::new(ContactScreen::new(*id, listed)));
            }
            Goto::Company(id) => {
                let listed = self.shown().listed_companies();
                self.push(Box::new(CompanyScreen::new(*id, listed)));
            }
            Goto::Entry(id, record) => {
                let listed = self.shown().listed();
                self.push(Box::new(ContactScreen::new(*id, listed).on(*record)));
            }
            Goto::Duplicates => self.push(Box::new(DuplicatesScreen::new(self.current == COMPANIES))),
            Goto::Said => {
                let search = self.search.take().unwrap_or_else(|| Box::new(SaidScreen::default()));
                self.push(search);
            }
        }
        self.over.len() > before || matches!(to, Goto::ContactsWithoutRhythm)
    }

    /// Where one is; `None` where one can't return to: on the first start, and while a file is imported.
    pub fn stop(&self, ctx: &Ctx) -> Option<Stop> {
        let over = |screen: &dyn Screen| match screen.place() {
            Place::Contact | Place::Company => screen.record().map(Over::Record),
            Place::Month => Some(Over::Month),
            Place::Duplicates => Some(Over::Duplicates),
            Place::Said => Some(Over::Said),
            _ => None,
        };
        let tab = &self.tabs[self.current];
        Some(Stop {
            tab: self.current,
            over: self.over.iter().map(|screen| over(screen.as_ref())).collect::<Option<_>>()?,
            narrowed: tab.narrowed(),
            selected: tab.selected(ctx),
        })
    }

    /// Opens what was open there; the tab's view, filter and selection are what they were.
    pub fn return_to(&mut self, stop: &Stop, ctx: &Ctx) {
        self.tab(stop.tab);
        let tab = self.shown_mut();
        tab.shown(ctx);
        if tab.narrowed() != stop.narrowed {
            tab.narrow(&stop.narrowed, ctx);
        }
        match stop.selected {
            Some(RecordId { kind: RecordKind::Contact, id }) => tab.select(id.into()),
            Some(RecordId { kind: RecordKind::Company, id }) => tab.select_company(id.into()),
            _ => {}
        }
        for over in &stop.over {
            let is_new = match over {
                Over::Record(record) if record.kind == RecordKind::Company => self.go(&Goto::Company(record.id.into())),
                Over::Record(record) => self.go(&Goto::Contact(record.id.into())),
                Over::Duplicates => self.go(&Goto::Duplicates),
                Over::Said => self.go(&Goto::Said),
                Over::Month => {
                    self.push(Box::new(MonthScreen::new(ctx)));
                    false
                }
            };
            if is_new {
                self.shown_mut().refresh(&[], ctx);
            }
        }
    }

    fn keep_search(&mut self, left: Box<dyn Screen>) {
        if left.place() == Place::Said {
            self.search = Some(left);
        }
    }

    fn tab(&mut self, tab: usize) {
        self.current = tab;
        std::mem::take(&mut self.over).into_iter().for_each(|left| self.keep_search(left));
    }
}
