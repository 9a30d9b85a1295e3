//! Payloads of `anyOf`, `oneOf` and `not`.

use std::sync::Arc;

use tidings::memory::Memory;
use tidings::{Context, HandlerError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::raw;

mod app {
    tidings::include_contract!("shapes");
}
mod peer {
    tidings::include_contract!("shapes-peer");
}

/// Notes what arrives as it would be written again.
#[derive(Clone)]
struct Notes(UnboundedSender<String>);

impl Notes {
    fn note<T: tidings::Payload + serde::Serialize + std::fmt::Debug>(
        &self,
        value: &T,
    ) -> Result<(), HandlerError> {
        let debug = format!("{value:?}");
        let variant = debug.split('(').next().unwrap_or_default();
        let again = tidings::json::to_vec(value)?;
        let again = String::from_utf8_lossy(&again);
        Ok(self.0.send(match debug.contains('(') {
            true => format!("{variant} {again}"),
            false => again.into_owned(),
        })?)
    }
}

impl app::OnAny for Notes {
    async fn on_any(&self, _: Context<app::AnyAddress>, any: app::Any) -> Result<(), HandlerError> {
        self.note(&any.payload)
    }
}

impl app::OnOne for Notes {
    async fn on_one(&self, _: Context<app::OneAddress>, one: app::One) -> Result<(), HandlerError> {
        self.note(&one.payload)
    }
}

impl app::OnNot for Notes {
    async fn on_not(&self, _: Context<app::NotAddress>, not: app::Not) -> Result<(), HandlerError> {
        self.0.send(format!("{:?}", not.payload.key))?;
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn each_shape_is_read_and_written_again() {
    let memory = Memory::new();
    let shapes = app::Shapes::with(Arc::new(memory.clone()));
    let (notes, mut noted) = unbounded_channel();
    let server = tokio::spawn(shapes.serve_all("g", Notes(notes)).run());
    raw::settle().await;
    for (address, body, expected) in [
        ("shapes/any", r#"{"key":"a"}"#, Ok(r#"WithKey {"key":"a"}"#)),
        (
            "shapes/any",
            r#"{"number":3}"#,
            Ok(r#"WithNumber {"number":3}"#),
        ),
        ("shapes/any", r#"{"key":1,"number":"a"}"#, Err("(root): ")),
        (
            "shapes/one",
            r#"{"key":"a"}"#,
            Ok(r#"Variant1 {"key":"a"}"#),
        ),
        (
            "shapes/one",
            r#"{"number":3}"#,
            Ok(r#"Variant2 {"number":3}"#),
        ),
        ("shapes/one", r#"{"key":"a","number":3}"#, Err("(root): ")),
        ("shapes/not", r#"{"key":"a"}"#, Ok(r#"Some("a")"#)),
        ("shapes/not", "{}", Ok("None")),
        ("shapes/not", r#"{"key":"none"}"#, Err("/key: ")),
    ] {
        raw::publish(&memory, raw::message(address, body, &[])).await;
        let noted = raw::noted(&mut noted).await;
        match expected {
            Ok(expected) => assert_eq!(noted, [expected], "{body}"),
            Err(place) => {
                assert!(noted.is_empty(), "{noted:?}");
                let dead = memory.dead_letters().pop().unwrap().reason.to_string();
                let (message, problem) = dead
                    .strip_prefix("invalid-message: ")
                    .and_then(|dead| dead.split_once(": "))
                    .expect("a message and what is wrong with it");
                assert!(!message.is_empty() && problem.starts_with(place), "{dead}");
            }
        }
    }
    server.abort();
}

#[tokio::test(start_paused = true)]
async fn each_shape_is_sent() {
    let memory = Memory::new();
    let shapes = peer::Shapes::with(Arc::new(memory.clone()));
    shapes
        .on_any(peer::AnyPayload::from(
            peer::WithNumber::new().with_number(3),
        ))
        .await
        .unwrap();
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        r#"shapes/any {\"number\":3}"#
    );
    shapes
        .on_one(peer::OnePayload::from(peer::OnePayloadVariant1::new("a")))
        .await
        .unwrap();
    assert_eq!(
        raw::line(&raw::last(&memory).await),
        r#"shapes/one {\"key\":\"a\"}"#
    );
    let error = shapes
        .on_not(peer::NotPayload::new().with_key("unknown"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("/key"), "{error}");
}
