//! Mails and mailboxes: whatever is read is clean text, no longer than is kept, and the same at every reading.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchbase::formats::mail::{self, Mail, Mailbox, SAID_BYTES};

fn read(bytes: &[u8]) -> Vec<Option<Mail>> {
    Mailbox::new(bytes).map(|mail| mail::read(&mail.expect("memory can be read"))).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let mails = read(bytes);
    for mail in mails.iter().flatten() {
        assert!(!mail.id.is_empty());
        assert!(mail.said.len() <= SAID_BYTES + 4);
        assert!(!mail.subject.contains(['\n', '\r', '\0']) && !mail.said.contains(['\r', '\0', '\u{1b}']));
    }
    assert_eq!(read(bytes), mails);
});
