//! A notice where there is no desktop: a mail by the system's `sendmail`, or the bell of the user's terminals; and how a program
//! is run that may never end.

use std::fs;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};

use super::notify::{Notice, Unheard, program};

/// So long a program may take: a desktop's bus waits for 25 seconds on who doesn't answer.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(5);
const BELL: &[u8] = b"\x07";

/// Hands a mail to `sendmail`: to that address, or else to that account here.
pub fn mail(to: &str, account: &str, notice: &Notice, now: DateTime<FixedOffset>) -> Result<(), Unheard> {
    let to = if to.is_empty() { account } else { to };
    if to.is_empty() || to.starts_with('-') {
        return Err(Unheard::NoRecipient);
    }
    let Notice { title, body } = notice;
    let (subject, date) = (encoded(title), now.to_rfc2822());
    // That it is a program's, so that no holiday answers it, says RFC 3834.
    let mail = format!(
        "To: {to}\nSubject: {subject}\nDate: {date}\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{title}\n\n{body}\n"
    );
    run(Command::new(program("sendmail")?).args(["-i", "--", to]), &mail)
}

/// A subject as RFC 2047 wants it, if it isn't plain.
fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let byte = |b: u8| match b {
        b' ' => "_".to_owned(),
        b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
        b => format!("={b:02X}"),
    };
    let words = text.split_inclusive(' ').map(|word| word.bytes().map(byte).collect::<String>());
    words.map(|word| format!("=?utf-8?q?{word}?=")).collect::<Vec<_>>().join(" ")
}

/// Rings the bell of each terminal that the user has open here.
#[cfg(unix)]
pub fn ring() -> Result<(), Unheard> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
    let user = rustix::process::getuid().as_raw();
    let flags = rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::NONBLOCK;
    let mut rung = false;
    for (place, prefix) in [("/dev/pts", ""), ("/dev", "tty"), ("/dev", "ttys")] {
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix(prefix)).unwrap_or_default();
            let is_terminal = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            if is_terminal && entry.metadata().is_ok_and(|meta| meta.uid() == user) {
                let open = fs::OpenOptions::new().write(true).custom_flags(flags.bits() as i32).open(entry.path());
                rung |= open.and_then(|mut terminal| terminal.write_all(BELL)).is_ok();
            }
        }
    }
    if rung { Ok(()) } else { Err(Unheard::NoTerminal) }
}

#[cfg(not(unix))]
pub fn ring() -> Result<(), Unheard> {
    io::stdout().write_all(BELL).map_err(|_| Unheard::NoTerminal)
}

/// Runs a program that reads `input` and says nothing; it must end well, and soon.
pub fn run(command: &mut Command, input: &str) -> Result<(), Unheard> {
    let failed = |error: io::Error| Unheard::Failed(error.to_string());
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(failed)?;
    // What it doesn't read it doesn't need; how it ends says whether that was well. It fits into the pipe.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    let begun = Instant::now();
    loop {
        match child.try_wait().map_err(failed)? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Unheard::Failed(status.to_string())),
            None if begun.elapsed() > PATIENCE => {
                let _ = child.kill().and_then(|()| child.wait());
                return Err(Unheard::NoAnswer);
            }
            None => thread::sleep(LOOK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_plain_or_encoded() {
        let check = |subject: &str, expect: &str| assert_eq!(encoded(subject), expect);
        check("touchbase: 6 due", "touchbase: 6 due");
        check("touchbase: 6 fällig", "=?utf-8?q?touchbase=3A_?= =?utf-8?q?6_?= =?utf-8?q?f=C3=A4llig?=");
    }

    #[test]
    fn a_program_must_end_well() {
        assert!(run(Command::new("sh").args(["-c", "grep -q x"]), "x\n").is_ok());
        assert!(run(Command::new("sh").args(["-c", "exit 3"]), "").unwrap_err().to_string().contains('3'));
        assert!(run(&mut Command::new("/nonexistent/program"), "").is_err());
    }
}
