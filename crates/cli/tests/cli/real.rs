//! Two incidents that were published, entered through the commands as a responder would.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::harness::{CliTest, last_entry};

/// One of the files in `fixtures/`; its README says what each field means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    title: String,
    incident_type: String,
    service_models: Vec<String>,
    providers: Vec<String>,
    severity: String,
    zone: String,
    playbook: Option<String>,
    source: Source,
    facts: Vec<Fact>,
    walk: Vec<Walked>,
    times: Map<String, Value>,
    between: Vec<Between>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    name: String,
    address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    at: String,
    precision: String,
    milestone: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Walked {
    step: String,
    state: String,
    reason: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Between {
    from_fact: usize,
    to: String,
    seconds_min: i64,
    seconds_max: i64,
}

/// An incident that was entered: the record, its code, and the entry of each fact.
struct Entered {
    test: CliTest,
    code: String,
    entries: Vec<String>,
}

impl Published {
    fn read(name: &str) -> Self {
        let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        let published: Self = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!published.source.name.is_empty() && published.source.address.starts_with("https://"));
        published
    }

    /// Opens the incident, enters every fact in the order of the file and walks the playbook.
    fn enter(&self) -> Entered {
        let test = CliTest::new();
        let detected = self.facts.iter().find(|fact| fact.milestone.as_deref() == Some("detected")).unwrap();
        let (models, providers) = (self.service_models.join(","), self.providers.join(","));
        let mut open = vec!["--zone", &self.zone, "incident", "open", "--title", &self.title];
        open.extend(["--type", &self.incident_type, "--model", &models, "--severity", &self.severity]);
        open.extend(["--detected", &detected.at]);
        if !providers.is_empty() {
            open.extend(["--provider", &providers]);
        }
        if let Some(playbook) = &self.playbook {
            open.extend(["--playbook", playbook]);
        }
        let opened = test.json(&open);
        assert!(opened["playbook"].is_string(), "{opened}");
        let code = opened["code"].as_str().unwrap().to_owned();

        let entries = self.facts.iter().map(|fact| {
            let mut arguments = vec!["--zone", &self.zone];
            match fact.milestone.as_deref().filter(|milestone| *milestone != "detected") {
                Some(milestone) => arguments.extend(["milestone", &code, milestone, "--note", &fact.text]),
                None => arguments.extend(["note", &code, &fact.text]),
            }
            arguments.extend(["--at", &fact.at, "--precision", &fact.precision]);
            last_entry(&test.json(&arguments))
        });
        let entries = entries.collect();
        for walked in &self.walk {
            let mut arguments = vec!["step", &code, &walked.step, "--state", &walked.state];
            arguments.extend(walked.reason.iter().flat_map(|reason| ["--reason", reason]));
            arguments.extend(walked.value.iter().flat_map(|value| ["--value", value]));
            test.ok(&arguments);
        }
        Entered { test, code, entries }
    }

    /// Checks everything that must come out.
    fn check(&self) -> Entered {
        let entered = self.enter();
        let Entered { test, code, entries } = &entered;
        assert_eq!(test.json(&["times", code]), Value::Object(self.times.clone()));
        for between in &self.between {
            let from = &entries[between.from_fact - 1];
            let span = test.json(&["times", code, "--between", from, &between.to]);
            let seconds = (&span["seconds_min"], &span["seconds_max"]);
            assert_eq!(seconds, (&json!(between.seconds_min), &json!(between.seconds_max)));
        }

        let timeline = test.timeline(code);
        for (fact, name) in self.facts.iter().zip(entries) {
            let entry = timeline.iter().find(|entry| entry["entry"] == name.as_str()).unwrap();
            assert!(entry["text"].as_str().unwrap().contains(&fact.text), "{entry}");
            assert_eq!(entry["when"]["precision"], fact.precision.as_str(), "{entry}");
            assert_eq!(entry["reconstructed"], true, "{entry}");
        }
        let steps = test.json(&["incident", "show", code])["runs"][0]["steps"].clone();
        for walked in &self.walk {
            let step =
                steps.as_array().unwrap().iter().find(|step| step["id"] == walked.step.as_str()).unwrap();
            assert_eq!(step["state"], walked.state.as_str());
        }
        assert_eq!(test.json(&["verify", code])["ok"], true);
        entered
    }
}

#[test]
fn timehop_july_2018() {
    let published = Published::read("timehop-2018");
    let Entered { test, code, .. } = published.check();
    // The published figures, told apart by their definitions.
    let times = test.json(&["times", &code]);
    assert_eq!(times["to_contain"]["seconds_min"], 100 * 60);
    assert_eq!(published.between[0].seconds_max, (2 * 60 + 19) * 60);
    let dwell = &times["dwell"];
    assert_eq!(dwell["seconds_max"].as_i64().unwrap() - dwell["seconds_min"].as_i64().unwrap(), 86_400);
    assert!(times["to_acknowledge"].is_null() && times["to_recover"].is_null());
    test.ok(&["close", &code, "--summary", "The attacker is locked out"]);
    snapbox::assert_data_eq!(
        test.ok(&["times", &code, "--zone", &published.zone]),
        snapbox::str![[r#"
INC-0001  Copy of the users database made in the cloud environment

To detect       196 d 13 h to 197 d 13 h             occurred → detected
To acknowledge  —                         of 5 min   detected → acknowledged  closed without
                                                                              acknowledged
To contain      1 h 40 min                of 30 min  detected → contained
To recover      —                         of 4 h     detected → recovered     closed without recovered
To eradicate    —                                    detected → eradicated    closed without
                                                                              eradicated
Dwell           196 d 15 h to 197 d 15 h             occurred → contained

Occurred   2017-12-19 America/New_York, to the day  #4   Mara Lind  Someone else uses an
                                                                    administrator's credentials to
                                                                    log in to the cloud provider,
                                                                    creates a new administrative
                                                                    user and looks around
Detected   2018-07-04 18:43Z  14:43 EDT             #2   Mara Lind
Contained  2018-07-04 20:23Z  16:23 EDT             #13  Mara Lind  Engineers have locked the
                                                                    attacker out and are restoring
                                                                    services

"#]]
    );
}

#[test]
fn circleci_january_2023() {
    let published = Published::read("circleci-2023");
    let Entered { test, code, .. } = published.check();
    let day = 86_400;
    let times = test.json(&["times", &code]);
    let ends =
        |key: &str| [&times[key]["seconds_min"], &times[key]["seconds_max"]].map(|end| end.as_i64().unwrap());
    assert_eq!(ends("to_detect"), [12 * day, 14 * day], "13 days, give or take a day");
    assert_eq!(ends("to_contain"), [5 * day, 7 * day], "6 days, give or take a day");
    let out = test.ok(&["times", &code]);
    assert!(out.contains("To detect       12 d to 14 d "), "{out}");
    assert!(out.contains("To contain      5 d to 7 d "), "{out}");
    test.ok(&["close", &code, "--summary", "Customers rotated their secrets"]);
    assert_eq!(test.json(&["times", &code]), times, "closing changes no time");
}
