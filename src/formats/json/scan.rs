//! Goes through JSON without making anything of it: where values stand, and on which line something is wrong.

use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Deserializer, Error};

use super::Unreadable;

/// Goes through a document.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Scan<'_> {
    /// The next sign behind white space.
    pub fn next(&mut self) -> Option<u8> {
        let rest = &self.bytes[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
        self.bytes.get(self.at).copied()
    }

    pub fn sign(&mut self, sign: u8) -> Result<(), Unreadable> {
        if self.next() != Some(sign) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    /// Whether a comma follows, and no end.
    pub fn goes_on(&mut self, end: u8) -> Result<bool, Unreadable> {
        let found = self.next();
        if found != Some(b',') && found != Some(end) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(found == Some(b','))
    }

    pub fn value<T: DeserializeOwned>(&mut self) -> Result<T, Unreadable> {
        let mut stream = Deserializer::from_slice(&self.bytes[self.at..]).into_iter::<T>();
        match stream.next() {
            Some(Ok(value)) => {
                self.at += stream.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => {
                let first = line(self.bytes, self.at);
                Err(Unreadable::Broken { line: first + error.line().max(1) - 1, what: plain(&error) })
            }
            None => Err(self.unexpected()),
        }
    }

    /// Passes over a value, and says where it stands.
    fn pass(&mut self) -> Result<Range<usize>, Unreadable> {
        self.next();
        let start = self.at;
        self.value::<IgnoredAny>()?;
        Ok(start..self.at)
    }

    /// Tells where the values of a list stand.
    pub fn list(&mut self, mut tell: impl FnMut(Range<usize>)) -> Result<(), Unreadable> {
        self.sign(b'[')?;
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            tell(self.pass()?);
            if !self.goes_on(b']')? {
                return Ok(());
            }
        }
    }

    /// Tells the names in an object, and where their values stand.
    pub fn object(&mut self, mut tell: impl FnMut(String, Range<usize>)) -> Result<(), Unreadable> {
        self.sign(b'{')?;
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            let name = self.value()?;
            self.sign(b':')?;
            tell(name, self.pass()?);
            if !self.goes_on(b'}')? {
                return Ok(());
            }
        }
    }

    fn unexpected(&self) -> Unreadable {
        match self.bytes.get(self.at) {
            None => self.broken(self.at, "it ends too early".to_owned()),
            Some(byte) => self.broken(self.at, format!("\"{}\" stands in the wrong place", byte.escape_ascii())),
        }
    }

    pub fn broken(&self, at: usize, what: String) -> Unreadable {
        Unreadable::Broken { line: line(self.bytes, at), what }
    }
}

/// What is wrong, without the place, which counts from the record's beginning.
pub fn plain(error: &Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(what, _)| what.to_owned())
}

/// The number of the line in which `at` stands.
fn line(bytes: &[u8], at: usize) -> usize {
    1 + line_ends(&bytes[..at.min(bytes.len())])
}

pub fn line_ends(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}
