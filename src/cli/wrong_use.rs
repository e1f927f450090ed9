//! What the command line's grammar doesn't take, as one sentence in the voice and language of all others.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind as Kind};

use super::args::Arguments;
use super::failure::{Status, print_error};
use crate::config::nearest;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

/// Prints what is wrong, or the help that was asked for; the exit status.
pub fn print_wrong_use(error: &clap::Error, text: &Text, as_json: bool) -> u8 {
    if !error.use_stderr() {
        // Where nobody reads, nobody wants to know.
        let _ = error.print();
        return Status::Done as u8;
    }
    print_error(&explain(error, text), as_json);
    ErrorKind::Usage.exit_status()
}

fn explain(error: &clap::Error, text: &Text) -> Error {
    let usage = |what| Error::new(ErrorKind::Usage, what);
    let said = |kind| context(error, kind);
    let argument = said(ContextKind::InvalidArg).into_iter().next().unwrap_or_default();
    let value = said(ContextKind::InvalidValue).into_iter().next().unwrap_or_default();
    match error.kind() {
        Kind::UnknownArgument if argument.starts_with('-') => {
            let near = said(ContextKind::SuggestedArg).into_iter().next();
            let hint = near.map(|near| say!(text, "hint-did-you-mean", near = near)).or_else(|| written(error, text));
            Error { hint, ..usage(say!(text, "error-use-option", option = argument)) }
        }
        Kind::UnknownArgument => {
            usage(say!(text, "error-use-surplus", argument = argument)).hint(say!(text, "hint-use-quotes"))
        }
        Kind::InvalidSubcommand => {
            let typed = said(ContextKind::InvalidSubcommand).into_iter().next().unwrap_or_default();
            let command = Arguments::command();
            let verbs: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let list = say!(text, "hint-use-verbs", verbs = verbs.join(", "));
            let hint = match nearest(&typed, verbs) {
                Some(near) => say!(text, "hint-did-you-mean", near = near),
                None => list,
            };
            usage(say!(text, "error-use-verb", verb = typed)).hint(hint)
        }
        Kind::MissingRequiredArgument => {
            let missing = said(ContextKind::InvalidArg);
            let missing: Vec<String> = missing.iter().map(|argument| explained(argument, text)).collect();
            let count = missing.len();
            let what = say!(text, "error-use-missing", what = missing.join(", "), count = count);
            Error { hint: written(error, text), ..usage(what) }
        }
        Kind::InvalidValue if value.is_empty() => {
            let what = say!(text, "error-use-no-value", option = plain(&argument));
            Error { hint: written(error, text), ..usage(what) }
        }
        Kind::InvalidValue | Kind::ValueValidation => {
            let allowed = said(ContextKind::ValidValue);
            let hint = match plain(&argument) {
                _ if !allowed.is_empty() => say!(text, "hint-config-values", values = allowed.join(", ")),
                "--lang" => say!(text, "hint-config-values", values = "en, de"),
                _ => say!(text, "hint-use-number"),
            };
            usage(say!(text, "error-choice", value = value, option = explained(&argument, text))).hint(hint)
        }
        Kind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).into_iter().next().unwrap_or_default();
            if plain(&argument) == plain(&other) {
                return usage(say!(text, "error-line-twice", part = plain(&argument)));
            }
            usage(say!(text, "error-use-conflict", one = plain(&argument), other = plain(&other)))
        }
        _ => {
            let rendered = error.to_string();
            let first = rendered.lines().next().unwrap_or_default();
            Error { hint: written(error, text), ..usage(first.trim_start_matches("error: ").to_owned()) }
        }
    }
}

/// What the parser tells of an error under this name.
fn context(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

/// An argument without its decoration: `--due <WHEN>`, `<CONTACT>`, `<FIELD=VALUE>...`.
fn plain(argument: &str) -> &str {
    match argument.strip_prefix('-') {
        Some(_) => argument.split([' ', '=']).next().unwrap_or_default(),
        None => argument.trim_end_matches("...").trim_matches(['<', '>', '[', ']']),
    }
}

/// The same, a placeholder with what stands for it.
fn explained(argument: &str, text: &Text) -> String {
    say!(text, "use-placeholder", name = plain(argument))
}

/// How it is written, as a hint.
fn written(error: &clap::Error, text: &Text) -> Option<String> {
    let ContextValue::StyledStr(usage) = error.get(ContextKind::Usage)? else { return None };
    let usage = usage.to_string();
    let usage =
        usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", &format!("[{}]", say!(text, "use-options")));
    Some(say!(text, "hint-use-written", usage = usage))
}
