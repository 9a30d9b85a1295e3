//! What is exchanged through each operation of a contract: its messages as bytes, and the call of the generated client.

use std::collections::HashMap;

use quote::ToTokens;
use serde_json::{Value, json};
use syn::{FnArg, ImplItem, ImplItemFn, Item, ItemMod, Pat, ReturnType, Type};
use tidings_model::Contract;
use tidings_model::contract::{Channel, Message, Operation, Payload, Reply};
use tidings_schema::{Literal, Notation, ValidateOptions, example, validate_literal};

/// What the program does with one client, which is called `CLIENT`.
pub(crate) struct Exchanges {
    /// For each operation its key, and the expression that exchanges its messages.
    pub(crate) code: Vec<String>,
    /// Examples that are not exchanged as the document has them, and why.
    pub(crate) skipped: Vec<String>,
}

/// A method of a client that does what an operation says.
struct Method {
    name: String,
    /// `Publish`, `Request` or `Subscribe`.
    returns: String,
    parameters: Vec<String>,
    operation: String,
}

/// Finds the method of every operation in `code`, and writes what it exchanges.
pub(crate) fn exchanges(contract: &Contract, code: &str) -> Exchanges {
    let file = syn::parse_file(code).expect("generated code is Rust");
    let module = |wanted: &str| {
        let module = file.items.iter().rev().find_map(|item| match item {
            Item::Mod(module) if module.ident == wanted => Some(module),
            _ => None,
        });
        module.expect("generated code has the module")
    };
    let keys = keys(module("operations"));
    let (client, methods) = methods(module("client"));
    let mut skipped = Vec::new();
    let code = methods
        .into_iter()
        .filter_map(|method| {
            let key = keys.get(&method.operation)?;
            let mut operations = contract.operations.iter();
            let operation = operations.find(|operation| operation.key == *key)?;
            Some(call(contract, operation, &client, &method, &mut skipped))
        })
        .collect();
    skipped.sort();
    skipped.dedup();
    Exchanges { code, skipped }
}

/// The keys of operations by the statics that describe them.
fn keys(operations: &ItemMod) -> HashMap<String, String> {
    let items = operations.content.iter().flat_map(|(_, items)| items);
    let statics = items.filter_map(|item| match item {
        Item::Static(described) => Some(described),
        _ => None,
    });
    statics
        .filter_map(|described| {
            let syn::Expr::Struct(value) = &*described.expr else {
                return None;
            };
            let name = value.fields.first()?;
            let syn::Expr::Lit(literal) = &name.expr else {
                return None;
            };
            let syn::Lit::Str(key) = &literal.lit else {
                return None;
            };
            Some((described.ident.to_string(), key.value()))
        })
        .collect()
}

/// The name of the client and its methods that stand for operations.
fn methods(module: &ItemMod) -> (String, Vec<Method>) {
    let items = module.content.iter().flat_map(|(_, items)| items);
    let mut inherent = items.filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    });
    let client = inherent.next().expect("a client has methods");
    let methods = client.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => method(function),
        _ => None,
    });
    let name = client.self_ty.to_token_stream().to_string();
    (name, methods.collect())
}

fn method(function: &ImplItemFn) -> Option<Method> {
    let ReturnType::Type(_, returns) = &function.sig.output else {
        return None;
    };
    let Type::Path(returns) = &**returns else {
        return None;
    };
    let body = function.block.to_token_stream().to_string();
    let (_, after) = body.split_once("operations :: ")?;
    let parameters = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => match &*input.pat {
            Pat::Ident(name) => Some(name.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    Some(Method {
        name: function.sig.ident.to_string(),
        returns: returns.path.segments.last()?.ident.to_string(),
        parameters: parameters.collect(),
        operation: after.split(' ').next()?.to_owned(),
    })
}

/// The key of one operation and the expression that exchanges its messages, as arguments of a call.
fn call(
    contract: &Contract,
    operation: &Operation,
    client: &str,
    method: &Method,
    skipped: &mut Vec<String>,
) -> String {
    let case = case(contract, operation, skipped).to_string();
    let (key, name, client) = (&operation.key, &method.name, format!("CLIENT::{client}"));
    let is_answered = operation.reply.is_some();
    if method.returns == "Subscribe" {
        let how = if is_answered { "responds" } else { "receives" };
        return format!("{key:?}, receiving!({client}, {case:?}, {how}, {name})");
    }
    let how = if is_answered { "requests" } else { "sends" };
    let arguments = method
        .parameters
        .iter()
        .map(|parameter| match &**parameter {
            "address" => "exchange.address()",
            _ => "exchange.typed()",
        });
    let arguments: Vec<&str> = std::iter::once("client").chain(arguments).collect();
    // The trait has the types that the methods only bound.
    let ending = match client.ends_with("Api") {
        true => "Operations",
        false => "Api",
    };
    format!(
        "{key:?}, sending!({client}, {case:?}, {how}, |client, exchange| {client}{ending}::{name}({}))",
        arguments.join(", ")
    )
}

fn case(contract: &Contract, operation: &Operation, skipped: &mut Vec<String>) -> Value {
    let channel = &contract.channels[operation.channel];
    let reply_to = operation.reply.as_ref().and_then(|reply| {
        let address = reply.address.as_ref()?;
        Some(address.location.to_string())
    });
    let mut messages: Vec<Value> = operation
        .messages
        .iter()
        .map(|&id| message(contract, &contract.messages[id], skipped))
        .collect();
    for message in &mut messages {
        message["replyTo"] = json!(reply_to);
    }
    let is_located = |channel: &Channel| {
        let mut parameters = channel.parameters.iter();
        parameters.any(|parameter| parameter.location.is_some())
    };
    json!({
        "address": address(channel).unwrap_or_else(|| "some/where".to_owned()),
        "isOpen": channel.address.is_none(),
        "exact": !is_located(channel),
        "messages": messages,
        "reply": operation.reply.as_ref().map(|reply| answer(contract, reply, skipped)),
    })
}

fn answer(contract: &Contract, reply: &Reply, skipped: &mut Vec<String>) -> Value {
    let channel = reply.channel.map(|id| &contract.channels[id]);
    let messages = reply.messages.iter();
    let messages = messages.map(|&id| message(contract, &contract.messages[id], skipped));
    json!({
        "address": channel.and_then(address),
        "messages": messages.collect::<Vec<_>>(),
    })
}

/// An address of `channel`, with a value for each parameter.
fn address(channel: &Channel) -> Option<String> {
    let mut address = channel.address.clone()?;
    for parameter in &channel.parameters {
        let mut values = parameter.values.iter();
        let value = values
            .next()
            .or(parameter.default.as_ref())
            .or(parameter.examples.first())
            .map_or("7", String::as_str);
        address = address.replace(&format!("{{{}}}", parameter.name), value);
    }
    Some(address)
}

/// A message as the raw side has it: of its example, where it has one that is valid, else made of its schemas.
fn message(contract: &Contract, message: &Message, skipped: &mut Vec<String>) -> Value {
    let given = message.examples.first();
    let mut value = |what: &str, payload: &Option<Payload>, given: Option<&Literal>| {
        let schema = payload.as_ref().and_then(Payload::json_schema)?;
        let graph = &contract.schemas;
        let is_valid = |value: &&Literal| {
            validate_literal(graph, schema, value, &ValidateOptions::default()).is_empty()
        };
        match given {
            Some(given) if is_valid(&given) => return Some(given.clone()),
            Some(_) => skipped.push(format!("the {what} of `{}` is not valid", message.key)),
            None => {}
        }
        Some(example(graph, schema, 0).expect("a schema has a value"))
    };
    let headers = given.and_then(|given| given.headers.as_ref());
    let headers = value("headers of the example", &message.headers, headers);
    let payload = given.and_then(|given| given.payload.as_ref());
    let payload = value("payload of the example", &message.payload, payload);
    let notation = Notation::of(
        message
            .content_type
            .as_deref()
            .unwrap_or("application/json"),
    );
    let is_json = matches!(message.payload, Some(Payload::Schema(_))) && notation == Notation::Json;
    let headers = headers.as_ref().map(json_of);
    let headers = headers.as_ref().and_then(Value::as_object);
    let headers = headers.into_iter().flatten().map(|(name, value)| {
        let text = value.as_str().map(str::to_owned);
        (
            name.clone(),
            Value::from(text.unwrap_or_else(|| value.to_string())),
        )
    });
    let headers: serde_json::Map<String, Value> = headers.collect();
    let correlation = message.correlation.as_ref();
    let correlation = correlation.map(|correlation| correlation.location.to_string());
    json!({
        "name": message.key,
        "isJson": is_json,
        "body": body(payload.as_ref(), is_json),
        "headers": headers,
        "contentType": message.content_type,
        "idIsNumber": correlation.as_deref().is_some_and(|place| is_number(contract, message, place)),
        "correlation": correlation,
    })
}

/// Whether the values that a payload may have hold a number at `place`.
fn is_number(contract: &Contract, message: &Message, place: &str) -> bool {
    let payload = message.payload.as_ref().and_then(Payload::json_schema);
    let pointer = place.strip_prefix("$message.payload#");
    let (Some(schema), Some(pointer)) = (payload, pointer) else {
        return false;
    };
    let values = (0..16).filter_map(|variant| example(&contract.schemas, schema, variant).ok());
    values
        .map(|value| json_of(&value))
        .any(|value| value.pointer(pointer).is_some_and(Value::is_number))
}

/// A text, or the bytes of a body that is none.
fn body(payload: Option<&Literal>, is_json: bool) -> Value {
    match payload {
        Some(payload) if is_json => Value::from(payload.to_json_text()),
        _ => json!([1, 2, 3]),
    }
}

fn json_of(literal: &Literal) -> Value {
    serde_json::from_str(&literal.to_json_text()).expect("a literal is JSON")
}
