//! Documents of any size, the same on every run: what a platform of many sensors would write.

use serde_json::{Map, Value, json};

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML in block style.
    Yaml,
    /// JSON with line breaks.
    Json,
}

impl Syntax {
    /// The ending of a file in this syntax.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    fn write(self, document: &Value) -> String {
        match self {
            Self::Yaml => {
                let mut text = String::new();
                write_yaml(document, 0, &mut text);
                text
            }
            Self::Json => format!("{document:#}\n"),
        }
    }
}

/// The major version of AsyncAPI that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Major {
    /// 2.6.0.
    Two,
    /// 3.0.0.
    Three,
}

/// How large a document is to be.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// So many lines, in as many channels as that takes, with descriptions as long as it takes to fill so many bytes.
    Lines {
        /// Lines.
        count: usize,
        /// Bytes.
        bytes: usize,
    },
    /// So many channels, with as many fields as it takes to fill so many bytes.
    Channels {
        /// Channels.
        count: usize,
        /// Bytes.
        bytes: usize,
    },
}

/// Fields of a payload where the number of channels gives the size.
const FIELDS: usize = 8;

/// What descriptions say, again from the start where it is not enough.
const DESCRIPTION: &str = "What the sensor at this place of the line has told since the last reading, as it came from \
    the wire and before anybody rounds it.";

/// The fields of each payload.
#[derive(Clone, Copy)]
struct Fields {
    count: usize,
    /// Words of the description that each of them has; without any only some have a short one.
    words: usize,
}

/// The smallest document of this family that is not below `size`.
pub fn document(major: Major, syntax: Syntax, size: Size) -> String {
    let text = |channels, fields: Fields| syntax.write(&contract(major, channels, fields));
    match size {
        Size::Lines { count, bytes } => {
            let described = |words| Fields {
                count: FIELDS,
                words,
            };
            let enough = |channels: usize| text(channels, described(1)).lines().count() >= count;
            let channels = smallest(enough);
            let enough = |words: usize| text(channels, described(words)).len() >= bytes;
            text(channels, described(smallest(enough)))
        }
        Size::Channels { count, bytes } => {
            let plain = |count| Fields { count, words: 0 };
            let enough = |fields: usize| text(count, plain(fields)).len() >= bytes;
            text(count, plain(smallest(enough)))
        }
    }
}

/// The smallest number from 1 on that is `enough`, which every larger one then is too.
fn smallest(enough: impl Fn(usize) -> bool) -> usize {
    let mut above = 1;
    while !enough(above) {
        above *= 2;
    }
    let mut below = above / 2;
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        match enough(middle) {
            true => above = middle,
            false => below = middle,
        }
    }
    above
}

fn contract(major: Major, channels: usize, fields: Fields) -> Value {
    let numbers = 0..channels;
    let messages: Map<String, Value> = numbers
        .clone()
        .map(|number| (format!("Reading{number}"), message(number, fields)))
        .collect();
    let schemas = json!({
        "Headers": {
            "type": "object",
            "required": ["correlationId"],
            "properties": {
                "correlationId": { "type": "string", "format": "uuid" },
                "sentAt": { "type": "string", "format": "date-time" },
            },
        },
    });
    let components = json!({ "messages": messages, "schemas": schemas });
    let info = json!({
        "title": "Sensors",
        "version": "1.4.0",
        "description": "Readings of every sensor in every hall, and the commands that set them up.",
    });
    match major {
        Major::Two => {
            let channels: Map<String, Value> = numbers.map(channel_of_two).collect();
            json!({
                "asyncapi": "2.6.0",
                "info": info,
                "defaultContentType": "application/json",
                "servers": { "plant": { "url": "broker.example:9092", "protocol": "kafka" } },
                "channels": channels,
                "components": components,
            })
        }
        Major::Three => {
            let operations: Map<String, Value> = numbers.clone().map(operation).collect();
            let channels: Map<String, Value> = numbers.map(channel_of_three).collect();
            json!({
                "asyncapi": "3.0.0",
                "info": info,
                "defaultContentType": "application/json",
                "servers": { "plant": { "host": "broker.example:9092", "protocol": "kafka" } },
                "channels": channels,
                "operations": operations,
                "components": components,
            })
        }
    }
}

fn channel_of_two(number: usize) -> (String, Value) {
    let channel = json!({
        "description": format!("Readings of line {number} in one hall."),
        "parameters": { "hall": { "schema": { "type": "string" } } },
        "publish": {
            "operationId": format!("onReading{number}"),
            "summary": "Takes a reading.",
            "message": { "$ref": format!("#/components/messages/Reading{number}") },
        },
    });
    (format!("halls.{{hall}}.lines.{number}"), channel)
}

fn channel_of_three(number: usize) -> (String, Value) {
    let channel = json!({
        "address": format!("halls.{{hall}}.lines.{number}"),
        "description": format!("Readings of line {number} in one hall."),
        "parameters": { "hall": { "description": "The name of the hall." } },
        "messages": {
            format!("reading{number}"): { "$ref": format!("#/components/messages/Reading{number}") },
        },
    });
    (format!("readings{number}"), channel)
}

fn operation(number: usize) -> (String, Value) {
    let operation = json!({
        "action": "receive",
        "summary": "Takes a reading.",
        "channel": { "$ref": format!("#/channels/readings{number}") },
    });
    (format!("onReading{number}"), operation)
}

fn message(number: usize, fields: Fields) -> Value {
    let properties: Map<String, Value> = (0..fields.count)
        .map(|number| property(number, fields.words))
        .collect();
    json!({
        "title": format!("Reading {number}"),
        "summary": "What one sensor measured at one moment.",
        "headers": { "$ref": "#/components/schemas/Headers" },
        "payload": {
            "type": "object",
            "required": ["field0"],
            "properties": properties,
        },
    })
}

fn property(number: usize, words: usize) -> (String, Value) {
    let mut schema = match number % 4 {
        0 => json!({ "type": "string", "minLength": 1, "maxLength": 64 }),
        1 => {
            json!({ "type": "number", "minimum": -50, "maximum": 400, "description": "In degrees." })
        }
        2 => json!({ "type": "string", "enum": ["ok", "worn", "broken"] }),
        _ => json!({ "type": "array", "items": { "type": "integer", "format": "int32" } }),
    };
    if words > 0 {
        let description: Vec<&str> = DESCRIPTION.split(' ').cycle().take(words).collect();
        schema["description"] = Value::String(description.join(" "));
    }
    (format!("field{number}"), schema)
}

/// Writes `value` in block style, strings in quotes where they could be anything else.
fn write_yaml(value: &Value, indentation: usize, text: &mut String) {
    let start = |text: &mut String| text.push_str(&"  ".repeat(indentation));
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                start(text);
                text.push_str(&scalar(key));
                text.push(':');
                write_below(value, indentation, text);
            }
        }
        Value::Array(items) => {
            for item in items {
                start(text);
                text.push('-');
                write_below(item, indentation, text);
            }
        }
        _ => {}
    }
}

fn write_below(value: &Value, indentation: usize, text: &mut String) {
    match value {
        Value::Object(_) | Value::Array(_) => {
            text.push('\n');
            write_yaml(value, indentation + 1, text);
        }
        Value::String(string) => {
            text.push(' ');
            text.push_str(&scalar(string));
            text.push('\n');
        }
        other => text.push_str(&format!(" {other}\n")),
    }
}

fn scalar(string: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || " .,/-".contains(character);
    let is_plain =
        string.starts_with(|first: char| first.is_ascii_alphabetic()) && string.chars().all(plain);
    match is_plain {
        true => string.to_owned(),
        false => format!("{string:?}"),
    }
}
