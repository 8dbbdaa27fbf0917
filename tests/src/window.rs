//! One window under test.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::elements::ElementRef;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::accessibility::Violation;
use crate::data::Data;
use crate::driver::Driver;
use crate::element::Element;
use crate::find::By;
use crate::screen::Screen;
use crate::{keys, page, picture};

/// How long the harness waits for something to appear before it calls it missing.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The size of the screen in pixels: the largest window that pictures are taken of.
const SCREEN: (u32, u32) = (1920, 1080);

/// How many keys it may take to get from one element to another.
const FARTHEST: usize = 400;

/// How often it looks.
pub(crate) const LOOK: Duration = Duration::from_millis(20);

/// How often an element may be redrawn while it is handed out.
const REDRAWN: usize = 10;

/// The key under which WebDriver hands out elements (W3C WebDriver, "web element identifier").
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One window under test, with a screen and a driver of its own; all of it ends when this is dropped.
pub struct WindowTest {
    client: Client,
    runtime: Runtime,
    driver: Driver,
    screen: Screen,
    data: Data,
    pressed: Cell<usize>,
}

impl fmt::Debug for WindowTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WindowTest")
            .field("screen", &self.screen)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

/// Starting and ending.
impl WindowTest {
    /// Opens the window on an empty data folder: the first start.
    ///
    /// # Errors
    ///
    /// If a program is missing or the window does not appear; the message holds the end of its log.
    pub fn start() -> Result<Self> {
        Data::new()?.open_window()
    }

    pub(crate) fn open(data: Data, program: &Path) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().context("no runtime")?;
        let (width, height) = SCREEN;
        let screen = Screen::start(width, height)?;
        let driver = Driver::start(&screen, data.home(), &data.home().join("window.log"))?;
        let client = runtime.block_on(connect(driver.port(), program, &data)).with_context(|| {
            format!("the window did not start; the end of its log:\n{}", driver.log_end())
        })?;
        let window = Self { client, runtime, driver, screen, data, pressed: Cell::new(0) };
        window.eventually("the window showed something", || {
            Ok((window.run(page::SHOWS_SOMETHING)?.as_bool() == Some(true)).then_some(()))
        })?;
        Ok(window)
    }

    /// Kills the window in the middle of whatever it does, and opens it again on the same data.
    ///
    /// # Errors
    ///
    /// As [`Data::open_window`].
    pub fn crash_and_reopen(self) -> Result<Self> {
        let data = self.data.clone();
        self.kill();
        data.open_window()
    }

    /// Kills the window, its driver and its screen at once, with a signal that none of them can do anything about.
    pub fn kill(self) {
        drop(self);
    }

    /// Ends the test: closes the window, and fails if anything went wrong in the page on the way.
    ///
    /// # Errors
    ///
    /// If the page threw an error, left a rejection unhandled or ran into the content security policy.
    pub fn finish(self) -> Result<()> {
        let wrong: Vec<String> = serde_json::from_value(self.run(page::WRONG)?)?;
        self.runtime.block_on(self.client.clone().close()).context("the window could not be closed")?;
        if !wrong.is_empty() {
            bail!("in the page:\n{}\nthe end of the log:\n{}", wrong.join("\n"), self.driver.log_end());
        }
        Ok(())
    }

    /// Returns the data folder, with the command line on it.
    pub fn data(&self) -> &Data {
        &self.data
    }

    pub(crate) fn screen(&self) -> &Screen {
        &self.screen
    }
}

/// Looking.
#[expect(clippy::needless_pass_by_value, reason = "a journey reads better without a reference at every name")]
impl WindowTest {
    /// Waits until exactly one element answers to `by`, and returns it.
    ///
    /// # Errors
    ///
    /// If after [`PATIENCE`] there is none or more than one; the message says what the window shows.
    pub fn find(&self, by: By) -> Result<Element<'_>> {
        let mut count = 0;
        let found = self.eventually(&format!("{by} appeared"), || {
            let mut found = self.find_all(by.clone())?;
            count = found.len();
            Ok(if count == 1 { found.pop() } else { None })
        });
        found.with_context(|| format!("{by} was found {count} times, not once"))
    }

    /// Waits until at least one element answers to `by`.
    ///
    /// # Errors
    ///
    /// If after [`PATIENCE`] there is none; the message says what the window shows.
    pub fn see(&self, by: By) -> Result<()> {
        self.eventually(&format!("{by} appeared"), || {
            Ok((!self.find_all(by.clone())?.is_empty()).then_some(()))
        })
    }

    /// Returns every element that answers to `by` now.
    ///
    /// # Errors
    ///
    /// If the page does not answer.
    pub fn find_all(&self, by: By) -> Result<Vec<Element<'_>>> {
        let mut answer = self.search(&by)?;
        if answer.is_null() {
            self.install()?;
            answer = self.search(&by)?;
        }
        let elements = answer.as_array().context("the page did not answer with elements")?;
        elements.iter().map(|element| self.element(element)).collect()
    }

    /// Searches the page; where it redraws an element while that is handed out, it is searched again.
    fn search(&self, by: &By) -> Result<Value> {
        for _ in 0..REDRAWN {
            match self.run_with(page::FIND, vec![by.to_json()]) {
                Err(error) if format!("{error:#}").contains("Stale element") => {}
                answer => return answer,
            }
        }
        bail!("the page redrew {by} {REDRAWN} times in a row");
    }

    /// Waits until no element answers to `by`.
    ///
    /// # Errors
    ///
    /// If after [`PATIENCE`] there still is one.
    pub fn wait_until_gone(&self, by: By) -> Result<()> {
        self.eventually(&format!("{by} was gone"), || Ok(self.find_all(by.clone())?.is_empty().then_some(())))
    }

    /// Waits until the element with the focus answers to `by`, and returns it.
    ///
    /// # Errors
    ///
    /// If after [`PATIENCE`] the focus is elsewhere.
    pub fn find_focused(&self, by: By) -> Result<Element<'_>> {
        self.eventually(&format!("{by} had the focus"), || {
            for element in self.find_all(by.clone())? {
                if element.has_focus()? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
    }

    /// Returns the text that the window shows now.
    ///
    /// # Errors
    ///
    /// If the page does not answer.
    pub fn shown_text(&self) -> Result<String> {
        Ok(self.run(page::SHOWN_TEXT)?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until `look` returns something, and returns that; `what` completes "waited in vain until …".
    ///
    /// # Errors
    ///
    /// If `look` fails, or after [`PATIENCE`] still returns nothing; the message says what the window shows and where
    /// its picture lies.
    pub fn eventually<T>(&self, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        let started = Instant::now();
        loop {
            if let Some(found) = look()? {
                return Ok(found);
            }
            if started.elapsed() > PATIENCE {
                let seconds = PATIENCE.as_secs();
                return Err(self.explained(&format!("waited {seconds} s in vain until {what}")));
            }
            self.runtime.block_on(async { tokio::time::sleep(LOOK).await });
        }
    }

    /// Runs axe over the page as it is.
    ///
    /// # Errors
    ///
    /// If axe itself fails.
    pub fn violations(&self) -> Result<Vec<Violation>> {
        self.install()?;
        let answer = self.run_async(page::CHECK, Vec::new())?;
        serde_json::from_value(answer.clone()).with_context(|| format!("axe answered {answer}"))
    }

    /// Runs axe over the page as it is, and finds nothing.
    ///
    /// # Errors
    ///
    /// If axe finds anything; the message says what and where.
    pub fn check_accessible(&self) -> Result<()> {
        let violations = self.violations()?;
        if !violations.is_empty() {
            let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
            return Err(self.explained(&format!("axe found:\n{}", lines.join("\n"))));
        }
        Ok(())
    }
}

/// Acting.
impl WindowTest {
    /// Presses one chord wherever the focus is: `n`, `Enter`, `Control+k`, `Shift+Tab`, `ArrowDown`, `Space`.
    ///
    /// # Errors
    ///
    /// If the chord names no key.
    pub fn press(&self, chord: &str) -> Result<()> {
        self.pressed.set(self.pressed.get() + 1);
        self.wait_for(self.client.perform_actions(keys::chord(chord)?))
            .with_context(|| format!("{chord} could not be pressed"))?;
        self.see_focus(chord)
    }

    /// Types `text` wherever the focus is.
    ///
    /// # Errors
    ///
    /// If the driver refuses.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.pressed.set(self.pressed.get() + text.chars().count());
        self.wait_for(self.client.perform_actions(keys::typing(text))).context("the text could not be typed")
    }

    /// Returns how many keys were pressed in this window so far: a chord is one, and so is each character of a text.
    pub fn keys_pressed(&self) -> usize {
        self.pressed.get()
    }

    /// Moves the focus to an element by keys, as [`Element::focus`] says.
    pub(crate) fn reach(&self, element: &Value) -> Result<()> {
        for _ in 0..FARTHEST {
            let way = self.run_with(page::WAY, vec![element.clone()])?;
            let Some(key) = way.as_str() else {
                bail!("no key leads to the element, which may be disabled or folded away")
            };
            if key == "here" {
                return Ok(());
            }
            self.press(key)?;
        }
        let place = self.run(page::PLACE)?;
        Err(self.explained(&format!("{FARTHEST} keys do not lead to the element; the focus is on {place}")))
    }

    /// Gives the page this size, in CSS pixels.
    ///
    /// # Errors
    ///
    /// If after [`PATIENCE`] the page has another size; it is never smaller than 1024 × 700.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.wait_for(self.client.set_window_rect(0, 0, width, height))
            .context("the window could not be resized")?;
        let wanted = json!([width, height]);
        self.eventually(&format!("the page was {width} × {height}"), || {
            Ok((self.run(page::SIZE)? == wanted).then_some(()))
        })
    }

    /// Waits until the window shows the page and nothing moves, and returns a picture of it as PNG.
    ///
    /// It is the screen that is looked at: the driver's own pictures wait for a frame that a window painted without
    /// the graphics card does not announce.
    ///
    /// # Errors
    ///
    /// If the page is not drawn, or never stands still.
    pub fn picture(&self) -> Result<Vec<u8>> {
        self.run_async(page::TWO_FRAMES, Vec::new())?;
        let (width, height): (usize, usize) = serde_json::from_value(self.run(page::SIZE)?)?;
        let mut before = None;
        let rows = self.eventually("the window stood still", || {
            let now = self.screen.rows(1)?;
            Ok(if before.as_ref() == Some(&now) {
                Some(now)
            } else {
                before = Some(now);
                None
            })
        })?;
        picture::png(&rows, usize::try_from(self.screen.row())?, width, height)
    }

    /// Writes a picture of the page to `path`, whose folder is made where it is missing.
    ///
    /// # Errors
    ///
    /// If no picture can be taken or written.
    pub fn save_picture(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, self.picture()?).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Sends a command to the application the way the page itself does, and returns the answer.
    ///
    /// # Errors
    ///
    /// If the command is refused; the message is the error as the page gets it.
    pub fn call(&self, name: &str, request: Value) -> Result<Value> {
        let answer = self.run_async(page::CALL, vec![json!(name), request])?;
        match answer.get("answer") {
            Some(answer) => Ok(answer.clone()),
            None => bail!("{name} was refused: {answer}"),
        }
    }

    /// Runs a script in the page, as the body of a function, and returns what it returns.
    ///
    /// # Errors
    ///
    /// If the script throws.
    pub fn run(&self, script: &str) -> Result<Value> {
        self.run_with(script, Vec::new())
    }

    /// Runs a script in the page with `arguments`, and returns what it returns.
    ///
    /// # Errors
    ///
    /// If the script throws.
    pub fn run_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait_for(self.client.execute(script, arguments)).context("a script failed in the page")
    }

    /// Runs a script in the page that calls its last argument with the answer.
    ///
    /// # Errors
    ///
    /// If the script throws or does not answer in time.
    pub fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait_for(self.client.execute_async(script, arguments))
            .context("a script did not answer in the page")
    }

    /// Returns the client of fantoccini, for what this harness has no word for; see [`WindowTest::wait_for`].
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits for something that the client of fantoccini does.
    pub fn wait_for<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    pub(crate) fn install(&self) -> Result<()> {
        self.run(&page::install()?).map(|_| ())
    }

    fn element(&self, answer: &Value) -> Result<Element<'_>> {
        let id =
            answer.get(ELEMENT).and_then(Value::as_str).context("the page did not answer with an element")?;
        let id = ElementRef::from(id.to_owned());
        Ok(Element::new(self, fantoccini::elements::Element::from_element_id(self.client.clone(), id)))
    }

    /// Returns an error that says where the picture of the window lies, and what the window shows.
    fn explained(&self, problem: &str) -> anyhow::Error {
        let shown = self.shown_text().unwrap_or_else(|error| format!("nothing, {error:#}"));
        let picture = self.picture().and_then(|png| picture::keep(&png));
        let picture =
            picture.map_or_else(|error| format!("not taken, {error:#}"), |path| path.display().to_string());
        anyhow!("{problem}\npicture: {picture}\nthe window shows:\n{}", beginning(&shown))
    }
}

/// Returns the first lines of a text that are not empty, enough to recognise a screen.
fn beginning(text: &str) -> String {
    const LINES: usize = 60;
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.push("…");
    }
    lines.join("\n")
}

async fn connect(port: u16, program: &Path, data: &Data) -> Result<Client> {
    let options = json!({ "binary": program, "args": ["--data", data.folder()] });
    // Without `browserName`: the driver would ask for a browser of that name.
    let capabilities = Capabilities::from_iter([
        ("webkitgtk:browserOptions".to_owned(), options),
        ("timeouts".to_owned(), json!({ "script": PATIENCE.as_millis() })),
    ]);
    let address = format!("http://127.0.0.1:{port}");
    let started = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if started.elapsed() > PATIENCE {
            bail!("the driver does not listen on port {port}");
        }
        tokio::time::sleep(LOOK).await;
    }
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    Ok(builder.connect(&address).await?)
}
