//! What the contract says of itself changed.

use tidings_model::Contract;
use tidings_model::contract::{Contact, ElementId, Extension, Info, License};
use tidings_schema::Literal;

use super::described::{docs, tags, text};
use super::{Find, Found, Versions, check};

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
    let (was, is) = (said(versions.base), said(versions.revision));
    let element = ElementId::new("contract", &versions.revision.info.title);
    let places = [versions.base, versions.revision].map(|contract| {
        let origin = contract.info.origin.as_ref();
        origin.map(|origin| origin.location.clone())
    });
    let changed = was.into_iter().zip(is).filter(|(was, is)| was.1 != is.1);
    let found = changed.map(|((field, was), (_, is))| {
        let told = |value: &Literal| match value {
            Literal::Null => "not stated".to_owned(),
            value => format!("`{value}`"),
        };
        let message = format!("`{field}` was {} and is {}", told(&was), told(&is));
        let mut found = Found::annotation(&element, message).with_detail(field);
        [found.base, found.revision] = places.clone();
        found
    });
    found.collect()
}

fn said(contract: &Contract) -> Vec<(&'static str, Literal)> {
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
    vec![
        ("id", text(&contract.id)),
        ("title", Literal::String(title.clone())),
        ("version", Literal::String(version.clone())),
        ("description", text(description)),
        ("termsOfService", text(terms_of_service)),
        ("contact.name", of_contact(|it| text(&it.name))),
        ("contact.url", of_contact(|it| text(&it.url))),
        ("contact.email", of_contact(|it| text(&it.email))),
        (
            "contact.extensions",
            of_contact(|it| extensions(&it.extensions)),
        ),
        (
            "license.name",
            of_license(|it| Literal::String(it.name.clone())),
        ),
        ("license.url", of_license(|it| text(&it.url))),
        (
            "license.extensions",
            of_license(|it| extensions(&it.extensions)),
        ),
        ("tags", tags(sorted)),
        ("externalDocs", docs(external_docs)),
        ("extensions of info", extensions(of_info)),
        ("extensions", extensions(&contract.extensions)),
    ]
}

/// The extensions as one value; none say as much as an object without any.
fn extensions(extensions: &[Extension]) -> Literal {
    let fields = extensions
        .iter()
        .map(|one| (one.name.clone(), one.value.clone()));
    match extensions {
        [] => Literal::Null,
        _ => Literal::Object(fields.collect()),
    }
}
