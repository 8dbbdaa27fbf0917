//! What comes to the window from outside the page: things dropped on it, and the system's own dialogs.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::clipboard::Copied;
use crate::display::Display;
use crate::drag::{self, Dragged};
use crate::window::WindowTest;

/// The title of the window; that of its page is for the reader of the screen alone.
const TITLE: &str = "Firebreak";

impl WindowTest {
    /// Drops files and folders on the window, as a file manager does.
    ///
    /// # Errors
    ///
    /// If the window does not take them.
    pub fn drop_files(&self, paths: &[&Path]) -> Result<()> {
        let mut list = String::new();
        for path in paths {
            list.push_str(&uri(path)?);
            list.push_str("\r\n");
        }
        if !drag::drop_on(self.screen(), TITLE, &Dragged { forms: &[("text/uri-list", list.as_bytes())] })? {
            bail!("the window took no files");
        }
        Ok(())
    }

    /// Drops text on the window, and returns whether it took it.
    ///
    /// # Errors
    ///
    /// If the window does not answer.
    pub fn drop_text(&self, text: &str) -> Result<bool> {
        let text = text.as_bytes();
        let forms = [("text/plain;charset=utf-8", text), ("UTF8_STRING", text), ("text/plain", text)];
        drag::drop_on(self.screen(), TITLE, &Dragged { forms: &forms })
    }

    /// Copies a picture, as a program for screenshots does; it can be pasted while what is returned is kept.
    ///
    /// # Errors
    ///
    /// If the screen refuses.
    pub fn copy_picture(&self, png: &[u8]) -> Result<Copied> {
        Copied::new(self.screen(), "image/png", png)
    }

    /// Waits for the system's dialog of this title, writes in it, and waits until it is gone. A line feed is the Enter
    /// key and an escape the Escape key.
    ///
    /// # Errors
    ///
    /// If there is no such dialog, or it stays.
    pub fn answer_dialog(&self, title: &str, written: &str) -> Result<()> {
        let display = Display::of(self.screen())?;
        let dialog = self.eventually(&format!("the dialog \"{title}\" appeared"), || {
            Ok(display.windows(title)?.first().copied())
        })?;
        display.focus(dialog)?;
        let mut written = written.chars();
        // The first key may put a field for the path in place of the list, which takes the others once it is there.
        if written.as_str().starts_with('/') {
            let before = self.screen().rows(1)?;
            display.write("/")?;
            written.next();
            self.eventually("the dialog took the first key", || {
                Ok((self.screen().rows(1)? != before).then_some(()))
            })?;
            self.wait_until_still()?;
        }
        display.write(written.as_str())?;
        self.eventually(&format!("the dialog \"{title}\" was gone"), || {
            Ok(display.windows(title)?.is_empty().then_some(()))
        })
    }
}

/// How many looks at the screen are alike before it counts as standing still.
const STILL: usize = 15;

impl WindowTest {
    /// Waits until the whole screen, dialogs too, has looked the same for a while.
    fn wait_until_still(&self) -> Result<()> {
        let (mut before, mut alike) = (Vec::new(), 0);
        self.eventually("the screen stood still", || {
            let now = self.screen().rows(1)?;
            alike = if now == before { alike + 1 } else { 0 };
            before = now;
            Ok((alike >= STILL).then_some(()))
        })
    }
}

/// The address of a file (RFC 8089), every byte escaped that is not plain.
fn uri(path: &Path) -> Result<String> {
    let path = path.to_str().context("a path that is no Unicode is not dragged")?;
    let mut uri = "file://".to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(uri)
}
