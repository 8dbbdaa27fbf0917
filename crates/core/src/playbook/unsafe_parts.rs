//! What a playbook may not carry: HTML that acts, links that run code, images that call home.

use super::Span;
use super::findings::Findings;
use super::text::slice;

/// The schemes a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// Tags that only shape text; written without attributes they are harmless.
const HARMLESS: &[&str] =
    &["br", "kbd", "sub", "sup", "b", "i", "em", "strong", "code", "details", "summary"];

/// Finds raw HTML in a block or an inline piece; comments are left alone.
pub(super) fn check_html(source: &str, span: &Span, findings: &mut Findings) {
    let text = slice(source, span);
    let Some(at) = first_outside_comments(text) else { return };
    let html = text.get(at..).unwrap_or("");
    let place = span.start + at..span.start + at + html.trim_end().len();
    let tag = tag_name(html);
    if HARMLESS.contains(&tag.as_str()) && is_bare(html, &tag) {
        findings.warning(
            "raw-html",
            place,
            format!("The HTML tag `<{tag}>` is not shown by the app; write Markdown instead."),
        );
    } else {
        findings.error(
            "raw-html",
            place,
            "Raw HTML is never shown or run; write Markdown, and put text such as `<name>` between backticks.",
        );
    }
}

/// The id of `<!-- id: deactivate-key -->` with its place; none where the text is no such comment alone.
pub(super) fn id_comment(source: &str, span: &Span) -> Option<(String, Span)> {
    let text = slice(source, span);
    let comment = text.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    if comment.contains("--") {
        return None;
    }
    let id = comment.trim().strip_prefix("id:")?.trim();
    let after_key = span.start + text.find("id:")? + "id:".len();
    let rest = source.get(after_key..span.end)?;
    let at = after_key + (rest.len() - rest.trim_start().len());
    Some((id.to_owned(), at..at + id.len()))
}

/// Whether the last line before a fence, blank ones left out, is the comment `<!-- unverified -->`.
pub(super) fn is_marked_unverified(source: &str, fence: usize) -> bool {
    let before = source.get(..fence).unwrap_or_default();
    // The last piece is what stands before the fence on its own line: white space where it is in a list.
    let mut lines = before.lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let comment = lines.next().and_then(|line| line.strip_prefix("<!--")?.strip_suffix("-->"));
    comment.is_some_and(|inside| inside.trim() == "unverified")
}

/// Finds a link that would run code or leave the schemes that are allowed; gives the anchor of a link inside the file.
pub(super) fn check_link<'d>(dest: &'d str, span: &Span, findings: &mut Findings) -> Option<&'d str> {
    if let Some(anchor) = dest.strip_prefix('#') {
        return (!anchor.is_empty()).then_some(anchor);
    }
    if let Some(scheme) = scheme(dest)
        && !SCHEMES.contains(&scheme.as_str())
    {
        let known = SCHEMES.join(", ");
        findings.error(
            "unsafe-link",
            span.clone(),
            format!("A link with `{scheme}:` is never opened; link to one of these instead: {known}."),
        );
    }
    None
}

/// The id of the playbook that a link to a file beside this one names: the name of the file without `.md`.
pub(super) fn playbook_beside(dest: &str) -> Option<&str> {
    let name = dest.strip_prefix("./").unwrap_or(dest).strip_suffix(".md")?;
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(is_id)).then_some(name)
}

/// Finds an image that would be fetched from elsewhere or carries its own bytes.
pub(super) fn check_image(dest: &str, span: &Span, findings: &mut Findings) {
    let scheme = scheme(dest);
    let is_web = matches!(scheme.as_deref(), Some("http" | "https"));
    if is_web || dest.starts_with("//") || dest.starts_with("\\\\") {
        findings.error(
            "remote-image",
            span.clone(),
            "An image from the network is never fetched; describe it in words or link to it.",
        );
    } else if let Some(scheme) = scheme {
        findings.error(
            "unsafe-link",
            span.clone(),
            format!("An image with `{scheme}:` is never shown; describe it in words."),
        );
    }
}

/// The scheme of an address as a browser reads it: control characters and white space inside are dropped.
fn scheme(dest: &str) -> Option<String> {
    let mut scheme = String::new();
    for character in dest.chars() {
        match character {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            _ if character.is_whitespace() || character.is_control() => {}
            _ if character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.') => {
                scheme.push(character.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    None
}

/// Where the first text outside of comments starts; none where there are only comments.
fn first_outside_comments(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let Some(inside) = rest.strip_prefix("<!--") else { return Some(at) };
        at += "<!--".len() + comment_end(inside)?;
    }
}

/// Where a comment ends whose inside starts here, as a browser sees it: `<!-->` and `<!--->` are whole comments,
/// and `--!>` is an end too.
fn comment_end(inside: &str) -> Option<usize> {
    if inside.starts_with('>') {
        return Some(1);
    }
    if inside.starts_with("->") {
        return Some(2);
    }
    let bytes = inside.as_bytes();
    bytes.windows(3).enumerate().find_map(|(at, window)| match window {
        b"-->" => Some(at + 3),
        b"--!" if bytes.get(at + 3) == Some(&b'>') => Some(at + 4),
        _ => None,
    })
}

/// The name of the tag that a text starts with, lower case; empty where it is none.
fn tag_name(html: &str) -> String {
    let name = html.strip_prefix('<').unwrap_or("");
    let name = name.strip_prefix('/').unwrap_or(name);
    name.chars().take_while(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a text is one tag without attributes.
fn is_bare(html: &str, tag: &str) -> bool {
    let inside = html.trim_end().strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or("");
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let inside = inside.strip_suffix('/').unwrap_or(inside).trim_end();
    inside.eq_ignore_ascii_case(tag)
}

#[cfg(test)]
mod tests;
