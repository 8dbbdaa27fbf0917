//! The command list: every command with its request, its answer and the method that does it.
//!
//! A command without a method does not compile, and the TypeScript types are made from the same list.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::*;
use crate::{App, Error};

/// Hands the command list to another macro: `name: request => answer, method, "what it does";`.
macro_rules! with_commands {
    ($then:ident) => {
        $then! {
            "app.about": Nothing => About, about, "Says who responds, where the data lies, and what forms choose from.";
            "settings.set": SetSettings => About, set_settings, "Keeps the settings of this machine.";
            "settings.export": ExportSettings => ExportedSettings, export_settings, "Writes all settings as a file.";
            "settings.import": ImportSettings => ImportedSettings, import_settings, "Takes over the settings of a file.";
            "time.parse": ParseTime => ParsedTime, parse_time, "Reads a time as a responder types it.";
            "matrix.show": ShowMatrix => Matrix, show_matrix, "Shows who acts on each layer under each service model.";
            "matrix.list": Nothing => Profiles, list_matrices, "Shows every matrix profile side by side.";
            "matrix.copy": CopyMatrix => Matrix, copy_matrix, "Makes an own matrix profile from another one.";
            "matrix.set": SetMatrix => Matrix, set_matrix, "Changes an own matrix profile.";
            "matrix.remove": RemoveMatrix => RemovedMatrix, remove_matrix, "Takes an own matrix profile out of the list.";
            "matrix.restore": RestoreMatrix => Matrix, restore_matrix, "Brings a removed matrix profile back.";
            "matrix.default": ChooseMatrix => Profiles, choose_matrix, "Chooses the profile of new incidents.";
            "matrix.use": UseMatrix => Changed, use_matrix, "Puts a matrix profile in force for an incident.";
            "playbook.list": Nothing => Vec<PlaybookRow>, list_playbooks, "Lists the playbooks.";
            "playbook.show": ShowPlaybook => PlaybookView, show_playbook, "Shows one playbook for reading.";
            "playbook.match": MatchPlaybooks => Vec<MatchView>, match_playbooks, "Ranks the playbooks that fit.";
            "playbook.suggest": SuggestPlaybooks => Vec<SuggestionView>, suggest_playbooks, "Says which playbooks a title suggests.";
            "playbook.further": OneIncident => Further, further_playbooks, "Finds playbooks for what no run is made for.";
            "playbook.check": CheckPlaybooks => Vec<FindingView>, check_playbooks, "Checks Markdown files.";
            "playbook.compare": ComparePlaybook => ComparisonView, compare_playbook, "Shows what differs between two texts of a playbook.";
            "playbook.import": ImportPlaybooks => ImportReport, import_playbooks, "Reads foreign Markdown for the steps it holds.";
            "playbook.import-list": ListImport => ImportList, list_import, "Says what foreign Markdown files are.";
            "playbook.import-save": SaveImport => ImportSaved, save_import, "Writes foreign Markdown as own playbooks.";
            "library.show": Nothing => LibraryView, show_library, "Shows the folders of own playbooks and what does not count.";
            "playbook.new": NewPlaybook => BegunPlaybook, new_playbook, "Begins a playbook.";
            "playbook.preview": PreviewPlaybook => PreviewedPlaybook, preview_playbook, "Checks and shows a text that is being written.";
            "playbook.edit": EditPlaybook => EditedPlaybook, edit_playbook, "Gives the text of a playbook to be edited.";
            "playbook.save": SavePlaybook => SavedPlaybook, save_playbook, "Writes an own playbook.";
            "playbook.words": Nothing => PlaybookWords, playbook_words, "Says what may be written where in a playbook.";
            "library.search": SearchLibrary => LibraryFound, search_library, "Finds words in all playbooks.";
            "incident.open": OpenIncident => IncidentOpened, open_incident, "Opens an incident.";
            "incident.list": ListIncidents => IncidentList, list_incidents, "Lists and searches incidents.";
            "incident.show": OneIncident => IncidentView, show_incident, "Shows one incident as it stands.";
            "incident.change": ChangeIncident => Changed, change_incident, "Changes what an incident is said to be.";
            "incident.close": CloseIncident => Changed, close_incident, "Closes an incident.";
            "incident.reopen": ReopenIncident => Changed, reopen_incident, "Opens a closed incident again.";
            "incident.responsibility": OneIncident => Responsibility, show_responsibility, "Shows who owns which layer of what is affected.";
            "resource.add": AddResource => Changed, add_resource, "Says that a resource is affected.";
            "resource.change": ChangeResource => Changed, change_resource, "Says what a resource is from now on.";
            "resource.withdraw": WithdrawResource => Changed, withdraw_resource, "Says that a resource is not affected.";
            "run.start": StartRun => Changed, start_run, "Starts a playbook in an incident.";
            "run.move": MoveRun => Changed, move_run, "Moves a run to the newer text of its playbook.";
            "run.text": ShowRunText => RunText, show_run_text, "Shows what the playbook of a run says.";
            "run.variable": SetVariable => Changed, set_variable, "Fills in a variable of a run.";
            "step.set": SetStep => Changed, set_step, "Sets the state of a step.";
            "task.set": SetTask => Changed, set_task, "Ticks a task, or takes the tick back.";
            "branch.choose": ChooseBranch => Changed, choose_branch, "Answers the decision of a step.";
            "milestone.set": SetMilestone => Changed, set_milestone, "Says when a milestone happened.";
            "milestone.withdraw": WithdrawMilestone => Changed, withdraw_milestone, "Takes an assertion back.";
            "run.rank": RankRun => Changed, rank_run, "Moves a run to another place in the queue.";
            "step.watch": WatchStep => Changed, watch_step, "Says who watches what a step asks to watch.";
            "steps.reconstruct": ReconstructSteps => Changed, reconstruct_steps, "Types in what was worked on paper.";
            "pack.make": MakePack => Pack, make_pack, "Puts an incident or a playbook on paper.";
            "pack.save": MakePack => SavedPack, save_pack, "Saves that as one file that needs nothing.";
            "timer.list": OneIncident => Vec<TimerView>, list_timers, "Lists the timers of this machine.";
            "timer.start": StartTimer => Vec<TimerView>, start_timer, "Starts a timer on this machine.";
            "timer.end": EndTimer => Vec<TimerView>, end_timer, "Ends a timer of this machine.";
            "request.list": ListRequests => Vec<OpenRequest>, list_requests, "Lists requests to providers that are not answered.";
            "request.compose": ComposeRequest => Composed, compose_request, "Puts the words of a request together.";
            "request.draft": DraftRequest => Changed, draft_request, "Drafts a request to a provider.";
            "request.set": SetRequest => Changed, set_request, "Changes a request.";
            "request.move": MoveRequest => Changed, move_request, "Says what happened to a request, and when.";
            "request.revert": RevertRequest => Changed, revert_request, "Takes back what happened to a request.";
            "request.export": ExportRequest => ExportedRequest, export_request, "Writes a request as text.";
            "people.show": OneIncident => PeopleView, show_people, "Shows who holds which role, and who works the incident.";
            "role.give": GiveRole => Changed, give_role, "Gives a role to somebody.";
            "role.end": EndRole => Changed, end_role, "Says that somebody does not hold a role any more.";
            "acting.list": ListActing => Vec<PersonView>, list_acting, "Lists names that entries can be written under.";
            "acting.set": ActAs => About, act_as, "Writes entries under another name from now on.";
            "handover.brief": BriefHandover => Briefing, brief_handover, "Makes the briefing of a handover.";
            "handover.begin": BeginHandover => Changed, begin_handover, "Gives the briefing to the one who is to lead.";
            "handover.accept": AcceptHandover => Changed, accept_handover, "Says that the receiver read back and accepts.";
            "handover.cancel": CancelHandover => Changed, cancel_handover, "Ends a handover without the lead moving.";
            "handover.list": OneIncident => Vec<HandoverView>, list_handovers, "Shows the handovers with their briefings.";
            "handover.export": ExportHandover => ExportedHandover, export_handover, "Writes a briefing as Markdown.";
            "deadline.rules": Nothing => DeadlineRules, deadline_rules, "Shows the rules that clocks are started by.";
            "deadline.own": OwnRule => OwnedRule, own_rule, "Writes a rule as an own file, to be edited there.";
            "deadline.list": OneIncident => Deadlines, list_deadlines, "Shows deadlines, and clocks to offer.";
            "deadline.preview": StartDeadline => DeadlinePreview, preview_deadline, "Says when a clock would be due.";
            "deadline.recount": ChangeDeadline => DeadlinePreview, recount_deadline, "Says when a deadline would be due once corrected.";
            "deadline.start": StartDeadline => Changed, start_deadline, "Starts the clock of a deadline.";
            "deadline.change": ChangeDeadline => Changed, change_deadline, "Says what a deadline runs from.";
            "deadline.move": MoveDeadline => Changed, move_deadline, "Says what happened to a deadline, and when.";
            "deadline.revert": RevertDeadline => Changed, revert_deadline, "Takes back what happened to a deadline.";
            "deadline.calendar": ExportCalendar => HandedOn, export_calendar, "Writes what is due as a calendar file.";
            "update.templates": Nothing => Templates, update_templates, "Lists the templates of updates.";
            "update.list": OneIncident => Updates, list_updates, "Shows the updates of an incident.";
            "update.compose": ComposeUpdate => ComposedUpdate, compose_update, "Puts the words of an update together.";
            "update.draft": DraftUpdate => Changed, draft_update, "Drafts an update.";
            "update.set": SetUpdate => Changed, set_update, "Changes an update.";
            "update.move": MoveUpdate => Changed, move_update, "Says what happened to an update, and when.";
            "update.revert": RevertUpdate => Changed, revert_update, "Takes back what happened to an update.";
            "incident.sitrep": OneIncident => Sitrep, sitrep, "Reports the situation from facts of the record.";
            "evidence.list": OneIncident => EvidenceList, list_evidence, "Shows the evidence and what steps ask to collect.";
            "evidence.add": AddEvidence => Vec<JobView>, add_evidence, "Hashes files and records them as evidence.";
            "evidence.paste": PasteEvidence => Changed, paste_evidence, "Keeps what was pasted as evidence.";
            "evidence.set": SetEvidence => Changed, set_evidence, "Changes what an item is said to be.";
            "evidence.answer": AnswerEvidence => Changed, answer_evidence, "Says what of a step an item answers.";
            "evidence.withdraw": WithdrawEvidence => Changed, withdraw_evidence, "Says that an item is no evidence.";
            "evidence.restore": RestoreEvidence => Changed, restore_evidence, "Says that an item is evidence after all.";
            "evidence.custody": RecordCustody => Changed, record_custody, "Records what was done with an item.";
            "evidence.custody-withdraw": WithdrawCustody => Changed, withdraw_custody, "Takes an entry of custody back.";
            "evidence.verify": VerifyEvidence => Vec<JobView>, verify_evidence, "Hashes evidence again.";
            "evidence.export": ExportEvidence => Vec<JobView>, export_evidence, "Writes a copy of an item.";
            "evidence.preview": PreviewEvidence => PreviewView, preview_evidence, "Shows a picture that is what was collected.";
            "evidence.jobs": Nothing => Vec<JobView>, evidence_jobs, "Says how far work on evidence is.";
            "evidence.stop": StopJob => Vec<JobView>, stop_evidence_job, "Stops a job, or takes it off the list.";
            "indicator.list": OneIncident => Vec<IndicatorView>, list_indicators, "Lists the indicators of an incident.";
            "indicator.find": FindIndicators => FoundIndicators, find_indicators, "Finds indicators in a text or an entry.";
            "indicator.add": AddIndicators => Changed, add_indicators, "Adds indicators.";
            "indicator.change": ChangeIndicator => Changed, change_indicator, "Says what is known of an indicator.";
            "indicator.withdraw": WithdrawIndicators => Changed, withdraw_indicators, "Says that indicators are none after all.";
            "indicator.restore": RestoreIndicators => Changed, restore_indicators, "Says that indicators count after all.";
            "indicator.export": ExportIndicators => ExportedIndicators, export_indicators, "Writes indicators as CSV or STIX 2.1.";
            "decision.list": OneIncident => Vec<DecisionView>, list_decisions, "Lists the decisions of an incident.";
            "decision.compose": ComposeDecision => ComposedDecision, compose_decision, "Puts a decision together from a branch.";
            "decision.record": RecordDecision => Changed, record_decision, "Records a decision.";
            "decision.withdraw": WithdrawDecision => Changed, withdraw_decision, "Says that a decision was never taken.";
            "decision.restore": RestoreDecision => Changed, restore_decision, "Says that a decision was taken after all.";
            "provider.list": Nothing => Vec<ProviderRow>, list_providers, "Lists the providers with what is missing.";
            "provider.show": OneProvider => ProviderView, show_provider, "Shows facts and own entries of a provider.";
            "provider.set": SetProvider => ProviderView, set_provider, "Keeps own entries about a provider.";
            "act.undo": OneIncident => TakenBack, undo, "Takes back the last act of this machine.";
            "act.redo": OneIncident => TakenBack, redo, "Does again what was taken back last.";
            "times.show": OneIncident => Times, show_times, "Shows the times of an incident.";
            "times.between": TimesBetween => Option<TimeSpan>, times_between, "Shows the time between two moments.";
            "note.add": AddNote => Changed, add_note, "Records a note.";
            "note.withdraw": WithdrawNote => Changed, withdraw_note, "Takes a note back; it stays in the timeline.";
            "note.restore": OneEntry => Changed, restore_note, "Lets a note count again that was taken back.";
            "entry.correct": CorrectEntry => Changed, correct_entry, "Corrects a note.";
            "entry.show": OneEntry => EntryView, show_entry, "Shows one entry, whole.";
            "entry.locate": OneEntry => EntryPlace, locate_entry, "Finds the place of an entry in the timeline.";
            "timeline.page": TimelinePage => Timeline, page_timeline, "Shows a page of the timeline.";
            "timeline.export": ExportTimeline => Exported, export_timeline, "Writes the timeline as text.";
            "search": Search => Found, search, "Finds words in every incident.";
            "record.verify": VerifyRecord => Verified, verify_record, "Hashes every event again.";
            "record.rebuild": Nothing => Rebuilt, rebuild_record, "Makes every list and index again from the events.";
            "record.damage": Nothing => Damage, show_damage, "Says whether the record could be opened.";
            "record.restore": Restore => Restored, restore_record, "Sets the record aside and takes a backup.";
            "place.save": SavePlace => Nothing, save_place, "Keeps where the responder is.";
            "draft.save": SaveDraft => Nothing, save_draft, "Keeps what is typed and not yet sent.";
            "draft.load": LoadDraft => Draft, load_draft, "Gives back what was typed and not sent.";
        }
    };
}

pub(crate) use with_commands;

/// A command of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// The name.
    pub name: &'static str,
    /// What it does, one sentence.
    pub about: &'static str,
}

macro_rules! dispatch {
    ( $( $name:literal: $request:ty => $answer:ty, $method:ident, $about:literal; )+ ) => {
        /// Every command; errors of each are an [`ErrorView`].
        ///
        /// | command | request | answer | what it does |
        /// |---|---|---|---|
        $( #[doc = concat!(
            "| `", $name, "` | `", stringify!($request), "` | `", stringify!($answer), "` | ", $about, " |"
        )] )+
        pub const COMMANDS: &[CommandInfo] = &[ $( CommandInfo { name: $name, about: $about }, )+ ];

        impl App {
            /// Does a command by its name. This is the one way in for the window.
            ///
            /// # Errors
            ///
            /// Says why the command did not do what was asked.
            pub fn call(&self, name: &str, request: Value) -> Result<Value, Error> {
                match name {
                    $( $name => {
                        let request: $request = read($name, request)?;
                        let answer: $answer = self.$method(request)?;
                        written($name, &answer)
                    } )+
                    unknown => Err(Error::UnknownCommand(unknown.to_owned())),
                }
            }
        }
    };
}

with_commands!(dispatch);

fn read<T: DeserializeOwned>(command: &'static str, request: Value) -> Result<T, Error> {
    // A command that asks nothing may be called with nothing.
    let request = if request.is_null() { Value::Object(serde_json::Map::new()) } else { request };
    serde_json::from_value(request).map_err(|error| Error::Request { command, why: error.to_string() })
}

fn written(command: &'static str, answer: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(answer).map_err(|error| Error::Request { command, why: error.to_string() })
}
