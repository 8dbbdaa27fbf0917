//! What the window may do, as the files that ship say it.

use serde_json::Value;

const CONFIG: &str = include_str!("../tauri.conf.json");
const CAPABILITY: &str = include_str!("../capabilities/main.json");
const READER: &str = include_str!("../capabilities/reader.json");

fn config() -> serde_json::Result<Value> {
    serde_json::from_str(CONFIG)
}

#[test]
fn the_content_security_policy_begins_with_nothing_and_allows_no_inline_code() {
    let config = config().unwrap();
    let policy = config["app"]["security"]["csp"].as_object().unwrap();
    assert_eq!(policy["default-src"], "'none'");
    for (directive, sources) in policy {
        for source in sources.as_str().unwrap().split_whitespace() {
            let allowed = match directive.as_str() {
                "connect-src" => ["ipc:", "http://ipc.localhost"].contains(&source),
                "script-src" | "style-src" | "font-src" | "img-src" => source == "'self'",
                _ => source == "'none'",
            };
            assert!(allowed, "{directive} allows {source}");
        }
    }
}

#[test]
fn the_policy_is_not_loosened_elsewhere() {
    let config = config().unwrap();
    let security = config["app"]["security"].as_object().unwrap();
    let keys: Vec<_> = security.keys().map(String::as_str).collect();
    assert_eq!(keys, ["capabilities", "csp"]);
    assert_eq!(config["app"]["withGlobalTauri"], false);
}

#[test]
fn the_capability_of_the_first_window_holds_the_least_that_works() {
    let capability: Value = serde_json::from_str(CAPABILITY).unwrap();
    assert_eq!(config().unwrap()["app"]["security"]["capabilities"], serde_json::json!(["main", "reader"]));
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none());
    assert_eq!(
        capability["permissions"],
        serde_json::json!([
            "allow-call",
            "allow-choose",
            "allow-copied-picture",
            "allow-open-reader",
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:webview:allow-set-webview-zoom"
        ])
    );
}

#[test]
fn the_program_carries_its_version_and_its_icons() {
    let config = config().unwrap();
    assert!(config.get("version").is_none(), "the version comes from the workspace");
    for icon in config["bundle"]["icon"].as_array().unwrap() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(icon.as_str().unwrap());
        assert!(path.is_file(), "{} is missing", path.display());
    }
}

#[test]
fn the_second_window_opens_nothing() {
    let capability: Value = serde_json::from_str(READER).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["reader"]));
    assert!(capability.get("remote").is_none());
    assert_eq!(
        capability["permissions"],
        serde_json::json!([
            "allow-call",
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:webview:allow-set-webview-zoom"
        ])
    );
}
