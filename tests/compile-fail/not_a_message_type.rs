//! A type is a message when it is generated or derives it.

struct Order;

fn name<M: tidings::Message>() -> &'static str {
    M::NAME
}

fn main() {
    let _ = name::<Order>();
}
