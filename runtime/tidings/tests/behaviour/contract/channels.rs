use ::tidings::__generated::v1;

pub(super) static PARCEL_EVENTS: v1::Channel =
    v1::Channel::new("parcelEvents", Some("parcels/{depot}/events"));
pub(super) static DEPOT_COMMANDS: v1::Channel =
    v1::Channel::new("depotCommands", Some("depots/commands"));
pub(super) static DEPOT_REPLIES: v1::Channel = v1::Channel::new("depotReplies", None);
pub(super) static LABELS: v1::Channel = v1::Channel::new("labels", Some("labels"));
pub(super) static SCALES: v1::Channel = v1::Channel::new("scales", Some("scales"));
pub(super) static WEIGHTS: v1::Channel = v1::Channel::new("weights", Some("weights"));

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelEventsAddress {
    pub depot: super::types::Depot,
}

impl ::tidings::Address for ParcelEventsAddress {
    const CHANNEL: &'static v1::Channel = &PARCEL_EVENTS;

    fn render(&self) -> String {
        format!("parcels/{}/events", self.depot)
    }

    fn parse(address: &str) -> Option<Self> {
        let depot = address.strip_prefix("parcels/")?.strip_suffix("/events")?;
        Some(Self {
            depot: depot.into(),
        })
    }
}

/// The contract leaves the address open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepotRepliesAddress(pub String);

impl ::tidings::Address for DepotRepliesAddress {
    const CHANNEL: &'static v1::Channel = &DEPOT_REPLIES;

    fn render(&self) -> String {
        self.0.clone()
    }

    fn parse(address: &str) -> Option<Self> {
        Some(Self(address.into()))
    }
}

macro_rules! fixed_address {
    ($name:ident, $channel:ident, $address:literal) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;

        impl ::tidings::Address for $name {
            const CHANNEL: &'static v1::Channel = &$channel;

            fn render(&self) -> String {
                $address.into()
            }

            fn parse(address: &str) -> Option<Self> {
                (address == $address).then_some(Self)
            }
        }
    };
}

fixed_address!(DepotCommandsAddress, DEPOT_COMMANDS, "depots/commands");
fixed_address!(LabelsAddress, LABELS, "labels");
fixed_address!(ScalesAddress, SCALES, "scales");
fixed_address!(WeightsAddress, WEIGHTS, "weights");
