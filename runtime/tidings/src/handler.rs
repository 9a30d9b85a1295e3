//! Types as handlers where a closure is asked for: of batches, and of replies that come later.
//!
//! The handler of an operation is a trait that is generated for it; a batch, or a reply with the context of its request,
//! is handled by a closure, or by a type that implements the trait here for the address and the messages of that
//! operation.

use std::sync::Arc;

use crate::server::{BatchItem, Context, HandlerError};
use crate::transport::BoxFuture;

/// Handles messages of the set `M` several at a time.
#[diagnostic::on_unimplemented(
    message = "implement `tidings::handler::HandleBatch` for `{Self}`, with the address and the messages of the operation",
    label = "this handles no batches"
)]
pub trait HandleBatch<A, M>: Send + Sync + 'static {
    /// Handles a batch; each message that was not [failed](BatchItem::fail) follows the result.
    fn handle_batch(
        &self,
        batch: Vec<BatchItem<A, M>>,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// What `…_batch` of a server takes, of a handler that is a type.
///
/// ```
/// # #[derive(Clone, Copy)] struct LabelsAddress;
/// # struct PrintLabel;
/// use tidings::handler::{HandleBatch, batches};
/// use tidings::{BatchItem, HandlerError};
///
/// struct Printer;
///
/// impl HandleBatch<LabelsAddress, PrintLabel> for Printer {
///     async fn handle_batch(
///         &self,
///         labels: Vec<BatchItem<LabelsAddress, PrintLabel>>,
///     ) -> Result<(), HandlerError> {
///         println!("{} labels", labels.len());
///         Ok(())
///     }
/// }
///
/// // parcels.serve("printer").on_print_label_batch(limits, batches(Printer))
/// # let _ = batches(Printer);
/// ```
pub fn batches<A, M, H>(
    handler: H,
) -> impl Fn(Vec<BatchItem<A, M>>) -> BoxFuture<'static, Result<(), HandlerError>> + Send + Sync + 'static
where
    A: Send + Sync + 'static,
    M: Send + 'static,
    H: HandleBatch<A, M>,
{
    let handler = Arc::new(handler);
    move |batch| {
        let handler = Arc::clone(&handler);
        Box::pin(async move { handler.handle_batch(batch).await })
    }
}

/// Handles replies of the set `R` to requests that gave a `C` along.
#[diagnostic::on_unimplemented(
    message = "implement `tidings::handler::HandleReply` for `{Self}`, with the address and the replies of the operation",
    label = "this handles no replies"
)]
pub trait HandleReply<A, C, R>: Send + Sync + 'static {
    /// Handles a reply; `Ok` settles it, an error is tried again or ends in the dead letters.
    fn handle_reply(
        &self,
        context: Context<A>,
        request: C,
        reply: R,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// What `…_reply` of a server takes, of a handler that is a type.
pub fn replies<A, C, R, H>(
    handler: H,
) -> impl Fn(Context<A>, C, R) -> BoxFuture<'static, Result<(), HandlerError>> + Send + Sync + 'static
where
    A: Send + Sync + 'static,
    C: Send + 'static,
    R: Send + 'static,
    H: HandleReply<A, C, R>,
{
    let handler = Arc::new(handler);
    move |context, request, reply| {
        let handler = Arc::clone(&handler);
        Box::pin(async move { handler.handle_reply(context, request, reply).await })
    }
}
