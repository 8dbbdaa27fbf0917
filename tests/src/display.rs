//! The other end of a screen: finds windows on it and presses keys in them, as no driver of a page can.

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

use crate::screen::Screen;

/// The keysym of the left shift key (`keysymdef.h`).
const SHIFT: u32 = 0xffe1;

/// A connection to a screen, closed when this is dropped.
#[derive(Debug)]
pub(crate) struct Display {
    pub(crate) server: RustConnection,
    pub(crate) root: Window,
}

impl Display {
    /// Connects to a screen.
    ///
    /// # Errors
    ///
    /// If the screen does not answer.
    pub(crate) fn of(screen: &Screen) -> Result<Self> {
        let (server, number) =
            x11rb::connect(Some(screen.display())).context("the screen cannot be reached")?;
        let root = server.setup().roots.get(number).context("the screen has no root")?.root;
        Ok(Self { server, root })
    }

    /// Returns the number of a name that programs agree on.
    ///
    /// # Errors
    ///
    /// If the screen does not answer.
    pub(crate) fn atom(&self, name: &str) -> Result<Atom> {
        Ok(self.server.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// Returns the windows in sight that have this title.
    ///
    /// # Errors
    ///
    /// If the screen does not answer.
    pub(crate) fn windows(&self, title: &str) -> Result<Vec<Window>> {
        let name = self.atom("_NET_WM_NAME")?;
        let mut found = Vec::new();
        for window in self.server.query_tree(self.root)?.reply()?.children {
            // A window may be gone before it answers.
            let Ok(attributes) = self.server.get_window_attributes(window)?.reply() else { continue };
            let Ok(named) = self.server.get_property(false, window, name, AtomEnum::ANY, 0, 1024)?.reply()
            else {
                continue;
            };
            if attributes.map_state == MapState::VIEWABLE && named.value == title.as_bytes() {
                found.push(window);
            }
        }
        Ok(found)
    }

    /// Gives a window the keyboard, which without a window manager nobody else does.
    ///
    /// # Errors
    ///
    /// If the screen refuses.
    pub(crate) fn focus(&self, window: Window) -> Result<()> {
        self.server.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?.check()?;
        Ok(())
    }

    /// Presses the keys that write `text`; a line feed is the Enter key and an escape the Escape key.
    ///
    /// # Errors
    ///
    /// If the keyboard has no key for a character.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        let keyboard = Keyboard::read(&self.server)?;
        let shift = keyboard.key(SHIFT)?.0;
        for character in text.chars() {
            let (key, shifted) = keyboard.key(keysym(character)?)?;
            if shifted {
                self.send_key(KEY_PRESS_EVENT, shift)?;
            }
            self.send_key(KEY_PRESS_EVENT, key)?;
            self.send_key(KEY_RELEASE_EVENT, key)?;
            if shifted {
                self.send_key(KEY_RELEASE_EVENT, shift)?;
            }
        }
        self.server.flush()?;
        Ok(())
    }

    fn send_key(&self, kind: u8, key: u8) -> Result<()> {
        self.server.xtest_fake_input(kind, key, CURRENT_TIME, NONE, 0, 0, 0)?;
        Ok(())
    }
}

/// Which key writes what.
struct Keyboard {
    first: u8,
    per_key: usize,
    keysyms: Vec<u32>,
}

impl Keyboard {
    fn read(server: &RustConnection) -> Result<Self> {
        let setup = server.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let mapping = server.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        Ok(Self { first, per_key: mapping.keysyms_per_keycode.into(), keysyms: mapping.keysyms })
    }

    /// The key of a keysym, and whether shift is held with it.
    fn key(&self, keysym: u32) -> Result<(u8, bool)> {
        for (at, keysyms) in self.keysyms.chunks(self.per_key).enumerate() {
            if let Some(level) = keysyms.iter().take(2).position(|each| *each == keysym) {
                return Ok((self.first + u8::try_from(at)?, level == 1));
            }
        }
        bail!("the keyboard has no key for the keysym {keysym:#x}")
    }
}

/// The keysym of a character: Latin-1 is numbered as in Unicode.
fn keysym(character: char) -> Result<u32> {
    match character {
        '\n' => Ok(0xff0d),
        '\u{1b}' => Ok(0xff1b),
        ' '..='~' => Ok(character.into()),
        other => bail!("{other:?} is not typed by the harness"),
    }
}
