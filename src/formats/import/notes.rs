//! Notes of several sources in one: which part of them one said, and how it gives way to what the source says now.

use std::ops::Range;

use super::said::{self, Said, Spot};

/// Lines among which a part is looked for: of longer notes only the whole is compared.
const LINES: usize = 300;

/// Where the lines stand that a card said.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// It said none, or they were changed here.
    Nowhere,
    One(Range<usize>),
    /// Several cards with one id: which of them is whose isn't known.
    Several,
}

/// The part of `notes` that was said.
pub fn part(notes: &str, said: &Said) -> Part {
    if !was_any(said) || notes.is_empty() {
        return Part::Nowhere;
    }
    if said.has(said::print(Spot::Notes, notes)) {
        return Part::One(0..notes.len());
    }
    let lines = lines(notes);
    if lines.len() > LINES {
        return Part::Nowhere;
    }
    let is_blank = |line: &&Range<usize>| notes[(*line).clone()].trim().is_empty();
    let runs = lines.iter().enumerate().filter(|(_, line)| !is_blank(line)).flat_map(|(at, first)| {
        let mut so_far = said::Printing::of(Spot::Notes);
        lines[at..].iter().filter_map(move |last| {
            // The line end before it is a part of the run.
            let more = if last.start == first.start { last.clone() } else { last.start - 1..last.end };
            so_far.update(&notes[more]);
            said.has(so_far.print()).then_some(first.start..last.end)
        })
    });
    let mut found = runs.collect::<Vec<_>>().into_iter();
    match (found.next(), found.next()) {
        (None, _) => Part::Nowhere,
        (Some(run), None) => Part::One(run),
        _ => Part::Several,
    }
}

/// Whether a card said any notes.
pub fn was_any(said: &Said) -> bool {
    said.has(said::print(Spot::Notes, ""))
}

/// Whether all words of `note` stand together in `notes`, whatever space is between them.
pub fn stand_in(notes: &str, note: &str) -> bool {
    let words = |text: &'_ str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (all, few) = (words(notes), words(note));
    few.is_empty() || all.windows(few.len()).any(|words| *words == few)
}

/// The notes without a part of them.
pub fn without(notes: &str, part: Range<usize>) -> String {
    let (before, behind) = (notes[..part.start].trim_end_matches('\n'), notes[part.end..].trim_start_matches('\n'));
    let between = if before.is_empty() || behind.is_empty() { "" } else { "\n\n" };
    [before, between, behind].concat()
}

fn lines(notes: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let of = |line: &str| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    };
    notes.split('\n').map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::contact::ForeignId;
    use crate::formats::draft::Origin;
    use crate::formats::import::said::{Card, Memory, note};

    #[test]
    fn the_part_of_a_card_is_found() {
        let ids = [ForeignId { source: "uid".into(), value: "1".into() }];
        let check = |said: &[&str], notes: &str, expect: &str| {
            let cards = said.iter().map(|one| {
                let prints = [*one, ""].map(|text| said::print(Spot::Notes, text)).to_vec();
                Card { origin: Origin::default(), ids: &ids, prints, strong: Vec::new() }
            });
            let imported =
                note(Memory { imported: &BTreeMap::new(), ids: &ids }, &cards.collect::<Vec<_>>(), |_| Vec::new());
            let said = Said::of(Memory { imported: &imported, ids: &ids }, Origin::default(), &ids, true, &[]);
            let found = match part(notes, &said) {
                Part::Nowhere => "-",
                Part::One(part) => &notes[part],
                Part::Several => "several",
            };
            assert_eq!(found, expect, "{notes:?}");
        };
        check(&["a"], "a", "a");
        check(&["a"], "own\n\na\nmore", "a");
        check(&["a\n\nb"], "own\n\na\n\nb\n\nc", "a\n\nb");
        check(&["a"], "ab", "-");
        check(&["a", "b"], "a\n\nb", "several");
        check(&[], "a", "-");
    }

    #[test]
    fn what_stands_there_is_seen() {
        assert!(stand_in("own\n\nfirst  line\nsecond", "line\n\nsecond") && stand_in("a", " "));
        assert!(!stand_in("likes teas", "tea") && !stand_in("a\nb\nc", "a\nc"));
    }

    #[test]
    fn a_part_goes_with_the_space_around_it() {
        assert_eq!(without("a\n\nb\n\nc", 3..4), "a\n\nc");
        assert_eq!(without("a\n\nb", 0..1), "b");
        assert_eq!(without("a", 0..1), "");
    }
}
