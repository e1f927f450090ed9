//! Views of lists that can't be used: what is wrong in their files, and columns that there aren't.

use crate::config::nearest;
use crate::config::views::{NoView, Why};
use crate::domain::view::{Column, NoColumn};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

/// A file is no view.
pub fn view(text: &Text, no_view: &NoView) -> Error {
    let NoView { path, line, why } = no_view;
    let path = path.display().to_string();
    let (why, hint) = match why {
        Why::Unreadable(error) => (super::reason(text, error), None),
        Why::Syntax(why) => (why.clone(), None),
        Why::Screen(screen) => (say!(text, "error-view-screen", screen = screen.as_str()), None),
        Why::Column(column) => (say!(text, "error-column", name = column.typed.as_str()), no_column(text, column).hint),
    };
    let what = match line {
        Some(line) => say!(text, "error-view-broken", path = path, line = line.to_string(), why = why),
        None => say!(text, "error-view-broken-all", path = path, why = why),
    };
    Error::new(ErrorKind::Usage, what).hint(hint.unwrap_or_else(|| say!(text, "hint-view-broken")))
}

/// There is no such column: which there are, the nearest first.
pub fn no_column(text: &Text, NoColumn { typed, list }: &NoColumn) -> Error {
    let name = typed.trim_start_matches('-').split(':').next().unwrap_or_default();
    let names = || Column::of(*list).map(Column::name);
    let near = nearest(name, names()).filter(|near| *near != name);
    let near = near.map(|near| say!(text, "hint-did-you-mean", near = near));
    let all = say!(text, "hint-columns", names = names().collect::<Vec<_>>().join(", "));
    let hint = near.into_iter().chain([all]).collect::<Vec<_>>().join(" ");
    Error::new(ErrorKind::Usage, say!(text, "error-column", name = typed.as_str())).hint(hint)
}

/// There is no view of this name: which there are, the nearest first.
pub fn no_view(text: &Text, typed: &str, names: &[String]) -> Error {
    let near = nearest(typed, names.iter().map(String::as_str));
    let near = near.map(|near| say!(text, "hint-did-you-mean", near = near));
    let all = match names.is_empty() {
        true => say!(text, "hint-views-none"),
        false => say!(text, "hint-views", names = names.join(", ")),
    };
    let hint = near.into_iter().chain([all]).collect::<Vec<_>>().join(" ");
    Error::new(ErrorKind::Usage, say!(text, "error-view", name = typed)).hint(hint)
}
