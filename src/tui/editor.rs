//! The user's own editor: a long text is given to it in a file that only the user can read, and comes back when it ends.
//!
//! It has the terminal meanwhile. What the terminal sends to all that run in it (Ctrl-C, Ctrl-Z) is meant for the editor then,
//! which `signals` asks here.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::demo;
use super::ending::Ending;
use crate::explain;
use crate::say;
use crate::text::Text;

/// Where none is named, as POSIX has it for mailx and crontab.
const USUAL: &str = "vi";

/// Ctrl-C goes to all that run in the terminal at once: ours may be looked at so long after the editor has ended of its own.
const AFTERMATH: Duration = Duration::from_millis(500);

static IS_OPEN: AtomicBool = AtomicBool::new(false);
static ENDED: Mutex<Option<Instant>> = Mutex::new(None);

/// Whether it has the terminal.
pub(super) fn is_open() -> bool {
    IS_OPEN.load(Ordering::SeqCst)
}

/// Whether an interrupt was meant for it: while the screens have the terminal, that sends none.
pub(super) fn is_meant() -> bool {
    let ended = *ENDED.lock().unwrap_or_else(PoisonError::into_inner);
    is_open() || ended.is_some_and(|ended| ended.elapsed() < AFTERMATH)
}

/// Which one it is: what VISUAL or EDITOR say, with arguments of its own, if it has any.
pub(super) fn named() -> String {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| USUAL.to_owned())
}

/// Why a text didn't come back.
enum Trouble {
    /// It can't be given to the editor, or be read again.
    File(io::Error),
    /// The editor can't be started, or says that the text isn't to be taken.
    Ended(ExitStatus),
    NotText,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

/// Lets `was` be edited; waits until the editor ends. The error is one sentence for the user; the text stays as it was then.
/// Should the process end meanwhile, `ending` takes the file away.
pub(super) fn edit(was: &str, ending: &Ending, text: &Text) -> Result<String, String> {
    let dir = std::env::temp_dir().join(format!("touchbase-text-{}", uuid::Uuid::now_v7().simple()));
    ending.throwaway(&dir);
    IS_OPEN.store(true, Ordering::SeqCst);
    let edited = edit_in(&dir, was, &named());
    *ENDED.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    IS_OPEN.store(false, Ordering::SeqCst);
    demo::remove(&dir);
    ending.is_thrown_away(&dir);
    edited.map_err(|trouble| match trouble {
        Trouble::File(error) => say!(text, "editor-file", reason = explain::reason(text, &error)),
        Trouble::Ended(status) if status.code() == Some(127) => say!(text, "editor-none", editor = named()),
        Trouble::Ended(_) => say!(text, "editor-gave-up", editor = named()),
        Trouble::NotText => say!(text, "editor-no-text"),
    })
}

fn edit_in(dir: &Path, was: &str, editor: &str) -> Result<String, Trouble> {
    let path = written(dir, was)?;
    // By the shell, since the variable may hold arguments; the path is one of its own.
    let status = Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(&path).status()?;
    if !status.success() {
        return Err(Trouble::Ended(status));
    }
    let text = String::from_utf8(fs::read(&path)?).map_err(|_| Trouble::NotText)?;
    // Editors end the last line.
    Ok(if was.ends_with('\n') { text } else { text.trim_end_matches(['\n', '\r']).to_owned() })
}

fn written(dir: &Path, text: &str) -> io::Result<PathBuf> {
    DirBuilder::new().mode(0o700).create(dir)?;
    let path = dir.join("text.txt");
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        file.write_all(b"\n")?;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Lets a shell's line edit `was`; the file is `$1` to it.
    fn check(was: &str, editor: &str, expect: Option<&str>) {
        let home = tempfile::tempdir().unwrap();
        let edited = edit_in(&home.path().join("text"), was, editor);
        assert_eq!(edited.ok().as_deref(), expect, "{was:?} by {editor}");
    }

    #[test]
    fn what_the_editor_leaves_comes_back() {
        check("one", "true", Some("one"));
        check("", "true", Some(""));
        check("one\ntwo", "printf 'three\\nfour\\n' >", Some("three\nfour"));
        check("one\n", "true", Some("one\n"));
        check("ends open", "printf x >>", Some("ends open\nx"));
        check("one", "false", None);
        check("one", "no-such-editor-anywhere", None);
        check("one", "rm -f", None);
        check("one", "printf '\\377' >", None);
        check("Käse 😀", "sed -i s/Käse/Brot/", Some("Brot 😀"));
    }

    #[test]
    fn only_the_user_can_read_it() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("text");
        let path = written(&dir, "secret").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&dir), mode(&path)), (0o700, 0o600));
        assert!(written(&dir, "again").is_err(), "what somebody else has put there isn't taken");
    }
}
