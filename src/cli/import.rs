//! `import`: vCard files and tables into the book: one set, and one undo takes it back.

mod files;
mod mapping;
mod question;
mod report;
mod whole;

use std::cell::OnceCell;
use std::path::PathBuf;

use self::files::Given;
use self::report::Report;
use super::choice;
use super::failure::{Outcome, Status, print_error};
use super::session::Session;
use super::work::Work;
use crate::config;
use crate::domain::act::{self, RhythmChoice};
use crate::domain::cadence::Cadence;
use crate::domain::contact::Tier;
use crate::domain::field;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::pairs::{Features, Pairs};
use crate::domain::record::Record;
use crate::error::Error;
use crate::explain;
use crate::formats::import::{
    AlikeCompany, Altered, Choices, CreatedCompany, Here, Known, Options, Perhaps, Plan, Tally, plan, promises,
    telling, upshots,
};
use crate::formats::{self, ReadFile, Reading, Unreadable, Zone};
use crate::say;
use crate::store::{Step, StoreError, StreamError};

/// Bring in vCard files (2.1, 3.0 and 4.0), tables (CSV), calendars (iCalendar) and Monica's accounts, or a whole store (JSON)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Who is there already is filled up. What was changed here stays; where nothing was changed since the last \
                        import of the same record, what is newer in the file comes in. A field that is empty in the file empties \
                        nothing, unless --emptied says so. The same file again changes nothing.\n\
                        The columns of a table are known by their heads, in English and German, whatever separates them; a \
                        column that isn't known becomes a free field. --columns prints what each becomes, and changes nothing; with \
                        --save-mapping it is saved under a name, as a file beside the configuration in which all of it can be \
                        changed (charset, separator, line of the heads, what rows are: contacts, interactions, follow_ups, \
                        feedback, orders), and --mapping reads by it. What a table says of tier, rhythm and last contact \
                        goes before --tier and --every.\n\
                        Where no head is a name, the column is taken for it in which people's names stand. In a mapping a column \
                        becomes (becomes = \"mail\"): leave_out, free_field; name, given_name, middle_name, family_name, \
                        name_suffix, nickname, honorific, title, salutation, form; company, role, department, job_since, \
                        past_job, industry, size; mail, phone, web, address, address.street, address.house, address.extended, \
                        address.post_box, address.postcode, address.city, address.postcode_city, address.region, \
                        address.country; birthday, birthday.year, birthday.month, birthday.day, language, channel; tier, stage, \
                        rhythm, ceiling, last_contact, owner, source, referred_by, referred_by.id, tags, notes; do_not_contact, \
                        do_not_contact.reason, consent.mail (and .phone, .letter, .visit, .video, .chat, .social), consents, opt_out.mail \
                        (and .phone, .letter); id, kind, added, archived; label.mail, label.phone, label.address, label.web: the \
                        label of the value beside it; label.free_field, labelled_field: a free field and its name. Of what \
                        happened also: day, time, due, what, subject, text, topics, direction, outcome, minutes, purpose, worth, state, \
                        closed, made, recurs, score, answer, severity, promise, cause, goodwill, owner, entry_id; of orders amount, currency, reference.\n\
                        Events of a calendar that were become interactions of who was asked to come, those ahead follow-ups; who comes \
                        along in an account of Monica's brings calls, notes, tasks and reminders. They are matched by id, mail, phone \
                        or name; of whom nobody is known is listed as unmatched. A follow-up that was cancelled or deleted in the calendar it \
                        came from, or that its series doesn't have any more, is cancelled and listed as closed (as kept, if it was \
                        changed here).\n\
                        Several files, and all files of a folder, come in as one set. Into a pipe each record is a line: what was \
                        done (created, updated, unchanged, skipped, refused, unmatched, cleaned), id, name, line in the file, \
                        details; each column of a table that isn't known by its head one too: column, nothing, its head, line, what \
                        it becomes; with --dry-run each field that would change: changes, id, name, line, field, old and new \
                        value; what would be made has no id yet.\n\
                        Who has the mail address of one contact and the same name or given name is that contact. Somebody new who \
                        only may be one, or whom another row brings, is left out, and a line \"perhaps\" says whom they look like and why; --perhaps new \
                        brings them in, --perhaps into brings what the file says to that contact. Who was left out before is only counted \
                        the next time, unless --perhaps says something; --perhaps leave lists them again. A new company that may be one that is here comes in as new; --perhaps into takes it for \
                        that one. Who or what was deleted here is left out, \
                        and a line \"deleted\" says so; --deleted brings it in.\n\
                        The JSON that export writes comes in by itself: with all that happened, under the ids it had; what is \
                        here already stays as it is and, where it differs, is listed as kept.\n\
                        Exit status: 0 if any card or row was read, 2 if none was or a file can't be opened."
)]
pub struct Args {
    /// Files and folders; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only say what would be done, field by field
    #[arg(long)]
    dry_run: bool,
    /// Also empty what was filled by an earlier import and is empty in the file now
    #[arg(long)]
    emptied: bool,
    /// Read the tables by the mapping that was saved under this name, or by this file
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// Save by what the first table was read
    #[arg(long, value_name = "NAME")]
    save_mapping: Option<String>,
    /// Only print by what the tables would be read: charset, separator, and what each column becomes
    #[arg(long)]
    columns: bool,
    /// Tier of the new contacts, whose rhythm they get: A, B or C
    #[arg(long)]
    tier: Option<String>,
    /// Rhythm of the new contacts: 30d, 2w, 3m; their first days are spread evenly over it
    #[arg(long, value_name = "SPAN")]
    every: Option<String>,
    /// Tag for the new contacts; may be repeated
    #[arg(long)]
    tag: Vec<String>,
    /// What becomes of somebody new who may be a contact that is here: left out and listed, brought in as new, or into that contact; where it isn't said, left out, and listed the first time
    #[arg(long, value_name = "WHAT", value_parser = ["leave", "new", "into"])]
    perhaps: Option<String>,
    /// Also bring in who or what was deleted here
    #[arg(long)]
    deleted: bool,
    /// Bring in all past times of a calendar's series, and not only the newest twelve of each
    #[arg(long)]
    all_times: bool,
}

/// What the options ask for.
struct Asked {
    options: Options,
    choices: Choices,
    /// `None`: left out, and whoever was left out before isn't listed.
    perhaps: Option<Perhaps>,
    deleted: bool,
    /// `None`: ask, if somebody is there.
    rhythm: Option<RhythmChoice>,
    /// `--every` was given.
    every: bool,
    dry_run: bool,
}

impl Args {
    /// Whether the store is changed by it.
    pub fn changes(&self) -> bool {
        !self.dry_run && !self.columns
    }

    /// Whether anything that it names is there; else there is nothing to make a store for.
    pub fn finds_any(&self) -> bool {
        self.files.iter().any(|file| file.as_os_str() == "-" || file.exists())
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let mut asked = asked(session, &args)?;
    let mapping = args.mapping.as_deref().map(|name| mapping::named(session, name)).transpose()?;
    let save_as = args.save_mapping.as_deref();
    save_as.map(|name| mapping::check_name(session, name)).transpose()?;
    let (mut given, mut failed) = (Vec::new(), false);
    let paths = files::all(session, &args.files)?;
    for path in &paths {
        match Given::read(session, path) {
            Ok(file) => given.push(file),
            // The other files come in all the same.
            Err(error) if paths.len() > 1 => {
                failed = true;
                print_error(&error, session.out.is_json());
            }
            Err(error) => return Err(error.into()),
        }
    }
    let (month_first, country) = (session.settings.month_first, session.settings.country);
    let zone = Zone::of(config::offset_at);
    let own = session.settings.own_mails.clone();
    let reading = Reading {
        today: session.today(),
        month_first,
        country,
        currency: session.settings.currency(),
        zone,
        mapping,
        own,
        all_times: args.all_times,
    };
    if args.columns {
        let any = mapping::columns(session, &given, &reading, save_as)?;
        return Ok(if failed || !any { Status::Unread } else { Status::Done });
    }
    if let Some(status) = whole::run(session, &given, args.dry_run)? {
        return Ok(if failed { Status::Unread } else { status });
    }
    // One that stands alone is read where it is needed; of several those come in that can be read.
    if given.len() > 1 || failed {
        given.retain(|file| {
            let why = formats::read(&file.bytes, &reading).err();
            if let Some(why) = &why {
                failed = true;
                print_error(&explain::unreadable(&session.text, &file.typed, why), session.out.is_json());
            }
            why.is_none()
        });
    }
    let mut read = 0;
    if !given.is_empty() {
        let work = Work::begin(session);
        let brought_in = bring_in(session, &mut given, &reading, &mut asked, &work);
        work.clear();
        if brought_in.is_err() {
            work.end_if_asked(session);
        }
        let report = brought_in?;
        // What is saved is saved: from here on a signal ends it at once.
        drop(work);
        session.saved = report.set;
        if session.out.is_json() {
            let json = report.json(session);
            session.out.json(&json)?;
        } else {
            report.print(session)?;
        }
        read = report.plan.read();
        if let (Some(name), Some(mapping)) = (save_as, &report.mapping) {
            mapping::save(session, name, mapping)?;
        }
    }
    Ok(if failed || read == 0 { Status::Unread } else { Status::Done })
}

fn asked(session: &Session, args: &Args) -> Result<Asked, Error> {
    let tier: Option<Tier> = match &args.tier {
        Some(tier) => choice::tier(&session.text, "--tier", tier)?,
        None => None,
    };
    let rhythm = match &args.every {
        Some(every) => Some(match field::read_cadence(every).map_err(|_| explain::span(&session.text, every))? {
            Cadence::Every(span) => RhythmChoice::Every(span),
            Cadence::Never => RhythmChoice::None,
            Cadence::ByTier => RhythmChoice::ByTier,
        }),
        None => tier.map(|_| RhythmChoice::ByTier),
    };
    let tags = args.tag.iter().map(|tag| tag.trim().trim_start_matches('#').to_owned());
    let tags = tags.filter(|tag| !tag.is_empty()).collect();
    let options = Options { today: session.today(), country: session.settings.country, empties: args.emptied };
    let choices = Choices::for_new(tags, tier);
    let perhaps = args.perhaps.as_deref().map(|perhaps| match perhaps {
        "new" => Perhaps::New,
        "into" => Perhaps::Into,
        _ => Perhaps::Leave,
    });
    Ok(Asked {
        options,
        choices,
        perhaps,
        deleted: args.deleted,
        rhythm,
        every: args.every.is_some(),
        dry_run: args.dry_run,
    })
}

/// Gives `act` what an import looks up in the store.
fn with_here<T>(session: &Session, act: impl FnOnce(&Here<StoreError>) -> T) -> T {
    let store = &session.store;
    let contacts = |ids: &[ContactId]| store.contacts(ids);
    let record = |id| store.record(id);
    let timeline = |of: ContactId| store.timeline(of.into(), 0, usize::MAX);
    let pairs = OnceCell::new();
    let likely = |who: &Features| pairs.get_or_init(|| Pairs::of(&store.book())).likely(who);
    let from_calendars = || promises(&store.book());
    let deleted = |wants: &dyn Fn(&Record) -> bool| {
        let gone = store.deleted(wants)?;
        Ok(gone.into_iter().map(|(record, at)| (record, at.date_naive())).collect())
    };
    act(&Here {
        contacts: &contacts,
        record: &record,
        timeline: &timeline,
        promises: &from_calendars,
        likely: Some(&likely),
        deleted: Some(&deleted),
    })
}

/// What becomes of the records of people and companies.
fn tally(session: &Session, plan: &Plan, file: &ReadFile, choices: &Choices) -> Tally {
    let rows = plan.rows(file, &session.store.book());
    let upshots = upshots(&rows, choices, &Altered::default());
    Tally::of(rows.iter().zip(upshots).filter(|(row, _)| row.about.is_none()))
}

/// Plans and commits; where others changed the same meanwhile, once more. What is told of it afterwards.
fn bring_in(
    session: &Session,
    given: &mut [Given],
    reading: &Reading,
    asked: &mut Asked,
    work: &Work,
) -> Result<Report, Error> {
    let names: Vec<String> = given.iter().map(|file| file.name.clone()).collect();
    let going_on = work.going_on();
    let tell = |step| {
        let going_on = going_on.clone();
        move |count| if going_on(step, count) { Ok(()) } else { Err(StoreError::Stopped) }
    };
    for again in [false, true] {
        for one in given.iter_mut() {
            one.again(session)?;
        }
        let unreadable = |one: &Given, why: &Unreadable| explain::unreadable(&session.text, &one.typed, why);
        let files = given.iter().map(|one| formats::read(&one.bytes, reading).map_err(|why| unreadable(one, &why)));
        let file = ReadFile::join(files.collect::<Result<Vec<_>, Error>>()?);
        let position = session.store.position();
        let planned = |taken: Vec<(String, CompanyId)>| {
            let mut known = Known::of(&session.store.book(), asked.options.country);
            known.take_companies(taken);
            let told = tell(Step::ReadingFile(file.len() as u64));
            let plan =
                |here: &Here<StoreError>| plan(&file, known, &mut session.store.ids(), &asked.options, here, &told);
            with_here(session, plan).map_err(|error| session.store_error(&error))
        };
        let mut plan = planned(Vec::new())?;
        let is_alike = |(created, alike): (&CreatedCompany, &AlikeCompany)| (created.clone(), alike.clone());
        let mut taken: Vec<(CreatedCompany, AlikeCompany)> = plan.alike_companies().map(is_alike).collect();
        taken.retain(|_| asked.perhaps == Some(Perhaps::Into));
        if !taken.is_empty() {
            // By that more may be known again.
            plan = planned(taken.iter().map(|(created, alike)| (created.name.clone(), alike.of)).collect())?;
        }
        let (names, outline, mapping) = (names.clone(), file.outline(), file.mapping());
        let mut choices = asked.choices.clone();
        plan.decide(asked.perhaps.unwrap_or_default(), asked.deleted, &mut choices);
        let brought = with_here(session, |here| plan.brought(&file, here, &choices));
        let brought = brought.map_err(|error| session.store_error(&error))?;
        let newcomers = plan.newcomers(&file, &choices);
        let mut report = Report {
            names,
            outline,
            mapping,
            plan: Plan::default(),
            perhaps: asked.perhaps,
            taken,
            brought,
            tally: tally(session, &plan, &file, &choices),
            renamed: plan.renamed(),
            changes: Vec::new(),
            given: report::given(session, &plan, &file, &choices)?,
            dry_run: asked.dry_run,
            own_rhythm: if asked.every { newcomers.iter().filter(|new| new.is_kept()).count() } else { 0 },
            set: None,
        };
        if asked.dry_run || report.brought.is_nothing() {
            if asked.dry_run {
                report.changes = report::changes(session, &plan, &file, &choices)?;
            }
            return Ok(Report { plan, ..report });
        }
        let open = newcomers.iter().filter(|new| !new.is_kept()).count();
        if asked.rhythm.is_none() && open > 0 && session.can_ask() {
            let stopped = say!(session.text, "error-stopped");
            let answer = work.asking(stopped, || question::rhythm(session, open));
            asked.rhythm = answer.map(|(choice, _)| choice);
            asked.choices.tier = answer.and_then(|(_, tier)| tier).or(asked.choices.tier);
            choices.tier = asked.choices.tier;
        }
        let kept = (asked.rhythm.unwrap_or(RhythmChoice::None), choices.tier);
        let told = tell(Step::Importing(report.brought.count() as u64));
        let staged = with_here(session, |here| {
            plan.with_changes(&file, here, &choices, |changes| {
                let changes = act::keep_new(&session.settings, &asked.options.today, newcomers, kept, changes);
                session.store.stage(telling(changes, &told))
            })
        });
        let mut label = report.brought.label(report.names.first().map_or("", String::as_str));
        if report.names.len() > 1 {
            label.what = report.names.len().to_string();
        }
        // What the changes were made from needn't stand in memory while they are taken over.
        drop(file);
        given.iter_mut().for_each(Given::let_go);
        plan.shed();
        let committed = staged.and_then(|staged| Ok(session.store.commit_staged(staged, label, position)?));
        match committed {
            Ok(done) => {
                return Ok(Report { plan, set: Some(done.seq), ..report });
            }
            Err(StreamError::Store(StoreError::Changed(_))) if !again => {
                session.store.refresh().map_err(|error| session.store_error(&error))?;
            }
            Err(StreamError::Store(error) | StreamError::Stream(error)) => return Err(session.store_error(&error)),
        }
    }
    Err(session.store_error(&StoreError::Changed(Vec::new())))
}
