//! `query`: mail addresses for mail programs. Mutt wants a message line before them, aerc none.

use super::failure::{Outcome, Status};
use super::list;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::contact::Channel;
use crate::domain::row::Row;
use crate::say;

/// Look mail addresses up for mutt and aerc
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A message line, then a line for each address: mail, name, company, with tabs between. Left out are archived \
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
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let typed = args.text.join(" ");
    let (lines, left_out) = look_up(session, &session.store.book(), &typed);
    if session.out.is_json() {
        let found = lines.iter().map(|line| {
            serde_json::json!({
                "mail": line.mail,
                "name": line.name,
                "company": super::json::text(&line.company),
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
        lines
            .iter()
            .for_each(|line| table.push([&line.mail, &line.name, &line.company].map(|cell| Cell::new(cell.as_str()))));
        session.out.table(&table)?;
    }
    Ok(if lines.is_empty() { Status::Nothing } else { Status::Done })
}

/// The addresses of those who fit, the best first, and how many contacts with one are left out since they want no mail.
fn look_up(session: &Session, book: &Book, typed: &str) -> (Vec<Line>, usize) {
    let query = session.query(book, typed).without_archived();
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
        let line = move |mail: String| Line { mail, name: name.clone(), company: company.clone() };
        row.mails.iter().map(|mail| mail.value.clone()).map(line).collect::<Vec<_>>()
    };
    (rows.iter().flat_map(of_row).collect(), left_out)
}
