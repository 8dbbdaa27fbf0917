mod custody;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use firebreak_app::api::*;
use firebreak_core::event::{CustodyAct, Finding, Kept};
use firebreak_core::vocabulary::{Resolution, Tlp};
use serde_json::json;

use crate::harness::*;

const INCIDENT: &str = "INC-0001";

/// A disk of its own of a few megabytes, gone when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this process may not mount.
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

impl AppTest {
    fn with_incident() -> Self {
        let test = Self::new();
        test.open_key();
        test
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Asks for files to be added and has every job done; gives how they ended.
    fn add(&self, request: AddEvidence) -> Vec<JobView> {
        self.app.add_evidence(request).unwrap();
        self.work()
    }

    fn add_file(&self, name: &str, bytes: &[u8]) -> JobView {
        let path = self.file(name, bytes);
        self.add(adding(&path)).pop().unwrap()
    }

    fn work(&self) -> Vec<JobView> {
        while self.app.work_on_evidence(Duration::ZERO) {}
        self.app.evidence_jobs(Nothing {}).unwrap()
    }

    fn evidence(&self) -> Vec<EvidenceView> {
        self.app.list_evidence(one(INCIDENT)).unwrap().items
    }

    fn verify(&self) -> JobView {
        self.app.verify_evidence(VerifyEvidence { incident: INCIDENT.to_owned(), evidence: None }).unwrap();
        self.work().pop().unwrap()
    }

    fn count(&self) -> EvidenceCount {
        self.app.show_incident(one(INCIDENT)).unwrap().evidence
    }

    /// Everything under the folder of the copies.
    fn copies(&self) -> Vec<PathBuf> {
        let shelves = fs::read_dir(self.data().join("evidence")).into_iter().flatten();
        let files = shelves.flat_map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect()
    }
}

fn adding(path: &str) -> AddEvidence {
    AddEvidence { incident: INCIDENT.to_owned(), paths: vec![path.to_owned()], ..AddEvidence::default() }
}

fn failure(job: &JobView) -> &ErrorView {
    assert_eq!(job.state, JobState::Failed, "{job:?}");
    let error = job.error.as_ref().unwrap();
    assert!(error.message.contains("Nothing was recorded") && error.hint.is_some(), "{error:?}");
    error
}

#[test]
fn a_file_is_hashed_copied_in_and_recorded() {
    let test = AppTest::with_incident();
    let path = test.file("console.log", b"what happened");
    let words = EvidenceWords {
        source: Some("web-1".to_owned()),
        clock_offset: Some("-2 min".to_owned()),
        tool: Some("aws".to_owned()),
        tool_version: Some("2.31".to_owned()),
        tlp: Some("TLP:Amber+Strict".to_owned()),
        collected: Some("0215z".to_owned()),
        ..EvidenceWords::default()
    };
    test.app.save_draft(SaveDraft { key: "d".to_owned(), text: Some("typed".to_owned()) }).unwrap();
    let draft = Some("d".to_owned());
    let waiting = test.app.add_evidence(AddEvidence { words, draft, ..adding(&path) }).unwrap();
    assert_eq!(waiting[0].state, JobState::Waiting);
    assert_eq!(test.evidence().len(), 0, "nothing is evidence before it is hashed");
    let done = test.work();
    let sha256 = "bc3f7f7fd709c9072c5253f143df0964e4e7c7f8cb7bc80e39858ea9b3d0e2f0";
    assert_eq!(done[0].state, JobState::Done, "{:?}", done[0]);
    assert_eq!((done[0].done, done[0].total), (13, 13));
    assert_eq!(done[0].evidence.as_deref(), Some("E-1"));
    let item = test.evidence().pop().unwrap();
    assert_eq!(item.sha256, sha256);
    assert_eq!(item.name, "console.log");
    assert_eq!(item.collected_by, "Ana");
    assert_eq!(item.collected.to_iso(), "2026-11-21T02:15:00Z");
    assert_eq!(item.clock_offset.as_deref(), Some("-120 s"));
    assert_eq!(item.tlp, Some(Tlp::AmberStrict));
    assert_eq!(item.size_in_words, "13 bytes");
    assert_eq!(item.path.as_deref(), Some(path.as_str()));
    assert_eq!(item.holder, "Ana");
    let copy = PathBuf::from(item.lies_at.unwrap());
    assert_eq!(copy.file_name().unwrap().to_str().unwrap(), item.sha256);
    assert_eq!(fs::read(&copy).unwrap(), b"what happened");
    assert_eq!(test.copies(), [copy]);
    let said = format!("Evidence E-1: console.log from web-1, collected by Ana, 13 bytes\nSHA-256 {sha256}");
    assert!(test.texts().contains(&said), "{:?}", test.texts());
    assert_eq!(test.count().items, 1);
    let kept = test.app.load_draft(LoadDraft { key: "d".to_owned() }).unwrap();
    assert_eq!(kept.text, None, "what was typed is recorded");
    let test = test.restarted();
    assert_eq!(test.evidence().len(), 1);
}

#[test]
fn a_file_stays_in_place_where_it_is_only_referenced() {
    let test = AppTest::with_incident();
    let path = test.file("disk.img", b"blocks");
    let done = test.add(AddEvidence { in_place: true, ..adding(&path) });
    assert_eq!(done[0].state, JobState::Done);
    let item = test.evidence().pop().unwrap();
    assert_eq!((item.kept, item.lies_at.as_deref()), (Kept::Referenced, Some(path.as_str())));
    assert_eq!(test.copies(), Vec::<PathBuf>::new());
}

#[test]
fn several_files_are_several_items_and_one_that_fails_spoils_no_other() {
    let test = AppTest::with_incident();
    let (one, three) = (test.file("1.log", b"1"), test.file("3.log", b"1"));
    let missing = test.folder.path().join("2.log").display().to_string();
    let done = test.add(AddEvidence { paths: vec![one, missing.clone(), three], ..adding("") });
    assert_eq!(
        done.iter().map(|job| job.state).collect::<Vec<_>>(),
        [JobState::Done, JobState::Failed, JobState::Done]
    );
    assert_eq!(failure(&done[1]).message, format!("{missing} is not there. Nothing was recorded."));
    assert_eq!(test.evidence().iter().map(|item| item.id.clone()).collect::<Vec<_>>(), ["E-1", "E-2"]);
    assert_eq!(test.copies().len(), 1, "the same bytes are kept once");
}

#[test]
fn names_with_line_breaks_and_names_that_are_no_unicode() {
    let test = AppTest::with_incident();
    let job = test.add_file("two\nlines.log", b"x");
    assert_eq!((job.state, job.label.as_str()), (JobState::Done, "two\\nlines.log"));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        let name = std::ffi::OsString::from_vec(b"na\xefve.log".to_vec());
        fs::write(test.folder.path().join(name), b"y").unwrap();
        let address = format!("file://{}/na%EFve.log", test.folder.path().display());
        let done = test.add(AddEvidence { in_place: true, ..adding(&address) });
        assert_eq!(done.last().unwrap().state, JobState::Done, "{done:?}");
        let item = test.evidence().pop().unwrap();
        assert_eq!((item.name.as_str(), item.path.as_deref()), ("na\\xEFve.log", Some(address.as_str())));
        assert_eq!(test.verify().said.as_deref(), Some("All 2 items are what was collected."));
    }
    let refused = test.app.add_evidence(adding("file://%zz")).unwrap_err();
    assert_eq!(refused.view().message, "\"file://%zz\" names no file on this system. Nothing was recorded.");
}

#[test]
fn a_disk_that_is_full_in_the_middle_leaves_no_half_item() {
    let test = AppTest::with_incident();
    let Some(_disk) = SmallDisk::mount(&test.data().join("evidence")) else {
        // Without the right to mount, the copies' own test of a full disk holds this.
        return;
    };
    let before = test.texts();
    let job = test.add_file("big.img", &vec![7; 8 << 20]);
    assert!(failure(&job).message.starts_with("The disk is full"), "{job:?}");
    assert_eq!(failure(&job).code, Code::Storage);
    assert!(job.done > 0, "it was full in the middle");
    assert_eq!(test.texts(), before);
    assert_eq!(test.evidence().len(), 0);
    assert_eq!(test.copies(), Vec::<PathBuf>::new(), "no half copy is left");
    assert_eq!(test.add_file("small.log", b"x").state, JobState::Done, "the room is there again");
}

#[test]
fn verifying_finds_what_was_changed_and_what_is_missing() {
    let test = AppTest::with_incident();
    for (name, bytes) in [("a.log", b"a"), ("b.log", b"b"), ("c.log", b"c")] {
        test.add_file(name, bytes);
    }
    let in_place = test.file("d.log", b"d");
    test.add(AddEvidence { in_place: true, ..adding(&in_place) });
    let fine = test.verify();
    assert_eq!((fine.state, fine.warns), (JobState::Done, false));
    assert_eq!(fine.said.as_deref(), Some("All 4 items are what was collected."));
    assert_eq!(test.texts()[0], "Evidence verified, 4 of 4 items intact");
    let copy = |at: usize| PathBuf::from(test.evidence()[at].lies_at.clone().unwrap());
    fs::remove_file(copy(1)).unwrap();
    let changed = copy(2);
    fs::remove_file(&changed).unwrap();
    fs::write(&changed, b"C").unwrap();
    fs::write(&in_place, b"dd").unwrap();
    let found = test.verify();
    assert_eq!((found.done, found.total, found.warns), (4, 4, true));
    assert_eq!(found.said.as_deref(), Some("E-2 is missing, E-3 is changed and E-4 is changed."));
    assert_eq!(test.count().in_doubt, ["E-2", "E-3", "E-4"]);
    let findings: Vec<_> =
        test.evidence().iter().map(|item| item.verified.as_ref().unwrap().finding).collect();
    assert_eq!(findings, [Finding::Intact, Finding::Missing, Finding::Changed, Finding::Changed]);
    test.add_file("again.log", b"b");
    fs::write(&in_place, b"d").unwrap();
    test.verify();
    assert_eq!(test.count().in_doubt, ["E-3"], "a copy that is there again is what was collected");
}

#[test]
fn a_closed_incident_is_verified_and_nothing_recorded() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    test.call("incident.close", json!({"incident": INCIDENT, "resolution": Resolution::Resolved})).unwrap();
    let before = test.texts();
    let said = test.verify().said.unwrap();
    assert_eq!(said, "It is what was collected. The incident is closed, so nothing was recorded.");
    assert_eq!(test.texts(), before);
    let path = test.file("b.log", b"b");
    assert_eq!(test.app.add_evidence(adding(&path)).unwrap_err().view().code, Code::Closed);
}

#[test]
fn what_is_pasted_is_evidence() {
    let test = AppTest::with_incident();
    let paste = |content: &str| PasteEvidence {
        incident: INCIDENT.to_owned(),
        file: "screen.png".to_owned(),
        content: content.to_owned(),
        ..PasteEvidence::default()
    };
    let changed = test.app.paste_evidence(paste("iVBORw==")).unwrap();
    assert_eq!(changed.incident.evidence.items, 1);
    let item = test.evidence().pop().unwrap();
    assert_eq!((item.name.as_str(), item.path, item.size), ("screen.png", None, 4));
    assert_eq!(fs::read(item.lies_at.unwrap()).unwrap(), b"\x89PNG");
    let refused = test.app.paste_evidence(paste("not base64!")).unwrap_err().view();
    assert!(refused.message.starts_with("What was pasted cannot be read"), "{refused:?}");
    let refused = test.app.paste_evidence(paste(&"A".repeat(90 << 20))).unwrap_err().view();
    assert_eq!(refused.message, "What was pasted has more than 67.1 MB. Nothing was recorded.");
    assert_eq!(test.evidence().len(), 1);
}

#[test]
fn a_picture_is_shown_only_while_it_is_what_was_collected() {
    let test = AppTest::with_incident();
    let picture = b"\x89PNG\r\n\x1a\nand so on";
    test.add_file("screen.png", picture);
    test.add_file("notes.png", b"no picture at all");
    test.add_file("huge.png", &vec![1; (32 << 20) + 1]);
    let shown = |evidence: &str| {
        let (incident, evidence) = (INCIDENT.to_owned(), evidence.to_owned());
        test.app
            .preview_evidence(PreviewEvidence { incident, evidence })
            .map_err(|error| error.view().message)
    };
    let before = test.texts();
    let view = shown("e-1").unwrap();
    assert_eq!((view.media.as_str(), view.content.as_str()), ("image/png", "iVBORw0KGgphbmQgc28gb24="));
    assert_eq!(test.texts(), before, "looking records nothing");
    let no_picture = "E-2 is not shown: it is no picture that can be shown here. It is as it was.";
    assert_eq!(shown("E-2").unwrap_err(), no_picture);
    let items = test.evidence();
    assert_eq!(items.iter().map(|item| item.picture).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(
        shown("E-3").unwrap_err(),
        "E-3 is not shown: it is too large to be shown here. It is as it was."
    );
    let copy = PathBuf::from(items[0].lies_at.clone().unwrap());
    fs::remove_file(&copy).unwrap();
    fs::write(&copy, b"\x89PNG\r\n\x1a\nand so oN").unwrap();
    let error = shown("E-1").unwrap_err();
    assert!(error.contains("is not what was collected: its hash is another one"), "{error}");
    fs::remove_file(&copy).unwrap();
    let error = shown("E-1").unwrap_err();
    assert!(error.contains("is not there"), "{error}");
}

#[test]
fn a_copy_is_handed_out_and_custody_says_so() {
    let test = AppTest::with_incident();
    test.add_file("a:b.log", b"what happened");
    let export = |to: Option<String>| {
        let (incident, evidence) = (INCIDENT.to_owned(), "e-1".to_owned());
        let recipient = Some("the insurer".to_owned());
        test.app.export_evidence(ExportEvidence { incident, evidence, to, recipient, note: None }).unwrap();
        test.work().pop().unwrap()
    };
    assert_eq!(export(None).state, JobState::Done);
    let copy = test.data().join("exports").join("INC-0001-E-1-a_b.log");
    assert_eq!(fs::read(&copy).unwrap(), b"what happened");
    let item = test.evidence().pop().unwrap();
    let last = item.custody.last().unwrap();
    assert_eq!((last.act, last.to.as_deref()), (Some(CustodyAct::Exported), Some("the insurer")));
    assert!(
        failure(&export(None))
            .message
            .ends_with("is there already and was not overwritten. Nothing was recorded.")
    );
    let source = PathBuf::from(item.lies_at.unwrap());
    fs::remove_file(&source).unwrap();
    fs::write(&source, b"spoilt").unwrap();
    let to = test.folder.path().join("out.log");
    let job = export(Some(to.display().to_string()));
    assert!(job.error.unwrap().message.contains("is not what was collected"));
    assert!(!to.exists());
    assert_eq!(test.evidence()[0].custody.len(), 2, "what was not handed out is not recorded");
}

#[test]
fn custody_is_recorded_and_taken_back() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    let custody = |act, to: Option<&str>| {
        let (incident, evidence, to) = (INCIDENT.to_owned(), "1".to_owned(), to.map(str::to_owned));
        test.app.record_custody(RecordCustody {
            incident,
            evidence,
            act,
            by: None,
            to,
            note: None,
            at: None,
            draft: None,
        })
    };
    custody(CustodyAct::Transferred, Some("Bo")).unwrap();
    custody(CustodyAct::Transferred, Some("Cy")).unwrap();
    let item = test.evidence().pop().unwrap();
    assert_eq!(item.holder, "Cy");
    assert_eq!(item.custody[2].by, "Bo", "who has it hands it over");
    let refused = custody(CustodyAct::Transferred, None).unwrap_err().view();
    assert_eq!(refused.hint.as_deref(), Some("Give the name of who got it."));
    let (incident, evidence) = (INCIDENT.to_owned(), "E-1".to_owned());
    test.app.withdraw_custody(WithdrawCustody { incident, evidence, custody: 2, reason: None }).unwrap();
    assert_eq!(test.evidence()[0].holder, "Bo");
    let back = test.app.undo(one(INCIDENT)).unwrap();
    assert_eq!(back.said, "E-1 was transferred after all");
    assert_eq!(test.evidence()[0].holder, "Cy");
}

#[test]
fn an_item_is_taken_back_and_done_again() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    assert_eq!(test.app.undo(one(INCIDENT)).unwrap().said, "E-1 is no evidence");
    assert!(test.evidence()[0].withdrawn.is_some());
    assert_eq!(test.count().items, 0);
    assert_eq!(test.copies().len(), 1, "what was copied in stays");
    assert_eq!(test.app.redo(one(INCIDENT)).unwrap().said, "E-1 is evidence again");
    assert_eq!(test.count().items, 1);
}

#[test]
fn what_an_item_is_said_to_be_is_changed_field_by_field() {
    let test = AppTest::with_incident();
    let path = test.file("a.log", b"a");
    let words = EvidenceWords {
        source: Some("web-1".to_owned()),
        tlp: Some("red".to_owned()),
        ..EvidenceWords::default()
    };
    test.add(AddEvidence { words, ..adding(&path) });
    let set = |words| {
        let (incident, evidence) = (INCIDENT.to_owned(), "E-1".to_owned());
        test.app.set_evidence(SetEvidence { incident, evidence, words, draft: None })
    };
    let words = EvidenceWords {
        tlp: Some(String::new()),
        authority: Some("the lead".to_owned()),
        clock_offset: Some("90".to_owned()),
        ..EvidenceWords::default()
    };
    set(words).unwrap();
    let item = test.evidence().pop().unwrap();
    assert_eq!(
        (item.source.as_deref(), item.tlp, item.authority.as_deref()),
        (Some("web-1"), None, Some("the lead"))
    );
    assert_eq!(item.clock_offset.as_deref(), Some("+90 s"));
    let wrong = EvidenceWords { clock_offset: Some("a bit".to_owned()), ..EvidenceWords::default() };
    assert!(set(wrong).unwrap_err().view().hint.is_some());
    let wrong = EvidenceWords { tlp: Some("purple".to_owned()), ..EvidenceWords::default() };
    assert!(set(wrong).unwrap_err().view().message.contains("is not a TLP label"));
}

#[test]
fn a_job_that_waits_is_stopped_and_leaves_the_list() {
    let test = AppTest::with_incident();
    let path = test.file("a.log", b"a");
    let job = test.app.add_evidence(adding(&path)).unwrap()[0].id;
    let stopped = test.app.stop_evidence_job(StopJob { job }).unwrap();
    assert_eq!(stopped[0].state, JobState::Stopped);
    assert_eq!(test.work()[0].state, JobState::Stopped);
    assert_eq!(test.evidence().len(), 0);
    assert_eq!(test.app.stop_evidence_job(StopJob { job }).unwrap().len(), 0);
    assert_eq!(test.app.stop_evidence_job(StopJob { job }).unwrap_err().view().code, Code::NotFound);
}

#[test]
fn what_a_step_asks_for_is_answered_by_evidence() {
    let test = AppTest::with_incident();
    let list = test.app.list_evidence(one(INCIDENT)).unwrap();
    let asked = list.asked.first().unwrap();
    let before = test.count();
    assert!(before.asked > 1 && before.collected == 0, "{before:?}");
    let path = test.file("a.log", b"a");
    let (run, step) = (Some(asked.run.clone()), Some(asked.step.clone()));
    test.add(AddEvidence { run: run.clone(), step: step.clone(), item: Some(asked.item), ..adding(&path) });
    assert_eq!(test.count().collected, 1);
    let view = test.app.show_incident(one(INCIDENT)).unwrap();
    let shown = view.runs[0].steps.iter().find(|known| known.id == asked.step).unwrap();
    assert_eq!(shown.collected[asked.item as usize], ["E-1"]);
    let item = test.evidence().pop().unwrap();
    assert_eq!((item.step_title.as_ref(), item.item.as_ref()), (Some(&asked.step_title), Some(&asked.text)));
    let refused =
        test.app.add_evidence(AddEvidence { run, step, item: Some(99), ..adding(&path) }).unwrap_err();
    assert!(refused.view().message.contains("asks for no such item"));
}
