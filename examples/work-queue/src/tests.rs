//! What is on the wire, and what becomes of jobs.

use tidings::memory::Outcome;
use tokio::sync::mpsc;

use super::thumbnails::{MakeThumbnail, testing};
use super::{BROKEN, order, work};

#[tokio::test]
async fn a_job_is_plain_json() -> Result<(), super::Failure> {
    let test = testing::thumbnails();
    order(test.client(), 1).await?;
    let jobs = test.assert_published::<MakeThumbnail>();
    assert_eq!(jobs[0].sent.address(), "thumbnails/jobs");
    assert_eq!(
        jobs[0].sent.body(),
        &br#"{"image":"picture-0.png","width":128}"#[..]
    );
    assert_eq!(jobs[0].sent.headers().iter().count(), 0);
    Ok(())
}

#[tokio::test]
async fn every_job_is_done_once_and_a_broken_one_is_given_up() -> Result<(), super::Failure> {
    let test = testing::thumbnails();
    let (log, mut lines) = mpsc::unbounded_channel();
    for name in ["ann", "bob"] {
        tokio::spawn(work(test.transport(), name, log.clone()));
    }
    order(test.client(), 5).await?;
    // The workers take their time, and the test does not: theirs is not the time of the clock on the wall.
    test.rest().await;
    let made: Vec<String> = std::iter::from_fn(|| lines.try_recv().ok()).collect();
    for number in [0, 1, 2, 4] {
        let image = format!("picture-{number}.png");
        let lines = made.iter().filter(|line| line.contains(&image));
        assert_eq!(lines.count(), 1, "{made:?}");
    }
    let dead = test.memory().dead_letters();
    assert_eq!(dead.len(), 1);
    assert!(String::from_utf8_lossy(&dead[0].message.body).contains(BROKEN));
    Ok(())
}

#[tokio::test]
async fn a_job_whose_worker_loses_its_connection_is_done_by_another() -> Result<(), super::Failure>
{
    let test = testing::thumbnails();
    let (log, mut lines) = mpsc::unbounded_channel();
    tokio::spawn(work(test.transport(), "ann", log.clone()));
    order(test.client(), 1).await?;
    tokio::task::yield_now().await;
    // Ann has the job in hand, and nobody will hear from her any more.
    test.memory().cut();
    let elsewhere = test.memory().reconnect();
    tokio::spawn(work(std::sync::Arc::new(elsewhere), "bob", log));
    test.rest().await;
    let made = std::iter::from_fn(|| lines.try_recv().ok());
    assert!(
        made.last()
            .is_some_and(|line| line.starts_with("bob made picture-0.png"))
    );
    let settled = test.memory().settlements();
    assert_eq!(
        settled.last().map(|it| &it.outcome),
        Some(&Outcome::Acknowledged)
    );
    Ok(())
}
