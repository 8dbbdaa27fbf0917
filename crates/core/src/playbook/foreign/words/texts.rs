//! Words of texts about incidents that nobody works through.

/// Beginnings of titles of texts that tell which phases a response has, without the marks of their letters.
pub(in crate::playbook::foreign) const PHASE_TITLES: &[&str] = &[
    "etapas de un ",
    "etapes d'un ",
    "etapes d'une ",
    "fases de un ",
    "fases de uma ",
    "fases del ",
    "fasi della ",
    "fasi di un ",
    "phasen der ",
    "phasen eines ",
    "phasen einer ",
    "phases d'un ",
    "phases d'une ",
    "phases of a ",
    "phases of an ",
    "phases of the ",
    "stages of a ",
    "stages of an ",
    "stages of the ",
];

/// Names of standards in titles of texts about them.
pub(in crate::playbook::foreign) const STANDARDS: &[&str] =
    &["iso 27001", "iso 27035", "iso/iec", "nist csf", "nist sp", "sp 800 61"];

/// Headings of a report of who attacks and how.
pub(in crate::playbook::foreign) const THREAT: &[&str] = &[
    "attack chain",
    "attribution",
    "indicators of compromise",
    "ioc",
    "iocs",
    "kill chain",
    "targets",
    "threat actor",
    "threat actor profile",
    "threat actors",
    "ttp",
    "ttps",
    "victimology",
];

/// Headings over a list of playbooks.
pub(in crate::playbook::foreign) const INDEXES: &[&str] = &[
    "available playbooks",
    "available procedures",
    "available runbooks",
    "core playbooks",
    "core runbooks",
    "list of playbooks",
    "list of runbooks",
    "our playbooks",
    "our runbooks",
    "playbook index",
    "playbook list",
    "runbook index",
    "runbook list",
];

/// Whole titles of collections, which say nothing of a file without an order of what is done.
pub(in crate::playbook::foreign) const COLLECTIONS: &[&str] =
    &["incident playbooks", "incident runbooks", "playbooks", "runbooks", "the playbooks", "the runbooks"];

/// Ends of words that name a doing.
pub(in crate::playbook::foreign) const DOINGS: &[&str] = &["ainment", "ing", "sion", "sis", "tion"];

/// Words that only English has among the languages whose phases are known.
pub(in crate::playbook::foreign) const ENGLISH: &[&str] =
    &["and", "for", "from", "the", "through", "to", "with"];
