//! Conditions in straight-line code: what is demanded where something else holds.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

use super::checks::Expression;
use super::structs::field_names;
use super::usage::Presence;
use super::{Context, properties};
use crate::ir::{Condition, Demand, Kind, ObjectDemand, Shape, Usage};

impl Context<'_> {
    /// The statements that check `condition` on `value`, which is used as `usage`.
    pub(super) fn condition(
        &self,
        condition: &Condition,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        match condition {
            Condition::If {
                test,
                consequence,
                alternative,
            } => {
                let holds = self.holds(test, usage, value, path);
                let consequence = self.demand(consequence, usage, value, path);
                let alternative = self.demand(alternative, usage, value, path);
                match (consequence.is_empty(), alternative.is_empty()) {
                    (true, true) => TokenStream::new(),
                    (false, true) => quote!(if #holds { #consequence }),
                    (true, false) => quote!(if !#holds { #alternative }),
                    (false, false) => quote!(if #holds { #consequence } else { #alternative }),
                }
            }
            Condition::Contains { item, least, most } => {
                let Kind::List(of) = &usage.kind else {
                    return TokenStream::new();
                };
                let list = value.receiver();
                let holds = self.holds(item, of, &Expression::Reference(quote!(item)), path);
                let least = Literal::u64_unsuffixed(*least);
                let most = match most {
                    Some(most) => {
                        let most = Literal::u64_unsuffixed(*most);
                        quote!(::std::option::Option::Some(#most))
                    }
                    None => quote!(::std::option::Option::None),
                };
                // Where every item will do, none is looked at.
                let every = holds.to_string() == "true";
                let item = if every { quote!(_) } else { quote!(&item) };
                quote! {{
                    let found = #list.iter().filter(|#item| #holds).count();
                    v1::check::contains(found, #least, #most, #path, violations);
                }}
            }
        }
    }

    /// The expression that says whether `demand` is kept.
    fn holds(
        &self,
        demand: &Demand,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        if let Demand::Object(object) = demand
            && let Some(are_there) = self.are_there(object, value)
        {
            return are_there;
        }
        let checks = self.demand(demand, usage, value, path);
        if checks.is_empty() {
            return quote!(true);
        }
        quote!(v1::check::holds(|violations| { #checks }))
    }

    /// The expression that says whether properties are there, where `demand` asks for nothing else.
    fn are_there(&self, demand: &ObjectDemand, value: &Expression) -> Option<TokenStream> {
        let Shape::Struct(structure) = &self.types.get(demand.of).shape else {
            return None;
        };
        if !demand.rules.is_empty() || !demand.properties.is_empty() {
            return None;
        }
        let (names, owner) = (field_names(structure), value.receiver());
        let required = demand.required.iter();
        let there = required.map(|name| properties::is_there(structure, &names, name, &owner));
        let there: Vec<TokenStream> = there.collect();
        Some(match &there[..] {
            [only] => only.clone(),
            several => quote!((#(#several)&&*)),
        })
    }

    /// The statements that check `demand` on `value`, which is used as `usage`.
    fn demand(
        &self,
        demand: &Demand,
        usage: &Usage,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        match demand {
            Demand::Nothing => TokenStream::new(),
            Demand::Never => quote!(v1::check::never(#path, violations);),
            Demand::Scalar(constraints) => {
                let (kind, value) = self.scalar(usage, value);
                let constrained = Usage {
                    constraints: (**constraints).clone().sparse(),
                    ..Usage::of(kind)
                };
                self.constraint_checks(&constrained, &value, path)
            }
            Demand::Texts(texts) => {
                let (_, value) = self.scalar(usage, value);
                let value = value.reference();
                quote!(v1::check::one_of_texts(#value, &[#(#texts),*], #path, violations);)
            }
            Demand::Inside(demand) => {
                let Kind::Defined(id) = usage.kind else {
                    return TokenStream::new();
                };
                let Shape::Newtype(inner) = &self.types.get(id).shape else {
                    return TokenStream::new();
                };
                let value = value.receiver();
                self.demand(demand, inner, &Expression::Place(quote!(#value.0)), path)
            }
            Demand::OrNull(may_be_null, demand) => {
                let reference = value.reference();
                let checks =
                    self.demand(demand, usage, &Expression::Reference(quote!(value)), path);
                let null = (!may_be_null).then(|| quote!(v1::check::never(#path, violations);));
                let some = bound(&checks);
                quote! {
                    match #reference {
                        ::std::option::Option::Some(#some) => { #checks }
                        ::std::option::Option::None => { #null }
                    }
                }
            }
            Demand::Typed(types, of_text) => {
                let reference = value.reference();
                let types = (!types.is_empty()).then(
                    || quote!(v1::check::has_type(#reference, &[#(#types),*], #path, violations);),
                );
                let text = Usage::of(Kind::Text);
                let of_text =
                    self.demand(of_text, &text, &Expression::Reference(quote!(value)), path);
                let of_text = (!of_text.is_empty()).then(
                    || quote!(if let ::tidings::Value::String(value) = #reference { #of_text }),
                );
                quote!(#types #of_text)
            }
            Demand::Object(object) => self.object_demand(object, value, path),
        }
    }

    /// A scalar by itself: of an enumeration its text.
    fn scalar(&self, usage: &Usage, value: &Expression) -> (Kind, Expression) {
        match usage.kind {
            Kind::Defined(_) => {
                let value = value.receiver();
                let text = Expression::Reference(quote!(#value.as_str()));
                (Kind::Text, text)
            }
            _ => (usage.kind.clone(), value.clone()),
        }
    }

    fn object_demand(
        &self,
        demand: &ObjectDemand,
        value: &Expression,
        path: &TokenStream,
    ) -> TokenStream {
        let Shape::Struct(structure) = &self.types.get(demand.of).shape else {
            return TokenStream::new();
        };
        let owner = value.receiver();
        let names = field_names(structure);
        let is_there = |name: &str| properties::is_there(structure, &names, name, &owner);
        let is_always = |name: &String| {
            let mut fields = structure.fields.iter();
            fields.any(|field| field.required && field.name == *name)
        };
        let required = demand.required.iter().filter(|name| !is_always(name));
        let required = required.map(|name| {
            let there = is_there(name);
            quote!(v1::check::required(#name, #there, #path, violations);)
        });
        let rules = properties::checks(&demand.rules, path, is_there);
        let properties = demand.properties.iter().filter_map(|(name, demand)| {
            let mut fields = structure.fields.iter().zip(&names);
            let (field, ident) = fields.find(|(field, _)| field.name == *name)?;
            let (may_be_null, demand) = match demand {
                Demand::OrNull(may_be_null, demand) => (*may_be_null, &**demand),
                demand => (true, demand),
            };
            let place = quote!(#owner.#ident);
            let sensitive = field.sensitive.then(|| quote!(.sensitive()));
            let path = quote!(&(#path).key(#name) #sensitive);
            let used = Usage {
                nullable: false,
                ..field.usage.clone()
            };
            let null = (!may_be_null).then(|| quote!(v1::check::never(#path, violations);));
            let inner = |value: Expression| self.demand(demand, &used, &value, &path);
            let referred = || inner(Expression::Reference(quote!(value)));
            Some(match Presence::of(field) {
                Presence::Required => inner(Expression::Place(place)),
                Presence::Nullable => {
                    let checks = referred();
                    let some = bound(&checks);
                    quote! {
                        match &#place {
                            ::std::option::Option::Some(#some) => { #checks }
                            ::std::option::Option::None => { #null }
                        }
                    }
                }
                Presence::Optional => {
                    let checks = referred();
                    let some = bound(&checks);
                    quote!(if let ::std::option::Option::Some(#some) = &#place { #checks })
                }
                Presence::Maybe => {
                    let checks = referred();
                    let some = bound(&checks);
                    quote! {
                        match &#place {
                            ::tidings::Maybe::Value(#some) => { #checks }
                            ::tidings::Maybe::Null => { #null }
                            ::tidings::Maybe::Absent => {}
                        }
                    }
                }
            })
        });
        quote!(#(#required)* #rules #(#properties)*)
    }
}

/// What a pattern binds the value to, of which `checks` may say nothing.
fn bound(checks: &TokenStream) -> TokenStream {
    match mentions_value(checks.clone()) {
        true => quote!(value),
        false => quote!(_),
    }
}

fn mentions_value(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "value",
        TokenTree::Group(group) => mentions_value(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
