use super::*;

#[test]
fn two_verbs_in_a_heading_are_found() {
    for (title, verbs) in [
        ("Disable the user and revoke the sessions", Some(("Disable", "revoke"))),
        ("Isolate the host then collect its memory", Some(("Isolate", "collect"))),
        ("Issue a new credential and restore the workload", Some(("Issue", "restore"))),
        ("Stop the instance & delete it", Some(("Stop", "delete"))),
        ("Check the logs and report the result", Some(("Check", "report"))),
        ("Find out what the key could do and did", None),
        ("Remove keys and roles", None),
        ("Close and record", None),
        ("Read the audit and access logs", None),
        ("Users and revoke", None),
        ("Review changes and access", None),
        ("Tell the owner", None),
        ("Remove and", None),
        ("", None),
    ] {
        assert_eq!(two_verbs(title), verbs, "{title:?}");
    }
}

#[test]
fn hidden_characters_are_found_wherever_blocks_begin_and_end() {
    for before in 0..3 * BLOCK {
        let source = format!("\u{feff}{}\u{200b}→é\u{202e}\n", "a".repeat(before));
        let mut findings = Findings::default();
        hidden_characters(&source, &mut findings);
        let found: Vec<usize> = findings.into_sorted().iter().map(|finding| finding.span.start).collect();
        let first = "\u{feff}".len() + before;
        assert_eq!(found, [first, first + "\u{200b}→é".len()], "{before}");
    }
}
