//! Who owns which layer: what is affected, and the matrix profiles.

use anyhow::Result;
use serde_json::json;

use super::record::Record;
use crate::{WindowTest, test_id, text};

/// Names the resources of an incident over two models, one of them with a long identifier.
pub(crate) fn affected(record: &Record, incident: &str) -> Result<()> {
    let host = json!({
        "incident": incident, "name": "build host 7", "service_model": "iaas", "provider": "aws", "offering": "EC2",
        "identifier": "arn:aws:ec2:eu-central-1:123456789012:instance/i-0f1e2d3c4b5a69788",
    });
    let tenant = json!({
        "incident": incident, "name": "acme tenant", "service_model": "saas", "provider": "m365",
    });
    record.later(15);
    record.call("resource.add", host)?;
    record.later(15);
    record.call("resource.add", tenant).map(|_| ())
}

/// Shows who owns what is affected, with one cell chosen.
pub(crate) fn responsibility(window: &WindowTest) -> Result<()> {
    window.press("w")?;
    window.see(test_id("responsibility"))?;
    window.find(test_id("owner-application-1"))?.press("Enter")?;
    window.see(text("Steps that act on application").within(test_id("owner-cell")))
}

/// Shows the profiles side by side.
pub(crate) fn profiles(window: &WindowTest) -> Result<()> {
    window.run("location.hash = '#/profiles';")?;
    window.see(test_id("profile-fidelis"))
}
