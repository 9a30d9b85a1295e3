//! The module `types`: one type for each schema.

use proc_macro2::TokenStream;
use quote::quote;
use tidings_naming::pascal;

use super::{Context, ident};
use crate::ir::{Shape, TypeId};

impl Context<'_> {
    pub(super) fn types_module(&self) -> TokenStream {
        let definitions = self
            .types
            .definitions
            .iter()
            .enumerate()
            .map(|(index, definition)| {
                let id = TypeId(index);
                match &definition.shape {
                    Shape::Pending => TokenStream::new(),
                    Shape::Struct(structure) => {
                        self.structure(&self.type_ident(id), definition, structure)
                    }
                    Shape::Text(texts) => self.text_enum(&self.type_ident(id), definition, texts),
                    Shape::Newtype(inner) => self.newtype(&self.type_ident(id), definition, inner),
                    Shape::Union(union) => self.union(&self.type_ident(id), definition, union),
                }
            });
        let definitions: Vec<TokenStream> = definitions.collect();
        let aliases = self.aliases();
        quote! {
            use ::tidings::__generated::v1;
            #(#definitions)*
            #(#aliases)*
        }
    }

    /// Every type of the module by its name, aliases included.
    pub(super) fn type_names(&self) -> Vec<String> {
        let defined = (0..self.types.definitions.len()).map(TypeId);
        let defined = defined.filter(|&id| !matches!(self.types.get(id).shape, Shape::Pending));
        let names = defined.map(|id| self.names.type_name(id).to_owned());
        names
            .chain(self.aliased().into_iter().map(|(alias, _)| alias))
            .collect()
    }

    /// Components that are nothing but a reference to another, or a free value: their names are promised too.
    fn aliased(&self) -> Vec<(String, TokenStream)> {
        let mut taken: Vec<&str> = (0..self.types.definitions.len())
            .map(|index| self.names.type_name(TypeId(index)))
            .collect();
        taken.sort_unstable();
        let components = self
            .contract
            .component_schemas
            .iter()
            .filter_map(|(key, schema)| {
                let id = self.contract.schemas.resolve(*schema);
                let usage = self.types.usages.get(&id)?;
                let alias = pascal(key);
                taken
                    .binary_search(&alias.as_str())
                    .is_err()
                    .then(|| (alias, self.usage_type(usage)))
            });
        let mut seen = std::collections::HashSet::new();
        components
            .filter(|(alias, _)| seen.insert(alias.clone()))
            .collect()
    }

    fn aliases(&self) -> Vec<TokenStream> {
        let aliases = self.aliased().into_iter().map(|(alias, of)| {
            let comment =
                format!(" The component `{alias}`, which is another type by its reference.");
            let alias = ident(&alias);
            quote!(#[doc = #comment] pub type #alias = #of;)
        });
        aliases.collect()
    }
}
