//! What may be given to the platform's opener: mail addresses, phone numbers and web pages as links of the four schemes http,
//! https, mailto and tel. Anything else that stands in a record is no link.

use std::fmt::{self, Write};

use super::contact::{Channel, Labelled};

/// A link of one of the four schemes, without blanks and control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// A mail to this address (RFC 6068). What could say more than the address is encoded.
    pub fn mail(address: &str) -> Option<Self> {
        let address = without(address.trim(), "mailto:");
        let (local, host) = address.rsplit_once('@')?;
        if local.is_empty() || host.is_empty() || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let mut link = "mailto:".to_owned();
        for byte in address.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~@+!$'*".contains(&byte) {
                link.push(byte.into());
            } else {
                // Writing to memory doesn't fail.
                let _ = write!(link, "%{byte:02X}");
            }
        }
        Some(Self(link))
    }

    /// A call to this number (RFC 3966): its digits, with the plus before them; an extension is dialled by hand.
    pub fn phone(number: &str) -> Option<Self> {
        let number = without(number.trim(), "tel:").to_lowercase();
        let end = number.find(|c: char| c.is_alphabetic() || c == ';').unwrap_or(number.len());
        let number = number[..end].replace("(0)", "");
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
        (digits.len() >= 3).then(|| Self(format!("tel:{plus}{digits}")))
    }

    /// A web page: `https://example.com/a`, or `example.com`, for which https is taken.
    pub fn web(page: &str) -> Option<Self> {
        let page = page.trim();
        if page.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\`{}|^".contains(c)) {
            return None;
        }
        let lower = page.to_ascii_lowercase();
        let rest = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        let is_host = |text: &str| {
            let host = text.split(['/', '?', '#']).next().unwrap_or_default();
            host.starts_with(char::is_alphanumeric) && (host.contains('.') || rest.is_some())
        };
        if let Some(rest) = rest {
            return is_host(rest).then(|| Self(page.to_owned()));
        }
        let host = page.split(['/', '?', '#']).next().unwrap_or_default();
        let plain = !host.contains([':', '@']) && is_host(page);
        plain.then(|| Self(format!("https://{page}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The channel through which a web or social handle reaches somebody; a page of their own is none.
pub fn handle_channel(handle: &Labelled) -> Option<Channel> {
    let pages = ["", "web", "work", "home", "other"];
    (!pages.contains(&handle.label.to_lowercase().as_str())).then_some(Channel::Social)
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands behind a scheme that was written along.
fn without<'a>(text: &'a str, scheme: &str) -> &'a str {
    match text.split_at_checked(scheme.len()) {
        Some((begin, rest)) if begin.eq_ignore_ascii_case(scheme) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Option<Link>, text: &str, expect: &str) {
        let link = read(text).map_or(String::new(), |link| link.to_string());
        assert_eq!(link, expect, "{text:?}");
    }

    #[test]
    fn a_mail_address_says_nothing_but_itself() {
        check(Link::mail, " anna@example.com", "mailto:anna@example.com");
        check(Link::mail, "a.b+c@example.com", "mailto:a.b+c@example.com");
        check(Link::mail, "a?bcc=b@example.com", "mailto:a%3Fbcc%3Db@example.com");
        check(Link::mail, "jörg@example.com", "mailto:j%C3%B6rg@example.com");
        check(Link::mail, "anna", "");
        check(Link::mail, "a b@example.com", "");
        check(Link::mail, "@example.com", "");
    }

    #[test]
    fn a_number_is_its_digits() {
        check(Link::phone, "+49 (0) 30 123-456", "tel:+4930123456");
        check(Link::phone, "(030) 12 34 56", "tel:030123456");
        check(Link::phone, "030 1234 ext. 5", "tel:0301234");
        check(Link::phone, "call me", "");
        check(Link::phone, "12", "");
    }

    #[test]
    fn a_page_is_of_the_web() {
        check(Link::web, "https://example.com/a?b=c#d", "https://example.com/a?b=c#d");
        check(Link::web, "HTTP://localhost:8080/", "HTTP://localhost:8080/");
        check(Link::web, "example.com/oak", "https://example.com/oak");
        check(Link::web, "müller.example", "https://müller.example");
        for none in [
            "@anna",
            "anna",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.com",
            "https://",
            "https:///etc/passwd",
            "--help",
            "-e.example",
            "example.com\n--new",
            "a b.example",
            "anna@example.com",
            "data:text/html,x.y",
        ] {
            check(Link::web, none, "");
        }
    }
}
