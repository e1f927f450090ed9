//! Whether the terminal's background is dark or light: asked of the terminal (OSC 11) after the first frame, so that nobody waits for
//! the answer. It comes with what is typed, where the keyboard knows it; one that takes too long is passed over, lest the
//! screen change its colours under the eyes.
//!
//! Not asked over a slow line, where answers come when nobody reads them any more, and where the question may be shown.

use std::time::{Duration, Instant};

use crate::config::Background;
use crate::tui::theme::Ground;

/// The question; the answer is `OSC 11 ; rgb:RRRR/GGGG/BBBB` (xterm's dynamic colours).
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// An answer that takes longer counts no more.
const LIMIT: Duration = Duration::from_millis(100);

/// What is known of the background before anything is asked, and whether it is to be asked.
pub fn begin(chosen: Background, variable: impl Fn(&str) -> String) -> (Ground, bool) {
    let hint = || hint(&variable("COLORFGBG")).unwrap_or_default();
    match chosen {
        Background::Dark => (Ground::Dark, false),
        Background::Light => (Ground::Light, false),
        Background::Ask => (hint(), true),
        Background::Auto => {
            let is_far = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].iter().any(|name| !variable(name).is_empty());
            (hint(), !is_far && knows_the_question(&variable("TERM"), !variable("TMUX").is_empty()))
        }
    }
}

/// Some are known not to; they may show it.
fn knows_the_question(term: &str, in_tmux: bool) -> bool {
    let never = ["linux", "vt", "ansi", "cons", "cygwin", "sun", "Eterm", "dumb"];
    !term.is_empty() && !never.iter().any(|name| term.starts_with(name)) && (in_tmux || !term.starts_with("screen"))
}

/// What some terminals say in `COLORFGBG`: the numbers of their colours, the background's last.
fn hint(colours: &str) -> Option<Ground> {
    match colours.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 15 => Some(Ground::Light),
        0..=14 => Some(Ground::Dark),
        _ => None,
    }
}

/// The question while its answer counts.
#[derive(Debug, Default)]
pub struct Asked(Option<Instant>);

impl Asked {
    pub fn at(now: Instant) -> Self {
        Self(Some(now))
    }

    /// Until when an answer counts, if one is still awaited.
    pub fn until(&self) -> Option<Instant> {
        self.0.map(|at| at + LIMIT)
    }

    /// An answer came. Whether it counts.
    pub fn answered(&mut self, now: Instant) -> bool {
        self.0.take().is_some_and(|at| now <= at + LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_where_the_answer_comes_soon() {
        let begin = |chosen, set: &[(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            super::begin(chosen, |name| value(name).unwrap_or_default())
        };
        use Background::{Ask, Auto, Dark, Light};
        for (chosen, set, ground, asked) in [
            (Auto, &[("TERM", "xterm-256color")] as &[_], Ground::Dark, true),
            (Auto, &[("TERM", "foot"), ("COLORFGBG", "0;15")], Ground::Light, true),
            (Auto, &[("TERM", "rxvt"), ("COLORFGBG", "15;default;0")], Ground::Dark, true),
            (Auto, &[("TERM", "rxvt"), ("COLORFGBG", "0;default")], Ground::Dark, true),
            (Auto, &[("TERM", "xterm"), ("SSH_TTY", "/dev/pts/1"), ("COLORFGBG", "0;7")], Ground::Light, false),
            (Auto, &[("TERM", "linux")], Ground::Dark, false),
            (Auto, &[("TERM", "screen")], Ground::Dark, false),
            (Auto, &[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux")], Ground::Dark, true),
            (Auto, &[], Ground::Dark, false),
            (Ask, &[("TERM", "xterm"), ("SSH_TTY", "/dev/pts/1")], Ground::Dark, true),
            (Dark, &[("TERM", "xterm"), ("COLORFGBG", "0;15")], Ground::Dark, false),
            (Light, &[("TERM", "xterm")], Ground::Light, false),
        ] {
            assert_eq!(begin(chosen, set), (ground, asked), "{chosen:?} {set:?}");
        }
    }

    #[test]
    fn an_answer_counts_once_and_not_for_ever() {
        let at = Instant::now();
        let mut asked = Asked::at(at);
        assert!(asked.answered(at + Duration::from_millis(90)));
        assert!(!asked.answered(at + Duration::from_millis(91)));
        assert!(!Asked::at(at).answered(at + Duration::from_millis(101)));
        assert!(!Asked::default().answered(at));
    }
}
