//! The publisher of one channel, and what may be sent through it.

use super::SendError;
use crate::transport::{
    AddressTemplate, Capabilities, ChannelSpec, Direction, HeaderSupport, InvalidTemplate, Message,
    PublishOptions, Publisher, Receipt, Support, Transport,
};
use crate::wire::Channel;

/// An open publisher and what its channel allows.
pub(super) struct ChannelPublisher {
    channel: &'static Channel,
    template: AddressTemplate,
    capabilities: Capabilities,
    publisher: Box<dyn Publisher>,
}

/// A channel in the transport's terms; an address that is known only at run time is one parameter.
pub(crate) fn spec(channel: &'static Channel) -> Result<ChannelSpec, InvalidTemplate> {
    Ok(ChannelSpec {
        name: channel.name.to_owned(),
        address: channel.address.unwrap_or("{address}").parse()?,
        bindings: channel.bindings,
    })
}

impl ChannelPublisher {
    pub(super) async fn open(
        transport: &dyn Transport,
        channel: &'static Channel,
        options: PublishOptions,
    ) -> Result<Self, SendError> {
        let spec = spec(channel).map_err(|source| SendError::Channel {
            channel: channel.name,
            source,
        })?;
        let publisher = transport
            .publisher(&spec, options)
            .await
            .map_err(|source| SendError::Transport {
                channel: channel.name,
                source,
            })?;
        Ok(Self {
            channel,
            capabilities: transport.capabilities(&spec, Direction::Publish),
            template: spec.address,
            publisher,
        })
    }

    pub(super) async fn send(&self, message: Message) -> Result<Receipt, SendError> {
        self.admit(&message)?;
        Ok(self.publisher.send(message).await?)
    }

    /// Sends messages that were admitted; the answers are in their order.
    pub(super) async fn send_batch(
        &self,
        messages: Vec<Message>,
    ) -> Vec<Result<Receipt, SendError>> {
        let answers = self.publisher.send_batch(messages).await;
        let answers = answers.into_iter();
        answers
            .map(|answer| answer.map_err(SendError::from))
            .collect()
    }

    /// Refuses what the transport would have to drop silently.
    pub(super) fn admit(&self, message: &Message) -> Result<(), SendError> {
        let unsupported = |why: String| SendError::Unsupported {
            channel: self.channel.name,
            why,
        };
        let of_channel = match self.template.names().next() {
            None => self.template.as_str() == message.address,
            Some(_) => self.template.parameters(&message.address).is_some(),
        };
        if !of_channel {
            return Err(SendError::Address {
                channel: self.channel.name,
                template: self.template.to_string(),
                address: message.address.clone(),
            });
        }
        if message.deliver_after.is_some() && self.capabilities.delayed_delivery == Support::No {
            return Err(unsupported(
                "its transport cannot hold a message back before it is delivered".to_owned(),
            ));
        }
        let is_text = |value: &[u8]| std::str::from_utf8(value).is_ok();
        match self.capabilities.headers {
            HeaderSupport::Full => {}
            HeaderSupport::Text if message.headers.iter().all(|(_, value)| is_text(value)) => {}
            HeaderSupport::No if message.headers.is_empty() => {}
            HeaderSupport::Text => {
                return Err(unsupported(
                    "its transport carries headers of text only".to_owned(),
                ));
            }
            HeaderSupport::No => {
                return Err(unsupported("its transport carries no headers".to_owned()));
            }
        }
        match self.capabilities.max_body {
            Some(most) if message.body.len() > most => Err(unsupported(format!(
                "the body has {} bytes, and its transport carries {most} at most",
                message.body.len()
            ))),
            _ => Ok(()),
        }
    }
}
