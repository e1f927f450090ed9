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
                  CONTACT is an id, a mail address, a phone number, the full name, or words that each begin a word of\n\
                  name or company.\n\
                  Exit status: 0 done, 1 nothing found, 2 wrong use, 3 the store can't be used, 4 changed meanwhile,\n\
                  5 several contacts fit."
)]
pub struct Arguments {
    /// Open the screens on sample data in a throwaway store
    #[arg(long)]
    pub demo: bool,

    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub verb: Option<Command>,
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

    /// Use colour: auto (on a terminal, unless NO_COLOR is set), always or never
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
