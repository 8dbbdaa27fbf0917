use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Url;

use super::{IndicatorKind, refang};

/// The longest value, in bytes: identifiers of cloud resources and command lines have a thousand and more.
pub(super) const LONGEST: usize = 4096;

/// Says that a text is not an indicator of the kind that was named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {what}")]
pub struct NotAnIndicator {
    /// The text, cut where it is long.
    pub text: String,
    /// What it should be.
    pub what: &'static str,
}

/// The one way in which an indicator is written; what was defanged is read as it was.
///
/// A port after an address or a domain name is no part of it: see [`port_of`]. IPv6 after RFC 5952; an IPv4 address as it is mapped into IPv6 is
/// IPv4; networks with the bits of hosts cleared, and without a length that is that of one address;
/// domains in lower case and Punycode; URLs as the URL standard writes them; e-mail addresses and hashes in lower case;
/// ids of Azure resources in lower case, as Azure tells no cases apart; anything else in one line, as it is.
///
/// # Errors
///
/// Says so where the text is not of the kind.
pub fn normal(kind: IndicatorKind, text: &str) -> Result<String, NotAnIndicator> {
    let line = one_line(text);
    let found = if line.is_empty() || line.len() > LONGEST { None } else { of_kind(kind, &line) };
    found.ok_or_else(|| NotAnIndicator { text: line.chars().take(80).collect(), what: what(kind) })
}

fn of_kind(kind: IndicatorKind, line: &str) -> Option<String> {
    match kind {
        IndicatorKind::Ipv4 => {
            let text = refang(line);
            ipv4(without_port(&text)).or_else(|| mapped(without_port(&text)))
        }
        IndicatorKind::Ipv6 => ipv6(without_port(&refang(line))),
        IndicatorKind::Domain => domain(without_port(&refang(line))),
        IndicatorKind::Url => url(&refang(line)).map(|url| url.to_string()),
        IndicatorKind::Email => email(&refang(line)),
        IndicatorKind::Md5 => hash(line, 32),
        IndicatorKind::Sha1 => hash(line, 40),
        IndicatorKind::Sha256 => hash(line, 64),
        IndicatorKind::Sha512 => hash(line, 128),
        IndicatorKind::Resource => resource(line),
        IndicatorKind::Account | IndicatorKind::UserAgent | IndicatorKind::Process | IndicatorKind::Path => {
            Some(line.to_owned())
        }
    }
}

/// An IPv4 address, or a network as `address/length`.
pub(super) fn ipv4(text: &str) -> Option<String> {
    let (address, length) = network(text, 32)?;
    let address: Ipv4Addr = address.parse().ok()?;
    Some(match length {
        Some(length) if length < 32 => {
            let kept = u32::MAX.checked_shl(32 - length).unwrap_or(0);
            format!("{}/{length}", Ipv4Addr::from_bits(address.to_bits() & kept))
        }
        Some(_) | None => address.to_string(),
    })
}

/// An IPv6 address, or a network as `address/length`; brackets and a zone are left out.
pub(super) fn ipv6(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(text);
    let (address, length) = network(inner, 128)?;
    let address: Ipv6Addr = address.split('%').next()?.parse().ok()?;
    Some(match length {
        Some(length) if length < 128 => {
            let kept = u128::MAX.checked_shl(128 - length).unwrap_or(0);
            format!("{}/{length}", Ipv6Addr::from_bits(address.to_bits() & kept))
        }
        Some(_) | None => address.to_string(),
    })
}

/// An IPv4 address that is written as IPv6 (RFC 4291, section 2.5.5.2).
fn mapped(text: &str) -> Option<String> {
    let address: Ipv6Addr = ipv6(text)?.parse().ok()?;
    address.to_ipv4_mapped().map(|address| address.to_string())
}

/// The port that stands after an address or a domain name; none where there is none, and for any other kind.
#[must_use]
pub fn port_of(kind: IndicatorKind, text: &str) -> Option<u16> {
    if !matches!(kind, IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::Domain) {
        return None;
    }
    let line = refang(text.trim());
    let after = line.get(without_port(&line).len()..)?;
    port(after.strip_prefix(':')?)
}

/// A port from its digits, up to anything that is none.
pub(super) fn port(text: &str) -> Option<u16> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok().filter(|port| *port > 0)
}

/// What stands before a port: `198.51.100.7:443`, `[2001:db8::7]:443`, `files.example.com:8080`.
pub(super) fn without_port(text: &str) -> &str {
    let Some((host, port)) = text.rsplit_once(':') else { return text };
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_host = !host.contains(':') || (host.starts_with('[') && host.ends_with(']'));
    if is_port && is_host { host } else { text }
}

fn network(text: &str, most: u32) -> Option<(&str, Option<u32>)> {
    match text.split_once('/') {
        Some((address, length)) => {
            let length: u32 = length.parse().ok()?;
            (length <= most).then_some((address, Some(length)))
        }
        None => Some((text, None)),
    }
}

/// A domain name of at least two labels, in lower case and Punycode.
pub(super) fn domain(text: &str) -> Option<String> {
    let text = text.strip_prefix("*.").unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let ascii = if text.is_ascii() && !text.contains("xn--") {
        text.to_ascii_lowercase()
    } else {
        idna::domain_to_ascii(text).ok()?
    };
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let mut labels = ascii.split('.');
    let last = labels.next_back()?;
    let named = !last.bytes().all(|byte| byte.is_ascii_digit());
    let whole = ascii.len() <= 253 && ascii.contains('.') && ascii.split('.').all(is_label);
    (named && whole).then_some(ascii)
}

/// A URL with a host, as the URL standard writes it.
pub(super) fn url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (text.contains("://") && url.host_str().is_some_and(|host| !host.is_empty())).then_some(url)
}

/// An e-mail address in lower case: no provider tells the cases of the part before the `@` apart.
pub(super) fn email(text: &str) -> Option<String> {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (name, host) = text.rsplit_once('@')?;
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let is_name = !name.is_empty()
        && name.len() <= 64
        && name.chars().all(allowed)
        && !name.starts_with('.')
        && !name.ends_with('.');
    let host = domain(host)?;
    is_name.then(|| format!("{}@{host}", name.to_lowercase()))
}

fn hash(text: &str, digits: usize) -> Option<String> {
    let is_hash = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| text.to_ascii_lowercase())
}

/// An ARN of six parts, or any other id of a cloud resource.
fn resource(text: &str) -> Option<String> {
    if text.starts_with("arn:") {
        return (text.split(':').count() >= 6).then(|| text.to_owned());
    }
    let is_azure =
        text.get(.."/subscriptions/".len()).is_some_and(|head| head.eq_ignore_ascii_case("/subscriptions/"));
    Some(if is_azure { text.to_lowercase() } else { text.to_owned() })
}

/// The address of an indicator that is one, or the first of its network.
pub(super) fn address(kind: IndicatorKind, value: &str) -> Option<IpAddr> {
    let is_address = matches!(kind, IndicatorKind::Ipv4 | IndicatorKind::Ipv6);
    value.split('/').next().filter(|_| is_address)?.parse().ok()
}

/// The text in one line: control characters and white space become single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

const fn what(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Ipv4 => "an IPv4 address, such as 198.51.100.7 or 198.51.100.0/24",
        IndicatorKind::Ipv6 => "an IPv6 address, such as 2001:db8::7",
        IndicatorKind::Domain => "a domain name, such as files.example.com",
        IndicatorKind::Url => "a URL with a host, such as https://files.example.com/a",
        IndicatorKind::Email => "an e-mail address, such as jo@example.com",
        IndicatorKind::Md5 => "an MD5 hash of 32 hexadecimal digits",
        IndicatorKind::Sha1 => "a SHA-1 hash of 40 hexadecimal digits",
        IndicatorKind::Sha256 => "a SHA-256 hash of 64 hexadecimal digits",
        IndicatorKind::Sha512 => "a SHA-512 hash of 128 hexadecimal digits",
        IndicatorKind::Resource => "an ARN of six parts, or the id of a cloud resource of up to 4096 bytes",
        IndicatorKind::Account => "an account: a text of up to 4096 bytes",
        IndicatorKind::UserAgent => "a user agent: a text of up to 4096 bytes",
        IndicatorKind::Process => "a process: a text of up to 4096 bytes",
        IndicatorKind::Path => "a path: a text of up to 4096 bytes",
    }
}
