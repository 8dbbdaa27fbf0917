//! Indicators of compromise: what they are, their one way of being written, and finding them in text.
//!
//! Two indicators are the same where their kind and their normal form are: see [`normal`].

mod benign;
mod classify;
mod fang;
mod find;
mod normal;
mod paths;
mod quoted;
mod sheet;
mod stix;

pub use benign::Doubt;
pub use classify::kind_of;
pub use fang::{defang, refang};
pub use find::{Found, find};
pub use normal::{NotAnIndicator, normal, port_of};
pub use sheet::csv;
pub use stix::bundle;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of thing an indicator is.
    pub enum IndicatorKind ("kind of indicator") {
        /// An IPv4 address, or a network of them.
        Ipv4 = "ipv4", "IPv4";
        /// An IPv6 address, or a network of them.
        Ipv6 = "ipv6", "IPv6";
        /// A domain name.
        Domain = "domain", "Domain";
        /// A URL.
        Url = "url", "URL";
        /// An e-mail address.
        Email = "email", "E-mail";
        /// An MD5 hash of a file.
        Md5 = "md5", "MD5";
        /// A SHA-1 hash of a file.
        Sha1 = "sha1", "SHA-1";
        /// A SHA-256 hash of a file.
        Sha256 = "sha256", "SHA-256";
        /// A SHA-512 hash of a file.
        Sha512 = "sha512", "SHA-512";
        /// An account: a user name, a key id, a security identifier.
        Account = "account", "Account";
        /// An ARN, or the id of a cloud resource.
        Resource = "resource", "Cloud resource";
        /// What a client says it is.
        UserAgent = "user-agent", "User agent";
        /// A process: its program or its command line.
        Process = "process", "Process";
        /// The path of a file or folder.
        Path = "path", "Path";
    }
}

/// Ports in words: `port 443`, `ports 80, 443`; none where there is none.
#[must_use]
pub fn in_words(ports: &[u16]) -> Option<String> {
    let listed: Vec<String> = ports.iter().map(u16::to_string).collect();
    match ports {
        [] => None,
        [_] => Some(format!("port {}", listed.concat())),
        _ => Some(format!("ports {}", listed.join(", "))),
    }
}

#[cfg(test)]
mod tests;
