//! What actions are called: by their names, by the words that people look for in the language in force, and how well that
//! fits what is typed.

use crate::domain::search::Query;
use crate::say;
use crate::text::Text;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;

/// What an action's help is worth less than its name: names are what people look for.
const OF_HELP: i64 = 450_000;
/// The same for a synonym.
const OF_SYNONYM: i64 = 150_000;

/// How well an action fits what was typed: by its name, a synonym, or its help. Scattered letters fit nothing but its name, and that
/// only where `query` takes them. Of a synonym, which isn't seen, only words' beginnings fit: what fits inside would look like a mistake.
pub(super) fn rank(action: Action, query: &Query, ctx: &Ctx) -> Option<i64> {
    let plain = query.in_earnest();
    let names = [query.rank(&action.label(ctx.text)), plain.rank(&action.info().name.replace('-', " "))];
    let help = plain.rank(&action.help(ctx.text)).map(|rank| rank - OF_HELP);
    let synonyms = synonyms(action, ctx.text);
    let beginning = plain.at_beginnings();
    let synonyms =
        synonyms.split(',').filter_map(|word| beginning.rank(word.trim())).map(|rank| rank - OF_SYNONYM).max();
    names.into_iter().chain([help, synonyms]).flatten().max()
}

/// What it is called besides, between commas; empty where there is nothing.
fn synonyms(action: Action, text: &Text) -> String {
    match action {
        Action::Log => say!(text, "also-log"),
        Action::LogOther => say!(text, "also-log-other"),
        Action::FollowUp => say!(text, "also-follow-up"),
        Action::Done => say!(text, "also-done"),
        Action::Snooze => say!(text, "also-snooze"),
        Action::Sort => say!(text, "also-sort"),
        Action::Spread => say!(text, "also-spread"),
        Action::Health => say!(text, "also-health"),
        Action::Topics => say!(text, "also-topics"),
        Action::Ask => say!(text, "also-ask"),
        Action::Scores => say!(text, "also-scores"),
        Action::GoMonth => say!(text, "also-month"),
        Action::Today => say!(text, "also-today"),
        Action::Feedback => say!(text, "also-feedback"),
        Action::Filter => say!(text, "also-filter"),
        Action::Search => say!(text, "also-search"),
        Action::Note => say!(text, "also-note"),
        Action::Off => say!(text, "also-off"),
        Action::Open => say!(text, "also-open"),
        Action::Back => say!(text, "also-back"),
        Action::Add => say!(text, "also-add"),
        Action::AddCompany => say!(text, "also-add-company"),
        Action::Edit => say!(text, "also-edit"),
        Action::EditText => say!(text, "also-edit-text"),
        Action::Move => say!(text, "also-move"),
        Action::Delete => say!(text, "also-delete"),
        Action::Import => say!(text, "also-import"),
        Action::Export => say!(text, "also-export"),
        Action::BackUp => say!(text, "also-back-up"),
        Action::Check => say!(text, "also-check"),
        Action::Mended => say!(text, "also-mended"),
        Action::Duplicates => say!(text, "also-duplicates"),
        Action::Tags => say!(text, "also-tags"),
        Action::Pin => say!(text, "also-pin"),
        Action::Undo => say!(text, "also-undo"),
        Action::Redo => say!(text, "also-redo"),
        Action::Mark | Action::MarkRange => say!(text, "also-mark"),
        Action::MarkAll => say!(text, "also-mark-all"),
        Action::NextPane | Action::PreviousPane => say!(text, "also-pane"),
        Action::Backward | Action::Forward | Action::PreviousView => say!(text, "also-trail"),
        Action::Zoom => say!(text, "also-zoom"),
        Action::Narrower | Action::Wider | Action::Usual => say!(text, "also-split"),
        Action::GoAgenda => say!(text, "also-agenda"),
        Action::GoContacts => say!(text, "also-contacts"),
        Action::GoCompanies => say!(text, "also-companies"),
        Action::GoFeedback => say!(text, "also-all-feedback"),
        Action::GoReports => say!(text, "also-reports"),
        Action::GoCompany => say!(text, "also-company"),
        Action::Consent => say!(text, "also-consent"),
        Action::OpenLink => say!(text, "also-open-link"),
        Action::Copy => say!(text, "also-copy"),
        Action::Mouse => say!(text, "also-mouse"),
        Action::Theme => say!(text, "also-theme"),
        Action::Quit => say!(text, "also-quit"),
        Action::Help => say!(text, "also-help"),
        _ => String::new(),
    }
}
