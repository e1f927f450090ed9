//! Whose drafts there are, for the toast at the start.

use crate::domain::id::ContactId;
use crate::domain::record::RecordKind;
use crate::say;
use crate::tui::ctx::Ctx;

/// The names of those on whom drafts stand, the first three.
pub(super) fn whose(ctx: &Ctx) -> String {
    let name = |on| match on {
        Some(crate::domain::record::RecordId { kind: RecordKind::Contact, id }) => ctx.name(ContactId(id)).to_owned(),
        _ => String::new(),
    };
    let mut names: Vec<String> = Vec::new();
    for draft in ctx.drafts {
        let name = match name(draft.on) {
            name if name.is_empty() => say!(ctx.text, "draft-new"),
            name => name,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(3);
    names.join(", ")
}
