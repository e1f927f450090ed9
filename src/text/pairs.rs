//! Why two contacts may be one, in words.

use super::Text;
use crate::domain::pairs::{Alike, Reason, is_title};
use crate::domain::search::fold;
use crate::say;

/// `same mobile number; Jörg / Joerg`: the reasons, with both names as they are written.
pub fn reasons(text: &Text, reasons: &[Reason], names: [&str; 2]) -> String {
    reasons.iter().map(|one| reason(text, *one, names)).collect::<Vec<_>>().join("; ")
}

fn reason(text: &Text, reason: Reason, names: [&str; 2]) -> String {
    match reason {
        Reason::Mail => say!(text, "pairs-mail"),
        Reason::SharedMail => say!(text, "pairs-shared-mail"),
        Reason::Mobile => say!(text, "pairs-mobile"),
        Reason::Phone => say!(text, "pairs-phone"),
        Reason::Company => say!(text, "pairs-company"),
        Reason::Birthday => say!(text, "pairs-birthday"),
        Reason::Name(Alike::Same) => differing(names).unwrap_or_else(|| say!(text, "pairs-name")),
        Reason::Name(Alike::Nickname | Alike::Initial | Alike::Similar | Alike::Loose | Alike::Given) => {
            differing(names).unwrap_or_else(|| say!(text, "pairs-name"))
        }
        Reason::Name(Alike::Part | Alike::Nameless | Alike::Single | Alike::Family) => match common(names) {
            Some(part) => say!(text, "pairs-name-part-of", part = part),
            None => say!(text, "pairs-name-part"),
        },
    }
}

/// The words in which two names differ: `Jörg / Joerg`; `None` where one has no other.
fn differing([one, other]: [&str; 2]) -> Option<String> {
    let (one, other) = (words(one), words(other));
    let only = |own: &[&str], others: &[&str]| -> String {
        own.iter().filter(|word| !others.contains(word)).copied().collect::<Vec<_>>().join(" ")
    };
    let (own, theirs) = (only(&one, &other), only(&other, &one));
    (!own.is_empty() && !theirs.is_empty()).then(|| format!("{own} / {theirs}"))
}

/// The words that both names have; `None` where they have none.
fn common([one, other]: [&str; 2]) -> Option<String> {
    let others: Vec<String> = words(other).into_iter().map(fold).collect();
    let common: Vec<&str> = words(one).into_iter().filter(|word| others.contains(&fold(word))).collect();
    (!common.is_empty()).then(|| common.join(" "))
}

/// The words of a name without titles.
fn words(name: &str) -> Vec<&str> {
    let words = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.filter(|word| !is_title(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn reasons_are_said_with_what_differs() {
        let check = |all: &[Reason], names: [&str; 2], en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(reasons(&Text::new(lang), all, names), expect);
            }
        };
        let (same, nickname) = (Reason::Name(Alike::Same), Reason::Name(Alike::Nickname));
        check(
            &[Reason::Mobile, same],
            ["Jörg Weiß", "Joerg Weiß"],
            "same mobile number; Jörg / Joerg",
            "gleiche Mobilnummer; Jörg / Joerg",
        );
        check(&[same], ["Anna Müller", "Müller, Anna"], "same name", "gleicher Name");
        check(&[same], ["Dr. Anna Müller", "Anna Müller"], "same name", "gleicher Name");
        check(&[Reason::Name(Alike::Similar)], ["Dr. Maier", "Meier"], "Maier / Meier", "Maier / Meier");
        check(
            &[Reason::Name(Alike::Part)],
            ["Anna Maria Müller", "Mueller, Anna"],
            "part of the name: Anna Müller",
            "Name zum Teil gleich: Anna Müller",
        );
        check(
            &[Reason::Mail, nickname],
            ["Bob Smith", "Robert Smith"],
            "same mail; Bob / Robert",
            "gleiche Mail; Bob / Robert",
        );
    }
}
