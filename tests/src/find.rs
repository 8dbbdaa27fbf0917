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
    within: Option<Box<By>>,
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
    By::new(How::Role, role, name)
}

/// Names form fields by their label.
pub fn label(label: &str) -> By {
    By::new(How::Label, "", label)
}

/// Names the innermost visible elements that hold a text.
pub fn text(text: &str) -> By {
    By::new(How::Text, "", text)
}

/// Names elements by their attribute `data-testid`, for what has no name a person would use.
pub fn test_id(id: &str) -> By {
    By::new(How::TestId, id, "")
}

/// Names elements by a CSS selector, visible or not.
pub fn css(selector: &str) -> By {
    By::new(How::Css, selector, "")
}

impl By {
    /// Names only what lies inside an element that `outer` names, or is it.
    #[must_use]
    pub fn within(self, outer: By) -> Self {
        let within = match self.within {
            Some(nearer) => nearer.within(outer),
            None => outer,
        };
        Self { within: Some(Box::new(within)), ..self }
    }

    fn new(how: How, value: &str, name: &str) -> Self {
        Self { how, value: value.to_owned(), name: name.to_owned(), within: None }
    }

    /// Returns the argument for the search in the page.
    pub(crate) fn to_json(&self) -> Value {
        let how = match self.how {
            How::Role => "role",
            How::Label => "label",
            How::Text => "text",
            How::TestId => "testId",
            How::Css => "css",
        };
        let within = self.within.as_ref().map(|outer| outer.to_json());
        json!({ "how": how, "value": self.value, "name": self.name, "within": within })
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { how, value, name, within } = self;
        match how {
            How::Role if name.is_empty() => write!(f, "a {value}"),
            How::Role => write!(f, "a {value} named \"{name}\""),
            How::Label => write!(f, "a field labelled \"{name}\""),
            How::Text => write!(f, "the text \"{name}\""),
            How::TestId => write!(f, "an element with the test id \"{value}\""),
            How::Css => write!(f, "an element that matches `{value}`"),
        }?;
        within.as_ref().map_or(Ok(()), |outer| write!(f, " in {outer}"))
    }
}
