use firebreak_core::provider::{OwnContact, OwnIdentifier, OwnProvider, OwnProviders};

use crate::api::{Nothing, OneProvider, ProviderRow, ProviderView, SetProvider};
use crate::library::ProviderData;
use crate::{App, Error, settings};

impl App {
    /// `provider.list`.
    ///
    /// # Errors
    ///
    /// Says so where what is kept about providers cannot be read.
    pub fn list_providers(&self, _: Nothing) -> Result<Vec<ProviderRow>, Error> {
        let own = self.own_providers()?;
        Ok(self.library.providers.iter().map(|data| self.provider_row(data, own.get(&data.id))).collect())
    }

    /// `provider.show`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such provider, or what is kept cannot be read.
    pub fn show_provider(&self, request: OneProvider) -> Result<ProviderView, Error> {
        let data = self.provider(&request.provider)?;
        let own = self.own_providers()?.remove(&data.id).unwrap_or_default();
        Ok(ProviderView {
            row: self.provider_row(data, Some(&own)),
            facts: data.facts.clone(),
            own,
            file: self.folders.providers().display().to_string(),
        })
    }

    /// `provider.set`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such provider, or the file cannot be read or written.
    pub fn set_provider(&self, request: SetProvider) -> Result<ProviderView, Error> {
        let id = self.provider(&request.provider)?.id.clone();
        let own = tidy(request.own);
        self.change_file(|| {
            let mut all = self.own_providers()?;
            if own == OwnProvider::default() {
                all.remove(&id);
            } else {
                all.insert(id.clone(), own);
            }
            settings::save(&self.folders.providers(), &all)
        })?;
        self.forget_draft(request.draft.as_deref());
        self.show_provider(OneProvider { provider: id })
    }

    /// What the organisation keeps about every provider.
    pub(super) fn own_providers(&self) -> Result<OwnProviders, Error> {
        settings::load(&self.folders.providers())
    }

    /// The id of the provider that a name means; the name itself where none is known by it.
    pub(super) fn provider_id(&self, name: &str) -> String {
        self.provider(name).map_or_else(|_| name.trim().to_owned(), |data| data.id.clone())
    }

    pub(super) fn provider(&self, name: &str) -> Result<&ProviderData, Error> {
        let wanted = name.trim();
        let is_meant = |data: &&ProviderData| {
            [&data.id, &data.name]
                .into_iter()
                .chain(&data.headings)
                .any(|known| known.eq_ignore_ascii_case(wanted))
        };
        self.library.providers.iter().find(is_meant).ok_or_else(|| Error::not_found("provider", name))
    }

    fn provider_row(&self, data: &ProviderData, own: Option<&OwnProvider>) -> ProviderRow {
        let today = self.clock.now().date_naive();
        ProviderRow {
            id: data.id.clone(),
            name: data.name.clone(),
            service_models: data.service_models.clone(),
            in_use: own.is_some_and(|own| own.in_use),
            gaps: own.map_or_else(Vec::new, |own| own.gaps(&data.name, &data.facts, today)),
        }
    }
}

/// The entries without blanks around them and without those that say nothing.
fn tidy(own: OwnProvider) -> OwnProvider {
    let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let some = |text: Option<String>| text.map(line).filter(|text| !text.is_empty());
    let identifiers = own
        .identifiers
        .into_iter()
        .map(|own| OwnIdentifier { label: line(own.label), value: line(own.value) });
    let contacts =
        own.contacts.into_iter().map(|own| OwnContact { name: line(own.name), how: line(own.how) });
    OwnProvider {
        in_use: own.in_use,
        identifiers: identifiers.filter(|own| !own.value.is_empty()).collect(),
        plan: some(own.plan),
        reply_seconds: own.reply_seconds.filter(|seconds| *seconds > 0),
        contacts: contacts.filter(|own| !own.name.is_empty() || !own.how.is_empty()).collect(),
        portal: some(own.portal),
        tested_on: own.tested_on,
        tested: some(own.tested),
    }
}
