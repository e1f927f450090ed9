//! The clipboard of whoever sits at the terminal: by OSC 52, which is written and never read; inside tmux by tmux, which by
//! itself takes OSC 52 from nobody (`set-clipboard external`) but has a command for it, whatever is configured.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::effect::Problem;
use super::event::{Copied, Event};
use super::inbox::Sender;
use super::terminal::Line;
use crate::say;
use crate::text::Text;
use crate::text::size::size;

/// What terminals take at most, in bytes: with the sequence around it and in base 64 that is 100,000.
const LONGEST: usize = 74_994;

/// Copies; tells the inbox when that is done, or why it can't be.
pub(super) fn copy(copied: Copied, text: &Text, line: &Line, inbox: &Sender) {
    if copied.what.len() > LONGEST {
        let words = say!(
            text,
            "copy-too-long",
            size = size(text, copied.what.len() as u64),
            limit = size(text, LONGEST as u64)
        );
        return inbox.send(Event::Failed(Problem::Said(words)));
    }
    let (line, inbox) = (line.clone(), inbox.clone());
    if variable("TMUX").is_empty() {
        return by_osc_52(copied, &line, inbox);
    }
    // Nobody waits for another program here.
    let by_tmux = move || match by_tmux(&copied.what) {
        Ok(()) => inbox.send(Event::Copied(Copied { by_tmux: true, ..copied })),
        Err(error) => {
            tracing::warn!(%error, "tmux doesn't copy");
            by_osc_52(copied, &line, inbox);
        }
    };
    thread::spawn(by_tmux);
}

fn by_osc_52(copied: Copied, line: &Line, inbox: Sender) {
    let bytes = osc_52(&copied.what, &variable("TERM"));
    line.send_then(bytes, move || inbox.send(Event::Copied(copied)));
}

/// Into tmux's own buffer, and `-w`: on to the clipboard of the terminal that it is in. tmux has that since 3.2.
fn by_tmux(what: &str) -> io::Result<()> {
    let mut command = Command::new("tmux");
    command.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut tmux = command.spawn()?;
    let written = tmux.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(what.as_bytes()));
    let status = tmux.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

/// The sequence. In a tmux of which nothing is known here (it runs on the other end of an SSH connection) also wrapped so that
/// one with `allow-passthrough` hands it on; one without passes over that.
fn osc_52(what: &str, term: &str) -> Vec<u8> {
    let mut sequence = String::new();
    // Into memory, which takes all.
    let _ = CopyToClipboard::to_clipboard_from(what).write_ansi(&mut sequence);
    // The older terminator: of one byte, and known to all.
    sequence = sequence.trim_end_matches("\x1b\\").to_owned() + "\x07";
    if term.starts_with("tmux") {
        let wrapped = sequence.replace('\x1b', "\x1b\x1b");
        sequence.push_str(&format!("\x1bPtmux;{wrapped}\x1b\\"));
    }
    sequence.into_bytes()
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_is_100_000_bytes() {
        assert_eq!(osc_52(&"x".repeat(LONGEST), "xterm").len(), 100_000);
    }

    #[test]
    fn in_a_tmux_elsewhere_it_is_wrapped_too() {
        for (term, expected) in [
            ("xterm-256color", "\x1b]52;c;QW5uYQ==\x07"),
            ("screen-256color", "\x1b]52;c;QW5uYQ==\x07"),
            ("tmux-256color", "\x1b]52;c;QW5uYQ==\x07\x1bPtmux;\x1b\x1b]52;c;QW5uYQ==\x07\x1b\\"),
        ] {
            assert_eq!(String::from_utf8(osc_52("Anna", term)).unwrap(), expected, "{term}");
        }
    }
}
