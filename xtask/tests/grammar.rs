//! The fixtures of the grammar prove every row of its tables.

use xtask::grammar::{Reach, fixtures_folder, prove};

#[test]
fn every_row_is_needed() {
    let report = prove(&fixtures_folder(), Reach::OwnObject).expect("readable fixtures");
    assert_eq!(report.complaints, Vec::<String>::new());
    assert!(report.rows > 200, "only {} rows", report.rows);
}
