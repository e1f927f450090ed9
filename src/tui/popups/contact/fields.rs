//! The fields of a contact's form: which there are, in which groups, and what stands in them. What of the record they change
//! is `typed`'s.

use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{Address, Contact, Job};
use crate::domain::field::{
    self, AddressPart, Field as Named, FieldName, Why, contact_values, write_address, write_from,
};
use crate::domain::search::{Query, fold};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::popups::bulk;
use crate::tui::popups::choices::{self, ADDRESS_FORMS, CHANNELS, STAGES, TIERS};
use crate::tui::popups::readings;
use crate::tui::widgets::field::kind::label_name;
use crate::tui::widgets::field::{Field, Reading, Takes};
use crate::tui::widgets::form::Form;

/// Suggestions at the most.
const SUGGESTED: usize = 6;

/// Usual labels, as they are kept.
const MAIL_LABELS: &[&str] = &["work", "home", "other"];
const PHONE_LABELS: &[&str] = &["mobile", "work", "home", "work mobile", "main", "fax", "other"];
const ADDRESS_LABELS: &[&str] = &["work", "home", "other"];
const WEB_LABELS: &[&str] =
    &["web", "LinkedIn", "XING", "Mastodon", "Instagram", "Facebook", "WhatsApp", "Signal", "Telegram", "Matrix"];

/// The fields that hold one text each, by their names in the form and in the table of fields.
pub(super) const SINGLE: &[(&str, Named)] = &[
    ("name", Named::Name),
    ("honorific", Named::Honorific),
    ("given", Named::GivenName),
    ("middle", Named::MiddleName),
    ("family", Named::FamilyName),
    ("suffix", Named::NameSuffix),
    ("nickname", Named::Nickname),
    ("company", Named::Company),
    ("role", Named::Role),
    ("department", Named::Department),
    ("dnc", Named::Dnc),
    ("tags", Named::Tag),
    ("cadence", Named::Every),
    ("ceiling", Named::Ceiling),
    ("owner", Named::Owner),
    ("source", Named::Source),
    ("referred", Named::ReferredBy),
    ("reference", Named::Reference),
    ("birthday", Named::Birthday),
    ("salutation", Named::Salutation),
    ("language", Named::Language),
    ("notes", Named::Notes),
];

/// The form, empty; of a new contact it is said if there is one of that name already.
pub fn form(is_new: bool, ctx: &Ctx) -> Form {
    let text = ctx.text;
    let line = |name: &'static str, label: String| Field::line(name, label, "");
    let name = line("name", say!(text, "field-name"));
    let mail = line("mail", say!(text, "field-mail")).many().labelled(MAIL_LABELS);
    Form::new(vec![
        if is_new { name.read_by(readings::new_name) } else { name },
        extra(line("honorific", say!(text, "field-honorific")), Named::Honorific).placeholder("Dr."),
        extra(line("given", say!(text, "field-given")), Named::GivenName),
        extra(line("middle", say!(text, "field-middle")), Named::MiddleName),
        extra(line("family", say!(text, "field-family")), Named::FamilyName),
        extra(line("suffix", say!(text, "field-suffix")), Named::NameSuffix).placeholder("MBA"),
        extra(line("nickname", say!(text, "field-nickname")), Named::Nickname),
        line("company", say!(text, "field-company")).read_by(new_company).pick_by(companies),
        line("role", say!(text, "field-role")),
        extra(line("department", say!(text, "field-department")), Named::Department),
        line("since", say!(text, "field-since"))
            .extra()
            .takes(Takes::Since)
            .read_by(since)
            .placeholder(say!(text, "field-since-hint")),
        extra(line("job", say!(text, "field-job")), Named::Job)
            .many()
            .read_by(job)
            .placeholder(say!(text, "field-job-hint")),
        also(mail.heads(say!(text, "group-reach")), Named::Email).read_by(if is_new {
            readings::new_mails
        } else {
            readings::mails
        }),
        also(line("phone", say!(text, "field-phone")), Named::Phone).many().labelled(PHONE_LABELS).read_by(if is_new {
            readings::new_phones
        } else {
            readings::phones
        }),
        line("address", say!(text, "field-address"))
            .also_called(address_words())
            .extra()
            .many()
            .labelled(ADDRESS_LABELS)
            .read_by(address)
            .placeholder(say!(text, "field-address-hint")),
        extra(line("web", say!(text, "field-web")), Named::Web).many().labelled(WEB_LABELS),
        extra(Field::choice("channel", say!(text, "field-channel"), choices::channels(text), ""), Named::Channel),
        extra(line("dnc", say!(text, "field-dnc")), Named::Dnc)
            .read_by(do_not_contact)
            .placeholder(say!(text, "field-dnc-hint")),
        line("tags", say!(text, "field-tags"))
            .heads(say!(text, "group-relationship"))
            .placeholder(say!(text, "field-tags-hint"))
            .suggest_by(known_tags),
        Field::choice("tier", say!(text, "field-tier"), choices::tiers(), ""),
        Field::choice("stage", say!(text, "field-stage"), choices::stages(text), ""),
        line("cadence", say!(text, "field-cadence"))
            .placeholder(say!(text, "field-cadence-hint"))
            .read_by(readings::cadence),
        extra(line("ceiling", say!(text, "field-ceiling")), Named::Ceiling)
            .placeholder(say!(text, "field-ceiling-hint"))
            .read_by(readings::ceiling),
        extra(line("owner", say!(text, "field-owner")), Named::Owner).suggest_by(bulk::owners),
        extra(line("source", say!(text, "field-source")), Named::Source).placeholder(say!(text, "field-source-hint")),
        extra(line("referred", say!(text, "field-referred-by")), Named::ReferredBy)
            .read_by(referred)
            .pick_by(contacts)
            .placeholder(say!(text, "field-referred-hint")),
        extra(line("reference", say!(text, "field-reference-permission")), Named::Reference)
            .read_by(reference)
            .placeholder(say!(text, "field-reference-permission-hint")),
        line("birthday", say!(text, "field-birthday"))
            .heads(say!(text, "group-person"))
            .placeholder(say!(text, "field-birthday-hint"))
            .takes(Takes::Birthday)
            .read_by(readings::birthday),
        Field::choice("form", say!(text, "field-form"), choices::address_forms(text), ""),
        extra(line("salutation", say!(text, "field-salutation")), Named::Salutation)
            .placeholder(say!(text, "field-salutation-hint")),
        extra(line("language", say!(text, "field-language")), Named::Language)
            .placeholder(say!(text, "field-language-hint")),
        line("own", say!(text, "field-own")).extra().many().of_own_name().also_called(say!(text, "field-own-also")),
        Field::area("notes", say!(text, "field-notes"), "", 3),
    ])
}

/// What an address may be called: as a whole, or by one of its parts.
fn address_words() -> String {
    let parts = AddressPart::ALL.iter().flat_map(|part| part.synonyms().iter().copied().chain([part.name()]));
    Named::Address.synonyms().iter().copied().chain(parts).collect::<Vec<_>>().join(" ")
}

/// A field that is shown when it is filled or asked for.
fn extra(field: Field, named: Named) -> Field {
    also(field, named).extra()
}

/// A field that is found by all that it is called.
fn also(field: Field, named: Named) -> Field {
    field.also_called(named.synonyms().join(" "))
}

/// What stands in each field for `contact`, by the fields' names; of several each has its number, and its label beside it.
pub fn texts(contact: &Contact, ctx: &Ctx) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, named) in SINGLE {
        let text = match named {
            Named::Tag => readings::tags_typed(&contact.tags),
            Named::Notes => contact.notes.clone(),
            Named::Every if contact.cadence == Cadence::Never => say!(ctx.text, "form-cadence-typed-none"),
            Named::Ceiling if contact.ceiling == Ceiling::None => say!(ctx.text, "form-ceiling-typed-none"),
            named => contact_values(contact, &FieldName::from(*named), ctx.book).into_iter().next().unwrap_or_default(),
        };
        texts.push(((*name).to_owned(), text));
    }
    let chosen = [
        ("channel", choices::name(CHANNELS, contact.preferred_channel)),
        ("tier", choices::name(TIERS, contact.tier)),
        ("stage", choices::name(STAGES, contact.stage)),
        ("form", choices::name(ADDRESS_FORMS, contact.address_form)),
    ];
    texts.extend(chosen.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let since = contact.current_job().and_then(|job| job.from).map(write_from);
    texts.push(("since".to_owned(), since.unwrap_or_default()));

    let mut several = |kind: &str, entries: Vec<(Option<&str>, String)>| {
        for (number, (label, text)) in (1..).zip(entries) {
            let name = if number > 1 { format!("{kind}.{number}") } else { kind.to_owned() };
            texts.extend(label.map(|label| (label_name(&name), label.to_owned())));
            texts.push((name, text));
        }
    };
    let labelled = [("mail", &contact.mails), ("phone", &contact.phones), ("web", &contact.handles)];
    for (kind, values) in labelled {
        several(kind, values.iter().map(|value| (Some(value.label.as_str()), value.value.clone())).collect());
    }
    let addresses = contact.addresses.iter().map(|address| {
        let bare = Address { label: String::new(), ..address.clone() };
        (Some(address.label.as_str()), write_address(&bare))
    });
    several("address", addresses.collect());
    let of_job = |job: &Job| {
        let only = Contact { jobs: vec![job.clone()], ..contact.clone() };
        contact_values(&only, &Named::Job.into(), ctx.book).into_iter().next().unwrap_or_default()
    };
    several("job", other_jobs(contact).map(|job| (None, of_job(job))).collect());
    several("own", contact.fields.iter().map(|(name, value)| (Some(name.as_str()), value.clone())).collect());
    texts
}

/// Where the job stands that they hold now.
pub(super) fn current_job_at(contact: &Contact) -> Option<usize> {
    contact.jobs.iter().position(|job| job.to.is_none())
}

/// All jobs but the one they hold now.
pub(super) fn other_jobs(contact: &Contact) -> impl Iterator<Item = &Job> {
    let current = current_job_at(contact);
    contact.jobs.iter().enumerate().filter(move |(place, _)| Some(*place) != current).map(|(_, job)| job)
}

/// Which company is meant, where none is called just as it is typed.
fn new_company(typed: &str, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() || ctx.company_named(typed).is_some() {
        return Reading::Nothing;
    }
    match &ctx.companies_like(typed)[..] {
        [] => Reading::Means(say!(ctx.text, "form-company-new")),
        [only] => Reading::Means(ctx.book.company_name_of(*only).to_owned()),
        several => readings::wrong(Named::Company, typed, Why::SeveralCompanies(several.to_vec()), ctx),
    }
}

fn since(typed: &str, ctx: &Ctx) -> Reading {
    if typed.trim().is_empty() {
        return Reading::Nothing;
    }
    match field::read_from(typed, ctx.today, ctx.settings) {
        Ok(day) => Reading::Means(crate::text::days::short(ctx.text, day, ctx.today)),
        Err(no_day) => Reading::Wrong(crate::explain::day(ctx.text, &no_day).what),
    }
}

/// A job that ends before it begins can't be taken; one at a company that isn't there yet says so.
fn job(typed: &str, ctx: &Ctx) -> Reading {
    match field::read_job(typed, ctx.today, ctx.settings) {
        _ if typed.trim().is_empty() => Reading::Nothing,
        Ok(read) if read.from.zip(read.to).is_some_and(|(from, to)| to < from) => {
            Reading::Wrong(say!(ctx.text, "form-job-ends"))
        }
        Ok(read) if read.company.is_empty() => Reading::Nothing,
        Ok(read) => new_company(&read.company, ctx),
        Err(why) => readings::wrong(Named::Job, typed, why, ctx),
    }
}

fn address(typed: &str, ctx: &Ctx) -> Reading {
    match field::read_address(typed) {
        Ok(_) => Reading::Nothing,
        Err(why) => readings::wrong(Named::Address, typed, why, ctx),
    }
}

fn do_not_contact(typed: &str, ctx: &Ctx) -> Reading {
    match field::read_dnc(typed, ctx.today, ctx.settings) {
        Ok(None) => Reading::Nothing,
        Ok(Some(not)) => Reading::Means(match not.until {
            Some(until) => {
                let day = crate::text::days::with_weekday(ctx.text, until, ctx.today);
                say!(ctx.text, "fact-until", day = day)
            }
            None => say!(ctx.text, "field-for-good-hint"),
        }),
        Err(why) => readings::wrong(Named::Dnc, typed, why, ctx),
    }
}

/// Whether they may be named as a reference.
pub fn reference(typed: &str, ctx: &Ctx) -> Reading {
    match field::read_reference(typed, ctx.today, ctx.settings) {
        Ok(None) => Reading::Nothing,
        Ok(Some(reference)) => Reading::Means(crate::text::reference::told(ctx.text, &reference, ctx.today)),
        Err(why) => readings::wrong(Named::Reference, typed, why, ctx),
    }
}

/// Whether who is typed is a contact.
fn referred(typed: &str, ctx: &Ctx) -> Reading {
    use crate::domain::contact::Referrer;
    match field::read_referrer(typed, ctx.book) {
        Ok(None) => Reading::Nothing,
        Ok(Some(Referrer::Name(_))) => Reading::Means(say!(ctx.text, "form-name-only")),
        Ok(Some(Referrer::Contact(id))) => {
            let row = ctx.book.contact(id);
            let company = row.map(|row| ctx.book.company_name(row)).unwrap_or_default();
            let parts = [ctx.name(id), company].into_iter().filter(|part| !part.is_empty());
            Reading::Means(parts.collect::<Vec<_>>().join(" · "))
        }
        Err(why) => readings::wrong(Named::ReferredBy, typed, why, ctx),
    }
}

/// Contacts that are meant by what is typed, by what names them alone.
pub fn contacts(typed: &str, ctx: &Ctx) -> Vec<String> {
    let query = Query::plain(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let found = ctx.index().search(&query, SUGGESTED);
    let rows = found.into_iter().filter_map(|id| ctx.book.contact(id));
    let named = rows.map(|row| field::write_referrer(&crate::domain::contact::Referrer::Contact(row.id), ctx.book));
    named.filter(|name| name != typed.trim()).collect()
}

fn companies(typed: &str, ctx: &Ctx) -> Vec<String> {
    let query = Query::plain(typed);
    if query.is_empty() || ctx.company_names().any(|(_, name)| name == typed.trim()) {
        return Vec::new();
    }
    let mut fitting: Vec<(i64, &str)> =
        ctx.company_names().filter_map(|(_, name)| Some((query.rank(name)?, name))).collect();
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
    let is_new = |tag: &&str| *tag != last.trim() && given.iter().all(|given| given != tag);
    let known = ctx.book.vocabulary().tags().map(|(tag, _)| tag);
    let fitting = known.filter(is_new).filter(|tag| fold(tag).starts_with(&begun));
    let whole = |tag: &str| format!("{}{sign}{tag}, ", readings::tags_typed(&given));
    fitting.take(SUGGESTED).map(whole).collect()
}
