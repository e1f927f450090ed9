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
use crate::domain::find::ShortIds;
use crate::domain::id::Ids;
use crate::domain::search::fold;
use crate::domain::validate::Findings;
use crate::error::Error;
use crate::say;
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
    let doubles = Doubles::of(&book);
    let mut names = Names::new(given, ids);
    let mut contacts = Vec::new();
    for new in new {
        let mut contact = Contact::new(names.ids.draw(), "", session.today());
        let done = fields::put(session, &mut contact, &new.assignments, &mut names);
        let findings = done.map_err(|error| new.named(session, error))?;
        if warn {
            new.tell(session, &findings);
            doubles.warn_of_contact(session, &contact);
        }
        contacts.push(contact);
    }
    let mut others = names.into_changes();
    let added = contacts.into_iter().map(|contact| act::add(&given, contact, std::mem::take(&mut others)));
    Ok(Set::joined(added.collect()))
}

fn companies(session: &Session, ids: &mut Ids, new: &[New], warn: bool) -> Result<Set, Error> {
    let book = session.store.book();
    let given = session.given(&book);
    let doubles = Doubles::of(&book);
    let mut added = Vec::new();
    for new in new {
        let mut company = Company::new(ids.draw(), "", session.today());
        let done = fields::put_company(session, &mut company, &new.assignments, &book);
        let findings = done.map_err(|error| new.named(session, error))?;
        if warn {
            new.tell(session, &findings);
            doubles.warn_of_company(session, &company.name);
        }
        added.push(act::add(&given, company, Vec::new()));
    }
    Ok(Set::joined(added))
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

/// Who is there already, by name and mail address: it may be the same person.
struct Doubles {
    ids: ShortIds,
    contacts: HashMap<String, Vec<(Uuid, String)>>,
    mails: HashMap<String, Vec<(Uuid, String)>>,
    companies: HashMap<String, Vec<(Uuid, String)>>,
}

impl Doubles {
    fn of(book: &Book) -> Self {
        let mut all = Self {
            ids: ShortIds::of(book),
            contacts: HashMap::new(),
            mails: HashMap::new(),
            companies: HashMap::new(),
        };
        for row in book.contacts() {
            let named = || (row.id.0, row.name.clone());
            all.contacts.entry(fold(&row.name)).or_default().push(named());
            for mail in &row.mails {
                all.mails.entry(mail.value.to_ascii_lowercase()).or_default().push(named());
            }
        }
        for company in book.companies() {
            all.companies.entry(fold(&company.name)).or_default().push((company.id.0, company.name.clone()));
        }
        all
    }

    fn warn_of_contact(&self, session: &Session, contact: &Contact) {
        let same = self.contacts.get(&fold(&contact.name)).map_or(&[][..], Vec::as_slice);
        for (id, name) in same {
            session.tell(&say!(session.text, "add-same-name", name = name.as_str(), id = self.ids.show(*id)));
        }
        for mail in &contact.mails {
            let others = self.mails.get(&mail.value.to_ascii_lowercase()).map_or(&[][..], Vec::as_slice);
            for (id, name) in others.iter().filter(|other| !same.contains(other)) {
                let (mail, name, id) = (mail.value.as_str(), name.as_str(), self.ids.show(*id));
                session.tell(&say!(session.text, "add-same-mail", mail = mail, name = name, id = id));
            }
        }
    }

    fn warn_of_company(&self, session: &Session, name: &str) {
        for (id, name) in self.companies.get(&fold(name)).map_or(&[][..], Vec::as_slice) {
            session.tell(&say!(session.text, "add-same-company", name = name.as_str(), id = self.ids.show(*id)));
        }
    }
}
