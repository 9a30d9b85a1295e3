//! Files of allowed hosts, each fetched once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tidings_source::{ReadError, resolve_address};

use super::Host;
use super::http::{Answer, Client};

/// How much may be fetched, and how long that may take.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Bytes of one file.
    file: u64,
    /// Bytes of all files of a run.
    run: u64,
    /// For one file, with every redirection on the way.
    time: Duration,
}

/// Generous for contracts, and little for a machine.
const LIMITS: Limits = Limits {
    file: 32 << 20,
    run: 256 << 20,
    time: Duration::from_secs(30),
};

/// Redirections on the way to one file.
const REDIRECTIONS: usize = 5;

/// What was read, or is being read by another document of the run.
type Fetched = Arc<OnceLock<Result<Vec<u8>, ReadError>>>;

/// The hosts that may be asked, and what they answered.
#[derive(Debug)]
pub(super) struct Network {
    hosts: Vec<Host>,
    limits: Limits,
    client: Client,
    fetched: Mutex<HashMap<String, Fetched>>,
    bytes: AtomicU64,
}

impl Default for Network {
    /// A network of which nobody may be asked.
    fn default() -> Self {
        Self::of(&[])
    }
}

impl Network {
    /// A network of `hosts`.
    pub(super) fn of(hosts: &[Host]) -> Self {
        Self::with_limits(hosts, LIMITS)
    }

    fn with_limits(hosts: &[Host], limits: Limits) -> Self {
        Self {
            hosts: hosts.to_vec(),
            limits,
            client: Client::new(),
            fetched: Mutex::default(),
            bytes: AtomicU64::new(0),
        }
    }

    /// What is at `address`; `None` if its host is not allowed.
    pub(super) fn read(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let host = self.host_of(address)?;
        // A panic elsewhere does not make what was fetched wrong.
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = Arc::clone(fetched.entry(address.to_owned()).or_default());
        drop(fetched);
        Some(slot.get_or_init(|| self.fetch(host, address)).clone())
    }

    fn host_of(&self, address: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| host.has(address))
    }

    fn fetch(&self, host: &Host, address: &str) -> Result<Vec<u8>, ReadError> {
        let bytes = self.follow(host, address).map_err(ReadError::Unreachable)?;
        let size = bytes.len() as u64;
        let before = self.bytes.fetch_add(size, Ordering::Relaxed);
        if before.saturating_add(size) > self.limits.run {
            let limit = self.limits.run;
            let message = format!("with it this run would fetch more than {limit} bytes");
            return Err(ReadError::Unreachable(message));
        }
        Ok(bytes)
    }

    /// Asks for `address`, and for where the host itself redirects to.
    fn follow(&self, host: &Host, address: &str) -> Result<Vec<u8>, String> {
        let end = Instant::now() + self.limits.time;
        let mut current = address.to_owned();
        for _ in 0..=REDIRECTIONS {
            let left = end.saturating_duration_since(Instant::now());
            let slow = || format!("no answer within {} seconds", self.limits.time.as_secs());
            let limit = self.limits.file;
            match self.client.get(&current, host.is_explicit(), limit, left) {
                Answer::File(bytes) => return Ok(bytes),
                Answer::Elsewhere(location) => {
                    let location = location.split('#').next().unwrap_or_default();
                    let next = resolve_address(&current, location);
                    check_redirection(host, &current, &next)?;
                    current = next;
                }
                Answer::TooLarge => {
                    return Err(format!("it has more than the {limit} bytes that are read"));
                }
                Answer::TooSlow => return Err(slow()),
                Answer::Failure(reason) => return Err(reason),
            }
        }
        Err(format!("the host redirects more than {REDIRECTIONS} times"))
    }
}

/// Refuses to be sent to another host, or from a guarded connection to an open one.
fn check_redirection(host: &Host, from: &str, to: &str) -> Result<(), String> {
    if !host.has(to) {
        return Err(format!(
            "it redirects to `{to}`, and only its own host may be asked"
        ));
    }
    if from.starts_with("https:") && !to.starts_with("https:") {
        return Err(format!("it redirects to `{to}`, which is not encrypted"));
    }
    Ok(())
}

#[cfg(test)]
#[cfg(feature = "remote")]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const SMALL: Limits = Limits {
        file: 10,
        run: 15,
        time: Duration::from_millis(300),
    };

    /// A network whose one host answers `answers`, each once, and then nothing; waits a little before each.
    fn network(answers: Vec<&'static str>, wait: Duration) -> (Network, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 1024]);
                thread::sleep(wait);
                // Whoever has waited long enough is gone.
                let _ = write!(stream, "HTTP/1.1 {answer}");
            }
        });
        let network = Network::with_limits(&[host.parse().unwrap()], SMALL);
        (network, format!("http://{host}"))
    }

    #[track_caller]
    fn check_refused(read: Option<Result<Vec<u8>, ReadError>>, message: &str) {
        let error = read.expect("an allowed host").unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }

    #[test]
    fn a_file_is_fetched_once() {
        let answers = vec!["200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"];
        let (network, address) = network(answers, Duration::ZERO);
        for _ in 0..3 {
            assert_eq!(network.read(&address), Some(Ok(b"abc".to_vec())));
        }
    }

    #[test]
    fn a_host_that_waits_is_not_waited_for() {
        let (network, address) = network(vec!["200 OK\r\n\r\n"], Duration::from_secs(2));
        let start = Instant::now();
        check_refused(network.read(&address), "no answer within 0 seconds");
        assert!(start.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        let eleven = "200 OK\r\nConnection: close\r\n\r\n01234567890";
        let announced = "200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n";
        let ten = "200 OK\r\nConnection: close\r\n\r\n0123456789";
        let (network, address) = network(vec![eleven, announced, ten, ten], Duration::ZERO);
        let read = |path: &str| network.read(&format!("{address}/{path}"));
        check_refused(read("a"), "more than the 10 bytes");
        check_refused(read("b"), "more than the 10 bytes");
        assert_eq!(read("c"), Some(Ok(b"0123456789".to_vec())));
        check_refused(read("d"), "more than 15 bytes");
    }

    #[test]
    fn encryption_is_not_given_up_on_the_way() {
        let host: Host = "h.example".parse().unwrap();
        let check = |from, to| check_redirection(&host, from, to).is_ok();
        assert!(check("https://h.example/a", "https://h.example/b"));
        assert!(check("http://h.example/a", "https://h.example/a"));
        assert!(!check("https://h.example/a", "http://h.example/a"));
        assert!(!check("https://h.example/a", "https://other.example/a"));
    }
}
