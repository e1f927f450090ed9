//! What a log line comes to, in words: for what stands under the line, and for what is said when it is saved.

use crate::domain::act::LogPlan;
use crate::domain::agenda::{Reason, Section, Why};
use crate::domain::feedback::FeedbackKind;
use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::log_line::{Clause, Reading};
use crate::say;
use crate::text::{Text, days, may, names, reason};
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::popups::sheet;
use crate::tui::theme::Role;

/// Part by part: what happened, what comes next, what is noted.
pub(super) fn parts(plan: &LogPlan, ctx: &Ctx) -> Vec<(String, Role)> {
    let reading = plan.reading();
    let mut parts = vec![(format!("→ {}", happened(plan, ctx)), Role::Good)];
    parts.extend(against(plan, ctx).map(|words| (words, Role::Warning)));
    parts.extend(too_often(plan, ctx).map(|words| (words, Role::Warning)));
    parts.extend(reading.clauses.iter().filter_map(|clause| {
        let words = match clause {
            Clause::FollowUp { when, title } => {
                let day = days::moment(ctx.text, when.day, when.time, ctx.today);
                let what = format!("{day}  {}", reason::title(ctx.text, title));
                say!(ctx.text, "log-next", what = what)
            }
            Clause::Feedback { kind, text } => format!("{}: {text}", names::feedback(ctx.text, *kind)),
            // The list of open follow-ups shows what is done and what stays.
            Clause::Worth(text) if !text.is_empty() => say!(ctx.text, "log-worth", worth = text.as_str()),
            Clause::Worth(_) | Clause::Done(_) | Clause::Keep => return None,
        };
        Some((format!("→ {}", each(words, plan, ctx)), Role::Good))
    }));
    parts
}

/// What a clause brings about, and for how many: with several contacts each gets their own.
fn each(words: String, plan: &LogPlan, ctx: &Ctx) -> String {
    match plan.on.len() {
        0 | 1 => words,
        count => format!("{words} · {}", say!(ctx.text, "log-one-each", count = count)),
    }
}

/// Who doesn't want to be reached this way: `✗ mail withdrawn 3 May`, with names where there are several people.
fn against(plan: &LogPlan, ctx: &Ctx) -> Option<String> {
    let with_name = plan.people().len() > 1;
    let words = plan.against(ctx.book).into_iter().filter_map(|(row, channel, may)| {
        let why = may::why_not(ctx.text, channel, may, ctx.today)?;
        Some(if with_name { format!("{}: {why}", row.name) } else { why })
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("✗ {}", words.join("; ")))
}

/// For whom it would be too many touches: `▲ would be touch 5 in 30 d, at most 4 wanted`.
fn too_often(plan: &LogPlan, ctx: &Ctx) -> Option<String> {
    let with_name = plan.people().len() > 1;
    let words = plan.too_often(ctx.book, ctx.settings).into_iter().map(|(row, reached)| {
        let why = may::too_many(ctx.text, reached);
        if with_name { format!("{}: {why}", row.name) } else { why }
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("▲ {}", words.join("; ")))
}

/// Kind, outcome, day, minutes, people, topics.
fn happened(plan: &LogPlan, ctx: &Ctx) -> String {
    let (text, reading) = (ctx.text, plan.reading());
    let mut parts = vec![names::kind(text, reading.kind)];
    parts.extend(reading.direction.map(|direction| names::direction(text, direction)));
    parts.extend(reading.purpose.map(|purpose| names::purpose(text, purpose)));
    parts.extend(not_reached(reading).map(|outcome| names::outcome(text, outcome)));
    let day = days::moment(text, plan.day(), reading.time, ctx.today);
    parts.push(if plan.day() == ctx.today { format!("{} {day}", say!(text, "day-today")) } else { day });
    parts.extend(reading.minutes.map(|minutes| format!("{minutes} min")));
    let people = plan.people();
    if people.len() > 1 {
        let (who, count) = (sheet::names(&people, ctx), people.len());
        parts.push(match plan.groups.len() {
            1 => say!(text, "log-together", who = who, count = count),
            _ => say!(text, "log-each", who = who, count = plan.groups.len()),
        });
    }
    parts.extend(reading.topics.iter().map(|topic| format!("#{topic}")));
    parts.join(" · ")
}

fn not_reached(reading: &Reading) -> Option<Outcome> {
    reading.outcome.filter(|outcome| *outcome != Outcome::Reached)
}

/// `Logged call with Anna Müller · next: Fri 4 Dec send offer`.
pub(super) fn in_one_line(plan: &LogPlan, ctx: &Ctx) -> String {
    let reading = plan.reading();
    let kind = match not_reached(reading) {
        Some(outcome) => format!("{} ({})", names::kind(ctx.text, reading.kind), names::outcome(ctx.text, outcome)),
        None => names::kind(ctx.text, reading.kind),
    };
    let mut said = vec![say!(ctx.text, "log-logged", kind = kind, who = sheet::names_with(&plan.people(), ctx))];
    if !plan.does.is_empty() {
        let titles: Vec<String> = plan
            .does
            .iter()
            .filter_map(|id| ctx.book.follow_up(*id))
            .map(|done| reason::title(ctx.text, &done.title))
            .collect();
        said.push(say!(ctx.text, "log-done", what = titles.join(", ")));
    }
    for clause in &reading.clauses {
        match clause {
            Clause::FollowUp { when, title } => {
                let day = days::moment(ctx.text, when.day, when.time, ctx.today);
                let what = format!("{day} {title}");
                said.push(each(say!(ctx.text, "log-next", what = what.trim_end()), plan, ctx));
            }
            Clause::Feedback { kind, .. } => said.push(each(names::feedback(ctx.text, *kind), plan, ctx)),
            Clause::Worth(_) | Clause::Done(_) | Clause::Keep => {}
        }
    }
    said.join(" · ")
}

/// What a log leaves: a complaint that is still open, the day when one comes back who wasn't reached, and after a touch a
/// birthday.
pub(super) fn what_stays(on: &[ContactId], is_touch: bool, ctx: &Ctx) -> Vec<String> {
    let [contact] = *on else { return Vec::new() };
    let entry = ctx.entry(contact);
    let retry = entry.iter().flat_map(|entry| &entry.reasons).find(|r| matches!(r.why, Why::Retry { .. }));
    let again = retry.map(|r| say!(ctx.text, "log-again", day = days::with_weekday(ctx.text, r.due, ctx.today)));
    let complains = ctx.book.feedback_of(contact).iter().any(|open| open.kind == FeedbackKind::Complaint);
    let complaint = complains.then(|| say!(ctx.text, "log-complaint-stays"));
    let is_birthday = |reason: &Reason| matches!(reason.why, Why::Birthday { .. });
    let now = entry.iter().filter(|entry| entry.section == Section::Now);
    let has_birthday = is_touch && now.flat_map(|entry| &entry.reasons).any(is_birthday);
    let birthday = has_birthday.then(|| say!(ctx.text, "log-birthday-stays", key = ctx.keys.shown(Action::Done)));
    again.into_iter().chain(complaint).chain(birthday).collect()
}

/// What can be written in a line: a word for each subject, and what there is.
pub(in crate::tui::popups) fn guide(text: &Text) -> [(String, String); 3] {
    let kinds = Kind::ALL.map(|kind| names::kind(text, kind)).join(", ");
    [
        (say!(text, "log-guide-kind"), say!(text, "log-guide-kinds", kinds = kinds)),
        (say!(text, "log-guide-head"), say!(text, "log-guide-heads")),
        (">>".to_owned(), say!(text, "log-guide-clauses")),
    ]
}

/// The open follow-ups of the contact, numbered as `done` takes them, with a sign at those that will be done. Of several
/// contacts only those that will be done.
pub(super) fn open_follow_ups(on: &[ContactId], does: &[FollowUpId], ctx: &Ctx) -> Vec<(String, Role)> {
    let numbered = on.len() == 1;
    let mut lines = Vec::new();
    for contact in on {
        for (number, open) in (1..).zip(ctx.book.follow_ups_of(*contact)) {
            let is_done = does.contains(&open.id);
            if !numbered && !is_done {
                continue;
            }
            let day = days::moment(ctx.text, open.due, open.time, ctx.today);
            let what = reason::title(ctx.text, &open.title);
            let which = if numbered { number.to_string() } else { ctx.name(*contact).to_owned() };
            lines.push(match is_done {
                true => (format!("✓ {which}  {day}  {what} · {}", say!(ctx.text, "log-will-be-done")), Role::Good),
                false => (format!("  {which}  {day}  {what}"), Role::Dim),
            });
        }
    }
    lines
}
