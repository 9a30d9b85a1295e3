//! Processes: this executable again, in another role.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;

use crate::Failure;
use crate::options::Options;

/// A part of the shop that runs in a process of its own; its lines are shown as they come.
pub(crate) struct Part {
    child: Child,
    /// Closing it asks the process to end.
    input: Option<ChildStdin>,
    lines: mpsc::UnboundedReceiver<String>,
}

impl Part {
    /// Starts this executable as `role`, and waits until it says that it is ready.
    pub(crate) async fn start(
        options: &Options,
        role: &str,
        group: &str,
        name: &str,
    ) -> Result<Self, Failure> {
        let database = options
            .database
            .as_deref()
            .ok_or("a part needs the store")?;
        let mut child = Command::new(std::env::current_exe()?)
            .args([role, "--group", group, "--name", name, "--database"])
            .arg(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let input = child.stdin.take();
        let output = child.stdout.take().ok_or("a part has an output")?;
        let (sender, lines) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut output = BufReader::new(output).lines();
            while let Ok(Some(line)) = output.next_line().await {
                println!("{line}");
                // Nobody waits for lines any more once the story is over.
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut part = Self {
            child,
            input,
            lines,
        };
        part.wait_for("").await?;
        Ok(part)
    }

    /// Waits for a line that contains `text`, and gives it back.
    pub(crate) async fn wait_for(&mut self, text: &str) -> Result<String, Failure> {
        let search = async {
            while let Some(line) = self.lines.recv().await {
                if line.contains(text) {
                    return Some(line);
                }
            }
            None
        };
        let found = tokio::time::timeout(Duration::from_secs(10), search).await;
        found
            .ok()
            .flatten()
            .ok_or_else(|| format!("no line with `{text}` came").into())
    }

    /// Ends the process at once, as a power failure would, and says which it was.
    pub(crate) async fn kill(mut self) -> Result<u32, Failure> {
        let pid = self.child.id().ok_or("the process has ended already")?;
        self.child.kill().await?;
        Ok(pid)
    }

    /// Asks the process to end and waits until it has.
    pub(crate) async fn stop(mut self) -> Result<(), Failure> {
        drop(self.input.take());
        let status = tokio::time::timeout(Duration::from_secs(10), self.child.wait()).await??;
        if status.success() {
            Ok(())
        } else {
            Err(format!("a part ended with {status}").into())
        }
    }
}

/// Completes when standard input closes: the sign for a part to end.
pub(crate) async fn input_closed() {
    let mut rest = Vec::new();
    // An error means that nobody can send the sign any more, which is the sign too.
    let _ = tokio::io::stdin().read_to_end(&mut rest).await;
}
