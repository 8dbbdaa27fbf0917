use std::path::Path;

use firebreak_core::event::{CustodyAct, Kept};
use firebreak_core::incident::{Custody, Evidence, Incident, Run};
use firebreak_core::playbook::Step;
use firebreak_core::when::iso;
use firebreak_core::words::bytes;

use crate::api::{
    AskedView, CustodyView, EvidenceCount, EvidenceList, EvidenceView, FoundView, WithdrawnView,
};
use crate::html::{self, Filling};
use crate::locker::{Locker, MOST_SHOWN, names_picture};

/// The evidence of an incident, counted.
pub(crate) fn evidence_count(incident: &Incident) -> EvidenceCount {
    let asked = incident.to_collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let in_doubt = incident.standing_evidence().filter(|item| item.is_in_doubt());
    EvidenceCount {
        items: count(incident.standing_evidence().count()),
        in_doubt: in_doubt.map(|item| item.id.clone()).collect(),
        collected: count(asked.iter().filter(|one| !one.answered.is_empty()).count()),
        asked: count(asked.len()),
    }
}

/// The names of the evidence that answers each item of a step; empty where the step asks for none.
pub(crate) fn collected(incident: &Incident, run: &Run, step: &Step) -> Vec<Vec<String>> {
    let names = |item: &str| {
        let answers = incident.standing_evidence().filter(|one| one.answers_item(&run.id, &step.id, item));
        answers.map(|one| one.id.clone()).collect()
    };
    step.collect.iter().map(|item| names(&item.text)).collect()
}

/// Every item and what is asked for.
pub(crate) fn evidence_list(incident: &Incident, locker: &Locker) -> EvidenceList {
    let asked = incident.to_collect();
    EvidenceList {
        items: incident.evidence.iter().map(|item| evidence_view(incident, item, locker)).collect(),
        asked: asked
            .iter()
            .map(|one| AskedView {
                run: one.run.id.clone(),
                step: one.step.id.clone(),
                step_title: format!("{} {}", one.number, one.step.title.value),
                state: one.state,
                item: u32::try_from(one.index).unwrap_or(u32::MAX),
                text: plain(one.run, one.text),
                evidence: one.answered.iter().map(|item| item.id.clone()).collect(),
            })
            .collect(),
    }
}

/// By how many seconds a clock is ahead, as it can be typed again.
pub(crate) fn typed_offset(seconds: i64) -> String {
    format!("{seconds:+} s")
}

fn plain(run: &Run, markdown: &str) -> String {
    let declared = &run.pinned.playbook.meta.variables;
    html::plain(markdown, Filling { values: &run.variables, declared })
}

fn evidence_view(incident: &Incident, item: &Evidence, locker: &Locker) -> EvidenceView {
    let facts = &item.facts;
    let typed = facts.collected.typed();
    let answers = item.answers.as_ref();
    let run = answers.and_then(|answers| incident.run(&answers.run));
    let step = answers.zip(run).and_then(|(answers, run)| run.step(&answers.step));
    let lies_at = match item.kept {
        Kept::Copied => Some(locker.place(item.sha256).display().to_string()),
        Kept::Referenced => item.path.clone(),
    };
    EvidenceView {
        id: item.id.clone(),
        name: facts.name.clone(),
        collected: facts.collected.clone(),
        collected_typed: typed.text,
        collected_precision: typed.precision,
        collected_by: facts.collected_by.clone(),
        source: facts.source.clone(),
        clock_offset: facts.clock_offset.map(typed_offset),
        method: facts.method.clone(),
        tool: facts.tool.clone(),
        tool_version: facts.tool_version.clone(),
        authority: facts.authority.clone(),
        tlp: facts.tlp,
        retention: facts.retention.clone(),
        sha256: item.sha256.to_string(),
        size: item.size,
        size_in_words: bytes(item.size),
        kept: item.kept,
        file: item.file.clone(),
        path: item.path.clone(),
        lies_at,
        picture: names_picture(&item.file) && item.size <= MOST_SHOWN,
        run: answers.map(|answers| answers.run.clone()),
        step: answers.map(|answers| answers.step.clone()),
        step_title: step.map(|(number, _, step)| format!("{number} {}", step.title.value)),
        item: run
            .zip(answers.and_then(|answers| answers.item.as_deref()))
            .map(|(run, text)| plain(run, text)),
        added_at: iso(item.added.recorded_at),
        added_by: item.added.author.clone(),
        entry: item.added.entry.to_string(),
        holder: item.holder().to_owned(),
        withdrawn: item.withdrawn.as_ref().map(|withdrawn| WithdrawnView {
            at: iso(withdrawn.stamp.recorded_at),
            by: withdrawn.stamp.author.clone(),
            reason: withdrawn.reason.clone(),
        }),
        ended: item.end().map(|end| end.act),
        gone: item.is_gone(),
        custody: custody_views(item),
        verified: item.verified.as_ref().map(|(found, stamp)| FoundView {
            finding: found.finding,
            label: found.finding.label().to_owned(),
            at: iso(stamp.recorded_at),
            by: stamp.author.clone(),
            sha256: found.sha256.map(|hash| hash.to_string()),
            why: found.why.clone(),
        }),
    }
}

fn custody_views(item: &Evidence) -> Vec<CustodyView> {
    let collected = CustodyView {
        number: 0,
        act: None,
        label: "Collected".to_owned(),
        when: item.facts.collected.clone(),
        by: item.facts.collected_by.clone(),
        to: None,
        note: item.facts.source.clone().map(|source| format!("from {source}")),
        author: item.added.author.clone(),
        entry: item.added.entry.to_string(),
        withdrawn: false,
    };
    let mut views: Vec<CustodyView> = item.custody.iter().map(custody_view).collect();
    views.sort_by_key(|view| (view.when.earliest, view.number));
    views.insert(0, collected);
    views
}

fn custody_view(custody: &Custody) -> CustodyView {
    CustodyView {
        number: custody.number,
        act: Some(custody.act),
        label: CustodyAct::label(custody.act).to_owned(),
        when: custody.stamp.when.clone(),
        by: custody.by.clone(),
        to: custody.to.clone(),
        note: custody.note.clone(),
        author: custody.stamp.author.clone(),
        entry: custody.stamp.entry.to_string(),
        withdrawn: custody.withdrawn,
    }
}

/// The name of the file that an item is handed out as.
pub(crate) fn export_name(code: &str, item: &Evidence) -> String {
    // The escapes of a name are plain characters; what a file system takes for a folder is not.
    let plain: String = item.file.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let name =
        Path::new(&plain).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    format!("{code}-{}-{name}", item.id)
}
