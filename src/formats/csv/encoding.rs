//! In which charset a table is written: guessed by what its letters would be, or said by a mapping.
//!
//! UTF-16 is made UTF-8 before anything else is looked at. In all others separators, quotes and line ends are ASCII, so that
//! only what a cell says is decoded, when it is read.

use std::borrow::Cow;

use encoding_rs::{
    Encoding as Known, ISO_8859_2, ISO_8859_15, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1254,
};
use serde::{Deserialize, Serialize};

use crate::formats::sniff::{decode_wide, wide};

/// Bytes in which letters are looked at.
const LOOKED_AT: usize = 4 << 20;

/// A charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Encoding {
    /// What of a cell is none is taken for Windows-1252: tables are put together from others.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Western Europe, as Windows writes it.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Western Europe, as DOS and programs from its time write it.
    #[serde(rename = "cp850")]
    Cp850,
    /// Western Europe, as Excel on a Mac writes it.
    #[serde(rename = "macintosh")]
    Macintosh,
    #[serde(rename = "iso-8859-15")]
    Iso8859_15,
    /// Central Europe.
    #[serde(rename = "windows-1250")]
    Windows1250,
    #[serde(rename = "iso-8859-2")]
    Iso8859_2,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Turkish.
    #[serde(rename = "windows-1254")]
    Windows1254,
}

/// What the upper half of code page 850 means.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Encoding {
    pub const ALL: [Self; 11] = [
        Self::Utf8,
        Self::Windows1252,
        Self::Cp850,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Macintosh,
        Self::Iso8859_15,
        Self::Windows1250,
        Self::Iso8859_2,
        Self::Windows1251,
        Self::Windows1254,
    ];

    /// As people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
            Self::Cp850 => "CP850",
            Self::Macintosh => "Mac Roman",
            Self::Iso8859_15 => "ISO 8859-15",
            Self::Windows1250 => "Windows-1250",
            Self::Iso8859_2 => "ISO 8859-2",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1254 => "Windows-1254",
        }
    }

    /// The charset of a file, by its mark, else by its letters.
    pub fn guess(bytes: &[u8]) -> Self {
        match wide(bytes) {
            Some(known) if known == UTF_16LE => return Self::Utf16Le,
            Some(_) => return Self::Utf16Be,
            None => {}
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::Utf8;
        }
        let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
        let (mut sound, mut broken) = (0, 0);
        for chunk in looked_at.utf8_chunks() {
            sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
        // Hardly any text is UTF-8 by chance; and the last character may only be cut off by where the look ends.
        if sound >= broken {
            return Self::Utf8;
        }
        let mut best = (Self::Windows1252, Self::Windows1252.likeness(looked_at));
        for other in [Self::Cp850, Self::Macintosh] {
            let likeness = other.likeness(looked_at);
            if likeness > best.1 {
                best = (other, likeness);
            }
        }
        best.0
    }

    /// A file as its rows are looked for, without its mark: UTF-16 becomes UTF-8. A mark says more than a mapping does.
    pub fn open(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        if wide(bytes).is_some() {
            return decode_wide(bytes);
        }
        match self {
            Self::Utf16Le => Cow::Owned(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned().into_bytes()),
            Self::Utf16Be => Cow::Owned(UTF_16BE.decode_without_bom_handling(bytes).0.into_owned().into_bytes()),
            _ => Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        }
    }

    /// What a cell of an opened file says.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let known: &'static Known = match self {
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => match std::str::from_utf8(bytes) {
                Ok(text) => return Cow::Borrowed(text),
                Err(_) => return Cow::Owned(patched(bytes)),
            },
            Self::Cp850 => {
                return match std::str::from_utf8(bytes) {
                    Ok(text) if text.is_ascii() => Cow::Borrowed(text),
                    _ => Cow::Owned(bytes.iter().map(|byte| cp850(*byte)).collect()),
                };
            }
            Self::Windows1252 => WINDOWS_1252,
            Self::Macintosh => MACINTOSH,
            Self::Iso8859_15 => ISO_8859_15,
            Self::Windows1250 => WINDOWS_1250,
            Self::Iso8859_2 => ISO_8859_2,
            Self::Windows1251 => WINDOWS_1251,
            Self::Windows1254 => WINDOWS_1254,
        };
        known.decode_without_bom_handling(bytes).0
    }

    /// UTF-8 instead of a charset of single bytes, if a file has other letters than ASCII's and is soundly that: hardly any text is by
    /// chance. A mapping that was kept says how its table was written, and next month's may be written otherwise.
    pub fn or_what_is_sound(self, bytes: &[u8]) -> Self {
        let is_single = !matches!(self, Self::Utf8 | Self::Utf16Le | Self::Utf16Be);
        let is_sound = || !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
        if is_single && is_sound() { Self::Utf8 } else { self }
    }

    /// Whether the bytes of a cell are in it.
    pub fn holds(self, bytes: &[u8]) -> bool {
        self != Self::Utf8 || std::str::from_utf8(bytes).is_ok()
    }

    /// How much the letters of a file look like words in this charset.
    fn likeness(self, bytes: &[u8]) -> i64 {
        let count = |byte: u8| bytes.iter().filter(|own| **own == byte).count();
        let is_quoted = self == Self::Windows1252 && count(0x93) > 0 && count(0x93) == count(0x94);
        let mut sum = 0;
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
            let decoded = self.decode(std::slice::from_ref(byte));
            let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
            let behind = bytes.get(at + 1).copied();
            sum += decoded.chars().map(|c| likely(c, before, behind, is_quoted)).sum::<i64>();
        }
        sum
    }
}

/// UTF-8 but for some bytes, which are Windows-1252.
fn patched(bytes: &[u8]) -> String {
    bytes.utf8_chunks().fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        text
    })
}

fn cp850(byte: u8) -> char {
    static UPPER: std::sync::LazyLock<Vec<char>> = std::sync::LazyLock::new(|| CP850.chars().collect());
    let upper = byte.checked_sub(128).and_then(|at| UPPER.get(usize::from(at)));
    upper.copied().unwrap_or(char::from(byte & 127))
}

/// How likely a character is between these bytes. `is_quoted`: what is quoted ends as often as it begins.
fn likely(c: char, before: Option<u8>, behind: Option<u8>, is_quoted: bool) -> i64 {
    const COMMON: &str = "áàâãåæçéèêëíìîïñóòôõøœúùûýÁÀÂÅÆÇÉÈÍÑÓØ";
    let is_letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic());
    let may_be_letter = |byte: Option<u8>| byte.is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_alphabetic());
    if c.is_control() {
        return -6;
    }
    if !c.is_alphabetic() {
        // Signs that Office makes of what is typed, where it makes them: O’Neil, it’s, “so”, wait…, 5 €, a – b.
        let short =
            || behind.is_some_and(|byte| b"stdm".contains(&byte)) || before.is_some_and(|byte| b"ODL".contains(&byte));
        match c {
            '’' if is_letter(before) && is_letter(behind) && short() => return 4,
            '“' | '„' | '‘' | '‚' if !may_be_letter(before) && is_letter(behind) => return 3,
            '”' if is_quoted && !may_be_letter(behind) => return 5,
            '…' if is_letter(before) && !may_be_letter(behind) => return 3,
            '€' | '–' | '—' if !may_be_letter(before) && !may_be_letter(behind) => return 3,
            _ => {}
        }
        let in_word = may_be_letter(before) && may_be_letter(behind) && c != '’';
        return if in_word { -3 } else { 0 };
    }
    if !is_letter(before) && !is_letter(behind) {
        return 0;
    }
    match c {
        c if c.is_uppercase() && before.is_some_and(|byte| byte.is_ascii_lowercase()) => -2,
        // It stands behind vowels only.
        'ß' if before.is_some_and(|byte| !byte.is_ascii() || b"aeiouyAEIOUY".contains(&byte)) => 4,
        'ß' => -2,
        'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => 4,
        c if COMMON.contains(c) => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of a text in a charset.
    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        let known = match encoding {
            Encoding::Cp850 => {
                let place = |c: char| CP850.chars().position(|known| known == c).unwrap();
                return text.chars().map(|c| if c.is_ascii() { c as u8 } else { place(c) as u8 + 128 }).collect();
            }
            Encoding::Utf16Le => return text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => return text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Utf8 => return text.as_bytes().to_vec(),
            // No writer for it in a browser's charsets.
            Encoding::Macintosh => {
                return text
                    .chars()
                    .flat_map(|c| (0..=255u8).find(|b| MACINTOSH.decode(&[*b]).0 == c.to_string()))
                    .collect();
            }
            Encoding::Iso8859_15 => ISO_8859_15,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Windows1250 => WINDOWS_1250,
            Encoding::Iso8859_2 => ISO_8859_2,
            Encoding::Windows1251 => WINDOWS_1251,
            Encoding::Windows1254 => WINDOWS_1254,
        };
        known.encode(text).0.into_owned()
    }

    #[test]
    fn each_charset_is_read_as_it_was_written() {
        assert_eq!(CP850.chars().count(), 128);
        for (encoding, text) in [
            (Encoding::Utf8, "Müller, Łódź, Ελένη"),
            (Encoding::Utf16Le, "Name;Müller"),
            (Encoding::Utf16Be, "Name;Müller"),
            (Encoding::Windows1252, "Größe 80 €"),
            (Encoding::Cp850, "Straße; Ærø ░"),
            (Encoding::Macintosh, "Zoë Müßig"),
            (Encoding::Iso8859_15, "80 € für Zoë"),
            (Encoding::Windows1250, "Dvořák, Łódź"),
            (Encoding::Iso8859_2, "Dvořák, Łódź"),
            (Encoding::Windows1251, "Анна"),
            (Encoding::Windows1254, "Çağlar İnce"),
        ] {
            let bytes = encoded(text, encoding);
            assert_eq!(encoding.decode(&encoding.open(&bytes)), text, "{encoding:?}");
        }
    }

    #[test]
    fn what_is_soundly_utf_8_is_that() {
        let taken = |text: &str, written: Encoding, said: Encoding| said.or_what_is_sound(&encoded(text, written));
        assert_eq!(taken("Weiß, Jürgen", Encoding::Utf8, Encoding::Windows1252), Encoding::Utf8);
        assert_eq!(taken("Weiß, Jürgen", Encoding::Windows1252, Encoding::Windows1252), Encoding::Windows1252);
        assert_eq!(taken("Anna Berg", Encoding::Utf8, Encoding::Cp850), Encoding::Cp850);
        assert_eq!(taken("Weiß", Encoding::Windows1252, Encoding::Utf8), Encoding::Utf8);
    }

    #[test]
    fn a_bad_byte_garbles_no_other_letter() {
        assert_eq!(Encoding::Utf8.decode(b"J\xc3\xb6rg S\xfc\xdf, K\xc3\xb6ln"), "Jörg Süß, Köln");
        assert!(!Encoding::Utf8.holds(b"S\xfc\xdf") && Encoding::Utf8.holds("Süß".as_bytes()));
        assert!(Encoding::Windows1252.holds(b"S\xfc\xdf"));
    }

    #[test]
    fn charsets_are_guessed_by_their_letters() {
        use Encoding::*;
        for (text, of) in [
            ("Name\nMüller\n", &[Utf8, Utf16Le, Utf16Be, Windows1252, Cp850, Macintosh][..]),
            ("Straße;Größe\nJörg Bäcker;Überlingen\n", &[Utf8, Windows1252, Cp850, Macintosh]),
            ("Name,Ort\nZoë Fernández,Orléans\nÅsa Øst,Malmö\n", &[Utf8, Windows1252]),
            ("Name\nHernández Peña\n", &[Windows1252]),
            ("Preis\n„80 €“ – fällig\n", &[Windows1252]),
            ("Name\nAnna\n", &[Utf8, Utf16Le, Utf16Be]),
            // What Office makes of what is typed in English.
            ("Name,Notes\nCarl O’Neil,Met at “Expo” – wants offer\n", &[Windows1252]),
            ("Name;Notes\nAnn;It’s urgent\n", &[Windows1252]),
            ("Name;Notes\nAnn;wait…\n", &[Windows1252]),
            ("Name;Umsatz €\nAnn;a – b, it’s\n", &[Windows1252]),
            ("Name;Notes\nAnn;“x”\n", &[Windows1252]),
            ("Name\nMartínez García\n", &[Windows1252, Macintosh]),
            ("Name\nHôtel Malmö\n", &[Windows1252, Cp850]),
        ] {
            for encoding in of {
                assert_eq!(Encoding::guess(&encoded(text, *encoding)), *encoding, "{text:?}");
            }
        }
        // Put together from two tables.
        let mixed = [encoded("Müller\nJörg\n", Utf8), encoded("Bäcker\n", Windows1252)].concat();
        assert_eq!(Encoding::guess(&mixed), Utf8);
    }
}
