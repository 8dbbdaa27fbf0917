use super::*;

fn two() -> [Measured; 2] {
    [
        Measured::new("parse", 5.0, 2.0, 3.0, "5.0 ms against 2.0 ms".to_owned()),
        Measured::new("cold-start", 1.2501, 1.0, 1.25, "1.3 s against 1.0 s".to_owned()),
    ]
}

#[test]
fn a_limit_is_kept_up_to_and_with_itself() {
    let exactly = Measured::new("parse", 3.0, 1.0, 3.0, String::new());
    let over = Measured::new("parse", 3.001, 1.0, 3.0, String::new());
    assert!(exactly.is_kept());
    assert!(!over.is_kept());
}

#[test]
fn the_table_is_aligned() {
    assert_eq!(
        table(&two()),
        "what          ratio   limit          halves\n\
         parse         2.500    3.00  ok      5.0 ms against 2.0 ms\n\
         cold-start    1.250    1.25  ok      1.3 s against 1.0 s"
    );
}

#[test]
fn the_json_has_name_ratio_and_limit_and_nothing_else() {
    let read: serde_json::Value = serde_json::from_str(&json(&two()).unwrap()).unwrap();
    assert_eq!(
        read,
        serde_json::json!([
            { "name": "parse", "ratio": 2.5, "limit": 3.0 },
            { "name": "cold-start", "ratio": 1.25, "limit": 1.25 },
        ])
    );
}
