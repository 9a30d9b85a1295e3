use std::collections::BTreeSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::identifier::repeated;
use crate::place::key_of;
use crate::rule::{Section, rule};

rule! {
    /// Two messages of an AsyncAPI 2 document have the same `messageId`.
    ///
    /// In AsyncAPI 3 a message is identified by its key, which is unique by itself.
    ///
    /// ## Why it matters
    ///
    /// The `messageId` must be unique among all messages described in the document (AsyncAPI 2.6, Message Object).
    /// Tools identify messages by it, and would take one for the other.
    ///
    /// ```yaml bad
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     subscribe:
    ///       message: { messageId: switched, payload: { type: boolean } }
    ///   alarms:
    ///     subscribe:
    ///       message: { messageId: switched, payload: { type: string } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     subscribe:
    ///       message: { messageId: switched, payload: { type: boolean } }
    ///   alarms:
    ///     subscribe:
    ///       message: { messageId: raised, payload: { type: string } }
    /// ```
    "message-id-duplicate", "M020", Error,
    "two messages have the same messageId",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    // What only lies in `components` has no effect on the application.
    let used: BTreeSet<MessageId> = contract
        .operations
        .iter()
        .flat_map(|operation| &operation.messages)
        .copied()
        .collect();
    let identified = used.into_iter().filter_map(|message| {
        let message = &contract.messages[message];
        let id = message.id.as_ref()?;
        Some((id, key_of(&message.origin), &message.element))
    });
    repeated(&RULE.meta, "messageId", identified)
}
