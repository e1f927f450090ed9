//! Views of the list of contacts: which columns it has and how wide, in what order it stands, and whom a filter lets through.
//!
//! Owns what a view is, the columns, and how both are written. What stands in a column is `value`'s, the order `order`'s, where views
//! are kept the configuration's.

mod order;
mod value;

use std::fmt;
use std::str::FromStr;

use super::search::fold;

pub use order::{Order, Standing, put_in_order, sorted};
pub use value::{AHEAD, Value, of_facts, of_row};

/// The narrowest and the widest a column can be made, in columns of the terminal.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 3..=60;

macro_rules! columns {
    ($($column:ident $name:literal $german:literal;)*) => {
        /// A column of the list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column {
            $($column,)*
        }

        impl Column {
            pub const ALL: &[Self] = &[$(Self::$column,)*];

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
        }
    };
}

columns! {
    Name     "name"       "name";
    Company  "company"    "firma";
    Role     "role"       "funktion";
    Tier     "tier"       "stufe";
    Stage    "stage"      "stand";
    Touched  "last-touch" "zuletzt";
    Due      "next-due"   "nächstes";
    Overdue  "overdue"    "verspätung";
    Tags     "tags"       "tags";
    City     "city"       "ort";
    Mail     "mail"       "mail";
    Phone    "phone"      "telefon";
    Birthday "birthday"   "geburtstag";
    Owner    "owner"      "zuständig";
    Added    "added"      "angelegt";
    Cadence  "cadence"    "rhythmus";
}

/// A text that names no column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no column")]
pub struct NoColumn(pub String);

impl FromStr for Column {
    type Err = NoColumn;

    /// Reads its name in English or German, with `_` or a blank for `-`.
    fn from_str(typed: &str) -> Result<Self, NoColumn> {
        let wanted = fold(typed.trim()).replace(['_', ' '], "-");
        let is_it = |column: &&Self| wanted == fold(column.name()) || wanted == fold(column.german());
        Self::ALL.iter().find(is_it).copied().ok_or_else(|| NoColumn(typed.trim().to_owned()))
    }
}

/// A column by which a list is sorted. Written `company`, or `-company` for the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

impl FromStr for Sort {
    type Err = NoColumn;

    fn from_str(typed: &str) -> Result<Self, NoColumn> {
        let typed = typed.trim();
        let (descending, name) = typed.strip_prefix('-').map_or((false, typed), |name| (true, name));
        Ok(Self { column: name.parse().map_err(|_| NoColumn(typed.to_owned()))?, descending })
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

impl FromStr for Shown {
    type Err = NoColumn;

    fn from_str(typed: &str) -> Result<Self, NoColumn> {
        let no_column = || NoColumn(typed.trim().to_owned());
        let Some((name, width)) = typed.split_once(':') else { return Ok(Self::from(typed.parse::<Column>()?)) };
        let width = width.trim().parse().ok().filter(|width| WIDTHS.contains(width)).ok_or_else(no_column)?;
        Ok(Self { column: name.parse().map_err(|_| no_column())?, width: Some(width) })
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
    /// By the first, where that is the same by the second; by name at last. Empty for by name alone.
    pub sort: Vec<Sort>,
    /// From the left.
    pub columns: Vec<Shown>,
}

impl Default for Look {
    fn default() -> Self {
        const COLUMNS: [Column; 6] =
            [Column::Name, Column::Company, Column::Tier, Column::Touched, Column::Due, Column::Tags];
        Self { sort: Vec::new(), columns: COLUMNS.map(Shown::from).into() }
    }
}

impl Look {
    /// Sorted by this column; the same once more turns it round. What it was sorted by before decides where that is the same.
    pub fn sort_by(&mut self, column: Column) {
        let first = self.first();
        let again = first.column == column;
        self.sort.retain(|sort| sort.column != column);
        self.sort.insert(0, Sort { column, descending: again && !first.descending });
        self.sort.truncate(SORTS);
        if self.sort == [Sort { column: Column::Name, descending: false }] {
            self.sort.clear();
        }
    }

    /// By which it is sorted before all.
    pub fn first(&self) -> Sort {
        self.sort.first().copied().unwrap_or(Sort { column: Column::Name, descending: false })
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_are_written_and_in_german() {
        for column in Column::ALL {
            assert_eq!(column.name().parse(), Ok(*column));
            assert_eq!(column.german().parse(), Ok(*column));
            for width in [None, Some(3), Some(60)] {
                let shown = Shown { column: *column, width };
                assert_eq!(shown.to_string().parse(), Ok(shown));
            }
            for descending in [false, true] {
                let sort = Sort { column: *column, descending };
                assert_eq!(sort.to_string().parse(), Ok(sort));
            }
        }
        assert_eq!("Last_Touch".parse(), Ok(Column::Touched));
        assert_eq!(" Zuletzt ".parse(), Ok(Column::Touched));
        for wrong in ["", "nam", "name:", "name:2", "name:61", "name:x", "--name"] {
            assert!(wrong.parse::<Shown>().is_err() && wrong.parse::<Sort>().is_err(), "{wrong:?}");
        }
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
