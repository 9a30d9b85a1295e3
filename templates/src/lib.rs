//! The pages that Tidings writes for people, as files in `html/` and `markdown/` and one table that embeds them.
//!
//! A page is filled with plain data by whoever knows what stands on it, who also brings the way in which texts are
//! made harmless. This crate refuses to know contracts.
//! Start reading at [`Template::render`]; a new page is a file and a line in the table.

use std::io::Write;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

/// Declares a constant for each template and the table of them.
macro_rules! templates {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal;)+) => {
        impl Template {
            $($(#[doc = $doc])+
            pub const $name: Self = Self {
                path: $path,
                text: include_str!(concat!("../", $path)),
            };)+
        }

        /// Every template.
        pub static TEMPLATES: &[Template] = &[$(Template::$name),+];
    };
}

templates! {
    /// A history of versions as one page of HTML that needs no other file.
    CHANGELOG_HTML = "html/changelog.html";
    /// A history of versions in Markdown.
    CHANGELOG_MARKDOWN = "markdown/changelog.md";
}

/// A page with places for texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The file in this package.
    pub path: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// How texts are written into a page, so that nothing in them is taken for a part of the page.
#[derive(Clone, Copy, Debug)]
pub struct Escape {
    /// Writes a text; every text on the page goes through it.
    pub text: fn(&str, &mut dyn Write) -> std::io::Result<()>,
    /// A text in which code between backticks keeps its meaning; the filter `prose`.
    pub prose: fn(&str) -> String,
}

/// A template that cannot be filled with the data it was given.
#[derive(Debug, thiserror::Error)]
#[error("the template {path} cannot be filled: {reason}")]
pub struct RenderError {
    path: &'static str,
    reason: String,
}

impl Template {
    /// The page with `data` on it.
    ///
    /// # Errors
    ///
    /// When the template names something that `data` has not got, or makes no sense.
    pub fn render(&self, data: &impl Serialize, escape: Escape) -> Result<String, RenderError> {
        let failed = |error: tera::Error| RenderError {
            path: self.path,
            reason: error.to_string(),
        };
        let mut tera = Tera::new();
        // Every template, whatever its file is called.
        tera.autoescape_on([""]);
        tera.set_escape_fn(escape.text);
        let prose = escape.prose;
        tera.register_filter("prose", move |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&prose(text))
        });
        tera.add_raw_template(self.path, self.text)
            .map_err(failed)?;
        let context = Context::from_serialize(data).map_err(failed)?;
        tera.render(self.path, &context).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOUD: Escape = Escape {
        text: |text, output| write!(output, "[{text}]"),
        prose: |text| format!("({text})"),
    };

    #[track_caller]
    fn check(text: &'static str, expected: &str) {
        let template = Template {
            path: "a.txt",
            text,
        };
        let data = serde_json::json!({ "name": "n", "list": ["a", "b"] });
        let page = template
            .render(&data, LOUD)
            .map_err(|error| error.to_string());
        assert_eq!(page.unwrap_or_else(|error| error), expected);
    }

    #[test]
    fn every_text_is_made_harmless() {
        check("<{{ name }}>", "<[n]>");
        check("{% for one in list %}{{ one }}{% endfor %}", "[a][b]");
        check("{{ name | prose }}", "(n)");
    }

    #[test]
    fn what_is_missing_is_told() {
        let template = Template {
            path: "a.txt",
            text: "{{ nmae }}",
        };
        let error = template.render(&serde_json::json!({ "name": "n" }), LOUD);
        let message = error.expect_err("a mistake").to_string();
        assert!(
            message.contains("a.txt") && message.contains("nmae"),
            "{message}"
        );
    }
}
