use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::identifier::repeated;
use crate::place::key_of;
use crate::rule::{Section, rule};

rule! {
    /// Two operations of an AsyncAPI 2 document have the same `operationId`.
    ///
    /// In AsyncAPI 3 an operation is identified by its key, which is unique by itself.
    ///
    /// ## Why it matters
    ///
    /// The `operationId` must be unique among all operations described in the document (AsyncAPI 2.6, Operation Object).
    /// Tools identify operations by it, and generated code names methods after it.
    ///
    /// ```yaml bad
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     subscribe:
    ///       operationId: sendSwitched
    ///       message: { payload: { type: boolean } }
    ///   alarms:
    ///     subscribe:
    ///       operationId: sendSwitched
    ///       message: { payload: { type: string } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     subscribe:
    ///       operationId: sendSwitched
    ///       message: { payload: { type: boolean } }
    ///   alarms:
    ///     subscribe:
    ///       operationId: sendRaised
    ///       message: { payload: { type: string } }
    /// ```
    "operation-id-duplicate", "O014", Error,
    "two operations have the same operationId",
    Section::of("Operation Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let identified = contract.operations.iter().filter_map(|operation| {
        let id = operation.id.as_ref()?;
        Some((id, key_of(&operation.origin), &operation.element))
    });
    repeated(&RULE.meta, "operationId", identified)
}
