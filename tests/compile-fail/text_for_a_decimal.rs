//! A text becomes a decimal number only where it is one, which is found out before.

mod prices {
    tidings::contract!("api/prices.yaml");
}

fn main() {
    let _ = prices::PricePayload::new("12.50");
}
