use std::cell::Cell;

use super::*;
use crate::Library;

fn looks(contents: &[&str]) -> (Option<Vec<u8>>, usize) {
    let at = Cell::new(0);
    let found = steady(|| {
        let content = contents.get(at.get()).or(contents.last()).unwrap();
        at.set(at.get() + 1);
        Ok(content.as_bytes().to_vec())
    });
    (found.unwrap(), at.get())
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_until_two_looks_agree() {
    assert_eq!(looks(&["a", "a"]), (Some(b"a".to_vec()), 2));
    assert_eq!(looks(&["a", "ab", "abc", "abc"]), (Some(b"abc".to_vec()), 4));
    assert_eq!(looks(&["a", "ab", "abc", "abcd", "abcd"]), (None, 4), "the end is not awaited");
    let gone = steady(|| Err(ErrorKind::NotFound.into()));
    assert_eq!(gone.unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn only_what_changed_is_read_again() {
    let library = Library::load().unwrap();
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.md", "b.md", "README.md"] {
        fs::write(dir.path().join(name), format!("---\nplaybook: 1\nid: {name}\n---\n")).unwrap();
    }
    fs::write(dir.path().join("README.md"), "# How to\n").unwrap();
    let asked = [Asked { path: dir.path().to_owned(), on_start: false }];
    let mut own = Own::default();
    let long_after =
        DateTime::<Utc>::from(fs::metadata(dir.path().join("a.md")).unwrap().modified().unwrap())
            + chrono::TimeDelta::hours(1);
    let mut look = |seconds: i64| {
        let now = long_after + chrono::TimeDelta::seconds(seconds);
        let changed = own.look(&asked, now, library.bundled(), &library.reference).is_some();
        (changed, std::mem::take(&mut own.read))
    };
    assert_eq!(look(0), (true, 3));
    assert_eq!(look(1), (false, 0));
    fs::write(dir.path().join("a.md"), "---\nplaybook: 1\nid: aa\n---\n").unwrap();
    assert_eq!(look(2), (true, 1));
    fs::remove_file(dir.path().join("b.md")).unwrap();
    assert_eq!(look(3), (true, 0));
    assert_eq!(look(4), (false, 0));
}

#[test]
fn a_file_that_was_just_written_is_read_again_and_counts_as_changed_only_where_it_is() {
    let library = Library::load().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, "---\nplaybook: 1\nid: a\n---\n").unwrap();
    let asked = [Asked { path: dir.path().to_owned(), on_start: false }];
    let mut own = Own::default();
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let mut look = || {
        let changed =
            own.look(&asked, DateTime::<Utc>::from(written), library.bundled(), &library.reference).is_some();
        (changed, std::mem::take(&mut own.read))
    };
    assert_eq!(look(), (true, 1));
    assert_eq!(look(), (false, 1));
    // The same length at the same time: only its bytes tell.
    fs::write(&path, "---\nplaybook: 1\nid: b\n---\n").unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
    assert_eq!(look(), (true, 1));
}

#[test]
fn folders_are_looked_at_once_a_second_and_at_once_where_others_are_named() {
    let library = Library::load().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let asked = [Asked { path: dir.path().to_owned(), on_start: false }];
    let at = |millis: i64| DateTime::from_timestamp_millis(1_795_228_800_000 + millis).unwrap();
    let mut own = Own::default();
    assert!(!own.is_due(&[], at(0)), "where there is no folder, there is nothing to look at");
    assert!(own.is_due(&asked, at(0)));
    own.look(&asked, at(0), library.bundled(), &library.reference);
    assert!(!own.is_due(&asked, at(999)));
    assert!(own.is_due(&asked, at(1_000)));
    assert!(own.is_due(&asked, at(-1)), "a clock that was set back stops nothing");
    assert!(own.is_due(&[], at(1)));
}

#[test]
fn many_things_are_done_in_their_order() {
    let things: Vec<usize> = (0..1_000).collect();
    let done: Vec<usize> = in_parallel(&things, |thing| thing * 2).into_iter().map(Option::unwrap).collect();
    assert_eq!(done, (0..1_000).map(|thing| thing * 2).collect::<Vec<_>>());
}

#[test]
fn many_playbooks_are_read_and_each_says_what_its_own_file_says() {
    let library = Library::load().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let bundled = &library.bundled()[0];
    for number in 0..100 {
        let text = bundled.source.replacen(
            &format!("\nid: {}\n", bundled.id()),
            &format!("\nid: copy-{number}\n"),
            1,
        );
        fs::write(dir.path().join(format!("{number}.md")), text).unwrap();
    }
    let asked = [Asked { path: dir.path().to_owned(), on_start: false }];
    let now = DateTime::from_timestamp_millis(1_795_228_800_000).unwrap();
    let shelf = Own::default().look(&asked, now, library.bundled(), &library.reference).unwrap();
    for number in 0..100 {
        let copy = shelf.playbook(&format!("copy-{number}")).unwrap();
        let path = dir.path().join(format!("{number}.md"));
        assert_eq!(copy.origin, Origin::Own { folder: dir.path().to_owned(), path: path.clone() });
        assert_eq!(copy.sha256.0, <[u8; 32]>::from(Sha256::digest(fs::read(path).unwrap())));
    }
}
