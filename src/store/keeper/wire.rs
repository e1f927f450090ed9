//! One frame after the other over a stream, each in its time.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use super::protocol::Gather;

/// So long a frame that has begun may take to come in, or to be taken.
pub(super) const FRAME: Duration = Duration::from_secs(2);

/// What comes in over a stream, frame by frame.
pub(super) struct Incoming {
    gather: Gather,
    piece: Vec<u8>,
    /// How long the stream waits at the most, as it was told last.
    waits: Option<Duration>,
}

/// So much is read at once.
const PIECE: usize = 64 << 10;

impl Incoming {
    /// `limit`: no frame may be longer.
    pub fn new(limit: usize) -> Self {
        Self { gather: Gather::new(limit), piece: vec![0; PIECE], waits: None }
    }

    /// The body of the next frame, for whose first byte is waited so long.
    ///
    /// # Errors
    /// `TimedOut` where it doesn't come in time, `UnexpectedEof` where the other side has gone, `InvalidData` where it is too
    /// long.
    pub fn next(&mut self, mut stream: &UnixStream, wait: Duration) -> io::Result<Vec<u8>> {
        let mut begun = self.gather.is_within().then(Instant::now);
        loop {
            match self.gather.frame() {
                Ok(Some(body)) => return Ok(body),
                Ok(None) => {}
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
            let left = match begun {
                None => wait,
                Some(begun) => FRAME.checked_sub(begun.elapsed()).ok_or(io::ErrorKind::TimedOut)?,
            };
            self.wait(stream, left)?;
            match stream.read(&mut self.piece) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    begun.get_or_insert_with(Instant::now);
                    self.gather.take(&self.piece[..read]);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Err(io::ErrorKind::TimedOut.into()),
                Err(error) => return Err(error),
            }
        }
    }

    fn wait(&mut self, stream: &UnixStream, wait: Duration) -> io::Result<()> {
        let wait = wait.max(Duration::from_millis(1));
        if self.waits != Some(wait) {
            stream.set_read_timeout(Some(wait))?;
            self.waits = Some(wait);
        }
        Ok(())
    }
}

/// Sends whole frames; the stream must have its time for writing.
pub(super) fn send(mut stream: &UnixStream, mut bytes: &[u8]) -> io::Result<()> {
    let begun = Instant::now();
    while !bytes.is_empty() {
        if begun.elapsed() > FRAME {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
