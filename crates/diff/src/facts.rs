//! What a change is about, as far as that tells it from any other one: what something was, and what it is.
//!
//! A change that is accepted is accepted with both, so whoever finds something has to say them ([`Found::new`]), and a
//! later revision that makes something else of it is another change. Facts say nothing of layout: keys of maps, lists without an order,
//! references and the place in a document are no part of them.
//!
//! [`Found::new`]: crate::checks::Found::new

use std::collections::BTreeSet;
use std::fmt::Write;

use tidings_model::Digest;
use tidings_schema::Literal;

/// What something was and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Facts {
    was: Fact,
    is: Fact,
}

impl Facts {
    /// Something that was `was` and is `is`.
    pub(crate) fn new(was: impl Into<Fact>, is: impl Into<Fact>) -> Self {
        Self {
            was: was.into(),
            is: is.into(),
        }
    }

    /// Something of which `others` are facts, too.
    #[must_use]
    pub(crate) fn with(self, others: Self) -> Self {
        Self {
            was: Fact::list([self.was, others.was]),
            is: Fact::list([self.is, others.is]),
        }
    }

    /// What a sentence says about both.
    pub(crate) fn said(sentence: &str) -> Self {
        Self::new(sentence, Fact::default())
    }

    /// Something that is in the revision only, and what it is there.
    pub(crate) fn came(is: impl Into<Fact>) -> Self {
        Self::new(Fact::default(), is)
    }

    /// Something that is in the base only, and what it is there.
    pub(crate) fn gone(was: impl Into<Fact>) -> Self {
        Self::new(was, Fact::default())
    }

    /// What it was and what it is, as texts.
    pub(crate) fn sides(&self) -> [&str; 2] {
        [&self.was.0, &self.is.0]
    }
}

/// What something is in one version, as a text that is the same for the same; nothing is one, too.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fact(String);

impl Fact {
    /// Several things, whose order and number do not matter.
    pub(crate) fn set<T: Into<Self>>(all: impl IntoIterator<Item = T>) -> Self {
        let all: BTreeSet<Self> = all.into_iter().map(Into::into).collect();
        Self::list(all)
    }

    /// Several things in their order.
    pub(crate) fn list<T: Into<Self>>(all: impl IntoIterator<Item = T>) -> Self {
        let mut text = String::from("(");
        for one in all {
            let one = one.into().0;
            // With its length before it, so that no two lists look the same; writing to a string cannot fail.
            let _ = write!(text, "{}:{one}", one.len());
        }
        Self(text + ")")
    }
}

impl From<Fact> for String {
    fn from(fact: Fact) -> Self {
        fact.0
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self(format!("`{text}"))
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&Literal> for Fact {
    fn from(value: &Literal) -> Self {
        Self(value.in_order().to_json_text())
    }
}

impl From<Digest> for Fact {
    fn from(digest: Digest) -> Self {
        let mut text = String::from("#");
        for byte in digest {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }
}

impl From<u64> for Fact {
    fn from(content: u64) -> Self {
        Self(format!("#{content:016x}"))
    }
}

impl<T: Into<Fact>> From<Option<T>> for Fact {
    fn from(one: Option<T>) -> Self {
        one.map_or_else(Self::default, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_set_does_not_matter() {
        assert_eq!(Fact::set(["a", "b"]), Fact::set(["b", "a", "b"]));
        assert_ne!(Fact::list(["a", "b"]), Fact::list(["b", "a"]));
    }

    #[test]
    fn different_things_are_different_facts() {
        let all = [
            Fact::default(),
            "".into(),
            "a".into(),
            (&Literal::String("a".to_owned())).into(),
            Fact::set(["a"]),
            Fact::set(["a", "b"]),
            Fact::set(["a2:`b"]),
            Fact::set([Fact::set(["a", "b"])]),
            Fact::list([Fact::default(), "a".into()]),
            Fact::list(["a".into(), Fact::default()]),
        ];
        let different: BTreeSet<&Fact> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert_ne!(Facts::came("a"), Facts::gone("a"));
    }

    #[test]
    fn keys_of_a_map_have_no_order() {
        let entry = |name: &str| (name.to_owned(), Literal::Null);
        let [one, other] =
            [["a", "b"], ["b", "a"]].map(|names| Literal::Object(names.map(entry).into()));
        assert_eq!(Fact::from(&one), Fact::from(&other));
    }
}
