//! Tags: several may stand in one text, with commas between, with or without `#`. `\,` is a comma in a tag.

/// The tags in `text`, without `#`, none twice.
pub fn read_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let (mut tag, mut escaped) = (String::new(), false);
    let mut end = |tag: &mut String| {
        let read = unescape(tag.trim().trim_start_matches('#').trim());
        tag.clear();
        if !read.is_empty() && !tags.iter().any(|kept| is_same(kept, &read)) {
            tags.push(read);
        }
    };
    for c in text.chars() {
        if matches!(c, ',' | ';' | '\n' | '\r') && !escaped {
            end(&mut tag);
            continue;
        }
        escaped = c == '\\' && !escaped;
        tag.push(c);
    }
    end(&mut tag);
    tags
}

/// Writes a tag so that [`read_tags`] reads the same.
pub fn write_tag(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    for (at, c) in tag.chars().enumerate() {
        if matches!(c, ',' | ';' | '\\' | '\n' | '\r') || at == 0 && c == '#' {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether two tags are one.
pub fn is_same(tag: &str, other: &str) -> bool {
    tag.to_lowercase() == other.to_lowercase()
}

fn unescape(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut chars = tag.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_written() {
        assert_eq!(read_tags("#key, fair 2024;Key,, "), ["key", "fair 2024"]);
        assert!(read_tags(" # , ").is_empty());
        for tag in ["key", "a, b", "#1", "a\\b", "\\", "C#"] {
            assert_eq!(read_tags(&write_tag(tag)), [tag], "{tag:?}");
        }
    }
}
