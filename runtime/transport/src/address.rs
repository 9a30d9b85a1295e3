//! Addresses with parameters: made, matched and taken apart.

use std::collections::BTreeMap;
use std::fmt;

/// An address of a contract: literal text and `{parameters}`.
///
/// ```
/// use tidings_transport::AddressTemplate;
///
/// let template: AddressTemplate = "orders/{region}/events".parse()?;
/// let values = template.parameters("orders/eu/events").expect("it matches");
/// assert_eq!(values, [("region", "eu")]);
/// assert!(template.parameters("orders//events").is_none(), "a parameter is never empty");
/// assert!(template.parameters("orders/eu/north/events").is_none(), "a parameter is one segment");
/// # Ok::<(), tidings_transport::InvalidTemplate>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressTemplate {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Literal(String),
    Parameter(String),
}

/// Why a text is no address template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{template}` is no address: {why}")]
pub struct InvalidTemplate {
    template: String,
    why: &'static str,
}

impl std::str::FromStr for AddressTemplate {
    type Err = InvalidTemplate;

    fn from_str(text: &str) -> Result<Self, InvalidTemplate> {
        let invalid = |why| InvalidTemplate {
            template: text.to_owned(),
            why,
        };
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Literal(rest[..open].to_owned()));
            } else if matches!(parts.last(), Some(Part::Parameter(_))) {
                return Err(invalid(
                    "two parameters stand side by side, so their values cannot be told apart",
                ));
            }
            let close = rest[open..]
                .find('}')
                .ok_or_else(|| invalid("a `{` has no `}`"))?
                + open;
            let name = &rest[open + 1..close];
            if name.is_empty() {
                return Err(invalid("a parameter has no name"));
            }
            parts.push(Part::Parameter(name.to_owned()));
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        Ok(Self {
            text: text.to_owned(),
            parts,
        })
    }
}

impl AddressTemplate {
    /// The template as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of the parameters in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Parameter(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The parameters of `address` in order, or `None` when it is no address of this template.
    ///
    /// A value is not empty and holds none of the separators `/`, `.` and `:` that the literal text uses,
    /// so every address has at most one reading.
    pub fn parameters<'a>(&self, address: &'a str) -> Option<Vec<(&str, &'a str)>> {
        let separators: Vec<char> = ['/', '.', ':']
            .into_iter()
            .filter(|&separator| self.uses(separator))
            .collect();
        let mut values = Vec::new();
        let mut rest = address;
        let mut parts = self.parts.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Literal(text) => rest = rest.strip_prefix(text.as_str())?,
                Part::Parameter(name) => {
                    let limit = rest
                        .find(|character| separators.contains(&character))
                        .unwrap_or(rest.len());
                    let end = match parts.peek() {
                        Some(Part::Literal(text)) => rest[..].find(text.as_str())?.min(limit),
                        _ => limit,
                    };
                    if end == 0 {
                        return None;
                    }
                    values.push((name.as_str(), &rest[..end]));
                    rest = &rest[end..];
                }
            }
        }
        rest.is_empty().then_some(values)
    }

    /// Whether `value` can stand for a parameter and be read back by [`AddressTemplate::parameters`].
    pub fn admits(&self, value: &str) -> bool {
        !value.is_empty()
            && !['/', '.', ':']
                .into_iter()
                .any(|separator| self.uses(separator) && value.contains(separator))
    }

    /// Replaces each parameter by what `value` says; the pattern `any` of a broker is one use of this.
    pub fn render<'v>(&'v self, value: impl Fn(&'v str) -> &'v str) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Literal(text) => text.as_str(),
            Part::Parameter(name) => value(name),
        });
        parts.collect()
    }

    /// Whether both have the same addresses, whatever their parameters are called.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let same = |(one, other): (&Part, &Part)| match (one, other) {
            (Part::Literal(one), Part::Literal(other)) => one == other,
            (Part::Parameter(_), Part::Parameter(_)) => true,
            (Part::Literal(_), Part::Parameter(_)) | (Part::Parameter(_), Part::Literal(_)) => {
                false
            }
        };
        self.parts.len() == other.parts.len() && self.parts.iter().zip(&other.parts).all(same)
    }

    fn uses(&self, separator: char) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Literal(text) if text.contains(separator)))
    }
}

impl fmt::Display for AddressTemplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The addresses of a channel that a subscription wants: a template, some parameters of which have a given value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPattern {
    template: AddressTemplate,
    given: BTreeMap<String, String>,
}

impl AddressPattern {
    /// Every address of `template`.
    pub fn any(template: AddressTemplate) -> Self {
        Self {
            template,
            given: BTreeMap::new(),
        }
    }

    /// Only addresses in which the parameter `name` is `value`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.given.insert(name.into(), value.into());
        self
    }

    /// Whether `address` is wanted.
    pub fn matches(&self, address: &str) -> bool {
        self.template.parameters(address).is_some_and(|values| {
            values
                .iter()
                .all(|(name, value)| self.given.get(*name).is_none_or(|given| given == value))
        })
    }

    /// The pattern in a broker's terms: given values as they are, every other parameter as `wildcard`.
    pub fn render<'v>(&'v self, wildcard: &'v str) -> String {
        self.template
            .render(|name| self.given.get(name).map_or(wildcard, String::as_str))
    }

    /// The parameters that have a given value, with it, sorted by name.
    pub fn given(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.given
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The template.
    pub fn template(&self) -> &AddressTemplate {
        &self.template
    }
}

impl From<AddressTemplate> for AddressPattern {
    fn from(template: AddressTemplate) -> Self {
        Self::any(template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> AddressTemplate {
        text.parse().unwrap()
    }

    #[test]
    fn a_malformed_template_is_refused() {
        for text in ["a/{b", "a/{}", "{a}{b}"] {
            assert!(text.parse::<AddressTemplate>().is_err(), "{text}");
        }
    }

    #[test]
    fn names_of_parameters_do_not_make_other_addresses() {
        let orders = template("orders/{region}/events");
        assert!(orders.is_same_as(&template("orders/{shop}/events")));
        assert!(!orders.is_same_as(&template("orders/{shop}")));
        assert!(!orders.is_same_as(&template("orders/eu/events")));
        assert!(!orders.is_same_as(&template("orders/{shop}/event")));
    }

    #[test]
    fn what_is_rendered_is_read_back() {
        let orders = template("orders.{tenant}.events-{kind}");
        let address = orders.render(|name| if name == "tenant" { "acme" } else { "placed" });
        assert_eq!(address, "orders.acme.events-placed");
        assert_eq!(
            orders.parameters(&address),
            Some(vec![("tenant", "acme"), ("kind", "placed")])
        );
    }

    #[test]
    fn a_pattern_matches_given_values_only() {
        let pattern = AddressPattern::any(template("orders/{region}/{shop}")).with("region", "eu");
        assert!(pattern.matches("orders/eu/7"));
        assert!(!pattern.matches("orders/us/7"));
        assert!(!pattern.matches("orders/eu"));
        assert_eq!(pattern.render("*"), "orders/eu/*");
    }
}
