use super::{numbered, with};
use crate::event::{
    Answers, CustodyRecorded, CustodyRestored, CustodyWithdrawn, EvidenceAdded, EvidenceAnswered,
    EvidenceChanged, EvidenceRestored, EvidenceVerified, EvidenceWithdrawn, Finding, Found, Kept,
};
use crate::incident::{Custody, Incident};
use crate::vocabulary::Phase;
use crate::words::bytes;

/// What the timeline says of an item that was added: all that a search should find.
pub(super) fn added(added: &EvidenceAdded) -> String {
    let facts = &added.facts;
    let from = facts.source.as_ref().map(|source| format!(" from {source}")).unwrap_or_default();
    let kept = match (added.kept, &added.path) {
        (Kept::Copied, _) => String::new(),
        (Kept::Referenced, Some(path)) => format!(", stays at {path}"),
        (Kept::Referenced, None) => ", stays in place".to_owned(),
    };
    let head = format!("Evidence {}: {}{from}", added.evidence, facts.name);
    format!(
        "{head}, collected by {}, {}{kept}\nSHA-256 {}",
        facts.collected_by,
        bytes(added.size),
        added.sha256
    )
}

/// What the timeline says of an item that is said to be something else.
pub(super) fn changed(before: Option<&Incident>, changed: &EvidenceChanged) -> String {
    let known = before.and_then(|incident| incident.evidence_item(&changed.evidence));
    let (id, new) = (&changed.evidence, &changed.facts);
    let Some(old) = known.map(|known| &known.facts) else { return format!("Evidence {id}: {}", new.name) };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let offset =
        |seconds: Option<i64>| seconds.map_or_else(|| "none".to_owned(), |seconds| format!("{seconds:+} s"));
    let label = |tlp: Option<crate::vocabulary::Tlp>| tlp.map_or("none", |tlp| tlp.label()).to_owned();
    let fields = [
        ("name", old.name.clone(), new.name.clone()),
        ("collected", old.collected.to_iso(), new.collected.to_iso()),
        ("collected by", old.collected_by.clone(), new.collected_by.clone()),
        ("source", or_none(&old.source), or_none(&new.source)),
        ("clock of the source", offset(old.clock_offset), offset(new.clock_offset)),
        ("method", or_none(&old.method), or_none(&new.method)),
        ("tool", or_none(&old.tool), or_none(&new.tool)),
        ("version of the tool", or_none(&old.tool_version), or_none(&new.tool_version)),
        ("authority", or_none(&old.authority), or_none(&new.authority)),
        ("sharing", label(old.tlp), label(new.tlp)),
        ("retention", or_none(&old.retention), or_none(&new.retention)),
    ];
    let changes: Vec<String> = fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what} {old} → {new}"))
        .collect();
    format!("Evidence {id} changed: {}", changes.join("; "))
}

/// What the timeline says of what an item answers, and what it answered before.
pub(super) fn answered(before: Option<&Incident>, answered: &EvidenceAnswered) -> String {
    let old = before.and_then(|incident| incident.evidence_item(&answered.evidence)?.answers.as_ref());
    let new = answered.answers.as_ref().map(|answers| asked(before, answers));
    let new = new.unwrap_or_else(|| "nothing that a step asks for".to_owned());
    let head = format!("{} answers {new}", named(before, &answered.evidence));
    match old {
        Some(old) => format!("{head}, not {}", asked(before, old)),
        None => head,
    }
}

/// What the timeline says of an item that is no evidence.
pub(super) fn withdrawn(before: Option<&Incident>, withdrawn: &EvidenceWithdrawn) -> String {
    let head = format!("{} is no evidence", named(before, &withdrawn.evidence));
    with(&head, "", withdrawn.reason.as_deref())
}

/// What the timeline says of an item that is evidence after all.
pub(super) fn restored(before: Option<&Incident>, restored: &EvidenceRestored) -> String {
    format!("{} is evidence after all", named(before, &restored.evidence))
}

/// What the timeline says of what was done with an item.
pub(super) fn custody(before: Option<&Incident>, recorded: &CustodyRecorded) -> String {
    let to = recorded.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
    let head = format!("{} {} by {}{to}", named(before, &recorded.evidence), recorded.act, recorded.by);
    with(&head, "", recorded.note.as_deref())
}

/// What the timeline says of what was not done with an item after all.
pub(super) fn custody_withdrawn(before: Option<&Incident>, withdrawn: &CustodyWithdrawn) -> String {
    let said = custody_of(before, &withdrawn.evidence, withdrawn.custody);
    let act = said.map_or_else(|| format!("entry {} of custody", withdrawn.custody), act_words);
    let head = format!("{}, taken back: {act}", named(before, &withdrawn.evidence));
    with(&head, "", withdrawn.reason.as_deref())
}

/// What the timeline says of what was done with an item after all.
pub(super) fn custody_restored(before: Option<&Incident>, restored: &CustodyRestored) -> String {
    let said = custody_of(before, &restored.evidence, restored.custody);
    let act = said.map_or_else(|| format!("entry {} of custody", restored.custody), act_words);
    format!("{}, after all: {act}", named(before, &restored.evidence))
}

/// What the timeline says of items that were hashed again: those that are not what was collected are named.
pub(super) fn verified(verified: &EvidenceVerified) -> String {
    let intact = verified.found.iter().filter(|found| found.finding == Finding::Intact).count();
    let others: Vec<String> =
        verified.found.iter().filter(|found| found.finding != Finding::Intact).map(found_words).collect();
    let all = verified.found.len();
    let items = if all == 1 { "item" } else { "items" };
    let head = format!("Evidence verified, {intact} of {all} {items} intact");
    if others.is_empty() { head } else { format!("{head}: {}", others.join("; ")) }
}

/// The phase of the step that an item answers.
pub(super) fn phase(before: Option<&Incident>, answers: Option<&Answers>) -> Option<Phase> {
    let answers = answers?;
    let (_, phase, _) = before?.run(&answers.run)?.step(&answers.step)?;
    Some(phase)
}

/// The phase of the step that an item with a name answers.
pub(super) fn phase_of(before: Option<&Incident>, evidence: &str) -> Option<Phase> {
    phase(before, before?.evidence_item(evidence)?.answers.as_ref())
}

fn found_words(found: &Found) -> String {
    let id = &found.evidence;
    match (found.finding, &found.sha256, &found.why) {
        (Finding::Changed, Some(hash), _) => format!("{id} is changed, SHA-256 is now {hash}"),
        (finding, _, Some(why)) => format!("{id} is {finding} ({why})"),
        (finding, _, None) => format!("{id} is {finding}"),
    }
}

/// What of a step is answered, in words.
fn asked(before: Option<&Incident>, answers: &Answers) -> String {
    let step = before.and_then(|incident| incident.run(&answers.run)?.step(&answers.step));
    let step = step.map_or_else(
        || format!("step \"{}\"", answers.step),
        |(number, _, step)| format!("step {}", numbered(number, &step.title.value)),
    );
    with(&step, "", answers.item.as_deref())
}

fn act_words(custody: &Custody) -> String {
    let to = custody.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
    format!("{} by {}{to}", custody.act, custody.by)
}

fn custody_of<'a>(before: Option<&'a Incident>, evidence: &str, number: u32) -> Option<&'a Custody> {
    before?.evidence_item(evidence)?.custody.iter().find(|custody| custody.number == number)
}

fn named(before: Option<&Incident>, evidence: &str) -> String {
    match before.and_then(|incident| incident.evidence_item(evidence)) {
        Some(item) => format!("Evidence {evidence} ({})", item.facts.name),
        None => format!("Evidence {evidence}"),
    }
}
