//! What a property says besides the field it fills: parameters that no field holds, a group in which other lines stand, parts
//! behind those that are known. Such a line is kept among the foreign properties, with a prefix; while the field still says the
//! same, it is written in place of what the field alone would give.
//!
//! Finds such lines and tells them from the other foreign ones; `write::beside` puts them back.

use super::card::said;
use super::label;
use super::line::Logical;
use super::own::BESIDE;
use super::property::Property;
use super::version::{Version, line};
use super::{FOREIGN_BYTES, own};

/// Properties of which every field has a line of its own.
const OF_FIELDS: &[&str] = &["FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "ADR", "URL", "BDAY", "NOTE"];
/// Properties that are handles; most programs look for just the one that they know.
pub const HANDLES: &[&str] = &["IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"];
/// Types that say no more than that it is a phone number or a mail address, or the first of several.
const PLAIN: &[&str] = &["pref", "voice", "internet"];
/// Parameters that the field holds, or that are about how the value is written.
const HELD: &[&str] =
    &["PREF", "VALUE", "ENCODING", "CHARSET", "X-CUSTOM", "X-APPLE-OMIT-YEAR", own::GUESSED, own::LABEL];

/// Whether a property that filled its field could stand beside it.
pub fn is_of_a_field(p: &Property) -> bool {
    OF_FIELDS.contains(&&*p.name) || HANDLES.contains(&&*p.name)
}

/// Whether it says more than the field holds. Its label is that of a group, or in the types.
pub fn says_more(p: &Property, label: &str, from_group: bool) -> bool {
    if HANDLES.contains(&&*p.name) {
        let bare = p.name == "IMPP" && p.group.is_empty() && p.params().next().is_none();
        return !bare || !p.value().split_once(':').is_some_and(|(scheme, user)| label::fit_an_uri(scheme, user));
    }
    OF_FIELDS.contains(&&*p.name) && (p.params().any(|param| is_more(p, param, label, from_group)) || has_more_parts(p))
}

fn is_more(p: &Property, (name, value): (&str, &str), label: &str, from_group: bool) -> bool {
    if name != "TYPE" {
        return !HELD.contains(&name);
    }
    let mut types = value.split(',').map(str::trim).filter(|one| !one.is_empty());
    let of_label = if from_group { None } else { label::to_types(&p.name, label) };
    let is_told = |one: &str| {
        of_label.iter().flatten().any(|told| told.eq_ignore_ascii_case(one)) || label::is_said_by_label(one, label)
    };
    !types.all(|one| PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(one)) || is_told(one))
}

/// Whether a page is told from a handle by its property alone.
pub fn is_page_by_name(p: &Property, label: &str) -> bool {
    p.name == "URL" && !label::is_page(if label.is_empty() { "web" } else { label }, &p.text())
}

/// Parts that the field has no place for (RFC 9554), several names in one part, or a street of several lines, which the field has on
/// one.
pub fn has_more_parts(p: &Property) -> bool {
    let known = match &*p.name {
        "N" => 5,
        "ADR" => 7,
        _ => return false,
    };
    let is_list = || p.name == "N" && p.lists(known).any(|names| names.count() > 1);
    let has_lines = || p.name == "ADR" && p.parts(b';', 20).any(|part| part.trim().contains('\n'));
    p.parts(b';', 20).skip(known).any(|part| !part.trim().is_empty()) || is_list() || has_lines()
}

/// A property's line as it is kept; `None` if it is too long, or not one line. `old` cards say it in their own way.
pub fn kept(p: &Property, old: bool) -> Option<String> {
    let text = if old { line(&p.raw, Version::V3) } else { p.raw.as_ref().into() };
    (text.len() <= FOREIGN_BYTES && !text.contains('\n')).then(|| format!("{BESIDE}{text}"))
}

/// Whether a line among the foreign ones stands beside a field.
pub fn is_beside(line: &str) -> bool {
    line.starts_with(BESIDE)
}

/// The lines that no field holds anything of.
pub fn shown(foreign: &[String]) -> impl Iterator<Item = &str> {
    foreign.iter().flat_map(|entry| entry.lines()).filter(|line| !is_beside(line))
}

/// How many properties these are.
pub fn count(foreign: &[String]) -> usize {
    foreign.iter().filter(|entry| !is_beside(entry)).count()
}

/// Beside which field a foreign line stands: the name of its property, and what the field says, however it is written.
pub fn field_of(line: &str) -> Option<(String, String)> {
    let line = line.strip_prefix(BESIDE)?;
    let p = Property::parse(&Logical { number: 0, bytes: line.as_bytes().into() }, false)?;
    let is_page = p.name == "URL" || HANDLES.contains(&&*p.name);
    // Of a page the label is in its parts, too, and labels are the user's.
    let said = if is_page { p.text().into_owned() } else { said(&p, None, false).1.join(";") };
    Some((p.name.into_owned(), said))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a line with this label says more than its field, and how it is kept.
    fn check(text: &str, label: &str, from_group: bool, expect: bool) {
        let p = Property::parse(&Logical { number: 1, bytes: text.as_bytes().into() }, false).unwrap();
        assert_eq!(says_more(&p, label, from_group), expect, "{text}");
        assert_eq!(kept(&p, false).unwrap().strip_prefix(BESIDE), Some(text));
    }

    #[test]
    fn parameters_without_a_field_are_seen() {
        check("TEL;type=CELL;type=VOICE;type=pref:1", "mobile", false, false);
        check("TEL;type=IPHONE;type=CELL:1", "mobile", false, true);
        check("TEL;waid=491510000001:1", "", false, true);
        check("TEL;TYPE=WORK:1", "Zentrale", true, true);
        check("TEL;TYPE=pref:1", "Zentrale", true, false);
        check("TEL;VALUE=uri;PREF=1:tel:1", "", false, false);
        check("EMAIL;TYPE=INTERNET:a@b.c", "", false, false);
        check("EMAIL;X-COUCHDB-UUID=a;TYPE=home:a@b.c", "home", false, true);
        check("TEL;TYPE=X-Büro:1", "Büro", false, false);
        check("TEL;TYPE=X-Buero:1", "Buero", false, true);
        check("N;LANGUAGE=de:Kaiser;Bernd", "", false, true);
        check("N:Kaiser;Bernd,Maria", "", false, true);
        check("N:Kaiser;Bernd\\, Maria;;;;", "", false, false);
        check("ADR;LABEL=\"a:b\":;;x", "", false, true);
        check("ADR:;;x;;;;;room 4", "", false, true);
        check("ADR:;;x\\ny;;;;", "", false, true);
        check("ADR:;;x\\n;;;;", "", false, false);
        check("URL;type=pref:https://a.example", "web", false, false);
        check("IMPP:xmpp:anna@a.example", "", false, false);
        check("IMPP:matrix:u/anna:a.example", "", false, true);
        check("IMPP;TYPE=home:xmpp:anna@a.example", "", false, true);
        check("X-SOCIALPROFILE;type=mastodon:x-apple:anna", "mastodon", false, true);
        check("X-OTHER;a=b:1", "", false, false);
    }

    #[test]
    fn only_foreign_lines_are_shown() {
        let foreign =
            ["X-A:1", "i.X-B:2\nX-TOUCHBASE-BESIDE.i.TEL:3", "X-TOUCHBASE-BESIDE.TEL;waid=1:4"].map(str::to_owned);
        assert_eq!(shown(&foreign).collect::<Vec<_>>(), ["X-A:1", "i.X-B:2"]);
        assert_eq!(count(&foreign), 2);
    }
}
