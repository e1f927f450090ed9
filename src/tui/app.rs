//! The app: screens, a stack of pop-ups over them, and what happens to events. State only: what must be done outside is handed out
//! as effects.
//!
//! Owns what an event, an action and an outcome mean. Who gets a key is `keys`'; what a screen or pop-up does with it is its own.

mod begun;
mod conflicts;
mod counting;
mod drafts;
mod hurry;
mod keys;
mod live;
mod long_work;
mod mended;
mod mouse;
mod opened;
mod paint;
mod place;
mod reads;
mod room;
mod saves;
mod tabs;
mod taking_over;
mod theme;
mod trail;
mod world;
mod writing;

use std::collections::VecDeque;
use std::time::Instant;

use crate::domain::condition::Segment;
use crate::domain::id::ContactId;
use crate::say;
use crate::store::{Notice, Report, Store};
use crate::text::reason;

use begun::Begun;
use drafts::Drafts;
use hurry::Hurry;
use long_work::UnderWay;
use mouse::Standing;
use opened::{Opened, Saving};
use place::Place;
use reads::Reads;
use tabs::Tabs;
use trail::Trail;
use world::World;
pub use world::{Choices, Now};

use super::action::Action;
use super::answer::Answer;
use super::effect::{Ask, Effect};
use super::event::{Back, Copied, Event, Input, plain};
use super::look::Look;
use super::mouse::Presses;
use super::outcome::{Goto, Outcome};
use super::popups::draft;
use super::popups::help::Help;
use super::popups::palette::Palette;
use super::popups::{self, Popup};
use super::screens::Screen;
use super::screens::month::MonthScreen;
use super::screens::welcome::{Welcome, is_empty};
use super::views::ViewAct;
use super::widgets::toast::{Shown, Toast};

/// The state of the screens.
pub struct App {
    world: World,
    tabs: Tabs,
    trail: Trail,
    popups: Vec<Opened>,
    begun: Begun,
    toast: Option<Shown>,
    /// To be said when that one has gone.
    later: VecDeque<Toast>,
    /// How many toasts were said, to tell one from the next.
    said: u64,
    /// Saves under way without a pop-up.
    saves: Vec<Saving>,
    /// What was typed while something was being saved, or read for what has the keys.
    waiting: VecDeque<Input>,
    tickets: u64,
    /// Whether something deleted is being brought back, for what is to be saved then.
    bringing_back: bool,
    exit: Option<Exit>,
    drafts: Drafts,
    place: Place,
    reads: Reads,
    /// What was mended and told of on these screens.
    mended: Vec<Report>,
    under_way: Option<UnderWay>,
    /// What is being taken back or restored, and since when.
    taking_back: Option<(Back, Instant)>,
    hurry: Hurry,
    presses: Presses<Standing>,
    /// The border that is being dragged.
    held: Option<room::Held>,
    effects: Vec<Effect>,
}

/// How the screens end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Quit,
    /// To the sample data in a throwaway store.
    Demo,
}

impl App {
    pub fn new(store: Store, mut choices: Choices, now: Now) -> Self {
        reason::name_promises(&choices.text, &mut choices.settings);
        let mut app = Self {
            world: World::new(store, choices, now),
            tabs: Tabs::new(),
            trail: Trail::default(),
            popups: Vec::new(),
            begun: Begun::default(),
            toast: None,
            later: VecDeque::new(),
            said: 0,
            saves: Vec::new(),
            waiting: VecDeque::new(),
            tickets: 0,
            bringing_back: false,
            exit: None,
            drafts: Drafts::default(),
            place: Place::default(),
            reads: Reads::default(),
            mended: Vec::new(),
            under_way: None,
            taking_back: None,
            hurry: Hurry::default(),
            presses: Presses::default(),
            held: None,
            effects: vec![Effect::LookForMended, Effect::LookAtPlace, Effect::ListDrafts],
        };
        if app.world.with(|ctx| is_empty(ctx.book)) {
            app.tabs.push(Box::new(Welcome));
        }
        app.world.with(|ctx| app.tabs.all().for_each(|screen| screen.refresh(&[], ctx)));
        if let Some(dir) = app.world.choices.views.clone() {
            app.world.views_come = true;
            let act = ViewAct::Begin(app.world.choices.view.clone());
            app.effects.push(Effect::Ask(Ask::Views { dir, act }));
        }
        app
    }

    /// How the screens look.
    pub fn look(&self) -> &Look {
        &self.world.choices.look
    }

    /// Whether the terminal is to tell of the mouse.
    pub fn listens(&self) -> bool {
        self.world.choices.mouse
    }

    /// How it ended, once it has.
    pub fn exit(&self) -> Option<Exit> {
        self.exit
    }

    /// When something is to be done though nothing happens: a toast goes, a draft is kept, a day begins.
    pub fn next_deadline(&self) -> Option<Instant> {
        let drafts = self.popups.iter().filter_map(Opened::deadline);
        // Once that is said, it needs no more drawing.
        let slow = self.saving().map(Saving::is_slow_at).filter(|at| *at > self.world.now.instant);
        let drafts = drafts.chain(slow).chain(self.place.look_again).chain(self.reads.deadline(self.world.now.instant));
        let work = self.under_way.as_ref().map(|under_way| under_way.look_at(self.world.now.instant));
        let look = self.working().map(|_| long_work::again(self.world.now.instant));
        let back = self.taking_back.and_then(|(_, since)| long_work::told_at(since, self.world.now.instant));
        let drafts = drafts.chain(work).chain(look).chain(back);
        let drafts = drafts.chain(self.hurry.until).chain(self.begun.deadline(self.world.now.instant));
        drafts.chain(self.toast.as_ref().map(|shown| shown.until)).chain(self.world.midnight()).min()
    }

    /// Takes an event in, and says what must be done outside.
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        if self.world.tick(now) {
            self.refresh(&[]);
            self.count_segments();
        }
        self.hurry.goes_on(&event, now.instant);
        match event {
            Event::Key(key) => self.input(Input::Key(plain(key))),
            Event::Paste(text) => self.input(Input::Paste(text)),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resize | Event::Deadline => {}
            Event::Notice(Notice::Changed(entries)) => self.others_changed(entries),
            Event::Notice(Notice::Mended) => {}
            Event::BackedUp(result) => self.backed_up(result),
            Event::Imported(result) => self.imported(result),
            Event::Checked(result) => self.checked(result),
            Event::Unwell(unwell) => self.unwell(&unwell),
            Event::Mended(reports) => self.mended_are(reports),
            Event::Notice(Notice::Drafts) => self.effects.push(Effect::ListDrafts),
            Event::Refilled(result) => self.refilled(result),
            Event::Saved(ticket, result) => self.saved(ticket, result),
            Event::BroughtBack(result) => self.brought_back(result),
            Event::TakenBack(back, result) => self.taken_back(back, result),
            Event::Answer(ask, answer) => {
                self.reads.ended(&ask);
                self.answered(&answer);
            }
            Event::Passed(ask) => {
                self.reads.ended(&ask);
                self.answered(&Answer::Passed(ask));
            }
            Event::Unread(ask, problem) => self.unread(ask, &problem),
            Event::Rewritten(result) => self.rewritten(result),
            Event::Failed(problem) => self.say(Toast::error(self.words(&problem))),
            Event::Place(warnings) => self.place_is(&warnings),
            Event::Unkept(problem) => self.unkept(&problem),
            Event::Copied(Copied { said, by_tmux: true, .. }) => {
                self.say(Toast::good(say!(self.world.choices.text, "copy-by-tmux", said = said)));
            }
            Event::Ground(ground) => self.world.choices.look.turn(ground),
            Event::ThemeKept { name, config, kept } => self.theme_kept(name, &config, kept),
            Event::Copied(Copied { said, .. }) => self.say(Toast::good(said)),
            Event::Drafts { drafts, held, saved } => {
                self.world.saved = saved;
                self.drafts_are(drafts, held);
            }
        }
        self.count_what_was_passed();
        self.look_for_mended();
        self.play_waiting();
        self.note_place();
        self.read_again();
        if let Some(ask) = self.world.with(|ctx| self.tabs.shown_mut().wants(ctx)) {
            self.effects.push(self.reads.look(ask));
        }
        self.judge();
        self.toast.take_if(|shown| shown.until <= now.instant);
        self.keep_due_drafts();
        self.look_again();
        if self.toast.is_none()
            && let Some(next) = self.later.pop_front()
        {
            self.say(next);
        }
        let effects = std::mem::take(&mut self.effects);
        self.reads.begin(&effects, now.instant);
        self.world.reads_long = self.reads.are_long(now.instant);
        effects
    }

    /// An action in the shown screen: its own, or one that means the same everywhere.
    fn act(&mut self, action: Action) {
        if action.info().changes && self.refuses() {
            return;
        }
        self.world.unseen = self.world.with(|ctx| self.tabs.shown_mut().unseen(ctx));
        let own = self.world.with(|ctx| self.tabs.shown_mut().update(action, ctx));
        if let Some(outcome) = own {
            return self.carry_out(outcome);
        }
        match action {
            Action::EditText => self.edit_text(),
            Action::Undo => self.take_back(Back::Undo),
            Action::BackUp => self.begin(Effect::BackUp),
            Action::Check => self.begin(Effect::Check),
            Action::Redo => self.take_back(Back::Redo),
            Action::Mouse => self.switch_mouse(),
            Action::GoAgenda => self.go(&Goto::Agenda),
            Action::GoContacts => self.go(&Goto::Contacts),
            Action::GoCompanies => self.go(&Goto::Companies),
            Action::GoFeedback => self.go(&Goto::Feedback),
            Action::GoReports => self.go(&Goto::Reports),
            Action::Palette => {
                let place = self.tabs.shown().place();
                let palette = self.world.with(|ctx| Palette::new(place, self.tabs.shown().target(ctx), ctx));
                self.open(Box::new(palette));
            }
            Action::Search => self.go(&Goto::Said),
            Action::Duplicates => self.go(&Goto::Duplicates),
            Action::GoMonth => {
                let month = self.world.with(MonthScreen::new);
                self.show(Box::new(month));
            }
            Action::Back => self.go(&Goto::Back),
            Action::Backward => self.step(false),
            Action::Forward => self.step(true),
            Action::PreviousView => self.previous_view(),
            Action::Zoom => self.world.sharing.zoom(self.tabs.shown().panes()),
            Action::Narrower => self.shift(Some(-1)),
            Action::Wider => self.shift(Some(1)),
            Action::Usual => self.shift(None),
            Action::Help => self.open(Box::new(Help::new(self.tabs.shown().place()))),
            Action::Quit if self.tabs.back() => self.came_up(),
            Action::Quit => self.quit(),
            _ => {
                let outcome = self.world.with(|ctx| {
                    let target = self.tabs.shown().target(ctx);
                    popups::open(action, &target, ctx)
                });
                self.carry_out(outcome);
            }
        }
    }

    fn carry_out(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Stay => {}
            Outcome::NoAction(key) => self.say_no_action(&[key].into_iter().collect(), "?"),
            Outcome::NoKey(key) => self.say_no_key(&[key].into_iter().collect()),
            Outcome::Close => self.close(),
            Outcome::Finish => {
                if let Some(mut opened) = self.popups.pop() {
                    let gone = opened.forget(&self.world.writer());
                    self.keep(gone);
                }
            }
            // What waits was typed for it: there it is kept, and the reason stands in it.
            Outcome::GiveUp(_) if !self.waiting.is_empty() || !self.popups.last().is_some_and(Opened::is_kept) => {}
            Outcome::ThrowAway => self.throw_away(),
            Outcome::GiveUp(why) => {
                self.close();
                self.say(Toast::warning(why));
            }
            Outcome::Save(save) => self.save(save),
            Outcome::BringBack(set) => self.bring_back(set),
            Outcome::BringBackFor(draft, set) => {
                self.drafts.after = Some(draft);
                self.bring_back(set);
            }
            Outcome::Open(popup) => self.open(popup),
            Outcome::Act(action) => self.act(action),
            Outcome::Go(to) => self.go(&to),
            Outcome::Select(contact) => self.tabs.all().for_each(|screen| screen.select(contact)),
            Outcome::SelectCompany(company) => self.tabs.all().for_each(|screen| screen.select_company(company)),
            Outcome::Ask(ask) => self.effects.push(Effect::Ask(ask)),
            Outcome::Do(effect) => self.effects.push(effect),
            Outcome::Import(held, choices, wishes) => self.import(held, choices, wishes),
            Outcome::Show(screen) => self.show(screen),
            Outcome::Chosen(held, chosen) => self.answered(&Answer::Chosen { held, chosen }),
            Outcome::Tell(tell) => self.answered(&Answer::Tell(tell)),
            Outcome::GoOnWith(draft) => self.drafts.wanted = Some(draft),
            Outcome::Used(goal) => self.effects.extend(self.world.used(goal)),
            Outcome::Wear(shades) => self.world.choices.look.wear(shades),
            Outcome::Say(toast) => self.say(toast),
            Outcome::Exit(exit) => self.exit = Some(exit),
            Outcome::All(outcomes) => outcomes.into_iter().for_each(|outcome| self.carry_out(outcome)),
        }
    }

    fn open(&mut self, popup: Box<dyn Popup>) {
        if popup.draft_of().is_some() && self.refuses() {
            return;
        }
        let mut opened = Opened::new(popup);
        opened.about = self.world.with(|ctx| match opened.popup.draft_of() {
            Some(of) => draft::about(of.on.record, ctx),
            None => String::new(),
        });
        self.look_for_draft(&mut opened);
        let outcome = self.world.with(|ctx| opened.popup.opened(ctx));
        self.popups.push(opened);
        self.carry_out(outcome);
    }

    fn answered(&mut self, answer: &Answer) {
        match answer {
            Answer::Views { views, .. } => {
                self.world.views.clone_from(views);
                self.world.segments = Segment::of_views(views);
                self.world.views_come = false;
                self.count_segments();
            }
            Answer::Judged { asked, held: Some(held), of } => self.judged(asked, Some(held.clone()), *of),
            Answer::Judged { asked, held: None, .. } => self.world.judged.ended(asked),
            Answer::Unread { ask: Ask::Judge { asked, today, .. }, why, .. } => {
                self.judged(asked, None, (self.world.store.position(), *today));
                self.say(Toast::error(why.clone()));
            }
            Answer::Segments(found, healths) => self.segments_counted(Some((found, healths.as_ref()))),
            Answer::Unread { ask: Ask::Segments { .. }, .. } => self.segments_counted(None),
            Answer::Unread { ask: Ask::Views { .. }, .. } => self.world.views_come = false,
            _ => {}
        }
        let outcomes: Vec<Outcome> = self.world.with(|ctx| {
            let popups = self.popups.iter_mut().map(|opened| opened.popup.answered(answer, ctx));
            popups.chain(self.tabs.all().map(|screen| screen.answered(answer, ctx))).collect()
        });
        let (open, said) = (self.popups.len(), self.said);
        outcomes.into_iter().for_each(|outcome| self.carry_out(outcome));
        // What was said belonged to what is behind the pop-up now.
        if self.popups.len() > open && self.said == said {
            self.toast = None;
        }
    }

    fn go(&mut self, to: &Goto) {
        if self.tabs.go(to) {
            // All others have followed what changed.
            self.world.with(|ctx| self.tabs.shown_mut().refresh(&[], ctx));
        }
        self.came_up();
    }

    /// A screen opens over the shown one.
    fn show(&mut self, screen: Box<dyn Screen>) {
        self.tabs.take(screen.place());
        self.tabs.push(screen);
        self.came_up();
    }

    /// Another screen is shown now.
    fn came_up(&mut self) {
        let outcome = self.world.with(|ctx| self.tabs.shown_mut().shown(ctx));
        self.carry_out(outcome);
    }

    fn refresh(&mut self, about: &[ContactId]) {
        self.world.refresh();
        self.world.with(|ctx| {
            self.tabs.clear(ctx);
            self.tabs.all().for_each(|screen| screen.refresh(about, ctx));
        });
    }

    fn say(&mut self, toast: Toast) {
        self.said += 1;
        self.toast = Some(Shown { until: self.world.now.instant + toast.stays(), toast });
    }
}
