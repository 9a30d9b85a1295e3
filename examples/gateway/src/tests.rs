//! The gateway on the memory transport.

use std::sync::Arc;

use tidings::memory::Memory;

use super::lamps::Lamps;
use super::switch;

async fn call(arguments: &[&str]) -> (Result<String, String>, Memory) {
    let memory = Memory::new();
    let arguments: Vec<String> = arguments
        .iter()
        .map(|&argument| argument.to_owned())
        .collect();
    let lamps = Lamps::with(Arc::new(memory.clone()));
    (switch(&lamps, &arguments).await, memory)
}

#[tokio::test]
async fn a_call_becomes_a_command() {
    let (said, memory) = call(&["hall", "40"]).await;
    assert_eq!(said.as_deref(), Ok("the lamp in the hall goes to 40 %"));
    let published = memory.published();
    assert_eq!(published[0].address(), "house/hall/lamp");
    assert_eq!(published[0].body(), &br#"{"brightness":40}"#[..]);
}

#[tokio::test]
async fn what_the_contract_does_not_allow_is_not_sent() {
    for (arguments, expected) in [
        (["cellar", "40"], "there is no room `cellar`"),
        (["hall", "bright"], "`bright` is no brightness"),
        (["hall", "101"], "/brightness: 101 is greater than 100"),
    ] {
        let (said, memory) = call(&arguments).await;
        let problem = said.expect_err("it must not be sent");
        assert!(problem.contains(expected), "{problem}");
        assert_eq!(memory.published(), []);
    }
}
