//! Indicators as a STIX 2.1 bundle. Source: OASIS Standard, STIX Version 2.1 (10 June 2021); marking definitions of
//! TLP 2.0: OASIS, STIX common objects.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{IndicatorKind, in_words};
use crate::incident::{Incident, Indicator};
use crate::vocabulary::Tlp;

/// The namespace of the ids of cyber-observable objects. Source: STIX 2.1, section 2.9.
const OBSERVABLES: Uuid = Uuid::from_u128(0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7);
/// The extension of marking definitions that holds a label of TLP 2.0.
const TLP_2: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// Writes indicators of an incident as a STIX 2.1 bundle in JSON: for each an `indicator` with its pattern and, where
/// STIX has an object for such a thing, that object; when it was seen as `observed-data`; the label as the marking
/// definition of TLP 2.0. A `grouping` names the incident by its code alone.
///
/// The same indicators give the same ids wherever they are written: those of observables as STIX says (UUID version 5
/// of what they are), all others from the incident and the number.
#[must_use]
pub fn bundle<'a>(incident: &Incident, indicators: impl IntoIterator<Item = &'a Indicator>) -> String {
    let mut writer = Writer { incident, objects: BTreeMap::new(), order: Vec::new() };
    let mut strictest = Tlp::Clear;
    let mut modified = incident.opened.recorded_at;
    for known in indicators {
        strictest = strictest.min(known.said.tlp);
        modified = modified.max(known.last().recorded_at);
        writer.indicator(known);
    }
    let refs: Vec<Value> =
        writer.order.iter().filter(|id| !is_marking(id)).cloned().map(Value::String).collect();
    if !refs.is_empty() {
        let opened = stamp(incident.opened.recorded_at);
        writer.put(json!({
            "type": "grouping",
            "spec_version": "2.1",
            "id": writer.id("grouping", "grouping"),
            "created": opened,
            "modified": stamp(modified),
            "name": incident.code,
            "context": "suspicious-activity",
            "object_refs": refs,
            "object_marking_refs": [marking_id(strictest)],
        }));
    }
    let Writer { mut objects, order, .. } = writer;
    let objects: Vec<Value> = order.iter().filter_map(|id| objects.remove(id)).collect();
    let content = Value::Array(objects.clone()).to_string();
    let mut bundle = json!({"type": "bundle", "id": id_of(incident, "bundle", &content)});
    if let Some(map) = bundle.as_object_mut()
        && !objects.is_empty()
    {
        map.insert("objects".to_owned(), Value::Array(objects));
    }
    // Text, numbers and lists: nothing that JSON cannot say.
    serde_json::to_string_pretty(&bundle).unwrap_or_default() + "\n"
}

struct Writer<'a> {
    incident: &'a Incident,
    objects: BTreeMap<String, Value>,
    order: Vec<String>,
}

impl Writer<'_> {
    fn id(&self, kind: &str, name: &str) -> String {
        id_of(self.incident, kind, name)
    }

    /// Puts an object in once; gives its id.
    fn put(&mut self, object: Value) -> String {
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if self.objects.insert(id.clone(), object).is_none() {
            self.order.push(id.clone());
        }
        id
    }

    fn indicator(&mut self, known: &Indicator) {
        let said = &known.said;
        let marking = self.put(marking(said.tlp));
        let created = stamp(known.added.recorded_at);
        let modified = stamp(known.last().recorded_at);
        let observed = self.observable(known);
        let seen = [&said.first_seen, &said.last_seen];
        let first = seen.into_iter().flatten().map(|when| when.earliest).min();
        let last = seen.into_iter().flatten().map(|when| when.latest).max();
        let mut indicator = json!({
            "type": "indicator",
            "spec_version": "2.1",
            "id": self.id("indicator", &known.id),
            "created": created,
            "modified": modified,
            "name": known.value,
            "pattern": pattern(known.kind, &known.value),
            "pattern_type": "stix",
            "pattern_version": "2.1",
            "valid_from": stamp(first.unwrap_or(known.added.recorded_at)),
            "object_marking_refs": [marking],
        });
        if let Some(map) = indicator.as_object_mut() {
            if known.kind == IndicatorKind::Resource {
                // STIX has no object for a cloud resource: its id is looked for wherever it stands.
                map.insert("pattern_type".to_owned(), json!("pcre"));
                map.remove("pattern_version");
            }
            // Traffic of STIX says which end a port is of and over which protocols, and neither is known.
            let ports = in_words(&said.ports).map(|ports| format!("Seen with {ports}."));
            let about: Vec<&str> = said.note.as_deref().into_iter().chain(ports.as_deref()).collect();
            if !about.is_empty() {
                map.insert("description".to_owned(), json!(about.join("\n")));
            }
        }
        let indicator = self.put(indicator);
        let (Some(observed), Some(first), Some(last)) = (observed, first, last) else { return };
        let data = self.put(json!({
            "type": "observed-data",
            "spec_version": "2.1",
            "id": self.id("observed-data", &known.id),
            "created": created,
            "modified": modified,
            "first_observed": stamp(first),
            "last_observed": stamp(last),
            "number_observed": 1,
            "object_refs": observed,
            "object_marking_refs": [marking],
        }));
        self.put(json!({
            "type": "relationship",
            "spec_version": "2.1",
            "id": self.id("relationship", &known.id),
            "created": created,
            "modified": modified,
            "relationship_type": "based-on",
            "source_ref": indicator,
            "target_ref": data,
            "object_marking_refs": [marking],
        }));
    }

    /// Puts in the cyber-observable objects that an indicator is; gives their ids, itself first.
    fn observable(&mut self, known: &Indicator) -> Option<Vec<String>> {
        let value = known.value.as_str();
        let one = |object: &str| Some((object.to_owned(), json!({"value": value})));
        let hash = |name: &str| Some(("file".to_owned(), json!({"hashes": {name: value}})));
        let found = match known.kind {
            IndicatorKind::Ipv4 => one("ipv4-addr"),
            IndicatorKind::Ipv6 => one("ipv6-addr"),
            IndicatorKind::Domain => one("domain-name"),
            IndicatorKind::Url => one("url"),
            IndicatorKind::Email => one("email-addr"),
            IndicatorKind::Md5 => hash("MD5"),
            IndicatorKind::Sha1 => hash("SHA-1"),
            IndicatorKind::Sha256 => hash("SHA-256"),
            IndicatorKind::Sha512 => hash("SHA-512"),
            IndicatorKind::Account => {
                Some(("user-account".to_owned(), json!({account_property(value): value})))
            }
            IndicatorKind::Path => return self.file(value, known.said.tlp),
            IndicatorKind::Process => return self.process(known),
            IndicatorKind::Resource | IndicatorKind::UserAgent => None,
        };
        let (kind, properties) = found?;
        Some(vec![self.put_observable(&kind, properties, known.said.tlp)])
    }

    fn file(&mut self, path: &str, tlp: Tlp) -> Option<Vec<String>> {
        let (folder, name) = split_path(path);
        if name.is_empty() {
            return Some(vec![self.put_observable("directory", json!({"path": folder}), tlp)]);
        }
        if folder.is_empty() {
            return Some(vec![self.put_observable("file", json!({"name": name}), tlp)]);
        }
        let folder = self.put_observable("directory", json!({"path": folder}), tlp);
        let properties = json!({"name": name, "parent_directory_ref": folder});
        Some(vec![self.put_observable("file", properties, tlp), folder])
    }

    fn process(&mut self, known: &Indicator) -> Option<Vec<String>> {
        let value = known.value.as_str();
        let (properties, mut beside) = if is_command_line(value) {
            (json!({"command_line": value}), Vec::new())
        } else {
            let image = self.file(value, known.said.tlp)?;
            (json!({"image_ref": image.first()?}), image)
        };
        // A process has no properties that name it, so that its id is to be a random UUID: one drawn from the incident
        // and the number is the same in every export.
        let digest = Sha256::digest(format!("{}/process/{}", self.incident.id, known.id));
        let random: [u8; 16] = digest.get(..16)?.try_into().ok()?;
        let id = format!("process--{}", Builder::from_random_bytes(random).into_uuid());
        let id = self.put(complete(properties, "process", &id, known.said.tlp));
        beside.insert(0, id);
        Some(beside)
    }

    fn put_observable(&mut self, kind: &str, properties: Value, tlp: Tlp) -> String {
        let id = observable_id(kind, &properties);
        // What several indicators share may be shared as far as the strictest of them.
        let strictest = match self.objects.get(&id) {
            Some(known) if !is_stricter(tlp, known) => return id,
            Some(_) | None => tlp,
        };
        self.put(complete(properties, kind, &id, strictest))
    }
}

/// The id of an observable from the properties that name it, written as RFC 8785 says: keys in order, no spaces.
fn observable_id(kind: &str, properties: &Value) -> String {
    // Keys of a `Map` are in order, and only text is in it.
    format!("{kind}--{}", Uuid::new_v5(&OBSERVABLES, properties.to_string().as_bytes()))
}

fn complete(properties: Value, kind: &str, id: &str, tlp: Tlp) -> Value {
    let mut map = match properties {
        Value::Object(map) => map,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    };
    map.insert("type".to_owned(), json!(kind));
    map.insert("spec_version".to_owned(), json!("2.1"));
    map.insert("id".to_owned(), json!(id));
    map.insert("object_marking_refs".to_owned(), json!([marking_id(tlp)]));
    Value::Object(map)
}

fn is_stricter(tlp: Tlp, known: &Value) -> bool {
    let has = |other: &Tlp| known.get("object_marking_refs") == Some(&json!([marking_id(*other)]));
    Tlp::ALL.iter().find(|other| has(other)).is_none_or(|other| tlp < *other)
}

fn is_marking(id: &str) -> bool {
    id.starts_with("marking-definition--")
}

/// An id for what is no observable: STIX keeps its namespace to these, so that the incident's own is taken.
fn id_of(incident: &Incident, kind: &str, name: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&incident.id.0, format!("{kind}/{name}").as_bytes()))
}

const fn marking_id(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        Tlp::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        Tlp::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        Tlp::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        Tlp::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }
}

fn marking(tlp: Tlp) -> Value {
    json!({
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking_id(tlp),
        "created": "2022-10-01T00:00:00.000Z",
        "name": tlp.label(),
        "extensions": {TLP_2: {"extension_type": "property-extension", "tlp_2_0": tlp.word()}},
    })
}

/// What is to be looked for, as a STIX pattern; for cloud resources a regular expression.
fn pattern(kind: IndicatorKind, value: &str) -> String {
    let quoted = quoted(value);
    let address = |object: &str| {
        let compares = if value.contains('/') { "ISSUBSET" } else { "=" };
        format!("[{object}:value {compares} {quoted}]")
    };
    match kind {
        IndicatorKind::Ipv4 => address("ipv4-addr"),
        IndicatorKind::Ipv6 => address("ipv6-addr"),
        IndicatorKind::Domain => format!("[domain-name:value = {quoted}]"),
        IndicatorKind::Url => format!("[url:value = {quoted}]"),
        IndicatorKind::Email => format!("[email-addr:value = {quoted}]"),
        IndicatorKind::Md5 => format!("[file:hashes.MD5 = {quoted}]"),
        IndicatorKind::Sha1 => format!("[file:hashes.'SHA-1' = {quoted}]"),
        IndicatorKind::Sha256 => format!("[file:hashes.'SHA-256' = {quoted}]"),
        IndicatorKind::Sha512 => format!("[file:hashes.'SHA-512' = {quoted}]"),
        IndicatorKind::Account => format!("[user-account:{} = {quoted}]", account_property(value)),
        IndicatorKind::UserAgent => {
            format!("[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = {quoted}]")
        }
        IndicatorKind::Process if is_command_line(value) => format!("[process:command_line = {quoted}]"),
        IndicatorKind::Process => path_pattern("process:image_ref.", value),
        IndicatorKind::Path => match split_path(value) {
            (folder, "") => format!("[directory:path = {}]", self::quoted(folder)),
            _ => path_pattern("file:", value),
        },
        IndicatorKind::Resource => regular(value),
    }
}

fn path_pattern(object: &str, path: &str) -> String {
    let (folder, name) = split_path(path);
    let name = quoted(name);
    if folder.is_empty() {
        return format!("[{object}name = {name}]");
    }
    format!("[{object}name = {name} AND {object}parent_directory_ref.path = {}]", quoted(folder))
}

/// A text in a pattern: `\` and `'` are escaped. Source: STIX 2.1, section 9.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// A regular expression for a text as it is.
fn regular(text: &str) -> String {
    let mut expression = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ':' | '/' | '-' | '_') {
            expression.push('\\');
        }
        expression.push(c);
    }
    expression
}

fn account_property(value: &str) -> &'static str {
    let is_id = value.starts_with("S-1-")
        || value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_id { "user_id" } else { "account_login" }
}

fn is_command_line(process: &str) -> bool {
    process.contains(' ')
}

/// The folder of a path and the name in it; no name where the path ends in its separator.
fn split_path(path: &str) -> (&str, &str) {
    match path.rfind(['/', '\\']) {
        Some(at) => {
            let (folder, name) = path.split_at_checked(at + 1).unwrap_or((path, ""));
            let bare = folder.trim_end_matches(['/', '\\']);
            let is_root = bare.is_empty() || bare.ends_with(':');
            (if is_root { folder } else { bare }, name)
        }
        None => ("", path),
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests;
