use super::benign::{Doubt, doubt, is_domain, is_like_a_file};
use super::normal::{domain, email, ipv4, ipv6, port, url, without_port};
use super::{IndicatorKind, normal, paths, refang};

/// What a word is, in its normal form, and what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub kind: IndicatorKind,
    pub value: String,
    pub port: Option<u16>,
    pub doubt: Option<Doubt>,
}

/// The prefixes of resource ids that AWS gives, without the `-`. Source: Amazon EC2 User Guide, resource ids.
const AWS_IDS: &[&str] = &[
    "acl", "ami", "eipalloc", "eni", "fs", "i", "igw", "lt", "nat", "pcx", "rtb", "sg", "snap", "subnet",
    "tgw", "vgw", "vol", "vpc", "vpce",
];
/// The first letters of ids of principals and keys. Source: AWS IAM User Guide, unique identifiers.
const AWS_PRINCIPALS: &[&str] = &["AGPA", "AIDA", "AIPA", "AKIA", "ANPA", "ANVA", "AROA", "ASIA"];
/// The endings of programs and scripts of Windows.
const PROGRAMS: &[&str] = &[".bat", ".cmd", ".dll", ".exe", ".hta", ".lnk", ".msi", ".ps1", ".scr", ".vbs"];

/// The kind of an indicator that stands alone, as typed; `None` where it is told by nothing in it.
#[must_use]
pub fn kind_of(text: &str) -> Option<IndicatorKind> {
    let text = refang(text.trim());
    if text.contains("://") {
        return normal(IndicatorKind::Url, &text).ok().map(|_| IndicatorKind::Url);
    }
    if text.contains(char::is_whitespace) {
        return text.starts_with("Mozilla/").then_some(IndicatorKind::UserAgent);
    }
    word(without_port(&text)).map(|word| word.kind).or_else(|| {
        let is_path = text.starts_with('/') || text.get(1..3) == Some(":\\") || text.starts_with("\\\\");
        is_path.then_some(IndicatorKind::Path)
    })
}

/// Says what a word is: no white space, no brackets, no quotation marks.
pub(super) fn word(word: &str) -> Option<Word> {
    let of = |kind: IndicatorKind, value: String| {
        let doubt = doubt(kind, &value);
        Some(Word { kind, value, port: None, doubt })
    };
    // A time, the most frequent word of a log, is none of them.
    if word.len() < 3 || !word.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    if let Some((kind, value)) = hash(word) {
        return of(kind, value);
    }
    if word.starts_with("arn:") {
        return normal(IndicatorKind::Resource, word)
            .ok()
            .and_then(|value| of(IndicatorKind::Resource, value));
    }
    if is_cloud_id(word) {
        return normal(IndicatorKind::Resource, word)
            .ok()
            .and_then(|value| of(IndicatorKind::Resource, value));
    }
    if is_account(word) {
        return of(IndicatorKind::Account, word.to_owned());
    }
    if word.contains('@') {
        let address = word.split(':').next_back().filter(|_| word.starts_with("mailto:")).unwrap_or(word);
        let address = email(address.split([':', '/']).next()?)?;
        let host = address.rsplit('@').next()?;
        if !is_domain(host) {
            return None;
        }
        let is_service = host.ends_with("gserviceaccount.com");
        return of(if is_service { IndicatorKind::Account } else { IndicatorKind::Email }, address);
    }
    if paths::is_unix(word) {
        return of(IndicatorKind::Path, word.to_owned());
    }
    if word.bytes().filter(|byte| *byte == b':').count() >= 2 {
        return address_v6(word);
    }
    if !word.contains('.') {
        return None;
    }
    if word.starts_with(|c: char| c.is_ascii_digit())
        && let Some(value) = ipv4(word).or_else(|| ipv4(word.split(':').next()?))
    {
        let port = after_colon(word);
        return of(IndicatorKind::Ipv4, value).map(|found| Word { port, ..found });
    }
    let is_program = |end: &str| {
        let at = word.len().checked_sub(end.len());
        at.and_then(|at| word.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    if PROGRAMS.iter().any(|end| is_program(end)) && !word.contains('/') {
        return of(IndicatorKind::Process, word.to_owned());
    }
    let host = word.split([':', '/', '?', '#']).next()?;
    let host = domain(host)?;
    if !is_domain(&host) {
        return None;
    }
    let like_a_file = is_like_a_file(&host).then_some(Doubt::FileName);
    let doubt = doubt(IndicatorKind::Domain, &host).or(like_a_file);
    let port = word.split(['/', '?', '#']).next().and_then(after_colon);
    Some(Word { kind: IndicatorKind::Domain, value: host, port, doubt })
}

/// The port that stands after the first colon.
fn after_colon(word: &str) -> Option<u16> {
    word.split_once(':').and_then(|(_, after)| port(after))
}

/// A URL with what speaks against its host, and the host by itself.
pub(super) fn url_with_host(text: &str) -> Option<(Word, Word)> {
    let url = url(text)?;
    let (kind, host) = match url.host()? {
        url::Host::Domain(name) => (IndicatorKind::Domain, domain(name)?),
        url::Host::Ipv4(address) => (IndicatorKind::Ipv4, address.to_string()),
        url::Host::Ipv6(address) => (IndicatorKind::Ipv6, address.to_string()),
    };
    let doubt = doubt(kind, &host);
    let host = Word { kind, value: host, port: url.port(), doubt };
    Some((Word { kind: IndicatorKind::Url, value: url.to_string(), port: None, doubt }, host))
}

fn hash(word: &str) -> Option<(IndicatorKind, String)> {
    let digits = word.rsplit(':').next()?;
    let kind = match digits.len() {
        32 => IndicatorKind::Md5,
        40 => IndicatorKind::Sha1,
        64 => IndicatorKind::Sha256,
        128 => IndicatorKind::Sha512,
        _ => return None,
    };
    normal(kind, digits).ok().map(|value| (kind, value))
}

fn is_cloud_id(word: &str) -> bool {
    let starts =
        |prefix: &str| word.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    if starts("/subscriptions/") || word.starts_with("ocid1.") {
        return true;
    }
    if let Some(rest) = word.strip_prefix("//") {
        return rest.split('/').next().is_some_and(|host| host.ends_with(".googleapis.com"));
    }
    if word.starts_with("projects/") {
        return word.split('/').filter(|part| !part.is_empty()).count() >= 4;
    }
    let Some((prefix, id)) = word.split_once('-') else { return false };
    AWS_IDS.contains(&prefix) && matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_account(word: &str) -> bool {
    let is_principal = word.len() >= 16
        && word.len() <= 32
        && AWS_PRINCIPALS.iter().any(|prefix| word.starts_with(prefix))
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_sid = word.strip_prefix("S-1-").is_some_and(|rest| {
        rest.contains('-') && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    });
    is_principal || is_sid || is_of_domain(word)
}

/// `CORP\jo`: the domain in capitals, and not a branch of the registry.
fn is_of_domain(word: &str) -> bool {
    let Some((domain, name)) = word.split_once('\\') else { return false };
    let is_domain = (1..=15).contains(&domain.len())
        && domain.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
        && !domain.starts_with("HK");
    is_domain
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._$-".contains(&byte))
}

fn address_v6(word: &str) -> Option<Word> {
    // `a::b` is a name in code: an address that is worth a look has a digit.
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = ipv6(word).or_else(|| ipv6(word.strip_suffix(':')?))?;
    // What a machine with both kinds of address says of an IPv4 address.
    if let Some(address) = value.strip_prefix("::ffff:").and_then(ipv4) {
        let doubt = doubt(IndicatorKind::Ipv4, &address);
        return Some(Word { kind: IndicatorKind::Ipv4, value: address, port: None, doubt });
    }
    let doubt = doubt(IndicatorKind::Ipv6, &value);
    Some(Word { kind: IndicatorKind::Ipv6, value, port: None, doubt })
}
