//! What frames cost on the line, in bytes.

use ratatui::Terminal;
use ratatui::layout::Size;
use touchbase::text::Lang;
use touchbase::tui::terminal::pen::Pen;

use crate::play::Screen;
use crate::small;

/// Screens on a line whose bytes are counted.
struct Line {
    screen: Screen,
    terminal: Terminal<Pen>,
}

impl Line {
    fn new(width: u16, height: u16) -> Self {
        let screen = small(Lang::En, (width, height));
        let terminal = Terminal::new(Pen::new(move || Size { width, height })).unwrap();
        Self { screen, terminal }
    }

    /// The bytes of the frame that comes of these keys.
    fn cost(&mut self, keys: &str) -> usize {
        self.screen.play(keys);
        self.terminal.draw(|frame| self.screen.app.draw(frame)).unwrap();
        self.terminal.backend_mut().take().len()
    }
}

#[test]
fn a_move_in_a_list_costs_two_rows() {
    for ((width, height), most) in [((80, 24), 280), ((200, 50), 500)] {
        let mut line = Line::new(width, height);
        line.cost("2");
        for keys in ["j", "j", "k"] {
            let cost = line.cost(keys);
            assert!(cost <= most, "{keys} at {width}x{height} takes {cost} bytes");
        }
    }
}

#[test]
fn what_stays_costs_nothing() {
    let mut line = Line::new(120, 40);
    for keys in ["", "2", "3", "4", "1c", "abc", "<esc>", "/an", "<esc>"] {
        line.cost(keys);
        assert_eq!(line.cost(""), 0, "after {keys:?}");
    }
    line.cost("c");
    line.cost("a");
    line.cost("b");
    assert_eq!(line.cost("c"), 1, "a letter typed is one byte");
}
