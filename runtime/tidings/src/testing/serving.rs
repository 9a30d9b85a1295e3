//! A server beside the test.

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::time;
use crate::server::{ServeError, ServeReport};
use crate::transport::BoxFuture;

/// A server that runs until it is stopped, or the test ends.
#[derive(Debug)]
pub struct Serving {
    stop: oneshot::Sender<()>,
    server: JoinHandle<Result<ServeReport, ServeError>>,
}

impl Serving {
    /// Runs what `server` makes of a future that says when to stop, and waits until it has subscribed.
    pub(super) async fn start<F>(server: impl FnOnce(BoxFuture<'static, ()>) -> F) -> Self
    where
        F: Future<Output = Result<ServeReport, ServeError>> + Send + 'static,
    {
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(server(Box::pin(async {
            // Whoever lets go of a server lets it run.
            if stopped.await.is_err() {
                std::future::pending().await
            }
        })));
        time::idle().await;
        if server.is_finished() {
            let why = match server.await {
                Ok(Ok(_)) => "it had ended at once".to_owned(),
                Ok(Err(error)) => error.to_string(),
                Err(error) => error.to_string(),
            };
            panic!("the server does not start: {why}");
        }
        Self { stop, server }
    }

    /// Stops it as an application would, with what it has in hand finished, and says what it did.
    ///
    /// # Panics
    ///
    /// When it had failed, or one of its handlers has panicked beyond what it catches.
    pub async fn stop(self) -> ServeReport {
        // A server that has ended hears nothing, and has its report all the same.
        let _ = self.stop.send(());
        match self.server.await {
            Ok(Ok(report)) => report,
            Ok(Err(error)) => panic!("the server has failed: {error}"),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    /// Ends it as a crash would: what it has in hand comes again, to others or to its successor.
    pub async fn kill(self) {
        self.server.abort();
        time::idle().await;
    }
}
