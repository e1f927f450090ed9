//! What is pasted into the line.

/// A paste is text. In one of several lines a `>>` is a quote's sign, as mails have it, and no clause begins there: it is
/// written `> >`, which says the same.
pub(super) fn as_text(text: &str) -> String {
    let text = text.trim_end_matches(['\r', '\n']);
    if !text.contains(['\r', '\n']) {
        return text.to_owned();
    }
    let is_sign = |word: &str| word.starts_with(">>") || word.trim_end().ends_with(">>");
    // Twice, because three of them overlap.
    let apart = |word: &str| word.replace(">>", "> >").replace(">>", "> >");
    let word = |word: &str| if is_sign(word) { apart(word) } else { word.to_owned() };
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_paste_of_several_lines_is_a_clause() {
        let check = |text: &str, expect: &str| assert_eq!(as_text(text), expect, "{text:?}");
        check("call: hi >> fri offer\n", "call: hi >> fri offer");
        check("Mail\n>> Hello >> 2w x\n>>> y\n", "Mail\n> > Hello > > 2w x\n> > > y");
        check("a\n>>b c>>d\ne>>\n", "a\n> >b c>>d\ne> >");
    }
}
