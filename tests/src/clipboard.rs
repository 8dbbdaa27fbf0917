//! Something copied in another program, ready to be pasted.
//!
//! This is the owner's side of selections, <https://x.org/releases/X11R7.7/doc/xorg-docs/icccm/icccm.html>: whoever
//! pastes asks what forms there are, then for one of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use anyhow::Result;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use crate::display::Display;
use crate::screen::Screen;
use crate::window::LOOK;

/// What was copied; it can be pasted until this is dropped.
#[derive(Debug)]
pub struct Copied {
    ended: Arc<AtomicBool>,
    owner: Option<JoinHandle<Result<()>>>,
}

impl Copied {
    /// Copies data of a type such as `image/png`; a few hundred kilobytes at most, as they go over in one piece.
    ///
    /// # Errors
    ///
    /// If the screen refuses.
    pub(crate) fn new(screen: &Screen, form: &str, data: &[u8]) -> Result<Self> {
        let display = Display::of(screen)?;
        let server = &display.server;
        let window = server.generate_id()?;
        let (aux, depth) = (CreateWindowAux::new(), COPY_DEPTH_FROM_PARENT);
        let class = WindowClass::INPUT_OUTPUT;
        server
            .create_window(depth, window, display.root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &aux)?
            .check()?;
        let clipboard = display.atom("CLIPBOARD")?;
        server.set_selection_owner(window, clipboard, CURRENT_TIME)?.check()?;
        let (targets, form) = (display.atom("TARGETS")?, display.atom(form)?);
        let owner = Owner { display, clipboard, targets, form, data: data.to_vec() };
        let ended = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&ended);
        let owner = thread::spawn(move || owner.answer(&heard));
        Ok(Self { ended, owner: Some(owner) })
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(owner) = self.owner.take() {
            let _ = owner.join();
        }
    }
}

struct Owner {
    display: Display,
    clipboard: Atom,
    targets: Atom,
    form: Atom,
    data: Vec<u8>,
}

impl Owner {
    fn answer(&self, ended: &AtomicBool) -> Result<()> {
        while !ended.load(Ordering::Relaxed) {
            match self.display.server.poll_for_event()? {
                Some(Event::SelectionRequest(asked)) => self.hand_out(&asked)?,
                Some(_) => {}
                None => thread::sleep(LOOK),
            }
        }
        Ok(())
    }

    fn hand_out(&self, asked: &SelectionRequestEvent) -> Result<()> {
        let server = &self.display.server;
        let (to, at) = (asked.requestor, asked.property);
        let is_known = asked.selection == self.clipboard;
        let property = if is_known && asked.target == self.targets {
            server.change_property32(
                PropMode::REPLACE,
                to,
                at,
                AtomEnum::ATOM,
                &[self.targets, self.form],
            )?;
            at
        } else if is_known && asked.target == self.form {
            server.change_property8(PropMode::REPLACE, to, at, self.form, &self.data)?;
            at
        } else {
            NONE
        };
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: to,
            selection: asked.selection,
            target: asked.target,
            property,
        };
        server.send_event(false, to, EventMask::NO_EVENT, answer)?;
        server.flush()?;
        Ok(())
    }
}
