//! Answers laid out for people. Nothing here does anything: values go in, a page comes out.

mod compare;
mod deadline;
mod evidence;
mod findings;
mod html;
mod import;
mod incident;
mod indicator;
mod matrix;
mod page;
mod people;
mod playbook;
mod provider;
mod record;
mod request;
mod step;
mod timeline;
mod timer;
mod times;
mod update;
mod words;

pub(crate) use compare::comparison;
pub(crate) use deadline::{deadline, deadline_list, deadline_preview, deadline_rules};
pub(crate) use evidence::{evidence, evidence_list, job, jobs};
pub(crate) use findings::{findings, github, sarif};
pub(crate) use import::{import_report, import_saved};
pub(crate) use incident::{incident, incident_list, opened, recorded};
pub(crate) use indicator::{decision_list, found_indicators, indicator_list};
pub(crate) use matrix::{matrix, profiles, removed_profile, resources};
pub(crate) use page::{Page, as_file, one_line, width};
pub(crate) use people::{handover, handover_list, people};
pub(crate) use playbook::{command_list, library_found, matches, playbook, playbook_list, suggestions};
pub(crate) use provider::{provider, provider_list};
pub(crate) use record::{
    backups, rebuilt, restored, settings, settings_exported, settings_imported, verified,
};
pub(crate) use request::{request, request_list, text};
pub(crate) use step::step;
pub(crate) use timeline::{cut, entry, found, timeline};
pub(crate) use timer::timers;
pub(crate) use times::{span, times};
pub(crate) use update::{composed_update, templates, update, update_list};

use serde::Serialize;

/// JSON over several lines. Control characters that JSON itself lets through are escaped too, so that a text of the
/// record cannot steer the terminal it is printed on.
pub(crate) fn json_pretty(value: &impl Serialize) -> String {
    // Every answer is made of strings, numbers and lists, which JSON can always say.
    without_controls(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// JSON on one line.
pub(crate) fn json_line(value: &impl Serialize) -> String {
    without_controls(&serde_json::to_string(value).unwrap_or_default())
}

/// JSON in which every control character is written as its number; it says the same.
pub(crate) fn without_controls(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() && c != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}
