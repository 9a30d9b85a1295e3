//! Types that are known by name.
//!
//! A macro sees names, not types; who relies on one has the compiler confirm it ([`Known::confirmations`]).

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, Type, TypePath};

/// What the name of a type says of its values.
pub(crate) enum Known {
    Boolean,
    /// A whole number within bounds; what makes a number of it that can be compared.
    Integer {
        least: String,
        most: String,
        /// Whether it hides its number behind `get`.
        is_wrapped: bool,
    },
    Float,
    /// A text; of a length, or in a format.
    Text {
        length: Option<u64>,
        format: Option<&'static str>,
    },
    Null,
    /// Any JSON.
    Anything,
    /// A value or `null`.
    Optional(Box<Known>),
    /// What stands behind a pointer.
    Behind(Box<Known>),
    /// A list; of a length, or without equal items.
    List {
        items: Box<Known>,
        length: Option<u64>,
        is_unique: bool,
    },
    /// An object whose keys are texts.
    Map(Box<Known>),
    Tuple(Vec<Known>),
    /// A type of which nothing is known.
    Foreign(Box<Type>),
}

/// What is known of `ty`.
pub(crate) fn known(ty: &Type) -> Known {
    match ty {
        Type::Group(group) => known(&group.elem),
        Type::Paren(inner) => known(&inner.elem),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Known::Null,
        Type::Tuple(tuple) => Known::Tuple(tuple.elems.iter().map(known).collect()),
        Type::Array(array) => match length(&array.len) {
            Some(length) => Known::List {
                items: Box::new(known(&array.elem)),
                length: Some(length),
                is_unique: false,
            },
            None => foreign(ty),
        },
        Type::Slice(slice) => list(known(&slice.elem), false),
        Type::Path(path) if path.qself.is_none() => named(path).unwrap_or_else(|| foreign(ty)),
        _ => foreign(ty),
    }
}

fn foreign(ty: &Type) -> Known {
    Known::Foreign(Box::new(ty.clone()))
}

fn list(items: Known, is_unique: bool) -> Known {
    Known::List {
        items: Box::new(items),
        length: None,
        is_unique,
    }
}

fn text(format: Option<&'static str>) -> Known {
    Known::Text {
        length: None,
        format,
    }
}

fn length(expression: &Expr) -> Option<u64> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        _ => None,
    }
}

/// The type of this name, if it is known.
fn named(path: &TypePath) -> Option<Known> {
    let last = path.path.segments.last()?;
    let arguments = type_arguments(path);
    let name = last.ident.to_string();
    let pointee = |ty: &Type| match ty {
        Type::Path(path) if path.path.is_ident("str") => text(None),
        ty => known(ty),
    };
    Some(match (name.as_str(), arguments.as_slice()) {
        ("bool", []) => Known::Boolean,
        ("f32" | "f64", []) => Known::Float,
        ("String", []) => text(None),
        ("char", []) => Known::Text {
            length: Some(1),
            format: None,
        },
        ("Value", []) => Known::Anything,
        ("DateTime", []) => text(Some("date-time")),
        ("Date", []) => text(Some("date")),
        ("Time", []) => text(Some("time")),
        ("Duration", []) => text(Some("duration")),
        ("Uuid", []) => text(Some("uuid")),
        ("Option", [inner]) => Known::Optional(Box::new(known(inner))),
        ("Box" | "Arc" | "Rc" | "Cow", [inner]) => Known::Behind(Box::new(pointee(inner))),
        ("Vec" | "VecDeque" | "LinkedList", [inner]) => list(known(inner), false),
        ("HashSet" | "BTreeSet", [inner]) => list(known(inner), true),
        ("HashMap" | "BTreeMap", [key, value]) => match known(key) {
            Known::Text {
                format: None,
                length: None,
            } => Known::Map(Box::new(known(value))),
            _ => return None,
        },
        (name, []) => integer(name)?,
        _ => return None,
    })
}

/// The integer type `name`.
fn integer(name: &str) -> Option<Known> {
    let wrapped = name.strip_prefix("NonZero").map(str::to_lowercase);
    let plain = wrapped.as_deref().unwrap_or(name);
    let is_signed = plain.starts_with('i');
    let bits: u32 = match plain.get(1..)? {
        // What it can hold depends on the machine; messages go to others.
        "size" => 64,
        bits => bits.parse().ok()?,
    };
    let unsigned = u128::MAX.checked_shr(128_u32.checked_sub(bits)?)?;
    // That a signed number is not zero is no bound, so its schema is for the user to state.
    let is_exotic = is_signed && wrapped.is_some();
    if !plain.starts_with(['i', 'u']) || !bits.is_power_of_two() || bits < 8 || is_exotic {
        return None;
    }
    let signed = unsigned >> 1;
    let (least, most) = match is_signed {
        true => (format!("-{}", signed + 1), signed),
        false if wrapped.is_some() => ("1".to_owned(), unsigned),
        false => ("0".to_owned(), unsigned),
    };
    Some(Known::Integer {
        least,
        most: most.to_string(),
        is_wrapped: wrapped.is_some(),
    })
}

impl Known {
    /// The types in `ty` that were taken for others by their names, each with the one that was meant.
    pub(crate) fn confirmations(ty: &Type, runtime: &TokenStream) -> Vec<(Type, TokenStream)> {
        let mut found = Vec::new();
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            match ty {
                Type::Group(group) => waiting.push(&group.elem),
                Type::Paren(inner) => waiting.push(&inner.elem),
                Type::Array(array) => waiting.push(&array.elem),
                Type::Slice(slice) => waiting.push(&slice.elem),
                Type::Tuple(tuple) => waiting.extend(&tuple.elems),
                Type::Path(path) => {
                    let Some(meant) = meant(path, runtime) else {
                        continue;
                    };
                    found.push((ty.clone(), meant));
                    waiting.extend(type_arguments(path));
                }
                _ => {}
            }
        }
        found
    }
}

/// The type that one of this name was taken for.
fn meant(path: &TypePath, runtime: &TokenStream) -> Option<TokenStream> {
    let last = path.path.segments.last()?;
    let (ident, arguments) = (&last.ident, &last.arguments);
    let name = ident.to_string();
    let module = match name.as_str() {
        "String" => quote!(::std::string),
        "Vec" => quote!(::std::vec),
        "Box" => quote!(::std::boxed),
        "Arc" => quote!(::std::sync),
        "Rc" => quote!(::std::rc),
        "Cow" => quote!(::std::borrow),
        "Option" => quote!(::core::option),
        "VecDeque" | "LinkedList" | "HashSet" | "BTreeSet" | "HashMap" | "BTreeMap" => {
            quote!(::std::collections)
        }
        "Value" | "DateTime" | "Date" | "Time" | "Duration" | "Uuid" => runtime.clone(),
        name if name.starts_with("NonZero") => quote!(::core::num),
        "bool" | "f32" | "f64" | "char" => quote!(::core::primitive),
        name if integer(name).is_some() => quote!(::core::primitive),
        _ => return None,
    };
    Some(quote!(#module::#ident #arguments))
}

/// The types between the angle brackets of a path.
fn type_arguments(path: &TypePath) -> Vec<&Type> {
    let arguments = path.path.segments.last().map(|last| &last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
        return Vec::new();
    };
    let arguments = arguments.args.iter();
    let types = arguments.filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}
