//! The command line as a whole: global options and the verb.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, ValueEnum};

use super::Command;
use crate::text::Lang;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "touchbase",
    version,
    about = "Whom to touch base with today, and why",
    long_about = None,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Without a command the screens open. A command does one thing and ends, also while screens are open.\n\n\
                  Days are written like fri, next tue, 3d, 2w, 1.12., Dec 1, 2026-12-01 or kw48; a time may follow.\n\
                  CONTACT is an id, a mail address, a phone number, the full name, or words that each begin a word of \
                  name or company.\n\
                  Exit status: 0 done, 1 nothing found, 2 wrong use, 3 the store can't be used, 4 changed meanwhile, \
                  5 several contacts fit."
)]
pub struct Arguments {
    #[command(flatten)]
    pub options: Options,

    #[command(subcommand)]
    pub verb: Option<Command>,
}

/// What stands without a verb.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Open the screens on sample data in a throwaway store
    #[arg(long)]
    pub demo: bool,

    #[command(flatten)]
    pub global: Global,
}

/// Options that every verb and the screens take.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The store's directory
    #[arg(long, global = true, value_name = "DIR", env = "TOUCHBASE_STORE", hide_env_values = true)]
    pub store: Option<PathBuf>,

    /// The configuration file
    #[arg(long, global = true, value_name = "FILE", env = "TOUCHBASE_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,

    /// Change nothing: only read the store
    #[arg(
        long,
        global = true,
        value_name = "yes|no",
        env = "TOUCHBASE_READ_ONLY",
        hide_env_values = true,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        value_parser = yes_or_no
    )]
    pub read_only: Option<bool>,

    /// Take this day for today
    #[arg(long, global = true, value_name = "DAY")]
    pub today: Option<String>,

    /// Language of words and days [default: as LANG says]
    #[arg(long, global = true, value_name = "en|de", env = "TOUCHBASE_LANG", hide_env_values = true, value_parser = lang)]
    pub lang: Option<Lang>,

    /// Write JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// A key of your own for what is to be done: a second time with the same key nothing is done again, the ids are printed
    /// as before
    #[arg(long, global = true, value_name = "KEY", value_parser = NonEmptyStringValueParser::new())]
    pub once: Option<String>,

    /// Use colour: auto (on a terminal, unless NO_COLOR is set), always (in a pipe, too) or never
    #[arg(long, global = true, value_enum, default_value_t, hide_possible_values = true, hide_default_value = true)]
    pub color: Color,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    // On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    Always,
    Never,
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "touchbase speaks en and de".to_owned())
}

fn yes_or_no(typed: &str) -> Result<bool, String> {
    match typed.to_lowercase().as_str() {
        "yes" | "true" | "on" | "1" => Ok(true),
        // An empty variable is none.
        "no" | "false" | "off" | "0" | "" => Ok(false),
        _ => Err("it is yes or no".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    /// The program, its verbs and theirs, each with its name.
    fn commands() -> Vec<Command> {
        let (mut all, mut open) = (Vec::new(), vec![Arguments::command()]);
        while let Some(command) = open.pop() {
            open.extend(command.get_subcommands().cloned());
            all.push(command);
        }
        all
    }

    #[test]
    fn the_command_line_is_one() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_is_one_voice() {
        let check = |of: &str, text: &str| {
            assert!(!text.is_empty(), "{of} is not explained");
            assert!(!text.ends_with('.'), "{of}: {text:?} ends with a full stop");
            assert!(!text.starts_with(' ') && !text.contains("  "), "{of}: {text:?} has spaces too many");
        };
        for command in commands() {
            let name = command.get_name();
            check(name, &command.get_about().map(ToString::to_string).unwrap_or_default());
            for argument in command.get_arguments() {
                let of = format!("{name} {}", argument.get_id());
                check(&of, &argument.get_help().map(ToString::to_string).unwrap_or_default());
            }
        }
    }

    /// Lines are wrapped where the terminal ends, and so a line that is broken by hand would be broken twice.
    #[test]
    fn sentences_are_not_broken_by_hand() {
        for command in commands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().collect();
            for pair in lines.windows(2) {
                let ends = pair[0].is_empty() || pair[0].starts_with(' ') || pair[0].ends_with(['.', ':', '"', '\'']);
                let begins = pair[1].is_empty() || pair[1].starts_with(' ') || !pair[1].starts_with(char::is_lowercase);
                assert!(ends || begins, "{}: {:?} goes on in {:?}", command.get_name(), pair[0], pair[1]);
                assert!(!pair[1].starts_with("     "), "{}: {:?} is far to the right", command.get_name(), pair[1]);
            }
        }
    }
}
