//! The keywords about strings.

use super::SchemaId;
use super::sparse::Group;

/// What a string must be; lengths count Unicode code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringRules {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`, ECMA-262.
    pub pattern: Option<String>,
    /// `format`; it also says things about numbers (`int32`).
    pub format: Option<String>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`: what the decoded text is, which only annotates.
    pub content_schema: Option<SchemaId>,
}

impl StringRules {
    /// Whether every string is valid; `contentEncoding` and its kin only annotate.
    pub fn is_unconstrained(&self) -> bool {
        self.min_length.is_none()
            && self.max_length.is_none()
            && self.pattern.is_none()
            && self.format.is_none()
    }
}

impl Group for StringRules {
    const NONE: &'static Self = &Self {
        min_length: None,
        max_length: None,
        pattern: None,
        format: None,
        content_encoding: None,
        content_media_type: None,
        content_schema: None,
    };
}
