use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Action;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// An operation that sends has the role of a node that receives, or the other way round.
    ///
    /// ## Why it matters
    ///
    /// With the action `send` the role is one of `publisher`, `action_client` and `service_client`, with `receive` one of `subscriber`, `action_server` and `service_server` (ROS 2 Bindings, Operation Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.1.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ros2 }
    /// channels:
    ///   pose: { address: /turtle1/pose, messages: { Pose: { payload: { type: object } } } }
    /// operations:
    ///   tell:
    ///     action: send
    ///     channel: { $ref: "#/channels/pose" }
    ///     bindings:
    ///       ros2: { role: subscriber, node: /turtlesim }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.1.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ros2 }
    /// channels:
    ///   pose: { address: /turtle1/pose, messages: { Pose: { payload: { type: object } } } }
    /// operations:
    ///   tell:
    ///     action: send
    ///     channel: { $ref: "#/channels/pose" }
    ///     bindings:
    ///       ros2: { role: publisher, node: /turtlesim }
    /// ```
    "ros2-role-vs-action", "B417", Error,
    "the role of a ROS 2 node contradicts the action of the operation",
    Section::of("Operation Bindings Object"),
    check
}

/// The roles of a node that sends, each with that of the node at the other end.
const ROLES: &[(&str, &str)] = &[
    ("action_client", "action_server"),
    ("publisher", "subscriber"),
    ("service_client", "service_server"),
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (operation, bound) in bindings::operations(contract, "ros2") {
        let (action, opposite) = match operation.action {
            Action::Send => (
                "send",
                ROLES.iter().map(|(own, other)| (*other, *own)).collect(),
            ),
            Action::Receive => ("receive", ROLES.to_vec()),
        };
        let role = bound.text("role");
        let wrong = opposite.iter().find(|(other, _)| Some(*other) == role);
        if let Some((role, right)) = wrong {
            let message = format!("`{role}` is no role of an operation with `action: {action}`");
            let place = bound.value(sources, "role");
            let help = format!("write `role: {right}`, or correct the action");
            let mut finding = bound.finding(&RULE.meta, place, message).with_help(help);
            finding.fix = bound.mend(sources, "role", right);
            findings.push(finding);
        }
    }
    findings
}
