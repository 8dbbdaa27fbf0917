use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use firebreak_core::deadline::Rule;
use firebreak_core::playbook::{Gravity, Playbook, Reference};

use super::playbooks::{count, finding_views};
use crate::api::{
    AsideView, ExcerptPiece, FindingView, FolderView, HitPart, HitStep, LibraryFound, LibraryHit,
    LibraryView, Named, Nothing, PlaybookOrigin, SearchLibrary,
};
use crate::library::{Aside, Asked, FolderState, Notice, Origin, Part, Shelf, Why, with_rules};
use crate::{App, Error, settings};

/// How many places a search gives where nothing is asked.
const HITS: u32 = 50;
/// How many places a search gives at most.
const MOST_HITS: usize = 500;
/// How many findings of one file are listed where it is one of many.
const MOST_FINDINGS: usize = 100;

impl App {
    /// `library.show`.
    ///
    /// # Errors
    ///
    /// Says so where the settings cannot be read, which name the folders.
    pub fn show_library(&self, _: Nothing) -> Result<LibraryView, Error> {
        self.settings()?;
        let shelf = self.settled_shelf();
        let bundled = shelf.playbooks().iter().filter(|playbook| playbook.origin == Origin::Bundled).count();
        Ok(LibraryView {
            playbooks: count(shelf.playbooks().len()),
            bundled: count(bundled),
            folders: shelf.folders.iter().map(|folder| folder_view(folder, &shelf)).collect(),
            for_new: self.folder_for_new()?.display().to_string(),
            aside: shelf.aside.iter().map(aside_view).collect(),
        })
    }

    /// `library.search`.
    ///
    /// # Errors
    ///
    /// None today.
    pub fn search_library(&self, request: SearchLibrary) -> Result<LibraryFound, Error> {
        let shelf = self.shelf();
        let most = usize::try_from(request.limit.unwrap_or(HITS)).unwrap_or(usize::MAX).min(MOST_HITS);
        let found = shelf.index().search(shelf.playbooks(), &request.text, most);
        let hits = found.places.iter().map(|place| {
            let (shown, marks) = place.excerpt(&request.text, &shelf.reference);
            LibraryHit {
                playbook: Named {
                    id: place.shelved.id().to_owned(),
                    name: place.shelved.playbook.meta.title.clone(),
                },
                step: place.step.map(|(number, step)| HitStep {
                    id: step.id.clone(),
                    number,
                    title: step.title.value.clone(),
                }),
                part: match place.part {
                    Part::Title => HitPart::Title,
                    Part::Technique => HitPart::Technique,
                    Part::Command => HitPart::Command,
                    Part::Text => HitPart::Text,
                },
                excerpt: pieces(&shown, &marks),
            }
        });
        Ok(LibraryFound { hits: hits.collect(), total: count(found.total) })
    }

    /// Looks at own folders where that is due.
    pub(crate) fn look(&self) {
        // Where the settings cannot be read, every other command says so; playbooks that were found before stay.
        if let Ok(asked) = self.own_folders() {
            self.library.look(&asked, &*self.clock, || self.own_rules());
        }
    }

    /// What the library holds now.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        self.look();
        self.library.shelf()
    }

    /// What the linter knows now: what the library holds, and own rules of deadlines.
    pub(super) fn known(&self, shelf: &Shelf) -> Reference {
        with_rules(&shelf.reference, self.own_rules())
    }

    /// The rules of deadlines in own files.
    fn own_rules(&self) -> Vec<Rule> {
        let is_own = |(rule, file): (Rule, Option<PathBuf>)| file.map(|_| rule);
        self.rules().rules.into_iter().filter_map(is_own).collect()
    }

    /// The names of own rules of deadlines by their ids, where a playbook names any rule.
    pub(super) fn own_clocks(&self, playbook: &Playbook) -> BTreeMap<String, String> {
        if playbook.steps().all(|(_, step)| step.facts.starts_clock.is_empty()) {
            return BTreeMap::new();
        }
        self.own_rules().into_iter().map(|rule| (rule.id, rule.name)).collect()
    }

    /// What the library holds now, also where somebody else is looking at own folders: for whoever edits a file of them.
    pub(super) fn settled_shelf(&self) -> Arc<Shelf> {
        if let Ok(asked) = self.own_folders() {
            self.library.settle(&asked, &*self.clock, || self.own_rules());
        }
        self.library.shelf()
    }

    /// The folders of own playbooks: those of the settings, then those named on the start.
    pub(super) fn own_folders(&self) -> Result<Vec<Asked>, Error> {
        let mut asked: Vec<Asked> = Vec::new();
        let set =
            self.settings()?.playbooks.into_iter().map(|folder| (settings::absolute(folder.as_ref()), false));
        for (path, on_start) in set.chain(self.playbooks.iter().map(|folder| (folder.clone(), true))) {
            if asked.iter().all(|known| known.path != path) {
                asked.push(Asked { path, on_start });
            }
        }
        Ok(asked)
    }
}

pub(super) fn origin_view(origin: &Origin) -> PlaybookOrigin {
    match origin {
        Origin::Bundled => PlaybookOrigin::Bundled,
        Origin::Own { folder, path } => {
            PlaybookOrigin::Own { folder: folder.display().to_string(), path: path.display().to_string() }
        }
    }
}

pub(super) fn aside_view(aside: &Aside) -> AsideView {
    let meta = aside.playbook.as_ref().map(|playbook| &playbook.playbook.meta);
    let named = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let path = aside.path.display().to_string();
    let shown = aside.findings.get(..MOST_FINDINGS).unwrap_or(&aside.findings);
    AsideView {
        folder: aside.folder.display().to_string(),
        id: meta.and_then(|meta| named(&meta.id)),
        title: meta.and_then(|meta| named(&meta.title)),
        version: meta.and_then(|meta| named(&meta.version)),
        why: aside.in_words(),
        faulty: is_faulty(aside),
        findings: finding_views(&path, &aside.source, shown),
        path,
    }
}

fn folder_view(folder: &FolderState, shelf: &Shelf) -> FolderView {
    let own = |origin: &Origin| match origin {
        Origin::Bundled => false,
        Origin::Own { folder: of, .. } => *of == folder.asked.path,
    };
    let aside = || shelf.aside.iter().filter(|aside| aside.folder == folder.asked.path);
    FolderView {
        path: folder.asked.path.display().to_string(),
        on_start: folder.asked.on_start,
        problem: folder.problem.clone(),
        playbooks: count(shelf.playbooks().iter().filter(|playbook| own(&playbook.origin)).count()),
        faulty: count(aside().filter(|aside| is_faulty(aside)).count()),
        behind: count(aside().filter(|aside| !is_faulty(aside)).count()),
        notices: folder.notices.iter().map(notice_view).collect(),
    }
}

/// Whether something is wrong with the file itself, by its own findings or because another one says the same.
fn is_faulty(aside: &Aside) -> bool {
    match aside.why {
        Why::Faulty => true,
        Why::NotHigher { .. } | Why::Same { .. } => {
            aside.findings.iter().any(|finding| finding.severity == Gravity::Error)
        }
    }
}

fn notice_view(notice: &Notice) -> FindingView {
    FindingView {
        file: notice.path.display().to_string(),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        severity: notice.severity,
        rule: notice.rule.to_owned(),
        message: notice.message.clone(),
    }
}

/// A text in pieces, those at `marks` being what was found.
fn pieces(shown: &str, marks: &[Range<usize>]) -> Vec<ExcerptPiece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, found| {
        let text = shown.get(range).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(ExcerptPiece { text: text.to_owned(), found });
        }
    };
    let mut at = 0;
    for mark in marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..shown.len(), false);
    pieces
}
