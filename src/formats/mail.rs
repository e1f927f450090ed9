//! A mail as it comes from a mail program or a delivery filter: who wrote it and to whom, when, and what it says anew. RFC 5322
//! and MIME (RFC 2045 to 2047), and what is made of them out there.
//!
//! Owns what of a mail's bytes is read, and never fails on them. Who of its people is known is the domain's, which mail is filed
//! already the command line's.

mod automatic;
mod body;
mod head;
pub(super) mod html;
mod mailbox;
mod news;

use chrono::{DateTime, FixedOffset};

use self::head::Head;
use super::clean;
use crate::domain::id::digest;

pub use crate::domain::mail::Correspondent;
pub use automatic::Sort;
pub use mailbox::{Mailbox, Posted};

/// Bytes of one mail that are looked at; what stands behind them is attached.
pub const MAIL_BYTES: usize = 8 << 20;
/// Bytes of what a mail says that are kept.
pub const SAID_BYTES: usize = 16 << 10;

/// One mail.
#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    /// Its Message-ID without the brackets; made of who, when and what where it has none. Never empty.
    pub id: String,
    /// With the writer's offset.
    pub date: Option<DateTime<FixedOffset>>,
    /// When the last server had it.
    pub received: Option<DateTime<FixedOffset>>,
    pub from: Vec<Correspondent>,
    /// Who sent it for the writer, and to whom answers go.
    pub for_them: Vec<Correspondent>,
    /// All who got it, as far as it tells.
    pub to: Vec<Correspondent>,
    pub subject: String,
    /// What it says anew: without what it quotes and without the signature.
    pub said: String,
    /// What it is, if no person wrote it to a person.
    pub sort: Option<Sort>,
    /// Whether it was written to the list that it came by: what a mailing list passes on is, a newsletter names only whom it goes to.
    pub to_list: bool,
}

impl Mail {
    /// Subject and text, as they stand in a history.
    pub fn text(&self) -> String {
        let both = [self.subject.as_str(), self.said.as_str()];
        both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// Reads one mail; `None` where nothing of it is one.
pub fn read(bytes: &[u8]) -> Option<Mail> {
    let (head, body) = head::split(bytes);
    let mended = head::mended(head);
    let head = Head::of(&mended)?;
    let date = head.date();
    let (from, mut to) = (head.people(&["From"]), head.people(&["To", "Cc", "Bcc"]));
    if to.is_empty() {
        to = head.people(&["Apparently-To", "X-Original-To", "Delivered-To"]);
    }
    let subject = clean::one_line(head.text("Subject").unwrap_or_default(), " ").text;
    let id = head.text("Message-ID").map(|id| clean::one_line(id, "").text).filter(|id| !id.is_empty());
    if from.is_empty() && to.is_empty() && id.is_none() {
        return None;
    }
    let id = id.unwrap_or_else(|| {
        let who: Vec<&str> = from.iter().chain(&to).map(|one| one.mail.as_str()).collect();
        let contents =
            format!("{}\n{}\n{subject}", date.map(|date| date.to_rfc3339()).unwrap_or_default(), who.join(" "));
        format!("#{:032x}", digest(&contents))
    });
    Some(Mail {
        id,
        date,
        received: head.received(),
        for_them: head.people(&["Reply-To", "Sender"]),
        subject,
        said: clean::lines(&news::said(&body::text(&head, body))).text,
        sort: automatic::sort(&head, &from),
        to_list: automatic::to_list(&head, &to),
        from,
        to,
    })
}
