//! A field that the specification does not define says something else.

use std::collections::BTreeMap;

use tidings_diag::Location;
use tidings_model::contract::{ElementId, UndefinedField, Usage};
use tidings_schema::Literal;

use super::bound::bound;
use super::described::became;
use super::extension_changed::of_protocol;
use super::identity::Identities;
use super::lack::contract_of;
use super::unused::holds;
use super::{Find, Found, Versions, check};
use crate::Version;
use crate::change::Likeness;
use crate::facts::Facts;

check! {
    /// A field that AsyncAPI, or the specification of a binding, does not define where it stands came, went or says something else.
    ///
    /// ## Why it matters
    ///
    /// What the field means is not said anywhere, so nobody can say what its change means; whoever wrote it may know.
    /// `tidings validate` says where it belongs, or what it may have been meant to be.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     owner: the shop
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "undefined-field-changed", "K051", Info,
    "a field that AsyncAPI does not define is another one",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let [was, is] = [Version::Base, Version::Revision].map(|version| fields(versions, version));
    let gone = was.keys().filter(|place| !is.contains_key(*place));
    let places = is.keys().chain(gone);
    let changes = places.filter_map(|place| {
        let (was, is) = (was.get(place), is.get(place));
        let told = is.or(was)?;
        let [before, now] = [was, is].map(|one| one.map_or(Literal::Null, |one| one.value.clone()));
        if before == now {
            return None;
        }
        let words = became(&before, &now);
        let name = &told.name;
        let message = format!(
            "`{name}`, which is no field of the {}, {words}",
            told.object
        );
        let element = ElementId::new("contract", &versions.revision.info.title);
        let pointer = told.location.pointer.as_deref().unwrap_or_default();
        let found = Found::annotation(&element, Facts::new(&before, &now), message);
        let mut found = found.with_detail(pointer);
        found.likeness = Some(Likeness {
            place: format!("`{pointer}`"),
            difference: format!("{name} of {} {words}", told.object),
            said: format!("{name} {words}"),
        });
        found.base = was.map(|one| one.location.clone());
        found.revision = is.map(|one| one.location.clone());
        Some(found)
    });
    let bound = bound(versions);
    let of_bindings = bound.iter().flat_map(|bound| {
        let changes = bound.changed().undefined.into_iter();
        changes
            .map(|changed| of_protocol(bound, &changed, ", which the binding does not define,"))
            .collect::<Vec<_>>()
    });
    changes.chain(of_bindings).collect()
}

/// The fields of `version` by their places, besides those of what comes or goes as a whole, which is told.
fn fields<'c>(versions: &Versions<'c>, version: Version) -> BTreeMap<String, &'c UndefinedField> {
    let identities = Identities::of(versions, version);
    let alone = alone(versions, version);
    let fields = contract_of(versions, version).undefined_fields.iter();
    let fields = fields.filter(|one| !alone.iter().any(|whole| holds(whole, &one.location)));
    let fields = fields.map(|one| (identities.place(&one.location), one));
    fields.collect()
}

/// Where the elements of `version` stand that the other version has not got, and what is listed there and used by nobody.
fn alone<'c>(versions: &Versions<'c>, version: Version) -> Vec<&'c Location> {
    let contract = contract_of(versions, version);
    let matching = versions.matching;
    let servers = matching.servers.only_in(version).iter();
    let servers = servers.map(|id| &contract.servers[*id].origin.location);
    let channels = matching.channels.only_in(version).iter();
    let channels = channels.map(|id| &contract.channels[*id].origin.location);
    let operations = matching.operations.only_in(version).iter();
    let operations = operations.map(|id| &contract.operations[*id].origin.location);
    let messages = matching.messages.only_in(version).iter();
    let messages = messages.map(|id| &contract.messages[*id].origin.location);
    let components = contract.components.iter();
    let unused = components.filter(|component| component.usage != Usage::Used);
    let unused = unused.map(|component| &component.location);
    let elements = servers.chain(channels).chain(operations);
    elements.chain(messages).chain(unused).collect()
}
