use fantoccini::actions::{InputSource, KeyAction, KeyActions};

use super::{chord, typing};

fn down(value: char) -> KeyAction {
    KeyAction::Down { value }
}

fn up(value: char) -> KeyAction {
    KeyAction::Up { value }
}

#[track_caller]
fn check(actual: &KeyActions, expected: &[KeyAction]) {
    let expected =
        expected.iter().cloned().fold(KeyActions::new("keyboard".to_owned()), |all, action| all.then(action));
    assert_eq!(format!("{actual:?}"), format!("{expected:?}"));
}

#[test]
fn a_chord_holds_the_modifiers_around_the_key() {
    check(&chord("n").unwrap(), &[down('n'), up('n')]);
    check(&chord("Control+k").unwrap(), &[down('\u{e009}'), down('k'), up('k'), up('\u{e009}')]);
    check(&chord("Control++").unwrap(), &[down('\u{e009}'), down('+'), up('+'), up('\u{e009}')]);
    check(&chord("+").unwrap(), &[down('+'), up('+')]);
    check(&chord("Space").unwrap(), &[down(' '), up(' ')]);
    assert_eq!(chord("Hyper+k").unwrap_err().to_string(), "\"Hyper\" names no key");
}

#[test]
fn typing_presses_every_character() {
    check(&typing("é\n"), &[down('é'), up('é'), down('\u{e007}'), up('\u{e007}')]);
}
