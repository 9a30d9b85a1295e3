//! The pages about clients show lines of tests that run.

use std::path::Path;

/// The Rust of a page in order, each block with the test that it is taken from.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("```").skip(1).step_by(2);
    let blocks = parts.filter_map(|block| block.split_once('\n'));
    blocks
        .filter_map(|(fence, code)| Some((fence.strip_prefix("rust ")?, code)))
        .collect()
}

#[test]
fn every_line_that_is_shown_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["sending", "clients"] {
        let page = folder.join(format!("../../docs/{page}.md"));
        let page = std::fs::read_to_string(page).expect("the page is there");
        let blocks = blocks(&page);
        assert!(blocks.len() > 4, "the page has examples");
        for (test, code) in blocks {
            let source = folder.join(format!("tests/{test}.rs"));
            let source = std::fs::read_to_string(source).expect("the test is there");
            let mut rest = source.lines().map(str::trim);
            for line in code.lines().map(str::trim) {
                assert!(
                    rest.any(|known| known == line),
                    "`{line}` is not in {test}.rs, or not there"
                );
            }
        }
    }
}
