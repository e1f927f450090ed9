//! Views of lists: which columns a list has and how wide, in what order it stands, and what a filter lets through.
//!
//! Owns what a view is, the lists that have views, their columns, and how all of it is written. What stands in a column is `value`'s
//! (of companies and feedback `others`'), the order `order`'s, where views are kept the configuration's.

mod order;
mod others;
mod value;

use std::fmt;

use super::search::fold;

pub use order::{Order, Standing, put_in_order, sort, sorted};
pub use others::{company_rank, feedback_fits, of_company, of_feedback};
pub use value::{AHEAD, Value, city_of, of_facts, of_row};

/// The narrowest and the widest a column can be made, in columns of the terminal.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 3..=60;

/// A list that has views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum List {
    #[default]
    Contacts,
    Companies,
    Feedback,
}

impl List {
    pub const ALL: [Self; 3] = [Self::Contacts, Self::Companies, Self::Feedback];

    /// As it is written in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Companies => "companies",
            Self::Feedback => "feedback",
        }
    }

    /// As it is, unless something else is wanted.
    fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Contacts => &[C::Name, C::Company, C::Tier, C::Touched, C::Due, C::Tags],
            Self::Companies => &[C::Name, C::People, C::Tier, C::Touched, C::Open, C::Industry, C::City, C::Tags],
            Self::Feedback => &[C::Age, C::Name, C::Company, C::Kind, C::Text, C::Due],
        }
    }

    /// By what it stands where nothing else is wanted; `None` for an order that no column gives.
    fn by(self) -> Option<Column> {
        (self != Self::Feedback).then_some(Column::Name)
    }
}

macro_rules! columns {
    ($($column:ident $name:literal $german:literal $($list:ident)+;)*) => {
        /// A column of a list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column {
            $($column,)*
        }

        impl Column {
            const ALL: &[Self] = &[$(Self::$column,)*];

            /// As it is written in views and on the command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$column => $name,)*
                }
            }

            /// The same for whoever writes it in German: taken as well, never given.
            fn german(self) -> &'static str {
                match self {
                    $(Self::$column => $german,)*
                }
            }

            /// The lists that have it.
            fn lists(self) -> &'static [List] {
                match self {
                    $(Self::$column => &[$(List::$list,)+],)*
                }
            }
        }
    };
}

columns! {
    Name     "name"       "name"       Contacts Companies Feedback;
    Company  "company"    "firma"      Contacts Feedback;
    Role     "role"       "funktion"   Contacts;
    People   "contacts"   "kontakte"   Companies;
    Tier     "tier"       "stufe"      Contacts Companies Feedback;
    Stage    "stage"      "stand"      Contacts;
    Touched  "last-touch" "zuletzt"    Contacts Companies;
    Open     "open"       "offen"      Companies;
    Kind     "kind"       "art"        Feedback;
    Topic    "topic"      "thema"      Feedback;
    Score    "score"      "punkte"     Feedback;
    Text     "text"       "text"       Feedback;
    State    "state"      "stand"      Feedback;
    Came     "came"       "eingang"    Feedback;
    Age      "age"        "alter"      Feedback;
    Due      "next-due"   "nächstes"   Contacts Companies Feedback;
    Overdue  "overdue"    "verspätung" Contacts Companies Feedback;
    Industry "industry"   "branche"    Companies;
    Size     "size"       "größe"      Companies;
    Tags     "tags"       "tags"       Contacts Companies;
    City     "city"       "ort"        Contacts Companies;
    Web      "web"        "web"        Companies;
    Mail     "mail"       "mail"       Contacts Companies;
    Phone    "phone"      "telefon"    Contacts Companies;
    Birthday "birthday"   "geburtstag" Contacts;
    Severity "severity"   "schwere"    Feedback;
    Owner    "owner"      "zuständig"  Contacts Feedback;
    Health   "health"     "gesundheit" Contacts Companies;
    Band     "band"       "zustand"    Contacts Companies;
    Added    "added"      "angelegt"   Contacts Companies;
    Ceiling  "ceiling"    "obergrenze" Contacts;
    Cadence  "cadence"    "rhythmus"   Contacts Companies;
}

/// A text that names no column of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{typed:?} is no column of {}", list.name())]
pub struct NoColumn {
    pub typed: String,
    pub list: List,
}

impl NoColumn {
    fn new(typed: &str, list: List) -> Self {
        Self { typed: typed.trim().to_owned(), list }
    }
}

impl Column {
    /// All that a list can have.
    pub fn of(list: List) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |column| column.lists().contains(&list))
    }

    /// Reads its name in English or German, with `_` or a blank for `-`.
    ///
    /// # Errors
    /// The list has no column of this name.
    pub fn read(typed: &str, list: List) -> Result<Self, NoColumn> {
        let wanted = fold(typed.trim()).replace(['_', ' '], "-");
        let is_it = |column: &Self| wanted == fold(column.name()) || wanted == fold(column.german());
        Self::of(list).find(is_it).ok_or_else(|| NoColumn::new(typed, list))
    }
}

/// A column by which a list is sorted. Written `company`, or `-company` for the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

impl Sort {
    /// Reads one of a list.
    ///
    /// # Errors
    /// The list has no such column.
    pub fn read(typed: &str, list: List) -> Result<Self, NoColumn> {
        let typed = typed.trim();
        let (descending, name) = typed.strip_prefix('-').map_or((false, typed), |name| (true, name));
        Ok(Self { column: Column::read(name, list).map_err(|_| NoColumn::new(typed, list))?, descending })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.column.name())
    }
}

/// A column that is shown, with its width if it isn't left to the room there is. Written `company`, or `company:20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub column: Column,
    pub width: Option<u16>,
}

impl From<Column> for Shown {
    fn from(column: Column) -> Self {
        Self { column, width: None }
    }
}

impl Shown {
    /// Reads one of a list.
    ///
    /// # Errors
    /// The list has no such column, or the width is none of [`WIDTHS`].
    pub fn read(typed: &str, list: List) -> Result<Self, NoColumn> {
        let no_column = || NoColumn::new(typed, list);
        let Some((name, width)) = typed.split_once(':') else { return Ok(Self::from(Column::read(typed, list)?)) };
        let width = width.trim().parse().ok().filter(|width| WIDTHS.contains(width)).ok_or_else(no_column)?;
        Ok(Self { column: Column::read(name, list).map_err(|_| no_column())?, width: Some(width) })
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.column.name())?;
        self.width.map_or(Ok(()), |width| write!(f, ":{width}"))
    }
}

/// How a list looks: its order and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub list: List,
    /// By the first, where that is the same by the second; at last in the list's own order. Empty for that alone.
    pub sort: Vec<Sort>,
    /// From the left.
    pub columns: Vec<Shown>,
}

impl Default for Look {
    fn default() -> Self {
        Self::of(List::default())
    }
}

impl Look {
    /// As the list is, unless something else is wanted.
    pub fn of(list: List) -> Self {
        Self { list, sort: Vec::new(), columns: list.columns().iter().copied().map(Shown::from).collect() }
    }

    /// Whether nothing else is wanted.
    pub fn is_usual(&self) -> bool {
        *self == Self::of(self.list)
    }

    /// Sorted by this column; the same once more turns it round. What it was sorted by before decides where that is the same.
    pub fn sort_by(&mut self, column: Column) {
        let turned = self.first().filter(|first| first.column == column).is_some_and(|first| !first.descending);
        self.sort.retain(|sort| sort.column != column);
        self.sort.insert(0, Sort { column, descending: turned });
        self.sort.truncate(SORTS);
        if matches!(self.sort[..], [Sort { column, descending: false }] if self.list.by() == Some(column)) {
            self.sort.clear();
        }
    }

    /// By which it is sorted before all.
    pub fn first(&self) -> Option<Sort> {
        let own = || Some(Sort { column: self.list.by()?, descending: false });
        self.sort.first().copied().or_else(own)
    }

    /// Whether it shows this column.
    pub fn shows(&self, column: Column) -> bool {
        self.columns.iter().any(|shown| shown.column == column)
    }

    /// Each column once, and the name among them, in front where it isn't said.
    pub fn whole(mut self) -> Self {
        let mut seen = Vec::new();
        self.columns.retain(|shown| {
            let is_new = !seen.contains(&shown.column);
            seen.push(shown.column);
            is_new
        });
        if !self.shows(Column::Name) {
            self.columns.insert(0, Column::Name.into());
        }
        self
    }
}

/// By so many columns a list is sorted at the most.
const SORTS: usize = 3;

/// A view that is kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    pub name: String,
    /// In the search's grammar, as typed; empty for all.
    pub filter: String,
    pub look: Look,
    /// The key that opens it, as the configuration writes keys.
    pub key: Option<String>,
    /// Whether those whom it lets through are called to the agenda: of a segment.
    pub agenda: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_are_written_and_in_german() {
        for list in List::ALL {
            for column in Column::of(list) {
                assert_eq!(Column::read(column.name(), list), Ok(column));
                assert_eq!(Column::read(column.german(), list), Ok(column));
                for width in [None, Some(3), Some(60)] {
                    let shown = Shown { column, width };
                    assert_eq!(Shown::read(&shown.to_string(), list), Ok(shown));
                }
                for descending in [false, true] {
                    let sort = Sort { column, descending };
                    assert_eq!(Sort::read(&sort.to_string(), list), Ok(sort));
                }
            }
            let usual = Look::of(list);
            assert!(usual.columns.iter().all(|shown| Column::of(list).any(|column| column == shown.column)));
            for wrong in ["", "nam", "name:", "name:2", "name:61", "name:x", "--name"] {
                assert!(Shown::read(wrong, list).is_err() && Sort::read(wrong, list).is_err(), "{wrong:?}");
            }
        }
        assert_eq!(Column::read("Last_Touch", List::Contacts), Ok(Column::Touched));
        assert_eq!(Column::read(" Zuletzt ", List::Companies), Ok(Column::Touched));
        assert_eq!(Column::read("stand", List::Contacts), Ok(Column::Stage));
        assert_eq!(Column::read("stand", List::Feedback), Ok(Column::State));
        assert!(Column::read("birthday", List::Companies).is_err() && Column::read("text", List::Contacts).is_err());
    }

    #[test]
    fn feedback_has_an_order_of_its_own_that_sorting_by_name_is_not() {
        let mut look = Look::of(List::Feedback);
        assert_eq!(look.first(), None);
        look.sort_by(Column::Name);
        assert_eq!((look.sort.len(), look.first().map(|sort| sort.column)), (1, Some(Column::Name)));
    }

    #[test]
    fn the_same_column_again_turns_round_and_the_one_before_decides_among_the_same() {
        let mut look = Look::default();
        let mut sorted_by = |column| {
            look.sort_by(column);
            look.sort.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        };
        assert_eq!(sorted_by(Column::Name), "-name");
        assert_eq!(sorted_by(Column::Name), "");
        assert_eq!(sorted_by(Column::City), "city");
        assert_eq!(sorted_by(Column::Tier), "tier,city");
        assert_eq!(sorted_by(Column::Tier), "-tier,city");
        assert_eq!(sorted_by(Column::Tier), "tier,city");
        assert_eq!(sorted_by(Column::Due), "next-due,tier,city");
        assert_eq!(sorted_by(Column::Owner), "owner,next-due,tier");
        assert_eq!(sorted_by(Column::Name), "name,owner,next-due");
    }

    #[test]
    fn a_look_has_each_column_once_and_the_name() {
        let look = |columns: &[Column]| {
            let look = Look { columns: columns.iter().copied().map(Shown::from).collect(), ..Look::default() };
            look.whole().columns.iter().map(|shown| shown.column).collect::<Vec<_>>()
        };
        assert_eq!(look(&[]), [Column::Name]);
        assert_eq!(look(&[Column::City, Column::City]), [Column::Name, Column::City]);
        assert_eq!(look(&[Column::City, Column::Name]), [Column::City, Column::Name]);
    }
}
