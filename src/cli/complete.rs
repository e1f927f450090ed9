//! `complete`: what may stand where the cursor is on a command line, for the scripts that `completions` prints. It only reads, makes
//! no store, and says nothing of what is wrong: the command itself says that once it is entered.
//!
//! The first line says how the others are to be taken: `words`; `parts`, behind which no space comes; `list`, which have nothing in
//! common that could stand for what is typed; `files` or `dirs`, which the shell itself knows. Then each word, with a tab and what
//! it is about behind it; for bash quoted as it goes into the line.

mod candidates;
mod names;
mod typed;
mod value;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Arg, CommandFactory};
use clap_complete::CompletionCandidate;
use clap_complete::engine::{self, ArgValueCompleter};

use self::candidates::Place;
use self::typed::{Shell, Typed};
use self::value::Value;
use super::args::{Arguments, Color, Global};
use super::grammar;
use super::output::Output;
use super::table::Table;
use crate::domain::display::safe;
use crate::domain::search::fold;
use crate::text::Lang;

/// So many are given; of more these, and the two that say what all have in common.
const MOST: usize = 300;
/// Columns of what is said about a word.
const ABOUT: usize = 72;

/// Say what may stand where the cursor is, for the scripts of `completions`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who asks
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
    /// Of bash: what it will replace
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    replaces: String,
    /// Of bash: what it is about to do, as COMP_TYPE has it
    #[arg(long, default_value = "", hide_default_value = true)]
    does: String,
    /// The words up to the cursor, the program's name first; of bash all of them as one
    #[arg(last = true)]
    words: Vec<String>,
}

impl Args {
    /// The options that stand on the line that is typed, over those of this one.
    pub fn over(&self, global: Global) -> Global {
        let typed = self.typed();
        let given = |name: &str| typed.option(name);
        let path = |name: &str| given(name).map(PathBuf::from);
        Global {
            store: path("--store").or(global.store),
            config: path("--config").or(global.config),
            today: given("--today").or(global.today),
            lang: given("--lang").and_then(|tag| Lang::from_tag(&tag)).or(global.lang),
            ..global
        }
    }

    fn typed(&self) -> Typed {
        Typed::read(self.shell, &self.words, &self.replaces)
    }
}

/// Where it is looked up.
pub struct Setup {
    /// The store's directory.
    pub store: PathBuf,
    /// Where mappings of tables lie.
    pub mappings: Option<PathBuf>,
    /// Where saved views lie.
    pub views: Option<PathBuf>,
    pub lang: Lang,
    pub today: NaiveDate,
}

/// How the words are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum How {
    #[default]
    Words,
    /// Each is the beginning of one.
    Parts,
    /// The shell's to find.
    Files,
    Dirs,
}

impl How {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Words, "words"), (Self::Parts, "parts"), (Self::Files, "files"), (Self::Dirs, "dirs")];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(how, _)| *how == self).map_or("", |(_, name)| name)
    }
}

/// A word that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    word: String,
    about: String,
    /// Whether it says nothing by itself.
    is_id: bool,
}

/// Prints what may stand there.
pub fn run(args: &Args, setup: Setup) -> io::Result<()> {
    let typed = args.typed();
    let (how, choices) = proposed(&typed, setup);
    let mut there = HashSet::new();
    let mut is_sound = |one: &Choice| safe(&one.word).as_str() == one.word && there.insert(one.word.clone());
    let choices: Vec<Choice> = choices.into_iter().filter(|one| is_sound(one)).collect();
    let is_apart = is_apart(&choices, &typed.word);
    let mut out = Output::new(false, Color::Never);
    out.line(if is_apart { "list" } else { how.name() })?;
    if args.shell == Shell::Bash {
        bash_words(args, &typed, &choices, is_apart).iter().try_for_each(|word| out.line(word))?;
    } else {
        let mut table = Table::default();
        choices.iter().for_each(|one| table.push([one.word.as_str().into(), one.about.as_str().into()]));
        out.table(&table)?;
    }
    out.finish()
}

/// Whether what they have in common, which shells put on the line, isn't what is typed, however its umlauts are written.
fn is_apart(choices: &[Choice], typed: &str) -> bool {
    let words = || choices.iter().map(|one| one.word.as_str());
    let (Some(first), Some(last)) = (words().min(), words().max()) else { return false };
    let alike = first.chars().zip(last.chars()).take_while(|(one, other)| one == other);
    let common: String = alike.map(|(letter, _)| letter).collect();
    first != last && !fold(&common).starts_with(&fold(typed))
}

/// As they go into the line; where they are only shown, as people read them, ids with what they stand for.
fn bash_words(args: &Args, typed: &Typed, choices: &[Choice], is_apart: bool) -> Vec<String> {
    let is_shown = args.does == LIST;
    let with_about = is_shown || choices.len() > 1 && [LIST_AMBIGUOUS, LIST_UNMODIFIED].contains(&args.does.as_str());
    let put = |one: &Choice| match one {
        Choice { word, about, is_id: true } if with_about => Some(format!("{word}  {about}")),
        Choice { word, .. } if is_shown => Some(word.clone()),
        Choice { word, .. } => typed.put_back(word),
    };
    let itself = (is_apart && !is_shown).then(|| typed.put_back(&typed.word)).flatten();
    choices.iter().filter_map(put).chain(itself).collect()
}

/// Values of COMP_TYPE: `?` only shows them, `!` and `@` show them where they are several.
const LIST: &str = "63";
const LIST_AMBIGUOUS: &str = "33";
const LIST_UNMODIFIED: &str = "64";

/// What may stand in the place of the last word.
fn proposed(typed: &Typed, setup: Setup) -> (How, Vec<Choice>) {
    let line: Vec<OsString> = typed.before.iter().map(OsString::from).collect();
    let Setup { store, mappings, views, lang, today } = setup;
    let place = Arc::new(Place { store, mappings, views, lang, today, before: typed.before.clone() });
    let with = |verb: &str, argument: Arg| match value::of(verb, argument.get_id().as_str()) {
        Some(value) => {
            let place = Arc::clone(&place);
            argument.add(ArgValueCompleter::new(move |typed: &OsStr| carried(&place, value, typed)))
        }
        None => argument,
    };
    let command = if grammar::names_verb(&line) { grammar::named(&line) } else { Arguments::command() };
    let command = command.mut_args(|argument| with("", argument));
    let mut command = command.mut_subcommands(|verb| {
        let name = verb.get_name().to_owned();
        verb.mut_args(|argument| with(&name, argument))
    });
    let (at, words) = (line.len(), line.into_iter().chain([OsString::from(&typed.word)]).collect());
    let found = engine::complete(&mut command, words, at, None).unwrap_or_default();
    let is_option = |one: &CompletionCandidate| one.get_id().is_some_and(|id| id.starts_with("arg::"));
    let (options, values): (Vec<_>, Vec<_>) = found.into_iter().partition(is_option);
    if typed.word.starts_with('-') && !options.is_empty() {
        return (How::Words, options.iter().map(choice).collect());
    }
    let how = values.iter().find_map(|one| tagged(one, &How::ALL.map(|(how, name)| (name, how))));
    match how.unwrap_or_default() {
        how @ (How::Files | How::Dirs) => (how, Vec::new()),
        how => (how, values.iter().map(choice).collect()),
    }
}

/// The candidates for a value, with how they are to be taken for a tag.
fn carried(place: &Place, value: Value, typed: &OsStr) -> Vec<CompletionCandidate> {
    let (how, choices) = place.candidates(value, &typed.to_string_lossy());
    let one = |word: &str, about: &str, tag: &'static str| {
        CompletionCandidate::new(word).help(Some(about.to_owned().into())).tag(Some(tag.into()))
    };
    match how {
        How::Files | How::Dirs => vec![one("", "", how.name())],
        _ => choices.iter().map(|c| one(&c.word, &c.about, if c.is_id { ID } else { how.name() })).collect(),
    }
}

/// The tag of ids.
const ID: &str = "id";

fn tagged<T: Copy>(one: &CompletionCandidate, tags: &[(&str, T)]) -> Option<T> {
    let tag = one.get_tag()?.to_string();
    tags.iter().find(|(name, _)| *name == tag).map(|(_, is)| *is)
}

fn choice(one: &CompletionCandidate) -> Choice {
    let about = one.get_help().map(ToString::to_string).unwrap_or_default();
    Choice {
        word: one.get_value().to_string_lossy().into_owned(),
        about: safe(about.lines().next().unwrap_or_default()).cut(ABOUT).into(),
        is_id: tagged(one, &[(ID, ())]).is_some(),
    }
}
