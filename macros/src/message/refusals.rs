//! Types that cannot be messages.

use syn::{Data, DeriveInput, GenericParam};

use crate::problems::Problems;

/// Adds a problem for each thing about the type that keeps it from being a message.
pub(crate) fn refuse(input: &DeriveInput, problems: &mut Problems) {
    if let Data::Union(data) = &input.data {
        problems.at(
            data.union_token,
            "a union does not say which of its fields is there: make it an `enum`",
        );
    }
    for parameter in &input.generics.params {
        if let GenericParam::Lifetime(lifetime) = parameter {
            problems.at(
                lifetime,
                "a message outlives the bytes it was read from, so it owns what it holds: \
                 write `String` for `&str`, `Vec<T>` for `&[T]`, and drop the lifetime",
            );
        }
    }
}
