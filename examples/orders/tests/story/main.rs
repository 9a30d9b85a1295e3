//! The story with other numbers, and its log held against the rows of the store.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where it finds what it does not expect"
)]

mod books;
mod failures;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use books::{Line, Row, rows};
use failures::{
    a_broken_order_is_refused, a_failing_handler_ends_in_the_dead_letters,
    a_killed_packer_loses_nothing,
};

const QUANTITY: u32 = 250;
const WORKERS: usize = 3;
const KILL_AFTER_LINE: usize = 1;

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
