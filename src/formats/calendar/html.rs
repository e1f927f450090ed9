//! Descriptions that are HTML, as Google's are when they were set in bold: their text.

/// The text of a description: tags taken out and signs put in, if it looks like HTML; else as it is.
pub fn text(description: &str) -> String {
    let lower = description.to_ascii_lowercase();
    if !["<br", "<p>", "<p ", "</", "<div", "<html"].iter().any(|tag| lower.contains(tag)) {
        return description.to_owned();
    }
    let (mut out, mut rest) = (String::with_capacity(description.len()), description);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                let name = tag[1..end].trim_start_matches('/').to_ascii_lowercase();
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                let ends_line = matches!(name, "br" | "p" | "div" | "li" | "tr" | "ul" | "ol" | "h1" | "h2" | "h3");
                if ends_line && !out.is_empty() && !out.ends_with("\n\n") {
                    out.push('\n');
                }
                rest = &tag[end + 1..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    for (sign, text) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        out = out.replace(sign, text);
    }
    out.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn tags_are_taken_out() {
        for (html, expect) in [
            ("a < b and b > c", "a < b and b > c"),
            ("<p>New <b>list</b>&nbsp;&amp; more</p><p>x<br>y</p>", "New list & more\n\nx\ny"),
            ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
            ("1 < 2<br/>&lt;3", "1 < 2\n<3"),
            ("cut <br", "cut <br"),
            ("</", "</"),
            ("ü<br>", "ü"),
        ] {
            assert_eq!(text(html), expect, "{html}");
        }
    }
}
