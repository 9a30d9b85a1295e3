//! What the compiler has to say, at its place in the document.

use miette::Diagnostic;
use protox::Error;
use tidings_diag::{Finding, Related};
use tidings_source::imports;

use super::compile::Unit;
use super::rules::PROTOBUF_INVALID;
use super::text::Text;

/// Findings about one text; whoever has more mends it in several rounds.
const FINDINGS: usize = 20;

/// The findings that `error` stands for.
pub(super) fn findings(unit: &Unit<'_>, error: &Error) -> Vec<Finding> {
    let root = unit.texts.get(&unit.name);
    let text = error.file().and_then(|name| unit.texts.get(name));
    let Some(text) = text.or(root) else {
        return Vec::new();
    };
    let first: &dyn Diagnostic = error;
    let others = first.related().into_iter().flatten();
    std::iter::once(first)
        .chain(others)
        .take(FINDINGS)
        .map(|diagnostic| finding(unit, *text, diagnostic))
        .collect()
}

fn finding(unit: &Unit<'_>, text: Text<'_>, diagnostic: &dyn Diagnostic) -> Finding {
    let message = in_backticks(&diagnostic.to_string());
    let labels = diagnostic.labels().into_iter().flatten();
    let mut labels: Vec<_> = labels
        .map(|label| {
            let range = label.offset()..label.offset() + label.len();
            let words = label.label().unwrap_or("this belongs to it");
            (text.location(range), in_backticks(words))
        })
        .collect();
    // Where two places contradict each other the last one is what somebody added.
    let location = match labels.pop() {
        Some((location, _)) => location,
        None => unlabelled(unit, text, &message),
    };
    let mut finding = Finding::new(&PROTOBUF_INVALID, location, message)
        .with_section("Protocol Buffers, Language Specification");
    let help = diagnostic.help().map(|help| help.to_string());
    finding.help = match help {
        Some(help) => Some(in_backticks(&help)),
        None if finding.message.contains("proto2") && !text.as_str().contains("syntax") => Some(
            "a text without a syntax is proto2; start it with `syntax = \"proto3\";`".to_owned(),
        ),
        None => None,
    };
    finding.related = labels
        .into_iter()
        .map(|(location, message)| Related { message, location })
        .collect();
    finding
}

/// The import of the text that a circle of imports goes through, or the end of a text that ends too early.
fn unlabelled(unit: &Unit<'_>, text: Text<'_>, message: &str) -> tidings_diag::Location {
    let circle = unit.texts.get(&unit.name).and_then(|root| {
        let mut through = imports(root.as_str()).into_iter();
        let import = through.find(|import| message.contains(import.path))?;
        Some(root.location(import.range))
    });
    circle.unwrap_or_else(|| {
        let end = text.as_str().trim_end().len();
        text.location(end..end)
    })
}

/// The compiler quotes with `'`, everything else here with backticks.
fn in_backticks(message: &str) -> String {
    match message.matches('\'').count() % 2 {
        0 => message.replace('\'', "`"),
        _ => message.to_owned(),
    }
}
