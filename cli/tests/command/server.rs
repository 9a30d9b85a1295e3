//! A host on this machine that says what a test wants.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// Answers by path, until the end of the tests.
pub(crate) struct Server {
    host: String,
    answers: Arc<Mutex<BTreeMap<String, String>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A host that has `files`, by path.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let server = Self {
            host: listener.local_addr().expect("a port").to_string(),
            answers: Arc::default(),
            requests: Arc::default(),
        };
        for (path, text) in files {
            server.put(path, text);
        }
        let (answers, requests) = (Arc::clone(&server.answers), Arc::clone(&server.requests));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let request = lines.next().unwrap_or_default();
                // The rest of the head, so that nobody is cut off while writing it.
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                let answer = answers.lock().expect("no panic").get(&path).cloned();
                requests.lock().expect("no panic").push(path);
                let answer = answer.unwrap_or_else(|| "404 Not Found\r\n\r\n".to_owned());
                // Whoever has heard enough hangs up.
                let _ = write!(stream, "HTTP/1.1 {answer}");
            }
        });
        server
    }

    /// The host and its port.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The address of `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// Says `text` at `path` from now on.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let length = text.len();
        self.answer(path, &format!("200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"));
    }

    /// Says `answer` at `path` from now on: status, head and body.
    pub(crate) fn answer(&self, path: &str, answer: &str) {
        let mut answers = self.answers.lock().expect("no panic");
        answers.insert(path.to_owned(), answer.to_owned());
    }

    /// The paths that were asked for, in order, since the last call.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().expect("no panic"))
    }
}

/// A contract with one schema, which is a reference.
pub(crate) fn contract(reference: &str) -> String {
    format!(
        "asyncapi: 3.0.0\ninfo: {{ title: Lights, version: 1.0.0 }}\ncomponents:\n  schemas:\n    Lamp: {{ $ref: \"{reference}\" }}\n"
    )
}
