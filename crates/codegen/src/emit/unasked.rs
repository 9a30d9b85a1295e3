//! What nobody is asked for who makes a struct, and what stands there.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::open::empty_maps;
use super::structs::field_names;
use super::{Context, ModuleName};
use crate::ir::{Constant, Field, Shape, Struct, TypeId};

impl Context<'_> {
    /// Whether `field` is there in every value that is made, although it may be absent.
    pub(super) fn is_written(&self, field: &Field) -> bool {
        field.tells && !field.required && self.types.constant(field).is_some()
    }

    /// Whether a derived default of `structure` would have other values in place of constants, or lack those that tell of
    /// which variant of a union the value is.
    pub(super) fn has_written_default(&self, structure: &Struct) -> bool {
        let mut fields = structure.fields.iter();
        fields.any(|field| {
            let is_plain = field.required && self.types.is_plain_constant(field);
            is_plain || self.is_written(field)
        })
    }

    /// The default, where a derived one would not do.
    pub(super) fn written_default(
        &self,
        id: TypeId,
        structure: &Struct,
        names: &[Ident],
    ) -> TokenStream {
        let name = self.type_ident(id);
        let fields: Vec<(&Field, &Ident)> = structure.fields.iter().zip(names).collect();
        let default = quote!(::std::default::Default::default());
        let values = self.values(id, structure, &fields, &|_, _| default.clone());
        default_of(&name, &quote!(Self { #values }))
    }

    /// Whether the runtime fills the required `field` of the type `id`, or all that has to be said of what is in it.
    pub(super) fn is_filled(&self, id: TypeId, field: &Field) -> bool {
        let is_filled = field.required && self.plan.filled.field(id, &field.name);
        is_filled && self.has_placeholder(field)
    }

    /// Whether this module can make a value that stands in a field until the runtime fills it.
    pub(super) fn has_placeholder(&self, field: &Field) -> bool {
        let usage = self.types.plain(&field.usage);
        match usage.defined().map(|id| &self.types.get(id).shape) {
            None => true,
            Some(Shape::Newtype(inner)) => {
                self.module == ModuleName::Types || !self.is_guarded(inner)
            }
            Some(Shape::Struct(_)) => !usage.boxed,
            Some(_) => false,
        }
    }

    /// What stands in a field that has a placeholder until the runtime fills it.
    fn placeholder(&self, field: &Field) -> TokenStream {
        let default = quote!(::std::default::Default::default());
        let Some(id) = self.types.plain(&field.usage).defined() else {
            return default;
        };
        let of = self.type_path(id);
        match &self.types.get(id).shape {
            Shape::Newtype(_) => quote!(#of(#default)),
            Shape::Struct(structure) if self.asks_nothing(id, structure) => quote!(#of::new()),
            Shape::Struct(structure) => self.unfilled(id, structure),
            _ => default,
        }
    }

    /// Whether a caller of `new` has to say what is in a field of the type `id`.
    pub(super) fn is_asked(&self, id: TypeId, field: &Field) -> bool {
        field.required && self.types.constant(field).is_none() && !self.is_filled(id, field)
    }

    /// Whether `new` of the struct `id` has no parameters.
    pub(super) fn asks_nothing(&self, id: TypeId, structure: &Struct) -> bool {
        !structure
            .fields
            .iter()
            .any(|field| self.is_asked(id, field))
    }

    /// A value of the struct `id` in which something stands wherever the runtime fills it.
    pub(super) fn unfilled(&self, id: TypeId, structure: &Struct) -> TokenStream {
        let of = self.type_path(id);
        let names = field_names(structure);
        let fields: Vec<(&Field, &Ident)> = structure.fields.iter().zip(&names).collect();
        let values = self.values(id, structure, &fields, &|field, _| self.placeholder(field));
        quote!(#of { #values })
    }

    /// What stands in a field of the type `id` that nobody is asked for.
    fn unasked(&self, id: TypeId, field: &Field) -> Option<TokenStream> {
        match self.is_asked(id, field) {
            true => None,
            false if self.is_filled(id, field) => Some(self.placeholder(field)),
            false => Some(self.unsaid(field)),
        }
    }

    /// What stands in a field that is a constant, or that may be absent.
    pub(super) fn unsaid(&self, field: &Field) -> TokenStream {
        let constant = self.types.constant(field);
        match constant.map(constant_value) {
            Some(constant) if field.required => constant,
            Some(constant) if self.is_written(field) => {
                quote!(::std::option::Option::Some(#constant))
            }
            _ => quote!(::std::default::Default::default()),
        }
    }

    /// The fields of a struct expression: `required` makes those that are asked for.
    pub(super) fn values(
        &self,
        id: TypeId,
        structure: &Struct,
        fields: &[(&Field, &Ident)],
        required: &dyn Fn(&Field, &Ident) -> TokenStream,
    ) -> TokenStream {
        let values = fields.iter().map(|(field, name)| {
            let value = self.unasked(id, field);
            let value = value.unwrap_or_else(|| required(field, name));
            // `name: name` is written `name`.
            if value.to_string() == name.to_string() {
                quote!(#name,)
            } else {
                quote!(#name: #value,)
            }
        });
        let maps = empty_maps(structure);
        quote!(#(#values)* #maps)
    }
}

/// The only value that something may have.
pub(super) fn constant_value(constant: Constant) -> TokenStream {
    match constant {
        Constant::Default => quote!(::std::default::Default::default()),
        Constant::Bool(truth) => quote!(#truth),
        Constant::Integer(number) => {
            let digits = Literal::u128_unsuffixed(number.unsigned_abs());
            let minus = (number < 0).then(|| quote!(-));
            quote!(#minus #digits)
        }
    }
}

/// `Default` of the type `name`, which is `value`.
pub(super) fn default_of(name: &Ident, value: &TokenStream) -> TokenStream {
    quote! {
        impl ::std::default::Default for #name {
            fn default() -> Self { #value }
        }
    }
}
