//! By what foreign properties are known again, though a card of another version has them in another way.

use std::collections::HashSet;

use super::beside::{field_of, is_beside};
use super::version::in_order;

/// The foreign properties of a record.
#[derive(Debug, Default)]
pub struct Foreign(HashSet<String>);

impl Foreign {
    pub fn of(foreign: &[String]) -> Self {
        Self(foreign.iter().flat_map(|entry| said(entry).into_iter().chain(beside(entry))).collect())
    }

    /// Whether a property is one of them. Of what stands beside fields it is enough that something does: labels and parameters
    /// stay as they are here.
    pub fn has(&self, entry: &str) -> bool {
        match said(entry) {
            _ if self.0.is_empty() => false,
            Some(said) => self.0.contains(&said),
            None => beside(entry).all(|key| self.0.contains(&key)),
        }
    }
}

/// What an entry says by itself; `None` if it only stands beside fields.
fn said(entry: &str) -> Option<String> {
    let lines = || entry.lines().filter(|line| !is_beside(line));
    lines().next().is_some().then(|| in_order(&lines().collect::<Vec<_>>().join("\n")))
}

/// The fields that it stands beside, by what those say.
fn beside(entry: &str) -> impl Iterator<Item = String> {
    let fields = entry.lines().filter_map(field_of).filter(|(name, _)| name != "X-ABLABEL");
    fields.map(|(name, said)| format!("beside {name}:{said}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_here_is_known() {
        let check = |here: &str, there: &str, expect: bool| {
            assert_eq!(Foreign::of(&[here.to_owned()]).has(there), expect, "{here} {there}");
        };
        let beside = |line: &str| format!("X-TOUCHBASE-BESIDE.{line}");
        check("PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAA=", "PHOTO:data:image/jpeg;base64,/9j/AAA=", true);
        check("X-A;TYPE=pref;a=b:1", "X-A;a=b;PREF=1:1", true);
        check("a.X-A:1\na.X-B:2", "a.X-B:2\na.X-A:1", true);
        check("X-A:1", "X-A:2", false);
        check("X-A;T=1:1", "X-A:1", false);
        check("a.X-A:1", "b.X-A:1", false);
        check("no property", "no property", true);
        check(&beside("TEL;waid=1:4"), &beside("a.tel;VALUE=uri;waid=2:tel:4"), true);
        check(&beside("TEL;waid=1:4"), &beside("TEL;waid=1:5"), false);
        check(&beside("BDAY;a=1:19710412"), &beside("BDAY;a=1:1971-04-12"), true);
        check(&format!("a.X-A:1\n{}", beside("a.TEL:4")), &beside("TEL;b=1:4"), true);
        check(&format!("a.X-A:1\n{}", beside("a.TEL:4")), "a.X-A:1", true);
    }
}
