//! Foreign Markdown: read, looked at, accepted, saved, started.

use std::fs;

use firebreak_e2e::{Result, label, role, test_id, text};

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
    window.find(test_id("import-read"))?.click()?;
    window.see(text("no playbook").within(test_id("import-files")))?;
    window.see(text("Stop the payment"))?;
    window.check_accessible()?;
    window.find(text("Contained"))?.click()?;
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
    // Whichever fits best, the imported one is among them.
    let imported = window.find(text("Odd invoice").within(test_id("matches")))?;
    imported.click()?;
    window.see(text("Odd invoice").within(test_id("best")))?;
    window.press("Control+Enter")?;
    window.see(test_id("player"))?;
    assert_eq!(shown(&window)?["runs"][0]["playbook"]["id"], "odd-invoice");
    window.finish()
}
