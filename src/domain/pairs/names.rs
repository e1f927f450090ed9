//! Names as they are compared: their folded words, in no order, without titles.

use super::Alike;
use super::nicknames;
use super::sound::{is_transliterated, skeleton, sound, sounds_alike};
use crate::domain::search::fold;

/// Words of a name that say nothing about who it is.
const TITLES: &[&str] = &[
    "dr", "prof", "dipl", "ing", "med", "dent", "rer", "nat", "jur", "iur", "phil", "habil", "mag", "herr", "frau",
    "hr", "fr", "mr", "mrs", "ms", "miss", "mme", "phd", "mba", "msc", "bsc", "ma", "ba", "llm",
];

/// Words before a family name that some write and some don't.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "zu", "zur", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "la", "le", "el",
    "al", "of", "bin",
];

/// What is put behind the names of those who are called like their parents.
const GENERATIONS: &[&str] = &["jun", "junior", "jr", "sen", "senior", "sr", "ii", "iii"];

/// Letters of a short form at the least: Jan, Janek.
const LEAST_SHORT: usize = 3;
/// Letters of a word of which one may differ, at the least.
const LEAST_SIMILAR: usize = 4;
/// So many words of a name are compared; nobody has more.
const MOST_WORDS: usize = 8;
/// So many ways to read the nicknames in a name are looked up.
const MOST_WAYS: usize = 8;

/// Whether a word of a name is a title, as it is written: `Dr.`, `Prof`.
pub fn is_title(word: &str) -> bool {
    let word = fold(word);
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty() && word.split('.').all(|part| TITLES.contains(&part))
}

/// The folded words of a name that say who it is, with a blank between, in their order.
pub fn telling(name: &str) -> String {
    let folded = fold(name);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_telling = |word: &&str| !TITLES.contains(word);
    let telling: Vec<&str> = words().filter(is_telling).take(MOST_WORDS).collect();
    if telling.is_empty() { words().take(MOST_WORDS).collect::<Vec<_>>().join(" ") } else { telling.join(" ") }
}

/// The telling words with the given name first: by the family name where that is known, else by the comma in `Weiß, Jürgen`.
pub(super) fn given_first(name: &str, family: &str) -> String {
    if let Some((before, after)) = name.split_once(',').filter(|(_, after)| !after.contains(',')) {
        let (before, after) = (telling(before), telling(after));
        if !before.is_empty() && !after.is_empty() && !is_generation(&after) {
            return format!("{after} {before}");
        }
    }
    let name = telling(name);
    let family = telling(family);
    match name.strip_prefix(&family).and_then(|rest| rest.strip_prefix(' ')).filter(|_| !family.is_empty()) {
        Some(given) => format!("{given} {family}"),
        None => name,
    }
}

fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&word)
}

/// What names are looked up by: names that are the same but for order and nicknames have one in common. Given as hashes.
pub(super) fn keys(name: &str) -> Vec<u64> {
    let mut ways: Vec<Vec<u64>> = vec![Vec::new()];
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        let lines = nicknames::lines(word);
        let others: Vec<u64> = match lines {
            [] => vec![super::mark(&word)],
            lines => lines.iter().map(super::mark).collect(),
        };
        let room = (MOST_WAYS / ways.len()).max(1);
        ways = ways
            .iter()
            .flat_map(|way| others.iter().take(room).map(move |word| [&way[..], &[*word]].concat()))
            .collect();
    }
    let hash = |mut way: Vec<u64>| {
        way.sort_unstable();
        super::mark(&way)
    };
    if name.is_empty() { Vec::new() } else { ways.into_iter().map(hash).collect() }
}

/// The same of a name with its blanks left out: Hans-Peter is Hanspeter.
pub(super) fn squeezed(name: &str) -> u64 {
    super::mark(&letters(name).collect::<Vec<u8>>())
}

/// How two names are alike, each with what they are called besides; `None` if no word is the same.
pub(super) fn alike(one: &str, other: &str, nicknames: [&str; 2]) -> Option<Alike> {
    if one.is_empty() || other.is_empty() {
        return Some(Alike::Nameless);
    }
    if one == other {
        return Some(Alike::Same);
    }
    let mut rest: Vec<&str> = other.split(' ').collect();
    let (mut own, mut same) = (Vec::new(), 0);
    for word in one.split(' ') {
        match rest.iter().position(|theirs| *theirs == word) {
            Some(at) => {
                rest.swap_remove(at);
                same += 1;
            }
            None => own.push(word),
        }
    }
    let is_squeezed = || letters(one).eq(letters(other));
    Some(match (&own[..], &rest[..]) {
        ([], []) => Alike::Same,
        _ if is_squeezed() => Alike::Same,
        ([], _) | (_, []) if same >= 2 => Alike::Part,
        ([], _) | (_, []) if same == 1 => Alike::Single,
        ([own], [theirs]) if same > 0 => {
            word_alike(own, theirs, nicknames).or_else(|| by_place(one, other, nicknames)).unwrap_or(Alike::Family)
        }
        _ if same > 0 => by_place(one, other, nicknames).unwrap_or(Alike::Family),
        // Each is all that one has.
        ([own], [theirs]) if nicknames::are_alike(own, theirs) => Alike::Single,
        _ => return transliterated(one, other).or_else(|| by_place(one, other, nicknames)),
    })
}

/// How two names are alike that are the same word by word, brought from one alphabet to another. In one alphabet it may as well be
/// somebody else: Carl Meyer, Karl Meier.
fn transliterated(one: &str, other: &str) -> Option<Alike> {
    let is_foreign = |name: &str| !name.is_ascii();
    let two_alphabets = is_foreign(one) != is_foreign(other);
    let words = || one.split(' ').count();
    let is_same = |own: &str, theirs: &str| is_transliterated(own, theirs, two_alphabets);
    let in_order = || one.split(' ').zip(other.split(' ')).all(|(own, theirs)| is_same(own, theirs));
    let turned = || one.split(' ').rev().zip(other.split(' ')).all(|(own, theirs)| is_same(own, theirs));
    let is_it = words() > 1 && words() == other.split(' ').count() && (in_order() || turned());
    is_it.then_some(if two_alphabets { Alike::Transliterated } else { Alike::Similar })
}

/// What names in other alphabets are looked up by: the consonants of their words in any order. `None` for those that say too little.
pub(super) fn sounded(name: &str) -> Option<u64> {
    let mut words: Vec<String> = name.split(' ').map(skeleton).collect();
    words.sort_unstable();
    let is_telling = words.len() > 1 && words.iter().map(String::len).sum::<usize>() > 3;
    is_telling.then(|| super::mark(&words))
}

/// Whether two names may well be one person's who changed the surname or is called for short: the given name is the same or stands
/// for the other, or all words of the one are the other's, too. Each with the given name, where that is known.
pub fn is_called_alike([one, one_given]: [&str; 2], [other, other_given]: [&str; 2]) -> bool {
    let given = |name: &str, given: &str| {
        // "Müller, Anna" has it behind the comma.
        let behind = name.split_once(',').map_or(name, |(_, behind)| behind);
        let words = telling(if given.is_empty() { behind } else { given });
        words.split(' ').next().unwrap_or_default().to_owned()
    };
    let is_in = |few: &str, many: &str| few.split(' ').all(|word| many.split(' ').any(|other| other == word));
    let [words, other_words] = [one, other].map(telling);
    if words.is_empty() || other_words.is_empty() {
        return false;
    }
    let (one, other) = (given(one, one_given), given(other, other_given));
    let is_name = |word: &str| word.chars().nth(1).is_some();
    let same = is_name(&one) && one == other || nicknames::are_alike(&one, &other);
    same || is_in(&words, &other_words) || is_in(&other_words, &words)
}

/// How two names are alike of which no more can be said than that their given names are, and perhaps their family names.
fn by_place(one: &str, other: &str, nicknames: [&str; 2]) -> Option<Alike> {
    let ends = |name: &'_ str| -> Option<[String; 2]> {
        let words = || name.split(' ').filter(|word| !PARTICLES.contains(word) && !is_generation(word));
        let (first, last) = (words().next()?, words().next_back()?);
        (words().count() > 1).then(|| [first.to_owned(), last.to_owned()])
    };
    let generation = |name: &str| name.split(' ').rfind(|word| is_generation(word)).map(|word| word.chars().next());
    let ([given, family], [their_given, their_family]) = (ends(one)?, ends(other)?);
    // A father and his son.
    if generation(one) != generation(other) {
        return None;
    }
    let is_short = |short: &str, long: &str| short.len() >= LEAST_SHORT && long.starts_with(short);
    let are_close = |one: &str, other: &str| {
        one == other || sounds_alike(one, other) || is_short(one, other) || is_short(other, one)
    };
    let sounded = [sound(&given), sound(&their_given)];
    let given_name = word_alike(&given, &their_given, nicknames)
        .or_else(|| word_alike(&sounded[0], &sounded[1], ["", ""]))
        .or_else(|| are_close(&given, &their_given).then_some(Alike::Similar));
    match (given_name?, are_close(&family, &their_family)) {
        (_, true) => Some(Alike::Loose),
        (Alike::Initial, false) => None,
        (_, false) => Some(Alike::Given),
    }
}

/// All letters, without what stands between words.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(|byte| *byte != b' ')
}

/// How the only words are alike in which two names differ.
fn word_alike(own: &str, theirs: &str, [own_nickname, their_nickname]: [&str; 2]) -> Option<Alike> {
    let is_called = |nickname: &str, word: &str| nickname.split(' ').any(|one| one == word);
    if nicknames::are_alike(own, theirs) || is_called(their_nickname, own) || is_called(own_nickname, theirs) {
        return Some(Alike::Nickname);
    }
    let is_initial = |short: &str, long: &str| short.chars().nth(1).is_none() && long.starts_with(short);
    if is_initial(own, theirs) || is_initial(theirs, own) {
        return Some(Alike::Initial);
    }
    if sounds_alike(own, theirs) {
        return Some(Alike::Similar);
    }
    let can_be_similar = own.len().min(theirs.len()) >= LEAST_SIMILAR && own.len().abs_diff(theirs.len()) <= 1;
    (can_be_similar && strsim::osa_distance(own, theirs) == 1).then_some(Alike::Similar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_their_own_ways() {
        let check = |one: &str, other: &str, expect: Option<Alike>| {
            let (one, other) = (telling(one), telling(other));
            for (one, other) in [(&one, &other), (&other, &one)] {
                assert_eq!(alike(one, other, ["", ""]), expect, "{one:?}, {other:?}");
            }
        };
        check("Dr. med. Anna Müller", "MUELLER, Anna", Some(Alike::Same));
        check("Jörg Weiß", "weiss joerg", Some(Alike::Same));
        check("Hans-Peter Maier", "Hanspeter Maier", Some(Alike::Same));
        check("Bob Smith", "Smith, Robert", Some(Alike::Nickname));
        check("Anna Maria Müller", "Anna Müller", Some(Alike::Part));
        check("A. Müller", "Anna Müller", Some(Alike::Initial));
        check("Anna Meier", "Anna Maier", Some(Alike::Similar));
        check("Müller", "Anna Müller", Some(Alike::Single));
        check("Anna Müller", "Bernd Müller", Some(Alike::Family));
        check("Petra Alt", "Petra Neu", Some(Alike::Given));
        check("Gabi Alt", "Gabriele Neu", Some(Alike::Given));
        check("A. Alt", "Anna Neu", None);
        check("Aleksandr Ivanov", "Alexander Iwanow", Some(Alike::Loose));
        check("Ólafur Þórsson", "Olafur Thorsson", Some(Alike::Similar));
        check("Katharina von der Heide", "Kathi Heide", Some(Alike::Loose));
        check("Ann Two", "Ann Twoo", Some(Alike::Similar));
        check("Olga Petrova", "Ольга Петрова", Some(Alike::Transliterated));
        check("Ivan Ivanov", "Иванов Иван", Some(Alike::Transliterated));
        check("Pjotr Tschechow", "Пётр Чехов", Some(Alike::Transliterated));
        check("Pyotr Chekhov", "Пётр Чехов", Some(Alike::Transliterated));
        check("Pyotr Chekhov", "Pjotr Tschechow", Some(Alike::Similar));
        check("Ivan Ivanov", "Iwan Iwanow", Some(Alike::Similar));
        check("Peter Schulz", "P. Schultz", Some(Alike::Loose));
        check("Jan Kowalski", "Janek Kowalsky", Some(Alike::Loose));
        check("Hans Maier", "Hans Maier jun.", Some(Alike::Part));
        check("Hans Maier sen.", "Hans Meyer jun.", Some(Alike::Family));
        check("Hans Maier jun.", "Hans Maier sen.", Some(Alike::Family));
        check("", "Anna Müller", Some(Alike::Nameless));
        check("Anna Müller", "Tom Berg", None);
        check("Dr.", "Dr. Dr.", Some(Alike::Single));
    }

    #[test]
    fn a_surname_may_change() {
        for (one, other, alike) in [
            (["Eva Berg", ""], ["Eva Huber", ""], true),
            (["Berg, Eva", ""], ["Eva Huber", ""], true),
            (["Berg Eva", "Eva"], ["Huber Eva", "Eva"], true),
            (["Bob Smith", ""], ["Robert Jones", ""], true),
            (["Maria Silva", ""], ["Maria Teresa Silva Costa", ""], true),
            (["Müller", ""], ["Anna Müller", ""], true),
            (["Anna Müller", ""], ["Bernd Müller", ""], false),
            (["Müller, Anna", ""], ["Müller, Bernd", ""], false),
            (["A. Müller", ""], ["A. Berg", ""], false),
            (["Dr. Anna Müller", ""], ["Dr. Tom Berg", ""], false),
            (["", ""], ["Tom Berg", ""], false),
        ] {
            assert_eq!(is_called_alike(one, other), alike, "{one:?}, {other:?}");
            assert_eq!(is_called_alike(other, one), alike, "{other:?}, {one:?}");
        }
    }

    #[test]
    fn the_given_name_comes_first() {
        for (name, family, expect) in [
            ("Anna Müller", "", "anna muller"),
            ("MÜLLER, Anna", "", "anna muller"),
            ("Müller Anna", "Müller", "anna muller"),
            ("von der Heide, Kathi", "", "kathi von der heide"),
            ("Müller", "Müller", "muller"),
            ("Hans Maier, jun.", "", "hans maier jun"),
            ("Dr. Anna Müller", "Müller", "anna muller"),
        ] {
            assert_eq!(given_first(name, family), expect, "{name:?}");
        }
    }

    #[test]
    fn what_somebody_is_called_counts() {
        assert_eq!(alike("ali schmidt", "mehmet schmidt", ["", "ali"]), Some(Alike::Nickname));
    }

    #[test]
    fn names_that_are_the_same_have_a_key_in_common() {
        for (one, other) in
            [("bob smith", "smith robert"), ("alex berg", "alexandra berg"), ("anna muller", "muller anna")]
        {
            assert!(keys(one).iter().any(|key| keys(other).contains(key)), "{one}, {other}");
        }
        assert!(keys("").is_empty());
        assert!(keys("alex alex alex alex alex alex alex alex").len() <= MOST_WAYS);
    }
}
