use ::tidings::__generated::v1;
use ::tidings::{DecodeError, EncodeError, Encoded, MessageKind, json, transport};

use super::types;

/// A message with headers, all of which are required texts.
macro_rules! message {
    ($name:ident, $kind:ident, $headers:ident { $($field:ident: $wire:literal),* }, $payload:ident) => {
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            pub headers: types::$headers,
            pub payload: types::$payload,
        }

        impl $name {
            pub fn new(headers: types::$headers, payload: types::$payload) -> Self {
                Self { headers, payload }
            }
        }

        impl ::tidings::Message for $name {
            const NAME: &'static str = stringify!($name);
            const KIND: MessageKind = MessageKind::$kind;
            const CONTENT_TYPE: &'static str = "application/json";

            fn encode(&self) -> Result<Encoded, EncodeError> {
                let mut headers = v1::HeaderWriter::new(&self.headers)?;
                $(headers.required($wire, &self.headers.$field)?;)*
                Ok(Encoded::new(headers.finish(), json::to_vec(&self.payload)?))
            }

            fn decode(incoming: &transport::Message) -> Result<Self, DecodeError> {
                let reader = v1::HeaderReader::new(incoming);
                let headers = reader.checked(types::$headers {
                    $($field: reader.required($wire)?,)*
                })?;
                Ok(Self { headers, payload: json::from_slice(&incoming.body)? })
            }

            fn correlation_id(incoming: &transport::Message) -> Option<String> {
                incoming.headers.text("correlationId").map(str::to_owned)
            }

            fn reply_to(incoming: &transport::Message) -> Option<String> {
                incoming.headers.text("replyTo").map(str::to_owned)
            }
        }

        impl v1::IntoMessage<$name> for $name {
            fn into_message(self) -> $name {
                self
            }
        }
    };
}

/// A message without headers.
macro_rules! bare_message {
    ($name:ident, $kind:ident, $payload:ty) => {
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            pub payload: $payload,
        }

        impl ::tidings::Message for $name {
            const NAME: &'static str = stringify!($name);
            const KIND: MessageKind = MessageKind::$kind;
            const CONTENT_TYPE: &'static str = "application/json";

            fn encode(&self) -> Result<Encoded, EncodeError> {
                Ok(Encoded::new(
                    v1::Headers::new(),
                    json::to_vec(&self.payload)?,
                ))
            }

            fn decode(incoming: &transport::Message) -> Result<Self, DecodeError> {
                Ok(Self {
                    payload: json::from_slice(&incoming.body)?,
                })
            }
        }

        impl v1::IntoMessage<$name> for $name {
            fn into_message(self) -> $name {
                self
            }
        }

        impl v1::IntoMessage<$name> for $payload {
            fn into_message(self) -> $name {
                $name { payload: self }
            }
        }
    };
}

message!(
    ParcelSent,
    Event,
    EventHeaders {
        trace_id: "traceId"
    },
    ParcelSent
);
message!(
    ParcelLost,
    Event,
    EventHeaders {
        trace_id: "traceId"
    },
    ParcelLost
);
message!(
    SendParcel,
    Command,
    RequestHeaders {
        correlation_id: "correlationId",
        reply_to: "replyTo"
    },
    Parcel
);
message!(
    ParcelTaken,
    Reply,
    ReplyHeaders {
        correlation_id: "correlationId"
    },
    ParcelTaken
);
message!(
    ParcelRefused,
    Reply,
    ReplyHeaders {
        correlation_id: "correlationId"
    },
    ParcelRefused
);
bare_message!(PrintLabel, Command, types::Parcel);
bare_message!(WeighParcel, Query, String);
bare_message!(Weight, Reply, u32);

impl v1::Correlated for SendParcel {
    fn set_correlation_id(&mut self, id: &str, _: &mut v1::Outgoing) {
        self.headers.correlation_id = id.into();
    }

    fn set_reply_to(&mut self, address: &str, _: &mut v1::Outgoing) {
        self.headers.reply_to = address.into();
    }
}

/// The runtime fills every required header, so the payload says all.
impl v1::IntoMessage<SendParcel> for types::Parcel {
    fn into_message(self) -> SendParcel {
        SendParcel::new(types::RequestHeaders::default(), self)
    }
}

/// The contract states no locations for these, so the transport's own fields are used.
impl v1::Correlated for WeighParcel {}
impl v1::Correlated for Weight {}
