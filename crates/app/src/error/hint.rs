//! What to do about a command that was refused, where there is something to say beyond the message.

use firebreak_core::incident::{
    DeadlineRefusal, DecisionRefusal, EvidenceRefusal, HandoverRefusal, IndicatorRefusal, NoteRefusal,
    Refusal, RequestRefusal, RoleRefusal, UpdateRefusal,
};

/// What to do about a refusal.
pub(super) fn refusal_hint(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Closed(_) => Some("Reopen it first; that is recorded"),
        Refusal::NoAuthor => Some("Give your name in the settings"),
        Refusal::Future { .. } => Some("Check the date, and the clock of this machine"),
        Refusal::NeedsReason { .. } => Some("Say in a few words why"),
        Refusal::NeedsValue { .. } => Some("Write down what you saw"),
        Refusal::NeedsRelease { .. } => Some("Give the name of the person who released it"),
        Refusal::TooLong { .. } => Some("Shorten it, or keep the long text in a file and note where it lies"),
        Refusal::OfferingOfNobody => Some("Name the provider too, or leave the offering out"),
        Refusal::UnknownResource(_) => Some("`firebreak resource list` shows what is affected"),
        Refusal::ResourceListed { .. } => {
            Some("Change that one, or give this one another name or identifier")
        }
        Refusal::NoServiceModel => Some("Choose at least one of on-premises, IaaS, PaaS, FaaS, SaaS"),
        Refusal::NothingToWatch(_) => Some("Reopen the step first, or note in words who watches what"),
        Refusal::OfStep { why, .. } => refusal_hint(why),
        Refusal::ChangedSince { .. } => Some("Look at it as it is now, and change it by hand"),
        Refusal::AlreadyOpen(_)
        | Refusal::Empty(_)
        | Refusal::UnknownRun(_)
        | Refusal::AlreadyRunning { .. }
        | Refusal::NotNewer { .. }
        | Refusal::UnknownStep(_)
        | Refusal::UnknownTask { .. }
        | Refusal::UnknownChoice { .. }
        | Refusal::UnknownVariable(_)
        | Refusal::NoAct { .. }
        | Refusal::NotSet(_) => None,
        Refusal::Role(refusal) => role_hint(refusal),
        Refusal::Handover(refusal) => handover_hint(refusal),
        Refusal::Request(refusal) => request_hint(refusal),
        Refusal::Deadline(refusal) => deadline_hint(refusal),
        Refusal::Update(refusal) => update_hint(refusal),
        Refusal::Evidence(refusal) => evidence_hint(refusal),
        Refusal::Indicator(refusal) => indicator_hint(refusal),
        Refusal::Decision(refusal) => decision_hint(refusal),
        Refusal::Note(NoteRefusal::Withdrawn(_)) => Some("Restore it first if it is to count"),
        Refusal::Note(NoteRefusal::Counts(_)) => None,
    }
}

const fn role_hint(refusal: &RoleRefusal) -> Option<&'static str> {
    match refusal {
        RoleRefusal::NotHeld { .. } => Some("`firebreak role list` shows who holds which role"),
        RoleRefusal::BeforeIt { .. } => Some("Check the time"),
        RoleRefusal::HandedOver { .. } => Some("Have the handover accepted, or cancel it first"),
        RoleRefusal::NothingSaid(_) => None,
    }
}

const fn handover_hint(refusal: &HandoverRefusal) -> Option<&'static str> {
    match refusal {
        HandoverRefusal::Waiting { .. } => Some("Have it accepted, or cancel it first"),
        HandoverRefusal::LeadsAlready(_) => Some("Name somebody else"),
        HandoverRefusal::ForAnother { .. } => {
            Some("Switch who writes to the receiver, or name the receiver as the one who accepts")
        }
        HandoverRefusal::NotReadBack { .. } => {
            Some("Type what you understood, or tick every section once it is read")
        }
        HandoverRefusal::Ended { .. } => Some("Begin another handover"),
        HandoverRefusal::Unknown(_) => Some("`firebreak handover list` shows every handover"),
    }
}

fn request_hint(refusal: &RequestRefusal) -> Option<&'static str> {
    match refusal {
        RequestRefusal::WasSent(_) => Some("Draft a follow-up: it names this request and its ticket"),
        RequestRefusal::WasWithdrawn(_) => Some("Draft another request"),
        RequestRefusal::NotSent { .. } => Some("Say first when it was sent"),
        RequestRefusal::Ended { .. } => Some("Take that back first, or draft a follow-up"),
        RequestRefusal::OutOfOrder { .. } => Some("Check both times; the earlier one can be said again"),
        RequestRefusal::NotLast { .. } => Some("Take back the later one first"),
        RequestRefusal::Unknown(_) | RequestRefusal::NotMarked { .. } => None,
    }
}

fn deadline_hint(refusal: &DeadlineRefusal) -> Option<&'static str> {
    match refusal {
        DeadlineRefusal::Unknown(_) => Some("`firebreak deadline list` shows every deadline"),
        DeadlineRefusal::Runs { .. } => Some("Correct the time it runs from, or give this one another name"),
        DeadlineRefusal::NoLimit(_) => Some("Give the length that applies, for example 72h"),
        DeadlineRefusal::Beyond(_) => Some("Check the time and the length"),
        DeadlineRefusal::Zone(_) => {
            Some("Write UTC, an offset such as +02:00, or a name such as Europe/Berlin")
        }
        DeadlineRefusal::Ended { .. } => Some("Take that back first"),
        DeadlineRefusal::WasWithdrawn(_) => Some("Restore it first"),
        DeadlineRefusal::NeedsReason => Some("Say in a few words why, and who decided"),
        DeadlineRefusal::NotMarked { .. } => None,
    }
}

fn update_hint(refusal: &UpdateRefusal) -> Option<&'static str> {
    match refusal {
        UpdateRefusal::Unknown(_) => Some("`firebreak update list` shows every update"),
        UpdateRefusal::Fixed { .. } => Some("Take that back first, or draft another update"),
        UpdateRefusal::NeedsName => Some("Give the name of the person who approved it"),
        UpdateRefusal::Ended { .. } => Some("Take that back first, or draft another update"),
        UpdateRefusal::OutOfOrder { .. } => Some("Check both times; the earlier one can be said again"),
        UpdateRefusal::NotLast { .. } => None,
    }
}

fn evidence_hint(refusal: &EvidenceRefusal) -> Option<&'static str> {
    match refusal {
        EvidenceRefusal::Unknown(_) => Some("`firebreak evidence list` shows what there is"),
        EvidenceRefusal::NotAsked { .. } => Some("Name an item of the step, or the step alone"),
        EvidenceRefusal::NoPlace => Some("Name the file, or copy it in"),
        EvidenceRefusal::NoRecipient(_) => Some("Give the name of who got it"),
        EvidenceRefusal::SameHands { .. } => Some("Check both names"),
        EvidenceRefusal::BeforeCollected { .. } => {
            Some("Check both times; when it was collected can be changed")
        }
        EvidenceRefusal::Ended { .. } => Some("Check the time, or take back how it ended"),
        EvidenceRefusal::Followed { .. } => Some("Check the time, or take back what was done with it later"),
        EvidenceRefusal::UnknownCustody { .. } => None,
    }
}

fn indicator_hint(refusal: &IndicatorRefusal) -> Option<&'static str> {
    match refusal {
        IndicatorRefusal::Unknown(_) => Some("`firebreak indicator list` shows every indicator"),
        IndicatorRefusal::Untold(_) => Some("Name its kind, for example account or process"),
        IndicatorRefusal::NoneToWrite { .. } => Some("Share with fewer people, or change the labels"),
        IndicatorRefusal::Not(_) => Some("Check what was pasted, or name another kind"),
        IndicatorRefusal::OutOfOrder => Some("Check both times"),
        IndicatorRefusal::TooMany { .. } => {
            Some("Leave out a kind, such as accounts, or read the text in parts")
        }
        IndicatorRefusal::None | IndicatorRefusal::Listed { .. } => None,
    }
}

const fn decision_hint(refusal: &DecisionRefusal) -> Option<&'static str> {
    match refusal {
        DecisionRefusal::Superseded { .. } => {
            Some("Take the place of the later decision, or withdraw it first")
        }
        DecisionRefusal::Unknown(_) => Some("`firebreak decision list` shows every decision"),
    }
}
