use firebreak_app::App;
use firebreak_app::api::*;
use sha2::{Digest, Sha256};

use crate::harness::{AppTest, one};

fn verified(app: &App, incident: Option<&str>) -> Verified {
    app.verify_record(VerifyRecord { incident: incident.map(str::to_owned) }).unwrap()
}

/// A record that was restored and written to since: its incident has a chain from before and one from after.
fn restored_and_noted() -> AppTest {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.app.restore_record(Restore { backup: None, even_if_good: true }).unwrap();
    test.note("after the restore");
    test
}

/// The hash of the last event of each chain, in order of the devices.
fn tips(test: &AppTest) -> Vec<(String, String)> {
    let mut entries = test.timeline();
    entries.sort_by(|one, other| {
        let device = |entry: &EntryView| entry.entry.split('/').next().unwrap().to_owned();
        (device(one), one.seq).cmp(&(device(other), other.seq))
    });
    let mut tips: Vec<(String, String)> = Vec::new();
    for entry in entries {
        let device = entry.entry.split('/').next().unwrap().to_owned();
        tips.retain(|(known, _)| *known != device);
        tips.push((device, entry.hash));
    }
    tips
}

#[test]
fn the_head_of_one_chain_is_the_hash_of_its_last_event() {
    let test = AppTest::new();
    test.open_key();
    let shown = test.note("the last event").incident;
    let [(_, last)] = tips(&test).try_into().unwrap();
    assert_eq!(shown.head.hash, last);
    assert_eq!(verified(&test.app, Some("INC-0001")).head, Some(last.clone()));
    assert_eq!(verified(&test.app, None).head, Some(last));
}

#[test]
fn a_record_without_events_has_no_head() {
    assert_eq!(verified(&AppTest::new().app, None).head, None);
}

#[test]
fn after_a_restore_the_head_covers_what_came_before_and_is_the_same_everywhere() {
    let test = restored_and_noted();
    let shown = test.app.show_incident(one("INC-0001")).unwrap();
    let tips = tips(&test);
    assert_eq!(tips.len(), 2, "one chain from before the restore, one from after");

    let mut hasher = Sha256::new();
    for (device, hash) in &tips {
        hasher.update(uuid::Uuid::parse_str(&shown.id).unwrap().as_bytes());
        hasher.update(uuid::Uuid::parse_str(device).unwrap().as_bytes());
        hasher.update(bytes(hash));
    }
    let head: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(shown.head.hash, head);
    assert_eq!(shown.head.events, 4);
    assert_eq!(verified(&test.app, Some("INC-0001")).head.as_deref(), Some(head.as_str()));
    assert_eq!(verified(&test.app, None).head.as_deref(), Some(head.as_str()));
    assert_eq!(test.another().show_incident(one("INC-0001")).unwrap().head.hash, head);
    let export = ExportTimeline { incident: "INC-0001".to_owned(), format: ExportFormat::Md };
    let export = test.app.export_timeline(export).unwrap().text;
    assert!(export.contains(&format!("`{head}`")), "{export}");
    assert!(export.contains(&shown.head.proves), "the report says what the head proves: {export}");
}

fn bytes(hash: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hash.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect()
}
