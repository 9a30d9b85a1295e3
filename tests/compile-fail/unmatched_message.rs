//! A message that the contract gains breaks the match on purpose.

use tidings_tests::orders::OnOrderEventMessage;

fn mistake(event: OnOrderEventMessage) {
    match event {
        OnOrderEventMessage::OrderPlaced(_) => {}
    }
}

fn main() {
    let _ = mistake;
}
