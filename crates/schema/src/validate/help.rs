//! What to write instead of a value that is refused.

use super::Failure;

impl Failure {
    /// How to meet the demand, or to withdraw it.
    pub fn help(&self) -> String {
        match self.keyword {
            "" => "leave the value out: the schema `false` allows none".to_owned(),
            "type" => "write a value of that type, or let `type` allow this one".to_owned(),
            "enum" | "const" => "write a value that is listed, or list this one".to_owned(),
            "required" | "dependentRequired" => {
                format!("add the property, or do not name it in `{}`", self.keyword)
            }
            "additionalProperties" | "unevaluatedProperties" => {
                "leave the property out, or declare it in `properties`".to_owned()
            }
            "format" => "write the value in that format, or change `format`".to_owned(),
            keyword => format!("write a value that `{keyword}` allows, or change `{keyword}`"),
        }
    }
}
