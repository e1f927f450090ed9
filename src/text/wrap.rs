//! Breaking text into rows of a given width.
//!
//! Rows are ranges of bytes: nothing is copied, and a place in the text can be found in its row.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The rows of `text` at `columns` columns: broken at line ends and before words that don't fit; a word wider than a row
/// is broken where the row ends. A blank at which a row is broken stays at its end, beyond the edge if need be. At least
/// one row.
pub fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        break_line(line, line_start, columns, &mut rows);
        line_start += line.len() + 1;
    }
    rows
}

fn break_line(line: &str, offset: usize, columns: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (0, 0);
    // Behind the last blank: where the row may be broken, and the columns up to there.
    let mut after_blank = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = grapheme.width();
        if used + wide > columns && grapheme != " " {
            let (cut, before) = after_blank.take().unwrap_or((at, used));
            rows.push(offset + start..offset + cut);
            (start, used) = (cut, used - before);
        }
        used += wide;
        if grapheme == " " {
            after_blank = Some((at + 1, used));
        }
    }
    rows.push(offset + start..offset + line.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, columns: usize, expect: &[&str]) {
        let rows: Vec<&str> = rows(text, columns).into_iter().map(|row| &text[row]).collect();
        assert_eq!(rows, expect, "{text:?} at {columns}");
    }

    #[test]
    fn rows_break_before_words() {
        check("", 10, &[""]);
        check("call back soon", 10, &["call back ", "soon"]);
        check("call back soon", 9, &["call back ", "soon"]);
        check("call back", 4, &["call ", "back"]);
        check("Donaudampfschiff", 6, &["Donaud", "ampfsc", "hiff"]);
        check("a\n\nb", 5, &["a", "", "b"]);
        check("a\n", 5, &["a", ""]);
        check("日本語", 4, &["日本", "語"]);
        check("日本語", 3, &["日", "本", "語"]);
        check("x", 0, &["x"]);
    }
}
