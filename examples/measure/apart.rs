//! Each subject is measured by a process of its own: what one leaves in memory doesn't weigh on the next, and a process that
//! is small starts others as fast as a shell does.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::life::Size;
use crate::table::Figure;
use crate::{SUBJECTS, Subject, commits, made, subject};

const MEASURE: &str = "--measure";
const MAKE: &str = "--make";
const COUNT: &str = "--count";

/// Measures one subject; tells each figure as it comes.
pub fn measure(name: &str, dir: &Path, is_small: bool, mut tell: impl FnMut(Figure)) {
    let size = if is_small { "small" } else { "large" };
    let mut child = own(&[MEASURE, name, text(dir), size]).stdout(Stdio::piped()).spawn().unwrap();
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap) {
        tell(serde_json::from_str(&line).unwrap_or_else(|error| panic!("{name}: {error} in {line:?}")));
    }
    let ended = child.wait().unwrap();
    if !ended.success() {
        eprintln!("{name}: not measured to its end ({ended})");
    }
}

/// Makes a store.
pub fn make(size: Size, dir: &Path) {
    let numbers = [size.contacts, size.companies, size.interactions, size.follow_ups, size.feedback];
    let numbers = numbers.map(|number| number.to_string()).join(",");
    assert!(own(&[MAKE, &numbers, text(dir)]).status().unwrap().success(), "{} isn't made", dir.display());
}

/// How many contacts a store has.
pub fn contacts(dir: &Path) -> usize {
    let said = own(&[COUNT, text(dir)]).output().unwrap().stdout;
    String::from_utf8(said).unwrap().trim().parse().unwrap_or_else(|_| panic!("{} can't be opened", dir.display()))
}

/// Does what this process was started for by another of these, if it was.
pub fn do_if_asked(arguments: &[String]) -> bool {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [MEASURE, name, dir, size] => {
            let (_, measure) = SUBJECTS.iter().find(|(subject, _)| subject == name).expect("a subject");
            measure(&Subject::new(Path::new(dir), *size == "small"));
        }
        [MAKE, numbers, dir] => {
            let numbers: Vec<usize> = numbers.split(',').map(|number| number.parse().unwrap()).collect();
            let [contacts, companies, interactions, follow_ups, feedback] = numbers[..] else { panic!("{numbers:?}") };
            made::store(Size { contacts, companies, interactions, follow_ups, feedback }, Path::new(dir));
        }
        [COUNT, dir] => println!("{}", subject::open(Path::new(dir)).book().contacts().len()),
        [commits::WRITER, dir] => commits::write(Path::new(dir)),
        _ => return false,
    }
    true
}

fn own(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments).stdin(Stdio::null());
    command
}

fn text(dir: &Path) -> &str {
    dir.to_str().expect("a path in UTF-8")
}
