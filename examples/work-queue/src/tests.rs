//! What is on the wire, and what becomes of jobs.

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Memory;
use tokio::sync::mpsc;

use super::thumbnails::Thumbnails;
use super::{BROKEN, order, work};

#[tokio::test]
async fn a_job_is_plain_json() -> Result<(), super::Failure> {
    let memory = Memory::new();
    order(&Thumbnails::with(Arc::new(memory.clone())), 1).await?;
    let published = memory.published();
    assert_eq!(published[0].address(), "thumbnails/jobs");
    assert_eq!(
        published[0].body(),
        &br#"{"image":"picture-0.png","width":128}"#[..]
    );
    assert_eq!(published[0].headers().iter().count(), 0);
    Ok(())
}

#[tokio::test]
async fn every_job_is_done_once_and_a_broken_one_is_given_up() -> Result<(), super::Failure> {
    let memory = Memory::new();
    let (log, mut lines) = mpsc::unbounded_channel();
    for name in ["ann", "bob"] {
        tokio::spawn(work(Arc::new(memory.clone()), name, log.clone()));
    }
    order(&Thumbnails::with(Arc::new(memory.clone())), 5).await?;
    let mut made = Vec::new();
    for _ in 0..5 {
        let line = tokio::time::timeout(Duration::from_secs(10), lines.recv()).await?;
        made.push(line.ok_or("a worker is gone")?);
    }
    for number in [0, 1, 2, 4] {
        let image = format!("picture-{number}.png");
        let lines = made.iter().filter(|line| line.contains(&image));
        assert_eq!(lines.count(), 1, "{made:?}");
    }
    let dead = memory.dead_letters();
    assert_eq!(dead.len(), 1);
    assert!(String::from_utf8_lossy(&dead[0].message.body).contains(BROKEN));
    Ok(())
}
