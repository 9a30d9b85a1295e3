//! One message in a shape that counters can measure, by hand and by generated code.
//!
//! `message JOB N` does a job with N messages; the difference of two runs with different N is the cost of the messages
//! alone, which `message.sh` works out with valgrind.

mod events;
mod plain;
mod requests;

use tidings_benches::MESSAGE;
use tidings_benches::readings::Reading;

use plain::Plain;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The jobs by their names, each with what it does.
const JOBS: &str = "plain|checked|filled|received|handled|sent|published|exchanged|asked";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let job = arguments.next().unwrap_or_default();
    let count: usize = arguments
        .next()
        .ok_or_else(|| format!("message {JOBS} N"))?
        .parse()?;
    match job.as_str() {
        "plain" => {
            for _ in 0..count {
                let plain: Plain = serde_json::from_slice(std::hint::black_box(MESSAGE))?;
                std::hint::black_box(plain.weight());
            }
        }
        "checked" => {
            for _ in 0..count {
                let reading: Reading = tidings::json::from_slice(std::hint::black_box(MESSAGE))?;
                std::hint::black_box(reading);
            }
        }
        "filled" => drop(events::filled(count).await?),
        "received" => events::received(count).await?,
        "handled" => events::handled(count).await?,
        "sent" => events::sent(count).await?,
        "published" => events::published(count).await?,
        "exchanged" => requests::exchanged(count).await?,
        "asked" => requests::asked(count).await?,
        other => return Err(format!("`{other}` is none of {JOBS}").into()),
    }
    Ok(())
}
