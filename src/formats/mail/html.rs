//! A page's words: what a mail says that is written in HTML only. Paragraphs and lines stay, what is quoted is marked as in plain
//! text, all else of the page's looks goes.

use mail_parser::decoders::html::add_html_token;
use memchr::{memchr, memmem};

/// Elements that nobody reads.
const UNSEEN: &[&str] = &["script", "style", "title", "template", "noscript", "svg"];
/// Elements that begin a line of their own.
const LINES: &[&str] = &[
    "div",
    "tr",
    "li",
    "table",
    "ul",
    "ol",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "dt",
    "dd",
    "form",
    "center",
    "address",
    "blockquote",
    "body",
    "pre",
];
/// Elements with an empty line around them.
const PARAGRAPHS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Bytes of a character by its name, `&CounterClockwiseContourIntegral;` the longest.
const ENTITY: usize = 34;
/// Quotes inside of quotes that are marked.
const QUOTES: usize = 8;

/// The text of a page.
pub fn text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        page.words(&rest[..at]);
        rest = &rest[at..];
        match Tag::of(rest) {
            Some((tag, behind)) => rest = page.tag(&tag, behind),
            None if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) => return page.text,
            None => {
                page.words("<");
                rest = &rest[1..];
            }
        }
    }
    page.words(rest);
    page.text
}

/// A tag or a comment, which has no name.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
}

impl<'a> Tag<'a> {
    /// The one that `text` begins with, and what stands behind it; `None` where it has no end, or isn't one.
    fn of(text: &'a str) -> Option<(Self, &'a str)> {
        let inside = &text[1..];
        if let Some(comment) = inside.strip_prefix("!--") {
            let end = memmem::find(comment.as_bytes(), b"-->")?;
            return Some((Self { name: "", closes: false }, &comment[end + 3..]));
        }
        let closes = inside.starts_with('/');
        let named = inside.strip_prefix('/').unwrap_or(inside);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic() || "!?".contains(c)) {
            return None;
        }
        let name = &named[..named.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let mut quote = None;
        let end = named.bytes().position(|byte| match quote {
            Some(open) => {
                if byte == open {
                    quote = None;
                }
                false
            }
            None => {
                if matches!(byte, b'"' | b'\'') {
                    quote = Some(byte);
                }
                byte == b'>'
            }
        })?;
        Some((Self { name, closes }, &named[end + 1..]))
    }

    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// What stands between two pieces of text.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Page {
    text: String,
    gap: Gap,
    /// How deep what comes now is quoted.
    quoted: usize,
    /// Inside of an element whose lines are its own.
    is_pre: bool,
}

impl Page {
    /// Takes a tag; what is to be read behind it.
    fn tag<'a>(&mut self, tag: &Tag, behind: &'a str) -> &'a str {
        if tag.is(UNSEEN) && !tag.closes {
            return after(behind, tag.name);
        }
        if tag.is(&["br"]) {
            let more = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
            self.gap = more;
        } else if tag.is(PARAGRAPHS) {
            self.gap = Gap::Paragraph;
        } else if tag.is(LINES) {
            self.gap = self.gap.max(Gap::Line);
        } else if tag.is(&["td", "th"]) {
            self.gap = self.gap.max(Gap::Space);
        }
        if tag.is(&["blockquote"]) {
            self.quoted = if tag.closes { self.quoted.saturating_sub(1) } else { self.quoted + 1 };
        } else if tag.is(&["pre"]) {
            self.is_pre = !tag.closes;
        } else if tag.is(&["li"]) && !tag.closes {
            self.words("- ");
        }
        behind
    }

    /// Takes text that stands between tags.
    fn words(&mut self, written: &str) {
        let mut rest = written;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            self.plain(&rest[..at]);
            rest = &rest[at..];
            let end = memchr(b';', &rest.as_bytes()[..rest.len().min(ENTITY)]).filter(|end| *end > 1);
            match end {
                Some(end) => {
                    let mut read = String::new();
                    add_html_token(&mut read, &rest.as_bytes()[..=end], false);
                    self.plain(&read);
                    rest = &rest[end + 1..];
                }
                None => {
                    self.plain("&");
                    rest = &rest[1..];
                }
            }
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.is_pre => self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line },
                // Pages fill the beginning of a mail's preview with what nobody sees.
                '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{2060}' => {}
                _ if c.is_whitespace() => self.gap = self.gap.max(Gap::Space),
                _ => self.put(c),
            }
        }
    }

    fn put(&mut self, c: char) {
        let gap = std::mem::take(&mut self.gap);
        let is_first = self.text.is_empty();
        if !is_first {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        if is_first || gap >= Gap::Line {
            (0..self.quoted.min(QUOTES)).for_each(|_| self.text.push_str("> "));
        }
        self.text.push(c);
    }
}

/// What stands behind the end of an element; nothing where it has none.
fn after<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = memmem::find_iter(text.as_bytes(), b"</").find_map(|at| {
        let named = text.get(at + 2..at + 2 + name.len())?;
        named.eq_ignore_ascii_case(name).then_some(at + 2 + name.len())
    });
    let behind = ends.map_or("", |at| &text[at..]);
    memchr(b'>', behind.as_bytes()).map_or("", |end| &behind[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_words() {
        for (html, expect) in [
            ("<p>Hallo Anna,</p><p>bis  \n morgen.</p>", "Hallo Anna,\n\nbis morgen."),
            ("<html><head><title>t</title><style>p{a:b}</style></head><body>x</body>", "x"),
            ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
            ("<div>a</div><div><div>b</div></div>c", "a\nb\nc"),
            ("Gr&uuml;&szlig;e &amp; &#8364; &#x1F600; &nbsp;x &bogus; & y", "Grüße & € 😀 x &bogus; & y"),
            ("<ul><li>one<li>two</ul>", "- one\n- two"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            (
                "new<blockquote type=cite>old<br>older<blockquote>oldest</blockquote></blockquote>",
                "new\n> old\n> older\n> > oldest",
            ),
            ("a<!-- <p>b</p> -->c", "ac"),
            ("<a href=\"x>y\">link</a> 1 < 2", "link 1 < 2"),
            ("<pre>a\n  b</pre>c\nd", "a\nb\nc d"),
            ("<script>if (a < b) c()</SCRIPT >d", "d"),
            ("a<img alt=\"b", "a"),
            ("a<!-- b", "a"),
            ("a<style>b", "a"),
            ("x&zwnj;&#847;&shy;y", "xy"),
            ("<b>fat</b>ter", "fatter"),
            ("", ""),
        ] {
            assert_eq!(text(html), expect, "{html:?}");
        }
    }

    #[test]
    fn what_has_no_end_costs_no_more_than_its_length() {
        for piece in ["<", "<a", "<!--", "<style>", "&", "<a \"", "</", "<blockquote>x"] {
            let page = piece.repeat(50_000);
            assert!(text(&page).len() <= 20 * page.len(), "{piece:?}");
        }
    }
}
