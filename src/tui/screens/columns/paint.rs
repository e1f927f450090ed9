//! How the columns are painted: what holds of the whole table, the columns with what they mean and what stands in them, and beside
//! or below them what the first rows would become.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line as Painted, Span};

use super::{ColumnsScreen, Line};
use crate::domain::contact::Contact;
use crate::domain::display::safe;
use crate::explain;
use crate::formats::csv::Meaning;
use crate::formats::draft::{Draft, What};
use crate::formats::import::{Field, of_contact};
use crate::say;
use crate::text::{days, money, names};
use crate::tui::ctx::Ctx;
use crate::tui::popups::columns::{head, heads};
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{rule, wrap};

/// Values of a column that are shown at the most.
const SHOWN: usize = 6;

pub(super) fn draw(screen: &mut ColumnsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width * 60 / 100),
        false => ctx.sharing.stacked(screen.panes(), area, area.height * 2 / 3),
    };
    if let Some(above) = halves.first {
        draw_lines(screen, frame, above, ctx);
    }
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
    }
    if let Some(beside) = halves.second {
        draw_rows(screen, frame, beside, ctx);
    }
}

fn draw_lines(screen: &mut ColumnsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let title = {
        let (file, count) = (screen.columns.name.as_str(), screen.mapping.columns.len());
        say!(ctx.text, "columns-title", file = file, count = count)
    };
    rule::heading(frame.buffer_mut(), Rect { height: 1, ..area }, &title, ctx.theme);
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let (above, below) = screen.list.show(list.height.into());
    let in_sight = screen.list.listed().iter().enumerate().skip(above).take(list.height.into());
    ctx.spots.pane(list, Pane::List);
    for (y, (place, at)) in (list.y..).zip(in_sight) {
        let row = Rect { y, height: 1, ..list };
        ctx.spots.row(row, Pane::List, place);
        // Behind the bar, a blank and the name stands what it is set to.
        let (name, value) = widths(list.width.into(), true);
        let value = Rect { x: list.x + 2 + name as u16, width: value as u16, ..row };
        ctx.spots.point(value.intersection(row), Point::Choice(place, 0));
        let line = line(screen, screen.line(*at), place == screen.list.at(), list.width.into(), ctx);
        frame.render_widget(Row(line), Rect { y, height: 1, ..list });
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// `▌ Vorname   → given name   Anna · Bernd`.
fn line(screen: &ColumnsScreen, line: Line, selected: bool, width: usize, ctx: &Ctx) -> Painted<'static> {
    let (bar, base) = list::bar(selected, ctx.theme);
    let style = |role: Role| ctx.theme.style(role).patch(base);
    let (label, words, aside) = words(screen, line, ctx);
    // Beside what is said of the whole table nothing stands.
    let (name, value) = widths(width, !aside.is_empty());
    let rest = width.saturating_sub(4 + name + value);
    let (look, role) = match line {
        Line::Column(at) => match screen.mapping.columns.get(at).map(|column| column.becomes) {
            Some(Meaning::LeftOut) => (Role::Dim, Role::Dim),
            Some(Meaning::Free) => (Role::Text, Role::Warning),
            _ if !screen.unfit(at).is_empty() => (Role::Text, Role::Error),
            _ => (Role::Text, Role::Good),
        },
        _ => (Role::Dim, Role::Text),
    };
    Painted::from(vec![
        bar,
        Span::styled(" ", base),
        Span::styled(cell(&label, name), style(look)),
        Span::styled(cell(&words, value), style(role)),
        Span::styled(cell(&aside, rest), style(Role::Dim)),
        Span::styled("  ", base),
    ])
}

/// The columns of a line's name, and of what it is set to, which has all the rest where nothing stands beside it.
fn widths(width: usize, beside: bool) -> (usize, usize) {
    let room = width.saturating_sub(4);
    let name = (room * 3 / 10).clamp(12, 26).min(room);
    (name, if beside { (room * 7 / 20).clamp(14, 28).min(room - name) } else { room - name })
}

/// A line's name, what it is set to, and what is said beside it: of a column what stands in it.
fn words(screen: &ColumnsScreen, line: Line, ctx: &Ctx) -> (String, String, String) {
    let (text, mapping) = (ctx.text, &screen.mapping);
    match line {
        Line::Encoding => (say!(text, "columns-encoding"), mapping.encoding.name().to_owned(), String::new()),
        Line::Separator => {
            (say!(text, "columns-separator"), explain::separator(text, mapping.separator), String::new())
        }
        Line::Heads => (say!(text, "columns-heads"), heads(mapping.heads, ctx), String::new()),
        Line::Rows => (say!(text, "columns-rows"), explain::rows_are(text, mapping.rows), String::new()),
        Line::Column(at) => {
            let Some(column) = mapping.columns.get(at) else { return Default::default() };
            let head = head(column, at);
            let cells = screen.columns.look.rows.iter().filter_map(|row| row.cells.get(at));
            let mut known: Vec<&str> = Vec::new();
            // What stands there again says nothing more.
            for cell in cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
                if known.len() < SHOWN && !known.contains(&cell) {
                    known.push(cell);
                }
            }
            let unfit = if screen.unfit(at).is_empty() { "" } else { " !" };
            (head, format!("→ {}{unfit}", explain::becomes(text, column)), known.join(" · "))
        }
    }
}

/// What the first rows would become, or why nothing of them can be read yet.
fn draw_rows(screen: &ColumnsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    rule::title(frame.buffer_mut(), Rect { height: 1, ..area }, &say!(ctx.text, "columns-become"), false, ctx.theme);
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
    let width = usize::from(inner.width);
    let mut lines: Vec<Painted> = Vec::new();
    let mut say = |words: &str, role: Role| {
        let words = safe(words).into_owned().to_string();
        let style = ctx.theme.style(role);
        let rows = wrap::rows(&words, width);
        lines.extend(rows.into_iter().map(|row| Painted::styled(words[row].trim_end().to_owned(), style)));
    };
    if let Some(why) = &screen.unread {
        say(why, Role::Error);
    }
    for row in &screen.columns.look.rows {
        match &row.card {
            Ok(card) => say(&in_words(&card.draft, ctx).join(" · "), Role::Text),
            Err(refused) => {
                let line = say!(ctx.text, "import-line", line = refused.line.to_string());
                say(&format!("✗ {line}: {}", explain::refusal(ctx.text, refused.why)), Role::Error);
            }
        }
    }
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        frame.render_widget(Row(line), Rect { y, height: 1, ..inner });
    }
}

/// A draft in words: a person with all that became of columns, name, role and company first; of what happened its day, with whom, the
/// text.
fn in_words(draft: &Draft, ctx: &Ctx) -> Vec<String> {
    let text = ctx.text;
    let day = |day| days::short(text, day, ctx.today);
    let words = match draft {
        Draft::Person(person) => {
            let record = &person.record;
            let role = record.jobs.first().map(|job| job.role.clone());
            let last =
                person.last_contact.map(|last| format!("{} {}", explain::field(text, Field::LastContact), day(last)));
            let free = (!record.fields.is_empty()).then(|| {
                let free =
                    record.fields.iter().map(|(name, value)| format!("{name}: {}", days::free(text, value, ctx.today)));
                free.collect::<Vec<_>>().join(", ")
            });
            let first = [Some(record.name.clone()), role, person.companies.first().cloned()];
            first.into_iter().chain(whatever_else(record, ctx)).chain([last, free]).collect()
        }
        Draft::Company(company) => {
            let city = company.addresses.first().map(|address| address.city.clone());
            vec![Some(company.name.clone()), city, Some(company.web.clone())]
        }
        Draft::Entry(entry) => {
            let with = entry.with.iter().map(|whom| [&whom.name, &whom.mail, &whom.id, &whom.phone]);
            let with = with.filter_map(|told| told.into_iter().find(|one| !one.is_empty()).cloned());
            let with = Some(with.collect::<Vec<_>>().join(", "));
            match &entry.what {
                What::Interaction(one) => {
                    vec![Some(day(one.day())), Some(names::kind(text, one.kind)), with, Some(one.text.clone())]
                }
                What::FollowUp(one) => vec![Some(day(one.due)), with, Some(one.title.clone())],
                What::Feedback(one) => {
                    vec![Some(day(one.day)), Some(names::feedback(text, one.kind)), with, Some(one.text.clone())]
                }
                What::Order(one) => vec![Some(day(one.day)), with, Some(money::order(text, one))],
            }
        }
        Draft::Other { name, .. } => vec![Some(name.clone())],
    };
    words.into_iter().flatten().filter(|word| !word.is_empty()).collect()
}

/// What a record says beside the name and the job, field by field; what doesn't tell by itself what it is, with its name.
fn whatever_else(record: &Contact, ctx: &Ctx) -> Vec<Option<String>> {
    const TOLD: &[Field] =
        &[Field::Name, Field::NameParts, Field::Company, Field::Role, Field::LastContact, Field::Free];
    let fields = Field::ALL.into_iter().filter(|field| !TOLD.contains(field));
    let words = fields.map(|field| {
        let said = explain::values(ctx.text, &of_contact(record, field, ctx.book), ctx.today);
        match field {
            _ if said.is_empty() => None,
            Field::Mails | Field::Phones | Field::Addresses | Field::Handles | Field::Tags => Some(said),
            field => Some(format!("{} {said}", explain::field(ctx.text, field))),
        }
    });
    words.collect()
}
