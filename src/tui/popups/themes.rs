//! Choosing a theme: all that there are, each tried on as the selection comes to it. Enter keeps it, Esc brings back what was.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use crate::domain::search::Query;
use crate::say;
use crate::text::Text;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Effect};
use crate::tui::event::Input;
use crate::tui::look::Shades;
use crate::tui::outcome::Outcome;
use crate::tui::theme::BUILT_IN;
use crate::tui::theming::Found;
use crate::tui::widgets::picker::{Find, Item, Picked, Picker};
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::window;

/// Columns inside the box, where there is room.
const COLUMNS: u16 = 64;

/// The themes to choose from.
pub struct Themes {
    found: Vec<Found>,
    picker: Picker<String>,
    /// The one that is worn while the selection stands where it does.
    worn: String,
    before: Shades,
}

/// The pop-up; or why there is nothing to choose.
pub fn open(ctx: &Ctx) -> Outcome {
    match ctx.look.colourless {
        Some(by) => Outcome::Say(Toast::warning(say!(ctx.text, "theme-colourless", by = by))),
        None => Outcome::Open(Box::new(Themes::new(ctx))),
    }
}

impl Themes {
    /// Those that are built in, until the others are read.
    fn new(ctx: &Ctx) -> Self {
        let built_in = BUILT_IN.iter().filter_map(|(name, _)| {
            Some(Found { name: (*name).to_owned(), shades: Ok(Shades::named(name)?), own: false })
        });
        let found: Vec<Found> = built_in.collect();
        let picker = picker(&found, ctx);
        Self { found, picker, worn: ctx.look.name.clone(), before: ctx.look.shades().clone() }
    }

    fn shades(&self, name: &str) -> Option<&Result<Shades, String>> {
        self.found.iter().find(|found| found.name == name).map(|found| &found.shades)
    }

    /// Tries on what the selection stands on now; what can't be worn leaves the screen as it was.
    fn try_on(&mut self) -> Outcome {
        let selected = self.picker.selected().cloned().unwrap_or_default();
        if selected == self.worn {
            return Outcome::Stay;
        }
        let shades = self.shades(&selected).and_then(|shades| shades.as_ref().ok());
        let shades = shades.unwrap_or(&self.before).clone();
        self.worn = selected;
        Outcome::Wear(shades)
    }

    fn keep(&self, name: String, ctx: &Ctx) -> Outcome {
        match self.shades(&name) {
            Some(Ok(_)) if name == ctx.look.name => Outcome::All(vec![self.leave()]),
            Some(Ok(shades)) => {
                let (config, lang) = (ctx.look.config.clone(), ctx.text.lang());
                let keep = Effect::KeepTheme { name, config, lang };
                Outcome::All(vec![Outcome::Finish, Outcome::Wear(shades.clone()), Outcome::Do(keep)])
            }
            Some(Err(why)) => Outcome::Say(Toast::error(why.as_str())),
            None => Outcome::Stay,
        }
    }

    fn leave(&self) -> Outcome {
        Outcome::All(vec![Outcome::Finish, Outcome::Wear(self.before.clone())])
    }
}

/// A list of the themes that were found, standing on the one in force.
fn picker(found: &[Found], ctx: &Ctx) -> Picker<String> {
    let items: Vec<Item<String>> = found
        .iter()
        .map(|found| {
            let aside = match &found.shades {
                Ok(_) if found.own => say!(ctx.text, "theme-own"),
                Ok(_) => about(&found.name, ctx.text),
                Err(_) => say!(ctx.text, "theme-unusable"),
            };
            Item { value: found.name.clone(), words: found.name.clone(), aside }
        })
        .collect();
    let find: Find<String> = Box::new(move |typed, _| {
        let query = Query::new(typed);
        let mut fitting: Vec<(i64, &Item<String>)> =
            items.iter().filter_map(|item| Some((rank(&query, item)?, item))).collect();
        fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        fitting.into_iter().map(|(_, item)| item.clone()).collect()
    });
    let picker = Picker::new(find, ctx).placeholder(say!(ctx.text, "help-find"));
    picker.standing_on(&ctx.look.name)
}

/// How well a theme fits by its name or by what is said of it.
fn rank(query: &Query, item: &Item<String>) -> Option<i64> {
    if query.is_empty() { Some(0) } else { query.rank(&item.words).max(query.in_earnest().rank(&item.aside)) }
}

/// What is said of a built-in theme.
fn about(name: &str, text: &Text) -> String {
    match name {
        "terminal" => say!(text, "theme-terminal"),
        "auto" => say!(text, "theme-auto"),
        "dark" => say!(text, "theme-dark"),
        "light" => say!(text, "theme-light"),
        "warm" => say!(text, "theme-warm"),
        "paper" => say!(text, "theme-paper"),
        "contrast" => say!(text, "theme-contrast"),
        _ => say!(text, "theme-mono"),
    }
}

impl Popup for Themes {
    fn opened(&mut self, ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Themes { config: ctx.look.config.clone(), lang: ctx.text.lang() })
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        let Answer::Themes(found) = answer else { return Outcome::Stay };
        self.found.clone_from(found);
        let (typed, selected) = (self.picker.typed().to_owned(), self.picker.selected().cloned());
        self.picker = picker(found, ctx);
        self.picker.set(&typed, ctx);
        self.picker.stand_on(&selected.unwrap_or_default());
        self.try_on()
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.picker.update(input, ctx) {
            Picked::Here => self.try_on(),
            Picked::Close => self.leave(),
            Picked::One(name) => self.keep(name, ctx),
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let rows = self.found.len() as u16 + 1;
        let inner = window::draw(&say!(ctx.text, "theme-title"), COLUMNS, rows, frame, area, ctx);
        self.picker.draw(frame, inner, &say!(ctx.text, "pick-none"), ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "theme-keep")),
            ("↑↓".into(), say!(ctx.text, "theme-try-on")),
            ("Esc".into(), say!(ctx.text, "theme-as-before")),
        ]
    }
}
