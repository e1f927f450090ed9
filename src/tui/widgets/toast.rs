//! Toasts: what happened, to whom, and how to take it back, said for a moment. Where there is no room for all of it, the
//! longest part is shortened; the last one, which says what can be done, never.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::row::Row;
use super::wrap;
use crate::domain::display::safe;
use crate::tui::theme::{Role, Theme};

/// Lines that a toast takes at the most, and columns before its words.
const ROWS: usize = 3;
const INDENT: usize = 3;

/// In an area lower than this what is good takes no more than two lines.
const LOW: u16 = 18;

/// What stands between the parts of a toast.
const BETWEEN: &str = " · ";

/// Columns to which what stands in the middle is shortened before the first part is, and any part at the most.
const MIDDLE: usize = 14;
const LEAST: usize = 8;

/// Something to say for a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    pub words: String,
    pub tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    /// Something goes on; it says how far it is.
    Working,
    /// What others did.
    Quiet,
    /// A key meant nothing: gone with the next one.
    Nothing,
    Warning,
    Error,
}

impl Toast {
    pub fn good(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Good }
    }

    pub fn working(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Working }
    }

    pub fn quiet(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Quiet }
    }

    pub fn nothing(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Nothing }
    }

    pub fn warning(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Warning }
    }

    pub fn error(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Error }
    }

    /// How long it stays: long enough to be read; an error longer.
    pub fn stays(&self) -> Duration {
        let reading = Duration::from_millis(60 * self.words.chars().count() as u64);
        let least = if self.tone == Tone::Error { Duration::from_secs(10) } else { Duration::from_secs(4) };
        least + reading
    }
}

/// A toast on screen.
#[derive(Debug, Clone)]
pub struct Shown {
    pub toast: Toast,
    pub until: Instant,
}

/// How a selected line begins, wherever lines are listed.
const SELECTED: &str = "▌";

/// Paints a toast over the last lines of `area`: as many as it takes, three at the most. What is selected there stays in sight: then
/// it stands above.
pub fn draw(toast: &Toast, frame: &mut Frame, area: Rect, theme: &Theme) {
    let (sign, role) = match toast.tone {
        Tone::Good => ("✓", Role::Good),
        Tone::Working => ("…", Role::Text),
        Tone::Quiet | Tone::Nothing => ("·", Role::Dim),
        Tone::Warning => ("!", Role::Warning),
        Tone::Error => ("✗", Role::Error),
    };
    let most = if matches!(toast.tone, Tone::Good | Tone::Quiet) && area.height < LOW { ROWS - 1 } else { ROWS };
    let columns = usize::from(area.width).saturating_sub(INDENT + 1);
    let words = fitting(safe(&toast.words).as_str(), columns, most);
    let rows = wrap::rows(&words, columns);
    let height = rows.len().min(most).min(area.height.into()) as u16;
    let place = Rect { y: area.bottom() - height, height, ..area };
    let mut is_selected = |y: u16| (place.x..place.right()).any(|x| frame.buffer_mut()[(x, y)].symbol() == SELECTED);
    let selected = (place.y..place.bottom()).find(|y| is_selected(*y));
    let place = Rect { y: selected.map_or(place.y, |y| y.saturating_sub(height).max(area.y)), ..place };
    frame.render_widget(Clear, place);
    for (number, (y, row)) in (place.y..place.bottom()).zip(rows).enumerate() {
        let before = if number == 0 { format!(" {sign} ") } else { " ".repeat(INDENT) };
        let line = Line::styled(format!("{before}{}", &words[row]), theme.style(role));
        frame.render_widget(Row(line), Rect { y, height: 1, ..place });
    }
}

/// `words` in no more than `most` rows of `columns` columns: as they are, else with what stands in the middle shortened, and
/// the first part only if that isn't enough.
fn fitting(words: &str, columns: usize, most: usize) -> String {
    let mut parts: Vec<String> = words.split(BETWEEN).map(str::to_owned).collect();
    let last = if parts.len() > 1 { parts.len() - 1 } else { 1 };
    for (from, least) in [(1, MIDDLE), (0, LEAST)] {
        loop {
            let words = parts.join(BETWEEN);
            if wrap::rows(&words, columns).len() <= most {
                return words;
            }
            let Some(longest) = parts[from.min(last)..last].iter_mut().max_by_key(|part| safe(part).width()) else {
                break;
            };
            let width = safe(longest).width();
            if width <= least {
                break;
            }
            *longest = safe(longest).cut(width - 1).to_string();
        }
    }
    parts.join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_is_shortened_and_the_last_stays() {
        let check = |words: &str, columns: usize, most: usize, expect: &str| {
            assert_eq!(fitting(words, columns, most), expect, "{words:?}");
        };
        check("Done: offer · Anna · u takes it back", 40, 1, "Done: offer · Anna · u takes it back");
        check("Done: send the offer · Anna · u takes it back", 40, 1, "Done: send the… · Anna · u takes it back");
        check("Done: send the offer · Anna · u takes it back", 20, 2, "Done: send t… · Anna · u takes it back");
        check("no room on the disk at all", 20, 1, "no room on the disk…");
    }
}
