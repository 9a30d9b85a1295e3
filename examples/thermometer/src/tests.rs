//! What is on the wire.

use std::sync::Arc;

use tidings::DateTime;
use tidings::memory::Memory;

use super::Failure;
use super::thermometer::{MeasuredPayload, Thermometer};

#[tokio::test]
async fn a_reading_is_plain_json() -> Result<(), Failure> {
    let memory = Memory::new();
    let thermometer = Thermometer::with(Arc::new(memory.clone()));
    let at: DateTime = "2030-05-01T12:00:00.50+02:00".parse()?;
    thermometer.measure(MeasuredPayload::new(19.5, at)).await?;
    let published = memory.published();
    assert_eq!(published[0].address(), "thermometer/readings");
    let expected = br#"{"celsius":19.5,"at":"2030-05-01T12:00:00.50+02:00"}"#;
    assert_eq!(published[0].body(), &expected[..]);
    Ok(())
}
