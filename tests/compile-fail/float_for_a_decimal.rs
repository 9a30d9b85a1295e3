//! A float is no decimal number without a mistake being possible, so it is written as a text.

mod prices {
    tidings::contract!("api/prices.yaml");
}

fn main() {
    let _ = prices::PricePayload::new(12.5);
}
