//! A company: facts, who works there, and what happened while they did.

use chrono::NaiveDate;
use serde_json::json;

use super::contact::{address, address_line, foreign_lines, print_history, with_label};
use super::history::History;
use super::markdown::{self, Review};
use crate::cli::failure::{Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::cli::{json, list, person};
use crate::domain::company::Company;
use crate::domain::find::ShortIds;
use crate::domain::id::CompanyId;
use crate::domain::standing;
use crate::say;
use crate::text::days;

pub fn show(session: &mut Session, id: CompanyId, since: Option<NaiveDate>, markdown: bool) -> Outcome {
    let mut history = History::read(session, id, since)?;
    let (company, people, others, ids) = {
        let book = session.store.book();
        let Some(company) = book.company(id).cloned() else { return Ok(Status::Nothing) };
        // They are promised to its people, and stand in their timelines.
        history.follow_ups = standing::open_follow_ups(&book, id).into_iter().cloned().collect();
        let people = standing::people(&book, id);
        if markdown {
            let (name, notes) = (company.name.as_str(), company.notes.as_str());
            let facts = facts(session, &Company { notes: String::new(), ..company.clone() });
            let review = Review { name, facts: &facts, notes, people: Some(&people), history: &history, since };
            let page = markdown::text(session, &book, &review);
            drop(book);
            return markdown::print(session, &page);
        }
        (
            company.clone(),
            list::print(session, &book, &people.now),
            list::print(session, &book, &people.others),
            ShortIds::of(&book),
        )
    };
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
            "contacts": people.1,
            "former_contacts": others.1,
            "fields": company.fields,
        });
        for (name, list) in history.json() {
            value[name] = list;
        }
        session.out.json(&value)?;
        return Ok(Status::Done);
    }
    super::name(session, &company.name)?;
    session.out.table(&facts(session, &company))?;
    for (heading, (table, _)) in
        [(say!(session.text, "show-people"), people), (say!(session.text, "show-former"), others)]
    {
        if !table.is_empty() {
            session.out.gap()?;
            session.out.heading(&heading)?;
            session.out.table(&table)?;
        }
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
    facts.extend(company.fields.iter().map(|(name, value)| (name.clone(), value.clone())));
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
