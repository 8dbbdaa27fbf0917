//! Keys and chords, written as on a cheat sheet.

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Returns the actions for one chord, such as `n`, `Enter`, `Control+k` or `Control+Shift+ArrowDown`.
///
/// # Errors
///
/// If a word of the chord names no key.
pub(crate) fn chord(text: &str) -> Result<KeyActions> {
    let (held, last) = match text.rsplit_once('+') {
        // `+` itself, alone or after others.
        Some((held, "")) => (held.strip_suffix('+').unwrap_or_default(), "+"),
        Some((held, last)) => (held, last),
        None => ("", text),
    };
    let held = held.split('+').filter(|word| !word.is_empty()).map(key).collect::<Result<Vec<_>>>()?;
    let last = key(last)?;
    let downs = held.iter().chain([&last]).map(|&value| KeyAction::Down { value });
    let ups = [&last].into_iter().chain(held.iter().rev()).map(|&value| KeyAction::Up { value });
    Ok(actions(downs.chain(ups)))
}

/// Returns the actions that type `text`, character by character.
pub(crate) fn typing(text: &str) -> KeyActions {
    let typed = |value| if value == '\n' { char::from(Key::Enter) } else { value };
    actions(text.chars().map(typed).flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]))
}

fn actions(sequence: impl Iterator<Item = KeyAction>) -> KeyActions {
    sequence.fold(KeyActions::new("keyboard".to_owned()), InputSource::then)
}

fn key(word: &str) -> Result<char> {
    let key = match word {
        "Control" | "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F1" => Key::F1,
        "F11" => Key::F11,
        "Space" => return Ok(' '),
        _ => {
            let mut characters = word.chars();
            let first = characters.next().with_context(|| "a chord names no key")?;
            if characters.next().is_some() {
                bail!("\"{word}\" names no key");
            }
            return Ok(first);
        }
    };
    Ok(key.into())
}

#[cfg(test)]
mod tests;
