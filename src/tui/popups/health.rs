//! How a relationship stands: the figure, and the sum of which it is made, part by part with why.
//!
//! What happened is read for it, so that it is as of now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use crate::domain::display::safe;
use crate::domain::health::{BEFORE, Band, Health, Whose};
use crate::say;
use crate::text::{days, health as words};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::{window, wrap};

/// Columns inside the box, where there is room; of a part's name, and of its score and weight.
const COLUMNS: usize = 72;
const NAME: usize = 14;
const NUMBER: usize = 11;

/// The sum of one figure; it waits for that.
struct Sum {
    title: String,
    whose: Whose,
    told: Option<(Health, Option<u8>)>,
}

/// The figure of the selected contact.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    match target.only() {
        Some(id) => of(Whose::Contact(id), ctx),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "health-of-one"))),
    }
}

/// Of this one.
pub fn of(whose: Whose, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "health-title", name = whose.name(ctx.book));
    Outcome::Open(Box::new(Sum { title, whose, told: None }))
}

impl Sum {
    /// All that is said, with how it looks.
    fn lines(&self, columns: usize, ctx: &Ctx) -> Vec<(String, Role)> {
        let text = ctx.text;
        let Some((health, before)) = &self.told else {
            return vec![(if ctx.reads_long { say!(text, "popup-reading") } else { String::new() }, Role::Dim)];
        };
        let Some((figure, band)) = health.figure().zip(health.band()) else {
            return wrapped(&say!(text, "health-unknown"), columns, 0)
                .into_iter()
                .map(|line| (line, Role::Text))
                .collect();
        };
        let mut head = say!(text, "health-figure", figure = figure, band = words::band(text, band));
        if let Some(before) = before {
            let ago = days::count(text, BEFORE.into());
            let then = say!(text, "health-before", figure = *before, days = ago);
            head = format!("{head} · {then}, {}", words::band(text, Band::of(*before)));
        }
        let is_worse = before.is_some_and(|before| Band::of(before) > band);
        let mut lines = vec![(head, if is_worse { Role::Late } else { Role::Title }), (String::new(), Role::Text)];
        for part in &health.parts {
            let number = format!("{:>3} × {}", part.score, part.weight);
            let lead = format!("{}{}", safe(&words::part(text, part.part)).fit(NAME), safe(&number).fit(NUMBER));
            let why = wrapped(&words::because(text, part.because), columns, NAME + NUMBER);
            let mut why = why.into_iter();
            let role = if part.score < 50 { Role::Warning } else { Role::Text };
            lines.push((format!("{lead}{}", why.next().unwrap_or_default().trim_start()), role));
            lines.extend(why.map(|line| (line, role)));
        }
        let weight: u32 = health.parts.iter().map(|part| u32::from(part.weight)).sum();
        let sum: u32 = health.parts.iter().map(|part| u32::from(part.weight) * u32::from(part.score)).sum();
        lines.push((String::new(), Role::Text));
        let sum = say!(text, "health-sum", sum = sum, weight = weight, figure = figure);
        lines.extend(wrapped(&sum, columns, 0).into_iter().map(|line| (line, Role::Dim)));
        lines
    }
}

/// A text in lines of so many columns, each so far to the right.
fn wrapped(said: &str, columns: usize, indent: usize) -> Vec<String> {
    let said = safe(said).to_string();
    let rows = wrap::rows(&said, columns.saturating_sub(indent).max(10));
    rows.into_iter().map(|row| format!("{}{}", " ".repeat(indent), said[row].trim_end())).collect()
}

impl Popup for Sum {
    fn opened(&mut self, ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Health { whose: self.whose, settings: Box::new(ctx.settings.clone()), today: ctx.today })
    }

    fn update(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        if input.leaves() { Outcome::Finish } else { Outcome::Stay }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = COLUMNS.min(usize::from(area.width).saturating_sub(4));
        let lines = self.lines(columns, ctx);
        let inner = window::draw(&self.title, columns as u16, lines.len() as u16, frame, area, ctx);
        for (row, (words, role)) in (inner.y..inner.bottom()).zip(&lines) {
            let line = Line::styled(safe(words).cut(columns).to_string(), ctx.theme.style(*role));
            frame.render_widget(line, Rect { y: row, height: 1, ..inner });
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Health { whose, now, before } if *whose == self.whose => {
                self.told = Some((now.clone(), *before));
                Outcome::Stay
            }
            Answer::Unread { ask: Ask::Health { whose, .. }, why, .. } if *whose == self.whose => {
                Outcome::GiveUp(why.clone())
            }
            _ => Outcome::Stay,
        }
    }
}
