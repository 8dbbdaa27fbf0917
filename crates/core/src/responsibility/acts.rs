use super::{Offering, Profile};
use crate::incident::Resource;
use crate::playbook::{Facts, Responsible};
use crate::vocabulary::{Layer, Party, ServiceModel};
use crate::words::and;

/// How many resources are named where there are many.
const NAMED: usize = 2;

/// What is affected and has one owner for each layer: a service model, and the resources of it that have the same
/// provider and offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected<'a> {
    /// The service model.
    pub model: ServiceModel,
    /// The resources; none where only the service model is known.
    pub resources: Vec<&'a Resource>,
}

/// Who acts on a step, and from what that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acts<'a> {
    /// The party over all that is affected: the one they agree on, else [`Party::Shared`]; none unless each has one. Where
    /// nothing is affected, the one the playbook names for all.
    pub party: Option<Party>,
    /// The layer the step acts on.
    pub layer: Option<Layer>,
    /// The party under each affected model that has one, in the order given; [`Party::Shared`] where its resources
    /// disagree.
    pub by_model: Vec<(ServiceModel, Party)>,
    /// Each thing affected with its party, in the order given.
    pub shares: Vec<Share<'a>>,
}

/// Who acts for one thing that is affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<'a> {
    /// What is affected.
    pub affected: &'a Affected<'a>,
    /// Who acts; none where nothing says so.
    pub party: Option<Party>,
    /// What that follows from.
    pub basis: Basis<'a>,
}

/// What the party of a step follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis<'a> {
    /// The playbook names the party itself.
    Playbook,
    /// The layer, by the cells that the matrix profile has for this offering alone.
    Offering(&'a Offering),
    /// The layer, by the matrix profile.
    Matrix,
    /// Neither the playbook nor the matrix profile gives one.
    Nothing,
}

impl<'a> Affected<'a> {
    /// Service models alone, of which no resource is known.
    #[must_use]
    pub fn models(models: &[ServiceModel]) -> Vec<Self> {
        models.iter().map(|&model| Self { model, resources: Vec::new() }).collect()
    }

    /// The id of the provider, where its resources have one.
    #[must_use]
    pub fn provider(&self) -> Option<&'a str> {
        self.resources.first()?.facts.provider.as_deref()
    }

    /// The offering, as its resources name it.
    #[must_use]
    pub fn offering(&self) -> Option<&'a str> {
        self.resources.first()?.facts.offering.as_deref()
    }

    /// The model with the first of its resources: `IaaS web-1, web-2 and 3 more`.
    #[must_use]
    pub fn in_words(&self) -> String {
        labelled(self.model.label(), &self.resources)
    }
}

impl Profile {
    /// The cells that a profile has for the offering of what is affected.
    #[must_use]
    pub fn set_apart(&self, affected: &Affected<'_>) -> Option<&Offering> {
        self.offering(affected.provider()?, affected.offering()?)
    }

    /// Who is responsible for a layer of what is affected, and by which cells.
    #[must_use]
    pub fn owner(&self, layer: Layer, affected: &Affected<'_>) -> (Option<Party>, Basis<'_>) {
        let apart = self.set_apart(affected);
        if let Some(offering) = apart
            && let Some(party) = offering.cells.get(&layer)
        {
            return (Some(*party), Basis::Offering(offering));
        }
        match self.party(layer, affected.model) {
            Some(party) => (Some(party), Basis::Matrix),
            None => (None, Basis::Nothing),
        }
    }

    /// Who acts on a step with these facts, for what is affected.
    #[must_use]
    pub fn acts<'a>(&'a self, facts: &Facts, affected: &'a [Affected<'a>]) -> Acts<'a> {
        let layer = facts.layer.as_ref().map(|layer| layer.value);
        let responsible = facts.responsible.as_ref().map(|responsible| &responsible.value);
        let shares: Vec<Share<'a>> = affected
            .iter()
            .map(|affected| {
                let by_playbook = responsible.and_then(|responsible| responsible.party(affected.model));
                let (party, basis) = match (by_playbook, layer) {
                    (Some(party), _) => (Some(party), Basis::Playbook),
                    (None, Some(layer)) => self.owner(layer, affected),
                    (None, None) => (None, Basis::Nothing),
                };
                Share { affected, party, basis }
            })
            .collect();
        let party = if affected.is_empty() {
            responsible.and_then(|responsible| responsible.default)
        } else {
            together(shares.iter().map(|share| share.party))
        };
        let by_model = by_model(&shares);
        Acts { party, layer, by_model, shares }
    }
}

impl Responsible {
    /// The party the playbook names for a model.
    #[must_use]
    pub fn party(&self, model: ServiceModel) -> Option<Party> {
        self.by_model.get(&model).copied().or(self.default)
    }
}

impl Acts<'_> {
    /// Each party with what it acts for, in the order of the first that it acts for; nothing where all have the same
    /// party. Of many resources the first are named.
    #[must_use]
    pub fn owners(&self) -> Vec<(Party, Vec<String>)> {
        let mut owners: Vec<(Party, Vec<&Share<'_>>)> = Vec::new();
        for share in &self.shares {
            let Some(party) = share.party else { continue };
            match owners.iter_mut().find(|(known, _)| *known == party) {
                Some((_, shares)) => shares.push(share),
                None => owners.push((party, vec![share])),
            }
        }
        if owners.len() < 2 {
            return Vec::new();
        }
        owners.into_iter().map(|(party, shares)| (party, labels(&shares))).collect()
    }

    /// Why, as one sentence for people. `profile` is the name of the matrix profile.
    #[must_use]
    pub fn why(&self, profile: &str) -> String {
        if self.shares.is_empty() {
            return match self.party {
                Some(party) => format!("The playbook says so: {}.", owner(party)),
                None => "No service model is named, so nothing says who acts.".to_owned(),
            };
        }
        let on = |is: fn(&Basis<'_>) -> bool| -> Vec<&Share<'_>> {
            self.shares.iter().filter(|share| is(&share.basis)).collect()
        };
        let playbook = on(|basis| matches!(basis, Basis::Playbook));
        let offerings = on(|basis| matches!(basis, Basis::Offering(_)));
        let matrix = on(|basis| matches!(basis, Basis::Matrix));
        let nothing = on(|basis| matches!(basis, Basis::Nothing));
        let mut reasons = Vec::new();
        if let Some(parties) = Parties::of(&playbook) {
            reasons.push(match parties {
                Parties::One(party) if playbook.len() == self.shares.len() => {
                    format!("The playbook says so: {}", owner(party))
                }
                Parties::One(_) | Parties::Several => format!("The playbook says so: {}", each(&playbook)),
            });
        }
        if let Some(layer) = self.layer {
            let layer = layer.label();
            match Parties::of(&matrix) {
                Some(Parties::One(party)) => {
                    reasons.push(format!("{layer} {}: {} ({profile})", all(&matrix), owner(party)));
                }
                Some(Parties::Several) => reasons.push(format!("{layer}: {} ({profile})", each(&matrix))),
                None => {}
            }
            if !offerings.is_empty() {
                reasons.push(format!(
                    "{layer}: {} ({profile}, its own cells for this offering)",
                    each(&offerings)
                ));
            }
        }
        if !nothing.is_empty() {
            reasons.push(match (self.layer, reasons.is_empty()) {
                (None, true) => "The playbook names neither a layer nor a party for this step".to_owned(),
                (Some(layer), true) => {
                    format!("{profile} names no party for {} {}", layer.label(), all(&nothing))
                }
                (_, false) => format!("nothing says who acts {}", all(&nothing)),
            });
        }
        format!("{}.", reasons.join("; "))
    }
}

/// Whether several have one party.
enum Parties {
    One(Party),
    Several,
}

impl Parties {
    fn of(shares: &[&Share<'_>]) -> Option<Self> {
        let first = shares.first()?.party?;
        let is_one = shares.iter().all(|share| share.party == Some(first));
        Some(if is_one { Self::One(first) } else { Self::Several })
    }
}

fn by_model(shares: &[Share<'_>]) -> Vec<(ServiceModel, Party)> {
    let mut models: Vec<ServiceModel> = Vec::new();
    for share in shares {
        if !models.contains(&share.affected.model) {
            models.push(share.affected.model);
        }
    }
    let of = |model| shares.iter().filter(move |share| share.affected.model == model);
    models
        .into_iter()
        .filter_map(|model| Some((model, together(of(model).map(|share| share.party))?)))
        .collect()
}

/// The party of several: the one they agree on, else both; none unless each has one.
fn together(mut parties: impl Iterator<Item = Option<Party>>) -> Option<Party> {
    let first = parties.next()??;
    parties.try_fold(first, |so_far, party| {
        let party = party?;
        Some(if party == so_far { party } else { Party::Shared })
    })
}

/// Who acts for which: `you act under IaaS, the provider acts under SaaS`.
fn each(shares: &[&Share<'_>]) -> String {
    let mut parties: Vec<Party> = Vec::new();
    for party in shares.iter().filter_map(|share| share.party) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    let parts: Vec<String> = parties
        .into_iter()
        .map(|party| {
            let its: Vec<&Share<'_>> =
                shares.iter().copied().filter(|share| share.party == Some(party)).collect();
            format!("{} {}", owner(party), all(&its))
        })
        .collect();
    parts.join(", ")
}

/// What they are about, in a clause: `under IaaS and SaaS`, `for IaaS web-1`.
fn all(shares: &[&Share<'_>]) -> String {
    let named = shares.iter().any(|share| !share.affected.resources.is_empty());
    let labels = labels(shares);
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    format!("{} {}", if named { "for" } else { "under" }, and(&labels))
}

/// What they are about, those of one model and offering together.
fn labels(shares: &[&Share<'_>]) -> Vec<String> {
    let mut heads: Vec<(String, Vec<&Resource>)> = Vec::new();
    for share in shares {
        let head = match share.basis {
            Basis::Offering(offering) => offering.name.clone(),
            Basis::Playbook | Basis::Matrix | Basis::Nothing => share.affected.model.label().to_owned(),
        };
        let resources = share.affected.resources.iter().copied();
        match heads.iter_mut().find(|(known, _)| *known == head) {
            Some((_, known)) => known.extend(resources),
            None => heads.push((head, resources.collect())),
        }
    }
    heads.iter().map(|(head, resources)| labelled(head, resources)).collect()
}

fn labelled(head: &str, resources: &[&Resource]) -> String {
    let (named, more) = match resources.split_at_checked(NAMED + 1) {
        // "and 1 more" is no shorter than the name of that one.
        Some((_, [])) | None => (resources, 0),
        Some(_) => {
            let (named, rest) = resources.split_at(NAMED);
            (named, rest.len())
        }
    };
    let mut words: Vec<&str> = named.iter().map(|resource| resource.facts.name.as_str()).collect();
    let more = format!("{more} more");
    if resources.len() > named.len() {
        words.push(&more);
    }
    if words.is_empty() { head.to_owned() } else { format!("{head} {}", and(&words)) }
}

fn owner(party: Party) -> &'static str {
    match party {
        Party::Customer => "you act",
        Party::Provider => "the provider acts",
        Party::Shared => "you and the provider act",
    }
}
