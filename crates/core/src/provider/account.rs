use super::ProviderFacts;

/// The account, subscription, project or tenant that a resource lies in, as a provider names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account<'a> {
    /// What the provider calls it, for example `account ID`.
    pub name: &'a str,
    /// What identifies it.
    pub value: &'a str,
}

impl ProviderFacts {
    /// The account that the identifier of a resource is, or that it names within; none where that cannot be told.
    ///
    /// An ARN has the account in its fifth part, a resource id of Azure begins with its subscription, and a resource
    /// name of Google Cloud has its project. An identifier that fits two forms of the provider is neither.
    #[must_use]
    pub fn account_of<'a>(&'a self, identifier: &'a str) -> Option<Account<'a>> {
        named_within(identifier).or_else(|| {
            let mut forms =
                self.identifiers.iter().filter(|form| form.shape.is_some() && form.fits(identifier));
            match (forms.next(), forms.next()) {
                (Some(form), None) => Some(Account { name: &form.name, value: identifier }),
                (_, _) => None,
            }
        })
    }
}

/// The account that stands within the identifier of a resource.
fn named_within(identifier: &str) -> Option<Account<'_>> {
    if identifier.starts_with("arn:") {
        let value = identifier.split(':').nth(4).filter(|part| is_digits(part, 12))?;
        return Some(Account { name: "account ID", value });
    }
    let mut parts = identifier.split('/');
    if identifier.starts_with("//") {
        parts.by_ref().nth(1)?;
        let host = parts.next()?;
        host.ends_with(".googleapis.com").then_some(())?;
    } else if identifier.starts_with('/') {
        parts.next()?;
    }
    let (name, value) = match parts.next()?.to_ascii_lowercase().as_str() {
        "subscriptions" => ("subscription ID", parts.next()?),
        "projects" => ("project ID", parts.next()?),
        _ => return None,
    };
    (!value.is_empty()).then_some(Account { name, value })
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
