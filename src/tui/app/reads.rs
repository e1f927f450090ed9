//! What is being read: when that is worth a word, and when what couldn't be read is asked for again. Another session has the
//! full records open now and then, and it may stand still: nothing but what it is asked for waits for it.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::App;
use crate::domain::condition::Condition;
use crate::domain::id::ContactId;
use crate::explain;
use crate::say;
use crate::store::{Seq, StoreError};
use crate::text::Text;
use crate::tui::answer::Answer;
use crate::tui::effect::{Ask, Effect, Problem};
use crate::tui::turns::Turns;
use crate::tui::widgets::toast::Toast;

/// What comes sooner is drawn without a word before: that would only flicker.
const LONG: Duration = Duration::from_millis(100);
/// How long after something could not be read it is asked for again.
const AGAIN: Duration = Duration::from_secs(1);
/// The same for rows that are to be filled up, without which all goes on.
const REFILL_AGAIN: Duration = Duration::from_secs(5);

/// What the app keeps in mind of reading.
#[derive(Default)]
pub(super) struct Reads {
    /// What is being read, and since when.
    under_way: Vec<(Ask, Instant)>,
    /// Of what the shown screen wants, only the last counts.
    turns: Turns,
    /// When what couldn't be read is asked for again, if it is still looked at.
    again: Option<Instant>,
    /// Whether rows are being filled up, and whether others came meanwhile.
    refilling: bool,
    refill_more: bool,
    refill_again: Option<Instant>,
}

impl Reads {
    /// The effect by which the shown screen gets what it wants.
    pub fn look(&self, ask: Ask) -> Effect {
        match ask {
            // A search and a report have their own turns, and nothing else that is read waits for them.
            Ask::Said { .. } | Ask::Report { .. } => Effect::Ask(ask),
            ask => Effect::Look(ask, self.turns.next()),
        }
    }

    /// These are carried out from now on.
    pub fn begin(&mut self, effects: &[Effect], now: Instant) {
        // Nobody waits for who is in segments.
        let asked = effects.iter().filter_map(Effect::asked).filter(|ask| !matches!(ask, Ask::Segments { .. }));
        self.under_way.extend(asked.map(|ask| (ask.clone(), now)));
    }

    /// This was answered, one way or another.
    pub fn ended(&mut self, ask: &Ask) {
        if let Some(place) = self.under_way.iter().position(|(one, _)| one == ask) {
            self.under_way.remove(place);
        }
    }

    /// Whether something has been read for so long that it is worth a word.
    pub fn are_long(&self, now: Instant) -> bool {
        self.under_way.iter().any(|(_, since)| *since + LONG <= now)
    }

    /// When there is something to do or to say.
    pub fn deadline(&self, now: Instant) -> Option<Instant> {
        let long = self.under_way.iter().map(|(_, since)| *since + LONG).filter(|at| *at > now);
        long.chain(self.again).chain(self.refill_again).min()
    }
}

impl App {
    /// What was asked can't be read. Where that may be over in a moment it is asked for again, for as long as it is looked at.
    pub(super) fn unread(&mut self, ask: Ask, problem: &Problem) {
        self.reads.ended(&ask);
        if problem.passes() {
            self.reads.again = Some(self.world.now.instant + AGAIN);
        }
        self.answered(&Answer::Unread { ask, why: self.why_unread(problem), passes: problem.passes() });
    }

    /// Why it can't be read, and what becomes of it.
    fn why_unread(&self, problem: &Problem) -> String {
        let text = &self.world.choices.text;
        let next = match problem {
            Problem::Store(StoreError::Busy { pid, terminal }) => return busy(text, *pid, terminal),
            Problem::Store(StoreError::NewerKeeper { .. }) => say!(text, "reading-newer"),
            _ => return self.words(problem),
        };
        let Problem::Store(error) = problem else { return next };
        format!("{} · {next}", explain::store(text, error, self.world.today).what)
    }

    /// Has it found out of whom holds what screens want to know.
    pub(super) fn judge(&mut self) {
        let Some((asked, turn)) = self.world.judged.next() else { return };
        let (settings, segments) = (Box::new(self.world.choices.settings.clone()), self.world.segments.clone());
        self.effects.push(Effect::Ask(Ask::Judge { asked, segments, settings, today: self.world.today, turn }));
    }

    /// It was found out; `None` where it can't be read. Whoever lists by it does so anew.
    pub(super) fn judged(&mut self, asked: &Condition, held: Option<Vec<ContactId>>, of: (Seq, NaiveDate)) {
        self.world.judged.came(asked, held, of);
        self.world.with(|ctx| {
            self.tabs.all().for_each(|screen| screen.refresh(&[], ctx));
            self.popups.iter_mut().for_each(|opened| opened.popup.others_changed(&[], ctx));
        });
    }

    /// Asks again for what is looked at and couldn't be read, if it is time.
    pub(super) fn read_again(&mut self) {
        let now = self.world.now.instant;
        if self.reads.refill_again.take_if(|at| *at <= now).is_some() {
            self.refill();
        }
        if self.reads.again.take_if(|at| *at <= now).is_some() {
            self.tabs.shown_mut().read_again();
            let asks: Vec<Ask> = self.popups.iter_mut().filter_map(|opened| opened.popup.read_again()).collect();
            self.effects.extend(asks.into_iter().map(Effect::Ask));
        }
    }

    /// Rows of which something was taken back are filled up.
    pub(super) fn refill(&mut self) {
        if std::mem::replace(&mut self.reads.refilling, true) {
            self.reads.refill_more = true;
        } else {
            self.effects.push(Effect::Refill);
        }
    }

    pub(super) fn refilled(&mut self, result: Result<bool, Problem>) {
        self.reads.refilling = false;
        if std::mem::take(&mut self.reads.refill_more) {
            self.refill();
        }
        match result {
            Ok(true) => self.refresh(&[]),
            Ok(false) => {}
            // The rows merely say less until then.
            Err(problem) if problem.passes() => {
                self.reads.refill_again = Some(self.world.now.instant + REFILL_AGAIN);
            }
            Err(problem) => self.say(Toast::error(self.words(&problem))),
        }
    }
}

/// Who doesn't answer, what ends that, and that nothing else waits for it: as the command line says it, in one row.
fn busy(text: &Text, pid: u32, terminal: &str) -> String {
    let pid = pid.to_string();
    let who = match terminal.strip_prefix("/dev/").unwrap_or(terminal) {
        "" => say!(text, "reading-busy", pid = pid),
        terminal => say!(text, "reading-busy-on", pid = pid, terminal = terminal),
    };
    format!("{who} · {}", say!(text, "reading-again"))
}
