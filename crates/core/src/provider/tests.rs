use super::*;

fn facts() -> ProviderFacts {
    let identifiers = vec![IdentifierFact {
        name: "account ID".to_owned(),
        form: "12 digits".to_owned(),
        shape: Some("999999999999".to_owned()),
        find: "the console".to_owned(),
        source: "https://example.org".to_owned(),
        read: "2026-11-22".to_owned(),
    }];
    ProviderFacts {
        identifiers,
        plans: vec![plan("Basic", &[]), plan("Business", &[("P1", "1 hour"), ("P2", "4 hours")])],
        ..ProviderFacts::default()
    }
}

fn plan(name: &str, replies: &[(&str, &str)]) -> PlanFact {
    let reply = |(severity, within): &(&str, &str)| ReplyFact {
        severity: (*severity).to_owned(),
        within: (*within).to_owned(),
    };
    PlanFact {
        name: name.to_owned(),
        replies: replies.iter().map(reply).collect(),
        note: None,
        source: "https://example.org/plans".to_owned(),
        read: "2026-11-22".to_owned(),
    }
}

fn ready() -> OwnProvider {
    OwnProvider {
        in_use: true,
        identifiers: vec![OwnIdentifier { label: "production".to_owned(), value: "123456789012".to_owned() }],
        plan: Some("Business".to_owned()),
        reply_seconds: Some(3600),
        contacts: vec![OwnContact { name: "Jo".to_owned(), how: "+1 555 0100".to_owned() }],
        portal: Some("the support centre".to_owned()),
        tested_on: NaiveDate::from_ymd_opt(2026, 1, 10),
        tested: None,
    }
}

fn gaps(own: &OwnProvider) -> Vec<String> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    own.gaps("AWS", &facts(), today).into_iter().map(|gap| gap.what).collect()
}

#[test]
fn nothing_is_missing_where_everything_is_kept() {
    assert_eq!(gaps(&ready()), [""; 0]);
}

#[test]
fn every_entry_that_is_empty_is_missing() {
    let own = OwnProvider { in_use: true, ..OwnProvider::default() };
    assert_eq!(
        gaps(&own),
        [
            "No account ID is kept for AWS",
            "The support plan with AWS is not known",
            "No reply time is known for AWS",
            "Nobody at AWS is known by name",
            "No way into a case with AWS is kept",
            "The way to AWS was never tried",
        ]
    );
}

#[test]
fn a_missing_reply_time_names_what_the_plan_states() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let remedy = |plan: &str| {
        let own = OwnProvider { plan: Some(plan.to_owned()), reply_seconds: None, ..ready() };
        own.gaps("AWS", &facts(), today).pop().unwrap().remedy
    };
    assert_eq!(
        remedy("business "),
        "Take it from the contract: requests are escalated by it. The plan states P1: 1 hour; P2: 4 hours."
    );
    for silent in ["Basic", "Our own"] {
        assert_eq!(remedy(silent), "Take it from the contract or the plan: requests are escalated by it.");
    }
}

#[test]
fn a_provider_that_is_not_used_misses_nothing() {
    assert_eq!(gaps(&OwnProvider::default()), [""; 0]);
}

#[test]
fn an_identifier_of_another_form_is_pointed_out() {
    let mut own = ready();
    own.identifiers[0].value = "1234-5678".to_owned();
    assert_eq!(gaps(&own), ["production at AWS does not look like account ID (12 digits)"]);
}

#[test]
fn a_test_counts_for_a_year() {
    let tested =
        |year, month, day| OwnProvider { tested_on: NaiveDate::from_ymd_opt(year, month, day), ..ready() };
    assert_eq!(gaps(&tested(2025, 11, 22)), [""; 0]);
    assert_eq!(
        gaps(&tested(2025, 11, 21)),
        ["The way to AWS was last tried on 2025-11-21, more than a year ago"]
    );
}

#[test]
fn a_shape_is_read_character_by_character() {
    assert!(has_shape("0f-1", "xx-9"));
    assert!(!has_shape("0g-1", "xx-9"));
    assert!(!has_shape("0f-1a", "xx-9"), "too long");
    assert!(!has_shape("0f-", "xx-9"), "too short");
    assert!(has_shape("ocid1.tenancy.oc1..aaaa", "ocid1.tenancy.*"));
    assert!(!has_shape("ocid1.tenancy.", "ocid1.tenancy.*"), "nothing more");
}
