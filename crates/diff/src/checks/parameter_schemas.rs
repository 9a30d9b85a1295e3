//! The parameters of addresses where a schema says which values they have, as in AsyncAPI 2.

use tidings_model::SchemaDigests;
use tidings_model::contract::{Channel, Parameter};

use super::channel_parameters_changed::in_words;
use super::explained::Explained;
use super::parameter_values::Values;
use super::{Check, Found, Versions, channel_parameters_changed};
use crate::facts::{Fact, Facts};
use crate::judge::{Ruling, Rulings, compared};
use crate::roles::Concern;
use crate::schema::{Difference, Equality, Graphs, differences};
use crate::{Answer, Answers, Evidence, Part};

/// What became of the parameters that a version describes with a schema.
pub(crate) fn parameter_changes(
    versions: &Versions<'_>,
    equality: &Equality<'_>,
) -> Vec<(&'static Check, Found)> {
    let mut changes = Vec::new();
    // AsyncAPI 3 lists values, and has no schemas.
    if !versions.are_of_2() {
        return changes;
    }
    for (was, is, concern) in versions.channels() {
        for parameter in channel_parameters_changed::pairs(was, is) {
            let [before, now] = [parameter.was, parameter.is];
            let place = Place {
                versions,
                called: parameter.called(),
                name: parameter.name,
                channels: [was, is],
                concern,
                before,
                now,
            };
            let schemas = before
                .and_then(|one| one.schema)
                .zip(now.and_then(|one| one.schema));
            // What demands something else is asked, whether or not what differs has a name.
            let (is_named, may_differ) = match schemas {
                Some((old, new)) => {
                    let graphs = Graphs {
                        base: &versions.base.schemas,
                        revision: &versions.revision.schemas,
                    };
                    let found = differences(graphs, equality, old, new);
                    let (demands, others): (Vec<_>, Vec<_>) =
                        found.into_iter().partition(|one| one.kind.is_demand());
                    changes.extend(others.into_iter().filter_map(|one| place.annotation(one)));
                    let is_named = !demands.is_empty();
                    (is_named, is_named || !equality.demand_the_same(old, new))
                }
                None => (true, true),
            };
            if let Some(values) = may_differ.then(|| place.values()).flatten() {
                let [was, is] = values.each_ref().map(Values::subject);
                let rulings = compared(was, is, versions.options, Part::Parameter);
                if is_named || rulings.answers() != Answers::UNTOUCHED {
                    changes.push((&channel_parameters_changed::CHECK, place.judged(&rulings)));
                }
            }
        }
    }
    changes
}

/// A parameter in both versions.
struct Place<'c> {
    versions: &'c Versions<'c>,
    called: String,
    name: &'c str,
    channels: [&'c Channel; 2],
    concern: Concern,
    before: Option<&'c Parameter>,
    now: Option<&'c Parameter>,
}

impl<'c> Place<'c> {
    /// Its values, where there is a schema to ask.
    fn values(&self) -> Option<[Values<'c>; 2]> {
        let Versions { base, revision, .. } = self.versions;
        Values::of_both((&base.schemas, self.before), (&revision.schemas, self.now))
    }

    /// What people read of a schema.
    fn annotation(&self, difference: Difference) -> Option<(&'static Check, Found)> {
        let one = Explained::of(difference)?;
        let message = format!("{}: {}", self.called, one.told.message);
        let subject = one.difference.kind.subject();
        let detail = format!("{} {} {subject}", self.name, one.difference.path);
        let element = &self.channels[1].element;
        let found = Found::annotation(element, one.difference.facts(), message);
        let mut found = found.with_detail(detail);
        found.base = one.difference.base;
        found.revision = one.difference.revision;
        Some((one.check, found))
    }

    /// Which addresses are gone, and which are new.
    fn judged(&self, rulings: &Rulings) -> Found {
        let answers = rulings.answers();
        let listed = |parameter: Option<&Parameter>| match parameter {
            Some(parameter) if !parameter.values.is_empty() => in_words(&parameter.values),
            Some(parameter) if parameter.schema.is_some() => "what its schema allows".to_owned(),
            _ => "anything".to_owned(),
        };
        let (from, to) = (listed(self.before), listed(self.now));
        let facts = self.facts();
        let element = &self.channels[1].element;
        let mut found = match answers {
            Answers::UNTOUCHED => {
                let message = format!("the schema of {} changed and allows the same", self.called);
                Found::annotation(element, facts, message)
            }
            _ if from == to => {
                let message = format!("{} may have other values than before", self.called);
                Found::new(self.concern, answers, element, facts, message)
            }
            _ => {
                let message = format!("{} was {from} and is {to}", self.called);
                Found::new(self.concern, answers, element, facts, message)
            }
        };
        found.evidence = Evidence::Witness;
        let losses = self.worst(rulings).map_or(&[][..], Ruling::losses);
        found.witness = losses.first().map(|loss| loss.witness.clone());
        let [was, is] = self.channels.map(|channel| &channel.origin.location);
        let place = |parameter: Option<&'c Parameter>| Some(&parameter?.origin.location);
        let found = found.in_base(place(self.before).unwrap_or(was));
        let found = found.in_revision(place(self.now).unwrap_or(is));
        found.with_detail(format!("{} enum", self.name))
    }

    /// The values that are listed, or what a schema says of them.
    fn facts(&self) -> Facts {
        let [old, new] = self.versions.hashes.digests();
        let fact = |digests: &SchemaDigests<'_>, parameter: Option<&Parameter>| {
            let schema = parameter.and_then(|one| one.schema);
            let values = parameter.map(|one| Fact::set(&one.values));
            Fact::list([Fact::from(values), schema.map(|id| digests.of(id)).into()])
        };
        Facts::new(fact(old, self.before), fact(new, self.now))
    }

    /// Of two directions in which something is lost the one that matters.
    fn worst<'r>(&self, rulings: &'r Rulings) -> Option<&'r Ruling> {
        let policy = self.versions.options.policy;
        let mut ordered = [&rulings.backward, &rulings.forward];
        if policy.judge(self.concern, Answers::REMOVED) != Answer::No {
            ordered.reverse();
        }
        ordered
            .into_iter()
            .find(|ruling| matches!(ruling, Ruling::No(_)))
    }
}
