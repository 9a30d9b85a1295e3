use ::tidings::__generated::v1;
use ::tidings::{Context, EncodeError, Encoded, HandlerError, Message, transport};

use super::channels::*;
use super::{messages, types};

pub(super) static PUBLISH_PARCEL_EVENT: v1::Operation = v1::Operation {
    name: "publishParcelEvent",
    action: v1::Action::Send,
    channel: &PARCEL_EVENTS,
    messages: &["ParcelSent", "ParcelLost"],
    reply: None,
    security: &[],
    bindings: v1::Bindings::NONE,
};
pub(super) static ON_PARCEL_EVENT: v1::Operation = v1::Operation {
    name: "onParcelEvent",
    action: v1::Action::Receive,
    ..PUBLISH_PARCEL_EVENT
};
pub(super) static ON_PARCEL_LOST: v1::Operation = v1::Operation {
    name: "onParcelLost",
    action: v1::Action::Receive,
    messages: &["ParcelLost"],
    ..PUBLISH_PARCEL_EVENT
};
pub(super) static ON_PARCEL_SENT: v1::Operation = v1::Operation {
    name: "onParcelSent",
    action: v1::Action::Receive,
    messages: &["ParcelSent"],
    ..PUBLISH_PARCEL_EVENT
};
pub(super) static SEND_PARCEL: v1::Operation = v1::Operation {
    name: "sendParcel",
    action: v1::Action::Send,
    channel: &DEPOT_COMMANDS,
    messages: &["SendParcel"],
    reply: Some(v1::Reply {
        address: Some(v1::Location::Header("replyTo")),
        channel: Some(&DEPOT_REPLIES),
    }),
    security: &[],
    bindings: v1::Bindings::NONE,
};
pub(super) static ON_SEND_PARCEL: v1::Operation = v1::Operation {
    name: "onSendParcel",
    action: v1::Action::Receive,
    ..SEND_PARCEL
};
pub(super) static REQUEST_LABEL: v1::Operation = v1::Operation {
    name: "requestLabel",
    action: v1::Action::Send,
    channel: &LABELS,
    messages: &["PrintLabel"],
    reply: None,
    security: &[],
    bindings: v1::Bindings::NONE,
};
pub(super) static ON_PRINT_LABEL: v1::Operation = v1::Operation {
    name: "onPrintLabel",
    action: v1::Action::Receive,
    ..REQUEST_LABEL
};
pub(super) static WEIGH: v1::Operation = v1::Operation {
    name: "weigh",
    action: v1::Action::Send,
    channel: &SCALES,
    messages: &["WeighParcel"],
    reply: Some(v1::Reply {
        address: None,
        channel: Some(&WEIGHTS),
    }),
    security: &[],
    bindings: v1::Bindings::NONE,
};
pub(super) static ON_WEIGH: v1::Operation = v1::Operation {
    name: "onWeigh",
    action: v1::Action::Receive,
    ..WEIGH
};

#[derive(Clone, Debug, PartialEq)]
pub enum ParcelEvent {
    ParcelSent(messages::ParcelSent),
    ParcelLost(messages::ParcelLost),
}

impl v1::MessageSet for ParcelEvent {
    const NAMES: &'static [&'static str] = &["ParcelSent", "ParcelLost"];

    fn decode(incoming: &transport::Message) -> Result<Self, v1::SetError> {
        v1::told_by_property(
            incoming,
            "event",
            &[
                ("sent", v1::Candidate::of::<messages::ParcelSent>()),
                ("lost", v1::Candidate::of::<messages::ParcelLost>()),
            ],
        )
    }

    fn encode(&self) -> Result<Encoded, EncodeError> {
        match self {
            Self::ParcelSent(message) => v1::MessageSet::encode(message),
            Self::ParcelLost(message) => v1::MessageSet::encode(message),
        }
    }

    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        incoming.correlation_id.clone()
    }

    fn content_type(&self) -> Option<&str> {
        Some("application/json")
    }
}

impl From<messages::ParcelSent> for ParcelEvent {
    fn from(message: messages::ParcelSent) -> Self {
        Self::ParcelSent(message)
    }
}

impl v1::IntoMessage<ParcelEvent> for messages::ParcelSent {
    fn into_message(self) -> ParcelEvent {
        self.into()
    }
}

impl From<messages::ParcelLost> for ParcelEvent {
    fn from(message: messages::ParcelLost) -> Self {
        Self::ParcelLost(message)
    }
}

impl v1::IntoMessage<ParcelEvent> for messages::ParcelLost {
    fn into_message(self) -> ParcelEvent {
        self.into()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum SendParcelReply {
    ParcelTaken(messages::ParcelTaken),
    ParcelRefused(messages::ParcelRefused),
}

impl v1::MessageSet for SendParcelReply {
    const NAMES: &'static [&'static str] = &["ParcelTaken", "ParcelRefused"];

    fn decode(incoming: &transport::Message) -> Result<Self, v1::SetError> {
        v1::told_by_property(
            incoming,
            "outcome",
            &[
                ("taken", v1::Candidate::of::<messages::ParcelTaken>()),
                ("refused", v1::Candidate::of::<messages::ParcelRefused>()),
            ],
        )
    }

    fn encode(&self) -> Result<Encoded, EncodeError> {
        match self {
            Self::ParcelTaken(message) => v1::MessageSet::encode(message),
            Self::ParcelRefused(message) => v1::MessageSet::encode(message),
        }
    }

    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        <messages::ParcelTaken as Message>::correlation_id(incoming)
    }

    fn content_type(&self) -> Option<&str> {
        Some("application/json")
    }
}

impl v1::Correlated for SendParcelReply {
    fn set_correlation_id(&mut self, id: &str, _: &mut v1::Outgoing) {
        match self {
            Self::ParcelTaken(message) => message.headers.correlation_id = id.into(),
            Self::ParcelRefused(message) => message.headers.correlation_id = id.into(),
        }
    }
}

impl From<messages::ParcelTaken> for SendParcelReply {
    fn from(message: messages::ParcelTaken) -> Self {
        Self::ParcelTaken(message)
    }
}

impl From<messages::ParcelRefused> for SendParcelReply {
    fn from(message: messages::ParcelRefused) -> Self {
        Self::ParcelRefused(message)
    }
}

impl v1::IntoMessage<SendParcelReply> for types::ParcelTaken {
    fn into_message(self) -> SendParcelReply {
        self.into()
    }
}

impl From<types::ParcelTaken> for SendParcelReply {
    fn from(payload: types::ParcelTaken) -> Self {
        Self::ParcelTaken(messages::ParcelTaken::new(Default::default(), payload))
    }
}

impl From<types::ParcelRefused> for SendParcelReply {
    fn from(payload: types::ParcelRefused) -> Self {
        Self::ParcelRefused(messages::ParcelRefused::new(Default::default(), payload))
    }
}

macro_rules! handler {
    ($trait:ident::$method:ident, $address:ty, $message:ty, $result:ty) => {
        pub trait $trait: Send + Sync + 'static {
            fn $method(
                &self,
                context: Context<$address>,
                message: $message,
            ) -> impl Future<Output = Result<$result, HandlerError>> + Send;
        }

        /// For tests: a closure is a handler.
        impl<H, F> $trait for H
        where
            H: Fn(Context<$address>, $message) -> F + Send + Sync + 'static,
            F: Future<Output = Result<$result, HandlerError>> + Send,
        {
            fn $method(
                &self,
                context: Context<$address>,
                message: $message,
            ) -> impl Future<Output = Result<$result, HandlerError>> + Send {
                self(context, message)
            }
        }
    };
}

handler!(
    OnParcelEvent::on_parcel_event,
    ParcelEventsAddress,
    ParcelEvent,
    ()
);
handler!(
    OnParcelLost::on_parcel_lost,
    ParcelEventsAddress,
    messages::ParcelLost,
    ()
);
handler!(
    OnParcelSent::on_parcel_sent,
    ParcelEventsAddress,
    messages::ParcelSent,
    ()
);
handler!(
    OnSendParcel::on_send_parcel,
    DepotCommandsAddress,
    messages::SendParcel,
    SendParcelReply
);
handler!(
    OnPrintLabel::on_print_label,
    LabelsAddress,
    messages::PrintLabel,
    ()
);
handler!(
    OnWeigh::on_weigh,
    ScalesAddress,
    messages::WeighParcel,
    messages::Weight
);
