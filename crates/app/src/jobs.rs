//! Work that takes a while: hashing, copying and verifying evidence. It waits in a queue, is done one by one by whoever
//! lends a thread, can be watched and stopped.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use firebreak_core::event::{EvidenceId, Hash};
use firebreak_core::incident::NewEvidence;

use crate::api::{JobKind, JobState, JobView};
use crate::error::Error;
use crate::locker::{EvidenceError, Work};

/// How many jobs that ended are kept to be looked at.
const MOST_ENDED: usize = 200;

/// The queue.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    queue: Mutex<Queue>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    next: u32,
    jobs: Vec<Job>,
}

/// One job.
#[derive(Debug, Clone)]
struct Job {
    id: u32,
    task: Arc<Task>,
    work: Arc<Work>,
    state: JobState,
    ended: Ended,
}

/// What came of a job that ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ended {
    /// The item it made or was about.
    pub evidence: Option<EvidenceId>,
    /// What came of it, a sentence.
    pub said: Option<String>,
    /// Whether that needs attention.
    pub warns: bool,
    /// Why nothing did.
    pub error: Option<crate::api::ErrorView>,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Task {
    /// The incident's id.
    pub incident: String,
    /// What people see of it: a file name, how many items.
    pub label: String,
    /// What.
    pub what: What,
}

/// What is to be done with which files.
#[derive(Debug)]
pub(crate) enum What {
    /// A file is hashed, copied in where it is to be, and recorded. Hash and size are filled in then.
    Add {
        /// The file.
        source: PathBuf,
        /// What is said of it.
        new: Box<NewEvidence>,
        /// The draft it was typed as.
        draft: Option<String>,
    },
    /// Items are hashed again, and what was found is recorded.
    Verify {
        /// The items with their files and what they should be.
        items: Vec<(EvidenceId, PathBuf, Hash)>,
    },
    /// A copy of an item is handed out, and that is recorded.
    Export {
        /// The item.
        evidence: EvidenceId,
        /// Its file.
        source: PathBuf,
        /// What it should be.
        sha256: Hash,
        /// Where the copy goes.
        to: PathBuf,
        /// Who gets it.
        recipient: Option<String>,
        /// Why.
        note: Option<String>,
    },
}

impl Jobs {
    /// Puts a task at the end of the queue, on so many bytes.
    pub(crate) fn put(&self, task: Task, bytes: u64) {
        let mut queue = self.lock();
        queue.next += 1;
        let (id, state) = (queue.next, JobState::Waiting);
        let work = Arc::new(Work::on(bytes));
        queue.jobs.push(Job { id, task: Arc::new(task), work, state, ended: Ended::default() });
        drop(queue);
        self.news.notify_one();
    }

    /// Takes the next task, waiting for one for so long.
    pub(crate) fn take(&self, wait: Duration) -> Option<(u32, Arc<Task>, Arc<Work>)> {
        let is_idle = |queue: &mut Queue| !queue.jobs.iter().any(|job| job.state == JobState::Waiting);
        let waited = self.news.wait_timeout_while(self.lock(), wait, is_idle);
        let (mut queue, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let job = queue.jobs.iter_mut().find(|job| job.state == JobState::Waiting)?;
        job.state = JobState::Working;
        Some((job.id, Arc::clone(&job.task), Arc::clone(&job.work)))
    }

    /// Says what came of a task that was taken.
    pub(crate) fn end(&self, id: u32, result: Result<Ended, Error>) {
        let mut queue = self.lock();
        if let Some(job) = queue.jobs.iter_mut().find(|job| job.id == id) {
            (job.state, job.ended) = match result {
                Ok(ended) => (JobState::Done, ended),
                Err(Error::Evidence(EvidenceError::Stopped)) => (JobState::Stopped, Ended::default()),
                Err(error) => (JobState::Failed, Ended { error: Some(error.view()), ..Ended::default() }),
            };
        }
        let ended = queue.jobs.iter().filter(|job| job.state.is_ended()).count();
        if ended > MOST_ENDED
            && let Some(oldest) = queue.jobs.iter().position(|job| job.state.is_ended())
        {
            queue.jobs.remove(oldest);
        }
    }

    /// Stops a job that waits or is worked on; forgets one that ended. Whether there is such a job.
    pub(crate) fn stop(&self, id: u32) -> bool {
        let mut queue = self.lock();
        let Some(at) = queue.jobs.iter().position(|job| job.id == id) else { return false };
        match queue.jobs.get_mut(at) {
            Some(job) if job.state == JobState::Waiting => job.state = JobState::Stopped,
            Some(job) if job.state == JobState::Working => job.work.stop(),
            Some(_) | None => {
                queue.jobs.remove(at);
            }
        }
        true
    }

    /// Every job, in the order they were asked for.
    pub(crate) fn views(&self) -> Vec<JobView> {
        self.lock().jobs.iter().map(Job::view).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // A list of jobs is whole between any two statements.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    fn view(&self) -> JobView {
        let (done, total) = self.work.progress();
        JobView {
            id: self.id,
            incident: self.task.incident.clone(),
            kind: match self.task.what {
                What::Add { .. } => JobKind::Add,
                What::Verify { .. } => JobKind::Verify,
                What::Export { .. } => JobKind::Export,
            },
            label: self.task.label.clone(),
            state: self.state,
            done,
            total,
            evidence: self.ended.evidence.clone(),
            said: self.ended.said.clone(),
            warns: self.ended.warns,
            error: self.ended.error.clone(),
        }
    }
}

impl JobState {
    /// Whether nothing more comes of it.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        match self {
            Self::Waiting | Self::Working => false,
            Self::Done | Self::Stopped | Self::Failed => true,
        }
    }
}
