//! `man`: the manual page. One page for all verbs, so that `/` finds every option in it; what it says of them is their help.

mod sections;

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use roff::{Inline, Roff, bold, roman};

use super::args::Arguments;
use super::failure::{Outcome, Status};

/// Print the manual page
#[derive(Debug, clap::Args)]
#[command(after_help = "To read it: touchbase man | man -l -\n\
                        To have it found: touchbase man > ~/.local/share/man/man1/touchbase.1")]
pub struct Args {}

pub fn run() -> Outcome {
    io::stdout().write_all(page().render().as_bytes())?;
    Ok(Status::Done)
}

fn page() -> Roff {
    let mut whole = Arguments::command();
    whole.build();
    let mut page = Roff::new();
    let version = format!("touchbase {}", whole.get_version().unwrap_or_default());
    page.control("TH", ["TOUCHBASE", "1", "\"\"", version.as_str(), "User Commands"]);
    page.control("SH", ["NAME"]);
    let about = whole.get_about().map(ToString::to_string).unwrap_or_default();
    page.text([roman(format!("touchbase - {}", lower(&about)))]);
    sections::BEFORE.iter().for_each(|(title, text)| section(&mut page, title, text));
    page.control("SH", ["OPTIONS"]);
    whole.get_arguments().for_each(|argument| self::argument(&mut page, argument));
    page.control("SH", ["COMMANDS"]);
    whole.get_subcommands().filter(|verb| !verb.is_hide_set()).for_each(|verb| self::verb(&mut page, verb));
    sections::AFTER.iter().for_each(|(title, text)| section(&mut page, title, text));
    page
}

/// It goes on in the middle of a line.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn section(page: &mut Roff, title: &str, text: &str) {
    page.control("SH", [title]);
    paragraphs(page, text);
}

fn verb(page: &mut Roff, verb: &Command) {
    page.control("SS", [verb.get_name()]);
    let usage = verb.clone().render_usage().to_string();
    literal(page, usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|line| !line.is_empty()));
    let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
    page.control("PP", []);
    page.text(spans(&format!("{about}.")));
    let own = verb.get_arguments().filter(|one| !one.is_global_set() && one.get_id() != "help");
    own.for_each(|argument| self::argument(page, argument));
    for one in verb.get_subcommands().filter(|one| one.get_name() != "help") {
        let about = one.get_about().map(ToString::to_string).unwrap_or_default();
        term(page, &format!("{} {}", verb.get_name(), one.get_name()), &about);
    }
    if let Some(more) = verb.get_after_help() {
        page.control("PP", []);
        paragraphs(page, &more.to_string());
    }
}

fn argument(page: &mut Roff, argument: &Arg) {
    if argument.is_hide_set() {
        return;
    }
    let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let variable = argument.get_env().map(|name| format!(" [{}]", name.to_string_lossy())).unwrap_or_default();
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    term(page, &format!("{short}{argument}"), &format!("{help}{variable}"));
}

fn term(page: &mut Roff, term: &str, about: &str) {
    page.control("TP", []);
    page.text([bold(term)]);
    page.text(spans(about));
}

/// A line is a paragraph, one that is indented stays as it is, and one with a tab says what its beginning is.
fn paragraphs(page: &mut Roff, text: &str) {
    let mut lines = text.lines().peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        if line.is_empty() {
            continue;
        }
        if line.starts_with("  ") {
            let mut shown = vec![line.trim()];
            while let Some(next) = lines.next_if(|next| next.starts_with("  ")) {
                shown.push(next.trim());
            }
            page.control("RS", ["4"]);
            literal(page, shown.into_iter());
            page.control("RE", []);
        } else if let Some((named, about)) = line.split_once('\t') {
            term(page, named, about);
        } else {
            if !is_first {
                page.control("PP", []);
            }
            page.text(spans(line));
        }
        is_first = false;
    }
}

/// Lines as they are.
fn literal<'a>(page: &mut Roff, lines: impl Iterator<Item = &'a str>) {
    page.control("nf", []);
    lines.for_each(|line| {
        page.text([bold(line)]);
    });
    page.control("fi", []);
}

/// What stands between backticks is typed.
fn spans(text: &str) -> Vec<Inline> {
    let one = |(at, part)| if at % 2 == 0 { roman(part) } else { bold(part) };
    text.split('`').enumerate().filter(|(_, part): &(usize, &str)| !part.is_empty()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/touchbase.1");

    /// With `PACKAGING_UPDATE=1` it is written instead of compared.
    #[test]
    fn the_page_that_is_packaged_is_this_one() {
        let page = page().render();
        if std::env::var_os("PACKAGING_UPDATE").is_some() {
            std::fs::write(PAGE, page).unwrap();
        } else {
            let packaged = std::fs::read_to_string(PAGE).unwrap();
            assert!(packaged == page, "make it anew with PACKAGING_UPDATE=1 cargo test --lib cli::man");
        }
    }

    #[test]
    fn a_text_is_set_by_its_lines() {
        let mut page = Roff::new();
        paragraphs(&mut page, "One `typed` here.\nTwo.\n\n  an example\nTERM\tis this");
        let expect = "One \\fBtyped\\fR here.\n.PP\nTwo.\n.RS 4\n.nf\n\\fBan example\\fR\n.fi\n.RE\n.TP\n\\fBTERM\\fR\nis this\n";
        assert!(page.render().ends_with(expect), "{}", page.render());
    }
}
