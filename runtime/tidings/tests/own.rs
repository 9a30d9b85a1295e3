//! Clients of applications that have types, and no contract.
#![cfg(feature = "derive")]

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tidings::memory::Memory;
use tidings::own::{Client, Either, Service, TextAddress, Topic};
use tidings::transport::Message as Wire;
use tidings::{Addresses, Context, Guarantee, HandlerError, Message, RequestError};
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::yield_now;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Message)]
struct BookReturned {
    #[message(length(min = 1))]
    book: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(kind = "command")]
struct LendBook {
    book: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(kind = "reply")]
struct BookLent {
    until: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(kind = "reply")]
struct LoanRefused {
    why: String,
}

static RETURNS: Topic<BookReturned> = Topic::new("library.{branch}.returns");
static DAMAGED: Topic<BookReturned> = Topic::named("damaged", "library.damaged");
static LOANS: Service<LendBook, Either<BookLent, LoanRefused>> = Service::new("library.loans");

fn returned(book: &str) -> BookReturned {
    BookReturned {
        book: book.to_owned(),
    }
}

fn at(branch: &str) -> TextAddress {
    RETURNS.address([("branch", branch)])
}

fn client() -> (Client, Memory) {
    let memory = Memory::new();
    (Client::with(Arc::new(memory.clone())), memory)
}

#[tokio::test(start_paused = true)]
async fn handlers_receive_what_topics_carry() {
    let (library, memory) = client();
    let (note, mut noted) = unbounded_channel();
    let of_returns = note.clone();
    let server = library
        .serve("desk")
        .on(
            &RETURNS,
            move |context: Context<TextAddress>, returned: BookReturned| {
                let branch = context.address().parameter(&RETURNS, "branch");
                let noted = of_returns.send(format!("{} at {branch:?}", returned.book));
                async move { Ok(noted?) }
            },
        )
        .on(&DAMAGED, move |_, returned: BookReturned| {
            let noted = note.send(format!("{} is torn", returned.book));
            async move { Ok(noted?) }
        })
        .guarantee_of("damaged", Guarantee::EffectivelyOnce);
    let serving = tokio::spawn(server.run());
    yield_now().await;
    let batch = [
        library.publish_to(&RETURNS, at("harbour"), returned("Emma")),
        library.publish(&DAMAGED, returned("Persuasion")),
    ];
    for sent in library.publish_all(batch).await {
        sent.unwrap();
    }
    let mut seen = [noted.recv().await.unwrap(), noted.recv().await.unwrap()];
    seen.sort();
    assert_eq!(seen, ["Emma at Some(\"harbour\")", "Persuasion is torn"]);
    let published = memory.published().remove(0);
    assert_eq!(published.address(), "library.harbour.returns");
    assert_eq!(published.message().body, r#"{"book":"Emma"}"#);
    library.close(Duration::ZERO).await;
    assert_eq!(serving.await.unwrap().unwrap().handled, 2);
}

#[tokio::test(start_paused = true)]
async fn what_breaks_the_rules_of_a_type_is_neither_sent_nor_received() {
    let (library, memory) = client();
    let error = library.publish(&DAMAGED, returned("")).await.unwrap_err();
    let told = "the message is not valid: BookReturned: /book: ";
    assert!(error.to_string().starts_with(told), "{error}");
    let error = library
        .publish(&RETURNS, returned("Emma"))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`library..returns` is no address of the channel `library.{branch}.returns`, which is `library.{branch}.returns`"
    );
    let mut damaged = library.subscribe(&DAMAGED, "g").await.unwrap();
    let other = Client::with(Arc::new(memory.reconnect()));
    static TEXTS: Topic<Text> = Topic::new("library.damaged");
    other
        .publish(&TEXTS, Text("nonsense".to_owned()))
        .await
        .unwrap();
    library.publish(&DAMAGED, returned("Emma")).await.unwrap();
    let received = damaged.next().await.unwrap().unwrap();
    assert_eq!(received.message, returned("Emma"));
    received.ack().await.unwrap();
    assert_eq!(memory.dead_letters().len(), 1);
}

/// Anything.
#[derive(Serialize, Deserialize, Message)]
#[message(content_type = "text/plain")]
struct Text(String);

#[tokio::test(start_paused = true)]
async fn requests_have_replies_of_one_type_or_another() {
    let (library, memory) = client();
    let lend = |book: &str| {
        let book = book.to_owned();
        library.request(&LOANS, LendBook { book })
    };
    let error = lend("Emma").timeout(Duration::from_secs(1)).await;
    assert!(matches!(
        error.unwrap_err(),
        RequestError::NoResponder { .. }
    ));
    let server = library.serve("desk");
    let server = server.answer(&LOANS, |_, request: LendBook| async move {
        answer(request.book == "Emma")
    });
    tokio::spawn(server.run());
    yield_now().await;
    let until = "May".to_owned();
    assert_eq!(lend("Emma").await.unwrap(), Either::A(BookLent { until }));
    let why = "it is lent".to_owned();
    assert_eq!(
        lend("Sanditon").await.unwrap(),
        Either::B(LoanRefused { why })
    );
    let reply = memory.published().pop().unwrap();
    assert!(reply.message().correlation_id.is_some());
}

fn answer(is_lent: bool) -> Result<Either<BookLent, LoanRefused>, HandlerError> {
    Ok(match is_lent {
        true => Either::A(BookLent {
            until: "May".to_owned(),
        }),
        false => Either::B(LoanRefused {
            why: "it is lent".to_owned(),
        }),
    })
}

#[test]
fn either_is_read_as_the_first_that_fits() {
    use tidings::__generated::v1::MessageSet;
    let read = |body: &'static str| {
        let incoming = Wire {
            content_type: Some("application/json".to_owned()),
            ..Wire::new("replies", body)
        };
        Either::<BookLent, LoanRefused>::decode(&incoming)
    };
    assert!(matches!(read(r#"{"until":"May"}"#), Ok(Either::A(_))));
    assert!(matches!(read(r#"{"why":"it is lent"}"#), Ok(Either::B(_))));
    let error = read("{}").unwrap_err().to_string();
    assert!(error.contains("until"), "{error}");
    let refused = answer(false).unwrap();
    assert_eq!(refused.encode().unwrap().body, r#"{"why":"it is lent"}"#);
}

#[tokio::test(start_paused = true)]
async fn a_topic_is_received_at_the_addresses_that_are_named() {
    let (library, _) = client();
    let (note, mut noted) = unbounded_channel();
    let branches = Addresses::from(at("harbour"));
    let server = library
        .serve("desk")
        .on(&RETURNS, move |_, returned: BookReturned| {
            let noted = note.send(returned.book);
            async move { Ok(noted?) }
        })
        .only_at(&RETURNS, &branches);
    tokio::spawn(server.run());
    yield_now().await;
    for (branch, book) in [("centre", "Emma"), ("harbour", "Persuasion")] {
        let publish = library.publish_to(&RETURNS, at(branch), returned(book));
        publish.await.unwrap();
    }
    assert_eq!(noted.recv().await.as_deref(), Some("Persuasion"));
    branches.add(&at("centre"));
    assert_eq!(noted.recv().await.as_deref(), Some("Emma"));
    let mut one = library
        .subscribe(&RETURNS, "other")
        .only(&at("centre"))
        .await
        .unwrap();
    let received = one.next().await.unwrap().unwrap();
    assert_eq!(received.message.book, "Emma");
}
