//! What a contract asks types for: payloads, keys, headers, and schemas that nothing else asks for.

use tidings_diag::{Finding, Severity};
use tidings_naming::pascal;
use tidings_schema::SchemaId;

use super::builder::Builder;
use super::merge::Part;
use super::place::Place;
use super::{Constraints, Definition, Kind, Shape, TypeId, Usage};
use crate::rules::UNTYPED_HEADERS;

impl Builder<'_> {
    /// How `schema` is used at `place`, with everything it leads to, and without names that add nothing.
    pub(crate) fn read(&mut self, schema: SchemaId, place: &str) -> Usage {
        let usage = self.read_named(schema, place);
        self.types.plain(&usage).clone()
    }

    /// How `schema` is used at `place`, with everything it leads to.
    pub(super) fn read_named(&mut self, schema: SchemaId, place: &str) -> Usage {
        let usage = self.usage(&[schema], &Place::new(place));
        self.build();
        // What stands around it does not know what stood on the wire.
        match usage.needs_residual() {
            true => self.newtype(schema, place, usage),
            false => usage,
        }
    }

    /// What the key of a message is, whose type checks everything that `schema` says.
    pub(crate) fn read_key(&mut self, schema: SchemaId, place: &str) -> Usage {
        let usage = self.read(schema, place);
        match *usage.constraints == Constraints::default() {
            true => usage,
            false => self.newtype(schema, place, usage),
        }
    }

    /// A type of its own for how `schema` is used at `place`.
    fn newtype(&mut self, schema: SchemaId, place: &str, usage: Usage) -> Usage {
        let key = vec![self.plain(Part::whole(self.graph, schema))];
        let id = TypeId(self.types.definitions.len());
        self.types.definitions.push(Definition {
            names: vec![place.to_owned()],
            named: false,
            location: self.graph.get(schema).location.clone(),
            docs: self.docs(schema),
            shape: Shape::Newtype(usage),
            residual: Vec::new(),
        });
        self.known.insert(key, id);
        Usage::of(Kind::Defined(id))
    }

    /// The headers of the message `key` that `schema` describes, as a struct; none when it says nothing about them.
    ///
    /// Headers of a trait are named after the trait, whichever messages have them.
    pub(crate) fn read_headers(&mut self, schema: SchemaId, key: &str) -> Option<TypeId> {
        let pointer = self
            .graph
            .get(self.graph.resolve(schema))
            .location
            .pointer
            .as_deref();
        let owner = pointer.and_then(of_trait).unwrap_or_else(|| key.to_owned());
        let usage = self.read(schema, &headers_of(&owner));
        let id = usage.defined();
        let is_struct = |id: &TypeId| matches!(self.types.get(*id).shape, Shape::Struct(_));
        let headers = id.filter(is_struct);
        if headers.is_none() && !self.says_nothing(&usage) {
            let location = self.graph.get(self.graph.resolve(schema)).location.clone();
            let message = "these headers are not an object with declared properties, so the message goes without them";
            let finding = Finding::new(&UNTYPED_HEADERS, location, message);
            self.find(finding.with_help("declare each header in `properties`"));
        }
        headers
    }

    /// Whether any object fits, perhaps under a name.
    fn says_nothing(&self, usage: &Usage) -> bool {
        match &usage.kind {
            Kind::Free => true,
            Kind::Map(value) => {
                let is_free = self.types.plain(value).kind == Kind::Free;
                is_free && *usage.constraints == Constraints::default()
            }
            Kind::Defined(id) => match &self.types.get(*id).shape {
                Shape::Newtype(inner) => {
                    matches!(inner.kind, Kind::Map(_)) && self.says_nothing(inner)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The type of a schema that nothing else asks for, under its own name.
    ///
    /// What cannot be typed is left out with a warning: it stands in nobody's way.
    pub(crate) fn read_unused(&mut self, name: &str, schema: SchemaId) {
        let types = self.types.definitions.len();
        let found = self.findings.len();
        let usage = self.usage(&[schema], &Place::new(name));
        self.build();
        let is_own = self.plain(Part::whole(self.graph, schema)).schema == schema;
        let has_name = match usage.defined() {
            // What refers to a schema of its own name, perhaps in another file, adds no name.
            Some(id) => is_own || self.is_called(id, name),
            None => false,
        };
        if !has_name {
            let definition = Definition {
                names: vec![name.to_owned()],
                named: true,
                location: self.graph.get(schema).location.clone(),
                docs: self.docs(schema),
                shape: Shape::Alias(usage),
                residual: Vec::new(),
            };
            self.types.definitions.push(definition);
        }
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        if self.findings[found..].iter().any(is_error) {
            self.types.definitions.truncate(types);
            self.known.retain(|_, id| id.0 < types);
            for finding in &mut self.findings[found..] {
                finding.severity = Severity::Warning;
            }
        }
    }
}

/// The key of the trait whose headers stand at `pointer`, if they are a trait's.
fn of_trait(pointer: &str) -> Option<String> {
    let key = pointer
        .strip_prefix("/components/messageTraits/")?
        .strip_suffix("/headers")?;
    (!key.contains('/')).then(|| key.replace("~1", "/").replace("~0", "~"))
}

/// What the headers of `owner` are called, which may say already that it is headers.
fn headers_of(owner: &str) -> String {
    match pascal(owner).ends_with("Headers") {
        true => owner.to_owned(),
        false => format!("{owner} headers"),
    }
}
