use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use firebreak_core::playbook::LARGEST;
use firebreak_core::playbook::foreign::{self, Import, Judged};

use crate::api::{
    ByteRange, ImportGuess, ImportList, ImportOutcome, ImportPlaybooks, ImportReport, ImportRow, ImportSaved,
    ImportSuggestion, ImportedCommand, ImportedFile, ImportedStep, ImportedTask, ListImport, SaveImport,
    SavedFile, SkippedFile,
};
use crate::library::{BUNDLED, in_parallel, markdown_below, read_at_most};
use crate::{App, Error, files, settings};

/// What the kept source of a playbook is called after its file, so that no library takes it for a playbook.
const SOURCE: &str = "source";

impl App {
    /// `playbook.import`.
    ///
    /// # Errors
    ///
    /// Says why the only thing that was named cannot be read. Of several, those that cannot be read are listed.
    pub fn import_playbooks(&self, request: ImportPlaybooks) -> Result<ImportReport, Error> {
        let (files, skipped) = self.read_all(&request.paths, request.as_playbook, file_view)?;
        Ok(ImportReport { files, skipped, folder: self.folder_to_import()? })
    }

    /// `playbook.import-list`.
    ///
    /// # Errors
    ///
    /// As [`App::import_playbooks`].
    pub fn list_import(&self, request: ListImport) -> Result<ImportList, Error> {
        let (files, skipped) = self.read_all(&request.paths, false, row)?;
        Ok(ImportList { files, skipped, folder: self.folder_to_import()? })
    }

    /// Reads what paths name, and gives what `view` makes of each file, and what is left out.
    fn read_all<T: Send>(
        &self,
        paths: &[String],
        as_playbook: bool,
        view: impl Fn(&Path, &Import) -> T + Sync,
    ) -> Result<(Vec<T>, Vec<SkippedFile>), Error> {
        let (found, mut skipped) = found(paths)?;
        let is_one = paths.len() == 1 && found.len() == 1 && skipped.is_empty();
        let read = in_parallel(&found, |path| {
            self.read_foreign(path, as_playbook).map(|(import, _)| view(path, &import))
        });
        let mut files = Vec::with_capacity(found.len());
        for (path, read) in found.iter().zip(read) {
            match read.unwrap_or_else(|| Err(not_read(path))) {
                Ok(file) => files.push(file),
                Err(error) if is_one => return Err(error),
                Err(error) => skipped.push(left_out(path, &error)),
            }
        }
        Ok((files, skipped))
    }

    fn folder_to_import(&self) -> Result<String, Error> {
        let folder = self.own_folders()?.into_iter().map(|asked| asked.path).find(|folder| folder.is_dir());
        let folder = folder.unwrap_or_else(|| settings::absolute(&self.folders.data.join("playbooks")));
        Ok(folder.display().to_string())
    }

    /// `playbook.import-save`.
    ///
    /// # Errors
    ///
    /// Says why the only thing that was named cannot be read, or that the folder cannot be made. What cannot be written
    /// is told file by file, and the rest goes on.
    pub fn save_import(&self, request: SaveImport) -> Result<ImportSaved, Error> {
        let (paths, mut skipped) = found(&request.paths)?;
        let is_one = request.paths.len() == 1 && paths.len() == 1 && skipped.is_empty();
        let folder = match &request.to {
            Some(folder) => {
                let folder = settings::absolute(Path::new(folder));
                fs::create_dir_all(&folder)
                    .map_err(|error| Error::file("make a folder for playbooks", &folder, &error))?;
                folder
            }
            None => self.folder_to_write()?,
        };
        let mut files = Vec::with_capacity(paths.len());
        let mut ids: BTreeSet<String> = BUNDLED.iter().map(|(id, _)| (*id).to_owned()).collect();
        ids.extend(request.taken.iter().cloned());
        for path in paths {
            match self.read_foreign(&path, request.as_playbook) {
                Ok((import, bytes)) => {
                    files.push(self.save_one(&path, import, &bytes, &folder, &request, &mut ids));
                }
                Err(error) if is_one => return Err(error),
                Err(error) => skipped.push(left_out(&path, &error)),
            }
        }
        self.library.look_again();
        Ok(ImportSaved { files, skipped })
    }

    fn read_foreign(&self, path: &Path, as_playbook: bool) -> Result<(Import, Vec<u8>), Error> {
        let failed = |error: &io::Error| Error::file("read the file", path, error);
        // A pipe or a device would be waited for.
        if !fs::metadata(path).map_err(|error| failed(&error))?.is_file() {
            let why = "it is no file; name a Markdown file or a folder of them".to_owned();
            return Err(Error::File { act: "read the file", path: path.to_owned(), why });
        }
        let bytes = read_at_most(path).map_err(|error| failed(&error))?;
        if bytes.len() > LARGEST {
            let largest = LARGEST / 1024 / 1024;
            let why = format!("it is larger than {largest} MiB; split it");
            return Err(Error::File { act: "read the file", path: path.to_owned(), why });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let judged = if as_playbook { Judged::AsPlaybook } else { Judged::ByContent };
        let import = foreign::read(&bytes, &name, judged, &self.library.reference);
        Ok((import, bytes))
    }

    fn save_one(
        &self,
        path: &Path,
        mut import: Import,
        bytes: &[u8],
        folder: &Path,
        request: &SaveImport,
        ids: &mut BTreeSet<String>,
    ) -> SavedFile {
        let file = path.display().to_string();
        if !import.is_playbook {
            let why = import.guesses.first().map(|guess| guess.grounds.clone());
            let id = import.id;
            return SavedFile { file, id, outcome: ImportOutcome::NoPlaybook, path: None, source: None, why };
        }
        if !import.is_native {
            import.id = free_id(&import.id, ids);
        }
        let accepted: BTreeSet<String> = if request.accept_all {
            let suggestions = import.suggestions.iter().map(|suggestion| suggestion.id.clone());
            suggestions.chain(import.guesses.iter().map(|guess| guess.id.clone())).collect()
        } else {
            request.accept.iter().cloned().collect()
        };
        let native = foreign::to_native(&import, &accepted, &self.library.reference);
        let native = if import.is_native { native } else { foreign::sealed(&native, &import.file) };
        let target = folder.join(format!("{}.md", import.id));
        let source = folder.join(format!("{}.md.{SOURCE}", import.id));
        let saved = |outcome, source: Option<&Path>, why| SavedFile {
            file: file.clone(),
            id: import.id.clone(),
            outcome,
            path: Some(target.display().to_string()),
            source: source.map(|source| source.display().to_string()),
            why,
        };
        let there = fs::read(&target).ok();
        let outcome = match &there {
            None if target.exists() => {
                let why = "A file of that name is there and cannot be read; nothing was written.".to_owned();
                return saved(ImportOutcome::Kept, None, Some(why));
            }
            None => ImportOutcome::Written,
            Some(there) if *there == native.as_bytes() => ImportOutcome::Unchanged,
            Some(there) => {
                let is_own = str::from_utf8(there).is_ok_and(foreign::is_untouched);
                if !is_own && !request.replace {
                    let why = "A file of that name is there and was edited or is no import; nothing was written. Replace it, or move it away first.";
                    return saved(ImportOutcome::Kept, None, Some(why.to_owned()));
                }
                ImportOutcome::Replaced
            }
        };
        let write = || -> Result<(), Error> {
            write_whole(&source, bytes)?;
            if outcome == ImportOutcome::Unchanged { Ok(()) } else { write_whole(&target, native.as_bytes()) }
        };
        match write() {
            Ok(()) => saved(outcome, Some(&source), None),
            Err(error) => saved(ImportOutcome::Failed, None, Some(error.view().message)),
        }
    }
}

/// The files that paths name, each once; what is left out of folders; an error where the only path is not there.
fn found(paths: &[String]) -> Result<(Vec<PathBuf>, Vec<SkippedFile>), Error> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut skipped = Vec::new();
    for path in paths {
        // Other paths are told as they were named.
        let path =
            if path.starts_with('~') { settings::absolute(path.as_ref()) } else { PathBuf::from(path) };
        let path = path.as_path();
        if !path.is_dir() {
            files.push(path.to_owned());
            continue;
        }
        match markdown_below(path) {
            Ok((below, notices)) => {
                files.extend(below);
                let notices = notices.into_iter();
                skipped.extend(notices.map(|notice| SkippedFile {
                    file: notice.path.display().to_string(),
                    why: notice.message,
                }));
            }
            Err(why) if paths.len() == 1 => {
                return Err(Error::File { act: "read the folder", path: path.to_owned(), why });
            }
            Err(why) => skipped.push(SkippedFile { file: path.display().to_string(), why }),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok((files, skipped))
}

/// Where the thread that was to read a file ended: a fault of the program.
fn not_read(path: &Path) -> Error {
    let why = "reading it went wrong, which is a fault of Firebreak; report it with the file".to_owned();
    Error::File { act: "read the file", path: path.to_owned(), why }
}

fn left_out(path: &Path, error: &Error) -> SkippedFile {
    SkippedFile { file: path.display().to_string(), why: error.view().message }
}

/// An id that no bundled playbook and no other file of the same import has.
fn free_id(id: &str, ids: &mut BTreeSet<String>) -> String {
    let mut free = id.to_owned();
    let mut number = 1;
    while !ids.insert(free.clone()) {
        number += 1;
        free = format!("{id}-{number}");
    }
    free
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    files::replace(path, bytes).map_err(|error| Error::file("write the playbook", path, &error))
}

fn row(path: &Path, import: &Import) -> ImportRow {
    ImportRow {
        file: path.display().to_string(),
        title: import.title.clone(),
        is_playbook: import.is_playbook,
        steps: u32::try_from(import.steps.len()).unwrap_or(u32::MAX),
    }
}

fn file_view(path: &Path, import: &Import) -> ImportedFile {
    let steps = import.steps.iter().map(|step| ImportedStep {
        id: step.id.clone(),
        phase: step.phase,
        title: step.title.clone(),
        start: byte(step.span.start),
        end: byte(step.span.end),
        tasks: step
            .tasks
            .iter()
            .map(|task| ImportedTask {
                text: task.text.clone(),
                start: byte(task.span.start),
                end: byte(task.span.end),
            })
            .collect(),
        commands: step
            .commands
            .iter()
            .map(|command| ImportedCommand {
                language: command.language.clone(),
                text: command.text.clone(),
                start: byte(command.span.start),
                end: byte(command.span.end),
            })
            .collect(),
        provider: step.provider.clone(),
    });
    let suggestions = import.suggestions.iter().map(|suggestion| ImportSuggestion {
        id: suggestion.id.clone(),
        kind: suggestion.kind.word().to_owned(),
        value: suggestion.value.clone(),
        name: suggestion.name.clone(),
        count: u32::try_from(suggestion.count).unwrap_or(u32::MAX),
        start: byte(suggestion.span.start),
        end: byte(suggestion.span.end),
    });
    let guesses = import.guesses.iter().map(|guess| ImportGuess {
        id: guess.id.clone(),
        kind: guess.kind.word().to_owned(),
        value: guess.value.clone(),
        grounds: guess.grounds.clone(),
        confidence: guess.confidence.word().to_owned(),
        step: guess.step.clone(),
        needs_accepting: guess.needs_accepting(),
    });
    ImportedFile {
        file: path.display().to_string(),
        title: import.title.clone(),
        is_playbook: import.is_playbook,
        steps: steps.collect(),
        notes: import
            .notes
            .iter()
            .map(|note| ByteRange { start: byte(note.start), end: byte(note.end) })
            .collect(),
        suggestions: suggestions.collect(),
        guesses: guesses.collect(),
    }
}

/// A place in a file, which is no larger than what is read.
fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
