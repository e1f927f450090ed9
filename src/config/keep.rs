//! Writes a setting that was chosen on a screen into the configuration file. Nothing else in there is touched: comments, order
//! and spacing stay.

use std::io;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::template;
use crate::text::Lang;

/// Writes `ui.theme` into the file at `path`, whole or not at all; where there is no file, one with everything explained in
/// `lang`.
///
/// # Errors
/// What reading and writing say; `InvalidData` where the file is no TOML any more, or written in a way that can't be changed
/// safely.
pub fn theme(path: &Path, name: &str, lang: Lang) -> io::Result<()> {
    // Where it is a link, what it leads to is changed.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (text, modes) = match std::fs::read_to_string(path) {
        Ok(text) => (text, Some(std::fs::metadata(path)?.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (template(lang).to_owned(), None),
        Err(error) => return Err(error),
    };
    let text = with_theme(&text, name).ok_or(io::ErrorKind::InvalidData)?;
    if modes.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let dir = path.parent().unwrap_or(Path::new(""));
    if !dir.as_os_str().is_empty() {
        std::fs::create_dir_all(dir)?;
    }
    let beside = dir.join(format!(".config.{}.part", std::process::id()));
    let modes = || modes.map_or(Ok(()), |modes| std::fs::set_permissions(&beside, modes));
    let written = std::fs::write(&beside, text).and_then(|()| modes()).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What can't be removed is only left over.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// The file's text with that theme; `None` where that can't be done without changing more.
fn with_theme(text: &str, name: &str) -> Option<String> {
    let line = |key: &str| format!("{key} = {}", Value::from(name));
    let changed = match place(text)? {
        Place::Value(span) => replaced(text, span, &Value::from(name).to_string()),
        Place::Line(at) => replaced(text, at..at, &format!("{}\n", line("theme"))),
        Place::Dotted(at) => replaced(text, at..at, &format!("{}\n", line("ui.theme"))),
        Place::Inline(at) => replaced(text, at..at, &format!(" {},", line("theme"))),
        Place::End => {
            let gap = if text.is_empty() || text.ends_with("\n\n") {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            format!("{text}{gap}[ui]\n{}\n", line("theme"))
        }
    };
    // A look at what came of it, so that no odd way of writing can make it another file.
    let (before, _) = without_theme(text)?;
    let (after, kept) = without_theme(&changed)?;
    (before == after && kept.as_ref().and_then(Value::as_str) == Some(name)).then_some(changed)
}

/// Where the setting belongs.
enum Place {
    /// It is there.
    Value(Range<usize>),
    /// A line of its own in the table.
    Line(usize),
    /// Before another `ui.key`.
    Dotted(usize),
    /// At the beginning of `{ … }`.
    Inline(usize),
    /// There is no such table.
    End,
}

fn place(text: &str) -> Option<Place> {
    let table = DeTable::parse(text).ok()?;
    let Some((_, ui)) = table.get_ref().iter().find(|(key, _)| key.get_ref() == "ui") else { return Some(Place::End) };
    let DeValue::Table(inner) = ui.get_ref() else { return None };
    if let Some((_, theme)) = inner.iter().find(|(key, _)| key.get_ref() == "theme") {
        return Some(Place::Value(theme.span()));
    }
    let lines = || lines(text);
    if let Some((header, _)) =
        lines().find(|(_, line)| line.split('#').next().is_some_and(|line| line.trim() == "[ui]"))
    {
        // Behind the explanation of the setting, if that is there.
        let of_table =
            lines().filter(|(at, _)| *at > header).take_while(|(_, line)| !line.trim_start().starts_with('['));
        let explained = of_table.filter(|(_, line)| line.starts_with("#theme")).last().map(|(at, _)| at);
        return Some(Place::Line(line_end(text, explained.unwrap_or(header))));
    }
    if text[ui.span()].starts_with('{') {
        return Some(Place::Inline(ui.span().start + 1));
    }
    let first = inner.iter().map(|(key, _)| key.span().start).min()?;
    Some(Place::Dotted(text[..first].rfind('\n').map_or(0, |end| end + 1)))
}

/// The lines with their places.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let begin = at;
        at += line.len();
        (begin, line)
    })
}

/// Behind the line that begins there.
fn line_end(text: &str, begin: usize) -> usize {
    text[begin..].find('\n').map_or(text.len(), |end| begin + end + 1)
}

fn replaced(text: &str, span: Range<usize>, by: &str) -> String {
    let gap = if span.start > 0 && span.is_empty() && by.ends_with('\n') && !text[..span.start].ends_with('\n') {
        "\n"
    } else {
        ""
    };
    format!("{}{gap}{by}{}", &text[..span.start], &text[span.end..])
}

/// All that the file says but the theme, and that.
fn without_theme(text: &str) -> Option<(Table, Option<Value>)> {
    let mut table: Table = text.parse().ok()?;
    let Some(Value::Table(ui)) = table.get_mut("ui") else { return Some((table, None)) };
    let theme = ui.remove("theme");
    if ui.is_empty() {
        table.remove("ui");
    }
    Some((table, theme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        assert_eq!(with_theme(before, "warm").as_deref(), Some(after), "{before:?}");
    }

    #[test]
    fn nothing_but_the_theme_is_touched() {
        check("", "[ui]\ntheme = \"warm\"\n");
        check("store = \"x\"", "store = \"x\"\n\n[ui]\ntheme = \"warm\"\n");
        check(
            "# mine\n[ui]\n theme='dark' # so\nicons = \"ascii\"\n",
            "# mine\n[ui]\n theme=\"warm\" # so\nicons = \"ascii\"\n",
        );
        check(
            "[ui] # looks\nicons = \"ascii\"\n[keys]\nlog = \"l\"\n",
            "[ui] # looks\ntheme = \"warm\"\nicons = \"ascii\"\n[keys]\nlog = \"l\"\n",
        );
        check("[ui]", "[ui]\ntheme = \"warm\"\n");
        check(
            "[ui]\n# which\n#theme = \"terminal\"\n\n#icons = \"x\"\n",
            "[ui]\n# which\n#theme = \"terminal\"\ntheme = \"warm\"\n\n#icons = \"x\"\n",
        );
        check("ui.theme = \"dark\"\n", "ui.theme = \"warm\"\n");
        check("a = 1\nui.icons = \"ascii\"\n", "a = 1\nui.theme = \"warm\"\nui.icons = \"ascii\"\n");
        check("ui = { icons = \"ascii\" }\n", "ui = { theme = \"warm\", icons = \"ascii\" }\n");
        assert_eq!(with_theme("ui = 3\n", "warm"), None);
        assert_eq!(with_theme("[ui\n", "warm"), None);
        // What looks like a table in a text is none.
        assert_eq!(with_theme("note = \"\"\"\n[ui]\n\"\"\"\nui.icons = \"ascii\"\n", "warm"), None);
    }

    #[test]
    fn a_name_is_quoted() {
        let kept = with_theme("[ui]\n", "my \"own\\\" one").unwrap();
        assert_eq!(without_theme(&kept).unwrap().1, Some(Value::from("my \"own\\\" one")));
    }

    #[test]
    fn the_template_is_begun_with_and_a_link_stays_one() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("there/config.toml");
        theme(&path, "paper", Lang::De).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let line = "#theme = \"terminal\"\n";
        assert_eq!(text, template(Lang::De).replace(line, &format!("{line}theme = \"paper\"\n")));
        let link = home.path().join("link.toml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        theme(&link, "dark", Lang::De).unwrap();
        assert!(link.is_symlink());
        let changed = text.replace("\ntheme = \"paper\"\n", "\ntheme = \"dark\"\n");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), changed);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left over");
        let mut modes = std::fs::metadata(&path).unwrap().permissions();
        modes.set_readonly(true);
        std::fs::set_permissions(&path, modes).unwrap();
        assert_eq!(theme(&path, "warm", Lang::En).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
