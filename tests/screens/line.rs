//! What frames cost on the line, in bytes; and that what isn't painted at once is painted at rest.

use ratatui::Terminal;
use ratatui::layout::Size;
use touchbase::text::Lang;
use touchbase::tui::offscreen;
use touchbase::tui::terminal::pen::Pen;

use crate::play::Screen;
use crate::small;

/// Screens on a line whose bytes are counted.
struct Line {
    screen: Screen,
    terminal: Terminal<Pen>,
    size: (u16, u16),
}

impl Line {
    fn new(width: u16, height: u16) -> Self {
        let screen = small(Lang::En, (width, height));
        let terminal = Terminal::new(Pen::new(move || Size { width, height })).unwrap();
        Self { screen, terminal, size: (width, height) }
    }

    /// The bytes of the frame that comes of these keys at once.
    fn cost(&mut self, keys: &str) -> usize {
        self.screen.play(keys);
        self.frame()
    }

    /// The bytes of the frame that comes when the keys rest.
    fn rest(&mut self) -> usize {
        self.screen.wait(1);
        self.frame()
    }

    fn frame(&mut self) -> usize {
        let shown = self.terminal.backend().shown();
        self.terminal.draw(|frame| self.screen.app.draw_over(Some(&shown.borrow()), frame)).unwrap();
        self.terminal.backend_mut().take().len()
    }

    fn shown(&self) -> String {
        offscreen::text(&self.terminal.backend().shown().borrow())
    }

    /// What would be shown if all were painted anew.
    fn whole(&mut self) -> String {
        offscreen::text(&offscreen::cells(&mut self.screen.app, self.size))
    }
}

#[test]
fn a_move_in_a_list_costs_two_rows() {
    for ((width, height), most) in [((80, 24), 280), ((200, 50), 500)] {
        let mut line = Line::new(width, height);
        for list in ["1", "2", "3", "4"] {
            line.cost(list);
            for keys in ["j", "j", "k"] {
                line.rest();
                let cost = line.cost(keys);
                assert!(cost <= most, "{keys} in {list} at {width}x{height} takes {cost} bytes");
            }
        }
    }
}

#[test]
fn what_stands_beside_a_list_follows_when_the_keys_rest() {
    for size in [(80, 24), (120, 40)] {
        let mut line = Line::new(size.0, size.1);
        line.cost("");
        for keys in ["j", "jj", "k", "2j", "3j", "4j", "1G", "gg"] {
            line.cost(keys);
            line.rest();
            let whole = line.whole();
            assert_eq!(line.shown(), whole, "after {keys:?}");
        }
    }
}

#[test]
fn nothing_stays_of_what_lay_over_it() {
    let mut line = Line::new(120, 40);
    line.cost("");
    for keys in ["jc", "call: asked for it", "<enter>", "f", "<esc>", "j:", "<esc>"] {
        line.cost(keys);
        let whole = line.whole();
        // Frame by frame, and quickly: only a move leaves what stands beside it.
        assert_eq!(line.shown(), whole, "after {keys:?}");
    }
}

#[test]
fn what_stays_costs_nothing() {
    let mut line = Line::new(120, 40);
    for keys in ["", "2", "3", "4", "1c", "abc", "<esc>", "/an", "<esc>"] {
        line.cost(keys);
        assert_eq!(line.frame(), 0, "after {keys:?}");
    }
    line.cost("c");
    line.cost("a");
    line.cost("b");
    assert_eq!(line.cost("c"), 1, "a letter typed is one byte");
}
