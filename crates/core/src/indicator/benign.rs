use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::IndicatorKind;
use super::normal::address;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why something that looks like an indicator is probably none.
    pub enum Doubt ("doubt about an indicator") {
        /// An address that is not routed on the internet.
        Private = "private", "Private address";
        /// An address or a name that nobody has: for documentation, tests or future use.
        Reserved = "reserved", "Reserved, nobody's";
        /// A name that is known inside a network only.
        Internal = "internal", "Internal name";
        /// The address at which a cloud provider tells a machine about itself.
        Metadata = "metadata", "Cloud metadata service";
        /// A service that everybody uses.
        WellKnown = "well-known", "Well known";
        /// A name whose end is that of a file or of a name in code.
        FileName = "file-name", "May be a file name";
        /// Four numbers after the word version.
        Version = "version", "May be a version";
        /// An account that every system has.
        Common = "common", "On every system";
        /// The hash of a file of 0 bytes, or no hash at all.
        Nothing = "nothing", "Hash of nothing";
    }
}

/// Registrable domains that stand in nearly every log.
const WELL_KNOWN: &[&str] = &[
    "akamai.com",
    "akamaized.net",
    "akamaihd.net",
    "amazon.com",
    "amazonaws.com",
    "apache.org",
    "apple.com",
    "atlassian.com",
    "atlassian.net",
    "aws.dev",
    "azure.com",
    "azureedge.net",
    "bing.com",
    "bitbucket.org",
    "canonical.com",
    "centos.org",
    "cisa.gov",
    "cloudflare.com",
    "cloudflare.net",
    "crates.io",
    "datadoghq.com",
    "debian.org",
    "digicert.com",
    "docker.com",
    "docker.io",
    "duo.com",
    "elastic.co",
    "facebook.com",
    "fedoraproject.org",
    "first.org",
    "gitlab.com",
    "github.com",
    "githubusercontent.com",
    "gmail.com",
    "golang.org",
    "google.com",
    "googleapis.com",
    "googleusercontent.com",
    "gstatic.com",
    "hashicorp.com",
    "icloud.com",
    "ietf.org",
    "instagram.com",
    "k8s.io",
    "kernel.org",
    "kubernetes.io",
    "letsencrypt.org",
    "lencr.org",
    "linkedin.com",
    "live.com",
    "microsoft.com",
    "microsoftonline.com",
    "mitre.org",
    "mozilla.com",
    "mozilla.org",
    "msftconnecttest.com",
    "msftncsi.com",
    "mozilla.net",
    "nist.gov",
    "npmjs.com",
    "npmjs.org",
    "ntp.org",
    "oasis-open.org",
    "office.com",
    "office.net",
    "office365.com",
    "okta.com",
    "openai.com",
    "oracle.com",
    "oraclecloud.com",
    "outlook.com",
    "pypi.org",
    "python.org",
    "pythonhosted.org",
    "quay.io",
    "redhat.com",
    "rubygems.org",
    "rust-lang.org",
    "salesforce.com",
    "schema.org",
    "sharepoint.com",
    "slack.com",
    "snowflakecomputing.com",
    "sourceforge.net",
    "splunk.com",
    "stackoverflow.com",
    "teams.microsoft.com",
    "twitter.com",
    "ubuntu.com",
    "verisign.com",
    "virustotal.com",
    "w3.org",
    "whatsapp.com",
    "wikipedia.org",
    "windows.com",
    "windows.net",
    "windowsupdate.com",
    "x.com",
    "xmlsoap.org",
    "yahoo.com",
    "youtube.com",
    "zoom.us",
];

/// Domains that are in the public suffix list and belong to a provider itself.
const OF_PROVIDERS: &[&str] = &["amazonaws.com", "azure.com", "windows.net", "googleapis.com"];

/// Top-level domains that are the endings of files and names in code too.
const LIKE_FILES: &[&str] = &[
    "app",
    "cc",
    "gz",
    "id",
    "is",
    "java",
    "md",
    "ml",
    "mov",
    "name",
    "pl",
    "pm",
    "properties",
    "ps",
    "py",
    "rs",
    "sh",
    "so",
    "sql",
    "st",
    "zip",
    "do",
    "in",
    "to",
    "foo",
    "bar",
    "call",
    "new",
    "map",
    "data",
    "bz",
    "vi",
    "cs",
    "gp",
    "mk",
    "tf",
];

/// Names that no public resolver knows. Sources: RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN resolution 2024-07-29.
const NOBODYS: &[&str] = &["example", "invalid", "test"];
const INTERNAL: &[&str] =
    &["arpa", "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private"];

/// Accounts that every system has.
const COMMON: &[&str] = &[
    "-",
    "admin",
    "administrator",
    "anonymous",
    "daemon",
    "guest",
    "local service",
    "localsystem",
    "network service",
    "nobody",
    "none",
    "null",
    "postgres",
    "root",
    "system",
    "ubuntu",
    "ec2-user",
    "www-data",
    "unknown",
    "user",
    "undefined",
];

/// The hashes of a file of 0 bytes.
const OF_NOTHING: &[&str] = &[
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
];

/// Why an indicator in its normal form is probably none; `None` where nothing speaks against it.
pub(super) fn doubt(kind: IndicatorKind, value: &str) -> Option<Doubt> {
    match kind {
        IndicatorKind::Ipv4 | IndicatorKind::Ipv6 => match address(kind, value)? {
            IpAddr::V4(address) => of_ipv4(address),
            IpAddr::V6(address) => of_ipv6(address),
        },
        IndicatorKind::Domain => of_domain(value),
        IndicatorKind::Email => {
            of_domain(value.rsplit('@').next()?).filter(|doubt| *doubt != Doubt::WellKnown)
        }
        IndicatorKind::Md5 | IndicatorKind::Sha1 | IndicatorKind::Sha256 | IndicatorKind::Sha512 => {
            let first = value.bytes().next()?;
            let empty = OF_NOTHING.contains(&value) || value.bytes().all(|byte| byte == first);
            empty.then_some(Doubt::Nothing)
        }
        IndicatorKind::Account => {
            let name = value.rsplit('\\').next()?.to_lowercase();
            COMMON.contains(&name.as_str()).then_some(Doubt::Common)
        }
        IndicatorKind::UserAgent => {
            let known = value.ends_with(".amazonaws.com") || value == "AWS Internal";
            known.then_some(Doubt::WellKnown)
        }
        IndicatorKind::Url | IndicatorKind::Resource | IndicatorKind::Process | IndicatorKind::Path => None,
    }
}

/// Whether the end of a name of two labels is that of a file or of a name in code.
pub(super) fn is_like_a_file(domain: &str) -> bool {
    let mut labels = domain.split('.');
    let (first, second, third) = (labels.next(), labels.next(), labels.next());
    first.is_some() && third.is_none() && second.is_some_and(|end| LIKE_FILES.contains(&end))
}

/// Whether a domain is one of the internet, or ends in a name that is known to be none.
pub(super) fn is_domain(domain: &str) -> bool {
    let end = domain.rsplit('.').next().unwrap_or_default();
    if end == "onion" || NOBODYS.contains(&end) || INTERNAL.contains(&end) {
        return true;
    }
    let known = psl::suffix(domain.as_bytes()).is_some_and(|suffix| suffix.is_known());
    known && psl::domain(domain.as_bytes()).is_some()
}

fn of_domain(domain: &str) -> Option<Doubt> {
    let end = domain.rsplit('.').next().unwrap_or_default();
    let registrable = psl::domain_str(domain).unwrap_or(domain);
    if NOBODYS.contains(&end) || matches!(registrable, "example.com" | "example.net" | "example.org") {
        Some(Doubt::Reserved)
    } else if INTERNAL.contains(&end) {
        Some(Doubt::Internal)
    } else if WELL_KNOWN.contains(&registrable) || OF_PROVIDERS.contains(&domain) {
        Some(Doubt::WellKnown)
    } else {
        None
    }
}

/// Sources: the IANA registry of special-purpose IPv4 addresses; the providers' documents for metadata services.
fn of_ipv4(address: Ipv4Addr) -> Option<Doubt> {
    let [a, b, c, d] = address.octets();
    let is_metadata = matches!(
        [a, b, c, d],
        [169, 254, 169, 254] | [169, 254, 170, 2] | [168, 63, 129, 16] | [100, 100, 100, 200]
    );
    let is_shared = a == 100 && (64..=127).contains(&b);
    let is_resolver = matches!(
        [a, b, c, d],
        [8, 8, 8, 8]
            | [8, 8, 4, 4]
            | [1, 1, 1, 1]
            | [1, 0, 0, 1]
            | [9, 9, 9, 9]
            | [149, 112, 112, 112]
            | [208, 67, 222, 222]
    );
    let is_nobodys = a == 0
        || a >= 224
        || address.is_documentation()
        || (a == 198 && (18..=19).contains(&b))
        || (a, b, c) == (192, 0, 0);
    if is_metadata {
        Some(Doubt::Metadata)
    } else if address.is_private() || address.is_loopback() || address.is_link_local() || is_shared {
        Some(Doubt::Private)
    } else if is_nobodys {
        Some(Doubt::Reserved)
    } else if is_resolver {
        Some(Doubt::WellKnown)
    } else {
        None
    }
}

/// Source: the IANA registry of special-purpose IPv6 addresses.
fn of_ipv6(address: Ipv6Addr) -> Option<Doubt> {
    if let Some(address) = address.to_ipv4_mapped() {
        return of_ipv4(address);
    }
    let [first, second, ..] = address.segments();
    if address == Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254) {
        Some(Doubt::Metadata)
    } else if address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local() {
        Some(Doubt::Private)
    } else if first & 0xe000 != 0x2000
        || (first == 0x2001 && second == 0xdb8)
        || first == 0x3fff && second < 0x1000
    {
        Some(Doubt::Reserved)
    } else if matches!(first, 0x2001 | 0x2606 | 0x2620) && is_resolver(address) {
        Some(Doubt::WellKnown)
    } else {
        None
    }
}

fn is_resolver(address: Ipv6Addr) -> bool {
    let known = [
        "2001:4860:4860::8888",
        "2001:4860:4860::8844",
        "2606:4700:4700::1111",
        "2606:4700:4700::1001",
        "2620:fe::fe",
    ];
    known.contains(&address.to_string().as_str())
}
