//! The shape of a type, read from its declaration.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Index, Member};

use super::case::Case;
use super::known::known;
use super::rules::Rules;
use super::serde::Serde;
use super::{Body, Field, Fields, Presence, Shape, Style, Tagging, Variant};
use crate::problems::Problems;

impl Shape {
    /// The shape of `input`; what is wrong with rules of fields goes to `problems`.
    pub(crate) fn read(input: &DeriveInput, problems: &mut Problems) -> Self {
        let mut reader = Reader {
            problems,
            hidden: None,
        };
        let serde = Serde::read(&input.attrs);
        reader.note_hidden(&serde);
        let body = match &input.data {
            Data::Struct(data) => {
                Body::Struct(reader.fields(&data.fields, serde.rename_all, &serde))
            }
            Data::Enum(data) => {
                let tagging = match (&serde.tag, &serde.content) {
                    _ if serde.is_untagged => Tagging::Untagged,
                    (Some(tag), Some(content)) => Tagging::Adjacent {
                        tag: tag.clone(),
                        content: content.clone(),
                    },
                    (Some(tag), None) => Tagging::Internal(tag.clone()),
                    (None, _) => Tagging::External,
                };
                let variants = data.variants.iter();
                let variants = variants.filter_map(|variant| reader.variant(variant, &serde));
                Body::Enum(tagging, variants.collect())
            }
            Data::Union(_) => Body::Struct(Fields::Unit),
        };
        let hidden = reader.hidden.take();
        Self {
            body,
            denies_unknown: serde.denies_unknown,
            hidden,
        }
    }
}

struct Reader<'p> {
    problems: &'p mut Problems,
    hidden: Option<(Span, String)>,
}

impl Reader<'_> {
    fn note_hidden(&mut self, serde: &Serde) {
        let custom = serde.custom.as_ref().map(|(span, name)| {
            let why = format!("`{name}` hands the value to code that a macro does not see");
            (*span, why)
        });
        let two_names = serde.two_names.map(|span| {
            let why = "it has one name when it is written and another when it is read";
            (span, why.to_owned())
        });
        self.hidden = self.hidden.take().or(custom).or(two_names);
    }

    fn variant(&mut self, variant: &syn::Variant, container: &Serde) -> Option<Variant> {
        let serde = Serde::read(&variant.attrs);
        if serde.is_skipped || serde.is_not_written && serde.is_not_read {
            return None;
        }
        self.note_hidden(&serde);
        let written = plain(&variant.ident.to_string());
        let name = serde
            .rename
            .clone()
            .unwrap_or_else(|| match container.rename_all {
                Some(case) => case.of_variant(&written),
                None => written,
            });
        let style = match &variant.fields {
            syn::Fields::Unit => Style::Unit,
            syn::Fields::Unnamed(fields) => Style::Tuple(fields.unnamed.len()),
            syn::Fields::Named(_) => Style::Named,
        };
        let case = serde.rename_all.or(container.rename_all_fields);
        Some(Variant {
            ident: variant.ident.clone(),
            name,
            fields: self.fields(&variant.fields, case, &serde),
            is_other: serde.is_other,
            is_untagged: serde.is_untagged,
            style,
        })
    }

    fn fields(&mut self, fields: &syn::Fields, case: Option<Case>, container: &Serde) -> Fields {
        let read = fields.iter().enumerate();
        let mut read: Vec<Field> = read
            .filter_map(|(index, field)| self.field(index, field, case, container))
            .collect();
        let is_alone = read.len() == 1 && (container.is_transparent || fields.len() == 1);
        match fields {
            syn::Fields::Unit => Fields::Unit,
            syn::Fields::Named(_) if !container.is_transparent => Fields::Named(read),
            _ if is_alone => match read.pop() {
                Some(field) => Fields::Newtype(Box::new(field)),
                None => Fields::Unit,
            },
            _ => Fields::Tuple(read),
        }
    }

    fn field(
        &mut self,
        index: usize,
        field: &syn::Field,
        case: Option<Case>,
        container: &Serde,
    ) -> Option<Field> {
        let serde = Serde::read(&field.attrs);
        if serde.is_skipped {
            return None;
        }
        if serde.two_names.is_some() {
            self.note_hidden(&serde);
        }
        let (member, written, span) = match &field.ident {
            Some(ident) => (
                Member::Named(ident.clone()),
                plain(&ident.to_string()),
                ident.span(),
            ),
            None => (
                Member::Unnamed(Index::from(index)),
                index.to_string(),
                field.ty.span(),
            ),
        };
        let name = serde.rename.clone().unwrap_or_else(|| match case {
            Some(case) => case.of_field(&written),
            None => written,
        });
        let is_left_out = match serde.left_out_if.as_deref() {
            _ if serde.is_not_written => Presence::Sometimes,
            Some(path) if path.ends_with("Option::is_none") => Presence::UnlessNone,
            Some(_) => Presence::Sometimes,
            None => Presence::Always,
        };
        let (rules, stated) = Rules::read(&field.attrs, self.problems);
        Some(Field {
            member,
            span,
            ty: field.ty.clone(),
            known: known(&field.ty),
            name,
            is_left_out,
            has_default: serde.has_default || container.has_default || serde.is_not_read,
            is_flattened: serde.is_flattened,
            is_custom: serde.custom.is_some(),
            rules,
            stated,
        })
    }
}

/// An identifier without `r#`.
fn plain(identifier: &str) -> String {
    identifier.trim_start_matches("r#").to_owned()
}
