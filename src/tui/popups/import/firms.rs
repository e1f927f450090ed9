//! Which companies of the file are ones that are here.

use crate::say;
use crate::text::pairs;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::importing::{Firm, Held};
use crate::tui::outcome::Outcome;
use crate::tui::popups::menu::{Entry, Menu};

/// Some companies, and whether they are those that are here.
type Choice = (Vec<String>, bool);

/// Asks it of all or of one.
pub fn open(held: Held, firms: &[Firm], ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let mut entries: Vec<Entry<Choice>> = Vec::new();
    let all = |is_taken: bool| firms.iter().filter(move |firm| firm.is_taken == is_taken).map(|firm| firm.name.clone());
    let (new, taken) = (all(false).collect::<Vec<_>>(), all(true).collect::<Vec<_>>());
    let count = new.len();
    if count > 0 {
        entries.push(Entry::new((new, true), say!(text, "import-firms-into", count = count)));
    }
    let count = taken.len();
    if count > 0 {
        entries.push(Entry::new((taken, false), say!(text, "import-firms-new", count = count)));
    }
    for firm in firms.iter().filter(|_| firms.len() > 1) {
        let (name, who) = (firm.name.as_str(), ctx.book.company_name_of(firm.of));
        let reasons: Vec<String> = firm.reasons.iter().map(|why| pairs::company_reason(text, *why)).collect();
        let words = match firm.is_taken {
            false => say!(text, "import-firm-into", name = name, who = who, reasons = reasons.join("; ")),
            true => say!(text, "import-firm-new", name = name, who = who),
        };
        entries.push(Entry::new((vec![firm.name.clone()], !firm.is_taken), words));
    }
    let then = move |chosen: Vec<Choice>, _: &Ctx| match &chosen[..] {
        [(names, here)] => Outcome::Chosen(held.clone(), Chosen::Firms(names.clone(), *here)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(say!(text, "import-firms-title"), entries, Box::new(then))))
}
