//! Panics of handlers, which end a try and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::HandlerError;
use crate::transport::BoxFuture;

/// Runs `run`; a panic becomes an error.
///
/// What the handler shares with the rest of the program may be left half changed; that is what mutexes are poisoned
/// for, and the handler's own state is dropped.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, HandlerError> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| HandlerError::panicked(text(&*panic)))
}

/// A handler's future whose panic is an error.
pub(super) struct Caught<'a, T>(pub(super) BoxFuture<'a, Result<T, HandlerError>>);

impl<T> Future for Caught<'_, T> {
    type Output = Result<T, HandlerError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match caught(|| self.0.as_mut().poll(context)) {
            Ok(poll) => poll,
            Err(error) => Poll::Ready(Err(error)),
        }
    }
}

fn text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a message")
}
