//! Messages that are named, but not as the channel lists them; operations and replies have the same rule.

use tidings_diag::{Applicability, Finding, RuleMeta};
use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageReference};
use tidings_source::Sources;
use tidings_syntax::escape_pointer;

use crate::mend::replaced;
use crate::place::value_at;

/// A finding of `rule` for each of `references` that does not lead through the `messages` of `channel`.
pub(crate) fn unlisted(
    rule: &'static RuleMeta,
    contract: &Contract,
    sources: &Sources,
    channel: ChannelId,
    references: &[MessageReference],
    element: &str,
) -> Vec<Finding> {
    let channel = &contract.channels[channel];
    let pointer_to = |key: &str| {
        let channel = escape_pointer(&channel.key);
        format!("#/channels/{channel}/messages/{}", escape_pointer(key))
    };
    let finding = |reference: &MessageReference| {
        let message = &contract.messages[reference.message];
        let listed = channel
            .messages
            .iter()
            .find(|(_, listed)| *listed == reference.message);
        let (text, help) = match listed {
            Some((key, _)) => (
                format!(
                    "`{}` is referred to past the `messages` of channel `{}`",
                    message.key, channel.key
                ),
                format!("write `{}`", pointer_to(key)),
            ),
            None => {
                let known: Vec<String> = channel
                    .messages
                    .iter()
                    .map(|(key, _)| format!("`{}`", pointer_to(key)))
                    .collect();
                (
                    format!(
                        "`{}` is not a message of channel `{}`",
                        message.key, channel.key
                    ),
                    match known.as_slice() {
                        [] => "the channel has no `messages`; list the message there".to_owned(),
                        known => format!("the channel has {}", known.join(", ")),
                    },
                )
            }
        };
        let mut finding = Finding::new(rule, reference.location.clone(), text)
            .with_help(help)
            .with_element(element)
            .with_detail(message.key.as_str());
        // In another file the pointer would lead elsewhere.
        let here = value_at(sources, &reference.location).filter(|value| value.span().file.0 == 0);
        finding.fix = listed.and_then(|(key, _)| {
            let written = here?;
            replaced(
                written,
                written.as_str()?,
                &pointer_to(key),
                Applicability::Safe,
            )
        });
        finding
    };
    references
        .iter()
        .filter(|reference| !reference.through_channel)
        .map(finding)
        .collect()
}
