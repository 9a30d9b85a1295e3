//! What callers see of generated code, described as data.

mod support;

use std::collections::HashSet;

use tidings_codegen::api::{Item, ItemKind, api};
use tidings_codegen::{Form, Options, Runtime};
use tidings_model::Contract;

fn items(contract: &Contract, options: &Options) -> Vec<Item> {
    let api = api(contract, options).expect("the code parses");
    api.expect("there is code").items
}

fn of_requests(form: Form) -> Vec<Item> {
    items(&support::contract("requests"), &Options::new(form))
}

fn find<'i>(items: &'i [Item], path: &str) -> &'i Item {
    let found = items.iter().find(|item| item.path == path);
    found.unwrap_or_else(|| {
        let paths: Vec<&str> = items.iter().map(|item| item.path.as_str()).collect();
        panic!("{path} is none of {paths:#?}")
    })
}

#[test]
fn items_have_the_names_that_callers_use() {
    let items = of_requests(Form::Modules);
    let new = find(&items, "QuotePayload::new");
    assert_eq!(new.kind, ItemKind::Function);
    assert_eq!(new.signature, "Self");
    assert_eq!(new.members[0].name, "cents");
    assert_eq!(new.members[0].text, "i64");
    let all = find(&items, "Quotes::serve_all");
    assert_eq!(all.bounds, ["A: OnGetQuote"]);
    assert!(all.notices_growth);
    assert!(find(&items, "GetQuoteReply").notices_growth);
    assert!(!find(&items, "QuotePayloadStatus").notices_growth);
    assert_eq!(find(&items, "Quotes::CONTRACT").kind, ItemKind::Constant);
    assert_eq!(
        find(&items, "impl Clone for Quote").kind,
        ItemKind::Implementation
    );
    let handler = find(&items, "OnGetQuote");
    assert_eq!(handler.bounds, ["Send", "Sync", "'static"]);
    assert!(handler.members[0].is_required);
}

#[test]
fn structs_of_a_package_may_grow() {
    let package = Form::Crate {
        name: "quotes".to_owned(),
        runtime: Runtime::Version,
    };
    let is_exhaustive = |form| find(&of_requests(form), "QuotePayload").is_exhaustive;
    assert!(is_exhaustive(Form::Modules));
    assert!(is_exhaustive(Form::SingleFile));
    assert!(!is_exhaustive(package));
}

#[test]
fn every_form_has_the_same_items() {
    let paths = |form| -> Vec<String> {
        let items = of_requests(form).into_iter();
        items.map(|item| item.path).collect()
    };
    assert_eq!(paths(Form::Modules), paths(Form::SingleFile));
}

#[test]
fn the_code_of_every_contract_is_described() {
    for name in support::fixtures() {
        let items = items(&support::contract(&name), &support::options(&name));
        let paths: HashSet<&str> = items.iter().map(|item| item.path.as_str()).collect();
        assert_eq!(paths.len(), items.len(), "{name}");
        for item in &items {
            let texts = item.members.iter().map(|member| &member.text);
            for text in texts
                .chain([&item.signature, &item.path])
                .chain(&item.bounds)
            {
                for module in ["types", "messages", "channels", "operations", "client"] {
                    let path = format!("super::{module}::");
                    assert!(!text.contains(&path), "{name}: {text}");
                }
                assert!(
                    !text.contains(" <") && !text.contains(" ,"),
                    "{name}: {text}"
                );
            }
        }
    }
}

#[test]
fn a_trait_does_not_say_twice_that_it_is_an_api() {
    for (title, client, double) in [
        ("Orders", "Orders", "OrdersApi"),
        ("Orders API", "OrdersApi", "OrdersApiOperations"),
    ] {
        let contract = format!(
            "asyncapi: 3.0.0\ninfo: {{title: {title}, version: '1'}}\nchannels: {{a: {{address: a}}}}\n\
             operations: {{b: {{action: send, channel: {{$ref: '#/channels/a'}}}}}}\n"
        );
        let items = items(&support::read(contract), &Options::new(Form::SingleFile));
        assert_eq!(find(&items, client).kind, ItemKind::Struct);
        assert_eq!(find(&items, double).kind, ItemKind::Trait);
    }
}
