//! Where things lie if nothing else is said: the store and the configuration file, in the places of the system.

use std::path::PathBuf;

use directories::ProjectDirs;

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "touchbase")
}

/// The store's directory (Linux: `~/.local/share/touchbase/store`). `None` without a home directory.
pub fn store() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.data_dir().join("store"))
}

/// The configuration file (Linux: `~/.config/touchbase/config.toml`). `None` without a home directory.
pub fn config() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.config_dir().join("config.toml"))
}

/// The directory in which it is kept how the screens were left (Linux: `~/.local/state/touchbase`). `None` without a home directory.
pub fn state() -> Option<PathBuf> {
    let dirs = dirs()?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
}
