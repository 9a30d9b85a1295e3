//! URIs of RFC 3986, IRIs of RFC 3987, and URI templates of RFC 6570.

use std::borrow::Cow;

use super::network::ipv6_address;

/// Unreserved characters and sub-delimiters, inside a class.
const PLAIN: &str = r"A-Za-z0-9\-._~!$&'()*+,;=";

/// A percent-encoded byte.
const ENCODED: &str = "%[0-9A-Fa-f]{2}";

const SCHEME: &str = "[A-Za-z][A-Za-z0-9+.-]*:";

/// `ucschar` of RFC 3987 §2.2 up to the first supplementary plane, inside a class.
const LETTERS: &str = r"\u{A0}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{E1000}-\u{EFFFD}";

/// `iprivate` of RFC 3987 §2.2, inside a class.
const PRIVATE: &str = r"\u{E000}-\u{F8FF}\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}";

/// The parts of a reference.
struct Grammar {
    /// Plain characters, those of other scripts included where they are allowed.
    plain: String,
    query: String,
}

impl Grammar {
    fn ascii() -> Self {
        let plain = PLAIN.to_owned();
        let query = format!("(?:[{plain}:@/?]|{ENCODED})");
        Self { plain, query }
    }

    fn unicode() -> Self {
        let planes = (1..=0xD_u32).map(|plane| format!(r"\u{{{plane:X}0000}}-\u{{{plane:X}FFFD}}"));
        let plain = format!("{PLAIN}{LETTERS}{}", planes.collect::<String>());
        // The check leaves private characters out of a query before it looks at it.
        let hexadecimal = format!("[{PRIVATE}]*[0-9A-Fa-f]");
        let query = format!("(?:[{plain}:@/?{PRIVATE}]|%{hexadecimal}{hexadecimal})");
        Self { plain, query }
    }

    /// A character of a part that knows the delimiters `more` too.
    fn part(&self, more: &str) -> String {
        format!("(?:[{}{more}]|{ENCODED})", self.plain)
    }

    /// `//`, who and where, and a path.
    fn authority(&self) -> String {
        let (user, host, path) = (self.part(":"), self.part(""), self.part(":@/"));
        let ipv6 = ipv6_address();
        let literal = format!(r"\[(?:{ipv6}|[vV][0-9A-Fa-f]+\.[{PLAIN}:]+)\]");
        format!(r"//(?:{user}*@)?(?:{literal}|{host}*)(?::\d*)?(?:/{path}*)?")
    }

    /// A path that does not begin with `//`, or one of an authority.
    fn hierarchy(&self) -> String {
        let (first, path) = (self.part(":@"), self.part(":@/"));
        format!("(?:{}|/?(?:{first}{path}*)?)", self.authority())
    }

    /// The same where no scheme stands before it: a colon in the first segment would end one.
    fn relative(&self) -> String {
        let (plain, first, path) = (self.part("@"), self.part(":@"), self.part(":@/"));
        let authority = self.authority();
        format!("(?:{authority}|/(?:{first}{path}*)?|(?:{plain}+(?:/{path}*)?)?)")
    }

    fn end(&self) -> String {
        format!(r"(?:\?{}*)?(?:#{}*)?", self.query, self.part(":@/?"))
    }

    fn absolute_pattern(&self) -> Cow<'static, str> {
        let (hierarchy, end) = (self.hierarchy(), self.end());
        format!("^{SCHEME}{hierarchy}{end}$").into()
    }

    fn reference_pattern(&self) -> Cow<'static, str> {
        let (hierarchy, relative, end) = (self.hierarchy(), self.relative(), self.end());
        format!("^(?:{SCHEME}{hierarchy}|{relative}){end}$").into()
    }
}

pub(super) fn uri() -> Cow<'static, str> {
    Grammar::ascii().absolute_pattern()
}

pub(super) fn uri_reference() -> Cow<'static, str> {
    Grammar::ascii().reference_pattern()
}

pub(super) fn iri() -> Cow<'static, str> {
    Grammar::unicode().absolute_pattern()
}

pub(super) fn iri_reference() -> Cow<'static, str> {
    Grammar::unicode().reference_pattern()
}

pub(super) fn uri_template() -> Cow<'static, str> {
    let literal = format!(r#"(?:[^\x00-\x20\x7F-\x9F"<>\\^`|{{}}%]|{ENCODED})"#);
    let letter = format!("(?:[A-Za-z0-9_]|{ENCODED})");
    let name = format!(r"{letter}+(?:\.{letter}+)*(?::[1-9]\d{{0,3}}|\*)?");
    format!(r"^(?:{literal}|\{{[+#./;?&]?{name}(?:,{name})*\}})*$").into()
}
