//! The terminal beside the window, on the same data.

use firebreak_e2e::{Data, Result, test_id, text};
use serde_json::Value;

#[test]
fn a_note_from_the_terminal_appears_in_the_window_by_itself() -> Result<()> {
    let data = Data::new()?;
    data.cli(["call", "settings.set", r#"{"settings":{"responder":"Ada Lovelace"}}"#])?;
    let opened: Value = data.cli_json([
        "incident",
        "open",
        "--title",
        "Key seen in logs",
        "--type",
        "credential-compromise",
        "--model",
        "iaas",
        "--provider",
        "aws",
        "--severity",
        "high",
        "--detected",
        "-10m",
    ])?;
    assert_eq!(opened["playbook"], "iaas-exposed-access-key", "{opened}");

    let window = data.open_window()?;
    window.find(test_id("board-INC-0001"))?;
    window.press("Enter")?;
    window.find(test_id("player"))?;

    data.cli(["note", "INC-0001", "Called the owner of the pipeline"])?;
    window.see(text("Called the owner of the pipeline").within(test_id("timeline")))?;
    data.cli(["step", "INC-0001", "record-alert", "--state", "done"])?;
    window.see(text("done").within(test_id("step-record-alert")))?;

    // What the window records, the terminal reads.
    window.press("n")?;
    window.type_text("Typed in the window")?;
    window.press("Enter")?;
    window.see(text("Typed in the window").within(test_id("timeline")))?;
    let timeline: Vec<Value> = data.cli_json(["timeline", "INC-0001"])?;
    let texts: Vec<_> = timeline.iter().filter_map(|entry| entry["text"].as_str()).collect();
    for expected in ["Called the owner of the pipeline", "Typed in the window"] {
        assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
    }
    let verified: Value = data.cli_json(["verify"])?;
    assert_eq!(verified["ok"], true, "{verified}");
    window.finish()
}
