//! What the user says of a message: `#[message(…)]`, documentation, `#[deprecated]`.

use proc_macro2::Span;
use quote::format_ident;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, DeriveInput, Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Token};

use super::notation::Notation;
use crate::problems::Problems;
use crate::suggestion::suggestion;

const KEYS: &[&str] = &[
    "name",
    "kind",
    "content_type",
    "title",
    "summary",
    "description",
    "tags",
    "correlation_id",
    "example",
    "crate",
    "contract",
    "direction",
];

const KINDS: &[&str] = &["event", "command", "query", "document", "reply"];

/// What is said of a message.
pub(super) struct Attributes {
    /// Its name in the contract.
    pub(super) name: String,
    /// The variant of `MessageKind`.
    pub(super) kind: Ident,
    /// The media type of its body.
    pub(super) content_type: String,
    /// How its body is written.
    pub(super) notation: Notation,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Vec<String>,
    /// Where its correlation id stands.
    pub(super) correlation_id: Option<Location>,
    pub(super) examples: Vec<Expr>,
    pub(super) is_deprecated: bool,
    /// The path to `tidings`.
    pub(super) runtime: Path,
    /// What underlines the name.
    pub(super) name_span: Span,
    /// The contract that the type is held against.
    pub(super) contract: Option<LitStr>,
    /// What is done with the message, where the user says so.
    pub(super) direction: Option<LitStr>,
}

/// The place of a correlation id: `$message.header#/…` or `$message.payload#/…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Location {
    Header(String),
    Payload(String),
}

impl Attributes {
    /// Reads everything, and adds to `problems` what is wrong.
    pub(super) fn read(input: &DeriveInput, problems: &mut Problems) -> Self {
        let mut attributes = Self {
            name: input.ident.to_string(),
            kind: format_ident!("Event"),
            content_type: "application/json".to_owned(),
            notation: Notation::Json,
            title: None,
            summary: None,
            description: documentation(&input.attrs),
            tags: Vec::new(),
            correlation_id: None,
            examples: Vec::new(),
            is_deprecated: input
                .attrs
                .iter()
                .any(|attribute| attribute.path().is_ident("deprecated")),
            runtime: syn::parse_quote!(::tidings),
            name_span: input.ident.span(),
            contract: None,
            direction: None,
        };
        let mut seen: Vec<String> = Vec::new();
        for attribute in &input.attrs {
            if !attribute.path().is_ident("message") {
                continue;
            }
            let read = attribute.parse_nested_meta(|meta| {
                if let Some(problem) = repeated(&meta, &mut seen) {
                    problems.add(problem);
                }
                attributes.key(&meta, problems)
            });
            problems.ok(read);
        }
        attributes
    }

    /// Reads one key; an error where reading cannot go on behind it.
    fn key(&mut self, meta: &ParseNestedMeta<'_>, problems: &mut Problems) -> syn::Result<()> {
        let key = meta
            .path
            .get_ident()
            .map(Ident::to_string)
            .unwrap_or_default();
        match key.as_str() {
            "name" => {
                let name = text(meta)?;
                if name.value().trim().is_empty() {
                    problems.at(
                        &name,
                        "a message has a name: drop `name` to call it like its type",
                    );
                }
                self.name = name.value();
                self.name_span = name.span();
            }
            "kind" => self.kind(&text(meta)?, problems),
            "content_type" => {
                let media_type = text(meta)?;
                match Notation::of(&media_type.value()) {
                    Ok(notation) => self.notation = notation,
                    Err(problem) => problems.at(&media_type, problem),
                }
                self.content_type = media_type.value();
            }
            "title" => self.title = Some(text(meta)?.value()),
            "summary" => self.summary = Some(text(meta)?.value()),
            "description" => self.description = Some(text(meta)?.value()),
            "tags" => {
                let content;
                syn::parenthesized!(content in meta.input);
                let tags =
                    content.parse_terminated(<LitStr as syn::parse::Parse>::parse, Token![,])?;
                self.tags = tags.iter().map(LitStr::value).collect();
            }
            "correlation_id" => {
                let location = text(meta)?;
                match Location::of(&location.value()) {
                    Some(read) => self.correlation_id = Some(read),
                    None => problems.at(
                        &location,
                        "a correlation id stands in a header, `$message.header#/name`, or in the body, `$message.payload#/pointer`",
                    ),
                }
            }
            "example" => self.examples.push(meta.value()?.parse()?),
            "crate" => self.runtime = meta.value()?.parse()?,
            "contract" => self.contract = Some(text(meta)?),
            "direction" => self.direction = Some(text(meta)?),
            unknown => {
                problems.at(
                    &meta.path,
                    format!(
                        "`message` knows no `{unknown}`: {}",
                        suggestion(unknown, KEYS)
                    ),
                );
                skip(meta)?;
            }
        }
        Ok(())
    }

    fn kind(&mut self, written: &LitStr, problems: &mut Problems) {
        match written.value().as_str() {
            "event" => self.kind = format_ident!("Event"),
            "command" => self.kind = format_ident!("Command"),
            "query" => self.kind = format_ident!("Query"),
            "document" => self.kind = format_ident!("Document"),
            "reply" => self.kind = format_ident!("Reply"),
            unknown => problems.at(
                written,
                format!(
                    "`{unknown}` is no kind of message: {}",
                    suggestion(unknown, KINDS)
                ),
            ),
        }
    }
}

impl Location {
    fn of(expression: &str) -> Option<Self> {
        let header = expression.strip_prefix("$message.header#/");
        let payload = expression.strip_prefix("$message.payload#");
        match (header, payload) {
            (Some(name), _) if !name.is_empty() => Some(Self::Header(name.to_owned())),
            (_, Some(pointer)) if pointer.starts_with('/') => {
                Some(Self::Payload(pointer.to_owned()))
            }
            _ => None,
        }
    }
}

/// The text behind `key =`.
fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    meta.value()?.parse()
}

/// The problem with a key that was there before, unless it may be given several times.
fn repeated(meta: &ParseNestedMeta<'_>, seen: &mut Vec<String>) -> Option<syn::Error> {
    let key = meta.path.get_ident()?.to_string();
    let is_repeated = key != "example" && seen.contains(&key);
    seen.push(key.clone());
    is_repeated.then(|| meta.error(format!("`{key}` is said twice: drop one of them")))
}

/// Reads past the value of an unknown key, so that what stands behind it is read too.
fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}

/// The documentation comment, each line without the space that begins it.
fn documentation(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(line),
                    ..
                }) => Some(line.value()),
                _ => None,
            },
            _ => None,
        })
        .map(|line| {
            line.strip_prefix(' ')
                .unwrap_or(&line)
                .trim_end()
                .to_owned()
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
