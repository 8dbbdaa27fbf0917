//! axe on every view, in both themes.

use firebreak_e2e::Result;
use firebreak_e2e::scenes::{SCENES, Stage, Theme};

/// Plays every scene of some stages and runs axe over it in light, then in dark colours.
fn check(stages: &[Stage]) -> Result<()> {
    let mut found = Vec::new();
    for &stage in stages {
        let window = stage.open(Theme::Light)?;
        for scene in SCENES.iter().filter(|scene| scene.stage == stage) {
            if let Err(error) = scene.play(&window) {
                found.push(format!("{} could not be reached: {error:#}", scene.name));
                continue;
            }
            for theme in [Theme::Dark, Theme::Light] {
                theme.show(&window)?;
                let violations = window.violations()?;
                found.extend(
                    violations.iter().map(|each| format!("{}, {}: {each}", scene.name, theme.word())),
                );
            }
        }
    }
    assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
    Ok(())
}

#[test]
fn an_incident_is_accessible_in_every_state() -> Result<()> {
    check(&[Stage::Midway])
}

#[test]
fn every_other_view_is_accessible() -> Result<()> {
    check(&[
        Stage::Fresh,
        Stage::Empty,
        Stage::Start,
        Stage::Over,
        Stage::Live,
        Stage::Own,
        Stage::Long,
        Stage::Damaged,
        Stage::Newer,
    ])
}
