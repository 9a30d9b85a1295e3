//! Opening: the connections and the three threads of one file.

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tidings_transport::{Health, TransportError, TransportErrorKind};
use tokio::sync::{oneshot, watch};

use crate::fault::{Fault, transport_error};
use crate::options::{Options, locate};
use crate::reader::{self, Reader};
use crate::shared::Shared;
use crate::store::Store;
use crate::wake::Bells;
use crate::writer::{self, Desk, Writer};
use crate::{schema, watcher};

/// Opens the file that `target` names. Whatever may block is done on the threads that keep the connections.
pub(crate) async fn open(target: &str, options: Options) -> Result<Arc<Shared>, TransportError> {
    let (path, options) = locate(target, options)?;
    // The current folder of the process may change later.
    let path = std::path::absolute(path).map_err(|cause| {
        TransportError::new(
            TransportErrorKind::Configuration,
            format!("`{target}` is no path: {cause}"),
        )
    })?;
    let (writer, requests) = Writer::new();
    let (reader, questions) = Reader::new();
    let (health, health_receiver) = watch::channel(Health::Connected);
    let bells = Arc::new(Bells::default());
    let (opened_sender, opened) = oneshot::channel();
    let desk = {
        let (path, options, bells) = (path.clone(), options.clone(), Arc::clone(&bells));
        move |connection| Desk {
            store: Store::new(connection, options.heartbeat),
            path,
            busy_timeout: options.busy_timeout,
            bells,
            health,
        }
    };
    let place = (path.clone(), options.clone());
    spawn("tidings-writer", move || {
        match connect(&place.0, &place.1) {
            Ok(connections) => {
                let desk = desk(connections.writing);
                // Where this fails the caller has given up, and the writer ends as soon as it looks.
                let _ = opened_sender.send(Ok((connections.watching, connections.reading)));
                writer::run(desk, requests);
            }
            Err(error) => {
                let _ = opened_sender.send(Err(error));
            }
        }
    })?;
    let (watching, reading) = opened
        .await
        .unwrap_or_else(|_| Err(Fault::Lost.transport_error(&path)))?;
    spawn("tidings-reader", move || reader::run(&reading, questions))?;
    let shared = Arc::new(Shared::new(
        path,
        options,
        writer,
        reader,
        bells,
        health_receiver,
    ));
    let watched = Arc::downgrade(&shared);
    let thread = spawn("tidings-watcher", move || watcher::run(watching, &watched))?;
    // Nobody else has the transport yet, so nobody else can have set it.
    let _ = shared.watcher.set(thread.thread().clone());
    Ok(shared)
}

struct Connections {
    writing: Connection,
    watching: Connection,
    reading: Connection,
}

fn connect(path: &Path, options: &Options) -> Result<Connections, TransportError> {
    let writing = schema::open_for_writing(path, options.busy_timeout)?;
    let beside = || {
        schema::open_for_reading(path, options.busy_timeout)
            .map_err(|error| transport_error(path, &Arc::new(error)))
    };
    Ok(Connections {
        watching: beside()?,
        reading: beside()?,
        writing,
    })
}

fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, TransportError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map_err(|cause| {
            TransportError::new(
                TransportErrorKind::Broken,
                format!("the thread `{name}` cannot be started"),
            )
            .with_cause(cause)
        })
}
