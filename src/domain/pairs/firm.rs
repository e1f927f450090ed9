//! A company's name as it is compared: without its legal form.

use crate::domain::search::fold;

/// Legal forms and what stands between them, folded.
const FORMS: &[&str] = &[
    "gmbh",
    "mbh",
    "ggmbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "gbr",
    "ug",
    "se",
    "ev",
    "eg",
    "ek",
    "partg",
    "partgmbb",
    "haftungsbeschrankt",
    "co",
    "cie",
    "und",
    "and",
    "et",
    "company",
    "gesellschaft",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "plc",
    "pty",
    "pvt",
    "sa",
    "sas",
    "sarl",
    "sl",
    "slu",
    "srl",
    "spa",
    "snc",
    "bv",
    "nv",
    "vof",
    "as",
    "asa",
    "ab",
    "aps",
    "oy",
    "oyj",
    "sro",
    "doo",
    "kft",
    "zrt",
    "sp",
    "zoo",
    "sarls",
];

/// What stands beside a legal form and is none by itself: "& Co.", "Gesellschaft mbH".
const BESIDE: &[&str] = &["co", "cie", "und", "and", "et", "company", "gesellschaft", "haftungsbeschrankt", "zoo"];

/// Legal forms that are written in two ways.
const SAME_FORM: &[(&str, &str)] =
    &[("mbh", "gmbh"), ("incorporated", "inc"), ("corporation", "corp"), ("limited", "ltd"), ("oyj", "oy")];

/// A company's name in two parts: what it is called, and its legal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// The folded words without the legal form.
    pub core: String,
    /// Sorted; empty where the name says none.
    forms: Vec<String>,
}

impl Firm {
    /// Words that may be others than a form, as in "Berlin Zoo" or "Ford Motor Company", are a part of the name where no form stands
    /// beside them.
    pub fn of(name: &str) -> Self {
        let mut words = words(name);
        let mut telling = telling(&words);
        let is_form = |word: &String| !BESIDE.contains(&word.as_str());
        let is_and_co = |word: &String| ["co", "cie"].contains(&word.as_str());
        if !words[telling..].iter().any(|word| is_form(word) || is_and_co(word)) {
            telling = words.len();
        }
        let forms = words.split_off(telling);
        let one_way = |word: String| {
            let same = SAME_FORM.iter().find(|(one, _)| *one == word);
            same.map_or(word, |(_, other)| (*other).to_owned())
        };
        let mut forms: Vec<String> = forms.into_iter().filter(is_form).map(one_way).collect();
        forms.sort_unstable();
        forms.dedup();
        Self { core: joined(&words, name), forms }
    }

    /// Whether both may be one company: called the same, and the legal form of the one says no other than that of the other.
    /// "Brandt" and "Brandt GmbH" may be, "Brandt GmbH" and "Brandt AG" may not.
    pub fn may_be(&self, other: &Self) -> bool {
        let says_no_more = |one: &Self, other: &Self| one.forms.iter().all(|form| other.forms.contains(form));
        self.core == other.core && (says_no_more(self, other) || says_no_more(other, self))
    }
}

/// The folded words of a company's name without its legal form: `hofmann` for "Hofmann GmbH & Co. KG". A name of nothing else
/// stays as it is.
pub(super) fn firm(name: &str) -> String {
    let mut words = words(name);
    words.truncate(telling(&words));
    joined(&words, name)
}

fn joined(words: &[String], name: &str) -> String {
    if words.is_empty() { fold(name).trim().to_owned() } else { words.join(" ") }
}

fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<String> = Vec::new();
    let mut was_letter = false;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // S.r.o. is one word.
        let is_letter = word.chars().nth(1).is_none();
        match words.last_mut().filter(|_| was_letter && is_letter) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
        was_letter = is_letter;
    }
    words
}

/// How many words stand before the legal form; all where there is nothing else.
fn telling(words: &[String]) -> usize {
    words.iter().rposition(|word| !FORMS.contains(&word.as_str())).map_or(words.len(), |last| last + 1)
}

/// Whether the last word of a name is a company's legal form.
pub fn has_legal_form(name: &str) -> bool {
    let folded = fold(name);
    let last = folded.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
    last.is_some_and(|last| FORMS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_the_same_with_and_without_its_legal_form() {
        for (one, other, same) in [
            ("Brandt", "Brandt GmbH", true),
            ("BRANDT Gmbh & Co. KG", "Brandt GmbH", true),
            ("Brandt", "brandt  gmbh & co. kg", true),
            ("Brandt Gesellschaft mbH", "Brandt GmbH", true),
            ("Müller & Söhne", "Mueller und Soehne OHG", false),
            ("Müller & Söhne", "Mueller & Soehne OHG", true),
            ("Novák", "Novák s.r.o.", true),
            ("Acme Inc.", "Acme Incorporated", true),
            ("Kowalski", "Kowalski Sp. z o.o.", true),
            ("Tiffany & Co.", "Tiffany", true),
            ("Brandt GmbH", "Brandt AG", false),
            ("Brandt Ltd", "Brandt LLC", false),
            ("Berlin Zoo", "Berlin", false),
            ("Ford Motor Company", "Ford Motor", false),
            ("GmbH", "AG", false),
            ("Brandt", "Brand", false),
        ] {
            let (one, other) = (Firm::of(one), Firm::of(other));
            assert_eq!(one.may_be(&other), same, "{one:?}, {other:?}");
            assert_eq!(other.may_be(&one), same, "{other:?}, {one:?}");
        }
    }
}
