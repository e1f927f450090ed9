//! How the pairs are painted: a line each with the reasons, and under them the selected two side by side.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{DuplicatesScreen, firms};
use crate::domain::contact::Labelled;
use crate::domain::display::safe;
use crate::domain::id::ContactId;
use crate::domain::pairs::Pair;
use crate::domain::row::Row as Contact;
use crate::say;
use crate::text::pairs::{decision, why};
use crate::text::{days, names};
use crate::tui::ctx::Ctx;
use crate::tui::listing;
use crate::tui::screens::Screen as _;
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, rule, wrap};

/// Columns of the likeness, with a blank behind.
const SCORE: usize = 6;
/// From so many columns on companies stand in the list; below it they are told under it alone.
const WIDE: usize = 100;
/// Columns of what a fact is called.
const LABEL: usize = 14;
/// Rows of both side by side, with their names; where few pairs are listed so many more, and so many pairs stay in sight.
const FACTS: u16 = 10;
const MORE_FACTS: u16 = 5;
const LISTED: usize = 5;

pub(super) fn draw(screen: &mut DuplicatesScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let empty = if screen.is_empty() { Some(empty(screen, ctx)) } else { None };
    let around = listing::around(&title(screen, ctx), &screen.filter, None, empty, frame, area, ctx);
    let Some(below) = around else { return };
    // A few pairs leave room for values that take several lines.
    let listed = if screen.of_companies { screen.firms.list.listed().len() } else { screen.list.listed().len() };
    let usual = below.height - FACTS.min(below.height / 2);
    let needed = u16::try_from(listed.max(LISTED)).unwrap_or(u16::MAX);
    let rows = usual.min(needed.max(below.height.saturating_sub(FACTS + MORE_FACTS)));
    let halves = ctx.sharing.stacked(screen.panes(), below, rows);
    match halves.first {
        Some(rows) if screen.of_companies => screen.firms.draw_rows(frame, rows, ctx),
        Some(rows) => draw_rows(screen, frame, rows, ctx),
        None => {}
    }
    let Some(place) = halves.second.filter(|place| !ctx.leaves(frame, *place)) else { return };
    if screen.of_companies {
        if let Some(pair) = screen.firms.pair() {
            draw_facts(&firms::why(pair, ctx), firms::facts(pair, ctx), frame, place, ctx);
        }
    } else if let Some(pair) = screen.pair() {
        draw_both(pair, frame, place, ctx);
    }
}

fn draw_rows(screen: &mut DuplicatesScreen, frame: &mut Frame, rows: Rect, ctx: &Ctx) {
    let (above, under) = screen.list.show(rows.height.into());
    ctx.spots.pane(rows, Pane::List);
    for (y, (place, pair)) in (rows.y..rows.bottom()).zip(screen.listed_pairs().enumerate().skip(above)) {
        ctx.spots.row(Rect { y, height: 1, ..rows }, Pane::List, place);
        let line = row(pair, place == screen.list.at(), rows.width.into(), ctx);
        frame.render_widget(Row(line), Rect { y, height: 1, ..rows });
    }
    list::more(above, under, frame, rows, ctx.theme);
}

/// How many pairs there are, how many of them the filter lets through, and how many pairs of companies; in brackets what is shown, where
/// there are both.
fn title(screen: &DuplicatesScreen, ctx: &Ctx) -> String {
    let certain = screen.listed_pairs().filter(|pair| pair.likeness.is_certain).count();
    let (count, all) = (screen.list.listed().len(), screen.pairs.len());
    let title = match (all, screen.filter.lets_all_through()) {
        (0, _) => say!(ctx.text, "duplicates-title"),
        (_, true) => say!(ctx.text, "duplicates-count", count = count),
        (_, false) => say!(ctx.text, "duplicates-found", count = count, all = all),
    };
    let certain = (certain > 0).then(|| say!(ctx.text, "duplicates-certain", count = certain));
    let contacts = [title].into_iter().chain(certain).collect::<Vec<_>>().join(" · ");
    let (count, all) = (screen.firms.list.listed().len(), screen.firms.pairs.len());
    if all == 0 && !screen.of_companies {
        return contacts;
    }
    let companies = match screen.filter.lets_all_through() {
        true => say!(ctx.text, "duplicates-companies", count = count),
        false => say!(ctx.text, "duplicates-companies-found", count = count, all = all),
    };
    listing::views([(contacts, !screen.of_companies), (companies, screen.of_companies)], 0, 0, ctx)
}

/// What is said where there are none.
fn empty(screen: &DuplicatesScreen, ctx: &Ctx) -> String {
    match screen.is_known {
        true if screen.of_companies && screen.firms.pairs.is_empty() => say!(ctx.text, "pairs-none-companies"),
        true if !screen.of_companies && screen.pairs.is_empty() => say!(ctx.text, "duplicates-none"),
        true => screen.filter.nothing(ctx),
        false if ctx.reads_long => say!(ctx.text, "duplicates-reading"),
        false => String::new(),
    }
}

/// A pair in a line: likeness, both, with their companies where there is room, the reasons.
fn row(pair: &Pair, selected: bool, width: usize, ctx: &Ctx) -> Line<'static> {
    let theme = ctx.theme;
    let (bar, base) = list::bar(selected, theme);
    // The last column is for the sign that there is more.
    let room = width.saturating_sub(1 + SCORE + 1);
    let who = (room * 3 / 10).clamp(16, 40);
    let reason = room.saturating_sub(2 * who);
    let style = |role: Role| theme.style(role).patch(base);
    let score = if pair.likeness.is_certain { Role::Good } else { Role::Dim };
    let said = why(ctx.text, pair, ctx.book);
    let likeness = say!(ctx.text, "duplicates-score", score = pair.likeness.score.to_string());
    let name = |id: ContactId| if width < WIDE { ctx.name(id).to_owned() } else { with_company(id, ctx) };
    Line::from(vec![
        bar,
        Span::styled(format!("{likeness:>5} "), style(score)),
        Span::styled(list::cell(&name(pair.one), who), style(Role::Text)),
        Span::styled(list::cell(&name(pair.other), who), style(Role::Text)),
        Span::styled(safe(&said).fit(reason).to_string(), style(Role::Dim)),
        Span::styled(" ", base),
    ])
}

fn with_company(id: ContactId, ctx: &Ctx) -> String {
    let company = ctx.book.facts_of(id).and_then(|facts| facts.company).map(|id| ctx.book.company_name_of(id));
    match company.filter(|company| !company.is_empty()) {
        Some(company) => format!("{}, {company}", ctx.name(id)),
        None => ctx.name(id).to_owned(),
    }
}

/// Both, fact by fact; what differs stands out.
fn draw_both(pair: &Pair, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let (Some(one), Some(other)) = (ctx.book.contact(pair.one), ctx.book.contact(pair.other)) else { return };
    let facts = facts(one, ctx).into_iter().zip(facts(other, ctx));
    let both = facts.map(|((label, here), (_, there))| (label, [here, there])).collect();
    draw_facts(&why(ctx.text, pair, ctx.book), both, frame, area, ctx);
}

/// Two side by side, fact by fact, under why they may be one. What is too long for its line goes on in the next, as long as there is
/// room for all.
fn draw_facts(why: &str, facts: Vec<(String, [String; 2])>, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let theme = ctx.theme;
    let why = safe(why).to_string();
    // The rule begins before the words and goes on behind them.
    let mut said =
        wrap::rows(&why, usize::from(area.width).saturating_sub(4)).into_iter().map(|row| why[row].trim_end());
    let title = said.next().unwrap_or_default();
    rule::title(frame.buffer_mut(), Rect { height: 1, ..area }, title, false, theme);
    let mut lines: Vec<Line> = said.map(|row| Line::styled(format!(" {row}"), theme.style(Role::Title))).collect();
    let column = usize::from(area.width).saturating_sub(1 + LABEL) / 2;
    let told: Vec<_> = facts.into_iter().filter(|(_, both)| both.iter().any(|value| !value.is_empty())).collect();
    let mut spare = usize::from(area.height).saturating_sub(1 + lines.len() + told.len());
    for (label, both) in told {
        let role = if both[0] == both[1] { Role::Dim } else { Role::Text };
        let both = both.map(|value| if value.is_empty() { "–".to_owned() } else { safe(&value).to_string() });
        let rows = both.each_ref().map(|value| wrap::rows(value, column.saturating_sub(1)));
        let more = rows.iter().map(Vec::len).max().unwrap_or(1) - 1;
        let height = 1 + more.min(spare);
        spare -= height - 1;
        for at in 0..height {
            let label = Span::styled(list::cell(if at == 0 { &label } else { "" }, LABEL), theme.style(Role::Dim));
            let cells = both.iter().zip(&rows).map(|(value, rows)| {
                // The last line says by its end that there is more.
                let row = rows
                    .get(at)
                    .map_or("", |row| if at + 1 == height { &value[row.start..] } else { &value[row.clone()] });
                Span::styled(list::cell(row.trim_end(), column), theme.style(role))
            });
            lines.push([Span::raw(" "), label].into_iter().chain(cells).collect());
        }
    }
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        frame.render_widget(Row(line), Rect { y, height: 1, ..area });
    }
}

/// What the book knows of one, by its name; an empty text where nothing is known.
fn facts(row: &Contact, ctx: &Ctx) -> [(String, String); 10] {
    let text = ctx.text;
    let values = |list: &[Labelled]| list.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(", ");
    let company = [ctx.book.company_name(row), row.role.as_str()];
    let company = company.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let happened = match row.last_touch() {
        Some(touch) => {
            let last = format!("{} {}", names::kind(text, touch.kind), days::short(text, touch.day(), ctx.today));
            say!(text, "duplicates-happened", count = row.interactions.count, last = last)
        }
        None if row.interactions.count > 0 => say!(text, "merge-happened", count = row.interactions.count),
        None => String::new(),
    };
    let consents: Vec<String> = row
        .in_force()
        .chain(row.in_force_for_one())
        .map(|one| {
            let purpose = one.purpose.map(|purpose| format!(", {}", names::purpose(text, purpose))).unwrap_or_default();
            format!("{}{purpose} {}", names::channel(text, one.channel), decision(text, one, ctx.today))
        })
        .collect();
    let archived = if row.archived { say!(text, "fact-yes") } else { String::new() };
    [
        (say!(text, "field-name"), row.name.clone()),
        (say!(text, "field-company"), company),
        (say!(text, "field-mail"), values(&row.mails)),
        (say!(text, "field-phone"), values(&row.phones)),
        (say!(text, "field-birthday"), row.birthday.map(|born| days::birthday(text, born)).unwrap_or_default()),
        (say!(text, "field-tags"), row.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
        (say!(text, "duplicates-consent"), consents.join(", ")),
        (say!(text, "duplicates-history"), happened),
        (say!(text, "duplicates-added"), days::short(text, row.added, ctx.today)),
        (say!(text, "duplicates-archived"), archived),
    ]
}
