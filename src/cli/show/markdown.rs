//! A review as Markdown: facts, people, what is open, how often what happened, and all of it by day. Made to be pasted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::company::Staff;
use super::history::History;
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::domain::book::Book;
use crate::domain::display::safe_lines;
use crate::domain::feedback::{Feedback, FeedbackKind, Standing};
use crate::domain::id::ContactId;
use crate::domain::interaction::{Interaction, Kind};
use crate::domain::row::Row;
use crate::say;
use crate::text::{complaint, days, money, names, reason};

/// What the review is of.
pub struct Review<'a> {
    pub name: &'a str,
    /// Name and value of each fact.
    pub facts: &'a Table,
    pub notes: &'a str,
    /// Of a company: then each entry says whom it was with.
    pub people: Option<&'a Staff<'a>>,
    pub history: &'a History,
    pub since: Option<NaiveDate>,
}

/// The review's text.
pub fn text(session: &Session, book: &Book, review: &Review) -> String {
    let mut page = Page { session, book, of_company: review.people.is_some(), lines: Vec::new() };
    page.line(format!("# {}", plain(review.name)));
    page.section(
        String::new(),
        review.facts.pairs().map(|(name, value)| format!("- **{}:** {}", plain(name), inside(value))),
    );
    if !review.notes.trim().is_empty() {
        page.section(say!(session.text, "show-notes"), [quoted(review.notes)]);
    }
    if let Some(people) = review.people {
        page.section(
            say!(session.text, "show-people"),
            people.now.iter().map(|row| page_person(session, row, &row.role)),
        );
        page.section(
            say!(session.text, "show-former"),
            people.others.iter().map(|one| page_person(session, one.row, &one.words)),
        );
    }
    page.open(review.history);
    page.happened(review);
    page.feedback(review);
    page.orders(review);
    page.lines.join("\n") + "\n"
}

/// Prints it.
pub fn print(session: &mut Session, text: &str) -> Outcome {
    session.out.lines(text, 0).map_err(Failure::from)?;
    Ok(Status::Done)
}

struct Page<'a> {
    session: &'a Session,
    book: &'a Book,
    of_company: bool,
    lines: Vec<String>,
}

/// `- **Anna Müller**: Buyer, last touch visit 3 Nov 2026, archived`.
fn page_person(session: &Session, row: &Row, there: &str) -> String {
    let text = &session.text;
    let touch = row.last_touch().map(|touch| {
        let (kind, day) = (names::kind(text, touch.kind), days::dated(text, touch.day()));
        format!("{} {kind} {day}", say!(text, "fact-last-touch"))
    });
    let archived = row.archived.then(|| say!(text, "fact-archived"));
    let parts = [Some(there.to_owned()).filter(|there| !there.is_empty()), touch, archived];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| plain(&part)).collect();
    let name = format!("- **{}**", plain(&row.name));
    if parts.is_empty() { name } else { format!("{name}: {}", parts.join(", ")) }
}

impl Page<'_> {
    fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// A heading, if it has words, and what stands under it; nothing where that is nothing.
    fn section(&mut self, heading: String, under: impl IntoIterator<Item = String>) {
        let under: Vec<String> = under.into_iter().collect();
        if under.is_empty() {
            return;
        }
        if !heading.is_empty() {
            self.lines.extend([String::new(), format!("## {}", plain(&heading))]);
        }
        self.lines.push(String::new());
        self.lines.extend(under);
    }

    fn name(&self, contact: ContactId) -> String {
        self.book.contact(contact).map_or(String::new(), |row| plain(&row.name))
    }

    /// ` (Anna Müller)`, where it isn't clear.
    fn whose(&self, contact: ContactId) -> String {
        if self.of_company { format!(" ({})", self.name(contact)) } else { String::new() }
    }

    fn day(&self, day: NaiveDate) -> String {
        days::dated(&self.session.text, day)
    }

    /// Open complaints, then follow-ups, by day.
    fn open(&mut self, history: &History) {
        let text = &self.session.text;
        let today = self.session.today();
        let due = |day: NaiveDate| {
            let late = (today - day).num_days();
            let lateness = if late > 0 { format!(", {}", days::late(text, late)) } else { String::new() };
            format!("{}{lateness}", days::dated(text, day))
        };
        let complaints = history.feedback.iter().filter(|one| one.is_open() && one.kind == FeedbackKind::Complaint);
        let mut complaints: Vec<&Feedback> = complaints.collect();
        complaints.sort_by_key(|one| one.due());
        let mut open: Vec<String> = complaints
            .into_iter()
            .map(|one| {
                let kind = names::feedback(text, one.kind);
                let day = due(one.due().unwrap_or(one.day));
                format!("- [ ] {day}: **{kind}** {}{}", inside(&one.text), self.whose(one.contact))
            })
            .collect();
        let mut promises: Vec<_> = history.follow_ups.iter().filter(|one| one.is_open()).collect();
        promises.sort_by_key(|one| (one.due, one.time.is_none(), one.time, one.id));
        open.extend(promises.into_iter().map(|one| {
            let title = reason::title(text, &one.title);
            format!("- [ ] {}: {}{}", due(one.due), inside(&title), self.whose(one.contact))
        }));
        self.section(say!(text, "show-open"), open);
    }

    /// How often what, then all of it by day, the newest first.
    fn happened(&mut self, review: &Review) {
        let text = &self.session.text;
        let heading = match review.since {
            Some(day) => say!(text, "show-since", day = self.day(day)),
            None => say!(text, "show-interactions"),
        };
        let all = &review.history.interactions;
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        all.iter().for_each(|one| *counts.entry(one.kind).or_default() += 1);
        if counts.is_empty() {
            let nothing = review.since.map(|_| say!(text, "show-nothing"));
            return self.section(heading, nothing);
        }
        let counts: Vec<String> =
            counts.iter().map(|(kind, count)| format!("{count} × {}", names::kind(text, *kind))).collect();
        let mut lines = vec![counts.join(", ")];
        let mut last = None;
        for one in all {
            if last != Some(one.day()) {
                lines.extend([String::new(), format!("### {}", self.day(one.day())), String::new()]);
                last = Some(one.day());
            }
            lines.push(self.interaction(one));
        }
        self.section(heading, lines);
    }

    /// `- **call** 14:30, 20 min, no answer, with Tom Berg: asked for prices`.
    fn interaction(&self, one: &Interaction) -> String {
        let text = &self.session.text;
        let mut head = vec![format!("**{}**", names::kind(text, one.kind))];
        if let Some(direction) = one.direction {
            head[0].push_str(&format!(" {}", names::direction(text, direction)));
        }
        if let Some(time) = one.time() {
            head[0].push_str(&format!(" {}", days::time(time)));
        }
        head.extend(one.minutes.map(|minutes| format!("{minutes} min")));
        head.extend(names::mark(text, one.outcome, one.automatic));
        let with: Vec<String> = one.with.iter().map(|p| self.name(p.contact)).filter(|name| !name.is_empty()).collect();
        if self.of_company || with.len() > 1 {
            head.push(with.join(", "));
        }
        head.extend(one.purpose.map(|purpose| names::purpose(text, purpose)));
        if !one.worth.is_empty() {
            head.push(say!(text, "log-worth", worth = one.worth.as_str()));
        }
        let head = head.join(", ");
        if one.text.trim().is_empty() { format!("- {head}") } else { format!("- {head}: {}", inside(&one.text)) }
    }

    /// What was said since then, and what is open still.
    fn feedback(&mut self, review: &Review) {
        let text = &self.session.text;
        let fits = |one: &&Feedback| one.is_open() || review.since.is_none_or(|since| since <= one.day);
        let lines: Vec<String> = review
            .history
            .feedback
            .iter()
            .filter(fits)
            .map(|one| {
                let score = one.score.map(|score| format!(" {score}/10")).unwrap_or_default();
                let kind = names::feedback(text, one.kind);
                let head = format!("{} **{kind}**{score}, {}", self.day(one.day), self.progress(one));
                let answer =
                    if one.answer.is_empty() { String::new() } else { format!(" → {}", inside(&one.answer)) };
                let details = complaint::details(text, one, self.session.today());
                let details: String = details.iter().map(|line| format!("\n  - {}", inside(line))).collect();
                format!("- {head}: {}{answer}{}{details}", inside(&one.text), self.whose(one.contact))
            })
            .collect();
        self.section(say!(text, "show-feedback"), lines);
    }
}

impl Page<'_> {
    /// `- 3 Nov 2026 **1,234.56 EUR**: oak boards · R-4711`.
    fn orders(&mut self, review: &Review) {
        let text = &self.session.text;
        let lines = review.history.orders.iter().map(|one| {
            let said = [one.what.as_str(), &one.reference].into_iter().filter(|said| !said.is_empty());
            let said = said.map(inside).collect::<Vec<_>>().join(" · ");
            let between = if said.is_empty() { "" } else { ": " };
            let whose = one.contact.map(|id| self.whose(id)).unwrap_or_default();
            format!("- {} **{}**{between}{said}{whose}", self.day(one.day), money::shown(text, one.amount))
        });
        let lines: Vec<String> = lines.collect();
        self.section(say!(text, "show-orders"), lines);
    }

    /// `open`, `resolved 3 Nov 2026, told 5 Nov 2026`: nothing that is true today alone.
    fn progress(&self, one: &Feedback) -> String {
        let text = &self.session.text;
        let state = names::feedback_state(text, one.state);
        let resolved = one.resolved.map(|day| format!(" {}", self.day(day))).unwrap_or_default();
        let told = match (one.standing(), one.told) {
            (Standing::Open | Standing::Acknowledged, _) => String::new(),
            (_, Some(day)) => format!(", {}", say!(text, "feedback-told-on", day = self.day(day))),
            (_, None) => format!(", {}", say!(text, "feedback-not-told")),
        };
        format!("{state}{resolved}{told}")
    }
}

/// Words that mean nothing in Markdown.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in safe_lines(words).as_str().chars() {
        if matches!(c, '\\' | '*' | '`' | '<' | '[' | ']') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// A text of several lines inside a list's entry.
fn inside(words: &str) -> String {
    plain(words.trim()).lines().collect::<Vec<_>>().join("\n  ")
}

fn quoted(words: &str) -> String {
    plain(words.trim()).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}
