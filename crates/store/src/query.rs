//! What a person types into a search box, as what SQLite looks for.

/// More words or longer ones find nothing more, and only cost time.
const MOST_WORDS: usize = 32;
const MOST_CHARS: usize = 100;

/// The words that someone looks for; every one must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// The words in lower case.
    pub(crate) words: Vec<String>,
}

impl Query {
    /// Reads what was typed; `None` where there is no word in it.
    pub(crate) fn new(typed: &str) -> Option<Self> {
        let words: Vec<String> = typed
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .map(|word| word.chars().take(MOST_CHARS).collect::<String>().to_lowercase())
            .collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The full-text expression: each word quoted, so that nothing in it is syntax, the last as a beginning.
    ///
    /// `None` where no word has a letter or digit: such words are not in the index.
    pub(crate) fn full_text(&self) -> Option<String> {
        let quoted: Vec<String> = self
            .words
            .iter()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        (!quoted.is_empty()).then(|| quoted.join(" AND ") + "*")
    }

    /// Cuts a line into parts, of which every second one is a word that was looked for.
    pub(crate) fn mark(&self, line: &str) -> Vec<String> {
        let line: Vec<char> = line.chars().collect();
        let folded: Vec<char> = line.iter().copied().map(fold).collect();
        let words: Vec<Vec<char>> = self.words.iter().map(|word| word.chars().map(fold).collect()).collect();
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = (line.as_slice(), folded.as_slice());
        while let (Some((first, _)), (line, folded)) = (rest.0.split_first(), rest) {
            let found = words.iter().filter(|word| folded.starts_with(word)).map(Vec::len).max();
            match found.and_then(|length| Some((line.split_at_checked(length)?, folded.get(length..)?))) {
                Some(((hit, after), folded_after)) => {
                    parts.push(std::mem::take(&mut plain));
                    parts.push(hit.iter().collect());
                    rest = (after, folded_after);
                }
                None => {
                    plain.push(*first);
                    rest = (line.get(1..).unwrap_or_default(), folded.get(1..).unwrap_or_default());
                }
            }
        }
        parts.push(plain);
        parts
    }
}

fn fold(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests;
