//! Amazon SQS, versions 0.1.0 to 0.3.0 of the binding.

use super::Meaning::{Breaks, Offers, Own, Risky};
use super::fields;
use super::offer::Order::Larger;

fields! {
    Channel {
        "queue": Risky,
            "the queue has another attribute",
            "SQS Bindings, Queue Object";
        "queue.name": Breaks,
            "whoever uses the old queue does not meet the new one",
            "SQS Bindings, Queue Object";
        "queue.fifoQueue": Breaks,
            "a queue cannot become ordered, or cease to be, so it is another one with another name",
            "Amazon SQS, FIFO queues";
        "queue.deduplicationScope": Risky,
            "equal messages are taken for one in another scope",
            "Amazon SQS, High throughput for FIFO queues";
        "queue.fifoThroughputLimit": Own,
            "it says how many messages the service takes at a time",
            "Amazon SQS, High throughput for FIFO queues";
        "queue.deliveryDelay": Risky,
            "messages come later or sooner",
            "Amazon SQS, Delay queues";
        "queue.visibilityTimeout": Offers(Larger),
            "who takes longer to handle a message gets it twice",
            more: "readers have more time to handle a message before it comes again",
            "Amazon SQS, Visibility timeout";
        "queue.receiveMessageWaitTime": Own,
            "it says how long a reader waits for messages",
            "Amazon SQS, Short and long polling";
        "queue.messageRetentionPeriod": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "messages are kept longer",
            "Amazon SQS, SetQueueAttributes";
        "queue.redrivePolicy": Risky,
            "what could not be handled goes elsewhere",
            "Amazon SQS, Dead-letter queues";
        "queue.policy": Risky,
            "others may send and receive",
            "SQS Bindings, Policy Object";
        "queue.tags": Own,
            "they only sort resources for their owner",
            "SQS Bindings, Queue Object";
        "deadLetterQueue": Risky,
            "what could not be handled goes elsewhere, or is kept otherwise",
            "SQS Bindings, Channel Binding Object";
    }
    Operation {
        "queues": Risky,
            "the operation uses other queues, or one has another attribute",
            "SQS Bindings, Operation Binding Object";
        "queues.name": Breaks,
            "whoever uses the old queue does not meet the new one",
            "SQS Bindings, Queue Object";
        "queues.fifoQueue": Breaks,
            "a queue cannot become ordered, or cease to be, so it is another one with another name",
            "Amazon SQS, FIFO queues";
        "queues.deduplicationScope": Risky,
            "equal messages are taken for one in another scope",
            "Amazon SQS, High throughput for FIFO queues";
        "queues.fifoThroughputLimit": Own,
            "it says how many messages the service takes at a time",
            "Amazon SQS, High throughput for FIFO queues";
        "queues.deliveryDelay": Risky,
            "messages come later or sooner",
            "Amazon SQS, Delay queues";
        "queues.visibilityTimeout": Offers(Larger),
            "who takes longer to handle a message gets it twice",
            more: "readers have more time to handle a message before it comes again",
            "Amazon SQS, Visibility timeout";
        "queues.receiveMessageWaitTime": Own,
            "it says how long a reader waits for messages",
            "Amazon SQS, Short and long polling";
        "queues.messageRetentionPeriod": Offers(Larger),
            "who reads late misses messages that are gone by then",
            more: "messages are kept longer",
            "Amazon SQS, SetQueueAttributes";
        "queues.redrivePolicy": Risky,
            "what could not be handled goes elsewhere",
            "Amazon SQS, Dead-letter queues";
        "queues.policy": Risky,
            "others may send and receive",
            "SQS Bindings, Policy Object";
        "queues.tags": Own,
            "they only sort resources for their owner",
            "SQS Bindings, Queue Object";
    }
}
