//! A field that was changed on two sides: here, and by others meanwhile. Both texts are kept until it is saved, whichever of them
//! stands in the field.

use super::{Content, Field};

/// The two texts of a field that was changed on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What was typed here.
    pub own: Entry,
    /// What others have put there.
    pub theirs: Entry,
    /// Who they are and when, in words.
    pub by: String,
    /// Which of them stands in the field; `None` while that wasn't decided.
    pub taken: Option<Taken>,
}

/// What stands in a field, and its label where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    pub text: String,
    pub label: String,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Own,
    Theirs,
    /// Both, one behind the other.
    Both,
    /// Something else was typed.
    Typed,
}

impl Field {
    /// What stands in it now.
    pub(in crate::tui::widgets) fn stands(&self) -> Entry {
        Entry { text: self.text().to_owned(), label: self.entry_label().to_owned() }
    }

    /// Whether nobody has decided yet which of two texts stands in it.
    pub fn is_undecided(&self) -> bool {
        self.clash.as_ref().is_some_and(|clash| clash.taken.is_none())
    }

    /// Whether both texts can stand in it, one behind the other.
    pub fn takes_both(&self) -> bool {
        self.clash.is_some() && (matches!(self.content, Content::Area(..)) || self.kind.between.is_some())
    }

    /// Puts that text into the field; `false` where there are no two, or it can't hold both.
    pub fn take(&mut self, taken: Taken) -> bool {
        let takes_both = self.takes_both();
        let Some(clash) = &mut self.clash else { return false };
        let entry = match taken {
            Taken::Own => clash.own.clone(),
            Taken::Theirs => clash.theirs.clone(),
            Taken::Both if takes_both => {
                let text = both(&clash.theirs.text, &clash.own.text, self.kind.between);
                Entry { text, ..clash.own.clone() }
            }
            Taken::Both => return false,
            Taken::Typed => {
                clash.taken = Some(Taken::Typed);
                return true;
            }
        };
        clash.taken = Some(taken);
        self.error = None;
        self.hidden = false;
        self.set(&entry.text);
        self.relabel(&entry.label);
        true
    }

    /// A text in one line that both sides may have written something into: both can stand there, with this between them.
    pub fn joined_by(mut self, between: &'static str) -> Self {
        self.kind.between = Some(between);
        self
    }
}

/// Theirs, and behind it what the own has and theirs hasn't.
fn both(theirs: &str, own: &str, between: Option<&str>) -> String {
    let between = between.unwrap_or("\n");
    let known: Vec<&str> = theirs.split(between).map(str::trim).collect();
    let own = if own.trim().is_empty() { None } else { Some(own) };
    let new = own.into_iter().flat_map(|own| own.split(between)).filter(|part| !known.contains(&part.trim()));
    let parts = std::iter::once(theirs.trim_end()).filter(|text| !text.is_empty()).chain(new);
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_holds_every_line_once() {
        let check = |theirs: &str, own: &str, expect: &str| assert_eq!(both(theirs, own, None), expect, "{theirs:?}");
        check("old\nfrom ben", "old\nown", "old\nfrom ben\nown");
        check("", "own", "own");
        check("theirs", "", "theirs");
        check("a\n", "b", "a\nb");
        assert_eq!(both("send offer", "ring", Some(" / ")), "send offer / ring");
    }
}
