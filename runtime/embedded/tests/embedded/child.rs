//! Other processes: this test program started again, with a role to play.
//!
//! A child reports on standard error, one event per line, and goes on when a line comes on its standard input.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use tidings_transport::{SubscribeOptions, Subscription, Transport};

use crate::support::{LIMIT, next, open, order, publisher, subscribe};

const ROLE: &str = "TIDINGS_TEST_ROLE";
const URL: &str = "TIDINGS_TEST_URL";

/// A running child; it is killed when dropped.
pub(crate) struct Process {
    child: Child,
    events: Receiver<String>,
}

impl Process {
    /// Starts a child with a role.
    pub(crate) fn start(role: &str, url: &str) -> Self {
        Self::run(Command::new(std::env::current_exe().unwrap()), role, url)
    }

    /// Starts a child that cannot write files beyond a number of blocks of 512 bytes.
    pub(crate) fn start_with_file_limit(role: &str, url: &str, blocks: u32) -> Self {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ));
        command.arg(std::env::current_exe().unwrap());
        Self::run(command, role, url)
    }

    fn run(mut command: Command, role: &str, url: &str) -> Self {
        let mut child = command
            .args(["--exact", "child::child", "--ignored", "--nocapture"])
            .env(ROLE, role)
            .env(URL, url)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, events) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, events }
    }

    /// The next event.
    pub(crate) fn event(&self) -> String {
        self.events.recv_timeout(LIMIT).expect("the child reports")
    }

    /// The events so far, or until the child has ended.
    pub(crate) fn remaining_events(&self) -> Vec<String> {
        self.events.iter().collect()
    }

    /// Lets the child go on.
    pub(crate) fn go_on(&mut self) {
        writeln!(self.child.stdin.as_mut().unwrap()).unwrap();
    }

    /// Kills the child so that it can do nothing more.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
#[ignore = "plays a part in other tests, as a process of its own"]
async fn child() {
    let (Ok(role), Ok(url)) = (std::env::var(ROLE), std::env::var(URL)) else {
        panic!("{ROLE} and {URL} say what to do");
    };
    match role.as_str() {
        "hold" => consume(&url, Handler::WaitForLine).await,
        "work" => consume(&url, Handler::Work).await,
        "listen" => listen(&url).await,
        "publish" => publish(&url).await,
        role => panic!("there is no role {role}"),
    }
}

/// Tells the parent; in one piece, because the child may be killed at any moment.
fn report(event: &str) {
    let line = format!("{event}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// What a child does with a message before it acknowledges.
enum Handler {
    Work,
    WaitForLine,
}

/// Takes one message after the other; says when it has one and what became of it.
async fn consume(url: &str, handler: Handler) {
    let transport = open(url).await;
    let mut options = SubscribeOptions::new("work");
    options.prefetch = 1;
    let mut subscription: Box<dyn Subscription> = subscribe(&transport, options).await;
    report("ready");
    loop {
        let batch = subscription.next_batch(1, Duration::ZERO).await.unwrap();
        for delivery in batch {
            let body = String::from_utf8(delivery.message.body.to_vec()).unwrap();
            report(&format!("got {body} {}", delivery.attempt.number()));
            match handler {
                Handler::Work => tokio::time::sleep(Duration::from_millis(4)).await,
                Handler::WaitForLine => {
                    std::io::stdin().read_line(&mut String::new()).unwrap();
                }
            }
            let settled = delivery.ack().await;
            report(&format!("settled {body} {settled:?}"));
        }
    }
}

/// Has an inbox and an ephemeral group until it is killed.
async fn listen(url: &str) {
    let transport = open(url).await;
    let mut options = SubscribeOptions::new("passing");
    options.ephemeral = true;
    let mut subscription = subscribe(&transport, options).await;
    let inbox = transport.inbox().await.unwrap();
    report(inbox.address());
    drop(next(&mut subscription).await);
}

/// Publishes large messages until it cannot; says which number is confirmed, and what went wrong.
async fn publish(url: &str) {
    let transport = open(url).await;
    let publisher = publisher(&transport).await;
    for number in 0.. {
        let mut message = order(vec![0; 10_000]);
        message.correlation_id = Some(format!("{number}"));
        match publisher.send(message).await {
            Ok(_) => report(&number.to_string()),
            Err(error) => {
                report(&format!("{:?} {error}", error.kind()));
                return;
            }
        }
    }
}
