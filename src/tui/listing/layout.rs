//! How wide the columns of a list are. Where there is no room for all, the last ones drop out; the name never does.

use crate::domain::view::{Column, Look, Shown};

/// How much room a column takes.
enum Room {
    /// So many columns of the terminal, the last of them a blank.
    Fixed(usize),
    /// From so many on, a share of what is left, so many at the most.
    Elastic { least: usize, share: usize, most: usize },
}

/// A tier's letter; and its head with the sign of the order, where there is room for that.
const TIER: usize = 3;
const TIER_AND_HEAD: usize = 7;

/// What of an elastic column is left of it at the least, where there is room for all.
const FLOOR: usize = 10;

fn room(column: Column) -> Room {
    let elastic = |least, share, most| Room::Elastic { least, share, most };
    match column {
        Column::Name => elastic(12, 11, 30),
        Column::Company => elastic(10, 9, 28),
        Column::Tags => elastic(22, 7, usize::MAX),
        Column::Role => elastic(12, 6, 26),
        Column::City => elastic(12, 6, 24),
        Column::Mail => elastic(18, 9, 34),
        Column::Owner => elastic(10, 5, 20),
        Column::Tier => Room::Fixed(TIER),
        Column::Stage => Room::Fixed(14),
        Column::Touched => Room::Fixed(14),
        Column::Due => Room::Fixed(16),
        Column::Overdue => Room::Fixed(9),
        Column::Phone => Room::Fixed(19),
        Column::Birthday => Room::Fixed(13),
        Column::Added => Room::Fixed(13),
        Column::Cadence => Room::Fixed(10),
        Column::Ceiling => Room::Fixed(11),
        Column::Health => Room::Fixed(7),
        Column::Band => Room::Fixed(11),
        Column::People => Room::Fixed(5),
        Column::Open => Room::Fixed(8),
        Column::Industry => elastic(12, 6, 24),
        Column::Size => Room::Fixed(12),
        Column::Web => elastic(14, 7, 30),
        Column::Kind => Room::Fixed(14),
        Column::Topic => elastic(10, 5, 18),
        Column::Severity => Room::Fixed(10),
        Column::Score => Room::Fixed(8),
        Column::Text => elastic(24, 16, usize::MAX),
        Column::State => Room::Fixed(15),
        Column::Came => Room::Fixed(13),
        Column::Age => Room::Fixed(7),
    }
}

/// The columns that have room in so many columns of the terminal, each with its width, of which the last is a blank.
pub(super) fn columns(look: &Look, width: usize) -> Vec<(Column, usize)> {
    let is_usual = look.is_usual();
    let of = |shown: &Shown| match shown.width {
        Some(width) => Room::Fixed(usize::from(width) + 1),
        // Where nobody chose otherwise, what was said goes before who and what it is.
        None if is_usual && shown.column == Column::Text => Room::Elastic { least: 36, share: 16, most: usize::MAX },
        None => room(shown.column),
    };
    let mut shown: Vec<(Column, Room)> = look.columns.iter().map(|shown| (shown.column, of(shown))).collect();
    let least = |shown: &[(Column, Room)]| -> usize {
        let least = shown.iter().map(|(_, room)| match room {
            Room::Fixed(width) => *width,
            Room::Elastic { least, .. } => *least,
        });
        least.sum()
    };
    while least(&shown) > width
        && let Some(last) = shown
            .iter()
            .rposition(|(column, _)| is_usual && matches!(column, Column::Kind | Column::Company) && has_text(&shown))
            .or_else(|| shown.iter().rposition(|(column, _)| *column != Column::Name))
    {
        shown.remove(last);
    }
    let left = width.saturating_sub(least(&shown));
    let tier = shown.iter_mut().find(|(column, _)| *column == Column::Tier);
    if let Some((_, room @ Room::Fixed(TIER))) = tier
        && left >= TIER_AND_HEAD - TIER
    {
        *room = Room::Fixed(TIER_AND_HEAD);
    }
    let widths = widths(&shown, width);
    shown.into_iter().map(|(column, _)| column).zip(widths).collect()
}

fn has_text(shown: &[(Column, Room)]) -> bool {
    shown.iter().any(|(column, _)| *column == Column::Text)
}

fn widths(shown: &[(Column, Room)], width: usize) -> Vec<usize> {
    let mut widths: Vec<Option<usize>> = shown
        .iter()
        .map(|(_, room)| match room {
            Room::Fixed(fixed) => Some((*fixed).min(width)),
            Room::Elastic { .. } => None,
        })
        .collect();
    // Who would get more than they can use, or less than they need, gets that; the others share what is left.
    loop {
        let left = width.saturating_sub(widths.iter().flatten().sum());
        let open = || shown.iter().zip(&widths).enumerate().filter(|(_, (_, width))| width.is_none());
        let elastic = |room: &Room| match room {
            Room::Elastic { share, most, .. } => (*share, *most),
            Room::Fixed(_) => (0, 0),
        };
        let shares: usize = open().map(|(_, ((_, room), _))| elastic(room).0).sum();
        let part = |room: &Room| left * elastic(room).0 / shares.max(1);
        let unfit = open().find_map(|(at, ((_, room), _))| {
            let (part, most) = (part(room), elastic(room).1);
            (part > most).then_some((at, most)).or((part < FLOOR).then_some((at, FLOOR.min(left))))
        });
        if let Some((at, fitting)) = unfit {
            widths[at] = Some(fitting);
            continue;
        }
        let parts: Vec<(usize, usize)> = open().map(|(at, ((_, room), _))| (at, part(room))).collect();
        let mut over = left.saturating_sub(parts.iter().map(|(_, part)| part).sum());
        // What can't be shared goes to the last.
        for (at, part) in parts.into_iter().rev() {
            widths[at] = Some(part + std::mem::take(&mut over));
        }
        return widths.into_iter().map(Option::unwrap_or_default).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::view::List;

    fn check(shown: &[&str], width: usize, expect: &str) {
        let shown: Vec<Shown> = shown.iter().map(|shown| Shown::read(shown, List::Contacts).unwrap()).collect();
        let look = Look { columns: shown, ..Look::default() };
        let columns = columns(&look, width);
        let told: Vec<String> = columns.iter().map(|(column, width)| format!("{} {width}", column.name())).collect();
        assert_eq!(told.join(", "), expect);
        assert!(columns.iter().map(|(_, width)| width).sum::<usize>() <= width);
    }

    #[test]
    fn the_last_drop_out_where_there_is_no_room_and_the_name_never_does() {
        let usual = ["name", "company", "tier", "last-touch", "next-due", "tags"];
        check(&usual, 76, "name 21, company 18, tier 7, last-touch 14, next-due 16");
        check(&usual, 56, "name 12, company 11, tier 3, last-touch 14, next-due 16");
        check(&usual, 116, "name 30, company 27, tier 7, last-touch 14, next-due 16, tags 22");
        check(&["city", "company", "name"], 30, "city 10, name 20");
        check(&["phone", "stage", "mail", "name"], 30, "name 30");
        check(&["name", "company"], 200, "name 30, company 28");
        check(&["name:20", "company:8", "tags"], 76, "name 21, company 9, tags 46");
        check(&["name:60", "company:60"], 50, "name 50");
    }
}
