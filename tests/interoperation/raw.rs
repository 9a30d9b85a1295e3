//! The side of an exchange that knows bytes, headers and addresses, and no generated code.
//!
//! What it sends and what it expects stands in cases, which are made of the document and not of the code under test.

use std::fmt::Display;
use std::time::Duration;

use serde_json::Value;
use tidings::__generated::v1::MessageSet;
use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, Start, SubscribeOptions, Subscription,
    Transport,
};
use tidings::{Address, Deliveries, Subscribe};

use crate::contents::{digits, headers, json, list, read, text, with_body, write};

/// What went wrong, for whoever reads the list.
pub type Outcome = Result<(), String>;

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a reply goes that may go anywhere.
const ANYWHERE: &str = "somewhere/else";

/// One message on its way through one operation.
#[derive(Clone, Copy)]
pub struct Exchange<'c> {
    pub memory: &'c Memory,
    /// The operation: `address`, `exact` (whether that is where its messages go), and `reply` where it has one.
    operation: &'c Value,
    /// A message: `body`, `isJson`, `headers`, and `correlation` and `replyTo` where the document names places.
    message: &'c Value,
}

impl<'c> Exchange<'c> {
    /// Every message of an operation; for one with a reply, with every reply.
    pub fn all(memory: &'c Memory, operation: &'c Value) -> impl Iterator<Item = Self> {
        list(&operation["messages"]).map(move |message| Self {
            memory,
            operation,
            message,
        })
    }

    /// The address as generated code has it.
    pub fn address<A: Address>(&self) -> A {
        let address = text(&self.operation["address"]).expect("a case has an address");
        A::parse(address).unwrap_or_else(|| panic!("`{address}` is no address of its channel"))
    }

    /// The message as generated code has it.
    pub fn typed<M: MessageSet>(&self) -> M {
        decoded(&self.wire(self.message))
    }

    /// The stream of what `subscribe` receives, at the address of the operation where its channel has none.
    pub async fn opened<A: Address, M: MessageSet, R: Send + 'static>(
        &self,
        subscribe: Subscribe<'_, A, M, R>,
    ) -> Result<Deliveries<A, M, R>, String> {
        let subscribe = match self.operation["isOpen"] == true {
            true => subscribe.only(&self.address()),
            false => subscribe,
        };
        subscribe.await.map_err(|error| error.to_string())
    }

    fn address_text(&self) -> &'c str {
        text(&self.operation["address"]).unwrap_or_default()
    }

    /// The message `example` as bytes, at the address of the operation.
    fn wire(&self, example: &Value) -> Message {
        let body = match example["body"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => list(&example["body"])
                .filter_map(|byte| u8::try_from(byte.as_u64()?).ok())
                .collect(),
        };
        let mut message = Message::new(self.address_text(), body);
        for (name, value) in example["headers"].as_object().into_iter().flatten() {
            message
                .headers
                .append(name, text(value).unwrap_or_default().to_owned());
        }
        message.content_type = text(&example["contentType"]).map(str::to_owned);
        message
    }

    /// Whether `sent` is `example`, but for the places that the runtime fills.
    fn compare(&self, example: &Value, sent: &Message, filled: &[&Value]) -> Outcome {
        let expected = self.wire(example);
        let (mut wanted, mut got) = (expected.clone(), sent.clone());
        for place in filled {
            for message in [&mut wanted, &mut got] {
                write(message, text(place), None);
            }
        }
        if example["isJson"] == true {
            same("body", json(&wanted)?, json(&got)?)?;
        } else {
            same("body", &wanted.body, &got.body)?;
        }
        same("headers", headers(&wanted), headers(&got))?;
        if expected.content_type.is_some() {
            same("content type", &wanted.content_type, &got.content_type)?;
        }
        Ok(())
    }

    /// A typed client sends, and the raw side looks at what came.
    pub async fn sends<T, E, F>(self, sending: impl Fn() -> F) -> Outcome
    where
        E: Display,
        F: Future<Output = Result<T, E>>,
    {
        sending().await.map_err(|error| error.to_string())?;
        let published = self.memory.published();
        let sent = published.last().ok_or("nothing was published")?.message();
        if self.operation["exact"] == true {
            same("address", self.address_text(), sent.address.as_str())?;
        }
        let own = (&sent.correlation_id, &sent.reply_to, &sent.key);
        same("fields of the transport", (&None, &None, &None), own)?;
        self.compare(self.message, sent, &[])
    }

    /// The raw side sends, and a typed client receives.
    pub async fn receives<A: Address, M: MessageSet>(
        self,
        deliveries: &mut Deliveries<A, M>,
    ) -> Outcome {
        self.publish(self.wire(self.message)).await;
        let received = next(self.memory, deliveries).await?;
        if self.operation["exact"] == true {
            let address = received.context().address().render();
            same("address", self.address_text(), address.as_str())?;
        }
        self.read_as(self.message, &received.message, &[])?;
        received.ack().await.map_err(|error| error.to_string())
    }

    /// Whether a message that was read says what `example` says, when it is written again.
    ///
    /// A header that only the place of a correlation id names is no part of the typed message.
    fn read_as<M: MessageSet>(&self, example: &Value, message: &M, filled: &[&Value]) -> Outcome {
        let encoded = message.encode().map_err(|error| error.to_string())?;
        let mut again = Message::new(self.address_text(), encoded.body);
        again.headers = encoded.headers;
        again.content_type = message.content_type().map(str::to_owned);
        self.compare(example, &again, filled)
    }

    /// A typed client asks, and the raw side replies with every reply in turn.
    pub async fn requests<R, E, F>(self, asking: impl Fn() -> F) -> Outcome
    where
        R: MessageSet,
        E: Display,
        F: Future<Output = Result<R, E>>,
    {
        for (number, example) in list(&self.operation["reply"]["messages"]).enumerate() {
            let mut requests = self.subscribe(self.address_text(), number).await;
            let answering = self.answer(&mut *requests, example);
            let answering = tokio::time::timeout(PATIENCE, answering);
            let asking = tokio::time::timeout(PATIENCE, asking());
            let (reply, answered) = tokio::join!(asking, answering);
            let filled = answered.map_err(|_| "no request came")??;
            let reply = reply.map_err(|_| "the reply did not reach the requester")?;
            let reply = reply.map_err(|error| error.to_string())?;
            self.read_as(&filled, &reply, &[&example["correlation"]])?;
        }
        Ok(())
    }

    /// Takes one request, looks at it, and replies with `example`; gives the reply as it was sent.
    async fn answer(
        &self,
        requests: &mut dyn Subscription,
        example: &Value,
    ) -> Result<Value, String> {
        let batch = requests.next_batch(1, Duration::ZERO).await;
        let delivery = batch.map_err(|error| error.to_string())?.pop();
        let request = delivery.ok_or("the subscription has ended")?;
        let (request, token) = request.into_parts();
        let _ = token.ack().await;
        same("address", self.address_text(), request.address.as_str())?;
        let (correlation, reply_to) = (&self.message["correlation"], &self.message["replyTo"]);
        self.compare(self.message, &request, &[correlation, reply_to])?;

        let id = match text(correlation) {
            Some(place) => read(&request, place).ok_or(format!("no id stands at {place}"))?,
            None => Value::from(request.correlation_id.clone().ok_or("there is no id")?),
        };
        let fixed = text(&self.operation["reply"]["address"]);
        let address = match text(reply_to) {
            Some(place) => {
                let address = read(&request, place).ok_or(format!("no address at {place}"))?;
                address.as_str().ok_or("an address is a text")?.to_owned()
            }
            None => fixed
                .map(str::to_owned)
                .or_else(|| request.reply_to.clone())
                .ok_or("nothing says where the reply goes")?,
        };
        let mut reply = self.wire(example);
        reply.address = address;
        write(&mut reply, text(&example["correlation"]), Some(&id));
        let sent = with_body(example, &reply);
        self.publish(reply).await;
        Ok(sent)
    }

    /// The raw side asks, and a typed client replies with every reply in turn.
    pub async fn responds<A, Q, R>(self, deliveries: &mut Deliveries<A, Q, R>) -> Outcome
    where
        A: Address,
        Q: MessageSet,
        R: tidings::__generated::v1::Correlated + tidings::__generated::v1::IntoMessage<R>,
    {
        for (number, example) in list(&self.operation["reply"]["messages"]).enumerate() {
            let id = match &self.message["idIsNumber"] {
                Value::Bool(true) => Value::from(40 + number),
                _ => Value::from(format!(
                    "9c1b8a6e-52f4-4c0e-9a63-0000000000{:02}",
                    40 + number
                )),
            };
            let fixed = text(&self.operation["reply"]["address"]);
            let stated = text(&self.message["replyTo"]);
            let mut request = self.wire(self.message);
            write(&mut request, text(&self.message["correlation"]), Some(&id));
            if let Some(place) = stated {
                write(&mut request, Some(place), Some(&Value::from(ANYWHERE)));
            } else if fixed.is_none() {
                request.reply_to = Some(ANYWHERE.to_owned());
            }
            self.publish(request).await;

            let received = next(self.memory, deliveries).await?;
            let reply: R = decoded(&self.wire(example));
            received
                .reply(reply)
                .await
                .map_err(|error| error.to_string())?;
            let published = self.memory.published();
            let reply = published.last().ok_or("there is no reply")?.message();
            let address = stated.map(|_| ANYWHERE).or(fixed).unwrap_or(ANYWHERE);
            same("address of the reply", address, reply.address.as_str())?;
            let place = &example["correlation"];
            let returned = match text(place) {
                Some(place) => read(reply, place),
                None => reply.correlation_id.clone().map(Value::from),
            };
            same(
                "correlation id",
                Some(digits(&id)),
                returned.as_ref().map(digits),
            )?;
            self.compare(example, reply, &[place])?;
        }
        Ok(())
    }

    async fn publish(&self, message: Message) {
        let spec = spec(&message.address);
        let publisher = self.memory.publisher(&spec, PublishOptions::default());
        let publisher = publisher.await.expect("a publisher");
        publisher.send(message).await.expect("it is sent");
    }

    /// Receives what is sent to `address` from now on.
    async fn subscribe(&self, address: &str, number: usize) -> Box<dyn Subscription> {
        let spec = spec(address);
        let pattern = spec.address.clone().into();
        let mut options = SubscribeOptions::new(format!("raw {number}"));
        options.start = Start::Now;
        let subscription = self.memory.subscribe(&spec, &pattern, options).await;
        subscription.expect("a subscription")
    }
}

/// The next message of a stream; what was given up in its place is told.
async fn next<A, M, R>(
    memory: &Memory,
    deliveries: &mut Deliveries<A, M, R>,
) -> Result<tidings::Received<A, M, R>, String>
where
    A: Address,
    M: MessageSet,
    R: Send + 'static,
{
    let dead = memory.dead_letters().len();
    let arrives = async {
        while memory.dead_letters().len() == dead {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        memory.dead_letters()[dead].reason.to_string()
    };
    tokio::select! {
        received = deliveries.next() => received
            .ok_or("the stream has ended")?
            .map_err(|error| error.to_string()),
        reason = arrives => Err(format!("it is given up: {reason}")),
        () = tokio::time::sleep(PATIENCE) => Err("it is not received".to_owned()),
    }
}

fn spec(address: &str) -> ChannelSpec {
    ChannelSpec {
        name: "raw".to_owned(),
        address: address.parse().expect("an address"),
        bindings: Bindings::NONE,
    }
}

fn decoded<M: MessageSet>(message: &Message) -> M {
    M::decode(message).unwrap_or_else(|error| panic!("the example is refused: {error}"))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, wanted: T, got: T) -> Outcome {
    match wanted == got {
        true => Ok(()),
        false => Err(format!("the {what} should be {wanted:?} and is {got:?}")),
    }
}
