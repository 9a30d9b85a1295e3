//! JSON becomes a schema (Avro 1.12, "Schema Declaration").

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Field, InvalidSchema, Names, Schema, Type};

pub(super) fn parse(text: &str) -> Result<Schema, InvalidSchema> {
    // The depth of the JSON, and with it that of the schema, is limited by the reader.
    let json: Value = match serde_json::from_str(text) {
        Ok(json) => json,
        // A primitive type may stand there without quotes, as some registries write it.
        Err(error) => match primitive(text.trim()) {
            Some(_) => Value::from(text.trim()),
            None => return Err(invalid(error.to_string())),
        },
    };
    let mut parser = Parser::default();
    let root = parser.schema(&json, "")?;
    Ok(Schema {
        types: parser.types,
        root,
    })
}

fn invalid(reason: impl Into<String>) -> InvalidSchema {
    InvalidSchema {
        reason: reason.into(),
    }
}

#[derive(Default)]
struct Parser {
    types: Vec<Type>,
    named: HashMap<String, usize>,
}

impl Parser {
    fn add(&mut self, of: Type) -> usize {
        self.types.push(of);
        self.types.len() - 1
    }

    fn schema(&mut self, json: &Value, namespace: &str) -> Result<usize, InvalidSchema> {
        match json {
            Value::String(name) => match primitive(name) {
                Some(of) => Ok(self.add(of)),
                None => {
                    let full = full_name(name, namespace);
                    let known = self.named.get(&full).or_else(|| self.named.get(name));
                    known
                        .copied()
                        .ok_or_else(|| invalid(format!("there is no type `{name}`")))
                }
            },
            Value::Array(branches) => {
                let branches: Result<Vec<_>, _> = branches
                    .iter()
                    .map(|branch| self.schema(branch, namespace))
                    .collect();
                let branches = branches?;
                if branches
                    .iter()
                    .any(|branch| matches!(self.types[*branch], Type::Union(_)))
                {
                    return Err(invalid("a union stands in a union"));
                }
                Ok(self.add(Type::Union(branches)))
            }
            Value::Object(object) => self.object(object, namespace),
            _ => Err(invalid("a schema is a name, a list or an object")),
        }
    }

    fn object(
        &mut self,
        object: &Map<String, Value>,
        namespace: &str,
    ) -> Result<usize, InvalidSchema> {
        let of = object
            .get("type")
            .ok_or_else(|| invalid("`type` is missing"))?;
        let part = |parser: &mut Self, key: &str| {
            let part = object
                .get(key)
                .ok_or_else(|| invalid(format!("`{key}` is missing")))?;
            parser.schema(part, namespace)
        };
        match of.as_str() {
            Some("array") => {
                let items = part(self, "items")?;
                Ok(self.add(Type::Array(items)))
            }
            Some("map") => {
                let values = part(self, "values")?;
                Ok(self.add(Type::Map(values)))
            }
            Some(kind @ ("record" | "error" | "enum" | "fixed")) => {
                self.named(kind, object, namespace)
            }
            // A primitive type or a name with attributes beside it, or a schema in `type`.
            _ => self.schema(of, namespace),
        }
    }

    fn named(
        &mut self,
        kind: &str,
        object: &Map<String, Value>,
        namespace: &str,
    ) -> Result<usize, InvalidSchema> {
        let name = text(object, "name").ok_or_else(|| invalid("a named type has no `name`"))?;
        let stated = text(object, "namespace").unwrap_or(namespace);
        let full = full_name(name, stated);
        let inner = full
            .rsplit_once('.')
            .map_or("", |(namespace, _)| namespace)
            .to_owned();
        let aliases = texts(object, "aliases");
        let names = Names {
            aliases: aliases
                .iter()
                .map(|alias| full_name(alias, &inner))
                .collect(),
            name: full.clone(),
        };
        let place = self.add(Type::Null);
        if self.named.insert(full.clone(), place).is_some() {
            return Err(invalid(format!("the type `{full}` is defined twice")));
        }
        self.types[place] = match kind {
            "fixed" => {
                let size = object.get("size").and_then(Value::as_u64);
                let size = size.and_then(|size| usize::try_from(size).ok());
                let size = size.ok_or_else(|| invalid("`size` is missing"))?;
                Type::Fixed { names, size }
            }
            "enum" => Type::Enum {
                names,
                symbols: texts(object, "symbols"),
                default: text(object, "default").map(str::to_owned),
            },
            _ => {
                let fields = object.get("fields").and_then(Value::as_array);
                let fields = fields.ok_or_else(|| invalid("`fields` is missing"))?;
                let fields = fields.iter().map(|field| self.field(field, &inner));
                Type::Record {
                    names,
                    fields: fields.collect::<Result<_, _>>()?,
                }
            }
        };
        Ok(place)
    }

    fn field(&mut self, field: &Value, namespace: &str) -> Result<Field, InvalidSchema> {
        let object = field
            .as_object()
            .ok_or_else(|| invalid("a field is no object"))?;
        let name = text(object, "name").ok_or_else(|| invalid("a field has no `name`"))?;
        let of = object
            .get("type")
            .ok_or_else(|| invalid("a field has no `type`"))?;
        Ok(Field {
            name: name.to_owned(),
            aliases: texts(object, "aliases"),
            of: self.schema(of, namespace)?,
            default: object.get("default").cloned(),
        })
    }
}

fn primitive(name: &str) -> Option<Type> {
    Some(match name {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "int" => Type::Int,
        "long" => Type::Long,
        "float" => Type::Float,
        "double" => Type::Double,
        "bytes" => Type::Bytes,
        "string" => Type::String,
        _ => return None,
    })
}

fn full_name(name: &str, namespace: &str) -> String {
    if name.contains('.') || namespace.is_empty() {
        name.trim_start_matches('.').to_owned()
    } else {
        format!("{namespace}.{name}")
    }
}

fn text<'o>(object: &'o Map<String, Value>, key: &str) -> Option<&'o str> {
    object.get(key)?.as_str()
}

fn texts(object: &Map<String, Value>, key: &str) -> Vec<String> {
    let list = object.get(key).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}
