//! The messages as somebody without a contract would write them down.

use serde::{Deserialize, Serialize};

/// The reference message.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Plain {
    id: String,
    sensor: String,
    site: String,
    unit: String,
    status: String,
    value: f64,
    minimum: f64,
    maximum: f64,
    samples: i64,
    sequence: i64,
    calibrated: bool,
    note: String,
}

impl Plain {
    /// Something that every field goes into, so that none of them is left out.
    pub(crate) fn weight(&self) -> usize {
        let texts = [
            &self.id,
            &self.sensor,
            &self.site,
            &self.unit,
            &self.status,
            &self.note,
        ];
        let numbers = self.value + self.minimum + self.maximum;
        texts.iter().map(|text| text.len()).sum::<usize>()
            + numbers as usize
            + (self.samples + self.sequence) as usize
            + usize::from(self.calibrated)
    }
}

/// The question that the reference message answers.
#[derive(Serialize, Deserialize)]
pub(crate) struct Question {
    pub(crate) sensor: String,
}
