//! What single values look like in JSON (Protocol Buffers, "ProtoJSON Format").

use super::ProtobufType;
use crate::{Rules, Type, TypeSet};

/// A whole number in a text; exponents are allowed there as they are in numbers.
const SIGNED: &str = r"^-?[0-9]+(?:\.0+)?(?:[eE][+-]?[0-9]+)?$";

/// The same for types that have no negative numbers.
const UNSIGNED: &str = r"^[0-9]+(?:\.0+)?(?:[eE][+-]?[0-9]+)?$";

/// A number in a text, or what JSON has no number for.
const FLOATING: &str =
    r"^(?:-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity)$";

/// Base64 in the standard or the URL-safe alphabet, padded or not.
const BASE64: &str =
    r"^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$";

/// Seconds with up to nine decimal places.
const DURATION: &str = r"^-?[0-9]+(?:\.[0-9]{1,9})?s$";

/// What values of the scalar type `kind` look like.
pub(super) fn scalar(kind: &ProtobufType) -> Rules {
    match (kind, kind.integers()) {
        (_, Some(range)) => {
            let digits = if *range.start() < 0 { SIGNED } else { UNSIGNED };
            Rules {
                types: Some(TypeSet::only(Type::Integer).with(Type::String)),
                ..with_pattern(Rules::of_integers(*range.start(), *range.end()), digits)
            }
        }
        (ProtobufType::Scalar("bool"), _) => Rules::of_types(&[Type::Boolean]),
        (ProtobufType::Scalar("float" | "double"), _) => {
            with_pattern(Rules::of_types(&[Type::Number, Type::String]), FLOATING)
        }
        (ProtobufType::Scalar("bytes"), _) => {
            with_pattern(Rules::of_types(&[Type::String]), BASE64)
        }
        _ => Rules::of_types(&[Type::String]),
    }
}

/// What keys of a map look like, whose type is the scalar type `name`: names of JSON are strings.
pub(super) fn map_key(name: &'static str) -> Rules {
    let rules = match name {
        "bool" => with_pattern(Rules::default(), "^(?:true|false)$"),
        _ => scalar(&ProtobufType::Scalar(name)),
    };
    Rules {
        types: Some(TypeSet::only(Type::String)),
        ..rules
    }
}

/// What a message of the standard library looks like; `None` for one that has no form of its own.
pub(super) fn well_known(full_name: &str) -> Option<Rules> {
    let wrapped = |name| {
        let mut rules = scalar(&ProtobufType::Scalar(name));
        rules.types = rules.types.map(|types| types.with(Type::Null));
        rules
    };
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Timestamp" => {
            let mut rules = Rules::of_types(&[Type::String]);
            rules.string.format = Some("date-time".to_owned());
            rules
        }
        "Duration" => with_pattern(Rules::of_types(&[Type::String]), DURATION),
        "FieldMask" => Rules::of_types(&[Type::String]),
        "StringValue" => wrapped("string"),
        "BytesValue" => wrapped("bytes"),
        "BoolValue" => wrapped("bool"),
        "DoubleValue" => wrapped("double"),
        "FloatValue" => wrapped("float"),
        "Int32Value" => wrapped("int32"),
        "Int64Value" => wrapped("int64"),
        "UInt32Value" => wrapped("uint32"),
        "UInt64Value" => wrapped("uint64"),
        "Struct" | "Any" => Rules::of_types(&[Type::Object]),
        "ListValue" => Rules::of_types(&[Type::Array]),
        "Value" => Rules::default(),
        _ => return None,
    })
}

fn with_pattern(mut rules: Rules, pattern: &str) -> Rules {
    rules.string.pattern = Some(pattern.to_owned());
    rules
}
