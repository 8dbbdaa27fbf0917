use super::IndicatorKind;

/// What the key before a value says that the value is.
///
/// Keys as CloudTrail, Entra ID, Google Cloud, Okta, Sysmon and auditd write them, in lower case and without `_` and `-`.
pub(super) fn kind_by_key(key: &str) -> Option<IndicatorKind> {
    let key: String = key.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_lowercase();
    match key.as_str() {
        "useragent" | "rawuseragent" | "clientuseragent" | "calleruseragent" | "httpuseragent" => {
            Some(IndicatorKind::UserAgent)
        }
        "user" | "username" | "accountname" | "targetusername" | "subjectusername" | "samaccountname"
        | "accesskeyid" | "userprincipalname" | "principalid" | "login" | "logonname" => {
            Some(IndicatorKind::Account)
        }
        "commandline"
        | "parentcommandline"
        | "processcommandline"
        | "cmdline"
        | "proctitle"
        | "image"
        | "parentimage"
        | "process"
        | "processname"
        | "newprocessname"
        | "parentprocessname"
        | "exe"
        | "comm"
        | "initiatingprocessfilename" => Some(IndicatorKind::Process),
        _ => None,
    }
}

/// Takes what stands in quotation marks and is told by its key or its form; gives what is left of the text.
pub(super) fn take_quoted<'a>(text: &'a str, found: &mut impl FnMut(IndicatorKind, &str)) -> Vec<&'a str> {
    let mut left = Vec::new();
    let mut rest = text;
    // Up to where the text is left as it is.
    let mut kept = text;
    let mut key: Option<&str> = None;
    while let Some((before, after)) = rest.split_once('"') {
        let in_json = key.is_some() && is_between(before);
        let before = before.trim_end_matches('\\');
        let Some((quoted, next)) = closed(after) else { break };
        let json = in_json.then(|| closed_in_json(after)).flatten();
        let (written, next) = json.as_ref().map_or((quoted, next), |(text, next)| (text.as_str(), *next));
        let by_key = key.filter(|_| is_between(before)).and_then(kind_by_key).or_else(|| assigned(before));
        let kind = by_key.or_else(|| is_user_agent(written).then_some(IndicatorKind::UserAgent));
        match kind {
            Some(kind) if !written.trim().is_empty() => {
                found(kind, written.trim());
                let until = kept.len().saturating_sub(after.len() + 1);
                left.push(kept.get(..until).unwrap_or_default());
                kept = next;
                key = None;
            }
            Some(_) | None => key = Some(quoted),
        }
        rest = next;
    }
    left.push(kept);
    left
}

/// Takes a user agent of a browser or a header that stands without quotation marks, up to the end of the line.
pub(super) fn take_bare_user_agent<'a>(
    text: &'a str,
    found: &mut impl FnMut(IndicatorKind, &str),
) -> Vec<&'a str> {
    for (mark, kept) in [("User-Agent: ", 0), ("user-agent: ", 0), ("Mozilla/", "Mozilla/".len())] {
        let Some((before, after)) = text.split_once(mark) else { continue };
        let start = text.len() - after.len() - kept;
        let agent = text.get(start..).unwrap_or_default();
        let end = agent.find(['\t', '"']).unwrap_or(agent.len());
        let (agent, rest) = agent.split_at_checked(end).unwrap_or((agent, ""));
        if agent.trim().contains('/') {
            found(IndicatorKind::UserAgent, agent.trim());
            return vec![before, rest];
        }
    }
    vec![text]
}

/// What is quoted up to the closing mark, which may be escaped as the opening one was, and what comes after it.
fn closed(after: &str) -> Option<(&str, &str)> {
    let (quoted, next) = after.split_once('"')?;
    Some((quoted.trim_end_matches('\\'), next))
}

/// What is quoted in JSON, as it was before it was escaped, and what comes after it; none where it is no text of JSON.
fn closed_in_json(after: &str) -> Option<(String, &str)> {
    let is_escaped = |at: usize| {
        let before = after.get(..at).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    };
    let (end, _) = after.match_indices('"').find(|(at, _)| !is_escaped(*at))?;
    let (quoted, next) = after.split_at_checked(end)?;
    let text = serde_json::from_str(&format!("\"{quoted}\"")).ok()?;
    Some((text, next.strip_prefix('"')?))
}

/// Whether nothing stands between a key and its value but what separates them.
fn is_between(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || c == '=' || c == ' ')
}

/// What `key=` right before a quotation mark says.
fn assigned(before: &str) -> Option<IndicatorKind> {
    let key = before.strip_suffix('=')?;
    kind_by_key(key.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').next()?)
}

/// Whether a text begins as a user agent does: a product, a slash and its version.
fn is_user_agent(text: &str) -> bool {
    let Some((product, version)) = text.split_once('/') else { return false };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (2..=40).contains(&product.len())
        && product.bytes().all(allowed)
        && product.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !product.eq_ignore_ascii_case("http")
        && version.starts_with(|c: char| c.is_ascii_digit())
        && version.contains(['.', ' '])
        && !version.contains('/') | version.contains(' ')
}
