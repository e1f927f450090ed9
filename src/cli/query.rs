//! `query`: mail addresses for mail programs. Mutt wants a message line before them, aerc none.

use super::failure::{Outcome, Status};
use super::list;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::consent::Purpose;
use crate::domain::contact::Channel;
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::say;
use crate::text::names;

/// Look mail addresses up for mutt and aerc
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A message line, then a line for each address: mail, name, company, with tabs between; behind the company stands for what they don't want mail. Left out are archived \
                        contacts, those who must not be contacted, and those who have withdrawn their consent to mail.\n\
                        In mutt, which puts the quotes itself: set query_command = \"touchbase query %s\"\n\
                        In aerc: address-book-cmd = touchbase query --no-header \"%s\""
)]
pub struct Args {
    /// Words of name, company, mail; #tag, co:, tier:, stage:, due, -word narrow
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// Leave the message line out, as aerc wants it
    #[arg(long)]
    no_header: bool,
}

/// An address and whose it is.
struct Line {
    mail: String,
    name: String,
    company: String,
    /// For what they don't want to be written to.
    not_for: Vec<Purpose>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let typed = args.text.join(" ");
    let query = session.query(Query::plain(&typed))?;
    let (lines, left_out) = look_up(session, &session.store.book(), &query);
    if session.out.is_json() {
        let found = lines.iter().map(|line| {
            serde_json::json!({
                "mail": line.mail,
                "name": line.name,
                "company": super::json::text(&line.company),
                "not_for": line.not_for.iter().map(|purpose| purpose.name()).collect::<Vec<_>>(),
            })
        });
        session.out.json(&found.collect::<Vec<_>>())?;
    } else {
        if !args.no_header {
            let (count, query) = (lines.len(), typed.as_str());
            let mut message = say!(session.text, "query-found", count = count, query = query);
            if left_out > 0 {
                message = say!(session.text, "query-left-out", found = message, count = left_out);
            }
            session.out.line(&message)?;
        }
        let mut table = Table::default();
        for line in &lines {
            let purposes: Vec<String> =
                line.not_for.iter().map(|purpose| names::purpose(&session.text, *purpose)).collect();
            let not_for = say!(session.text, "query-not-for", purposes = purposes.join(", "));
            let aside =
                [Some(&line.company).filter(|name| !name.is_empty()), Some(&not_for).filter(|_| !purposes.is_empty())];
            let aside = aside.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ");
            table.push([&line.mail, &line.name, &aside].map(|cell| Cell::new(cell.as_str())));
        }
        session.out.table(&table)?;
    }
    Ok(if lines.is_empty() { Status::Nothing } else { Status::Done })
}

/// The addresses of those who fit, the best first, and how many contacts with one are left out since they want no mail.
fn look_up(session: &Session, book: &Book, query: &Query) -> (Vec<Line>, usize) {
    let query = query.clone().without_archived();
    let mut rows: Vec<&Row> = if query.is_empty() {
        list::rows(book, &query, false)
    } else {
        book.index().search(&query, usize::MAX).into_iter().filter_map(|id| book.contact(id)).collect()
    };
    rows.retain(|row| !row.mails.is_empty());
    let found = rows.len();
    rows.retain(|row| row.may(Channel::Mail, session.today()).is_allowed());
    let left_out = found - rows.len();
    let of_row = |row: &&Row| {
        let (name, company) = (row.name.clone(), book.company_name(row).to_owned());
        let not_for: Vec<Purpose> = row.refused(Channel::Mail).filter_map(|one| one.purpose).collect();
        let line =
            move |mail: String| Line { mail, name: name.clone(), company: company.clone(), not_for: not_for.clone() };
        row.mails.iter().map(|mail| mail.value.clone()).map(line).collect::<Vec<_>>()
    };
    (rows.iter().flat_map(of_row).collect(), left_out)
}
