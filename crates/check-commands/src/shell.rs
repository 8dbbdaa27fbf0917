//! The commands of a shell script: every program that is started anywhere in it, with its arguments.

use std::collections::BTreeMap;

use serde::Serialize;
use tree_sitter::{Node, Parser};

/// A program or cmdlet with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Command {
    /// The name and the arguments.
    pub(crate) words: Vec<Word>,
    /// The line in its fence, from 0.
    pub(crate) line: usize,
    /// Whether it is a cmdlet of PowerShell.
    pub(crate) is_cmdlet: bool,
}

/// One argument.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Word {
    /// Its text; `1` for a part that is known only when the script runs, since numbers, names and times may be that.
    pub(crate) text: String,
    /// Whether a part of it is known only when the script runs.
    pub(crate) open: bool,
}

impl Word {
    pub(crate) fn literal(text: &str) -> Self {
        Self { text: text.to_owned(), open: false }
    }

    fn unknown() -> Self {
        Self { text: "1".to_owned(), open: true }
    }

    fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::literal(""), |mut whole, part| {
            whole.text.push_str(&part.text);
            whole.open |= part.open;
            whole
        })
    }
}

impl Command {
    /// The name of the program or cmdlet.
    pub(crate) fn name(&self) -> &str {
        self.words.first().map_or("", |word| word.text.as_str())
    }

    /// The name without the folder that the program lies in.
    pub(crate) fn program(&self) -> &str {
        self.name().rsplit('/').next().unwrap_or_default()
    }

    /// The arguments.
    pub(crate) fn arguments(&self) -> &[Word] {
        self.words.get(1..).unwrap_or_default()
    }

    /// As it would be typed.
    pub(crate) fn told(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Every command of a script, in its order. Values that are assigned in it as plain words are put in their places.
pub(crate) fn commands(script: &str) -> Result<Vec<Command>, String> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_bash::LANGUAGE.into()).map_err(|error| error.to_string())?;
    let tree = parser.parse(script, None).ok_or("the shell parser gave up")?;
    let mut reader = Reader { script, values: BTreeMap::new(), commands: Vec::new(), inner: None };
    if let Some(place) = first_error(tree.root_node()) {
        return Err(format!("line {} of this fence is no shell script", place + 1));
    }
    reader.visit(tree.root_node());
    reader.inner.map_or(Ok(reader.commands), Err)
}

/// The line of the first thing that the grammar does not know.
pub(crate) fn first_error(node: Node<'_>) -> Option<usize> {
    if node.is_error() || node.is_missing() {
        return Some(node.start_position().row);
    }
    if !node.has_error() {
        return None;
    }
    node.children(&mut node.walk()).find_map(first_error).or(Some(node.start_position().row))
}

struct Reader<'s> {
    script: &'s str,
    values: BTreeMap<&'s str, Word>,
    commands: Vec<Command>,
    /// What is wrong with a script that is handed to another shell.
    inner: Option<String>,
}

impl<'s> Reader<'s> {
    fn text(&self, node: Node<'_>) -> &'s str {
        self.script.get(node.byte_range()).unwrap_or_default()
    }

    fn visit(&mut self, node: Node<'_>) {
        match node.kind() {
            "for_statement" => return self.each(node),
            "variable_assignment" => self.assign(node),
            "command" => self.command(node),
            _ => {}
        }
        for child in node.named_children(&mut node.walk()) {
            self.visit(child);
        }
    }

    /// Reads the body of a loop once for each value that is known.
    fn each(&mut self, node: Node<'_>) {
        let mut values = Vec::new();
        for value in node.children_by_field_name("value", &mut node.walk()) {
            self.visit(value);
            values.push(self.word(value));
        }
        let Some(body) = node.child_by_field_name("body") else { return };
        let name = node.child_by_field_name("variable").map(|name| self.text(name));
        if values.is_empty() {
            values.push(Word::unknown());
        }
        for value in values {
            if let Some(name) = name {
                self.values.insert(name, value);
            }
            self.visit(body);
        }
    }

    fn assign(&mut self, node: Node<'_>) {
        let Some(name) = node.child_by_field_name("name").map(|name| self.text(name)) else { return };
        let value =
            node.child_by_field_name("value").map_or_else(|| Word::literal(""), |value| self.word(value));
        self.values.insert(name, value);
    }

    fn command(&mut self, node: Node<'_>) {
        let Some(name) = node.child_by_field_name("name") else { return };
        let mut words = vec![self.word(name)];
        for argument in node.children_by_field_name("argument", &mut node.walk()) {
            words.push(self.word(argument));
        }
        let line = node.start_position().row;
        let words = started(words);
        if let Some(script) = handed(&words) {
            match commands(&script.text) {
                Ok(inner) => inner.into_iter().for_each(|command| self.add(Command { line, ..command })),
                Err(why) => self.inner = Some(format!("{why}, in what line {} hands to a shell", line + 1)),
            }
        } else {
            self.add(Command { words, line, is_cmdlet: false });
        }
    }

    /// Adds a command, once where a loop starts the same one again.
    fn add(&mut self, command: Command) {
        if !self.commands.contains(&command) {
            self.commands.push(command);
        }
    }

    /// What a word becomes, as far as it is known before the script runs.
    fn word(&self, node: Node<'_>) -> Word {
        match node.kind() {
            "raw_string" => Word::literal(self.text(node).trim_matches('\'')),
            "ansi_c_string" => Word::literal(self.text(node).trim_start_matches('$').trim_matches('\'')),
            "word" => Word::literal(&unescaped(self.text(node))),
            "string" => self.string(node),
            "command_name" | "concatenation" => {
                Word::join(node.named_children(&mut node.walk()).map(|part| self.word(part)))
            }
            "simple_expansion" | "expansion" => {
                let name = node.named_children(&mut node.walk()).find(|part| part.kind() == "variable_name");
                let known = name.and_then(|name| self.values.get(self.text(name)));
                if node.named_child_count() == 1 {
                    known.cloned().unwrap_or_else(Word::unknown)
                } else {
                    Word::unknown()
                }
            }
            "number" | "test_operator" => Word::literal(self.text(node)),
            _ => Word::unknown(),
        }
    }

    /// The text between double quotes. The grammar leaves white space beside expansions out of its nodes.
    fn string(&self, node: Node<'_>) -> Word {
        let mut parts = Vec::new();
        let mut at = node.start_byte() + 1;
        for part in node.named_children(&mut node.walk()) {
            parts.push(Word::literal(&unescaped(self.script.get(at..part.start_byte()).unwrap_or_default())));
            parts.push(match part.kind() {
                "string_content" => Word::literal(&unescaped(self.text(part))),
                _ => self.word(part),
            });
            at = part.end_byte();
        }
        parts.push(Word::literal(self.script.get(at..node.end_byte().saturating_sub(1)).unwrap_or_default()));
        Word::join(parts)
    }
}

/// The words of the program that `sudo` or `timeout` starts; those that were given where there is none.
fn started(mut words: Vec<Word>) -> Vec<Word> {
    let taken = match words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().as_slice() {
        ["sudo", program, ..] if !program.starts_with('-') => 1,
        ["timeout", time, _, ..] if !time.starts_with('-') => 2,
        _ => return words,
    };
    started(words.split_off(taken))
}

/// The script that a command hands to another shell.
fn handed(words: &[Word]) -> Option<&Word> {
    let [shell, flag, script, ..] = words else { return None };
    (["bash", "sh"].contains(&shell.text.as_str()) && flag.text == "-c").then_some(script)
}

/// The text without the backslashes that quote, and without escaped line ends.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('\n')) => {
                chars.next();
            }
            ('\\', Some(next)) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}
