//! A desk whose store may only be read: by its modes, and by a user who isn't root.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, Said, said};

/// Somebody who may do nothing that isn't allowed. root may do all.
const NOBODY: u32 = 65_534;

pub struct Shelf {
    pub desk: Desk,
    program: PathBuf,
    is_root: bool,
}

impl Shelf {
    pub fn of(desk: Desk) -> Self {
        let is_root = rustix::process::geteuid().is_root();
        if is_root {
            each(&desk.path(""), &|path| chown(path, Some(NOBODY), Some(NOBODY)).unwrap());
        }
        // Where an ordinary user can reach it. A link is the file itself, and stays whose it is.
        let program = desk.path("touchbase");
        let built = Path::new(env!("CARGO_BIN_EXE_touchbase"));
        fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(|_| ())).unwrap();
        let shelf = Self { desk, program, is_root };
        shelf.allow(0o500, 0o400);
        shelf
    }

    /// The modes of the store's directories and files.
    pub fn allow(&self, dirs: u32, files: u32) {
        let store = self.desk.store();
        fs::set_permissions(&store, Permissions::from_mode(0o700)).unwrap();
        each(&store, &|path| {
            let mode = if path.is_dir() { 0o700 } else { files };
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        });
        each(&store, &|path| {
            if path.is_dir() {
                fs::set_permissions(path, Permissions::from_mode(dirs)).unwrap();
            }
        });
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        let mut command = std::process::Command::new(&self.program);
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let home = self.desk.path("");
        command.env_clear().env("HOME", home).env("TZ", "UTC").env("TOUCHBASE_STORE", self.desk.store());
        command.args(["--today", "2026-11-21"]).args(arguments);
        said(&mut assert_cmd::Command::from_std(command))
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.allow(0o700, 0o600);
    }
}

/// All that lies under `path`, and it.
fn each(path: &Path, act: &dyn Fn(&Path)) {
    act(path);
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        each(&entry.path(), act);
    }
}
