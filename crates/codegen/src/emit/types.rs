//! The module `types`: one type for each schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::modules::Pieces;
use super::print::Piece;
use super::{Context, docs};
use crate::ir::{Shape, TypeId, Usage};

impl Context<'_> {
    pub(super) fn types_module(&self) -> Pieces<'_> {
        let definitions = self
            .types
            .definitions
            .iter()
            .enumerate()
            .map(|(index, definition)| {
                let id = TypeId(index);
                if let Some(source) = self.types.protobuf.get(&id) {
                    return self.protobuf(id, definition, *source);
                }
                match &definition.shape {
                    Shape::Alias(of) => self.alias(id, of),
                    Shape::Struct(structure) => self.structure(id, definition, structure),
                    Shape::Text(texts) => self.text_enum(id, definition, texts),
                    Shape::Newtype(inner) => self.newtype(id, definition, inner),
                    Shape::Tuple(tuple) => self.tuple(id, definition, tuple),
                    Shape::Constants(constants) => {
                        self.constant_values(&self.type_ident(id), definition, constants)
                    }
                    Shape::Union(union) => self.union(id, definition, union),
                }
            });
        let avro = self.types.avro.iter();
        let avro = avro.map(|definition| self.avro_impl(definition));
        Box::new(definitions.chain(avro).map(Piece::Code))
    }

    /// Every type of the module by its name.
    pub(super) fn type_names(&self) -> Vec<String> {
        let ids = (0..self.types.definitions.len()).map(TypeId);
        ids.map(|id| self.names.type_name(id).to_owned()).collect()
    }

    /// A component that is nothing but another, or a free value: its name is promised too.
    fn alias(&self, id: TypeId, of: &Usage) -> TokenStream {
        let definition = self.types.get(id);
        let fallback = docs::place(definition);
        let comment = docs::constrained(&definition.docs, &of.constraints, &fallback);
        let (alias, of) = (self.type_ident(id), self.usage_type(of));
        quote!(#comment pub type #alias = #of;)
    }
}
