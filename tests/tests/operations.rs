//! A client of a real document is whole: every operation has its method or its handler, on either side.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.
//! Every eighth is read, and all of them where `TIDINGS_DRAWN` is `all`.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::path::Path;

use corpus_support::{documents, read};
use tidings_codegen::settings::Perspective;
use tidings_codegen::{Form, Options, generate};
use tidings_model::Contract;

/// Of documents that were kept in many versions, these say no more than the others.
const VERSIONS: &str = "history";

/// One document of so many is read.
const EVERY: usize = 8;

#[test]
fn every_operation_has_its_method_or_handler_on_both_sides() {
    let Some(documents) = documents() else { return };
    let (mut clients, mut operations) = (0, 0);
    let mut missing = Vec::new();
    let wanted = |path: &Path| !path.starts_with(VERSIONS);
    let all = std::env::var("TIDINGS_DRAWN").is_ok_and(|drawn| drawn == "all");
    let documents = documents.into_iter();
    let documents = documents.filter(|document| document.valid && wanted(&document.path));
    for document in documents.step_by(if all { 1 } else { EVERY }) {
        let (sources, _) = read(&document);
        let contract = tidings_model::lower(&sources).contract;
        for perspective in [Perspective::App, Perspective::Peer] {
            let mut options = Options::new(Form::SingleFile);
            options.settings.perspective = perspective;
            let generated = generate(&contract, &options);
            let Some((_, code)) = generated.files.first() else {
                continue;
            };
            clients += 1;
            operations += contract.operations.len();
            let lacks = lacking(&contract, code).map(|key| {
                let document = document.path.display();
                format!("{document}, {perspective:?}: {key}")
            });
            missing.extend(lacks);
        }
    }
    println!("{clients} clients with {operations} operations");
    assert!(clients > 0, "there are documents to generate from");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The operations that nothing of the client sends or handles.
///
/// The description of an operation is used by the contract's own, and once more by its method.
fn lacking<'c>(contract: &'c Contract, code: &'c str) -> impl Iterator<Item = &'c str> {
    let (_, client) = code.split_once("\npub mod client {").unwrap_or_default();
    let keys = contract.operations.iter().map(|one| one.key.as_str());
    keys.filter(move |key| {
        let name = format!(": v1::Operation = v1::Operation {{\n        name: {key:?},");
        let described = code.find(&name).map(|end| &code[..end]);
        let statics = described.and_then(|before| before.rsplit(' ').next());
        let uses = statics.map_or(0, |statics| {
            let used = format!("super::operations::{statics}");
            let ends =
                |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
            client
                .split(&used)
                .skip(1)
                .filter(|rest| ends(rest))
                .count()
        });
        uses < 2
    })
}
