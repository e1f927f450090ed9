//! The agenda's rows: headings, contacts and companies, and how one is painted.

use std::ops::Range;

use ratatui::text::{self, Span};

use crate::domain;
use crate::domain::agenda::{DAYS_AHEAD, Entry, Line, Reason, Section, Whom};
use crate::domain::display::safe;
use crate::domain::row::{Glance, Newest};
use crate::domain::standing;
use crate::say;
use crate::text::{days, names, reason};
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::theme::Role;
use crate::tui::widgets::list;
use crate::tui::widgets::picker::highlighted;

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row<'a> {
    /// That of a section, and how many stand in it.
    Heading(Section, usize),
    Line(&'a Line),
}

/// Lines with a heading above those of each section. A row is found when it is looked at: there may be many thousands.
pub(super) struct Rows<'a> {
    lines: &'a [Line],
    /// The sections in which somebody stands, and which of the lines are theirs.
    sections: Vec<(Section, Range<usize>)>,
}

impl<'a> Rows<'a> {
    /// Of lines in their order.
    pub fn of(lines: &'a [Line]) -> Self {
        let of = |section| {
            let from = lines.partition_point(|line| line.section() < section);
            (section, from..lines.partition_point(|line| line.section() <= section))
        };
        let all = [Section::Now, Section::Rhythm, Section::Next, Section::Touched].map(of);
        Self { lines, sections: all.into_iter().filter(|(_, lines)| !lines.is_empty()).collect() }
    }

    pub fn len(&self) -> usize {
        self.lines.len() + self.sections.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The row at a place, from 0 on.
    pub fn row(&self, at: usize) -> Option<Row<'a>> {
        let (above, (section, lines)) = self.section(at)?;
        Some(match at.checked_sub(lines.start + above + 1) {
            None => Row::Heading(*section, lines.len()),
            Some(place) => Row::Line(self.lines.get(lines.start + place)?),
        })
    }

    /// The heading under which a row stands; its own, if it is one.
    pub fn heading(&self, at: usize) -> Option<Row<'a>> {
        self.section(at).map(|(_, (section, lines))| Row::Heading(*section, lines.len()))
    }

    /// Which line stands in a row; none in a heading's.
    pub fn line_of(&self, at: usize) -> Option<usize> {
        let (above, (_, lines)) = self.section(at)?;
        at.checked_sub(lines.start + above + 1).map(|place| lines.start + place)
    }

    /// In which row a line stands.
    pub fn of_line(&self, place: usize) -> usize {
        place + self.sections.iter().filter(|(_, lines)| lines.start <= place).count()
    }

    /// The section to which a row belongs, and how many there are above it.
    fn section(&self, at: usize) -> Option<(usize, &(Section, Range<usize>))> {
        self.sections.iter().enumerate().find(|(above, (_, lines))| at < lines.end + above + 1)
    }
}

pub(super) fn heading(section: Section, ctx: &Ctx) -> String {
    match section {
        Section::Now => say!(ctx.text, "section-now"),
        Section::Rhythm => say!(ctx.text, "section-rhythm"),
        Section::Next => say!(ctx.text, "section-next", days = DAYS_AHEAD),
        Section::Touched => say!(ctx.text, "section-touched"),
    }
}

/// How a row stands in the list.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui::screens) struct Standing {
    pub selected: bool,
    pub marked: bool,
    /// Whether the list has the focus.
    pub focused: bool,
    /// Whether it was found by what was said, not by what they are.
    pub for_what_was_said: bool,
}

/// Columns of bar, lateness and sign before the name.
const BEFORE_NAME: usize = WHEN + 4;

/// Columns of the days late, or of the day to come.
const WHEN: usize = 6;

/// How wide name, company and reason are.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui::screens) struct Columns {
    name: usize,
    company: usize,
    reason: usize,
}

impl Columns {
    /// Of a list `width` columns wide in which these are in sight: what their reasons don't need is their companies'.
    pub fn of<'a>(in_sight: impl Iterator<Item = &'a Entry>, width: usize, ctx: &Ctx) -> Self {
        // Two columns between the three texts, one behind them.
        let room = width.saturating_sub(BEFORE_NAME + 5);
        let name = (room * 35 / 100).clamp(12, 26);
        let company = (room * 26 / 100).clamp(10, 26);
        let reason = room.saturating_sub(name + company);
        let widths = in_sight.map(|entry| (safe(beside(entry.whom, ctx)).width(), safe(&why(entry, ctx)).width()));
        let (called, said) = widths.fold((0, 0), |(a, b), (called, said)| (a.max(called), b.max(said)));
        let more = called.saturating_sub(company).min(reason.saturating_sub(said));
        Self { name, company: company + more, reason: reason - more }
    }
}

/// What stands beside the name: the company of a contact, who speaks for a company.
fn beside<'a>(whom: Whom, ctx: &Ctx<'a>) -> &'a str {
    match whom {
        Whom::Contact(contact) => ctx.book.contact(contact).map_or("", |row| ctx.book.company_name(row)),
        Whom::Company(company) => {
            let company = ctx.book.company(company);
            let face = company.and_then(|company| standing::spokesperson(ctx.book, company, ctx.today));
            face.map_or("", |contact| ctx.book.name(contact))
        }
    }
}

/// The row of a contact or company: bar, days late, sign, name, company, reason.
/// Where it was found by what was said, the sentence stands in the place of company and reason.
pub(in crate::tui::screens) fn line<'a>(
    entry: &Entry,
    standing: Standing,
    filter: &Filter,
    Columns { name, company, reason: rest }: Columns,
    ctx: &Ctx<'a>,
) -> text::Line<'a> {
    let theme = ctx.theme;
    let row = entry.whom.contact().map(|contact| ctx.book.contact(contact));
    // Gone since it was listed.
    if row == Some(None) {
        return text::Line::default();
    }
    let row = row.flatten();
    let (bar, base) = match (standing.selected, standing.focused) {
        (true, true) => ("▌", theme.style(Role::Selected)),
        (true, false) => ("▌", theme.style(Role::SelectedAside)),
        (false, _) => (" ", theme.style(Role::Text)),
    };
    let (sign, sign_role) = match (standing.marked, ctx.draft_on(entry.whom.record()).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) if row.is_some_and(|row| row.is_shunned(ctx.today)) => ("✗", Role::Error),
        (false, false) => row.map_or((" ", Role::Text), |row| today(row, ctx)),
    };
    let (when, when_role) = lateness(entry, ctx);
    let company_name = match beside(entry.whom, ctx) {
        "" => "–",
        name => name,
    };
    let span = |text: String, role: Role| Span::styled(text, theme.style(role).patch(base));
    let query = (!filter.is_empty() && !standing.for_what_was_said).then(|| filter.query());
    let said = entry.whom.contact().filter(|_| standing.for_what_was_said);
    let said = said.and_then(|contact| filter.sentence(contact, company + 2 + rest));
    let mut spans = vec![
        Span::styled(bar, base),
        span(safe(&when).fit_right(WHEN).into(), when_role),
        span(format!(" {sign} "), sign_role),
    ];
    let plain = theme.style(Role::Text).patch(base);
    let hit = theme.style(Role::Match).patch(base);
    let shown = safe(entry.whom.name(ctx.book)).fit(name).to_string();
    let hits = query.map(|query| query.highlights(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, plain, hit));
    spans.push(span("  ".into(), Role::Text));
    match said {
        Some(said) => {
            spans.extend(list::said(&said, company + 2 + rest, base, theme));
        }
        None => {
            let shown = safe(company_name).fit(company).to_string();
            let hits = query.map(|query| query.highlights_in_company(&shown)).unwrap_or_default();
            spans.extend(highlighted(&shown, &hits, plain, hit));
            spans.push(span("  ".into(), Role::Text));
            spans.push(span(safe(&why(entry, ctx)).fit(rest).into(), Role::Text));
        }
    }
    spans.push(span(" ".into(), Role::Text));
    text::Line::from(spans)
}

/// What was done today: touched, or tried; else that they were touched as often as they like.
fn today(row: &domain::row::Row, ctx: &Ctx) -> (&'static str, Role) {
    let is_today = |newest: &Newest| newest.first().is_some_and(|glance| glance.day() == ctx.today);
    if is_today(&row.touches) {
        ("✓", Role::Good)
    } else if is_today(&row.tries) {
        ("○", Role::Dim)
    } else if row.ceiling_reached(ctx.settings, ctx.today).is_some() {
        ("▲", Role::Warning)
    } else {
        (" ", Role::Text)
    }
}

/// What stands in the first column: days late, `–` where nothing is late, the day when it comes, or the time of today's touch.
fn lateness(entry: &Entry, ctx: &Ctx) -> (String, Role) {
    let first = entry.reasons.first();
    match (entry.section, first) {
        (Section::Touched, _) | (_, None) => {
            let touch = last_touch(entry, ctx);
            (touch.and_then(|touch| touch.time()).map_or(String::new(), days::time), Role::Good)
        }
        (Section::Next, Some(reason)) => (days::near(ctx.text, reason.due), Role::Dim),
        (_, Some(reason)) if reason.days_late() > 0 => (days::count(ctx.text, reason.days_late()), Role::Late),
        (_, Some(_)) => ("–".to_owned(), Role::Dim),
    }
}

fn last_touch<'a>(entry: &Entry, ctx: &Ctx<'a>) -> Option<&'a Glance> {
    ctx.book.contact(entry.whom.contact()?)?.last_touch()
}

fn why(entry: &Entry, ctx: &Ctx) -> String {
    // What shows before a day off names its own day.
    let words = |reason: &Reason| match entry.section {
        Section::Now if reason.due > ctx.today => reason::long(ctx.text, reason, ctx.today),
        _ => reason::short(ctx.text, reason),
    };
    match entry.reasons.split_first() {
        Some((first, [])) => words(first),
        Some((first, more)) => format!("{} +{}", words(first), more.len()),
        None => {
            let touch = last_touch(entry, ctx);
            touch.map(|touch| format!("{}  {}", names::kind(ctx.text, touch.kind), touch.text)).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    #[test]
    fn each_section_has_its_heading_above_its_lines() {
        let mut ids = Ids::seeded(1, 1);
        let sections = [Section::Now, Section::Now, Section::Next, Section::Touched];
        let lines = sections.map(|section| Line::standing(section, ids.draw()));
        let rows = Rows::of(&lines);
        let [now, next, touched] =
            [(Section::Now, 2), (Section::Next, 1), (Section::Touched, 1)].map(|(of, count)| Row::Heading(of, count));
        let expect = [
            now,
            Row::Line(&lines[0]),
            Row::Line(&lines[1]),
            next,
            Row::Line(&lines[2]),
            touched,
            Row::Line(&lines[3]),
        ];
        assert_eq!((0..rows.len()).map_while(|at| rows.row(at)).collect::<Vec<_>>(), expect);
        assert_eq!(rows.row(rows.len()), None);
        for (place, line) in lines.iter().enumerate() {
            assert_eq!(rows.row(rows.of_line(place)), Some(Row::Line(line)));
            assert_eq!(rows.line_of(rows.of_line(place)), Some(place));
        }
        let headings: Vec<Row> = (0..rows.len()).filter_map(|at| rows.heading(at)).collect();
        assert_eq!(headings, [now, now, now, next, next, touched, touched]);
        assert!(Rows::of(&[]).row(0).is_none());
    }
}
