//! The closed vocabularies of the field: small enumerations with one spelling each.
//!
//! What may grow without a new version of the program (incident types, providers, techniques, deadlines) is
//! reference data instead; see [`crate::playbook::Reference`].

/// Says that a word is not in a vocabulary, and which words are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is not a {what}; write one of: {known}")]
pub struct UnknownWord {
    /// The word as it was written.
    pub word: String,
    /// What was looked for, for example "service model".
    pub what: &'static str,
    /// Every word that is known, separated by commas.
    pub known: String,
}

/// Declares an enumeration whose variants have one word each, in the record, in files and on the command line.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[$variant_about:meta])* $variant:ident = $word:literal, $label:literal; )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $( $(#[$variant_about])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The word that stands for this value in the record, in files and on the command line.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }

            /// The name for people, as it stands on screen.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.word() == word).ok_or_else(|| $crate::vocabulary::UnknownWord {
                    word: word.to_owned(),
                    what: $what,
                    known: Self::ALL.iter().map(|value| value.word()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// How a resource is run, which decides who is responsible for its layers.
    ///
    /// Source: NIST SP 800-145 for IaaS, PaaS and SaaS; CIS for FaaS.
    pub enum ServiceModel ("service model") {
        /// The organisation's own hardware.
        OnPremises = "onprem", "On-premises";
        /// Infrastructure as a service.
        Iaas = "iaas", "IaaS";
        /// Platform as a service.
        Paas = "paas", "PaaS";
        /// Functions as a service.
        Faas = "faas", "FaaS";
        /// Software as a service.
        Saas = "saas", "SaaS";
    }
}

vocabulary! {
    /// The layer of a resource that a step acts on.
    ///
    /// Source: the rows of the NSA's table in "Uphold the Cloud Shared Responsibility Model" (2024).
    pub enum Layer ("layer") {
        /// The data kept or processed.
        Data = "data", "Data";
        /// The devices people use.
        Endpoints = "endpoints", "Client endpoints";
        /// Accounts, credentials and access.
        Accounts = "accounts", "Accounts and access";
        /// The application.
        Application = "application", "Application";
        /// The operating system and runtime.
        Os = "os", "Operating system";
        /// The network.
        Network = "network", "Network";
        /// Hardware and buildings.
        Physical = "physical", "Physical";
    }
}

vocabulary! {
    /// Who is responsible for a layer under a service model, and so who acts.
    pub enum Party ("party") {
        /// The organisation itself: "you".
        Customer = "customer", "You";
        /// The cloud service provider alone.
        Provider = "provider", "Provider";
        /// Both.
        Shared = "shared", "Shared";
    }
}

vocabulary! {
    /// A phase of the response, or the lane `communicate` that runs beside the phases.
    pub enum Phase ("phase") {
        /// Before anything happened.
        Prepare = "prepare", "Prepare";
        /// Learning that something happened.
        Detect = "detect", "Detect";
        /// Finding out what happened and how far it reaches.
        Analyze = "analyze", "Analyze";
        /// Stopping further harm.
        Contain = "contain", "Contain";
        /// Removing cause and footholds.
        Eradicate = "eradicate", "Eradicate";
        /// Bringing service and data back.
        Recover = "recover", "Recover";
        /// Telling those who must know; a lane beside the phases.
        Communicate = "communicate", "Communicate";
        /// Learning from it.
        Review = "review", "Review";
    }
}

vocabulary! {
    /// An assertion that something happened at a time.
    pub enum Milestone ("milestone") {
        /// The first action of the attacker, or the failure; usually estimated later.
        Occurred = "occurred", "Occurred";
        /// The first alert or report that in the end belonged to the incident.
        Detected = "detected", "Detected";
        /// Judged to be an incident, with a severity.
        Declared = "declared", "Declared";
        /// A named responder took it.
        Acknowledged = "acknowledged", "Acknowledged";
        /// The attacker can do no further damage.
        Contained = "contained", "Contained";
        /// Cause and footholds are removed.
        Eradicated = "eradicated", "Eradicated";
        /// Service and data are back to an agreed normal, checked.
        Recovered = "recovered", "Recovered";
        /// The review was held and actions are assigned.
        Closed = "closed", "Closed";
    }
}

vocabulary! {
    /// How bad it is; chooses the targets.
    pub enum Severity ("severity") {
        /// Business-threatening, or spreading now.
        Critical = "critical", "Critical";
        /// Serious harm is happening or near.
        High = "high", "High";
        /// Limited harm.
        Medium = "medium", "Medium";
        /// Little harm.
        Low = "low", "Low";
    }
}

vocabulary! {
    /// What an incident is: real, or practice.
    pub enum Class ("class of incident") {
        /// A real incident.
        Live = "live", "Live";
        /// A tabletop exercise; never mixed with live incidents.
        Exercise = "exercise", "Exercise";
    }
}

vocabulary! {
    /// The state of a step in a run.
    ///
    /// `current` of the design is not a state of the record but the place of the cursor.
    pub enum StepState ("step state") {
        /// Not worked yet.
        Open = "open", "Open";
        /// Worked.
        Done = "done", "Done";
        /// Looked at a second time, with the observed value.
        Verified = "verified", "Verified";
        /// Put off until a time, a phase or a trigger; comes back.
        Deferred = "deferred", "Deferred";
        /// Does not apply here, with the reason.
        NotApplicable = "not-applicable", "Not applicable";
        /// Left out knowingly although it applies, with the reason.
        Overridden = "overridden", "Overridden";
        /// Cannot go on, with the reason.
        Blocked = "blocked", "Blocked";
    }
}

vocabulary! {
    /// How a step is to be worked.
    pub enum Mode ("mode") {
        /// Read, then do.
        Do = "do", "Do";
        /// A check whose observed value is required.
        Confirm = "confirm", "Confirm";
        /// Stays open in the standing panel until ended.
        Watch = "watch", "Watch";
        /// Nobody passes without the named role.
        Hold = "hold", "Hold";
        /// Part of the first-minute card.
        Memory = "memory", "First minute";
    }
}

vocabulary! {
    /// What an incident turned out to be when it was closed.
    pub enum Resolution ("resolution") {
        /// It was an incident and it is over.
        Resolved = "resolved", "Resolved";
        /// There was no incident.
        FalsePositive = "false-positive", "False positive";
        /// It happened, and it was harmless.
        Benign = "benign", "Benign";
        /// It is part of another incident.
        Duplicate = "duplicate", "Duplicate";
    }
}

vocabulary! {
    /// With whom something may be shared. Source: Traffic Light Protocol, FIRST, version 2.0 (2022).
    pub enum Tlp ("TLP label") {
        /// With the named recipients alone.
        Red = "red", "TLP:RED";
        /// Inside the organisation, as far as needed.
        AmberStrict = "amber+strict", "TLP:AMBER+STRICT";
        /// Inside the organisation and with its clients, as far as needed.
        Amber = "amber", "TLP:AMBER";
        /// Inside the community.
        Green = "green", "TLP:GREEN";
        /// With everybody.
        Clear = "clear", "TLP:CLEAR";
    }
}

impl StepState {
    /// Whether a step in this state needs no more work.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Done | Self::Verified | Self::NotApplicable | Self::Overridden => true,
            Self::Open | Self::Deferred | Self::Blocked => false,
        }
    }

    /// Whether entering this state needs a reason in words.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::Deferred | Self::NotApplicable | Self::Overridden | Self::Blocked => true,
            Self::Open | Self::Done | Self::Verified => false,
        }
    }
}

#[cfg(test)]
mod tests;
