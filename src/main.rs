//! The program: parses the command line, runs a verb or the screens, prints the error, ends with its status.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::parser::ValueSource;
use serde_json::{Value as Json, json};
use touchbase::cli::Command;
use touchbase::cli::args::{Arguments, Color, Global, Options};
use touchbase::config::{self, Config, Source};
use touchbase::error::{Error, ErrorKind};
use touchbase::text::{Lang, Text};
use touchbase::tui::look::{Look, Shades};
use touchbase::{cli, explain, paths, say, tui};

/// The variables that may say the language, the first that is set deciding.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let json = line.iter().any(|argument| argument == "--json");
    let status = match cli::grammar::read(&line) {
        Ok((arguments, matches)) => run(arguments, &matches).unwrap_or_else(|error| {
            cli::print_error(&error, json);
            error.kind.exit_status()
        }),
        Err(error) => cli::print_wrong_use(&error, &Text::new(language_asked()), json),
    };
    ExitCode::from(status)
}

fn run(arguments: Arguments, matches: &ArgMatches) -> Result<u8, Error> {
    let Arguments { options: Options { demo, global }, verb } = arguments;
    if let Some(Command::Complete(asked)) = &verb {
        return Ok(complete(asked, asked.over(global)));
    }
    let locale = LOCALE.into_iter().find_map(variable);
    // A wrong configuration is said in the language that is known without it.
    let lang = config::language(global.lang, None, locale.as_deref());
    let needs_no_file = verb.as_ref().is_some_and(Command::needs_no_file);
    let config = if needs_no_file { Ok(Config::default()) } else { load(&global) };
    let config = config.map_err(|error| explain::config(&Text::new(lang), &error))?;
    let lang = config::language(global.lang, config.lang, locale.as_deref());
    let text = Text::new(lang);
    let config = with_locale(config, lang);
    let today = global.today.as_deref().map(|asked| config::today(asked, &config.settings)).transpose();
    let today = today.map_err(|error| explain::day(&text, &error))?;
    let no_home = || Error::new(ErrorKind::Store, say!(text, "error-no-home")).hint(say!(text, "hint-no-home"));
    let asked = global.store.clone().filter(|path| !path.as_os_str().is_empty());
    let store = asked.clone().or(config.store.clone()).or_else(paths::store).ok_or_else(no_home)?;
    let file = global.config.clone().or_else(paths::config);
    // The account's name, not the environment's: cron and a login shell are the same user.
    let author = whoami::username().ok().or_else(|| variable("LOGNAME")).unwrap_or_default();
    let read_only = read_only(&global, &config, matches);
    match verb {
        Some(_) if demo => Err(Error::new(ErrorKind::Usage, say!(text, "error-demo-verb"))),
        Some(Command::Verb(verb)) => {
            let mappings = file.as_deref().map(config::mappings::dir);
            let views = file.as_deref().map(config::views::dir);
            if !config.keys.is_empty() {
                // Nobody presses them here, but a mistake in the file is told wherever it is read.
                tui::rebinding::keymap(&config.keys, &file.unwrap_or_default(), &text)?;
            }
            let (json, color, once) = (global.json, global.color, global.once);
            let start =
                cli::Start { store, config, mappings, views, text, today, author, json, color, once, read_only };
            cli::run(start, *verb)
        }
        Some(Command::Health(health)) => {
            let (json, color, once) = (global.json, global.color, global.once);
            let (mappings, views) = (None, None);
            let start =
                cli::Start { store, config, mappings, views, text, today, author, json, color, once, read_only };
            cli::run_health(&start, &health)
        }
        Some(Command::Completions(args)) => cli::run_completions(&text, &args),
        Some(Command::Man(_)) => cli::run_man(&text),
        Some(Command::Complete(_)) => Ok(0),
        Some(Command::Config(args)) => {
            let path = file.ok_or_else(no_home)?;
            let keys = tui::rebinding::keymap(&config.keys, &path, &text)?;
            if !needs_no_file {
                tui::theming::theme(&config.theme, &path, &text)?;
            }
            let actions = tui::rebinding::actions(&keys, &text);
            let over = over_the_file(&global, &config, matches, asked.is_some());
            let values = config::in_force(&config, &store, lang, &over);
            let named_by = source(matches, "config").unwrap_or(Source::Default);
            let (json, color) = (global.json, global.color);
            cli::run_config(&cli::Setup { path, named_by, values, actions, text, json, color }, &args)
        }
        None => {
            let mappings = file.as_deref().map(config::mappings::dir);
            let views = file.as_deref().map(config::views::dir);
            let left = paths::state();
            let file = file.unwrap_or_default();
            let keys = tui::rebinding::keymap(&config.keys, &file, &text)?;
            let colourless = without_colour(&global);
            let shades = match colourless.as_ref().and_then(|_| Shades::named("mono")) {
                Some(mono) => mono,
                None => tui::theming::theme(&config.theme, &file, &text)?,
            };
            let mut look = Look::new(config.theme.clone(), shades, file);
            look.colourless = colourless.and_then(Source::asked);
            let Config { settings, background, icons_ascii: ascii, view, mouse, .. } = config;
            let dir = store;
            let start = tui::Start {
                dir,
                author,
                lang,
                settings,
                look,
                background,
                today,
                keys,
                ascii,
                demo,
                read_only,
                mappings,
                views,
                view,
                mouse,
                left,
            };
            tui::run(&start).map(|()| 0)
        }
    }
}

/// Answers a shell. Where the configuration is wrong it goes without.
fn complete(asked: &cli::Completing, global: Global) -> u8 {
    let config = load(&global).unwrap_or_default();
    let locale = LOCALE.into_iter().find_map(variable);
    let lang = config::language(global.lang, config.lang, locale.as_deref());
    let day = global.today.as_deref().and_then(|day| config::today(day, &config.settings).ok());
    let store = global.store.filter(|path| !path.as_os_str().is_empty()).or(config.store).or_else(paths::store);
    let file = global.config.or_else(paths::config);
    let mappings = file.as_deref().map(config::mappings::dir);
    let views = file.as_deref().map(config::views::dir);
    let today = config::now(day).date_naive();
    cli::run_complete(asked, cli::Completion { store: store.unwrap_or_default(), mappings, views, lang, today })
}

fn load(global: &Global) -> Result<Config, Box<config::ConfigError>> {
    match (&global.config, paths::config()) {
        (Some(path), _) => Config::load(path, true),
        (None, Some(path)) => Config::load(&path, false),
        (None, None) => Ok(Config::default()),
    }
}

/// What says that the store may only be read, if anything does: the option, else the variable, else the file.
fn read_only(global: &Global, config: &Config, matches: &ArgMatches) -> Option<Source> {
    let line = config.lines.get("read_only").copied().unwrap_or(1);
    match read_only_asked(global, matches) {
        Some(only) => only.then(|| source(matches, "read_only")).flatten(),
        None => config.read_only.then_some(Source::File(line)),
    }
}

/// What option or variable say of it.
fn read_only_asked(global: &Global, matches: &ArgMatches) -> Option<bool> {
    let is_empty = |source| matches!(source, Source::Environment(name) if variable(name).is_none());
    global.read_only.filter(|_| !source(matches, "read_only").is_some_and(is_empty))
}

/// What goes over the configuration file, for those who ask where a value comes from.
fn over_the_file(
    global: &Global,
    config: &Config,
    matches: &ArgMatches,
    store_asked: bool,
) -> Vec<(&'static str, Json, Source)> {
    let mut over = Vec::new();
    if let (Some(store), Some(source), true) = (&global.store, source(matches, "store"), store_asked) {
        over.push(("store", json!(store), source));
    }
    if let (Some(only), Some(source)) = (read_only_asked(global, matches), source(matches, "read_only")) {
        over.push(("read_only", json!(only), source));
    }
    let locale = LOCALE.into_iter().find(|name| variable(name).is_some());
    let locale = locale.map(|name| (name, variable(name).and_then(|value| Lang::from_tag(&value))));
    match (global.lang, source(matches, "lang"), config.lang, locale) {
        (Some(lang), Some(source), ..) => over.push(("language", json!(lang.tag()), source)),
        (_, _, None, Some((name, Some(lang)))) => over.push(("language", json!(lang.tag()), Source::Environment(name))),
        _ => {}
    }
    over.extend(without_colour(global).map(|source| ("ui.theme", json!("mono"), source)));
    over
}

/// What forbids colour on the screens, if anything does.
fn without_colour(global: &Global) -> Option<Source> {
    match global.color {
        Color::Never => Some(Source::Flag("--color")),
        Color::Auto if variable("NO_COLOR").is_some() => Some(Source::Environment("NO_COLOR")),
        _ => None,
    }
}

/// Whether an option was given on the command line or by its variable.
fn source(matches: &ArgMatches, id: &str) -> Option<Source> {
    let (flag, variable) = match id {
        "store" => ("--store", "TOUCHBASE_STORE"),
        "config" => ("--config", "TOUCHBASE_CONFIG"),
        "read_only" => ("--read-only", "TOUCHBASE_READ_ONLY"),
        _ => ("--lang", "TOUCHBASE_LANG"),
    };
    match matches.value_source(id)? {
        ValueSource::CommandLine => Some(Source::Flag(flag)),
        ValueSource::EnvVariable => Some(Source::Environment(variable)),
        _ => None,
    }
}

/// What LANG says: whether `12/24` is a day, on which day weeks begin, and the country, if none is configured.
fn with_locale(mut config: Config, lang: Lang) -> Config {
    let locale = ["LC_ALL", "LC_TIME", "LANG"].into_iter().find_map(variable);
    config.settings.month_first = config::month_first(lang, locale.as_deref());
    config.settings.week_start = config::week_start(config.week_start, lang, locale.as_deref());
    let locale = ["LC_ALL", "LC_TELEPHONE", "LANG"].into_iter().find_map(variable);
    config.settings.country = config::country(config.settings.country, locale.as_deref());
    config
}

/// The language where the command line can't be read: as far as it is known without it.
fn language_asked() -> Lang {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let flag = arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang")? {
        "" => arguments.get(at + 1).cloned(),
        value => value.strip_prefix('=').map(str::to_owned),
    });
    let asked = flag.or_else(|| variable("TOUCHBASE_LANG")).and_then(|tag| Lang::from_tag(&tag));
    let locale = LOCALE.into_iter().find_map(variable);
    config::language(asked, None, locale.as_deref())
}

/// A variable of the environment that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
