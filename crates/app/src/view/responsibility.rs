use firebreak_core::incident::{Incident, Resource};
use firebreak_core::matching::FALLBACK;
use firebreak_core::responsibility::{Affected, Basis, Profile};
use firebreak_core::vocabulary::{Layer, Party, ServiceModel};

use super::named_provider;
use crate::api::{
    AffectedCell, AffectedColumn, AffectedRow, LayerStep, Matrix, MatrixCell, MatrixRow, Named, OfferingCell,
    OfferingView, OwnMatrix, ResourceView, Responsibility,
};
use crate::library::Library;
use crate::profiles::Own;

/// A profile as a table, compared with the bundled default.
pub(crate) fn matrix_view(profile: &Profile, own: Option<&Own>, library: &Library) -> Matrix {
    let usual = library.profiles.first();
    let differs = |layer, model| usual.is_some_and(|usual| profile.differs(usual, layer, model));
    let rows: Vec<MatrixRow> = Layer::ALL
        .iter()
        .map(|&layer| MatrixRow {
            layer,
            label: layer.label().to_owned(),
            cells: ServiceModel::ALL
                .iter()
                .filter_map(|&model| {
                    Some(MatrixCell {
                        service_model: model,
                        party: profile.party(layer, model)?,
                        differs: differs(layer, model),
                        remarks: profile.cell_remarks(layer, model).map(str::to_owned).collect(),
                    })
                })
                .collect(),
        })
        .collect();
    let differences = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.differs).count();
    Matrix {
        id: profile.id.clone(),
        name: profile.name.clone(),
        source: profile.source.clone(),
        own: own.map(|own| OwnMatrix { copied_from: own.copied_from.clone(), reason: own.reason.clone() }),
        remarks: profile.general_remarks().map(str::to_owned).collect(),
        differences: u32::try_from(differences).unwrap_or(u32::MAX),
        rows,
        offerings: profile
            .offerings
            .iter()
            .map(|offering| OfferingView {
                provider: named_provider(&offering.provider, library),
                name: offering.name.clone(),
                reason: offering.reason.clone(),
                cells: offering
                    .cells
                    .iter()
                    .map(|(layer, party)| OfferingCell { layer: *layer, party: *party })
                    .collect(),
            })
            .collect(),
    }
}

/// The resources that count as affected.
pub(crate) fn resource_views(incident: &Incident, library: &Library) -> Vec<ResourceView> {
    let is_apart = |resource: &Resource| {
        let facts = &resource.facts;
        let (Some(provider), Some(offering)) = (&facts.provider, &facts.offering) else { return false };
        incident.profile.offering(provider, offering).is_some()
    };
    incident
        .affected_resources()
        .map(|resource| ResourceView {
            id: resource.id.clone(),
            name: resource.facts.name.clone(),
            service_model: resource.facts.service_model,
            provider: resource.facts.provider.as_deref().map(|id| named_provider(id, library)),
            offering: resource.facts.offering.clone(),
            identifier: resource.facts.identifier.clone(),
            set_apart: is_apart(resource),
        })
        .collect()
}

/// Whether a model or provider is affected that no run is made for. Says nothing while nothing runs. Reads no playbook
/// of the library.
pub(crate) fn is_further_affected(incident: &Incident) -> bool {
    let metas = || incident.runs.iter().map(|run| &run.pinned.playbook.meta);
    let made = || metas().filter(|meta| meta.id != FALLBACK);
    let is_new_model = |model: &ServiceModel| !made().any(|meta| meta.service_models.contains(model));
    let is_new_provider = |id: &String| !made().any(|meta| meta.providers.contains(id));
    metas().next().is_some()
        && (incident.affected_models().iter().any(is_new_model)
            || incident.affected_providers().iter().any(is_new_provider))
}

/// Who owns which layer of what is affected, and which steps act on it.
pub(crate) fn responsibility_view(incident: &Incident, library: &Library) -> Responsibility {
    let profile = &incident.profile;
    let affected = incident.affected();
    let usual = library.profiles.first();
    let mut steps = steps(incident, &affected);
    Responsibility {
        profile: Named { id: profile.id.clone(), name: profile.name.clone() },
        source: profile.source.clone(),
        remarks: profile.general_remarks().map(str::to_owned).collect(),
        usual: usual.map(|usual| usual.name.clone()).unwrap_or_default(),
        columns: affected
            .iter()
            .map(|affected| AffectedColumn {
                service_model: affected.model,
                provider: affected.provider().map(|id| named_provider(id, library)),
                offering: affected.offering().map(str::to_owned),
                set_apart: profile.set_apart(affected).is_some(),
                resources: affected
                    .resources
                    .iter()
                    .map(|resource| Named { id: resource.id.clone(), name: resource.facts.name.clone() })
                    .collect(),
            })
            .collect(),
        rows: Layer::ALL
            .iter()
            .map(|&layer| AffectedRow {
                layer,
                label: layer.label().to_owned(),
                cells: affected.iter().map(|affected| cell(profile, usual, layer, affected)).collect(),
                steps: steps.extract_if(.., |(its, _)| *its == Some(layer)).map(|(_, step)| step).collect(),
            })
            .collect(),
        without_layer: steps.into_iter().map(|(_, step)| step).collect(),
    }
}

/// The steps of every run with the layer that each acts on.
fn steps(incident: &Incident, affected: &[Affected<'_>]) -> Vec<(Option<Layer>, LayerStep)> {
    let mut steps = Vec::new();
    for run in &incident.runs {
        for ((number, (_, step, record)), off_branch) in (1..).zip(run.steps()).zip(run.off_branch()) {
            let acts = incident.profile.acts(&step.facts, affected);
            let view = LayerStep {
                run: run.id.clone(),
                step: step.id.clone(),
                number,
                title: step.title.value.clone(),
                state: record.state,
                off_branch,
                parties: acts.shares.iter().map(|share| share.party).collect(),
            };
            steps.push((acts.layer, view));
        }
    }
    steps
}

fn cell(profile: &Profile, usual: Option<&Profile>, layer: Layer, affected: &Affected<'_>) -> AffectedCell {
    let (party, basis) = profile.owner(layer, affected);
    let model = affected.model.label();
    let what = format!("{} under {model}", layer.label());
    let why = match (party, basis) {
        (Some(party), Basis::Offering(offering)) => {
            let reason =
                if offering.reason.is_empty() { String::new() } else { format!(": {}", offering.reason) };
            let layer = layer.label();
            format!(
                "{layer} of {}: {}. {} sets this offering apart{reason}.",
                offering.name,
                owner(party),
                profile.name
            )
        }
        (Some(party), _) => match (affected.offering(), profile.set_apart(affected)) {
            (Some(offering), None) => format!(
                "{what}: {}, by {}. It has no cells of its own for {offering}.",
                owner(party),
                profile.name
            ),
            (Some(_), Some(_)) | (None, _) => format!("{what}: {}, by {}.", owner(party), profile.name),
        },
        (None, _) => format!("{} names no party for {what}.", profile.name),
    };
    let remarks = match basis {
        Basis::Matrix => profile.cell_remarks(layer, affected.model).map(str::to_owned).collect(),
        Basis::Offering(_) | Basis::Playbook | Basis::Nothing => Vec::new(),
    };
    let usual = usual.and_then(|usual| usual.party(layer, affected.model));
    AffectedCell { party, why, remarks, usual: usual.filter(|usual| Some(*usual) != party) }
}

const fn owner(party: Party) -> &'static str {
    match party {
        Party::Customer => "yours",
        Party::Provider => "the provider's",
        Party::Shared => "yours and the provider's",
    }
}
