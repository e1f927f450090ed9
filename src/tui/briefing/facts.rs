//! What the briefing says, fact by fact: company and role, rhythm and last touch, channels with what is allowed, open complaints and
//! follow-ups, the last interactions, what is pinned, and personal notes.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::domain::agenda::Why;
use crate::domain::cadence::{Cadence, Span as Every};
use crate::domain::consent::ConsentState;
use crate::domain::contact::Channel;
use crate::domain::display::safe;
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::follow_up::FollowUp;
use crate::domain::health::{BEFORE, Band, Standing};
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::{Glance, Row};
use crate::say;
use crate::text::progress::progress;
use crate::text::{complaint as complaints, days, health as words, may, names, reason};
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::popups::{draft, sheet};
use crate::tui::target::Item;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::form::WAS;
use crate::tui::widgets::wrap;

/// Fields of drafts in which a choice stands, by the name it has in the program: nobody typed that.
const CHOSEN: &[&str] = &["channel", "state", "kind", "tier", "stage", "form", "outcome", "direction", "severity"];

/// Words with their look.
struct Piece {
    words: String,
    role: Role,
    struck: bool,
}

impl Piece {
    fn span(&self, theme: &Theme) -> Span<'static> {
        Span::styled(safe(&self.words).into_owned().to_string(), look(self.role, self.struck, theme))
    }
}

fn look(role: Role, struck: bool, theme: &Theme) -> Style {
    let style = theme.style(role);
    if struck { style.add_modifier(Modifier::CROSSED_OUT) } else { style }
}

/// The room for names that stand one under the other: for all of them the same, so that what is said behind them is, too.
#[derive(Clone, Copy)]
pub(in crate::tui) struct Names {
    /// Columns of the longest name.
    name: usize,
    /// Columns of the longest of what is said behind a name.
    behind: usize,
}

impl Names {
    /// Columns that a name has at the least, where it needs them.
    const FEWEST: usize = 24;

    pub fn of<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        all.fold(Self { name: 0, behind: 0 }, |room, (name, behind)| Self {
            name: room.name.max(safe(name).width()),
            behind: room.behind.max(safe(behind).width()),
        })
    }

    /// Columns of a name in lines of `width` columns: as many as what stands behind leaves, of which half may go to names.
    fn columns(self, width: usize) -> usize {
        let behind = self.behind.min(width / 2) + GAP.len();
        self.name.min(width.saturating_sub(behind).max(Self::FEWEST))
    }
}

/// Between a name and what is said behind it.
const GAP: &str = "  ";

/// One line, or as many as it takes.
pub(in crate::tui) struct Fact {
    /// Stands before the body; what the body goes on with is indented by as much.
    lead: Vec<Piece>,
    /// The last of what stands before is such a name.
    names: Option<Names>,
    body: String,
    role: Role,
    /// What of the body is crossed out: an address that may not be used. A sign stands before it.
    struck: Range<usize>,
    /// What verbs act on when the focus stands on it.
    pub item: Option<Item>,
}

impl Fact {
    /// `body` may be any text: it is made safe here.
    pub fn new(body: impl Into<String>, role: Role) -> Self {
        let body = safe(&body.into()).into_owned().to_string();
        Self { lead: Vec::new(), names: None, body, role, struck: 0..0, item: None }
    }

    pub fn empty() -> Self {
        Self::new("", Role::Text)
    }

    pub fn lead(mut self, words: impl Into<String>, role: Role) -> Self {
        self.lead.push(Piece { words: words.into(), role, struck: false });
        self
    }

    /// Begins with a name that stands under others.
    pub fn named(self, name: &str, names: Names, role: Role) -> Self {
        Self { names: Some(names), ..self.lead(name, role) }
    }

    /// Crosses `words` of the body out.
    pub fn striking(self, words: &str) -> Self {
        let struck = self.body.find(words).map_or(0..0, |at| at..at + words.len());
        Self { struck, ..self }
    }

    /// The body between two places, in pieces of one look.
    fn pieces(&self, of: Range<usize>) -> impl Iterator<Item = Piece> {
        let (from, to) = (self.struck.start.clamp(of.start, of.end), self.struck.end.clamp(of.start, of.end));
        let parts = [(of.start..from, false), (from..to, true), (to..of.end, false)];
        let piece = |(range, struck): (Range<usize>, bool)| {
            let words = self.body.get(range).unwrap_or_default().to_owned();
            Piece { words, role: self.role, struck }
        };
        parts.map(piece).into_iter().filter(|piece| !piece.words.is_empty())
    }

    /// Says something more behind the body.
    pub fn behind(self, words: &str) -> Self {
        Self { body: joined([self.body, words.to_owned()]), ..self }
    }

    pub fn on(self, item: Item) -> Self {
        Self { item: Some(item), ..self }
    }

    /// Columns it takes on one line.
    fn width(&self) -> usize {
        self.lead.iter().map(|piece| safe(&piece.words).width()).sum::<usize>() + safe(&self.body).width()
    }

    /// Broken between words where it is wider than `width`.
    pub fn lines(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let mut lead: Vec<Span> = self.lead.iter().map(|piece| piece.span(theme)).collect();
        if let (Some(names), Some(name)) = (self.names, lead.last_mut()) {
            let fitted = safe(&name.content).fit(names.columns(width)).to_string();
            name.content = (fitted + GAP).into();
        }
        let indent: usize = lead.iter().map(Span::width).sum();
        let rows = wrap::rows(&self.body, width.saturating_sub(indent).max(8));
        let end = |row: &Range<usize>| row.start + self.body[row.clone()].trim_end().len();
        let texts = rows.into_iter().map(|row| self.pieces(row.start..end(&row)));
        let texts = texts.map(|pieces| pieces.map(|piece| piece.span(theme)).collect::<Vec<_>>());
        let mut lead = Some(lead);
        let mut lines: Vec<Line> = texts
            .map(|text| match lead.take() {
                Some(lead) => Line::from_iter(lead.into_iter().chain(text)),
                None => Line::from_iter([Span::raw(" ".repeat(indent))].into_iter().chain(text)),
            })
            .collect();
        lines.extend(lead.map(Line::from));
        lines
    }
}

/// All facts of a contact, the more pressing first, for lines of `width` columns.
pub(in crate::tui) fn of(contact: ContactId, width: usize, ctx: &Ctx) -> Vec<Fact> {
    let Some(row) = ctx.book.contact(contact) else { return Vec::new() };
    let mut facts = standing(row, width, ctx);
    facts.extend(pinned(row, ctx));
    facts.extend(past(row, ctx));
    if !row.notes.is_empty() {
        facts.push(Fact::empty());
        facts.push(Fact::new(row.notes.clone(), Role::Dim));
    }
    facts
}

/// How things stand with a contact: who they are, rhythm, channels (several in a line where `width` has room for them), and
/// what is open.
pub(in crate::tui) fn standing(row: &Row, width: usize, ctx: &Ctx) -> Vec<Fact> {
    let contact = row.id;
    let mut facts = vec![who(row, ctx), rhythm(row, ctx)];
    if let Some(not) = row.do_not_contact.as_ref().filter(|not| not.holds_on(ctx.today)) {
        let until = not.until.map(|day| days::with_weekday(ctx.text, day, ctx.today));
        let words = match until {
            Some(day) => say!(ctx.text, "briefing-do-not-contact-until", day = day),
            None => say!(ctx.text, "briefing-do-not-contact"),
        };
        facts.push(Fact::new(joined([words, not.reason.clone()]), Role::Error).lead("✗ ", Role::Error));
    }
    facts.extend(
        row.ceiling_reached(ctx.settings, ctx.today)
            .map(|reached| Fact::new(may::reached(ctx.text, reached), Role::Warning).lead("▲ ", Role::Warning)),
    );
    facts.extend(channels(row, width, ctx));
    if let Some(draft) = ctx.draft_on(RecordId::new(RecordKind::Contact, contact.0)) {
        let is_said = |(name, value): &(String, String)| {
            !value.is_empty() && !CHOSEN.contains(&name.as_str()) && !name.starts_with(WAS)
        };
        let said: Vec<String> = draft::typed(draft).into_iter().filter(is_said).map(|(_, value)| value).collect();
        let said = said.join(" · ");
        // It comes back for all of them together.
        let words = match draft::contacts(draft) {
            whom if whom.len() > 1 => {
                say!(ctx.text, "briefing-draft-many", whom = sheet::whom(&whom, ctx), said = said)
            }
            _ => say!(ctx.text, "briefing-draft", said = said),
        };
        facts.push(Fact::new(words, Role::Draft).lead("✎ ", Role::Draft));
    }
    let feedback = ctx.book.feedback_of(contact);
    let complaints = feedback.iter().filter(|f| f.kind == FeedbackKind::Complaint);
    let complaints = complaints.map(|one| (one.due().unwrap_or(one.day), open_complaint(one, ctx)));
    let promises = ctx.book.follow_ups_of(contact).into_iter().map(|one| (one.due, follow_up(one, ctx)));
    let mut open: Vec<(NaiveDate, Fact)> = complaints.chain(promises).chain(others(contact, ctx)).collect();
    // What is due in its order, then what comes by its day.
    open.sort_by_key(|(due, _)| (*due).max(ctx.today));
    facts.extend(open.into_iter().map(|(_, fact)| fact));
    let other = feedback.iter().filter(|f| f.kind != FeedbackKind::Complaint);
    facts.extend(other.map(|f| {
        let words = names::heard(ctx.text, f);
        Fact::new(words, Role::Text).lead("· ", Role::Dim).on(Item::Feedback(f.id))
    }));
    facts.extend(ctx.book.untold_feedback_of(contact).into_iter().map(|one| {
        let kind = names::feedback(ctx.text, one.kind);
        let progress = progress(ctx.text, one, ctx.today);
        let words = say!(ctx.text, "briefing-untold", kind = kind, progress = progress, said = one.text.as_str());
        Fact::new(words, Role::Text).lead("○ ", Role::Warning).on(Item::Feedback(one.id))
    }));
    facts
}

/// What is pinned, a line each.
pub(in crate::tui) fn pinned(row: &Row, ctx: &Ctx) -> Vec<Fact> {
    let line = |pin: &Glance| {
        Fact::new(pin.text.clone(), Role::Text)
            .lead(format!("{}  ", say!(ctx.text, "briefing-pinned")), Role::Section)
            .lead(format!("{}  ", days::short(ctx.text, pin.day(), ctx.today)), Role::Dim)
            .on(Item::Interaction(pin.id))
    };
    row.pinned.list.iter().map(line).collect()
}

/// What happened, as far as the book knows it: the newest but those that are [`pinned`].
pub(in crate::tui) fn past(row: &Row, ctx: &Ctx) -> Vec<Fact> {
    let is_pinned = |one: &Glance| row.pinned.list.iter().any(|pin| pin.id == one.id);
    let list: Vec<&Glance> = row.interactions.list.iter().filter(|one| !is_pinned(one)).collect();
    let mut facts = Vec::new();
    if !list.is_empty() {
        facts.push(Fact::empty());
        facts.extend(glances(list, ctx));
    }
    facts
}

/// Role, company, tier, stage, du or Sie.
fn who(row: &Row, ctx: &Ctx) -> Fact {
    let text = ctx.text;
    let parts = [
        row.role.clone(),
        ctx.book.company_name(row).to_owned(),
        row.tier.map(|tier| names::tier(text, tier)).unwrap_or_default(),
        row.stage.map(|stage| names::stage(text, stage)).unwrap_or_default(),
        row.address_form.map(|form| names::address_form(text, form)).unwrap_or_default(),
        row.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "),
    ];
    Fact::new(joined(parts), Role::Text)
}

/// The figure for how a relationship stands, if there is one, and what it was where it was better.
pub(in crate::tui) fn health(standing: Standing, ctx: &Ctx) -> Option<Fact> {
    let (now, text) = (standing.now?, ctx.text);
    let figure = say!(text, "health-figure", figure = now, band = words::band(text, Band::of(now)));
    let key = ctx.keys.shown(Action::Health);
    Some(match standing.worse() {
        Some(_) => {
            let ago = days::count(text, BEFORE.into());
            let before = say!(text, "health-before", figure = standing.before.unwrap_or_default(), days = ago);
            Fact::new(say!(text, "fact-health", figure = joined([figure, before]), key = key), Role::Late)
        }
        None => Fact::new(say!(text, "fact-health", figure = figure, key = key), Role::Text),
    })
}

fn rhythm(row: &Row, ctx: &Ctx) -> Fact {
    let text = ctx.text;
    let every: Option<Every> = match row.cadence {
        Cadence::Every(span) => Some(span),
        Cadence::Never => None,
        Cadence::ByTier => ctx.settings.rhythm_of(row.tier),
    };
    let every = every.map_or_else(|| say!(text, "briefing-no-rhythm"), |span| days::every(text, span));
    let last = match row.last_touch().filter(|_| row.imported_contact().is_none()) {
        Some(touch) => {
            let (day, kind) = (touch.day(), names::kind(text, touch.kind));
            let (distance, day) = (days::distance(text, day, ctx.today), days::short(text, day, ctx.today));
            say!(text, "briefing-last", kind = kind, day = day, distance = distance)
        }
        None => match row.imported_contact() {
            Some(day) => reason::imported(text, day, ctx.today),
            None => say!(text, "briefing-never", day = days::short(text, row.added, ctx.today)),
        },
    };
    Fact::new(joined([every, last]), Role::Text)
}

/// The channels that are known or decided on, each with what is allowed and its address: as many in a line as fit.
fn channels(row: &Row, width: usize, ctx: &Ctx) -> Vec<Fact> {
    let mut lines: Vec<Fact> = Vec::new();
    for next in Channel::ALL.into_iter().filter_map(|channel| self::channel(row, channel, ctx)) {
        match lines.last_mut() {
            Some(line) if line.width() + 3 + next.width() <= width => {
                let before: Vec<Piece> = line.pieces(0..line.body.len()).collect();
                line.lead.extend(before);
                line.lead.push(Piece { words: "   ".to_owned(), role: Role::Text, struck: false });
                (line.body, line.struck) = (next.body, next.struck);
                line.lead.extend(next.lead);
            }
            _ => lines.push(next),
        }
    }
    lines
}

fn channel(row: &Row, channel: Channel, ctx: &Ctx) -> Option<Fact> {
    let address = match channel {
        Channel::Phone => row.phones.first().map(|phone| ctx.settings.country.shown(&phone.value)),
        Channel::Mail => row.mails.first().map(|mail| mail.value.clone()),
        _ => None,
    };
    let decided = row.decision(channel);
    let preferred = row.preferred_channel == Some(channel);
    if address.is_none() && !preferred && !row.consents.iter().any(|one| one.channel == channel) {
        return None;
    }
    let state = decided.map_or(ConsentState::Unknown, |consent| consent.state);
    let may = row.may(channel, ctx.today);
    let (sign, role) = match state {
        _ if !may.is_allowed() => ("✗", Role::Error),
        ConsentState::Given => ("✓", Role::Good),
        ConsentState::Withdrawn => ("✗", Role::Error),
        ConsentState::Unknown => ("?", Role::Dim),
    };
    let withdrawn = decided.filter(|consent| consent.state == ConsentState::Withdrawn).map(|consent| {
        let day = days::short(ctx.text, consent.day, ctx.today);
        say!(ctx.text, "briefing-withdrawn", day = day)
    });
    let preferred = preferred.then(|| say!(ctx.text, "briefing-preferred"));
    let address = address.map(|address| safe(&address).into_owned().to_string());
    let own = row.in_force_for_one().filter(|one| one.channel == channel);
    let own = own.map(|one| {
        format!(
            "{}: {}",
            one.purpose.map(|own| names::purpose(ctx.text, own)).unwrap_or_default(),
            names::consent(ctx.text, one.state)
        )
    });
    let said = [withdrawn, address.clone(), preferred].map(Option::unwrap_or_default);
    let body = joined(said.into_iter().chain(own));
    let name = format!("{} ", names::channel(ctx.text, channel));
    let fact = Fact::new(body, Role::Text).lead(name, Role::Dim).lead(format!("{sign} "), role);
    Some(match address {
        Some(address) if !may.is_allowed() => fact.striking(&address),
        _ => fact,
    })
}

/// Reasons that stand nowhere else in the briefing: a birthday, a retry.
fn others(contact: ContactId, ctx: &Ctx) -> Vec<(NaiveDate, Fact)> {
    let reasons = ctx.entry(contact).map(|entry| entry.reasons).unwrap_or_default();
    let others = reasons.iter().filter(|r| matches!(r.why, Why::Retry { .. } | Why::Birthday { .. }));
    let fact = |r| Fact::new(reason::long(ctx.text, r, ctx.today), Role::Text).lead("› ", Role::Warning);
    others.map(|r| (r.due, fact(r))).collect()
}

pub(in crate::tui) fn open_complaint(complaint: &Feedback, ctx: &Ctx) -> Fact {
    let due = complaint.due().unwrap_or(complaint.day);
    let late = (ctx.today - due).num_days();
    let (when, role) = if late > 0 {
        (days::late(ctx.text, late), Role::Late)
    } else {
        (days::with_weekday(ctx.text, due, ctx.today), Role::Text)
    };
    let words = say!(ctx.text, "briefing-complaint", when = when, said = complaint.text.as_str());
    let snoozed = reason::snoozed(ctx.text, complaint.snoozed_until.filter(|_| late <= 0), ctx.today);
    let more = complaints::briefly(ctx.text, complaint, ctx.today);
    let words = joined([vec![words], more, snoozed.into_iter().collect()].concat());
    Fact::new(words, role).lead("! ", Role::Late).on(Item::Feedback(complaint.id))
}

pub(in crate::tui) fn follow_up(promise: &FollowUp, ctx: &Ctx) -> Fact {
    let late = (ctx.today - promise.due).num_days();
    let day = days::moment(ctx.text, promise.due, promise.time, ctx.today);
    let when = if late > 0 { format!("{day}, {}", days::late(ctx.text, late)) } else { day };
    let role = if late > 0 { Role::Late } else { Role::Text };
    let snoozed = reason::snoozed(ctx.text, promise.snoozed_until, ctx.today);
    Fact::new(joined([reason::title(ctx.text, &promise.title), snoozed.unwrap_or_default()]), Role::Text)
        .lead("› ", role)
        .lead(format!("{when}  "), role)
        .on(Item::FollowUp(promise.id))
}

/// Interactions, a line each: day, kind, text.
pub(in crate::tui) fn glances<'a>(list: impl IntoIterator<Item = &'a Glance>, ctx: &Ctx) -> Vec<Fact> {
    let lines: Vec<(&Glance, String, String)> = list
        .into_iter()
        .map(|glance| (glance, days::short(ctx.text, glance.day(), ctx.today), names::kind(ctx.text, glance.kind)))
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| safe(text).width()).max().unwrap_or(0);
    let (day_columns, kind_columns) =
        (widest(&mut lines.iter().map(|l| &l.1)), widest(&mut lines.iter().map(|l| &l.2)));
    lines
        .into_iter()
        .map(|(glance, day, kind)| {
            let mark = names::mark(ctx.text, glance.outcome, glance.automatic).unwrap_or_default();
            let others = match glance.others {
                0 => String::new(),
                others => say!(ctx.text, "briefing-others", count = others),
            };
            Fact::new(joined([mark, glance.text.clone(), others]), Role::Text)
                .lead(format!("{}  ", safe(&day).fit_right(day_columns)), Role::Dim)
                .lead(format!("{}  ", safe(&kind).fit(kind_columns)), Role::Dim)
                .on(Item::Interaction(glance.id))
        })
        .collect()
}

/// The parts that say something, with a point between.
pub(in crate::tui) fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    // A line is broken behind the point, never before it.
    said.join("\u{a0}· ")
}
