//! Tags put on contacts and taken off.

use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::field::is_same_tag;

/// Puts the tags in `on` on each of the contacts and takes those in `off` from them. A tag that a contact has in another case
/// stays as it is written there.
pub fn tag(contacts: &[Contact], on: &[String], off: &[String]) -> Set {
    let changed = contacts.iter().map(|before| {
        let tags = tagged(&before.tags, on, off);
        Change::edit(before.clone(), Contact { tags, ..before.clone() })
    });
    let words = on.iter().map(|tag| format!("+{tag}")).chain(off.iter().map(|tag| format!("-{tag}")));
    let label = Label::of_many(Act::Tag, contacts.iter().map(|contact| contact.name.clone()));
    Set::new(label.about(&words.collect::<Vec<_>>().join(" ")), changed)
}

/// `tags` without those in `off` and with those in `on`, none twice; upper and lower case are the same.
pub fn tagged(tags: &[String], on: &[String], off: &[String]) -> Vec<String> {
    let mut after: Vec<String> =
        tags.iter().filter(|tag| !off.iter().any(|gone| is_same_tag(gone, tag))).cloned().collect();
    for tag in on {
        if !after.iter().any(|known| is_same_tag(known, tag)) {
            after.push(tag.clone());
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_put_on_and_taken_off() {
        let check = |before: &str, on: &str, off: &str, after: &str| {
            let tags = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(tagged(&tags(before), &tags(on), &tags(off)), tags(after), "{before} + {on} - {off}");
        };
        check("vip oak", "fair", "vip", "oak fair");
        check("VIP oak", "vip Oak", "", "VIP oak");
        check("vip", "", "Vip lot", "");
        check("", "a b A", "", "a b");
    }
}
