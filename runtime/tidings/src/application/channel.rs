//! Channels and their parameters.

use super::ApplicationError;
use super::address::{self, parameters};
use super::json::{Json, Object};

/// A channel of which more is said than its address.
#[derive(Clone, Debug)]
pub struct Channel {
    pub(super) name: String,
    pub(super) address: Option<String>,
    title: Option<String>,
    description: Option<String>,
    parameters: Vec<Parameter>,
}

impl Channel {
    /// The channel `name` at `address`, which may have `{parameters}`.
    pub fn new(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            address: Some(address.into()),
            title: None,
            description: None,
            parameters: Vec::new(),
        }
    }

    /// The channel at `address` of which nothing else is said.
    pub(super) fn at(address: &str) -> Self {
        Self::new(address::key(address), address)
    }

    /// The channel `name`, whose address each request states.
    pub(super) fn of_replies(name: String) -> Self {
        Self {
            address: None,
            ..Self::new(name, "")
        }
    }

    /// A title for people.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What it is for, in Markdown.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Describes a parameter of its address.
    pub fn parameter(mut self, parameter: Parameter) -> Self {
        self.parameters.push(parameter);
        self
    }

    /// The Channel Object (AsyncAPI 3.1, "Channel Object"), which carries `messages`.
    pub(super) fn object(&self, messages: &[&str]) -> Result<Json, ApplicationError> {
        let template = self.address.as_deref().unwrap_or_default();
        let in_address = parameters(template).ok_or_else(|| ApplicationError::Address {
            address: template.to_owned(),
        })?;
        let undeclared = self.parameters.iter();
        let mut undeclared = undeclared.filter(|one| !in_address.contains(&one.name.as_str()));
        if let Some(parameter) = undeclared.next() {
            return Err(ApplicationError::Undeclared {
                place: template.to_owned(),
                name: parameter.name.clone(),
            });
        }
        let parameters = in_address.iter().map(|name| {
            let stated = self.parameters.iter().find(|one| one.name == *name);
            let object = stated.map_or_else(|| Object::default().finish(), Parameter::object);
            ((*name).to_owned(), object)
        });
        let messages = messages.iter().map(|name| {
            let reference = Json::reference(&format!("/components/messages/{name}"));
            ((*name).to_owned(), reference)
        });
        let address = match &self.address {
            Some(address) => Json::text(address),
            None => Json::Value(serde_json::Value::Null),
        };
        Ok(Object::default()
            .with("address", address)
            .optional("title", self.title.clone())
            .optional("description", self.description.clone())
            .entries("messages", messages.collect())
            .entries("parameters", parameters.collect())
            .finish())
    }
}

/// A `{parameter}` of a channel's address.
#[derive(Clone, Debug)]
pub struct Parameter {
    name: String,
    description: Option<String>,
    default: Option<String>,
    values: Vec<String>,
    examples: Vec<String>,
}

impl Parameter {
    /// The parameter `name`, which may be any text.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: None,
            default: None,
            values: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// What it is for, in Markdown.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Its value where none is given.
    pub fn default(mut self, value: impl Into<String>) -> Self {
        self.default = Some(value.into());
        self
    }

    /// All values that it may have.
    pub fn values<V: Into<String>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a value to show.
    pub fn example(mut self, value: impl Into<String>) -> Self {
        self.examples.push(value.into());
        self
    }

    fn object(&self) -> Json {
        let texts = |values: &[String]| values.iter().map(Json::text).collect();
        Object::default()
            .items("enum", texts(&self.values))
            .optional("default", self.default.clone())
            .optional("description", self.description.clone())
            .items("examples", texts(&self.examples))
            .finish()
    }
}
