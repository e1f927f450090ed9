//! Makes up many contacts with all that hangs on them, the same at every run of a day, to try how touchbase behaves when there is
//! a lot: into a store, on the way that an import takes, or the contacts alone as cards or as a table.
//!
//! ```sh
//! cargo run --release --example generate -- --contacts 100000 --store /tmp/large
//! cargo run --release -- --store /tmp/large
//! cargo run --release --example generate -- --contacts 100000 --vcf /tmp/large.vcf --csv /tmp/large.csv
//! ```
//!
//! What there is and how it hangs together is in `life`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod life;

use std::convert::Infallible;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{Local, NaiveDate};
use clap::Parser;
use touchbase::domain::book::Book;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::contact::Contact;
use touchbase::domain::record::Record;
use touchbase::formats::spreadsheet::{Shape, Style, Table};
use touchbase::formats::vcard::write::{Version, contact};
use touchbase::store::{Store, Who};

use life::{Life, Size};

#[derive(Parser)]
#[command(about = "Makes up contacts with all that hangs on them, the same at every run of a day")]
struct Arguments {
    #[arg(long, default_value_t = 10_000)]
    contacts: usize,
    /// Ten a contact if left out
    #[arg(long)]
    interactions: Option<usize>,
    /// One for 20 contacts if left out
    #[arg(long)]
    companies: Option<usize>,
    /// One a contact if left out
    #[arg(long)]
    follow_ups: Option<usize>,
    /// Directory of a store that is not there yet
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// The contacts as cards
    #[arg(long, value_name = "FILE")]
    vcf: Option<PathBuf>,
    /// The contacts as a table
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// The day around which all of it lies; today if left out
    #[arg(long, value_name = "DAY")]
    today: Option<NaiveDate>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Arguments {
    fn size(&self) -> Size {
        let usual = Size::of(self.contacts);
        Size {
            interactions: self.interactions.unwrap_or(usual.interactions),
            companies: self.companies.unwrap_or(usual.companies).max(1),
            follow_ups: self.follow_ups.unwrap_or(usual.follow_ups),
            ..usual
        }
    }
}

fn main() {
    let arguments = Arguments::parse();
    let today = arguments.today.unwrap_or_else(|| Local::now().date_naive());
    let life = Life::new(arguments.size(), arguments.seed, today);
    let (Arguments { store, vcf, csv, .. }, began) = (&arguments, Instant::now());
    assert!(store.is_some() || vcf.is_some() || csv.is_some(), "--store, --vcf or --csv says where it goes");
    let told = |what: &Path| println!("{} in {:.1} s", what.display(), began.elapsed().as_secs_f64());
    if let Some(dir) = store {
        fill(dir, &life);
        told(dir);
    }
    if let Some(file) = vcf {
        cards(&life, BufWriter::new(File::create(file).unwrap()));
        told(file);
    }
    if let Some(file) = csv {
        table(&life, BufWriter::new(File::create(file).unwrap()));
        told(file);
    }
}

fn fill(dir: &Path, life: &Life) {
    let store = Store::open(dir, Who { author: "generate".into(), screen: false }).expect("the store opens");
    assert_eq!(store.position(), 0, "the store is not empty: name another directory");
    let made = life.records().map(|record| Ok::<_, Infallible>(Change::create(record)));
    let label = Label::new(Act::Sample, "generate");
    store.commit_stream(label, store.position(), made).unwrap_or_else(|error| panic!("{error:?}"));
    store.close();
}

/// A book of the companies, whose names the contacts' jobs need.
fn companies(life: &Life) -> Book {
    let mut book = Book::default();
    let companies = life.records().take_while(|record| matches!(record, Record::Company(_)));
    companies.for_each(|company| book.apply(&Change::create(company)));
    book
}

fn contacts(life: &Life) -> impl Iterator<Item = Contact> {
    let records = life.records().skip_while(|record| matches!(record, Record::Company(_)));
    records.map_while(|record| if let Record::Contact(contact) = record { Some(contact) } else { None })
}

fn cards(life: &Life, mut out: impl Write) {
    let book = companies(life);
    contacts(life).for_each(|one| out.write_all(contact(Version::V3, &book, &one).as_bytes()).unwrap());
    out.flush().unwrap();
}

fn table(life: &Life, out: impl Write) {
    let (book, mut shape) = (companies(life), Shape::default());
    contacts(life).for_each(|one| shape.contact(&one));
    let mut table = Table::begin(out, Style { separator: b',', guarded: true }, &shape).unwrap();
    contacts(life).for_each(|one| table.contact(&book, &one).unwrap());
    table.end().unwrap();
}
