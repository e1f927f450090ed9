//! What is shown of a text that fits: the sentence around the first word that was looked for, made safe, with the places of
//! all words in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Words;
use super::fold::fold_with_places;
use crate::domain::display::safe;

/// A sentence, and which of its bytes were looked for: in order, on borders of characters as they are seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Safe to print, on one line. `…` stands where something was left out.
    pub text: String,
    pub hits: Vec<Range<usize>>,
}

/// Columns that stay before the first hit where its sentence is too long, as a part of the width: a third.
const BEFORE: usize = 3;

impl Words {
    /// Of `text` the sentence in which a word stands, `columns` wide at the most. Where the text goes on and there is room,
    /// so does what is shown; where no word stands in it, it is the text's beginning.
    pub fn sentence(&self, text: &str, columns: usize) -> Sentence {
        let lines = safe_joined(text);
        let text = lines.as_str();
        let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
        let hits = self.hits(text, &clusters);
        let first = hits.first().map_or(0, |hit| hit.start);

        let width_of = |range: Range<usize>| safe(&text[range]).width();
        let mut start = sentence_start(text, first);
        if width_of(0..text.len()) <= columns {
            start = 0;
        } else if start < first && width_of(start..hits.first().map_or(0, |hit| hit.end)) + 2 > columns {
            // Too far from the sentence's beginning: some words before the hit.
            start = words_before(text, first, columns / BEFORE);
        }
        if start > 0 && width_of(start..text.len()) < columns {
            // Near the end there is room for more of what stands before.
            start = words_before(text, text.len(), columns.saturating_sub(2));
        }
        let lead = if start > 0 { "… " } else { "" };
        let cut = safe(&text[start..]).cut(columns.saturating_sub(lead.chars().count()));
        // Where it is cut, the sign stands in the place of what followed.
        let kept = cut
            .as_str()
            .strip_suffix('…')
            .filter(|kept| kept.len() < text.len() - start && cut.as_str() != &text[start..]);
        let end = start + kept.unwrap_or(cut.as_str()).len();
        let shown = hits.into_iter().filter(|hit| hit.start >= start && hit.start < end);
        let moved = |at: usize| at.min(end) - start + lead.len();
        let hits = shown.map(|hit| moved(hit.start)..moved(hit.end)).collect();
        Sentence { text: format!("{lead}{cut}"), hits }
    }

    /// Where the words stand in a text: in order, none overlapping, none through a character as it is seen.
    fn hits(&self, text: &str, clusters: &[(usize, &str)]) -> Vec<Range<usize>> {
        let (folded, places) = fold_with_places(text);
        let mut hits: Vec<Range<usize>> = self
            .places(&folded)
            .into_iter()
            .filter_map(|hit| Some(places.get(hit.start)?.start..places.get(hit.end.checked_sub(1)?)?.end))
            .map(|hit| whole(hit, clusters, text.len()))
            .collect();
        hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|later, earlier| {
            let joins = later.start <= earlier.end;
            if joins {
                earlier.end = earlier.end.max(later.end);
            }
            joins
        });
        hits
    }
}

/// `text` safe and on one line, without blanks doubled by line ends.
fn safe_joined(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| safe(line).to_string()).collect();
    lines.join(" ")
}

/// The range with the whole of the characters that it begins and ends in.
fn whole(range: Range<usize>, clusters: &[(usize, &str)], length: usize) -> Range<usize> {
    let first = clusters.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
    let behind = clusters.partition_point(|(at, _)| *at < range.end);
    clusters.get(first).map_or(0, |(at, _)| *at)..clusters.get(behind).map_or(length, |(at, _)| *at)
}

/// Where the sentence begins in which `at` stands.
fn sentence_start(text: &str, at: usize) -> usize {
    let starts = text.split_sentence_bound_indices().map(|(start, _)| start);
    starts.take_while(|start| *start <= at).last().unwrap_or(0)
}

/// Where to begin so that at most `columns` stand before `at`: at a word's beginning, if there is one.
fn words_before(text: &str, at: usize, columns: usize) -> usize {
    let (mut begin, mut taken) = (at, 0);
    for (start, word) in text[..at].split_word_bound_indices().rev() {
        taken += safe(word).width();
        if taken > columns {
            break;
        }
        if !word.trim().is_empty() {
            begin = start;
        }
    }
    begin
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(typed: &str, text: &str, columns: usize, expect: &str) {
        let Sentence { text: mut shown, hits } = Words::new(typed).sentence(text, columns);
        assert!(safe(&shown).width() <= columns, "{shown:?} is wider than {columns}");
        for hit in hits.into_iter().rev() {
            shown.insert(hit.end, ']');
            shown.insert(hit.start, '[');
        }
        assert_eq!(shown, expect, "{typed:?} in {text:?}");
    }

    #[test]
    fn the_sentence_stands_around_the_hit() {
        check("oak", "wants a sample of the new oak", 60, "wants a sample of the new [oak]");
        let long =
            "Was very pleased. Asked when the second lot of oak comes, since the first is gone. Will call again.";
        check("lot", long, 60, "… Asked when the second [lot] of oak comes, since the first i…");
        check("pleased", long, 40, "Was very [pleased]. Asked when the second…");
        check("again", long, 40, "… the first is gone. Will call [again].");
        check("since", long, 30, "… comes, [since] the first is g…");
        check("offer", "wrote in the name of the company for an offer", 24, "… company for an [offer]");
        check("xyz", long, 20, "Was very pleased. A…");
        check("two", "one\n\n  two\nthree", 40, "one [two] three");
    }

    #[test]
    fn hits_are_right_in_any_script() {
        check("groesse", "In Größe 42, großer Tisch", 60, "In [Größe] 42, [große]r Tisch");
        check("gross", "In GRÖSSE 42", 60, "In [GRÖSS]E 42");
        check("mu", "Frau Mu\u{308}ller", 60, "Frau [Mu\u{308}]ller");
        check("stras", "Straße", 60, "[Straß]e");
        check("neill", "met O’Neill there", 60, "met O’[Neill] there");
        check("o'neill there", "met O’Neill there", 60, "met [O’Neill] [there]");
        check("dank", "👩\u{200d}👧 danke 🎉 Dank", 60, "👩\u{200d}👧 [dank]e 🎉 [Dank]");
        check("late", "a\u{1b}[31m late\u{202e} late", 60, "a␛[31m [late] [late]");
        check("見", "新しい見積もりを送る", 12, "新しい[見]積…");
        check("late twice", "late twice, late", 60, "[late] [twice], [late]");
        check("a an", "an", 60, "[an]");
    }

    proptest! {
        #[test]
        fn hits_lie_on_borders_and_say_what_was_looked_for(
            text in "[a-cäß .\n\u{308}👩\u{200d}山]{0,60}",
            typed in "[a-cäß]{1,3}",
            columns in 4_usize..40,
        ) {
            let words = Words::new(&typed);
            let sentence = words.sentence(&text, columns);
            prop_assert!(safe(&sentence.text).width() <= columns);
            let mut last = 0;
            for hit in &sentence.hits {
                prop_assert!(hit.start >= last && hit.start < hit.end && hit.end <= sentence.text.len());
                prop_assert!(sentence.text.is_char_boundary(hit.start) && sentence.text.is_char_boundary(hit.end));
                last = hit.end;
            }
            // Joiners that join nothing are wider in a line than they are one by one: they have no room to be right in.
            let joins_nothing = text.contains('\u{200d}');
            if words.seeker().fits(&crate::domain::search::fold(&text)) && columns > 12 && !joins_nothing {
                prop_assert!(!sentence.hits.is_empty(), "{:?}", sentence);
            }
        }
    }
}
