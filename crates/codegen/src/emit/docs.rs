//! Documentation: what the contract says, in Markdown that rustdoc reads without complaint and never runs.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use tidings_diag::listed;
use tidings_naming::pascal;

use super::Context;
use super::markdown::{code, markdown};
use super::words::in_words;
use crate::ir::{Constraints, Definition, Docs, Field, Kind, TypeId};

/// Examples of more bytes than this say less than they hide.
const LONGEST_EXAMPLE: usize = 400;

/// Examples of so many bytes together are read within a sentence.
const SHORT_EXAMPLES: usize = 80;

/// More messages than these are counted.
const MOST_MESSAGES: usize = 3;

/// More examples than this say nothing new.
const MOST_EXAMPLES: usize = 3;

/// What the contract says by `docs`, as attributes; `fallback` where it is silent.
pub(super) fn attributes(docs: &Docs, fallback: &str) -> TokenStream {
    described(docs, &Constraints::default(), fallback, &[])
}

/// What the contract says by `docs` and then `facts`, a line each, as attributes.
pub(super) fn with_facts(docs: &Docs, fallback: &str, facts: &[String]) -> TokenStream {
    described(docs, &Constraints::default(), fallback, facts)
}

/// What the contract says of a definition whose values keep `constraints`, as attributes.
pub(super) fn definition(definition: &Definition, constraints: &Constraints) -> TokenStream {
    let constraints = Constraints {
        residual: [&constraints.residual[..], &definition.residual[..]].concat(),
        ..constraints.clone()
    };
    let docs = Docs {
        title: title(definition),
        ..definition.docs.clone()
    };
    constrained(&docs, &constraints, &place(definition))
}

/// Where a definition's schema stands, for documentation that has nothing better.
pub(super) fn place(definition: &Definition) -> String {
    match definition.location.pointer.as_deref() {
        None | Some("") => "The schema of a whole file.".to_owned(),
        Some(pointer) => format!("The schema at {}.", code(pointer)),
    }
}

/// The title of a definition, unless it is no more than its name.
fn title(definition: &Definition) -> Option<String> {
    let title = definition.docs.title.clone();
    title.filter(|title| !is_called(definition, title))
}

fn is_called(definition: &Definition, name: &str) -> bool {
    let mut names = definition.names.iter();
    names.any(|known| pascal(known) == pascal(name))
}

/// What the contract says of a definition in a line, if it says anything.
pub(super) fn summary(definition: &Definition) -> Option<String> {
    let said = title(definition).or_else(|| definition.docs.description.clone())?;
    markdown(&said).into_iter().find(|line| !line.is_empty())
}

impl Context<'_> {
    /// What the contract says of a field of the type `id` that is called `name`, as attributes; nothing where it says
    /// nothing and the runtime does nothing.
    pub(super) fn field_docs(&self, id: TypeId, field: &Field, name: &Ident) -> TokenStream {
        let mut docs = field.docs.clone();
        let of = match field.usage.kind {
            Kind::Defined(id) => Some(self.types.get(id)),
            _ => None,
        };
        // A type shows its examples itself; only a description is worth reading twice.
        if of.is_some_and(|of| of.docs.examples == docs.examples) {
            docs.examples.clear();
        }
        // What is required is never left out.
        docs.default = docs.default.filter(|_| !field.required);
        docs.title = docs.title.filter(|title| {
            let is_type = of.is_some_and(|of| is_called(of, title));
            !is_type && pascal(title) != pascal(&field.name)
        });
        let name = name.unraw();
        let fallback = match name == field.name {
            true => String::new(),
            false => format!("{} in messages.", code(&field.name)),
        };
        // Whoever knows the contract takes another field for it.
        let usual = tidings_naming::field(&field.name);
        if name != usual.trim_start_matches("r#")
            && let Some(description) = &mut docs.description
        {
            *description = format!("{description}\n\n{fallback}");
        }
        let filled: Vec<String> = self.filled_in(id, field).into_iter().collect();
        described(&docs, &field.usage.constraints, &fallback, &filled)
    }

    /// In which messages the runtime fills a field of the type `id`, in a sentence.
    fn filled_in(&self, id: TypeId, field: &Field) -> Option<String> {
        let messages = self.plan.filled.messages(id, &field.name);
        let shown = messages.iter().take(MOST_MESSAGES);
        let mut shown: Vec<String> = shown.map(|id| code(self.names.message(*id))).collect();
        match messages.len().saturating_sub(MOST_MESSAGES) {
            0 => {}
            1 => shown.push("one more message".to_owned()),
            more => shown.push(format!("one of {more} more messages")),
        }
        let shown = listed(&shown, "or");
        (!shown.is_empty()).then(|| format!("Sending {shown} puts the runtime's own in its place."))
    }
}

/// What the contract says by `docs` and `constraints`, as attributes; `fallback` where it is silent.
pub(super) fn constrained(docs: &Docs, constraints: &Constraints, fallback: &str) -> TokenStream {
    described(docs, constraints, fallback, &[])
}

fn described(
    docs: &Docs,
    constraints: &Constraints,
    fallback: &str,
    facts: &[String],
) -> TokenStream {
    let mut lines = lines(docs, constraints, fallback);
    for fact in facts {
        paragraph(&mut lines, vec![fact.clone()]);
    }
    let lines = written(&lines);
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

/// Markdown of the contract as attributes.
pub(super) fn comment(text: &str) -> TokenStream {
    written(&markdown(text))
}

fn written(lines: &[String]) -> TokenStream {
    let lines = spaced(lines);
    quote!(#(#[doc = #lines])*)
}

/// Lines of the documentation of the file itself, as attributes.
pub(super) fn inner(lines: &[String]) -> TokenStream {
    let lines = spaced(lines);
    quote!(#(#![doc = #lines])*)
}

/// Lines as people write them behind `///`.
fn spaced(lines: &[String]) -> impl Iterator<Item = String> {
    lines.iter().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {line}"),
    })
}

fn lines(docs: &Docs, constraints: &Constraints, fallback: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut said: Vec<&str> = Vec::new();
    for text in [&docs.title, &docs.description].into_iter().flatten() {
        let text = text.trim();
        if !text.is_empty() && !said.contains(&text) {
            said.push(text);
            paragraph(&mut lines, markdown(text));
        }
    }
    if lines.is_empty() {
        lines = markdown(fallback);
    }
    let residual = constraints.residual.iter();
    let residual: BTreeSet<&str> = residual
        .flat_map(|residual| residual.keywords.iter().map(String::as_str))
        .collect();
    let constraints = in_words(constraints);
    if !constraints.is_empty() {
        let sentence = capitalised(&constraints.join("; "));
        paragraph(&mut lines, vec![format!("{sentence}.")]);
    }
    paragraph(&mut lines, left_to_validator(&residual));
    if let Some(default) = &docs.default {
        let sentence = format!("By default {}.", code(default));
        paragraph(&mut lines, vec![sentence]);
    }
    let examples = docs.examples.iter().filter(|example| example.is_valid);
    let examples = examples.map(|example| example.value.to_json_text());
    let examples = examples.filter(|example| example.len() <= LONGEST_EXAMPLE);
    let examples: Vec<String> = examples.take(MOST_EXAMPLES).collect();
    paragraph(&mut lines, shown(&examples));
    lines
}

/// Short examples in a sentence, long ones line by line.
fn shown(examples: &[String]) -> Vec<String> {
    let length: usize = examples.iter().map(String::len).sum();
    if examples.is_empty() {
        return Vec::new();
    }
    if length <= SHORT_EXAMPLES {
        let examples: Vec<String> = examples.iter().map(|example| code(example)).collect();
        return vec![format!("For example {}.", examples.join(", "))];
    }
    let mut shown = vec![
        "For example:".to_owned(),
        String::new(),
        "```text".to_owned(),
    ];
    shown.extend(examples.iter().map(|example| example.replace("```", "'''")));
    shown.push("```".to_owned());
    shown
}

/// Names the keywords that no Rust type says.
fn left_to_validator(keywords: &BTreeSet<&str>) -> Vec<String> {
    if keywords.is_empty() {
        return Vec::new();
    }
    let keywords: Vec<String> = keywords.iter().map(|keyword| code(keyword)).collect();
    vec![format!(
        "Checked by the embedded validator: {}.",
        keywords.join(", ")
    )]
}

/// Adds `more` as a paragraph of its own.
pub(super) fn paragraph(lines: &mut Vec<String>, more: Vec<String>) {
    if !lines.is_empty() && !more.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
