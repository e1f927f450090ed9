//! One look at all that stands in a table, before its rows are read: which columns hold anything, how days are written, whether
//! ids tell people apart, and whether a column holds what its head says.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::meaning::{Meaning, Rows};
use super::{COLUMNS, ReadTable, cells, value};
use crate::domain::field;

/// What was seen of a column.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// Cells with anything in them, and those of them that its field understands.
    filled: usize,
    understood: usize,
    /// Days such as `24/12/2026` and `12/24/2026`.
    day_first: bool,
    month_first: bool,
    /// Of ids: whose they are, as hashes.
    whose: HashMap<u64, u64>,
    shared: bool,
}

/// Looks at all rows and settles what the columns hold.
pub fn survey(table: &mut ReadTable) {
    let mut seen = vec![Seen::default(); table.columns.len()];
    let state = RandomState::new();
    for row in table.rows.iter().filter(|row| row.refused.is_none()) {
        let bytes = &table.bytes[row.start..row.end];
        let (mut ids, mut who) = (Vec::new(), String::new());
        for (place, cell) in cells::cells(bytes, table.sign, COLUMNS).enumerate() {
            let (Some(column), Some(seen)) = (table.columns.get(place), seen.get_mut(place)) else { break };
            let text = table.text(bytes, &cell);
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            seen.look(text, column.meaning);
            match column.meaning {
                Meaning::Id if table.what == Rows::Contacts => ids.push((place, state.hash_one(text))),
                Meaning::Name | Meaning::Given | Meaning::Family => who.extend([text, " "]),
                _ => {}
            }
        }
        let who = state.hash_one(who);
        for (place, id) in ids {
            seen[place].shared |= *seen[place].whose.entry(id).or_insert(who) != who;
        }
    }
    // A program writes all its days alike: where one column shows it, it is shown for all.
    let clear = |seen: &&Seen| seen.day_first != seen.month_first;
    let shown = seen.iter().find(clear).map(|seen| seen.month_first);
    let shown =
        shown.filter(|first| !seen.iter().any(|other| if *first { other.day_first } else { other.month_first }));
    // Only with LANG en_US is it clear by itself.
    let fallback = shown.or(table.reading.month_first.then_some(true));
    for (column, seen) in table.columns.iter_mut().zip(seen) {
        column.filled = seen.filled > 0;
        column.month_first = column.month_first.or(match (seen.day_first, seen.month_first) {
            (false, true) => Some(true),
            (true, false) => Some(false),
            (false, false) => fallback,
            (true, true) => None,
        });
        // An id that two people share is no id of a person; and a status may be of anything.
        let misread = seen.filled > 0 && seen.understood * 2 < seen.filled;
        let judged = !table.ours && !column.given;
        if judged && (seen.shared || misread && Seen::is_judged(column.meaning)) {
            column.meaning = Meaning::Free;
        }
    }
}

fn is_day(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Birthday
            | Meaning::LastContact
            | Meaning::Added
            | Meaning::Day
            | Meaning::Due
            | Meaning::Made
            | Meaning::Closed
    )
}

impl Seen {
    fn look(&mut self, text: &str, meaning: Meaning) {
        self.filled += 1;
        let understood = match meaning {
            Meaning::Tier => value::tier(text).is_some(),
            Meaning::Stage => value::stage(text).is_some(),
            Meaning::Channel => field::read_channel(text).is_ok(),
            Meaning::Form => field::read_form(text).is_ok(),
            Meaning::Rhythm => value::rhythm(text).is_some(),
            Meaning::Ceiling => field::read_ceiling(text).is_ok(),
            Meaning::Kind => value::is_company(text).is_some(),
            _ => false,
        };
        self.understood += usize::from(understood);
        if let (true, Some((first, second))) = (is_day(meaning), value::slashes(text)) {
            self.day_first |= first > 12;
            self.month_first |= second > 12;
        }
    }

    /// Whether a column of this meaning holds it only if most of its cells can be understood.
    fn is_judged(meaning: Meaning) -> bool {
        matches!(
            meaning,
            Meaning::Tier
                | Meaning::Stage
                | Meaning::Channel
                | Meaning::Form
                | Meaning::Rhythm
                | Meaning::Ceiling
                | Meaning::Kind
        )
    }
}
