//! The places in a message at which one demand of a receiver is made: a schema that several properties refer to makes its
//! demands of each of them.

use std::iter;

use tidings_decide::Wanted;
use tidings_diag::Location;
use tidings_model::contract::Payload;
use tidings_schema::{Rules, SchemaGraph, SchemaId};

use super::listed::listed_at;
use super::objection;
use super::reception::Reader;
use crate::Part;
use crate::judge::{Loss, Ruling};

/// How deep places are looked for.
const DEPTH: usize = 12;

/// How many schemas are looked at.
const SCHEMAS: usize = 4096;

impl Reader<'_> {
    /// What the demands that refuse the losses `found` refuse at other places, where they are made of these as well: one loss
    /// for each.
    pub(super) fn elsewhere(
        &mut self,
        written: &Payload,
        read: &Payload,
        part: Part,
        found: &[Loss],
    ) -> Vec<Loss> {
        let (Payload::Schema(written), Payload::Schema(read)) = (written, read) else {
            return Vec::new();
        };
        let mut others: Vec<Loss> = Vec::new();
        for loss in found {
            let wanted = match (&loss.missing, objection::value(loss)) {
                (Some(name), _) => Wanted::Without(name.clone()),
                (None, Some(value)) => Wanted::Value(value.clone()),
                (None, None) => continue,
            };
            let graph = &self.receiver.schemas;
            let places = places_of(graph, *read, loss.keyword, &loss.refused_at);
            for place in places {
                let is_known = |known: &Loss| {
                    known.refused_at == loss.refused_at
                        && known.missing == loss.missing
                        && objection::place(known) == place
                };
                if found.iter().chain(&others).any(is_known) {
                    continue;
                }
                let listed = match wanted {
                    Wanted::Value(_) => listed_at(&self.sender.schemas, *written, &place),
                    _ => Vec::new(),
                };
                let listed = listed.into_iter().map(Wanted::Value);
                for wanted in iter::once(wanted.clone()).chain(listed) {
                    if self.searches == 0 {
                        return others;
                    }
                    self.searches -= 1;
                    let asked = [(place.clone(), wanted)];
                    let schemas = (*written, *read);
                    let ruling = self.judge.schemas_with(schemas, 0, &asked, part);
                    let losses = ruling.as_ref().map_or(&[][..], Ruling::losses);
                    if let Some(other) = losses.iter().find(|other| is_known(other)) {
                        others.push(other.clone());
                        break;
                    }
                }
            }
        }
        others
    }
}

/// The paths, of names of properties inside each other and `*` for every item, to what the keyword at `location` is about
/// where `root` is the whole.
fn places_of(
    graph: &SchemaGraph,
    root: SchemaId,
    keyword: &str,
    location: &Location,
) -> Vec<Vec<String>> {
    let mut next: Vec<(SchemaId, Vec<String>)> = vec![(root, Vec::new())];
    let mut places = Vec::new();
    let mut looked_at = 0;
    while let Some((schema, path)) = next.pop() {
        looked_at += 1;
        if looked_at > SCHEMAS {
            break;
        }
        let Some(rules) = graph.rules(graph.resolve(schema)) else {
            continue;
        };
        let stated = rules.keyword(keyword).map(|stated| stated.location());
        if stated.as_ref() == Some(location) {
            places.push(path.clone());
        }
        next.extend(rules.all_of.iter().map(|other| (*other, path.clone())));
        if path.len() < DEPTH {
            next.extend(below(rules).map(|(segment, inner)| {
                let mut path = path.clone();
                path.push(segment);
                (inner, path)
            }));
        }
    }
    places.sort();
    places.dedup();
    places
}

/// The schemas that `rules` apply to items and properties, each with what leads to it.
fn below(rules: &Rules) -> impl Iterator<Item = (String, SchemaId)> {
    let items = rules.array.items.map(|items| ("*".to_owned(), items));
    let properties = rules.object.properties.iter();
    let properties = properties.map(|property| (property.name.clone(), property.schema));
    items.into_iter().chain(properties)
}
