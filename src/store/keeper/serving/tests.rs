use std::fs;
use std::sync::mpsc::{Receiver, Sender, channel};

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::store::keeper::protocol::{ANSWER, PROTOCOL};
use crate::store::keeper::taking::CONNECTIONS;
use crate::store::query::Part;

/// Answers each question when it is let, and never where nobody lets it.
struct Slow(Mutex<Receiver<Option<Answer>>>);

impl Source for Slow {
    fn answer(&self, _: &Query, _: Seq) -> Option<Result<Answer, String>> {
        self.0.lock().unwrap().recv().ok()?.map(Ok)
    }

    fn yields(&self) {}
}

struct Place {
    above: TempDir,
    serving: Option<Serving>,
    lets: Sender<Option<Answer>>,
}

impl Place {
    fn new() -> Self {
        let above = tempfile::tempdir().unwrap();
        fs::set_permissions(above.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let (lets, source) = channel();
        let serving = Serving::start(above.path(), Arc::new(Slow(Mutex::new(source)))).unwrap();
        Self { above, serving: Some(serving), lets }
    }

    fn caller(&self) -> Caller {
        let stream = socket::connect(self.above.path()).unwrap();
        Caller { stream, incoming: Incoming::new(ANSWER) }
    }

    /// One that has said hello.
    fn greeted(&self) -> Caller {
        let mut caller = self.caller();
        caller.says(&Request::Hello(Hello::own()));
        assert_eq!(caller.hears(), Some(Reply::Hello(Hello::own())));
        caller
    }

    fn end(&mut self) {
        let serving = self.serving.take().unwrap();
        serving.withdraw();
        serving.end();
        serving.wait();
    }
}

struct Caller {
    stream: UnixStream,
    incoming: Incoming,
}

impl Caller {
    fn sends(&mut self, bytes: &[u8]) {
        // It may have been dropped already.
        let _ = (&self.stream).write_all(bytes);
    }

    fn says(&mut self, request: &Request) {
        self.sends(&request.frame().unwrap());
    }

    fn asks(&mut self) {
        let query =
            Query::Timeline { of: crate::domain::record::TimelineOf(Uuid::nil()), part: Part::All, skip: 0, limit: 1 };
        self.says(&Request::Ask(Question { query, since: 0 }));
    }

    /// What is said next; nothing where the connection ends.
    fn hears(&mut self) -> Option<Reply> {
        match self.incoming.next(&self.stream, Duration::from_secs(20)) {
            Ok(body) => Some(Reply::read(&body).unwrap()),
            Err(error) => {
                assert_ne!(error.kind(), io::ErrorKind::TimedOut, "it goes on");
                None
            }
        }
    }
}

fn nothing() -> Answer {
    Answer { records: Vec::new(), count: 0, from: 1, until: 1 }
}

#[test]
fn who_waits_is_told_so_until_there_is_an_answer() {
    let mut place = Place::new();
    let mut caller = place.greeted();
    for _ in 0..2 {
        caller.asks();
        assert_eq!(caller.hears(), Some(Reply::Wait));
        assert_eq!(caller.hears(), Some(Reply::Wait));
        place.lets.send(Some(nothing())).unwrap();
        let said = std::iter::from_fn(|| caller.hears()).find(|reply| *reply != Reply::Wait);
        assert_eq!(said, Some(Reply::Done { count: 0, from: 1, until: 1 }));
    }
    place.end();
    assert_eq!(caller.hears(), None);
}

/// Whoever asks where the archive is just being closed learns that it is by the connection's end.
#[test]
fn who_asks_too_late_waits_for_the_end_and_nothing_is_left() {
    let mut place = Place::new();
    let path = place.serving.as_ref().unwrap().path().to_owned();
    assert_eq!(fs::metadata(&path).unwrap().permissions(), std::os::unix::fs::PermissionsExt::from_mode(0o140_600));
    let (mut late, mut yields, mut idle) = (place.greeted(), place.greeted(), place.greeted());
    late.asks();
    place.lets.send(None).unwrap();
    yields.says(&Request::Yield);
    assert_eq!(yields.hears(), Some(Reply::Yields));
    assert_eq!(late.hears(), Some(Reply::Wait));
    assert_eq!(yields.hears(), Some(Reply::Wait));
    let shared = Arc::downgrade(&place.serving.as_ref().unwrap().shared);
    place.end();
    assert!(shared.upgrade().is_none(), "its threads have ended");
    for mut caller in [late, yields] {
        while let Some(reply) = caller.hears() {
            assert_eq!(reply, Reply::Wait);
        }
    }
    assert_eq!(idle.hears(), None);
    assert!(!path.exists());
    assert!(socket::connect(place.above.path()).is_err());
}

#[test]
fn nonsense_ends_the_connection_and_nobody_else_feels_it() {
    let mut place = Place::new();
    let hello = Request::Hello(Hello::own()).frame().unwrap();
    let foreign = Hello { protocol: PROTOCOL + 1, ..Hello::own() };
    let mut asks = place.greeted();
    asks.asks();
    let ask = {
        let query =
            Query::Timeline { of: crate::domain::record::TimelineOf(Uuid::nil()), part: Part::All, skip: 0, limit: 1 };
        Request::Ask(Question { query, since: 0 }).frame().unwrap()
    };
    let sent: [(&str, Vec<u8>, bool); 8] = [
        ("nothing at all", Vec::new(), false),
        ("no hello", ask.clone(), false),
        ("too long", [&hello[..], &u32::MAX.to_le_bytes()].concat(), true),
        ("an empty frame", [&hello[..], &[0; 4]].concat(), true),
        ("two hellos", [&hello[..], &hello[..]].concat(), true),
        ("half a frame", [&hello[..], &ask[..ask.len() - 1]].concat(), true),
        ("a byte that means nothing", [&hello[..], &[1, 0, 0, 0, 200]].concat(), true),
        ("a question in another form", [&Request::Hello(foreign).frame().unwrap()[..], &ask[..]].concat(), true),
    ];
    let callers: Vec<(&str, Caller, bool)> = sent
        .into_iter()
        .map(|(what, bytes, greeted)| {
            let mut caller = place.caller();
            caller.sends(&bytes);
            (what, caller, greeted)
        })
        .collect();
    for (what, mut caller, greeted) in callers {
        assert_eq!(caller.hears().is_some(), greeted, "{what}");
        assert_eq!(caller.hears(), None, "{what}");
    }
    place.lets.send(Some(nothing())).unwrap();
    let said = std::iter::from_fn(|| asks.hears()).find(|reply| *reply != Reply::Wait);
    assert_eq!(said, Some(Reply::Done { count: 0, from: 1, until: 1 }));
    place.end();
}

#[test]
fn where_there_are_too_many_the_idlest_must_go() {
    let mut place = Place::new();
    let mut busy = place.greeted();
    busy.asks();
    assert_eq!(busy.hears(), Some(Reply::Wait));
    let mut callers: Vec<Caller> = (1..CONNECTIONS).map(|_| place.greeted()).collect();
    let mut more: Vec<Caller> = (0..3).map(|_| place.greeted()).collect();
    for caller in &mut callers[..3] {
        assert_eq!(caller.hears(), None, "the first that were idle");
    }
    for caller in callers[3..].iter_mut().take(2).chain(&mut more) {
        caller.says(&Request::Yield);
        assert_eq!(caller.hears(), Some(Reply::Yields));
    }
    place.lets.send(Some(nothing())).unwrap();
    let said = std::iter::from_fn(|| busy.hears()).find(|reply| *reply != Reply::Wait);
    assert_eq!(said, Some(Reply::Done { count: 0, from: 1, until: 1 }));
    place.end();
}
