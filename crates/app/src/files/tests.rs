use std::collections::BTreeSet;

use super::*;

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_that_is_there_is_not_created_again() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("one.md");
    create(&path, b"first").unwrap();
    assert_eq!(create(&path, b"second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"first");
    assert_eq!(names(dir.path()), BTreeSet::from(["one.md".to_owned()]), "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn what_is_replaced_keeps_its_permissions_and_no_link_is_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = tempfile::TempDir::new().unwrap();
    let (path, other) = (dir.path().join("one.md"), dir.path().join("other.md"));
    fs::write(&path, "first").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    fs::write(&other, "kept").unwrap();
    symlink(&other, dir.path().join("one.md.new")).unwrap();
    replace(&path, b"second").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read(&other).unwrap(), b"kept");
    assert_eq!(names(dir.path()).len(), 3, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn a_new_file_may_be_read_as_other_files_are() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::TempDir::new().unwrap();
    let (made, other) = (dir.path().join("made.md"), dir.path().join("other.md"));
    create(&made, b"text").unwrap();
    fs::write(&other, "text").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&made), mode(&other));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("folder");
    fs::create_dir(&path).unwrap();
    replace(&path, b"text").unwrap_err();
    create(&path, b"text").unwrap_err();
    assert_eq!(names(dir.path()), BTreeSet::from(["folder".to_owned()]));
    create(&dir.path().join("missing/one.md"), b"text").unwrap_err();
}
