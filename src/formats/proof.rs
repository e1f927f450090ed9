//! Where the proof of a consent lies, behind how it was obtained: `form at the fair [proof: scan 12]`.

const MARK: &str = "[proof:";
/// The same in words of the text itself.
const MEANT: &str = "[[proof:";

/// Both in one text; what has no proof is what it says.
pub fn write(how: &str, proof: &str) -> String {
    let words = |text: &str| text.replace(MARK, MEANT);
    let proof = if proof.is_empty() { String::new() } else { format!("{MARK} {}]", words(proof)) };
    [words(how), proof].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How it was obtained, and where the proof lies.
pub fn read(text: &str) -> (String, String) {
    let words = |text: &str| text.replace(MEANT, MARK);
    let is_mark = |at: &usize| !text[..*at].ends_with('[');
    let mark = text.match_indices(MARK).map(|(at, _)| at).find(is_mark);
    match (mark, text.strip_suffix(']')) {
        (Some(at), Some(rest)) => {
            let proof = &rest[at + MARK.len()..];
            (words(text[..at].trim_end()), words(proof.strip_prefix(' ').unwrap_or(proof)))
        }
        _ => (words(text), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_proof_stands_behind() {
        let check = |how: &str, proof: &str, text: &str| {
            assert_eq!(write(how, proof), text);
            assert_eq!(read(text), (how.to_owned(), proof.to_owned()), "{text:?}");
        };
        check("", "", "");
        check("by phone [twice]", "", "by phone [twice]");
        check("form", "scan 12", "form [proof: scan 12]");
        check("", "scan [12]", "[proof: scan [12]]");
        check("said [proof: x]", "", "said [[proof: x]");
        check("a [proof: b]", "c [proof: d]", "a [[proof: b] [proof: c [[proof: d]]");
        assert_eq!(read("form [proof: cut off"), ("form [proof: cut off".into(), String::new()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(how in "([a-z\\[\\]]|\\[proof: | [a-z\\[]){0,6}", proof in "([a-z\\[\\]]|\\[proof: | [a-z\\]]){0,6}") {
            let (how, proof) = (how.trim_end(), proof.as_str());
            prop_assert_eq!(read(&write(how, proof)), (how.to_owned(), proof.to_owned()));
        }
    }
}
