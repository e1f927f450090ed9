//! `survey`: what the answers to surveys come to over time; and noting who is asked.

use serde_json::{Value, json};

use super::bulk::{self, Only, Whom};
use super::choice;
use super::failure::{Outcome, Status};
use super::feedback::topics::all;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act::{self, Asking};
use crate::domain::feedback::Feedback;
use crate::domain::id::ContactId;
use crate::domain::nps::{self, Answers, FEW, Per, Period};
use crate::domain::topic;
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::survey as words;

/// Tell what scores of surveys come to over time; or note who is asked
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase survey [--by month|quarter|year] [--topic T] [--since WHEN]\n       touchbase survey ask [--topic T] [--channel C] <CONTACT>...\n       touchbase survey ask [--topic T] [--channel C] --query <FILTER> [--dry-run]",
    after_help = "Of scores from 0 to 10, promoters give 9 or 10, passives 7 or 8, detractors 0 to 6; the net promoter score is the \
                  share of promoters less that of detractors, from -100 to 100. Beside it stands the interval in which it lies in 95 of \
                  100 cases for all whom one might have asked, where those who answered are like the others (adjusted Wald, three \
                  answers added: 3/4 promoter, 1 1/2 passives, 3/4 detractor). Of fewer than 10 answers it isn't told. Of somebody who \
                  answered twice in one time the later answer counts, of several on one day the lowest.\n\
                  ask notes that they are asked today, for --topic. Left out, and named with why, are who was asked less than 90 days \
                  ago ([feedback] ask_every), who didn't consent to surveys on the channel, and who isn't to be contacted. An answer is \
                  feedback: touchbase feedback CONTACT TEXT --kind survey --score 9. A detractor is called back by a follow-up on the \
                  next working day ([feedback] call_back).\n\
                  Into a pipe each time is a line: first day, answers, promoters, passives, detractors, score, interval from, to, how \
                  often somebody was asked."
)]
pub struct Args {
    /// ask: note that these are asked today
    #[arg(value_name = "ask CONTACT")]
    words: Vec<String>,
    /// In which times answers are put [default: month]
    #[arg(long, value_name = "month|quarter|year")]
    by: Option<String>,
    /// Only answers about this; with ask: what is asked about
    #[arg(long)]
    topic: Option<String>,
    /// Only what came in since: 90d, 1.10.
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// On which channel they are asked [default: the first on which they may be]
    #[arg(long)]
    channel: Option<String>,
    #[command(flatten)]
    bulk: bulk::Args,
}

/// In which times answers are put, as it is typed.
const BY: [(&str, Per); 3] = [("month", Per::Month), ("quarter", Per::Quarter), ("year", Per::Year)];

impl Args {
    /// Whether somebody is asked.
    pub fn changes(&self) -> bool {
        !self.words.is_empty() && self.bulk.changes()
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let asks = match args.words.split_first() {
        None => false,
        Some((word, _)) if word == "ask" => true,
        Some((word, _)) => {
            let what = say!(session.text, "error-survey-word", word = word.as_str());
            return Err(Error::new(ErrorKind::Usage, what).into());
        }
    };
    if asks {
        return ask(session, &args);
    }
    if args.channel.is_some() || args.bulk.is_asked() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-survey-ask-only")).into());
    }
    scores(session, &args)
}

fn ask(session: &mut Session, args: &Args) -> Outcome {
    let named = args.words.get(1..).unwrap_or_default();
    bulk::no_names(session, &args.bulk, !named.is_empty())?;
    if args.by.is_some() || args.since.is_some() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-survey-times-only")).into());
    }
    if named.is_empty() && !args.bulk.is_asked() {
        let what = say!(session.text, "error-use-missing", what = "CONTACT", count = 1);
        let usage = "touchbase survey ask <CONTACT>...";
        let hint = say!(session.text, "hint-use-written", usage = usage);
        return Err(Error::new(ErrorKind::Usage, what).hint(hint).into());
    }
    let channel =
        args.channel.as_deref().map(|typed| choice::channel(&session.text, "--channel", typed)).transpose()?;
    let asking = Asking { topic: topic(args).to_owned(), channel };
    let ids = match args.bulk.whom(session, &Only::All)? {
        Whom::Named => {
            let book = session.store.book();
            named.iter().map(|typed| session.contact(&book, typed)).collect::<Result<Vec<ContactId>, _>>()?
        }
        Whom::These(ids) => ids,
        Whom::Nobody(status) => return Ok(status),
    };
    let (mut said, mut nobody) = (Vec::new(), false);
    let done = session.commit(|session, made| {
        let book = session.store.book();
        let asked = act::ask(&session.given(&book), made, &ids, &asking);
        let asked = asked.map_err(|error| session.act_error(&error, &book))?;
        said = asked
            .left_out
            .iter()
            .map(|(id, why)| words::left_out(&session.text, book.name(*id), *why, session.today()))
            .collect();
        nobody = asked.asked.is_empty();
        Ok(asked.set)
    })?;
    if !said.is_empty() {
        session.tell(&say!(session.text, "survey-left-out", count = said.len()));
        said.iter().for_each(|line| session.tell(&format!("  {line}")));
    }
    Ok(if nobody { Status::Nothing } else { done })
}

fn topic(args: &Args) -> &str {
    args.topic.as_deref().unwrap_or_default().trim().trim_start_matches('#')
}

fn scores(session: &mut Session, args: &Args) -> Outcome {
    let per = choice::one_of(&session.text, "--by", args.by.as_deref().unwrap_or("month"), &BY)?;
    let since = args.since.as_deref().map(|since| session.when(since, Look::Back)).transpose()?.map(|since| since.day);
    let mut feedback = all(session)?;
    let topic = topic(args);
    feedback.retain(|one: &Feedback| {
        since.is_none_or(|since| since <= one.day) && (topic.is_empty() || topic::is_about(one, topic))
    });
    let periods = nps::over_time(&feedback, per);
    if session.out.is_json() {
        session.out.json(&periods.iter().map(told).collect::<Vec<Value>>())?;
        return Ok(Status::Done);
    }
    let text = &session.text;
    let mut table = Table::default();
    if session.out.is_terminal() {
        for line in words::table(text, &periods, per) {
            table.push(line.into_iter().enumerate().map(|(at, cell)| match at {
                0 => Cell::new(cell),
                _ => Cell::right(cell),
            }));
        }
    } else {
        for one in &periods {
            let Answers { promoters, passives, detractors } = one.answers;
            let counts = [one.answers.count(), promoters, passives, detractors].map(|count| count.to_string());
            let score = match one.answers.score() {
                Some(score) => [score.points, score.low, score.high].map(|points| nps::rounded(points).to_string()),
                None => <[String; 3]>::default(),
            };
            let begin = one.begin.to_string();
            let cells = [begin].into_iter().chain(counts).chain(score).chain([one.asked.to_string()]);
            table.push(cells.map(Cell::new));
        }
    }
    session.out.table(&table)?;
    session.out.finish()?;
    if session.out.is_terminal() {
        let said = if periods.is_empty() {
            say!(session.text, "survey-none")
        } else {
            say!(session.text, "survey-definition", few = FEW)
        };
        session.tell_lines(&said);
    }
    Ok(Status::Done)
}

/// One time, as JSON has it.
fn told(one: &Period) -> Value {
    let Answers { promoters, passives, detractors } = one.answers;
    let score = one.answers.score();
    let points = |of: fn(nps::Score) -> f64| score.map(of).map(nps::rounded);
    json!({
        "begin": one.begin,
        "answers": one.answers.count(),
        "promoters": promoters,
        "passives": passives,
        "detractors": detractors,
        "score": points(|score| score.points),
        "low": points(|score| score.low),
        "high": points(|score| score.high),
        "asked": one.asked,
    })
}
