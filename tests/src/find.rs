//! How elements are named: as a person or a screen reader would.

use std::fmt;

use serde_json::{Value, json};

/// A way to name elements of the page.
///
/// Names and texts are compared with white space collapsed. An element whose name is exactly the one asked for is
/// preferred; without one, a name that contains it will do, so that `role("button", "Done")` finds "Done Space".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    how: How,
    value: String,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Role,
    Label,
    Text,
    TestId,
    Css,
}

/// Names elements by their role (computed, as in ARIA) and accessible name; an empty name is any.
pub fn role(role: &str, name: &str) -> By {
    By { how: How::Role, value: role.to_owned(), name: name.to_owned() }
}

/// Names form fields by their label.
pub fn label(label: &str) -> By {
    By { how: How::Label, value: String::new(), name: label.to_owned() }
}

/// Names the innermost visible elements that hold a text.
pub fn text(text: &str) -> By {
    By { how: How::Text, value: String::new(), name: text.to_owned() }
}

/// Names elements by their attribute `data-testid`, for what has no name a person would use.
pub fn test_id(id: &str) -> By {
    By { how: How::TestId, value: id.to_owned(), name: String::new() }
}

/// Names elements by a CSS selector, visible or not.
pub fn css(selector: &str) -> By {
    By { how: How::Css, value: selector.to_owned(), name: String::new() }
}

impl By {
    /// Returns the arguments for the search in the page.
    pub(crate) fn arguments(&self) -> Vec<Value> {
        let how = match self.how {
            How::Role => "role",
            How::Label => "label",
            How::Text => "text",
            How::TestId => "testId",
            How::Css => "css",
        };
        vec![json!(how), json!(self.value), json!(self.name)]
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { how, value, name } = self;
        match how {
            How::Role if name.is_empty() => write!(f, "a {value}"),
            How::Role => write!(f, "a {value} named \"{name}\""),
            How::Label => write!(f, "a field labelled \"{name}\""),
            How::Text => write!(f, "the text \"{name}\""),
            How::TestId => write!(f, "an element with the test id \"{value}\""),
            How::Css => write!(f, "an element that matches `{value}`"),
        }
    }
}
