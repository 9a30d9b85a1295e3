//! Keys: what the author of a map may call its entries.

use super::Names;

/// What the keys of a map must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Any string.
    Any,
    /// `^[a-zA-Z0-9\.\-_]+$`, as in components.
    Component,
    /// `^[A-Za-z0-9_\-]+$`, as for servers and parameters.
    Name,
    /// A URI template (RFC 6570), as channels have in AsyncAPI 2.
    UriTemplate,
    /// Names that the document gives elsewhere.
    Names(Names),
}

impl Keys {
    /// Whether `key` has the form of these keys.
    pub fn allows(self, key: &str) -> bool {
        match self {
            Self::Any | Self::Names(_) => true,
            Self::Component | Self::Name => {
                !key.is_empty()
                    && key
                        .chars()
                        .all(|character| self.allows_character(character))
            }
            Self::UriTemplate => is_uri_template(key),
        }
    }

    /// Whether the character may stand anywhere in such a key, as far as single characters tell.
    fn allows_character(self, character: char) -> bool {
        let is_one_of =
            |others: &str| character.is_ascii_alphanumeric() || others.contains(character);
        match self {
            Self::Any | Self::Names(_) => true,
            Self::Component => is_one_of(".-_"),
            Self::Name => is_one_of("-_"),
            Self::UriTemplate => is_of_uri_template(character),
        }
    }

    /// The characters of `key` that such a key cannot have, each once.
    pub fn illegal_characters(self, key: &str) -> Vec<char> {
        let mut illegal = Vec::new();
        for character in key.chars() {
            if !self.allows_character(character) && !illegal.contains(&character) {
                illegal.push(character);
            }
        }
        illegal
    }

    /// A legal key that looks like `key`: a `-` for what is not allowed in a name.
    ///
    /// There is none for an address, because another one is another channel.
    pub fn proposed(self, key: &str) -> Option<String> {
        if !matches!(self, Self::Component | Self::Name) {
            return None;
        }
        let legal = key.split(|character| !self.allows_character(character));
        let legal: Vec<&str> = legal.filter(|part| !part.is_empty()).collect();
        (!legal.is_empty()).then(|| legal.join("-"))
    }

    /// The allowed characters in words.
    pub fn described(self) -> &'static str {
        match self {
            Self::Any | Self::Names(_) => "any characters",
            Self::Component => "letters, digits, `.`, `-` and `_`",
            Self::Name => "letters, digits, `-` and `_`",
            Self::UriTemplate => {
                "the characters of a URI and `{parameters}` of letters, digits, `-`, `_` and `.`"
            }
        }
    }
}

/// RFC 6570 §2: characters of a URI, and names between braces; a name may also have a `-`, because the specification
/// allows it in the keys of `parameters`.
fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (literal, expression) = rest.split_at(start);
        let Some((name, behind)) = expression
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'))
        else {
            return false;
        };
        if !is_uri_template_literal(literal) || !is_uri_template_expression(name) {
            return false;
        }
        rest = behind;
    }
    !text.is_empty() && is_uri_template_literal(rest)
}

fn is_uri_template_literal(text: &str) -> bool {
    text.chars().all(is_of_uri_template)
}

/// RFC 6570 §2.1, apart from the braces around names.
fn is_of_uri_template(character: char) -> bool {
    !(character.is_control() || character.is_whitespace() || r#""'<>\^`|"#.contains(character))
}

/// RFC 6570 §2.2: an operator, then names with modifiers.
fn is_uri_template_expression(text: &str) -> bool {
    let names = text.strip_prefix(|operator| "+#./;?&=,!@|".contains(operator));
    names.unwrap_or(text).split(',').all(|name| {
        let name = name.strip_suffix('*').unwrap_or(name);
        let name = name.split_once(':').map_or(name, |(name, _)| name);
        let legal = |c: char| c.is_alphanumeric() || "_.-%".contains(c);
        !name.is_empty() && name.chars().all(legal)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(keys: Keys, right: &[&str], wrong: &[&str]) {
        for key in right {
            assert!(keys.allows(key), "{key:?} is right");
        }
        for key in wrong {
            assert!(!keys.allows(key), "{key:?} is wrong");
        }
    }

    #[test]
    fn keys_of_components_have_few_characters() {
        check(
            Keys::Component,
            &["User", "user-name", "my.org.User_1"],
            &["", "a b", "a/b", "größe"],
        );
        check(Keys::Name, &["user-name_1"], &["", "my.org", "a b"]);
    }

    #[test]
    fn uri_templates_have_names_between_braces() {
        check(
            Keys::UriTemplate,
            &[
                "/",
                "orders/{region}/placed",
                "{a}.{b-c}",
                "orders{?page,size*}",
                "orders/{id:3}",
                "lamps/+/#",
                "größe",
            ],
            &[
                "",
                "orders placed",
                "orders/{region",
                "orders/region}",
                "orders/{}",
                "orders/{a b}",
                "orders/{{a}}",
                "a<b>",
            ],
        );
    }
}
