//! How one type is resolved to another, without a look at the types inside (Avro 1.12, "Schema Resolution").

use std::collections::HashMap;

use tidings_schema::avro::{
    AvroEnum, AvroField, AvroGraph, AvroId, AvroKind, AvroLogical, AvroName, AvroRecord,
};

/// What a reader does with the values of a type.
pub(super) enum Step<'g> {
    /// One of the types could not be read.
    Unread,
    /// The value is taken as it is, or as a wider number, or characters as their bytes or back.
    Taken,
    /// The bytes are taken for something else.
    Reinterpreted(&'g AvroLogical, &'g AvroLogical),
    /// The bytes are taken for what not all of them stand for.
    Interpreted(&'g AvroLogical),
    /// Each item or entry is resolved by itself.
    Each(AvroId, AvroId),
    /// The reader resolves the branch that was written.
    FromBranch(&'g [AvroId]),
    /// The reader takes this branch of its own.
    ToBranch(AvroId),
    /// None of the reader's branches is for this type.
    NoBranch(&'g [AvroId]),
    /// For each symbol of the writer, whether the reader makes something of it.
    Symbols(Vec<bool>),
    /// For each field of the reader, where it comes from.
    Fields(Vec<(&'g AvroField, Origin)>),
    /// The types do not match.
    Mismatch(Mismatch),
}

/// Where the value of a reader's field comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin {
    /// From the field of the writer at this place.
    Written(usize),
    /// From its default.
    Default,
    /// From nowhere.
    Nowhere,
}

/// Why two types do not match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// Values of one are never values of the other.
    Types,
    /// They have different names.
    Names,
    /// They have different sizes.
    Sizes,
    /// They are decimals of different precision or scale.
    Decimals,
}

/// The writer's and the reader's schemas.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'g> {
    pub(super) writer: &'g AvroGraph,
    pub(super) reader: &'g AvroGraph,
}

impl<'g> Schemas<'g> {
    /// How values of `writer` are resolved to `reader`.
    pub(super) fn step(self, writer: AvroId, reader: AvroId) -> Step<'g> {
        let (from, to) = (&self.writer.get(writer).kind, &self.reader.get(reader).kind);
        match (from, to) {
            (AvroKind::Unknown, _) | (_, AvroKind::Unknown) => Step::Unread,
            (AvroKind::Union(branches), _) => Step::FromBranch(branches),
            (_, AvroKind::Union(branches)) => match self.branch(writer, branches) {
                Some(branch) => Step::ToBranch(branch),
                None => Step::NoBranch(branches),
            },
            _ => match self.mismatch(writer, reader) {
                Some(mismatch) => Step::Mismatch(mismatch),
                None => self.matched(writer, reader),
            },
        }
    }

    /// The branch that a value of `writer` is read as: the one of the same type and full name, else the first that
    /// matches.
    ///
    /// The specification takes the first that matches, libraries look for the same type before; what is read differs
    /// only where a promotion or a name without its namespace would have been enough.
    fn branch(self, writer: AvroId, branches: &[AvroId]) -> Option<AvroId> {
        let written = self.writer.get(writer);
        let is_same = |branch: &AvroId| {
            let read = self.reader.get(*branch);
            std::mem::discriminant(&written.kind) == std::mem::discriminant(&read.kind)
                && written.kind.name() == read.kind.name()
                && written.logical == read.logical
        };
        let matches = |branch: &AvroId| self.mismatch(writer, *branch).is_none();
        let at = branches
            .iter()
            .position(|branch| is_same(branch) && matches(branch))
            .or_else(|| branches.iter().position(matches))?;
        branches.get(at).copied()
    }

    /// Why two types, neither of them a union, do not match; what they are made of is not looked at.
    fn mismatch(self, writer: AvroId, reader: AvroId) -> Option<Mismatch> {
        use AvroKind as K;
        let (written, read) = (self.writer.get(writer), self.reader.get(reader));
        let types = match (&written.kind, &read.kind) {
            (K::Null, K::Null)
            | (K::Boolean, K::Boolean)
            | (K::Int, K::Int | K::Long | K::Float | K::Double)
            | (K::Long, K::Long | K::Float | K::Double)
            | (K::Float, K::Float | K::Double)
            | (K::Double, K::Double)
            | (K::Bytes | K::String, K::Bytes | K::String)
            | (K::Array(_), K::Array(_))
            | (K::Map(_), K::Map(_))
            | (K::Unknown, _)
            | (_, K::Unknown) => None,
            (K::Enum(from), K::Enum(to)) => names(&from.name, &to.name, &to.aliases),
            (K::Record(from), K::Record(to)) => names(&from.name, &to.name, &to.aliases),
            (K::Fixed(from), K::Fixed(to)) => names(&from.name, &to.name, &to.aliases)
                .or_else(|| (from.size != to.size).then_some(Mismatch::Sizes)),
            _ => Some(Mismatch::Types),
        };
        types.or_else(|| match (&written.logical, &read.logical) {
            (Some(from @ AvroLogical::Decimal { .. }), Some(to @ AvroLogical::Decimal { .. })) => {
                (from != to).then_some(Mismatch::Decimals)
            }
            _ => None,
        })
    }

    fn matched(self, writer: AvroId, reader: AvroId) -> Step<'g> {
        let (written, read) = (self.writer.get(writer), self.reader.get(reader));
        match (&written.kind, &read.kind) {
            (AvroKind::Array(from), AvroKind::Array(to))
            | (AvroKind::Map(from), AvroKind::Map(to)) => Step::Each(*from, *to),
            (AvroKind::Enum(from), AvroKind::Enum(to)) => Step::Symbols(symbols(from, to)),
            (AvroKind::Record(from), AvroKind::Record(to)) => Step::Fields(fields(from, to)),
            _ => meaning(written.logical.as_ref(), read.logical.as_ref(), &read.kind),
        }
    }
}

/// A logical type on one side only annotates, as one does that nobody knows, unless not every value has that meaning.
fn meaning<'g>(
    written: Option<&'g AvroLogical>,
    read: Option<&'g AvroLogical>,
    kind: &AvroKind,
) -> Step<'g> {
    let known = |logical: &&AvroLogical| !matches!(logical, AvroLogical::Other(_));
    match (written.filter(known), read.filter(known)) {
        (Some(written), Some(read)) if written != read => Step::Reinterpreted(written, read),
        (None, Some(read)) if is_partial(read, kind) => Step::Interpreted(read),
        _ => Step::Taken,
    }
}

/// Whether some values of the type have no meaning as `logical`: not each text is a UUID, and no bytes are no number.
fn is_partial(logical: &AvroLogical, kind: &AvroKind) -> bool {
    match logical {
        AvroLogical::Uuid => matches!(kind, AvroKind::String),
        AvroLogical::Decimal { .. } | AvroLogical::BigDecimal => matches!(kind, AvroKind::Bytes),
        _ => false,
    }
}

/// Names match without their namespaces, and a reader knows its types by their full names of before.
fn names(written: &AvroName, read: &AvroName, aliases: &[AvroName]) -> Option<Mismatch> {
    let matches = written.name == read.name || aliases.contains(written);
    (!matches).then_some(Mismatch::Names)
}

fn symbols(from: &AvroEnum, to: &AvroEnum) -> Vec<bool> {
    let known: std::collections::HashSet<&str> = to.symbols.iter().map(String::as_str).collect();
    let has_default = to.default.is_some();
    let symbols = from.symbols.iter();
    symbols
        .map(|symbol| has_default || known.contains(symbol.as_str()))
        .collect()
}

/// A field is found by its name, then by the names that the reader says it had.
fn fields<'g>(from: &AvroRecord, to: &'g AvroRecord) -> Vec<(&'g AvroField, Origin)> {
    let places: HashMap<&str, usize> = from
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| (field.name.as_str(), at))
        .collect();
    let origin = |field: &AvroField| {
        let mut names = std::iter::once(&field.name).chain(&field.aliases);
        let place = names.find_map(|name| places.get(name.as_str()));
        match place {
            Some(at) => Origin::Written(*at),
            None if field.default.is_some() => Origin::Default,
            None => Origin::Nowhere,
        }
    };
    to.fields
        .iter()
        .map(|field| (field, origin(field)))
        .collect()
}
