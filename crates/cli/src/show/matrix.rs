//! Matrix profiles and the resources of an incident.

use firebreak_app::api::{Matrix, Profiles, RemovedMatrix, ResourceView, Responsibility};

use super::Page;
use super::words;

/// The profiles with their sources, and what cannot be read.
pub(crate) fn profiles(page: &mut Page, list: &Profiles) {
    for profile in &list.profiles {
        page.gap();
        let chosen = if profile.id == list.default { "  (for new incidents)" } else { "" };
        page.say(&format!("{}  {}{chosen}", profile.id, profile.name));
        page.indented("  ", "  ", &profile.source);
        let own = if profile.own.is_some() { "own copy, " } else { "" };
        let differing = words::count(u64::from(profile.differences), "cell");
        page.indented("  ", "  ", &format!("{own}{differing} unlike the default"));
    }
    if let Some(problem) = &list.problem {
        page.gap();
        page.say(problem);
    }
    for broken in &list.broken {
        page.gap();
        page.say(&broken.path);
        page.indented("  ", "  ", &format!("{} {}", broken.message, broken.hint));
    }
    page.gap();
    page.say(&format!("Own profiles lie in {}", list.folder));
}

/// What removing a profile did, and how it comes back.
pub(crate) fn removed_profile(page: &mut Page, removed: &RemovedMatrix) {
    page.say(&format!("{} is removed. Incidents that were opened with it keep their copy.", removed.name));
    page.say(&format!("Its file lies in {}", removed.path));
    page.say(&format!("`firebreak matrix restore {}` brings it back", removed.id));
}

/// The table of a profile. Cells unlike the bundled default carry a star.
pub(crate) fn matrix(page: &mut Page, matrix: &Matrix) {
    page.say(&format!("{}  {}", matrix.id, matrix.name));
    page.say(&matrix.source);
    for remark in &matrix.remarks {
        page.say(remark);
    }
    page.gap();
    let models =
        matrix.rows.first().map(|row| row.cells.iter().map(|cell| cell.service_model.label().to_owned()));
    let mut rows: Vec<Vec<String>> = Vec::new();
    rows.extend(models.map(|models| [String::new()].into_iter().chain(models).collect()));
    rows.extend(matrix.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|cell| format!("{}{}", cell.party.label(), if cell.differs { " *" } else { "" }));
        [row.label.clone()].into_iter().chain(cells).collect()
    }));
    page.table("", &rows);
    if matrix.differences > 0 {
        page.say("* unlike the bundled default");
    }
    let mut remarks: Vec<&str> = Vec::new();
    for remark in matrix.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.remarks) {
        if !remarks.contains(&remark.as_str()) {
            remarks.push(remark);
        }
    }
    if !remarks.is_empty() {
        page.gap();
    }
    for remark in remarks {
        page.indented("- ", "  ", remark);
    }
    for offering in &matrix.offerings {
        page.gap();
        let cells =
            offering.cells.iter().map(|cell| format!("{}: {}", cell.layer.label(), cell.party.label()));
        let cells = cells.collect::<Vec<_>>().join(", ");
        page.say(&format!("{} {}  {cells}", offering.provider.name, offering.name));
        if !offering.reason.is_empty() {
            page.indented("  ", "  ", &offering.reason);
        }
    }
}

/// What is affected, and who owns which layer of it.
pub(crate) fn resources(page: &mut Page, resources: &[ResourceView], owners: &Responsibility) {
    if resources.is_empty() {
        page.say("No resource is named; who acts follows from the service models alone.");
    }
    let rows: Vec<Vec<String>> = resources
        .iter()
        .map(|resource| {
            vec![
                resource.id.clone(),
                resource.name.clone(),
                resource.service_model.label().to_owned(),
                resource.provider.as_ref().map(|provider| provider.name.clone()).unwrap_or_default(),
                resource.offering.clone().unwrap_or_default(),
                resource.identifier.clone().unwrap_or_default(),
            ]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    page.say(&format!("Who acts, by {}", owners.profile.name));
    let heads = owners.columns.iter().map(|column| {
        let of =
            column.offering.as_deref().or(column.provider.as_ref().map(|provider| provider.name.as_str()));
        match of {
            Some(of) => format!("{} {of}", column.service_model.label()),
            None => column.service_model.label().to_owned(),
        }
    });
    let mut rows: Vec<Vec<String>> = vec![[String::new()].into_iter().chain(heads).collect()];
    rows.extend(owners.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let party = cell.party.map_or(words::NONE, |party| party.label());
            format!("{party}{}", if cell.usual.is_some() { " *" } else { "" })
        });
        [row.label.clone()].into_iter().chain(cells).collect()
    }));
    page.table("", &rows);
    if owners.rows.iter().any(|row| row.cells.iter().any(|cell| cell.usual.is_some())) {
        page.say(&format!("* unlike {}", owners.usual));
    }
}
