//! A company: facts, who works there, and what happened while they did.

use chrono::NaiveDate;
use serde_json::json;

use super::contact::{address, address_line, foreign_lines, print_history, with_label};
use super::history::History;
use crate::cli::failure::{Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::cli::{json, list, person};
use crate::domain::company::Company;
use crate::domain::find::ShortIds;
use crate::domain::id::CompanyId;
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::say;
use crate::text::days;

pub fn show(session: &mut Session, id: CompanyId, since: Option<NaiveDate>) -> Outcome {
    let history = History::read(session, id, since)?;
    let (company, people, people_json, ids) = {
        let book = session.store.book();
        let mut rows: Vec<&Row> = book.contacts().filter(|row| row.company == Some(id)).collect();
        rows.sort_by_cached_key(|row| (fold(&row.name), row.id));
        let (table, json) = list::print(session, &book, &rows);
        (book.company(id).cloned(), table, json, ShortIds::of(&book))
    };
    let Some(company) = company else { return Ok(Status::Nothing) };
    if session.out.is_json() {
        let mut value = json!({
            "id": company.id,
            "name": company.name,
            "industry": json::text(&company.industry),
            "size": json::text(&company.size),
            "web": json::text(&company.web),
            "mails": person::labelled(&company.mails),
            "phones": person::labelled(&company.phones),
            "addresses": company.addresses.iter().map(address).collect::<Vec<_>>(),
            "tags": company.tags,
            "tier": company.tier.map(|tier| tier.letter()),
            "notes": json::text(&company.notes),
            "added": company.added,
            "archived": company.archived,
            "fields": company.fields,
            "ids": company.ids,
            "foreign": company.foreign,
            "contacts": people_json,
        });
        for (name, list) in history.json() {
            value[name] = list;
        }
        session.out.json(&value)?;
        return Ok(Status::Done);
    }
    super::name(session, &company.name)?;
    session.out.table(&facts(session, &company))?;
    if !people.is_empty() {
        session.out.gap()?;
        session.out.heading(&say!(session.text, "show-people"))?;
        session.out.table(&people)?;
    }
    print_history(session, &history, &ids, since, &company.notes)?;
    Ok(Status::Done)
}

fn facts(session: &Session, company: &Company) -> Table {
    let text = &session.text;
    let mut facts = vec![
        (say!(text, "fact-id"), company.id.to_string()),
        (say!(text, "fact-industry"), company.industry.clone()),
        (say!(text, "fact-size"), company.size.clone()),
        (say!(text, "fact-web"), company.web.clone()),
    ];
    facts.extend(company.mails.iter().map(|mail| (say!(text, "fact-mail"), with_label(text, mail))));
    facts.extend(company.phones.iter().map(|phone| (say!(text, "fact-phone"), with_label(text, phone))));
    facts.extend(company.addresses.iter().map(|place| (say!(text, "fact-address"), address_line(text, place))));
    facts.extend([
        (say!(text, "fact-tier"), company.tier.map(|tier| tier.letter().to_string()).unwrap_or_default()),
        (say!(text, "fact-tags"), company.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
    ]);
    facts
        .extend(company.ids.iter().map(|id| (say!(text, "import-field-ids"), format!("{} · {}", id.source, id.value))));
    facts.extend(company.fields.iter().map(|(name, value)| (name.clone(), value.clone())));
    facts.push((say!(text, "fact-added"), days::short(text, company.added, session.today())));
    if company.archived {
        facts.push((say!(text, "fact-archived"), say!(text, "fact-yes")));
    }
    facts.extend(foreign_lines(&company.foreign).map(|line| (say!(text, "fact-foreign"), line)));
    let mut table = Table::default();
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        table.push([Cell::dim(name), value.into()]);
    }
    table
}
