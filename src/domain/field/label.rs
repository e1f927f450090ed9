//! Values with labels: `work: anna@x.example`, `mobile: +49 170 12`, `linkedin: https://…`.
//!
//! A label ends at the first colon with white space behind it; in a mail or phone at the first colon, as there is none in those.
//! What a URL begins with is no label.

use super::error::Why;
use super::parts;
use super::table::{Field, key};
use crate::domain::contact::Labelled;

/// Usual labels as they are kept, with what else they are called. Words of a place stand before words of a kind.
const LABELS: &[(&str, &[&str])] = &[
    ("work", &["business", "geschäftlich", "dienstlich", "arbeit"]),
    ("home", &["private", "privat", "personal"]),
    ("other", &["andere", "sonstige"]),
    ("main", &["zentrale"]),
    ("mobile", &["mobil", "cell", "handy"]),
    ("fax", &["telefax"]),
    ("pager", &[]),
    ("web", &["homepage"]),
];

/// An id elsewhere has a source for its label.
const PARTS: &[&str] = &["label", "value", "source"];

/// Beginnings that are part of a mail's or phone's value.
const SCHEMES: &[&str] = &["mailto", "tel", "sip", "sips", "xmpp"];

/// A label as it is kept: the usual ones by their English name (`mobil geschäftlich` is `work mobile`), any other as typed.
pub fn read_label(typed: &str) -> String {
    let typed = typed.trim();
    let known = |word: &str| {
        LABELS
            .iter()
            .position(|(name, others)| key(name) == key(word) || others.iter().any(|other| key(other) == key(word)))
    };
    let places: Option<Vec<usize>> = typed.split_whitespace().map(known).collect();
    match places {
        Some(mut places) if !places.is_empty() => {
            places.sort_unstable();
            places.dedup();
            places.into_iter().map(|place| LABELS[place].0).collect::<Vec<_>>().join(" ")
        }
        _ => typed.to_owned(),
    }
}

/// Reads a value of `field`, which says what may stand before a colon.
pub fn read_labelled(field: Field, text: &str) -> Result<Labelled, Why> {
    let text = text.trim();
    if let Some(read) = parts::read(text, PARTS) {
        let mut labelled = Labelled::default();
        for (place, value) in read? {
            *(if place == 1 { &mut labelled.value } else { &mut labelled.label }) = value;
        }
        return Ok(labelled);
    }
    let (label, value) = split(field, text);
    Ok(Labelled::new(read_label(label), without_scheme(field, value)))
}

/// A mail or phone without what a link to it begins with: it is often copied along.
pub fn without_scheme(field: Field, value: &str) -> &str {
    let scheme = match field {
        Field::Email => "mailto:",
        Field::Phone => "tel:",
        _ => return value,
    };
    let (start, rest) = value.split_at_checked(scheme.len()).unwrap_or(("", value));
    if start.eq_ignore_ascii_case(scheme) { rest.trim_start() } else { value }
}

/// Label and value.
pub(super) fn split(field: Field, text: &str) -> (&str, &str) {
    let anywhere = matches!(field, Field::Email | Field::Phone);
    for (at, _) in text.match_indices(':') {
        let (label, value) = (text[..at].trim(), &text[at + 1..]);
        let is_scheme = SCHEMES.contains(&label.to_lowercase().as_str()) && !value.starts_with(char::is_whitespace);
        if value.starts_with(char::is_whitespace) || anywhere && !is_scheme && !value.is_empty() {
            if label.is_empty() || value.trim().is_empty() {
                break;
            }
            return (label, value.trim());
        }
    }
    ("", text)
}

/// Writes a value so that [`read_labelled`] reads the same.
pub fn write_labelled(field: Field, labelled: &Labelled) -> String {
    let plain = match labelled.label.as_str() {
        "" => labelled.value.clone(),
        label => format!("{label}: {}", labelled.value),
    };
    match read_labelled(field, &plain) {
        Ok(read) if read == *labelled && !plain.contains(['\n', '\r']) => plain,
        _ => parts::write([("label", labelled.label.as_str()), ("value", &labelled.value)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: Field, typed: &str, label: &str, value: &str) {
        let read = read_labelled(field, typed).unwrap();
        assert_eq!((read.label.as_str(), read.value.as_str()), (label, value), "{typed:?}");
        assert_eq!(read_labelled(field, &write_labelled(field, &read)).unwrap(), read, "{typed:?} is written");
    }

    #[test]
    fn labels_are_read() {
        check(Field::Email, "anna@x.example", "", "anna@x.example");
        check(Field::Email, "work: anna@x.example", "work", "anna@x.example");
        check(Field::Email, "work:anna@x.example", "work", "anna@x.example");
        check(Field::Email, "mailto:anna@x.example", "", "anna@x.example");
        check(Field::Email, "work: MAILTO:anna@x.example", "work", "anna@x.example");
        check(Field::Phone, "Mobil geschäftlich: +49 170 12", "work mobile", "+49 170 12");
        check(Field::Phone, "fax privat: 030 12", "home fax", "030 12");
        check(Field::Phone, "Büro Süd: 030 12", "Büro Süd", "030 12");
        check(Field::Phone, "tel:+49-30-12", "", "+49-30-12");
        check(Field::Phone, "label=; value=tel:12", "", "tel:12");
        check(Field::Web, "https://x.example/a: b", "https://x.example/a", "b");
        check(Field::Web, "https://x.example", "", "https://x.example");
        check(Field::Web, "LinkedIn: https://linkedin.example/in/anna", "LinkedIn", "https://linkedin.example/in/anna");
        check(Field::Web, "xmpp:anna@x.example", "", "xmpp:anna@x.example");
        check(Field::Ids, "crm: 4711", "crm", "4711");
        check(Field::Phone, ": 12", "", ": 12");
        check(Field::Phone, "label=a: b; value= c ", "a: b", "c");
    }

    #[test]
    fn what_is_written_is_as_natural_as_can_be() {
        let check = |label: &str, value: &str, expect: &str| {
            assert_eq!(write_labelled(Field::Phone, &Labelled::new(label, value)), expect);
        };
        check("", "030 12", "030 12");
        check("work mobile", "030 12", "work mobile: 030 12");
        check("", "front desk: 12", "label=; value=front desk: 12");
        check("mobil", "12", "label=mobil; value=12");
    }
}
