//! Servers and their variables.

use super::ApplicationError;
use super::address::parameters;
use super::json::{Json, Object};

/// A server that messages go through.
#[derive(Clone, Debug)]
pub struct Server {
    pub(super) name: String,
    url: String,
    title: Option<String>,
    description: Option<String>,
    protocol_version: Option<String>,
    variables: Vec<Variable>,
}

impl Server {
    /// The server `name` at `url`, whose scheme is the protocol and which may have `{variables}`.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
            title: None,
            description: None,
            protocol_version: None,
            variables: Vec::new(),
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

    /// The version of its protocol.
    pub fn protocol_version(mut self, version: impl Into<String>) -> Self {
        self.protocol_version = Some(version.into());
        self
    }

    /// Describes a variable of its URL.
    pub fn variable(mut self, variable: Variable) -> Self {
        self.variables.push(variable);
        self
    }

    /// The Server Object (AsyncAPI 3.1, "Server Object").
    pub(super) fn object(&self) -> Result<Json, ApplicationError> {
        let broken = || ApplicationError::Url {
            server: self.name.clone(),
            url: self.url.clone(),
        };
        let (protocol, place) = self.url.split_once("://").ok_or_else(broken)?;
        let (host, path) = match place.find('/') {
            Some(at) => place.split_at(at),
            None => (place, ""),
        };
        if protocol.is_empty() || host.is_empty() {
            return Err(broken());
        }
        let in_url = parameters(place).ok_or_else(broken)?;
        let described: Vec<&str> = self.variables.iter().map(|one| one.name.as_str()).collect();
        if let Some(name) = described.iter().find(|name| !in_url.contains(name)) {
            return Err(ApplicationError::Undeclared {
                place: self.url.clone(),
                name: (*name).to_owned(),
            });
        }
        let variables = in_url.iter().map(|name| {
            let stated = self.variables.iter().find(|one| one.name == *name);
            let object = stated.map_or_else(|| Object::default().finish(), Variable::object);
            ((*name).to_owned(), object)
        });
        let path = (!path.is_empty() && path != "/").then_some(path);
        Ok(Object::default()
            .text("host", host)
            .optional("pathname", path)
            .text("protocol", protocol)
            .optional("protocolVersion", self.protocol_version.clone())
            .optional("title", self.title.clone())
            .optional("description", self.description.clone())
            .entries("variables", variables.collect())
            .finish())
    }
}

/// A `{variable}` of a server's URL.
#[derive(Clone, Debug)]
pub struct Variable {
    name: String,
    description: Option<String>,
    default: Option<String>,
    values: Vec<String>,
}

impl Variable {
    /// The variable `name`, which may be anything.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: None,
            default: None,
            values: Vec::new(),
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

    fn object(&self) -> Json {
        Object::default()
            .items("enum", self.values.iter().map(Json::text).collect())
            .optional("default", self.default.clone())
            .optional("description", self.description.clone())
            .finish()
    }
}
