//! A company as a card: KIND:org, in 3.0 Apple's X-ABShowAs.

use super::lines::Card;
use super::{Version, foreign_name, own};
use crate::domain::company::Company;

/// The card, with CR LF at each line's end.
pub fn company(version: Version, company: &Company) -> String {
    let mut card = Card::new(version, &company.foreign, true);
    card.begin();
    match version {
        Version::V3 => {
            if !company.foreign.iter().any(|lines| foreign_name(lines).as_deref() == Some("N")) {
                card.raw("N:;;;;");
            }
            card.raw("X-ABShowAs:COMPANY");
        }
        Version::V4 => card.raw("KIND:org"),
    }
    card.text("FN", &company.name);
    card.text("ORG", &company.name);
    card.ids(company.id.0, &company.ids);
    card.uri("URL", &company.web);
    card.reach("EMAIL", &company.mails);
    card.reach("TEL", &company.phones);
    card.addresses(&company.addresses);
    card.list("CATEGORIES", &company.tags);
    card.text("NOTE", &company.notes);
    card.text(own::ADDED, &company.added.to_string());
    card.text(own::TIER, &company.tier.map(own::name).unwrap_or_default());
    card.text(own::CADENCE, &own::cadence(company.cadence));
    card.text(own::INDUSTRY, &company.industry);
    card.text(own::SIZE, &company.size);
    for (name, value) in &company.fields {
        card.parts(own::FIELD, &[name, value]);
    }
    card.text(own::ARCHIVED, if company.archived { "yes" } else { "" });
    card.end(&company.foreign, &[])
}
