use super::IndicatorKind;

/// The folders at the root of Unix systems: what begins with another one is rather the path of a web page.
const ROOTS: &[&str] = &[
    "Applications",
    "Library",
    "System",
    "Users",
    "Volumes",
    "bin",
    "boot",
    "dev",
    "etc",
    "home",
    "lib",
    "lib64",
    "media",
    "mnt",
    "opt",
    "private",
    "proc",
    "root",
    "run",
    "sbin",
    "srv",
    "sys",
    "tmp",
    "usr",
    "var",
];

/// The longest name with spaces that is taken for that of a folder, in bytes.
const LONGEST_NAME: usize = 32;

/// Takes paths of Windows, in which there may be spaces; gives what is left of the text.
pub(super) fn take_windows<'a>(text: &'a str, found: &mut impl FnMut(IndicatorKind, &str)) -> Vec<&'a str> {
    if !text.contains('\\') {
        return vec![text];
    }
    let mut left = Vec::new();
    let mut rest = text;
    while let Some((before, path)) = begin(rest) {
        let end = length(path);
        let (path, after) = path.split_at_checked(end).unwrap_or((path, ""));
        let path = path.trim_end_matches(['.', ':', ' ', '\\']);
        // A drive alone is a word such as `C:`.
        if path.contains('\\') {
            found(
                IndicatorKind::Path,
                &path.replace("\\\\", "\\").replacen(
                    '\\',
                    if path.starts_with("\\\\") { "\\\\" } else { "\\" },
                    1,
                ),
            );
        }
        left.push(before);
        rest = after;
    }
    left.push(rest);
    left
}

/// Whether a word is a path of Unix.
pub(super) fn is_unix(word: &str) -> bool {
    if let Some(under) = word.strip_prefix("~/") {
        return under.len() > 1;
    }
    let Some(path) = word.strip_prefix('/') else { return false };
    let (root, under) = path.split_once('/').unwrap_or((path, ""));
    ROOTS.contains(&root) && !under.is_empty() && !word.contains("//")
}

/// What comes before the next path, and the text from its beginning on.
fn begin(text: &str) -> Option<(&str, &str)> {
    let is_word_end = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    for (at, _) in text.match_indices('\\') {
        let (before, from) = text.split_at_checked(at)?;
        let drive = before.len().checked_sub(2).and_then(|start| before.split_at_checked(start));
        if let Some((head, drive)) = drive
            && drive.starts_with(|c: char| c.is_ascii_alphabetic())
            && drive.ends_with(':')
            && is_word_end(head)
        {
            return Some((head, text.get(head.len()..)?));
        }
        let share = is_word_end(before)
            && from.strip_prefix("\\\\").is_some_and(|server| {
                server.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
                    && server
                        .split([' ', '"', '\''])
                        .next()
                        .is_some_and(|word| word.trim_end_matches('\\').contains('\\'))
            });
        if share {
            return Some((before, from));
        }
        let variable =
            before.strip_suffix('%').and_then(|inner| inner.rfind('%').map(|start| (inner, start)));
        if let Some((inner, start)) = variable
            && inner.get(start + 1..).is_some_and(|name| {
                !name.is_empty()
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b')' | b'_'))
            })
        {
            return Some((text.get(..start)?, text.get(start..)?));
        }
    }
    None
}

/// How long the path is that a text begins with. A space belongs to it where another `\` follows before anything that no
/// name of a folder holds: `C:\Program Files\a.exe`.
fn length(text: &str) -> usize {
    let no_name = |c: char| {
        matches!(c, '"' | '<' | '>' | '|' | '?' | '*' | '\'' | '\t' | ',' | ';' | '`') || c.is_control()
    };
    let mut from = 0;
    loop {
        let stop = text.get(from..).and_then(|rest| rest.find(|c| c == ' ' || no_name(c)));
        let Some(at) = stop.map(|stop| from + stop) else { return text.len() };
        let Some(after) = text.get(at..).and_then(|rest| rest.strip_prefix(' ')) else { return at };
        let near = after.get(..after.floor_char_boundary(LONGEST_NAME + 1)).unwrap_or_default();
        let end = near.find(|c| c == '\\' || no_name(c)).and_then(|end| near.split_at_checked(end));
        let goes_on = end.is_some_and(|(name, next)| {
            next.starts_with('\\')
                && !name.is_empty()
                && !name.ends_with(' ')
                && !name.contains([':', '=', '/', '[', ']'])
        });
        if !goes_on {
            return at;
        }
        from = at + 1;
    }
}
