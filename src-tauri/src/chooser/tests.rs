use std::path::PathBuf;

use serde_json::json;

use super::{FileKind, What, named};

#[test]
fn what_is_chosen_is_read_from_the_page_and_nothing_else_is() {
    let what = |value| serde_json::from_value::<What>(value);
    let markdown = FileKind { name: "Markdown".to_owned(), extensions: vec!["md".to_owned()] };
    assert_eq!(
        what(json!({ "kind": "files", "only": { "name": "Markdown", "extensions": ["md"] } })).unwrap(),
        What::Files { only: Some(markdown) }
    );
    assert_eq!(what(json!({ "kind": "folder" })).unwrap(), What::Folder);
    assert_eq!(
        what(json!({ "kind": "save-as", "name": "report.md" })).unwrap(),
        What::SaveAs { name: "report.md".to_owned() }
    );
    assert!(what(json!({ "kind": "drive" })).is_err());
    assert!(what(json!({ "kind": "save-as", "name": "report.md", "path": "/" })).is_err());
}

#[test]
fn a_path_that_is_told_is_the_path_that_was_chosen() {
    let paths = vec![PathBuf::from("/theirs/ä b.md"), PathBuf::from("/theirs/c.md")];
    assert_eq!(named(paths).unwrap(), ["/theirs/ä b.md", "/theirs/c.md"]);
    assert_eq!(named(Vec::new()).unwrap(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_unicode_is_refused_and_not_bent() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let odd = PathBuf::from(OsStr::from_bytes(b"/theirs/\xff.md"));
    let refused = named(vec![PathBuf::from("/theirs/c.md"), odd]).unwrap_err();
    assert!(refused.message.contains("is no Unicode"), "{}", refused.message);
}
