//! `repair`: mends what `verify` finds, after a backup; or copies the archive afresh.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::backup::as_json as backup_json;
use super::failure::{Outcome, Status};
use super::output::{Output, tell};
use super::session::Start;
use super::verify::{as_json as checked_json, failed, refuse_once};
use super::work::Work;
use crate::config;
use crate::explain;
use crate::say;
use crate::store::{self, Compacted, Mended, Repaired, Report, Who};
use crate::text::size::size;
use crate::text::{Lang, Text};

/// Mend what is damaged in the store, after a backup
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Looks through the store as touchbase verify does, backs it up where it can be read, and mends each kind of damage. \
                        Nothing damaged is thrown away: it is put into aside/. A session that has the archive open hands it \
                        over for that. Ends with 3 where something is still damaged or missing."
)]
pub struct Args {
    /// Copy the archive afresh, which gives room back
    #[arg(long)]
    compact: bool,
}

pub fn run(start: &Start, args: &Args, out: &mut Output) -> Outcome {
    refuse_once(start, "repair")?;
    let who = Who { author: start.author.clone(), screen: false };
    if args.compact { compact(start, &who, out) } else { repair(start, &who, out) }
}

fn repair(start: &Start, who: &Who, out: &mut Output) -> Outcome {
    let work = Work::of(&start.text, start.json);
    let repaired = store::repair(&start.store, who, &work.going_on());
    let repaired = repaired.map_err(|error| failed(start, &work, &error))?;
    drop(work);
    let last = repaired.after.as_ref().unwrap_or(&repaired.before);
    let today = config::now(start.today).date_naive();
    if out.is_json() {
        out.json(&as_json(&start.store, today, &repaired))?;
    } else {
        said(&start.text, &start.store, today, &repaired).iter().for_each(|line| tell(line));
    }
    let is_loss = repaired.done.iter().filter_map(report).any(Report::is_loss);
    Ok(if last.is_fine() && !is_loss { Status::Done } else { Status::Damaged })
}

/// What was found, what was done, what is left: a line each.
fn said(text: &Text, dir: &Path, today: NaiveDate, repaired: &Repaired) -> Vec<String> {
    let mut lines = explain::findings(text, &repaired.before, dir);
    let Some(after) = &repaired.after else {
        lines.push(say!(text, "repair-nothing"));
        return lines;
    };
    if let Some(backup) = &repaired.backup {
        lines.push(say!(text, "repair-backup", path = backup.path.display().to_string()));
    }
    lines.extend(repaired.done.iter().flat_map(|one| mended(text, dir, today, one)));
    let is_loss = repaired.done.iter().filter_map(report).any(Report::is_loss);
    if after.is_fine() {
        // What is missing stands above.
        let done = if is_loss { say!(text, "repair-done-but") } else { say!(text, "repair-done") };
        lines.push(done);
    } else {
        lines.push(say!(text, "repair-left"));
        lines.extend(explain::findings(text, after, dir));
    }
    lines.push(explain::sum(text, after));
    lines
}

fn mended(text: &Text, dir: &Path, today: NaiveDate, mended: &Mended) -> Vec<String> {
    let name = |path: &Path| path.strip_prefix(dir).unwrap_or(path).display().to_string();
    let line = match mended {
        Mended::Report(report) => {
            let told = explain::mending(text, report, today);
            return std::iter::once(told.headline).chain(told.details).collect();
        }
        Mended::Modes(count) => say!(text, "repair-modes", count = *count),
        Mended::Archive(Some(aside)) => say!(text, "repair-archive", aside = name(aside)),
        Mended::Archive(None) => say!(text, "repair-archive-gone"),
        Mended::Side => say!(text, "repair-side"),
        Mended::Texts => say!(text, "repair-texts"),
        Mended::Witness => say!(text, "repair-witness"),
        Mended::Backup(from, to) => say!(text, "repair-backup-named", from = name(from), to = name(to)),
    };
    vec![line]
}

fn as_json(dir: &Path, today: NaiveDate, repaired: &Repaired) -> Value {
    // Sentences are for people; programs get them in one language.
    let english = Text::new(Lang::En);
    let done = repaired.done.iter().map(|one| mended_json(&english, dir, today, one)).collect::<Vec<Value>>();
    let last = repaired.after.as_ref().unwrap_or(&repaired.before);
    json!({
        "fine": last.is_fine(),
        "backup": repaired.backup.as_ref().map(backup_json),
        "done": done,
        "before": checked_json(&repaired.before),
        "after": repaired.after.as_ref().map(checked_json),
    })
}

fn mended_json(text: &Text, dir: &Path, today: NaiveDate, one: &Mended) -> Value {
    let what = match one {
        Mended::Modes(_) => "files",
        Mended::Report(_) => "truth",
        Mended::Archive(_) => "archive",
        Mended::Side => "side",
        Mended::Texts => "texts",
        Mended::Witness => "lock",
        Mended::Backup(..) => "backups",
    };
    json!({ "what": what, "message": mended(text, dir, today, one).join("\n"), "report": report(one) })
}

/// What is missing after the truth was mended.
fn report(one: &Mended) -> Option<&Report> {
    if let Mended::Report(report) = one { Some(report) } else { None }
}

fn compact(start: &Start, who: &Who, out: &mut Output) -> Outcome {
    let work = Work::of(&start.text, start.json);
    let compacted = store::compact(&start.store, who, &work.going_on());
    let compacted = compacted.map_err(|error| failed(start, &work, &error))?;
    drop(work);
    if out.is_json() {
        out.json(&json!({ "before": compacted.map(|one| one.before), "after": compacted.map(|one| one.after) }))?;
    } else if let Some(Compacted { before, after }) = compacted {
        let (before, after) = (size(&start.text, before), size(&start.text, after));
        tell(&say!(start.text, "repair-compacted", before = before, after = after));
    } else {
        tell(&say!(start.text, "repair-nothing"));
    }
    Ok(Status::Done)
}
