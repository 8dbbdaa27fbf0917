//! The sanitised HTML of a playbook as plain text.

/// Takes the marks away and keeps what they mean to a reader: paragraphs, lists, code, table cells.
pub(crate) fn plain(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.words(before);
        let Some((tag, after)) = after.split_once('>') else {
            rest = "";
            break;
        };
        text.tag(tag);
        rest = after;
    }
    text.words(rest);
    text.finished()
}

#[derive(Default)]
struct Text {
    done: String,
    /// The numbers of open lists; 0 for those without numbers.
    lists: Vec<u32>,
    in_pre: bool,
    /// Whether a variable is open that has no value.
    in_missing: bool,
}

impl Text {
    fn words(&mut self, html: &str) {
        let text = decoded(html);
        if self.in_pre {
            self.done.push_str(&text);
            return;
        }
        for c in text.chars() {
            let c = if c == '\n' { ' ' } else { c };
            if c == ' ' && (self.done.is_empty() || self.done.ends_with([' ', '\n'])) {
                continue;
            }
            self.done.push(c);
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        match (tag.starts_with('/'), name) {
            (false, "br") => self.new_line(),
            (false, "p" | "blockquote" | "tr" | "h4" | "h5" | "h6") | (true, "tr" | "li") => self.new_line(),
            (true, "p" | "blockquote" | "table" | "pre" | "h4" | "h5" | "h6") => {
                self.in_pre = self.in_pre && name != "pre";
                self.new_line();
                // A paragraph stands apart, except in a list.
                if self.lists.is_empty() && !self.done.is_empty() && !self.done.ends_with("\n\n") {
                    self.done.push('\n');
                }
            }
            (false, "pre") => {
                self.new_line();
                self.in_pre = true;
            }
            (false, "var") => {
                self.in_missing = tag.contains("missing");
                self.done.push_str(if self.in_missing { "{{" } else { "" });
            }
            (true, "var") => {
                self.done.push_str(if self.in_missing { "}}" } else { "" });
                self.in_missing = false;
            }
            (_, "code") if !self.in_pre => self.done.push('`'),
            (false, "ul") => self.lists.push(0),
            (false, "ol") => self.lists.push(1),
            (true, "ul" | "ol") => {
                self.lists.pop();
                self.new_line();
            }
            (false, "li") => {
                self.new_line();
                let depth = self.lists.len().saturating_sub(1);
                self.done.push_str(&"  ".repeat(depth));
                match self.lists.last_mut() {
                    Some(number) if *number > 0 => {
                        self.done.push_str(&format!("{number}. "));
                        *number += 1;
                    }
                    Some(_) | None => self.done.push_str("- "),
                }
            }
            (true, "td" | "th") => self.done.push_str(" | "),
            (_, _) => {}
        }
    }

    fn new_line(&mut self) {
        let kept = self.done.trim_end_matches(' ').len();
        self.done.truncate(kept);
        // The mark of a list item waits for its words, also where they come in a paragraph.
        let waits = self.done.ends_with("\n-") || self.done == "-";
        if waits {
            self.done.push(' ');
        } else if !self.done.is_empty() && !self.done.ends_with('\n') {
            self.done.push('\n');
        }
    }

    fn finished(self) -> String {
        self.done.trim_end().to_owned()
    }
}

fn decoded(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let known = after.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        match known {
            Some((c, after)) => {
                text.push(c);
                rest = after;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests;
