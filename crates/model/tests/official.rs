//! The tables against the official JSON Schemas, where `TIDINGS_SCHEMAS` names the folder that holds them.

use std::collections::BTreeSet;
use std::path::Path;

use tidings_diag::FileId;
use tidings_model::grammar::all::{root, versions};
use tidings_model::grammar::bindings::{self, PROTOCOLS, Part, Protocol};
use tidings_model::grammar::table::{Object, V3_1, Version};
use tidings_model::grammar::{info, message, security, server, v2, v3};
use tidings_syntax::{Format, Tree, Value, parse};

/// Each table with the definition that describes the same object in every version.
fn shared() -> Vec<(&'static Object, &'static str)> {
    vec![
        (&info::CONTACT, "contact"),
        (&info::LICENSE, "license"),
        (&info::TAG, "tag"),
        (&info::EXTERNAL_DOCS, "externalDocs"),
        (&server::SERVER_VARIABLE, "serverVariable"),
        (&message::CORRELATION_ID, "correlationId"),
        (&security::TOKEN_FLOW, "oauth2Flow"),
        (&security::IMPLICIT_FLOW, "oauth2Flow"),
        (&security::AUTHORIZATION_CODE_FLOW, "oauth2Flow"),
    ]
}

/// Each table of AsyncAPI 2 with its definition.
fn of_version_2() -> Vec<(&'static Object, &'static str)> {
    vec![
        (&v2::server::SERVER, "server"),
        (&v2::channel::CHANNEL_ITEM, "channelItem"),
        (&v2::channel::PARAMETER, "parameter"),
        (&v2::operation::OPERATION, "operation"),
        (&v2::operation::OPERATION_TRAIT, "operationTrait"),
        (&v2::message::MESSAGE_TRAIT, "messageTrait"),
        (&v2::components::COMPONENTS, "components"),
    ]
}

/// Each table of AsyncAPI 3 with its definition.
fn of_version_3() -> Vec<(&'static Object, &'static str)> {
    vec![
        (&v3::server::SERVER, "server"),
        (&v3::channel::CHANNEL, "channel"),
        (&v3::channel::PARAMETER, "parameter"),
        (&v3::operation::OPERATION, "operation"),
        (&v3::operation::OPERATION_TRAIT, "operationTrait"),
        (&v3::operation::REPLY, "operationReply"),
        (&v3::operation::REPLY_ADDRESS, "operationReplyAddress"),
        (&v3::message::MESSAGE, "messageObject"),
        (&v3::message::MESSAGE_TRAIT, "messageTrait"),
        (&message::MESSAGE_EXAMPLE, "messageExampleObject"),
        (&v3::components::COMPONENTS, "components"),
        (&bindings::SERVER_BINDINGS, "serverBindingsObject"),
        (&bindings::CHANNEL_BINDINGS, "channelBindingsObject"),
        (&bindings::OPERATION_BINDINGS, "operationBindingsObject"),
        (&bindings::MESSAGE_BINDINGS, "messageBindingsObject"),
    ]
}

/// Where the tables follow the specification's text and not the schemas: the definition, the field, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "*BindingsObject",
        "mqtt5",
        "the text lists the protocol, the schemas forgot it",
    ),
    (
        "*BindingsObject",
        "mercure",
        "the text lists the protocol, the schemas forgot it",
    ),
    (
        "*BindingsObject",
        "pulsar",
        "the text lists the protocol everywhere, the schemas for servers and channels only",
    ),
    (
        "*BindingsObject",
        "ros2",
        "the text lists the protocol everywhere, the schemas for servers and operations only",
    ),
    (
        "googlepubsub-channel",
        "schemaSettings",
        "the text does not demand it",
    ),
    (
        "ibmmq-channel",
        "queue",
        "the text demands it for one type of destination, the schemas say so elsewhere",
    ),
    (
        "sns-operation",
        "consumers",
        "the text demands it of operations that receive",
    ),
    (
        "oauth2Flow",
        "authorizationUrl",
        "the text lets each field apply to some flows only, the schemas say so elsewhere",
    ),
    (
        "oauth2Flow",
        "tokenUrl",
        "the text lets each field apply to some flows only, the schemas say so elsewhere",
    ),
    (
        "parameter",
        "$ref",
        "the tables say of each place whether a reference may stand there",
    ),
    (
        "oauth2Flow",
        "scopes",
        "the text lets each field apply to some flows only, the schemas say so elsewhere",
    ),
    (
        "oauth2Flow",
        "availableScopes",
        "the text lets each field apply to some flows only, the schemas say so elsewhere",
    ),
];

fn excepted(definition: &str, field: &str) -> bool {
    EXCEPTIONS.iter().any(|(name, excepted, _)| {
        let same = match name.strip_prefix('*') {
            Some(suffix) => definition.ends_with(suffix),
            None => definition == *name,
        };
        same && *excepted == field
    })
}

/// Said instead of comparing anything.
const UNSET: &str =
    "TIDINGS_SCHEMAS is not set: the tables are not compared with the official schemas";

/// The official schema of a version, or `None` where there are none to compare with.
fn schema_of(version: &str) -> Option<Tree> {
    let folder = std::env::var_os("TIDINGS_SCHEMAS")?;
    let path = Path::new(&folder).join(format!("{version}-without-$id.json"));
    let bytes = std::fs::read(path).expect("the schema of a version");
    let (tree, findings) = parse(FileId(0), &bytes, Format::Json);
    assert_eq!(findings, []);
    Some(tree)
}

fn names(list: Option<Value<'_>>) -> BTreeSet<&str> {
    let items = list.into_iter().flat_map(Value::items);
    items.filter_map(Value::as_str).collect()
}

fn compare(object: &Object, definition: Value<'_>, name: &str, version: Version) {
    let own_version = object.own_version.as_ref().map(|own| own.latest);
    let version = own_version.unwrap_or(version);
    let fields = object
        .fields
        .iter()
        .filter(|field| field.exists_in(version));
    let ours: BTreeSet<&str> = fields.clone().map(|field| field.name).collect();
    let required: BTreeSet<&str> = fields
        .filter(|field| field.required && field.when.is_none())
        .map(|field| field.name)
        .collect();
    let properties = definition.get("properties");
    let theirs: BTreeSet<&str> = properties
        .into_iter()
        .flat_map(Value::entries)
        .map(|entry| entry.key)
        .collect();
    assert!(!theirs.is_empty(), "{name} has properties");
    for field in ours.symmetric_difference(&theirs) {
        assert!(
            excepted(name, field),
            "{version} {name}: `{field}` is in one of them only"
        );
    }
    let theirs = names(definition.get("required"));
    for field in required.symmetric_difference(&theirs) {
        assert!(
            excepted(name, field),
            "{version} {name}: `{field}` is required in one only"
        );
    }
}

#[test]
fn fields_are_those_of_the_official_schemas() {
    for version in versions() {
        let Some(tree) = schema_of(&format!("{version}.0")) else {
            println!("{UNSET}");
            return;
        };
        let schema = tree.root().expect("a schema");
        compare(root(version), schema, "the document", version);
        let definitions = schema.get("definitions").expect("definitions");
        let own = if version.major < 3 {
            of_version_2()
        } else {
            of_version_3()
        };
        for (object, name) in [shared(), own].concat() {
            let definition = definitions.get(name).unwrap_or_else(|| panic!("{name}"));
            compare(object, definition, name, version);
        }
        let info = definitions.get("info").expect("info");
        let parts = info.get("allOf").into_iter().flat_map(Value::items);
        let info = parts.chain([info]).next().expect("info");
        compare(&info::INFO, info, "info", version);
        if version.major < 3 {
            let message = definitions.get("message").and_then(message_of_2);
            let message = message.expect("the message beside `oneOf`");
            compare(&v2::message::MESSAGE, message, "message", version);
        }
    }
}

/// The definition of a message in the schemas of AsyncAPI 2: a reference, or a choice, or the message.
fn message_of_2(definition: Value<'_>) -> Option<Value<'_>> {
    let inline = definition.get("oneOf")?.items().nth(1)?;
    inline.get("oneOf")?.items().nth(1)
}

/// The newest definition of the bindings of `protocol` for `part`.
fn newest<'t>(definitions: Value<'t>, protocol: &Protocol, part: Part) -> Option<Value<'t>> {
    let folder = match protocol.key {
        "ws" => "websockets",
        key => key,
    };
    let start = format!("bindings-{folder}-");
    let end = format!("-{part:?}").to_lowercase();
    definitions
        .entries()
        .filter(|entry| entry.key.starts_with(&start) && entry.key.ends_with(&end))
        .max_by_key(|entry| entry.key)
        .map(|entry| entry.value)
}

#[test]
fn bindings_are_those_of_the_official_schemas() {
    let Some(tree) = schema_of("3.1.0") else {
        println!("{UNSET}");
        return;
    };
    let definitions = tree.root().and_then(|root| root.get("definitions"));
    let definitions = definitions.expect("definitions");
    let mut compared = 0;
    for protocol in PROTOCOLS {
        for part in Part::ALL {
            let object = protocol.object(part);
            let name = format!("{}-{part:?}", protocol.key).to_lowercase();
            match newest(definitions, protocol, part) {
                Some(definition) => {
                    compared += 1;
                    compare(object, definition, &name, V3_1);
                }
                None => assert!(
                    object.fields.is_empty() || WITHOUT_SCHEMA.contains(&name.as_str()),
                    "{name} has no official schema"
                ),
            }
        }
    }
    assert!(
        compared > 30,
        "only {compared} binding objects were compared"
    );
}

/// Binding objects that the text describes and the schemas do not.
const WITHOUT_SCHEMA: &[&str] = &["anypointmq-server", "anypointmq-operation", "mqtt5-server"];

#[test]
fn security_schemes_are_those_of_the_official_schemas() {
    let Some(tree) = schema_of("3.0.0") else {
        println!("{UNSET}");
        return;
    };
    let definitions = tree
        .root()
        .and_then(|root| root.get("definitions"))
        .expect("definitions");
    let mut types = 0;
    for definition in definitions.entries() {
        let properties = definition.value.get("properties");
        let stated = properties.and_then(|fields| fields.get("type")?.get("enum"));
        let Some(table_type) = security::SECURITY_SCHEME.field("type") else {
            panic!("the table has no type");
        };
        let tidings_model::grammar::table::Kind::OneOf(known) = table_type.kind else {
            panic!("type is no enumeration");
        };
        for name in names(stated)
            .into_iter()
            .filter(|name| known.contains(name))
        {
            types += 1;
            let fields = security::SECURITY_SCHEME.fields.iter().filter(|field| {
                field
                    .when
                    .as_ref()
                    .is_none_or(|when| when.values.contains(&name))
            });
            let ours: BTreeSet<&str> = fields.clone().map(|field| field.name).collect();
            let theirs = properties.into_iter().flat_map(Value::entries);
            for field in theirs {
                assert!(ours.contains(field.key), "{name}: `{}`", field.key);
            }
            let required = fields
                .filter(|field| field.required)
                .map(|field| field.name);
            let theirs = names(definition.value.get("required"));
            assert_eq!(required.collect::<BTreeSet<_>>(), theirs, "{name}");
        }
    }
    assert!(types >= 13, "only {types} types were compared");
}
