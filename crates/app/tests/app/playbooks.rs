use std::collections::BTreeSet;
use std::fs;

use firebreak_app::api::*;
use firebreak_core::playbook::Gravity;
use firebreak_core::vocabulary::{Layer, Party, ServiceModel};

use crate::harness::AppTest;

fn matches(
    test: &AppTest,
    incident_type: &str,
    models: &[ServiceModel],
    providers: &[&str],
) -> Vec<(String, Fit)> {
    let request = MatchPlaybooks {
        incident_type: incident_type.to_owned(),
        service_models: models.to_vec(),
        providers: providers.iter().map(|id| (*id).to_owned()).collect(),
    };
    test.app.match_playbooks(request).unwrap().into_iter().map(|found| (found.id, found.fit)).collect()
}

#[test]
fn the_best_playbook_comes_first_for_every_type_and_model() {
    let test = AppTest::new();
    let about = test.app.about(Nothing {}).unwrap();
    for incident_type in &about.incident_types {
        for model in ServiceModel::ALL {
            let found = matches(&test, &incident_type.id, &[*model], &[]);
            assert!(!found.is_empty(), "{} {model}", incident_type.id);
            assert!(found.iter().any(|(id, fit)| id == "general-incident" && *fit == Fit::Fallback));
            assert!(found.windows(2).all(|pair| pair[0].1 <= pair[1].1), "best first");
        }
    }
}

#[test]
fn every_cell_has_the_playbooks_that_are_made_for_it() {
    let test = AppTest::new();
    let mut rows = include_str!("placement.csv").lines().filter(|line| !line.starts_with('#'));
    let models: Vec<ServiceModel> =
        rows.next().unwrap().split(',').skip(1).map(|word| word.parse().unwrap()).collect();
    let mut placed = BTreeSet::new();
    let mut types = 0;
    for row in rows {
        let (incident_type, cells) = row.split_once(',').unwrap();
        types += 1;
        for (model, cell) in models.iter().zip(cells.split(',')) {
            let expected: BTreeSet<String> =
                cell.split('+').filter(|id| *id != "-").map(str::to_owned).collect();
            let found = matches(&test, incident_type, &[*model], &[]);
            let exact = found.iter().filter(|(_, fit)| *fit == Fit::Exact).map(|(id, _)| id.clone());
            assert_eq!(exact.collect::<BTreeSet<_>>(), expected, "{incident_type} on {model}");
            let fallback = ("general-incident".to_owned(), Fit::Fallback);
            assert_eq!(found.first() == Some(&fallback), expected.is_empty(), "{incident_type} on {model}");
            assert!(found.contains(&fallback));
            placed.extend(expected);
        }
    }
    assert_eq!(
        (types, placed.len() + 1),
        (16, test.app.list_playbooks(Nothing {}).unwrap().len()),
        "all are placed"
    );
}

#[test]
fn a_playbook_reads_with_who_acts_for_its_models() {
    let test = AppTest::new();
    for row in test.app.list_playbooks(Nothing {}).unwrap() {
        let view = test.app.show_playbook(ShowPlaybook { id: row.id.clone(), service_models: None }).unwrap();
        assert_eq!(view.steps.len(), view.text.steps.len());
        assert!(view.steps.iter().all(|step| step.acts.party.is_some()), "{}", row.id);
        assert!(!view.first_minute.is_empty(), "{}", row.id);
        assert_eq!(view.row.fallback, row.id == "general-incident");
    }
}

#[test]
fn the_matrix_is_whole_and_says_where_it_comes_from() {
    let test = AppTest::new();
    let matrix = test.app.show_matrix(ShowMatrix::default()).unwrap();
    assert_eq!(matrix.rows.len(), Layer::ALL.len());
    assert!(matrix.source.contains("NSA"));
    let os = matrix.rows.iter().find(|row| row.layer == Layer::Os).unwrap();
    let saas = os.cells.iter().find(|cell| cell.service_model == ServiceModel::Saas).unwrap();
    assert_eq!(saas.party, Party::Provider);
    assert!(matrix.rows.iter().all(|row| {
        row.cells.iter().map(|cell| cell.service_model).eq(ServiceModel::ALL.iter().copied())
    }));
}

#[test]
fn checking_names_file_line_and_column_and_runs_nothing() {
    let test = AppTest::new();
    let folder = test.folder.path().join("own");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("a.md"), "---\nplaybook: 1\nid: a\nid: b\n---\n").unwrap();
    fs::write(folder.join("deeper/b.md"), b"---\nplaybook: 1\n---\n\xff\xfe").unwrap();
    fs::write(folder.join("ignored.txt"), "x").unwrap();
    let check = |path: &std::path::Path| {
        test.app.check_playbooks(CheckPlaybooks { paths: vec![path.display().to_string()] })
    };
    let findings = check(&folder).unwrap();
    let duplicate = findings.iter().find(|finding| finding.file.ends_with("a.md")).unwrap();
    assert_eq!((duplicate.line, duplicate.severity), (4, Gravity::Error));
    let encoding = findings.iter().find(|finding| finding.file.ends_with("b.md")).unwrap();
    assert_eq!((encoding.rule.as_str(), encoding.line, encoding.column), ("not-utf8", 4, 1));
    assert!(findings.iter().all(|finding| !finding.file.ends_with("ignored.txt")));
    assert!(check(&folder.join("missing.md")).is_err());
    let bundled = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let own = check(&bundled).unwrap();
    assert!(own.is_empty(), "{own:?}");
}
