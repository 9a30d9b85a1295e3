//! What the page about the specification's demands says is true.

use xtask::coverage::{complaints, page, page_path, read_all, tables_folder};

#[test]
fn every_demand_is_kept_as_the_tables_say() {
    let texts = read_all(&tables_folder()).expect("readable tables");
    let complaints = complaints(&texts);
    assert_eq!(complaints, Vec::<String>::new());
    let names: Vec<&str> = texts.iter().map(|text| text.name.as_str()).collect();
    assert_eq!(names, ["AsyncAPI 3.1.0", "AsyncAPI 2.6.0"]);
}

#[test]
fn the_page_is_current() {
    let texts = read_all(&tables_folder()).expect("readable tables");
    let committed = std::fs::read_to_string(page_path()).expect("the page");
    assert!(
        committed == page(&texts),
        "`cargo run --package xtask -- coverage` writes another page"
    );
}
