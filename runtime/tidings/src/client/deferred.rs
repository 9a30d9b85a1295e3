//! A request whose reply is handled elsewhere, or later.

use std::future::IntoFuture;

use serde::Serialize;

use super::replies::reply_of;
use super::{Request, SendError};
use crate::transport::{BoxFuture, Receipt};
use crate::wire::{Address, Carried, CorrelationIds, MessageSet, REQUEST_CONTEXT};

/// A request about to be sent whose reply is for a reply handler; awaiting it sends it.
///
/// A key, a message id and the like are given to the request before.
#[must_use = "a request does nothing until it is awaited"]
pub struct Deferred<'a, R> {
    request: Request<'a, R>,
    context: Result<String, serde_json::Error>,
    in_header: bool,
    reply_to: Option<(&'static str, String)>,
}

impl<'a, R: MessageSet> Deferred<'a, R> {
    pub(super) fn new<C: Serialize>(request: Request<'a, R>, context: &C) -> Self {
        Self {
            context: Carried::write(request.operation.name, context),
            request,
            in_header: false,
            reply_to: None,
        }
    }

    /// The context travels in the header [`REQUEST_CONTEXT`], for correlation ids that have to be short or of a form of
    /// their own; the responder has to return the header, as those of this runtime do.
    pub fn in_header(mut self) -> Self {
        self.in_header = true;
        self
    }

    /// The reply is sent to this address, where the contract fixes none; a server that receives from it has the handler.
    pub fn at<A: Address>(mut self, address: &A) -> Self {
        self.reply_to = Some((A::CHANNEL.name, address.render()));
        self
    }

    async fn run(self) -> Result<Receipt, SendError> {
        let Self {
            request,
            context,
            in_header,
            reply_to,
        } = self;
        let (client, operation, route) = (request.client, request.operation, request.route);
        let context = context.map_err(|source| SendError::Context { source })?;
        let reply = reply_of(operation)?;
        let unsupported = |why: String| SendError::Unsupported {
            channel: operation.channel.name,
            why,
        };
        let fixed = reply.fixed_channel().and_then(|channel| channel.address);
        let reply_to = match (reply_to, fixed) {
            (Some((channel, _)), _) if reply.channel.is_none_or(|own| own.name != channel) => {
                let name = operation.name;
                let why = format!("the channel `{channel}` is not that of the replies to `{name}`");
                return Err(unsupported(why));
            }
            (Some((_, address)), _) => Some(address),
            (None, Some(fixed)) => reply.address.map(|_| fixed.to_owned()),
            (None, None) => {
                let why = "the contract fixes no address for its reply; say with `at` where its handler receives";
                return Err(unsupported(why.to_owned()));
            }
        };
        let id = match in_header {
            true => request.correlation_id.clone(),
            false if request.ids != CorrelationIds::Texts => {
                let why = "the contract has a number for the correlation id, which holds no context; let it travel `in_header`";
                return Err(unsupported(why.to_owned()));
            }
            false => Carried::correlation_id(&request.correlation_id, &context),
        };
        let mut message = request.message(&id, reply_to.as_deref())?;
        if in_header {
            message.headers.set(REQUEST_CONTEXT, context);
        }
        client.send(&route, message).await
    }
}

impl<'a, R: MessageSet> IntoFuture for Deferred<'a, R> {
    type Output = Result<Receipt, SendError>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
