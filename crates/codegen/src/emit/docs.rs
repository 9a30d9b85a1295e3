//! Documentation: what the contract says, in Markdown that rustdoc reads without complaint and never runs.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use tidings_naming::pascal;

use super::Context;
use super::structs::place;
use crate::ir::{Bound, Constraints, Definition, Docs, Field, Kind, PropertyRule};

/// Examples of more bytes than this say less than they hide.
const LONGEST_EXAMPLE: usize = 400;

/// Examples of so many bytes together are read within a sentence.
const SHORT_EXAMPLES: usize = 80;

/// More examples than this say nothing new.
const MOST_EXAMPLES: usize = 3;

/// What the contract says by `docs`, as attributes; `fallback` where it is silent.
pub(super) fn attributes(docs: &Docs, fallback: &str) -> TokenStream {
    constrained(docs, &Constraints::default(), fallback)
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
    let fallback = format!("The schema at {}.", code(&place(definition)));
    constrained(&docs, &constraints, &fallback)
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
    /// What the contract says of a field called `name`, as attributes; nothing where it says nothing.
    pub(super) fn field_docs(&self, field: &Field, name: &Ident) -> TokenStream {
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
        let fallback = match name.unraw() == field.name {
            true => String::new(),
            false => format!("{} in messages.", code(&field.name)),
        };
        constrained(&docs, &field.usage.constraints, &fallback)
    }
}

/// What the contract says by `docs` and `constraints`, as attributes; `fallback` where it is silent.
pub(super) fn constrained(docs: &Docs, constraints: &Constraints, fallback: &str) -> TokenStream {
    let lines = written(&lines(docs, constraints, fallback));
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
    let examples = docs.examples.iter();
    let examples = examples.filter(|example| example.len() <= LONGEST_EXAMPLE);
    paragraph(&mut lines, shown(examples.take(MOST_EXAMPLES)));
    lines
}

/// Short examples in a sentence, long ones line by line.
fn shown<'e>(examples: impl Iterator<Item = &'e String>) -> Vec<String> {
    let examples: Vec<&str> = examples.map(String::as_str).collect();
    let length: usize = examples.iter().map(|example| example.len()).sum();
    if examples.is_empty() {
        return Vec::new();
    }
    if length <= SHORT_EXAMPLES {
        let examples: Vec<String> = examples.into_iter().map(code).collect();
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

/// `text` as code; a backtick inside of it would end it.
pub(crate) fn code(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let shown: String = one_line.chars().take(200).collect();
    match shown.contains('`') {
        true => format!("`` {shown} ``"),
        false if shown.trim().is_empty() => format!("`\"{shown}\"`"),
        false => format!("`{shown}`"),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// What the constraints of a value say, in words.
fn in_words(constraints: &Constraints) -> Vec<String> {
    let mut words = Vec::new();
    for bound in &constraints.bounds {
        words.push(match bound {
            Bound::Minimum(bound) => format!("at least {bound}"),
            Bound::Maximum(bound) => format!("at most {bound}"),
            Bound::ExclusiveMinimum(bound) => format!("more than {bound}"),
            Bound::ExclusiveMaximum(bound) => format!("less than {bound}"),
            Bound::MultipleOf(divisor) => format!("a multiple of {divisor}"),
            Bound::OneOf(values) if values.len() == 1 => format!("always {}", values.concat()),
            Bound::OneOf(values) => format!("one of {}", values.join(", ")),
            Bound::NoneOf(values) => format!("never {}", values.join(", ")),
        });
    }
    if let Some(truth) = constraints.truth {
        words.push(format!("always `{truth}`"));
    }
    words.extend(range(
        constraints.min_length,
        constraints.max_length,
        "character",
    ));
    words.extend(
        constraints
            .patterns
            .iter()
            .map(|pattern| format!("matches {}", code(pattern))),
    );
    let not_patterns = constraints.not_patterns.iter();
    words.extend(not_patterns.map(|pattern| format!("does not match {}", code(pattern))));
    if !constraints.not_texts.is_empty() {
        let texts: Vec<String> = constraints
            .not_texts
            .iter()
            .map(|text| code(text))
            .collect();
        words.push(format!("never {}", texts.join(", ")));
    }
    words.extend(
        constraints
            .formats
            .iter()
            .map(|format| format!("a valid {format}")),
    );
    words.extend(range(constraints.min_items, constraints.max_items, "item"));
    if constraints.unique {
        words.push("no two items alike".to_owned());
    }
    words.extend(range(
        constraints.min_properties,
        constraints.max_properties,
        "property",
    ));
    words.extend(constraints.property_rules.iter().map(property_rule));
    if let Some(names) = &constraints.names {
        words.extend(
            in_words(names)
                .into_iter()
                .map(|word| format!("each name {word}")),
        );
    }
    words
}

/// Which properties are there together, in words.
fn property_rule(rule: &PropertyRule) -> String {
    let all = |names: &Vec<String>| {
        let names: Vec<String> = names.iter().map(|name| code(name)).collect();
        names.join(" and ")
    };
    let lists = |lists: &[Vec<String>]| {
        let lists: Vec<String> = lists.iter().map(all).collect();
        lists.join(", or ")
    };
    match rule {
        PropertyRule::Needs { present, needed } => {
            format!("with {} there, also {}", code(present), all(needed))
        }
        PropertyRule::AnyOf(choices) => format!("with {}", lists(choices)),
        PropertyRule::OneOf(choices) => format!("with {}, and not several", lists(choices)),
        PropertyRule::Excludes(names) if names.len() == 1 => format!("without {}", all(names)),
        PropertyRule::Excludes(names) => format!("without {} together", all(names)),
    }
}

fn range(least: Option<u64>, most: Option<u64>, what: &str) -> Option<String> {
    let counted = |count: u64| match (count, what) {
        (1, _) => format!("{count} {what}"),
        (_, "property") => format!("{count} properties"),
        _ => format!("{count} {what}s"),
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(counted(least)),
        (Some(least), Some(most)) => Some(format!("{least} to {}", counted(most))),
        (Some(least), None) => Some(format!("at least {}", counted(least))),
        (None, Some(most)) => Some(format!("at most {}", counted(most))),
        (None, None) => None,
    }
}

/// CommonMark of a contract as lines for rustdoc: nothing in it is run, taken for a link to Rust, or taken for HTML.
pub(super) fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    for line in text.trim().lines() {
        let line = line.trim_end();
        let content = line.trim_start();
        let mark = content
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'));
        let run = mark.map_or(0, |mark| {
            content.chars().take_while(|next| *next == mark).count()
        });
        match (fence, mark) {
            (None, Some(mark)) if run >= 3 => {
                fence = Some((mark, run));
                lines.push("```text".to_owned());
            }
            (Some((opened, length)), Some(mark))
                if mark == opened && run >= length && content.chars().all(|next| next == mark) =>
            {
                fence = None;
                lines.push("```".to_owned());
            }
            (Some(_), _) => lines.push(visible(line).replace("```", "'''")),
            (None, _) => {
                // Four spaces would make it code, and code would be run; a quotation could hide a fence.
                let indent = (line.len() - content.len()).min(2);
                let content = content.trim_start_matches(['>', ' ', '\t']);
                lines.push(format!("{:indent$}{}", "", prose(content)));
            }
        }
    }
    if fence.is_some() {
        lines.push("```".to_owned());
    }
    lines
}

/// Characters that would turn the text round or end a comment are dropped.
fn visible(text: &str) -> String {
    let hidden = |character: char| {
        character.is_control() && character != '\t'
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .filter(|character| !hidden(*character))
        .collect()
}

/// A line outside of code blocks.
fn prose(line: &str) -> String {
    let line = visible(line);
    let mut written = String::new();
    let mut rest = line.as_str();
    while let Some(character) = rest.chars().next() {
        if character == '`'
            && let Some(length) = code_span(rest)
        {
            written.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if character == '['
            && let Some((text, target, length)) = link(rest)
        {
            written.push_str(&format!("[{}]({target})", prose(text)));
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let end = rest.find(|next: char| next.is_whitespace() || "<>()[]\"'`|".contains(next));
            let url = rest[..end.unwrap_or(rest.len())]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
            written.push_str(&format!("<{url}>"));
            rest = &rest[url.len()..];
            continue;
        }
        match character {
            '<' | '[' | ']' | '`' => written.extend(['\\', character]),
            other => written.push(other),
        }
        rest = &rest[character.len_utf8()..];
    }
    written
}

/// The text and the target of the inline link that `text` begins with, and its bytes; only links into the web are
/// kept, because any other would be looked for among the items of the crate.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = rest.split_once(')')?;
    let leads_out = target.starts_with("http://") || target.starts_with("https://");
    let is_plain = !label.contains(['[', ']', '<', '`']) && !target.contains(char::is_whitespace);
    let length = label.len() + target.len() + "[](".len() + ")".len();
    (leads_out && is_plain).then_some((label, target, length))
}

/// The bytes of the code span that `text` begins with.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.chars().take_while(|next| *next == '`').count();
    let rest = &text[ticks..];
    let mut from = 0;
    while let Some(at) = rest[from..].find('`') {
        let start = from + at;
        let run = rest[start..]
            .chars()
            .take_while(|next| *next == '`')
            .count();
        if run == ticks {
            return Some(ticks + start + run);
        }
        from = start + run;
    }
    None
}
