//! `firebreak matrix`: who acts on which layer under which service model.

use clap::{ArgGroup, Args, Subcommand};
use firebreak_app::api::{
    ChooseMatrix, CopyMatrix, Matrix, Nothing, OfferingCell, RemoveMatrix, RestoreMatrix, SetCell, SetMatrix,
    SetOffering, ShowMatrix, UseMatrix,
};
use firebreak_core::vocabulary::{Layer, Party, ServiceModel};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with matrix profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum MatrixCommand {
    /// List every profile, its source, and what cannot be read
    List,
    /// Show the table of a profile, or that of an incident
    Show(Show),
    /// Make an own profile from another one
    Copy(Copy),
    /// Change the cells, the offerings or the name of an own profile
    Set(Set),
    /// Remove an own profile; incidents that were opened with it keep their copy
    Remove(Named),
    /// Bring back an own profile that was removed
    Restore(Named),
    /// Put a profile in force: for new incidents, or with --incident for that one
    Use(Use),
}

/// `matrix show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of the profile; that of new incidents where left out
    profile: Option<String>,
    /// Show the profile that this incident carries
    #[arg(long, value_name = "ID", conflicts_with = "profile")]
    incident: Option<String>,
}

/// `matrix copy`.
#[derive(Debug, Args)]
pub(crate) struct Copy {
    /// The id of the profile to copy
    from: String,
    /// What the copy is called
    name: String,
    /// Why there is a copy
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
}

/// `matrix set`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)
    .args(["name", "reason", "cell", "offering", "remove_offering"])))]
pub(crate) struct Set {
    /// The id of the own profile
    profile: String,
    /// A new name
    #[arg(long)]
    name: Option<String>,
    /// Why it differs from what it was copied from, or with --offering why that offering does
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
    /// A cell with its party, for example network/iaas=customer; with --offering without the model, os=shared
    #[arg(long, value_name = "CELL", value_delimiter = ',')]
    cell: Vec<String>,
    /// Set the cells for this offering alone, for example "aws/RDS Custom"
    #[arg(long, value_name = "PROVIDER/NAME", requires = "cell")]
    offering: Option<String>,
    /// Set this offering apart no more
    #[arg(long, value_name = "PROVIDER/NAME", conflicts_with = "offering")]
    remove_offering: Option<String>,
}

/// `matrix remove` and `matrix restore`.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The id of the own profile
    profile: String,
}

/// `matrix use`.
#[derive(Debug, Args)]
pub(crate) struct Use {
    /// The id of the profile
    profile: String,
    /// The incident to put it in force for
    #[arg(long, value_name = "ID", requires = "reason")]
    incident: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", requires = "incident", allow_hyphen_values = true)]
    reason: Option<String>,
}

impl MatrixCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List => {
                let list = desk.app().list_matrices(Nothing {})?;
                desk.say(&list, |page| show::profiles(page, &list))?;
            }
            Self::Show(Show { profile, incident }) => {
                let matrix = desk.app().show_matrix(ShowMatrix { incident, profile })?;
                desk.say(&matrix, |page| show::matrix(page, &matrix))?;
            }
            Self::Copy(Copy { from, name, reason }) => {
                let matrix = desk.app().copy_matrix(CopyMatrix { from, name, reason, draft: None })?;
                desk.say(&matrix, |page| show::matrix(page, &matrix))?;
            }
            Self::Set(set) => {
                let matrix = set.perform(desk)?;
                desk.say(&matrix, |page| show::matrix(page, &matrix))?;
            }
            Self::Remove(Named { profile }) => {
                let removed = desk.app().remove_matrix(RemoveMatrix { profile })?;
                desk.say(&removed, |page| show::removed_profile(page, &removed))?;
            }
            Self::Restore(Named { profile }) => {
                let matrix = desk.app().restore_matrix(RestoreMatrix { profile })?;
                desk.say(&matrix, |page| show::matrix(page, &matrix))?;
            }
            Self::Use(Use { profile, incident: Some(incident), reason }) => {
                let reason = reason.unwrap_or_default();
                let request = UseMatrix { incident, profile, reason, draft: None };
                let changed = desk.app_to_record()?.use_matrix(request)?;
                desk.say_recorded(&changed)?;
            }
            Self::Use(Use { profile, incident: None, .. }) => {
                let list = desk.app().choose_matrix(ChooseMatrix { profile })?;
                desk.say(&list, |page| show::profiles(page, &list))?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Set {
    fn perform(self, desk: &Desk<'_>) -> Result<Matrix, Failure> {
        let mut request =
            SetMatrix { profile: self.profile.clone(), name: self.name, ..SetMatrix::default() };
        if let Some(named) = &self.offering {
            let (provider, name) = offering(named)?;
            let cells = self.cell.iter().map(|cell| offering_cell(cell)).collect::<Result<_, _>>()?;
            let mut offerings = Self::without(desk, &self.profile, &provider, &name)?;
            let reason = self.reason.unwrap_or_default();
            offerings.push(SetOffering { provider, name, reason, cells });
            request.offerings = Some(offerings);
        } else {
            request.reason = self.reason;
            request.cells = self.cell.iter().map(|text| cell(text)).collect::<Result<_, _>>()?;
            if let Some(named) = &self.remove_offering {
                let (provider, name) = offering(named)?;
                request.offerings = Some(Self::without(desk, &self.profile, &provider, &name)?);
            }
        }
        Ok(desk.app().set_matrix(request)?)
    }

    /// The offerings of a profile but for one.
    fn without(
        desk: &Desk<'_>,
        profile: &str,
        provider: &str,
        name: &str,
    ) -> Result<Vec<SetOffering>, Failure> {
        let known =
            desk.app().show_matrix(ShowMatrix { incident: None, profile: Some(profile.to_owned()) })?;
        let others = known.offerings.into_iter().filter(|known| {
            known.provider.id != provider || known.name.to_lowercase() != name.to_lowercase()
        });
        Ok(others
            .map(|known| SetOffering {
                provider: known.provider.id,
                name: known.name,
                reason: known.reason,
                cells: known.cells,
            })
            .collect())
    }
}

/// Reads `network/iaas=customer`.
fn cell(text: &str) -> Result<SetCell, Failure> {
    let parts = text.split_once('=').and_then(|(cell, party)| Some((cell.split_once('/')?, party)));
    let ((layer, model), party) = parts.ok_or_else(|| {
        wrong(format!("\"{text}\" is no cell"), "Write layer/model=party, for example network/iaas=customer")
    })?;
    Ok(SetCell {
        layer: word::<Layer>(layer)?,
        service_model: word::<ServiceModel>(model)?,
        party: word(party)?,
    })
}

/// Reads `os=shared`.
fn offering_cell(text: &str) -> Result<OfferingCell, Failure> {
    let (layer, party) = text.split_once('=').ok_or_else(|| {
        wrong(format!("\"{text}\" is no cell of an offering"), "Write layer=party, for example os=shared")
    })?;
    Ok(OfferingCell { layer: word::<Layer>(layer)?, party: word::<Party>(party)? })
}

/// Reads `aws/RDS Custom`.
fn offering(text: &str) -> Result<(String, String), Failure> {
    let parts =
        text.split_once('/').map(|(provider, name)| (provider.trim().to_owned(), name.trim().to_owned()));
    parts.ok_or_else(|| {
        wrong(format!("\"{text}\" is no offering"), "Write provider/name, for example \"aws/RDS Custom\"")
    })
}

fn wrong(message: String, hint: &str) -> Failure {
    Failure::Usage { message, hint: hint.to_owned() }
}

fn word<T>(text: &str) -> Result<T, Failure>
where
    T: std::str::FromStr<Err = firebreak_core::vocabulary::UnknownWord>,
{
    text.trim().to_lowercase().parse().map_err(|error: T::Err| {
        wrong(error.to_string(), "`firebreak matrix show` has every layer and party")
    })
}
