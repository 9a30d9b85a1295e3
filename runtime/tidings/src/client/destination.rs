//! Where a message goes.

use crate::json::EncodeError;
use crate::transport::Message;
use crate::wire::{Address, Located};

/// Where a message goes.
pub(crate) enum Destination {
    /// To an address that is given.
    Given(String),
    /// To the one that the message says by itself, as soon as everything else is in it.
    Located(fn(&Message) -> Result<String, EncodeError>),
}

impl Destination {
    pub(crate) fn given(address: &impl Address) -> Self {
        Self::Given(address.render())
    }

    pub(super) fn located<A: Located>() -> Self {
        Self::Located(|message| Ok(A::locate(message)?.render()))
    }

    /// The message on its way.
    ///
    /// # Errors
    ///
    /// It does not say where it goes.
    pub(crate) fn address(self, message: Message) -> Result<Message, EncodeError> {
        let address = match self {
            Self::Given(address) => address,
            Self::Located(locate) => locate(&message)?,
        };
        Ok(Message { address, ..message })
    }
}
