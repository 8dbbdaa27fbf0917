//! What the harness runs inside the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Finds elements and remembers errors; stands on axe.
const PAGE: &str = include_str!("page.js");

/// Answers `null` where [`install`] has to run first: after every load of the page.
pub(crate) const FIND: &str = "return window.__e2e ? window.__e2e.find(...arguments) : null;";

/// Answers what went wrong in the page since it was installed.
pub(crate) const WRONG: &str = "return window.__e2e ? window.__e2e.wrong : [];";

/// Answers why what has the focus cannot be seen, `false` where [`install`] has to run first.
pub(crate) const HIDDEN: &str = "return window.__e2e ? window.__e2e.hidden() : false;";

/// Answers by which key the focus comes nearer to an element: `here` where it is there, `null` where no key leads there.
pub(crate) const WAY: &str = "return window.__e2e.way(arguments[0]);";

/// Answers what has the focus, as an error calls it.
pub(crate) const PLACE: &str = "return window.__e2e.place();";

/// Answers which text nobody can get to see.
pub(crate) const CUT: &str = "return window.__e2e.cut();";

/// Answers what lies over something else.
pub(crate) const OVERLAPS: &str = "return window.__e2e.overlaps();";

/// Answers every control with its role by axe and what it is called in an error.
pub(crate) const CONTROLS: &str = "return window.__e2e.controls();";

/// Shows everything at a multiple of its usual size.
pub(crate) const ZOOM: &str = "const [value, done] = arguments; \
    window.__TAURI_INTERNALS__.invoke('plugin:webview|set_webview_zoom', { value }).then(() => done(true), done);";

/// Runs axe over the page.
pub(crate) const CHECK: &str =
    "const done = arguments[0]; window.__e2e.check().then(done, (error) => done({ failed: String(error) }));";

/// Answers when the page has been drawn twice.
pub(crate) const TWO_FRAMES: &str =
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

/// Says whether the page is loaded and shows something.
pub(crate) const SHOWS_SOMETHING: &str =
    "return document.readyState === 'complete' && document.body.innerText.trim() !== '';";

/// Answers the text that the page shows.
pub(crate) const SHOWN_TEXT: &str = "return document.body.innerText;";

/// Answers the size of the page as [width, height].
pub(crate) const SIZE: &str = "return [window.innerWidth, window.innerHeight];";

/// Sends a command as the page itself would.
pub(crate) const CALL: &str = "const [name, request, done] = arguments; \
    window.__TAURI_INTERNALS__.invoke('call', { name, request }).then((answer) => done({ answer }), (error) => done({ error }));";

/// Returns the script that installs axe and the search in the page.
///
/// # Errors
///
/// If the packages of the front end are not installed.
pub(crate) fn install() -> Result<String> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe)
        .with_context(|| format!("cannot read {}; `npm ci` in ui/ installs it", axe.display()))?;
    Ok(format!("if (!window.axe) {{ {axe}\n}}\n{PAGE}"))
}
