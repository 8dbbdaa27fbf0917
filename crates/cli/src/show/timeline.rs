use firebreak_app::api::{EntryView, Found, HitWords, IncidentView};
use firebreak_core::event::Kind;

use super::incident::entries as count_of;
use super::{Page, words};
use crate::desk::Here;

/// How much of an entry a list shows, in characters.
const LONGEST: usize = 2000;

/// Cuts an entry to what a list shows of it.
pub(crate) fn cut(entry: &mut EntryView) {
    if let Some((end, _)) = entry.text.char_indices().nth(LONGEST) {
        entry.text.truncate(end);
        entry.cut = true;
    }
    if let Some(corrected) = &mut entry.corrected
        && let Some((end, _)) = corrected.original_text.char_indices().nth(LONGEST)
    {
        corrected.original_text.truncate(end);
        entry.cut = true;
    }
}

/// The timeline, earliest entry first.
pub(crate) fn timeline(page: &mut Page, here: &Here, incident: &IncidentView, entries: &[EntryView]) {
    page.say(&format!("{}  {}", incident.code, incident.title));
    for entry in entries {
        page.gap();
        row(page, here, entry, None);
    }
    page.gap();
    let shown = entries.len() as u64;
    let all = count_of(incident.entries);
    page.say(&if shown == incident.entries { format!("{all}.") } else { format!("{shown} of {all}.") });
}

/// One entry, whole, with its hash.
pub(crate) fn entry(page: &mut Page, here: &Here, entry: &EntryView) {
    row(page, here, entry, None);
    page.indented("    ", "    ", &entry.entry);
    page.indented("    ", "    ", &format!("SHA-256 {}", entry.hash));
}

/// One entry: when it happened, what it is, who wrote it, what it says, when it was recorded.
pub(super) fn row(page: &mut Page, here: &Here, entry: &EntryView, code: Option<&str>) {
    let zone = page.zone();
    let mut head = vec![words::when(&entry.when, zone), kind(&entry.kind)];
    head.extend(entry.phase.map(|phase| phase.label().to_owned()));
    head.push(entry.author.clone());
    let name = name(here, &entry.entry);
    let lead = code.map_or_else(|| format!("{name}  "), |code| format!("{code} {name}  "));
    page.indented(&lead, "    ", &head.join(" · "));
    if let Some(corrects) = &entry.corrects {
        page.indented("    ", "    ", &format!("corrects {}", self::name(here, &corrects.entry)));
    }
    page.indented("    ", "    ", &entry.text);
    if entry.cut {
        page.indented(
            "    ",
            "    ",
            &format!("(cut here; `timeline --entry {}` shows all of it)", plain_name(&name)),
        );
    }
    if let Some(corrected) = &entry.corrected {
        let by = self::name(here, &corrected.entry);
        let at = words::stamp(&corrected.recorded_at, zone);
        page.indented("    ", "    ", &format!("corrected by {by}, {at}, {}", corrected.author));
        if corrected.original_text != entry.text {
            page.indented("    ", "    ", &format!("at first: {}", corrected.original_text));
        }
        if corrected.original_when != entry.when {
            let first = words::when(&corrected.original_when, zone);
            page.indented("    ", "    ", &format!("at first with the time {first}"));
        }
    }
    if let Some(withdrawn) = &entry.withdrawn {
        let by = self::name(here, &withdrawn.entry);
        let at = words::stamp(&withdrawn.recorded_at, zone);
        let why = withdrawn.reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        page.indented("    ", "    ", &format!("withdrawn by {by}, {at}, {}{why}", withdrawn.author));
    }
    if entry.reconstructed {
        let at = words::stamp(&entry.recorded_at, zone);
        page.indented("    ", "    ", &format!("reconstructed: recorded {at}"));
    } else if entry.recorded_at != entry.occurred_at {
        page.indented("    ", "    ", &format!("recorded {}", words::stamp(&entry.recorded_at, zone)));
    }
}

/// What a search found.
pub(crate) fn found(page: &mut Page, here: &Here, found: &Found) {
    if found.hits.is_empty() {
        page.say("Nothing found.");
        return;
    }
    for hit in &found.hits {
        let mut head = vec![hit.code.clone(), hit.title.clone()];
        head.extend(hit.kind.as_deref().map(kind));
        head.extend(hit.when.as_ref().map(|when| words::when(when, page.zone())));
        head.extend(hit.entry.as_deref().map(|entry| name(here, entry)));
        page.indented("", "    ", &head.join(" · "));
        // Every second part is the hit itself.
        let mut snippet = String::new();
        for (at, part) in hit.snippet.iter().enumerate() {
            let part = part.replace('\n', " ");
            if at % 2 == 1 { snippet.push_str(&format!("[{part}]")) } else { snippet.push_str(&part) }
        }
        page.indented("    ", "    ", &snippet);
        if hit.withdrawn {
            page.indented("    ", "    ", "withdrawn: it does not count");
        }
        match hit.words {
            HitWords::Said => {}
            HitWords::Corrected => page.indented("    ", "    ", "corrected: these are the words that count"),
            HitWords::Old => page.indented(
                "    ",
                "    ",
                "corrected: what was looked for stands in the old words, and these are those that count",
            ),
        }
    }
    page.gap();
    let more = if found.more { "; there are more, --limit shows them" } else { "" };
    page.say(&format!("{}{more}.", words::count(found.hits.len() as u64, "hit")));
}

/// How an entry is named: `#12` for one of this device, else `device/12`.
pub(super) fn name(here: &Here, entry: &str) -> String {
    match entry.rsplit_once('/') {
        Some((device, seq)) if device == here.device => format!("#{seq}"),
        Some(_) | None => entry.to_owned(),
    }
}

fn plain_name(name: &str) -> &str {
    name.trim_start_matches('#')
}

/// The name of a kind; its word where this version does not know it.
fn kind(word: &str) -> String {
    word.parse::<Kind>().map_or_else(|_| word.to_owned(), |kind| kind.label().to_owned())
}
