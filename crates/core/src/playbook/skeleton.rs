//! The beginning of a new playbook: every part of the format once, with a comment on what belongs there.

use chrono::NaiveDate;

use super::Reference;
use crate::vocabulary::ServiceModel;

/// What is known of a playbook before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// The id, which is also the name of the file.
    pub id: String,
    /// The title.
    pub title: String,
    /// The day it is begun.
    pub updated: NaiveDate,
    /// Ids of the incident types it is for; at least one.
    pub incident_types: Vec<String>,
    /// The service models it is for; at least one.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers it has commands for; each gets a part in the steps with commands.
    pub providers: Vec<String>,
}

impl Skeleton {
    /// The Markdown of the new playbook. It passes the linter, so that every later finding is of what was written.
    #[must_use]
    pub fn markdown(&self, reference: &Reference) -> String {
        let models = self.service_models.iter().map(|model| model.word()).collect::<Vec<_>>().join(", ");
        let parts = |effect: &str, line: &str| {
            let parts = self.providers.iter().map(|id| {
                let name = reference.provider_name(id);
                format!("#### {name}\n\n```bash {effect}\n{line}\n```\n\n")
            });
            parts.collect::<String>()
        };
        TEMPLATE
            .replace("@id@", &self.id)
            .replace("@title@", &quoted(&self.title))
            .replace("@heading@", &self.title)
            .replace("@updated@", &self.updated.to_string())
            .replace("@types@", &self.incident_types.join(", "))
            .replace("@models@", &models)
            .replace("@providers@", &self.providers.join(", "))
            .replace("@read@", &parts("read", "echo show {{resource_id}}"))
            .replace("@change@", &parts("change", "echo isolate {{resource_id}}"))
    }
}

/// A text as a YAML string in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

const TEMPLATE: &str = r##"---
playbook: 1
id: @id@
title: @title@
version: 0.1.0
updated: @updated@
status: draft
# One or two sentences: when to use it, and what it gets done.
summary: >-
  Say in a sentence when to use this playbook.
incident_types: [@types@]
service_models: [@models@]
providers: [@providers@]
severity: high
# ATT&CK techniques, for example [T1078.004].
attack: []
tlp: AMBER
roles:
  lead: Runs the response and decides
  technical: Works on the affected resource
  liaison: Talks to the provider
# Values the responder fills in once. Commands and texts name them between double braces.
variables:
  resource_id: {about: "The affected resource, in the provider's own words", example: vm-1}
related: [general-incident]
---

# @heading@

<!-- Who reads this has never seen the incident and must act in the next minute. Say here what it looks like. -->

## Detect

<!-- An H2 names a phase: Detect, Analyze, Contain, Eradicate, Recover, Review, or the lane Communicate. -->

### Take the report
<!-- id: take-report -->

<!-- An H3 is a step: an imperative, then the id comment, which stays the same when the title changes. -->

- **Layer:** data
- **Role:** lead
- **Time:** 5 min
- **Mode:** memory
- **Marks:** detected, acknowledged

<!-- The first list gives the facts. From the layer follows who acts: you, the provider, or both. `Mode: memory` puts
     the step on the first-minute card. `Marks` offers the time of a milestone, which a person confirms. -->

- [ ] Who or what reported it, and when
- [ ] What is affected: `{{resource_id}}`

## Analyze

### Find out what was done
<!-- id: find-out -->

- **Layer:** application
- **Role:** technical
- **Time:** 15 min
- **Expect:** You know since when, from where, and what was touched

<!-- A fence says its language and whether the command reads or changes. Firebreak shows and copies it, and never runs it. -->

@read@#### Collect

- Logs of the affected resource, with their SHA-256; the ones that disappear first come first

#### Decide

- **If** nothing was touched → [Look back together](#look-back-together)
- **Otherwise** → [Cut the access](#cut-the-access)

## Contain

### Cut the access
<!-- id: cut-access -->

- **Layer:** accounts
- **Role:** technical
- **Time:** 10 min
- **Mode:** confirm
- **Expect:** A new attempt with the same access is refused
- **Risk:** whoever uses the same access is cut off too
- **Undo:** allow the access again
- **Marks:** contained

> [!WARNING]
> Keep evidence before anything is deleted.

@change@#### Ask the provider

- Confirm the actions on `{{resource_id}}` in this window, and keep their logs until we release them

## Eradicate

### Remove what was left behind
<!-- id: remove-rest -->

- **Layer:** application
- **Role:** technical
- **Time:** 30 min
- **Marks:** eradicated

- [ ] Everything the intruder made is removed, after it was kept as evidence

## Recover

### Return to service
<!-- id: return -->

- **Layer:** application
- **Role:** lead
- **Time:** 30 min
- **Marks:** recovered

- [ ] The service works again, and somebody watches it

## Communicate

### Tell those who must know
<!-- id: tell -->

- **Layer:** data
- **Role:** lead
- **Time:** 10 min

- [ ] Those whose data or work is affected are told what is known

## Review

### Look back together
<!-- id: look-back -->

- **Layer:** data
- **Role:** lead
- **Time:** 60 min

- [ ] What helped, what was missing, what this playbook should say next time
"##;

#[cfg(test)]
mod tests;
