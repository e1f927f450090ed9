//! Shells in a pseudo-terminal: Tab completes names, whatever they hold, and a prompt says how many are due.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::terminal::Terminal;
use crate::{TODAY, three_due, verb};

/// A name that would do something, were it ever run.
const HOSTILE: &str = "Zoë $(touch owned) `touch owned` \"q\" 'a' !";

/// A shell with a plain prompt that completes touchbase's command line by the script that is packaged; `None` where it isn't
/// installed.
fn shell(home: &Path, name: &str, start: &[&str], ready: &str) -> Option<Terminal> {
    if Command::new(name).args(["-c", ":"]).status().is_err() {
        eprintln!("skipped: no {name} here");
        return None;
    }
    let bin = home.join("bin");
    if !bin.exists() {
        fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_touchbase"), bin.join("touchbase")).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/completions");
    let mut terminal = Terminal::run(home, 120, 40, &[&["env", "LC_ALL=C.UTF-8", name], start].concat());
    // A letter that is no word yet shows that the shell reads lines by now.
    terminal.keys(&ready.replace("BIN", bin.to_str().unwrap()).replace("SCRIPTS", script)).shows("ready>");
    Some(terminal)
}

fn people() -> tempfile::TempDir {
    let home = three_due();
    verb(home.path(), &["add", HOSTILE, "--company", "Kaiser & Söhne"]);
    verb(home.path(), &["add", "Anna Berg"]);
    home
}

/// Waits until the shell reads a new line.
fn prompt(terminal: &mut Terminal) -> &mut Terminal {
    terminal.wait("an empty line behind the prompt", |screen| {
        screen.lines().rfind(|row| !row.trim().is_empty()).is_some_and(|row| row.trim() == "ready>")
    })
}

/// Runs what `line` becomes, a name in it: it must be taken as the hostile one, and nothing of it run.
fn takes(terminal: &mut Terminal, home: &Path, line: &str, becomes: &str) {
    let answer = format!("{} found", line.len());
    prompt(terminal).keys(line).shows(becomes);
    terminal.keys(&format!(" --json | grep -c 'touch owned' | sed 's/1/{} found/'<enter>", line.len()));
    terminal.wait("the name as it was taken", |screen| screen.lines().any(|row| row.trim() == answer));
    assert!(!home.join("owned").exists(), "a name was run");
}

/// What every shell must do: a name alone, in quotes, behind an option, and what isn't a whole word.
fn completes(terminal: &mut Terminal) {
    prompt(terminal).keys("touchbase show Ber<tab>").shows("touchbase show Bernd\\ Kaiser");
    terminal.keys("<enter>").shows("asked for samples");
    prompt(terminal).keys("touchbase show 'Mia <tab>").shows("touchbase show 'Mia Olsen'").keys("<ctrl-u>");
    prompt(terminal)
        .keys("touchbase add Tom --company=Kai<tab>")
        .shows("--company=Kaiser\\ \\&\\ Söhne")
        .keys("<ctrl-u>");
    prompt(terminal).keys("touchbase list --columns name,ci<tab>").shows("--columns name,city").keys("<ctrl-u>");
    prompt(terminal).keys("touchbase set mia ti<tab>B").shows("touchbase set mia tier=B").keys("<ctrl-u>");
}

/// Several are listed; with that the journey ends.
fn lists(terminal: &mut Terminal) {
    prompt(terminal).keys("touchbase show An<tab>").shows("touchbase show Anna\\ ").keys("<tab><tab>");
    // A signal may come while the shell still lists, and be forgotten; what is typed waits.
    terminal.shows("Anna Berg").shows("Anna Müller").keys("<ctrl-u>exit<enter>").dies();
}

#[test]
fn bash_completes() {
    let home = people();
    let ready = "PATH=BIN:$PATH; source SCRIPTS/touchbase.bash; PS1=ready'> '<enter>";
    let Some(mut bash) = shell(home.path(), "bash", &["--norc", "--noprofile", "-i"], ready) else { return };
    completes(&mut bash);
    let bare = r"touchbase show Zoë\ \$\(touch\ owned\)\ \`touch\ owned\`";
    takes(&mut bash, home.path(), "touchbase show Zo<tab>", bare);
    // Umlauts both ways, and within quotes.
    let quoted = "touchbase show \"Zoë \\$(touch owned) \\`touch owned\\` \\\"q\\\" 'a' \"'!'\"\"";
    takes(&mut bash, home.path(), "touchbase show \"zoe<tab>", quoted);
    takes(
        &mut bash,
        home.path(),
        "touchbase show 'zoë<tab>",
        "touchbase show 'Zoë $(touch owned) `touch owned` \"q\" '\\''a'\\'' !'",
    );
    lists(&mut bash);
}

#[test]
fn zsh_completes() {
    let home = people();
    let ready = "PATH=BIN:$PATH; fpath=(SCRIPTS $fpath); autoload -Uz compinit && compinit -u -D; PS1=ready'> '<enter>";
    let Some(mut zsh) = shell(home.path(), "zsh", &["-f", "-i"], ready) else { return };
    completes(&mut zsh);
    let bare = r"touchbase show Zoë\ \$\(touch\ owned\)\ \`touch\ owned\`";
    takes(&mut zsh, home.path(), "touchbase show Zo<tab>", bare);
    takes(
        &mut zsh,
        home.path(),
        "touchbase show \"zoe<tab>",
        "touchbase show \"Zoë \\$(touch owned) \\`touch owned\\`",
    );
    lists(&mut zsh);
}

#[test]
fn fish_completes() {
    let home = people();
    let ready = "set -gx PATH BIN $PATH; source SCRIPTS/touchbase.fish; function fish_prompt; echo -n 'ready''> '; end; set -g fish_color_error; set -g fish_greeting<enter>";
    let Some(mut fish) = shell(home.path(), "fish", &["--no-config", "-i"], ready) else { return };
    completes(&mut fish);
    takes(&mut fish, home.path(), "touchbase show Zo<tab>", r"touchbase show Zoë\ \$\(touch\ owned\)\ `touch\ owned`");
    takes(&mut fish, home.path(), "touchbase show \"Zo<tab>", "touchbase show \"Zoë \\$(touch owned) `touch owned`");
    lists(&mut fish);
}

/// A prompt counts who is due, and a greeting names them; the bell rings in the user's terminals.
#[test]
fn a_prompt_counts_and_a_bell_rings() {
    let home = three_due();
    let ready = format!("PATH=BIN:$PATH; PS1='$(touchbase --today {TODAY} due --brief=count) ready''> '<enter>");
    let Some(mut bash) = shell(home.path(), "bash", &["--norc", "--noprofile", "-i"], &ready) else { return };
    bash.shows("3 ready>").keys(&format!("touchbase --today {TODAY} log mia 'call: hello'<enter>")).shows("2 ready>");
    bash.keys(&format!("touchbase --today {TODAY} due --brief<enter>")).shows("2 due: Anna Müller, Bernd Kaiser");
    fs::write(home.path().join("bell.toml"), "[notify]\nby = [\"bell\"]\n").unwrap();
    let config = home.path().join("bell.toml");
    verb(home.path(), &["--config", config.to_str().unwrap(), "due", "--notify"]);
    bash.rings().keys("exit<enter>").ends();
}
