//! Who takes part: attendees, organizer and contacts of an event (RFC 5545, 3.8.4), as the import looks them up.

use crate::formats::clean;
use crate::formats::draft::Whom;
use crate::formats::vcard::property::Property;

/// Someone who takes part, and whether they said that they don't.
#[derive(Debug, Clone, PartialEq)]
pub struct Attendance {
    pub whom: Whom,
    pub declined: bool,
    pub is_organizer: bool,
}

/// Words before whom an event is with, in its summary.
const WITH: &[&str] = &[" with ", " mit ", " bei "];

/// Reads who a property names; `None` for rooms and devices, and where nothing tells who it is.
pub fn read(property: &Property) -> Option<Attendance> {
    let is = |name: &str, values: &[&str]| {
        property.param(name).is_some_and(|value| values.iter().any(|one| one.eq_ignore_ascii_case(value)))
    };
    if is("CUTYPE", &["ROOM", "RESOURCE"]) {
        return None;
    }
    let one_line = |text: &str| clean::one_line(text, " ").text;
    let value = if property.name == "CONTACT" { property.text().into_owned() } else { property.value().to_owned() };
    let of = |scheme: &str| {
        let (start, rest) = value.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| one_line(rest))
    };
    let given = |name: &str| property.param(name).map(one_line).filter(|text| !text.is_empty());
    // Outlook puts a name in quotes of its own.
    let called = given("CN").map(|name| name.trim_matches('\'').trim().to_owned()).unwrap_or_default();
    let mut whom = Whom { phone: of("tel:").unwrap_or_default(), ..Whom::default() };
    whom.mail = of("mailto:").or_else(|| given("EMAIL")).unwrap_or_default();
    // A name that is only the address tells no more than that.
    let is_mail = |text: &str| text.contains('@') && !text.contains(' ');
    if is_mail(&called) {
        whom.mail = if whom.mail.is_empty() { called } else { whom.mail };
    } else {
        whom.name = called;
    }
    if property.name == "CONTACT" && whom == Whom::default() {
        let text = one_line(&value);
        if is_mail(&text) { whom.mail = text } else { whom.name = text }
    }
    (whom != Whom::default()).then(|| Attendance {
        whom,
        declined: is("PARTSTAT", &["DECLINED"]),
        is_organizer: property.name == "ORGANIZER",
    })
}

/// Who may be meant where nobody is named but in the summary, and no contact's full name stands in it: all of it, and what stands
/// behind "with".
pub fn in_words(summary: &str) -> Vec<Whom> {
    let named = |name: &str| Whom { name: name.trim().to_owned(), ..Whom::default() };
    let lower = summary.to_lowercase();
    // Where small letters take another room, places of one aren't those of the other.
    let behind = WITH.iter().filter_map(|with| {
        let at = lower.find(with).filter(|_| lower.len() == summary.len())? + with.len();
        summary.get(at..)
    });
    [summary].into_iter().chain(behind).map(named).filter(|whom| !whom.name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::vcard::line::Logical;

    #[test]
    fn people_are_read() {
        let check = |line: &str, expect: &str| {
            let property = Property::parse(&Logical { number: 1, bytes: line.as_bytes().into() }, false).unwrap();
            let got = read(&property).map(|Attendance { whom, declined, .. }| {
                format!("{}|{}|{}{}", whom.name, whom.mail, whom.phone, if declined { " declined" } else { "" })
            });
            assert_eq!(got.unwrap_or_default(), expect, "{line}");
        };
        check("ATTENDEE;CN=Anna Müller;PARTSTAT=ACCEPTED:mailto:anna@example.org", "Anna Müller|anna@example.org|");
        check("ATTENDEE;CN=anna@example.org:MAILTO:anna@example.org", "|anna@example.org|");
        check(
            "ATTENDEE;CN=\"'Berg, Tom'\";PARTSTAT=declined:mailto:tom@example.org",
            "Berg, Tom|tom@example.org| declined",
        );
        check("ATTENDEE;CUTYPE=ROOM;CN=Room 3:mailto:room3@example.org", "");
        check("ATTENDEE;CN=Anna;EMAIL=anna@example.org:urn:uuid:1", "Anna|anna@example.org|");
        check("ATTENDEE:tel:+49301", "||+49301");
        check("ATTENDEE:invalid:nomail", "");
        check("ORGANIZER;CN=Ö:mailto:", "Ö||");
        check("CONTACT:Anna Müller\\, Hofmann", "Anna Müller, Hofmann||");
        check("CONTACT:anna@example.org", "|anna@example.org|");
    }

    #[test]
    fn summaries_name_people() {
        let names = |summary: &str| in_words(summary).into_iter().map(|whom| whom.name).collect::<Vec<_>>().join("; ");
        assert_eq!(names("Anna Müller"), "Anna Müller");
        assert_eq!(names("Termin mit Anna Müller"), "Termin mit Anna Müller; Anna Müller");
        assert_eq!(names("Lunch With Tom"), "Lunch With Tom; Tom");
        assert_eq!(names(""), "");
    }
}
