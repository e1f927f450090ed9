//! By what tables are read: a mapping that was saved, saving one, and `--columns`, which only says what there is.

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::files::Given;
use crate::cli::failure::{Failure, print_error};
use crate::cli::json as output;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::config::mappings;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::formats::csv::Mapping;
use crate::formats::{self, Format, Reading};
use crate::say;

/// Rows of a table of which an example is taken.
const EXAMPLES: usize = 20;

/// The mapping of this name, or of the file at this path.
pub fn named(session: &Session, name: &str) -> Result<Arc<Mapping>, Error> {
    let text = &session.text;
    let (path, read) = if name.contains('/') || name.ends_with(".toml") {
        (Path::new(name).to_owned(), std::fs::read_to_string(name))
    } else {
        let dir = session.mappings()?;
        (mappings::path(dir, name), mappings::read(dir, name))
    };
    let read = read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if !name.contains('/') => unknown(session, name),
        io::ErrorKind::InvalidInput => no_name(session, name),
        _ => session.cannot_read(&path, &error),
    });
    let mapping = Mapping::from_toml(&read?);
    let mapping = mapping.map_err(|why| explain::mapping(text, &path.display().to_string(), &why))?;
    Ok(Arc::new(mapping))
}

fn unknown(session: &Session, name: &str) -> Error {
    let text = &session.text;
    let dir = session.mappings().unwrap_or(Path::new(""));
    let there = mappings::names(dir);
    let hint = match there.is_empty() {
        true => say!(text, "hint-mapping-none", name = name),
        false => say!(text, "hint-mapping-known", names = there.join(", ")),
    };
    let dir = dir.display().to_string();
    Error::new(ErrorKind::Usage, say!(text, "error-mapping-unknown", name = name, dir = dir)).hint(hint)
}

fn no_name(session: &Session, name: &str) -> Error {
    let text = &session.text;
    let name = format!("{name:?}");
    Error::new(ErrorKind::Usage, say!(text, "error-mapping-name", name = name)).hint(say!(text, "hint-mapping-name"))
}

/// Whether a mapping can be saved under this name: told before anything is done.
pub fn check_name(session: &Session, name: &str) -> Result<(), Error> {
    session.mappings()?;
    if mappings::is_name(name) { Ok(()) } else { Err(no_name(session, name)) }
}

/// Saves it, and says where.
pub fn save(session: &Session, name: &str, mapping: &Mapping) -> Result<(), Error> {
    let path = mappings::write(session.mappings()?, name, &mapping.to_toml()).map_err(|error| {
        let path = mappings::path(session.mappings().unwrap_or(Path::new("")), name);
        let reason = explain::reason(&session.text, &error);
        let path = path.display().to_string();
        Error::new(ErrorKind::Output, say!(session.text, "error-write-file", path = path, reason = reason))
    })?;
    session.tell(&say!(session.text, "mapping-saved", name = name, path = path.display().to_string()));
    Ok(())
}

/// Says by what each table would be read, and does nothing else; saves the first one's under a name. Whether any was a table.
pub fn columns(
    session: &mut Session,
    given: &[Given],
    reading: &Reading,
    save_as: Option<&str>,
) -> Result<bool, Failure> {
    let mut shown: Vec<serde_json::Value> = Vec::new();
    let mut first: Option<Mapping> = None;
    for Given { typed, name, bytes, .. } in given {
        let is_table = match formats::sniff(bytes) {
            Format::Table => true,
            format => format.is_text(),
        };
        if !is_table {
            let what = say!(session.text, "error-mapping-no-table", file = typed.as_str());
            let error = Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-mapping-no-table"));
            print_error(&error, session.out.is_json());
            continue;
        }
        let mapping = match (&reading.mapping, formats::read(bytes, reading)) {
            (Some(mapping), Err(why)) => {
                print_error(&explain::unreadable(&session.text, typed, &why), session.out.is_json());
                (**mapping).clone()
            }
            (_, Ok(file)) => file.mapping().unwrap_or_else(|| Mapping::guess(bytes)),
            (None, Err(_)) => Mapping::guess(bytes),
        };
        let examples = examples(&mapping, bytes, reading);
        if session.out.is_json() {
            shown.push(as_json(name, &mapping, &examples));
        } else {
            print(session, name, &mapping, &examples)?;
        }
        first.get_or_insert(mapping);
    }
    if session.out.is_json() {
        session.out.json(&shown)?;
    }
    session.out.finish()?;
    if let (Some(mapping), Some(name)) = (&first, save_as) {
        save(session, name, mapping)?;
        session.tell(&say!(session.text, "mapping-use", name = name));
    }
    Ok(first.is_some())
}

/// What stands first in each column.
fn examples(mapping: &Mapping, bytes: &[u8], reading: &Reading) -> Vec<String> {
    let preview = mapping.preview(bytes, EXAMPLES, reading);
    let first = |at: usize| {
        let mut cells = preview.rows.iter().filter_map(|row| row.cells.get(at));
        cells.find(|cell| !cell.is_empty()).map(|cell| cell.lines().next().unwrap_or_default().to_owned())
    };
    (0..mapping.columns.len()).map(|at| first(at).unwrap_or_default()).collect()
}

/// For people the shape in a sentence and the columns in words; for a pipe a line for each column: number, head, what it becomes
/// as mappings name it, its label, an example.
fn print(session: &mut Session, file: &str, mapping: &Mapping, examples: &[String]) -> Result<(), Failure> {
    let text = &session.text;
    let for_people = session.out.is_terminal();
    let (encoding, rows) = (mapping.encoding.name(), explain::rows_are(text, mapping.rows));
    let separator = explain::separator(text, mapping.separator);
    let shape = match mapping.heads {
        0 => say!(text, "mapping-head-bare", file = file, encoding = encoding, separator = separator, rows = rows),
        line => {
            let line = line.to_string();
            say!(
                text,
                "mapping-head",
                file = file,
                encoding = encoding,
                separator = separator,
                line = line,
                rows = rows
            )
        }
    };
    let mut table = Table::default();
    for (place, (column, example)) in mapping.columns.iter().zip(examples).enumerate() {
        let number = Cell::right((place + 1).to_string());
        let example = Cell::dim(example.as_str());
        if for_people {
            table.push([number, column.head.as_str().into(), explain::becomes(text, column).into(), example]);
        } else {
            let becomes = column.becomes.name();
            table.push([number, column.head.as_str().into(), becomes.into(), column.label.as_str().into(), example]);
        }
    }
    if for_people {
        session.out.line(&shape)?;
    } else {
        session.tell(&shape);
    }
    session.out.table(&table)?;
    Ok(())
}

fn as_json(file: &str, mapping: &Mapping, examples: &[String]) -> serde_json::Value {
    json!({
        "file": output::text(file),
        "encoding": mapping.encoding,
        "separator": mapping.separator,
        "heads": mapping.heads,
        "rows": mapping.rows.name(),
        "columns": mapping.columns.iter().zip(examples).enumerate()
            .map(|(place, (column, example))| json!({
                "number": place + 1,
                "head": output::text(&column.head),
                "becomes": column.becomes.name(),
                "label": output::text(&column.label),
                "example": output::text(example),
            }))
            .collect::<Vec<_>>(),
    })
}
