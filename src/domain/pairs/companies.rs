//! Companies that may be one and the same: called the same but for the legal form, or with the same web page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Firm;
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::id::{ById, CompanyId};

/// With more who have the same name or page, nothing can be told by it.
const MANY: usize = 64;

/// Hosts where many have their page.
const SHARED: &[&str] =
    &["facebook.com", "linkedin.com", "xing.com", "instagram.com", "x.com", "twitter.com", "youtube.com", "google.com"];

/// What speaks for two companies being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CompanyReason {
    /// The same name but for the legal form, of which one says no other than the other.
    Name,
    /// The same host of their web pages.
    Web,
}

/// Two companies that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyPair {
    /// The one that would be kept: in sight, with more people, added first.
    pub one: CompanyId,
    pub other: CompanyId,
    /// How many have their present job at each.
    pub people: [usize; 2],
    /// Never empty.
    pub reasons: Vec<CompanyReason>,
}

/// Companies that are here, by what tells that one is the same as another.
#[derive(Debug, Default)]
pub struct Firms {
    by_name: HashMap<String, Vec<(CompanyId, Firm)>>,
    by_host: HashMap<String, Vec<CompanyId>>,
}

impl Firms {
    /// Archived ones are left out.
    pub fn of<'a>(companies: impl IntoIterator<Item = &'a Company>) -> Self {
        let mut all = Self::default();
        for company in companies.into_iter().filter(|company| !company.archived) {
            let firm = Firm::of(&company.name);
            all.by_name.entry(firm.core.clone()).or_default().push((company.id, firm));
            if let Some(host) = host(&company.web) {
                all.by_host.entry(host).or_default().push(company.id);
            }
        }
        all
    }

    /// Which of them a new one may be, and why: the one for which most speaks, of several the one that was added first.
    pub fn alike(&self, new: &Company) -> Option<(CompanyId, Vec<CompanyReason>)> {
        let firm = Firm::of(&new.name);
        let mut found: BTreeMap<CompanyId, Vec<CompanyReason>> = BTreeMap::new();
        let named = self.by_name.get(&firm.core).filter(|block| block.len() <= MANY);
        for (id, _) in named.into_iter().flatten().filter(|(_, other)| firm.may_be(other)) {
            found.entry(*id).or_default().push(CompanyReason::Name);
        }
        let hosted = host(&new.web).and_then(|host| self.by_host.get(&host)).filter(|block| block.len() <= MANY);
        for id in hosted.into_iter().flatten() {
            found.entry(*id).or_default().push(CompanyReason::Web);
        }
        found.into_iter().min_by_key(|(id, reasons)| (Reverse(reasons.len()), *id))
    }
}

/// All pairs of the book's companies, those with most reasons first, then by name. Those that were told apart and those of archived
/// ones alone are left out.
pub fn company_pairs(book: &Book) -> Vec<CompanyPair> {
    let all: Vec<&Company> = book.companies().collect();
    let (mut by_name, mut by_host) =
        (HashMap::<String, Vec<(usize, Firm)>>::new(), HashMap::<String, Vec<usize>>::new());
    for (place, company) in all.iter().enumerate() {
        let firm = Firm::of(&company.name);
        by_name.entry(firm.core.clone()).or_default().push((place, firm));
        if let Some(host) = host(&company.web) {
            by_host.entry(host).or_default().push(place);
        }
    }
    let mut found: BTreeMap<(usize, usize), Vec<CompanyReason>> = BTreeMap::new();
    for block in by_name.into_values().filter(|block| block.len() <= MANY) {
        for (at, (one, firm)) in block.iter().enumerate() {
            for (other, _) in block[at + 1..].iter().filter(|(_, other)| firm.may_be(other)) {
                found.entry((*one, *other)).or_default().push(CompanyReason::Name);
            }
        }
    }
    for block in by_host.into_values().filter(|block| block.len() <= MANY) {
        for (at, one) in block.iter().enumerate() {
            for other in &block[at + 1..] {
                found.entry((*one, *other)).or_default().push(CompanyReason::Web);
            }
        }
    }
    let people = people(book);
    let apart = apart(book);
    let rank = |company: &Company| (!company.archived, people.get(&company.id).copied(), Reverse(company.id));
    let pair = |((one, other), reasons): ((usize, usize), Vec<CompanyReason>)| {
        let (one, other) = (all[one], all[other]);
        let is_left_out = one.archived && other.archived || apart.contains(&in_order(one.id, other.id));
        let (one, other) = if rank(one) < rank(other) { (other, one) } else { (one, other) };
        let of = |company: &Company| people.get(&company.id).copied().unwrap_or_default();
        (!is_left_out).then(|| CompanyPair { one: one.id, other: other.id, people: [of(one), of(other)], reasons })
    };
    let mut pairs: Vec<CompanyPair> = found.into_iter().filter_map(pair).collect();
    pairs.sort_by_cached_key(|pair| {
        (Reverse(pair.reasons.len()), pair.reasons.clone(), book.company_name_of(pair.one).to_lowercase(), pair.other)
    });
    pairs
}

/// How many have their first present job there.
fn people(book: &Book) -> ById<CompanyId, usize> {
    let mut people: ById<CompanyId, usize> = ById::default();
    for company in book.facts().filter_map(|facts| facts.company) {
        *people.entry(company).or_default() += 1;
    }
    people
}

/// Who was told apart, by the ids of those who are here now.
fn apart(book: &Book) -> HashSet<(CompanyId, CompanyId)> {
    let merged: HashMap<CompanyId, CompanyId> =
        book.companies().flat_map(|into| into.merged_ids().map(|gone| (CompanyId(gone), into.id))).collect();
    let here = |id: CompanyId| merged.get(&id).copied().unwrap_or(id);
    book.companies().flat_map(|one| one.told_apart().map(move |other| in_order(one.id, here(other)))).collect()
}

fn in_order(one: CompanyId, other: CompanyId) -> (CompanyId, CompanyId) {
    if one <= other { (one, other) } else { (other, one) }
}

/// `hofmann.example` for `https://www.Hofmann.example/oak`; `None` where many have their page.
fn host(web: &str) -> Option<String> {
    let web = web.trim().to_lowercase();
    let web = web.split_once("://").map_or(web.as_str(), |(_, rest)| rest);
    let host = web.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_shared = SHARED.iter().any(|shared| host == *shared || host.ends_with(&format!(".{shared}")));
    (host.contains('.') && !is_shared).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::id::Ids;

    /// The pairs of these companies, each `name; web; archived`.
    fn pairs(all: &[&str]) -> Vec<String> {
        let (mut ids, mut book) = (Ids::seeded(1_700_000_000_000, 9), Book::default());
        for one in all {
            let mut parts = one.split(';').map(str::trim);
            let mut company = Company::new(ids.draw(), parts.next().unwrap(), "2026-11-21".parse().unwrap());
            company.web = parts.next().unwrap_or_default().to_owned();
            company.archived = parts.next().is_some();
            book.apply(&Change::create(company));
        }
        let name = |id| book.company_name_of(id).to_owned();
        company_pairs(&book)
            .iter()
            .map(|pair| format!("{} = {} {:?}", name(pair.one), name(pair.other), pair.reasons))
            .collect()
    }

    #[test]
    fn companies_are_one_by_name_without_legal_form_or_by_their_page() {
        let check = |all: &[&str], expect: &[&str]| assert_eq!(pairs(all), expect, "{all:?}");
        check(&["Hofmann GmbH", "HOFMANN"], &["Hofmann GmbH = HOFMANN [Name]"]);
        check(&["Brandt GmbH", "Brandt AG"], &[]);
        check(&["Brandt GmbH", "Kaiser Bau"], &[]);
        check(
            &["Kaiser Bau; https://www.Kaiser.example/a", "Bau Kaiser; kaiser.example"],
            &["Kaiser Bau = Bau Kaiser [Web]"],
        );
        check(&["Kaiser; https://facebook.com/kaiser", "Berg; https://de-de.facebook.com/berg"], &[]);
        check(&["Berg; –", "Tal; –"], &[]);
        check(
            &["Alt KG", "Alt", "Neu; neu.example", "Neu SE; www.neu.example"],
            &["Neu = Neu SE [Name, Web]", "Alt KG = Alt [Name]"],
        );
        check(&["Alt KG;;archived", "Alt"], &["Alt = Alt KG [Name]"]);
        check(&["Alt KG;;archived", "Alt;;archived"], &[]);
    }
}
