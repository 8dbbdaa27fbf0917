//! axe on every view, in both themes, and nothing over anything else at any width.

use firebreak_e2e::Result;
use firebreak_e2e::scenes::{SCENES, Stage, Theme};

/// The sizes of window that everything has to work in; the first one is that of a window just opened.
const SIZES: [(u32, u32); 3] = [(1280, 800), (1920, 1080), (1024, 700)];

/// On paper a title asks for the room of what follows it by lying under it.
const ON_PAPER: &str = "reading-on-paper";

/// Plays every scene of some stages, runs axe over it in light, then in dark colours, and looks for what is covered at each size.
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
            for (width, height) in SIZES.into_iter().filter(|_| scene.name != ON_PAPER) {
                window.resize(width, height)?;
                let over = window.overlaps()?;
                found.extend(over.iter().map(|each| format!("{} at {width}: {each}", scene.name)));
            }
            let (width, height) = SIZES[0];
            window.resize(width, height)?;
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
