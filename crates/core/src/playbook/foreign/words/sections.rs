//! Headings and labels that tell what kind of text a file is.

/// Headings of the documentation of a program or a repository.
pub(in crate::playbook::foreign) const REPOSITORY: &[&str] = &[
    "api",
    "architecture",
    "badges",
    "building",
    "configuration",
    "contributing",
    "contributing and security",
    "deployment",
    "development",
    "directory structure",
    "endpoints",
    "features",
    "folder structure",
    "getting started",
    "how to contribute",
    "how to use",
    "how to use this repository",
    "install",
    "installation",
    "license",
    "licence",
    "project status",
    "project structure",
    "quick start",
    "quickstart",
    "repository structure",
    "roadmap",
    "running tests",
    "screenshots",
    "setup",
    "star history",
    "tech stack",
    "testing",
    "usage",
];

/// Headings of the page that a security automation product makes of a playbook it runs by itself.
pub(in crate::playbook::foreign) const AUTOMATION: &[&str] = &[
    "commands",
    "dependencies",
    "integrations",
    "playbook image",
    "playbook inputs",
    "playbook outputs",
    "scripts",
    "sub-playbooks",
];

/// Headings of the report of an incident that is over.
pub(in crate::playbook::foreign) const REPORT: &[&str] = &[
    "action items",
    "attack timeline",
    "conclusion",
    "contributing factors",
    "findings",
    "key findings",
    "recommendations",
    "final verdict",
    "incident summary",
    "incident timeline",
    "timeline",
    "timeline of events",
    "what happened",
    "what we learned",
    "what went well",
    "what went wrong",
    "where we got lucky",
];

/// Labels of the fields of a record of an incident.
pub(in crate::playbook::foreign) const FIELDS: &[&str] = &[
    "case id",
    "date/time",
    "detected at",
    "detected by",
    "duration",
    "end time",
    "incident id",
    "resolved at",
    "start time",
];

/// Headings of what describes how an attack is noticed, and not what is done then.
pub(in crate::playbook::foreign) const RULE: &[&str] = &[
    "blind spots",
    "blind spots and assumptions",
    "considerations",
    "data source",
    "data sources",
    "detection logic",
    "detection query",
    "detection rule",
    "false positives",
    "known false positives",
    "kql query",
    "query",
    "required artifacts",
    "rule",
    "rule logic",
    "sigma rule",
    "splunk query",
    "strategy abstract",
    "technical context",
];

/// Headings of a runbook for an alert over what is seen.
pub(in crate::playbook::foreign) const SYMPTOMS: &[&str] =
    &["alert", "indicators", "meaning", "signal", "signals", "symptom", "symptoms", "when this alert fires"];

/// Headings of a runbook for an alert over what is looked at.
pub(in crate::playbook::foreign) const DIAGNOSES: &[&str] = &[
    "debugging",
    "diagnose",
    "diagnosis",
    "diagnostic steps",
    "diagnostics",
    "investigation",
    "investigation steps",
    "triage",
    "troubleshooting",
];

/// Headings of a runbook for an alert over what is done.
pub(in crate::playbook::foreign) const REPAIRS: &[&str] = &[
    "fix",
    "mitigate",
    "mitigation",
    "mitigation steps",
    "mitigations",
    "recovery",
    "recovery steps",
    "remediation",
    "remediation steps",
    "repair",
    "resolution",
    "resolution steps",
    "rollback",
];

/// Headings of what is checked before a delivery.
pub(in crate::playbook::foreign) const DELIVERY: &[&str] = &[
    "build",
    "code quality",
    "code review",
    "e2e tests",
    "integration tests",
    "lint",
    "lint & typecheck",
    "linting",
    "quality gate",
    "quality gates",
    "static analysis",
    "tests",
    "typecheck",
    "unit tests",
];

/// How a text begins that is still to be written.
pub(in crate::playbook::foreign) const UNWRITTEN: &[&str] =
    &["coming soon", "placeholder", "stub", "tbd", "to be completed", "to be filled in", "to be written"];

/// Words of the name of a file that is a form.
pub(in crate::playbook::foreign) const FORMS: &[&str] =
    &["modele", "modello", "modelo", "plantilla", "sjabloon", "szablon", "template", "vorlage"];

/// Labels of what explains a word.
pub(in crate::playbook::foreign) const GLOSSES: &[&str] =
    &["definicao", "definicion", "definition", "definizione", "d\u{e9}finition", "implication"];
