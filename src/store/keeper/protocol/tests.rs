use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::contact::Contact;
use crate::domain::id::{Ending, Ids};
use crate::domain::record::{RecordId, RecordKind, TimelineOf};
use crate::store::query::{Part, Wanted};

fn contact(notes: usize) -> Record {
    let mut contact = Contact::new(Ids::seeded(1_790_000_000_000, 1).draw(), "Ana Berg", "2026-01-05".parse().unwrap());
    contact.notes = "ä\u{202e}".repeat(notes);
    contact.into()
}

/// All frames' bodies out of what came in pieces of these lengths, and how many bytes were held at the most.
fn gathered(mut bytes: &[u8], pieces: &[usize], limit: usize) -> (Result<Vec<Vec<u8>>, TooLong>, usize) {
    let (mut gather, mut bodies, mut most) = (Gather::new(limit), Vec::new(), 0);
    for piece in pieces.iter().copied().chain(std::iter::repeat(usize::MAX)) {
        if bytes.is_empty() {
            break;
        }
        let (now, later) = bytes.split_at(piece.clamp(1, PIECE).min(bytes.len()));
        bytes = later;
        gather.take(now);
        most = most.max(gather.bytes.len());
        loop {
            match gather.frame() {
                Ok(Some(body)) => bodies.push(body),
                Ok(None) => break,
                Err(error) => return (Err(error), most),
            }
        }
    }
    (Ok(bodies), most)
}

const PIECE: usize = 4096;

#[test]
fn what_is_said_is_understood() {
    let id = Uuid::now_v7();
    let ending = Ending::read("a7f0").unwrap();
    for query in [
        Query::Record(RecordId::new(RecordKind::Contact, id)),
        Query::Records { kind: RecordKind::AgendaMark, after: Some(id), limit: usize::MAX },
        Query::Latest { kind: RecordKind::Feedback, before: None, limit: 9, wanted: Wanted::Closed },
        Query::Latest { kind: RecordKind::Contact, before: Some(id), limit: 0, wanted: Wanted::Ending(ending) },
        Query::Timeline { of: TimelineOf(id), part: Part::Of(RecordKind::Feedback), skip: 7, limit: 8 },
        Query::Count { of: TimelineOf(id), part: Part::Pinned },
    ] {
        let asked = Request::Ask(Question { query, since: u64::MAX });
        assert_eq!(Request::read(&asked.frame().unwrap()[4..]), Some(asked), "{query:?}");
    }
    for request in [Request::Hello(Hello::own()), Request::Yield] {
        assert_eq!(Request::read(&request.frame().unwrap()[4..]), Some(request));
    }
    for reply in [
        Reply::Hello(Hello::own()),
        Reply::Yields,
        Reply::Wait,
        Reply::Records(vec![contact(0), contact(99)]),
        Reply::Done { count: 3, from: 7, until: 9 },
        Reply::Failed("no".to_owned()),
    ] {
        assert_eq!(Reply::read(&reply.frame().unwrap()[4..]), Some(reply));
    }
}

/// Versions to come rely on these bytes.
#[test]
fn what_is_fixed_for_ever_stays() {
    let hello = |text: &str| Request::read(text.as_bytes());
    let expect = Hello { protocol: 9, schema: 8, version: "2.0.0".to_owned(), pid: 7, terminal: "pts/1".to_owned() };
    let said = r#"{"protocol":9,"schema":8,"version":"2.0.0","pid":7,"terminal":"pts/1","more":[1]}"#;
    assert_eq!(hello(said), Some(Request::Hello(expect)));
    let bare = Hello { protocol: 1, schema: 1, version: String::new(), pid: 0, terminal: String::new() };
    assert_eq!(hello(r#"{"protocol":1,"schema":1}"#), Some(Request::Hello(bare)));
    assert_eq!(hello(r#"{"yield":true,"why":"more"}"#), Some(Request::Yield));
    for nonsense in ["{", "{}", r#"{"yield":false}"#, r#"{"protocol":-1,"schema":1}"#, "[]", ""] {
        assert_eq!(hello(nonsense), None, "{nonsense}");
    }
    assert_eq!(Request::Yield.frame().unwrap(), b"\x0e\0\0\0{\"yield\":true}");
}

#[test]
fn a_long_answer_comes_in_parts_and_the_end_with_the_last() {
    let check = |lengths: &[usize], expect: usize| {
        let answer =
            Answer { records: lengths.iter().map(|length| contact(*length)).collect(), count: 0, from: 3, until: 4 };
        let sent: Vec<Vec<u8>> = frames(&answer).collect();
        assert_eq!(sent.len(), expect, "{lengths:?}");
        let (bodies, _) = gathered(&sent.concat(), &[], ANSWER);
        let mut read = Vec::new();
        for body in bodies.unwrap() {
            match Reply::read(&body) {
                Some(Reply::Records(mut part)) => read.append(&mut part),
                Some(Reply::Done { count: 0, from: 3, until: 4 }) => return assert_eq!(read, answer.records),
                other => panic!("{other:?}"),
            }
        }
        panic!("it has no end");
    };
    check(&[], 1);
    check(&[10], 1);
    check(&[10_000; 20], 4);
    check(&[60_000, 60_000], 2);
    let huge = Answer { records: vec![contact(1), contact(4_000_000)], count: 0, from: 0, until: 0 };
    let sent: Vec<Vec<u8>> = frames(&huge).collect();
    assert!(matches!(&sent[..], [one] if matches!(Reply::read(&one[4..]), Some(Reply::Failed(_)))));
}

proptest! {
    /// However it is cut into pieces, the same comes together, and no more is held than a frame and a piece.
    #[test]
    fn frames_come_together(
        bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20),
        pieces in prop::collection::vec(0..400_usize, 0..50),
    ) {
        let bytes: Vec<u8> = bodies.iter().flat_map(|body| framed(body).unwrap()).collect();
        let (together, most) = gathered(&bytes, &pieces, 300);
        prop_assert_eq!(together.unwrap(), bodies);
        prop_assert!(most <= 304 + PIECE);
    }

    /// Whatever comes in, it is understood or refused, and nothing grows.
    #[test]
    fn any_bytes_do_no_harm(
        bytes in prop::collection::vec(any::<u8>(), 0..2_000),
        pieces in prop::collection::vec(0..400_usize, 0..50),
    ) {
        let (bodies, most) = gathered(&bytes, &pieces, QUESTION);
        prop_assert!(most <= QUESTION + 4 + PIECE);
        for body in bodies.unwrap_or_default() {
            let _ = (Request::read(&body), Reply::read(&body));
        }
        for body in [&bytes[..], &[&[ASK], &bytes[..]].concat(), &[&[RECORDS], &bytes[..]].concat(), &[b"{", &bytes[..]].concat()] {
            let _ = (Request::read(body), Reply::read(body));
        }
    }

    /// What was right once and is damaged or cut does no harm either.
    #[test]
    fn damaged_frames_do_no_harm(at in 0..4_000_usize, bit in 0..8_u8, cut in 0..4_000_usize) {
        let asked = Request::Ask(Question { query: Query::Timeline { of: TimelineOf(Uuid::nil()), part: Part::All, skip: 0, limit: 9 }, since: 1 });
        for frame in [asked.frame().unwrap(), Reply::Records(vec![contact(9)]).frame().unwrap()] {
            let mut body = frame[4..].to_vec();
            let length = body.len();
            body[at % length] ^= 1 << bit;
            body.truncate(cut % (length + 1));
            let _ = (Request::read(&body), Reply::read(&body));
        }
    }

    #[test]
    fn a_frame_that_is_too_long_is_refused_at_once(length in 301..u32::MAX, rest in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [&length.to_le_bytes(), &rest[..]].concat();
        prop_assert_eq!(gathered(&bytes, &[], 300).0, Err(TooLong));
    }
}
