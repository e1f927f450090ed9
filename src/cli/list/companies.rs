//! `list --kind company`: companies by name, or as a view has them.

use chrono::NaiveDate;

use super::viewed::{self, Viewed};
use super::{finish, mark};
use crate::cli::failure::Outcome;
use crate::cli::json;
use crate::cli::person;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::company::Company;
use crate::domain::find::ShortIds;
use crate::domain::search::Query;
use crate::domain::standing;
use crate::domain::view;

/// Id, name, how many work there, tier, industry, city, web, tags; or the columns that are asked for.
pub(super) fn list(session: &mut Session, query: &Query, archived: bool, viewed: Option<&Viewed>) -> Outcome {
    let (table, json) = {
        let book = session.store.book();
        let city = |company: &Company| company.addresses.iter().map(|a| a.city.clone()).find(|city| !city.is_empty());
        let (standings, ids) = (standing::standings(&book, &session.settings, session.today()), ShortIds::of(&book));
        let (asked, search) = (query.asked_whole(), query.of_search());
        let fits = |company: &&Company| {
            let standing = || standings.get(&company.id).copied().unwrap_or_default();
            asked.as_ref().is_none_or(|asked| session.company_fits(asked, company, &standing(), &book))
                && (search.is_empty() || view::company_rank(&search, company).is_some())
        };
        let mut companies =
            standing::by_name(book.companies().filter(|company| archived || !company.archived).filter(fits));
        let value = |company: &Company, column| {
            view::of_company(column, company, &standings.get(&company.id).copied().unwrap_or_default())
        };
        if let Some(viewed) = viewed {
            view::sort(&mut companies, viewed.sorts(), |company, column| value(company, column));
        }
        let mut table = Table::default();
        let mut json = Vec::new();
        for company in companies {
            let standing = standings.get(&company.id).copied().unwrap_or_default();
            let tier = company.tier.map(|tier| tier.letter().to_string());
            if session.out.is_json() {
                json.push(serde_json::json!({
                    "id": company.id,
                    "name": company.name,
                    "contacts": standing.contacts,
                    "tier": tier,
                    "industry": json::text(&company.industry),
                    "city": city(company),
                    "web": json::text(&company.web),
                    "tags": company.tags,
                    "cadence": person::cadence(company.cadence),
                    "next_due": standing.due.map(|(due, _)| due),
                    "last_touch": standing.touched.map(NaiveDate::from),
                    "open_complaints": standing.complaints,
                    "open_follow_ups": standing.follow_ups,
                    "archived": company.archived,
                }));
                continue;
            }
            if let Some(columns) = viewed.and_then(Viewed::columns) {
                let cells = columns.iter().map(|shown| viewed::shown(session, &value(company, shown.column), *shown));
                table.push(cells.chain(archived.then(|| mark(session, company.archived))));
                continue;
            }
            let tags: Vec<String> = company.tags.iter().map(|tag| format!("#{tag}")).collect();
            let cells = [
                Cell::dim(ids.show(company.id.0)),
                company.name.as_str().into(),
                Cell::right(standing.contacts.to_string()),
                tier.unwrap_or_default().into(),
                company.industry.as_str().into(),
                city(company).unwrap_or_default().into(),
                company.web.as_str().into(),
                tags.join(" ").into(),
            ];
            table.push(cells.into_iter().chain(archived.then(|| mark(session, company.archived))));
        }
        (table, json)
    };
    finish(session, &table, &json)
}
