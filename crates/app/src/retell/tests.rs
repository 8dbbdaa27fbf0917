use std::fmt::Write as _;
use std::path::Path;

use firebreak_core::event::{CustodyAct, DeadlineMark, DeviceId, Draft, RequestMark, Tip, UpdateMark};
use firebreak_core::vocabulary::{Milestone, Phase, Resolution, ServiceModel, Severity, StepState};
use firebreak_core::when::When;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::Library;

const PLAYBOOK: &str = "---
playbook: 1
id: key
title: Exposed key
version: 1.0.0
summary: A key is out.
incident_types: [credential-compromise]
service_models: [iaas]
roles:
  lead: Leads
variables:
  key_id: {about: The key}
---

# Exposed key

## Detect

### Record how you learned of it
<!-- id: record -->

- **Layer:** accounts

- [ ] Alert linked

#### Decide

- **If** it is ours → [Close and record](#close-and-record)
- **Otherwise** → [Deactivate the key](#deactivate-the-key)

## Contain

### Deactivate the key
<!-- id: deactivate -->

- **Layer:** accounts

## Review

### Close and record
<!-- id: close -->

- **Layer:** data
";

/// The words of every kind of event, with every label that occurs in them.
fn events() -> Vec<(Kind, Value)> {
    let entry = format!("{}/1", Uuid::nil());
    let when = json!({
        "earliest": "2026-11-21T02:10:00Z", "latest": "2026-11-21T02:10:00Z", "precision": "minute", "zone": "UTC"
    });
    let hours = json!({
        "earliest": "2026-11-21T02:00:00Z", "latest": "2026-11-21T04:00:00Z", "precision": "range", "zone": "UTC"
    });
    let latest = json!({
        "earliest": "2026-11-21T02:10:00Z", "latest": "2026-11-21T02:10:00Z", "precision": "at-latest", "zone": "UTC"
    });
    let step = |state: StepState, until: Value| {
        let mut body = json!({
            "run": "1", "step": "record", "state": state, "reason": "the reason", "value": "what was seen",
        });
        if !until.is_null() {
            body["until"] = until;
        }
        (Kind::StepSet, body)
    };
    let mut events = vec![
        (
            Kind::IncidentOpened,
            json!({
                "code": "INC-0001", "title": "Key in logs", "class": "live", "severity": "high",
                "incident_type": "credential-compromise", "service_models": ServiceModel::ALL,
                "providers": ["aws"], "targets": {}, "profile": {"id": "p", "name": "P", "source": "", "cells": {}},
            }),
        ),
        (
            Kind::RunStarted,
            json!({
                "run": "1", "playbook": "key", "title": "Exposed key", "version": "1.0.0",
                "sha256": "0".repeat(64), "source": PLAYBOOK,
            }),
        ),
        (
            Kind::IncidentChanged,
            json!({"title": "Two keys", "incident_type": "data-breach", "providers": []}),
        ),
        (Kind::IncidentChanged, json!({"service_models": ["saas"]})),
        (Kind::VariableSet, json!({"run": "1", "name": "key_id", "value": "AKIA"})),
        (Kind::VariableSet, json!({"run": "1", "name": "key_id", "value": null})),
        (Kind::TaskSet, json!({"run": "1", "step": "record", "task": 0, "ticked": true})),
        (Kind::TaskSet, json!({"run": "1", "step": "record", "task": 0, "ticked": false})),
        (Kind::BranchChosen, json!({"run": "1", "step": "record", "choice": 0, "reason": "seen"})),
        (Kind::BranchChosen, json!({"run": "1", "step": "record", "choice": 1})),
        (Kind::BranchChosen, json!({"run": "1", "step": "record", "choice": null})),
        (
            Kind::RunStarted,
            json!({
                "run": "2", "playbook": "other", "title": "Another", "version": "1.0.0",
                "sha256": "0".repeat(64), "source": PLAYBOOK.replace("id: key", "id: other"),
                "from": {"run": "1", "step": "deactivate"},
            }),
        ),
        (Kind::RunRanked, json!({"run": "2", "place": 1})),
        (Kind::RunRanked, json!({"run": "9", "place": 0})),
        (Kind::StepWatched, json!({"run": "1", "step": "deactivate", "by": "Jo"})),
        (Kind::StepWatched, json!({"run": "1", "step": "gone"})),
        (
            Kind::StepReconstructed,
            json!({"run": "1", "step": "deactivate", "state": "done", "value": "seen"}),
        ),
        (Kind::NoteAdded, json!({"text": "a note", "phase": "contain"})),
        (Kind::EntryCorrected, json!({"corrects": entry, "text": "better words", "reason": "a slip"})),
        (Kind::EntryCorrected, json!({"corrects": entry, "when": when})),
        (Kind::EntryCorrected, json!({"corrects": entry, "text": "both", "when": hours})),
        (Kind::EntryCorrected, json!({"corrects": entry, "when": latest})),
        (Kind::NoteWithdrawn, json!({"note": entry, "reason": "another incident"})),
        (Kind::NoteWithdrawn, json!({"note": entry})),
        (Kind::NoteRestored, json!({"note": entry})),
        (Kind::IncidentReopened, json!({"reason": "it came back"})),
        (
            Kind::ResourceAdded,
            json!({
                "resource": "1", "name": "web-1", "service_model": "iaas", "provider": "aws", "offering": "EC2",
                "identifier": "i-0abc",
            }),
        ),
        (Kind::ResourceChanged, json!({"resource": "1", "name": "web-2", "service_model": "onprem"})),
        (Kind::ResourceChanged, json!({"resource": "9", "name": "unknown", "service_model": "saas"})),
        (Kind::ResourceWithdrawn, json!({"resource": "1", "reason": "another host"})),
        (Kind::ResourceWithdrawn, json!({"resource": "9"})),
        (Kind::ResourceRestored, json!({"resource": "9"})),
        (
            Kind::ProfileChanged,
            json!({"profile": {"id": "q", "name": "Q", "source": "", "cells": {}}, "reason": "the contract"}),
        ),
        (
            Kind::ProfileChanged,
            json!({"profile": {"id": "q", "name": "Q", "source": "s", "cells": {}}, "reason": "mended"}),
        ),
        step(StepState::Deferred, json!({"time": when})),
        step(StepState::Deferred, json!({"trigger": "the lawyer calls"})),
    ];
    events
        .extend(Severity::ALL.iter().map(|severity| (Kind::IncidentChanged, json!({"severity": severity}))));
    events.extend(StepState::ALL.iter().map(|state| step(*state, Value::Null)));
    events.extend(Phase::ALL.iter().map(|phase| step(StepState::Deferred, json!({"phase": phase}))));
    for milestone in Milestone::ALL {
        events.push((Kind::MilestoneSet, json!({"milestone": milestone, "note": "as logged"})));
        events.push((Kind::MilestoneSet, json!({"milestone": milestone, "supersedes": entry})));
        events.push((Kind::MilestoneWithdrawn, json!({"milestone": milestone, "withdraws": entry})));
    }
    let request = |mark: RequestMark| json!({"request": "1", "mark": mark, "by": "Jo", "note": "said so"});
    events.extend([
        (
            Kind::RequestDrafted,
            json!({
                "request": "1", "run": "1", "step": "deactivate", "provider": "aws", "subject": "Key misused",
                "text": "Give us the calls.", "channel": "the portal", "ticket": "47", "escalate": {"after": 14_400},
            }),
        ),
        (
            Kind::RequestDrafted,
            json!({
                "request": "2", "follows": "1", "provider": "A host", "subject": "Again", "text": "Well?",
                "escalate": "never",
            }),
        ),
        (
            Kind::RequestChanged,
            json!({
                "request": "1", "provider": "azure", "subject": "Keys misused", "text": "All calls.", "channel": "",
                "ticket": "48", "escalate": {"at": when},
            }),
        ),
        (Kind::RequestChanged, json!({"request": "1", "channel": "mail", "ticket": "", "escalate": "never"})),
    ]);
    for mark in RequestMark::ALL {
        events.push((Kind::RequestMoved, request(*mark)));
        events.push((Kind::RequestMoved, json!({"request": "1", "mark": mark})));
    }
    events.push((
        Kind::RequestReverted,
        json!({"request": "1", "mark": RequestMark::Withdrawn, "reason": "a slip"}),
    ));
    // Right after the first two, so that the numbers of its entries are known.
    events.splice(2..2, people());
    events.extend(deadline_events(&when, &hours));
    events.extend(update_events(&when, &hours));
    events.extend(evidence(&when));
    events.extend([
        (Kind::TaskSet, json!({"run": "1", "step": "record", "task": 0, "ticked": true})),
        (Kind::BranchChosen, json!({"run": "1", "step": "record", "choice": 0})),
        (Kind::StepSet, json!({"run": "1", "step": "deactivate", "state": "done"})),
        (Kind::RunMoved, moved()),
    ]);
    let entries = [&entry];
    events.extend([
        (
            Kind::IndicatorsAdded,
            json!({"indicators": [{
                "indicator": "1", "kind": "ipv4", "value": "185.220.101.4", "tlp": "amber", "note": "the exit node",
                "steps": [{"run": "1", "step": "record"}],
            }]}),
        ),
        (
            Kind::IndicatorsAdded,
            json!({"indicators": [
                {"indicator": "2", "kind": "domain", "value": "evil.example", "tlp": "red"},
                {"indicator": "3", "kind": "url", "value": "https://evil.example/a", "tlp": "red"},
            ]}),
        ),
        (
            Kind::IndicatorChanged,
            json!({"indicator": "1", "tlp": "amber+strict", "first_seen": when, "last_seen": hours, "entries": entries}),
        ),
        (Kind::IndicatorChanged, json!({"indicator": "1", "tlp": "clear", "note": "more"})),
        (Kind::IndicatorChanged, json!({"indicator": "9", "tlp": "green"})),
        (Kind::IndicatorsWithdrawn, json!({"indicators": ["2", "3", "9"], "reason": "our own"})),
        (Kind::IndicatorsWithdrawn, json!({"indicators": ["1"]})),
        (Kind::IndicatorsRestored, json!({"indicators": ["1", "2"]})),
        (
            Kind::DecisionRecorded,
            json!({
                "decision": "1", "question": "Pull the network?", "options": ["Pull it", "Isolate the host"],
                "choice": "Pull it", "rationale": "It spreads", "decided_by": "Ana", "reversible": false,
                "step": {"run": "1", "step": "record"},
            }),
        ),
        (
            Kind::DecisionRecorded,
            json!({
                "decision": "2", "question": "Whom to tell", "options": ["Nobody"], "choice": "Nobody",
                "decided_by": "Bo", "reversible": true, "supersedes": "1",
            }),
        ),
        (Kind::DecisionWithdrawn, json!({"decision": "1", "reason": "a slip"})),
        (Kind::DecisionWithdrawn, json!({"decision": "9"})),
        (Kind::DecisionRestored, json!({"decision": "1"})),
    ]);
    for resolution in Resolution::ALL {
        events.push((Kind::IncidentClosed, json!({"resolution": resolution, "summary": "all is well"})));
    }
    events
}

/// Roles and handovers.
fn people() -> Vec<(Kind, Value)> {
    let role = |role: &str, person: &str| json!({"role": role, "person": person});
    let entry = |number: u32| format!("{}/{number}", Uuid::nil());
    vec![
        (Kind::RoleGiven, role("lead", "Ana")),
        (Kind::RoleGiven, role("lead", "Bo")),
        (Kind::RoleGiven, role("Night watch", "Cy")),
        (Kind::RoleEnded, json!({"role": "Night watch", "person": "Cy", "reason": "it is day"})),
        (Kind::RoleReverted, json!({"role": "Night watch", "reverts": entry(6)})),
        (Kind::RoleRestored, json!({"role": "Night watch", "restores": entry(6)})),
        (Kind::RoleReverted, json!({"role": "lead", "reverts": entry(4)})),
        (Kind::RoleRestored, json!({"role": "lead", "restores": entry(4)})),
        (Kind::RoleReverted, json!({"role": "lead", "reverts": entry(99)})),
        (Kind::RoleRestored, json!({"role": "lead", "restores": entry(99)})),
        (
            Kind::HandoverBegun,
            json!({
                "handover": "1", "from": "Bo", "to": "Dee", "summary": "The key is off.", "objectives": "Close it.",
                "contingencies": [{"when": "it is used", "then": "call"}], "head": "2".repeat(64),
                "briefing": [
                    {"title": "Summary", "lines": ["The key is off."]}, {"title": "Watches", "lines": []},
                ],
            }),
        ),
        (Kind::HandoverCancelled, json!({"handover": "1", "reason": "Dee is ill"})),
        (Kind::HandoverCancelled, json!({"handover": "9"})),
        (Kind::HandoverAccepted, json!({"handover": "1", "by": "Dee", "read_back": "It is off."})),
        (Kind::HandoverAccepted, json!({"handover": "1", "by": "Dee", "sections": ["Summary", "Watches"]})),
        (Kind::HandoverAccepted, json!({"handover": "1", "by": "Dee", "sections": ["Summary"]})),
    ]
}

fn deadline_events(when: &Value, hours: &Value) -> Vec<(Kind, Value)> {
    let rule = |id: &str, limit: &str| {
        json!({
            "id": id, "name": "Art. 33 notice", "trigger": "aware", "limit": limit, "source": "the text",
            "as_of": "2026-11-21", "cap": {"limit": "PT24H", "trigger": "discovered"},
        })
    };
    let berlin = json!({"zone": "Europe/Berlin"});
    let mut events = vec![
        (
            Kind::DeadlineStarted,
            json!({
                "deadline": "1", "rule": rule("a", "PT72H"), "trigger": hours, "calendar": berlin, "run": "1",
                "step": "deactivate", "note": "personal data",
            }),
        ),
        (
            Kind::DeadlineStarted,
            json!({
                "deadline": "2", "rule": rule("b", "P1M"), "trigger": when, "calendar": berlin, "cap_from": when,
                "follows": "1",
            }),
        ),
        (
            Kind::DeadlineChanged,
            json!({"deadline": "1", "trigger": when, "cap_from": when, "calendar": berlin, "reason": "the call"}),
        ),
        (Kind::DeadlineChanged, json!({"deadline": "9", "trigger": when, "calendar": berlin})),
    ];
    for mark in DeadlineMark::ALL {
        let said = json!({"deadline": "1", "mark": mark, "by": "Jo", "reference": "47", "note": "said so"});
        events.push((Kind::DeadlineMoved, said));
        events.push((Kind::DeadlineMoved, json!({"deadline": "1", "mark": mark})));
        events.push((Kind::DeadlineReverted, json!({"deadline": "1", "mark": mark, "reason": "a slip"})));
    }
    events.push((Kind::DeadlineMoved, json!({"deadline": "9", "mark": "met"})));
    events
}

fn update_events(when: &Value, hours: &Value) -> Vec<(Kind, Value)> {
    let words =
        |subject: &str, text: &str| json!({"audience": "executives", "subject": subject, "text": text});
    let with = |mut body: Value, more: Value| {
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let mut events = vec![
        (
            Kind::UpdateDrafted,
            with(
                words("Key out", "A key is out."),
                json!({"update": "1", "to": "The board", "channel": "telephone", "next": when}),
            ),
        ),
        (Kind::UpdateDrafted, with(words("Again", "Nothing new."), json!({"update": "2"}))),
        (
            Kind::UpdateChanged,
            with(words("Keys out", "Two keys are out."), json!({"update": "1", "next": hours})),
        ),
        (Kind::UpdateChanged, with(words("Unknown", "Words."), json!({"update": "9"}))),
        (Kind::UpdateMoved, json!({"update": "2", "mark": "sent"})),
        (Kind::UpdateMoved, json!({"update": "9", "mark": "sent"})),
    ];
    for mark in UpdateMark::ALL {
        events.push((Kind::UpdateMoved, json!({"update": "1", "mark": mark, "by": "Jo", "note": "said so"})));
        events.push((Kind::UpdateMoved, json!({"update": "1", "mark": mark})));
    }
    for mark in UpdateMark::ALL.iter().rev() {
        events.push((Kind::UpdateReverted, json!({"update": "1", "mark": mark, "reason": "a slip"})));
    }
    events
}

/// Evidence in every way of keeping it, with every act of custody and every finding.
fn evidence(when: &Value) -> Vec<(Kind, Value)> {
    let hash = "ab".repeat(32);
    let mut events = vec![
        (
            Kind::EvidenceAdded,
            json!({
                "evidence": "E-1", "name": "Console log", "collected": when, "collected_by": "Ana", "source": "web-1",
                "sha256": hash, "size": 1500, "kept": "copied", "file": "log.json", "path": "/srv/log.json",
                "answers": {"run": "1", "step": "deactivate"},
            }),
        ),
        (
            Kind::EvidenceAdded,
            json!({
                "evidence": "E-2", "name": "Disk", "collected": when, "collected_by": "Bo", "sha256": hash, "size": 1,
                "kept": "referenced", "file": "disk.img", "path": "/srv/disk.img",
            }),
        ),
        (
            Kind::EvidenceAdded,
            json!({
                "evidence": "E-3", "name": "Tape", "collected": when, "collected_by": "Bo", "sha256": hash, "size": 0,
                "kept": "referenced", "file": "tape",
            }),
        ),
        (
            Kind::EvidenceChanged,
            json!({
                "evidence": "E-1", "name": "Audit log", "collected": when, "collected_by": "Cy", "clock_offset": -90,
                "method": "export", "tool": "aws", "tool_version": "2.31", "authority": "the lead", "tlp": "amber",
                "retention": "a year",
            }),
        ),
        (
            Kind::EvidenceChanged,
            json!({"evidence": "E-9", "name": "?", "collected": when, "collected_by": "Cy"}),
        ),
        (
            Kind::EvidenceAnswered,
            json!({"evidence": "E-2", "answers": {"run": "1", "step": "record", "item": "The **last** calls"}}),
        ),
        (Kind::EvidenceAnswered, json!({"evidence": "E-2", "answers": {"run": "9", "step": "gone"}})),
        (Kind::EvidenceAnswered, json!({"evidence": "E-2"})),
        (Kind::EvidenceWithdrawn, json!({"evidence": "E-2", "reason": "another case"})),
        (Kind::EvidenceRestored, json!({"evidence": "E-2"})),
    ];
    for (number, act) in (1..).zip(CustodyAct::ALL) {
        events.push((
            Kind::CustodyRecorded,
            json!({"evidence": "E-1", "custody": number, "act": act, "by": "Ana", "to": "Bo", "note": "for the court"}),
        ));
    }
    events.extend([
        (Kind::CustodyRecorded, json!({"evidence": "E-9", "custody": 1, "act": "viewed", "by": "Ana"})),
        (Kind::CustodyWithdrawn, json!({"evidence": "E-1", "custody": 1, "reason": "a slip"})),
        (Kind::CustodyRestored, json!({"evidence": "E-1", "custody": 1})),
        (Kind::CustodyWithdrawn, json!({"evidence": "E-9", "custody": 1})),
        (Kind::CustodyRestored, json!({"evidence": "E-9", "custody": 1})),
        (
            Kind::EvidenceVerified,
            json!({"found": [
                {"evidence": "E-1", "finding": "intact"}, {"evidence": "E-2", "finding": "changed", "sha256": hash},
                {"evidence": "E-3", "finding": "missing"},
                {"evidence": "E-4", "finding": "unreadable", "why": "no rights"},
            ]}),
        ),
        (Kind::EvidenceVerified, json!({"found": [{"evidence": "E-1", "finding": "intact"}]})),
    ]);
    events
}

/// A newer text: a step less, one more, one in other words, and a task and a choice that are no longer there.
fn moved() -> Value {
    let source = PLAYBOOK
        .replace("version: 1.0.0", "version: 1.1.0")
        .replace("- [ ] Alert linked", "- [ ] Alert kept")
        .replace("**If** it is ours", "**If** it is known")
        .replace("id: deactivate", "id: switch-off");
    json!({"run": "1", "version": "1.1.0", "sha256": "1".repeat(64), "source": source})
}

/// What the timeline says of [`events`], line by line, and the names that it takes from the reference data.
fn told() -> String {
    let library = Library::load().unwrap();
    let mut retelling = Retelling::new(&library.reference);
    let mut told = String::new();
    let mut tip = Tip::START;
    let mut last = None;
    for (number, (kind, body)) in events().into_iter().enumerate() {
        let body = Body::decode(&kind.to_string(), 1, &body.to_string()).unwrap();
        let recorded_at = chrono::DateTime::from_timestamp(1_795_228_800 + number as i64, 0).unwrap();
        let draft = Draft { when: When::exact(recorded_at), recorded_at, author: "Ana".to_owned(), body };
        let event = draft.seal(IncidentId(Uuid::nil()), DeviceId(Uuid::nil()), tip, last);
        (tip, last) = (Tip { seq: event.seq, hash: event.hash }, Some(event.hlc));
        let entry = retelling.entry(&event);
        let phase = entry.phase.map_or("-", Phase::word);
        writeln!(told, "{kind} [{phase}] {}", entry.text).unwrap();
    }
    for (id, name) in &library.reference.incident_types {
        writeln!(told, "type {id}: {name}").unwrap();
    }
    for provider in &library.providers {
        writeln!(told, "provider {}: {}", provider.id, library.reference.provider_name(&provider.id))
            .unwrap();
    }
    told
}

#[test]
fn every_kind_is_told() {
    for kind in Kind::ALL {
        assert!(events().iter().any(|(found, _)| found == kind), "{kind} is missing here");
    }
}

#[test]
fn other_words_are_another_version_of_the_wording() {
    let name = format!("src/retell/wording-{WORDING}.txt");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    let before = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let told = told();
    assert!(
        told == before,
        "The timeline says other words than those of version {WORDING}, in which records are told. Raise WORDING and \
         put these into {name} with the new number:\n{told}"
    );
}
