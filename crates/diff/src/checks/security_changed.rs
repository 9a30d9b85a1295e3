//! Partners prove who they are in another way.

use std::collections::{BTreeMap, BTreeSet};

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{ElementId, Part, RequiredScheme, SecurityRequirement};

use super::lack::after;
use super::{Find, Found, Versions, check};
use crate::facts::{Fact, Facts};
use crate::roles::Concern;
use crate::{Answer, Answers};

check! {
    /// A server or an operation lets partners in who prove in other ways than before who they are.
    ///
    /// Schemes are compared by what they demand, whatever their keys: type, place and name of a key, scopes.
    ///
    /// ## Why it matters
    ///
    /// Partners that have the old credentials only are not let in.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: kafka.example.org
    ///     protocol: kafka
    ///     security: [{ $ref: '#/components/securitySchemes/password' }]
    /// components:
    ///   securitySchemes:
    ///     password: { type: userPassword }
    ///     certificate: { type: X509 }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: kafka.example.org
    ///     protocol: kafka
    ///     security: [{ $ref: '#/components/securitySchemes/certificate' }]
    /// components:
    ///   securitySchemes:
    ///     password: { type: userPassword }
    ///     certificate: { type: X509 }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: kafka.example.org
    ///     protocol: kafka
    ///     security: [{ $ref: '#/components/securitySchemes/password' }, { $ref: '#/components/securitySchemes/certificate' }]
    /// components:
    ///   securitySchemes:
    ///     password: { type: userPassword }
    ///     certificate: { type: X509 }
    /// ```
    "security-changed", "K006", Error,
    "partners prove who they are in another way",
    advice: "allow the new way beside the old one, and remove the old one when everybody has moved",
    Find::Contract(find)
}

/// Something that lets partners in.
struct Guarded<'c> {
    called: String,
    element: &'c ElementId,
    /// Whom it lets in; whoever exchanges messages with the application, where that is not known.
    concern: Concern,
    base: (&'c Location, &'c [SecurityRequirement]),
    revision: (&'c Location, &'c [SecurityRequirement]),
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let servers = versions.servers().map(|(was, is)| Guarded {
        called: format!("server `{}`", is.key),
        element: &is.element,
        concern: Concern::Existence,
        base: (was.origin.named(), &was.security),
        revision: (is.origin.named(), &is.security),
    });
    let operations = versions.operations().map(|(was, is)| Guarded {
        called: format!("operation `{}`", is.key),
        element: &is.element,
        concern: Concern::of(was).or(Concern::of(is)),
        base: (was.origin.named(), &was.security),
        revision: (is.origin.named(), &is.security),
    });
    let mut changes = Vec::new();
    for guarded in servers.chain(operations) {
        let before = ways(versions.base, guarded.base.1);
        let now = ways(versions.revision, guarded.revision.1);
        // What is broken of it is told by itself, and nobody knows what it asks for.
        let is_broken = is_broken(versions.base, guarded.base.0)
            || is_broken(versions.revision, guarded.revision.0);
        if before == now || is_broken {
            continue;
        }
        let answers = Answers {
            backward: lets_in(&before, &now),
            forward: lets_in(&now, &before),
        };
        let message = format!(
            "{} asked for {} and asks for {}",
            guarded.called,
            told(&before),
            told(&now)
        );
        let facts = Facts::new(fact(&before), fact(&now));
        let found = match guarded.concern {
            Concern::Existence => {
                Found::new(Concern::Existence, answers, guarded.element, facts, message)
            }
            concern => Found::existence(concern, answers, guarded.element, facts, message),
        };
        // Whoever was let in is let in without anything, so only who comes to an application of the base is not.
        let found = match answers.backward {
            Answer::Yes => found
                .advised("have partners keep what lets them in until no application asks for it"),
            _ => found,
        };
        changes.push(
            found
                .in_base(guarded.base.0)
                .in_revision(guarded.revision.0),
        );
    }
    changes
}

/// Whether a demand of the element that is named at `named` is broken.
fn is_broken(contract: &Contract, named: &Location) -> bool {
    let left_out = contract.left_out.iter();
    let mut demands = left_out.filter(|one| one.part == Part::Security);
    demands.any(|one| {
        let rest = after(named, &one.location);
        rest.is_some_and(|rest| rest.starts_with("/security"))
    })
}

/// A way to be let in: the schemes that are demanded together, each by what it is, with its scopes.
type Way = BTreeMap<String, BTreeSet<String>>;

/// The ways to be let in; none when nothing is asked.
fn ways(contract: &Contract, requirements: &[SecurityRequirement]) -> BTreeSet<Way> {
    let ways = requirements.iter().map(|requirement| {
        let mut way = Way::new();
        for required in &requirement.schemes {
            let scopes = required.scopes.iter().map(|scope| scope.name.clone());
            let demanded = way.entry(demand(contract, required)).or_default();
            demanded.extend(scopes);
        }
        way
    });
    ways.collect()
}

/// What a scheme is, whatever its key.
fn demand(contract: &Contract, required: &RequiredScheme) -> String {
    let scheme = &contract.security_schemes[required.scheme];
    let details = [
        &scheme.http_scheme,
        &scheme.place,
        &scheme.name,
        &scheme.open_id_connect_url,
    ];
    let mut words: Vec<&str> = vec![&scheme.scheme];
    words.extend(details.into_iter().flatten().map(String::as_str));
    words.join(" ")
}

/// Whether whoever prepared for any of the ways that were `known` is let in by one of `ways`.
fn lets_in(known: &BTreeSet<Way>, ways: &BTreeSet<Way>) -> Answer {
    let is_enough = |known: &Way, way: &Way| {
        let mut demands = way.iter();
        demands.all(|(scheme, scopes)| {
            let had = known.get(scheme);
            had.is_some_and(|had| scopes.is_subset(had))
        })
    };
    let is_let_in = |known: &Way| ways.iter().any(|way| is_enough(known, way));
    match ways.is_empty() || !known.is_empty() && known.iter().all(is_let_in) {
        true => Answer::Yes,
        false => Answer::No,
    }
}

fn told(ways: &BTreeSet<Way>) -> String {
    let scheme = |(scheme, scopes): (&String, &BTreeSet<String>)| {
        let words = [scheme].into_iter().chain(scopes);
        let words: Vec<&str> = words.map(String::as_str).collect();
        format!("`{}`", words.join(" "))
    };
    let in_words = ways.iter().map(|way| match way.is_empty() {
        true => "nothing".to_owned(),
        false => way.iter().map(scheme).collect::<Vec<_>>().join(" and "),
    });
    match ways.is_empty() {
        true => "nothing".to_owned(),
        false => in_words.collect::<Vec<_>>().join(" or "),
    }
}

fn fact(ways: &BTreeSet<Way>) -> Fact {
    let scheme = |(scheme, scopes): (&String, &BTreeSet<String>)| {
        Fact::list([scheme.into(), Fact::set(scopes)])
    };
    Fact::set(ways.iter().map(|way| Fact::set(way.iter().map(scheme))))
}
