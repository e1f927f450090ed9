//! The customers behind a row, to be opened.

use super::ReportsScreen;
use crate::domain::health::Whose;
use crate::domain::search::Query;
use crate::say;
use crate::text::report as words;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::pick::Pick;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// Who is counted in the selected row, if anybody is.
pub(super) fn open(screen: &ReportsScreen, ctx: &Ctx) -> Outcome {
    let Some(row) = screen.row() else { return Outcome::Stay };
    if row.whose.is_empty() {
        return Outcome::Say(Toast::nothing(say!(ctx.text, "reports-nobody")));
    }
    let (name, label) = (words::name(ctx.text, screen.report()), words::label(ctx.text, &row.label, ctx.today));
    let title = say!(ctx.text, "reports-whose", label = label, count = row.whose.len(), report = name);
    let all = row.whose.clone();
    let find = move |typed: &str, ctx: &Ctx| {
        let query = Query::plain(typed);
        let items = all.iter().map(|whose| item(*whose, ctx));
        items.filter(|item| query.is_empty() || query.rank(&item.words).is_some()).collect()
    };
    let then = |whose: Whose, ctx: &Ctx| {
        let gone = || Outcome::Say(Toast::nothing(say!(ctx.text, "segments-gone")));
        match whose {
            Whose::Contact(id) => ctx.book.facts_of(id).map_or_else(gone, |_| Outcome::Go(Goto::Contact(id))),
            Whose::Company(id) => ctx.book.company(id).map_or_else(gone, |_| Outcome::Go(Goto::Company(id))),
        }
    };
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "reports-hint-type"))))
}

fn item(whose: Whose, ctx: &Ctx) -> Item<Whose> {
    let (words, aside) = match whose {
        Whose::Contact(id) => {
            let company = ctx.book.facts_of(id).and_then(|facts| facts.company);
            (ctx.name(id).to_owned(), company.map_or("", |company| ctx.book.company_name_of(company)).to_owned())
        }
        Whose::Company(id) => (ctx.book.company_name_of(id).to_owned(), say!(ctx.text, "palette-company")),
    };
    Item { value: whose, words, aside }
}
