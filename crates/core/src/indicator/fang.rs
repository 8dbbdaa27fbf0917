use std::borrow::Cow;

use super::IndicatorKind;

/// What is written instead of a sign so that nothing can be clicked, and the sign. Longer ones before their beginnings.
const WRITTEN: &[(&str, &str)] = &[
    ("[://]", "://"),
    ("(://)", "://"),
    ("{://}", "://"),
    ("[dot]", "."),
    ("(dot)", "."),
    ("{dot}", "."),
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[at]", "@"),
    ("(at)", "@"),
    ("{at}", "@"),
    ("[@]", "@"),
    ("(@)", "@"),
    ("{@}", "@"),
    ("[:]", ":"),
    ("(:)", ":"),
    ("{:}", ":"),
    ("[/]", "/"),
    ("[//]", "//"),
];

/// Schemes as they are written so that nothing can be clicked, and the scheme.
const SCHEMES: &[(&str, &str)] = &[
    ("hxxps", "https"),
    ("hxxp", "http"),
    ("h**ps", "https"),
    ("h**p", "http"),
    ("fxps", "ftps"),
    ("fxp", "ftp"),
];

/// A text in which whatever was defanged (`hxxps://evil[.]com`, `root [at] evil [dot] com`) is as it was.
#[must_use]
pub fn refang(text: &str) -> Cow<'_, str> {
    if !has_sign(text) && !has_scheme(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = sign(rest, &mut out).or_else(|| scheme(rest, &mut out)) {
            rest = after;
            continue;
        }
        out.push(first);
        rest = after_first(rest);
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// A value written so that nothing can be clicked: [`refang`] gives it back.
#[must_use]
pub fn defang(kind: IndicatorKind, value: &str) -> String {
    match kind {
        IndicatorKind::Ipv4 | IndicatorKind::Domain => value.replace('.', "[.]"),
        IndicatorKind::Ipv6 => value.replace(':', "[:]"),
        IndicatorKind::Email => value.replace('.', "[.]").replace('@', "[@]"),
        IndicatorKind::Url => {
            let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let scheme = match scheme {
                "http" => "hxxp",
                "https" => "hxxps",
                "ftp" => "fxp",
                "ftps" => "fxps",
                other => other,
            };
            format!("{scheme}://{}{path}", host.replace('.', "[.]"))
        }
        IndicatorKind::Md5
        | IndicatorKind::Sha1
        | IndicatorKind::Sha256
        | IndicatorKind::Sha512
        | IndicatorKind::Account
        | IndicatorKind::Resource
        | IndicatorKind::UserAgent
        | IndicatorKind::Process
        | IndicatorKind::Path => value.to_owned(),
    }
}

/// Whether there may be a written sign: nearly every log has brackets, and few have one around a sign.
fn has_sign(text: &str) -> bool {
    text.as_bytes().windows(2).any(|two| match two {
        [b'[' | b'(' | b'{', b'.' | b':' | b'@' | b'/' | b'd' | b'D' | b'a' | b'A'] => true,
        other => other == b".]",
    })
}

fn has_scheme(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| {
        three.eq_ignore_ascii_case(b"hxx")
            || three.eq_ignore_ascii_case(b"h**")
            || three.eq_ignore_ascii_case(b"fxp")
    })
}

/// Reads a written sign at the beginning of `rest`, with the spaces around it; gives what comes after it.
fn sign<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    if rest.starts_with('.') {
        return half_closed(rest, out);
    }
    if !rest.starts_with(['[', '(', '{']) {
        return None;
    }
    let before = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+');
    let is_word_before = out.trim_end_matches(' ').ends_with(before);
    for (written, is) in WRITTEN {
        let Some(after) = strip_ignoring_case(rest, written) else { continue };
        let spaced = matches!(*is, "." | "@");
        if spaced && !is_word_before {
            return None;
        }
        let next = if spaced { after.trim_start_matches(' ') } else { after };
        if spaced && !next.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            return None;
        }
        if spaced {
            out.truncate(out.trim_end_matches(' ').len());
        }
        out.push_str(is);
        return Some(next);
    }
    half_open(rest, out)
}

/// `evil[.com`: a bracket that was opened and not closed.
fn half_open<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    let after = rest.strip_prefix("[.")?;
    let between = out.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    between.then(|| {
        out.push('.');
        after
    })
}

/// `evil.]com`: a bracket that was closed and not opened.
fn half_closed<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    let after = rest.strip_prefix(".]")?;
    let between = out.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    between.then(|| {
        out.push('.');
        after
    })
}

/// Reads a defanged scheme at the beginning of `rest`.
fn scheme<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    if !rest.starts_with(['h', 'H', 'f', 'F']) || out.ends_with(char::is_alphanumeric) {
        return None;
    }
    for (written, is) in SCHEMES {
        if let Some(after) = strip_ignoring_case(rest, written)
            && after.starts_with([':', '[', '(', '{'])
        {
            out.push_str(is);
            return Some(after);
        }
    }
    None
}

fn strip_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn after_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}
