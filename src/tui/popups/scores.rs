//! What the scores of surveys come to, month by month, the latest first: how many answered, who of them would recommend us, and how far
//! that can be trusted.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use super::menu::{Entry, Menu};
use crate::domain::display::safe;
use crate::domain::nps::{FEW, Per, Period};
use crate::say;
use crate::text::survey;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::window;

/// Columns of the month, the answers, the three shares, the score, its interval and how often somebody was asked.
const WIDTHS: [usize; 8] = [8, 6, 7, 7, 7, 10, 14, 8];

/// It waits for what it shows.
#[derive(Default)]
pub struct Scores;

fn table(periods: &[Period], ctx: &Ctx) -> Outcome {
    if periods.is_empty() {
        return Outcome::Say(Toast::nothing(say!(ctx.text, "survey-none")));
    }
    let line = |cells: &[String]| -> String {
        let cells = cells.iter().zip(WIDTHS).enumerate();
        cells
            .map(|(at, (cell, width))| match at {
                0 => format!("{}", safe(cell).fit(width)),
                _ => format!(" {}", safe(cell).fit_right(width - 1)),
            })
            .collect()
    };
    let mut lines = survey::table(ctx.text, periods, Per::Month).into_iter().skip(1);
    let mut entries: Vec<Entry<()>> = lines.by_ref().map(|cells| Entry::new((), line(&cells))).collect();
    entries.reverse();
    let columns = say!(ctx.text, "survey-columns");
    let heads: Vec<String> = std::iter::once("").chain(columns.split(" | ")).map(str::to_owned).collect();
    let mut said: Vec<String> =
        say!(ctx.text, "survey-definition-short", few = FEW).lines().map(str::to_owned).collect();
    // The entries' keys and signs stand before them.
    said.extend([String::new(), format!("     {}", line(&heads))]);
    let menu = Menu::one(say!(ctx.text, "survey-title"), entries, Box::new(|_, _: &Ctx| Outcome::Stay));
    Outcome::Open(Box::new(menu.saying(said)))
}

impl Popup for Scores {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Scores)
    }

    fn update(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        if input.leaves() { Outcome::Finish } else { Outcome::Stay }
    }

    fn waits(&self, input: &Input) -> bool {
        !input.leaves()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let inner = window::draw(&say!(ctx.text, "survey-title"), 40, 1, frame, area, ctx);
        let words = if ctx.reads_long { say!(ctx.text, "popup-reading") } else { String::new() };
        frame.render_widget(Line::styled(words, ctx.theme.style(Role::Dim)), inner);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Scores(periods) => Outcome::All(vec![Outcome::Finish, table(periods, ctx)]),
            Answer::Unread { ask: Ask::Scores, why, .. } => Outcome::GiveUp(why.clone()),
            _ => Outcome::Stay,
        }
    }
}
