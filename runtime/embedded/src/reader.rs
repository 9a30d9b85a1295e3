//! The thread that answers questions about the file, so that a long count keeps nobody from writing.

use std::sync::{Arc, mpsc};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::fault::Fault;
use crate::writer::Answer;

type Question = Box<dyn FnOnce(&Connection) + Send>;

/// The way to the reader's thread, which ends when nobody can ask any more.
pub(crate) struct Reader {
    sender: mpsc::Sender<Question>,
}

impl Reader {
    /// A reader and the end that [`run`] takes.
    pub(crate) fn new() -> (Self, Questions) {
        let (sender, receiver) = mpsc::channel();
        (Self { sender }, Questions(receiver))
    }

    /// Has `question` answered.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Answer<T> {
        let (sender, receiver) = oneshot::channel();
        let question: Question = Box::new(move |connection| {
            let answer = question(connection).map_err(|error| Fault::NotWritten(Arc::new(error)));
            // Nobody waits any more where this fails.
            let _ = sender.send(answer);
        });
        // Where this fails the thread has ended, and the receiver says so.
        let _ = self.sender.send(question);
        receiver
    }
}

/// The end of the way that the thread reads.
pub(crate) struct Questions(mpsc::Receiver<Question>);

/// The thread: answers until nobody can ask any more.
pub(crate) fn run(connection: &Connection, questions: Questions) {
    for question in questions.0 {
        question(connection);
    }
}
