//! What a screen reader hears of every control, and what is left of the screens at twice their size.

use firebreak_e2e::Result;
use firebreak_e2e::scenes::{SCENES, Stage, Theme};

/// The stages whose main screens are looked at.
const STAGES: [Stage; 4] = [Stage::Empty, Stage::Midway, Stage::Live, Stage::Own];

/// Roles by which nothing can be done. What folds and unfolds has a role of the web view's own, which ARIA has no word for.
const SILENT: [&str; 4] = ["", "generic", "none", "presentation"];

/// Roles that the web view and axe must agree on.
const ALIKE: [&str; 7] = ["button", "link", "checkbox", "radio", "textbox", "searchbox", "option"];

#[test]
fn every_control_of_the_main_screens_has_a_role_and_a_label() -> Result<()> {
    let mut found = Vec::new();
    let mut heard = 0;
    for stage in STAGES {
        let window = stage.open(Theme::Light)?;
        for scene in SCENES.iter().filter(|scene| scene.stage == stage && scene.main) {
            scene.play(&window)?;
            for control in window.controls()? {
                heard += 1;
                let differs = ALIKE.contains(&control.expected.as_str()) && control.role != control.expected;
                let folds = control.role.is_empty() && control.name.starts_with("summary ");
                let is_silent = SILENT.contains(&control.role.as_str());
                if control.label.trim().is_empty() || ((is_silent || differs) && !folds) {
                    found.push(format!("{}: {control:?}", scene.name));
                }
            }
        }
    }
    assert!(heard > 200, "{heard} controls are not all");
    assert!(found.is_empty(), "{} of {heard}:\n{}", found.len(), found.join("\n"));
    Ok(())
}

#[test]
fn nothing_is_cut_off_at_twice_the_size_in_the_smallest_window() -> Result<()> {
    let mut found = Vec::new();
    for stage in STAGES {
        let window = stage.open(Theme::Light)?;
        window.resize(1024, 700)?;
        for scene in SCENES.iter().filter(|scene| scene.stage == stage && scene.main) {
            window.zoom(1, 1024)?;
            scene.play(&window)?;
            window.zoom(2, 512)?;
            found.extend(window.cut_off()?.iter().map(|each| format!("{}: {each}", scene.name)));
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    Ok(())
}
