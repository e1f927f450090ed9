//! ASCII signs in the place of drawn ones, for terminals whose fonts lack them: `icons = "ascii"`.

use ratatui::buffer::Buffer;

/// Signs of the screens, each with what stands for it.
const SIGNS: &[(&str, &str)] = &[
    ("─", "-"),
    ("│", "|"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("┼", "+"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("▌", ">"),
    ("✓", "v"),
    ("✗", "x"),
    ("≠", "#"),
    ("○", "o"),
    ("✎", "~"),
    ("›", ">"),
    ("‹", "<"),
    ("•", "*"),
    ("♥", "+"),
    ("¤", "$"),
    ("⚑", "^"),
    ("→", ">"),
    ("↑", "^"),
    ("←", "<"),
    ("↓", "v"),
    ("▲", "^"),
    ("▼", "v"),
    ("·", "-"),
    ("–", "-"),
    ("…", "~"),
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("§", "c"),
    ("×", "x"),
    ("▁", "_"),
    ("▂", "_"),
    ("▃", "="),
    ("▄", "="),
    ("▅", "="),
    ("▆", "#"),
    ("▇", "#"),
    ("█", "#"),
];

/// Puts them in, wherever the signs stand. Letters stay what they are.
pub fn put_in(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        // Points of a line, of whatever pattern.
        if matches!(cell.symbol().chars().next(), Some('\u{2801}'..='\u{28ff}')) {
            cell.set_symbol("*");
        } else if let Some((_, plain)) = SIGNS.iter().find(|(sign, _)| *sign == cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}
