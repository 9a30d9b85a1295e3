//! Types as handlers where a closure is asked for.

use std::time::Duration;

use tidings::handler::{HandleBatch, HandleReply, batches, replies};
use tidings::{BatchItem, BatchLimits, Context, HandlerError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, run, settle};
use crate::contract::messages::{WeighParcel, Weight};
use crate::contract::{LabelsAddress, Parcel, PrintLabelMessage, ScalesAddress, WeightsAddress};

/// Notes what it hears of.
struct Office(UnboundedSender<String>);

impl HandleBatch<LabelsAddress, PrintLabelMessage> for Office {
    async fn handle_batch(
        &self,
        labels: Vec<BatchItem<LabelsAddress, PrintLabelMessage>>,
    ) -> Result<(), HandlerError> {
        Ok(self.0.send(format!("{} labels", labels.len()))?)
    }
}

impl HandleReply<WeightsAddress, String, Weight> for Office {
    async fn handle_reply(
        &self,
        context: Context<WeightsAddress>,
        parcel: String,
        weight: Weight,
    ) -> Result<(), HandlerError> {
        let group = context.group();
        let weight = weight.payload;
        Ok(self.0.send(format!("{group}: {parcel} weighs {weight}"))?)
    }
}

#[tokio::test(start_paused = true)]
async fn a_type_handles_batches_and_replies() {
    let bench = Bench::new();
    for id in ["a", "b"] {
        bench
            .parcels
            .request_label(Parcel::new(id, 1))
            .await
            .unwrap();
    }
    let mut seen = Seen::new();
    let limits = BatchLimits::new(2, Duration::from_secs(1));
    let scales = |_: Context<ScalesAddress>, _: WeighParcel| async {
        Ok::<_, HandlerError>(Weight { payload: 7 })
    };
    let scales = run(bench.parcels.serve("scales").on_weigh(scales)).await;
    let office = bench.parcels.serve("office");
    let office = office.on_print_label_batch(limits, batches(Office(seen.note())));
    let office = run(office.on_weigh_reply(replies(Office(seen.note())))).await;
    let request = bench.parcels.weigh("a".to_owned());
    request.for_handler(&"a".to_owned()).await.unwrap();
    settle().await;
    let mut notes = seen.rest();
    notes.sort();
    assert_eq!(notes, ["2 labels", "office: a weighs 7"]);
    assert_eq!(office.stop().await.handled, 3);
    scales.stop().await;
}
