use std::sync::Arc;
use std::time::Duration;

use ::tidings::__generated::v1;
use ::tidings::{
    Address, Addresses, BatchItem, BatchLimits, Builder, Context, Guarantee, HandlerError,
    Incoming, Layer, Publish, Request, Retry, ServeError, ServeReport, Subscribe, transport,
};

use super::channels::*;
use super::messages;
use super::operations::*;

#[derive(Clone)]
pub struct Parcels {
    client: v1::Client,
}

impl v1::FromClient for Parcels {
    type Server = ::tidings::Never;
    type Credentials = ::tidings::Never;
    const CONTRACT: Option<&'static ::tidings::ContractInfo> = None;

    fn from_client(client: v1::Client) -> Self {
        Self { client }
    }
}

impl Parcels {
    pub fn with(transport: Arc<dyn transport::Transport>) -> Self {
        Self {
            client: v1::Client::new(transport),
        }
    }

    pub fn builder() -> Builder<Self> {
        Builder::new()
    }

    pub fn publish_parcel_event(
        &self,
        address: ParcelEventsAddress,
        message: impl v1::IntoMessage<ParcelEvent>,
    ) -> Publish<'_> {
        self.client
            .publish(&PUBLISH_PARCEL_EVENT, &address, message.into_message())
    }

    pub fn request_label(
        &self,
        message: impl v1::IntoMessage<messages::PrintLabel>,
    ) -> Publish<'_> {
        self.client
            .publish(&REQUEST_LABEL, &LabelsAddress, message.into_message())
    }

    pub fn send_parcel(
        &self,
        message: impl v1::IntoMessage<messages::SendParcel>,
    ) -> Request<'_, SendParcelReply> {
        self.client
            .request(&SEND_PARCEL, &DepotCommandsAddress, message.into_message())
    }

    pub fn weigh(
        &self,
        message: impl v1::IntoMessage<messages::WeighParcel>,
    ) -> Request<'_, messages::Weight> {
        self.client
            .request(&WEIGH, &ScalesAddress, message.into_message())
    }

    pub fn subscribe_parcel_event(
        &self,
        group: impl Into<String>,
    ) -> Subscribe<'_, ParcelEventsAddress, ParcelEvent> {
        self.client.subscribe(&ON_PARCEL_EVENT, group)
    }

    pub fn subscribe_send_parcel(
        &self,
        group: impl Into<String>,
    ) -> Subscribe<'_, DepotCommandsAddress, messages::SendParcel, SendParcelReply> {
        self.client.subscribe(&ON_SEND_PARCEL, group)
    }

    pub fn serve(&self, group: impl Into<String>) -> ParcelsServer {
        ParcelsServer {
            server: self.client.serve(group),
        }
    }

    pub fn client(&self) -> &v1::Client {
        &self.client
    }
}

pub struct ParcelsServer {
    server: v1::Server,
}

macro_rules! message_handler {
    ($name:ident, $trait:ident, $address:ty, $message:ty, $operation:ident) => {
        pub fn $name(self, handler: impl $trait) -> Self {
            let handler = Arc::new(handler);
            Self {
                server: self.server.on_message::<$address, $message, _, _>(
                    &$operation,
                    move |context, message| {
                        let handler = handler.clone();
                        async move { handler.$name(context, message).await }
                    },
                ),
            }
        }
    };
}

macro_rules! request_handler {
    ($name:ident, $trait:ident, $address:ty, $request:ty, $reply:ty, $operation:ident) => {
        pub fn $name(self, handler: impl $trait) -> Self {
            let handler = Arc::new(handler);
            Self {
                server: self.server.on_request::<$address, $request, $reply, _, _>(
                    &$operation,
                    move |context, message| {
                        let handler = handler.clone();
                        async move { handler.$name(context, message).await }
                    },
                ),
            }
        }
    };
}

impl ParcelsServer {
    message_handler!(
        on_parcel_event,
        OnParcelEvent,
        ParcelEventsAddress,
        ParcelEvent,
        ON_PARCEL_EVENT
    );
    message_handler!(
        on_print_label,
        OnPrintLabel,
        LabelsAddress,
        messages::PrintLabel,
        ON_PRINT_LABEL
    );
    message_handler!(
        on_parcel_lost,
        OnParcelLost,
        ParcelEventsAddress,
        messages::ParcelLost,
        ON_PARCEL_LOST
    );
    message_handler!(
        on_parcel_sent,
        OnParcelSent,
        ParcelEventsAddress,
        messages::ParcelSent,
        ON_PARCEL_SENT
    );
    request_handler!(
        on_send_parcel,
        OnSendParcel,
        DepotCommandsAddress,
        messages::SendParcel,
        SendParcelReply,
        ON_SEND_PARCEL
    );
    request_handler!(
        on_weigh,
        OnWeigh,
        ScalesAddress,
        messages::WeighParcel,
        messages::Weight,
        ON_WEIGH
    );

    pub fn on_print_label_batch<H, F>(self, limits: BatchLimits, handler: H) -> Self
    where
        H: Fn(Vec<BatchItem<LabelsAddress, messages::PrintLabel>>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        Self {
            server: self.server.on_batch(&ON_PRINT_LABEL, limits, handler),
        }
    }

    pub fn on_send_parcel_reply<C, H, F>(self, handler: H) -> Self
    where
        C: serde::de::DeserializeOwned + 'static,
        H: Fn(Context<DepotRepliesAddress>, C, SendParcelReply) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        Self {
            server: self.server.on_reply(&SEND_PARCEL, handler),
        }
    }

    pub fn on_weigh_reply<C, H, F>(self, handler: H) -> Self
    where
        C: serde::de::DeserializeOwned + 'static,
        H: Fn(Context<WeightsAddress>, C, messages::Weight) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        Self {
            server: self.server.on_reply(&WEIGH, handler),
        }
    }

    pub fn retry(self, retry: Retry) -> Self {
        Self {
            server: self.server.retry(retry),
        }
    }

    pub fn guarantee(self, guarantee: Guarantee) -> Self {
        Self {
            server: self.server.guarantee(guarantee),
        }
    }

    pub fn guarantee_of(self, operation: impl Into<String>, guarantee: Guarantee) -> Self {
        Self {
            server: self.server.guarantee_of(operation, guarantee),
        }
    }

    pub fn only<A: Address>(self, addresses: impl Into<Addresses<A>>) -> Self {
        Self {
            server: self.server.only(addresses),
        }
    }

    pub fn dead_letters(self, address: impl Into<String>) -> Self {
        Self {
            server: self.server.dead_letters(address),
        }
    }

    pub fn on_dead_letter(
        self,
        hook: impl Fn(&Incoming, &transport::Reason) + Send + Sync + 'static,
    ) -> Self {
        Self {
            server: self.server.on_dead_letter(hook),
        }
    }

    pub fn concurrency(self, most: usize) -> Self {
        Self {
            server: self.server.concurrency(most),
        }
    }

    pub fn lease(self, lease: Duration) -> Self {
        Self {
            server: self.server.lease(lease),
        }
    }

    pub fn layer(self, layer: impl Layer) -> Self {
        Self {
            server: self.server.layer(layer),
        }
    }

    pub fn shutdown_within(self, deadline: Duration) -> Self {
        Self {
            server: self.server.shutdown_within(deadline),
        }
    }

    pub async fn run(self) -> Result<ServeReport, ServeError> {
        self.server.run().await
    }

    pub async fn run_until(
        self,
        stop: impl Future<Output = ()>,
    ) -> Result<ServeReport, ServeError> {
        self.server.run_until(stop).await
    }
}
