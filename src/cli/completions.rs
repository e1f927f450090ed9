//! `completions`: the scripts by which shells complete the command line. They ask `complete`, and lie in `packaging/`.

use std::io::{self, Write};

use clap::ValueEnum;

use super::failure::{Outcome, Status};

/// Print the script by which bash, zsh or fish completes commands, names, tags and ids
#[derive(Debug, clap::Args)]
#[command(
    after_help = "In bash: source <(touchbase completions bash), in ~/.bashrc; or once, as a file of its own:\n  \
                        touchbase completions bash > ~/.local/share/bash-completion/completions/touchbase\n\
                        In zsh, in a directory of fpath, before compinit:\n  \
                        touchbase completions zsh > ~/.zfunc/_touchbase\n\
                        In fish:\n  \
                        touchbase completions fish > ~/.config/fish/completions/touchbase.fish"
)]
pub struct Args {
    /// bash, zsh or fish
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub fn run(args: &Args) -> Outcome {
    let script = match args.shell {
        Shell::Bash => include_str!("../../packaging/completions/touchbase.bash"),
        Shell::Zsh => include_str!("../../packaging/completions/_touchbase"),
        Shell::Fish => include_str!("../../packaging/completions/touchbase.fish"),
    };
    io::stdout().write_all(script.as_bytes())?;
    Ok(Status::Done)
}
