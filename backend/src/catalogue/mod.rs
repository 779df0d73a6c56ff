//! The catalogue: all services, and what each community publishes of them.

mod offer;
mod publish;
mod published;
mod rows;

pub use offer::{FoundService, Offer, ServiceOnOffer, offer, offer_anywhere, offer_in};
pub use publish::{PublicationLine, publications, publish_list, publish_service, set_own_text};

use crate::Backend;
use crate::revision::{self, NewestCopy, Subject};
use crate::store::{StoreError, Transaction};
use domain::catalogue::search::SearchIndex;
use domain::catalogue::{Category, CategoryCode, Service, ServiceCode, Subcategory, SubcategoryCode};
use std::sync::Arc;

/// All services of the district, whatever the communities make of them.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The categories in their order.
    pub categories: Vec<Category>,
    /// The subcategories, in the order of their categories and then their own.
    pub subcategories: Vec<Subcategory>,
    /// The services in the order of their codes.
    pub services: Vec<Service>,
    /// The search over all of them.
    pub index: SearchIndex,
}

impl Catalogue {
    /// The service of a code.
    #[must_use]
    pub fn service(&self, code: &ServiceCode) -> Option<&Service> {
        let place = self.services.binary_search_by(|service| service.code.cmp(code)).ok()?;
        self.services.get(place)
    }

    /// The category of a code.
    #[must_use]
    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == *code)
    }

    /// The subcategory of a code.
    #[must_use]
    pub fn subcategory(&self, code: &SubcategoryCode) -> Option<&Subcategory> {
        self.subcategories.iter().find(|subcategory| subcategory.code == *code)
    }

    /// The subcategories of a category, in their order.
    #[must_use]
    pub fn subcategories_of(&self, code: &CategoryCode) -> Vec<&Subcategory> {
        self.subcategories.iter().filter(|subcategory| subcategory.category == *code).collect()
    }
}

/// The catalogue, and what is published of it, as this process has read them last; cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    catalogue: NewestCopy<Catalogue>,
    published: NewestCopy<published::Published>,
}

/// The catalogue as a transaction sees it: from memory, unless an import has changed it since.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn current(tx: &mut Transaction, backend: &Backend) -> Result<Arc<Catalogue>, StoreError> {
    let number = revision::copy_number(tx, Subject::Catalogue).await?;
    if let Some(catalogue) = backend.catalogue.catalogue.get(number) {
        return Ok(catalogue);
    }
    let (categories, subcategories) = rows::categories(tx).await?;
    let services = rows::services(tx).await?;
    let index = SearchIndex::build(&services, &subcategories, &categories);
    let catalogue = Arc::new(Catalogue { categories, subcategories, services, index });
    backend.catalogue.catalogue.put(number, &catalogue);
    Ok(catalogue)
}

pub(crate) use rows::{categories, services};
