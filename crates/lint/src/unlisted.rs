//! Messages that are named, but not as the channel lists them; operations and replies have the same rule.

use tidings_diag::{Finding, RuleMeta};
use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageReference};
use tidings_syntax::escape_pointer;

/// A finding of `rule` for each of `references` that does not lead through the `messages` of `channel`.
pub(crate) fn unlisted(
    rule: &'static RuleMeta,
    contract: &Contract,
    channel: ChannelId,
    references: &[MessageReference],
    element: &str,
) -> Vec<Finding> {
    let channel = &contract.channels[channel];
    let pointer_to = |key: &str| {
        let channel = escape_pointer(&channel.key);
        format!("`#/channels/{channel}/messages/{}`", escape_pointer(key))
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
                format!("write {}", pointer_to(key)),
            ),
            None => {
                let known: Vec<String> = channel
                    .messages
                    .iter()
                    .map(|(key, _)| pointer_to(key))
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
        Finding::new(rule, reference.location.clone(), text)
            .with_help(help)
            .with_element(element)
            .with_detail(message.key.as_str())
    };
    references
        .iter()
        .filter(|reference| !reference.through_channel)
        .map(finding)
        .collect()
}
