//! Drags something over the window and drops it there, as a file manager does.
//!
//! This is the source's side of XDND version 5, <https://www.freedesktop.org/wiki/Specifications/XDND/>: messages say
//! what is dragged and where, the window asks for the data, and says when it has taken them.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use crate::display::Display;
use crate::screen::Screen;
use crate::window::{LOOK, PATIENCE};

const VERSION: u32 = 5;

/// How often the pointer moves before what is dragged is called refused.
const MOST_MOVES: usize = 8;

/// What is dragged: the same thing in one form or several.
pub(crate) struct Dragged<'a> {
    /// Each form by its type, such as `text/uri-list`, the best first; three at most.
    pub(crate) forms: &'a [(&'a str, &'a [u8])],
}

/// Drags over the middle of the window of this title and lets go there. Returns whether the window took it.
///
/// # Errors
///
/// If there is no such window or it does not answer.
pub(crate) fn drop_on(screen: &Screen, title: &str, dragged: &Dragged<'_>) -> Result<bool> {
    let display = Display::of(screen)?;
    let source = Source::new(&display, title, dragged)?;
    source.tell("XdndEnter", |tell| {
        tell[1] = VERSION << 24;
        for (to, form) in tell.iter_mut().skip(2).zip(&source.forms) {
            *to = form.0;
        }
    })?;
    let accepted = source.hover()?;
    if !accepted {
        source.tell("XdndLeave", |_| {})?;
        return Ok(false);
    }
    source.tell("XdndDrop", |tell| tell[2] = CURRENT_TIME)?;
    let finished = display.atom("XdndFinished")?;
    loop {
        let message = source.next()?.context("the window did not take what was dropped")?;
        if message.type_ == finished {
            return Ok(message.data.as_data32()[1] & 1 == 1);
        }
    }
}

struct Source<'a> {
    display: &'a Display,
    window: Window,
    over: Window,
    at: u32,
    selection: Atom,
    forms: Vec<(Atom, &'a [u8])>,
    started: Instant,
}

impl<'a> Source<'a> {
    fn new(display: &'a Display, title: &str, dragged: &Dragged<'a>) -> Result<Self> {
        let server = &display.server;
        let [over] = *display.windows(title)? else { bail!("there is no one window \"{title}\"") };
        let aware = display.atom("XdndAware")?;
        let aware = server.get_property(false, over, aware, AtomEnum::ANY, 0, 1)?.reply()?;
        if aware.value_len == 0 {
            bail!("the window takes nothing that is dropped");
        }
        let size = server.get_geometry(over)?.reply()?;
        let (x, y) = (i16::try_from(size.width / 2)?, i16::try_from(size.height / 2)?);
        let place = server.translate_coordinates(over, display.root, x, y)?.reply()?;
        let at = u32::try_from(place.dst_x)? << 16 | u32::try_from(place.dst_y)?;
        let window = server.generate_id()?;
        let (aux, depth) = (CreateWindowAux::new(), COPY_DEPTH_FROM_PARENT);
        let class = WindowClass::INPUT_OUTPUT;
        server
            .create_window(depth, window, display.root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &aux)?
            .check()?;
        let selection = display.atom("XdndSelection")?;
        server.set_selection_owner(window, selection, CURRENT_TIME)?.check()?;
        let forms = dragged.forms.iter().map(|(name, data)| Ok((display.atom(name)?, *data)));
        let forms = forms.collect::<Result<_>>()?;
        Ok(Self { display, window, over, at, selection, forms, started: Instant::now() })
    }

    /// Moves over the window until it says that it takes what is dragged; `false` where it does not by then.
    fn hover(&self) -> Result<bool> {
        let (copy, status) = (self.display.atom("XdndActionCopy")?, self.display.atom("XdndStatus")?);
        // The first answers come before the window has looked at the data.
        for _ in 0..MOST_MOVES {
            self.tell("XdndPosition", |tell| {
                tell[2] = self.at;
                tell[3] = CURRENT_TIME;
                tell[4] = copy;
            })?;
            loop {
                let message =
                    self.next()?.context("the window does not answer to what is dragged over it")?;
                if message.type_ != status {
                    continue;
                }
                if message.data.as_data32()[1] & 1 == 1 {
                    return Ok(true);
                }
                break;
            }
        }
        Ok(false)
    }

    fn tell(&self, what: &str, fill: impl FnOnce(&mut [u32; 5])) -> Result<()> {
        let mut data = [self.window, 0, 0, 0, 0];
        fill(&mut data);
        let message = ClientMessageEvent::new(32, self.over, self.display.atom(what)?, data);
        self.display.server.send_event(false, self.over, EventMask::NO_EVENT, message)?;
        self.display.server.flush()?;
        Ok(())
    }

    /// Returns the next message of the window, and hands out the data it asks for meanwhile; `None` after
    /// [`PATIENCE`].
    fn next(&self) -> Result<Option<ClientMessageEvent>> {
        loop {
            match self.display.server.poll_for_event()? {
                Some(Event::ClientMessage(message)) => return Ok(Some(message)),
                Some(Event::SelectionRequest(asked)) => self.hand_out(&asked)?,
                Some(_) => {}
                None if self.started.elapsed() > PATIENCE => return Ok(None),
                None => std::thread::sleep(LOOK),
            }
        }
    }

    fn hand_out(&self, asked: &SelectionRequestEvent) -> Result<()> {
        let server = &self.display.server;
        let form = self.forms.iter().find(|(name, _)| *name == asked.target);
        let property = match form {
            Some((name, data)) if asked.selection == self.selection => {
                server.change_property8(PropMode::REPLACE, asked.requestor, asked.property, *name, data)?;
                asked.property
            }
            Some(_) | None => NONE,
        };
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property,
        };
        server.send_event(false, asked.requestor, EventMask::NO_EVENT, answer)?;
        server.flush()?;
        Ok(())
    }
}
