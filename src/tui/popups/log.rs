//! The log line: what happened and what comes next, in one sentence. Under it stands, as it is typed, what was understood.
//!
//! Owns the line, its draft, and when Enter saves. What a line means is `domain::log_line`'s, what it brings about
//! `domain::act`'s; how it is painted is `paint`'s.

mod paint;
mod pasted;
pub(super) mod understood;
mod whom;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::draft::{Content, DraftOf, DraftOn};
use super::remarks::Remarks;
use super::work::Work;
use crate::domain::act::{self, LogPlan};
use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::log_line::{self, Context, Reading};
use crate::error::Candidate;
use crate::explain;
use crate::say;
use crate::store::Entry;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::spots::Point;
use crate::tui::target::{Item, Target};
use crate::tui::theme::Role;
use crate::tui::widgets::text_area::TextArea;

pub use whom::open_for_other;

/// The draft's form, and the field in it.
const FORM: &str = "log";
const LINE: &str = "line";

/// Of those whom a name could mean, so many are named.
const NAMED: usize = 5;

/// A line being typed.
pub struct LogLine {
    on: Vec<ContactId>,
    opened_from: Option<FollowUpId>,
    line: TextArea,
    /// Below all, until the next key.
    remarks: Remarks,
    /// That the line looks like a head without its colon was said: it is saved as text, or as a head if it is nothing else.
    asked: bool,
    /// The follow-ups that it does, as it was typed.
    does: Vec<FollowUpId>,
}

/// What a line comes to.
struct Understood {
    reading: Reading,
    plan: LogPlan,
}

/// The line for the target; from the follow-up under the focus, if there is one.
pub fn open(target: &Target) -> Outcome {
    let opened_from = match target.item {
        Some(Item::FollowUp(id)) => Some(id),
        _ => None,
    };
    Outcome::Open(Box::new(LogLine::new(target.contacts.clone(), opened_from)))
}

impl LogLine {
    fn new(on: Vec<ContactId>, opened_from: Option<FollowUpId>) -> Self {
        let (line, remarks) = (TextArea::default(), Remarks::default());
        Self { on, opened_from, line, remarks, asked: false, does: Vec::new() }
    }

    fn read(&self, ctx: &Ctx) -> Result<Understood, String> {
        let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
        let read = |line: &str| {
            log_line::read(line, &context).map_err(|trouble| said(&explain::line(ctx.text, &trouble, ctx.today)))
        };
        let reading = read(self.line.text())?;
        // It was asked: nothing but words of a head is one.
        let reading = match reading.only_head && self.asked {
            true => read(&log_line::as_head(self.line.text(), &reading))?,
            false => reading,
        };
        let plan = act::plan_log(&ctx.given(), &self.on, self.opened_from, &reading)
            .map_err(|error| which(&explain::act(ctx.text, &error, ctx.book, ctx.today), ctx))?;
        Ok(Understood { reading, plan })
    }

    /// The follow-ups that it does as it stands.
    fn does(&self, ctx: &Ctx) -> Vec<FollowUpId> {
        self.read(ctx).map(|understood| understood.plan.does).unwrap_or_default()
    }

    fn enter(&mut self, ctx: &Ctx) -> Outcome {
        if let Some(missing) = Work::on_missing(&self.on, ctx) {
            return Outcome::Save(missing);
        }
        match self.read(ctx) {
            Err(why) => {
                self.remarks.say(Role::Error, why);
                Outcome::Stay
            }
            Ok(Understood { reading, .. }) if reading.looks_like_head && !self.asked => {
                self.asked = true;
                let why = if reading.only_head {
                    let said = explain::only_head(ctx.text, &reading.text).what;
                    format!("{said}. {}", say!(ctx.text, "log-again-head"))
                } else {
                    say!(ctx.text, "log-looks-like-head")
                };
                self.remarks.say(Role::Warning, why);
                Outcome::Stay
            }
            // Asked once: what stands behind it, or nothing, is what the next Enter saves.
            Ok(Understood { plan, .. }) if plan.asks_worth() => {
                let line = format!("{} >> {}: ", self.line.text().trim_end(), say!(ctx.text, "log-worth-word"));
                self.line = TextArea::new(&line);
                self.remarks.say(Role::Warning, say!(ctx.text, "log-asks-worth"));
                Outcome::Stay
            }
            Ok(Understood { plan, .. }) => {
                let said = understood::in_one_line(&plan, ctx);
                let about = plan.people();
                let is_touch = plan.is_touch();
                let save = Work::of(ctx).act(move |given, ids| Ok(act::log(given, ids, &plan)));
                let of = about.clone();
                Outcome::Save(save.said(said).also(move |ctx| understood::what_stays(&of, is_touch, ctx)).about(about))
            }
        }
    }
}

impl Popup for LogLine {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let before = self.line.text().to_owned();
        match input {
            Input::Paste(text) => self.line.paste(&pasted::as_text(text)),
            Input::Point(Point::Text(_, byte)) => self.line.go_to(*byte),
            Input::Point(_) => {}
            Input::Key(key) if key.code == KeyCode::Enter && key.modifiers == KeyModifiers::NONE => {
                let outcome = self.enter(ctx);
                self.does = self.does(ctx);
                return outcome;
            }
            Input::Key(key) if key.code == KeyCode::Esc => return Outcome::Close,
            Input::Key(key) => {
                self.line.key(*key);
            }
        }
        if self.line.text() != before {
            self.remarks.under = None;
            self.asked = false;
        }
        self.does = self.does(ctx);
        Outcome::Stay
    }

    fn long_text(&mut self) -> Option<&str> {
        Some(self.line.text())
    }

    fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        if text != self.line.text() {
            self.line.set(text);
            self.remarks.under = None;
            self.asked = false;
            self.does = self.does(ctx);
        }
    }

    fn others_changed(&mut self, _entries: &[Entry], ctx: &Ctx) {
        // Numbers in the line may mean others now.
        if !self.line.text().is_empty() && self.does(ctx) != self.does {
            self.remarks.say(Role::Warning, say!(ctx.text, "log-does-changed"));
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "hint-save")),
            (">>".into(), say!(ctx.text, "log-hint-next")),
            ("Esc".into(), say!(ctx.text, "hint-close-kept")),
        ]
    }

    fn draft(&self) -> Option<Content> {
        let text = self.line.text();
        let of = self.draft_of()?;
        (!text.trim().is_empty()).then(|| Content { of, fields: vec![(LINE.into(), text.to_owned())] })
    }

    fn draft_of(&self) -> Option<DraftOf> {
        Some(DraftOf { form: FORM, on: DraftOn::contacts(&self.on).from(self.opened_from) })
    }

    fn resume(&mut self, fields: &[(String, String)], ctx: &Ctx) {
        if let Some((_, text)) = fields.iter().find(|(name, _)| name == LINE) {
            self.line = TextArea::new(text);
            self.remarks.say(Role::Draft, say!(ctx.text, "log-resumed"));
            self.does = self.does(ctx);
        }
    }

    fn save_again(&mut self, ctx: &Ctx) -> Outcome {
        self.enter(ctx)
    }

    fn remarks(&mut self) -> Option<&mut Remarks> {
        Some(&mut self.remarks)
    }
}

fn said(error: &crate::error::Error) -> String {
    error.to_string().replace('\n', " · ")
}

/// The same; whom a name could mean stands below, each as it can be written.
fn which(error: &crate::error::Error, ctx: &Ctx) -> String {
    if error.candidates.is_empty() {
        return said(error);
    }
    let one = |candidate: &Candidate| {
        let who = [candidate.name.as_str(), candidate.company.as_str()].into_iter().filter(|part| !part.is_empty());
        format!("  +{}  {}", candidate.short, who.collect::<Vec<_>>().join(" · "))
    };
    let mut rows = vec![format!("{} · {}", error.what, say!(ctx.text, "log-several"))];
    rows.extend(error.candidates.iter().take(NAMED).map(one));
    if error.candidates.len() > NAMED {
        rows.push(format!("  … +{}", error.candidates.len() - NAMED));
    }
    rows.join("\n")
}
