use serde_json::{Value, json};

use crate::harness::CliTest;

/// A step of the first run, as it stands.
fn step(test: &CliTest, number: usize) -> Value {
    test.json(&["incident", "show", "INC-0001"])["runs"][0]["steps"][number - 1].clone()
}

#[test]
fn sets_the_state_of_a_step_by_number_and_by_id() {
    let test = CliTest::with_incident();
    let out = test.ok(&["step", "INC-0001", "1", "--state", "done", "--at", "-5m"]);
    assert!(out.contains("Done: 1 Record the alert"), "{out}");
    assert!(out.contains("firebreak milestone INC-0001 acknowledged --at "), "{out}");
    assert!(out.contains("Next in run 1: 2 "), "{out}");
    assert_eq!(step(&test, 1)["state"], "done");
    let changed = test.json(&["step", "INC-0001", "record-alert", "--state", "open"]);
    assert_eq!(changed["incident"]["runs"][0]["steps"][0]["state"], "open");
    test.fails(1, "not-found", &["step", "INC-0001", "99", "--state", "done"]);
    test.fails(1, "not-found", &["step", "INC-0001", "no-such-step"]);
    test.fails(2, "bad-request", &["step", "INC-0001", "1", "--state", "finished"]);
    test.fails(2, "bad-request", &["step", "INC-0001", "1", "--reason", "without a state"]);
}

#[test]
fn a_step_that_is_left_out_needs_a_reason() {
    let test = CliTest::with_incident();
    for state in ["deferred", "not-applicable", "overridden", "blocked"] {
        let error = test.fails(1, "refused", &["step", "INC-0001", "3", "--state", state]);
        assert!(error["message"].as_str().unwrap().contains("needs a reason"), "{error}");
        test.ok(&["step", "INC-0001", "3", "--state", state, "--reason", "- the owner asked"]);
        assert_eq!(step(&test, 3)["reason"], "- the owner asked");
    }
    let until = ["--reason", "later", "--until", "Recover"];
    test.ok(&[&["step", "INC-0001", "3", "--state", "deferred"], &until[..]].concat());
    assert_eq!(step(&test, 3)["until"], "Recover");
}

#[test]
fn a_deferred_step_comes_back_and_says_why() {
    let test = CliTest::with_incident();
    let said = |arguments: &[&str]| {
        test.ok(arguments).split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    let defer = |until: &str| {
        let why = ["--reason", "owner asleep", "--until", until];
        test.ok(&[&["step", "INC-0001", "3", "--state", "deferred"], &why[..]].concat());
        (said(&["incident", "show", "INC-0001"]), said(&["step", "INC-0001", "3"]))
    };
    for step in ["1", "2"] {
        test.ok(&["step", "INC-0001", step, "--state", "done"]);
    }
    let (list, shown) = defer("2026-01-05 02:40Z");
    assert!(list.contains("▸ ◷ 3"), "work goes on there: {list}");
    assert!(list.contains("due since 2026-01-05 02:40:00Z"), "{list}");
    assert!(shown.contains("Deferred, and due since 2026-01-05 02:40:00Z"), "{shown}");
    let (list, _) = defer("detect");
    assert!(list.contains("due, as Detect is reached"), "{list}");
    for later in ["2999-01-05 02:40Z", "the owner calls"] {
        let (list, shown) = defer(later);
        assert!(list.contains("▸ ○ 4") && !list.contains(" due"), "{list}");
        assert!(!shown.contains(" due"), "{shown}");
    }
}

#[test]
fn a_second_look_needs_what_was_seen() {
    let test = CliTest::with_incident();
    let error = test.fails(1, "refused", &["step", "INC-0001", "1", "--state", "verified"]);
    assert_eq!(error["hint"], "Write down what you saw.");
    test.ok(&["step", "INC-0001", "1", "--state", "verified", "--value", "alert 4711"]);
    assert_eq!(step(&test, 1)["value"], "alert 4711");
    assert!(test.ok(&["incident", "show", "INC-0001"]).contains("observed: alert 4711"));
}

#[test]
fn shows_a_step_with_commands_filled_in() {
    let test = CliTest::with_incident();
    let before = test.ok(&["step", "INC-0001", "deactivate-key"]);
    assert!(before.contains("Accounts and access under IaaS: you act"), "{before}");
    assert!(before.contains("--access-key-id {{key_id}}"), "{before}");
    assert!(before.contains("fill in first: "), "{before}");
    test.ok(&["variable", "INC-0001", "key_id", "AKIAEXAMPLE"]);
    test.ok(&["variable", "INC-0001", "principal", "ci-bot"]);
    let after = test.ok(&["step", "INC-0001", "deactivate-key"]);
    assert!(after.contains("--access-key-id AKIAEXAMPLE"), "{after}");
    assert!(!after.contains("\nAzure\n"), "only the incident's provider is shown: {after}");
    let whole = test.json(&["step", "INC-0001", "deactivate-key"]);
    assert_eq!(
        (&whole["step"]["id"], &whole["text"]["id"]),
        (&json!("deactivate-key"), &json!("deactivate-key"))
    );
    test.ok(&["variable", "INC-0001", "key_id", "--clear"]);
    assert!(test.ok(&["step", "INC-0001", "deactivate-key"]).contains("{{key_id}}"));
    test.fails(1, "refused", &["variable", "INC-0001", "no_such_variable", "x"]);
    test.fails(2, "bad-request", &["variable", "INC-0001", "key_id"]);
}

#[test]
fn a_command_that_cannot_be_filled_in_holds_no_value_at_all() {
    let test = CliTest::with_incident();
    test.ok(&["variable", "INC-0001", "key_id", "x; echo injected"]);
    let out = test.ok(&["step", "INC-0001", "deactivate-key"]);
    assert!(out.contains("fill in first: principal"), "{out}");
    assert!(out.contains("--access-key-id {{key_id}} --status Inactive --user-name {{principal}}"), "{out}");
    assert!(!out.contains("injected"), "{out}");
    test.ok(&["variable", "INC-0001", "principal", "ci-bot"]);
    let whole = test.ok(&["step", "INC-0001", "deactivate-key"]);
    assert!(whole.contains("--access-key-id 'x; echo injected'"), "{whole}");
}

#[test]
fn ticks_tasks_and_takes_ticks_back() {
    let test = CliTest::with_incident();
    let out = test.ok(&["task", "INC-0001", "1", "2"]);
    assert!(out.contains("Step 1, ticked: Key identifier copied"), "{out}");
    assert_eq!(step(&test, 1)["ticked"], json!([1]));
    assert!(test.ok(&["step", "INC-0001", "1"]).contains(" 2 [x] "));
    test.ok(&["task", "INC-0001", "1", "2", "--undo"]);
    assert_eq!(step(&test, 1)["ticked"], json!([]));
    test.fails(1, "refused", &["task", "INC-0001", "1", "99"]);
    test.fails(2, "bad-request", &["task", "INC-0001", "1", "0"]);
}

#[test]
fn answers_a_decision_and_takes_the_answer_back() {
    let test = CliTest::with_incident();
    let out = test.ok(&["choose", "INC-0001", "identify-key", "2", "--reason", "used from abroad"]);
    assert!(out.contains("Deactivate the key"), "{out}");
    assert_eq!(step(&test, 2)["choice"], 1);
    assert!(test.ok(&["step", "INC-0001", "2"]).contains("▸ 2. Otherwise"));
    test.ok(&["choose", "INC-0001", "identify-key", "--undo"]);
    assert_eq!(step(&test, 2)["choice"], Value::Null);
    test.fails(1, "refused", &["choose", "INC-0001", "identify-key", "9"]);
    test.fails(2, "bad-request", &["choose", "INC-0001", "identify-key"]);
    test.fails(2, "bad-request", &["choose", "INC-0001", "identify-key", "1", "--undo"]);
}

#[test]
fn several_runs_are_told_apart() {
    let test = CliTest::with_incident();
    test.ok(&["run", "INC-0001", "general-incident"]);
    test.fails(1, "refused", &["run", "INC-0001", "general-incident"]);
    test.fails(1, "not-found", &["run", "INC-0001", "nothing-like-it"]);
    let error = test.fails(1, "not-found", &["step", "INC-0001", "1", "--state", "done"]);
    assert_eq!(error["hint"], "Say which one, for example with --run 1.");
    test.fails(1, "not-found", &["step", "INC-0001", "1"]);
    for step in ["1", "no-such-step"] {
        for run in ["1", "2", "9"] {
            let shown = test.run(&["step", "INC-0001", step, "--run", run]);
            let set = test.run(&["step", "INC-0001", step, "--run", run, "--state", "open"]);
            assert_eq!(
                (shown.code, &shown.err),
                (set.code, &set.err),
                "a step is named alike to be seen and to be set"
            );
        }
    }
    test.ok(&["step", "INC-0001", "1", "--state", "done", "--run", "2"]);
    test.ok(&["step", "INC-0001", "deactivate-key", "--state", "done"]);
    let runs = test.json(&["incident", "show", "INC-0001"])["runs"].clone();
    assert_eq!(
        (&runs[0]["steps"][0]["state"], &runs[1]["steps"][0]["state"]),
        (&json!("open"), &json!("done"))
    );

    test.ok(&["variable", "INC-0001", "key_id", "AKIAEXAMPLE"]);
    test.ok(&["variable", "INC-0001", "public_url", "https://shop.example.com"]);
    test.fails(1, "not-found", &["variable", "INC-0001", "case_id", "both have it"]);
    test.ok(&["variable", "INC-0001", "case_id", "INC-2041", "--run", "2"]);
    test.fails(1, "not-found", &["variable", "INC-0001", "no_such_variable", "x"]);
    let out = test.ok(&["incident", "show", "INC-0001"]);
    assert!(out.contains("Run 1  ") && out.contains("Run 2  General incident"), "{out}");
}

#[test]
fn asks_the_provider_in_words_that_can_be_pasted() {
    let test = CliTest::with_incident();
    let out = test.ok(&["step", "INC-0001", "open-case"]);
    assert!(out.contains("\nAsk the provider\n  - "), "{out}");
    assert!(out.contains("Shared"), "{out}");
}

#[test]
fn a_run_is_compared_with_the_newer_text_and_moved_to_it() {
    let test = CliTest::with_incident();
    let source = std::fs::read_to_string(format!(
        "{}/../../playbooks/iaas-exposed-access-key.md",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let version = source.lines().find(|line| line.starts_with("version: ")).unwrap();
    let title = source.lines().find_map(|line| line.strip_prefix("### ")).unwrap();
    let newer = source.replacen(version, "version: 9.1.0", 1).replacen(
        &format!("### {title}"),
        "### Look at the log of the provider",
        1,
    );
    test.write("key.md", newer);
    let folder = test.folder().display().to_string();
    assert!(test.ok(&["run", "move", "INC-0001"]).contains("it is so already"));
    test.json(&["settings", "--playbooks", &folder]);
    // The page is wrapped.
    let out = test.ok(&["incident", "show", "INC-0001"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("the library has 9.1.0, see `firebreak run compare INC-0001 1`"), "{out}");
    let out = test.ok(&["run", "compare", "INC-0001"]);
    for words in [
        &format!("- ### {title}"),
        "+ ### Look at the log of the provider",
        "key.md",
        "1 step changed.",
        "run move INC-0001 1",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let out = test.ok(&["run", "move", "INC-0001"]);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("to 9.1.0: 1 step changed"), "{out}");
    assert!(test.texts("INC-0001").last().unwrap().starts_with("Moved the playbook"));
    assert!(test.ok(&["incident", "show", "INC-0001"]).contains("Look at the log of the provider"));
    test.fails(1, "not-found", &["run", "compare", "INC-0001", "7"]);
    test.fails(2, "bad-request", &["run", "INC-0001"]);
}

#[test]
fn the_last_act_is_taken_back_and_done_again() {
    let test = CliTest::with_incident();
    assert!(test.ok(&["undo", "INC-0001", "--show"]).contains("There is nothing to undo here."));
    test.fails(1, "refused", &["undo", "INC-0001"]);
    test.ok(&["step", "INC-0001", "1", "--state", "done"]);
    assert!(test.ok(&["undo", "INC-0001", "--show"]).contains("Would hold then: step 1 is open again."));
    assert_eq!(step(&test, 1)["state"], "done", "showing does nothing");
    assert_eq!(test.json(&["undo", "INC-0001"])["incident"]["redo"], "step 1 is done again");
    assert_eq!(step(&test, 1)["state"], "open");
    test.ok(&["redo", "INC-0001"]);
    assert_eq!(step(&test, 1)["state"], "done");
}
