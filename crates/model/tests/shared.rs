//! What many references lead to costs once, and long chains of references cost what their text does.

use tidings_model::{Lowered, lower};
use tidings_source::{MemoryFiles, Sources};

#[track_caller]
fn lowered(document: String) -> Lowered {
    let (sources, findings) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    assert_eq!(findings, []);
    let lowered = lower(&sources);
    assert_eq!(lowered.findings, []);
    lowered
}

const HEAD: &str = "asyncapi: 3.0.0\ninfo: { title: Lamps, version: 1.0.0 }\n";

/// A message and a schema of a hundred properties, which `uses` channels and `uses` other schemas refer to.
fn used(uses: usize) -> String {
    let mut document = HEAD.to_owned() + "channels:\n";
    for index in 0..uses {
        document += &format!(
            "  c{index}: {{ address: c{index}, messages: {{ lit: {{ $ref: '#/components/messages/Lit' }} }} }}\n"
        );
    }
    document += "components:\n  messages:\n    Lit: { payload: { $ref: '#/components/schemas/Lamp' } }\n  schemas:\n";
    for index in 0..uses {
        document += &format!("    S{index}: {{ $ref: '#/components/schemas/Lamp' }}\n");
    }
    document += "    Lamp:\n      properties:\n";
    for index in 0..100 {
        document += &format!("        p{index}: {{ type: string }}\n");
    }
    document
}

#[test]
fn a_component_used_five_hundred_times_costs_once() {
    let [once, often] = [1, 500].map(|uses| lowered(used(uses)).contract);
    // The schema and its properties, the reference in the message, and one schema that is a reference.
    assert_eq!(once.schemas.len(), 1 + 100 + 1 + 1);
    // Each further use is one more schema that is a reference, and nothing else.
    assert_eq!(often.schemas.len(), once.schemas.len() + 499);
    assert_eq!(
        (once.messages.iter().count(), often.messages.iter().count()),
        (1, 1)
    );
    assert_eq!(often.channels.iter().count(), 500);
}

/// A chain of messages and one of schemas, of `length` references each.
fn chains(length: usize) -> String {
    let mut document = HEAD.to_owned();
    document += "channels:\n  lamps: { address: lamps, messages: { lit: { $ref: '#/components/messages/M0' } } }\n";
    for (kind, letter, last) in [
        (
            "  messages",
            'M',
            "{ payload: { $ref: '#/components/schemas/S0' } }",
        ),
        ("  schemas", 'S', "{ type: string }"),
    ] {
        if letter == 'M' {
            document += "components:\n";
        }
        document += &format!("{kind}:\n");
        for index in 0..length {
            let next = index + 1;
            let kind = kind.trim();
            document +=
                &format!("    {letter}{index}: {{ $ref: '#/components/{kind}/{letter}{next}' }}\n");
        }
        document += &format!("    {letter}{length}: {last}\n");
    }
    document
}

#[test]
fn a_chain_of_any_length_is_followed() {
    for length in [64, 65, 10_000] {
        let contract = lowered(chains(length)).contract;
        assert_eq!(
            contract.messages.iter().count(),
            1,
            "all of {length} are one message"
        );
        // Each schema of the chain, its end, and the reference in the message.
        assert_eq!(contract.schemas.len(), length + 2);
    }
}
