//! Where an export goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::cli::output::Output;

/// How many names are tried for the file in the making, where others stand already.
const ATTEMPTS: u32 = 100;

pub enum Target<'a> {
    Output(&'a mut Output),
    File(Replacing),
    /// A pipe or device by name, whose place nothing can take.
    Direct(BufWriter<File>),
}

/// A file in the making beside the one whose place it takes. Left half made, it goes.
pub struct Replacing {
    out: BufWriter<File>,
    path: PathBuf,
    temporary: PathBuf,
    done: bool,
}

impl<'a> Target<'a> {
    pub fn output(out: &'a mut Output) -> Self {
        Self::Output(out)
    }

    /// A file that only its owner can read. What stands there stays until the new one is whole.
    pub fn file(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => {
                return Ok(Self::Direct(BufWriter::new(OpenOptions::new().write(true).open(path)?)));
            }
            _ => {}
        }
        // Where a link stands, what it leads to is renewed.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        let (file, temporary) = beside(&path, &name)?;
        Ok(Self::File(Replacing { out: BufWriter::new(file), path, temporary, done: false }))
    }

    /// All is written: the file is made durable and takes its place.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Output(_) => Ok(()),
            Self::Direct(mut out) => out.flush(),
            Self::File(mut file) => {
                file.out.flush()?;
                file.out.get_ref().sync_all()?;
                fs::rename(&file.temporary, &file.path)?;
                file.done = true;
                let dir = file.path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
                File::open(dir)?.sync_all()
            }
        }
    }
}

/// A new file beside `path`, whatever others left or laid there: what bears the name already, be it a link, is nobody's to write to.
fn beside(path: &Path, name: &str) -> io::Result<(File, PathBuf)> {
    let mut attempt = 0;
    loop {
        let temporary = path.with_file_name(format!(".{name}.{}-{attempt}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS => attempt += 1,
            opened => return opened.map(|file| (file, temporary)),
        }
    }
}

impl Write for Target<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Output(out) => out.pass(bytes).map(|()| bytes.len()),
            Self::File(file) => file.out.write(bytes),
            Self::Direct(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Output(out) => out.finish(),
            Self::File(file) => file.out.flush(),
            Self::Direct(out) => out.flush(),
        }
    }
}

impl Drop for Replacing {
    fn drop(&mut self) {
        if !self.done {
            // What can't be removed is only left over.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_lies_in_the_way_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (path, victim) = (dir.path().join("all.csv"), dir.path().join("victim"));
        fs::write(&victim, "mine").unwrap();
        let laid = |attempt| dir.path().join(format!(".all.csv.{}-{attempt}.part", std::process::id()));
        symlink(&victim, laid(0)).unwrap();
        fs::write(laid(1), "left over").unwrap();
        let mut target = Target::file(&path).unwrap();
        target.write_all(b"new").unwrap();
        assert_eq!(fs::metadata(laid(2)).unwrap().permissions().mode() & 0o777, 0o600);
        target.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        assert_eq!(fs::read_to_string(laid(1)).unwrap(), "left over");
    }
}
