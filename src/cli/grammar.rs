//! How the command line is read: first by the part of the grammar that it names, since making the whole of it takes longer than
//! most verbs do. What that part doesn't take is read once more by the whole, which says what is wrong, or helps.

use std::ffi::OsString;

use clap::{ArgMatches, Args, Command, CommandFactory, FromArgMatches};

use super::args::{Arguments, Options};
use super::{
    add, answer, archive, backup, complete, completions, config, consent, delete, done, due, duplicates, export,
    feedback, follow_up, health, history, import, list, log, log_mail, man, merge, move_to, order, orders, query,
    referrals, repair, reply, report, restore, search, segments, set, show, snooze, spread, survey, tag, undo, verify,
};

type Grammar = fn(Command) -> Command;

/// Each verb with what stands behind it.
const VERBS: [(&str, Grammar); 42] = [
    ("add", add::Args::augment_args),
    ("set", set::Args::augment_args),
    ("tag", tag::Args::augment_args),
    ("move", move_to::Args::augment_args),
    ("merge", merge::Args::augment_args),
    ("duplicates", duplicates::Args::augment_args),
    ("archive", archive::Args::augment_args),
    ("delete", delete::Args::augment_args),
    ("log", log::Args::augment_args),
    ("log-mail", log_mail::Args::augment_args),
    ("follow-up", follow_up::Args::augment_args),
    ("done", done::Args::augment_args),
    ("snooze", snooze::Args::augment_args),
    ("spread", spread::Args::augment_args),
    ("feedback", feedback::Args::augment_args),
    ("answer", answer::Args::augment_args),
    ("reply", reply::Args::augment_args),
    ("survey", survey::Args::augment_args),
    ("consent", consent::Args::augment_args),
    ("order", order::Args::augment_args),
    ("orders", orders::Args::augment_args),
    ("health", health::Args::augment_args),
    ("report", report::Args::augment_args),
    ("referrals", referrals::Args::augment_args),
    ("due", due::Args::augment_args),
    ("list", list::Args::augment_args),
    ("segments", segments::Args::augment_args),
    ("search", search::Args::augment_args),
    ("show", show::Args::augment_args),
    ("import", import::Args::augment_args),
    ("export", export::Args::augment_args),
    ("query", query::Args::augment_args),
    ("undo", undo::Args::augment_args),
    ("history", history::Args::augment_args),
    ("backup", backup::Args::augment_args),
    ("restore", restore::Args::augment_args),
    ("verify", verify::Args::augment_args),
    ("repair", repair::Args::augment_args),
    ("config", config::Args::augment_args),
    ("completions", completions::Args::augment_args),
    ("man", man::Args::augment_args),
    ("complete", complete::Args::augment_args),
];

/// Reads the command line, the program's name first.
pub fn read(line: &[OsString]) -> Result<(Arguments, ArgMatches), clap::Error> {
    taken(&mut named(line), line).or_else(|_| taken(&mut Arguments::command(), line))
}

fn taken(command: &mut Command, line: &[OsString]) -> Result<(Arguments, ArgMatches), clap::Error> {
    let matches = command.try_get_matches_from_mut(line)?;
    let arguments = Arguments::from_arg_matches(&matches).map_err(|error| error.format(command))?;
    Ok((arguments, matches))
}

/// Whether the name of a verb stands in the line, be it as something else.
pub(super) fn names_verb(line: &[OsString]) -> bool {
    VERBS.iter().any(|(name, _)| line.iter().any(|argument| argument == name))
}

/// The options of all verbs, and those verbs whose names stand in the line, be it as something else.
pub(super) fn named(line: &[OsString]) -> Command {
    let options = Options::augment_args(Command::new("touchbase"));
    let verbs = VERBS.iter().filter(|(name, _)| line.iter().any(|argument| argument == name));
    verbs.fold(options, |command, (name, grammar)| command.subcommand(grammar(Command::new(*name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Vec<OsString> {
        std::iter::once("touchbase").chain(words.split_whitespace()).map(OsString::from).collect()
    }

    #[test]
    fn every_verb_has_its_part() {
        let whole = Arguments::command();
        let all: Vec<&str> = whole.get_subcommands().map(Command::get_name).collect();
        let mut parts = VERBS.map(|(name, _)| name);
        parts.sort_by_key(|name| all.iter().position(|verb| verb == name));
        assert_eq!(parts.as_slice(), all.as_slice());
        for (name, grammar) in VERBS {
            let ids = |command: &Command| {
                command.get_arguments().map(|argument| argument.get_id().to_string()).collect::<Vec<_>>()
            };
            let of_whole = whole.find_subcommand(name).unwrap();
            assert_eq!(ids(&grammar(Command::new(name))), ids(of_whole), "{name}");
        }
    }

    #[test]
    fn the_part_takes_what_the_whole_takes_and_reads_the_same() {
        for words in [
            "",
            "--demo",
            "--store=/x --read-only --lang de",
            "due",
            "due --days 7 --check --json",
            "--json due --today 2026-12-01",
            "search due list",
            "list --kind company search",
            "log ana met: lunch --follow-up fri",
            "log ana -- --json",
            "follow-up ana 3d send the offer",
            "done 4f2a --once x",
            "show ana --format md",
            "config path",
            // What isn't taken, or asks for help.
            "du",
            "due due",
            "due --dys 7",
            "due --days x",
            "--jsn due",
            "list -- due --x",
            "--help",
            "-V",
            "due -h",
            "help due",
            "log",
            "--lang fr due",
            "--demo x",
        ] {
            let line = line(words);
            let said = |read: Result<(Arguments, ArgMatches), clap::Error>| match read {
                Ok((arguments, matches)) => {
                    let from = |id| matches.value_source(id);
                    let from = ["store", "config", "read_only", "lang"].map(from);
                    Ok(format!("{arguments:?} {from:?}"))
                }
                Err(error) => Err((error.kind(), error.to_string())),
            };
            let whole = said(taken(&mut Arguments::command(), &line));
            assert_eq!(said(taken(&mut named(&line), &line)).ok(), whole.clone().ok(), "{words:?} by its part");
            assert_eq!(said(read(&line)), whole, "{words:?}");
        }
    }
}
