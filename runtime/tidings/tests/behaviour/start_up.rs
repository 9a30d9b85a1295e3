//! What is refused before anything starts.

use std::sync::Arc;
use std::time::Instant;

use tidings::memory::Memory;
use tidings::transport::{
    AddressPattern, BoxFuture, Capabilities, ChannelSpec, CloseReport, DeadLetters, Direction,
    Health, Inbox, Provision, ProvisionReport, PublishOptions, Publisher, SubscribeOptions,
    Subscription, Support, Transport, TransportError,
};
use tidings::{Context, Guarantee, HandlerError, Retry};
use tokio::sync::watch;

use crate::bench::{Bench, depot, sent};
use crate::contract::{LabelsAddress, Parcel, ParcelEvent, Parcels, PrintLabelMessage};

type TakeAway = fn(&mut Capabilities);

/// The store in memory, with something it cannot do.
struct Less {
    memory: Memory,
    take_away: TakeAway,
}

impl Transport for Less {
    fn scheme(&self) -> &'static str {
        "less"
    }

    fn capabilities(&self, channel: &ChannelSpec, direction: Direction) -> Capabilities {
        let mut can = self.memory.capabilities(channel, direction);
        (self.take_away)(&mut can);
        can
    }

    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        self.memory.provision(channels, mode)
    }

    fn publisher<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        self.memory.publisher(channel, options)
    }

    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        self.memory.subscribe(channel, pattern, options)
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        self.memory.inbox()
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.memory.health()
    }

    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport> {
        self.memory.close(deadline)
    }
}

fn client(take_away: TakeAway) -> Parcels {
    let memory = Memory::new();
    Parcels::with(Arc::new(Less { memory, take_away }))
}

async fn ignore<A>(_: Context<A>, _: ParcelEvent) -> Result<(), HandlerError> {
    Ok(())
}

async fn print(_: Context<LabelsAddress>, _: PrintLabelMessage) -> Result<(), HandlerError> {
    Ok(())
}

#[tokio::test]
async fn a_policy_that_the_transport_cannot_honour_is_refused_with_the_channels_name() {
    let cases: [(TakeAway, &str); 5] = [
        (
            |can| can.acknowledgement = Support::No,
            "forgets a message once it is handed out",
        ),
        (|can| can.groups = Support::No, "knows no groups"),
        (
            |can| can.wildcards = Support::No,
            "cannot subscribe to an address while its parameters are open; name them with `only`",
        ),
        (
            |can| can.attempt_count = Support::No,
            "does not count deliveries",
        ),
        (
            |can| can.dead_letters = DeadLetters::Publish,
            "say where copies go with `dead_letters`",
        ),
    ];
    for (take_away, lack) in cases {
        let server = client(take_away).serve("g").on_parcel_event(ignore);
        let error = server.run().await.unwrap_err().to_string();
        let begin = "the channel `parcelEvents` cannot be served";
        let who = "the transport `less` ";
        assert!(
            error.starts_with(begin) && error.contains(who) && error.contains(lack),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_guarantee_that_the_transport_cannot_give_is_refused_with_the_operations_name() {
    let server = client(|_| {}).serve("g").on_parcel_event(ignore);
    let server = server.guarantee_of("onParcelEvent", Guarantee::EffectivelyOnce);
    assert_eq!(
        server.run().await.unwrap_err().to_string(),
        "the channel `parcelEvents` cannot be served by the operation `onParcelEvent`: the transport `less` keeps no \
         notes of what was handled, so a message could be handled twice"
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_server_does_not_need_may_be_missing() {
    let client = client(|can| {
        can.attempt_count = Support::No;
        can.wildcards = Support::No;
    });
    let server = client
        .serve("g")
        .on_print_label(print)
        .retry(Retry::never());
    let stop = tokio::time::sleep(std::time::Duration::from_secs(1));
    server.run_until(stop).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_is_named_need_not_be_guessed() {
    let client = client(|can| {
        can.wildcards = Support::No;
        can.dead_letters = DeadLetters::Publish;
    });
    let server = client
        .serve("g")
        .on_parcel_event(ignore)
        .only(depot("north"))
        .dead_letters("dead");
    let stop = tokio::time::sleep(std::time::Duration::from_secs(1));
    server.run_until(stop).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_forgets_serves_at_most_once() {
    let client = client(|can| {
        can.acknowledgement = Support::No;
        can.attempt_count = Support::No;
    });
    let server = client.serve("g").on_print_label(print);
    let server = server.guarantee(Guarantee::AtMostOnce);
    let stop = tokio::time::sleep(std::time::Duration::from_secs(1));
    server.run_until(stop).await.unwrap();
}

#[tokio::test]
async fn dead_letters_without_headers_are_refused() {
    let client = client(|can| {
        can.dead_letters = DeadLetters::Publish;
        can.headers = tidings::transport::HeaderSupport::No;
    });
    let server = client.serve("g").on_print_label(print);
    let error = server.dead_letters("dead").run().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the channel `labels` cannot be served: the transport `less` carries no headers, so a dead letter could not \
         say why it is one"
    );
}

#[tokio::test]
async fn dead_letters_do_not_come_back() {
    let bench = Bench::new();
    let serve = || bench.parcels.serve("g").on_parcel_event(ignore);
    let error = serve()
        .dead_letters("parcels/dead/events")
        .run()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "dead letters cannot go to `parcels/dead/events`, because the channel `parcelEvents`, which is served, would \
         receive them again"
    );
}

#[tokio::test]
async fn addresses_are_those_of_a_channel_that_is_served() {
    let bench = Bench::new();
    let serve = || bench.parcels.serve("g");
    let error = serve()
        .on_print_label(print)
        .only(depot("north"))
        .run()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "addresses of the channel `parcelEvents` are named, and none of its operations is served"
    );
    let error = serve()
        .on_parcel_event(ignore)
        .only(depot("north/south"))
        .run()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`parcels/north/south/events` is no address of the channel `parcelEvents`, which is `parcels/{depot}/events`"
    );
}

#[tokio::test]
async fn what_a_publish_asks_for_is_refused_when_it_cannot_be_had() {
    let delayed = client(|can| can.delayed_delivery = Support::No);
    let publish = delayed.request_label(Parcel::new("a", 1));
    let error = publish
        .deliver_after(std::time::Duration::from_secs(1))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the channel `labels` cannot be used this way: its transport cannot hold a message back before it is delivered"
    );

    let small = client(|can| can.max_body = Some(10));
    let error = small.request_label(Parcel::new("a", 1)).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("its transport carries 10 at most"),
        "{error}"
    );

    let headless = client(|can| can.headers = tidings::transport::HeaderSupport::No);
    let error = headless
        .publish_parcel_event(depot("north"), sent("a"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("carries no headers"), "{error}");
}

#[tokio::test]
async fn a_server_without_handlers_does_not_start() {
    let error = Bench::new().parcels.serve("g").run().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "nothing is served: give the server at least one handler"
    );
}

#[tokio::test]
async fn an_operation_has_one_handler() {
    let server = Bench::new().parcels.serve("g");
    let server = server.on_print_label(print).on_print_label(print);
    let error = server.run().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the operation `onPrintLabel` has two handlers"
    );
}

#[tokio::test]
async fn a_url_of_an_unknown_scheme_says_what_there_is() {
    let error = |url| async move { tidings::connect(url).await.err().unwrap().to_string() };
    let unknown = error("amqps://user:secret@broker").await;
    assert!(
        unknown.starts_with("no transport is known for `amqps:`"),
        "{unknown}"
    );
    assert!(
        unknown.contains("`embedded:` comes with the feature `embedded`"),
        "{unknown}"
    );
    assert!(!unknown.contains("secret"), "{unknown}");
    assert!(error("orders.db").await.contains("is no URL"));
}

#[tokio::test]
async fn a_transport_that_holds_nothing_back_is_refused_where_messages_are_to_be() {
    let connect = |take_away: TakeAway| {
        let memory = Memory::new();
        let transport = Arc::new(Less { memory, take_away });
        let builder = Parcels::builder().transport(transport);
        builder.delays::<LabelsAddress>().connect()
    };
    assert!(connect(|_| {}).await.is_ok());
    let refused = connect(|can| can.delayed_delivery = Support::No).await;
    assert_eq!(
        refused.err().expect("it cannot").to_string(),
        "the channel `labels` cannot be used: the transport `less` cannot hold a message back before it is delivered"
    );
}
