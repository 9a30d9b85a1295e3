//! A book outside of any store: one line for each thing that has happened, from whichever process.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The store has confirmed the message.
    Sent(String),
    /// The process has begun to handle the message.
    Start(u32, String),
    /// The process has handled the message.
    End(u32, String),
}

/// The ledger, open for writing.
///
/// Each line is one write to a file that is open for appending, which the system keeps whole, and what was written
/// stays when the writer is killed.
#[derive(Debug)]
pub struct Ledger {
    file: File,
}

impl Ledger {
    /// Opens the ledger at `path`, and makes it when it is not there.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        Ok(Self {
            file: OpenOptions::new().create(true).append(true).open(path)?,
        })
    }

    /// Adds one line.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn write(&self, entry: &Entry) -> std::io::Result<()> {
        let line = match entry {
            Entry::Sent(message) => format!("sent 0 {message}\n"),
            Entry::Start(process, message) => format!("start {process} {message}\n"),
            Entry::End(process, message) => format!("end {process} {message}\n"),
        };
        (&self.file).write_all(line.as_bytes())
    }

    /// Every line of the ledger at `path`, in order.
    ///
    /// # Errors
    ///
    /// What the system says, and a line that is none of ours.
    pub fn read(path: &Path) -> std::io::Result<Vec<Entry>> {
        let text = std::fs::read_to_string(path)?;
        text.lines()
            .map(|line| {
                let invalid =
                    || std::io::Error::other(format!("`{line}` is no line of the ledger"));
                let mut words = line.splitn(3, ' ');
                let kind = words.next().ok_or_else(invalid)?;
                let process = words
                    .next()
                    .and_then(|word| word.parse().ok())
                    .ok_or_else(invalid)?;
                let message = words.next().ok_or_else(invalid)?.to_owned();
                match kind {
                    "sent" => Ok(Entry::Sent(message)),
                    "start" => Ok(Entry::Start(process, message)),
                    "end" => Ok(Entry::End(process, message)),
                    _ => Err(invalid()),
                }
            })
            .collect()
    }
}
