//! A gateway: a call on the command line becomes a command on a channel.
//!
//! ```text
//! cargo run -p example-gateway -- hall 40
//! ```
//!
//! What the contract does not allow never leaves the gateway, and whoever calls is told why.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command"
)]

#[cfg(test)]
mod tests;

/// The typed client of `gateway.yaml`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod lamps {
    tidings::include_contract!("gateway");
}

use std::process::ExitCode;

use lamps::{LampAddress, LampRoom, Lamps, LampsApi, Switch, SwitchPayload};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Where the lamps listen; the scheme picks the transport.
    let url = std::env::var("LAMPS_URL").unwrap_or_else(|_| "memory://house".to_owned());
    let lamps = match Lamps::connect(&url).await {
        Ok(lamps) => lamps,
        Err(error) => {
            eprintln!("{url}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match switch(&lamps, &arguments).await {
        Ok(done) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

/// Sends the command that `arguments` ask for.
///
/// It takes any client of the contract, so that a test can pass a double.
async fn switch(lamps: &impl LampsApi, arguments: &[String]) -> Result<String, String> {
    let [room, brightness] = arguments else {
        return Err("usage: gateway ROOM BRIGHTNESS".to_owned());
    };
    // A room that the contract does not list is no value of this type.
    let address = LampRoom::from_text(room).ok_or_else(|| format!("there is no room `{room}`"))?;
    let brightness = brightness
        .parse()
        .map_err(|_| format!("`{brightness}` is no brightness"))?;
    let command = Switch::new(SwitchPayload::new(brightness));
    // 101 per cent is refused here, with its place in the message.
    lamps
        .switch_lamp(LampAddress::new(address), command)
        .await
        .map_err(|error| error.to_string())?;
    Ok(format!("the lamp in the {room} goes to {brightness} %"))
}
