//! Every screen and state of the window, for pictures of them and for the check with axe.
//!
//! A [`Stage`] is a record and a moment: it is made once per theme, always the same to the last hash, and the page's
//! clock stands still at its moment. A [`Scene`] goes from wherever the window is to one state, and records nothing.

mod acts;
mod asking;
mod evidence;
mod foreign;
mod found;
mod library;
mod opening;
mod others;
mod owners;
mod people;
mod playing;
mod record;
mod shelf;
mod stage;
mod telling;
mod timehop;
mod writing;

pub use library::{ON_PAPER, reading_on_paper};
pub use stage::{Stage, Theme};

use crate::{Result, WindowTest};

/// One state of the window.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// What it is called, as in the name of its picture.
    pub name: &'static str,
    /// The record and the moment it plays at.
    pub stage: Stage,
    /// Whether it is one of the main screens, which must also work in the smallest window.
    pub main: bool,
    act: fn(&WindowTest) -> Result<()>,
}

impl Scene {
    /// Brings the window to this state, and waits until nothing moves any more.
    ///
    /// # Errors
    ///
    /// If something the state needs does not appear.
    pub fn play(&self, window: &WindowTest) -> Result<()> {
        acts::away(window)?;
        (self.act)(window)?;
        acts::settle(window)
    }
}

/// Lists the scenes by name and act, with a mark for the main ones.
macro_rules! scenes {
    ( $( $stage:ident: $( $name:literal $(($main:ident))? => $act:ident; )+ )+ ) => {
        /// Every scene, those of one stage beside each other.
        pub const SCENES: &[Scene] = &[ $( $(
            Scene { name: $name, stage: Stage::$stage, main: scenes!(@main $($main)?), act: acts::$act },
        )+ )+ ];
    };
    (@main main) => { true };
    (@main) => { false };
}

scenes! {
    Fresh:
        "first-start" (main) => first_start;
        "first-start-refused" => first_start_refused;
    Empty:
        "board-empty" (main) => board;
        "incidents-empty" => incidents;
        "search-empty" => search_empty;
        "open-empty" (main) => open_empty;
        "open-missing" => open_missing;
        "open" (main) => open_filled;
        "open-resource" => open_resource;
        "open-suggested" (main) => open_suggested;
        "open-suggests" => open_suggests;
        "open-type" => open_type;
        "playbooks" (main) => playbooks;
        "playbooks-fallback" => playbooks_fallback;
        "playbooks-found" (main) => playbooks_found;
        "playbooks-pack" (main) => playbooks_pack;
        "playbooks-found-nothing" => playbooks_found_nothing;
        "reading" (main) => reading;
        "reading-unverified" => reading_unverified;
        "reading-on-paper" => reading_on_paper;
        "editor" (main) => editor;
        "editor-findings" => editor_findings;
        "playbook-new" (main) => begin_first;
        "import-empty" => import_empty;
        "import" (main) => import;
        "import-folder" => import_folder;
        "import-missing" => import_missing;
        "settings" (main) => settings;
        "keys" (main) => keys;
        "keys-taken" => keys_taken;
        "profiles" (main) => profiles;
    Start:
        "incident-start" (main) => incident_start;
        "evidence-empty" => evidence_empty;
    Midway:
        "board" (main) => board;
        "incidents" (main) => incidents;
        "incidents-found" => incidents_found;
        "incidents-found-nothing" => incidents_found_nothing;
        "search" (main) => search;
        "search-found-nothing" => search_found_nothing;
        "palette" => palette;
        "cheat-sheet" => cheat_sheet;
        "incident" (main) => incident;
        "incident-verify" => verify;
        "incident-verify-missing" => verify_missing;
        "incident-defer" => defer;
        "incident-leave-out" => leave_out;
        "incident-command-fill" => command_fill;
        "incident-branch" => branch;
        "incident-milestone" => milestone;
        "incident-milestone-range" => milestone_range;
        "incident-timeline" (main) => timeline_tall;
        "incident-timeline-filter" => timeline_filter;
        "incident-entry" => entry;
        "incident-correction" => correction;
        "incident-withdrawn" => withdrawn;
        "incident-record" => record_verified;
        "incident-change" => change;
        "incident-close" => close;
        "handover-new" (main) => handover_new;
        "incident-add-playbook" => add_playbook;
        "incident-first-minute" => first_minute;
        "incident-reader" (main) => reader;
        "incident-reader-window" (main) => reader_window;
        "incident-paper" (main) => paper;
        "incident-here" => here;
        "indicators" (main) => indicators;
        "indicators-empty" => indicators_empty;
        "indicators-found" (main) => indicators_found;
        "indicator-change" => indicator_change;
        "decisions" (main) => decisions;
        "decisions-empty" => decisions_empty;
        "decision" (main) => decision;
        "deadlines" (main) => deadlines;
        "deadline-step" => deadline_step;
        "deadline-start" => deadline_start;
        "updates" (main) => updates;
        "situation" (main) => situation;
        "requests" (main) => requests;
        "request" (main) => request;
        "request-list" => request_list;
        "request-draft" => request_draft;
        "request-new" (main) => request_new;
        "request-answered" => request_answered;
        "providers" (main) => providers;
        "providers-wrong" => providers_wrong;
    Over:
        "incident-closed" (main) => incident_closed;
        "incident-reopen" => reopen;
    Live:
        "incident-command" => command;
        "incident-responsibility" (main) => responsibility;
        "evidence" (main) => evidence;
        "evidence-add" (main) => evidence_add;
        "evidence-custody" => evidence_custody;
        "evidence-handed-out" => evidence_handed_out;
        "evidence-ended" => evidence_ended;
        "evidence-answers" => evidence_answers;
        "evidence-withdrawn" => evidence_withdrawn;
        "evidence-facts" => evidence_facts;
        "evidence-picture" => evidence_picture;
        "evidence-verified" => evidence_verified;
        "people" (main) => people;
        "acting" => acting;
        "handover" (main) => handover;
        "incident-command-change" => command_change;
        "incident-offer" => offer;
        "incident-offer-corrected" => offer_corrected;
        "incident-note" => note;
        "incident-note-wrong" => note_wrong;
    Own:
        "playbooks-own" (main) => playbooks_own;
        "reading-own" => reading_own;
        "playbook-new-taken" => begin_taken;
        "differences" (main) => differences;
        "editor-differences" (main) => editor_differences;
        "editor-elsewhere" => editor_elsewhere;
        "settings-folders" (main) => settings_folders;
        "incident-newer" => newer_text;
        "incident-newer-text" (main) => newer_text_compared;
    Long:
        "long-board" => board;
        "long-incidents" => incidents;
        "long-incident" (main) => long_incident;
        "long-entry" => long_entry;
        "long-indicators" => indicators_long;
        "long-decisions" => decisions_long;
        "long-evidence" => long_evidence;
    Damaged:
        "damaged" (main) => damaged;
    Newer:
        "newer" => newer;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::SCENES;

    #[test]
    fn no_two_scenes_share_a_name() {
        let names: HashSet<_> = SCENES.iter().map(|scene| scene.name).collect();
        assert_eq!(names.len(), SCENES.len());
    }
}
