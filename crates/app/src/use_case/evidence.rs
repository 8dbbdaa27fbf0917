use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use firebreak_core::event::{Answers, CustodyAct, EvidenceFacts, EvidenceId, Hash, Kept};
use firebreak_core::incident::{
    Command, Context, Evidence, EvidenceCommand, EvidenceRefusal, Incident, NewEvidence, Refusal,
};
use firebreak_core::vocabulary::Tlp;
use firebreak_core::when::When;
use firebreak_core::words::{bytes, seconds};

use super::runs::step_of;
use crate::api::{
    AddEvidence, AnswerEvidence, Changed, EvidenceList, EvidenceWords, ExportEvidence, JobView, Nothing,
    OneIncident, PasteEvidence, PreviewEvidence, PreviewView, RecordCustody, RestoreEvidence, SetEvidence,
    StopJob, VerifyEvidence, WithdrawCustody, WithdrawEvidence,
};
use crate::jobs::{Task, What};
use crate::locker::{EvidenceError, MOST_SHOWN, media_of, path_of, read_whole, shown_name, text_of};
use crate::view::{evidence_list, export_name};
use crate::{App, Error};

/// How many bytes can be pasted.
const MOST_PASTED: usize = 64 * 1024 * 1024;

impl App {
    /// `evidence.list`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn list_evidence(&self, request: OneIncident) -> Result<EvidenceList, Error> {
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            Ok(evidence_list(opened.incident(id, &self.library.reference)?, &self.locker))
        })
    }

    /// `evidence.add`.
    ///
    /// # Errors
    ///
    /// Says what is wrong before anything is read; what is wrong with a file, its job says.
    pub fn add_evidence(&self, request: AddEvidence) -> Result<Vec<JobView>, Error> {
        let AddEvidence { incident, paths, in_place, words, run, step, item, draft } = request;
        if paths.is_empty() {
            return Err(Refusal::Empty("list of files").into());
        }
        let sources = paths.iter().map(|path| path_of(path)).collect::<Result<Vec<PathBuf>, _>>()?;
        let is_one = sources.len() == 1;
        let now = self.clock.now();
        let kept = if in_place { Kept::Referenced } else { Kept::Copied };
        let (id, answers) = self.answered(&incident, run.as_deref(), step.as_deref(), item)?;
        let mut tasks = Vec::new();
        for source in sources {
            let file = shown_name(&source);
            let words = EvidenceWords { name: words.name.clone().filter(|_| is_one), ..words.clone() };
            let new = NewEvidence {
                facts: self.new_facts(words, &file, now)?,
                sha256: Hash::ZERO,
                size: 0,
                kept,
                path: Some(text_of(&source)),
                answers: answers.clone(),
                file: file.clone(),
            };
            let what = What::Add { source, new: Box::new(new), draft: draft.clone() };
            tasks.push(Task { incident: id.clone(), label: file, what });
        }
        for task in tasks {
            self.jobs.put(task, 0);
        }
        Ok(self.jobs.views())
    }

    /// `evidence.paste`.
    ///
    /// # Errors
    ///
    /// Says what is wrong with what was pasted, or why no copy can be kept.
    pub fn paste_evidence(&self, request: PasteEvidence) -> Result<Changed, Error> {
        let PasteEvidence { incident, file, content, words, run, step, item } = request;
        let pasted = |why: String| EvidenceError::Pasted { why };
        // Four characters for three bytes.
        if content.len() / 4 * 3 > MOST_PASTED {
            let most = bytes(u64::try_from(MOST_PASTED).unwrap_or(u64::MAX));
            return Err(pasted(format!("has more than {most}")).into());
        }
        let content = STANDARD.decode(content).map_err(|error| pasted(format!("cannot be read: {error}")))?;
        let now = self.clock.now();
        let file = shown_name(std::path::Path::new(&file));
        let facts = self.new_facts(words, &file, now)?;
        let (_, answers) = self.answered(&incident, run.as_deref(), step.as_deref(), item)?;
        let hashed = self.locker.keep(&content, self.clock.new_id())?;
        let new = NewEvidence {
            facts,
            sha256: hashed.sha256,
            size: hashed.size,
            kept: Kept::Copied,
            file,
            path: None,
            answers,
        };
        self.change(&incident, |_, _, _| Ok(Command::Evidence(EvidenceCommand::Add(Box::new(new)))))
    }

    /// `evidence.preview`. Nothing is shown before its hash is known, and nothing is recorded.
    ///
    /// # Errors
    ///
    /// Says that it is no picture, or that its bytes are not those that were collected.
    pub fn preview_evidence(&self, request: PreviewEvidence) -> Result<PreviewView, Error> {
        let evidence = whole_name(&request.evidence);
        let (source, sha256, size) = self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let item = known(opened.incident(id, &self.library.reference)?, &evidence)?;
            Ok((self.lies_at(item)?, item.sha256, item.size))
        })?;
        let not_shown = |why: &'static str| EvidenceError::NotShown { evidence: evidence.clone(), why };
        if size > MOST_SHOWN {
            return Err(not_shown("it is too large to be shown here").into());
        }
        let content = read_whole(&source, sha256)?;
        let media = media_of(&content).ok_or_else(|| not_shown("it is no picture that can be shown here"))?;
        Ok(PreviewView { media: media.to_owned(), content: STANDARD.encode(content) })
    }

    /// `evidence.jobs`.
    ///
    /// # Errors
    ///
    /// None; a command answers with a result.
    pub fn evidence_jobs(&self, _: Nothing) -> Result<Vec<JobView>, Error> {
        Ok(self.jobs.views())
    }

    /// `evidence.stop`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such job.
    pub fn stop_evidence_job(&self, request: StopJob) -> Result<Vec<JobView>, Error> {
        if self.jobs.stop(request.job) {
            Ok(self.jobs.views())
        } else {
            Err(Error::not_found("job", request.job.to_string()))
        }
    }

    /// `evidence.set`.
    ///
    /// # Errors
    ///
    /// Says what is wrong, or that there is no such item.
    pub fn set_evidence(&self, request: SetEvidence) -> Result<Changed, Error> {
        let SetEvidence { incident, evidence, words, draft } = request;
        let evidence = whole_name(&evidence);
        self.change_typed(&incident, draft.as_deref(), |_, incident, now| {
            let known = known(incident, &evidence)?.facts.clone();
            let facts = Box::new(self.facts(words, known, now)?);
            Ok(Command::Evidence(EvidenceCommand::Change { evidence, facts }))
        })
    }

    /// `evidence.answer`.
    ///
    /// # Errors
    ///
    /// Says that there is no such item, or that no step asks for such a thing.
    pub fn answer_evidence(&self, request: AnswerEvidence) -> Result<Changed, Error> {
        let AnswerEvidence { incident, evidence, run, step, item, draft } = request;
        let evidence = whole_name(&evidence);
        self.change_typed(&incident, draft.as_deref(), |_, incident, _| {
            let answers = asked(incident, run.as_deref(), step.as_deref(), item)?;
            Ok(Command::Evidence(EvidenceCommand::Answer { evidence, answers }))
        })
    }

    /// `evidence.restore`.
    ///
    /// # Errors
    ///
    /// Says that there is no such item.
    pub fn restore_evidence(&self, request: RestoreEvidence) -> Result<Changed, Error> {
        let command = EvidenceCommand::Restore { evidence: whole_name(&request.evidence) };
        self.change(&request.incident, |_, _, _| Ok(Command::Evidence(command)))
    }

    /// `evidence.withdraw`.
    ///
    /// # Errors
    ///
    /// Says that there is no such item.
    pub fn withdraw_evidence(&self, request: WithdrawEvidence) -> Result<Changed, Error> {
        let WithdrawEvidence { incident, evidence, reason } = request;
        let command = EvidenceCommand::Withdraw { evidence: whole_name(&evidence), reason };
        self.change(&incident, |_, _, _| Ok(Command::Evidence(command)))
    }

    /// `evidence.custody`.
    ///
    /// # Errors
    ///
    /// Says what makes no sense: a transfer to nobody, or something before the item was collected or after it ended.
    pub fn record_custody(&self, request: RecordCustody) -> Result<Changed, Error> {
        let RecordCustody { incident, evidence, act, by, to, note, at, draft } = request;
        let (evidence, author) = (whole_name(&evidence), self.author()?);
        self.change_typed(&incident, draft.as_deref(), |_, incident, now| {
            let known = known(incident, &evidence)?;
            let by = by.filter(|by| !by.trim().is_empty()).unwrap_or_else(|| match act {
                CustodyAct::Transferred => known.holder().to_owned(),
                CustodyAct::Viewed | CustodyAct::Exported | CustodyAct::Released | CustodyAct::Destroyed => {
                    author
                }
            });
            let when = Some(self.when(at.as_deref(), now)?);
            Ok(Command::Evidence(EvidenceCommand::Custody { evidence, act, by, to, note, when }))
        })
    }

    /// `evidence.custody-withdraw`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry.
    pub fn withdraw_custody(&self, request: WithdrawCustody) -> Result<Changed, Error> {
        let WithdrawCustody { incident, evidence, custody, reason } = request;
        let evidence = whole_name(&evidence);
        let command = EvidenceCommand::WithdrawCustody { evidence, custody, reason };
        self.change(&incident, |_, _, _| Ok(Command::Evidence(command)))
    }

    /// `evidence.verify`.
    ///
    /// # Errors
    ///
    /// Says that there is nothing to hash again.
    pub fn verify_evidence(&self, request: VerifyEvidence) -> Result<Vec<JobView>, Error> {
        let VerifyEvidence { incident, evidence } = request;
        let (task, size) = self.with_record(|opened| {
            let id = opened.find(&incident)?.row.id;
            let incident = opened.incident(id, &self.library.reference)?;
            let items: Vec<&Evidence> = match &evidence {
                Some(evidence) => vec![known(incident, &whole_name(evidence))?],
                None => incident.standing_evidence().filter(|item| !item.is_gone()).collect(),
            };
            if items.is_empty() {
                return Err(Error::not_found("evidence to verify in", incident.code.clone()));
            }
            let size = items.iter().map(|item| item.size).fold(0, u64::saturating_add);
            let label = match items.as_slice() {
                [one] => one.id.clone(),
                several => format!("{} items", several.len()),
            };
            let files = items.iter().map(|item| Ok((item.id.clone(), self.lies_at(item)?, item.sha256)));
            let items = files.collect::<Result<Vec<_>, Error>>()?;
            Ok((Task { incident: id.to_string(), label, what: What::Verify { items } }, size))
        })?;
        self.jobs.put(task, size);
        Ok(self.jobs.views())
    }

    /// `evidence.export`.
    ///
    /// # Errors
    ///
    /// Says that there is no such item, that it ended, or that the place is none.
    pub fn export_evidence(&self, request: ExportEvidence) -> Result<Vec<JobView>, Error> {
        let ExportEvidence { incident, evidence, to, recipient, note } = request;
        let (evidence, author, now) = (whole_name(&evidence), self.author()?, self.clock.now());
        let (task, size) = self.with_record(|opened| {
            let id = opened.find(&incident)?.row.id;
            let incident = opened.incident(id, &self.library.reference)?;
            let item = known(incident, &evidence)?;
            // What could not be recorded is not copied out in the first place.
            let exported = handed_out(&evidence, &author, recipient.clone(), note.clone());
            incident.decide(exported, Context { now, author: &author })?;
            let mut to = match to.as_deref().filter(|to| !to.trim().is_empty()) {
                Some(to) => path_of(to)?,
                None => {
                    let folder = self.folders.exports();
                    std::fs::create_dir_all(&folder)
                        .map_err(|error| Error::file("make the folder", &folder, &error))?;
                    folder
                }
            };
            if to.is_dir() {
                to.push(export_name(&incident.code, item));
            }
            let source = self.lies_at(item)?;
            let (label, size) = (format!("{} {}", item.id, item.file), item.size);
            let what = What::Export { evidence, source, sha256: item.sha256, to, recipient, note };
            Ok((Task { incident: id.to_string(), label, what }, size))
        })?;
        self.jobs.put(task, size);
        Ok(self.jobs.views())
    }

    /// Where the bytes of an item lie.
    fn lies_at(&self, item: &Evidence) -> Result<PathBuf, Error> {
        match (item.kept, &item.path) {
            (Kept::Copied, _) => Ok(self.locker.place(item.sha256)),
            (Kept::Referenced, Some(path)) => Ok(path_of(path)?),
            (Kept::Referenced, None) => Err(EvidenceRefusal::NoPlace.into()),
        }
    }

    /// The id of an open incident, and the item of a step that evidence answers.
    fn answered(
        &self,
        incident: &str,
        run: Option<&str>,
        step: Option<&str>,
        item: Option<u32>,
    ) -> Result<(String, Option<Answers>), Error> {
        self.with_record(|opened| {
            let id = opened.find(incident)?.row.id;
            let incident = opened.incident(id, &self.library.reference)?;
            if !incident.is_open() {
                return Err(Refusal::Closed(incident.code.clone()).into());
            }
            Ok((id.to_string(), asked(incident, run, step, item)?))
        })
    }

    /// What is said of a new item.
    fn new_facts(
        &self,
        words: EvidenceWords,
        file: &str,
        now: DateTime<Utc>,
    ) -> Result<EvidenceFacts, Error> {
        let usual = EvidenceFacts {
            name: file.chars().take(200).collect(),
            collected: When::exact(now),
            collected_by: self.author()?,
            source: None,
            clock_offset: None,
            method: None,
            tool: None,
            tool_version: None,
            authority: None,
            tlp: None,
            retention: None,
        };
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let words = EvidenceWords {
            name: filled(words.name),
            collected_by: filled(words.collected_by),
            collected: filled(words.collected),
            ..words
        };
        self.facts(words, usual, now)
    }

    /// What was typed over what is known.
    fn facts(
        &self,
        words: EvidenceWords,
        known: EvidenceFacts,
        now: DateTime<Utc>,
    ) -> Result<EvidenceFacts, Error> {
        let tlp = match words.tlp.as_deref().map(str::trim) {
            Some("") => None,
            Some(word) => Some(label(word)?),
            None => known.tlp,
        };
        let clock_offset = match words.clock_offset.as_deref().map(str::trim) {
            Some("") => None,
            Some(text) => Some(offset(text)?),
            None => known.clock_offset,
        };
        let collected = match words.collected.as_deref() {
            Some(typed) => self.when_known(Some(typed), words.precision.as_deref(), now)?,
            None => known.collected,
        };
        Ok(EvidenceFacts {
            name: words.name.unwrap_or(known.name),
            collected,
            collected_by: words.collected_by.unwrap_or(known.collected_by),
            source: words.source.or(known.source),
            clock_offset,
            method: words.method.or(known.method),
            tool: words.tool.or(known.tool),
            tool_version: words.tool_version.or(known.tool_version),
            authority: words.authority.or(known.authority),
            tlp,
            retention: words.retention.or(known.retention),
        })
    }
}

/// What of a step is named; nothing where no step is.
fn asked(
    incident: &Incident,
    run: Option<&str>,
    step: Option<&str>,
    item: Option<u32>,
) -> Result<Option<Answers>, Error> {
    let Some(step) = step else { return Ok(None) };
    let (run, step) = step_of(incident, run, step)?;
    let found = incident.run(&run).and_then(|known| Some(known.step(&step)?.2));
    let text = |index: u32| {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        found.and_then(|found| found.collect.get(index)).map(|asked| asked.text.clone())
    };
    let item = match item {
        Some(index) => Some(text(index).ok_or_else(|| EvidenceRefusal::NotAsked { step: step.clone() })?),
        None => None,
    };
    Ok(Some(Answers { run, step, item }))
}

/// The command that records that a copy is handed out now.
pub(super) fn handed_out(evidence: &str, author: &str, to: Option<String>, note: Option<String>) -> Command {
    let (evidence, by) = (evidence.to_owned(), author.to_owned());
    Command::Evidence(EvidenceCommand::Custody {
        evidence,
        act: CustodyAct::Exported,
        by,
        to,
        note,
        when: None,
    })
}

/// The item with a name.
fn known<'a>(incident: &'a Incident, evidence: &str) -> Result<&'a Evidence, Error> {
    let found = incident.evidence_item(evidence);
    found.ok_or_else(|| EvidenceRefusal::Unknown(evidence.to_owned()).into())
}

/// The name of an item that is given in any case, or by its number alone: `e-1` and `1` are `E-1`.
fn whole_name(typed: &str) -> EvidenceId {
    let name = typed.trim().to_ascii_uppercase();
    if name.parse::<u32>().is_ok() { format!("E-{name}") } else { name }
}

/// A TLP label, with or without its `TLP:`.
fn label(word: &str) -> Result<Tlp, Error> {
    let word = word.to_lowercase();
    Ok(word.strip_prefix("tlp:").unwrap_or(&word).parse()?)
}

/// By how many seconds a clock is ahead: `90`, `+90 s`, `-2 min`.
fn offset(text: &str) -> Result<i64, EvidenceError> {
    let (sign, rest) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => (-1, rest),
        (None, Some(rest)) => (1, rest),
        (None, None) => (1, text),
    };
    let rest = rest.trim();
    let plain = rest.strip_suffix("seconds").or_else(|| rest.strip_suffix('s')).unwrap_or(rest).trim_end();
    let found = plain.parse::<u32>().ok().map(i64::from);
    let found = found.or_else(|| i64::try_from(seconds(rest)?).ok());
    found.map(|found| sign * found).ok_or_else(|| EvidenceError::ClockOffset { text: text.to_owned() })
}
