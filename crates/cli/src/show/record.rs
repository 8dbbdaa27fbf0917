use firebreak_app::api::{
    About, Backup, ExportedSettings, ImportedSettings, Rebuilt, Restored, Theme, Verified,
};

use super::Page;
use super::words::{self, count};

/// What verifying found.
pub(crate) fn verified(page: &mut Page, verified: &Verified, one_incident: bool) {
    let holds = verified.first_bad.is_none() && verified.damage.is_empty();
    if holds {
        let what = if verified.ok { "The record holds" } else { "Every event holds" };
        page.say(&format!(
            "{what}: {} hashed again, each whole and in its place.",
            count(verified.events, "event")
        ));
    } else {
        page.say(&format!("The record does not hold. {} read.", count(verified.events, "event")));
    }
    if let Some(bad) = &verified.first_bad {
        let incident = bad.code.as_ref().unwrap_or(&bad.incident);
        page.say(&format!(
            "The first bad event is number {} of {incident}, device {}: {}",
            bad.seq, bad.device, bad.why
        ));
    }
    for damage in &verified.damage {
        page.say(&format!("The database says: {damage}"));
    }
    if verified.wrong_entries > 0 {
        page.say(&format!(
            "{} of the timeline do not say what their events say. `firebreak rebuild` makes them again.",
            super::incident::entries(verified.wrong_entries)
        ));
    }
    if let Some(head) = &verified.head {
        let whose = if one_incident { "Head of the chain" } else { "Head of all chains" };
        page.say(&format!("{whose}: {head}"));
        page.say(
            "Compare it with a head that was printed or read out before: a chain proves that nothing inside it was \
             altered, and only a head kept elsewhere proves that it is the same chain.",
        );
    }
    if !holds {
        page.gap();
        page.say(
            "Nothing was changed by looking. `firebreak backup list` shows the backups, `firebreak restore` puts the \
             newest good one in place and keeps this file beside it.",
        );
    }
}

/// What was made again.
pub(crate) fn rebuilt(page: &mut Page, rebuilt: &Rebuilt) {
    let entries = super::incident::entries(rebuilt.entries);
    page.say(&format!(
        "{entries} made again from the events, with every list and the words that are searched."
    ));
}

/// The backups, newest first.
pub(crate) fn backups(page: &mut Page, backups: &[Backup]) {
    if backups.is_empty() {
        page.say("No backup yet. The first one is taken after the first entry, then one a day.");
        return;
    }
    let rows: Vec<Vec<String>> = backups
        .iter()
        .map(|backup| {
            let size = format!("{} kB", backup.bytes.div_ceil(1000));
            vec![words::stamp(&backup.taken_at, page.zone()), size, backup.path.clone()]
        })
        .collect();
    page.table("", &rows);
}

/// What took the place of the record.
pub(crate) fn restored(page: &mut Page, restored: &Restored) {
    match &restored.backup {
        Some(backup) => page.say(&format!("The record is now that of {backup}.")),
        None => page.say("A new record begins."),
    }
    if let Some(aside) = &restored.set_aside {
        page.say(&format!("The file that was there is kept, unchanged: {aside}"));
    }
}

/// Settings that were taken over from a file.
pub(crate) fn settings_imported(page: &mut Page, imported: &ImportedSettings) {
    page.say("The settings were taken over");
    page.gap();
    settings(page, &imported.about);
    page.gap();
    page.say(&format!("Those that held before are kept: {}", imported.before));
}

/// That the settings were written to a file, with the own files that are in it.
pub(crate) fn settings_exported(page: &mut Page, path: &str, exported: &ExportedSettings) {
    page.say(&format!("The settings are in {path}"));
    for file in &exported.files {
        page.verbatim("  ", file);
    }
    for problem in &exported.left_out {
        page.say(&format!("Left out: {}: {}", problem.file, problem.why));
    }
}

/// The settings of this machine.
pub(crate) fn settings(page: &mut Page, about: &About) {
    let theme = match about.settings.theme {
        Some(Theme::Light) => "light",
        Some(Theme::Dark) => "dark",
        None => "the system's",
    };
    let name = about.responder.clone().unwrap_or_else(|| {
        format!("{} not set; entries are written under \"{}\"", words::NONE, about.suggested_responder)
    });
    let zone = match &about.settings.zone {
        Some(_) => about.zone.clone(),
        None => format!("{}, the system's", about.zone),
    };
    let row = |label: &str, value: &str| vec![label.to_owned(), value.to_owned()];
    page.table(
        "",
        &[
            row("Name", &name),
            row("Zone", &zone),
            row("Theme", theme),
            row("Size", &format!("{} %", about.settings.zoom.unwrap_or(100))),
            row("Data", &about.data_dir),
            row("Record", &about.database),
            row("Backups", &about.backups.len().to_string()),
            row("Device", &about.device),
            row("Version", &about.version),
        ],
    );
    if !about.settings.keys.is_empty() {
        let rows: Vec<_> =
            about.settings.keys.iter().map(|(act, keys)| row(act, &keys.join(" or "))).collect();
        page.gap();
        page.say("Keys that were bound anew");
        page.table("  ", &rows);
    }
    if !about.settings.playbooks.is_empty() {
        page.gap();
        page.say("Own playbooks are read from");
        for folder in &about.settings.playbooks {
            page.indented("  ", "    ", folder);
        }
    }
}
