//! The queues of Amazon SQS, which stand in bindings of channels and of operations.

use tidings_model::Contract;

use super::Bound;

/// A queue that a binding describes.
pub(crate) struct Queue<'c> {
    /// The binding.
    pub(crate) bound: Bound<'c>,
    /// Where in it the queue stands.
    place: String,
}

impl<'c> Queue<'c> {
    /// The path of `field` in the binding.
    pub(crate) fn path(&self, field: &str) -> String {
        format!("{}/{field}", self.place)
    }

    /// Its name.
    pub(crate) fn name(&self) -> Option<&'c str> {
        self.bound.text(&self.path("name"))
    }

    /// Whether it is a FIFO queue, where it says so.
    pub(crate) fn is_fifo(&self) -> Option<bool> {
        self.bound.flag(&self.path("fifoQueue"))
    }
}

/// Every queue that an `sqs` binding describes.
pub(crate) fn queues(contract: &Contract) -> Vec<Queue<'_>> {
    let mut queues = Vec::new();
    for (_, bound) in super::channels(contract, "sqs") {
        for field in ["queue", "deadLetterQueue"] {
            queues.extend(bound.get(field).map(|_| Queue {
                bound,
                place: field.to_owned(),
            }));
        }
    }
    for (_, bound) in super::operations(contract, "sqs") {
        let places = (0..bound.count("queues")).map(|index| format!("queues/{index}"));
        queues.extend(places.map(|place| Queue { bound, place }));
    }
    queues
}
