//! Quoting of values for the place they stand in: a command's own quotes around a variable are taken into account,
//! because a value quoted a second time inside them would stand outside of any.

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

/// Shells whose quoting depends on more than the text: only values that need no quotes.
pub(super) struct WordsOnly;

impl Quoter for WordsOnly {
    fn pass(&mut self, _text: &str) {}

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        refuse_controls(value)?;
        if is_word(value) {
            Ok(value.to_owned())
        } else {
            Err("holds characters that this shell has no safe quotes for")
        }
    }
}

const CONTROLS: &str =
    "holds a line break or another control character, which a shell would act on when it is pasted";
const NO_QUOTES: &str =
    "holds characters that cannot be quoted where it stands (a here-document or backquotes)";

fn refuse_controls(value: &str) -> Result<(), &'static str> {
    if value.chars().any(char::is_control) { Err(CONTROLS) } else { Ok(()) }
}

/// Whether a value is one plain word that every POSIX shell reads as itself.
fn is_word(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with('=')
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte))
}

/// POSIX shells.
///
/// Source: POSIX.1-2024, Shell Command Language, section 2.2 Quoting.
#[derive(Debug, Default)]
pub(super) struct Posix {
    /// What is open, the innermost last.
    open: Vec<Opened>,
    /// Whether the last character was a backslash that quotes the next one.
    is_escaped: bool,
    /// The last character, where it may give the next one a meaning.
    last: Option<char>,
    /// From the first `<<` on nothing is known about quotes.
    has_here_document: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Single,
    /// `$'…'`, where a backslash quotes.
    DollarSingle,
    Double,
    Backquote,
    /// `$(…)`, `(…)` or `${…}`: quotes start afresh inside.
    Group(char),
    Comment,
}

impl Posix {
    fn take(&mut self, character: char) {
        let before = self.last.replace(character);
        if std::mem::take(&mut self.is_escaped) {
            self.last = Some('x');
            return;
        }
        match self.open.last().copied() {
            Some(Opened::Single) => {
                if character == '\'' {
                    self.open.pop();
                }
            }
            Some(Opened::DollarSingle) => match character {
                '\\' => self.is_escaped = true,
                '\'' => {
                    self.open.pop();
                }
                _ => {}
            },
            Some(Opened::Comment) => {
                if character == '\n' {
                    self.open.pop();
                }
            }
            Some(Opened::Double) => match character {
                '\\' => self.is_escaped = true,
                '"' => {
                    self.open.pop();
                }
                '`' => self.open.push(Opened::Backquote),
                '(' if before == Some('$') => self.open.push(Opened::Group(')')),
                '{' if before == Some('$') => self.open.push(Opened::Group('}')),
                _ => {}
            },
            Some(Opened::Backquote | Opened::Group(_)) | None => self.take_bare(character, before),
        }
    }

    fn take_bare(&mut self, character: char, before: Option<char>) {
        if let Some(Opened::Group(end)) = self.open.last()
            && *end == character
        {
            self.open.pop();
            return;
        }
        match character {
            '\\' => self.is_escaped = true,
            '\'' if before == Some('$') => self.open.push(Opened::DollarSingle),
            '\'' => self.open.push(Opened::Single),
            '"' => self.open.push(Opened::Double),
            '`' if self.open.last() == Some(&Opened::Backquote) => {
                self.open.pop();
            }
            '`' => self.open.push(Opened::Backquote),
            '(' => self.open.push(Opened::Group(')')),
            '{' if before == Some('$') => self.open.push(Opened::Group('}')),
            '<' if before == Some('<') => self.has_here_document = true,
            '#' if before.is_none_or(ends_word) => self.open.push(Opened::Comment),
            _ => {}
        }
    }
}

/// Whether a character ends a word, so that `#` after it starts a comment.
fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, ';' | '&' | '|' | '(' | ')')
}

impl Quoter for Posix {
    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            self.take(character);
        }
    }

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        refuse_controls(value)?;
        self.last = Some('x');
        if is_word(value) {
            return Ok(value.to_owned());
        }
        if self.has_here_document || self.open.contains(&Opened::Backquote) || self.is_escaped {
            return Err(NO_QUOTES);
        }
        let inner = value.replace('\'', "'\\''");
        match self.open.last() {
            Some(Opened::Single) => Ok(inner),
            // Out of the double quotes and in again: inside them `!` and `$` could not be held back everywhere.
            Some(Opened::Double) => Ok(format!("\"'{inner}'\"")),
            Some(Opened::DollarSingle) => Ok(value.replace('\\', "\\\\").replace('\'', "\\'")),
            Some(Opened::Group('}')) => Err(NO_QUOTES),
            Some(Opened::Comment | Opened::Group(_) | Opened::Backquote) | None => Ok(format!("'{inner}'")),
        }
    }
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
