//! Adding a company, and editing one: all its fields. Renaming is editing the name; everything follows, since all else names
//! the company by its id.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::act;
use crate::domain::cadence::Cadence;
use crate::domain::clean;
use crate::domain::company::Company;
use crate::domain::contact::{Address, Labelled, Tier};
use crate::domain::field::{
    Field as Named, read_address, read_cadence, read_contact, read_label, read_reference, without_scheme,
    write_address, write_cadence, write_contact, write_reference,
};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::Record;
use crate::domain::validate::{self, Wrong};
use crate::explain;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::draft::{Content, DraftOf};
use crate::tui::popups::edited::Edited;
use crate::tui::popups::remarks::Remarks;
use crate::tui::popups::work::Work;
use crate::tui::popups::{Popup, readings, sheet};
use crate::tui::theme::Role;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::clashes::Texts;
use crate::tui::widgets::form::{Form, Pressed};

pub use crate::tui::popups::contact::known_tags;
use crate::tui::popups::contact::{contacts, reference};

/// The draft's form.
const FORM: &str = "company";
/// Usual labels of mails, phones and addresses.
const LABELS: &[&str] = &["main", "work", "mobile", "fax", "other"];
const PLACES: &[&str] = &["work", "other"];
const TIERS: [(&str, Tier); 3] = [("a", Tier::A), ("b", Tier::B), ("c", Tier::C)];

/// The form of one company.
pub struct CompanyForm {
    form: Form,
    /// The company as the form has it; `None` for a new one.
    edited: Option<Edited>,
    remarks: Remarks,
}

/// A new company, whose name may be known already.
pub fn new(name: &str, ctx: &Ctx) -> Box<dyn Popup> {
    let mut form = form(true, ctx);
    form.set("name", name);
    Box::new(CompanyForm { form, edited: None, remarks: Remarks::default() })
}

/// A company to be changed.
pub fn edit(company: &Company, ctx: &Ctx) -> Box<dyn Popup> {
    let mut form = form(false, ctx);
    let edited = Edited::new(company.clone(), ctx.read, write);
    form.begin(&texts(company, ctx));
    Box::new(CompanyForm { form, edited: Some(edited), remarks: Remarks::default() })
}

fn form(is_new: bool, ctx: &Ctx) -> Form {
    let text = ctx.text;
    let tiers = TIERS.map(|(name, tier)| (name, tier.letter().to_string()));
    let tiers = [("", String::from("–"))].into_iter().chain(tiers).collect();
    let name = Field::line("name", say!(text, "field-name"), "");
    Form::new(vec![
        if is_new { name.read_by(new_name) } else { name },
        Field::line("industry", say!(text, "field-industry"), "").placeholder(say!(text, "field-industry-hint")),
        Field::choice("tier", say!(text, "field-tier"), tiers, ""),
        Field::line("tags", say!(text, "field-tags"), "")
            .placeholder(say!(text, "field-tags-hint"))
            .suggest_by(known_tags),
        Field::line("phone", say!(text, "field-phone"), "").read_by(readings::phones).many().labelled(LABELS),
        Field::line("mail", say!(text, "field-mail"), "").read_by(readings::mails).many().labelled(LABELS),
        Field::line("web", say!(text, "field-web"), ""),
        Field::line("address", say!(text, "field-address"), "")
            .placeholder(say!(text, "field-company-address-hint"))
            .many()
            .labelled(PLACES),
        Field::line("size", say!(text, "field-size"), "").placeholder(say!(text, "field-size-hint")),
        Field::line("cadence", say!(text, "field-cadence"), "")
            .placeholder(say!(text, "field-company-cadence-hint"))
            .read_by(readings::cadence),
        Field::line("key", say!(text, "field-key-contact"), "").extra().read_by(contact).pick_by(contacts),
        Field::line("deputy", say!(text, "field-deputy"), "").extra().read_by(contact).pick_by(contacts),
        Field::line("reference", say!(text, "field-reference-permission"), "")
            .extra()
            .read_by(reference)
            .placeholder(say!(text, "field-reference-permission-hint")),
        Field::line("field", say!(text, "field-own"), "").extra().many().of_own_name(),
        Field::area("notes", say!(text, "field-company-notes"), "", 4),
    ])
}

/// The name of a new company: one of that name that is there already is said, or one that is called so but for its legal form.
fn new_name(typed: &str, ctx: &Ctx) -> Reading {
    let like = || ctx.companies_like(typed).first().map(|id| (*id, ctx.book.company_name_of(*id)));
    let known = ctx.company_named(typed).or_else(like);
    known.map_or(Reading::Nothing, |(_, known)| Reading::Odd(say!(ctx.text, "form-known-name", who = known)))
}

/// Who is meant, where they work.
fn contact(typed: &str, ctx: &Ctx) -> Reading {
    match read_contact(typed, ctx.book) {
        Ok(None) => Reading::Nothing,
        Ok(Some(id)) => {
            let company = ctx.book.contact(id).map(|row| ctx.book.company_name(row)).unwrap_or_default();
            let parts = [ctx.name(id), company].into_iter().filter(|part| !part.is_empty());
            Reading::Means(parts.collect::<Vec<_>>().join(" · "))
        }
        Err(why) => readings::wrong(Named::KeyContact, typed, why, ctx),
    }
}

/// The name of the `place`th field of a kind, from 0 on.
fn nth(kind: &str, place: usize) -> String {
    if place == 0 { kind.to_owned() } else { format!("{kind}.{}", place + 1) }
}

fn write(record: &Record, ctx: &Ctx) -> Texts {
    if let Record::Company(company) = record { texts(company, ctx) } else { Vec::new() }
}

/// What stands in each field for `company`.
fn texts(company: &Company, ctx: &Ctx) -> Vec<(String, String)> {
    let tier = TIERS.iter().find(|(_, tier)| Some(*tier) == company.tier).map_or("", |(name, _)| *name);
    let cadence = match company.cadence {
        Cadence::Never => say!(ctx.text, "form-cadence-typed-none"),
        cadence => write_cadence(cadence),
    };
    let contact = |id: Option<ContactId>| id.and_then(|id| write_contact(id, ctx.book)).unwrap_or_default();
    let single = [
        ("name", company.name.clone()),
        ("industry", company.industry.clone()),
        ("tier", tier.to_owned()),
        ("tags", readings::tags_typed(&company.tags)),
        ("cadence", cadence),
        ("reference", company.reference.as_ref().map(write_reference).unwrap_or_default()),
        ("key", contact(company.key_contact)),
        ("deputy", contact(company.deputy)),
        ("web", company.web.clone()),
        ("size", company.size.clone()),
        ("notes", company.notes.clone()),
    ];
    let mut texts: Vec<(String, String)> = single.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let mut several = |kind: &str, entries: Vec<(String, String)>| {
        for (place, (label, text)) in entries.into_iter().enumerate() {
            let name = nth(kind, place);
            texts.push((format!("{name}.label"), label));
            texts.push((name, text));
        }
    };
    let labelled = |list: &[Labelled]| list.iter().map(|one| (one.label.clone(), one.value.clone())).collect();
    several("phone", labelled(&company.phones));
    several("mail", labelled(&company.mails));
    let plain = |address: &Address| write_address(&Address { label: String::new(), ..address.clone() });
    several("address", company.addresses.iter().map(|address| (address.label.clone(), plain(address))).collect());
    several("field", company.fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
    texts
}

/// `before` as the form says; `None`, and a word at the field, where it can't be read.
fn apply(form: &mut Form, before: &Company, ctx: &Ctx) -> Option<Company> {
    let mut after = before.clone();
    for (name, own) in [
        ("name", &mut after.name),
        ("industry", &mut after.industry),
        ("web", &mut after.web),
        ("size", &mut after.size),
        ("notes", &mut after.notes),
    ] {
        if form.is_changed(name) {
            form.text(name).clone_into(own);
        }
    }
    if form.is_changed("tier") {
        after.tier = TIERS.iter().find(|(name, _)| *name == form.text("tier")).map(|(_, tier)| *tier);
    }
    if form.is_changed("cadence") {
        match read_cadence(form.text("cadence")) {
            Ok(cadence) => after.cadence = cadence,
            Err(_) => {
                form.refuse("cadence", explain::span(ctx.text, form.text("cadence")).what);
                return None;
            }
        }
    }
    if form.is_changed("reference") {
        match read_reference(form.text("reference"), ctx.today, ctx.settings) {
            Ok(reference) => after.reference = reference,
            Err(why) => {
                let reading = readings::wrong(Named::Reference, form.text("reference"), why, ctx);
                let Reading::Wrong(words) = reading else { return None };
                form.refuse("reference", words);
                return None;
            }
        }
    }
    for (name, field, own) in
        [("key", Named::KeyContact, &mut after.key_contact), ("deputy", Named::Deputy, &mut after.deputy)]
    {
        if form.is_changed(name) {
            match read_contact(form.text(name), ctx.book) {
                Ok(contact) => *own = contact,
                Err(why) => {
                    let Reading::Wrong(words) = readings::wrong(field, form.text(name), why, ctx) else { return None };
                    form.refuse(name, words);
                    return None;
                }
            }
        }
    }
    if form.is_changed("tags") {
        after.tags = readings::tags(form.text("tags"));
    }
    for (kind, named, own) in [("phone", Named::Phone, &mut after.phones), ("mail", Named::Email, &mut after.mails)] {
        if form.is_changed(kind) {
            let read = |(label, value)| Labelled::new(read_label(label), without_scheme(named, value));
            *own = form.entries(kind).map(read).collect();
        }
    }
    if form.is_changed("address") {
        let read: Vec<_> =
            form.entries("address").map(|(label, line)| (read_label(label), read_address(line))).collect();
        let mut addresses = Vec::new();
        for (place, (label, address)) in read.into_iter().enumerate() {
            let Ok(address) = address else {
                form.refuse(&nth("address", place), say!(ctx.text, "form-no-address"));
                return None;
            };
            addresses.push(Address { label, ..address });
        }
        after.addresses = addresses;
    }
    if form.is_changed("field") {
        let nameless = form.entries("field").position(|(name, _)| name.is_empty());
        if let Some(place) = nameless {
            form.refuse(&nth("field", place), say!(ctx.text, "form-field-nameless"));
            return None;
        }
        after.fields = form.entries("field").map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    }
    Some(after)
}

impl CompanyForm {
    /// The company as the form has it; an empty one where it is to be a new one.
    fn before(&self, ctx: &Ctx) -> Company {
        match self.edited.as_ref().map(Edited::before) {
            Some(Record::Company(company)) => company.clone(),
            // Known beforehand, so that the list can go to the new one.
            _ => Company::new(CompanyId(uuid::Uuid::now_v7()), "", ctx.today),
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Outcome {
        if !self.form.check(ctx) {
            return Outcome::Stay;
        }
        let before = self.before(ctx);
        let Some(mut after) = apply(&mut self.form, &before, ctx) else { return Outcome::Stay };
        clean::company(&mut after);
        if let Some(wrong) = validate::company(&after).wrong.into_iter().next() {
            let words = explain::wrong(ctx.text, &wrong, ctx.today).what;
            match wrong {
                Wrong::NoName => self.form.refuse("name", words),
                _ => self.remarks.say(Role::Error, words),
            }
            return Outcome::Stay;
        }
        let id = after.id;
        let save = match &self.edited {
            None => Work::of(ctx).act(move |given, _| Ok(act::add(given, after, Vec::new()))),
            Some(edited) => edited.save(after, ctx),
        };
        self.remarks.say(Role::Dim, say!(ctx.text, "popup-saving"));
        Outcome::Save(save.then(move |_| Outcome::SelectCompany(id)))
    }
}

impl Popup for CompanyForm {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.form.update(input, ctx) {
            Pressed::Here => Outcome::Stay,
            Pressed::Nothing(key) => Outcome::NoKey(key.into()),
            Pressed::Close => Outcome::Close,
            Pressed::ThrowAway => Outcome::ThrowAway,
            Pressed::Save => self.save(ctx),
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let title = match &self.edited {
            None => say!(ctx.text, "company-new"),
            Some(_) => say!(ctx.text, "contact-edit", who = self.before(ctx).name),
        };
        let quiet = self.remarks.quiet(self.edited.as_ref(), ctx);
        let under = self.remarks.under.as_ref();
        sheet::draw(&title, &quiet, &mut sheet::Said::default(), &mut self.form, under, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let mut hints = self.form.hints(say!(ctx.text, "hint-save"), ctx);
        hints.push(("Esc".into(), say!(ctx.text, "hint-close-kept")));
        hints
    }

    fn draft(&self) -> Option<Content> {
        let fields = self.form.typed();
        let of = self.draft_of()?;
        (!fields.is_empty()).then_some(Content { of, fields })
    }

    fn long_text(&mut self) -> Option<&str> {
        self.form.long_text()
    }

    fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        self.form.rewrite(text, ctx);
    }

    fn left_field(&mut self) -> bool {
        self.form.was_left()
    }

    fn draft_of(&self) -> Option<DraftOf> {
        let on = self.edited.as_ref().map(Edited::id);
        Some(DraftOf { form: FORM, on: on.into() })
    }

    fn resume(&mut self, fields: &[(String, String)], ctx: &Ctx) {
        self.form.resume(fields);
        self.form.meet_draft(&say!(ctx.text, "form-since-draft"));
        self.remarks.say(Role::Draft, say!(ctx.text, "popup-resumed"));
    }

    fn remarks(&mut self) -> Option<&mut Remarks> {
        Some(&mut self.remarks)
    }

    fn edits(&mut self) -> Option<(&mut Edited, &mut Form)> {
        self.edited.as_mut().map(|edited| (edited, &mut self.form))
    }

    fn save_again(&mut self, ctx: &Ctx) -> Outcome {
        self.save(ctx)
    }
}
