//! The columns of a table: what each holds, found by its head and by what stands in it.

use super::words::{self, Head};
use crate::domain::contact::Channel;

/// A column that a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 1.
    pub number: usize,
    /// The line of its head.
    pub line: usize,
    /// As it stands in the file; `#7` for the seventh if it has none. Free fields are called so.
    pub head: String,
    pub meaning: Meaning,
    /// Of a mail, phone, address or page.
    pub label: String,
    /// Which of several mails, phones or addresses: a column and that of its labels have the same.
    pub group: usize,
    /// Whether anything stands below the head.
    pub filled: bool,
    /// How days are written where both `3/4` could be meant.
    pub month_first: Option<bool>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    Name,
    /// A name or a company, whatever else the table has.
    Customer,
    Honorific,
    /// A honorific or a role, as the value says.
    Title,
    Given,
    Middle,
    Family,
    Suffix,
    Nickname,
    Salutation,
    /// du or Sie.
    Form,
    Company,
    Role,
    Department,
    /// From when on they hold their job.
    JobSince,
    /// A job they held, in one text.
    PastJob,
    Industry,
    Size,
    Mail,
    Phone,
    Address(Part),
    /// Web pages and social handles.
    Web,
    Birthday,
    Language,
    Channel,
    Tier,
    Stage,
    Rhythm,
    DoNotContact,
    NoContactReason,
    /// A decision on that channel.
    Consent(Channel),
    Owner,
    Source,
    ReferredBy,
    /// The id of who recommended them, in a table of ours.
    ReferrerId,
    Tags,
    Notes,
    LastContact,
    Id,
    /// Contact or company.
    Kind,
    Added,
    Archived,
    /// The label of a value in another column.
    Label(Of),
    /// A free field that another column names.
    Named,
    /// A free field, called as the column.
    Free,
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Full,
    Street,
    /// The house number, where it has a column of its own.
    House,
    Extended,
    PostBox,
    City,
    Postcode,
    PostcodeCity,
    Region,
    Country,
}

/// Of what a column holds the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    Mail,
    Phone,
    Web,
    Address,
    Named,
}

impl Meaning {
    /// Whether a person or company can be told by it.
    pub fn tells_who(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Customer | Self::Given | Self::Family | Self::Company | Self::Mail | Self::Phone
        )
    }

    /// Whether a record has it but once; a second column of it is a free field.
    fn is_single(self) -> bool {
        !matches!(
            self,
            Self::Mail
                | Self::Phone
                | Self::Address(_)
                | Self::Web
                | Self::Tags
                | Self::Notes
                | Self::LastContact
                | Self::Id
                | Self::PastJob
                | Self::Label(_)
                | Self::Named
                | Self::Free
        )
    }
}

/// The columns that a row of heads makes.
pub fn columns(heads: Vec<String>, line: usize) -> Vec<Column> {
    let read: Vec<Option<Head>> = heads.iter().map(|head| words::read(head)).collect();
    let mut columns: Vec<Column> = Vec::with_capacity(heads.len());
    for (place, (head, read)) in heads.into_iter().zip(read).enumerate() {
        let Head { meaning, label, number } =
            read.unwrap_or(Head { meaning: Meaning::Free, label: String::new(), number: 1 });
        let head = match head.split_once([':', '.']) {
            Some(("field" | "feld", name)) if !name.trim().is_empty() => name.trim().to_owned(),
            _ if head.is_empty() => format!("#{}", place + 1),
            _ => head,
        };
        columns.push(Column {
            number: place + 1,
            line,
            head,
            meaning,
            label,
            group: number,
            filled: false,
            month_first: None,
        });
    }
    settle(&mut columns);
    columns
}

/// Decides what one head alone can't say.
fn settle(columns: &mut [Column]) {
    let has = |columns: &[Column], meaning: Meaning| columns.iter().any(|column| column.meaning == meaning);
    // In German tables "Name, Vorname" are family and given name.
    if has(columns, Meaning::Given) && !has(columns, Meaning::Family) {
        let family = columns.iter_mut().find(|column| words::key(&column.head) == "name");
        family.into_iter().for_each(|column| column.meaning = Meaning::Family);
    }
    let has_name = [Meaning::Name, Meaning::Given, Meaning::Family].iter().any(|name| has(columns, *name));
    let has_role = has(columns, Meaning::Role);
    for column in columns.iter_mut() {
        match column.meaning {
            Meaning::Customer if has_name => column.meaning = Meaning::Company,
            Meaning::Customer => column.meaning = Meaning::Name,
            Meaning::Title if has_role => column.meaning = Meaning::Honorific,
            _ => {}
        }
    }
    settle_addresses(columns);
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let Some(column) = rest.first_mut() else { break };
        if column.meaning.is_single() && before.iter().any(|known| known.meaning == column.meaning) {
            column.meaning = Meaning::Free;
        }
        if column.meaning == Meaning::Free {
            let taken = |name: &str| before.iter().any(|known| known.head == name);
            let numbered = (2..).map(|number| format!("{} {number}", column.head));
            if taken(&column.head)
                && let Some(free) = numbered.into_iter().find(|name| !taken(name))
            {
                column.head = free;
            }
        }
    }
}

/// "Address" beside a city is its street, and "Street 2" beside "Street" the street's second line, unless a second city or
/// postcode makes a second address.
fn settle_addresses(columns: &mut [Column]) {
    let place = |column: &Column| (column.label.clone(), column.group);
    let parts: Vec<(Part, (String, usize))> = columns
        .iter()
        .filter_map(|column| match column.meaning {
            Meaning::Address(part) => Some((part, place(column))),
            _ => None,
        })
        .collect();
    let is_of_street = |part: Part| matches!(part, Part::Full | Part::Street | Part::House | Part::Extended);
    for column in columns.iter_mut() {
        let Meaning::Address(part) = column.meaning else { continue };
        if !is_of_street(part) {
            continue;
        }
        let own = place(column);
        let is_whole = |own: &(String, usize)| parts.iter().any(|(part, of)| of == own && !is_of_street(*part));
        if column.group > 1 && !is_whole(&own) && parts.iter().any(|(_, of)| *of == (column.label.clone(), 1)) {
            column.group = 1;
        }
        if part == Part::Full && is_whole(&place(column)) {
            let has_street = parts.iter().any(|(part, of)| *of == place(column) && *part == Part::Street);
            if !has_street || own.1 != column.group {
                column.meaning = Meaning::Address(Part::Street);
            }
        }
    }
}
