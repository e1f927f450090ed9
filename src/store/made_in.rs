//! In which session a set was made: the name that a session goes by in the journal, and what it says.
//!
//! A name is `screen:pts/3:4711:ID` or `verb::4711:ID`: what it is, its terminal (nothing where there is none), its process and an
//! id that no other session has. Those written earlier are `screen:ID` and `verb:ID`. Names are compared whole.

use std::io::{stderr, stdin, stdout};
use std::time::Duration;

use rustix::termios::ttyname;
use uuid::Uuid;

use super::process::Process;

/// What a session's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeIn {
    /// Whether it was a screen; else a verb.
    pub screen: bool,
    /// Its terminal as people call it, `pts/3`; none for what a timer or a script started.
    pub terminal: Option<String>,
    /// Its process, where the name tells it.
    pub process: Option<u32>,
}

impl MadeIn {
    /// What this process is.
    pub(super) fn own(screen: bool) -> Self {
        Self { screen, terminal: terminal(), process: Some(std::process::id()) }
    }

    /// A name that no other session has.
    pub(super) fn name(&self) -> String {
        let kind = if self.screen { "screen" } else { "verb" };
        // What parts the name can't stand in a part of it.
        let terminal = self.terminal.as_deref().unwrap_or_default().replace(':', "_");
        let process = self.process.map(|process| process.to_string()).unwrap_or_default();
        format!("{kind}:{terminal}:{process}:{}", Uuid::now_v7())
    }

    /// What a name says; of one of another form as much as can be known.
    pub fn of(name: &str) -> Self {
        let parts: Vec<&str> = name.split(':').collect();
        let (terminal, process) = match parts[..] {
            [_, terminal, process, _] => (terminal, process.parse().ok()),
            _ => ("", None),
        };
        let terminal = (!terminal.is_empty()).then(|| terminal.to_owned());
        Self { screen: parts[0] == "screen", terminal, process }
    }

    /// Whether another process has this session now, as far as the name tells. Where it doesn't, and of a session of this
    /// process, it counts as gone.
    pub(super) fn lives(name: &str) -> bool {
        let Some(pid) = Self::of(name).process.filter(|pid| *pid != std::process::id()) else { return false };
        let process = Process { pid, terminal: String::new() };
        process.is_alive() && began(name).is_none_or(|began| process.is_as_old_as(began))
    }
}

/// When a session began, as its id tells: since 1970.
fn began(name: &str) -> Option<Duration> {
    let id: Uuid = name.rsplit(':').next()?.parse().ok()?;
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    Some(Duration::new(seconds, nanos))
}

/// The terminal that this process reads from or writes to, if any: without `/dev/`.
fn terminal() -> Option<String> {
    let named = |path: rustix::io::Result<std::ffi::CString>| {
        let path = path.ok()?.to_string_lossy().into_owned();
        Some(path.strip_prefix("/dev/").map(str::to_owned).unwrap_or(path))
    };
    named(ttyname(stdin(), Vec::new()))
        .or_else(|| named(ttyname(stderr(), Vec::new())))
        .or_else(|| named(ttyname(stdout(), Vec::new())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_was_made_of_and_older_ones_what_they_can() {
        let check = |name: &str, screen: bool, terminal: Option<&str>, process: Option<u32>| {
            let expect = MadeIn { screen, terminal: terminal.map(str::to_owned), process };
            assert_eq!(MadeIn::of(name), expect, "{name:?}");
        };
        check("screen:pts/3:4711:0192", true, Some("pts/3"), Some(4711));
        check("verb::4711:0192", false, None, Some(4711));
        check("screen:0192", true, None, None);
        check("verb:0192", false, None, None);
        check("screen:pts/3:x:0192", true, Some("pts/3"), None);
        check("", false, None, None);
        let own = MadeIn { screen: true, terminal: Some("a:b".to_owned()), process: Some(7) };
        assert_eq!(MadeIn::of(&own.name()), MadeIn { terminal: Some("a_b".to_owned()), ..own.clone() });
        assert_ne!(own.name(), own.name());
    }

    #[test]
    fn a_session_lives_with_its_process_and_not_with_another_of_the_same_number() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let name = |id: Uuid, pid: u32| format!("screen:pts/3:{pid}:{id}");
        let earlier = Uuid::new_v7(uuid::Timestamp::from_unix_time(1_600_000_000, 0, 0, 0));
        let own = name(Uuid::now_v7(), child.id());
        assert!(MadeIn::lives(&own));
        assert_eq!(
            MadeIn::lives(&name(earlier, child.id())),
            cfg!(not(target_os = "linux")),
            "the number is another's"
        );
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!MadeIn::lives(&own));
        for unknown in ["screen:0192", "", &name(Uuid::now_v7(), std::process::id())] {
            assert!(!MadeIn::lives(unknown), "{unknown:?}");
        }
    }
}
