use std::thread;

use chrono::TimeDelta;
use firebreak_app::api::*;
use firebreak_core::event::RequestMark;
use firebreak_core::provider::OwnProvider;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

/// The step of the bundled playbook that asks the provider.
const STEP: &str = "open-case";

impl AppTest {
    /// A draft from the step that asks the provider.
    fn draft_from_step(&self) -> RequestView {
        let asked = DraftRequest {
            incident: "INC-0001".to_owned(),
            step: Some(STEP.to_owned()),
            ..DraftRequest::default()
        };
        self.app.draft_request(asked).unwrap().incident.requests.pop().unwrap()
    }

    fn mark(&self, request: &str, mark: &str, at: &str) -> IncidentView {
        let asked = json!({"incident": "INC-0001", "request": request, "mark": mark, "at": at});
        self.app.move_request(serde_json::from_value(asked).unwrap()).unwrap().incident
    }

    fn set(&self, change: &Value) -> Result<Value, ErrorView> {
        let mut asked = json!({"incident": "INC-0001", "request": "1"});
        asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.call("request.set", asked)
    }

    fn variable(&self, name: &str, value: &str) {
        let asked = json!({"incident": "INC-0001", "run": "1", "name": name, "value": value});
        self.call("run.variable", asked).unwrap();
    }
}

#[test]
fn a_step_becomes_the_words_of_a_request() {
    let test = AppTest::new();
    test.open_key();
    test.variable("key_id", "AKIAIOSFODNN7EXAMPLE");
    let own = json!({"in_use": true, "plan": "Business", "identifiers": [{"label": "Production", "value": "123456789012"}]});
    test.call("provider.set", json!({"provider": "aws", "own": own})).unwrap();
    test.later(24);
    let request = test.draft_from_step();
    assert_eq!((request.provider.name.as_str(), request.step.as_deref()), ("AWS", Some(STEP)));
    assert_eq!(request.subject, "Security incident INC-0001: Access key seen in build logs");
    let text = &request.text;
    for wanted in [
        "Our reference: INC-0001\n",
        "Time window (UTC): 2026-11-21 02:10 to 2026-11-21 02:41\n",
        "Production: 123456789012\n",
        "Support plan: Business\n",
        "key AKIAIOSFODNN7EXAMPLE of <principal>",
        "First answer needed within 4 h.\n",
        "Answer to Ana, quoting INC-0001.",
    ] {
        assert!(text.contains(wanted), "{wanted:?} in {text}");
    }
    let first = text.lines().find(|line| line.starts_with("1. ")).unwrap();
    assert!(first.ends_with("[not filled in: account_id, case_id, from_utc, principal, to_utc]"), "{first}");
    assert_eq!(request.escalate, "4h", "the shortest time that is asked for");
    assert!(!text.contains("{{") && !text.contains('`'), "{text}");
}

#[test]
fn composing_records_nothing() {
    let test = AppTest::new();
    let before = test.open_key().entries;
    let asked = json!({"incident": "INC-0001", "step": STEP});
    let composed = test.call("request.compose", asked).unwrap();
    assert_eq!(composed["provider"], "aws");
    assert!(composed["missing"].as_array().unwrap().contains(&json!("key_id")));
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, before);
}

#[test]
fn a_contract_says_when_to_escalate_where_the_words_do_not() {
    let test = AppTest::new();
    test.open_key();
    let own = json!({"in_use": true, "reply_seconds": 5400});
    test.call("provider.set", json!({"provider": "AWS", "own": own})).unwrap();
    let composed = test.call("request.compose", json!({"incident": "INC-0001"})).unwrap();
    assert_eq!(composed["escalate"], "90m");
}

#[test]
fn a_request_needs_words_of_somebody() {
    let test = AppTest::new();
    test.open_key();
    let refused = test.call("request.draft", json!({"incident": "INC-0001"})).unwrap_err();
    assert_eq!(refused.message, "The request is empty. Nothing was recorded.");
    let asked = json!({"incident": "INC-0001", "provider": "Code host", "text": "Remove the copies."});
    let changed = test.call("request.draft", asked).unwrap();
    assert_eq!(changed["incident"]["requests"][0]["provider"]["name"], "Code host", "any name can be asked");
}

#[test]
fn an_answer_ends_the_waiting() {
    let test = AppTest::new();
    test.open_key();
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().waiting, None);
    test.draft_from_step();
    test.later(240);
    let sent = test.mark("1", "sent", "0230z");
    let request = &sent.requests[0];
    assert_eq!(request.waiting_since.as_deref(), Some("2026-11-21T02:30:00Z"));
    assert_eq!(request.due_at.as_deref(), Some("2026-11-21T06:30:00Z"));
    assert!(!request.due);
    let waiting = sent.waiting.unwrap();
    assert_eq!(waiting.incident.provider.seconds_max, (3 * 60 + 47) * 60);
    assert!(waiting.to_contain.unwrap().waiting);
    test.mark("1", "acknowledged", "0245z");
    let answered = test.mark("1", "answered", "0330z");
    assert_eq!(answered.requests[0].state, Some(RequestMark::Answered));
    assert_eq!((&answered.requests[0].waiting_since, &answered.requests[0].due_at), (&None, &None));
    let at = json!({"incident": "INC-0001", "milestone": "contained", "at": "0410z"});
    test.call("milestone.set", at).unwrap();
    let times = test.app.show_times(one("INC-0001")).unwrap();
    let split = times.waiting_for_provider.unwrap().to_contain.unwrap();
    assert_eq!((split.provider.seconds_min, split.own.seconds_min), (3600, 3600));
    assert_eq!(times.to_contain.unwrap().seconds_max, 7200, "the clock keeps all of it");
}

#[test]
fn what_is_due_is_listed_first_over_all_incidents() {
    let test = AppTest::new();
    test.open_key();
    test.open_key();
    let asked = |incident: &str, escalate: &str| {
        let words = json!({"incident": incident, "text": "Help.", "escalate": escalate});
        test.call("request.draft", words).unwrap();
    };
    asked("INC-0001", "");
    asked("INC-0001", "");
    asked("INC-0002", "1h");
    test.mark("2", "sent", "now");
    test.later(1);
    let sent = json!({"incident": "INC-0002", "request": "1", "mark": "sent"});
    test.call("request.move", sent).unwrap();
    let list = |test: &AppTest| -> Vec<(String, String, bool)> {
        let listed = test.app.list_requests(ListRequests::default()).unwrap();
        listed.into_iter().map(|request| (request.code, request.id, request.due)).collect()
    };
    let row = |code: &str, id: &str, due| (code.to_owned(), id.to_owned(), due);
    assert_eq!(
        list(&test),
        [row("INC-0001", "2", false), row("INC-0002", "1", false), row("INC-0001", "1", false)]
    );
    test.clock.advance(TimeDelta::hours(1));
    assert_eq!(
        list(&test),
        [row("INC-0002", "1", true), row("INC-0001", "2", false), row("INC-0001", "1", false)]
    );
    let board = test.app.list_incidents(ListIncidents::default()).unwrap();
    let due: Vec<bool> = board.rows[0].requests.iter().map(|request| request.due).collect();
    assert_eq!(due, [true], "the board knows it without opening the incident");
    let of_one = test.app.list_requests(ListRequests { incident: Some("1".to_owned()) }).unwrap();
    assert_eq!(of_one.len(), 2);
    test.call("incident.close", json!({"incident": "INC-0002"})).unwrap();
    assert_eq!(list(&test).len(), 2, "a closed incident waits for nobody");
}

#[test]
fn the_words_stay_once_sent_and_a_follow_up_names_them() {
    let test = AppTest::new();
    test.open_key();
    test.draft_from_step();
    test.set(&json!({"text": "Shorter.", "channel": "Support centre"})).unwrap();
    let sent = json!({"incident": "INC-0001", "request": "1", "mark": "sent", "ticket": "4711"});
    test.call("request.move", sent).unwrap();
    assert_eq!(
        test.texts()[0],
        "Request 1 to AWS sent through Support centre, ticket 4711: Security incident INC-0001: Access key seen in build logs"
    );
    let refused = test.set(&json!({"text": "Longer."})).unwrap_err();
    assert_eq!(refused.hint.as_deref(), Some("Draft a follow-up: it names this request and its ticket."));
    test.set(&json!({"ticket": "4712", "escalate": "2h"})).unwrap();
    let composed = test.call("request.compose", json!({"incident": "INC-0001", "follows": "1"})).unwrap();
    let text = composed["text"].as_str().unwrap();
    assert!(text.contains("Follows up: our request 1, ticket 4712, \"Security incident"), "{text}");
}

#[test]
fn what_was_marked_is_taken_back() {
    let test = AppTest::new();
    test.open_key();
    test.draft_from_step();
    test.mark("1", "sent", "now");
    let asked = json!({"incident": "INC-0001", "request": "1", "mark": "sent"});
    let changed = test.call("request.revert", asked).unwrap();
    assert_eq!(changed["incident"]["requests"][0]["state"], Value::Null);
    assert_eq!(changed["incident"]["waiting"], Value::Null);
}

#[test]
fn a_search_finds_the_words_of_a_request() {
    let test = AppTest::new();
    test.open_key();
    let words = json!({"incident": "INC-0001", "text": "Preserve the flamingo records."});
    test.call("request.draft", words).unwrap();
    let found = test.call("search", json!({"text": "flamingo"})).unwrap();
    assert_eq!(found["hits"][0]["kind"], "request.drafted");
}

#[test]
fn a_request_is_handed_on_as_text_or_markdown() {
    let test = AppTest::new();
    test.open_key();
    let words = json!({"incident": "INC-0001", "subject": "Key misused", "text": "Give us ```all``` calls."});
    test.call("request.draft", words).unwrap();
    test.mark("1", "sent", "0217z");
    let asked = json!({"incident": "INC-0001", "request": "1"});
    let exported = test.call("request.export", asked).unwrap();
    assert_eq!(exported["text"], "Subject: Key misused\n\nGive us ```all``` calls.\n");
    assert_eq!(exported["path"], Value::Null);
    let asked = json!({"incident": "INC-0001", "request": "1", "format": "md", "save": true});
    let exported = test.call("request.export", asked).unwrap();
    let saved = test.data().join("exports").join("INC-0001-request-1.md");
    assert_eq!(exported["path"], saved.display().to_string());
    let text = std::fs::read_to_string(saved).unwrap();
    assert_eq!(exported["text"], text);
    assert!(text.contains("- **To:** AWS\n") && text.contains("- **Sent:** 2026-11-21T02:17:00Z"), "{text}");
    assert!(text.ends_with("\n````text\nGive us ```all``` calls.\n````\n"), "{text}");
}

#[test]
fn what_is_kept_about_providers_says_what_is_missing() {
    let test = AppTest::new();
    let rows = test.app.list_providers(Nothing {}).unwrap();
    assert!(rows.iter().all(|row| !row.in_use && row.gaps.is_empty()), "nothing is used yet");
    let own = json!({"in_use": true, "identifiers": [{"label": " Pro  d ", "value": " 42 "}, {"label": "", "value": " "}]});
    let view = test.call("provider.set", json!({"provider": "aws", "own": own})).unwrap();
    assert_eq!(view["own"]["identifiers"], json!([{"label": "Pro d", "value": "42"}]), "tidied");
    let gaps: Vec<&str> =
        view["row"]["gaps"].as_array().unwrap().iter().map(|gap| gap["what"].as_str().unwrap()).collect();
    assert!(gaps.contains(&"The way to AWS was never tried"), "{gaps:?}");
    let test = test.restarted();
    let kept = test.app.show_provider(OneProvider { provider: "amazon web services".to_owned() }).unwrap();
    assert!(kept.own.in_use, "found by any of its names after a restart");
    let unknown = test.call("provider.show", json!({"provider": "nobody"})).unwrap_err();
    assert_eq!(unknown.code, Code::NotFound);
}

#[test]
fn every_public_fact_has_its_source_and_its_day() {
    let test = AppTest::new();
    let mut facts = 0;
    for row in test.app.list_providers(Nothing {}).unwrap() {
        let view = test.app.show_provider(OneProvider { provider: row.id.clone() }).unwrap();
        let shown = serde_json::to_value(&view.facts).unwrap();
        let lists = shown.as_object().unwrap().values();
        for fact in lists.flat_map(|list| list.as_array().unwrap()) {
            facts += 1;
            let source = fact["source"].as_str().unwrap();
            assert!(source.starts_with("https://"), "{}: {fact}", row.id);
            let read = fact["read"].as_str().unwrap();
            assert!(chrono::NaiveDate::parse_from_str(read, "%Y-%m-%d").is_ok(), "{}: {fact}", row.id);
            let words = fact.as_object().unwrap().values().filter_map(Value::as_str);
            assert!(words.into_iter().all(|word| !word.trim().is_empty()), "{}: {fact}", row.id);
        }
        assert!(facts > 0, "{} has no facts", row.id);
    }
    let aws = test.app.show_provider(OneProvider { provider: "aws".to_owned() }).unwrap().facts;
    assert!(aws.identifiers[0].fits("123456789012") && !aws.identifiers[0].fits("1234"));
}

/// The providers, and where each publishes its own pages. Those without have no plan that could be read there.
const OWN_PAGES: [(&str, &[&str]); 10] = [
    ("aws", &["aws.amazon.com/", "github.com/awsdocs/"]),
    ("azure", &["azure.microsoft.com/"]),
    ("gcp", &["cloud.google.com/", "docs.cloud.google.com/"]),
    ("oci", &["docs.oracle.com/"]),
    ("m365", &["github.com/MicrosoftDocs/"]),
    ("google-workspace", &[]),
    ("okta", &["github.com/auth0/"]),
    ("github", &["github.com/github/docs/"]),
    ("salesforce", &["help.salesforce.com/"]),
    ("snowflake", &["www.snowflake.com/"]),
];

#[test]
fn reply_times_are_those_that_the_providers_themselves_state() {
    let test = AppTest::new();
    let facts =
        |provider: &str| test.app.show_provider(OneProvider { provider: provider.to_owned() }).unwrap().facts;
    for (provider, pages) in OWN_PAGES {
        for plan in facts(provider).plans {
            let page = plan.source.trim_start_matches("https://");
            assert!(pages.iter().any(|own| page.starts_with(own)), "{provider}: {} from {page}", plan.name);
        }
    }
    let all = test.app.list_providers(Nothing {}).unwrap();
    assert_eq!(all.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), OWN_PAGES.map(|(id, _)| id));
    let stated = |id: &str| facts(id).plans.iter().any(|plan| !plan.replies.is_empty());
    let with: Vec<&str> = all.iter().map(|row| row.id.as_str()).filter(|id| stated(id)).collect();
    assert_eq!(with, ["aws", "azure", "gcp", "oci", "m365", "okta", "github"]);
    let gravest = |id: &str, name: &str| {
        let plans = facts(id).plans;
        let reply = plans.iter().find(|plan| plan.name == name).unwrap().replies[0].clone();
        (reply.severity, reply.within)
    };
    assert_eq!(gravest("gcp", "Premium Support"), ("P1".to_owned(), "15 minutes".to_owned()));
    assert_eq!(gravest("github", "Premium Support"), ("Urgent".to_owned(), "30 minutes".to_owned()));
}

#[test]
fn every_provider_says_where_a_customer_turns_to() {
    let test = AppTest::new();
    for row in test.app.list_providers(Nothing {}).unwrap() {
        let facts = test.app.show_provider(OneProvider { provider: row.id.clone() }).unwrap().facts;
        let purposes: Vec<&str> = facts.contacts.iter().map(|contact| contact.purpose.as_str()).collect();
        let turned_to = |purpose: &&str| purpose.contains("ustomer") || purpose.contains("Security event");
        assert!(purposes.iter().any(turned_to), "{}: {purposes:?}", row.id);
        let mut names: Vec<&str> =
            facts.plans.iter().map(|plan| plan.name.as_str()).chain(purposes).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{} says something twice", row.id);
    }
}

#[test]
fn what_is_kept_about_providers_is_not_lost_to_a_file_that_cannot_be_read() {
    let test = AppTest::new();
    test.open_key();
    let file = test.app.folders().providers();
    std::fs::write(&file, "{").unwrap();
    let own = json!({"in_use": true});
    let refused = test.call("provider.set", json!({"provider": "aws", "own": own})).unwrap_err();
    assert!(refused.message.contains("cannot be read"), "{}", refused.message);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "{");
}

/// Says that a resource is affected.
fn affected(test: &AppTest, resource: &Value) {
    let mut asked = json!({"incident": "INC-0001"});
    asked.as_object_mut().unwrap().extend(resource.as_object().unwrap().clone());
    test.call("resource.add", asked).unwrap();
}

fn composed_for(test: &AppTest, provider: &str) -> String {
    let asked = json!({"incident": "INC-0001", "step": STEP, "provider": provider});
    let composed = test.call("request.compose", asked).unwrap();
    composed.get("text").and_then(Value::as_str).unwrap().to_owned()
}

#[test]
fn a_request_names_what_is_affected_at_its_provider_and_at_no_other() {
    let test = AppTest::new();
    test.open_key();
    let own = json!({"in_use": true, "plan": "Business", "identifiers": [{"label": "Production", "value": "123456789012"}]});
    test.call("provider.set", json!({"provider": "aws", "own": own})).unwrap();
    for resource in [
        json!({"name": "build host 7", "service_model": "iaas", "provider": "aws", "offering": "EC2",
               "identifier": "arn:aws:ec2:eu-central-1:123456789012:instance/i-0f1e"}),
        json!({"name": "sandbox role", "service_model": "iaas", "provider": "aws",
               "identifier": "arn:aws:iam::210987654321:role/sandbox"}),
        json!({"name": "second role", "service_model": "iaas", "provider": "aws",
               "identifier": "arn:aws:iam::210987654321:role/second"}),
        json!({"name": "invoices", "service_model": "paas", "provider": "aws", "offering": "S3"}),
        json!({"name": "not affected", "service_model": "iaas", "provider": "aws", "identifier": "i-withdrawn"}),
        json!({"name": "tenant", "service_model": "saas", "provider": "m365",
               "identifier": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"}),
    ] {
        affected(&test, &resource);
    }
    test.call("resource.withdraw", json!({"incident": "INC-0001", "resource": "5"})).unwrap();
    let text = composed_for(&test, "Amazon Web Services");
    let wanted = "\
Production: 123456789012
Account ID: 210987654321
Support plan: Business
Affected: build host 7 (EC2), arn:aws:ec2:eu-central-1:123456789012:instance/i-0f1e
Affected: sandbox role, arn:aws:iam::210987654321:role/sandbox
Affected: second role, arn:aws:iam::210987654321:role/second
Affected: invoices (S3) [identifier not known yet]

We ask you for:
";
    assert!(text.contains(wanted), "{text}");
    let text = composed_for(&test, "Microsoft 365");
    let wanted = "\nTenant ID: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\nAffected: tenant, 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\n";
    assert!(text.contains(wanted), "{text}");
    assert!(!text.contains("123456789012") && !text.contains("invoices"), "{text}");
    assert!(!composed_for(&test, "Code host").contains("Affected"));
}

#[test]
fn a_resource_that_becomes_known_later_changes_no_drafted_request() {
    let test = AppTest::new();
    test.open_key();
    test.draft_from_step();
    let words = || test.app.show_incident(one("INC-0001")).unwrap().requests[0].text.clone();
    let drafted = words();
    let resource =
        json!({"name": "web-1", "service_model": "iaas", "provider": "aws", "identifier": "i-0abc"});
    affected(&test, &resource);
    assert_eq!(words(), drafted);
    let sent = json!({"incident": "INC-0001", "request": "1", "mark": "sent"});
    test.call("request.move", sent).unwrap();
    let change = json!({"incident": "INC-0001", "resource": "1", "name": "web-1", "service_model": "iaas",
                        "provider": "aws", "identifier": "i-0def"});
    test.call("resource.change", change).unwrap();
    assert_eq!(words(), drafted, "it stays as it was sent");
    let follow_up = json!({"incident": "INC-0001", "follows": "1"});
    let text = test.call("request.compose", follow_up).unwrap()["text"].as_str().unwrap().to_owned();
    assert!(text.contains("\nAffected: web-1, i-0def\n"), "{text}");
}

#[test]
fn the_provider_of_a_resource_is_asked_where_none_was_declared() {
    let test = AppTest::new();
    test.app.open_incident(OpenIncident { providers: Vec::new(), ..crate::harness::key_incident() }).unwrap();
    affected(&test, &json!({"name": "tenant", "service_model": "saas", "provider": "m365"}));
    let composed = test.call("request.compose", json!({"incident": "INC-0001"})).unwrap();
    assert_eq!(composed["provider"], "m365");
}

#[test]
fn what_is_kept_about_several_providers_at_once_is_all_kept() {
    let test = AppTest::new();
    let providers = ["aws", "azure", "okta", "oci"];
    for turn in 0..20 {
        let plan = Some(format!("Plan {turn}"));
        thread::scope(|scope| {
            for provider in providers {
                let own = OwnProvider { in_use: true, plan: plan.clone(), ..OwnProvider::default() };
                let asked = SetProvider { provider: provider.to_owned(), own, draft: None };
                scope.spawn(|| test.app.set_provider(asked).unwrap());
            }
        });
        for provider in providers {
            let shown = test.app.show_provider(OneProvider { provider: provider.to_owned() }).unwrap();
            assert_eq!(shown.own.plan, plan, "{provider}");
        }
    }
}
