//! Own playbooks on the disk: a newer version appears while an incident is worked, and is found and read.

use std::fs;
use std::path::PathBuf;

use firebreak_e2e::scenes::{Theme, reading_on_paper};
use firebreak_e2e::{Data, Result, WindowTest, css, test_id, text};
use serde_json::json;

use crate::desk::{data, enter, open_incident, shown};

const KEY: &str = "iaas-exposed-access-key";

/// Names a folder of own playbooks, as the settings do, and gives it.
fn own_folder(window: &WindowTest) -> Result<PathBuf> {
    let folder = window.data().folder().join("own");
    fs::create_dir(&folder)?;
    window.run("location.hash = '#/settings';")?;
    window.find(test_id("own-folder"))?.fill(&folder.display().to_string())?;
    window.press("Enter")?;
    window.see(text("0 playbooks").within(test_id("own-folders")))?;
    Ok(folder)
}

/// The bundled playbook under a higher version, with another word in the title of its first step.
fn newer(data: &Data) -> Result<String> {
    let source = data.cli(["playbook", "show", KEY, "--source"])?;
    let version = source.lines().find(|line| line.starts_with("version: ")).unwrap().to_owned();
    Ok(source.replacen(&version, "version: 9.1.0", 1).replacen("\n### ", "\n### Calmly ", 1))
}

#[test]
fn a_run_moves_to_a_newer_version_that_appears_while_it_is_worked() -> Result<()> {
    let data = data()?;
    let opened: serde_json::Value = data.cli_json([
        "incident",
        "open",
        "--title",
        "Key in a log",
        "--type",
        "credential-compromise",
        "--model",
        "iaas",
        "--provider",
        "aws",
        "--severity",
        "high",
        "--playbook",
        KEY,
    ])?;
    let newer = newer(&data)?;
    let window = data.open_window()?;
    let folder = own_folder(&window)?;
    let id = opened["id"].as_str().unwrap();
    window.run_with("location.hash = '#/incidents/' + arguments[0];", vec![json!(id)])?;
    window.see(test_id("player"))?;
    fs::write(folder.join("key.md"), newer)?;
    window.see(text("A newer version (9.1.0) of this playbook exists").within(test_id("newer")))?;
    window.find(test_id("newer-compare"))?.press("Enter")?;
    window.see(text("1 step changed").within(test_id("newer-text")))?;
    window.find(test_id("newer-move"))?.press("Enter")?;
    window.wait_until_gone(test_id("newer-text"))?;
    window.see(text("Calmly").within(test_id("player")))?;
    assert!(window.data().cli(["timeline", "INC-0001"])?.contains("Moved the playbook"));
    fs::remove_file(folder.join("key.md"))?;
    let shown = window.call("incident.show", json!({ "incident": id }))?;
    assert_eq!(shown["runs"][0]["playbook"]["version"], "9.1.0");
    window.finish()
}

#[test]
fn a_responder_who_stays_is_not_asked_again_before_another_version_appears() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in a log")?;
    let newer = newer(&data)?;
    let window = data.open_window()?;
    let folder = own_folder(&window)?;
    fs::write(folder.join("key.md"), &newer)?;
    window.run("location.hash = '#/now';")?;
    enter(&window)?;
    window.find(test_id("newer-stay"))?.press("Enter")?;
    window.wait_until_gone(test_id("newer"))?;
    window.eventually("it was kept", || {
        let shown = shown(&window)?;
        let (id, run) = (shown["id"].as_str().unwrap(), shown["runs"][0]["id"].as_str().unwrap());
        let kept = window.call("draft.load", json!({ "key": format!("stay:{id}:{run}") }))?;
        Ok((kept["text"] == "9.1.0").then_some(()))
    })?;

    let window = window.crash_and_reopen()?;
    enter(&window)?;
    window.see(text("Version 9.1.0 is in the library").within(test_id("ending")))?;
    assert!(window.find_all(test_id("newer"))?.is_empty());
    fs::write(folder.join("key.md"), newer.replacen("version: 9.1.0", "version: 9.2.0", 1))?;
    window.see(text("A newer version (9.2.0)").within(test_id("newer")))?;
    window.finish()
}

#[test]
fn a_folder_of_own_playbooks_is_chosen_in_the_dialog_of_the_system() -> Result<()> {
    let data = data()?;
    let folder = data.folder().join("own");
    fs::create_dir(&folder)?;
    fs::write(folder.join("key.md"), newer(&data)?)?;
    let window = data.open_window()?;
    window.run("location.hash = '#/settings';")?;
    window.find(test_id("own-folder-choose"))?.press("Enter")?;
    window.answer_dialog("Folder of own playbooks", &format!("{}\n", folder.display()))?;
    window.see(text("1 playbook").within(test_id("own-folders")))?;
    window.finish()
}

#[test]
fn a_command_is_found_in_the_library_and_read_at_its_step() -> Result<()> {
    let window = data()?.open_window()?;
    window.run("location.hash = '#/playbooks';")?;
    window.see(test_id("playbook-matrix"))?;
    window.press("/")?;
    window.type_text("update-access-key inactive")?;
    window.see(text("aws iam").within(test_id("library-hits")))?;
    window.press("Enter")?;
    window.see(css("[data-testid=reading] article.found"))?;
    window.finish()
}

/// What is wrong with the page as paper: anything beyond its edge, coloured, folded, of the window around it, or cut.
const WRONG_ON_PAPER: &str = "const wrong = []; \
    const style = (each) => getComputedStyle(each); \
    const all = [...document.querySelectorAll('[data-testid=reading] *')].filter((each) => each.getClientRects().length > 0); \
    if (all.length < 100) wrong.push('there is nothing to print'); \
    for (const each of all) { \
        const name = each.tagName + ' ' + each.textContent.trim().slice(0, 40); \
        if (each.getBoundingClientRect().right > innerWidth + 1) wrong.push('beyond the edge: ' + name); \
        const [red, green, blue] = style(each).color.match(/[0-9.]+/g).map(Number); \
        if (red !== green || green !== blue || red > 80) wrong.push(style(each).color + ': ' + name); \
        if (each.tagName === 'DETAILS' && !each.open) wrong.push('folded: ' + name); \
        if (each.tagName === 'BUTTON') wrong.push('a button: ' + name); \
        if (each.matches('.command') && style(each).breakInside !== 'avoid') wrong.push('may be cut: ' + name); \
        if (each.matches('.body, .variant') && style(each).display !== 'block') wrong.push('no block: ' + name); \
        if (each.matches('h4, article > header') && style(each).breakInside !== 'avoid') wrong.push('may stay behind: ' + name); \
    } \
    for (const each of document.querySelectorAll('nav')) if (style(each).display !== 'none') wrong.push('navigation'); \
    if (style(document.body).backgroundColor !== 'rgb(255, 255, 255)') wrong.push('no white paper'); \
    return wrong.slice(0, 10);";

#[test]
fn a_playbook_is_printed_black_on_white_in_whole_blocks_in_either_theme() -> Result<()> {
    let window = data()?.open_window()?;
    reading_on_paper(&window)?;
    for theme in Theme::ALL {
        theme.show(&window)?;
        assert_eq!(window.run(WRONG_ON_PAPER)?, json!([]), "{}", theme.word());
    }
    window.finish()
}
