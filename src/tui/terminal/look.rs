//! How a cell looks, and the shortest way from one look to the next (`SGR`, ECMA-48 8.3.117; colours by number and underlines'
//! colours as xterm has them).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

/// What can be seen of a blank, besides its background.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Each attribute with the numbers that turn it on and off. Bold and dim go off together.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    pub const PLAIN: Self =
        Self { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() };

    pub fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }

    /// Whether a blank looks the same in this as in `wanted`.
    pub fn shows_blanks_as(self, wanted: Self) -> bool {
        self.bg == wanted.bg && !(self.modifier | wanted.modifier).intersects(ON_BLANKS)
    }

    /// Whether what is erased in this looks like any blank without a background.
    pub fn erases_plainly(self) -> bool {
        self.shows_blanks_as(Self::PLAIN)
    }

    /// The sequence that brings this look after another, or after one that isn't known; `None` where none is needed.
    pub fn after(self, before: Option<Self>) -> Option<String> {
        let anew = std::iter::once("0".to_owned()).chain(self.changes(Self::PLAIN));
        let anew = match anew.collect::<Vec<_>>().join(";") {
            zero if zero == "0" => String::new(),
            numbers => numbers,
        };
        let numbers = match before {
            Some(before) if before == self => return None,
            Some(before) => {
                let changed = self.changes(before).join(";");
                if changed.len() <= anew.len() { changed } else { anew }
            }
            None => anew,
        };
        Some(format!("\x1b[{numbers}m"))
    }

    fn changes(self, before: Self) -> Vec<String> {
        let mut numbers = Vec::new();
        let mut on = before.modifier;
        for (modifier, _, off) in ATTRIBUTES {
            if on.contains(modifier) && !self.modifier.contains(modifier) {
                // With it goes all that has the same number.
                let with: Modifier =
                    ATTRIBUTES.iter().filter(|(.., same)| *same == off).map(|(one, ..)| *one).collect();
                on -= with;
                numbers.push(off.to_string());
            }
        }
        let missing = self.modifier - on;
        let missing = ATTRIBUTES.iter().filter(|(modifier, ..)| missing.contains(*modifier));
        numbers.extend(missing.map(|(_, on, _)| on.to_string()));
        for (colour, before, base) in
            [(self.fg, before.fg, 30), (self.bg, before.bg, 40), (self.underline, before.underline, 50)]
        {
            if colour != before {
                numbers.push(number(colour, base));
            }
        }
        numbers
    }
}

/// A colour's number where those of its kind begin with `base`; an underline has its colours only by number of the palette.
fn number(colour: Color, base: u8) -> String {
    let of_16 = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(number) => return format!("{};5;{number}", base + 8),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    match of_16 {
        number if base == 50 => format!("58;5;{number}"),
        number @ 8.. => (base + 60 + number - 8).to_string(),
        number => (base + number).to_string(),
    }
}
