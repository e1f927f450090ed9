//! How a word of a name sounds, roughly: the same name written in other countries, or in Cyrillic letters, comes to one.

/// Letters of a word at the least in which one may differ as it sounds.
const LEAST: usize = 5;

/// What is written for the same sound; longer ones first.
const WRITTEN: &[(&str, &str)] = &[
    ("tsch", "ch"),
    ("sch", "sh"),
    ("zh", "sh"),
    ("th", "t"),
    ("ph", "f"),
    ("kh", "h"),
    ("ck", "k"),
    ("qu", "kv"),
    ("tz", "z"),
    ("ts", "z"),
    ("cz", "ch"),
    ("ch", "ch"),
    ("c", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("þ", "t"),
    ("ð", "d"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("ґ", "g"),
    ("д", "d"),
    ("е", "e"),
    ("є", "ie"),
    ("ж", "sh"),
    ("з", "z"),
    ("и", "i"),
    ("і", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "h"),
    ("ц", "z"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ъ", ""),
    ("ы", "i"),
    ("ь", ""),
    ("э", "e"),
    ("ю", "iu"),
    ("я", "ia"),
];

/// A folded word as it sounds: `ivanov` for Iwanow and Иванов. No letter stands twice in a row.
pub(super) fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let written = WRITTEN.iter().find(|(written, _)| rest.starts_with(written));
        let (taken, sounds) = written.map_or((first.len_utf8(), &rest[..first.len_utf8()]), |(w, s)| (w.len(), *s));
        for letter in sounds.chars() {
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
        rest = &rest[taken..];
    }
    out
}

/// Whether two folded words sound alike; of long ones one letter may differ.
pub(super) fn sounds_alike(one: &str, other: &str) -> bool {
    let (one, other) = (sound(one), sound(other));
    let is_long = one.len().min(other.len()) >= LEAST && one.len().abs_diff(other.len()) <= 1;
    one == other && !one.is_empty() || is_long && strsim::osa_distance(&one, &other) == 1
}

/// The consonants of a folded word as it sounds, with no difference between kh and ch: those that Чехов, Chekhov and Tschechow have.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for letter in sound(word).chars().filter(|letter| !"aeioucё".contains(*letter)) {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// Whether two folded words are one that was brought from one alphabet to another; where they are in `two_alphabets`, the vowels
/// of both may differ, too: Пётр, Pjotr.
pub(super) fn is_transliterated(one: &str, other: &str, two_alphabets: bool) -> bool {
    let sounds = [one, other].map(|word| sound(word).replace("ch", "h"));
    let bare = [one, other].map(skeleton);
    // Иванова isn't Ivanov.
    let [open, other_open] = [0, 1].map(|at| sounds[at].ends_with(['a', 'e', 'i', 'o', 'u']));
    let is_nearly = bare[0] == bare[1] && bare[0].chars().count() > 1 && open == other_open;
    sounds[0] == sounds[1] && !sounds[0].is_empty() || two_alphabets && is_nearly
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sound_alike_however_they_are_written() {
        for (one, other, expect) in [
            ("ivanov", "iwanow", true),
            ("ivanov", "иванов", true),
            ("aleksandr", "alexander", true),
            ("schulz", "schultz", true),
            ("þorsson", "thorsson", true),
            ("kowalski", "kowalsky", true),
            ("schmidt", "schmitt", true),
            ("karl", "carl", true),
            ("hans", "jens", false),
            ("anna", "anne", false),
            ("berger", "huber", false),
            ("", "", false),
        ] {
            assert_eq!(sounds_alike(one, other), expect, "{one}, {other}: {} {}", sound(one), sound(other));
        }
    }
}
