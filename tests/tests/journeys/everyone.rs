//! What a screen reader hears of every control, and what is left of the screens at twice their size.

use firebreak_e2e::scenes::{SCENES, Stage, Theme};
use firebreak_e2e::{Result, test_id};
use serde_json::json;

use crate::desk::{data, enter, open_incident};

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

/// Lays something without a ground over the middle of the window.
const LAY_OVER: &str = "const laid = document.createElement('p'); laid.textContent = 'laid over'; \
    Object.assign(laid.style, { position: 'fixed', left: '20%', top: '20%', width: '60%', height: '60%' }); \
    document.body.append(laid);";

#[test]
fn what_lies_over_the_window_is_found() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    let window = data.open_window()?;
    enter(&window)?;
    assert_eq!(window.overlaps()?, [""; 0]);
    window.run(LAY_OVER)?;
    let found = window.overlaps()?;
    assert!(found.iter().any(|each| each.starts_with("p \"laid over\" lies over")), "{found:?}");
    window.finish()
}

/// How many parts under a dialog show the bar by which they scroll.
const BARS: &str = "return [...document.querySelectorAll('#app *')].filter((each) => \
    each.scrollHeight > each.clientHeight + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowY) \
    && getComputedStyle(each).visibility === 'visible').length;";

#[test]
fn no_bar_of_what_scrolls_below_shows_through_a_dialog_or_the_reader_view() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    let window = data.open_window()?;
    enter(&window)?;
    assert_ne!(window.run(BARS)?, json!(0), "the steps scroll");
    window.press("?")?;
    window.see(test_id("cheat-sheet"))?;
    assert_eq!(window.run(BARS)?, json!(0), "under the keys");
    window.press("Escape")?;
    window.wait_until_gone(test_id("cheat-sheet"))?;
    window.press("F11")?;
    window.see(test_id("reader"))?;
    let below = window.run(&BARS.replace("#app *", "#app [inert], #app [inert] *"))?;
    assert_eq!(below, json!(0), "under the reader view");
    window.finish()
}

/// What moves or would move: everything with a transition or an animation that lasts.
const MOVING: &str = "const lasts = (value) => value.split(',').some((each) => parseFloat(each) > 0); \
    return [...document.querySelectorAll('*')].filter((each) => { \
        const style = getComputedStyle(each); \
        return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration)); \
    }).map((each) => each.tagName + ' ' + each.className).slice(0, 10);";

/// What the desktop asks of the page: less motion, more contrast, forced colours.
const ASKED: &str = "const asked = (query) => matchMedia(query).matches; \
    return [asked('(prefers-reduced-motion: reduce)'), asked('(prefers-contrast: more)'), asked('(forced-colors: active)')];";

/// The colour of what is said beside the rest.
const INK: &str = "return getComputedStyle(document.documentElement).getPropertyValue('--ink-3');";

#[test]
fn nothing_moves_and_contrast_is_greater_where_the_desktop_asks_for_it() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    let window = data.open_window()?;
    window.see(test_id("board-INC-0001"))?;
    assert_ne!(window.run(MOVING)?, json!([]), "elsewhere something does");
    let usual = window.run(INK)?;
    window.finish()?;

    data.set_desktop("gtk-enable-animations=0\ngtk-theme-name=HighContrast")?;
    let window = data.open_window()?;
    enter(&window)?;
    assert_eq!(window.run(ASKED)?, json!([true, true, false]));
    assert_ne!(window.run(INK)?, usual, "more contrast is asked for and not given");
    window.check_accessible()?;
    for key in ["w", "l", "u", "f", "s"] {
        assert_eq!(window.run(MOVING)?, json!([]), "before {key}");
        window.press(key)?;
    }
    window.finish()
}
