//! What a set did, in words: for toasts, undo and the history.

use chrono::NaiveDate;

use super::{Text, days, names, reason};
use crate::domain::change::{Act, Along, Label};
use crate::domain::consent::{ConsentState, Purpose};
use crate::domain::field::read_channel;
use crate::domain::interaction::Kind;
use crate::say;

/// `Logged call with Deniz Çelik`, `Done: send offer · Anna Müller`, `Deleted Anna, Bernd, Carl and 4 more`.
pub fn said(text: &Text, label: &Label, today: NaiveDate) -> String {
    let who = if label.act == Act::Log { whom_with(text, label) } else { who(text, label) };
    let day = label.day.map(|day| days::with_weekday(text, day, today));
    match label.act {
        Act::Add => say!(text, "label-add", who = who),
        Act::Edit => match changed(text, label, today) {
            None => say!(text, "label-edit", who = who),
            Some(what) => say!(text, "label-edit-what", what = what, who = who),
        },
        Act::Delete => match thing(text, label, today) {
            None => say!(text, "label-delete", who = who),
            Some(what) => say!(text, "label-delete-what", what = what, who = who),
        },
        Act::Archive => say!(text, "label-archive", who = who),
        Act::Unarchive => say!(text, "label-unarchive", who = who),
        Act::Log => match label.kind {
            kind if label.times.is_some() => {
                let kind = match kind {
                    Some(Kind::Call) => "call",
                    Some(Kind::Mail) => "mail",
                    Some(Kind::Meeting) => "meeting",
                    Some(Kind::Visit) => "visit",
                    _ => "other",
                };
                say!(text, "label-log-several", count = label.times.unwrap_or_default(), kind = kind, who = who)
            }
            None => say!(text, "label-log", who = who),
            Some(kind) => say!(text, "label-log-kind", kind = names::kind(text, kind), who = who),
        },
        Act::Note => say!(text, "label-note", what = label.what.as_str(), who = who),
        Act::FollowUp => {
            let what = reason::title(text, &label.what);
            say!(text, "label-follow-up", what = what, day = day.unwrap_or_default(), who = who)
        }
        Act::Feedback => say!(text, "label-feedback", what = label.what.as_str(), who = who),
        Act::Ask if label.what.is_empty() => say!(text, "label-ask", who = who),
        Act::Ask => say!(text, "label-ask-topic", what = label.what.as_str(), who = who),
        Act::Order => say!(text, "label-order", what = super::money::in_label(text, &label.what), who = who),
        Act::Done => say!(text, "label-done", what = reason::title(text, &label.what), who = who),
        Act::Acknowledge => say!(text, "label-acknowledge", what = label.what.as_str(), who = who),
        Act::Tell => {
            say!(text, "label-tell", what = label.what.as_str(), day = day.unwrap_or_default(), who = who)
        }
        Act::Reply => {
            say!(text, "label-reply", what = label.what.as_str(), day = day.unwrap_or_default(), who = who)
        }
        Act::Reopen => say!(text, "label-reopen", what = label.what.as_str(), who = who),
        Act::Congratulate => say!(text, "label-congratulate", who = who),
        Act::Snooze => {
            let day = day.unwrap_or_default();
            match thing(text, label, today) {
                None => say!(text, "label-snooze", day = day, who = who),
                Some(what) => say!(text, "label-snooze-what", what = what, day = day, who = who),
            }
        }
        Act::Spread => say!(text, "label-spread", day = day.unwrap_or_default(), who = who),
        Act::Off => {
            let tomorrow = label.day.filter(|day| (*day - today).num_days() == 1);
            let tomorrow = tomorrow.map(|day| days::distance(text, day, today));
            say!(text, "label-off", day = tomorrow.or(day).unwrap_or_default(), who = who)
        }
        Act::NoRhythm => say!(text, "label-no-rhythm", who = who),
        Act::DoNotContact => match day {
            None => say!(text, "label-do-not-contact", who = who),
            Some(day) => say!(text, "label-do-not-contact-until", day = day, who = who),
        },
        Act::Former => say!(text, "label-former", who = who),
        Act::Rhythm => say!(text, "label-rhythm", who = who),
        Act::Tag if label.what.is_empty() => say!(text, "label-tag", who = who),
        Act::Tag => say!(text, "label-tag-what", what = label.what.as_str(), who = who),
        Act::Pin => say!(text, "label-pin", what = thing(text, label, today).unwrap_or_default(), who = who),
        Act::Unpin => say!(text, "label-unpin", what = thing(text, label, today).unwrap_or_default(), who = who),
        Act::Move => match (label.names.as_slice(), thing(text, label, today)) {
            ([from, to], Some(what)) if label.kind.is_some() => {
                let moved = say!(text, "label-move-from", what = what, from = from.as_str(), to = to.as_str());
                std::iter::once(moved).chain(along(text, &label.along)).collect::<Vec<_>>().join(" · ")
            }
            _ if label.what.is_empty() => say!(text, "label-move-nowhere", who = who),
            _ => say!(text, "label-move-company", company = label.what.as_str(), who = who),
        },
        Act::AddPerson => {
            say!(text, "label-add-person", what = thing(text, label, today).unwrap_or_default(), who = who)
        }
        Act::Merge if !label.what.is_empty() => {
            say!(text, "label-merge-into", who = who, into = label.what.as_str())
        }
        Act::Merge => say!(text, "label-merge", who = who),
        Act::TellApart => say!(text, "label-tell-apart", who = who),
        Act::Consent => match decision(text, &label.what) {
            None => say!(text, "label-consent", who = who),
            Some(what) => say!(text, "label-consent-what", what = what, who = who),
        },
        Act::Import => say!(text, "label-import", who = who),
        Act::Sample => say!(text, "label-sample"),
        Act::Lost => say!(text, "label-lost"),
        Act::Repair => say!(text, "label-repair"),
        Act::Restore => say!(text, "label-restore", who = who),
        Act::Migrate => say!(text, "label-migrate", who = who),
    }
}

/// What became of what hung on an interaction: `goes along: send offer`, all of a kind together.
fn along(text: &Text, all: &[Along]) -> Vec<String> {
    let titles = |of: fn(&Along) -> Option<&str>| {
        let titles: Vec<String> = all.iter().filter_map(of).map(|title| reason::title(text, title)).collect();
        (!titles.is_empty()).then(|| titles.join(", "))
    };
    let went = titles(|one| if let Along::Went(title) = one { Some(title) } else { None });
    let open = titles(|one| if let Along::Reopened(title) = one { Some(title) } else { None });
    let gone = titles(|one| if let Along::Withdrawn(title) = one { Some(title) } else { None });
    let done = titles(|one| if let Along::StaysDone(title) = one { Some(title) } else { None });
    let parts = [
        went.map(|what| say!(text, "label-along-went", what = what)),
        open.map(|what| say!(text, "label-along-open", what = what)),
        gone.map(|what| say!(text, "label-along-gone", what = what)),
        done.map(|what| say!(text, "label-along-done", what = what)),
    ];
    parts.into_iter().flatten().collect()
}

/// Whom it was done to: the names, and how many more; else how many records.
fn who(text: &Text, label: &Label) -> String {
    let names = label.names.join(", ");
    let names = match label.what.parse::<usize>() {
        Ok(files @ 2..) if label.act == Act::Import => files_named(text, &names, files),
        _ => names,
    };
    match label.count {
        Some(count) if label.act == Act::Import && !names.is_empty() => {
            format!("{names} ({})", say!(text, "label-records", count = count))
        }
        Some(count) if names.is_empty() => say!(text, "label-records", count = count),
        Some(count) if count > label.names.len() => {
            let more = count - label.names.len();
            say!(text, "label-and-more", names = names, more = more)
        }
        _ => names,
    }
}

/// The same behind "with", which in German takes another case.
fn whom_with(text: &Text, label: &Label) -> String {
    match label.count {
        Some(count) if !label.names.is_empty() && count > label.names.len() => {
            let more = count - label.names.len();
            say!(text, "label-and-more-with", names = label.names.join(", "), more = more)
        }
        _ => who(text, label),
    }
}

/// `a.vcf and 2 more files`.
pub fn files_named(text: &Text, first: &str, files: usize) -> String {
    say!(text, "label-files", name = first, more = files.saturating_sub(1))
}

/// What it is about: `call of 3 Oct`, `send offer`; `None` where the names say all.
fn thing(text: &Text, label: &Label, today: NaiveDate) -> Option<String> {
    match (label.kind, label.day) {
        (Some(kind), Some(day)) => {
            let (kind, day) = (names::kind(text, kind), days::short(text, day, today));
            Some(say!(text, "label-interaction", kind = kind, day = day))
        }
        _ => (!label.what.is_empty()).then(|| label.what.clone()),
    }
}

/// What was decided on which channel: `mail withdrawn`.
fn decision(text: &Text, what: &str) -> Option<String> {
    let (channel, state) = what.split_once(' ')?;
    let (state, purpose) = state.split_once(' ').map_or((state, None), |(state, purpose)| (state, Some(purpose)));
    let purpose = purpose.map(|purpose| Purpose::read(purpose).ok_or(())).transpose().ok()?;
    let channel = names::channel_for(text, read_channel(channel).ok().flatten()?, purpose);
    Some(format!("{channel} {}", names::consent(text, ConsentState::read(state)?)))
}

/// A field by its name in the journal or on the command line: `phone`; a free field by its own.
pub fn field(text: &Text, name: &str) -> String {
    match name.strip_prefix("field.") {
        Some(free) => free.to_owned(),
        None => say!(text, "label-field", field = name),
    }
}

/// What an edit changed: the interaction it is about, else the fields.
fn changed(text: &Text, label: &Label, today: NaiveDate) -> Option<String> {
    if label.kind.is_some() { thing(text, label, today) } else { fields(text, label) }
}

/// The fields that an edit names, in words.
pub fn fields(text: &Text, label: &Label) -> Option<String> {
    let mut fields: Vec<String> = Vec::new();
    for field in label.what.split_whitespace().map(|name| field(text, name)) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    (!fields.is_empty()).then(|| fields.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_set_is_named_by_its_act_and_whom_and_what_it_was_done_to() {
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let check = |label: Label, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(said(&Text::new(lang), &label, today), expect);
            }
        };
        let anna = |act| Label::new(act, "Anna");
        check(anna(Act::Log).of_kind(Kind::Call), "Logged call with Anna", "Anruf mit Anna erfasst");
        check(anna(Act::Done).about("send offer"), "Done: send offer · Anna", "Erledigt: send offer · Anna");
        check(anna(Act::Done), "Done: follow-up · Anna", "Erledigt: Wiedervorlage · Anna");
        check(
            anna(Act::Snooze).about("send offer").on(day("2026-11-23")),
            "Snoozed send offer until Mon 23 Nov · Anna",
            "send offer zurückgestellt bis Mo 23. Nov · Anna",
        );
        check(
            anna(Act::Snooze).on(day("2026-11-23")),
            "Snoozed until Mon 23 Nov · Anna",
            "Zurückgestellt bis Mo 23. Nov · Anna",
        );
        check(
            anna(Act::FollowUp).about("send offer").on(day("2026-12-04")),
            "Follow-up send offer on Fri 4 Dec · Anna",
            "Wiedervorlage send offer am Fr 4. Dez · Anna",
        );
        check(
            anna(Act::Off).on(day("2026-11-22")),
            "Off the agenda until tomorrow · Anna",
            "Bis morgen von der Agenda genommen · Anna",
        );
        check(
            anna(Act::Consent).about("mail withdrawn"),
            "Consent noted: mail withdrawn · Anna",
            "Einwilligung vermerkt: Mail widerrufen · Anna",
        );
        check(
            anna(Act::Consent).about("mail given marketing"),
            "Consent noted: mail, marketing given · Anna",
            "Einwilligung vermerkt: Mail, Werbung erteilt · Anna",
        );
        check(
            anna(Act::Tell).about("late twice").on(day("2026-11-20")),
            "Told on Fri 20 Nov: late twice · Anna",
            "Kunde informiert am Fr 20. Nov: late twice · Anna",
        );
        check(anna(Act::Tag).about("+vip -fair"), "Tags +vip -fair · Anna", "Tags +vip -fair · Anna");
        check(anna(Act::Former), "Former from now on · Anna", "Ab jetzt ehemalig · Anna");
        check(anna(Act::Edit), "Changed Anna", "Anna geändert");
        check(
            Label { what: "tier mails unheard_of".into(), ..anna(Act::Edit) },
            "Changed tier, mail, details · Anna",
            "Stufe, Mail, Einzelheiten geändert · Anna",
        );
        let call = |act| Label::of_many(act, ["A", "B"].map(str::to_owned)).of_kind(Kind::Call).on(day("2026-10-03"));
        check(call(Act::Move), "Moved call of 3 Oct from A to B", "Anruf vom 3. Okt von A zu B umgehängt");
        let along = vec![
            Along::Went("send offer".into()),
            Along::Reopened("ask".into()),
            Along::Withdrawn("ring".into()),
            Along::StaysDone(String::new()),
        ];
        check(
            call(Act::Move).with(along),
            "Moved call of 3 Oct from A to B · went along: send offer · open again: ask · withdrawn, they have it \
             already: ring · may have been done by it, stays done: follow-up",
            "Anruf vom 3. Okt von A zu B umgehängt · kam mit: send offer · wieder offen: ask · zurückgenommen, schon \
             vorhanden: ring · vielleicht dadurch erledigt, bleibt erledigt: Wiedervorlage",
        );
        check(call(Act::Pin), "Pinned call of 3 Oct · A, B", "Anruf vom 3. Okt angeheftet · A, B");
        let many = Label::of_many(Act::Archive, ["A", "B", "C", "D", "E"].map(str::to_owned));
        check(many, "Archived A, B, C and 2 more", "A, B, C und 2 weitere archiviert");
        let met = Label::of_many(Act::Log, ["A", "B", "C", "D"].map(str::to_owned)).of_kind(Kind::Meeting);
        check(met, "Logged meeting with A, B, C and 1 more", "Treffen mit A, B, C und einer weiteren Person erfasst");
        let mails = Label::of_many(Act::Log, ["A", "B"].map(str::to_owned)).several(2);
        check(mails.clone().of_kind(Kind::Mail), "Logged 2 mails with A, B", "2 Mails mit A, B erfasst");
        check(mails, "Logged 2 interactions with A, B", "2 Interaktionen mit A, B erfasst");
        let added = Label { count: Some(5), ..Label::of_many(Act::Add, ["A", "B", "C"].map(str::to_owned)) };
        check(added, "Added A, B, C and 2 more", "A, B, C und 2 weitere angelegt");
        let import = Label { count: Some(40), ..Label::new(Act::Import, "a.vcf") };
        check(import.clone(), "Imported a.vcf (40 records)", "a.vcf (40 Einträge) importiert");
        let files = Label { what: "3".into(), ..import };
        check(
            files,
            "Imported a.vcf and 2 more files (40 records)",
            "a.vcf und 2 weitere Dateien (40 Einträge) importiert",
        );
    }
}
