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

    /// Moves the focus to the element by the keys that move it: Tab, Shift+Tab, and arrows in a group with one stop.
    ///
    /// # Errors
    ///
    /// If the element is gone, or the keyboard does not get to it.
    pub fn focus(&self) -> Result<()> {
        self.window.reach(&serde_json::to_value(&self.inner)?)
    }

    /// Moves the focus to the element, as [`Element::focus`] does, and presses one chord there.
    ///
    /// # Errors
    ///
    /// If the keyboard does not get to the element, or the chord names no key.
    pub fn press(&self, chord: &str) -> Result<()> {
        self.focus()?;
        self.window.press(chord)
    }

    /// Moves the focus to the element, as [`Element::focus`] does, and types `text` where the cursor is.
    ///
    /// # Errors
    ///
    /// If the keyboard does not get to the element.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.focus()?;
        self.window.type_text(text)
    }

    /// Moves the focus to the element, as [`Element::focus`] does, and types `text` over what it holds.
    ///
    /// # Errors
    ///
    /// If the keyboard does not get to the element.
    pub fn fill(&self, text: &str) -> Result<()> {
        self.focus()?;
        self.window.press("Control+a")?;
        if text.is_empty() { self.window.press("Delete") } else { self.window.type_text(text) }
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

#[cfg(test)]
mod tests;
