//! What the program is asked to do.

use std::path::PathBuf;
use std::str::FromStr;

/// Shown when the arguments make no sense.
pub(crate) const USAGE: &str = "\
usage: example-orders [ROLE] [OPTIONS]

Without a role the program tells the whole story and needs no options.

roles: shop, packer, listener

options:
  --database FILE       the store; without it a temporary file that is gone afterwards
  --group NAME          the group a packer or listener belongs to
  --name NAME           the name of this consumer within its group
  --workers N           packers that share the queue in the story (2)
  --quantity N          pieces in the order that breaks the contract (101)
  --kill-after-line N   lines the doomed packer has picked when it is killed (2)";

/// Which part of the shop a process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Starts the others, sends orders, and tells what happens.
    Story,
    /// Takes orders.
    Shop,
    /// Packs orders.
    Packer,
    /// Hears what happens to orders.
    Listener,
}

/// The arguments, understood.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Which part of the shop this process is.
    pub(crate) role: Role,
    /// The store.
    pub(crate) database: Option<PathBuf>,
    /// The group of a packer or listener.
    pub(crate) group: String,
    /// The name of this consumer.
    pub(crate) name: String,
    /// Packers that share the queue.
    pub(crate) workers: usize,
    /// Pieces in the order that breaks the contract.
    pub(crate) quantity: u32,
    /// Lines the doomed packer has picked when it is killed.
    pub(crate) kill_after_line: usize,
}

impl Options {
    /// Reads the arguments behind the program's name.
    pub(crate) fn from_arguments(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Self, String> {
        let mut options = Self {
            role: Role::Story,
            database: None,
            group: "packers".to_owned(),
            name: String::new(),
            workers: 2,
            quantity: 101,
            kill_after_line: 2,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("`{argument}` needs a value"))
            };
            match argument.as_str() {
                "shop" => options.role = Role::Shop,
                "packer" => options.role = Role::Packer,
                "listener" => options.role = Role::Listener,
                "--database" => options.database = Some(PathBuf::from(value()?)),
                "--group" => options.group = value()?,
                "--name" => options.name = value()?,
                "--workers" => options.workers = number(&argument, &value()?)?,
                "--quantity" => options.quantity = number(&argument, &value()?)?,
                "--kill-after-line" => options.kill_after_line = number(&argument, &value()?)?,
                _ => return Err(format!("`{argument}` is neither a role nor an option")),
            }
        }
        if options.role != Role::Story && options.database.is_none() {
            return Err("a role needs `--database FILE`".to_owned());
        }
        if options.workers == 0 || !(1..=3).contains(&options.kill_after_line) {
            return Err(
                "there is at least one worker, and the order it is killed at has three lines"
                    .to_owned(),
            );
        }
        Ok(options)
    }

    /// The URL of the store.
    pub(crate) fn url(&self) -> String {
        let database = self
            .database
            .as_deref()
            .unwrap_or_else(|| "orders.db".as_ref());
        format!("embedded://{}", database.display())
    }
}

fn number<T: FromStr>(option: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("`{option}` wants a number, not `{text}`"))
}
