//! Several who become one: where they contradict each other all that they say is shown, and whose stands is chosen.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::save_into;
use crate::domain::act::{Joining, Piece, Takes, decided, holding};
use crate::domain::consent::Purpose;
use crate::domain::contact::{Channel, Contact};
use crate::domain::id::ContactId;
use crate::domain::row::ConsentNow;
use crate::say;
use crate::text::label;
use crate::text::pairs::{consent_for, decision, shown};
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::Popup;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::window;

/// Columns inside the box where there is room, those of a field's name and those of whose it is.
const COLUMNS: u16 = 100;
const LABEL: usize = 20;
const WHOSE: usize = 24;

/// What several who become one say of the same, and not the same.
struct Dispute {
    piece: Piece,
    label: String,
    /// Who says what: the one who is kept first, if they say anything.
    said: Vec<(ContactId, String)>,
    /// Whose stands if nothing is chosen.
    by_itself: usize,
    taken: usize,
}

struct Several {
    kept: ContactId,
    /// The others in the order in which they go.
    all: Vec<ContactId>,
    /// Once all are read.
    disputes: Option<Vec<Dispute>>,
    /// Which of all that is said.
    at: usize,
    scroll: Scroll,
}

/// Asks whether `all` are to go into `kept`, one of them, and whose stands where they contradict each other.
pub fn open(kept: ContactId, all: Vec<ContactId>) -> Outcome {
    Outcome::Open(Box::new(Several { kept, all, disputes: None, at: 0, scroll: Scroll::default() }))
}

impl Several {
    fn ask(&self) -> Ask {
        Ask::Contacts(self.all.clone())
    }

    fn title(&self, ctx: &Ctx) -> String {
        say!(ctx.text, "merge-several-into", count = self.all.len(), who = ctx.name(self.kept))
    }

    /// Who goes, in their order.
    fn gone(&self) -> impl Iterator<Item = ContactId> {
        self.all.iter().copied().filter(|id| *id != self.kept)
    }

    fn compare(&mut self, contacts: &[Contact], ctx: &Ctx) -> Option<()> {
        let of = |id: ContactId| contacts.iter().find(|one| one.id == id);
        let kept = of(self.kept)?;
        let gone: Vec<&Contact> = self.gone().map(of).collect::<Option<_>>()?;
        let fields = fields(kept, &gone, ctx);
        self.disputes = Some(consents(self.kept, &gone, ctx).into_iter().chain(fields).collect());
        Some(())
    }

    /// All that is said, each by its dispute and its place there.
    fn options(&self) -> Vec<(usize, usize)> {
        let all = self.disputes.iter().flatten().enumerate();
        all.flat_map(|(dispute, one)| (0..one.said.len()).map(move |place| (dispute, place))).collect()
    }

    fn take(&mut self) {
        let Some((dispute, place)) = self.options().get(self.at).copied() else { return };
        if let Some(one) = self.disputes.as_mut().and_then(|all| all.get_mut(dispute)) {
            one.taken = place;
        }
    }

    /// What is taken of each who goes otherwise than by itself.
    fn chosen(&self) -> HashMap<ContactId, Vec<(Piece, Takes)>> {
        let mut chosen: HashMap<ContactId, Vec<(Piece, Takes)>> = HashMap::new();
        for one in self.disputes.iter().flatten().filter(|one| one.taken != one.by_itself) {
            let Some((whose, _)) = one.said.get(one.taken) else { continue };
            for gone in self.gone() {
                let takes = if gone == *whose { Takes::Gone } else { Takes::Kept };
                chosen.entry(gone).or_default().push((one.piece.clone(), takes));
            }
        }
        chosen
    }

    fn save(&self, ctx: &Ctx) -> Outcome {
        Outcome::Save(save_into(self.kept, self.all.clone(), self.chosen(), ctx))
    }

    /// By what one of them is told from the others.
    fn called(&self, who: ContactId, ctx: &Ctx) -> String {
        let is_alone = self.all.iter().filter(|id| ctx.name(**id) == ctx.name(who)).count() == 1;
        let Some(row) = ctx.book.contact(who).filter(|_| !is_alone) else { return ctx.name(who).to_owned() };
        let reached = row.mails.iter().chain(&row.phones).map(|one| one.value.as_str());
        let besides = [ctx.book.company_name(row)].into_iter().chain(reached).find(|words| !words.is_empty());
        [Some(row.name.as_str()), besides].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Fields of which only one value can stand.
fn fields(kept: &Contact, gone: &[&Contact], ctx: &Ctx) -> Vec<Dispute> {
    let joining = Joining::new(kept, ctx.book);
    let mut all: Vec<Dispute> = Vec::new();
    for from in gone {
        for mut one in joining.compared(from, &[]).into_iter().filter(|one| !one.can_be_both) {
            shown(ctx.text, &mut one);
            let at = all.iter().position(|known| known.piece == one.piece).unwrap_or(all.len());
            if at == all.len() {
                let label = label::field(ctx.text, &one.piece.to_string());
                let said = Some((kept.id, one.kept.join(" · "))).filter(|_| !one.kept.is_empty());
                let said = said.into_iter().collect();
                all.push(Dispute { piece: one.piece.clone(), label, said, by_itself: 0, taken: 0 });
            }
            all[at].said.extend(Some((from.id, one.gone.join(" · "))).filter(|_| !one.gone.is_empty()));
        }
    }
    all.retain(|one| one.said.iter().any(|(_, words)| *words != one.said[0].1));
    all
}

/// Decisions on channels that contradict each other.
fn consents(kept: ContactId, gone: &[&Contact], ctx: &Ctx) -> Vec<Dispute> {
    let decisions = |id: ContactId| ctx.book.contact(id).map(|row| row.decisions()).unwrap_or_default();
    let mut own = decisions(kept);
    let mut on: Vec<(Channel, Option<Purpose>)> = Vec::new();
    for from in gone {
        let all = decided(&own, &decisions(from.id), &[]);
        let differing = all.iter().filter(|one| one.differs()).map(|one| (one.channel, one.purpose));
        differing.for_each(|one| on.extend(Some(one).filter(|one| !on.contains(one))));
        own = holding(&all);
    }
    let find = |all: &[ConsentNow], (channel, purpose): (Channel, Option<Purpose>)| {
        let of = |wanted: Option<Purpose>| all.iter().find(|one| one.channel == channel && one.purpose == wanted);
        of(purpose).or_else(|| of(None)).cloned()
    };
    let dispute = |(channel, purpose): (Channel, Option<Purpose>)| {
        let who = [kept].into_iter().chain(gone.iter().map(|one| one.id));
        let said: Vec<_> = who.filter_map(|id| Some((id, find(&decisions(id), (channel, purpose))?))).collect();
        let holds = find(&own, (channel, purpose));
        let by_itself = said.iter().position(|(_, one)| Some(one) == holds.as_ref()).unwrap_or(0);
        let said = said.into_iter().map(|(id, one)| (id, decision(ctx.text, &one, ctx.today))).collect();
        let label = say!(ctx.text, "merge-consent-row", channel = consent_for(ctx.text, channel, purpose));
        Dispute { piece: Piece::Consent(channel, purpose), label, said, by_itself, taken: by_itself }
    };
    on.into_iter().map(dispute).collect()
}

impl Popup for Several {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(self.ask())
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Row(_, at)) if *at < self.options().len() => {
                self.at = *at;
                self.take();
                return Outcome::Stay;
            }
            Input::Point(_) | Input::Paste(_) => return Outcome::Stay,
        };
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            _ if self.disputes.is_none() => return if input.leaves() { Outcome::Finish } else { Outcome::Stay },
            KeyCode::Enter => return self.save(ctx),
            KeyCode::Down | KeyCode::Tab => Action::Down,
            KeyCode::Up | KeyCode::BackTab => Action::Up,
            KeyCode::Home => Action::First,
            KeyCode::End => Action::Last,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                return Outcome::NoKey((*key).into());
            }
            KeyCode::Char('q') => return Outcome::Finish,
            KeyCode::Char('j') => Action::Down,
            KeyCode::Char('k') => Action::Up,
            KeyCode::Char('g') => Action::First,
            KeyCode::Char('G') => Action::Last,
            KeyCode::Char(' ') | KeyCode::Right | KeyCode::Left => {
                self.take();
                return Outcome::Stay;
            }
            _ => return Outcome::NoKey((*key).into()),
        };
        self.at = self.scroll.moved(step, self.at, self.options().len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn waits(&self, _input: &Input) -> bool {
        self.disputes.is_none()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = COLUMNS.min(area.width.saturating_sub(4));
        let style = |role: Role| ctx.theme.style(role);
        let Some(disputes) = &self.disputes else {
            // What comes at once needs no word before.
            if ctx.reads_long {
                let inner = window::draw(&self.title(ctx), columns, 1, frame, area, ctx);
                frame.render_widget(say!(ctx.text, "popup-reading"), inner);
            }
            return;
        };
        let options = self.options();
        let words = if options.is_empty() {
            say!(ctx.text, "merge-several-all")
        } else {
            say!(ctx.text, "merge-several-whose")
        };
        let inner = window::draw(&self.title(ctx), columns, options.len() as u16 + 2, frame, area, ctx);
        let line = |y: u16| Rect { y, height: 1, ..inner };
        frame.render_widget(Line::styled(words, style(Role::Dim)), line(inner.y));
        let rows = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        let label = LABEL.min(usize::from(columns) / 3);
        let whose = WHOSE.min(usize::from(columns) / 3);
        let said = usize::from(columns).saturating_sub(1 + label + 2 + whose);
        let height = usize::from(rows.height);
        let mut scroll = self.scroll.clone();
        scroll.show(self.at, options.len(), height);
        ctx.spots.list(inner);
        for (y, (at, (dispute, place))) in (rows.y..rows.bottom()).zip(options.iter().enumerate().skip(scroll.offset)) {
            let (bar, base) = list::bar(at == self.at, ctx.theme);
            let one = &disputes[*dispute];
            let (who, words) = &one.said[*place];
            let is_first = *place == 0 || at == scroll.offset;
            let (sign, role, text) = match one.taken == *place {
                true => ("✓ ", Role::Good, Role::Text),
                false => ("○ ", Role::Dim, Role::Dim),
            };
            let cell = |words: &str, columns: usize, role: Role| {
                Span::styled(list::cell(words, columns), style(role).patch(base))
            };
            let name = if is_first { one.label.as_str() } else { "" };
            let spans = vec![
                bar,
                cell(name, label, Role::Dim),
                Span::styled(sign, style(role).patch(base)),
                cell(&words.replace('\n', " "), said, text),
                cell(&self.called(*who, ctx), whose, Role::Dim),
            ];
            frame.render_widget(Row(Line::from(spans)), line(y));
            ctx.spots.row(line(y), Pane::List, at);
        }
        let rest = options.len().saturating_sub(scroll.offset + height);
        list::more(scroll.offset, rest, frame, rows, ctx.theme);
        self.scroll = scroll;
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let take = ("Space".into(), say!(ctx.text, "merge-hint-take"));
        let has_any = self.disputes.as_ref().is_some_and(|all| !all.is_empty());
        let merge = self.disputes.is_some().then(|| ("Enter".into(), say!(ctx.text, "merge-do")));
        let close = ("Esc".into(), say!(ctx.text, "hint-close"));
        merge.into_iter().chain(has_any.then_some(take)).chain([close]).collect()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contacts { ids, contacts } if *ids == self.all => match self.compare(contacts, ctx) {
                Some(()) => Outcome::Stay,
                None => Outcome::All(vec![Outcome::Finish, Outcome::Say(Toast::warning(say!(ctx.text, "error-gone")))]),
            },
            Answer::Unread { ask, why, .. } if *ask == self.ask() => {
                Outcome::All(vec![Outcome::Finish, Outcome::Say(Toast::warning(why.clone()))])
            }
            _ => Outcome::Stay,
        }
    }
}
