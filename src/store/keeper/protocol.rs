//! What goes over the keeper's socket, as bytes: frames, and what is said in them. Pure: knows no socket.
//!
//! A frame is its length in four bytes, little-endian, and its body. A body that begins with `{` is JSON and stays as it is for ever,
//! so that versions to come and gone by understand each other so far: the hello with which both sides begin, and the request to
//! yield. All else is a byte that says what it is, and MessagePack with field names behind it; it changes with `PROTOCOL`.

use serde::{Deserialize, Serialize};

use crate::domain::record::Record;
use crate::store::Seq;
use crate::store::layout::FORMAT;
use crate::store::process::Process;
use crate::store::query::{Answer, Query};

/// The form of what follows the hello.
pub(super) const PROTOCOL: u32 = 2;
/// A question's frame is no longer than this; neither is a hello's.
pub(super) const QUESTION: usize = 64 << 10;
/// Nor one of an answer, which comes in several.
pub(super) const ANSWER: usize = 16 << 20;
/// With so many bytes of records a frame of an answer is sent.
const PART: usize = 256 << 10;

const ASK: u8 = 1;
const WAIT: u8 = 2;
const RECORDS: u8 = 3;
const DONE: u8 = 4;
const FAILED: u8 = 5;
/// What JSON begins with.
const JSON: u8 = b'{';

/// Who speaks. What later versions add to it isn't minded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hello {
    pub protocol: u32,
    /// The form of the records.
    pub schema: u32,
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub pid: u32,
    #[serde(default)]
    pub terminal: String,
}

/// The request to let the archive go, and the word that it is going to be.
#[derive(Serialize, Deserialize)]
struct Yield {
    r#yield: bool,
}

/// What is asked of the keeper.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Request {
    Hello(Hello),
    Yield,
    Ask(Question),
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Question {
    pub query: Query,
    /// The last set that whoever asks knows: the answer must hold it.
    pub since: Seq,
}

/// What the keeper says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    Hello(Hello),
    /// It is letting the archive go.
    Yields,
    /// It is at work.
    Wait,
    /// Records of an answer; more may follow.
    Records(Vec<Record>),
    /// That was the answer.
    Done {
        count: usize,
        from: Seq,
        until: Seq,
    },
    /// It can't be answered; in English, why.
    Failed(String),
}

#[derive(Serialize, Deserialize)]
struct Done {
    count: usize,
    from: Seq,
    until: Seq,
}

impl Hello {
    /// What this process says.
    pub fn own() -> Self {
        let Process { pid, terminal } = Process::own();
        Self { protocol: PROTOCOL, schema: FORMAT, version: env!("CARGO_PKG_VERSION").to_owned(), pid, terminal }
    }

    /// How it stands to this version: older, the same, newer.
    pub fn form(&self) -> std::cmp::Ordering {
        (self.protocol, self.schema).cmp(&(PROTOCOL, FORMAT))
    }
}

impl Request {
    /// `None` where it can't be said: then nobody made it.
    pub fn frame(&self) -> Option<Vec<u8>> {
        match self {
            Self::Hello(hello) => json(hello),
            Self::Yield => json(&Yield { r#yield: true }),
            Self::Ask(question) => packed(ASK, question),
        }
    }

    /// `None` where it isn't one that is known here.
    pub fn read(body: &[u8]) -> Option<Self> {
        let (first, packed) = body.split_first()?;
        match *first {
            JSON if yields(body) => Some(Self::Yield),
            JSON => serde_json::from_slice(body).ok().map(Self::Hello),
            ASK => rmp_serde::from_slice(packed).ok().map(Self::Ask),
            _ => None,
        }
    }
}

impl Reply {
    pub fn frame(&self) -> Option<Vec<u8>> {
        match self {
            Self::Hello(hello) => json(hello),
            Self::Yields => json(&Yield { r#yield: true }),
            Self::Wait => framed(&[WAIT]),
            Self::Records(records) => {
                let mut body = vec![RECORDS];
                records.iter().try_for_each(|record| rmp_serde::encode::write_named(&mut body, record)).ok()?;
                framed(&body)
            }
            Self::Done { count, from, until } => packed(DONE, &Done { count: *count, from: *from, until: *until }),
            Self::Failed(what) => packed(FAILED, what),
        }
    }

    pub fn read(body: &[u8]) -> Option<Self> {
        let (first, packed) = body.split_first()?;
        match *first {
            JSON if yields(body) => Some(Self::Yields),
            JSON => serde_json::from_slice(body).ok().map(Self::Hello),
            WAIT => Some(Self::Wait),
            RECORDS => records(packed).map(Self::Records),
            DONE => {
                rmp_serde::from_slice(packed).ok().map(|Done { count, from, until }| Self::Done { count, from, until })
            }
            FAILED => rmp_serde::from_slice(packed).ok().map(Self::Failed),
            _ => None,
        }
    }
}

/// An answer's frames, as they are to be sent one after the other: the records in parts, the end with the last.
pub(super) fn frames(answer: &Answer) -> impl Iterator<Item = Vec<u8>> {
    let mut records = answer.records.iter();
    let mut end = Reply::Done { count: answer.count, from: answer.from, until: answer.until }.frame();
    std::iter::from_fn(move || {
        end.as_ref()?;
        let mut body = vec![RECORDS];
        while body.len() < PART {
            let Some(record) = records.next() else { break };
            let before = body.len();
            let packed = rmp_serde::encode::write_named(&mut body, record).is_ok();
            if !packed || body.len() - before > ANSWER - PART {
                end = None;
                return Reply::Failed("a record is too big to be sent".to_owned()).frame();
            }
        }
        let is_last = records.as_slice().is_empty();
        let mut bytes = if body.len() > 1 { framed(&body)? } else { Vec::new() };
        if is_last {
            bytes.extend(end.take()?);
        }
        Some(bytes)
    })
}

fn records(mut packed: &[u8]) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    while !packed.is_empty() {
        records.push(rmp_serde::from_read(&mut packed).ok()?);
    }
    Some(records)
}

fn yields(body: &[u8]) -> bool {
    serde_json::from_slice(body).is_ok_and(|Yield { r#yield }| r#yield)
}

fn json(said: &impl Serialize) -> Option<Vec<u8>> {
    framed(&serde_json::to_vec(said).ok()?)
}

fn packed(what: u8, said: &impl Serialize) -> Option<Vec<u8>> {
    let mut body = vec![what];
    rmp_serde::encode::write_named(&mut body, said).ok()?;
    framed(&body)
}

fn framed(body: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(body.len()).ok()?;
    Some([&length.to_le_bytes(), body].concat())
}

/// Puts frames together out of what comes in, in whatever pieces. It holds no more than one frame and what came with it.
pub(super) struct Gather {
    bytes: Vec<u8>,
    limit: usize,
}

/// A frame is longer than it may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

impl Gather {
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The body of the next frame, once all of it is there.
    pub fn frame(&mut self) -> Result<Option<Vec<u8>>, TooLong> {
        let Some((length, rest)) = self.bytes.split_first_chunk::<4>() else { return Ok(None) };
        let length = u32::from_le_bytes(*length) as usize;
        if length > self.limit {
            return Err(TooLong);
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        let body = body.to_vec();
        self.bytes.drain(..4 + length);
        Ok(Some(body))
    }

    /// Whether a frame has begun to come in.
    pub fn is_within(&self) -> bool {
        !self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests;
