//! What customers speak of: how often each topic was named, by kind, and how much of it waits. One that is chosen narrows the list of
//! feedback to it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::menu::{Entry, Menu};
use crate::domain::display::safe;
use crate::domain::topic::Topic;
use crate::domain::view::List;
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::views::{Tell, Told};
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::window;

/// Columns of a topic's name and of each number.
const NAME: usize = 19;
const NUMBER: usize = 8;

/// It waits for what it shows.
#[derive(Default)]
pub struct Topics;

/// The table, as what is there to choose from.
fn table(topics: &[Topic], ctx: &Ctx) -> Outcome {
    if topics.is_empty() {
        return Outcome::Say(Toast::nothing(say!(ctx.text, "feedback-none-read-only")));
    }
    let line = |name: &str, numbers: &[String]| {
        let numbers: String = numbers.iter().map(|one| format!(" {}", safe(one).fit_right(NUMBER - 1))).collect();
        format!("{}{numbers}", safe(name).fit(NAME))
    };
    let entry = |one: &Topic| {
        let name = if one.name.is_empty() { say!(ctx.text, "topics-none") } else { format!("#{}", one.name) };
        let counts = one.counts.into_iter().chain([one.open, one.to_be_told]);
        let counts: Vec<String> = counts.map(|count| ctx.text.count(count)).collect();
        Entry::new(one.name.clone(), line(&name, &counts))
    };
    let heads = say!(ctx.text, "topics-columns");
    let heads: Vec<String> = heads.split(" | ").map(str::to_owned).collect();
    // The entries' keys and signs stand before them.
    let head = format!("     {}", line("", &heads));
    let then = |chosen: Vec<String>, _: &Ctx| match chosen.first() {
        Some(topic) if !topic.is_empty() => {
            Outcome::Tell(Tell { list: List::Feedback, told: Told::Narrow(format!("#{topic}")) })
        }
        _ => Outcome::Stay,
    };
    let menu = Menu::one(say!(ctx.text, "topics-title"), topics.iter().map(entry).collect(), Box::new(then));
    Outcome::Open(Box::new(menu.saying(vec![head])))
}

impl Popup for Topics {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Topics)
    }

    fn update(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        if input.leaves() { Outcome::Finish } else { Outcome::Stay }
    }

    fn waits(&self, input: &Input) -> bool {
        !input.leaves()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let inner = window::draw(&say!(ctx.text, "topics-title"), 40, 1, frame, area, ctx);
        let words = if ctx.reads_long { say!(ctx.text, "popup-reading") } else { String::new() };
        frame.render_widget(ratatui::text::Line::styled(words, ctx.theme.style(Role::Dim)), inner);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Topics(topics) => Outcome::All(vec![Outcome::Finish, table(topics, ctx)]),
            Answer::Unread { ask: Ask::Topics, why, .. } => Outcome::GiveUp(why.clone()),
            _ => Outcome::Stay,
        }
    }
}
