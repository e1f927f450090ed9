//! What is known of a company: what it is, the last touch, what is open with its people, who they are, and how it is reached.
//!
//! Owns the lines and what verbs act on in each. Painting them is `lines`'.

use chrono::NaiveDate;

use super::facts::{Fact, Names, follow_up, glances, health, joined, open_complaint};
use crate::domain::agenda::company_rhythm;
use crate::domain::company::Company;
use crate::domain::contact::{Job, Labelled};
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId, InteractionId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::{Glance, Row};
use crate::domain::standing::{self, People};
use crate::formats::vcard;
use crate::say;
use crate::text::{Text, days, names, reason, reference};
use crate::tui::ctx::Ctx;
use crate::tui::target::{Item, Target};
use crate::tui::theme::Role;

/// Interactions of which the briefing tells.
const NEWEST: usize = 5;

/// What a line stands for, where verbs act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum On {
    /// The company itself.
    Company,
    Contact(ContactId),
    FollowUp(FollowUpId),
    Feedback(FeedbackId),
    Interaction(InteractionId, ContactId),
}

impl On {
    /// What verbs act on; nobody for the company itself.
    pub fn target(self, ctx: &Ctx) -> Target {
        let (contact, item) = match self {
            Self::Company => (None, None),
            Self::Contact(id) => (Some(id), None),
            Self::FollowUp(id) => (ctx.book.follow_up(id).map(|one| one.contact), Some(Item::FollowUp(id))),
            Self::Feedback(id) => (ctx.book.feedback(id).map(|one| one.contact), Some(Item::Feedback(id))),
            Self::Interaction(id, contact) => (Some(contact), Some(Item::Interaction(id))),
        };
        Target { contacts: contact.into_iter().collect(), item, day: None }
    }
}

/// A fact, and what it stands for.
pub(in crate::tui) struct Line {
    pub fact: Fact,
    pub on: Option<On>,
}

impl From<Fact> for Line {
    fn from(fact: Fact) -> Self {
        Self { fact, on: None }
    }
}

impl Line {
    fn on(self, on: On) -> Self {
        Self { on: Some(on), ..self }
    }
}

/// Who has to do with a company, and what is open with them, by their ids. It takes a look at all contacts: it is made once,
/// and anew when the book changed.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Around {
    company: CompanyId,
    /// Who works there now, and who did, each by name.
    now: Vec<ContactId>,
    others: Vec<ContactId>,
    feedback: Vec<FeedbackId>,
    follow_ups: Vec<FollowUpId>,
}

impl Around {
    pub fn of(company: CompanyId, ctx: &Ctx) -> Self {
        let people = standing::people(ctx.book, company);
        let ids = |rows: Vec<&Row>| rows.into_iter().map(|row| row.id).collect();
        Self {
            company,
            now: ids(people.now),
            others: ids(people.others),
            feedback: standing::open_feedback(ctx.book, company).into_iter().map(|one| one.id).collect(),
            follow_ups: standing::open_follow_ups(ctx.book, company).into_iter().map(|one| one.id).collect(),
        }
    }

    /// Nobody and nothing, as long as nothing is known.
    pub fn nobody(company: CompanyId) -> Self {
        Self { company, now: Vec::new(), others: Vec::new(), feedback: Vec::new(), follow_ups: Vec::new() }
    }

    /// Who works there now, then who did.
    pub fn contacts(&self) -> impl Iterator<Item = ContactId> {
        self.now.iter().chain(&self.others).copied()
    }

    /// The same the other way round: their jobs tell most of who did work there.
    pub fn others_first(&self) -> impl Iterator<Item = ContactId> {
        self.others.iter().chain(&self.now).copied()
    }

    fn people<'a>(&self, ctx: &Ctx<'a>) -> People<'a> {
        let book = ctx.book;
        let rows = |ids: &[ContactId]| ids.iter().filter_map(|id| book.contact(*id)).collect();
        People { now: rows(&self.now), others: rows(&self.others) }
    }
}

/// All that the book knows of a company, for the list's right pane.
pub(in crate::tui) fn briefing(around: &Around, ctx: &Ctx) -> Vec<Line> {
    let Some(company) = ctx.book.company(around.company) else { return Vec::new() };
    let people = around.people(ctx);
    let mut lines = standing_of(company, &people, ctx);
    lines.extend(open(around, ctx));
    lines.extend(now(&people, company, &|_| None, ctx));
    lines.extend(newest(&people, ctx));
    lines.extend(reach(company, ctx));
    lines.extend(rest(company, ctx));
    lines
}

/// All facts, for the company's own screen; `jobs` are those of its people as far as they have been read, `bought` what its orders come to.
pub(in crate::tui) fn facts(
    around: &Around,
    jobs: &dyn Fn(ContactId) -> Option<Vec<Job>>,
    bought: Option<Fact>,
    ctx: &Ctx,
) -> Vec<Line> {
    let id = around.company;
    let Some(company) = ctx.book.company(id) else { return Vec::new() };
    let people = around.people(ctx);
    let mut lines = standing_of(company, &people, ctx);
    lines.extend(health(ctx.settings.health_of_company(id), ctx).map(Line::from));
    lines.extend(bought.map(Line::from));
    lines.extend(open(around, ctx));
    let jobs = |contact| jobs(contact).map(|jobs| jobs.into_iter().filter(|job| job.company == Some(id)).collect());
    lines.extend(now(&people, company, &jobs, ctx));
    lines.extend(others(&people, &jobs, ctx));
    lines.extend(reach(company, ctx));
    lines.extend(rest(company, ctx));
    lines
}

/// What it is, and the last touch with anyone there.
fn standing_of(company: &Company, people: &People, ctx: &Ctx) -> Vec<Line> {
    let text = ctx.text;
    let what = [
        company.industry.clone(),
        company.size.clone(),
        city(company).to_owned(),
        company.tier.map(|tier| names::tier(text, tier)).unwrap_or_default(),
        company.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "),
        if company.archived { say!(text, "contacts-archived") } else { String::new() },
    ];
    let what = match joined(what) {
        nothing if nothing.is_empty() && ctx.read_only => Fact::new(say!(text, "company-bare-read-only"), Role::Dim),
        nothing if nothing.is_empty() => {
            Fact::new(say!(text, "company-bare", key = ctx.keys.shown(crate::tui::action::Action::Edit)), Role::Dim)
        }
        what => Fact::new(what, Role::Text),
    };
    let touched = people.now.iter().filter(|row| !row.archived).filter_map(|row| Some((row.last_touch()?, *row)));
    let last = match touched.max_by_key(|(touch, _)| touch.at) {
        Some((touch, row)) => {
            let (day, kind) = (touch.day(), names::kind(text, touch.kind));
            let (distance, day) = (days::distance(text, day, ctx.today), days::short(text, day, ctx.today));
            let last = say!(text, "briefing-last", kind = kind, day = day, distance = distance);
            joined([last, row.name.clone()])
        }
        None => say!(text, "company-untouched"),
    };
    let mut lines = vec![Line::from(what).on(On::Company), Fact::new(last, Role::Text).into()];
    lines.extend(rhythm(company, ctx).map(Line::from));
    lines
}

/// Its rhythm, and until when that is hidden; nothing where it has none.
fn rhythm(company: &Company, ctx: &Ctx) -> Option<Fact> {
    let every = company_rhythm(company, ctx.settings).filter(|_| !company.archived)?;
    let hidden = reason::snoozed(ctx.text, company.snoozed.map(|snooze| snooze.until), ctx.today);
    let due = ctx.entry(company.id).and_then(|entry| entry.reasons.into_iter().next());
    let late = due.as_ref().filter(|reason| reason.days_overdue > 0);
    let words = [
        days::every(ctx.text, every),
        late.map(|reason| days::late(ctx.text, reason.days_overdue)).unwrap_or_default(),
        hidden.unwrap_or_default(),
    ];
    Some(Fact::new(joined(words), if late.is_some() { Role::Late } else { Role::Text }))
}

/// Complaints and follow-ups in the order in which they are due, then other feedback; each with whom it is with.
fn open(around: &Around, ctx: &Ctx) -> Vec<Line> {
    let feedback: Vec<&Feedback> = around.feedback.iter().filter_map(|id| ctx.book.feedback(*id)).collect();
    let named = |fact: Fact, contact: ContactId| fact.behind(ctx.name(contact));
    let complaints = feedback.iter().filter(|one| one.kind == FeedbackKind::Complaint).map(|one| {
        let line = Line::from(named(open_complaint(one, ctx), one.contact)).on(On::Feedback(one.id));
        (one.due().unwrap_or(one.day), line)
    });
    let promises = around
        .follow_ups
        .iter()
        .filter_map(|id| ctx.book.follow_up(*id))
        .map(|one| (one.due, Line::from(named(follow_up(one, ctx), one.contact)).on(On::FollowUp(one.id))));
    let mut open: Vec<(NaiveDate, Line)> = complaints.chain(promises).collect();
    open.sort_by_key(|(due, _)| *due);
    let others = feedback.iter().filter(|one| one.kind != FeedbackKind::Complaint).map(|one| {
        let words = names::heard(ctx.text, one);
        Line::from(named(Fact::new(words, Role::Text).lead("· ", Role::Dim), one.contact)).on(On::Feedback(one.id))
    });
    open.into_iter().map(|(_, line)| line).chain(others).collect()
}

fn heading(words: String) -> [Line; 2] {
    [Fact::empty().into(), Fact::new(words, Role::Section).into()]
}

/// Who works there now: role, since when, last touch.
fn now(people: &People, company: &Company, jobs: &dyn Fn(ContactId) -> Option<Vec<Job>>, ctx: &Ctx) -> Vec<Line> {
    if people.now.is_empty() {
        let key = ctx.keys.shown(crate::tui::action::Action::Move);
        let words = match ctx.read_only {
            true => say!(ctx.text, "company-nobody-read-only"),
            false => say!(ctx.text, "company-nobody", key = key),
        };
        return vec![Fact::empty().into(), Fact::new(words, Role::Dim).into()];
    }
    // As the list counts them.
    let archived = people.now.iter().filter(|row| row.archived).count();
    let count = people.now.len() - archived;
    let words = match archived {
        0 => say!(ctx.text, "company-people", count = count),
        archived => say!(ctx.text, "company-people-archived", count = count, archived = archived),
    };
    let mut lines = Vec::from(heading(words));
    let faces = standing::faces(ctx.book, company);
    let face = |row: &Row| match faces.iter().position(|face| *face == Some(row.id)) {
        Some(0) => say!(ctx.text, "company-key-contact"),
        Some(_) => say!(ctx.text, "company-deputy"),
        None => String::new(),
    };
    lines.extend(persons(&people.now, ctx, |row| {
        let from = jobs(row.id).and_then(|jobs| jobs.iter().find(|job| job.to.is_none())?.from);
        let since = from.map(|from| days::from_to(ctx.text, Some(from), None, ctx.today));
        let touch = match row.last_contact() {
            _ if row.archived => say!(ctx.text, "contacts-archived"),
            Some(day) => days::short(ctx.text, day, ctx.today),
            None => "–".to_owned(),
        };
        joined([face(row), row.role.clone(), since.unwrap_or_default(), touch])
    }));
    lines
}

/// Who did work there, with from and to as far as it is known.
fn others(people: &People, jobs: &dyn Fn(ContactId) -> Option<Vec<Job>>, ctx: &Ctx) -> Vec<Line> {
    if people.others.is_empty() {
        return Vec::new();
    }
    let span = |job: &Job| days::from_to(ctx.text, job.from, job.to, ctx.today);
    let mut lines = Vec::from(heading(say!(ctx.text, "company-others", count = people.others.len())));
    lines.extend(persons(&people.others, ctx, |row| {
        let known = jobs(row.id).unwrap_or_default();
        let there: Vec<String> = known.iter().map(|job| joined([job.role.clone(), span(job)])).collect();
        let now = match ctx.book.company_name(row) {
            "" => String::new(),
            company => say!(ctx.text, "company-now-at", company = company),
        };
        joined([there.join(", "), now])
    }));
    lines
}

/// A line for each of them, with what is said about them behind their names.
fn persons(all: &[&Row], ctx: &Ctx, words: impl Fn(&Row) -> String) -> Vec<Line> {
    let said: Vec<String> = all.iter().map(|row| words(row)).collect();
    let names = Names::of(all.iter().zip(&said).map(|(row, said)| (row.name.as_str(), said.as_str())));
    let line = |(row, said): (&&Row, String)| {
        let draft = ctx.draft_on(RecordId::new(RecordKind::Contact, row.id.0)).is_some();
        let role = if row.archived { Role::Dim } else { Role::Text };
        let fact = Fact::new(said, Role::Dim);
        let fact = if draft { fact.lead("✎ ", role) } else { fact };
        Line::from(fact.named(&row.name, names, role)).on(On::Contact(row.id))
    };
    all.iter().zip(said).map(line).collect()
}

/// The newest that happened with those who work there now.
fn newest(people: &People, ctx: &Ctx) -> Vec<Line> {
    let all = people.now.iter().flat_map(|row| row.interactions.list.iter().map(|glance| (glance, row.id)));
    let mut all: Vec<(&Glance, ContactId)> = all.collect();
    all.sort_by_key(|(glance, _)| std::cmp::Reverse((glance.at, glance.id)));
    all.dedup_by_key(|(glance, _)| glance.id);
    all.truncate(NEWEST);
    if all.is_empty() {
        return Vec::new();
    }
    let lines =
        glances(all.iter().map(|(glance, _)| *glance), ctx).into_iter().zip(&all).map(|(fact, (_, contact))| {
            let on = fact.item.and_then(|item| match item {
                Item::Interaction(id) => Some(On::Interaction(id, *contact)),
                _ => None,
            });
            Line { fact: fact.behind(ctx.name(*contact)), on }
        });
    std::iter::once(Fact::empty().into()).chain(lines).collect()
}

/// How it is reached.
fn reach(company: &Company, ctx: &Ctx) -> Vec<Line> {
    let text = ctx.text;
    let (mail, phone) = (say!(text, "field-mail"), say!(text, "field-phone"));
    let mut facts: Vec<Fact> = vec![Fact::empty()];
    facts.extend(company.phones.iter().map(|value| {
        let shown = Labelled { value: ctx.settings.country.shown(&value.value), ..value.clone() };
        labelled(text, &phone, &shown)
    }));
    facts.extend(company.mails.iter().map(|value| labelled(text, &mail, value)));
    facts.extend((!company.web.is_empty()).then(|| fact(say!(text, "field-web"), company.web.clone())));
    facts.extend(company.addresses.iter().map(|address| fact(say!(text, "field-address"), address.on_one_line())));
    facts.into_iter().map(Line::from).collect()
}

/// Free fields, day added, notes.
fn rest(company: &Company, ctx: &Ctx) -> Vec<Line> {
    let mut facts: Vec<Fact> = Vec::new();
    let reference = company.reference.as_ref().map(|one| reference::told(ctx.text, one, ctx.today));
    facts.extend(reference.map(|told| fact(say!(ctx.text, "field-reference-permission"), told)));
    facts.extend(company.fields.iter().map(|(name, value)| fact(name.clone(), days::free(ctx.text, value, ctx.today))));
    let before: Vec<&str> = company.former_names().collect();
    if !before.is_empty() {
        facts.push(fact(say!(ctx.text, "company-merged"), before.join(", ")));
    }
    facts.push(fact(say!(ctx.text, "field-added"), days::short(ctx.text, company.added, ctx.today)));
    let foreign = vcard::foreign_count(&company.foreign);
    if foreign > 0 {
        facts.push(Fact::new(say!(ctx.text, "contact-foreign", count = foreign), Role::Dim));
    }
    if !company.notes.trim().is_empty() {
        facts.push(Fact::empty());
        facts.extend(company.notes.lines().map(|line| Fact::new(line, Role::Text)));
    }
    facts.into_iter().map(Line::from).collect()
}

fn fact(label: String, words: impl Into<String>) -> Fact {
    Fact::new(words, Role::Text).lead(format!("{label}  "), Role::Dim)
}

fn labelled(text: &Text, name: &str, value: &Labelled) -> Fact {
    let label = match value.label.as_str() {
        "" => name.to_owned(),
        label => format!("{name} ({})", names::label(text, label)),
    };
    fact(label, value.value.clone())
}

/// The city of the first address that has one.
pub(in crate::tui) fn city(company: &Company) -> &str {
    company.addresses.iter().map(|address| address.city.as_str()).find(|city| !city.is_empty()).unwrap_or_default()
}
