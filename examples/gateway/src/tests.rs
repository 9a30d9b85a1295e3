//! The gateway beside a house that notes what it hears, and beside one that is out of reach.

use tidings::SendError;
use tidings::transport::{PublishError, PublishErrorKind, Receipt};

use super::lamps::testing::{self, Harness};
use super::lamps::{LampAddress, LampsApi, Switch};
use super::switch;

fn arguments(arguments: &[&str]) -> Vec<String> {
    let arguments = arguments.iter();
    arguments.map(|&argument| argument.to_owned()).collect()
}

async fn call(given: &[&str]) -> (Result<String, String>, Harness) {
    let test = testing::lamps();
    (switch(test.client(), &arguments(given)).await, test)
}

#[tokio::test]
async fn a_call_becomes_a_command() {
    let (said, test) = call(&["hall", "40"]).await;
    assert_eq!(said.as_deref(), Ok("the lamp in the hall goes to 40 %"));
    let commands = test.assert_published::<Switch>();
    assert_eq!(commands[0].message.payload.brightness, 40);
    assert_eq!(commands[0].sent.address(), "house/hall/lamp");
    assert_eq!(commands[0].sent.body(), &br#"{"brightness":40}"#[..]);
}

#[tokio::test]
async fn what_the_contract_does_not_allow_is_not_sent() {
    for (arguments, expected) in [
        (["cellar", "40"], "there is no room `cellar`"),
        (["hall", "bright"], "`bright` is no brightness"),
        (["hall", "101"], "/brightness: 101 is greater than 100"),
    ] {
        let (said, test) = call(&arguments).await;
        let problem = said.expect_err("it must not be sent");
        assert!(problem.contains(expected), "{problem}");
        test.assert_nothing_published();
    }
}

/// A house out of reach: a double of the client.
struct Unreachable;

impl LampsApi for Unreachable {
    async fn switch_lamp(&self, _: LampAddress, _: Switch) -> Result<Receipt, SendError> {
        let error = PublishError::new(PublishErrorKind::NotSent, "nobody is at home");
        Err(SendError::Publish(error))
    }
}

#[tokio::test]
async fn whoever_calls_hears_that_nothing_was_sent() {
    let said = switch(&Unreachable, &arguments(&["hall", "40"])).await;
    assert_eq!(said, Err("not sent: nobody is at home".to_owned()));
}
