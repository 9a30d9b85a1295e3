//! The page about generated code shows what is generated.

mod support;

use tidings_codegen::generate;

const PAGE: &str = include_str!("../../../docs/generated-code.md");

/// The blocks of the page, each with what stands behind its fence.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let parts: Vec<&str> = PAGE.split("```").collect();
    let blocks = parts.iter().skip(1).step_by(2);
    blocks
        .map(|block| block.split_once('\n').expect("a block has lines"))
        .collect()
}

/// What is generated for the schemas in `text`, line by line.
#[track_caller]
fn lines_of(text: &str) -> Vec<String> {
    let indented = text.lines().map(|line| format!("    {line}\n"));
    let schemas: String = indented.collect();
    let head = "asyncapi: 3.0.0\ninfo: {title: Example, version: 1.0.0}\nchannels: {}";
    let contract = format!("{head}\ncomponents:\n  schemas:\n{schemas}");
    let generated = generate(&support::read(contract), &support::options("documentation"));
    let [(_, code)] = &generated.files[..] else {
        panic!("{}", support::in_words(&generated.findings));
    };
    code.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn every_line_that_is_shown_is_generated() {
    let blocks = blocks();
    let shown: Vec<_> = blocks
        .windows(2)
        .filter(|pair| pair[0].0 == "yaml schema")
        .collect();
    assert!(shown.len() > 5, "the page has examples");
    for pair in shown {
        let [(_, schema), ("rust", code)] = pair else {
            panic!("code follows a schema: {pair:?}");
        };
        let generated = lines_of(schema);
        let mut rest = generated.iter();
        for line in code.lines().filter(|line| *line != "…") {
            assert!(
                rest.any(|known| known == line),
                "`{line}` is not generated, or not there, for\n{schema}\nbut\n{}",
                generated.join("\n")
            );
        }
    }
}
