//! Which values a part of a schema speaks of, by where it stands.

/// The values that the schema describes which has the part at `rest` of a schema around it, in words that come before that;
/// empty where they are those of the schema around it.
pub(super) fn values(rest: &str) -> String {
    let is_item = |step: &str| step.parse::<usize>().is_ok();
    let steps: Vec<&str> = rest.split('/').skip(1).collect();
    let keyword = steps.iter().rposition(|step| !is_item(step));
    let mut steps = steps.into_iter().take(keyword.unwrap_or(0)).peekable();
    let mut path = String::new();
    while let Some(keyword) = steps.next() {
        match keyword {
            "properties" => path.extend(steps.next().map(|name| format!("/{name}"))),
            "items" | "prefixItems" => {
                path += &format!("/{}", steps.next_if(|step| is_item(step)).unwrap_or("*"));
            }
            "patternProperties" => {
                steps.next();
                path += "/*";
            }
            "additionalItems"
            | "additionalProperties"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties" => path += "/*",
            "allOf" | "anyOf" | "oneOf" | "dependentSchemas" => {
                steps.next();
            }
            // Beside its language, AsyncAPI 3 has a schema in a field of its own.
            "not" | "if" | "then" | "else" | "schema" => {}
            // What a definition describes is not known here.
            _ => return String::new(),
        }
    }
    match path.is_empty() {
        true => path,
        false => format!("`{path}` of "),
    }
}
