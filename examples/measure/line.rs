//! What the screens cost on the line: bytes for each kind of key, and system calls in a rest.

use crate::Subject;
use crate::table::{Value, row};
use crate::thin_line;

pub fn measure(subject: &Subject) {
    let figures = thin_line::figures(&subject.program, &subject.dir);
    for figure in &figures {
        row(&figure.name, figure.target.map(Value::Count), Value::Count(figure.measured));
    }
    if !figures.iter().any(|figure| figure.name.starts_with("system calls")) {
        eprintln!("system calls can't be counted: no strace");
    }
}
