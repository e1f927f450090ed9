//! Where the components of a calendar begin and end in the bytes, and the properties of one. Knows nothing of what they mean.

use crate::formats::calendar::EVENTS;
use crate::formats::draft::Refusal;
use crate::formats::vcard::line::{Lines, Logical, Unfolded};
use crate::formats::vcard::property::Property;
use crate::formats::vcard::{CARD_BYTES, PROPERTIES};

/// What a component is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Event,
    ToDo,
    Journal,
}

/// A component that makes a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub kind: Kind,
    /// The line of its BEGIN; the first is 1.
    pub line: usize,
    /// Where its properties begin and end.
    start: usize,
    end: usize,
    /// Whether it has an end.
    pub is_whole: bool,
    pub refused: Option<Refusal>,
}

/// A VTIMEZONE.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneText {
    line: usize,
    start: usize,
    end: usize,
}

/// What is found in a file.
#[derive(Debug, Default)]
pub struct Found {
    pub components: Vec<Component>,
    pub zones: Vec<ZoneText>,
    /// What the calendar is called, and by which program; `None` where the file names none, or is a message about events.
    pub name: Option<String>,
    /// Whether it is a message about single events, and no calendar.
    pub is_message: bool,
}

/// What stands open while a file is gone through.
enum Open {
    Component(Component),
    Zone(ZoneText),
}

/// Finds components. One that isn't ended before another begins, or before its calendar or the file ends, ends there.
pub fn find(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut open: Option<Open> = None;
    let mut titles = Titles::default();
    for line in Lines::from(bytes, 0, 1) {
        let Some((begins, name)) = edge(line.bytes) else {
            if open.is_none() {
                titles.take(line.bytes);
            }
            continue;
        };
        let kind = [(&b"VEVENT"[..], Kind::Event), (b"VTODO", Kind::ToDo), (b"VJOURNAL", Kind::Journal)]
            .into_iter()
            .find(|(of, _)| name.eq_ignore_ascii_case(of))
            .map(|(_, kind)| kind);
        let is_zone = name.eq_ignore_ascii_case(b"VTIMEZONE");
        if kind.is_none() && !is_zone && !name.eq_ignore_ascii_case(b"VCALENDAR") {
            // An alarm in an event, a part of a zone, or something else that makes no record.
            continue;
        }
        let is_own_end = !begins
            && match &open {
                Some(Open::Component(component)) => kind == Some(component.kind),
                Some(Open::Zone(_)) => is_zone,
                None => false,
            };
        found.close(open.take(), line.start, is_own_end);
        let (line, start) = (line.number, line.next);
        open = match (begins, kind) {
            (true, Some(kind)) => {
                let refused = None;
                Some(Open::Component(Component { kind, line, start, end: start, is_whole: false, refused }))
            }
            (true, None) if is_zone => Some(Open::Zone(ZoneText { line, start, end: start })),
            _ => None,
        };
        if found.components.len() > EVENTS {
            break;
        }
    }
    // The last line of a cut file may be cut, too.
    let end = match bytes.last() {
        Some(b'\n' | b'\r') | None => bytes.len(),
        Some(_) => memchr::memrchr2(b'\n', b'\r', bytes).map_or(0, |at| at + 1),
    };
    found.close(open, end, false);
    found.is_message = titles.is_message;
    found.name = titles.name();
    if let Some(last) = found.components.get_mut(EVENTS) {
        last.refused = Some(Refusal::TooMany);
        found.components.truncate(EVENTS + 1);
    }
    found
}

/// What a calendar says of itself, before and between its components.
#[derive(Debug, Default)]
struct Titles {
    program: String,
    name: String,
    is_message: bool,
}

impl Titles {
    /// A line, as far as it isn't folded.
    fn take(&mut self, line: &[u8]) {
        let Some((head, value)) = memchr::memchr(b':', line).map(|at| (&line[..at], line[at + 1..].trim_ascii()))
        else {
            return;
        };
        let name = head.split(|byte| *byte == b';').next().unwrap_or(head);
        let is = |of: &str| name.eq_ignore_ascii_case(of.as_bytes());
        let value = || String::from_utf8_lossy(value).into_owned();
        if is("PRODID") && self.program.is_empty() {
            // Its version isn't the calendar's.
            self.program = value().chars().filter(|c| c.is_alphabetic()).collect();
        } else if (is("X-WR-CALNAME") || is("NAME")) && self.name.is_empty() {
            self.name = value();
        } else if is("METHOD") && !value().eq_ignore_ascii_case("PUBLISH") {
            self.is_message = true;
        }
    }

    fn name(self) -> Option<String> {
        (!self.is_message && !self.name.is_empty()).then(|| format!("{} {}", self.program, self.name))
    }
}

/// The name in a line that begins or ends a component.
fn edge(line: &[u8]) -> Option<(bool, &[u8])> {
    let line = line.trim_ascii();
    let (head, name) = line.split_at(memchr::memchr(b':', line)?);
    let begins = head.eq_ignore_ascii_case(b"BEGIN");
    (begins || head.eq_ignore_ascii_case(b"END")).then(|| (begins, name[1..].trim_ascii()))
}

impl Found {
    fn close(&mut self, open: Option<Open>, end: usize, is_whole: bool) {
        match open {
            Some(Open::Component(component)) => {
                let end = end.max(component.start);
                let refused = (end - component.start > CARD_BYTES).then_some(Refusal::TooLong);
                self.components.push(Component { end, is_whole, refused, ..component });
            }
            Some(Open::Zone(zone)) => self.zones.push(ZoneText { end: end.max(zone.start), ..zone }),
            None => {}
        }
    }
}

impl Component {
    /// Bytes of its properties.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Its own properties, without those of the alarms in it.
    pub fn properties<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Property<'a>> + use<'a> {
        let mut depth = 0_usize;
        let own = move |line: Logical<'a>| {
            match edge(&line.bytes) {
                Some((true, _)) => depth += 1,
                Some((false, _)) => depth = depth.saturating_sub(1),
                None if depth == 0 => return Property::parse(&line, false),
                None => {}
            }
            None
        };
        lines(bytes, self.start, self.end, self.line).filter_map(own).take(PROPERTIES)
    }
}

impl ZoneText {
    /// The parts of a zone, and its name: for each time that its clocks are set to, the properties.
    pub fn parts<'a>(&self, bytes: &'a [u8]) -> (String, Vec<Vec<Property<'a>>>) {
        let (mut name, mut parts): (String, Vec<Vec<Property>>) = (String::new(), Vec::new());
        let mut is_in_part = false;
        for line in lines(bytes, self.start, self.end, self.line).take(PROPERTIES) {
            match edge(&line.bytes) {
                Some((begins, _)) => {
                    is_in_part = begins;
                    parts.extend(begins.then(Vec::new));
                }
                None => {
                    let Some(property) = Property::parse(&line, false) else { continue };
                    match parts.last_mut().filter(|_| is_in_part) {
                        Some(part) => part.push(property),
                        None if property.name == "TZID" => name = property.text().into_owned(),
                        None => {}
                    }
                }
            }
        }
        (name, parts)
    }
}

fn lines(bytes: &[u8], start: usize, end: usize, line: usize) -> Unfolded<'_> {
    Unfolded::new(Lines::from(bytes.get(..end).unwrap_or(bytes), start, line + 1), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, line, whether it is whole, and the properties' names of each component.
    fn check(text: &str, expect: &[(Kind, usize, bool, &str)]) {
        let found = find(text.as_bytes());
        let got: Vec<(Kind, usize, bool, String)> = found
            .components
            .iter()
            .map(|one| {
                let names: Vec<String> = one.properties(text.as_bytes()).map(|p| p.name.into_owned()).collect();
                (one.kind, one.line, one.is_whole, names.join(" "))
            })
            .collect();
        let got: Vec<(Kind, usize, bool, &str)> = got.iter().map(|(a, b, c, d)| (*a, *b, *c, d.as_str())).collect();
        assert_eq!(got, expect, "{text:?}");
    }

    #[test]
    fn components_are_found() {
        use Kind::{Event, Journal, ToDo};
        check("", &[]);
        check("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n", &[(Event, 2, true, "UID")]);
        check(
            "begin:vevent\nUID:1\nBEGIN:VALARM\nUID:2\nEND:VALARM\nSUMMARY:a\n b\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO",
            &[(Event, 1, true, "UID SUMMARY"), (ToDo, 9, true, "")],
        );
        check(
            "BEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nBEGIN:VJOURNAL\nUID:3\nSUMMARY:cut",
            &[(Event, 1, false, "UID"), (Event, 3, true, "UID"), (Journal, 6, false, "UID")],
        );
        check("BEGIN:VFREEBUSY\nUID:1\nEND:VFREEBUSY\nEND:VEVENT\n", &[]);
    }

    #[test]
    fn calendars_have_names() {
        let check = |head: &str, expect: Option<&str>| {
            let text = format!("BEGIN:VCALENDAR\n{head}BEGIN:VEVENT\nNAME:event\nEND:VEVENT\nEND:VCALENDAR\n");
            assert_eq!(find(text.as_bytes()).name.as_deref(), expect, "{head}");
        };
        check("", None);
        check("PRODID:-//Some//Calendar 70.9//EN\nX-WR-CALNAME:Work\n", Some("SomeCalendarEN Work"));
        check("METHOD:PUBLISH\nNAME;LANGUAGE=de:Arbeit\n", Some(" Arbeit"));
        check("METHOD:REQUEST\nX-WR-CALNAME:Work\n", None);
    }

    #[test]
    fn zones_have_parts() {
        let text = "BEGIN:VTIMEZONE\nTZID:Here\nX-A:1\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\n\
                    BEGIN:DAYLIGHT\nTZOFFSETTO:+0200\nDTSTART:19700329T020000\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        let found = find(text.as_bytes());
        let (name, parts) = found.zones[0].parts(text.as_bytes());
        assert_eq!((name.as_str(), parts.len(), parts[1].len()), ("Here", 2, 2));
    }
}
