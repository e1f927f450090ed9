//! `add`: contacts or companies.

use std::collections::{BTreeSet, HashMap};

use super::choice;
use super::failure::Outcome;
use super::fields;
use super::lines::{self, INPUT, in_line};
use super::session::Session;
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::company::Company;
use crate::domain::contact::Contact;
use crate::domain::field::{Assignment, FieldName, Names, Of};
use crate::domain::find::{self, ShortIds};
use crate::domain::id::{ContactId, Ids};
use crate::domain::pairs;
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::domain::validate::Findings;
use crate::error::Error;
use crate::say;
use crate::text::pairs::reasons;
use uuid::Uuid;

/// Add a contact or a company, and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Other fields are given as with `set`: touchbase add 'Anna Müller' owner=me language=de\n\
Labels stand before a colon: --phone 'mobile: +49 170 12' --email 'work: anna@example.com'\n\n\
With - for the name, standard input is read: a JSON object a line, with fields as `set` takes \
them or `show --json` prints them; fields on the command line hold for all of them. All lines \
are one set; a line that can't be read stops them all:\n  \
  {\"name\": \"Anna Müller\", \"company\": \"Hofmann GmbH\", \"phones\": [\"mobile: +49 170 12\"]}")]
pub struct Args {
    /// Name as it is to be shown; - reads JSON lines from standard input
    name: String,
    /// What to add: contact or company
    #[arg(long, default_value = "contact", hide_default_value = true)]
    kind: String,
    /// The company they work for; it is added if there is none of this name
    #[arg(long)]
    company: Option<String>,
    /// What they are there
    #[arg(long)]
    role: Option<String>,
    /// Mail address; may be repeated
    #[arg(long)]
    email: Vec<String>,
    /// Phone number; may be repeated
    #[arg(long)]
    phone: Vec<String>,
    /// Tag; may be repeated
    #[arg(long)]
    tag: Vec<String>,
    /// A, B or C
    #[arg(long)]
    tier: Option<String>,
    /// lead, occasional, regular, key, dormant or former
    #[arg(long)]
    stage: Option<String>,
    /// How often they are to be touched: 30d, 2w, 3m, none
    #[arg(long, value_name = "SPAN")]
    every: Option<String>,
    /// 1971-12-24, or --12-24 without the year
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    birthday: Option<String>,
    /// Any field, as with `set`
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

/// A record to be added, and the line of standard input that says so.
struct New {
    line: Option<usize>,
    assignments: Vec<Assignment>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let kinds = [("contact", Of::Contact), ("company", Of::Company)];
    let of = choice::one_of(&session.text, "--kind", &args.kind, &kinds)?;
    let for_all = fields::read(session, of, &written(&args))?;
    let mut passed_over = BTreeSet::new();
    let new = if args.name == INPUT {
        let lines = lines::read(session)?;
        let mut all = Vec::new();
        for line in &lines {
            let own = lines::fields(session, &session.store.book(), of, line)?;
            passed_over.extend(own.passed_over);
            all.push(New { line: Some(line.number()), assignments: joined(&for_all, own.assignments) });
        }
        all
    } else {
        vec![New { line: None, assignments: for_all }]
    };
    if !passed_over.is_empty() {
        let fields = passed_over.into_iter().collect::<Vec<_>>().join(", ");
        session.tell(&say!(session.text, "lines-passed-over", fields = fields));
    }
    let mut warned = false;
    session.commit(|session, ids| {
        let warn = !std::mem::replace(&mut warned, true);
        match of {
            Of::Contact => contacts(session, ids, &new, warn),
            Of::Company => companies(session, ids, &new, warn),
        }
    })
}

/// What holds for all lines, but for what the line says itself, and that.
fn joined(for_all: &[Assignment], own: Vec<Assignment>) -> Vec<Assignment> {
    let says = |name: &FieldName| own.iter().any(|assignment| assignment.name == *name);
    let mut all: Vec<Assignment> = for_all.iter().filter(|assignment| !says(&assignment.name)).cloned().collect();
    all.extend(own);
    Assignment::sort(&mut all);
    all
}

fn contacts(session: &Session, ids: &mut Ids, new: &[New], warn: bool) -> Result<Set, Error> {
    let book = session.store.book();
    let given = session.given(&book);
    let mut names = Names::new(given, ids);
    let (mut contacts, mut found) = (Vec::new(), Vec::new());
    for new in new {
        let mut contact = Contact::new(names.ids.draw(), "", session.today());
        let done = fields::put(session, &mut contact, &new.assignments, &mut names);
        found.push(done.map_err(|error| new.named(session, error))?);
        contacts.push(contact);
    }
    if warn {
        fields::tell_taken(session, &book, &names.taken);
        let alike = find::alike(&book, &contacts);
        let doubles = Doubles::of(&book, alike.iter().filter_map(|id| book.contact(*id)).map(Double::contact));
        for ((new, findings), contact) in new.iter().zip(&found).zip(&contacts) {
            new.tell(session, findings);
            let mut words = doubles.of_contact(session, contact);
            if contacts.len() == 1 {
                words.extend(doubles.likely(session, &book, contact));
            }
            tell_some(session, &words);
        }
    }
    let mut others = names.into_changes();
    let added = contacts.into_iter().map(|contact| act::add(&given, contact, std::mem::take(&mut others)));
    Ok(Set::joined(added.collect()))
}

fn companies(session: &Session, ids: &mut Ids, new: &[New], warn: bool) -> Result<Set, Error> {
    let book = session.store.book();
    let given = session.given(&book);
    let (mut companies, mut found) = (Vec::new(), Vec::new());
    for new in new {
        let mut company = Company::new(ids.draw(), "", session.today());
        let done = fields::put_company(session, &mut company, &new.assignments, &book);
        found.push(done.map_err(|error| new.named(session, error))?);
        companies.push(company);
    }
    if warn {
        let alike = find::companies_alike(&book, companies.iter().map(|company| company.name.as_str()));
        let doubles = Doubles::of(&book, alike.iter().filter_map(|id| book.company(*id)).map(Double::company));
        for ((new, findings), company) in new.iter().zip(&found).zip(&companies) {
            new.tell(session, findings);
            doubles.warn_of_company(session, &book, &company.name);
        }
    }
    Ok(Set::joined(companies.into_iter().map(|company| act::add(&given, company, Vec::new())).collect()))
}

impl New {
    fn named(&self, session: &Session, error: Error) -> Error {
        match self.line {
            Some(line) => in_line(&session.text, line, error),
            None => error,
        }
    }

    fn tell(&self, session: &Session, findings: &Findings) {
        fields::warn_about(session, findings, self.line);
    }
}

/// The options as the fields they stand for, before those given as such.
fn written(args: &Args) -> Vec<String> {
    let one = |field: &str, value: &Option<String>| value.iter().map(|v| format!("{field}={v}")).collect::<Vec<_>>();
    let many = |field: &str, values: &[String]| values.iter().map(|v| format!("{field}+={v}")).collect::<Vec<_>>();
    let name = (args.name != INPUT).then(|| args.name.clone());
    [
        one("name", &name),
        one("company", &args.company),
        one("role", &args.role),
        many("email", &args.email),
        many("phone", &args.phone),
        many("tag", &args.tag),
        one("tier", &args.tier),
        one("stage", &args.stage),
        one("every", &args.every),
        one("birthday", &args.birthday),
        args.fields.clone(),
    ]
    .concat()
}

/// So many who may be the same are told of.
const TOLD: usize = 3;

/// Tells who may be the same: the first of them, and how many more there are.
fn tell_some(session: &Session, words: &[String]) {
    words.iter().take(TOLD).for_each(|words| session.tell(words));
    if words.len() > TOLD {
        session.tell(&say!(session.text, "add-likely-more", count = words.len() - TOLD));
    }
}

/// Who is there already and may be the same.
struct Doubles {
    ids: ShortIds,
    by_name: HashMap<String, Vec<Double>>,
    by_mail: HashMap<String, Vec<Double>>,
}

#[derive(Clone, PartialEq)]
struct Double {
    id: Uuid,
    name: String,
    mails: Vec<String>,
}

impl Double {
    fn contact(row: &Row) -> Self {
        Self { id: row.id.0, name: row.name.clone(), mails: row.mails.iter().map(|mail| fold(&mail.value)).collect() }
    }

    fn company(company: &Company) -> Self {
        Self { id: company.id.0, name: company.name.clone(), mails: Vec::new() }
    }
}

impl Doubles {
    fn of(book: &Book, alike: impl Iterator<Item = Double>) -> Self {
        let (mut by_name, mut by_mail) = (HashMap::<_, Vec<Double>>::new(), HashMap::<_, Vec<Double>>::new());
        let mut ids = Vec::new();
        for double in alike {
            ids.push(double.id);
            for mail in &double.mails {
                by_mail.entry(mail.clone()).or_default().push(double.clone());
            }
            by_name.entry(fold(&double.name)).or_default().push(double);
        }
        Self { ids: if ids.is_empty() { ShortIds::default() } else { ShortIds::of_these(book, ids) }, by_name, by_mail }
    }

    fn called(&self, name: &str) -> &[Double] {
        self.by_name.get(&fold(name)).map_or(&[][..], Vec::as_slice)
    }

    fn of_contact(&self, session: &Session, contact: &Contact) -> Vec<String> {
        let same = self.called(&contact.name);
        let by_name = same.iter().map(|double| {
            let (name, id) = (double.name.as_str(), self.ids.show(double.id));
            say!(session.text, "add-same-name", name = name, id = id)
        });
        let mut words: Vec<String> = by_name.collect();
        for mail in &contact.mails {
            let others = self.by_mail.get(&fold(&mail.value)).map_or(&[][..], Vec::as_slice);
            for double in others.iter().filter(|other| !same.contains(other)) {
                let (mail, name, id) = (mail.value.as_str(), double.name.as_str(), self.ids.show(double.id));
                words.push(say!(session.text, "add-same-mail", mail = mail, name = name, id = id));
            }
        }
        words
    }

    /// Who may be the same though name and mail are others: by phone number, nickname, the order of the words.
    fn likely(&self, session: &Session, book: &Book, contact: &Contact) -> Vec<String> {
        let company = contact.company().map_or("", |id| book.company_name_of(id));
        let is_told = |id: ContactId| {
            let mails = contact.mails.iter().filter_map(|mail| self.by_mail.get(&fold(&mail.value))).flatten();
            self.called(&contact.name).iter().chain(mails).any(|double| double.id == id.0)
        };
        let there = pairs::there_already(book, contact, company).into_iter().filter(|(id, _)| !is_told(*id));
        let words = there.map(|(id, why)| {
            let name = book.name(id);
            let why = reasons(&session.text, &why, [name, &contact.name]);
            say!(session.text, "add-likely", name = name, id = find::short_id(book, id.0), why = why)
        });
        words.collect()
    }

    fn warn_of_company(&self, session: &Session, book: &Book, name: &str) {
        let same = self.called(name);
        for double in same {
            let (name, id) = (double.name.as_str(), self.ids.show(double.id));
            session.tell(&say!(session.text, "add-same-company", name = name, id = id));
        }
        let like = if same.is_empty() { find::companies_like(book, name) } else { Vec::new() };
        for id in like {
            let (name, id) = (book.company_name_of(id), find::short_id(book, id.0));
            session.tell(&say!(session.text, "add-like-company", name = name, id = id));
        }
    }
}
