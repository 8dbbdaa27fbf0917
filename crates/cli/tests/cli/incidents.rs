use std::fs;

use crate::harness::{AUTHOR, CliTest, OPEN, finished, without};

#[test]
fn opens_an_incident_with_the_playbook_that_fits_best() {
    let test = CliTest::new();
    let opened = test.json(&OPEN);
    assert_eq!(opened["playbook"], "iaas-exposed-access-key");
    assert_eq!(opened["code"], "INC-0001");
    let id = opened["id"].as_str().unwrap();
    assert_eq!(test.json(&["incident", "show", id])["title"], "Access key seen in CI logs");
    assert_eq!(test.json(&["incident", "show", &id[..30]])["code"], "INC-0001");
    assert_eq!(test.json(&["incident", "show", "inc-0001"])["code"], "INC-0001");
}

#[test]
fn says_in_words_what_was_opened_and_what_comes_next() {
    let out = CliTest::new().ok(&OPEN);
    for part in [
        "INC-0001  Access key seen in CI logs\n",
        "High · Credential compromise · IaaS · AWS · open\n",
        "by Mara Lind\n",
        "Playbook: Exposed or stolen cloud access key 1.",
        "Next in run 1: 1 Record the alert · You · Accounts and access\n",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

#[test]
fn says_what_the_title_suggests_where_no_type_is_given_and_opens_nothing() {
    let test = CliTest::new();
    let open = ["incident", "open", "--title", "AWS access key pushed to GitHub"];
    let ended = test.run(&open);
    assert_eq!(ended.code, Some(2));
    let (out, err) = (ended.out, ended.err);
    for part in [
        "Exposed or stolen cloud access key\n",
        "    --type credential-compromise --model iaas --provider aws, or --model paas, faas\n",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert!(err.contains("--type is left out. Nothing was recorded"), "{err}");
    test.fails(2, "bad-request", &[&open[..], &["--model", "iaas", "--severity", "high"]].concat());
    test.fails(
        2,
        "bad-request",
        &[&open[..], &["--type", "credential-compromise", "--severity", "high"]].concat(),
    );
    test.fails(
        2,
        "bad-request",
        &[&open[..], &["--type", "credential-compromise", "--model", "iaas"]].concat(),
    );
    let quiet = test.run(&["incident", "open", "--title", "asdf"]);
    assert!(quiet.out.contains("The title suggests no playbook."));
    assert_eq!(test.json(&["incident", "list"])["total"], 0);
}

#[test]
fn takes_json_before_and_after_the_command() {
    let test = CliTest::with_incident();
    let before = test.ok(&["--json", "incident", "list"]);
    let after = test.ok(&["incident", "list", "--json"]);
    assert_eq!(before, after);
    assert!(before.starts_with('{'), "{before}");
}

#[test]
fn opens_with_another_playbook_or_none() {
    let test = CliTest::new();
    let with = |more: &[&str]| test.json(&[&OPEN[..], more].concat());
    assert_eq!(with(&["--playbook", "general-incident"])["playbook"], "general-incident");
    let without = with(&["--no-playbook"]);
    assert_eq!(without["playbook"], serde_json::Value::Null);
    assert_eq!(without["incident"]["runs"], serde_json::json!([]));
    test.fails(1, "not-found", &[&OPEN[..], &["--playbook", "nothing-like-it"]].concat());
    test.fails(2, "bad-request", &[&OPEN[..], &["--playbook", "a", "--no-playbook"]].concat());
    assert_eq!(test.json(&["incident", "list"])["total"], 2);
}

#[test]
fn takes_several_models_and_providers_in_either_form() {
    let test = CliTest::new();
    let mut arguments = OPEN.to_vec();
    arguments.extend(["--model", "PaaS,saas", "--provider", "azure,gcp"]);
    let incident = &test.json(&arguments)["incident"];
    assert_eq!(incident["service_models"], serde_json::json!(["iaas", "paas", "saas"]));
    let providers: Vec<&str> =
        incident["providers"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(providers, ["aws", "azure", "gcp"]);
}

#[test]
fn refuses_words_that_are_not_known() {
    let test = CliTest::new();
    let with = |at: usize, word: &'static str| {
        let mut arguments = OPEN.to_vec();
        arguments[at] = word;
        arguments
    };
    test.fails(2, "bad-request", &with(5, "bad-luck"));
    test.fails(2, "bad-request", &with(7, "mainframe"));
    test.fails(2, "bad-request", &with(9, "acme"));
    test.fails(2, "bad-request", &with(11, "worst"));
    test.fails(2, "bad-request", &with(13, "half past never"));
    test.fails(1, "refused", &with(3, "   "));
    assert_eq!(test.json(&["incident", "list"])["total"], 0);
}

#[test]
fn lists_by_status_and_words() {
    let test = CliTest::with_incident();
    let mut second = OPEN.to_vec();
    second[3] = "Mailbox of the finance team read by a stranger";
    test.ok(&second);
    test.ok(&["note", "INC-0002", "The invoice came from Utrecht"]);
    test.ok(&["close", "INC-0001"]);
    let codes = |arguments: &[&str]| -> Vec<String> {
        let list = test.json(&[&["incident", "list"], arguments].concat());
        let rows = list["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&[]), ["INC-0002", "INC-0001"]);
    assert_eq!(codes(&["--status", "open"]), ["INC-0002"]);
    assert_eq!(codes(&["--status", "closed"]), ["INC-0001"]);
    assert_eq!(codes(&["utrecht"]), ["INC-0002"]);
    assert_eq!(codes(&["ci logs", "--status", "open"]), Vec::<String>::new());
    assert_eq!(codes(&["--limit", "1", "--offset", "1"]), ["INC-0001"]);
    let out = test.ok(&["incident", "list"]);
    assert!(out.contains("INC-0002  High  open "), "{out}");
    assert!(out.ends_with("2 incidents, 1 open.\n"), "{out}");
}

#[test]
fn says_that_there_is_no_incident_yet_and_what_to_do() {
    let out = CliTest::new().ok(&["incident", "list"]);
    assert_eq!(out, "No incident. `firebreak incident open` opens one.\n");
}

#[test]
fn changes_what_an_incident_is_said_to_be() {
    let test = CliTest::with_incident();
    let changed = test.json(&[
        "incident",
        "change",
        "INC-0001",
        "--title",
        "Access key used from abroad",
        "--severity",
        "critical",
        "--model",
        "iaas,saas",
        "--no-provider",
    ]);
    let incident = &changed["incident"];
    assert_eq!(incident["title"], "Access key used from abroad");
    assert_eq!(incident["severity"], "critical");
    assert_eq!(incident["targets"]["contain"], 1800);
    assert_eq!(incident["providers"], serde_json::json!([]));
    let out = test.ok(&["incident", "change", "INC-0001", "--type", "data-exposure", "--provider", "gcp"]);
    assert!(out.contains("Type: Credential compromise → Data exposure"), "{out}");
    let out = test.ok(&["incident", "change", "INC-0001", "--severity", "critical"]);
    assert_eq!(out, "Nothing was recorded, because it is so already.\n");
    test.fails(2, "bad-request", &["incident", "change", "INC-0001"]);
}

#[test]
fn a_closed_incident_is_read_only_until_it_is_reopened() {
    let test = CliTest::with_incident();
    let out = test.ok(&["close", "INC-0001", "--as", "false-positive", "--summary", "A drill of the vendor"]);
    assert!(out.contains("Closed as false positive: A drill of the vendor"), "{out}");
    for arguments in [
        &["note", "INC-0001", "too late"][..],
        &["step", "INC-0001", "1", "--state", "done"],
        &["task", "INC-0001", "1", "1"],
        &["choose", "INC-0001", "2", "1"],
        &["variable", "INC-0001", "key_id", "AKIAEXAMPLE"],
        &["run", "INC-0001", "general-incident"],
        &["milestone", "INC-0001", "contained", "--at", "now"],
        &["correct", "INC-0001", "1", "--text", "x"],
        &["incident", "change", "INC-0001", "--severity", "low"],
        &["close", "INC-0001"],
    ] {
        let error = test.fails(1, if arguments[0] == "correct" { "refused" } else { "closed" }, arguments);
        assert_ne!(error["hint"], serde_json::Value::Null, "{arguments:?}");
    }
    let reopened = test.json(&["reopen", "INC-0001", "--reason", "It was none"]);
    assert_eq!(reopened["incident"]["reopened"], 1);
    test.fails(1, "refused", &["reopen", "INC-0001"]);
    test.ok(&["note", "INC-0001", "on it again"]);
    assert!(test.ok(&["incident", "show", "INC-0001"]).contains("reopened ×1"));
}

#[test]
fn says_that_an_incident_is_not_there() {
    let test = CliTest::with_incident();
    for arguments in [
        &["incident", "show", "INC-0099"][..],
        &["note", "INC-0099", "x"],
        &["times", "INC-0099"],
        &["times", "INC-0099", "--between", "occurred", "detected"],
        &["timeline", "INC-0099"],
        &["timeline", "INC-0099", "--format", "md"],
        &["verify", "INC-0099"],
        &["step", "INC-0099", "1"],
        &["variable", "INC-0099", "a", "b"],
        &["close", "INC-0099"],
    ] {
        let error = test.fails(1, "not-found", arguments);
        assert_eq!(error["hint"], "`firebreak incident list` shows every incident.", "{arguments:?}");
    }
}

#[test]
fn works_at_once_on_a_fresh_folder_and_says_under_which_name() {
    let test = CliTest::new();
    let fresh = |arguments: &[&str]| finished(without(test.command(arguments), "FIREBREAK_AUTHOR"), &[]);
    let ran = fresh(&OPEN);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let about = test.json(&["call", "app.about"]);
    let name = about["suggested_responder"].as_str().unwrap();
    assert_eq!(
        ran.err,
        format!(
            "Recorded under the name \"{name}\", taken from the system. `firebreak settings --name NAME` sets yours.\n"
        )
    );
    assert!(ran.out.contains(&format!("by {name}\n")), "{}", ran.out);
    assert_eq!(test.timeline("INC-0001")[0]["author"], name);

    let set = fresh(&["settings", "--name", "Ines Okafor"]);
    assert_eq!((set.code, set.err.as_str()), (Some(0), ""));
    let ran = fresh(&["note", "INC-0001", "on it"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("Ines Okafor"), "{}", ran.out);
    let ran = fresh(&["note", "INC-0001", "so am I", "--author", "Jo Brandt"]);
    assert!(ran.out.contains("Jo Brandt"), "{}", ran.out);
    let ran = fresh(&["--author", "", "note", "INC-0001", "no name is no name"]);
    assert!(ran.out.contains("Ines Okafor"), "{}", ran.out);
}

#[test]
fn writes_under_the_name_of_the_environment() {
    let test = CliTest::with_incident();
    assert_eq!(test.json(&["incident", "show", "INC-0001"])["opened_by"], AUTHOR);
}

#[test]
fn keeps_to_the_folders_of_the_platform_where_none_is_named() {
    let test = CliTest::new();
    let mut command = test.program();
    command.args(OPEN);
    let ran = finished(command, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!test.data().exists());
    let mut command = test.program();
    command.args(["settings", "--json"]);
    let about: serde_json::Value = serde_json::from_str(&finished(command, &[]).out).unwrap();
    let data = about["data_dir"].as_str().unwrap();
    assert!(data.starts_with(test.folder().to_str().unwrap()), "{data}");
}

#[test]
fn does_not_begin_a_record_below_a_folder_that_is_missing() {
    let test = CliTest::new();
    let missing = test.folder().join("not/mounted");
    let missing = missing.to_str().unwrap();
    let error = test.fails(1, "storage", &["--data", missing, "incident", "list"]);
    assert!(error["message"].as_str().unwrap().contains(missing), "{error}");
    assert!(!test.folder().join("not").exists());
}

#[test]
fn names_the_folder_that_is_a_file() {
    let test = CliTest::new();
    fs::write(test.data(), "not a folder").unwrap();
    test.fails(1, "storage", &["incident", "list"]);
    assert_eq!(fs::read_to_string(test.data()).unwrap(), "not a folder");
}
