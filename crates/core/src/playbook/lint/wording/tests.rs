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
