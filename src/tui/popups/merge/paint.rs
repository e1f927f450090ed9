//! How both are painted side by side: fields with a sign before what is taken, what hangs on each, and what would be lost.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::sides::{Both, Merge};
use crate::domain::act::{Compared, Decided, Piece};
use crate::domain::consent::Purpose;
use crate::domain::contact::{Channel, told_apart};
use crate::domain::display::safe;
use crate::domain::row::{ConsentNow, Row as Contact};
use crate::domain::standing;
use crate::say;
use crate::text::merged::over;
use crate::text::pairs::{consent_for, contradiction, decision};
use crate::text::{days, label as labels, names};
use crate::tui::ctx::Ctx;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, window, wrap};

/// Columns inside the box where there is room, and those that a field's name has at least.
const COLUMNS: u16 = 150;
const LABEL: usize = 16;

/// Columns of a field's name, and of each of both sides.
#[derive(Clone, Copy)]
struct Widths {
    label: usize,
    side: usize,
}

impl Widths {
    /// So that the longest name has room in a third of the window: of a consent its purpose stands in it.
    fn of<'a>(labels: impl Iterator<Item = &'a String>, width: usize) -> Self {
        let longest = labels.map(|label| safe(label).width() + 1).max().unwrap_or(0);
        let label = longest.min(width / 3).max(LABEL);
        Self { label, side: width.saturating_sub(1 + label) / 2 }
    }
}

pub(super) fn draw(merge: &mut Merge, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let columns = COLUMNS.min(area.width.saturating_sub(4));
    let below = below(merge, ctx);
    let width = usize::from(columns);
    let names: Vec<String> = merge.fields.iter().map(|field| named(field, ctx)).collect();
    let widths = Widths::of(names.iter().chain(below.iter().map(|(label, _)| label)), width);
    let Widths { label, side: column } = widths;
    // The selected field's values stand there whole: their rows more than the one that each field has.
    let unfolded = merge.fields.get(merge.at).map_or(0, |field| row(field, true, widths, ctx).len() - 1);
    let rows = (merge.fields.len().max(3) + unfolded + below.len()) as u16 + 3;
    let title = match merge.both {
        Both::Contacts(_) => say!(ctx.text, "merge-people"),
        Both::Companies(_) => say!(ctx.text, "merge-preview"),
    };
    let inner = window::draw(&title, columns, rows, frame, area, ctx);
    let theme = ctx.theme;
    let line = |y: u16| Rect { y, height: 1, ..inner };
    if merge.records.is_none() && merge.failed.is_none() {
        if ctx.reads_long {
            let words = Line::styled(say!(ctx.text, "popup-reading"), theme.style(Role::Dim));
            frame.render_widget(words, line(inner.y));
        }
        return;
    }
    let heads = [say!(ctx.text, "merge-head-kept"), say!(ctx.text, "merge-head-gone")];
    let heads = heads.map(|words| Span::styled(list::cell(&words, column), theme.style(Role::Section)));
    let blank = Span::raw(" ".repeat(1 + label));
    frame.render_widget(Row(Line::from([blank].into_iter().chain(heads).collect::<Vec<_>>())), line(inner.y));
    // Where there is little room, the fields come first.
    let fields_rows = ((merge.fields.len() + unfolded) as u16).clamp(1, 4.max(unfolded as u16 + 2));
    let below_rows = (below.len() as u16).min(inner.height.saturating_sub(3 + fields_rows));
    let fields = Rect { y: inner.y + 1, height: inner.height.saturating_sub(3 + below_rows), ..inner };
    // So many fields are in sight: the selected one takes several rows.
    let unfolded = unfolded.min(usize::from(fields.height.saturating_sub(1)));
    let in_sight = usize::from(fields.height) - unfolded.min(usize::from(fields.height));
    merge.scroll.show(merge.at, merge.fields.len(), in_sight);
    let from = merge.scroll.offset;
    ctx.spots.list(inner);
    let mut y = fields.y;
    for (place, field) in merge.fields.iter().enumerate().skip(from) {
        let rows = row(field, place == merge.at, widths, ctx);
        merge.down = if place == merge.at { merge.down.min(rows.len() - 1 - unfolded) } else { merge.down };
        let hidden = if place == merge.at { merge.down } else { 0 };
        let (begins, goes_on) = (y, rows.len() > hidden + 1 + unfolded);
        for row in rows.into_iter().skip(hidden).take(1 + unfolded) {
            if y >= fields.bottom() {
                break;
            }
            frame.render_widget(Row(row), line(y));
            ctx.spots.row(line(y), Pane::List, place);
            for side in 0..2 {
                let x = inner.x + (1 + label + side * column) as u16;
                let cell = Rect { x, width: column as u16, ..line(y) }.intersection(inner);
                ctx.spots.point(cell, Point::Choice(place, side));
            }
            y += 1;
        }
        if place == merge.at && (hidden > 0 || goes_on) {
            let whole = Rect { y: begins, height: y - begins, ..fields };
            list::more(hidden, usize::from(goes_on), frame, whole, theme);
        }
    }
    let rest = merge.fields.len().saturating_sub(from + in_sight);
    list::more(from, rest, frame, fields, theme);
    for (y, (name, sides)) in (fields.bottom()..fields.bottom() + below_rows).zip(&below) {
        let label = Span::styled(list::cell(name, label), theme.style(Role::Dim));
        let cells = sides.iter().map(|words| Span::styled(list::cell(words, column), theme.style(Role::Dim)));
        let line_of = [Span::raw(" "), label].into_iter().chain(cells).collect::<Vec<_>>();
        frame.render_widget(Row(Line::from(line_of)), line(y));
    }
    let (words, role) = said(merge, ctx);
    let words = safe(&words).cut(width).to_string();
    frame.render_widget(Line::styled(words, theme.style(role)), line(inner.bottom().saturating_sub(1)));
}

/// A field, with a sign before each value of which some stands then and some doesn't: a row, and as many as it takes where it is
/// selected.
fn row(field: &Compared, selected: bool, Widths { label, side: column }: Widths, ctx: &Ctx) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let (bar, base) = list::bar(selected, theme);
    let style = |role: Role| -> Style { theme.style(role).patch(base) };
    let is_same = field.kept == field.gone && !field.after.is_empty();
    // Where nothing is taken both sides go.
    let is_lost = field.after.is_empty();
    let cell = |values: &[String]| {
        let stands: Vec<bool> = values.iter().map(|value| field.stands(value)).collect();
        let any = stands.iter().any(|stands| *stands);
        let (sign, role) = match any {
            _ if values.is_empty() || is_same => (" ", Role::Dim),
            true => ("✓", Role::Good),
            false if is_lost => ("✗", Role::Warning),
            false => ("○", Role::Dim),
        };
        let value = |(value, stands): (&String, &bool)| {
            let left_out = if any && !stands && !is_same { "○ " } else { "" };
            format!("{left_out}{}", if selected { value.clone() } else { value.replace('\n', " ") })
        };
        let words = values.iter().zip(&stands).map(value).collect::<Vec<_>>().join(" · ");
        let words = if values.is_empty() { "–".to_owned() } else { words };
        let text = if any && !is_same { Role::Text } else { Role::Dim };
        let column = column.saturating_sub(2);
        let words = words.lines().map(|line| safe(line).to_string()).collect::<Vec<_>>().join("\n");
        let row = |words: &str| Span::styled(list::cell(words, column), style(text));
        let rows = match selected {
            true => {
                wrap::rows(&words, column.saturating_sub(1)).into_iter().map(|at| row(words[at].trim_end())).collect()
            }
            false => vec![row(&words)],
        };
        (Span::styled(format!("{sign} "), style(role)), rows)
    };
    let name = list::cell(&named(field, ctx), label);
    let name = Span::styled(name, style(Role::Dim));
    let (kept, gone) = (cell(&field.kept), cell(&field.gone));
    let blank = |columns: usize| Span::styled(" ".repeat(columns), base);
    let side = |(sign, rows): &(Span<'static>, Vec<Span<'static>>), at: usize| match rows.get(at) {
        Some(row) => [if at == 0 { sign.clone() } else { blank(2) }, row.clone()],
        None => [blank(2), blank(column.saturating_sub(2))],
    };
    let line = |at: usize| {
        let name = if at == 0 { name.clone() } else { blank(label) };
        let sides = side(&kept, at).into_iter().chain(side(&gone, at));
        Line::from([bar.clone(), name].into_iter().chain(sides).collect::<Vec<_>>())
    };
    (0..kept.1.len().max(gone.1.len())).map(line).collect()
}

fn named(field: &Compared, ctx: &Ctx) -> String {
    match &field.piece {
        Piece::Field(name) => labels::field(ctx.text, &name.to_string()),
        Piece::Consent(channel, purpose) => consent_on(*channel, *purpose, ctx),
    }
}

fn consent_on(channel: Channel, purpose: Option<Purpose>, ctx: &Ctx) -> String {
    say!(ctx.text, "merge-consent-row", channel = consent_for(ctx.text, channel, purpose))
}

/// What goes over without being chosen: history and decisions of both, and whose decision holds then.
fn below(merge: &Merge, ctx: &Ctx) -> Vec<(String, [String; 2])> {
    let Both::Contacts([kept, gone]) = merge.both else { return Vec::new() };
    let (Some(kept), Some(gone)) = (ctx.book.contact(kept), ctx.book.contact(gone)) else {
        return Vec::new();
    };
    let mut all = vec![(say!(ctx.text, "duplicates-history"), [kept, gone].map(|row| happened(row, ctx)))];
    for one in merge.consents.iter().filter(|one| !one.differs()) {
        let holds = one.gone_holds();
        let said = |consent: &Option<ConsentNow>, holds: bool| match consent {
            None => "  –".to_owned(),
            Some(consent) => {
                format!("{} {}", if holds { "✓" } else { "○" }, decision(ctx.text, consent, ctx.today))
            }
        };
        all.push((consent_on(one.channel, one.purpose, ctx), [said(&one.kept, !holds), said(&one.gone, holds)]));
    }
    all
}

/// How much happened, and the last touch.
fn happened(row: &Contact, ctx: &Ctx) -> String {
    let text = ctx.text;
    let words = match row.last_touch() {
        Some(touch) => {
            let last = format!("{} {}", names::kind(text, touch.kind), days::short(text, touch.day(), ctx.today));
            say!(text, "duplicates-happened", count = row.interactions.count, last = last)
        }
        None if row.interactions.count > 0 => say!(text, "merge-happened", count = row.interactions.count),
        None => "–".to_owned(),
    };
    format!("  {words}")
}

/// What stands under it all: why it can't be done; whose decision holds where both contradict each other, of the selected channel
/// first; what of the selected field is lost; that they were told apart; else how much goes over.
fn said(merge: &Merge, ctx: &Ctx) -> (String, Role) {
    if let Some(why) = &merge.failed {
        return (why.clone(), Role::Error);
    }
    let lost = merge.fields.get(merge.at).filter(|field| field.after.is_empty()).map(Compared::loses);
    if let Some(lost) = lost.filter(|lost| !lost.is_empty()) {
        return (say!(ctx.text, "merge-drops", what = lost.join(" · ").replace('\n', " ")), Role::Warning);
    }
    if let Some(words) = contradictions(merge, ctx) {
        return (words, Role::Warning);
    }
    if are_apart(merge.both, ctx) {
        return (say!(ctx.text, "merge-are-apart"), Role::Warning);
    }
    let mut words = Vec::new();
    match merge.both {
        Both::Contacts(_) => {}
        Both::Companies([_, gone]) => {
            let people = standing::people(ctx.book, gone);
            words.push(say!(ctx.text, "merge-contacts", count = people.now.len() + people.others.len()));
        }
    }
    words.extend(merge.hanging().map(|hanging| over(ctx.text, hanging)).unwrap_or_default());
    if let Both::Contacts(_) = merge.both {
        words.push(say!(ctx.text, "merge-ids-lead"));
    }
    (words.join(" · "), Role::Dim)
}

/// Whether they were told apart.
fn are_apart(both: Both, ctx: &Ctx) -> bool {
    match both {
        Both::Contacts([one, other]) => {
            let knows =
                |one, other| ctx.book.contact(one).is_some_and(|row| told_apart(&row.ids).any(|apart| apart == other));
            knows(one, other) || knows(other, one)
        }
        Both::Companies([one, other]) => {
            let knows =
                |one, other| ctx.book.company(one).is_some_and(|known| known.told_apart().any(|apart| apart == other));
            knows(one, other) || knows(other, one)
        }
    }
}

/// Whose decision holds: on the selected channel, else on all on which both contradict each other.
fn contradictions(merge: &Merge, ctx: &Ctx) -> Option<String> {
    let selected = merge.fields.get(merge.at).map(|field| &field.piece);
    let is_selected = |one: &&Decided| selected == Some(&one.piece());
    let one = merge.consents.iter().find(is_selected);
    let all = merge.consents.iter().filter(|other| one.is_none_or(|one| one == *other));
    let said: Vec<String> = all.filter_map(|one| contradiction(ctx.text, one, ctx.today)).collect();
    (!said.is_empty()).then(|| said.join(" · "))
}
