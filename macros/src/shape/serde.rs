//! `#[serde(…)]`, as far as it changes what is written or read.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, LitStr, Token};

use super::case::Case;

/// What the attributes of a type, a variant or a field say.
#[derive(Default)]
pub(super) struct Serde {
    pub(super) rename: Option<String>,
    pub(super) rename_all: Option<Case>,
    pub(super) rename_all_fields: Option<Case>,
    pub(super) tag: Option<String>,
    pub(super) content: Option<String>,
    pub(super) is_untagged: bool,
    pub(super) is_transparent: bool,
    pub(super) denies_unknown: bool,
    pub(super) has_default: bool,
    pub(super) is_skipped: bool,
    pub(super) is_not_read: bool,
    pub(super) is_not_written: bool,
    /// The function of `skip_serializing_if`.
    pub(super) left_out_if: Option<String>,
    pub(super) is_flattened: bool,
    pub(super) is_other: bool,
    /// What hands the value to somebody else's code: `with`, `into`, ….
    pub(super) custom: Option<(Span, String)>,
    /// What is named differently when it is written and when it is read.
    pub(super) two_names: Option<Span>,
}

impl Serde {
    /// Reads what serde itself has checked already; what it says wrongly is serde's to tell.
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut serde = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                let _ = attribute.parse_nested_meta(|meta| serde.key(&meta));
            }
        }
        serde
    }

    fn key(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let Some(key) = meta.path.get_ident() else {
            return rest(meta).map(drop);
        };
        let span = key.span();
        match key.to_string().as_str() {
            "rename" => self.rename = self.name(meta, span)?,
            "rename_all" => self.rename_all = self.case(meta, span)?,
            "rename_all_fields" => self.rename_all_fields = self.case(meta, span)?,
            "tag" => self.tag = rest(meta)?,
            "content" => self.content = rest(meta)?,
            "untagged" => self.is_untagged = true,
            "transparent" => self.is_transparent = true,
            "deny_unknown_fields" => self.denies_unknown = true,
            "default" => {
                self.has_default = true;
                rest(meta)?;
            }
            "skip" => self.is_skipped = true,
            "skip_serializing" => self.is_not_written = true,
            "skip_deserializing" => self.is_not_read = true,
            "skip_serializing_if" => self.left_out_if = rest(meta)?,
            "flatten" => self.is_flattened = true,
            "other" => self.is_other = true,
            name @ ("with" | "serialize_with" | "deserialize_with" | "into" | "from"
            | "try_from" | "remote" | "getter") => {
                self.custom = Some((span, name.to_owned()));
                rest(meta)?;
            }
            _ => {
                rest(meta)?;
            }
        }
        Ok(())
    }

    /// `= "name"`, or `(serialize = "…", deserialize = "…")`, of which both have to be the same.
    fn name(&mut self, meta: &ParseNestedMeta<'_>, span: Span) -> syn::Result<Option<String>> {
        if !meta.input.peek(syn::token::Paren) {
            return rest(meta);
        }
        let mut names: Vec<Option<String>> = Vec::new();
        meta.parse_nested_meta(|inner| {
            names.push(rest(&inner)?);
            Ok(())
        })?;
        if names.len() != 2 || names[0] != names[1] {
            self.two_names = Some(span);
        }
        Ok(names.into_iter().next().flatten())
    }

    fn case(&mut self, meta: &ParseNestedMeta<'_>, span: Span) -> syn::Result<Option<Case>> {
        Ok(self.name(meta, span)?.as_deref().and_then(Case::named))
    }
}

/// The text behind `key =`; nothing where there is something else, or nothing.
fn rest(meta: &ParseNestedMeta<'_>) -> syn::Result<Option<String>> {
    if meta.input.peek(Token![=]) {
        let value = meta.value()?;
        if value.peek(LitStr) {
            return Ok(Some(value.parse::<LitStr>()?.value()));
        }
        value.parse::<Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(None)
}
