//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

/// `docs` as attributes, `fallback` when they say nothing.
pub(super) fn attributes(docs: &Docs, fallback: &str) -> TokenStream {
    let mut text = String::new();
    let title = docs
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty());
    let description = docs
        .description
        .as_deref()
        .map(str::trim)
        .filter(|description| !description.is_empty());
    match (title, description) {
        (Some(title), Some(description)) if title != description => {
            text.push_str(title);
            text.push_str("\n\n");
            text.push_str(description);
        }
        (Some(one), _) | (None, Some(one)) => text.push_str(one),
        (None, None) => text.push_str(fallback),
    }
    let mut examples = docs
        .examples
        .iter()
        .filter(|example| example.len() <= 400)
        .take(3)
        .peekable();
    if examples.peek().is_some() {
        text.push_str("\n\nFor example:\n\n```text\n");
        for example in examples {
            text.push_str(&example.replace("```", "'''"));
            text.push('\n');
        }
        text.push_str("```");
    }
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    let comment = comment(&text);
    quote!(#comment #deprecated)
}

/// Lines of a documentation comment in which nothing runs as a test.
pub(super) fn comment(text: &str) -> TokenStream {
    let mut in_fence = false;
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        let content = line.trim_start();
        if content.starts_with("```") || content.starts_with("~~~") {
            in_fence = !in_fence;
            // Whatever language the author named, Rust's documentation must not run it.
            let line = if in_fence { "```text" } else { "```" };
            return format!(" {line}");
        }
        // Four spaces would make a code block, which is a test for rustdoc.
        let line = if in_fence { line } else { content };
        if line.is_empty() {
            String::new()
        } else {
            format!(" {}", line.replace('\t', "    "))
        }
    });
    let mut lines: Vec<String> = lines.collect();
    if in_fence {
        lines.push(" ```".to_owned());
    }
    quote!(#(#[doc = #lines])*)
}
