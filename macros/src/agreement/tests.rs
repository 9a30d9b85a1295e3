//! What is said of types beside the contract in `tests/api/shop.yaml`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::message::derive;

/// The messages of the errors that the derive gives for `declaration`.
fn errors(declaration: TokenStream) -> Vec<String> {
    errors_among(derive(declaration))
}

/// The messages of the errors that `#[derive(Payload)]` gives for `declaration`.
fn part_errors(declaration: TokenStream) -> Vec<String> {
    errors_among(crate::payload::derive(declaration))
}

fn errors_among(tokens: TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(tokens).unwrap();
    let errors = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Macro(item) if item.mac.path.segments.last()?.ident == "compile_error" => {
            let message: syn::LitStr = syn::parse2(item.mac.tokens).ok()?;
            Some(message.value())
        }
        _ => None,
    });
    errors.collect()
}

#[test]
fn every_difference_of_what_is_sent_is_told() {
    insta::assert_snapshot!(
        errors(quote! {
            #[message(contract = "tests/api/shop.yaml", name = "OrderPlaced")]
            #[serde(rename_all = "camelCase")]
            struct OrderPlaced {
                order_id: String,
                pieces: Option<u8>,
                #[serde(skip_serializing_if = "Option::is_none")]
                note: Option<String>,
                priority: Priority,
                lines: Vec<Line>,
                colour: bool,
            }
        })
        .join("\n\n")
    );
}

#[test]
fn every_difference_of_what_is_received_is_told() {
    insta::assert_snapshot!(
        errors(quote! {
            #[message(contract = "tests/api/shop.yaml", name = "PlaceOrder")]
            struct PlaceOrder {
                note: String,
                weight: u32,
                lines: Vec<Line>,
                urgent: bool,
            }
        })
        .join("\n\n")
    );
}

#[test]
fn what_fits_is_no_error() {
    let fits = [
        quote! {
            #[message(contract = "tests/api/shop.yaml", name = "OrderPlaced")]
            struct Placed {
                #[serde(rename = "orderId")]
                order_id: tidings::Uuid,
                #[message(range(min = 1, max = 100))]
                pieces: u8,
                #[serde(skip_serializing_if = "Option::is_none")]
                #[message(length(max = 20))]
                note: Option<String>,
                #[message(length(min = 1))]
                lines: Vec<Line>,
            }
        },
        quote! {
            #[message(contract = "tests/api/shop.yaml", name = "PlaceOrder")]
            struct PlaceOrder {
                note: Option<String>,
                weight: Option<f64>,
                lines: Vec<Line>,
                #[serde(default)]
                urgent: bool,
            }
        },
    ];
    for declaration in fits {
        assert_eq!(errors(declaration), Vec::<String>::new());
    }
}

#[test]
fn enums_and_parts_are_held_too() {
    let fits = quote! {
        #[payload(contract = "tests/api/shop.yaml", schema = "#/components/schemas/Line")]
        struct Line {
            #[message(pattern = "^[A-Z]{3}$")]
            sku: String,
            #[message(range(min = 1, max = 100))]
            quantity: u32,
        }
    };
    assert_eq!(part_errors(fits), Vec::<String>::new());
    insta::assert_snapshot!(
        part_errors(quote! {
            #[payload(contract = "tests/api/shop.yaml", schema = "#/components/schemas/Payment")]
            #[serde(tag = "method", rename_all = "lowercase")]
            enum Payment {
                Card { number: u64 },
                Cash,
                Invoice { #[serde(rename = "dueDays")] due_days: Option<u8>, to: Address },
            }
        })
        .join("\n\n")
    );
}

#[test]
fn what_cannot_be_held_against_a_contract_is_told() {
    let held = |attributes: TokenStream, fields: TokenStream| {
        errors(quote! {
            #[message(contract = "tests/api/shop.yaml", #attributes)]
            struct Placed { #fields }
        })
        .join("\n")
    };
    let place = quote!(name = "PlaceOrder");
    let cases = [
        held(quote!(name = "OrderPlacd"), quote!()),
        held(quote!(name = "PlaceOrder", direction = "sent"), quote!()),
        held(
            quote!(name = "PlaceOrder", content_type = "application/cbor"),
            quote!(lines: Vec<Line>),
        ),
        held(place.clone(), quote!(lines: Vec<Line>, extra: Elsewhere)),
        held(
            place.clone(),
            quote!(lines: Vec<Line>, #[serde(with = "hex")] note: Option<String>),
        ),
        held(
            place.clone(),
            quote!(lines: Vec<Line>, #[serde(flatten)] rest: Rest),
        ),
        held(
            place.clone(),
            quote!(lines: Vec<Line>, #[message(range(max = MOST))] weight: f64),
        ),
        held(
            place.clone(),
            quote!(lines: Vec<Line>, #[message(schema = "{")] note: Note),
        ),
        held(
            place,
            quote!(lines: Vec<Line>, #[message(schema = "{\"type\": \"text\"}")] note: Note),
        ),
        part_errors(quote! {
            #[payload(contract = "tests/api/shop.yaml", schema = "#/components/schemas/Lin")]
            struct Line;
        })
        .join("\n"),
        part_errors(quote! {
            #[payload(contract = "tests/api/nowhere.yaml")]
            struct Line;
        })
        .join("\n"),
    ];
    insta::assert_snapshot!(cases.join("\n\n"));
}
