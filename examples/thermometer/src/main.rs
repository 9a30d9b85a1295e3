//! The client of a contract without a build script: `tidings::contract!` makes the module where it stands.
//!
//! It gives the same code as the other ways, is made again when the contract changes, and a mistake in the contract is an
//! error of the compiler with its place. It costs the time to compile the generator, which a build script costs as well.

#![allow(
    clippy::print_stdout,
    reason = "the readings are this program's output"
)]

#[cfg(test)]
mod tests;

#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod thermometer {
    tidings::contract!("thermometer.yaml");
}

use std::sync::Arc;

use thermometer::{MeasuredPayload, Thermometer};
use tidings::DateTime;
use tidings::memory::Memory;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let thermometer = Thermometer::with(Arc::new(Memory::new()));
    let mut readings = thermometer.subscribe_measured("display").await?;

    for celsius in [19.5, 21.0, -300.0] {
        let at: DateTime = "2030-05-01T12:00:00Z".parse()?;
        match thermometer.measure(MeasuredPayload::new(celsius, at)).await {
            Ok(_) => println!("sent {celsius}"),
            // Colder than cold is against the contract, and is not sent.
            Err(error) => println!("not sent: {error}"),
        }
    }
    for _ in 0..2 {
        let reading = readings.next().await.ok_or("the stream has ended")??;
        let MeasuredPayload { celsius, at, .. } = &reading.message.payload;
        println!("it was {celsius} degrees at {at}");
        // Until now the message would come again if this program died.
        reading.ack().await?;
    }
    Ok(())
}
