//! What a screen reader gets to hear, what stays in sight, and what is cut off.

use anyhow::{Context, Result};
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::page;
use crate::window::WindowTest;

/// Asks the web view what it tells a screen reader of an element (W3C WebDriver, 12.4.9 and 12.4.10).
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/{}", self.element, self.what))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}

/// A control as the web view tells it to a screen reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The computed role.
    pub role: String,
    /// The computed label.
    pub label: String,
    /// The role that axe computes.
    pub expected: String,
    /// What the control is called in an error.
    pub name: String,
}

impl WindowTest {
    /// Returns every control of the page with the role and the label that the web view computes.
    ///
    /// # Errors
    ///
    /// If the driver does not answer.
    pub fn controls(&self) -> Result<Vec<Heard>> {
        self.install()?;
        let answer = self.run(page::CONTROLS)?;
        let controls = answer.as_array().context("the page did not answer with controls")?;
        controls.iter().map(|control| self.hear(control)).collect()
    }

    fn hear(&self, control: &Value) -> Result<Heard> {
        let text = |at| control.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let element = control.get(0).context("a control is no element")?;
        let id = element.as_object().and_then(|element| element.values().next()).and_then(Value::as_str);
        let id = id.context("a control is no element")?;
        Ok(Heard {
            role: self.computed(id, "computedrole")?,
            label: self.computed(id, "computedlabel")?,
            expected: text(1),
            name: text(2),
        })
    }

    fn computed(&self, element: &str, what: &'static str) -> Result<String> {
        let command = Computed { element: element.to_owned(), what };
        let answer = self.wait_for(self.client().issue_cmd(command)).with_context(|| format!("no {what}"))?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Returns which text nobody can get to see: cut off by what is around it, which does not scroll.
    ///
    /// # Errors
    ///
    /// If the page does not answer.
    pub fn cut_off(&self) -> Result<Vec<String>> {
        self.install()?;
        Ok(serde_json::from_value(self.run(page::CUT)?)?)
    }

    /// Returns what lies over text or controls that it does not hold, dialogs and open lists apart.
    ///
    /// # Errors
    ///
    /// If the page does not answer.
    pub fn overlaps(&self) -> Result<Vec<String>> {
        self.install()?;
        Ok(serde_json::from_value(self.run(page::OVERLAPS)?)?)
    }

    /// Shows everything at a multiple of its usual size, and waits until the page is `width` wide, in CSS pixels.
    ///
    /// # Errors
    ///
    /// If the web view refuses.
    pub fn zoom(&self, factor: u32, width: u32) -> Result<()> {
        self.run_async(page::ZOOM, vec![json!(factor)])?;
        self.eventually(&format!("the page was {width} wide"), || {
            let now = self.run("return window.innerWidth;")?;
            Ok((now.as_u64() == Some(width.into())).then_some(()))
        })
    }

    /// Waits until what has the focus can be seen (WCAG 2.2, 2.4.11); `after` is what was pressed.
    pub(crate) fn see_focus(&self, after: &str) -> Result<()> {
        let mut why = String::new();
        let seen = self.eventually(&format!("the focus was in sight after {after}"), || {
            let mut answer = self.run(page::HIDDEN)?;
            if answer == Value::Bool(false) {
                self.install()?;
                answer = self.run(page::HIDDEN)?;
            }
            why = answer.as_str().unwrap_or_default().to_owned();
            Ok(why.is_empty().then_some(()))
        });
        seen.with_context(|| why)
    }
}
