//! A company in the list: name, how many work there, tier, last touch, what is open, industry and city, tags.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::company::Company;
use crate::domain::display::safe;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::{Query, Sentence};
use crate::domain::standing::Standing;
use crate::say;
use crate::text::days;
use crate::tui::briefing::company::city;
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::picker::highlighted;

/// Columns of how many work there, the tier, the last touch and what is open. The last of each column is a blank.
const PEOPLE: usize = 5;
const TIER: usize = 3;
const TOUCHED: usize = 13;
const OPEN: usize = 8;

/// Columns of name, industry with city, and tags in a list `width` columns wide, of which the last is for the sign that there
/// is more.
fn columns(width: usize) -> (usize, usize, usize) {
    let room = width.saturating_sub(3 + PEOPLE + TIER + TOUCHED + OPEN + 1);
    let name = (room * 55 / 100).clamp(12, 32);
    let what = room.saturating_sub(name);
    // Where it is narrow, what a company does matters more than tags.
    if what < 40 { (name, what, 0) } else { (name, what * 3 / 5, what - what * 3 / 5) }
}

/// What the columns hold.
pub(super) fn heading(width: usize, ctx: &Ctx) -> Line<'static> {
    let (name, what, tags) = columns(width);
    let words = [
        cell(&say!(ctx.text, "field-name"), name),
        format!("{} ", safe("#").fit_right(PEOPLE - 2)),
        " ".repeat(TIER + 1),
        cell(&say!(ctx.text, "contacts-touched"), TOUCHED),
        cell(&say!(ctx.text, "companies-open"), OPEN),
        cell(&say!(ctx.text, "companies-what"), what),
        cell(&say!(ctx.text, "field-tags"), tags),
    ];
    Line::styled(format!("   {}", words.concat()), ctx.theme.style(Role::Dim))
}

/// Columns for what was said in the row of a company that was found by it.
pub(super) fn room(width: usize) -> usize {
    width.saturating_sub(3 + columns(width).0 + 1)
}

/// The row of a company that was found by what was said: the name, and the sentence.
pub(super) fn said_line(company: &Company, selected: bool, said: &Sentence, width: usize, ctx: &Ctx) -> Line<'static> {
    let (mut spans, base) = begin(company, selected, ctx);
    spans.push(Span::styled(cell(&company.name, columns(width).0), base));
    spans.extend(list::said(said, room(width) + 1, base, ctx.theme));
    Line::from(spans)
}

/// What stands before the name: the bar of the selection, and a sign; and the style of the row.
fn begin(company: &Company, selected: bool, ctx: &Ctx) -> (Vec<Span<'static>>, Style) {
    let (bar, base) = list::bar(selected, ctx.theme);
    let on = RecordId::new(RecordKind::Company, company.id.0);
    let sign = if ctx.draft_on(on).is_some() { "✎ " } else { "  " };
    (vec![bar, Span::styled(sign, ctx.theme.style(Role::Draft).patch(base))], base)
}

/// One company's row, `width` columns wide.
pub(super) fn line(
    company: &Company,
    standing: &Standing,
    selected: bool,
    query: Option<&Query>,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let theme = ctx.theme;
    let (mut spans, base) = begin(company, selected, ctx);
    let (name, what, tags) = columns(width);
    let span = |text: String, role: Role| Span::styled(text, theme.style(role).patch(base));

    let touched = standing.touched.map_or("–".to_owned(), |day| days::short(ctx.text, day.into(), ctx.today));
    let tier = company.tier.map_or(' ', |tier| tier.letter());
    let tag_words: Vec<String> = company.tags.iter().map(|tag| format!("#{tag}")).collect();
    let place = [company.industry.as_str(), city(company)];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");

    let shown = cell(&company.name, name);
    let hits = query.map(|query| query.highlights_in_company(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, base, theme.style(Role::Match).patch(base)));
    let people = if standing.contacts == 0 { "–".to_owned() } else { standing.contacts.to_string() };
    spans.push(span(format!("{} ", safe(&people).fit_right(PEOPLE - 2)), Role::Text));
    spans.push(span(format!(" {tier}{}", " ".repeat(TIER - 1)), Role::Text));
    spans.push(span(cell(&touched, TOUCHED), Role::Dim));
    spans.extend(open(standing).map(|(text, role)| span(text, role)));
    let (dim, hit) = (theme.style(Role::Dim).patch(base), theme.style(Role::Match).patch(base));
    let shown = cell(&place, what);
    let hits = query.map(|query| query.highlights_in_words(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, dim, hit));
    let shown = cell(&tag_words.join(" "), tags);
    let hits = query.map(|query| query.highlights_in_tags(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, dim, hit));
    spans.push(Span::styled(" ", base));
    Line::from(spans)
}

/// `!1 ›2`: open complaints and follow-ups.
fn open(standing: &Standing) -> [(String, Role); 2] {
    let sign = |sign: char, count: usize| if count == 0 { String::new() } else { format!("{sign}{count}") };
    let first = OPEN / 2;
    [
        (cell(&sign('!', standing.complaints), first), Role::Late),
        (cell(&sign('›', standing.follow_ups), OPEN - first), Role::Text),
    ]
}
