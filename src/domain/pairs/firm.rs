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

/// The folded words of a company's name without its legal form: `hofmann` for "Hofmann GmbH & Co. KG". A name of nothing else
/// stays as it is.
pub(super) fn firm(name: &str) -> String {
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
    let telling = words.iter().rposition(|word| !FORMS.contains(&word.as_str())).map_or(words.len(), |last| last + 1);
    words.truncate(telling);
    if words.is_empty() { folded.trim().to_owned() } else { words.join(" ") }
}

/// Whether the last word of a name is a company's legal form.
pub fn has_legal_form(name: &str) -> bool {
    let folded = fold(name);
    let last = folded.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
    last.is_some_and(|last| FORMS.contains(&last))
}
