use std::fs;
use std::path::Path;

/// What does with the pointer, or behind the back of the keyboard, what a journey has to do by keys.
const FORBIDDEN: [&str; 4] = [".click()", ".focus();", "dispatchEvent", ".value = "];

/// Journeys whose subject is what scripts can do in the page.
const ABOUT_SCRIPTS: &str = "limits.rs";

#[test]
fn no_journey_does_by_script_what_keys_are_to_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys");
    let mut read = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.ends_with(ABOUT_SCRIPTS) {
            continue;
        }
        read += 1;
        let source = fs::read_to_string(&path).unwrap();
        let found: Vec<_> = FORBIDDEN.iter().filter(|each| source.contains(*each)).collect();
        assert!(found.is_empty(), "{} has {found:?}", path.display());
    }
    assert!(read > 20, "{read} journeys are not all");
}
