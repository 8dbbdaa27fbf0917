//! Own playbooks on the disk for the scenes of the library: a newer text of a bundled one, one of one's own, one with
//! errors, one that is behind.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::others;
use super::record::{RESPONDER, Record, ZONE};
use crate::Data;

/// The bundled playbook that has a newer text.
pub(crate) const KEY: &str = "iaas-exposed-access-key";
/// The id of the playbook that nobody else has.
pub(crate) const VPN: &str = "acme-vpn-appliance";

/// A playbook of one's own, with one thing that the check warns about.
const VPN_TEXT: &str = "\
---
playbook: 1
id: acme-vpn-appliance
title: Remote access appliance exploited
version: 2.3.0
summary: The appliance at the edge runs code of a stranger, or its maker says that it can. Take it off the net, keep what it remembers, and change every secret that went through it.
incident_types: [app-exploitation, credential-compromise]
service_models: [onprem]
severity: high
attack: [T1190, T1133]
roles:
  lead: Runs the response
  network: Works at the edge
---

# Remote access appliance exploited

Use this when the maker warns of an attack that is under way, or the appliance does what nobody told it.

## Detect

### Record the alert
<!-- id: record-alert -->

- **Layer:** os
- **Role:** lead
- **Time:** 2 min
- **Mode:** memory
- **Marks:** detected, acknowledged

- [ ] Serial number and version written down

## Contain

### Close the way in
<!-- id: close-way -->

- **Layer:** network
- **Role:** network
- **Time:** 10 min
- **Mode:** memory
- **Marks:** contained
- **Expect:** No new session appears in the list
- **Risk:** Nobody works from home until it is opened again
- **Undo:** Enable the listener

Close the listener on the outer firewall. Leave the appliance powered on: what runs there is only in its memory.

#### Collect

- Image of the memory, before anything restarts
- The session table as it is now

## Recover

### Change what went through it
<!-- id: change-secrets -->

- **Layer:** accounts
- **Role:** lead
- **Time:** 4 h
- **Marks:** recovered

Passwords, certificates, the account it reads the directory with, and the keys of its own interface.

## Review

### Say what comes next
<!-- id: review -->

- **Role:** lead
- **Time:** 1 h

Decide who hears of the next warning, and within which time.
";

/// A playbook that does not count: a layer nobody knows, and one id for two steps.
const FAULTY: &str = "\
---
playbook: 1
id: acme-badge-lost
title: Badge of an administrator lost
version: 1.0.0
summary: A badge that opens the machine room is gone.
incident_types: [insider-misuse]
service_models: [onprem]
---

# Badge of an administrator lost

## Contain

### Lock the badge
<!-- id: lock -->

- **Layer:** building

### Change the code of the door
<!-- id: lock -->

- **Layer:** physical
";

/// Works an incident on the bundled text of the playbook that gets a newer one.
///
/// # Errors
///
/// If the incident cannot be opened or the files cannot be written.
pub(crate) fn prepare(record: &Record, data: &Data) -> Result<()> {
    others::key(record, "2018-07-04T18:02:00Z")?;
    let folder = folder(data);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("exposed-key.md"), newer(&bundled(record, KEY)?))?;
    fs::write(folder.join("vpn-appliance.md"), VPN_TEXT)?;
    fs::write(folder.join("badge.md"), FAULTY)?;
    let older = with_version(&bundled(record, "general-incident")?, "0.9.0");
    fs::write(folder.join("general.md"), older)?;
    let playbooks = [folder, data.folder().join("not-there")];
    let settings =
        json!({ "responder": RESPONDER, "theme": record.theme, "zone": ZONE, "playbooks": playbooks });
    record.call("settings.set", json!({ "settings": settings })).map(|_| ())
}

fn folder(data: &Data) -> PathBuf {
    data.folder().join("playbooks")
}

fn bundled(record: &Record, id: &str) -> Result<String> {
    let answer = record.call("playbook.edit", json!({ "id": id }))?;
    let text = answer.get("text").and_then(Value::as_str).context("a playbook has no text")?;
    Ok(text.to_owned())
}

/// Rewrites a step that was worked, adds one, and shortens the time of another.
fn newer(text: &str) -> String {
    const ADDED: &str = "\
### Tell the owner of the build
<!-- id: tell-owner -->

- **Layer:** accounts
- **Role:** lead
- **Time:** 5 min

The build stops when the key does. Say so before it does, on the telephone.

### Save the rights of the principal
";
    with_version(text, "1.1.0")
        .replacen(
            "- [ ] Key identifier copied; the secret part copied nowhere",
            "- [ ] Key identifier copied into the ticket; the secret part copied nowhere",
            1,
        )
        .replacen("### Save the rights of the principal\n", ADDED, 1)
        .replacen("- **Time:** 8 min", "- **Time:** 5 min", 1)
}

fn with_version(text: &str, version: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix("version: ") {
        Some(_) => format!("version: {version}\n"),
        None => format!("{line}\n"),
    });
    lines.collect()
}
