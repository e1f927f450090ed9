//! Companies that may be one: a Tab away from the contacts, filtered, merged and told apart like them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::back::Back;
use crate::domain::company::Company;
use crate::domain::display::safe;
use crate::domain::id::CompanyId;
use crate::domain::pairs::CompanyPair;
use crate::say;
use crate::text::days;
use crate::text::pairs::company_reason;
use crate::tui::action::Action;
use crate::tui::briefing::company::city;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::company;
use crate::tui::selection::Selection;
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::list;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::toast::Toast;

/// The pairs, those that the filter lets through, and which is selected.
#[derive(Default)]
pub(super) struct Firms {
    pub pairs: Vec<CompanyPair>,
    listed: Vec<usize>,
    pub list: Selection<(CompanyId, CompanyId)>,
    pub back: Back<CompanyId>,
}

impl Firms {
    pub fn pair(&self) -> Option<&CompanyPair> {
        self.listed.get(self.list.at()).and_then(|place| self.pairs.get(*place))
    }

    fn listed_pairs(&self) -> impl Iterator<Item = &CompanyPair> {
        self.listed.iter().filter_map(|place| self.pairs.get(*place))
    }

    /// Leaves out who is gone, or was told apart meanwhile.
    pub fn follow(&mut self, ctx: &Ctx) {
        self.pairs.retain(|pair| {
            let both = ctx.book.company(pair.one).zip(ctx.book.company(pair.other));
            both.is_some_and(|(one, other)| {
                !one.told_apart().any(|apart| apart == other.id) && !other.told_apart().any(|apart| apart == one.id)
            })
        });
    }

    /// Lists what the filter lets through, in the order of the pairs.
    pub fn list_anew(&mut self, filter: &Filter, ctx: &Ctx) {
        let fits = |id: CompanyId| {
            ctx.book.company(id).is_some_and(|one| {
                let rest = format!("{} {}", one.industry, city(one));
                filter.query().rank_company(one, &rest).is_some()
            })
        };
        let all = self.pairs.iter().enumerate();
        let listed = all.filter(|(_, pair)| filter.lets_all_through() || fits(pair.one) || fits(pair.other));
        self.listed = listed.map(|(place, _)| place).collect();
        let listed: Vec<_> = self.listed_pairs().map(|pair| (pair.one, pair.other)).collect();
        self.list.list(listed, None);
    }

    pub fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match (action, self.pair().cloned()) {
            (Action::Open, Some(pair)) if ctx.read_only => return Some(Outcome::Go(Goto::Company(pair.one))),
            (Action::Open | Action::Merge, Some(pair)) => {
                return Some(company::open_merge(pair.other, pair.one));
            }
            (Action::NotSame, Some(pair)) => return Some(company::tell_apart(pair.one, pair.other, ctx)),
            (Action::MergeCertain, _) => {
                return Some(Outcome::Say(Toast::warning(say!(ctx.text, "duplicates-none-certain"))));
            }
            (Action::Open | Action::Merge | Action::NotSame, None) => {}
            (action, _) if self.list.moved(action) => {}
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    pub fn draw_rows(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let (above, under) = self.list.show(area.height.into());
        ctx.spots.pane(area, Pane::List);
        for (y, (place, pair)) in (area.y..area.bottom()).zip(self.listed_pairs().enumerate().skip(above)) {
            ctx.spots.row(Rect { y, height: 1, ..area }, Pane::List, place);
            let line = row(pair, place == self.list.at(), area.width.into(), ctx);
            frame.render_widget(Row(line), Rect { y, height: 1, ..area });
        }
        list::more(above, under, frame, area, ctx.theme);
    }
}

/// A pair in a line: both, with how many work there, and the reasons.
fn row(pair: &CompanyPair, selected: bool, width: usize, ctx: &Ctx) -> Line<'static> {
    let (bar, base) = list::bar(selected, ctx.theme);
    let room = width.saturating_sub(2);
    let who = (room / 3).clamp(16, 40);
    let style = |role: Role| ctx.theme.style(role).patch(base);
    let said = why(pair, ctx);
    let name = |id: CompanyId| list::cell(ctx.book.company_name_of(id), who);
    Line::from(vec![
        bar,
        Span::styled(name(pair.one), style(Role::Text)),
        Span::styled(name(pair.other), style(Role::Text)),
        Span::styled(safe(&said).fit(room.saturating_sub(2 * who)).to_string(), style(Role::Dim)),
        Span::styled(" ", base),
    ])
}

/// The reasons, and which of both is out of sight.
pub(super) fn why(pair: &CompanyPair, ctx: &Ctx) -> String {
    let reasons = pair.reasons.iter().map(|one| company_reason(ctx.text, *one));
    let both = [pair.one, pair.other].into_iter().filter_map(|id| ctx.book.company(id));
    let archived = both.filter(|one| one.archived).map(|one| say!(ctx.text, "pairs-archived", who = one.name.as_str()));
    reasons.chain(archived).collect::<Vec<_>>().join("; ")
}

/// What is known of each of both, by its name; an empty text where nothing is.
pub(super) fn facts(pair: &CompanyPair, ctx: &Ctx) -> Vec<(String, [String; 2])> {
    let text = ctx.text;
    let of = |fact: &dyn Fn(&Company) -> String| {
        [pair.one, pair.other].map(|id| ctx.book.company(id).map(fact).unwrap_or_default())
    };
    vec![
        (say!(text, "field-name"), of(&|one| one.name.clone())),
        (say!(text, "duplicates-people"), pair.people.map(|count| count.to_string())),
        (say!(text, "field-industry"), of(&|one| one.industry.clone())),
        (say!(text, "field-web"), of(&|one| one.web.clone())),
        (say!(text, "duplicates-city"), of(&|one| city(one).to_string())),
        (
            say!(text, "field-tags"),
            of(&|one| one.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
        ),
        (say!(text, "duplicates-added"), of(&|one| days::short(text, one.added, ctx.today))),
    ]
}
