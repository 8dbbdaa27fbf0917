use super::super::IdentifierFact;
use super::*;

fn facts(forms: &[(&str, Option<&str>)]) -> ProviderFacts {
    let identifiers = forms.iter().map(|(name, shape)| IdentifierFact {
        name: (*name).to_owned(),
        form: String::new(),
        shape: shape.map(str::to_owned),
        find: String::new(),
        source: String::new(),
        read: String::new(),
    });
    ProviderFacts { identifiers: identifiers.collect(), ..ProviderFacts::default() }
}

#[track_caller]
fn found(facts: &ProviderFacts, identifier: &str, wanted: Option<(&str, &str)>) {
    let account = facts.account_of(identifier);
    assert_eq!(account.map(|account| (account.name, account.value)), wanted, "{identifier}");
}

#[test]
fn an_identifier_names_the_account_it_lies_in() {
    let none = facts(&[]);
    for (identifier, wanted) in [
        ("arn:aws:ec2:eu-central-1:123456789012:instance/i-0f1e", Some(("account ID", "123456789012"))),
        ("arn:aws-us-gov:iam::123456789012:user/build", Some(("account ID", "123456789012"))),
        ("arn:aws:s3:::acme-invoices", None),
        ("arn:aws:iam::aws:policy/ReadOnlyAccess", None),
        ("arn:aws:ec2", None),
        (
            "/subscriptions/0f1e2d3c-0000-0000-0000-000000000000/resourceGroups/prod",
            Some(("subscription ID", "0f1e2d3c-0000-0000-0000-000000000000")),
        ),
        ("/Subscriptions/abc", Some(("subscription ID", "abc"))),
        ("/subscriptions/", None),
        (
            "//compute.googleapis.com/projects/acme-prod/zones/z/instances/1",
            Some(("project ID", "acme-prod")),
        ),
        ("projects/acme-prod/buckets/invoices", Some(("project ID", "acme-prod"))),
        ("//example.com/projects/acme-prod", None),
        ("i-0f1e2d3c", None),
        ("/", None),
        ("//", None),
        ("", None),
        ("ä/ö", None),
    ] {
        found(&none, identifier, wanted);
    }
}

#[test]
fn an_identifier_of_the_form_of_an_account_is_one_unless_two_forms_fit() {
    let uuid = Some("xxxxxxxx-xxxx");
    found(
        &facts(&[("account ID", Some("999999999999"))]),
        "123456789012",
        Some(("account ID", "123456789012")),
    );
    found(&facts(&[("account ID", Some("999999999999"))]), "12345678901", None);
    found(&facts(&[("subscription ID", uuid), ("tenant ID", uuid)]), "01234567-89ab", None);
    found(&facts(&[("project ID", None)]), "anything", None);
    let tenancy = "ocid1.tenancy.oc1..aaaa";
    found(&facts(&[("tenancy OCID", Some("ocid1.tenancy.*"))]), tenancy, Some(("tenancy OCID", tenancy)));
}
