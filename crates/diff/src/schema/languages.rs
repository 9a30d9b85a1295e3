//! In which language a schema is written, and in which version of it.

use tidings_diag::Location;
use tidings_schema::{Dialect, SchemaFormat, SchemaGraph, StatedFormat};

use super::conjunction::Conjunction;
use super::difference::Kind;
use super::place::Place;
use super::walk::Walk;

impl<'g> Walk<'g, '_> {
    /// Notes which other language, or version of it, is stated of the schemas at `place`.
    pub(super) fn languages(&mut self, place: &Place<'g>) {
        let graphs = self.graphs;
        let (was, is) = (&place.base.stated, &place.revision.stated);
        if !was.is_empty() && !is.is_empty() {
            // What stands closest to the schema is the same statement in both versions.
            for (was, is) in was.iter().rev().zip(is.iter().rev()) {
                if let Some((from, to)) = renamed(was, is) {
                    let kind = Kind::Language { from, to };
                    let places = [was, is].map(|stated| Some(stated.location.clone()));
                    let [base, revision] = places;
                    self.note_at(place, kind, base, revision);
                }
            }
            return;
        }
        // What the schema around it says of a part is told there.
        let is_stated = !was.is_empty() || !is.is_empty();
        if !is_stated && (!place.path.is_empty() || self.is_inside()) {
            return;
        }
        let languages = [
            language(graphs.base, &place.base),
            language(graphs.revision, &place.revision),
        ];
        if let [Some(from), Some(to)] = languages
            && read_as(from) != read_as(to)
        {
            let [from, to] = [from, to].map(|one| one.described().to_owned());
            let kind = Kind::Language { from, to };
            let places = [&place.base, &place.revision].map(place_of);
            let [base, revision] = places;
            self.note_at(place, kind, base, revision);
        }
    }
}

/// Both names in words, unless they name the same version of one language or languages that have nothing in common: what
/// is told of these says more.
fn renamed(was: &StatedFormat, is: &StatedFormat) -> Option<(String, String)> {
    use SchemaFormat::{Avro, JsonSchema, Protobuf};
    if SchemaFormat::are_one(&was.name, &is.name) {
        return None;
    }
    match [was, is].map(|stated| SchemaFormat::of(&stated.name)) {
        [JsonSchema(from), JsonSchema(to)] if from != to => {
            Some((from.described().to_owned(), to.described().to_owned()))
        }
        [JsonSchema(_), JsonSchema(_)] | [Avro(_), Avro(_)] | [Protobuf, Protobuf] => {
            Some((format!("`{}`", was.name), format!("`{}`", is.name)))
        }
        _ => None,
    }
}

/// The dialect of the schemas of one version, if they have one.
fn language(graph: &SchemaGraph, side: &Conjunction<'_>) -> Option<Dialect> {
    let stated = side.stated.last().map(|it| SchemaFormat::of(&it.name));
    match stated {
        Some(SchemaFormat::JsonSchema(dialect)) => Some(dialect),
        Some(_) => None,
        None => Some(graph.get(*side.members.first()?).dialect),
    }
}

/// The dialect by which schemas of `dialect` are read: AsyncAPI's own ones are read as draft-07.
fn read_as(dialect: Dialect) -> Dialect {
    match dialect {
        Dialect::AsyncApi => Dialect::Draft7,
        dialect => dialect,
    }
}

/// Where it is said in which language the schemas of one version are.
fn place_of(side: &Conjunction<'_>) -> Option<Location> {
    let stated = side.stated.last().map(|it| it.location.clone());
    stated.or_else(|| side.place("$schema"))
}
