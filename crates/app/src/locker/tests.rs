use std::fs;

use super::*;

/// A locker and a place for files beside it, in a folder of their own.
struct LockerTest {
    dir: tempfile::TempDir,
    locker: Locker,
}

impl LockerTest {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let locker = Locker::new(dir.path().join("evidence"));
        Self { dir, locker }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn copy_in(&self, source: &Path) -> Result<Hashed, EvidenceError> {
        self.locker.copy_in(source, Uuid::from_u128(1), &Work::default())
    }

    /// Every file in the locker, finished or not.
    fn files(&self) -> Vec<PathBuf> {
        let shelves = fs::read_dir(self.dir.path().join("evidence")).into_iter().flatten();
        let files = shelves.flat_map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect()
    }
}

fn sha256(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

#[test]
fn what_is_copied_in_lies_under_its_hash_and_once() {
    let test = LockerTest::new();
    // More than a chunk, not a whole number of chunks, with a chunk of zeros in the middle and zeros at the end.
    let mut bytes = vec![7; CHUNK];
    bytes.extend_from_slice(&ZEROS);
    bytes.extend_from_slice(b"end");
    bytes.extend_from_slice(&[0; 100]);
    for name in ["a.img", "b.img"] {
        let hashed = test.copy_in(&test.file(name, &bytes)).unwrap();
        assert_eq!(hashed, Hashed { sha256: sha256(&bytes), size: bytes.len() as u64 });
    }
    let place = test.locker.place(sha256(&bytes));
    assert_eq!(test.files(), std::slice::from_ref(&place), "the same bytes are kept once, and nothing else");
    assert!(fs::read(&place).unwrap() == bytes);
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(place).unwrap().permissions()) & 0o777,
        0o400
    );
}

#[test]
fn a_copy_that_was_spoilt_is_mended_by_the_next() {
    let test = LockerTest::new();
    let source = test.file("a.log", b"what happened");
    test.copy_in(&source).unwrap();
    let place = test.locker.place(sha256(b"what happened"));
    fs::remove_file(&place).unwrap();
    fs::write(&place, b"spoilt").unwrap();
    test.copy_in(&source).unwrap();
    assert_eq!(fs::read(&place).unwrap(), b"what happened");
}

#[test]
fn nothing_is_evidence_too() {
    let test = LockerTest::new();
    let hashed = test.copy_in(&test.file("empty.log", b"")).unwrap();
    assert_eq!(hashed.sha256.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(fs::metadata(test.locker.place(hashed.sha256)).unwrap().len(), 0);
}

#[test]
#[cfg(unix)]
fn five_gigabytes_of_holes_take_no_room() {
    use std::os::unix::fs::MetadataExt;

    const SIZE: u64 = 5 * 1024 * 1024 * 1024;
    let test = LockerTest::new();
    let path = test.dir.path().join("disk.img");
    let file = fs::File::create(&path).unwrap();
    file.set_len(SIZE).unwrap();
    drop(file);
    let work = Work::default();
    let hashed = test.locker.copy_in(&path, Uuid::from_u128(1), &work).unwrap();
    // As `head -c 5G /dev/zero | sha256sum` says.
    assert_eq!(hashed.sha256.to_string(), "7f06c62352aebd8125b2a1841e2b9e1ffcbed602f381c3dcb3200200e383d1d5");
    assert_eq!(work.progress(), (SIZE, SIZE));
    let copy = fs::metadata(test.locker.place(hashed.sha256)).unwrap();
    assert_eq!(copy.len(), SIZE);
    assert!(copy.blocks() * 512 < 1024 * 1024, "{} blocks are taken", copy.blocks());
}

#[test]
fn a_file_that_grows_or_shrinks_while_it_is_hashed_is_refused() {
    let test = LockerTest::new();
    let bytes = vec![1; 3 * CHUNK];
    for grows in [true, false] {
        let path = test.file("live.log", &bytes);
        let mut chunks = 0;
        let error = read_through(&path, &Work::default(), |_| {
            chunks += 1;
            if chunks == 1 {
                let file = OpenOptions::new().write(true).open(&path).unwrap();
                file.set_len(if grows { 4 * CHUNK as u64 } else { CHUNK as u64 }).unwrap();
            }
            Ok(())
        });
        assert_eq!(error, Err(EvidenceError::Written { path: path.clone() }));
    }
    assert_eq!(test.files(), Vec::<PathBuf>::new());
}

#[test]
fn a_file_that_is_overwritten_while_it_is_hashed_is_refused() {
    let test = LockerTest::new();
    let path = test.file("live.log", &vec![1; 2 * CHUNK]);
    let later = fs::metadata(&path).unwrap().modified().unwrap() + std::time::Duration::from_secs(5);
    let error = read_through(&path, &Work::default(), |_| {
        // The same size, other bytes: only the time of change tells.
        let mut file = OpenOptions::new().write(true).open(&path).unwrap();
        file.write_all(&[2]).unwrap();
        file.set_modified(later).unwrap();
        Ok(())
    });
    assert_eq!(error, Err(EvidenceError::Written { path }));
}

#[test]
fn a_source_that_is_gone_or_no_file_leaves_nothing() {
    let test = LockerTest::new();
    let gone = test.dir.path().join("mount").join("a.log");
    let error = test.copy_in(&gone).unwrap_err();
    assert_eq!(error, EvidenceError::Gone { path: gone });
    let folder = test.dir.path().to_owned();
    assert_eq!(test.copy_in(&folder).unwrap_err(), EvidenceError::NotAFile { path: folder });
    assert_eq!(test.files(), Vec::<PathBuf>::new());
}

#[test]
#[cfg(unix)]
fn a_source_folder_that_goes_away_in_the_middle_leaves_nothing() {
    let test = LockerTest::new();
    let folder = test.dir.path().join("share");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("a.img");
    fs::write(&path, vec![1; 3 * CHUNK]).unwrap();
    let mut part = test.locker.begin(Uuid::from_u128(1)).unwrap();
    let error = read_through(&path, &Work::default(), |chunk| {
        let _ = fs::remove_dir_all(&folder);
        part.write(chunk)
    })
    .unwrap_err();
    drop(part);
    assert_eq!(error, EvidenceError::Gone { path });
    assert_eq!(test.files(), Vec::<PathBuf>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_in_the_middle_leaves_nothing() {
    let test = LockerTest::new();
    let path = test.file("a.img", &vec![1; 3 * CHUNK]);
    let mut part = test.locker.begin(Uuid::from_u128(1)).unwrap();
    let copy = part.path.clone();
    let mut chunks = 0;
    let error = read_through(&path, &Work::default(), |chunk| {
        chunks += 1;
        if chunks == 2 {
            part.file = Some(OpenOptions::new().write(true).open("/dev/full").unwrap());
        }
        part.write(chunk)
    })
    .unwrap_err();
    drop(part);
    assert_eq!((error, chunks), (EvidenceError::Full { path: copy }, 2));
    assert_eq!(test.files(), Vec::<PathBuf>::new());
    assert!(path.exists(), "the file itself is as it was");
}

#[test]
fn work_that_is_stopped_leaves_nothing() {
    let test = LockerTest::new();
    let work = Work::default();
    work.stop();
    let error = test.locker.copy_in(&test.file("a.log", b"x"), Uuid::from_u128(1), &work);
    assert_eq!(error, Err(EvidenceError::Stopped));
    assert_eq!(test.files(), Vec::<PathBuf>::new());
}

#[test]
fn unfinished_copies_of_programs_that_ended_are_swept_and_those_of_others_stay() {
    let test = LockerTest::new();
    let mine = test.locker.begin(Uuid::from_u128(1)).unwrap();
    fs::write(test.locker.unfinished().join("left"), b"half").unwrap();
    test.locker.sweep();
    assert_eq!(test.files(), std::slice::from_ref(&mine.path));
}

#[test]
fn what_is_handed_out_is_what_was_collected() {
    let test = LockerTest::new();
    let source = test.file("a.log", b"what happened");
    let to = test.dir.path().join("out.log");
    let hash = sha256(b"what happened");
    copy_out(&source, &to, hash, &Work::default()).unwrap();
    assert_eq!(fs::read(&to).unwrap(), b"what happened");
    let again = copy_out(&source, &to, hash, &Work::default());
    assert_eq!(again, Err(EvidenceError::Exists { path: to.clone() }), "nothing is overwritten");
    fs::write(&source, b"what did not").unwrap();
    let other = test.dir.path().join("other.log");
    let error = copy_out(&source, &other, hash, &Work::default());
    assert_eq!(error, Err(EvidenceError::NotTheSame { path: source }));
    assert!(!other.exists());
    assert_eq!(fs::read(&to).unwrap(), b"what happened");
}

#[test]
fn paths_come_back_from_text_whatever_their_bytes_are() {
    let mut paths = vec![
        PathBuf::from("/srv/a b.log"),
        PathBuf::from("/srv/line\nbreak.log"),
        PathBuf::from("/srv/100%41.log"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        paths.push(std::ffi::OsString::from_vec(b"/srv/na\xefve %41.log".to_vec()).into());
        assert_eq!(text_of(paths.last().unwrap()), "file:///srv/na%EFve%20%2541.log");
        assert_eq!(shown_name(paths.last().unwrap()), "na\\xEFve %41.log");
    }
    for path in paths {
        assert_eq!(path_of(&text_of(&path)).unwrap(), path);
    }
    assert_eq!(shown_name(Path::new("/srv/line\nbreak.log")), "line\\nbreak.log");
    assert_eq!(path_of("file:///srv/a%20b.log").unwrap(), Path::new("/srv/a b.log"));
    for wrong in ["", "file://relative", "file:///a%4", "file:///a%+1", "a\0b"] {
        assert!(matches!(path_of(wrong), Err(EvidenceError::NotAPath { .. })), "{wrong}");
    }
}
