//! Addresses, hosts and paths with `{placeholders}`.

/// The names of the placeholders in `template`, in its order: `region` for `orders/{region}`.
///
/// AsyncAPI 3.1, "Channel Address Expressions": a name between braces. Braces without a partner, and braces around
/// nothing or around spaces, name nothing.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let behind_braces = template.split('{').skip(1);
    behind_braces
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &[&str]) {
        let found: Vec<&str> = placeholders(template).collect();
        assert_eq!(found, expected, "{template}");
    }

    #[test]
    fn placeholders_are_names_between_braces() {
        check("orders/{region}/events", &["region"]);
        check("{a}.{b}", &["a", "b"]);
        check("orders", &[]);
        check("a{}b{c", &[]);
        check("{{ host }}", &[]);
        check("a{b{c}d}", &["c"]);
    }
}
