//! Events and commands at addresses with a parameter, with a typed header and ids inside of a header and a payload.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::{Context, DateTime, HandlerError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::raw;

mod app {
    tidings::include_contract!("lamps");
}
mod peer {
    tidings::include_contract!("lamps-peer");
}

#[tokio::test(start_paused = true)]
async fn a_command_goes_to_the_address_of_its_lamp() {
    let memory = Memory::new();
    let lamps = app::Lamps::with(Arc::new(memory.clone()));
    let sent_at: DateTime = "2026-01-02T03:04:05+01:00".parse().unwrap();
    let dim = app::DimPayload::new()
        .with_percentage(40)
        .with_sent_at(sent_at);
    let loud = app::CommonHeaders::new().with_volume(11);
    let address = app::DimAddress::new("7");
    lamps
        .dim(address.clone(), dim.clone().with_headers(loud))
        .await
        .unwrap();
    let line =
        r#"lamps/1/0/action/7/dim {\"percentage\":40,\"sentAt\":\"2026-01-02T03:04:05+01:00\"}"#;
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        format!("{line} volume=11")
    );

    // The id is a field of the payload; another one beside it is refused.
    lamps
        .dim(address.clone(), dim.clone())
        .correlation_id("2026-01-02T03:04:05+01:00")
        .await
        .unwrap();
    assert_eq!(raw::line(&raw::last(&memory).await), line);
    let error = lamps
        .dim(address.clone(), dim)
        .correlation_id("a")
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("$message.payload#/sentAt"),
        "{error}"
    );

    let dark = app::DimPayload::new().with_percentage(101);
    let error = lamps.dim(address, dark).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("/percentage: 101 is greater than 100"),
        "{error}"
    );
}

struct Notes(UnboundedSender<String>);

impl app::OnMeasured for Notes {
    async fn on_measured(
        &self,
        context: Context<app::MeasuredAddress>,
        measured: app::Measured,
    ) -> Result<(), HandlerError> {
        self.0.send(format!(
            "{} {:?} {:?} {:?}",
            context.address().lamp_id,
            measured.payload.lumens,
            measured.headers.volume,
            context.correlation_id(),
        ))?;
        Ok(())
    }
}

impl peer::DimHandler for Notes {
    async fn dim(
        &self,
        context: Context<peer::DimAddress>,
        dim: peer::Dim,
    ) -> Result<(), HandlerError> {
        let (lamp, id) = (&context.address().lamp_id, context.correlation_id());
        self.0
            .send(format!("{lamp} {:?} {id:?}", dim.payload.percentage))?;
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn measurements_of_every_lamp_arrive() {
    let memory = Memory::new();
    let lamps = app::Lamps::with(Arc::new(memory.clone()));
    let (notes, mut noted) = unbounded_channel();
    let server = tokio::spawn(lamps.serve("g").on_measured(Notes(notes)).run());
    let measured = |lamp: &str, body: &str, headers: &[(&str, &str)]| {
        raw::message(
            &format!("lamps/1/0/event/{lamp}/light/measured"),
            body,
            headers,
        )
    };
    let headers = [("volume", "3"), ("MQMD", r#"{"CorrelId":"abc"}"#)];
    raw::publish(&memory, measured("7", r#"{"lumens":12}"#, &headers)).await;
    raw::publish(&memory, measured("8", "{}", &[])).await;
    raw::publish(&memory, measured("9", r#"{"lumens":-1}"#, &[])).await;
    raw::publish(&memory, measured("9", "{}", &[("volume", "loud")])).await;
    assert_eq!(
        raw::noted(&mut noted).await,
        [r#"7 Some(12) Some(3) Some("abc")"#, "8 None None None"]
    );
    let dead = memory.dead_letters();
    let reasons: Vec<String> = dead.iter().map(|dead| dead.reason.to_string()).collect();
    assert_eq!(
        reasons,
        [
            "invalid-message: Measured: /lumens: -1 is less than 0",
            "invalid-message: Measured: header volume: expected an integer, found a string",
        ]
    );
    server.abort();
}

#[tokio::test(start_paused = true)]
async fn the_lamp_reads_its_id_from_the_payload() {
    let memory = Memory::new();
    let lamps = peer::Lamps::with(Arc::new(memory.clone()));
    let (notes, mut noted) = unbounded_channel();
    let server = tokio::spawn(lamps.serve("lamp 7").dim(Notes(notes)).run());
    let body = r#"{"percentage":40,"sentAt":"2026-01-02T03:04:05Z"}"#;
    raw::publish(&memory, raw::message("lamps/1/0/action/7/dim", body, &[])).await;
    assert_eq!(
        raw::noted(&mut noted).await,
        [r#"7 Some(40) Some("2026-01-02T03:04:05Z")"#]
    );
    let measured = peer::MeasuredPayload::new().with_lumens(5);
    lamps
        .on_measured(peer::MeasuredAddress::new("7"), measured)
        .await
        .unwrap();
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        r#"lamps/1/0/event/7/light/measured {\"lumens\":5}"#
    );
    server.abort();
}
