//! What becomes of a document: the contract, and its hash.

use std::fmt::Write;

use tidings_diag::Severity;
use tidings_model::contract::{
    ExternalDocs, Message, MessageId, Payload, SecurityRequirement, Tag,
};
use tidings_model::{Contract, lower};
use tidings_schema::{Literal, SchemaId};
use tidings_source::{MemoryFiles, Sources};

/// The contract of a document that has no mistakes.
#[track_caller]
fn contract_of(document: &str) -> Contract {
    contract_of_files(&[("asyncapi.yaml", document)])
}

#[track_caller]
fn contract_of_files(files: &[(&str, &str)]) -> Contract {
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    let (sources, findings) = Sources::link(&MemoryFiles::new(files), "asyncapi.yaml");
    assert_eq!(findings, []);
    let lowered = lower(&sources);
    assert_eq!(lowered.findings, []);
    lowered.contract
}

/// The contract in lines.
fn described(contract: &Contract) -> String {
    let mut text = String::new();
    let name_of = |id: &MessageId| contract.messages[*id].key.as_str();
    let mut line = |line: String| writeln!(text, "{line}").expect("a string");
    for server in contract.servers.iter() {
        let variables: Vec<&str> = server.variables.iter().map(|v| v.name.as_str()).collect();
        let schemes = server.security.iter().flat_map(|needed| &needed.schemes);
        let security: Vec<&str> = schemes
            .map(|needed| contract.security_schemes[needed.scheme].scheme.as_str())
            .collect();
        line(format!(
            "{} {} {}{} variables {variables:?} security {security:?}",
            server.element,
            server.protocol,
            server.host,
            server.pathname.as_deref().unwrap_or_default(),
        ));
    }
    for channel in contract.channels.iter() {
        let messages: Vec<String> = channel
            .messages
            .iter()
            .map(|(key, id)| format!("{key}={}", name_of(id)))
            .collect();
        let servers: Vec<&str> = channel
            .servers
            .iter()
            .map(|id| contract.servers[*id].key.as_str())
            .collect();
        let key = &channel.key;
        line(format!(
            "{} key {key} servers {servers:?} messages {messages:?}",
            channel.element
        ));
        for parameter in &channel.parameters {
            let values = &parameter.values;
            line(format!(
                "  parameter {} {values:?} at {:?}",
                parameter.name, parameter.location
            ));
        }
    }
    for operation in contract.operations.iter() {
        let messages: Vec<&str> = operation.messages.iter().map(name_of).collect();
        let channel = &contract.channels[operation.channel].key;
        let summary = operation.summary.as_deref().unwrap_or_default();
        let action = operation.action;
        line(format!(
            "{} {action:?} {channel} {messages:?} {summary}",
            operation.element
        ));
        for binding in &operation.bindings {
            line(format!("  binding {} {}", binding.protocol, binding.value));
        }
        if let Some(reply) = &operation.reply {
            let messages: Vec<&str> = reply.messages.iter().map(name_of).collect();
            let channel = reply.channel.map(|id| contract.channels[id].key.as_str());
            let address = reply.address.as_ref().map(|address| &address.location);
            line(format!(
                "  reply to {address:?} on {channel:?} {messages:?}"
            ));
        }
    }
    for message in contract.messages.iter() {
        line(described_message(contract, message));
    }
    for (key, id) in &contract.component_schemas {
        line(format!("schema {key} at {}", pointer(contract, *id)));
    }
    text
}

fn described_message(contract: &Contract, message: &Message) -> String {
    let payload = |payload: &Option<Payload>| match payload {
        None => "none".to_owned(),
        Some(Payload::Schema(_)) => "schema".to_owned(),
        Some(Payload::Avro { format, schema, .. }) => {
            format!("{format} {}", contract.avro.canonical(*schema))
        }
        Some(Payload::Protobuf {
            format, message, ..
        }) => format!("{format} {}", contract.protobuf.canonical(*message)),
        Some(Payload::Opaque { format, schema, .. }) => format!("{format} {schema}"),
    };
    let mut text = format!(
        "{} key {} {:?} payload {} headers {}",
        message.element,
        message.key,
        message.content_type,
        payload(&message.payload),
        payload(&message.headers),
    );
    for binding in &message.bindings {
        write!(text, "\n  binding {} {}", binding.protocol, binding.value).expect("a string");
    }
    for extension in &message.extensions {
        write!(text, "\n  {} {}", extension.name, extension.value).expect("a string");
    }
    for example in &message.examples {
        let payload = example.payload.as_ref().map(Literal::to_json_text);
        write!(text, "\n  example {payload:?}").expect("a string");
    }
    if let Some(correlation) = &message.correlation {
        write!(text, "\n  correlation {:?}", correlation.location).expect("a string");
    }
    text
}

fn pointer(contract: &Contract, id: SchemaId) -> String {
    let location = &contract.schemas.get(id).location;
    location.pointer.as_deref().unwrap_or_default().to_owned()
}

#[test]
fn the_orders_contract_is_understood() {
    let contract = contract_of_files(&[
        (
            "asyncapi.yaml",
            include_str!("../../../specs/orders/asyncapi.yaml"),
        ),
        (
            "schemas.yaml",
            include_str!("../../../specs/orders/schemas.yaml"),
        ),
    ]);
    insta::assert_snapshot!(described(&contract));
    let names: Vec<&str> = contract
        .schemas
        .iter()
        .filter_map(|(_, schema)| schema.key.as_deref())
        .collect();
    for name in ["Order", "RequestHeaders", "Parcel", "RefusalReason"] {
        assert!(names.contains(&name), "{name} is the name of a schema");
    }
}

#[test]
fn traits_are_merged_below_the_object() {
    let contract = contract_of(include_str!("fixtures/contract/traits.yaml"));
    insta::assert_snapshot!(described(&contract));
}

#[test]
fn headers_are_laid_over_those_of_traits() {
    let contract = contract_of(include_str!("fixtures/contract/headers.yaml"));
    let written_out = contract_of(include_str!("fixtures/contract/headers-written-out.yaml"));
    assert_eq!(contract.content_hash(), written_out.content_hash());
}

#[test]
fn references_lead_to_the_same_message() {
    let contract = contract_of(include_str!("fixtures/contract/shared.yaml"));
    insta::assert_snapshot!(described(&contract));
}

#[test]
fn what_is_broken_is_left_out() {
    let document = include_str!("fixtures/contract/broken.yaml");
    let (sources, _) = Sources::link(
        &MemoryFiles::new([("asyncapi.yaml", document)]),
        "asyncapi.yaml",
    );
    let lowered = lower(&sources);
    assert!(!lowered.findings.is_empty());
    insta::assert_snapshot!(described(&lowered.contract));
}

#[test]
fn names_of_asyncapi_2_are_found_or_made() {
    let contract = contract_of_valid(include_str!("fixtures/contract/v2-names.yaml"));
    insta::assert_snapshot!(described(&contract));
    let dimmed = contract
        .messages
        .iter()
        .find(|message| message.key == "dimmed");
    let description = dimmed.and_then(|message| message.description.as_deref());
    assert_eq!(description, Some("Of the second trait."), "traits override");
}

/// The contract of a document in which nothing worse than a remark is found.
#[track_caller]
fn contract_of_valid(document: &str) -> Contract {
    let (sources, _) = Sources::link(
        &MemoryFiles::new([("asyncapi.yaml", document)]),
        "asyncapi.yaml",
    );
    let lowered = lower(&sources);
    let worst = lowered
        .findings
        .iter()
        .map(|finding| finding.severity)
        .max();
    assert!(worst <= Some(Severity::Info), "{:#?}", lowered.findings);
    lowered.contract
}

#[test]
fn asyncapi_2_and_3_say_the_same_in_the_same_contract() {
    let second = contract_of_valid(include_str!("../../../specs/twins/asyncapi-2.yaml"));
    let third = contract_of_valid(include_str!("../../../specs/twins/asyncapi-3.yaml"));
    assert_eq!(described(&second), described(&third));
    assert_eq!(documented(&second), documented(&third));
    assert_eq!(second.content_hash(), third.content_hash());
    insta::assert_snapshot!(described(&second) + &documented(&second));
}

/// What a contract says to people, and what it demands of those who connect, in lines.
fn documented(contract: &Contract) -> String {
    let mut text = String::new();
    let mut line = |line: String| writeln!(text, "{line}").expect("a string");
    let named = |tags: &[Tag], docs: &Option<ExternalDocs>| {
        let tags: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        format!(
            "tags {tags:?} docs {:?}",
            docs.as_ref().map(|docs| &docs.url)
        )
    };
    let demanded = |requirements: &[SecurityRequirement]| {
        let of_one = |requirement: &SecurityRequirement| {
            let schemes = requirement.schemes.iter();
            let schemes = schemes.map(|required| {
                let scheme = &contract.security_schemes[required.scheme];
                let scopes = required.scopes.iter().map(|scope| scope.name.as_str());
                format!("{:?} {:?}", scheme.key, scopes.collect::<Vec<_>>())
            });
            schemes.collect::<Vec<_>>().join(" and ")
        };
        let all: Vec<String> = requirements.iter().map(of_one).collect();
        all.join(" or ")
    };
    let info = &contract.info;
    line(format!(
        "{} {} {:?}",
        info.title, info.version, info.description
    ));
    line(format!("terms {:?}", info.terms_of_service));
    line(format!(
        "contact {:?}",
        info.contact.as_ref().map(|contact| &contact.email)
    ));
    line(format!(
        "license {:?}",
        info.license.as_ref().map(|license| &license.name)
    ));
    line(named(&info.tags, &info.external_docs));
    for server in contract.servers.iter() {
        let documents = named(&server.tags, &server.external_docs);
        line(format!(
            "{} {documents} security {}",
            server.element,
            demanded(&server.security)
        ));
        for variable in &server.variables {
            let (values, default) = (&variable.values, &variable.default);
            line(format!(
                "  variable {} {values:?} {default:?}",
                variable.name
            ));
        }
    }
    for parameter in contract
        .channels
        .iter()
        .flat_map(|channel| &channel.parameters)
    {
        let (default, examples) = (&parameter.default, &parameter.examples);
        let description = &parameter.description;
        line(format!(
            "parameter {} {default:?} {examples:?} {description:?}",
            parameter.name
        ));
    }
    for operation in contract.operations.iter() {
        let documents = named(&operation.tags, &operation.external_docs);
        let security = demanded(&operation.security);
        line(format!(
            "{} {documents} security {security}",
            operation.element
        ));
    }
    for scheme in contract.security_schemes.iter() {
        line(format!("scheme {:?} {}", scheme.key, scheme.scheme));
        for flow in &scheme.flows {
            line(format!(
                "  {} {:?} {:?}",
                flow.grant, flow.token_url, flow.available_scopes
            ));
        }
    }
    let extensions = contract
        .extensions
        .iter()
        .map(|extension| extension.name.as_str());
    line(format!("extensions {:?}", extensions.collect::<Vec<_>>()));
    text
}

#[test]
fn the_hash_is_blind_to_the_layout() {
    let hash = contract_of(include_str!("fixtures/hash/inline.yaml")).content_hash();
    assert_eq!(hash.len(), 64);
    let components = contract_of(include_str!("fixtures/hash/components.yaml"));
    assert_eq!(hash, components.content_hash());
    let files = contract_of_files(&[
        ("asyncapi.yaml", include_str!("fixtures/hash/files.yaml")),
        ("tree.yaml", include_str!("fixtures/hash/tree.yaml")),
    ]);
    assert_eq!(hash, files.content_hash());
}

#[test]
fn the_hash_sees_every_difference() {
    let document = include_str!("fixtures/hash/inline.yaml");
    let hash = contract_of(document).content_hash();
    for (old, new) in [
        ("address: trees", "address: forest"),
        ("action: send", "action: receive"),
        ("protocol: kafka", "protocol: mqtt"),
        ("minimum: 1", "minimum: 2"),
        ("maxItems: 9", "maxItems: 8"),
        ("version: 1.0.0", "version: 1.0.1"),
        ("enum: [oak, elm]", "enum: [oak]"),
        ("required: [height]", "required: []"),
        (
            "location: $message.header#/id",
            "location: $message.payload#/id",
        ),
        ("grow:", "plant:"),
    ] {
        let changed = document.replace(old, new);
        assert_ne!(changed, document, "{old}");
        assert_ne!(contract_of(&changed).content_hash(), hash, "{old}");
    }
    for (old, new) in [
        ("description: A tree.", "description: A plant."),
        ("enum: [oak, elm]", "enum: [elm, oak]"),
        ("      title: Trees\n", ""),
    ] {
        let changed = document.replace(old, new);
        assert_ne!(changed, document, "{old}");
        assert_eq!(contract_of(&changed).content_hash(), hash, "{old}");
    }
}
