//! Doubles that take the place of a client.

use std::sync::Mutex;

use tidings::transport::{Durability, Receipt};
use tidings::{RequestError, SendError};

use crate::stock::{
    self, CountPayload, Counted, CountedPayload, MovementsAddress, ReserveReply, ReservedPayload,
    StockApi, TakenPayload,
};

/// Everything that the client sends, taken down instead of sent.
#[derive(Default)]
struct Noted(Mutex<Vec<String>>);

impl StockApi for Noted {
    async fn moved(
        &self,
        address: MovementsAddress,
        message: stock::MovedMessage,
    ) -> Result<Receipt, SendError> {
        self.note(format!("{} {message:?}", address.site));
        Ok(Receipt {
            durability: Durability::None,
            position: None,
            duplicate: false,
        })
    }

    async fn reserve(&self, _: stock::ReserveMessage) -> Result<ReserveReply, RequestError> {
        Ok(ReserveReply::from(ReservedPayload::new(1)))
    }

    async fn count(&self, _: stock::Count) -> Result<Counted, RequestError> {
        Ok(Counted::new(CountedPayload::new(12)))
    }
}

impl Noted {
    fn note(&self, line: String) {
        self.0.lock().expect("nobody panics").push(line);
    }
}

/// Takes as many pieces as there are, from whatever client.
async fn clear(
    stock: &impl StockApi,
    site: &str,
    sku: &str,
) -> Result<i64, Box<dyn std::error::Error>> {
    let count = stock
        .count(stock::Count::new(CountPayload::new(sku)))
        .await?;
    let pieces = count.payload.pieces;
    let taken = TakenPayload::new(u64::try_from(pieces)?);
    stock
        .moved(
            MovementsAddress::new(site),
            stock::MovedMessage::from(taken),
        )
        .await?;
    Ok(pieces)
}

#[tokio::test]
async fn a_double_takes_the_place_of_the_client() -> Result<(), Box<dyn std::error::Error>> {
    let noted = Noted::default();
    assert_eq!(clear(&noted, "york", "tea").await?, 12);
    let lines = noted.0.into_inner()?;
    assert_eq!(
        lines,
        ["york Taken(Taken { payload: TakenPayload { taken: 12 } })"]
    );
    Ok(())
}
