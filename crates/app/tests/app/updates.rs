use firebreak_app::api::*;
use firebreak_core::event::UpdateMark;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

fn draft(test: &AppTest, more: &Value) -> Result<Value, ErrorView> {
    let mut asked = json!({"incident": "INC-0001"});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.call("update.draft", asked)
}

fn moved(test: &AppTest, update: &str, mark: &str, by: Option<&str>) -> Result<Value, ErrorView> {
    test.call("update.move", json!({"incident": "INC-0001", "update": update, "mark": mark, "by": by}))
}

#[test]
fn every_template_is_filled_from_the_incident_and_says_what_is_missing() {
    let test = AppTest::new();
    test.open_key();
    let templates = test.app.update_templates(Nothing {}).unwrap().templates;
    assert_eq!(templates.len(), 9);
    for template in templates {
        let asked = ComposeUpdate { incident: "INC-0001".to_owned(), template: template.id.clone() };
        let made = test.app.compose_update(asked).unwrap();
        assert!(!made.text.contains("{{") && !made.subject.contains("{{"), "{}: {}", template.id, made.text);
        for missing in &made.missing {
            assert!(made.text.contains(&format!("[not known: {missing}]")) || made.subject.contains(missing));
        }
        assert_eq!(made.next.is_empty(), template.every.is_none());
    }
    let asked = ComposeUpdate { incident: "INC-0001".to_owned(), template: "first-notice".to_owned() };
    let made = test.app.compose_update(asked).unwrap();
    assert_eq!(made.subject, "High: Access key seen in build logs (INC-0001)");
    assert!(made.text.contains("- Detected: 2026-11-21 02:10:00Z · 7 min ago\n"), "{}", made.text);
    assert!(made.missing.contains(&"lead".to_owned()), "{:?}", made.missing);
    assert!(
        made.text.contains("Next update: 2026-11-21 04:17 UTC. Written 2026-11-21 02:17 UTC by Ana."),
        "{}",
        made.text
    );
    assert!(test.app.list_updates(one("INC-0001")).unwrap().updates.is_empty(), "composing records nothing");
}

#[test]
fn an_update_is_approved_sent_and_says_when_the_next_is_due() {
    let test = AppTest::new();
    test.open_key();
    let drafted =
        draft(&test, &json!({"template": "executives", "to": "The board", "channel": "telephone"})).unwrap();
    assert_eq!(drafted["incident"]["updates"], json!({"drafts": 1, "next": []}));
    assert_eq!(
        moved(&test, "1", "approved", None).unwrap_err().hint.unwrap(),
        "Give the name of the person who approved it."
    );
    moved(&test, "1", "approved", Some("Jo")).unwrap();
    let change = json!({"incident": "INC-0001", "update": "1", "text": "Other words"});
    let refused = test.call("update.set", change).unwrap_err();
    assert_eq!(
        refused.message,
        "Update 1 was approved, so its words stay as they were read. Nothing was recorded."
    );
    let sent = moved(&test, "1", "sent", None).unwrap();
    let next = json!([{"id": "1", "audience": "executives", "at": "2026-11-21T06:17:00Z"}]);
    assert_eq!(sent["incident"]["updates"], json!({"drafts": 0, "next": next}));
    let entry = &test.texts()[0];
    assert!(
        entry.starts_with(
            "Update 1 for executives sent to The board through telephone, the next by 2026-11-21 06:17"
        ),
        "{entry}"
    );
    let later = json!({"incident": "INC-0001", "update": "1", "next": "8h"});
    let changed = test.call("update.set", later).unwrap();
    assert_eq!(changed["incident"]["updates"]["next"][0]["at"], "2026-11-21T10:17:00Z");
    test.later(60);
    let again = test
        .app
        .compose_update(ComposeUpdate { incident: "INC-0001".to_owned(), template: "Executives".to_owned() });
    let again = again.unwrap();
    assert_eq!((again.to.as_deref(), again.channel.as_deref()), (Some("The board"), Some("telephone")));
    let undone = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!(undone.said, "update 1 says what it did");
    let listed = test.app.list_updates(one("INC-0001")).unwrap().updates.remove(0);
    assert_eq!((listed.state, listed.audience_name.as_str()), (Some(UpdateMark::Sent), "Executives"));
}

#[test]
fn own_words_need_an_audience_and_words() {
    let test = AppTest::new();
    test.open_key();
    let refused = draft(&test, &json!({"text": "Words", "subject": "S"})).unwrap_err();
    assert_eq!(refused.message, "The audience is empty. Nothing was recorded.");
    assert_eq!(
        draft(&test, &json!({"audience": "works council", "subject": "S"})).unwrap_err().code,
        Code::Refused
    );
    draft(&test, &json!({"audience": "works council", "subject": "S", "text": "Words"})).unwrap();
    assert_eq!(draft(&test, &json!({"template": "nobody"})).unwrap_err().code, Code::NotFound);
}

#[test]
fn where_mail_may_be_read_by_the_attacker_the_reason_is_said() {
    let test = AppTest::new();
    test.open_key();
    let why = |test: &AppTest| test.app.list_updates(one("INC-0001")).unwrap().out_of_band;
    assert_eq!(why(&test), Vec::<String>::new());
    let resource = |name: &str, offering: Option<&str>| json!({"incident": "INC-0001", "name": name, "service_model": "saas", "provider": "m365", "offering": offering});
    // A word inside another one is none: a mailing-list database, a chatty log.
    test.call("resource.add", resource("chatter-db", None)).unwrap();
    assert_eq!(why(&test), Vec::<String>::new());
    test.call("resource.add", resource("Tenant", Some("Exchange Online"))).unwrap();
    assert_eq!(why(&test), ["Tenant is affected, which may carry mail, chat or the sign-in to them"]);
    let change = json!({"incident": "INC-0001", "incident_type": "business-email-compromise"});
    test.call("incident.change", change).unwrap();
    assert_eq!(why(&test)[0], "Business email compromise: mail itself is what was compromised");
}

#[test]
fn a_situation_report_says_what_the_record_says_and_what_it_does_not() {
    let test = AppTest::new();
    test.open_key();
    let clock = json!({"incident": "INC-0001", "rule": "gdpr-33", "at": "0210z"});
    test.call("deadline.start", clock).unwrap();
    test.later(10);
    let report = test.app.sitrep(one("INC-0001")).unwrap();
    assert_eq!((report.made_at.as_str(), report.made_by.as_deref()), ("2026-11-21T02:27:00Z", Some("Ana")));
    assert_eq!(report.status, "Open, not contained");
    assert_eq!(report.since.as_deref(), Some("2026-11-21 02:10:00Z · 17 min ago"));
    assert!(report.unknown.contains(&"When it began".to_owned()), "{:?}", report.unknown);
    assert_eq!(report.in_progress.len(), 1, "where work goes on");
    assert!(report.done.is_empty());
    let view = test.app.show_incident(one("INC-0001")).unwrap();
    assert_eq!((report.head.as_str(), report.events), (view.head.hash.as_str(), view.head.events));
    for wanted in [
        "# Situation report: INC-0001 Access key seen in build logs\n",
        "Made 2026-11-21T02:27:00Z by Ana. Facts of the record at that time; nothing else.",
        "- **Since:** 2026-11-21 02:10:00Z · 17 min ago\n",
        "- **Lead:** — (nobody was said to lead)\n",
        "| To contain | detected → contained | running for 17 min, target ",
        "- GDPR Art. 33 to the supervisory authority: due 2026-11-24T02:10:00Z, 2 d 23 h left (72 h from: became aware)\n",
        "- When it began\n",
        &format!("`{}`", report.head),
    ] {
        assert!(report.markdown.contains(wanted), "{wanted:?} in {}", report.markdown);
    }
    let before = view.entries;
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, before, "reporting records nothing");
}

#[test]
fn the_report_follows_the_work() {
    let test = AppTest::new();
    let view = test.open_key();
    let first = &view.runs[0].steps[0];
    let done = json!({"incident": "INC-0001", "step": first.id, "state": "done", "value": "seen"});
    test.call("step.set", done).unwrap();
    let report = test.app.sitrep(one("INC-0001")).unwrap();
    assert_eq!(report.done.len(), 1);
    assert!(report.done[0].text.starts_with("1 "), "{:?}", report.done);
    assert_eq!(report.settled, 1);
    let contained = json!({"incident": "INC-0001", "milestone": "contained", "at": "0215z"});
    test.call("milestone.set", contained).unwrap();
    let report = test.app.sitrep(one("INC-0001")).unwrap();
    assert_eq!(report.status, "Open, contained, not eradicated");
    assert!(
        report.markdown.contains("| To contain | detected → contained | 5 min, target "),
        "{}",
        report.markdown
    );
}
