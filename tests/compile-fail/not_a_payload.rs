//! Only what a contract describes is read and checked.

#[derive(serde::Serialize, serde::Deserialize)]
struct Order {
    pieces: u32,
}

fn main() {
    let order: Result<Order, _> = tidings::json::from_slice(b"{}");
    let _ = order.map(|order| order.pieces);
}
