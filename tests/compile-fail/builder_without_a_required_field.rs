//! Two required fields of one type are set by name, and both have to be.

mod transfers {
    tidings::contract!("api/transfers.yaml");
}

fn main() {
    let _ = transfers::TransferPayload::builder().from("4f0c").build();
}
