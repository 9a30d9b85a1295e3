//! The story with other numbers, and its log held against the rows of the store.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where it finds what it does not expect"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

const QUANTITY: u32 = 250;
const WORKERS: usize = 3;
const KILL_AFTER_LINE: usize = 1;

/// One line of the log that a handler printed.
#[derive(Debug)]
struct Line {
    pid: u32,
    group: String,
    consumer: String,
    delivery: i64,
    attempt: u32,
    text: String,
}

impl Line {
    /// `pid 4711    packers/packer-1   delivery 7    attempt 1 | picks …`; `None` for every other line.
    fn parse(line: &str) -> Option<Self> {
        let (front, text) = line.split_once(" | ")?;
        let words: Vec<&str> = front.split_whitespace().collect();
        let ["pid", pid, name, "delivery", delivery, "attempt", attempt] = words[..] else {
            return None;
        };
        let (group, consumer) = name.split_once('/')?;
        Some(Self {
            pid: pid.parse().ok()?,
            group: group.to_owned(),
            consumer: consumer.to_owned(),
            delivery: delivery.parse().ok()?,
            attempt: attempt.parse().ok()?,
            text: text.to_owned(),
        })
    }
}

/// One row of the store.
#[derive(Debug)]
struct Row {
    group: String,
    message: i64,
    state: String,
    attempt: u32,
    consumer: String,
    reason: Option<String>,
}

fn rows(database: &Path) -> BTreeMap<i64, Row> {
    let store = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sql =
        "SELECT d.id, g.name, d.message, d.state, d.attempt, coalesce(d.consumer, ''), d.reason
               FROM deliveries d JOIN groups g ON g.id = d.group_id";
    let mut statement = store.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let entry = Row {
            group: row.get(1)?,
            message: row.get(2)?,
            state: row.get(3)?,
            attempt: row.get(4)?,
            consumer: row.get(5)?,
            reason: row.get(6)?,
        };
        Ok((row.get(0)?, entry))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Runs the story on `database` and gives back what it printed.
fn tell(database: &Path) -> String {
    let began = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_example-orders"))
        .arg("--database")
        .arg(database)
        .args([
            "--quantity",
            &QUANTITY.to_string(),
            "--workers",
            &WORKERS.to_string(),
        ])
        .args(["--kill-after-line", &KILL_AFTER_LINE.to_string()])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let log = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{log}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "the story took {:?}",
        began.elapsed()
    );
    log
}

#[test]
fn the_log_says_what_the_store_holds() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("orders.db");
    let log = tell(&database);
    let rows = rows(&database);
    let lines: Vec<Line> = log.lines().filter_map(Line::parse).collect();
    assert!(!lines.is_empty(), "{log}");

    for line in &lines {
        let row = rows
            .get(&line.delivery)
            .unwrap_or_else(|| panic!("no row for {line:?}"));
        assert_eq!(row.group, line.group, "{line:?}");
        // Further attempts within one process are made with the delivery in hand, so the store counts at most as many.
        assert!(row.attempt >= 1 && line.attempt >= 1, "{line:?} {row:?}");
    }
    assert!(
        rows.values()
            .all(|row| row.state == "done" || row.state == "dead"),
        "{rows:#?}"
    );

    an_event_reaches_two_groups(&lines, &rows);
    a_command_is_answered(&log, &lines);
    workers_share_a_queue(&lines, &rows);
    a_broken_order_is_refused(&log, &rows);
    a_failing_handler_ends_in_the_dead_letters(&lines, &rows);
    a_killed_packer_loses_nothing(&log, &lines, &rows);
}

fn an_event_reaches_two_groups(lines: &[Line], rows: &BTreeMap<i64, Row>) {
    let heard: Vec<&Line> = lines
        .iter()
        .filter(|line| line.text.contains("was placed"))
        .collect();
    let groups: BTreeSet<&str> = heard.iter().map(|line| line.group.as_str()).collect();
    assert_eq!(groups, BTreeSet::from(["billing", "mail"]));
    let messages: BTreeSet<i64> = heard
        .iter()
        .map(|line| rows[&line.delivery].message)
        .collect();
    assert_eq!(
        (heard.len(), messages.len()),
        (2, 1),
        "one message, once to each group: {heard:#?}"
    );
}

fn a_command_is_answered(log: &str, lines: &[Line]) {
    let taken = lines
        .iter()
        .find(|line| line.text.starts_with("takes an order"))
        .unwrap();
    let correlation = taken.text.rsplit(' ').next().unwrap();
    let heard = log
        .lines()
        .find(|line| line.contains("hears that 3 pieces will come"))
        .unwrap();
    assert!(heard.ends_with(correlation), "{heard} {taken:?}");
}

fn workers_share_a_queue(lines: &[Line], rows: &BTreeMap<i64, Row>) {
    let queue: Vec<&Line> = lines
        .iter()
        .filter(|line| line.text.contains("-00000000002") && line.text.ends_with("is packed"))
        .collect();
    assert_eq!(
        queue.len(),
        WORKERS * 2,
        "each order is packed once: {queue:#?}"
    );
    let pids: BTreeSet<u32> = queue.iter().map(|line| line.pid).collect();
    assert!(pids.len() > 1, "more than one worker took part: {queue:#?}");
    for line in queue {
        assert_eq!(rows[&line.delivery].consumer, line.consumer, "{line:?}");
    }
}

fn a_broken_order_is_refused(log: &str, rows: &BTreeMap<i64, Row>) {
    let problem = format!("/lines/0/quantity: {QUANTITY} is greater than 100");
    assert!(
        log.lines()
            .any(|line| line.contains("may not send it") && line.contains(&problem)),
        "{log}"
    );
    let dead: Vec<&Row> = rows
        .values()
        .filter(|row| row.group == "shop" && row.state == "dead")
        .collect();
    assert_eq!(dead.len(), 1, "{dead:#?}");
    assert!(
        dead[0].reason.as_ref().unwrap().contains(&problem),
        "{dead:#?}"
    );
}

fn a_failing_handler_ends_in_the_dead_letters(lines: &[Line], rows: &BTreeMap<i64, Row>) {
    let failures: Vec<&Line> = lines
        .iter()
        .filter(|line| line.text.starts_with("fails"))
        .collect();
    let attempts: Vec<u32> = failures.iter().map(|line| line.attempt).collect();
    assert_eq!(attempts, [1, 2, 3]);
    let row = &rows[&failures[0].delivery];
    assert_eq!(row.state, "dead");
    assert!(
        row.reason
            .as_ref()
            .unwrap()
            .contains("ZZZ-9999 is not on the shelf"),
        "{row:?}"
    );
}

fn a_killed_packer_loses_nothing(log: &str, lines: &[Line], rows: &BTreeMap<i64, Row>) {
    let killed = log
        .lines()
        .find_map(|line| line.split_once("killed pid "))
        .unwrap()
        .1;
    let killed: u32 = killed.split(';').next().unwrap().parse().unwrap();
    let order: Vec<&Line> = lines
        .iter()
        .filter(|line| line.text.contains("-000000000050"))
        .collect();
    let first: Vec<&&Line> = order.iter().filter(|line| line.pid == killed).collect();
    let picked = format!("picks line {KILL_AFTER_LINE} ");
    assert!(first.last().unwrap().text.contains(&picked), "{first:#?}");
    assert!(first.iter().all(|line| line.attempt == 1));
    let last = order.last().unwrap();
    assert!(
        last.text.ends_with("is packed") && last.pid != killed && last.attempt == 2,
        "{last:?}"
    );
    let row = &rows[&last.delivery];
    assert_eq!((row.state.as_str(), row.attempt), ("done", 2));
}
