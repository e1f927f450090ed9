//! `Weiß, Jürgen`: a name with the family name in front, as lists that are sorted by it have it.

use super::person::is_honorific;
use crate::domain::contact::NameParts;
use crate::domain::pairs::has_legal_form;

/// Words behind a comma that are of the name and no given name.
const SUFFIXES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "mba", "phd", "md", "cpa", "esq", "ma", "msc", "bsc", "ba", "llm"];

/// The parts of a name that is written so; `None` of any other.
pub fn parts(name: &str) -> Option<NameParts> {
    let (family, rest) = name.split_once(',')?;
    let (family, mut given): (&str, Vec<&str>) = (family.trim(), rest.split_whitespace().collect());
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let is_suffix = |word: &str| SUFFIXES.contains(&word.replace('.', "").to_lowercase().as_str());
    let first = given.iter().take_while(|word| is_honorific(word)).count();
    let honorific = given.drain(..first).collect::<Vec<_>>().join(" ");
    let sound = (1..=3).contains(&given.len()) && (1..=3).contains(&family.split_whitespace().count());
    let words = family.split_whitespace().chain(given.iter().copied());
    let is_name = sound && words.clone().all(is_word) && !given.iter().any(|word| is_suffix(word));
    (is_name && !has_legal_form(name)).then(|| NameParts {
        honorific,
        given: given.join(" "),
        family: family.to_owned(),
        ..NameParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_may_stand_in_front() {
        for (name, expect) in [
            ("Weiß, Jürgen", "Jürgen|Weiß|"),
            ("von der Heide, Anna Maria", "Anna Maria|von der Heide|"),
            ("Weiß, Prof. Dr. Jürgen", "Jürgen|Weiß|Prof. Dr."),
            ("O'Neil, Sam", "Sam|O'Neil|"),
            ("Weiß", "-"),
            ("Weiß, Dr.", "-"),
            ("King, Jr.", "-"),
            ("Anna Berg, MBA", "-"),
            ("Holz, Stein & Partner", "-"),
            ("Holz, Stein GmbH", "-"),
            ("Weiß, Jürgen, Eva", "-"),
            ("Weiß, 2. Stock", "-"),
            (", Jürgen", "-"),
        ] {
            let parts = parts(name).map(|parts| format!("{}|{}|{}", parts.given, parts.family, parts.honorific));
            assert_eq!(parts.as_deref().unwrap_or("-"), expect, "{name:?}");
        }
    }
}
