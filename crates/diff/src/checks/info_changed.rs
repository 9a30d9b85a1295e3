//! What the contract says of itself changed.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Contact, ElementId, Extension, Info, License};
use tidings_schema::Literal;

use super::described::{became, docs, tags, text};
use super::{Find, Found, Versions, check};
use crate::facts::Facts;

check! {
    /// The title, the version, the licence or something else of `info` is another one, or the contract has another `id`.
    ///
    /// ## Why it matters
    ///
    /// Nobody breaks; a version that did not grow although something broke is told by `--check-version`.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels: {}
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.1.0 }
    /// channels: {}
    /// ```
    "info-changed", "K092", Info,
    "what the contract says of itself changed",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    // A contract that is not there says nothing of itself, and that it came or went is told of what it has.
    let are_there = [versions.base, versions.revision].map(|it| !it.asyncapi.is_empty());
    if are_there.contains(&false) {
        return Vec::new();
    }
    let (was, is) = (said(versions.base), said(versions.revision));
    let element = ElementId::new("contract", &versions.revision.info.title);
    let value = |all: &[(String, Literal)], field: &str| {
        let found = all.iter().find(|(known, _)| known == field);
        found.map_or(Literal::Null, |(_, value)| value.clone())
    };
    let gone = was
        .iter()
        .filter(|(field, _)| !is.iter().any(|(known, _)| known == field));
    let fields = is.iter().chain(gone).map(|(field, _)| field);
    let found = fields.filter_map(|field| {
        let (before, now) = (value(&was, field), value(&is, field));
        if before == now {
            return None;
        }
        let message = format!("`{field}` {}", became(&before, &now));
        let facts = Facts::new(&before, &now);
        let mut found = Found::annotation(&element, facts, message).with_detail(field);
        [found.base, found.revision] =
            [versions.base, versions.revision].map(|contract| place(contract, field));
        Some(found)
    });
    found.collect()
}

/// Where `field`, as [`said`] calls it, stands, or would.
fn place(contract: &Contract, field: &str) -> Option<Location> {
    let (info, root) = (&contract.info, &contract.fields);
    let stands = match field.strip_prefix("info.") {
        Some(of_info) => info.fields.of(of_info),
        None if field == "id" || field.starts_with("x-") => root.of(field),
        // Tags and documentation are those of the root object in AsyncAPI 2.
        None => info.fields.of(field).or_else(|| root.of(field)),
    };
    let whole = info.origin.as_ref().map(|origin| &origin.location);
    stands.or(whole).cloned()
}

/// The fields that say something, with what they say; extensions as far as there are some.
fn said(contract: &Contract) -> Vec<(String, Literal)> {
    let Info {
        title,
        version,
        description,
        terms_of_service,
        contact,
        license,
        tags: sorted,
        external_docs,
        extensions: of_info,
        ..
    } = &contract.info;
    let of_contact = |field: fn(&Contact) -> Literal| contact.as_ref().map_or(Literal::Null, field);
    let of_license = |field: fn(&License) -> Literal| license.as_ref().map_or(Literal::Null, field);
    let said = vec![
        ("id", text(&contract.id)),
        ("title", Literal::String(title.clone())),
        ("version", Literal::String(version.clone())),
        ("description", text(description)),
        ("termsOfService", text(terms_of_service)),
        ("contact.name", of_contact(|it| text(&it.name))),
        ("contact.url", of_contact(|it| text(&it.url))),
        ("contact.email", of_contact(|it| text(&it.email))),
        (
            "license.name",
            of_license(|it| Literal::String(it.name.clone())),
        ),
        ("license.url", of_license(|it| text(&it.url))),
        ("tags", tags(sorted)),
        ("externalDocs", docs(external_docs)),
    ];
    let said = said
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value));
    let of_contact = contact
        .iter()
        .flat_map(|it| extensions("contact.", &it.extensions));
    let of_license = license
        .iter()
        .flat_map(|it| extensions("license.", &it.extensions));
    said.chain(of_contact)
        .chain(of_license)
        .chain(extensions("info.", of_info))
        .chain(extensions("", &contract.extensions))
        .collect()
}

/// The extensions of what `owner` names.
fn extensions(owner: &str, extensions: &[Extension]) -> impl Iterator<Item = (String, Literal)> {
    let fields = extensions.iter();
    fields.map(move |one| (format!("{owner}{}", one.name), one.value.clone()))
}
