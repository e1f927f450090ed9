//! The program: parses the command line, runs a verb or the screens, prints the error, ends with its status.

use std::process::ExitCode;

use clap::Parser;
use touchbase::cli::args::{Arguments, Color, Global};
use touchbase::config::{self, Config};
use touchbase::error::{Error, ErrorKind};
use touchbase::text::{Lang, Text};
use touchbase::{cli, explain, paths, say, tui};

fn main() -> ExitCode {
    let json = std::env::args_os().any(|argument| argument == "--json");
    let status = match Arguments::try_parse() {
        Ok(arguments) => run(arguments).unwrap_or_else(|error| {
            cli::print_error(&error, json);
            error.kind.exit_status()
        }),
        Err(error) => cli::print_wrong_use(&error, &Text::new(language_asked()), json),
    };
    ExitCode::from(status)
}

fn run(arguments: Arguments) -> Result<u8, Error> {
    let Arguments { global, demo, verb } = arguments;
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    // A wrong configuration is said in the language that is known without it.
    let lang = config::language(global.lang, None, locale.as_deref());
    let config = load(&global).map_err(|error| explain::config(&Text::new(lang), &error))?;
    let lang = config::language(global.lang, config.lang, locale.as_deref());
    let text = Text::new(lang);
    let config = with_month_first(config, lang);
    let today = global.today.as_deref().map(|asked| config::today(asked, &config.settings)).transpose();
    let today = today.map_err(|error| explain::day(&text, &error))?;
    let no_home = || Error::new(ErrorKind::Store, say!(text, "error-no-home")).hint(say!(text, "hint-no-home"));
    let asked = global.store.filter(|path| !path.as_os_str().is_empty());
    let store = asked.or(config.store.clone()).or_else(paths::store).ok_or_else(no_home)?;
    // The account's name, not the environment's: cron and a login shell are the same user.
    let author = whoami::username().ok().or_else(|| variable("LOGNAME")).unwrap_or_default();
    match verb {
        Some(_) if demo => Err(Error::new(ErrorKind::Usage, say!(text, "error-demo-verb"))),
        Some(verb) => {
            let (json, color) = (global.json, global.color);
            cli::run(cli::Start { store, config, text, today, author, json, color }, verb)
        }
        None => {
            let file = global.config.or_else(paths::config).unwrap_or_default();
            let keys = tui::rebinding::keymap(&config.keys, &file, &text)?;
            let Config { settings, mut theme, icons_ascii: ascii, .. } = config;
            let no_color = variable("NO_COLOR").is_some() && global.color == Color::Auto;
            if no_color || global.color == Color::Never {
                theme = "mono".to_owned();
            }
            tui::run(&tui::Start { dir: store, author, lang, settings, theme, today, keys, ascii, demo }).map(|()| 0)
        }
    }
}

fn load(global: &Global) -> Result<Config, Box<config::ConfigError>> {
    match (&global.config, paths::config()) {
        (Some(path), _) => Config::load(path, true),
        (None, Some(path)) => Config::load(&path, false),
        (None, None) => Ok(Config::default()),
    }
}

/// Whether `12/24` is a day is not configured but said by LANG.
fn with_month_first(mut config: Config, lang: Lang) -> Config {
    let locale = ["LC_ALL", "LC_TIME", "LANG"].into_iter().find_map(variable);
    config.settings.month_first = config::month_first(lang, locale.as_deref());
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
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    config::language(asked, None, locale.as_deref())
}

/// A variable of the environment that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
