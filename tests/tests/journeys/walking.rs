//! Walking a playbook by keys.

use firebreak_e2e::{Result, WindowTest, css, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{at_step, go_to_step, newest, paste, shown, window_on_incident};

fn step<'a>(incident: &'a Value, id: &str) -> &'a Value {
    let steps = incident["runs"][0]["steps"].as_array().unwrap();
    steps.iter().find(|step| step["id"] == id).unwrap()
}

/// Where the rows of two steps are in the list, which must not change when a state does.
fn places(window: &WindowTest) -> Result<Value> {
    window.run(
        "return ['record-alert', 'identify-key'].map((id) => \
         document.querySelector(`[data-testid=step-${id}] [data-head]`).getBoundingClientRect().top + \
         document.querySelector('[data-testid=player] ol').scrollTop);",
    )
}

#[test]
fn steps_are_done_verified_and_left_out_with_a_reason() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Space")?;
    at_step(&window, "identify-key")?;
    let before = places(&window)?;

    window.press("b")?;
    window.find_focused(label("Reason"))?;
    window.press("Enter")?;
    window.see(text("Leaving a step out needs a reason"))?;
    window.type_text("The owner is asleep")?;
    window.press("Enter")?;
    window.see(text("blocked").within(test_id("step-identify-key")))?;
    at_step(&window, "deactivate-key")?;
    assert_eq!(places(&window)?, before, "what lies above the cursor moved");

    window.press("v")?;
    window.find_focused(label("What do you see"))?;
    window.press("Enter")?;
    window.see(text("without it nothing is verified"))?;
    window.type_text("Status: Inactive")?;
    window.press("Enter")?;
    window.see(text("verified").within(test_id("step-deactivate-key")))?;
    window.see(text("Observed: Status: Inactive").within(test_id("step-deactivate-key")))?;

    window.press("d")?;
    window.find_focused(label("Reason"))?;
    window.type_text("Hands are needed elsewhere")?;
    window.press("Tab")?;
    window.find_focused(label("Until"))?;
    window.type_text("recover")?;
    window.press("Enter")?;
    window.see(text("deferred until Recover").within(test_id("step-save-rights")))?;
    window.see(text("Hands are needed elsewhere").within(test_id("panel")))?;

    window.press("x")?;
    window.type_text("No such principal")?;
    window.press("Enter")?;
    window.see(text("not applicable").within(test_id("step-deny-principal")))?;
    window.press("o")?;
    window.type_text("The business needs the sessions")?;
    window.press("Enter")?;
    window.see(text("overridden").within(test_id("step-end-sessions")))?;

    // Ctrl+Z takes back the last act by recording its opposite; nothing disappears from the timeline.
    window.press("Control+z")?;
    at_step(&window, "end-sessions")?;
    window.wait_until_gone(text("overridden").within(test_id("step-end-sessions")))?;
    window.see(text("Overridden: 6 End the sessions the key opened").within(test_id("timeline")))?;

    let incident = shown(&window)?;
    assert_eq!(step(&incident, "identify-key")["state"], "blocked");
    assert_eq!(step(&incident, "deactivate-key")["value"], "Status: Inactive");
    assert_eq!(step(&incident, "save-rights")["until"], "Recover");
    assert_eq!(step(&incident, "deny-principal")["state"], "not-applicable");
    assert_eq!(step(&incident, "end-sessions")["state"], "open");
    window.finish()
}

#[test]
fn what_is_skipped_stays_visible_and_one_key_goes_back() -> Result<()> {
    let window = window_on_incident()?;
    window.press("]")?;
    at_step(&window, "deactivate-key")?;
    window.see(text("2 open above").within(test_id("open-above")))?;
    window.press("]")?;
    at_step(&window, "open-case")?;
    window.press("[")?;
    window.press("a")?;
    at_step(&window, "record-alert")?;
    window.wait_until_gone(test_id("open-above"))?;
    window.see(text("21 open").within(test_id("ending")))?;
    window.finish()
}

#[test]
fn tasks_are_ticked_and_commands_are_filled_in_and_copied_but_never_run() -> Result<()> {
    let window = window_on_incident()?;
    let task = window.find(test_id("task-0"))?;
    task.focus()?;
    window.press("Space")?;
    window.eventually("the task was ticked", || {
        Ok((step(&shown(&window)?, "record-alert")["ticked"] == json!([0])).then_some(()))
    })?;
    newest(&window, "task.set")?;

    go_to_step(&window, "identify-key")?;
    window.press("c")?;
    window.find_focused(test_id("variable-key_id"))?;
    window.type_text("AKIAIOSFODNN7EXAMPLE")?;
    window.press("Tab")?;
    window.find_focused(test_id("variable-principal"))?;
    window.type_text("deploy-bot")?;
    window.press("Enter")?;
    window.see(text("--access-key-id AKIAIOSFODNN7EXAMPLE").within(test_id("step-identify-key")))?;
    window.see(text("--user-name deploy-bot").within(test_id("step-identify-key")))?;

    // A command that only reads is copied at once.
    window.press("Escape")?;
    window.run("document.activeElement.blur();")?;
    window.press("c")?;
    window.see(text("Command copied. Firebreak never runs it.").within(test_id("status")))?;
    window.press("n")?;
    let note = window.find_focused(label("Note"))?;
    paste(&window)?;
    window.eventually("the command was pasted", || {
        Ok(note
            .value()?
            .contains("aws iam get-access-key-last-used --access-key-id AKIAIOSFODNN7EXAMPLE")
            .then_some(()))
    })?;
    note.fill("x")?;
    window.press("Escape")?;

    // One that changes something asks first, and says what it risks and how it is undone.
    window.press("j")?;
    at_step(&window, "deactivate-key")?;
    window.press("c")?;
    let asks = role("group", "Copy a command that changes something");
    window.see(text("This command changes something.").within(asks.clone()))?;
    window.see(text("Every workload that uses the key stops at once.").within(asks.clone()))?;
    window.see(text("--status Active").within(asks.clone()))?;
    window.find_focused(role("button", "Copy the command").within(asks.clone()))?;
    window.press("Enter")?;
    window.wait_until_gone(asks)?;
    window.press("n")?;
    let note = window.find_focused(label("Note"))?;
    note.fill("y")?;
    paste(&window)?;
    window.eventually("the command was pasted", || {
        let pasted = note.value()?;
        Ok(pasted
            .contains("--access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive --user-name deploy-bot")
            .then_some(()))
    })?;
    window.finish()
}

#[test]
fn a_decision_can_be_changed_and_the_other_branch_stays_in_place() -> Result<()> {
    let window = window_on_incident()?;
    go_to_step(&window, "identify-key")?;
    window.press("1")?;
    window.see(text("not on this branch").within(test_id("step-deactivate-key")))?;
    let dimmed = "const of = (id) => getComputedStyle(document.querySelector(`[data-testid=step-${id}] .title`)); \
                  return of('deactivate-key').color !== of('close').color || of('deactivate-key').fontStyle !== of('close').fontStyle;";
    assert_eq!(window.run(dimmed)?, json!(true), "the branch that was not taken looks like the one that was");
    let first = newest(&window, "branch.chosen")?;

    window.press("2")?;
    window.wait_until_gone(text("not on this branch").within(test_id("step-deactivate-key")))?;
    window.eventually("the change was recorded", || {
        Ok((newest(&window, "branch.chosen")?["seq"].as_u64() > first["seq"].as_u64()).then_some(()))
    })?;
    window.see(css("[data-testid=decide] [aria-pressed=true]"))?;
    assert_eq!(step(&shown(&window)?, "identify-key")["choice"], 1);
    window.finish()
}

#[test]
fn a_milestone_is_offered_and_confirmed_with_a_corrected_time() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Space")?;
    window.see(text("Acknowledged at").within(test_id("offer")))?;
    window.see(text("running").within(test_id("clock-to_acknowledge")))?;
    window.press("m")?;
    window.find_focused(test_id("offer-time"))?.fill("-3m")?;
    window.press("Enter")?;
    window.wait_until_gone(text("Acknowledged at").within(test_id("offer")))?;
    window.see(text("7 min").within(test_id("clock-to_acknowledge")))?;
    window.see(text("within target").within(test_id("clock-to_acknowledge")))?;
    let clocks = shown(&window)?["clocks"].clone();
    let acknowledged =
        clocks.as_array().unwrap().iter().find(|clock| clock["id"] == "to_acknowledge").unwrap();
    let seconds = acknowledged["value"]["seconds_min"].as_i64().unwrap();
    assert!((400..=440).contains(&seconds), "{acknowledged}");
    window.finish()
}
