use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Action;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// An operation that sends names the group or queue in which messages are received.
    ///
    /// ## Why it matters
    ///
    /// `groupId` of Kafka and `queue` of NATS say how those who receive share their messages (Kafka Bindings, Operation Binding Object).
    /// On an operation that sends they have no effect, and a reader of the contract looks for a consumer that is not there.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders: { address: orders, messages: { Order: { payload: { type: object } } } }
    /// operations:
    ///   place:
    ///     action: send
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       kafka: { groupId: { type: string, const: billing } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders: { address: orders, messages: { Order: { payload: { type: object } } } }
    /// operations:
    ///   bill:
    ///     action: receive
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       kafka: { groupId: { type: string, const: billing } }
    /// ```
    "binding-field-for-other-action", "B007", Info,
    "a binding has a field that says nothing to an operation of this action",
    Section::of("Operation Bindings Object"),
    check
}

/// Fields that only operations that receive make use of.
const OF_RECEIVERS: &[(&str, &str)] = &[("kafka", "groupId"), ("nats", "queue")];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (protocol, field) in OF_RECEIVERS {
        for (operation, bound) in bindings::operations(contract, protocol) {
            if operation.action == Action::Send && bound.get(field).is_some() {
                let message = format!("`{field}` says nothing to an operation that sends");
                let place = bound.key(sources, field);
                let help = "move it to the operation that receives, or remove it";
                findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
            }
        }
    }
    findings
}
