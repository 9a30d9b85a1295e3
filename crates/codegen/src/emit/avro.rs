//! How types that are made of schemas of Avro are written in binary.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tidings_naming::Scope;
use tidings_schema::avro::{AvroId, AvroKind};

use super::Context;
use super::structs::field_names;
use super::texts::variant_names as symbol_names;
use super::unions::variant_names;
use crate::ir::{AvroDefinition, Shape};

impl Context<'_> {
    /// `AvroType`, and `AvroPayload` for what is a payload.
    pub(super) fn avro_impl(&self, definition: &AvroDefinition) -> TokenStream {
        let name = self.type_ident(definition.id);
        let renamed = &self.types.decided(definition.id).variants;
        let (write, read) = match &self.types.get(definition.id).shape {
            Shape::Struct(structure) => {
                let names = field_names(structure);
                self.avro_record(definition.schema, &names)
            }
            Shape::Text(symbols) => {
                avro_enum(&symbol_names(symbols, renamed, &mut Scope::default()))
            }
            Shape::Union(union) => {
                self.avro_union(definition.schema, &variant_names(union, renamed))
            }
            // No type of Avro is a tuple or a constant.
            Shape::Newtype(_) | Shape::Alias(_) | Shape::Tuple(_) | Shape::Constants(_) => {
                let write = self.avro_write(definition.schema, &quote!(&self.0));
                let read = self.avro_read(definition.schema);
                (write, quote!((#read).map(Self)))
            }
        };
        let schema = self.contract.avro.to_json(definition.schema);
        let payload = definition.is_payload.then(|| {
            quote! {
                impl v1::avro::AvroPayload for #name {
                    const SCHEMA: &'static str = #schema;
                }
            }
        });
        quote! {
            impl v1::avro::AvroType for #name {
                fn write(&self, writer: &mut v1::avro::Writer) { #write }
                fn read(reader: &mut v1::avro::Reader<'_>) -> ::std::result::Result<Self, v1::avro::Refusal> { #read }
            }
            #payload
        }
    }

    fn avro_record(&self, schema: AvroId, names: &[Ident]) -> (TokenStream, TokenStream) {
        let AvroKind::Record(record) = &self.contract.avro.get(schema).kind else {
            return (
                TokenStream::new(),
                quote!(::std::result::Result::Ok(Self {})),
            );
        };
        let writes = record
            .fields
            .iter()
            .zip(names)
            .map(|(field, name)| self.avro_write(field.schema, &quote!(&self.#name)));
        let reads = record.fields.iter().zip(names).map(|(field, name)| {
            let (wire, read) = (&field.name, self.avro_read(field.schema));
            let at = match field.is_sensitive {
                true => quote!(secret),
                false => quote!(at),
            };
            quote!(#name: reader.#at(#wire, |reader| #read)?,)
        });
        let reader = if names.is_empty() {
            quote!(_)
        } else {
            quote!(reader)
        };
        let writer = names.is_empty().then(|| quote!(let _ = writer;));
        (
            quote!(#writer #(#writes)*),
            quote!(reader.record(|#reader| ::std::result::Result::Ok(Self { #(#reads)* }))),
        )
    }

    fn avro_union(&self, schema: AvroId, names: &[Ident]) -> (TokenStream, TokenStream) {
        let AvroKind::Union(branches) = &self.contract.avro.get(schema).kind else {
            return (TokenStream::new(), TokenStream::new());
        };
        let null = self.null_branch(branches);
        let others: Vec<(usize, AvroId)> = branches
            .iter()
            .copied()
            .enumerate()
            .filter(|(number, _)| Some(*number) != null)
            .collect();
        let writes = others.iter().zip(names).map(|((number, branch), name)| {
            let number = Literal::usize_unsuffixed(*number);
            let write = self.avro_write(*branch, &quote!(value));
            quote!(Self::#name(value) => { writer.long(#number); #write })
        });
        let reads = others.iter().zip(names).map(|((number, branch), name)| {
            let number = Literal::usize_unsuffixed(*number);
            let read = self.avro_read(*branch);
            quote!(#number => (#read).map(Self::#name),)
        });
        let count = Literal::usize_unsuffixed(branches.len());
        (
            quote!(match self { #(#writes)* }),
            quote! {
                match reader.choice(#count)? {
                    #(#reads)*
                    _ => ::std::result::Result::Err(v1::avro::Refusal::new("is null")),
                }
            },
        )
    }

    /// The statement that writes `value`, a reference.
    fn avro_write(&self, schema: AvroId, value: &TokenStream) -> TokenStream {
        match &self.contract.avro.get(schema).kind {
            AvroKind::Array(items) => {
                let write = self.avro_write(*items, &quote!(item));
                quote!(writer.items(#value, |item, writer| { #write });)
            }
            AvroKind::Map(values) => {
                let write = self.avro_write(*values, &quote!(value));
                quote!(writer.entries((#value).iter(), |value, writer| { #write });)
            }
            AvroKind::Union(branches) => match (self.null_branch(branches), &branches[..]) {
                (Some(null), [first, second]) => {
                    let other = if null == 0 { second } else { first };
                    let write = self.avro_write(*other, &quote!(value));
                    let null = Literal::usize_unsuffixed(null);
                    quote!(writer.option((#value).as_ref(), #null, |value, writer| { #write });)
                }
                (Some(null), _) => {
                    let null = Literal::usize_unsuffixed(null);
                    quote! {
                        match #value {
                            ::std::option::Option::None => writer.long(#null),
                            ::std::option::Option::Some(value) => v1::avro::AvroType::write(value, writer),
                        }
                    }
                }
                (None, _) => quote!(v1::avro::AvroType::write(#value, writer);),
            },
            _ => quote!(v1::avro::AvroType::write(#value, writer);),
        }
    }

    /// The expression that reads a value.
    fn avro_read(&self, schema: AvroId) -> TokenStream {
        let own = || quote!(v1::avro::AvroType::read(reader));
        match &self.contract.avro.get(schema).kind {
            AvroKind::Array(items) => {
                let read = self.avro_read(*items);
                quote!(reader.items(|reader| #read))
            }
            AvroKind::Map(values) => {
                let read = self.avro_read(*values);
                quote!(reader.entries(|reader| #read))
            }
            AvroKind::Union(branches) => match (self.null_branch(branches), &branches[..]) {
                (Some(null), [first, second]) => {
                    let read = self.avro_read(if null == 0 { *second } else { *first });
                    let null = Literal::usize_unsuffixed(null);
                    quote!(reader.option(#null, |reader| #read))
                }
                (Some(null), _) => {
                    let (null, read) = (Literal::usize_unsuffixed(null), own());
                    quote!(reader.union_or_null(#null, |reader| #read))
                }
                (None, _) => own(),
            },
            _ => own(),
        }
    }

    /// The branch `null` beside others.
    fn null_branch(&self, branches: &[AvroId]) -> Option<usize> {
        let is_null =
            |branch: &AvroId| matches!(self.contract.avro.get(*branch).kind, AvroKind::Null);
        branches
            .iter()
            .position(is_null)
            .filter(|_| branches.len() > 1)
    }
}

fn avro_enum(names: &[Ident]) -> (TokenStream, TokenStream) {
    let count = Literal::usize_unsuffixed(names.len());
    let numbers = (0..names.len()).map(Literal::usize_unsuffixed);
    let writes = numbers
        .zip(names)
        .map(|(number, name)| quote!(Self::#name => #number,));
    (
        quote!(writer.long(match self { #(#writes)* });),
        quote!(reader.choice(#count).map(|number| Self::ALL[number])),
    )
}
