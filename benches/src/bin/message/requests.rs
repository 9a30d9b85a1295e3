//! Requests and their replies on the memory transport, one after the other.

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};
use tidings::{Context, HandlerError};
use tidings_benches::MESSAGE;
use tidings_benches::readings::{
    Answer, AnswerHeaders, OnAskReading, Question, QuestionHeaders, QuestionMessage,
    QuestionsAddress, Reading, Readings,
};
use tokio::sync::Notify;

use crate::Failure;
use crate::plain::{self, Plain};

/// What is asked for.
const SENSOR: &str = "thermometer-17";

/// The headers that the contract states.
const CORRELATION_ID: &str = "correlationId";
const REPLY_TO: &str = "replyTo";

fn channel(name: &str, address: &str) -> Result<ChannelSpec, Failure> {
    Ok(ChannelSpec {
        name: name.to_owned(),
        address: address.parse()?,
        bindings: Bindings::NONE,
    })
}

/// Asks and answers by hand.
pub(crate) async fn exchanged(count: usize) -> Result<(), Failure> {
    let memory = Memory::new();
    let questions = channel("questions", "questions")?;
    let pattern = questions.address.clone().into();
    let options = SubscribeOptions::new("bench");
    let mut subscription = memory.subscribe(&questions, &pattern, options).await?;
    let answers = channel("answers", "{address}")?;
    let answers = memory
        .publisher(&answers, PublishOptions::default())
        .await?;
    let answer: Plain = serde_json::from_slice(MESSAGE)?;
    let answering = tokio::spawn(async move {
        loop {
            for delivery in subscription.next_batch(32, Duration::ZERO).await? {
                let headers = &delivery.message.headers;
                let reply_to = headers.text(REPLY_TO).ok_or("no address")?.to_owned();
                let id = headers.text(CORRELATION_ID).ok_or("no id")?.to_owned();
                let question: plain::Question = serde_json::from_slice(&delivery.message.body)?;
                std::hint::black_box(question.sensor);
                let body = serde_json::to_vec(&answer.clone())?;
                let mut message = Message::new(reply_to, body);
                message.headers.append(CORRELATION_ID, id);
                answers.send(message).await?;
                let _ = delivery.ack().await;
            }
        }
        #[allow(unreachable_code, reason = "the type of what the task ends with")]
        Ok::<(), Failure>(())
    });
    let mut inbox = memory.inbox().await?;
    let asking = memory
        .publisher(&questions, PublishOptions::default())
        .await?;
    for number in 0..count {
        let question = plain::Question {
            sensor: SENSOR.to_owned(),
        };
        let mut message = Message::new("questions", serde_json::to_vec(&question)?);
        let id = number.to_string();
        message.headers.append(CORRELATION_ID, id.clone());
        message.headers.append(REPLY_TO, inbox.address().to_owned());
        asking.send(message).await?;
        let reply = inbox.next().await.ok_or("no reply")?;
        if reply.headers.text(CORRELATION_ID) != Some(&id) {
            return Err("the reply to another question".into());
        }
        let plain: Plain = serde_json::from_slice(&reply.body)?;
        std::hint::black_box(plain.weight());
    }
    answering.abort();
    Ok(())
}

struct Known(Reading);

impl OnAskReading for Known {
    async fn on_ask_reading(
        &self,
        _: Context<QuestionsAddress>,
        question: QuestionMessage,
    ) -> Result<Answer, HandlerError> {
        std::hint::black_box(question);
        Ok(self.0.clone().with_headers(AnswerHeaders::default()))
    }
}

/// Asks with the generated client and answers with a generated handler.
pub(crate) async fn asked(count: usize) -> Result<(), Failure> {
    let client = Readings::with(Arc::new(Memory::new()));
    let answer: Reading = tidings::json::from_slice(MESSAGE)?;
    let server = client.serve("bench").on_ask_reading(Known(answer));
    let done = Arc::new(Notify::new());
    let asked = Arc::clone(&done);
    let serving = tokio::spawn(server.run_until(async move { asked.notified().await }));
    // The server's group is there once it has been run.
    tokio::task::yield_now().await;
    for _ in 0..count {
        let answer = client
            .ask_reading(Question::new(SENSOR).with_headers(QuestionHeaders::default()))
            .await?;
        std::hint::black_box(answer);
    }
    done.notify_one();
    serving.await??;
    Ok(())
}
