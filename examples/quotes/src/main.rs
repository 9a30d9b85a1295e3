//! A question that several answer: what a parcel costs at every carrier.
//!
//! The question is asked once; each carrier receives it, because each is a group of its own, and the cheapest answer
//! that comes in time wins. `cargo run -p example-quotes` asks three carriers, one of which is asleep.

#![allow(clippy::print_stdout, reason = "the answers are this program's output")]

#[cfg(test)]
mod tests;

/// The typed client of `quotes.yaml`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod contract {
    tidings::include_contract!("quotes");
}

use std::sync::Arc;
use std::time::Duration;

use contract::{
    AskForQuote, AskForQuotePayload, OnAskForQuote, QuestionsAddress, Quote, QuotePayload, Quotes,
};
use tidings::memory::Memory;
use tidings::transport::Transport;
use tidings::{Context, HandlerError, RequestError};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let transport = Memory::new();
    for (name, cents_per_kilogram, answers_after) in [
        ("Mule", 150, Duration::from_millis(80)),
        ("Swift", 420, Duration::from_millis(10)),
        ("Snail", 40, Duration::from_secs(3600)),
    ] {
        let carrier = Carrier {
            name,
            cents_per_kilogram,
            answers_after,
        };
        carrier.open(Arc::new(transport.clone())).await;
    }
    let quotes = Quotes::with(Arc::new(transport));
    for quote in ask(&quotes, 2500, Duration::from_millis(500)).await? {
        println!("{} takes {} cents", quote.carrier, quote.cents);
    }
    Ok(())
}

/// Every answer that comes within `patience`, the cheapest first.
async fn ask(
    quotes: &Quotes,
    grams: u32,
    patience: Duration,
) -> Result<Vec<QuotePayload>, RequestError> {
    let mut answers = quotes
        .ask_for_quote(AskForQuotePayload::new(grams))
        .timeout(patience)
        .gather()
        .await?;
    let mut found = Vec::new();
    while let Some(answer) = answers.next().await {
        // An answer that breaks the contract is an error beside the others, and no reason to give up.
        match answer {
            Ok(answer) => found.push(answer.payload),
            Err(error) => println!("an answer does not count: {error}"),
        }
    }
    found.sort_by_key(|quote| quote.cents);
    Ok(found)
}

/// Somebody who carries parcels.
struct Carrier {
    name: &'static str,
    cents_per_kilogram: u32,
    answers_after: Duration,
}

impl Carrier {
    /// Answers from now on.
    async fn open(self, transport: Arc<dyn Transport>) {
        let server = Quotes::with(transport)
            .serve(self.name)
            .on_ask_for_quote(self);
        tokio::spawn(server.run());
        // The group has to be there before the question is asked: who is not there is not asked.
        tokio::task::yield_now().await;
    }
}

impl OnAskForQuote for Carrier {
    async fn on_ask_for_quote(
        &self,
        _: Context<QuestionsAddress>,
        question: AskForQuote,
    ) -> Result<Quote, HandlerError> {
        tokio::time::sleep(self.answers_after).await;
        let cents = u64::from(question.payload.grams) * u64::from(self.cents_per_kilogram) / 1000;
        Ok(Quote::new(QuotePayload::new(self.name, cents)))
    }
}
