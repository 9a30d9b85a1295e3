//! Straight-line checks: what holds for a value beyond its Rust type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::bounds::{bound_check, refusal};
use super::{Context, properties};
use crate::ir::{Constraints, Definition, Kind, Residual, Shape, Usage};

/// An expression that stands for a value: a place such as `self.name`, or a reference such as `value`.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Place(TokenStream),
    Reference(TokenStream),
}

impl Expression {
    pub(super) fn reference(&self) -> TokenStream {
        match self {
            Self::Place(place) => quote!(&#place),
            Self::Reference(reference) => reference.clone(),
        }
    }

    fn copied(&self) -> TokenStream {
        match self {
            Self::Place(place) => place.clone(),
            Self::Reference(reference) => quote!(*#reference),
        }
    }

    /// What a method is called on.
    pub(super) fn receiver(&self) -> TokenStream {
        match self {
            Self::Place(tokens) | Self::Reference(tokens) => tokens.clone(),
        }
    }
}

impl Context<'_> {
    /// The statements that check a value which is there and not null; `path` is an expression of type `&Path`.
    pub(super) fn checks(
        &self,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        let receiver = value.receiver();
        let own = self.constraint_checks(usage, value, path);
        match &usage.kind {
            Kind::Defined(_) | Kind::Number => {
                let reference = value.reference();
                quote!(#own ::tidings::Payload::check(#reference, #path, violations);)
            }
            Kind::List(item) => {
                let secret = item.constraints.sensitive.then(|| quote!(.sensitive()));
                let inner = self.nullable_checks(
                    item,
                    &Expression::Reference(quote!(item)),
                    &quote!(&path.index(index) #secret),
                );
                let items = inner.map(|inner| {
                    quote! {
                        let path = #path;
                        for (index, item) in #receiver.iter().enumerate() { #inner }
                    }
                });
                quote!(#own #items)
            }
            Kind::Map(item) => {
                let names = self.name_checks(&usage.constraints);
                let secret = item.constraints.sensitive.then(|| quote!(.sensitive()));
                let inner = self.nullable_checks(
                    item,
                    &Expression::Reference(quote!(item)),
                    &quote!(&path.key(name) #secret),
                );
                let items = (names.is_some() || inner.is_some()).then(|| {
                    let item = if inner.is_some() {
                        quote!(item)
                    } else {
                        quote!(_)
                    };
                    quote! {
                        let path = #path;
                        for (name, #item) in #receiver.iter() { #names #inner }
                    }
                });
                quote!(#own #items)
            }
            Kind::Free
            | Kind::Foreign(_)
            | Kind::Never
            | Kind::Null
            | Kind::Bool
            | Kind::Integer(_)
            | Kind::Decimal
            | Kind::Text
            | Kind::Formatted(_)
            | Kind::Ready(_) => own,
        }
    }

    /// The statements that check a value which may be null, if there is anything to check.
    pub(super) fn nullable_checks(
        &self,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> Option<TokenStream> {
        if !self.has_checks(usage) {
            return None;
        }
        if !usage.nullable {
            return Some(self.checks(usage, value, path));
        }
        let inner = self.checks(usage, &Expression::Reference(quote!(value)), path);
        let reference = value.reference();
        Some(quote!(if let ::std::option::Option::Some(value) = #reference { #inner }))
    }

    /// Whether there is anything to check of a value of this kind.
    pub(super) fn has_checks(&self, usage: &Usage) -> bool {
        !usage.constraints.check_nothing()
            || match &usage.kind {
                Kind::List(item) | Kind::Map(item) => self.has_checks(item),
                Kind::Number => true,
                Kind::Defined(id) => self.types.is_fallible(*id),
                Kind::Free
                | Kind::Foreign(_)
                | Kind::Never
                | Kind::Null
                | Kind::Bool
                | Kind::Integer(_)
                | Kind::Decimal
                | Kind::Text
                | Kind::Formatted(_)
                | Kind::Ready(_) => false,
            }
    }

    pub(super) fn constraint_checks(
        &self,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        let Constraints {
            bounds,
            truth,
            min_length,
            max_length,
            patterns,
            not_patterns,
            not_texts,
            formats,
            min_items,
            max_items,
            unique,
            min_properties,
            max_properties,
            property_rules,
            residual,
            ..
        } = &*usage.constraints;
        let (reference, copied, receiver) = (value.reference(), value.copied(), value.receiver());
        let number = match usage.kind {
            Kind::Decimal => quote!(#receiver.value()),
            _ => copied.clone(),
        };
        let text = match usage.kind {
            Kind::Formatted(_) => quote!(&#receiver.to_string()),
            _ => reference.clone(),
        };
        let truth = truth.map(|truth| {
            let push = refusal(&quote!(constant), &copied, &quote!(&#truth), path);
            quote!(if #copied != #truth { #push })
        });
        let bounds = bounds
            .iter()
            .map(|bound| bound_check(bound, &usage.kind, &number, path));
        let min_length = min_length.map(|bound| {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(v1::check::min_length(#text, #bound, #path, violations);)
        });
        let max_length = max_length.map(|bound| {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(v1::check::max_length(#text, #bound, #path, violations);)
        });
        let patterns = patterns.iter().map(|pattern| {
            quote! {{
                static PATTERN: v1::StaticPattern = v1::StaticPattern::new(#pattern);
                v1::check::pattern(#text, &PATTERN, #path, violations);
            }}
        });
        let not_patterns = not_patterns.iter().map(|pattern| {
            quote! {{
                static PATTERN: v1::StaticPattern = v1::StaticPattern::new(#pattern);
                v1::check::not_pattern(#text, &PATTERN, #path, violations);
            }}
        });
        let not_texts = (!not_texts.is_empty()).then(
            || quote!(v1::check::none_of_texts(#text, &[#(#not_texts),*], #path, violations);),
        );
        let properties = properties::checks(
            property_rules,
            path,
            |name| quote!(#receiver.contains_key(#name)),
        );
        let formats = formats.iter().map(|format| {
            let format = super::ident(&tidings_naming::pascal(format));
            quote!(v1::check::format(#text, v1::Format::#format, #path, violations);)
        });
        let counts = [
            ("min_items", min_items),
            ("max_items", max_items),
            ("min_properties", min_properties),
            ("max_properties", max_properties),
        ];
        let counts = counts.into_iter().filter_map(|(check, bound)| {
            let check = super::ident(check);
            let bound = Literal::u64_unsuffixed((*bound)?);
            Some(quote!(v1::check::#check(#receiver.len(), #bound, #path, violations);))
        });
        let unique = unique.then(|| match &usage.kind {
            Kind::List(item)
                if matches!(
                    item.kind,
                    Kind::Text | Kind::Bool | Kind::Integer(_) | Kind::Decimal
                ) =>
            {
                quote!(v1::check::unique_items(#reference, #path, violations);)
            }
            _ => quote!(v1::check::unique_values(#reference, #path, violations);),
        });
        let secret =
            !residual.is_empty() && self.types.hold_secrets(&Shape::Newtype(usage.clone()));
        let residual = self.residual_checks(residual, usage, value, &reference, path, secret);
        quote! {
            #truth #(#bounds)* #min_length #max_length #(#patterns)* #(#not_patterns)* #not_texts #(#formats)*
            #(#counts)* #properties #unique #residual
        }
    }

    /// What is checked of the whole value of a definition beyond what its shape says.
    pub(super) fn definition_checks(&self, definition: &Definition) -> TokenStream {
        let residual = &definition.residual;
        let secret = !residual.is_empty() && self.types.hold_secrets(&definition.shape);
        let path = quote!(path);
        match &definition.shape {
            Shape::Newtype(inner) => {
                let value = Expression::Place(quote!(self.0));
                self.residual_checks(residual, inner, &value, &quote!(self), &path, secret)
            }
            _ => {
                let (of, value) = (Usage::of(Kind::Free), Expression::Reference(quote!(self)));
                self.residual_checks(residual, &of, &value, &quote!(self), &path, secret)
            }
        }
    }

    /// What no type says: conditions on `value`, and what the embedded validator is to judge of `whole`.
    fn residual_checks(
        &self,
        residual: &[Residual],
        usage: &Usage,
        value: &Expression,
        whole: &TokenStream,
        path: &TokenStream,
        secret: bool,
    ) -> TokenStream {
        let path = match secret {
            // The validator shows values without knowing which of them are secret.
            true => quote!(&(#path).sensitive()),
            false => path.clone(),
        };
        let checks = residual.iter().map(|residual| {
            let conditions = residual.straight.iter();
            let conditions =
                conditions.map(|condition| self.condition(condition, usage, value, &path));
            let left = residual.is_left().then(|| {
                let schema = raw(&residual.schema);
                quote! {{
                    static SCHEMA: v1::StaticSchema = v1::StaticSchema::new(#schema);
                    v1::check::residual(#whole, &SCHEMA, #path, violations);
                }}
            });
            quote!(#(#conditions)* #left)
        });
        quote!(#(#checks)*)
    }

    /// What is checked of `name`, a name that the contract does not declare.
    pub(super) fn name_checks(&self, constraints: &Constraints) -> Option<TokenStream> {
        let names = constraints.names.as_deref()?;
        let usage = Usage {
            constraints: names.clone().sparse(),
            ..Usage::of(Kind::Text)
        };
        let name = Expression::Reference(quote!(name));
        Some(self.constraint_checks(&usage, &name, &quote!(&path.key(name))))
    }
}

/// `text` as a raw literal, which can be read where it is full of quotes.
fn raw(text: &str) -> TokenStream {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse();
    literal.unwrap_or_else(|_| quote!(#text))
}
