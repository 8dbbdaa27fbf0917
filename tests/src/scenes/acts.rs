//! How each state is reached, by the keys a person would press.

use anyhow::{Context, Result};
use serde_json::{Value, json};

pub(super) use super::asking::*;
pub(super) use super::evidence::*;
pub(super) use super::found::*;
pub(super) use super::library::*;
pub(super) use super::opening::*;
pub(crate) use super::owners::profiles;
pub(super) use super::playing::*;
pub(super) use super::telling::*;
pub(super) use super::writing::*;
use super::{foreign, others, owners, people, timehop};
use crate::{WindowTest, css, label, role, test_id, text};

/// Answers when the page has looked the same for a while and nothing in it moves.
const SETTLED: &str = "const done = arguments[0]; let last = ''; let same = 0; \
    const look = () => { \
        const moving = document.getAnimations().some((each) => each.playState === 'running'); \
        const scrolled = [...document.querySelectorAll('*')].map((each) => each.scrollTop).join(); \
        const now = document.body.innerHTML + scrolled + document.title; \
        same = now === last && !moving ? same + 1 : 0; \
        last = now; \
        if (same >= 3) done(true); else setTimeout(look, 30); \
    }; \
    look();";

/// Waits until nothing moves any more.
pub(crate) fn settle(window: &WindowTest) -> Result<()> {
    window.run_async(SETTLED, Vec::new()).map(|_| ())
}

/// Leaves whatever is open, so that the next scene begins anew.
pub(crate) fn away(window: &WindowTest) -> Result<()> {
    window.run("Date.back?.();")?;
    settle(window)?;
    if window.find_all(css("[role=dialog]"))?.is_empty() {
        window.run("document.activeElement?.blur();")?;
    } else {
        window.press("Escape")?;
        window.wait_until_gone(css("[role=dialog]"))?;
    }
    if window.find_all(test_id("nav"))?.is_empty() {
        return Ok(());
    }
    // No scene plays there twice in a row.
    let passing = if window.find_all(test_id("screen-settings"))?.is_empty() { "settings" } else { "search" };
    go(window, passing)
}

pub(super) fn go(window: &WindowTest, screen: &str) -> Result<()> {
    window.run_with("location.hash = arguments[0];", vec![json!(format!("#/{screen}"))])?;
    window.see(test_id(&format!("screen-{screen}")))
}

/// Opens the incident with this title, with no note begun.
pub(super) fn go_incident(window: &WindowTest, title: &str) -> Result<()> {
    let list = window.call("incident.list", json!({ "text": title }))?;
    let named = |name: &str| list.pointer(&format!("/rows/0/{name}")).and_then(Value::as_str);
    let (id, code) = named("id").zip(named("code")).context("there is no such incident")?;
    window.call("draft.save", json!({ "key": format!("note:{code}"), "text": null }))?;
    window.run_with("location.hash = '#/incidents/' + arguments[0];", vec![json!(id)])?;
    window.see(test_id("player"))?;
    window.see(css("[data-current] details"))?;
    settle(window)
}

/// Opens an incident with the cursor at one step.
pub(super) fn go_step(window: &WindowTest, title: &str, step: &str) -> Result<()> {
    go_incident(window, title)?;
    window.run_with(
        "document.querySelector(arguments[0]).click();",
        vec![json!(format!("[data-testid=step-{step}] [data-head]"))],
    )?;
    window.see(css(&format!("[data-testid=step-{step}][data-current]")))?;
    settle(window)
}

pub(crate) fn first_start(window: &WindowTest) -> Result<()> {
    let name = window.find(label("Your name"))?;
    name.fill("Ada Lovelace")
}

pub(crate) fn first_start_refused(window: &WindowTest) -> Result<()> {
    window.find(label("Your name"))?.fill(" ")?;
    window.press("Enter")?;
    window.see(text("an entry needs an author"))
}

pub(crate) fn board(window: &WindowTest) -> Result<()> {
    go(window, "now")
}

pub(crate) fn incidents(window: &WindowTest) -> Result<()> {
    go(window, "incidents")
}

pub(crate) fn incidents_found(window: &WindowTest) -> Result<()> {
    go(window, "incidents")?;
    window.press("/")?;
    window.find_focused(label("Find incidents"))?.fill("partner")?;
    window.wait_until_gone(text(others::KEY))
}

pub(crate) fn incidents_found_nothing(window: &WindowTest) -> Result<()> {
    go(window, "incidents")?;
    window.press("/")?;
    window.find_focused(label("Find incidents"))?.fill("zebra")?;
    window.see(test_id("empty"))
}

pub(crate) fn search_empty(window: &WindowTest) -> Result<()> {
    go(window, "search")?;
    window.find_focused(label("Search everything")).map(|_| ())
}

pub(crate) fn search(window: &WindowTest) -> Result<()> {
    go(window, "search")?;
    window.find(label("Search everything"))?.fill("database")?;
    window.see(test_id("hits"))
}

pub(crate) fn search_found_nothing(window: &WindowTest) -> Result<()> {
    go(window, "search")?;
    window.find(label("Search everything"))?.fill("zebra")?;
    window.see(text("Nothing found"))
}

pub(crate) fn editor(window: &WindowTest) -> Result<()> {
    window.run("location.hash = '#/playbooks/iaas-exposed-access-key/edit';")?;
    window.see(text("No findings").within(test_id("findings")))?;
    window.see(test_id("code"))
}

pub(crate) fn editor_findings(window: &WindowTest) -> Result<()> {
    editor(window)?;
    window.press("Control+End")?;
    window.type_text("\n\n### Check and see what is there and what is not there any more\n\n- **Layer:** cloud\n\n```bash\nls\n```\n")?;
    window.see(text("is not a layer").within(test_id("findings")))
}

pub(crate) fn import_empty(window: &WindowTest) -> Result<()> {
    go(window, "import")
}

pub(crate) fn import(window: &WindowTest) -> Result<()> {
    read_foreign(window, "lost-laptop.md")?;
    window.find(test_id("accept-all"))?.press("Enter")?;
    window.see(text("Accept none"))
}

pub(crate) fn import_folder(window: &WindowTest) -> Result<()> {
    read_foreign(window, "")?;
    window.see(test_id("import-files"))
}

pub(crate) fn import_missing(window: &WindowTest) -> Result<()> {
    let path = foreign::folder(window.data())?.join("none.md");
    go_to_import(window, &path.display().to_string())?;
    window.see(test_id("error"))
}

fn read_foreign(window: &WindowTest, name: &str) -> Result<()> {
    let folder = foreign::folder(window.data())?;
    let path = if name.is_empty() { folder } else { folder.join(name) };
    go_to_import(window, &path.display().to_string())?;
    window.see(test_id("import-phase"))
}

fn go_to_import(window: &WindowTest, path: &str) -> Result<()> {
    window.run_with(
        "location.hash = `#/import?path=${encodeURIComponent(arguments[0])}`;",
        vec![json!(path)],
    )?;
    window.see(test_id("screen-import"))
}

pub(crate) fn palette(window: &WindowTest) -> Result<()> {
    go_incident(window, &timehop::title()?)?;
    window.press("Control+k")?;
    window.find_focused(label("Find an act"))?;
    window.type_text("ste")
}

pub(crate) fn cheat_sheet(window: &WindowTest) -> Result<()> {
    go_incident(window, &timehop::title()?)?;
    window.press("?")?;
    window.see(test_id("cheat-sheet"))
}

pub(crate) fn incident_start(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "record-alert")
}

/// Shows the incident in the middle of the work, with no milestone offered.
pub(crate) fn incident(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "find-leak")?;
    not_now(window)
}

/// Puts every offer off.
pub(super) fn not_now(window: &WindowTest) -> Result<()> {
    while let Some(button) = window.find_all(role("button", "Not now").within(test_id("offer")))?.first() {
        button.press("Enter")?;
        settle(window)?;
    }
    // The way to the buttons leads through the list, which is shown as a responder left it.
    window
        .run("document.activeElement?.blur(); document.querySelector('main [data-current]')?.scrollIntoView({ block: 'nearest' });")
        .map(|_| ())
}

pub(crate) fn incident_closed(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "check-logging")
}

pub(crate) fn offer(window: &WindowTest) -> Result<()> {
    go_step(window, others::KEY, "identify-key")?;
    window.see(test_id("offer"))
}

pub(crate) fn offer_corrected(window: &WindowTest) -> Result<()> {
    offer(window)?;
    window.press("m")?;
    window.find_focused(test_id("offer-time"))?.fill("-25m")
}

pub(crate) fn verify(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "confirm-cut")?;
    window.press("v")?;
    window.find_focused(test_id("observed"))?.fill("No call succeeded since 20:23Z")
}

pub(crate) fn verify_missing(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "watch-principal")?;
    window.press("v")?;
    window.find_focused(test_id("observed"))?;
    window.press("Enter")?;
    window.see(text("without it nothing is verified"))
}

pub(crate) fn defer(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "open-case")?;
    window.press("d")?;
    window.find_focused(test_id("reason"))?.fill("Hands are needed for the restore")?;
    window.find(test_id("until"))?.fill("recover")
}

pub(crate) fn leave_out(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "watch-principal")?;
    window.press("x")?;
    window.find_focused(test_id("reason"))?;
    window.press("Enter")?;
    window.see(text("needs a reason"))
}

pub(crate) fn command(window: &WindowTest) -> Result<()> {
    go_step(window, others::KEY, "identify-key")?;
    not_now(window)
}

pub(crate) fn command_fill(window: &WindowTest) -> Result<()> {
    go_step(window, others::OWN, "deactivate-key")?;
    not_now(window)?;
    window.press("c")?;
    window.find_focused(test_id("variable-key_id")).map(|_| ())
}

pub(crate) fn command_change(window: &WindowTest) -> Result<()> {
    go_step(window, others::KEY, "deactivate-key")?;
    not_now(window)?;
    window.press("c")?;
    window.see(role("group", "Copy a command that changes something"))
}

pub(crate) fn branch(window: &WindowTest) -> Result<()> {
    go_step(window, others::OWN, "identify-key")?;
    window.run("document.querySelector('[data-testid=decide]').scrollIntoView({ block: 'center' });")?;
    Ok(())
}

pub(crate) fn milestone(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(test_id("milestone-declared"))?.press("Enter")?;
    window.see(test_id("milestone-form"))
}

pub(crate) fn milestone_range(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(test_id("milestone-acknowledged"))?.press("Enter")?;
    window.find(role("checkbox", "Known as a range"))?.press("Space")?;
    window.find(test_id("milestone-at"))?.fill("2018-07-04 18:50Z")?;
    window.find(test_id("milestone-until"))?.fill("2018-07-04 19:10Z")
}

pub(crate) fn timeline_tall(window: &WindowTest) -> Result<()> {
    incident(window)?;
    let taller = window.find_all(role("button", "Taller timeline"))?;
    taller.first().map_or(Ok(()), |button| button.press("Enter"))
}

pub(crate) fn timeline_filter(window: &WindowTest) -> Result<()> {
    timeline_tall(window)?;
    window.press("/")?;
    window.find_focused(test_id("filter-text"))?.fill("login")?;
    window.see(text(" of ").within(test_id("timeline-count")))
}

pub(crate) fn entry(window: &WindowTest) -> Result<()> {
    timeline_tall(window)?;
    unfold(window, "The attack on the production database begins")
}

pub(crate) fn withdrawn(window: &WindowTest) -> Result<()> {
    go_step(window, others::OWN, "identify-key")?;
    not_now(window)?;
    let taller = window.find_all(role("button", "Taller timeline"))?;
    taller.first().map_or(Ok(()), |button| button.press("Enter"))?;
    unfold(window, "The bucket of the partner")
}

fn unfold(window: &WindowTest, words: &str) -> Result<()> {
    let find = "const [words] = arguments; \
        const rows = [...document.querySelectorAll('[data-entry] > button')]; \
        const row = rows.find((each) => each.textContent.includes(words)); row?.click(); row?.scrollIntoView({ block: 'center' }); return row !== undefined;";
    window.eventually(&format!("an entry said \"{words}\""), || {
        Ok((window.run_with(find, vec![json!(words)])? == json!(true)).then_some(()))
    })?;
    window.see(test_id("entry-details"))
}

pub(crate) fn correction(window: &WindowTest) -> Result<()> {
    timeline_tall(window)?;
    unfold(window, "closing down")?;
    window.find(role("button", "Correct…").within(test_id("entry-details")))?.focus()?;
    window.press("Enter")?;
    window.find(label("Why")).map(|_| ())
}

pub(crate) fn note(window: &WindowTest) -> Result<()> {
    command(window)?;
    window.press("n")?;
    window
        .find_focused(test_id("note-text"))?
        .type_text("The owner says the build has used it since Monday")?;
    window.find(test_id("note-at"))?.fill("-12m")
}

pub(crate) fn note_wrong(window: &WindowTest) -> Result<()> {
    command(window)?;
    window.press("n")?;
    window
        .find_focused(test_id("note-text"))?
        .type_text("The owner says the build has used it since Monday")?;
    window.find(test_id("note-at"))?.fill("31:75z")
}

pub(crate) fn record_verified(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(role("button", "Verify").within(test_id("panel")))?.press("Enter")?;
    window.see(test_id("verified"))?;
    window.run("document.querySelector('[data-testid=verified]').scrollIntoView({ block: 'end' });")?;
    Ok(())
}

pub(crate) fn change(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(role("button", "Change…"))?.press("Enter")?;
    window.see(test_id("change-form"))
}

pub(crate) fn close(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(role("button", "Close…"))?.press("Enter")?;
    window.see(test_id("close-form"))
}

pub(crate) fn add_playbook(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.find(role("button", "Add playbook…"))?.press("Enter")?;
    window.see(test_id("start-run"))
}

/// Comes back after an hour: the page's clock is set on, and any key asks where one was.
pub(crate) fn here(window: &WindowTest) -> Result<()> {
    incident(window)?;
    let later = "const now = Date.now(); Date.now = () => now + 3600000; Date.back = () => { Date.now = () => now; }; \
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));";
    window.run(later)?;
    window.see(test_id("you-were-here"))
}

pub(crate) fn responsibility(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    owners::responsibility(window)
}

pub(crate) fn people(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    people::people(window)
}

pub(crate) fn acting(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    people::acting(window)
}

pub(crate) fn handover(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    people::handover(window)
}

pub(crate) fn handover_new(window: &WindowTest) -> Result<()> {
    incident(window)?;
    people::handover(window)
}

pub(crate) fn reopen(window: &WindowTest) -> Result<()> {
    go_incident(window, &timehop::title()?)?;
    window.find(role("button", "Reopen…"))?.press("Enter")?;
    window.see(test_id("reopen-form"))
}

pub(crate) fn long_incident(window: &WindowTest) -> Result<()> {
    go_incident(window, others::LONG)
}

pub(crate) fn long_entry(window: &WindowTest) -> Result<()> {
    go_incident(window, others::LONG)?;
    let taller = window.find_all(role("button", "Taller timeline"))?;
    taller.first().map_or(Ok(()), |button| button.press("Enter"))?;
    unfold(window, "A long paragraph that was pasted.")
}

pub(crate) fn damaged(window: &WindowTest) -> Result<()> {
    window.see(test_id("screen-damaged"))?;
    window.see(role("button", "Restore this backup"))
}

pub(crate) fn newer(window: &WindowTest) -> Result<()> {
    window.see(test_id("screen-damaged"))
}
