use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use crate::harness::{AUTHOR, CliTest, OPEN, finished, last_entry, without};

#[test]
fn records_a_note_as_it_is_typed() {
    let test = CliTest::with_incident();
    for text in ["plain words", "- begins like an option", "--at", "a | b, \"c\"; $(d) `e` %s", "=1+1"] {
        test.ok(&["note", "INC-0001", "--phase", "analyze", "--", text]);
        assert_eq!(test.texts("INC-0001").last().unwrap(), text);
    }
    test.ok(&["note", "INC-0001", "- a list without the dashes", "--at", "-10m"]);
    assert!(test.texts("INC-0001").contains(&"- a list without the dashes".to_owned()));
    let error = test.fails(1, "refused", &["note", "INC-0001", " "]);
    assert!(error["message"].as_str().unwrap().contains("empty"), "{error}");
}

#[test]
fn says_what_was_recorded_and_by_whom() {
    let test = CliTest::with_incident();
    let out = test.ok(&["note", "INC-0001", "the key is in a log of March", "--at", "2018-03"]);
    let mut lines = out.lines();
    assert_eq!(lines.next(), Some("INC-0001 #4  2018-03 UTC, to the month · Note · Mara Lind"));
    assert_eq!(lines.next(), Some("    the key is in a log of March"));
    assert!(lines.next().unwrap().starts_with("    reconstructed: recorded 20"), "{out}");
}

#[test]
fn reads_a_note_from_standard_input() {
    let test = CliTest::with_incident();
    let ran = test.run_with_input(&["note", "INC-0001", "-", "--at", "-10m"], b"first line\nsecond line\r\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(test.texts("INC-0001").contains(&"first line\nsecond line".to_owned()));
    let ran = test.run_with_input(&["note", "INC-0001", "-"], b"");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let ran = test.run_with_input(&["note", "INC-0001", "-"], b"caf\xe9");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.err.starts_with("Standard input is not UTF-8 from byte 3 on. Nothing was recorded.\n"),
        "{}",
        ran.err
    );
}

#[test]
fn records_each_line_as_it_comes() {
    let test = CliTest::with_incident();
    let mut child = test.spawn(&["note", "INC-0001", "--each-line"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    for text in ["one", "two, three"] {
        writeln!(stdin, "{text}\n").unwrap();
        let entry = said.next().unwrap().unwrap();
        // Acknowledged means recorded: another process finds it while this one goes on.
        let read = test.json(&["timeline", "INC-0001", "--entry", &entry]);
        assert_eq!(read["text"], text);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(said.next().is_none());
    let out = test.run_with_input(&["note", "INC-0001", "--each-line", "--json"], b"four\nfive").out;
    let entries: Vec<Vec<String>> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(entries.len(), 2);
    test.fails(2, "bad-request", &["note", "INC-0001", "words", "--each-line"]);
    test.fails(2, "bad-request", &["note", "INC-0001"]);
}

#[test]
fn lines_that_stop_half_way_say_what_is_recorded_and_where_to_go_on() {
    let test = CliTest::with_incident();
    let lines = ["note", "INC-0001", "--each-line"];
    let ran = test.run_with_input(&lines, b"one\n\ntwo\ncaf\xe9\nfour\n");
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 2), "{ran:?}");
    assert_eq!(
        ran.err,
        "Line 4: Standard input is not UTF-8 from byte 12 on. So far 2 notes are recorded.\n\
         Convert it to UTF-8 first, for example with iconv. Then go on from line 4, for example with `tail -n +4`.\n"
    );
    let ran = test.run_with_input(&lines, b"caf\xe9\n");
    assert!(
        ran.err.starts_with("Line 1: Standard input is not UTF-8 from byte 3 on. Nothing was recorded.\n"),
        "{ran:?}"
    );

    let ran = test.run_with_input(
        &["note", "INC-0001", "--each-line", "--json"],
        &[b"three\n", "x".repeat(17 << 20).as_bytes()].concat(),
    );
    assert_eq!(ran.code, Some(1));
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("Line 2: Standard input has more than ")
            && message.contains(". So far 1 note is recorded"),
        "{message}"
    );

    let long = [&b"four\n"[..], "x".repeat(5 << 20).as_bytes()].concat();
    let ran = test.run_with_input(&lines, &long);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("Line 2: The note has ")
            && ran.err.contains(" can be recorded. So far 1 note is recorded.\n"),
        "{ran:?}"
    );
    let said: Vec<String> = test.texts("INC-0001").into_iter().filter(|text| text.len() < 6).collect();
    assert_eq!(said, ["one", "two", "three", "four"]);
}

#[test]
fn lines_whose_answers_nobody_reads_do_not_end_as_if_all_were_done() {
    let test = CliTest::with_incident();
    let mut child = test.spawn(&["note", "INC-0001", "--each-line"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(b"one\ntwo\n").unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.starts_with("Line 1: The answer could not be written: "), "{told}");
    assert!(
        told.contains(". So far 1 note is recorded.\nGo on from line 2, for example with `tail -n +2`.\n"),
        "{told}"
    );
    assert_eq!(test.texts("INC-0001").iter().filter(|text| *text == "one" || *text == "two").count(), 1);
}

#[test]
fn what_was_recorded_before_a_failure_is_backed_up_and_said_under_which_name() {
    let test = CliTest::with_incident();
    std::fs::remove_dir_all(test.data().join("backups")).unwrap();
    let command = without(test.command(&["note", "INC-0001", "--each-line"]), "FIREBREAK_AUTHOR");
    let ran = finished(command, b"one\ncaf\xe9\n");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.starts_with("Recorded under the name \""), "{}", ran.err);
    assert_eq!(test.json(&["backup", "list"]).as_array().unwrap().len(), 1);
    let command = without(test.command(&["note", "INC-0001", "--each-line"]), "FIREBREAK_AUTHOR");
    let ran = finished(command, b"caf\xe9\n");
    assert!(ran.err.starts_with("Line 1: "), "nothing was recorded under any name: {}", ran.err);
}

#[test]
fn a_correction_appends_and_shows_what_it_corrects() {
    let test = CliTest::with_incident();
    let entry = last_entry(&test.json(&["note", "INC-0001", "key of Bob", "--at", "-10m"]));
    let number = entry.rsplit('/').next().unwrap();
    test.ok(&["correct", "INC-0001", number, "--text", "key of Rob", "--reason", "misheard"]);
    test.ok(&["correct", "INC-0001", &entry, "--at", "-20m"]);
    let entries = test.timeline("INC-0001");
    let first = entries.iter().find(|one| one["entry"] == entry.as_str()).unwrap();
    assert_eq!(first["text"], "key of Rob");
    assert_eq!(first["corrected"]["original_text"], "key of Bob");
    let corrections: Vec<&Value> = entries.iter().filter(|one| one["kind"] == "entry.corrected").collect();
    assert_eq!(corrections.len(), 2);
    assert!(corrections.iter().all(|one| one["corrects"]["entry"] == entry.as_str()));
    let out = test.ok(&["timeline", "INC-0001"]);
    for part in [
        "key of Rob\n",
        "corrected by #",
        "at first: key of Bob\n",
        &format!("corrects #{number}\n"),
        "misheard",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    test.fails(1, "refused", &["correct", "INC-0001", "1", "--text", "it was another"]);
    test.fails(1, "not-found", &["correct", "INC-0001", "99", "--text", "x"]);
    test.fails(2, "bad-request", &["correct", "INC-0001", "x/y", "--text", "x"]);
    test.fails(2, "bad-request", &["correct", "INC-0001", number]);
    let piped = test.run_with_input(&["correct", "INC-0001", number, "--text", "-"], b"key of Robert\n");
    assert_eq!(piped.code, Some(0), "{piped:?}");
    assert!(test.texts("INC-0001").contains(&"key of Robert".to_owned()));
}

#[test]
fn gives_the_timeline_in_every_form() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", "=SUM(A1), \"quoted\" | <b>bold</b>"]);
    let entries = test.json(&["timeline", "INC-0001"]);
    assert_eq!(
        test.ok(&["timeline", "INC-0001", "--format", "json"]),
        test.ok(&["timeline", "INC-0001", "--json"])
    );
    let entries = entries.as_array().unwrap();
    assert_eq!(entries.len(), 4);
    for entry in entries {
        for key in ["occurred_at", "recorded_at", "author", "kind", "text", "hash"] {
            assert!(entry[key].is_string(), "{key}: {entry}");
        }
        assert_eq!(entry["hash"].as_str().unwrap().len(), 64);
        assert_eq!(entry["author"], AUTHOR);
    }
    let csv = test.ok(&["timeline", "INC-0001", "--format", "csv"]);
    assert_eq!(csv.split("\r\n").count(), 6, "{csv}");
    assert!(csv.contains("\"'=SUM(A1), \"\"quoted\"\" | <b>bold</b>\""), "{csv}");
    let markdown = test.ok(&["timeline", "INC-0001", "--format", "md"]);
    assert!(markdown.starts_with("# INC-0001 Access key seen in CI logs\n"), "{markdown}");
    assert!(markdown.contains("&lt;b&gt;bold&lt;/b&gt;"), "{markdown}");
    let people = test.ok(&["timeline", "INC-0001"]);
    assert!(people.ends_with("4 entries.\n"), "{people}");
    test.fails(2, "bad-request", &["timeline", "INC-0001", "--format", "pdf"]);
    test.fails(2, "bad-request", &["timeline", "INC-0001", "--format", "md", "--last", "1"]);
}

#[test]
fn filters_the_timeline() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", "seen from Lisbon", "--phase", "analyze"]);
    test.ok(&["note", "INC-0001", "seen from Porto", "--author", "Jo Brandt"]);
    test.ok(&["step", "INC-0001", "1", "--state", "done"]);
    let texts = |arguments: &[&str]| -> Vec<String> {
        let entries = test.json(&[&["timeline", "INC-0001"], arguments].concat());
        let entries = entries.as_array().unwrap().clone();
        entries.iter().map(|entry| entry["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&["--kind", "note.added"]), ["seen from Lisbon", "seen from Porto"]);
    assert_eq!(texts(&["--by", "Jo Brandt"]), ["seen from Porto"]);
    assert_eq!(texts(&["--phase", "analyze"]), ["seen from Lisbon"]);
    assert_eq!(texts(&["--text", "porto"]), ["seen from Porto"]);
    assert_eq!(texts(&["--last", "2"]), ["seen from Porto", "Done: 1 Record the alert"]);
    assert_eq!(texts(&["--kind", "step.set,note.added", "--last", "1"]), ["Done: 1 Record the alert"]);
    assert_eq!(texts(&["--last", "0"]), Vec::<String>::new());
    assert!(test.ok(&["timeline", "INC-0001", "--by", "Jo Brandt"]).ends_with("1 of 6 entries.\n"));
    test.fails(2, "bad-request", &["timeline", "INC-0001", "--kind", "gossip"]);
}

#[test]
fn shows_one_entry_whole() {
    let test = CliTest::with_incident();
    let long = "word ".repeat(1000) + "end";
    let entry = last_entry(&test.json(&["note", "INC-0001", &long]));
    let number = entry.rsplit('/').next().unwrap();
    assert_eq!(test.json(&["timeline", "INC-0001", "--entry", number])["text"], long.as_str());
    assert_eq!(test.json(&["timeline", "INC-0001", "--last", "1"])[0]["text"], long.as_str());
    let listed = test.ok(&["timeline", "INC-0001"]);
    assert!(listed.contains(&format!("(cut here; `timeline --entry {number}` shows all of it)")), "{listed}");
    let whole = test.ok(&["timeline", "INC-0001", "--entry", number]);
    assert_eq!(whole.matches("word").count(), 1000, "{whole}");
    assert!(whole.contains("    SHA-256 "), "{whole}");
    assert!(whole.lines().all(|line| line.chars().count() <= 100), "{whole}");
    test.fails(1, "not-found", &["timeline", "INC-0001", "--entry", "99"]);
}

#[test]
fn finds_words_in_every_incident() {
    let test = CliTest::with_incident();
    let mut second = OPEN.to_vec();
    second[3] = "Zebra crossing";
    test.ok(&second);
    test.ok(&["note", "INC-0001", "the zebra was seen in Lisbon"]);
    let found = test.json(&["search", "zebra"]);
    let codes: Vec<&Value> = found["hits"].as_array().unwrap().iter().map(|hit| &hit["code"]).collect();
    assert!(codes.contains(&&json!("INC-0001")) && codes.contains(&&json!("INC-0002")), "{found}");
    let out = test.ok(&["search", "zeb"]);
    assert!(out.contains("the [zebra] was seen"), "{out}");
    assert_eq!(test.ok(&["search", "giraffe"]), "Nothing found.\n");
    assert_eq!(test.json(&["search", "zebra", "--limit", "1"])["more"], true);
    for strange in ["\"", "'", "AND", "NEAR(", "*", "-x", "a\" OR \"b", ""] {
        assert!(test.json(&["search", "--", strange])["hits"].is_array(), "{strange}");
    }
}

#[test]
fn a_hit_says_that_its_note_was_corrected_or_withdrawn() {
    let test = CliTest::with_incident();
    let entry = last_entry(&test.json(&["note", "INC-0001", "they came from db-7"]));
    let number = entry.rsplit('/').next().unwrap();
    test.ok(&["correct", "INC-0001", number, "--text", "they came from db-1"]);
    let out = test.ok(&["search", "they"]);
    assert!(out.contains("[they] came from db-1\n    corrected: these are the words that count\n"), "{out}");
    let out = test.ok(&["search", "db-7"]);
    assert!(
        out.contains("    they came from db-1\n    corrected: what was looked for stands in the old words"),
        "{out}"
    );
    assert!(!out.contains("withdrawn"), "{out}");
    test.ok(&["correct", "INC-0001", number, "--withdraw"]);
    let out = test.ok(&["search", "db-7"]);
    assert!(out.contains("    they came from db-1\n    withdrawn: it does not count\n"), "{out}");
    assert_eq!(test.json(&["search", "db-7"])["hits"][0]["withdrawn"], true);
    assert_eq!(test.json(&["search", "db-7"])["hits"][0]["words"], "old");
}

#[test]
fn a_note_is_withdrawn_and_restored() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", "The wrong host"]);
    let number = test
        .json(&["timeline", "INC-0001"])
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["text"] == "The wrong host")
        .unwrap()["seq"]
        .to_string();
    test.ok(&["correct", "INC-0001", &number, "--withdraw", "--reason", "another incident"]);
    let shown = test.ok(&["timeline", "INC-0001"]);
    assert!(shown.contains("The wrong host") && shown.contains(": another incident"), "{shown}");
    test.fails(1, "refused", &["correct", "INC-0001", &number, "--text", "db-1"]);
    test.ok(&["correct", "INC-0001", &number, "--restore"]);
    assert!(!test.ok(&["timeline", "INC-0001"]).contains("withdrawn by"));
}
