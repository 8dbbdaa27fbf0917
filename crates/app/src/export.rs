//! The timeline as text: Markdown with the head of the record, CSV and JSON with the hash of each entry.

use std::fmt::Write;

use firebreak_core::sheet::row;

use crate::Error;
use crate::api::{EntryView, ExportFormat, Exported, IncidentView};

/// Writes a whole timeline, earliest entry first.
pub(crate) fn timeline(
    incident: &IncidentView,
    entries: &[EntryView],
    format: ExportFormat,
) -> Result<Exported, Error> {
    let (text, extension) = match format {
        ExportFormat::Md => (markdown(incident, entries), "md"),
        ExportFormat::Csv => (csv(entries), "csv"),
        ExportFormat::Json => {
            let json = serde_json::to_string_pretty(entries)
                .map_err(|error| Error::BuiltIn { why: error.to_string() })?;
            (json + "\n", "json")
        }
    };
    Ok(Exported { file_name: format!("{}-timeline.{extension}", incident.code), text })
}

fn markdown(incident: &IncidentView, entries: &[EntryView]) -> String {
    let mut text = format!("# {} {}\n\n", incident.code, escaped(&incident.title));
    let head = &incident.head;
    let _ =
        writeln!(text, "{} entries. Head after {} events: `{}`.\n", entries.len(), head.events, head.hash);
    let _ = writeln!(text, "{}\n", head.proves);
    text.push_str("| # | Happened (UTC) | Recorded (UTC) | Kind | Who | What |\n|---|---|---|---|---|---|\n");
    for entry in entries {
        let mut what = escaped(&entry.text);
        if let Some(corrected) = &entry.corrected {
            let _ = write!(what, " *(corrected; at first: {})*", escaped(&corrected.original_text));
        }
        if let Some(withdrawn) = &entry.withdrawn {
            let why = withdrawn.reason.as_ref().map(|why| format!(": {}", escaped(why))).unwrap_or_default();
            what = format!("~~{what}~~ *(withdrawn by {}{why})*", escaped(&withdrawn.author));
        }
        if let Some(corrects) = &entry.corrects {
            what = format!("*Corrects #{}:* {what}", corrects.seq);
        }
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {what} |",
            entry.seq,
            happened(entry),
            entry.recorded_at,
            entry.kind,
            escaped(&entry.author),
        );
    }
    text
}

/// When an entry happened, no more exact than it is known.
fn happened(entry: &EntryView) -> String {
    if entry.when.may_be_earlier() {
        format!("no later than {}", entry.occurred_at)
    } else {
        entry.occurred_at.clone()
    }
}

/// A text inside a cell of a Markdown table, shown as it is.
pub(crate) fn escaped(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => cell.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' => {
                cell.push('\\');
                cell.push(c);
            }
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '&' => cell.push_str("&amp;"),
            c => cell.push(c),
        }
    }
    cell
}

/// Comma-separated values, one entry a line; see [`firebreak_core::sheet`].
fn csv(entries: &[EntryView]) -> String {
    let mut text =
        "seq,occurred_at,occurred_precision,occurred_zone,recorded_at,kind,phase,author,text,corrects,corrected_by,withdrawn_by,hash\r\n"
            .to_owned();
    for entry in entries {
        let cells = [
            entry.seq.to_string(),
            entry.occurred_at.clone(),
            entry.when.precision.to_string(),
            entry.when.zone.clone(),
            entry.recorded_at.clone(),
            entry.kind.clone(),
            entry.phase.map(|phase| phase.to_string()).unwrap_or_default(),
            entry.author.clone(),
            entry.text.clone(),
            entry.corrects.as_ref().map(|corrects| corrects.entry.clone()).unwrap_or_default(),
            entry.corrected.as_ref().map(|corrected| corrected.entry.clone()).unwrap_or_default(),
            entry.withdrawn.as_ref().map(|withdrawn| withdrawn.entry.clone()).unwrap_or_default(),
            entry.hash.clone(),
        ];
        text.push_str(&row(cells));
    }
    text
}
