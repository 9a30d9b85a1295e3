//! Carriers beside one that speaks in raw bytes.

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};

use super::contract::Quotes;
use super::{Carrier, Failure, ask};

fn channel(address: &str) -> Result<ChannelSpec, Failure> {
    Ok(ChannelSpec {
        name: address.to_owned(),
        address: address.parse()?,
        bindings: Bindings::NONE,
    })
}

/// Answers one question with `answer`, as a program would that knows nothing of the contract but its text.
async fn answer_once(memory: Memory, answer: &'static str) -> Result<(), Failure> {
    let questions = channel("quotes/questions")?;
    let pattern = questions.address.clone().into();
    let options = SubscribeOptions::new("raw");
    let mut subscription = memory.subscribe(&questions, &pattern, options).await?;
    let question = subscription
        .next_batch(1, Duration::from_secs(10))
        .await?
        .remove(0);
    assert_eq!(question.message.body, &br#"{"grams":2500}"#[..]);
    let place = question
        .message
        .headers
        .get("replyTo")
        .ok_or("nowhere to answer to")?;
    let place = String::from_utf8(place.to_vec())?;
    let publisher = memory
        .publisher(&channel(&place)?, PublishOptions::default())
        .await?;
    let mut message = Message::new(place, answer);
    message
        .correlation_id
        .clone_from(&question.message.correlation_id);
    publisher.send(message).await?;
    let _ = question.ack().await;
    Ok(())
}

#[tokio::test]
async fn answers_come_from_all_who_are_there() -> Result<(), Failure> {
    let memory = Memory::new();
    let carrier = Carrier {
        name: "Mule",
        cents_per_kilogram: 100,
        answers_after: Duration::ZERO,
    };
    carrier.open(Arc::new(memory.clone())).await;
    let raw = tokio::spawn(answer_once(
        memory.clone(),
        r#"{"carrier":"Raw","cents":7}"#,
    ));
    tokio::task::yield_now().await;
    let quotes = Quotes::with(Arc::new(memory));
    let found = ask(&quotes, 2500, Duration::from_millis(500)).await?;
    raw.await??;
    let found: Vec<_> = found
        .iter()
        .map(|quote| (quote.carrier.as_str(), quote.cents))
        .collect();
    assert_eq!(found, [("Raw", 7), ("Mule", 250)]);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_breaks_the_contract_does_not_count() -> Result<(), Failure> {
    let memory = Memory::new();
    let raw = tokio::spawn(answer_once(
        memory.clone(),
        r#"{"carrier":"Raw","cents":-1}"#,
    ));
    tokio::task::yield_now().await;
    let quotes = Quotes::with(Arc::new(memory));
    assert_eq!(ask(&quotes, 2500, Duration::from_millis(300)).await?, []);
    raw.await??;
    Ok(())
}
