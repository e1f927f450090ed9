//! How big a file is, in words.

use super::Text;
use crate::say;

/// `312 bytes`, `4 kB`, `1.2 MB`, `1,2 MB`.
pub fn size(text: &Text, bytes: u64) -> String {
    let number = |unit: u64| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        match tenths {
            0..100 => say!(text, "size-decimal", whole = tenths / 10, tenth = tenths % 10),
            _ => ((bytes + unit / 2) / unit).to_string(),
        }
    };
    match bytes {
        0..1_000 => say!(text, "size-bytes", count = bytes),
        1_000..999_500 => say!(text, "size-kilo", count = number(1_000)),
        999_500..999_500_000 => say!(text, "size-mega", count = number(1_000_000)),
        _ => say!(text, "size-giga", count = number(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn sizes_are_short() {
        let check = |bytes: u64, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(size(&Text::new(lang), bytes), expect, "{bytes}");
            }
        };
        check(0, "0 bytes", "0 Byte");
        check(1, "1 byte", "1 Byte");
        check(999, "999 bytes", "999 Byte");
        check(1_234, "1.2 kB", "1,2 kB");
        check(4_000, "4.0 kB", "4,0 kB");
        check(12_345, "12 kB", "12 kB");
        check(999_499, "999 kB", "999 kB");
        check(999_500, "1.0 MB", "1,0 MB");
        check(52_300_000, "52 MB", "52 MB");
        check(1_950_000_000, "2.0 GB", "2,0 GB");
    }
}
