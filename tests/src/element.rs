//! One element of the page.

use anyhow::{Context, Result};

use crate::window::WindowTest;

/// One element of the page of a window.
#[derive(Debug, Clone)]
pub struct Element<'window> {
    window: &'window WindowTest,
    inner: fantoccini::elements::Element,
}

impl<'window> Element<'window> {
    pub(crate) fn new(window: &'window WindowTest, inner: fantoccini::elements::Element) -> Self {
        Self { window, inner }
    }

    /// Clicks in the middle of the element, which is scrolled into view first.
    ///
    /// # Errors
    ///
    /// If the element is gone or covered by another.
    pub fn click(&self) -> Result<()> {
        self.window.wait_for(self.inner.click()).context("the element could not be clicked")
    }

    /// Moves the focus to the element.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn focus(&self) -> Result<()> {
        let element = serde_json::to_value(&self.inner)?;
        self.window.run_with("arguments[0].focus();", vec![element])?;
        Ok(())
    }

    /// Types `text` into the element, after what it holds.
    ///
    /// # Errors
    ///
    /// If the element is gone or takes no keys.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.window.wait_for(self.inner.send_keys(text)).context("the element takes no keys")
    }

    /// Empties the element, then types `text` into it.
    ///
    /// # Errors
    ///
    /// If the element is gone or takes no keys.
    pub fn fill(&self, text: &str) -> Result<()> {
        self.window.wait_for(self.inner.clear()).context("the element cannot be emptied")?;
        self.type_text(text)
    }

    /// Returns the text that the element shows.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn text(&self) -> Result<String> {
        self.window.wait_for(self.inner.text()).context("the element has no text")
    }

    /// Returns what the element holds, as form fields do; empty for others.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn value(&self) -> Result<String> {
        Ok(self.window.wait_for(self.inner.prop("value"))?.unwrap_or_default())
    }

    /// Returns an attribute, `None` if the element has none of that name.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.window.wait_for(self.inner.attr(name))?)
    }

    /// Says whether the element has the focus.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn has_focus(&self) -> Result<bool> {
        let element = serde_json::to_value(&self.inner)?;
        let answer =
            self.window.run_with("return document.activeElement === arguments[0];", vec![element])?;
        Ok(answer.as_bool() == Some(true))
    }

    /// Says whether the element can be used, which a disabled button cannot.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn is_enabled(&self) -> Result<bool> {
        Ok(self.window.wait_for(self.inner.is_enabled())?)
    }

    /// Returns where the element is in the page, in CSS pixels: left, top, width, height.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn rectangle(&self) -> Result<(f64, f64, f64, f64)> {
        Ok(self.window.wait_for(self.inner.rectangle())?)
    }
}
