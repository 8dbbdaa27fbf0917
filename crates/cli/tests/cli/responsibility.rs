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

#[test]
fn resources_are_named_when_an_incident_is_opened() {
    let test = CliTest::new();
    let open = |resources: &[&str], more: &[&str]| {
        let begin = [
            "incident",
            "open",
            "--title",
            "Odd sign-ins",
            "--type",
            "credential-compromise",
            "--severity",
            "high",
        ];
        let mut arguments: Vec<String> = begin.iter().chain(more).map(|one| (*one).to_owned()).collect();
        for resource in resources {
            arguments.extend(["--resource".to_owned(), (*resource).to_owned()]);
        }
        arguments
    };
    let shown = |arguments: Vec<String>| test.json(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let alone = shown(open(&["acme tenant,model=SaaS,provider=m365"], &[]));
    assert_eq!(alone["playbook"], "saas-account-takeover");
    let role = "build role,offering=IAM,identifier=arn:aws:iam::1:role/a,b=c";
    let several = open(&[role, "shelf,provider=,model=onprem"], &["--model", "iaas", "--provider", "aws"]);
    let resources = shown(several)["incident"]["resources"].clone();
    assert_eq!(resources[0]["identifier"], "arn:aws:iam::1:role/a,b=c");
    assert_eq!((&resources[0]["provider"]["id"], &resources[0]["offering"]), (&"aws".into(), &"IAM".into()));
    assert_eq!(
        (&resources[0]["service_model"], &resources[1]["service_model"]),
        (&"iaas".into(), &"onprem".into())
    );
    assert!(resources[1]["provider"].is_null());
    for wrong in ["x", "x,model=vm", "x,model=iaas,colour=red", "x,model=iaas,red"] {
        let arguments = open(&[wrong], &[]);
        test.fails(2, "bad-request", &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let nothing = open(&[], &[]);
    test.fails(2, "bad-request", &nothing.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn an_own_profile_is_removed_and_brought_back() {
    let test = CliTest::with_incident();
    test.ok(&["matrix", "copy", "nsa-2024", "Acme", "--reason", "Our contract"]);
    test.ok(&["matrix", "use", "acme"]);
    let refused = test.fails(1, "refused", &["matrix", "remove", "acme"]);
    assert_eq!(refused["hint"], "Choose another profile for new incidents first.");
    test.ok(&["matrix", "use", "nsa-2024"]);
    let said = test.ok(&["matrix", "remove", "acme"]);
    for part in [
        "Acme is removed. Incidents that were opened with it keep their copy.",
        "`firebreak matrix restore acme`",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    test.fails(1, "not-found", &["matrix", "show", "acme"]);
    test.ok(&["matrix", "restore", "acme"]);
    assert_eq!(test.json(&["matrix", "show", "acme"])["name"], "Acme");
    test.fails(1, "refused", &["matrix", "remove", "cis"]);
}
