//! Where views of lists lie: one file each in the directory `views` beside the configuration, so that all sessions of
//! a user have them, and the command line.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::named;
use crate::domain::search::{compare, fold};
use crate::domain::view::{List, Look, NoColumn, Shown, Sort, View};

/// A view as it lies in its file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    /// The list's name; nothing for the contacts.
    #[serde(skip_serializing_if = "String::is_empty")]
    screen: String,
    filter: String,
    sort: Vec<String>,
    columns: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    agenda: bool,
}

/// A file that is no view.
#[derive(Debug, thiserror::Error)]
#[error("{}: line {line:?}: {why}", path.display())]
pub struct NoView {
    pub path: PathBuf,
    /// From 1, if it is known.
    pub line: Option<usize>,
    pub why: Why,
}

/// Why it is none.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// No TOML, or something else in it than a view has; in English.
    #[error("{0}")]
    Syntax(String),
    /// It is a view of something that has none.
    #[error("{0:?} has no views")]
    Screen(String),
    #[error(transparent)]
    Column(#[from] NoColumn),
}

/// The directory, of the configuration file at `config`.
pub fn dir(config: &Path) -> PathBuf {
    config.parent().unwrap_or(Path::new("")).join("views")
}

/// All that are there, by name, and the files that are none.
pub fn all(dir: &Path) -> (Vec<View>, Vec<NoView>) {
    let (mut views, mut wrong) = (Vec::new(), Vec::new());
    for name in named::names(dir) {
        match load(dir, &name) {
            Ok(view) => views.push(view),
            Err(no_view) => wrong.push(no_view),
        }
    }
    views.sort_by(|one, other| compare(&one.name, &other.name));
    (views, wrong)
}

/// The name of a view that is there, however it is written.
pub fn named(dir: &Path, typed: &str) -> Option<String> {
    let names = named::names(dir);
    let exact = names.iter().find(|name| *name == typed);
    exact.or_else(|| names.iter().find(|name| fold(name) == fold(typed))).cloned()
}

/// The view of this name.
///
/// # Errors
/// What is wrong with its file, and where.
pub fn load(dir: &Path, name: &str) -> Result<View, NoView> {
    let path = named::path(dir, name);
    let wrong = |line, why| NoView { path: path.clone(), line, why };
    let text = named::read(dir, name).map_err(|error| wrong(None, error.into()))?;
    let file: File = toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
        wrong(line, Why::Syntax(error.message().to_owned()))
    })?;
    let list = match file.screen.as_str() {
        "" => List::Contacts,
        name => match List::ALL.into_iter().find(|list| list.name() == name) {
            Some(list) => list,
            None => return Err(wrong(None, Why::Screen(file.screen))),
        },
    };
    let no_column = |no_column: NoColumn| {
        let line = text.lines().position(|line| line.contains(&format!("{:?}", no_column.typed))).map(|at| at + 1);
        wrong(line, no_column.into())
    };
    let sort = file.sort.iter().map(|sort| Sort::read(sort, list)).collect::<Result<_, _>>().map_err(no_column)?;
    let columns = file.columns.iter().map(|column| Shown::read(column, list));
    let columns = columns.collect::<Result<Vec<_>, _>>().map_err(no_column)?;
    let columns = if columns.is_empty() { Look::of(list).columns } else { columns };
    Ok(View {
        name: name.to_owned(),
        filter: file.filter,
        look: Look { list, sort, columns }.whole(),
        key: file.key,
        agenda: file.agenda,
    })
}

/// Writes it whole or not at all, over one of its name.
///
/// # Errors
/// `InvalidInput` if it can't be called so.
pub fn save(dir: &Path, view: &View) -> io::Result<PathBuf> {
    let View { name, filter, look, key, agenda } = view;
    let sort = look.sort.iter().map(ToString::to_string).collect();
    let columns = look.columns.iter().map(ToString::to_string).collect();
    let (screen, filter) = (look.list.name().to_owned(), filter.clone());
    let file = File { screen, filter, sort, columns, key: key.clone(), agenda: *agenda };
    named::write(dir, name, &toml::to_string(&file).map_err(io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> View {
        let look = Look {
            list: List::Contacts,
            sort: ["-last-touch", "name"].map(|sort| Sort::read(sort, List::Contacts).unwrap()).into(),
            columns: ["name", "city:12"].map(|shown| Shown::read(shown, List::Contacts).unwrap()).into(),
        };
        View {
            name: name.into(),
            filter: "tier:a \"Bau & Co\"".into(),
            look,
            key: Some("9".into()),
            agenda: name == "bauten",
        }
    }

    #[test]
    fn views_come_back_as_they_were_saved() {
        let home = tempfile::tempdir().unwrap();
        let dir = dir(&home.path().join("config.toml"));
        let plain = View { name: "Ägypten".into(), ..View::default() };
        let firms = View { name: "Firmen".into(), look: Look::of(List::Companies), ..View::default() };
        let heard = View { name: "Gehört".into(), look: Look::of(List::Feedback), ..View::default() };
        for view in [&view("Zürich"), &plain, &view("bauten"), &firms, &heard] {
            save(&dir, view).unwrap();
        }
        assert_eq!(all(&dir).0, [plain, view("bauten"), firms, heard, view("Zürich")]);
        assert_eq!(named(&dir, "ZUERICH"), Some("Zürich".into()));
        assert_eq!(named(&dir, "zuri"), None);
        let written = std::fs::read_to_string(named::path(&dir, "bauten")).unwrap();
        let expect = "screen = \"contacts\"\nfilter = 'tier:a \"Bau & Co\"'\nsort = [\"-last-touch\", \"name\"]\n\
                      columns = [\"name\", \"city:12\"]\nkey = \"9\"\nagenda = true\n";
        assert_eq!(written, expect);
        named::rename(&dir, "bauten", "Bau").unwrap();
        named::remove(&dir, "Zürich").unwrap();
        assert_eq!(
            all(&dir).0.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(),
            ["Ägypten", "Bau", "Firmen", "Gehört"]
        );
        assert!(named::rename(&dir, "Bau", "../Bau").is_err() && named::rename(&dir, "Bau", "Ägypten").is_err());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let home = tempfile::tempdir().unwrap();
        let check = |text: &str, expect: &str| {
            named::write(home.path(), "x", text).unwrap();
            let told = match load(home.path(), "x") {
                Ok(view) => format!("{} {:?}", view.filter, view.look.columns.len()),
                Err(NoView { line, why, .. }) => format!("{line:?}: {why}"),
            };
            assert!(told.starts_with(expect), "{text}: {told}");
        };
        check("", " 6");
        check("filter = \"due\"", "due 6");
        check("columns = [\"city\"]", " 2");
        check("filter = \"due\"\ncolumns = [\"name\", \"citty\"]", "Some(2): \"citty\" is no column of contacts");
        check("screen = \"companies\"\nsort = [\"birthday\"]", "Some(2): \"birthday\" is no column of companies");
        check("\nsort = [\"-citty\"]", "Some(2): \"-citty\" is no column");
        check("filter = \"due\"\nfilters = 1", "Some(2): unknown field");
        check("screen = \"agenda\"", "None: \"agenda\" has no views");
    }
}
