//! Importing a file: a path that Tab completes, then what it would bring and how the new contacts are to be kept, then it
//! comes in as one set.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use super::readings;
use super::sheet::Sheet;
use crate::domain::act::RhythmChoice;
use crate::domain::cadence::Cadence;
use crate::domain::contact::Tier;
use crate::domain::display::safe;
use crate::domain::when;
use crate::explain;
use crate::say;
use crate::text::days;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Save};
use crate::tui::event::Input;
use crate::tui::importing::{self, Preview, Wishes, file_name};
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::{window, wrap};

/// Paths in sight.
const SHOWN: usize = 8;

/// Cards that can't be read and are named in the preview; the others are counted.
const NAMED: usize = 4;

/// The path that is being typed.
pub struct ImportPath {
    typed: TextField,
    found: Vec<String>,
    at: Option<usize>,
    note: Option<(Role, String)>,
}

/// Asks for the path.
pub fn open(ctx: &Ctx) -> Box<dyn Popup> {
    let typed = TextField::new("").placeholder(say!(ctx.text, "import-path-hint"));
    Box::new(ImportPath { typed, found: Vec::new(), at: None, note: None })
}

impl ImportPath {
    fn look(&mut self) -> Outcome {
        self.at = None;
        Outcome::Ask(Ask::Paths(self.typed.text().to_owned()))
    }

    fn set(&mut self, path: &str) -> Outcome {
        self.typed.set(path);
        self.look()
    }

    /// Goes on as far as all that fits goes on alike; where it is one, to its end.
    fn complete(&mut self) -> Outcome {
        let one = self.at.or((self.found.len() == 1).then_some(0)).and_then(|at| self.found.get(at)).cloned();
        match one.or_else(|| common_beginning(&self.found)) {
            Some(path) if path.len() > self.typed.text().len() => self.set(&path),
            _ => {
                self.at = Some(self.at.map_or(0, |at| (at + 1) % self.found.len().max(1)));
                Outcome::Stay
            }
        }
    }

    fn enter(&mut self, ctx: &Ctx) -> Outcome {
        let chosen = self.at.take().and_then(|at| self.found.get(at)).cloned();
        match chosen {
            Some(path) if path.ends_with('/') => return self.set(&path),
            Some(path) => self.typed.set(&path),
            None if self.typed.is_empty() => return Outcome::Stay,
            None => {}
        }
        self.note = Some((Role::Dim, say!(ctx.text, "popup-reading")));
        Outcome::Ask(Ask::Preview { typed: self.typed.text().to_owned(), today: ctx.today })
    }
}

/// What all of `paths` begin with.
fn common_beginning(paths: &[String]) -> Option<String> {
    let (first, rest) = paths.split_first()?;
    let common = rest.iter().fold(first.as_str(), |common, path| {
        let same = common.char_indices().zip(path.chars()).find(|((_, a), b)| a != b);
        let end = same.map_or(common.len().min(path.len()), |((at, _), _)| at);
        &common[..end]
    });
    Some(common.to_owned())
}

impl Popup for ImportPath {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        self.look()
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Paste(text) => {
                self.typed.paste(text.trim());
                return self.look();
            }
            Input::Key(key) => key,
        };
        let last = self.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => Outcome::Finish,
            KeyCode::Enter => self.enter(ctx),
            KeyCode::Char('s') if key.modifiers == KeyModifiers::CONTROL => self.enter(ctx),
            KeyCode::Tab => self.complete(),
            KeyCode::Down => {
                self.at = Some(self.at.map_or(0, |at| (at + 1).min(last))).filter(|_| !self.found.is_empty());
                Outcome::Stay
            }
            KeyCode::Up | KeyCode::BackTab => {
                self.at = self.at.and_then(|at| at.checked_sub(1));
                Outcome::Stay
            }
            _ if self.typed.key(*key) => {
                self.note = None;
                self.look()
            }
            _ => Outcome::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let style = |role| ctx.theme.style(role);
        let columns = 68.min(area.width.saturating_sub(4));
        let said: Vec<String> = self.note.iter().flat_map(|(_, words)| lines(words, columns)).collect();
        let rows = 2 + SHOWN as u16 + said.len() as u16;
        let inner = window::draw(&say!(ctx.text, "import-title"), columns, rows, frame, area, ctx.theme);
        let line = |y: u16| Rect { y: inner.y + y, height: 1, ..inner };
        let cursor = self.typed.draw(line(0), frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
        frame.set_cursor_position(cursor);
        let top = self.at.map_or(0, |at| (at + 1).saturating_sub(SHOWN));
        for (y, (place, path)) in (2..).zip(self.found.iter().enumerate().skip(top).take(SHOWN)) {
            if inner.y + y >= inner.bottom() {
                break;
            }
            let (sign, role) = if self.at == Some(place) { ("▌", Role::Selected) } else { (" ", Role::Dim) };
            let shown = path.trim_end_matches('/').rfind('/').map_or(path.as_str(), |at| &path[at + 1..]);
            let shown = safe(shown).cut(usize::from(inner.width).saturating_sub(2));
            frame.render_widget(Line::styled(format!("{sign}{shown}"), style(role)), line(y));
        }
        if self.found.is_empty() && !self.typed.is_empty() && self.note.is_none() {
            frame.render_widget(Line::styled(say!(ctx.text, "pick-none"), style(Role::Dim)), line(2));
        }
        if let Some((role, _)) = &self.note {
            let from = inner.height.saturating_sub(said.len() as u16);
            for (y, words) in (from..inner.height).zip(said) {
                frame.render_widget(Line::styled(words, style(*role)), line(y));
            }
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "import-hint-look")),
            ("Tab".into(), say!(ctx.text, "import-hint-complete")),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Paths { typed, found } if typed == self.typed.text() => self.found.clone_from(found),
            Answer::Preview { typed, preview } if typed == self.typed.text() => {
                return Outcome::All(vec![Outcome::Finish, Outcome::Open(look_at(preview.clone(), ctx))]);
            }
            Answer::Unread { ask: Ask::Preview { typed, .. }, why } if typed == self.typed.text() => {
                self.note = Some((Role::Error, why.clone()));
            }
            _ => {}
        }
        Outcome::Stay
    }
}

fn lines(words: &str, columns: u16) -> Vec<String> {
    let words = safe(words).to_string();
    wrap::rows(&words, columns.into()).into_iter().map(|row| words[row].trim_end().to_owned()).collect()
}

/// What the file would bring; and how the new contacts are to be kept, if there are any.
fn look_at(preview: Preview, ctx: &Ctx) -> Box<dyn Popup> {
    let text = ctx.text;
    let title = say!(text, "import-preview", file = file_name(&preview.path));
    let form = Form::new(if preview.created > 0 { fields(ctx) } else { Vec::new() });
    let mut said = numbers(&preview, ctx);
    if preview.created > 0 {
        said.push(String::new());
        said.push(say!(text, "import-how-kept", count = preview.created));
    }
    let nothing = preview.created + preview.companies + preview.updated == 0;
    let path = preview.path;
    let submit = move |form: &mut Form, ctx: &Ctx| {
        if nothing {
            return Outcome::Finish;
        }
        let wishes = match wishes(form, ctx) {
            Ok(wishes) => wishes,
            Err(words) => {
                form.refuse("every", words);
                return Outcome::Stay;
            }
        };
        let path = path.clone();
        Outcome::Save(Save::by(move |store| importing::bring_in(store, &path, &wishes)))
    };
    Box::new(Sheet::new(title, "import", None, form, Box::new(submit)).saying(said.join("\n")))
}

fn fields(ctx: &Ctx) -> Vec<Field> {
    let text = ctx.text;
    let tier = |tier: Tier| {
        let letter = tier.letter().to_string();
        match ctx.settings.rhythm_of(Some(tier)) {
            Some(span) => format!("{letter} {}", days::span(text, span)),
            None => letter,
        }
    };
    let kept = vec![
        ("none", say!(text, "import-kept-none")),
        ("a", tier(Tier::A)),
        ("b", tier(Tier::B)),
        ("c", tier(Tier::C)),
        ("every", say!(text, "import-kept-every")),
    ];
    vec![
        Field::choice("rhythm", say!(text, "field-cadence"), kept, "none"),
        Field::line("every", say!(text, "import-field-every"), "")
            .placeholder(say!(text, "import-field-every-hint"))
            .read_by(readings::cadence),
        Field::line("tags", say!(text, "field-tags"), "").placeholder(say!(text, "field-tags-hint")),
    ]
}

fn wishes(form: &Form, ctx: &Ctx) -> Result<Wishes, String> {
    let tier = match form.text("rhythm") {
        "a" => Some(Tier::A),
        "b" => Some(Tier::B),
        "c" => Some(Tier::C),
        _ => None,
    };
    // A span that was typed is meant, whether or not it was also chosen.
    let every = form.text("every");
    let rhythm = match when::read_cadence(every) {
        Some(Cadence::Every(span)) => RhythmChoice::Every(span),
        _ if form.text("rhythm") == "every" => return Err(explain::span(ctx.text, every).what),
        _ if tier.is_some() => RhythmChoice::ByTier,
        _ => RhythmChoice::None,
    };
    let tags = readings::tags(form.text("tags"));
    Ok(Wishes { today: ctx.today, settings: ctx.settings.clone(), rhythm, tier, tags })
}

/// What was read, line by line.
fn numbers(preview: &Preview, ctx: &Ctx) -> Vec<String> {
    let text = ctx.text;
    let mut said = vec![say!(text, "import-preview-read", count = preview.read)];
    let counted = [
        (preview.created, say!(text, "import-preview-created", count = preview.created)),
        (preview.companies, say!(text, "import-preview-companies", count = preview.companies)),
        (preview.updated, say!(text, "import-preview-updated", count = preview.updated)),
        (preview.unchanged, say!(text, "import-preview-unchanged", count = preview.unchanged)),
        (preview.skipped.len(), say!(text, "import-preview-skipped", count = preview.skipped.len())),
        (preview.cleaned, say!(text, "import-preview-cleaned", count = preview.cleaned)),
        (preview.refused.len(), say!(text, "import-preview-refused", count = preview.refused.len())),
    ];
    said.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words));
    said.extend(preview.refused.iter().take(NAMED).map(|refused| {
        let line = say!(text, "import-line", line = refused.line.to_string());
        let name = refused.name.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("  {line}{name}: {}", explain::refusal(text, refused.why))
    }));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_goes_on_as_far_as_all_go_on_alike() {
        let check = |paths: &[&str], expect: Option<&str>| {
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            assert_eq!(common_beginning(&paths).as_deref(), expect, "{paths:?}");
        };
        check(&[], None);
        check(&["a/contacts.vcf"], Some("a/contacts.vcf"));
        check(&["contacts.vcf", "contacts.csv"], Some("contacts."));
        check(&["köln.vcf", "körbe.vcf"], Some("kö"));
        check(&["a", "b"], Some(""));
    }
}
