//! The files of cases: what a case is, and how invisible characters are written in one.

/// One text and what must come of it.
pub(crate) struct Case<'t> {
    pub(crate) name: &'t str,
    /// The line of its file in which the name stands.
    pub(crate) line: usize,
    pub(crate) bytes: Vec<u8>,
    /// The value as JSON, where it matters.
    pub(crate) value: Option<String>,
    /// The findings, in order.
    pub(crate) findings: Vec<&'t str>,
}

/// The cases of one file.
pub(crate) fn read(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut written = String::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name,
                line: number,
                bytes: Vec::new(),
                value: None,
                findings: Vec::new(),
            });
            written.clear();
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(value) = line.strip_prefix("=> ") {
            let value = String::from_utf8(bytes(value)).expect("the outcome is UTF-8");
            case.value = Some(value);
        } else if let Some(finding) = line.strip_prefix("=! ") {
            case.findings.push(finding);
        } else if !line.starts_with("=: ") && (case.is_open() || !line.is_empty()) {
            assert!(case.is_open(), "line {number}: text behind an outcome");
            written += line;
            written.push('\n');
            case.bytes = bytes(&written);
        }
    }
    for case in &cases {
        assert!(!case.is_open(), "line {}: no outcome", case.line);
    }
    cases
}

impl Case<'_> {
    fn is_open(&self) -> bool {
        self.value.is_none() && self.findings.is_empty()
    }
}

/// The bytes that a text stands for.
///
/// `␠` is a space, `␉` a tab, `␍` a carriage return, `␄` takes the line break behind it away,
/// `⟨U+FEFF⟩` is a character and `⟨FF⟩` a byte.
fn bytes(written: &str) -> Vec<u8> {
    let visible = written
        .replace('␠', " ")
        .replace('␉', "\t")
        .replace('␍', "\r")
        .replace("␄\n", "");
    let mut bytes = Vec::with_capacity(visible.len());
    for part in visible.split('⟩') {
        let (plain, code) = part.split_once('⟨').unwrap_or((part, ""));
        bytes.extend_from_slice(plain.as_bytes());
        if let Some(code) = code.strip_prefix("U+") {
            let code = u32::from_str_radix(code, 16).expect("a hexadecimal code point");
            let character = char::from_u32(code).expect("a character");
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else if !code.is_empty() {
            bytes.push(u8::from_str_radix(code, 16).expect("a hexadecimal byte"));
        }
    }
    bytes
}
