//! A whole store's JSON back into a store: what isn't here comes in under its old id, what is here stays as it is.

use serde::Serialize;
use uuid::Uuid;

use super::files::Given;
use crate::cli::failure::{Failure, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::record::RecordKind;
use crate::error::Error;
use crate::explain;
use crate::formats::Unreadable;
use crate::formats::json::{self, Known, Plan, WholeFile};
use crate::say;
use crate::store::{StoreError, StreamError};
use crate::text::{Text, pairs};

/// Imports the file if it is one of ours; `None` if none of the files is.
pub fn run(session: &mut Session, given: &[Given], dry_run: bool) -> Result<Option<Status>, Failure> {
    let Some(Given { typed, name, bytes, .. }) = given.iter().find(|one| json::is_whole(&one.bytes)) else {
        return Ok(None);
    };
    if given.len() > 1 {
        return Err(explain::unreadable(&session.text, typed, &Unreadable::Whole).into());
    }
    let file = json::read(bytes).map_err(|why| explain::whole(&session.text, typed, &why))?;
    let (plan, set) = bring_in(session, name, &file, dry_run)?;
    session.saved = set;
    if session.out.is_json() {
        let report = Report::of(&session.text, name, &file, &plan, set);
        session.out.json(&report)?;
    } else {
        print(session, name, &file, &plan, dry_run)?;
    }
    let read = file.len() - plan.refused.len();
    Ok(Some(if read == 0 && !file.is_empty() { Status::Unread } else { Status::Done }))
}

/// Plans and commits; where others changed the same meanwhile, once more. The set's number, if there is one.
fn bring_in(session: &Session, name: &str, file: &WholeFile, dry_run: bool) -> Result<(Plan, Option<u64>), Error> {
    for again in [false, true] {
        let position = session.store.position();
        let known = Known::of(&session.store.book());
        let plan = json::plan(file, &known, &|id| session.store.record(id));
        let mut plan = plan.map_err(|error| session.store_error(&error))?;
        plan.compare(file, &session.store.book());
        if dry_run || plan.created.is_empty() {
            return Ok((plan, None));
        }
        match session.store.commit_stream(plan.label(name), position, plan.changes::<StoreError>(file)) {
            Ok(done) => return Ok((plan, Some(done.seq))),
            Err(StreamError::Store(StoreError::Changed(_))) if !again => {
                session.store.refresh().map_err(|error| session.store_error(&error))?;
            }
            Err(StreamError::Store(error) | StreamError::Stream(error)) => return Err(session.store_error(&error)),
        }
    }
    Err(session.store_error(&StoreError::Changed(Vec::new())))
}

/// Numbers first; then a line for each record that stays otherwise, or can't come in.
fn print(session: &mut Session, name: &str, file: &WholeFile, plan: &Plan, dry_run: bool) -> Result<(), Failure> {
    let text = &session.text;
    let numbers = say!(
        text,
        "import-whole-numbers",
        file = name,
        read = file.len() - plan.refused.len(),
        created = plan.created.len(),
        unchanged = plan.unchanged,
        kept = plan.kept.len(),
        refused = plan.refused.len()
    );
    let people = session.out.is_terminal();
    let word = |word: &str, in_words: String| if people { in_words } else { word.to_owned() };
    let at = |line: usize| if people { say!(text, "import-line", line = line.to_string()) } else { line.to_string() };
    let mut table = Table::default();
    {
        let book = session.store.book();
        let ids = ShortIds::of(&book);
        for one in &plan.perhaps {
            let what = word("perhaps", say!(text, "import-perhaps"));
            let here = book.name(one.of);
            let reasons = pairs::reasons(text, &one.reasons, [here, &one.name]);
            let why = say!(text, "import-whole-perhaps", name = here, reasons = reasons);
            let id = Cell::dim(ids.show(one.of.0));
            table.push([what.into(), id, one.name.as_str().into(), at(one.line).into(), why.into()]);
        }
    }
    for kept in &plan.kept {
        let what = word("kept", say!(text, "import-whole-kept"));
        let id = Cell::dim(kept.id.id.to_string());
        table.push([what.into(), id, kept.name.as_str().into(), at(kept.line).into(), String::new().into()]);
    }
    for refused in &plan.refused {
        let what = word("refused", say!(text, "import-refused"));
        let why = explain::whole_refused(text, &refused.why);
        table.push([what.into(), Cell::dim(""), refused.name.as_str().into(), at(refused.line).into(), why.into()]);
    }
    if people {
        session.out.line(&numbers)?;
    } else {
        session.tell(&numbers);
    }
    session.out.table(&table)?;
    session.out.finish()?;
    if !plan.perhaps.is_empty() {
        session.tell(&say!(session.text, "import-whole-perhaps-count", count = plan.perhaps.len()));
    }
    if dry_run {
        session.tell(&say!(session.text, "import-dry-run"));
    } else if !plan.created.is_empty() {
        session.tell(&say!(session.text, "import-undo"));
    }
    Ok(())
}

/// What is printed with `--json`. Lists may be as long as the file: they are written as they are, and not as values first.
#[derive(Serialize)]
struct Report<'a> {
    files: [&'a str; 1],
    read: usize,
    set: Option<u64>,
    created: usize,
    unchanged: usize,
    kept: Vec<KeptLine<'a>>,
    perhaps: Vec<PerhapsLine<'a>>,
    refused: Vec<RefusedLine<'a>>,
}

#[derive(Serialize)]
struct KeptLine<'a> {
    id: Uuid,
    kind: RecordKind,
    name: Option<&'a str>,
    line: usize,
}

#[derive(Serialize)]
struct PerhapsLine<'a> {
    name: &'a str,
    of: ContactId,
    line: usize,
}

#[derive(Serialize)]
struct RefusedLine<'a> {
    name: Option<&'a str>,
    line: usize,
    why: String,
}

impl<'a> Report<'a> {
    fn of(text: &Text, name: &'a str, file: &WholeFile, plan: &'a Plan, set: Option<u64>) -> Self {
        let named = |name: &'a str| Some(name).filter(|name| !name.is_empty());
        let kept = plan.kept.iter().map(|kept| KeptLine {
            id: kept.id.id,
            kind: kept.id.kind,
            name: named(&kept.name),
            line: kept.line,
        });
        let refused = plan.refused.iter().map(|refused| RefusedLine {
            name: named(&refused.name),
            line: refused.line,
            why: explain::whole_refused(text, &refused.why),
        });
        Self {
            files: [name],
            read: file.len() - plan.refused.len(),
            set,
            created: plan.created.len(),
            unchanged: plan.unchanged,
            kept: kept.collect(),
            perhaps: plan
                .perhaps
                .iter()
                .map(|one| PerhapsLine { name: &one.name, of: one.of, line: one.line })
                .collect(),
            refused: refused.collect(),
        }
    }
}
