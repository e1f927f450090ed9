//! What a mail's body says: which of its parts a reader would see, decoded.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};
use mail_parser::ContentType;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use memchr::memmem;

use super::head::{Head, mended, split};
use super::html;

/// Parts inside of parts; what is deeper is attached.
const DEPTH: usize = 12;
/// Parts that are looked at.
const PARTS: usize = 200;
/// Bytes of a part that are decoded: a page's style may take as many before its first word.
const PART_BYTES: usize = 1 << 20;

/// A part's text.
enum Said {
    Plain(String),
    Page(String),
}

impl Said {
    fn text(self) -> String {
        let (Self::Plain(text) | Self::Page(text)) = self;
        text
    }

    fn is_blank(&self) -> bool {
        let (Self::Plain(text) | Self::Page(text)) = self;
        text.trim().is_empty()
    }
}

/// The text of a mail with this head; empty where it has none, or is encrypted.
pub fn text(head: &Head, body: &[u8]) -> String {
    let mut left = PARTS;
    part(head, body, DEPTH, &mut left).map(Said::text).unwrap_or_default()
}

fn part(head: &Head, body: &[u8], depth: usize, left: &mut usize) -> Option<Said> {
    let content = head.content("Content-Type");
    let (of, sub) = kind(content);
    if of == "multipart" {
        let boundary = content.and_then(|content| content.attribute("boundary")).filter(|mark| !mark.is_empty());
        return match boundary {
            Some(boundary) if depth > 0 => several(&sub, pieces(body, boundary), depth - 1, left),
            // It says that it has parts, and doesn't say how they are told apart.
            None => Some(Said::Plain(decoded(head, content, body))),
            Some(_) => None,
        };
    }
    let is_attached = head.content("Content-Disposition").is_some_and(ContentType::is_attachment);
    match (of.as_str(), sub.as_str()) {
        _ if is_attached => None,
        ("text", "html") => Some(Said::Page(html::text(&decoded(head, content, body)))),
        ("text", "plain" | "") => Some(Said::Plain(plain(content, decoded(head, content, body)))),
        _ => None,
    }
}

/// What the parts of one say: of those that say the same the plainest that says anything; else all of them, one below the other.
fn several<'b>(sub: &str, pieces: impl Iterator<Item = &'b [u8]>, depth: usize, left: &mut usize) -> Option<Said> {
    let mut page = None;
    let mut all: Vec<String> = Vec::new();
    for piece in pieces {
        let Some(fewer) = left.checked_sub(1) else { break };
        *left = fewer;
        let (head, body) = split(piece);
        let mended = mended(head);
        // A part without any field is text.
        let said = match Head::of(&mended) {
            Some(head) => part(&head, body, depth, left),
            None => Some(Said::Plain(as_text(None, body))),
        };
        match said {
            None => {}
            Some(said) if said.is_blank() => {}
            Some(said @ Said::Plain(_)) if sub == "alternative" => return Some(said),
            Some(said) if sub == "alternative" => page = page.or(Some(said)),
            // What a page refers to stands behind it.
            Some(said) if sub == "related" => return Some(said),
            Some(said) => all.push(said.text()),
        }
    }
    if sub == "alternative" {
        return page;
    }
    (!all.is_empty()).then(|| Said::Plain(all.join("\n\n")))
}

/// `("text", "plain")`, in small letters; text where nothing is said.
fn kind(content: Option<&ContentType>) -> (String, String) {
    match content {
        None => ("text".to_owned(), "plain".to_owned()),
        Some(content) => (content.ctype().to_lowercase(), content.subtype().unwrap_or_default().to_lowercase()),
    }
}

/// What stands between the lines of a boundary, up to the one that ends it.
fn pieces<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> + use<'b> {
    let mark = format!("--{boundary}").into_bytes();
    let mut at = next_line(body, &mark, 0);
    std::iter::from_fn(move || {
        let (_, begins, is_end) = at?;
        if is_end {
            return None;
        }
        at = next_line(body, &mark, begins);
        // The line's end before a boundary is the boundary's.
        let end = at.map_or(body.len(), |(line, ..)| line);
        let piece = &body[begins..end.max(begins)];
        let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
        Some(piece.strip_suffix(b"\r").unwrap_or(piece))
    })
}

/// The next line of a boundary from `from` on: where it begins, where the next line begins, and whether it is the last.
fn next_line(body: &[u8], mark: &[u8], from: usize) -> Option<(usize, usize, bool)> {
    let starts = memmem::find_iter(&body[from..], mark).map(|at| from + at);
    starts.filter(|at| *at == 0 || body[at - 1] == b'\n').find_map(|at| {
        let behind = &body[at + mark.len()..];
        let line = &behind[..memchr::memchr(b'\n', behind).map_or(behind.len(), |end| end + 1)];
        let is_end = line.starts_with(b"--");
        (is_end || line.trim_ascii().is_empty()).then_some((at, at + mark.len() + line.len(), is_end))
    })
}

/// A part's text out of what it was encoded in for the way.
fn decoded(head: &Head, content: Option<&ContentType>, body: &[u8]) -> String {
    let body = &body[..body.len().min(PART_BYTES)];
    let encoding = head.text("Content-Transfer-Encoding").unwrap_or_default().trim().to_lowercase();
    let bytes = match encoding.as_str() {
        "base64" => {
            let is_ours = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
            let only: Vec<u8> = body.iter().copied().filter(is_ours).collect();
            Cow::Owned(base64_decode(&only).unwrap_or_default())
        }
        "quoted-printable" => Cow::Owned(quoted_printable(body)),
        _ => Cow::Borrowed(body),
    };
    as_text(content.and_then(|content| content.attribute("charset")), &bytes)
}

/// RFC 2045; what isn't encoded as it should be stays as it stands.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = line.trim_ascii_end();
        let (text, is_soft) = text.strip_suffix(b"=").map_or((text, false), |text| (text, true));
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            let digit = |at: usize| text.get(at).and_then(|b| char::from(*b).to_digit(16));
            match (byte, digit(at + 1), digit(at + 2)) {
                (b'=', Some(high), Some(low)) => {
                    decoded.extend(u8::try_from(high * 16 + low));
                    at += 3;
                }
                _ => {
                    decoded.push(*byte);
                    at += 1;
                }
            }
        }
        if !is_soft && line.ends_with(b"\n") {
            decoded.push(b'\n');
        }
    }
    decoded
}

/// In the charset that is named, else UTF-8, else what Windows writes.
fn as_text(charset: Option<&str>, bytes: &[u8]) -> String {
    let charset = charset.unwrap_or_default().trim();
    // Many a program says ASCII and writes something else.
    let says_ascii = ["us-ascii", "ascii"].iter().any(|ascii| ascii.eq_ignore_ascii_case(charset));
    let named = Encoding::for_label_no_replacement(charset.as_bytes()).filter(|_| !says_ascii);
    if let Some(named) = named {
        return named.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match charset_decoder(charset.as_bytes()) {
            Some(decode) => decode(bytes),
            None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

/// Text whose lines were broken for the way alone, with its paragraphs as they were written (RFC 3676).
fn plain(content: Option<&ContentType>, text: String) -> String {
    let has = |name: &str, value: &str| {
        let attribute = content.and_then(|content| content.attribute(name));
        attribute.is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if !has("format", "flowed") {
        return text;
    }
    let (mut flowed, mut goes_on) = (String::with_capacity(text.len()), None);
    for line in text.lines() {
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let (quotes, words) = line.split_at(depth);
        let words = words.strip_prefix(' ').unwrap_or(words);
        if goes_on != Some(depth) {
            if !flowed.is_empty() {
                flowed.push('\n');
            }
            flowed.push_str(quotes);
            if depth > 0 {
                flowed.push(' ');
            }
        }
        // A signature's line ends with a space that breaks nothing.
        let is_soft = words.ends_with(' ') && words != "-- ";
        flowed.push_str(if is_soft && has("delsp", "yes") { &words[..words.len() - 1] } else { words });
        goes_on = is_soft.then_some(depth);
    }
    flowed
}

#[cfg(test)]
mod tests {
    use crate::formats::mail::read;

    /// What a mail with this head and body says.
    fn said(mail: &str) -> String {
        read(format!("From: anna@x.example\n{mail}").as_bytes()).unwrap().said
    }

    #[test]
    fn a_body_is_decoded() {
        for (mail, expect) in [
            ("\nhello\n", "hello"),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=\n=C3=9Fe =3D 1=\n",
                "Grüße = 1",
            ),
            ("Content-Transfer-Encoding: quoted-printable\n\na=zz=4\n", "a=zz=4"),
            (
                "Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: Base64\n\nNSCk\nIQ==\n",
                "5 €!",
            ),
            ("Content-Type: text/plain; charset=unknown-8bit\n\nfür\n", "für"),
            ("Content-Type: text/plain; charset=us-ascii\n\nfür\n", "für"),
            ("Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nAAAA\n", ""),
            (
                "Content-Type: text/plain; format=flowed\n\none \ntwo\n> quoted \n> on\nthree \nfour\n\n -> five\n",
                "one two\n\nthree four\n\n-> five",
            ),
        ] {
            assert_eq!(said(mail), expect, "{mail:?}");
        }
        let latin = b"From: a@x.example\nContent-Type: text/plain\n\nf\xfcr\n";
        assert_eq!(read(latin).unwrap().said, "für", "no charset is named");
    }

    #[test]
    fn the_part_that_a_reader_sees_is_taken() {
        let parts = |kind: &str, parts: &[&str]| {
            let parts: String = parts.iter().map(|part| format!("--b1\n{part}\n")).collect();
            said(&format!("Content-Type: multipart/{kind}; boundary=\"b1\"\n\npreamble\n{parts}--b1--\nepilogue\n"))
        };
        let (plain, page) = ("Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>page</p>");
        let attached = "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached";
        assert_eq!(parts("alternative", &[plain, page]), "plain");
        assert_eq!(parts("alternative", &[page, plain]), "plain");
        assert_eq!(parts("alternative", &["Content-Type: text/plain\n\n \n", page]), "page");
        assert_eq!(parts("mixed", &[attached, plain, "\nmore"]), "plain\n\nmore");
        assert_eq!(parts("related", &[page, plain]), "page");
        assert_eq!(parts("mixed", &[attached]), "");
        assert_eq!(parts("mixed", &["Content-Type: message/rfc822\n\nFrom: b@x.example\n\nforwarded"]), "");
        let inner =
            format!("Content-Type: multipart/alternative; boundary=b2\n\n--b2\n{plain}\n--b2\n{page}\n--b2--\n");
        assert_eq!(parts("mixed", &[&inner, attached]), "plain");
        // Its end was cut off; it never had a boundary; the boundary begins another one's.
        assert_eq!(said(&format!("Content-Type: multipart/mixed; boundary=b1\n\n--b1\n{plain}")), "plain");
        assert_eq!(said("Content-Type: multipart/mixed\n\nplain"), "plain");
        assert_eq!(
            said(&format!("Content-Type: multipart/mixed; boundary=b\n\n--b\n{plain}\n--bb\nmore\n--b--\n")),
            "plain\n--bb\nmore"
        );
    }

    #[test]
    fn parts_inside_of_parts_end_somewhere() {
        let mut mail = String::new();
        for depth in 0..2_000 {
            mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{depth}x\n\n--b{depth}x\n"));
        }
        assert_eq!(said(&mail), "");
        let many = "--b\n\nx\n".repeat(5_000);
        assert!(said(&format!("Content-Type: multipart/mixed; boundary=b\n\n{many}--b--")).len() < 1_000);
    }
}
