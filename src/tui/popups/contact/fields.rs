//! The fields of a contact's form: what stands in them, and what of the record they change.

use crate::domain::act::{Given, company_named};
use crate::domain::cadence::Cadence;
use crate::domain::change::Change;
use crate::domain::contact::{Contact, Job, Labelled};
use crate::domain::id::{CompanyId, Ids};
use crate::domain::search::{Query, fold};
use crate::domain::when;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::popups::choices::{self, ADDRESS_FORMS, STAGES, TIERS};
use crate::tui::popups::readings;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::Form;

/// Suggestions at the most.
const SUGGESTED: usize = 6;

/// The form, empty; of a new contact it is said if there is one of that name already.
pub fn form(is_new: bool, ctx: &Ctx) -> Form {
    let text = ctx.text;
    let name = Field::line("name", say!(text, "field-name"), "");
    Form::new(vec![
        if is_new { name.read_by(readings::new_name) } else { name },
        Field::line("company", say!(text, "field-company"), "").read_by(new_company).suggest_by(companies),
        Field::line("role", say!(text, "field-role"), ""),
        Field::line("mail", say!(text, "field-mail"), "").read_by(if is_new {
            readings::new_mails
        } else {
            readings::mails
        }),
        Field::line("phone", say!(text, "field-phone"), "").read_by(readings::phones),
        Field::line("tags", say!(text, "field-tags"), "")
            .placeholder(say!(text, "field-tags-hint"))
            .suggest_by(known_tags),
        Field::choice("tier", say!(text, "field-tier"), choices::tiers(), ""),
        Field::choice("stage", say!(text, "field-stage"), choices::stages(text), ""),
        Field::line("cadence", say!(text, "field-cadence"), "")
            .placeholder(say!(text, "field-cadence-hint"))
            .read_by(readings::cadence),
        Field::line("birthday", say!(text, "field-birthday"), "")
            .placeholder(say!(text, "field-birthday-hint"))
            .read_by(readings::birthday),
        Field::line("language", say!(text, "field-language"), ""),
        Field::line("salutation", say!(text, "field-salutation"), "").placeholder(say!(text, "field-salutation-hint")),
        Field::choice("form", say!(text, "field-form"), choices::address_forms(text), ""),
        Field::area("notes", say!(text, "field-notes"), "", 4),
    ])
}

/// What stands in each field for `contact`.
pub fn texts(contact: &Contact, ctx: &Ctx) -> Vec<(&'static str, String)> {
    let job = contact.current_job();
    let company = job.and_then(|job| job.company).and_then(|id| ctx.book.company(id));
    vec![
        ("name", contact.name.clone()),
        ("company", company.map(|company| company.name.clone()).unwrap_or_default()),
        ("role", job.map(|job| job.role.clone()).unwrap_or_default()),
        ("mail", joined(&contact.mails)),
        ("phone", joined(&contact.phones)),
        ("tags", readings::tags_typed(&contact.tags)),
        ("tier", choices::name(TIERS, contact.tier).to_owned()),
        ("stage", choices::name(STAGES, contact.stage).to_owned()),
        (
            "cadence",
            match contact.cadence {
                Cadence::ByTier => String::new(),
                Cadence::Never => say!(ctx.text, "form-cadence-typed-none"),
                Cadence::Every(span) => span.to_string(),
            },
        ),
        ("birthday", contact.birthday.map(|born| born.to_string()).unwrap_or_default()),
        ("language", contact.language.clone()),
        ("salutation", contact.salutation.clone()),
        ("form", choices::name(ADDRESS_FORMS, contact.address_form).to_owned()),
        ("notes", contact.notes.clone()),
    ]
}

/// `before` with what was changed in the form, but for company and role.
pub fn apply(form: &Form, before: &Contact, ctx: &Ctx) -> Contact {
    let mut after = before.clone();
    let changed = |name: &str| form.is_changed(name).then(|| form.text(name));
    if let Some(name) = changed("name") {
        name.clone_into(&mut after.name);
    }
    if let Some(mails) = changed("mail") {
        after.mails = relabelled(&before.mails, mails);
    }
    if let Some(phones) = changed("phone") {
        after.phones = relabelled(&before.phones, phones);
    }
    if let Some(tags) = changed("tags") {
        after.tags = readings::tags(tags);
    }
    if let Some(tier) = changed("tier") {
        after.tier = choices::of(TIERS, tier);
    }
    if let Some(stage) = changed("stage") {
        after.stage = choices::of(STAGES, stage);
    }
    if let Some(cadence) = changed("cadence").and_then(when::read_cadence) {
        after.cadence = cadence;
    }
    if let Some(birthday) = changed("birthday") {
        after.birthday = readings::read_birthday(birthday, ctx).ok();
    }
    if let Some(language) = changed("language") {
        language.clone_into(&mut after.language);
    }
    if let Some(salutation) = changed("salutation") {
        salutation.clone_into(&mut after.salutation);
    }
    if let Some(address_form) = changed("form") {
        after.address_form = choices::of(ADDRESS_FORMS, address_form);
    }
    if let Some(notes) = changed("notes") {
        notes.clone_into(&mut after.notes);
    }
    after
}

/// Puts company and role into the job they hold now; what is `None` stays. A job of which nothing is left goes.
pub fn put_job(contact: &mut Contact, company: Option<Option<CompanyId>>, role: Option<&str>) {
    let place = contact.jobs.iter().position(|job| job.to.is_none());
    let mut job = place.map(|place| contact.jobs.remove(place)).unwrap_or_default();
    job.company = company.unwrap_or(job.company);
    if let Some(role) = role {
        role.clone_into(&mut job.role);
    }
    if job != Job::default() {
        contact.jobs.insert(place.unwrap_or(0), job);
    }
}

/// The company of this name, and what makes it if there is none yet; no company for no name.
pub fn company(name: &str, given: &Given, ids: &mut Ids) -> (Option<CompanyId>, Vec<Change>) {
    if name.is_empty() {
        return (None, Vec::new());
    }
    let (company, made) = company_named(given, ids, name);
    (Some(company), made.into_iter().collect())
}

fn joined(values: &[Labelled]) -> String {
    let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    values.join(", ")
}

/// The values as they are typed now, with the labels they had; one that was changed in its place keeps its label.
fn relabelled(before: &[Labelled], typed: &str) -> Vec<Labelled> {
    let typed: Vec<&str> = readings::values(typed).collect();
    let label = |place: usize, value: &str| {
        let same = before.iter().find(|known| known.value == value);
        let in_place = before.get(place).filter(|_| typed.len() == before.len());
        same.or(in_place).map(|known| known.label.clone()).unwrap_or_default()
    };
    typed.iter().enumerate().map(|(place, value)| Labelled::new(label(place, value), *value)).collect()
}

fn new_company(typed: &str, ctx: &Ctx) -> Reading {
    let wanted = fold(typed.trim());
    if wanted.is_empty() || ctx.book.companies().any(|company| fold(&company.name) == wanted) {
        return Reading::Nothing;
    }
    Reading::Means(say!(ctx.text, "form-company-new"))
}

fn companies(typed: &str, ctx: &Ctx) -> Vec<String> {
    let query = Query::plain(typed);
    if query.is_empty() || ctx.book.companies().any(|company| company.name == typed.trim()) {
        return Vec::new();
    }
    let mut fitting: Vec<(i64, &str)> =
        ctx.book.companies().filter_map(|company| Some((query.rank(&company.name)?, company.name.as_str()))).collect();
    fitting.sort_unstable_by(|(a, name_a), (b, name_b)| b.cmp(a).then(name_a.cmp(name_b)));
    fitting.into_iter().take(SUGGESTED).map(|(_, name)| name.to_owned()).collect()
}

/// Tags that others have, for the one that is being typed: behind the last comma.
pub fn known_tags(typed: &str, ctx: &Ctx) -> Vec<String> {
    let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before, last));
    // On several contacts a tag is taken off by the sign before it.
    let sign = if last.trim_start().starts_with('-') { "-" } else { "" };
    let begun = fold(last.trim().trim_start_matches(['-', '#']));
    if begun.is_empty() {
        return Vec::new();
    }
    let given = readings::tags(before);
    let mut fitting: Vec<&str> = Vec::new();
    for tag in ctx.book.contacts().flat_map(|row| &row.tags) {
        let known = fitting.contains(&tag.as_str()) || given.contains(tag);
        if !known && tag != last.trim() && fold(tag).starts_with(&begun) {
            fitting.push(tag);
        }
    }
    fitting.sort_unstable();
    let whole = |tag: &str| format!("{}{sign}{tag}, ", readings::tags_typed(&given));
    fitting.into_iter().take(SUGGESTED).map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_with_their_values() {
        let before = [Labelled::new("work", "a@x.example"), Labelled::new("home", "b@x.example")];
        let check = |typed: &str, expect: &[(&str, &str)]| {
            let expect: Vec<Labelled> = expect.iter().map(|(label, value)| Labelled::new(*label, *value)).collect();
            assert_eq!(relabelled(&before, typed), expect, "{typed:?}");
        };
        check("a@x.example, b@x.example", &[("work", "a@x.example"), ("home", "b@x.example")]);
        check("b@x.example", &[("home", "b@x.example")]);
        check("a@x.example, c@x.example", &[("work", "a@x.example"), ("home", "c@x.example")]);
        check(
            "a@x.example, b@x.example; new@x.example",
            &[("work", "a@x.example"), ("home", "b@x.example"), ("", "new@x.example")],
        );
        check("", &[]);
    }

    #[test]
    fn a_job_comes_changes_and_goes() {
        let mut ids = Ids::seeded(1, 1);
        let company: CompanyId = ids.draw();
        let mut contact = Contact::new(ids.draw(), "Anna", "2026-01-01".parse().unwrap());
        put_job(&mut contact, Some(None), Some(""));
        assert!(contact.jobs.is_empty());
        put_job(&mut contact, Some(Some(company)), Some("Owner"));
        assert_eq!((contact.company(), contact.jobs[0].role.as_str()), (Some(company), "Owner"));
        put_job(&mut contact, None, Some("Buyer"));
        assert_eq!((contact.company(), contact.jobs[0].role.as_str()), (Some(company), "Buyer"));
        put_job(&mut contact, Some(None), Some(""));
        assert!(contact.jobs.is_empty());
    }
}
