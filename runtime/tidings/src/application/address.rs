//! Addresses and URLs with parameters between braces, and keys made of them.

/// The names between braces, in their order and each once; `None` where the braces do not match.
pub(super) fn parameters(template: &str) -> Option<Vec<&str>> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (name, behind) = rest.get(at..)?.strip_prefix('{')?.split_once('}')?;
        if name.is_empty() || name.contains('{') {
            return None;
        }
        if !names.contains(&name) {
            names.push(name);
        }
        rest = behind;
    }
    Some(names)
}

/// A name for what `address` leads to: `orders.{region}.events` is `ordersRegionEvents`.
pub(super) fn key(address: &str) -> String {
    let words = address.split(|letter: char| !letter.is_alphanumeric());
    let mut key = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        let Some(first) = letters.next() else {
            continue;
        };
        match key.is_empty() {
            true => key.extend(first.to_lowercase()),
            false => key.extend(first.to_uppercase()),
        }
        key.push_str(letters.as_str());
    }
    key
}

/// Whether `name` can stand in a reference as it is.
pub(super) fn is_name(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    !name.is_empty() && name.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_between_braces() {
        let none: Option<Vec<&str>> = Some(vec![]);
        assert_eq!(parameters("orders.placed"), none);
        assert_eq!(parameters("o/{a}/{b}/{a}"), Some(vec!["a", "b"]));
        for broken in ["o/{a", "o/a}", "o/{}", "o/{{a}}"] {
            assert_eq!(parameters(broken), None, "{broken}");
        }
    }

    #[test]
    fn addresses_give_keys() {
        assert_eq!(key("orders.{region}.events"), "ordersRegionEvents");
        assert_eq!(key("/Orders/placed-v2"), "ordersPlacedV2");
    }
}
