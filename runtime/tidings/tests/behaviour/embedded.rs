//! The same client on a queue in a file.

use std::time::Duration;

use tidings::{Context, HandlerError};

use crate::bench::{Seen, depot, parcel_of, sent};
use crate::contract::messages::{WeighParcel, Weight};
use crate::contract::{ParcelEvent, ParcelEventsAddress, Parcels, ScalesAddress};

#[tokio::test]
async fn a_url_is_all_that_changes() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("embedded://{}", folder.path().join("parcels.db").display());
    let parcels: Parcels = Parcels::builder().url(&url).connect().await.unwrap();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<ParcelEventsAddress>, event: ParcelEvent| {
        let note = note.clone();
        async move { Ok::<_, HandlerError>(note.send(parcel_of(&event))?) }
    };
    let weigh = |_: Context<ScalesAddress>, request: WeighParcel| async move {
        let payload = request.payload.len() as u32;
        Ok::<_, HandlerError>(Weight { payload })
    };
    let server = parcels
        .serve("depot")
        .on_parcel_event(handler)
        .on_weigh(weigh);
    let server = tokio::spawn(server.run());
    parcels
        .publish_parcel_event(depot("north"), sent("a"))
        .await
        .unwrap();
    assert_eq!(seen.next().await, "a");
    assert_eq!(parcels.weigh("abc".to_owned()).await.unwrap().payload, 3);
    parcels.client().close(Duration::from_secs(5)).await;
    let report = server.await.unwrap().unwrap();
    assert_eq!(
        (report.handled, report.replied, report.unsettled),
        (2, 1, 0)
    );
}
