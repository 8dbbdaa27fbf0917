use firebreak_core::incident::Command;
use firebreak_core::responsibility::{Offering, Profile};

use crate::api::{
    BrokenProfile, Changed, ChooseMatrix, CopyMatrix, Matrix, Nothing, Profiles, RemoveMatrix, RemovedMatrix,
    RestoreMatrix, SetMatrix, SetOffering, Settings, ShowMatrix, UseMatrix,
};
use crate::profiles::{self, Own, OwnProfiles};
use crate::view::matrix_view;
use crate::{App, Error};

/// What to do about a file that cannot be read.
const MEND: &str = "Mend the file, or move it out of the folder; the other profiles are there";

impl App {
    /// `matrix.show`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident or profile.
    pub fn show_matrix(&self, request: ShowMatrix) -> Result<Matrix, Error> {
        let profile = match (request.incident, request.profile) {
            (Some(name), _) => self.with_incident(&name, |incident| Ok(incident.profile.clone()))?,
            (None, Some(id)) => return self.matrix(&id),
            (None, None) => self.profile_for_new()?,
        };
        Ok(matrix_view(&profile, None, &self.library))
    }

    /// `matrix.list`.
    ///
    /// # Errors
    ///
    /// Says so where the settings cannot be read.
    pub fn list_matrices(&self, _: Nothing) -> Result<Profiles, Error> {
        let own = self.own_profiles();
        let bundled = self.library.profiles.iter().map(|profile| matrix_view(profile, None, &self.library));
        let copies = own
            .readable
            .iter()
            .map(|(id, file)| matrix_view(&file.profile(id, &self.library), Some(file), &self.library));
        let (default, problem) = self.default_profile()?;
        Ok(Profiles {
            profiles: bundled.chain(copies).collect(),
            default: default.id,
            problem,
            broken: own
                .broken
                .into_iter()
                .map(|(path, why)| BrokenProfile {
                    path: path.display().to_string(),
                    message: format!("This matrix profile cannot be read: {why}."),
                    hint: format!("{MEND}."),
                })
                .collect(),
            folder: self.folders.matrix_profiles().display().to_string(),
        })
    }

    /// `matrix.copy`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such profile, the name is taken, or the file cannot be written.
    pub fn copy_matrix(&self, request: CopyMatrix) -> Result<Matrix, Error> {
        let from = self.profile(&request.from)?;
        let id = profiles::id_of(&request.name);
        self.change_file(|| self.write_copy(&from, &id, &request))?;
        self.forget_draft(request.draft.as_deref());
        self.matrix(&id)
    }

    fn write_copy(&self, from: &Profile, id: &str, request: &CopyMatrix) -> Result<(), Error> {
        let own = self.own_profiles();
        let is_taken = |name: &str| name.trim().to_lowercase() == request.name.trim().to_lowercase();
        if self.library.profiles.iter().any(|profile| profile.id == id || is_taken(&profile.name))
            || own.readable.iter().any(|(known, file)| *known == id || is_taken(&file.name))
            || own.problem(id).is_some()
        {
            return Err(Error::ProfileTaken { name: request.name.clone() });
        }
        let copy = Own::copy(from, &request.name, &request.reason);
        profiles::write(&self.folders.matrix_profiles(), id, &copy, &self.library)
    }

    /// `matrix.set`.
    ///
    /// # Errors
    ///
    /// Says so where the profile is bundled or cannot be read, what does not fit, or why the file cannot be written.
    pub fn set_matrix(&self, request: SetMatrix) -> Result<Matrix, Error> {
        let id = request.profile.clone();
        if let Some(bundled) = self.library.profiles.iter().find(|profile| profile.id == id) {
            return Err(Error::ProfileBundled { name: bundled.name.clone() });
        }
        let draft = request.draft.clone();
        self.change_file(|| self.rewrite(&id, request))?;
        self.forget_draft(draft.as_deref());
        self.matrix(&id)
    }

    fn rewrite(&self, id: &str, request: SetMatrix) -> Result<(), Error> {
        let own = self.own_profiles();
        let Some(known) = own.get(id) else { return Err(missing(&own, id)) };
        let mut file = known.clone();
        file.name = request.name.map_or(file.name, |name| name.trim().to_owned());
        file.reason = request.reason.map_or(file.reason, |reason| reason.trim().to_owned());
        for cell in request.cells {
            file.cells.entry(cell.layer).or_default().insert(cell.service_model, cell.party);
        }
        if let Some(offerings) = request.offerings {
            file.offerings = offerings.into_iter().map(offering).collect();
        }
        profiles::write(&self.folders.matrix_profiles(), id, &file, &self.library)
    }

    /// `matrix.remove`.
    ///
    /// # Errors
    ///
    /// Says so where the profile is bundled, new incidents get it, there is none, or its file cannot be moved.
    pub fn remove_matrix(&self, request: RemoveMatrix) -> Result<RemovedMatrix, Error> {
        let id = request.profile;
        if let Some(bundled) = self.library.profiles.iter().find(|profile| profile.id == id) {
            return Err(Error::ProfileBundled { name: bundled.name.clone() });
        }
        self.change_file(|| self.set_aside(id))
    }

    fn set_aside(&self, id: String) -> Result<RemovedMatrix, Error> {
        let own = self.own_profiles();
        let name = match (own.get(&id), own.problem(&id)) {
            (Some(file), _) => file.name.clone(),
            (None, Some(_)) => id.clone(),
            (None, None) => return Err(Error::not_found("matrix profile", id)),
        };
        if self.settings()?.matrix_profile.as_ref() == Some(&id) {
            return Err(Error::ProfileChosen { name });
        }
        let path = profiles::remove(&self.folders.matrix_profiles(), &id)?;
        Ok(RemovedMatrix { id, name, path: path.display().to_string() })
    }

    /// `matrix.restore`.
    ///
    /// # Errors
    ///
    /// Says so where no profile of that id was removed, another one has its id now, or its file cannot be moved.
    pub fn restore_matrix(&self, request: RestoreMatrix) -> Result<Matrix, Error> {
        let id = request.profile;
        self.change_file(|| self.put_back(&id))?;
        self.matrix(&id)
    }

    fn put_back(&self, id: &str) -> Result<(), Error> {
        let folder = self.folders.matrix_profiles();
        let Some(removed) = profiles::removed(&folder, id) else {
            return Err(Error::not_found("removed matrix profile", id));
        };
        let own = self.own_profiles();
        if own.get(id).is_some() || own.problem(id).is_some() {
            return Err(Error::ProfileTaken { name: id.to_owned() });
        }
        profiles::restore(&folder, id, &removed)
    }

    /// `matrix.default`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such profile, or the settings cannot be written.
    pub fn choose_matrix(&self, request: ChooseMatrix) -> Result<Profiles, Error> {
        let is_bundled_default =
            self.library.profiles.first().is_some_and(|profile| profile.id == request.profile);
        let chosen = (!is_bundled_default).then_some(request.profile);
        self.change_file(|| {
            let settings = self.settings()?;
            self.keep_settings(Settings { matrix_profile: chosen, ..settings })
        })?;
        self.list_matrices(Nothing {})
    }

    /// `matrix.use`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such profile or no reason.
    pub fn use_matrix(&self, request: UseMatrix) -> Result<Changed, Error> {
        let profile = Box::new(self.profile(&request.profile)?);
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, _| {
            Ok(Command::ChangeProfile { profile, reason: request.reason })
        })
    }

    /// The profile that new incidents get. One that was chosen and cannot be read is no reason not to open an incident:
    /// the bundled default takes its place.
    pub(super) fn profile_for_new(&self) -> Result<Profile, Error> {
        self.default_profile().map(|(profile, _)| profile)
    }

    /// The profile that new incidents get, and why it is not the one that was chosen, where that is so.
    fn default_profile(&self) -> Result<(Profile, Option<String>), Error> {
        let bundled = self.library.profiles.first();
        let bundled =
            bundled.ok_or_else(|| Error::BuiltIn { why: "there is no matrix profile".to_owned() })?;
        let Some(id) = self.settings()?.matrix_profile else { return Ok((bundled.clone(), None)) };
        Ok(match self.profile(&id) {
            Ok(chosen) => (chosen, None),
            Err(error) => {
                let view = error.view();
                (bundled.clone(), Some(format!("{} New incidents get {}.", view.message, bundled.name)))
            }
        })
    }

    /// The profile with an id, bundled or own.
    pub(super) fn profile(&self, id: &str) -> Result<Profile, Error> {
        if let Some(bundled) = self.library.profiles.iter().find(|profile| profile.id == id) {
            return Ok(bundled.clone());
        }
        let own = self.own_profiles();
        let file = own.get(id).ok_or_else(|| missing(&own, id))?;
        Ok(file.profile(id, &self.library))
    }

    fn matrix(&self, id: &str) -> Result<Matrix, Error> {
        let own = self.own_profiles();
        Ok(matrix_view(&self.profile(id)?, own.get(id), &self.library))
    }

    fn own_profiles(&self) -> OwnProfiles {
        OwnProfiles::read(&self.folders.matrix_profiles(), &self.library)
    }
}

/// Why there is no own profile with an id.
fn missing(own: &OwnProfiles, id: &str) -> Error {
    match own.problem(id) {
        Some((path, why)) => Error::ProfileFile { path: path.clone(), why: why.clone() },
        None => Error::not_found("matrix profile", id),
    }
}

fn offering(set: SetOffering) -> Offering {
    Offering {
        provider: set.provider,
        name: set.name.trim().to_owned(),
        reason: set.reason.trim().to_owned(),
        cells: set.cells.into_iter().map(|cell| (cell.layer, cell.party)).collect(),
    }
}
