//! Who came to a segment and who left it since a month ago, to be opened.

use crate::domain::id::ContactId;
use crate::domain::search::Query;
use crate::say;
use crate::store::InSegment;
use crate::text::segments;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::pick::Pick;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// Who came and who left, if anybody did.
pub fn pick(name: &str, ctx: &Ctx) -> Outcome {
    let Some(one) = ctx.in_segments.iter().find(|one| one.name == name) else {
        let is_one = ctx.segments.iter().any(|segment| segment.name == name);
        let why = if is_one { say!(ctx.text, "segments-counting") } else { say!(ctx.text, "segments-no-filter") };
        return Outcome::Say(Toast::nothing(why));
    };
    if one.since.day.is_none() {
        return Outcome::Say(Toast::nothing(say!(ctx.text, "segments-first", count = one.there.len())));
    }
    if one.since.came.is_empty() && one.since.left.is_empty() {
        let since = segments::since(ctx.text, &one.since, ctx.today);
        return Outcome::Say(Toast::nothing(say!(ctx.text, "segments-nobody", since = since)));
    }
    let title = format!("{}: {}", one.name, segments::since(ctx.text, &one.since, ctx.today));
    let which = one.clone();
    let find = move |typed: &str, ctx: &Ctx| {
        let query = Query::plain(typed);
        items(&which, ctx).into_iter().filter(|item| query.is_empty() || query.rank(&item.words).is_some()).collect()
    };
    let then = |id: ContactId, ctx: &Ctx| match ctx.book.facts_of(id) {
        Some(_) => Outcome::Go(Goto::Contact(id)),
        None => Outcome::Say(Toast::nothing(say!(ctx.text, "segments-gone"))),
    };
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "segments-hint"))))
}

fn items(one: &InSegment, ctx: &Ctx) -> Vec<Item<ContactId>> {
    let came = one.since.came.iter().map(|id| (id, say!(ctx.text, "segments-one-came")));
    let left = one.since.left.iter().map(|id| (id, say!(ctx.text, "segments-one-left")));
    let item = |(id, what): (&ContactId, String)| {
        let facts = ctx.book.facts_of(*id);
        let name = facts.map_or_else(|| say!(ctx.text, "segments-gone"), |_| ctx.book.name(*id).to_owned());
        let company = facts.and_then(|facts| facts.company).map(|company| ctx.book.company_name_of(company));
        let company = company.filter(|name| !name.is_empty()).map(str::to_owned);
        let aside = [what].into_iter().chain(company);
        Item { value: *id, words: name, aside: aside.collect::<Vec<_>>().join(" · ") }
    };
    came.chain(left).map(item).collect()
}
