//! Foreign Markdown: read, looked at, accepted, saved, started.

use std::fs;
use std::path::PathBuf;

use firebreak_e2e::{Data, Result, label, role, test_id, text};

use crate::desk::{data, shown};

const THEIRS: &str = "\
# Odd invoice

Somebody got an invoice by phishing, in Microsoft 365.

## Detection

- Look at the invoice

## Containment

### Stop the payment

- Call the bank

## Recovery

- Pay the right one
";

#[test]
fn a_file_of_others_is_imported_read_and_started() -> Result<()> {
    let data = data()?;
    let theirs = data.folder().join("theirs");
    fs::create_dir_all(&theirs)?;
    fs::write(theirs.join("odd-invoice.md"), THEIRS)?;
    fs::write(theirs.join("README.md"), "# Playbooks\n\n- [Odd invoice](odd-invoice.md)\n")?;
    let window = data.open_window()?;
    window.find(test_id("open-first"))?;

    window.press("Control+o")?;
    let path = window.find_focused(label("File or folder"))?;
    path.fill(&theirs.join("none.md").display().to_string())?;
    window.press("Enter")?;
    window.see(text("could not read the file"))?;

    window.find(label("File or folder"))?.fill(&theirs.display().to_string())?;
    window.find(test_id("import-read"))?.press("Enter")?;
    window.see(text("no playbook").within(test_id("import-files")))?;
    window.see(text("Stop the payment"))?;
    window.check_accessible()?;
    window.find(role("checkbox", "Contained"))?.press("Space")?;
    window.see(text("1 of"))?;
    window.press("Control+s")?;
    window.see(text("Odd invoice").within(test_id("reading")))?;
    window.see(text("Call the bank").within(test_id("reading")))?;

    let own = data.folder().join("playbooks");
    assert_eq!(fs::read_to_string(own.join("odd-invoice.md.source"))?, THEIRS);
    let written = fs::read_to_string(own.join("odd-invoice.md"))?;
    assert!(written.contains("- **Marks:** contained"), "{written}");

    window.run("document.activeElement?.blur();")?;
    window.press("i")?;
    window.find_focused(label("What happened"))?.type_text("An invoice nobody expected")?;
    window.press("Tab")?;
    window.find_focused(role("combobox", "Type"))?.type_text("business")?;
    window.press("Enter")?;
    window.press("Tab")?;
    window.press("5")?;
    window.see(test_id("best"))?;
    window.see(text("Odd invoice").within(test_id("best")))?;
    window.press("Control+Enter")?;
    window.see(test_id("player"))?;
    assert_eq!(shown(&window)?["runs"][0]["playbook"]["id"], "odd-invoice");
    window.finish()
}

/// Writes a playbook and an index of others into a folder, whose names hold a space and a letter of Europe.
fn their_folder(data: &Data) -> Result<PathBuf> {
    let theirs = data.folder().join("their playbooks für alle");
    fs::create_dir_all(&theirs)?;
    fs::write(theirs.join("odd invoice.md"), THEIRS)?;
    fs::write(theirs.join("README.md"), "# Playbooks\n\n- [Odd invoice](odd-invoice.md)\n")?;
    Ok(theirs)
}

#[test]
fn what_is_dropped_on_the_window_is_imported_or_said_to_be_of_no_use() -> Result<()> {
    let data = data()?;
    let theirs = their_folder(&data)?;
    let window = data.open_window()?;
    window.find(test_id("open-first"))?;

    window.drop_files(&[&theirs.join("odd invoice.md")])?;
    window.see(text("Stop the payment").within(test_id("import")))?;
    assert!(window.find_all(test_id("import-files"))?.is_empty(), "one file needs no list");

    window.run("location.hash = '#/playbooks';")?;
    window.see(test_id("playbook-matrix"))?;
    window.drop_files(&[&theirs, &theirs.join("gone.md")])?;
    window.see(text("README.md").within(test_id("import-files")))?;
    window.see(text("3 steps").within(test_id("import-files")))?;
    window.see(text("1 file or folder left out").within(test_id("import-skipped")))?;

    window.run("location.hash = '#/playbooks';")?;
    window.see(test_id("playbook-matrix"))?;
    window.drop_files(&[&theirs.join("gone.md")])?;
    window.see(text("could not read the file").within(test_id("error")))?;

    assert!(window.drop_text("# Odd invoice")?, "so that what to do can be said");
    window.see(text("Save it as a Markdown file and drop that.").within(test_id("status")))?;
    assert_eq!(window.run("return location.origin;")?, "tauri://localhost", "nothing was opened");
    window.finish()
}

#[test]
fn a_file_and_a_folder_are_chosen_in_the_dialogs_of_the_system() -> Result<()> {
    let data = data()?;
    let theirs = data.folder().join("theirs");
    fs::create_dir_all(&theirs)?;
    fs::write(theirs.join("odd-invoice.md"), THEIRS)?;
    fs::write(theirs.join("README.md"), "# Playbooks\n\n- [Odd invoice](odd-invoice.md)\n")?;
    let window = data.open_window()?;
    window.run("location.hash = '#/import';")?;
    window.find(test_id("import-choose-files"))?.press("Enter")?;
    window.answer_dialog("Import Markdown files", "\u{1b}")?;
    window.eventually("the dialog may be opened again", || {
        Ok(window.find(test_id("import-choose-files"))?.is_enabled()?.then_some(()))
    })?;
    assert!(window.find_all(test_id("error"))?.is_empty(), "closing a dialog is no error");

    window.find(test_id("import-choose-files"))?.press("Enter")?;
    let file = theirs.join("odd-invoice.md").display().to_string();
    window.answer_dialog("Import Markdown files", &format!("{file}\n"))?;
    window.see(text("Stop the payment").within(test_id("import")))?;
    window.find(role("checkbox", "Contained"))?.press("Space")?;

    window.find(test_id("import-choose-folder"))?.press("Enter")?;
    window.answer_dialog("Import a folder of Markdown files", &format!("{}\n", theirs.display()))?;
    window.see(text("README.md").within(test_id("import-files")))?;
    window.press("Control+s")?;
    window.see(text("Odd invoice").within(test_id("reading")))?;
    let own = data.folder().join("playbooks");
    assert_eq!(fs::read_to_string(own.join("odd-invoice.md.source"))?, THEIRS);
    window.finish()
}
