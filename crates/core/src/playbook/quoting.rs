//! Quoting of values for the place they stand in: a command's own quotes around a variable are taken into account,
//! because a value quoted a second time inside them would stand outside of any.

mod posix;

pub(super) use posix::{Dialect, Posix};

/// Follows the text of a command and quotes a value for the place it has come to.
pub(super) trait Quoter {
    /// Takes the text up to the next value.
    fn pass(&mut self, text: &str);

    /// Quotes a value for the place.
    ///
    /// # Errors
    ///
    /// Why no quotes can hold the value there, to follow the variable's name.
    fn quote(&mut self, value: &str) -> Result<String, &'static str>;
}

/// Languages that no program runs from the clipboard line by line: the value as it is.
pub(super) struct Raw;

impl Quoter for Raw {
    fn pass(&mut self, _text: &str) {}

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        Ok(value.to_owned())
    }
}

/// Shells whose quoting is not known, or depends on more than the text: only values that need no quotes.
pub(super) struct WordsOnly {
    /// The characters of a plain word that mean something there.
    pub(super) special: &'static [char],
}

impl Quoter for WordsOnly {
    fn pass(&mut self, _text: &str) {}

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        refuse_controls(value)?;
        if is_word(value) && !value.contains(self.special) {
            Ok(value.to_owned())
        } else {
            Err("holds characters that no quotes are sure to hold in this kind of command")
        }
    }
}

const CONTROLS: &str =
    "holds a line break or another control character, which a shell would act on when it is pasted";
const NO_QUOTES: &str = "holds characters that no quotes are sure to hold where it stands (such as in or after a here-document, backquotes or a command for another shell)";

fn refuse_controls(value: &str) -> Result<(), &'static str> {
    if value.chars().any(char::is_control) { Err(CONTROLS) } else { Ok(()) }
}

/// Whether a value is one plain word that every POSIX shell reads as itself.
fn is_word(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with('=')
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte))
}

/// PowerShell.
///
/// Source: about_Quoting_Rules. Typographic quotes count as quotes there, so they are doubled too.
#[derive(Debug, Default)]
pub(super) struct Powershell {
    open: Vec<PowershellOpened>,
    is_escaped: bool,
    last: Option<char>,
    before_last: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PowershellOpened {
    Single,
    Double,
    HereSingle,
    HereDouble,
    /// `$(…)` or `(…)`.
    Group,
    LineComment,
    BlockComment,
}

const fn is_single(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}'..='\u{201b}')
}

const fn is_double(character: char) -> bool {
    matches!(character, '"' | '\u{201c}'..='\u{201e}')
}

/// Whether a character ends a word, so that `#` after it starts a comment.
fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, ';' | '&' | '|' | '(' | ')')
}

impl Powershell {
    fn take(&mut self, character: char) {
        let before = self.last.replace(character);
        let before_that = std::mem::replace(&mut self.before_last, before);
        if std::mem::take(&mut self.is_escaped) {
            self.last = Some('x');
            return;
        }
        let ends_here = |is_quote: fn(char) -> bool| {
            character == '@' && before.is_some_and(is_quote) && before_that == Some('\n')
        };
        let is_closed = match self.open.last() {
            Some(PowershellOpened::Single) => is_single(character),
            Some(PowershellOpened::Double) => is_double(character),
            Some(PowershellOpened::HereSingle) => ends_here(is_single),
            Some(PowershellOpened::HereDouble) => ends_here(is_double),
            Some(PowershellOpened::LineComment) => character == '\n',
            Some(PowershellOpened::BlockComment) => before == Some('#') && character == '>',
            Some(PowershellOpened::Group) => character == ')',
            None => false,
        };
        if is_closed {
            self.open.pop();
            return;
        }
        match self.open.last() {
            Some(PowershellOpened::Double | PowershellOpened::HereDouble) => match character {
                '`' => self.is_escaped = true,
                '(' if before == Some('$') => self.open.push(PowershellOpened::Group),
                _ => {}
            },
            Some(PowershellOpened::Group) | None => self.take_bare(character, before),
            Some(
                PowershellOpened::Single
                | PowershellOpened::HereSingle
                | PowershellOpened::LineComment
                | PowershellOpened::BlockComment,
            ) => {}
        }
    }

    fn take_bare(&mut self, character: char, before: Option<char>) {
        let is_here = before == Some('@');
        match character {
            '`' => self.is_escaped = true,
            '(' => self.open.push(PowershellOpened::Group),
            '#' if before == Some('<') => self.open.push(PowershellOpened::BlockComment),
            '#' if before.is_none_or(ends_word) => self.open.push(PowershellOpened::LineComment),
            _ if is_single(character) && is_here => self.open.push(PowershellOpened::HereSingle),
            _ if is_double(character) && is_here => self.open.push(PowershellOpened::HereDouble),
            _ if is_single(character) => self.open.push(PowershellOpened::Single),
            _ if is_double(character) => self.open.push(PowershellOpened::Double),
            _ => {}
        }
    }
}

impl Quoter for Powershell {
    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            self.take(character);
        }
    }

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        refuse_controls(value)?;
        self.last = Some('x');
        if self.is_escaped {
            return Err(NO_QUOTES);
        }
        match self.open.last() {
            Some(PowershellOpened::Single) => Ok(doubled(value)),
            Some(PowershellOpened::Double) => Ok(escaped(value)),
            Some(PowershellOpened::HereSingle) if !value.contains(is_single) => Ok(value.to_owned()),
            Some(PowershellOpened::HereDouble) if !value.contains(is_double) => Ok(escaped(value)),
            Some(PowershellOpened::LineComment) => Ok(value.to_owned()),
            Some(PowershellOpened::BlockComment) if !value.contains(['#', '>']) => Ok(value.to_owned()),
            Some(
                PowershellOpened::HereSingle | PowershellOpened::HereDouble | PowershellOpened::BlockComment,
            ) => Err(NO_QUOTES),
            Some(PowershellOpened::Group) | None => Ok(format!("'{}'", doubled(value))),
        }
    }
}

/// A value for single quotes of PowerShell: every kind of single quote doubled.
fn doubled(value: &str) -> String {
    let mut doubled = String::with_capacity(value.len());
    for character in value.chars() {
        doubled.push(character);
        if is_single(character) {
            doubled.push(character);
        }
    }
    doubled
}

/// A value for double quotes of PowerShell: a backquote before everything that has a meaning there.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        if matches!(character, '`' | '$') || is_double(character) {
            escaped.push('`');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests;
