//! What goes wrong in the story, and that nothing is lost by it.

use std::collections::BTreeMap;

use super::books::{Line, Row};
use super::{KILL_AFTER_LINE, QUANTITY};

pub(super) fn a_broken_order_is_refused(log: &str, rows: &BTreeMap<i64, Row>) {
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

pub(super) fn a_failing_handler_ends_in_the_dead_letters(
    lines: &[Line],
    rows: &BTreeMap<i64, Row>,
) {
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

pub(super) fn a_killed_packer_loses_nothing(log: &str, lines: &[Line], rows: &BTreeMap<i64, Row>) {
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
