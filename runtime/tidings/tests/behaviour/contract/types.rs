use ::tidings::__generated::v1;

pub type Depot = String;

#[derive(Clone, Debug, PartialEq, v1::serde::Serialize, v1::serde::Deserialize)]
#[serde(crate = "::tidings::__generated::v1::serde")]
pub struct Parcel {
    #[serde(rename = "parcelId")]
    pub parcel_id: String,
    pub grams: u32,
}

impl Parcel {
    pub fn new(parcel_id: impl Into<String>, grams: u32) -> Self {
        Self {
            parcel_id: parcel_id.into(),
            grams,
        }
    }
}

impl ::tidings::Payload for Parcel {
    fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
        let parcel_id = path.key("parcelId");
        v1::check::min_length(&self.parcel_id, 1, &parcel_id, violations);
        v1::check::maximum(self.grams, 30_000, &path.key("grams"), violations);
    }
}

/// A single-variant enum for a constant; serde reads it as the one text it may be.
macro_rules! constant {
    ($name:ident, $text:literal) => {
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
            PartialEq,
            Eq,
            v1::serde::Serialize,
            v1::serde::Deserialize,
        )]
        #[serde(crate = "::tidings::__generated::v1::serde")]
        pub enum $name {
            #[default]
            #[serde(rename = $text)]
            Constant,
        }
    };
}

constant!(ParcelSentEvent, "sent");
constant!(ParcelLostEvent, "lost");
constant!(ParcelTakenOutcome, "taken");
constant!(ParcelRefusedOutcome, "refused");

macro_rules! object {
    ($name:ident { $constant:ident: $of:ident, $($field:ident: $type:ty),* }) => {
        #[derive(Clone, Debug, PartialEq, v1::serde::Serialize, v1::serde::Deserialize)]
        #[serde(crate = "::tidings::__generated::v1::serde")]
        pub struct $name {
            pub $constant: $of,
            $(pub $field: $type,)*
        }

        impl $name {
            pub fn new($($field: impl Into<$type>),*) -> Self {
                Self { $constant: $of::default(), $($field: $field.into(),)* }
            }
        }

        impl ::tidings::Payload for $name {
            fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                $(::tidings::Payload::check(&self.$field, &path.key(stringify!($field)), violations);)*
            }
        }
    };
}

object!(ParcelSent {
    event: ParcelSentEvent,
    parcel: Parcel
});
object!(ParcelLost {
    event: ParcelLostEvent,
    parcel: Parcel,
    where_to: String
});
object!(ParcelTaken {
    outcome: ParcelTakenOutcome,
    shelf: u32
});
object!(ParcelRefused {
    outcome: ParcelRefusedOutcome,
    reason: String
});

macro_rules! headers {
    ($name:ident { $($field:ident: $wire:literal),* }) => {
        #[derive(Clone, Debug, Default, PartialEq, v1::serde::Serialize, v1::serde::Deserialize)]
        #[serde(crate = "::tidings::__generated::v1::serde")]
        pub struct $name {
            $(#[serde(rename = $wire)] pub $field: String,)*
        }

        impl ::tidings::Payload for $name {
            fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
                $(v1::check::min_length(&self.$field, 1, &path.key($wire), violations);)*
            }
        }
    };
}

headers!(EventHeaders {
    trace_id: "traceId"
});
headers!(RequestHeaders {
    correlation_id: "correlationId",
    reply_to: "replyTo"
});
headers!(ReplyHeaders {
    correlation_id: "correlationId"
});

impl EventHeaders {
    pub fn new(trace_id: impl Into<String>) -> Self {
        Self {
            trace_id: trace_id.into(),
        }
    }
}

impl ParcelSent {
    pub fn with_headers(self, headers: EventHeaders) -> super::messages::ParcelSent {
        super::messages::ParcelSent::new(headers, self)
    }
}
