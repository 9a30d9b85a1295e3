//! What users put around publishing and handling.

use crate::client::SendError;
use crate::server::{HandlerError, Incoming};
use crate::transport::{BoxFuture, Message, Receipt};

/// Something that happens around every publish and around every handling: tracing, metrics, deduplication, and
/// whatever else an application cares about.
///
/// Layers are entered in the order they were added, and left in the reverse order.
///
/// ```
/// use tidings::layer::{HandleNext, Layer, PublishNext};
/// use tidings::transport::{BoxFuture, Message, Receipt};
/// use tidings::{HandlerError, Incoming, SendError};
///
/// /// Says in every message which shop it comes from.
/// struct Shop(&'static str);
///
/// impl Layer for Shop {
///     fn publish<'a>(
///         &'a self,
///         mut message: Message,
///         next: PublishNext<'a>,
///     ) -> BoxFuture<'a, Result<Receipt, SendError>> {
///         message.headers.set("shop", self.0);
///         next.run(message)
///     }
///
///     fn handle<'a>(
///         &'a self,
///         incoming: &'a Incoming,
///         next: HandleNext<'a>,
///     ) -> BoxFuture<'a, Result<(), HandlerError>> {
///         Box::pin(async move {
///             let result = next.run().await;
///             if let Err(error) = &result {
///                 eprintln!("{}: {error}", incoming.channel());
///             }
///             result
///         })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "implement `tidings::Layer` for `{Self}`, so that it can stand around publishing and handling",
    label = "this is no layer"
)]
pub trait Layer: Send + Sync + 'static {
    /// Around the publishing of `message`, replies included; by default nothing.
    fn publish<'a>(
        &'a self,
        message: Message,
        next: PublishNext<'a>,
    ) -> BoxFuture<'a, Result<Receipt, SendError>> {
        next.run(message)
    }

    /// Around one attempt to decode and handle a delivery; by default nothing.
    ///
    /// A layer that does not run `next` decides by its result what becomes of the delivery, as a handler does.
    fn handle<'a>(
        &'a self,
        incoming: &'a Incoming,
        next: HandleNext<'a>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        let _ = incoming;
        next.run()
    }
}

type Layers = [std::sync::Arc<dyn Layer>];

/// Where a message goes at last.
pub(crate) type Sending<'a> =
    Box<dyn FnOnce(Message) -> BoxFuture<'a, Result<Receipt, SendError>> + Send + 'a>;

/// What comes after a layer when something is published: the next layer, and at last the transport.
pub struct PublishNext<'a> {
    layers: &'a Layers,
    send: Sending<'a>,
}

impl<'a> PublishNext<'a> {
    /// Everything from the first of `layers` on.
    pub(crate) fn new(layers: &'a Layers, send: Sending<'a>) -> Self {
        Self { layers, send }
    }

    /// Goes on with `message`.
    pub fn run(self, message: Message) -> BoxFuture<'a, Result<Receipt, SendError>> {
        match self.layers.split_first() {
            Some((layer, layers)) => layer.publish(
                message,
                PublishNext {
                    layers,
                    send: self.send,
                },
            ),
            None => (self.send)(message),
        }
    }
}

/// What comes after a layer when a delivery is handled: the next layer, and at last decoding and the handler.
pub struct HandleNext<'a> {
    layers: &'a Layers,
    incoming: &'a Incoming,
    handle: BoxFuture<'a, Result<(), HandlerError>>,
}

impl<'a> HandleNext<'a> {
    /// Everything from the first of `layers` on.
    pub(crate) fn new(
        layers: &'a Layers,
        incoming: &'a Incoming,
        handle: BoxFuture<'a, Result<(), HandlerError>>,
    ) -> Self {
        Self {
            layers,
            incoming,
            handle,
        }
    }

    /// Goes on.
    pub fn run(self) -> BoxFuture<'a, Result<(), HandlerError>> {
        match self.layers.split_first() {
            Some((layer, layers)) => layer.handle(
                self.incoming,
                HandleNext {
                    layers,
                    incoming: self.incoming,
                    handle: self.handle,
                },
            ),
            None => self.handle,
        }
    }
}
