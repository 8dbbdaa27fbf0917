//! Quoting for POSIX shells and those that grew from them.

use super::{NO_QUOTES, Quoter, is_word, refuse_controls};

/// What a fence's language says of the shell that will read the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::playbook) enum Dialect {
    /// bash and ksh.
    Bash,
    /// zsh, which reads `#` as a plain character where people type.
    Zsh,
    /// dash and others that know nothing beyond POSIX.1-2017, so no `$'…'`.
    Plain,
    /// Whatever shell the reader has.
    Any,
}

impl Dialect {
    /// Whether `$'…'` is a quote in which a backslash quotes.
    const fn has_dollar_quotes(self) -> bool {
        match self {
            Self::Bash | Self::Zsh => true,
            Self::Plain | Self::Any => false,
        }
    }

    /// Whether the quotes in a comment mean nothing.
    const fn has_comments(self) -> bool {
        match self {
            Self::Bash | Self::Plain => true,
            Self::Zsh | Self::Any => false,
        }
    }
}

/// POSIX shells.
///
/// What it cannot follow with certainty (here-documents, backquotes, `${…}` with more than a plain word in it, `[[ … ]]`,
/// `case` in a group, commands for another shell) makes it refuse every value that is not a plain word from there on.
///
/// Source: POSIX.1-2024, Shell Command Language, sections 2.2 Quoting and 2.3 Token Recognition; the manuals of bash and
/// zsh, on history expansion and comments in interactive shells.
#[derive(Debug)]
pub(in crate::playbook) struct Posix {
    dialect: Dialect,
    /// What is open, the innermost last.
    open: Vec<Opened>,
    /// Whether the last character was a backslash that quotes the next one.
    is_escaped: bool,
    /// The last character, where it may give the next one a meaning.
    last: Option<char>,
    /// What stands outside of quotes in the word that has been begun.
    word: String,
    /// Whether something came that leaves it uncertain which quotes are open.
    is_unsure: bool,
    /// What follows the first `<<`, for the words that end here-documents.
    after_here: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Single,
    /// `$'…'`, where a backslash quotes.
    DollarSingle,
    Double,
    /// `$(…)` or `(…)`: quotes start afresh inside.
    Group(Place),
    /// `$((…))` or `((…))`, with the parentheses that are still to close.
    Arithmetic(Place, u32),
    /// `${…}`.
    Brace,
    Comment,
}

/// Where a parenthesis stands, so whether `#` after the closing one begins a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `(…)` between commands.
    Alone,
    /// `$(…)`, `<(…)` or `=(…)` in a word, which goes on after it.
    InWord,
}

/// Commands that have an argument read once more as a command, an expression or a subscript.
const READERS: &[&str] = &[
    "eval",
    "let",
    "declare",
    "typeset",
    "trap",
    "sh",
    "bash",
    "dash",
    "ash",
    "zsh",
    "ksh",
    "mksh",
    "fish",
    "csh",
    "tcsh",
    "busybox",
    "su",
    "ssh",
    "watch",
    "parallel",
    "powershell",
    "pwsh",
];

impl Posix {
    /// Starts at the beginning of a command.
    pub(in crate::playbook) const fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            open: Vec::new(),
            is_escaped: false,
            last: None,
            word: String::new(),
            is_unsure: false,
            after_here: None,
        }
    }

    fn take(&mut self, character: char) {
        if let Some(text) = &mut self.after_here {
            text.push(character);
        }
        if std::mem::take(&mut self.is_escaped) {
            // Before the end of a line a backslash joins the lines: what stood before it stands before what follows.
            if character != '\n' {
                self.last = Some('x');
                self.word.push(character);
            }
            return;
        }
        let before = self.last;
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
                } else if !self.dialect.has_comments() && "'\"`\\$<([{".contains(character) {
                    self.is_unsure = true;
                }
            }
            Some(Opened::Double) => match character {
                '\\' => self.is_escaped = true,
                '"' => {
                    self.open.pop();
                }
                _ => self.take_expansion(character, before),
            },
            Some(Opened::Brace) => match character {
                '}' => {
                    self.open.pop();
                }
                '\'' | '"' | '\\' | '`' | '(' | '{' => self.is_unsure = true,
                _ => {}
            },
            Some(Opened::Arithmetic(place, depth)) => self.take_arithmetic(character, place, depth),
            Some(Opened::Group(Place::InWord)) if character == ')' => {
                self.end_word();
                self.open.pop();
                self.last = Some('x');
                return;
            }
            Some(Opened::Group(_)) | None => self.take_bare(character, before),
        }
        if !self.is_escaped {
            // `$$` is a value of its own, so a parenthesis or quote after it is not the `$`'s.
            self.last = Some(if (before, character) == (Some('$'), '$') { 'x' } else { character });
        }
    }

    /// Takes what means the same inside double quotes and outside of any.
    fn take_expansion(&mut self, character: char, before: Option<char>) {
        match (character, before) {
            ('`', _) | ('[', Some('$')) => self.is_unsure = true,
            ('(', Some('$')) => self.open_group(Place::InWord),
            ('{', Some('$')) => self.open.push(Opened::Brace),
            _ => {}
        }
    }

    fn take_bare(&mut self, character: char, before: Option<char>) {
        if ends_word(character) {
            self.end_word();
        }
        match (character, before) {
            ('\\', _) => self.is_escaped = true,
            ('\'', Some('$')) => {
                // Some shells read `$` and then plain quotes, in which a backslash would not quote.
                self.is_unsure |= !self.dialect.has_dollar_quotes();
                self.open.push(Opened::DollarSingle);
            }
            ('\'', _) => self.open.push(Opened::Single),
            ('"', _) => self.open.push(Opened::Double),
            ('(', Some('(')) => {
                let place = match self.open.pop() {
                    Some(Opened::Group(place)) => place,
                    // Only a group is open right after a parenthesis.
                    _ => Place::Alone,
                };
                self.open.push(Opened::Arithmetic(place, 2));
            }
            ('(', Some('=')) => {
                // bash 5.2 loses the backslash of a `\'` in an array in `$(…)`.
                self.is_unsure |= !self.open.is_empty();
                self.open_group(Place::InWord);
            }
            ('(', Some('$' | '<' | '>')) => self.open_group(Place::InWord),
            ('(', _) => self.open_group(Place::Alone),
            (')', _) => {
                if self.open.last() == Some(&Opened::Group(Place::Alone)) {
                    self.open.pop();
                }
            }
            ('<', Some('<')) => {
                self.is_unsure = true;
                self.after_here.get_or_insert_default();
            }
            ('#', before) if before.is_none_or(ends_word) => self.open.push(Opened::Comment),
            (other, _) => {
                self.take_expansion(other, before);
                if !ends_word(other) && (other, before) != ('{', Some('$')) {
                    self.word.push(other);
                }
            }
        }
    }

    fn take_arithmetic(&mut self, character: char, place: Place, depth: u32) {
        let depth = match character {
            '(' => depth.saturating_add(1),
            ')' => depth.saturating_sub(1),
            other => {
                // `((` may also begin two groups, so whatever is no arithmetic leaves the end uncertain.
                self.is_unsure |= "'\"`\\#;{".contains(other);
                return;
            }
        };
        self.open.pop();
        if depth > 0 {
            self.open.push(Opened::Arithmetic(place, depth));
        }
    }

    fn open_group(&mut self, place: Place) {
        self.is_unsure |= self.word.contains('{');
        self.end_word();
        self.open.push(Opened::Group(place));
    }

    /// Whether a value is one word that stays as it is where it stands.
    fn is_plain(&self, value: &str) -> bool {
        let is_assignment = value.contains('=') && self.last.is_none_or(ends_word);
        let is_expanded = self.word.contains('{') && (value.contains(',') || value.contains(".."));
        // `[[` and commands that read text again take a word with a hyphen for an operator or an option.
        let is_operator = self.is_unsure && value.starts_with('-');
        is_word(value) && !is_assignment && !is_expanded && !is_operator
    }

    /// Whether a value would end a here-document.
    fn ends_here_document(&self, value: &str) -> bool {
        let text = self.after_here.as_deref().unwrap_or("");
        text.split("<<")
            .any(|word| word.trim_start_matches(['-', ' ', '\t', '\'', '"', '\\']).starts_with(value))
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let name = word.rsplit('/').next().unwrap_or("");
        // The parenthesis that ends a pattern of `case` does not end the group it stands in.
        self.is_unsure |=
            name == "[[" || READERS.contains(&name) || (name == "case" && !self.open.is_empty());
    }
}

/// Whether a character ends a word, so that `#` after it starts a comment.
const fn ends_word(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')')
}

/// Whether a value is a number that no arithmetic reads as another one.
fn is_number(value: &str) -> bool {
    value.len() <= 18
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'))
}

/// A value for single quotes.
fn in_single_quotes(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            // History expansion knows only some of the quotes, but leaves alone what a backslash precedes.
            '\'' | '!' | '^' => quoted.extend(['\'', '\\', character, '\'']),
            other => quoted.push(other),
        }
    }
    quoted
}

/// A value for `$'…'`.
fn in_dollar_quotes(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\'', "\\'").replace('!', "\\041").replace('^', "\\136")
}

impl Quoter for Posix {
    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            self.take(character);
        }
    }

    fn quote(&mut self, value: &str) -> Result<String, &'static str> {
        refuse_controls(value)?;
        let is_plain = self.is_plain(value);
        self.last = Some('x');
        if self.is_escaped || self.ends_here_document(value) {
            return Err(NO_QUOTES);
        }
        if self.open.iter().any(|opened| matches!(opened, Opened::Arithmetic(..))) {
            return if is_number(value) { Ok(value.to_owned()) } else { Err(NOT_A_NUMBER) };
        }
        let is_index = self.word.contains('[');
        self.word.push('x');
        if is_plain {
            return Ok(value.to_owned());
        }
        if self.is_unsure || is_index || self.open.contains(&Opened::Brace) {
            return Err(NO_QUOTES);
        }
        let inner = in_single_quotes(value);
        match self.open.last() {
            Some(Opened::Single) => Ok(inner),
            Some(Opened::Double) if is_word(value) => Ok(value.to_owned()),
            // Out of the double quotes and in again: inside them `!` and `$` could not be held back everywhere.
            Some(Opened::Double) => Ok(format!("\"'{inner}'\"")),
            Some(Opened::DollarSingle) => Ok(in_dollar_quotes(value)),
            Some(Opened::Comment | Opened::Group(_)) | None => Ok(format!("'{inner}'")),
            Some(Opened::Brace | Opened::Arithmetic(..)) => Err(NO_QUOTES),
        }
    }
}

const NOT_A_NUMBER: &str = "is no whole number, and it stands where the shell calculates";
