//! What the user says of a field beyond its type: bounds, lengths, patterns.
//!
//! They are written as schemars writes them, in `#[schemars(…)]` where the type derives `JsonSchema` too, and in
//! `#[message(…)]` otherwise.

use proc_macro2::TokenStream;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, LitInt, LitStr, Token};

use crate::problems::Problems;
use crate::suggestion::suggestion;

const KEYS: &[&str] = &["range", "length", "pattern", "inner", "schema"];

/// What must hold for a value besides its type.
#[derive(Default)]
pub(crate) struct Rules {
    pub(crate) least: Option<Bound>,
    pub(crate) most: Option<Bound>,
    pub(crate) shortest: Option<u64>,
    pub(crate) longest: Option<u64>,
    pub(crate) pattern: Option<LitStr>,
    /// What must hold for each item.
    pub(crate) inner: Option<Box<Rules>>,
}

/// A bound of a number.
pub(crate) struct Bound {
    /// As it stands in the program.
    pub(crate) expression: Expr,
    /// Its digits, where it is a number and not a constant.
    pub(crate) digits: Option<String>,
}

impl Rules {
    /// Reads the rules of a field, and the schema that is stated for it.
    pub(super) fn read(
        attributes: &[Attribute],
        problems: &mut Problems,
    ) -> (Self, Option<LitStr>) {
        let mut rules = Self::default();
        let mut stated = None;
        for attribute in attributes {
            let is_own =
                attribute.path().is_ident("message") || attribute.path().is_ident("payload");
            if !is_own && !attribute.path().is_ident("schemars") {
                continue;
            }
            let read = attribute.parse_nested_meta(|meta| {
                if is_own && meta.path.is_ident("schema") {
                    stated = Some(meta.value()?.parse()?);
                    return Ok(());
                }
                match rules.key(&meta)? {
                    true => Ok(()),
                    // The rest of what schemars knows changes no value.
                    false if !is_own => skip(&meta),
                    false => {
                        let key = meta.path.get_ident().map(ToString::to_string);
                        let key = key.unwrap_or_default();
                        problems.at(
                            &meta.path,
                            format!(
                                "`message` knows no `{key}` of a field: {}",
                                suggestion(&key, KEYS)
                            ),
                        );
                        skip(&meta)
                    }
                }
            });
            // What schemars does not take it tells itself.
            if let (Err(error), true) = (read, is_own) {
                problems.add(error);
            }
        }
        (rules, stated)
    }

    /// The bounds of a number in digits.
    pub(crate) fn digits(&self) -> [Option<String>; 2] {
        [&self.least, &self.most].map(|bound| bound.as_ref()?.digits.clone())
    }

    /// A bound that is no number but something that only the compiler knows.
    pub(crate) fn constant(&self) -> Option<&Expr> {
        let mut bounds = self.least.iter().chain(&self.most);
        let constant = bounds.find(|bound| bound.digits.is_none())?;
        Some(&constant.expression)
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.least.is_none()
            && self.most.is_none()
            && self.shortest.is_none()
            && self.longest.is_none()
            && self.pattern.is_none()
            && self.inner.is_none()
    }

    /// Reads one key; whether it is one of a rule.
    fn key(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
        let key = meta.path.get_ident().map(ToString::to_string);
        match key.as_deref() {
            Some("range") => meta.parse_nested_meta(|bound| {
                let expression: Expr = bound.value()?.parse()?;
                let digits = digits(&expression);
                let bound_of = Some(Bound { expression, digits });
                if bound.path.is_ident("min") {
                    self.least = bound_of;
                } else if bound.path.is_ident("max") {
                    self.most = bound_of;
                } else {
                    return Err(bound.error("a range has `min` and `max`"));
                }
                Ok(())
            })?,
            Some("length") => meta.parse_nested_meta(|bound| {
                let length: u64 = bound.value()?.parse::<LitInt>()?.base10_parse()?;
                if bound.path.is_ident("min") {
                    self.shortest = Some(length);
                } else if bound.path.is_ident("max") {
                    self.longest = Some(length);
                } else if bound.path.is_ident("equal") {
                    (self.shortest, self.longest) = (Some(length), Some(length));
                } else {
                    return Err(bound.error("a length has `min`, `max` or `equal`"));
                }
                Ok(())
            })?,
            Some("pattern") => self.pattern = Some(meta.value()?.parse()?),
            Some("regex") => meta.parse_nested_meta(|inner| {
                let value = inner.value()?;
                match value.peek(LitStr) {
                    true => self.pattern = Some(value.parse()?),
                    false => drop(value.parse::<Expr>()?),
                }
                Ok(())
            })?,
            Some("inner") => {
                let mut inner = Self::default();
                meta.parse_nested_meta(|meta| match inner.key(&meta)? {
                    true => Ok(()),
                    false => skip(&meta),
                })?;
                self.inner = Some(Box::new(inner));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The digits of a number with its sign.
fn digits(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Int(number) => Some(number.base10_digits().to_owned()),
            syn::Lit::Float(number) => Some(number.base10_digits().to_owned()),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
            digits(&unary.expr).map(|digits| format!("-{digits}"))
        }
        _ => None,
    }
}

/// Reads past the value of a key.
fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    let past = |input: ParseStream<'_>| input.parse::<TokenStream>();
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        past(&content)?;
    }
    Ok(())
}
