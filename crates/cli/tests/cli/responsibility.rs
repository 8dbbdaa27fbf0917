use crate::harness::CliTest;

#[test]
fn resources_are_added_listed_changed_and_withdrawn() {
    let test = CliTest::with_incident();
    let add =
        ["resource", "add", "INC-0001", "web-1", "--model", "iaas", "--provider", "aws", "--offering", "EC2"];
    let said = test.ok(&add);
    assert!(said.contains("Affected: web-1: IaaS, AWS, EC2"), "{said}");
    test.ok(&["resource", "add", "INC-0001", "tenant", "--model", "SaaS", "--provider", "m365"]);
    let list = test.ok(&["resource", "list", "INC-0001"]);
    for part in ["1  web-1   IaaS  AWS            EC2", "Operating system     You", "Provider"] {
        assert!(list.contains(part), "{part}\n{list}");
    }
    let said = test.ok(&["resource", "change", "INC-0001", "1", "--offering", "", "--identifier", "i-0abc"]);
    assert!(said.contains("web-1: offering EC2 → none; identifier none → i-0abc"), "{said}");
    test.ok(&["resource", "withdraw", "INC-0001", "1", "--reason", "another host"]);
    let left = test.json(&["resource", "list", "INC-0001"]);
    assert_eq!(left[0]["name"], "tenant");
    assert_eq!(left.as_array().unwrap().len(), 1);
    test.fails(1, "refused", &["resource", "change", "INC-0001", "1", "--name", "x"]);
    test.fails(2, "bad-request", &["resource", "change", "INC-0001", "2"]);
    test.fails(
        2,
        "bad-request",
        &["resource", "add", "INC-0001", "x", "--model", "paas", "--offering", "RDS"],
    );
}

#[test]
fn an_own_profile_is_copied_edited_and_put_in_force() {
    let test = CliTest::with_incident();
    let list = test.ok(&["matrix", "list"]);
    for part in ["nsa-2024  NSA 2024, FaaS after CIS  (for new incidents)", "second-hand", "reconstructed"] {
        assert!(list.contains(part), "{part}\n{list}");
    }
    test.ok(&["matrix", "copy", "nsa-2024", "Acme", "--reason", "Our contract"]);
    let cells = ["matrix", "set", "acme", "--cell", "network/iaas=customer,os/paas=shared"];
    assert!(test.ok(&cells).contains("You *"));
    let offering =
        ["matrix", "set", "acme", "--offering", "aws/RDS Custom", "--cell", "os=shared,data=customer"];
    assert!(test.ok(&offering).contains("AWS RDS Custom  Data: You, Operating system: Shared"));
    assert_eq!(test.json(&["matrix", "show", "acme"])["differences"], 2);
    let again = ["matrix", "set", "acme", "--offering", "aws/rds custom", "--cell", "os=customer"];
    assert_eq!(
        test.json(&again)["offerings"].as_array().unwrap().len(),
        1,
        "it takes the place of the one before"
    );
    test.ok(&["matrix", "use", "acme"]);
    assert_eq!(test.json(&["matrix", "list"])["default"], "acme");
    test.fails(2, "bad-request", &["matrix", "use", "acme", "--incident", "INC-0001"]);
    let used = test.ok(&["matrix", "use", "acme", "--incident", "INC-0001", "--reason", "the contract"]);
    assert!(used.contains("Who acts: NSA 2024, FaaS after CIS → Acme: the contract"), "{used}");
    assert_eq!(test.json(&["matrix", "show", "--incident", "INC-0001"])["id"], "acme");
    test.ok(&["matrix", "set", "acme", "--remove-offering", "aws/RDS Custom"]);
    assert_eq!(test.json(&["matrix", "show", "acme"])["offerings"], serde_json::json!([]));
}

#[test]
fn a_cell_that_is_none_is_refused_with_what_to_write() {
    let test = CliTest::with_incident();
    test.ok(&["matrix", "copy", "cis", "Acme", "--reason", "Our contract"]);
    for cell in
        ["network", "network=customer", "network/iaas", "network/iaas=us", "net/iaas=shared", "os/vm=shared"]
    {
        test.fails(2, "bad-request", &["matrix", "set", "acme", "--cell", cell]);
    }
    test.fails(1, "refused", &["matrix", "set", "cis", "--cell", "os/iaas=shared"]);
    test.fails(1, "not-found", &["matrix", "show", "nowhere"]);
}
