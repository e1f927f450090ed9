//! A property that no field holds as another version of vCard writes it (RFC 2426; RFC 6350, appendix A). What is sound in the
//! version that is written stays as it is, byte for byte; whatever is written can be told to be the same again.

use std::borrow::Cow;

use super::envelope;
use super::line::Logical;
use super::property::{Property, parse_param};
use super::write::lines::escaped;
use crate::formats::day;

/// A version of vCard that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V3,
    V4,
}

/// Properties that 4.0 has no more; there they are somebody's own.
const GONE: &[&str] = &["AGENT", "CLASS", "LABEL", "MAILER", "NAME", "PROFILE", "SORT-STRING"];
/// Properties whose value is bytes: in 4.0 an URI with the bytes in it.
const MEDIA: &[&str] = &["PHOTO", "LOGO", "SOUND", "KEY"];
/// Properties whose value is a day; in 4.0 text that is none says so.
const DAYS: &[&str] = &["BDAY", "ANNIVERSARY", "DEATHDATE"];
/// Kinds of media by what they are called in a TYPE, and by how the bytes begin in base64.
const KINDS: &[(&str, &str, &str)] = &[
    ("jpeg", "image/jpeg", "/9j/"),
    ("jpg", "image/jpeg", "/9j/"),
    ("png", "image/png", "iVBOR"),
    ("gif", "image/gif", "R0lG"),
    ("bmp", "image/bmp", "Qk"),
    ("pgp", "application/pgp-keys", "mQ"),
    ("x509", "application/pkix-cert", "MII"),
];

/// The lines of a foreign property: of a group all that stand in it; a card inside of it is a text in one line.
pub fn lines(entry: &str, version: Version) -> Vec<Cow<'_, str>> {
    let begins = |text: &str| text.lines().filter_map(parse).any(|p| p.name == "BEGIN");
    match entry.split_once('\n') {
        Some((first, card)) if begins(card) => {
            let between = if first.ends_with(':') { "" } else { "\\n" };
            vec![line(&[first, between, &escaped(card)].concat(), version).into_owned().into()]
        }
        _ => entry.lines().map(|one| line(one, version)).collect(),
    }
}

/// What a foreign property says, however a version writes it and in whichever order; what is no property says itself.
pub fn in_order(entry: &str) -> String {
    let one = |text: &Cow<str>| {
        let mut line = Line::of(&parse(text)?, Version::V4);
        line.name.make_ascii_uppercase();
        line.params.sort_unstable();
        Some(line.whole())
    };
    let mut all: Vec<String> = lines(entry, Version::V4).iter().filter_map(one).collect();
    all.sort_unstable();
    if all.is_empty() { entry.to_owned() } else { all.join("\n") }
}

/// A property's line as a version writes it, without characters that no line may hold: one of them could hide what a parameter
/// is.
pub fn line(text: &str, version: Version) -> Cow<'_, str> {
    let is_sound = |c: char| !c.is_control() || c == '\t';
    if !text.chars().all(is_sound) {
        return line(&text.chars().filter(|c| is_sound(*c)).collect::<String>(), version).into_owned().into();
    }
    let Some(property) = parse(text) else { return text.into() };
    let whole = Line::of(&property, version).whole();
    if whole == text { text.into() } else { whole.into() }
}

fn parse(text: &str) -> Option<Property<'_>> {
    Property::parse(&Logical { number: 0, bytes: text.as_bytes().into() }, false)
}

/// A content line in parts.
#[derive(Debug)]
struct Line {
    /// With its group.
    name: String,
    params: Vec<String>,
    value: String,
}

impl Line {
    fn of(p: &Property, version: Version) -> Self {
        let value = p.value().to_owned();
        let mut line = Self { name: p.full_name().to_owned(), params: Vec::new(), value };
        p.written_params().for_each(|param| line.param(param, version));
        if p.is_quoted() {
            line.value = unbroken(&p.unquoted());
        }
        match version {
            Version::V3 => line.old_value(p),
            Version::V4 => line.new_value(p),
        }
        line
    }

    fn whole(&self) -> String {
        let params = self.params.iter().flat_map(|param| [";", param]);
        let parts = [self.name.as_str()].into_iter().chain(params).chain([":", &self.value]);
        parts.collect()
    }

    /// One parameter. A value alone, as in 2.1, is a type or an encoding; all text is UTF-8.
    fn param(&mut self, written: &str, version: Version) {
        let (name, value) = parse_param(written);
        let lower = value.to_ascii_lowercase();
        let param = match (&*name, lower.as_str()) {
            ("CHARSET", _) | ("ENCODING", "quoted-printable" | "8bit" | "7bit") => return,
            ("ENCODING", "base64") => "ENCODING=b".to_owned(),
            ("ENCODING", "b") if !written.contains('=') => "ENCODING=b".to_owned(),
            ("VALUE", "url") => "VALUE=uri".to_owned(),
            ("PREF", "1") if version == Version::V3 => "TYPE=pref".to_owned(),
            ("TYPE", types) if version == Version::V4 && types.split(',').any(is_preferred) => {
                let others: Vec<&str> = value.split(',').filter(|one| !is_preferred(one)).collect();
                if !others.is_empty() {
                    self.once(format!("TYPE={}", others.join(",")));
                }
                "PREF=1".to_owned()
            }
            ("TYPE", _) if !written.contains('=') => format!("TYPE={value}"),
            ("X-CUSTOM", _) if written.contains('(') => format!("X-CUSTOM=\"{}\"", value.replace('"', "'")),
            _ => written.to_owned(),
        };
        self.once(param);
    }

    fn once(&mut self, param: String) {
        if !self.params.contains(&param) {
            self.params.push(param);
        }
    }

    /// Bytes stand in the line itself.
    fn old_value(&mut self, p: &Property) {
        let data = self.value.get(5..).filter(|_| starts_with(&self.value, "data:"));
        if MEDIA.contains(&&*p.name)
            && let Some((kind, bytes)) = data.and_then(|data| data.split_once(";base64,"))
        {
            let of = KINDS.iter().find(|(_, mime, _)| mime.eq_ignore_ascii_case(kind));
            let kind = of.map_or_else(|| kind.rsplit('/').next().unwrap_or_default(), |(name, ..)| *name);
            let kind = format!("TYPE={}", kind.to_ascii_uppercase());
            self.params.retain(|param| !starts_with(param, "VALUE=") && !starts_with(param, "MEDIATYPE="));
            self.params.extend(["ENCODING=b".to_owned(), kind]);
            self.value = bytes.to_owned();
        } else if p.name == "GEO"
            && let Some(place) = self.value.get(4..).filter(|_| starts_with(&self.value, "geo:"))
        {
            self.value = place.split([',', ';']).take(2).collect::<Vec<_>>().join(";");
        }
    }

    /// Bytes and places are URIs.
    fn new_value(&mut self, p: &Property) {
        if p.name == "LABEL" && p.param("LABEL").is_none() && !p.is_base64() && !p.text().trim().is_empty() {
            // There it belongs to an address, of which nothing else is known.
            let at = self.name.rfind('.').map_or(0, |dot| dot + 1);
            self.name.replace_range(at.., "ADR");
            self.params.push(envelope::param(&p.text()));
            self.value = ";;;;;;".to_owned();
        } else if GONE.contains(&&*p.name) {
            let at = self.name.rfind('.').map_or(0, |dot| dot + 1);
            self.name.insert_str(at, "X-");
        } else if MEDIA.contains(&&*p.name) && p.is_base64() {
            let types = p.types().find_map(|one| kind(one, &p.name));
            let begins = |(_, _, begin): &&(&str, &str, &str)| self.value.starts_with(begin);
            let sniffed = || KINDS.iter().find(begins).map(|(_, mime, _)| (*mime).to_owned());
            let mime = types.or_else(sniffed).unwrap_or_else(|| "application/octet-stream".to_owned());
            let is_kind = |param: &String| {
                let value = param.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("TYPE"));
                value.is_some_and(|(_, value)| kind(value.trim_matches('"'), &p.name).is_some())
            };
            self.params
                .retain(|param| !starts_with(param, "ENCODING=") && !starts_with(param, "VALUE=") && !is_kind(param));
            self.value = format!("data:{mime};base64,{}", self.value);
        } else if p.name == "GEO" {
            let place = self.value.split_once(';');
            let numbers = place.and_then(|(a, b)| Some((a.parse::<f64>().ok()?, b.parse::<f64>().ok()?)));
            if numbers.is_some() {
                self.value = format!("geo:{}", self.value.replace(';', ","));
            }
        } else if DAYS.contains(&&*p.name) && p.param("VALUE").is_none() && !is_day(&self.value) {
            self.params.push("VALUE=text".to_owned());
        }
    }
}

/// A kind of media, by what a TYPE calls it; `None` if it is another type.
fn kind(name: &str, property: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if lower.contains('/') {
        return Some(lower);
    }
    if matches!(lower.as_str(), "pref" | "work" | "home") {
        return None;
    }
    let known = KINDS.iter().find(|(name, ..)| *name == lower).map(|(_, mime, _)| (*mime).to_owned());
    let place = match property {
        "SOUND" => "audio",
        "KEY" => "application",
        _ => "image",
    };
    Some(known.unwrap_or_else(|| format!("{place}/{lower}")))
}

/// A day, whole or in parts, or a moment.
fn is_day(text: &str) -> bool {
    day::parse(text, None).is_some()
        || !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"-:TZ+".contains(&b))
}

fn is_preferred(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("pref")
}

/// A text of 2.1, in which lines end as they are and a backslash stands for itself but before a separator.
fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\r', Some('\n')) => {}
            ('\r' | '\n', _) => out.push_str("\\n"),
            ('\\', Some(';' | ',' | ':' | '\\')) => {
                out.push(c);
                out.extend(chars.next());
            }
            ('\\', _) => out.push_str("\\\\"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a text begins so, in any case.
fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as 3.0 and as 4.0 write it; in each case it is told to be the same.
    fn check(text: &str, v3: &str, v4: &str) {
        assert_eq!(lines(text, Version::V3).join("\n"), v3, "{text}");
        assert_eq!(lines(text, Version::V4).join("\n"), v4, "{text}");
        assert_eq!([in_order(v3), in_order(v4)], [in_order(text), in_order(text)], "{text}");
        assert_eq!(lines(v3, Version::V3).join("\n"), v3, "{text} again");
        assert_eq!(lines(v4, Version::V4).join("\n"), v4, "{text} again");
    }

    #[test]
    fn what_is_sound_in_both_stays_as_it_is() {
        for text in [
            "X-Own;type=\"a;b\";x=y:un\\,known =C3",
            "RELATED;TYPE=friend:urn:uuid:f81d4fae",
            "PHOTO:https://example.com/a.jpg",
            "item1.X-ABDATE:2011-05-01\nitem1.X-ABLabel:_$!<Anniversary>!$_",
            "TZ:+01:00",
            "not a property",
        ] {
            check(text, text, text);
        }
    }

    #[test]
    fn what_differs_is_written_as_the_version_has_it() {
        let jpeg = "PHOTO:data:image/jpeg;base64,/9j/AAA=";
        check("PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAA=", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAA=", jpeg);
        check("PHOTO;JPEG;BASE64:/9j/AAA=", "PHOTO;TYPE=JPEG;ENCODING=b:/9j/AAA=", jpeg);
        check("PHOTO;ENCODING=BASE64:/9j/AAA=", "PHOTO;ENCODING=b:/9j/AAA=", jpeg);
        check(
            "PHOTO:data:image/png;base64,iVBOR=",
            "PHOTO;ENCODING=b;TYPE=PNG:iVBOR=",
            "PHOTO:data:image/png;base64,iVBOR=",
        );
        check(
            "KEY;ENCODING=b;TYPE=PGP:mQAA",
            "KEY;ENCODING=b;TYPE=PGP:mQAA",
            "KEY:data:application/pgp-keys;base64,mQAA",
        );
        check(
            "X-CARD;TYPE=JPEG;ENCODING=BASE64:QQ==",
            "X-CARD;TYPE=JPEG;ENCODING=b:QQ==",
            "X-CARD;TYPE=JPEG;ENCODING=b:QQ==",
        );
        check("X-A;PREF;WORK:1", "X-A;TYPE=PREF;TYPE=WORK:1", "X-A;PREF=1;TYPE=WORK:1");
        check("X-A;type=HOME;type=pref:1", "X-A;type=HOME;type=pref:1", "X-A;type=HOME;PREF=1:1");
        check("X-A;TYPE=\"home,pref\":1", "X-A;TYPE=\"home,pref\":1", "X-A;TYPE=home;PREF=1:1");
        check("X-A;PREF=1:1", "X-A;TYPE=pref:1", "X-A;PREF=1:1");
        check(
            "LABEL;WORK;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:K=F6nigstra=DFe 7=0D=0A80331 M=FCnchen",
            "LABEL;TYPE=WORK:Königstraße 7\\n80331 München",
            "ADR;TYPE=WORK;LABEL=\"Königstraße 7\\n80331 München\":;;;;;;",
        );
        check("X-A;ENC\u{1}ODING=QUOTED-PRINTABLE:=41", "X-A:A", "X-A:A");
        check("a.SORT-STRING:Berg", "a.SORT-STRING:Berg", "a.X-SORT-STRING:Berg");
        check("GEO:48.1;11.5", "GEO:48.1;11.5", "GEO:geo:48.1,11.5");
        check("BDAY:soon", "BDAY:soon", "BDAY;VALUE=text:soon");
        check("BDAY:1980-05", "BDAY:1980-05", "BDAY:1980-05");
        check(
            "AGENT:\nBEGIN:VCARD\nFN:Tom\\, jun.\nEND:VCARD",
            "AGENT:BEGIN:VCARD\\nFN:Tom\\\\\\, jun.\\nEND:VCARD",
            "X-AGENT:BEGIN:VCARD\\nFN:Tom\\\\\\, jun.\\nEND:VCARD",
        );
    }
}
