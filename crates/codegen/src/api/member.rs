//! What an item has: its fields, its variants, its functions and their arguments.

use quote::ToTokens;
use syn::{
    Attribute, Fields, FnArg, GenericParam, Generics, Meta, ReturnType, Signature, TraitItem,
    Visibility, WherePredicate,
};

use super::text::text;
use super::{Item, ItemKind, Member};

/// Whether callers may name it.
pub(super) fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    let is_hidden = attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    });
    matches!(visibility, Visibility::Public(_)) && !is_hidden
}

pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// The fields that callers see: all where there is no `visibility` to ask for, as in variants.
pub(super) fn fields(fields: &Fields, visibility: Option<&Visibility>) -> Vec<Member> {
    let seen = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| visibility.is_none() || matches!(field.vis, Visibility::Public(_)));
    let members = seen.map(|(index, field)| Member {
        name: field
            .ident
            .as_ref()
            .map_or(index.to_string(), ToString::to_string),
        text: text(&field.ty),
        is_required: true,
    });
    members.collect()
}

pub(super) fn variant(variant: &syn::Variant) -> Member {
    let held = fields(&variant.fields, None);
    let held = held.iter().map(|field| match field.name.parse::<usize>() {
        Ok(_) => field.text.clone(),
        Err(_) => format!("{}: {}", field.name, field.text),
    });
    Member {
        name: variant.ident.to_string(),
        text: held.collect::<Vec<_>>().join(", "),
        is_required: true,
    }
}

pub(super) fn trait_member(member: &TraitItem) -> Option<Member> {
    let (name, text, has_default) = match member {
        TraitItem::Fn(function) => (
            &function.sig.ident,
            text(&function.sig),
            function.default.is_some(),
        ),
        TraitItem::Type(associated) => (
            &associated.ident,
            text(&associated.bounds),
            associated.default.is_some(),
        ),
        TraitItem::Const(constant) => (
            &constant.ident,
            text(&constant.ty),
            constant.default.is_some(),
        ),
        _ => return None,
    };
    Some(Member {
        name: name.to_string(),
        text,
        is_required: !has_default,
    })
}

pub(super) fn function(path: String, signature: &Signature) -> Item {
    let arguments = signature.inputs.iter().map(|argument| match argument {
        FnArg::Receiver(receiver) => Member {
            name: "self".to_owned(),
            // Whether the function changes its own copy concerns nobody else.
            text: text(receiver).trim_start_matches("mut ").to_owned(),
            is_required: true,
        },
        FnArg::Typed(argument) => Member {
            name: text(&argument.pat).replace("mut ", ""),
            text: text(&argument.ty),
            is_required: true,
        },
    });
    let output = match &signature.output {
        ReturnType::Default => "()".to_owned(),
        ReturnType::Type(_, output) => text(output),
    };
    let prefix = |is: bool, word| if is { word } else { "" };
    Item {
        signature: format!(
            "{}{}{output}",
            prefix(signature.constness.is_some(), "const "),
            prefix(signature.asyncness.is_some(), "async ")
        ),
        members: arguments.collect(),
        bounds: bounds(&signature.generics),
        // An operation that is new needs a handler.
        notices_growth: signature.ident == "serve_all",
        ..Item::named(path, ItemKind::Function)
    }
}

/// What the generic parameters demand, each demand by itself.
pub(super) fn bounds(generics: &Generics) -> Vec<String> {
    let mut bounds = Vec::new();
    let mut demand = |of: String, demands: &mut dyn Iterator<Item = String>| {
        bounds.extend(demands.map(|demand| format!("{of}: {demand}")));
    };
    for parameter in &generics.params {
        if let GenericParam::Type(parameter) = parameter {
            demand(
                parameter.ident.to_string(),
                &mut parameter.bounds.iter().map(text),
            );
        }
    }
    for predicate in generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates)
    {
        match predicate {
            WherePredicate::Type(predicate) => {
                let of = predicate.bounded_ty.to_token_stream();
                demand(text(&of), &mut predicate.bounds.iter().map(text));
            }
            other => demand(String::new(), &mut std::iter::once(text(other))),
        }
    }
    bounds
}
