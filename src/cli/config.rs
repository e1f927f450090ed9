//! `config`: what is in force and where it comes from, the file that says it, and the keys.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value as Json, json};

use super::args::Color;
use super::failure::{Failure, Outcome, Status};
use super::output::{Output, tell};
use super::table::{Cell, Table};
use crate::config::{self, BoundAction, Source, Value, Written};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// Print what is in force and where each value comes from; write the file
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
enum What {
    /// Write the file, with all settings explained; never over one that is there
    Init,
    /// Print where the file lies
    Path,
    /// Print all actions of the screens with their names and keys in force
    Keys,
}

impl Args {
    /// Whether it can do without what the file says: it may be wrong, or not be there yet.
    pub fn needs_no_file(&self) -> bool {
        matches!(self.what, Some(What::Init | What::Path))
    }
}

/// What is told.
pub struct Setup {
    /// The file, be it there or not.
    pub path: PathBuf,
    pub named_by: Source,
    pub values: Vec<Value>,
    pub actions: Vec<BoundAction>,
    pub text: Text,
    pub json: bool,
    pub color: Color,
}

/// Does it without a store: none is made where there is none.
pub(super) fn run(setup: &Setup, args: &Args) -> Outcome {
    let mut out = Output::new(setup.json, setup.color);
    match args.what {
        None => values(setup, &mut out)?,
        Some(What::Init) => init(setup, &mut out)?,
        Some(What::Path) => path(setup, &mut out)?,
        Some(What::Keys) => keys(setup, &mut out)?,
    }
    out.finish()?;
    if args.what.is_none() && !setup.json && out.is_terminal() && !setup.path.exists() {
        tell(&say!(setup.text, "config-none"));
    }
    Ok(Status::Done)
}

fn values(setup: &Setup, out: &mut Output) -> Result<(), Failure> {
    if out.is_json() {
        let values: Vec<Json> = setup.values.iter().map(json_of).collect();
        let mut file = source(setup.named_by);
        file["path"] = json!(setup.path);
        file["exists"] = json!(setup.path.exists());
        return Ok(out.json(&json!({ "file": file, "values": values }))?);
    }
    let mut table = Table::default();
    let path = setup.path.display().to_string();
    table.push(["config".into(), path.into(), Cell::dim(origin(setup, setup.named_by, out))]);
    for Value { key, value, source } in &setup.values {
        table.push([key.as_str().into(), written(value).into(), Cell::dim(origin(setup, *source, out))]);
    }
    Ok(out.table(&table)?)
}

/// A value in words: the strings of a list with commas between.
fn written(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(all) => all.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Where a value comes from; for programs in words that are the same in both languages, and the file by its path.
fn origin(setup: &Setup, source: Source, out: &Output) -> String {
    match source {
        Source::Flag(name) | Source::Environment(name) => name.to_owned(),
        Source::File(line) if out.is_terminal() => say!(setup.text, "config-line", line = line.to_string()),
        Source::File(line) => format!("{}:{line}", setup.path.display()),
        Source::Default if out.is_terminal() => say!(setup.text, "config-default"),
        Source::Default => "default".to_owned(),
    }
}

fn json_of(value: &Value) -> Json {
    let mut told = source(value.source);
    told["key"] = json!(value.key);
    told["value"] = value.value.clone();
    told
}

fn source(source: Source) -> Json {
    let (name, by, line) = match source {
        Source::Flag(by) => ("flag", Some(by), None),
        Source::Environment(by) => ("environment", Some(by), None),
        Source::File(line) => ("file", None, Some(line)),
        Source::Default => ("default", None, None),
    };
    json!({ "source": name, "name": by, "line": line })
}

fn init(setup: &Setup, out: &mut Output) -> Result<(), Failure> {
    let path = setup.path.display().to_string();
    let written = config::write_template(&setup.path, setup.text.lang()).map_err(|error| {
        let reason = explain::reason(&setup.text, &error);
        Error::new(ErrorKind::Usage, say!(setup.text, "error-config-write", path = path.as_str(), reason = reason))
    })?;
    if written == Written::There {
        let what = say!(setup.text, "error-config-there", path = path);
        return Err(Error::new(ErrorKind::Usage, what).hint(say!(setup.text, "hint-config-there")).into());
    }
    if !out.is_json() {
        tell(&say!(setup.text, "config-made", path = path));
    }
    self::path(setup, out)
}

fn path(setup: &Setup, out: &mut Output) -> Result<(), Failure> {
    if out.is_json() {
        return Ok(out.json(&json!({ "path": setup.path }))?);
    }
    Ok(out.line(&setup.path.display().to_string())?)
}

fn keys(setup: &Setup, out: &mut Output) -> Result<(), Failure> {
    if out.is_json() {
        let actions = setup.actions.iter().map(|one| json!({ "action": one.name, "keys": one.keys, "does": one.does }));
        return Ok(out.json(&actions.collect::<Vec<_>>())?);
    }
    let mut table = Table::default();
    for BoundAction { name, keys, does } in &setup.actions {
        table.push([(*name).into(), keys.join(", ").into(), does.as_str().into()]);
    }
    Ok(out.table(&table)?)
}
