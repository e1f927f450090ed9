//! A form in a box: what nearly all pop-ups that ask for something are.
//!
//! Owns the box, the draft and what is said under the form. What is asked, and how it is saved, is each pop-up's.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

mod said;

use super::Popup;
use super::draft::{Content, DraftOf, DraftOn};
use super::edited::Edited;
use super::remarks::Remarks;
use super::work::Work;
use crate::domain::display::safe_lines;
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Form, Pressed};
use crate::tui::widgets::{window, wrap};

pub use said::Said;

/// Columns inside the box, where there is room.
const COLUMNS: u16 = 72;

/// Of several contacts, so many are named.
const NAMED: usize = 3;

/// What becomes of a filled form: a save, or a word at a field why not.
pub type Submit = Box<dyn FnMut(&mut Form, &Ctx) -> Outcome>;

/// The same for a form that changes a record, as it has it.
pub type SubmitEdit = Box<dyn FnMut(&mut Form, &Edited, &Ctx) -> Outcome>;

/// A record as a filled form says, made of the record that it changes; `None`, and a word at a field, where it can't be.
pub type Apply = fn(&mut Form, &Record, &Ctx) -> Option<Record>;

/// What a change of the form brings with it; gives what is said under it.
pub type Following = Box<dyn FnMut(&mut Form, &Ctx) -> String>;

/// A form in a box.
pub struct Sheet {
    title: String,
    pub form: Form,
    draft_of: Option<DraftOf>,
    /// The word for saving, where it has one of its own.
    verb: Option<String>,
    /// Whether there is nothing to save: it is only read.
    only_read: bool,
    /// What is said above the form.
    said: Said,
    /// What goes with each change of the form.
    following: Option<Following>,
    remarks: Remarks,
    /// Whose full record it will change, if it can't be used without, and whether it couldn't be read.
    needs: Option<(ContactId, bool)>,
    done: Done,
}

/// What is done with a filled form.
enum Done {
    Submit(Submit),
    /// A record is changed by it.
    Edit(Edited, SubmitEdit),
}

impl Sheet {
    /// `name` and `on` say which draft belongs in it. `submit` is asked only when every field can be read.
    pub fn new(title: String, name: &'static str, on: impl Into<DraftOn>, form: Form, submit: Submit) -> Self {
        Self::of(title, name, on.into(), form, Done::Submit(submit))
    }

    /// A form that changes a record, as `apply` says.
    pub fn edit(title: String, name: &'static str, edited: Edited, form: Form, apply: Apply) -> Self {
        let submit = move |form: &mut Form, edited: &Edited, ctx: &Ctx| match apply(form, edited.before(), ctx) {
            Some(after) => Outcome::Save(edited.save(after, ctx)),
            None => Outcome::Stay,
        };
        Self::edit_by(title, name, edited, form, Box::new(submit))
    }

    /// A form that changes a record in a way of its own.
    pub fn edit_by(title: String, name: &'static str, edited: Edited, form: Form, submit: SubmitEdit) -> Self {
        let on = Some(edited.id());
        Self::of(title, name, on.into(), form, Done::Edit(edited, submit))
    }

    fn of(title: String, name: &'static str, on: DraftOn, form: Form, done: Done) -> Self {
        Self {
            title,
            form,
            draft_of: Some(DraftOf { form: name, on }),
            verb: None,
            only_read: false,
            said: Said::default(),
            following: None,
            remarks: Remarks::default(),
            needs: None,
            done,
        }
    }

    /// Nothing is typed in it that would be worth keeping.
    pub fn without_draft(self) -> Self {
        Self { draft_of: None, ..self }
    }

    /// The footer's word for saving.
    pub fn verb(self, verb: String) -> Self {
        Self { verb: Some(verb), ..self }
    }

    /// There is nothing to save: the footer offers only to close it.
    pub fn only_read(self) -> Self {
        Self { only_read: true, ..self }
    }

    /// Says something above the form.
    pub fn saying(mut self, said: String) -> Self {
        self.said.words = said;
        self
    }

    /// Says something above the form that stays in sight, whatever else is said there.
    pub fn asking(mut self, asked: String) -> Self {
        self.said.asked = asked;
        self
    }

    /// What is said under the form follows what stands in it.
    pub fn following(self, following: Following) -> Self {
        Self { following: Some(following), ..self }
    }

    fn follow(&mut self, ctx: &Ctx) {
        if let Some(following) = &mut self.following {
            let words = following(&mut self.form, ctx);
            self.note(Role::Dim, words);
        }
    }

    /// It is of no use while the full records can't be read, which is looked at when it opens.
    pub fn needing(self, contacts: &[ContactId]) -> Self {
        Self { needs: contacts.first().map(|id| (*id, false)), ..self }
    }

    /// Saves it, if every field can be read and nothing is left to be decided.
    fn save(&mut self, ctx: &Ctx) -> Outcome {
        if !self.form.check(ctx) {
            return Outcome::Stay;
        }
        let about = self.draft_of.as_ref().map(|of| of.on.people()).unwrap_or_default();
        let outcome = match &mut self.done {
            Done::Submit(submit) => match Work::on_missing(&about, ctx) {
                Some(missing) => Outcome::Save(missing),
                None => submit(&mut self.form, ctx),
            },
            Done::Edit(edited, submit) => submit(&mut self.form, edited, ctx),
        };
        if matches!(outcome, Outcome::Save(_)) {
            self.note(Role::Dim, say!(ctx.text, "popup-saving"));
        }
        outcome
    }

    /// Says something under the form.
    pub fn note(&mut self, role: Role, words: impl Into<String>) {
        self.remarks.say(role, words);
    }
}

impl Popup for Sheet {
    fn opened(&mut self, ctx: &Ctx) -> Outcome {
        self.follow(ctx);
        self.needs.map_or(Outcome::Stay, |(id, _)| Outcome::Ask(Ask::Contact(id)))
    }

    fn read_again(&mut self) -> Option<Ask> {
        self.needs.filter(|(_, unread)| *unread).map(|(id, _)| Ask::Contact(id))
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        let Some((needed, unread)) = &mut self.needs else { return Outcome::Stay };
        match answer {
            Answer::Unread { ask: Ask::Contact(id), why, passes } if needed == id => {
                *unread = *passes;
                self.note(Role::Warning, why.clone());
                if !passes && self.form.typed().is_empty() {
                    return Outcome::GiveUp(unusable(ctx.name(*id), why, ctx));
                }
            }
            Answer::Contact { id, .. } if needed == id && *unread => {
                *unread = false;
                self.remarks.under = None;
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn edits(&mut self) -> Option<(&mut Edited, &mut Form)> {
        match &mut self.done {
            Done::Edit(edited, _) => Some((edited, &mut self.form)),
            Done::Submit(_) => None,
        }
    }

    fn save_again(&mut self, ctx: &Ctx) -> Outcome {
        self.save(ctx)
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        if matches!(input, Input::Key(key) if self.said.scroll(key.code, self.only_read)) {
            return Outcome::Stay;
        }
        let pressed = self.form.update(input, ctx);
        self.remarks.decided(&self.form, ctx);
        match pressed {
            Pressed::Here => {
                self.follow(ctx);
                Outcome::Stay
            }
            Pressed::Nothing(key) if self.only_read && key.code == KeyCode::Char('q') => Outcome::Finish,
            Pressed::Nothing(key) => Outcome::NoKey(key.into()),
            Pressed::Close if self.draft_of.is_none() => Outcome::Finish,
            Pressed::Close => Outcome::Close,
            Pressed::ThrowAway => Outcome::ThrowAway,
            Pressed::Save => self.save(ctx),
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let edited = if let Done::Edit(edited, _) = &self.done { Some(edited) } else { None };
        let quiet = self.remarks.quiet(edited, ctx);
        draw(&self.title, &quiet, &mut self.said, &mut self.form, self.remarks.under.as_ref(), frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let is_kept = self.draft_of.is_some() && !self.form.is_asking();
        let close = if !is_kept { say!(ctx.text, "hint-close") } else { say!(ctx.text, "hint-close-kept") };
        let close = ("Esc".to_owned(), close);
        let more = (self.said.hidden > 0).then(|| ("PgDn".to_owned(), say!(ctx.text, "sheet-hint-more")));
        if self.only_read {
            return more.into_iter().chain([close]).collect();
        }
        let save = self.verb.clone().unwrap_or_else(|| say!(ctx.text, "hint-save"));
        let mut hints = self.form.hints(save, ctx);
        hints.extend(more);
        hints.push(close);
        hints
    }

    fn draft(&self) -> Option<Content> {
        let of = self.draft_of.clone()?;
        let fields = self.form.typed();
        // A choice alone is no typed text.
        self.form.has_text().then_some(())?;
        (!fields.is_empty()).then_some(Content { of, fields })
    }

    fn holds_nothing(&self) -> bool {
        self.form.is_asking() || !self.form.has_text() && self.form.typed().is_empty()
    }

    fn left_field(&mut self) -> bool {
        self.form.was_left()
    }

    fn long_text(&mut self) -> Option<&str> {
        self.form.long_text()
    }

    fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        self.form.rewrite(text, ctx);
        self.remarks.decided(&self.form, ctx);
        self.follow(ctx);
    }

    fn draft_of(&self) -> Option<DraftOf> {
        self.draft_of.clone()
    }

    fn resume(&mut self, fields: &[(String, String)], ctx: &Ctx) {
        self.form.resume(fields);
        self.form.meet_draft(&say!(ctx.text, "form-since-draft"));
        self.note(Role::Draft, say!(ctx.text, "popup-resumed"));
    }

    fn remarks(&mut self) -> Option<&mut Remarks> {
        Some(&mut self.remarks)
    }
}

/// Paints a form in its box, with what is to be said above and under it, and quietly in its border.
#[allow(clippy::too_many_arguments, reason = "each is one thing that is painted")]
pub fn draw(
    title: &str,
    quiet: &str,
    said: &mut Said,
    form: &mut Form,
    note: Option<&(Role, String)>,
    frame: &mut Frame,
    area: Rect,
    ctx: &Ctx,
) {
    let columns = COLUMNS.min(area.width.saturating_sub(4));
    let lines = |words: &str| if words.is_empty() { Vec::new() } else { broken(words, columns) };
    let (above, asked) = (lines(&said.words), lines(&said.asked));
    let under = note.map(|(_, words)| broken(words, columns)).unwrap_or_default();
    // Where there is no room for all, the form comes first.
    let room = area.height.saturating_sub(2 + form.height() + (asked.len() + under.len()) as u16);
    let (above, more) = said.in_sight(above, room.into(), ctx);
    let rest = above.len() as u16 + u16::from(more.is_some());
    let rows = rest + asked.len() as u16 + form.height() + under.len() as u16;
    let inner = window::draw(title, columns, rows, frame, area, ctx);
    window::aside(quiet, title, inner, frame, ctx.theme);
    let mut say = |from: u16, words: Vec<String>, role: Role| {
        for (y, words) in (from..inner.bottom()).zip(words) {
            frame.render_widget(Line::styled(words, ctx.theme.style(role)), Rect { y, height: 1, ..inner });
        }
    };
    let top = inner.y + rest + asked.len() as u16;
    let bottom = inner.bottom().saturating_sub(under.len() as u16).max(top);
    let scrolled = inner.y + above.len() as u16;
    say(inner.y, above, Role::Text);
    say(scrolled, more.into_iter().collect(), Role::Dim);
    say(inner.y + rest, asked, Role::Text);
    // What is said first, since suggestions may lie over it.
    say(bottom, under, note.map_or(Role::Text, |(role, _)| *role));
    form.draw(frame, Rect { y: top, height: bottom - top, ..inner }, ctx);
    form.draw_asking(frame, area, ctx);
}

/// Paints the box of a form whose record isn't read yet: no field, only what is to be said, in the `rows` that the form takes.
pub fn draw_unread(title: &str, said: &[(Role, String)], rows: u16, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let columns = COLUMNS.min(area.width.saturating_sub(4));
    let lines = said.iter().flat_map(|(role, words)| broken(words, columns).into_iter().map(|words| (*role, words)));
    let inner = window::draw(title, columns, rows, frame, area, ctx);
    for (y, (role, words)) in (inner.y..inner.bottom()).zip(lines) {
        frame.render_widget(Line::styled(words, ctx.theme.style(role)), Rect { y, height: 1, ..inner });
    }
}

/// Words in lines of so many columns.
fn broken(words: &str, columns: u16) -> Vec<String> {
    let words = safe_lines(words).to_string();
    wrap::rows(&words, columns.into()).into_iter().map(|row| words[row].to_owned()).collect()
}

/// One sentence on why what was to be changed of `who` can't be, from what is said of the reading.
pub fn unusable(who: &str, why: &str, ctx: &Ctx) -> String {
    let why = why.split(" · ").next().unwrap_or(why);
    say!(ctx.text, "popup-unusable", who = who, why = why)
}

/// How many of them are marked and hidden by the filter.
pub fn unseen(contacts: &[ContactId], ctx: &Ctx) -> usize {
    contacts.iter().filter(|id| ctx.unseen.binary_search(id).is_ok()).count()
}

/// Whom it is about, for a title: the name; of several how many and the first names. Who isn't in sight is counted.
pub fn whom(contacts: &[ContactId], ctx: &Ctx) -> String {
    let unseen = unseen(contacts, ctx);
    match contacts.len() {
        1 if unseen > 0 => say!(ctx.text, "whom-unseen", name = names(contacts, ctx)),
        0 | 1 => names(contacts, ctx),
        count => {
            let first: Vec<&str> = contacts.iter().take(NAMED).map(|id| ctx.name(*id)).collect();
            let more = if count > NAMED { ", …" } else { "" };
            let names = format!("{}{more}", first.join(", "));
            match unseen {
                0 => say!(ctx.text, "whom-many", count = count, names = names),
                unseen => say!(ctx.text, "whom-many-unseen", count = count, unseen = unseen, names = names),
            }
        }
    }
}

/// Their names as far as three, and how many more: for what is said when it is done.
pub fn names(contacts: &[ContactId], ctx: &Ctx) -> String {
    first_names(contacts, ctx, |names, more| say!(ctx.text, "label-and-more", names = names, more = more))
}

/// The same behind "with", which in German takes another case.
pub fn names_with(contacts: &[ContactId], ctx: &Ctx) -> String {
    first_names(contacts, ctx, |names, more| say!(ctx.text, "label-and-more-with", names = names, more = more))
}

fn first_names(contacts: &[ContactId], ctx: &Ctx, and_more: impl Fn(String, usize) -> String) -> String {
    let names: Vec<&str> = contacts.iter().take(NAMED).map(|id| ctx.name(*id)).collect();
    let names = names.join(", ");
    match contacts.len().checked_sub(NAMED + 1) {
        Some(more) => and_more(names, more + 1),
        None => names,
    }
}
