//! The process in which a prover works: a question a line comes in, an answer a line goes out.

use std::io::{BufRead, Write, stdin, stdout};

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike;
use serde_json::{Value, json};

use crate::Failure;
use crate::asked::Asked;
use crate::oracles::Opinion;
use crate::prover::{Prover, Said};

/// How much memory a prover may use, in bytes.
const MEMORY: u64 = 3 << 30;

/// How much of it is for calls inside each other.
const STACK: usize = 256 << 20;

/// Answers every question that comes in.
pub(crate) fn work(prover: Prover) -> Result<(), Failure> {
    setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY)?;
    let answer_all = move || -> Result<(), String> {
        for line in stdin().lock().lines() {
            let line = line.map_err(|error| error.to_string())?;
            let said = Asked::of_line(&line).and_then(|asked| prover.ask(&asked));
            let said = said.map_err(|error| error.to_string())?;
            writeln!(stdout(), "{}", said.to_line()).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(answer_all)?;
    let outcome = thread.join().map_err(|_| "the prover panics")?;
    Ok(outcome?)
}

impl Said {
    fn to_line(&self) -> String {
        let opinion = self.opinion.map(|opinion| match opinion {
            Opinion::Yes => "yes",
            Opinion::No => "no",
            Opinion::Unknown => "unknown",
        });
        let said = json!({
            "opinion": opinion,
            "shown": self.is_shown,
            "reading": self.reading,
            "asking": self.asking,
        });
        said.to_string()
    }

    /// What stands on `line`.
    pub(crate) fn of_line(line: &str) -> Result<Self, Failure> {
        let said: Value = serde_json::from_str(line)?;
        let number = |key: &str| said[key].as_u64().ok_or("a time is a number");
        Ok(Self {
            opinion: match said["opinion"].as_str() {
                Some("yes") => Some(Opinion::Yes),
                Some("no") => Some(Opinion::No),
                Some(_) => Some(Opinion::Unknown),
                None => None,
            },
            is_shown: said["shown"] == true,
            reading: number("reading")?,
            asking: number("asking")?,
        })
    }
}

/// Measures the processor time that this process takes.
pub(crate) struct Clock(i64);

impl Clock {
    pub(crate) fn start() -> nix::Result<Self> {
        Ok(Self(processor_time()?))
    }

    pub(crate) fn microseconds(&self) -> nix::Result<u64> {
        Ok(u64::try_from(processor_time()? - self.0).unwrap_or_default())
    }
}

fn processor_time() -> nix::Result<i64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    Ok(usage.user_time().num_microseconds() + usage.system_time().num_microseconds())
}
