//! What a generated client sends, held against the bytes, headers and properties that a raw consumer sees.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tidings::memory::Memory;
use tidings::transport::Message;
use tidings::{Context, HandlerError, MessageKind, Raw};

mod raw;

mod parcels {
    include!("generated/sending.rs");
}

use parcels::{
    AuditAddress, LegacyAddress, LostPayload, MovedAddress, MovedDepot, MovedHeaders, MovedPayload,
    NotePayload, OnAudit, OnAuditMessage, OnLegacy, OnStopped, OnWeighed, ParcelId, Parcels,
    ScannedKey, ScannedPayload, StoppedAddress, StoppedHeaders, StoppedPayload, WeighedAddress,
    WeighedPayload,
};

fn client() -> (Memory, Parcels) {
    let memory = Memory::new();
    (memory.clone(), Parcels::with(Arc::new(memory)))
}

/// The messages at `address`, as a consumer without a contract sees them.
async fn wire(memory: &Memory, address: &str) -> Vec<Message> {
    let mut subscription = raw::receive(memory, address, "raw").await;
    let taken = subscription.next_batch(16, Duration::ZERO);
    let taken = tokio::time::timeout(Duration::from_secs(600), taken).await;
    let deliveries = taken.expect("something arrives").expect("it is open");
    let messages = deliveries
        .iter()
        .map(|delivery| Message::clone(&delivery.message));
    messages.collect()
}

/// Everything that is on the wire, the id apart, which the runtime makes.
fn written(message: &Message) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers: Vec<String> = message
        .headers
        .iter()
        .map(|(name, value)| format!("{name}={}", text(value)))
        .collect();
    let key = message.key.as_deref().map(text);
    assert_eq!(
        (&message.correlation_id, &message.reply_to, message.priority),
        (&None, &None, None)
    );
    format!(
        "{} [{}] {} key={} {}",
        message.address,
        headers.join(" "),
        message.content_type.as_deref().unwrap_or("-"),
        key.as_deref().unwrap_or("-"),
        text(&message.body)
    )
}

fn north() -> MovedAddress {
    MovedAddress {
        depot: MovedDepot::North,
    }
}

fn moved(to: &str) -> parcels::Moved {
    MovedPayload::new(to).with_headers(MovedHeaders::new("t-1"))
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_message_has_its_declared_headers_its_typed_key_and_nothing_else() {
    let (memory, parcels) = client();
    let headers = MovedHeaders::new("t-1").with_weight(7);
    let message = MovedPayload::new("Berlin").with_headers(headers);
    let sent = parcels.publish_moved(north(), message);
    sent.key("P12").await.expect("it is sent");
    let scan = parcels.publish_scan(ScannedPayload::new("x"));
    scan.key(5).await.expect("it is sent");
    let [moved] = &wire(&memory, "parcels/{depot}/moved").await[..] else {
        panic!("one message");
    };
    assert_eq!(
        written(moved),
        "parcels/north/moved [trace=t-1 weight=7] application/json key=P12 {\"event\":\"moved\",\"to\":\"Berlin\"}"
    );
    let [scanned] = &wire(&memory, "scans").await[..] else {
        panic!("one message");
    };
    assert_eq!(
        written(scanned),
        "scans [] application/json key=5 {\"code\":\"x\"}"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_key_that_the_contract_does_not_allow_is_not_sent() {
    let (_, parcels) = client();
    let sent = parcels.publish_moved(north(), LostPayload::new()).key("12");
    let error = sent.await.expect_err("it is refused").to_string();
    assert!(error.contains("key: "), "{error}");
    let scan = parcels.publish_scan(ScannedPayload::new("x"));
    let error = scan.key(ScannedKey(0)).await.expect_err("it is refused");
    assert!(
        error.to_string().contains("key: 0 is less than 1"),
        "{error}"
    );
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn messages_are_held_back_and_expire_as_asked() {
    let (memory, parcels) = client();
    let start = tokio::time::Instant::now();
    let at = SystemTime::now() + Duration::from_secs(60);
    let later = parcels.publish_scan(ScannedPayload::new("later"));
    later.deliver_at(at).await.expect("it is sent");
    let [message] = &wire(&memory, "scans").await[..] else {
        panic!("one message");
    };
    assert!(written(message).ends_with("{\"code\":\"later\"}"));
    let waited = start.elapsed();
    assert!(waited >= Duration::from_secs(55), "{waited:?}");
    let gone = parcels.publish_moved(north(), moved("nowhere"));
    let gone = gone.time_to_live(Duration::from_secs(1));
    gone.await.expect("it is sent");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let stays = parcels.publish_moved(north(), moved("Bremen"));
    stays.await.expect("it is sent");
    let [message] = &wire(&memory, "parcels/{depot}/moved").await[..] else {
        panic!("the first has expired");
    };
    assert!(written(message).contains("Bremen"));
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_batch_is_confirmed_in_its_order_and_one_refusal_stops_nothing() {
    let (memory, parcels) = client();
    let batch = [
        parcels.publish_moved(north(), moved("Berlin")).key("P1"),
        parcels
            .publish_moved(north(), moved("Bonn"))
            .key("no parcel"),
        parcels.publish_moved(north(), LostPayload::new()).key("P3"),
    ];
    let confirmed = parcels.publish_all(batch).await;
    let went: Vec<bool> = confirmed.iter().map(Result::is_ok).collect();
    assert_eq!(went, [true, false, true]);
    let sent = wire(&memory, "parcels/{depot}/moved").await;
    let keys: Vec<_> = sent.iter().filter_map(|one| one.key.as_deref()).collect();
    assert_eq!(keys, [b"P1", b"P3"]);
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn bare_bytes_go_out_as_they_are() {
    let (memory, parcels) = client();
    let raw = Raw::new("a;b").content_type("text/csv").header("x", "1");
    let sent = parcels.publish_raw(&AuditAddress, raw.header("x", "2"));
    sent.await.expect("it is sent");
    let sent = parcels.publish_legacy(Raw::new("\u{1}"));
    sent.key("k").await.expect("it is sent");
    let [message] = &wire(&memory, "audit").await[..] else {
        panic!("one message");
    };
    assert_eq!(written(message), "audit [x=1 x=2] text/csv key=- a;b");
    let [message] = &wire(&memory, "legacy").await[..] else {
        panic!("one message");
    };
    assert_eq!(written(message), "legacy [] - key=k \u{1}");
}

#[derive(Clone, Default)]
struct Everything {
    heard: Arc<Mutex<Vec<String>>>,
}

impl Everything {
    fn hear(&self, what: String) -> Result<(), HandlerError> {
        self.heard.lock().expect("nobody panics").push(what);
        Ok(())
    }
}

impl OnAudit for Everything {
    async fn on_audit(
        &self,
        context: Context<AuditAddress>,
        message: OnAuditMessage,
    ) -> Result<(), HandlerError> {
        let key: Option<ParcelId> = context.typed_key()?;
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        self.hear(match message {
            OnAuditMessage::Note(note) => format!("note {}", note.payload.text),
            OnAuditMessage::Moved(moved) => format!("{key} to {}", moved.payload.to),
        })
    }
}

impl OnLegacy for Everything {
    async fn on_legacy(&self, _: Context<LegacyAddress>, message: Raw) -> Result<(), HandlerError> {
        self.hear(format!("{} bytes", message.body.len()))
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_channel_without_operations_is_published_to_and_heard() {
    let (_, parcels) = client();
    let everything = Everything::default();
    let server = parcels.serve("auditors").on_audit(everything.clone());
    let server = tokio::spawn(server.on_legacy(everything.clone()).run());
    let note = parcels.publish_audit(NotePayload::new("hello"));
    note.await.expect("it is sent");
    let moved = parcels.publish_audit(moved("Kiel"));
    moved.key("P9").await.expect("it is sent");
    let legacy = parcels.publish_legacy(Raw::new([1, 2, 3].as_slice()));
    legacy.await.expect("it is sent");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut heard = everything.heard.lock().expect("nobody panics").clone();
    heard.sort();
    assert_eq!(heard, ["3 bytes", "P9 to Kiel", "note hello"]);
    server.abort();
    let note = Parcels::CONTRACT.message("Note").expect("a message");
    assert_eq!(note.kind, MessageKind::Document);
    assert_eq!(
        Parcels::CONTRACT.operations.len(),
        8,
        "those of the contract"
    );
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn an_address_comes_of_the_message_where_the_contract_says_so() {
    let (memory, parcels) = client();
    let weight = parcels.publish_weight(WeighedPayload::new(7));
    weight.await.expect("it is sent");
    let stopped = StoppedPayload::new().with_headers(StoppedHeaders::new().with_belt("1"));
    parcels.publish_stop(stopped).await.expect("it is sent");
    let default = parcels.publish_stop(StoppedPayload::new());
    default
        .await
        .expect("the default stands for what is missing");
    let sent = wire(&memory, "belts/{belt}").await;
    let sent: Vec<String> = sent.iter().map(written).collect();
    assert_eq!(
        sent,
        [
            "belts/7 [] application/json key=- {\"event\":\"weighed\",\"belt\":7}",
            "belts/1 [belt=1] application/json key=- {\"event\":\"stopped\"}",
            "belts/2 [] application/json key=- {\"event\":\"stopped\"}",
        ]
    );
    let elsewhere = StoppedPayload::new().with_headers(StoppedHeaders::new().with_belt("3"));
    let error = parcels.publish_stop(elsewhere).await.expect_err("no belt");
    assert!(
        error
            .to_string()
            .contains("parameter number: `3` is none of its values"),
        "{error}"
    );
}

impl OnWeighed for Everything {
    async fn on_weighed(
        &self,
        context: Context<WeighedAddress>,
        _: parcels::Weighed,
    ) -> Result<(), HandlerError> {
        self.hear(format!("weighed on {}", context.address().belt))
    }
}

impl OnStopped for Everything {
    async fn on_stopped(
        &self,
        context: Context<StoppedAddress>,
        _: parcels::Stopped,
    ) -> Result<(), HandlerError> {
        self.hear(format!("stopped on {}", context.address().number))
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn channels_of_one_address_share_what_arrives_there() {
    let (_, parcels) = client();
    let everything = Everything::default();
    let server = parcels.serve("watchers").on_weighed(everything.clone());
    let server = tokio::spawn(server.on_stopped(everything.clone()).run());
    for _ in 0..3 {
        let weight = parcels.publish_weight(WeighedPayload::new(2));
        weight.await.expect("it is sent");
        let stop = parcels.publish_stop(StoppedPayload::new());
        stop.await.expect("it is sent");
    }
    tokio::time::sleep(Duration::from_secs(60)).await;
    let heard = everything.heard.lock().expect("nobody panics").clone();
    let count = |what: &str| heard.iter().filter(|one| *one == what).count();
    assert_eq!((count("weighed on 2"), count("stopped on 2")), (3, 3));
    server.abort();
}
