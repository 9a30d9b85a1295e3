//! The desk of a house hears of parcels: a generated client with types that are written by hand.
//!
//! `tidings.toml` has the client use the types of `types.rs`, which their derive holds against the contract.

#![allow(clippy::print_stdout, reason = "what the desk says is the output")]

mod types;

/// The typed client of `api/parcels.yaml`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod parcels {
    tidings::contract!("api/parcels.yaml");
}

use parcels::{ArrivalsAddress, OnParcelArrived, ParcelArrivedMessage, Parcels};
use tidings::{Context, HandlerError};
use tokio::sync::mpsc;
use types::{ParcelArrived, Size};

struct Desk(mpsc::Sender<ParcelArrived>);

impl OnParcelArrived for Desk {
    async fn on_parcel_arrived(
        &self,
        _: Context<ArrivalsAddress>,
        message: ParcelArrivedMessage,
    ) -> Result<(), HandlerError> {
        self.0
            .send(message.payload)
            .await
            .map_err(HandlerError::transient)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let parcels = Parcels::connect("memory://").await?;
    let (desk, mut heard) = mpsc::channel(1);
    let server = parcels.serve("desk").on_parcel_arrived(Desk(desk));

    let arrived = ParcelArrived {
        parcel: "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f".parse()?,
        addressee: "Ada Lovelace".to_owned(),
        size: Size {
            grams: 1200,
            bulky: false,
        },
        carrier: None,
    };
    let too_heavy = ParcelArrived {
        size: Size {
            grams: 60_000,
            bulky: true,
        },
        ..arrived.clone()
    };
    let refused = parcels.publish_parcel_arrived(too_heavy).await;
    println!(
        "not sent: {}",
        refused
            .err()
            .map_or_else(String::new, |error| error.to_string())
    );

    parcels.publish_parcel_arrived(arrived).await?;
    let told = async {
        if let Some(parcel) = heard.recv().await {
            println!(
                "a parcel of {} g for {}",
                parcel.size.grams, parcel.addressee
            );
        }
    };
    server.run_until(told).await?;
    Ok(())
}
