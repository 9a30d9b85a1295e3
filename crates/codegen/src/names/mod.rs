//! The naming pass: every type, message, channel and operation gets its Rust name, in a fixed order.

mod members;
mod operations;

pub(crate) use members::{fields, open_maps, variant};
pub(crate) use operations::OperationNames;

use std::collections::HashMap;
use std::iter;

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageId, OperationId, SecuritySchemeId, ServerId};
use tidings_naming::{Collision, Scope, compound, pascal, screaming};

use crate::ir::{TypeId, Types};
use crate::plan::Plan;
use crate::renames::Renames;
use crate::toml_string::toml_string;

/// Names of Rust's prelude and of this module's own imports that no item at the root of generated code may take.
const RESERVED_AT_ROOT: &[&str] = &["Some", "None", "Ok", "Err"];

/// How many names one thing of a contract gives rise to at most.
const MOST_NAMES_OF_ONE: usize = 5;

/// Where the things of a contract stand that are no types.
const SECTIONS: [&str; 4] = ["/messages/", "/channels/", "/operations/", "/servers/"];

/// The Rust name of everything.
#[derive(Debug, Default)]
pub(crate) struct Names {
    types: HashMap<TypeId, String>,
    messages: HashMap<MessageId, String>,
    /// What a message is called at the root, where schema types come first.
    root_messages: HashMap<MessageId, String>,
    addresses: HashMap<ChannelId, String>,
    channel_statics: HashMap<ChannelId, String>,
    /// The enumerations of parameters, by channel and parameter.
    parameters: HashMap<(String, String), String>,
    operations: HashMap<OperationId, OperationNames>,
    /// Whoever had to give way to another name.
    pub(crate) renamed: Vec<Renamed>,
    /// The client, what it sends as a bound, its server side, and the servers of the contract.
    pub(crate) client: String,
    pub(crate) api: String,
    pub(crate) client_server: String,
    pub(crate) servers: String,
    /// The credentials that the contract lets in.
    pub(crate) credentials: String,
    /// The enumerations of variables, by server and variable.
    variables: HashMap<(String, String), String>,
    /// What security schemes are called.
    schemes: HashMap<SecuritySchemeId, String>,
    /// What servers are called, in place of their keys.
    server_keys: HashMap<ServerId, String>,
}

/// Something that had to give way to another name.
#[derive(Clone, Debug)]
pub(crate) struct Renamed {
    pub(crate) location: Location,
    pub(crate) collision: Collision,
    /// What to write in `tidings.toml` for a name of one's own.
    pub(crate) help: Option<String>,
}

/// The lines that decide `what` about what stands at `location`.
fn selected(location: &Location, what: &str) -> Option<String> {
    let pointer = location.pointer.as_deref()?;
    let of_document = pointer.strip_prefix("/components").unwrap_or(pointer);
    let mut sections = SECTIONS.iter();
    let is_element = sections.any(|section| of_document.starts_with(section));
    let is_type = !is_element || pointer.contains("/payload") || pointer.contains("/headers");
    let table = if is_type { "type" } else { "name" };
    Some(format!(
        "choose a name in tidings.toml: [[generate.{table}]], path = {}, {what}",
        toml_string(pointer)
    ))
}

impl Names {
    pub(crate) fn new(contract: &Contract, plan: &Plan, types: &Types, renames: &Renames) -> Self {
        let mut names = Self::default();
        let mut root = Scope::new(RESERVED_AT_ROOT.iter().copied());
        names.name_types(types, &mut root);
        let title = match contract.info.title.contains(char::is_alphanumeric) {
            true => pascal(&contract.info.title),
            false => "Client".to_owned(),
        };
        let mut message_scope = Scope::default();
        for (id, message) in contract.messages.enumerate() {
            let key = renames.message(id, &message.key);
            let own = pascal(key);
            let channel = contract
                .channels
                .iter()
                .find(|one| one.messages.iter().any(|(_, one)| *one == id));
            let of_channel = channel.map(|channel| pascal(&compound(&channel.key, key)));
            let wanted: Vec<String> = iter::once(own).chain(of_channel).collect();
            let name = message_scope.claim_first(&message.key, &wanted);
            let at_root = root.claim_first(&message.key, &[name.clone(), format!("{name}Message")]);
            names.messages.insert(id, name);
            names.root_messages.insert(id, at_root);
            names.remember(&message_scope, &message.origin.location);
        }
        names.client = root.claim_first(&title, &[title.clone(), format!("{title}Client")]);
        // A title that ends in "API" says already what `Api` would.
        let ending = match names.client.ends_with("Api") {
            true => "Operations",
            false => "Api",
        };
        names.api = root.claim_first(&title, &[format!("{}{ending}", names.client)]);
        names.client_server = root.claim_first(&title, &[format!("{}Server", names.client)]);
        names.servers =
            root.claim_first("servers", &["Server".to_owned(), format!("{title}Servers")]);
        let credentials = ["Credentials".to_owned(), format!("{title}Credentials")];
        names.credentials = root.claim_first("credentials", &credentials);
        for (id, server) in contract.servers.enumerate() {
            let key = renames.server(id, &server.key);
            names.server_keys.insert(id, key.to_owned());
        }
        names.name_security(contract, &mut root);
        let mut statics = Scope::default();
        for (id, channel) in contract.channels.enumerate() {
            let key = renames.channel(id, &channel.key);
            let name = pascal(key);
            // `Self` alone gives way to `Self_`.
            let stem = name.trim_end_matches('_');
            names
                .addresses
                .insert(id, root.claim(&channel.key, &format!("{stem}Address")));
            names
                .channel_statics
                .insert(id, statics.claim(&channel.key, &screaming(key)));
            names.remember(&root, &channel.origin.location);
            let parameters = channel.parameters.iter();
            for parameter in parameters.filter(|parameter| !parameter.values.is_empty()) {
                let wanted = format!("{stem}{}", pascal(&parameter.name));
                let claimed = root.claim(&parameter.name, &wanted);
                names
                    .parameters
                    .insert((channel.key.clone(), parameter.name.clone()), claimed);
                // No line of `tidings.toml` names a parameter.
                names.remember_with(&root, &parameter.origin.location, None);
            }
        }
        names.name_operations(plan, renames, &mut root, &mut statics);
        names.remember_members(types);
        names
    }

    /// Names the values of variables of servers, and the security schemes, which need no key.
    fn name_security(&mut self, contract: &Contract, root: &mut Scope) {
        for (id, server) in contract.servers.enumerate() {
            let listed = server.variables.iter();
            for variable in listed.filter(|variable| !variable.values.is_empty()) {
                let wanted = pascal(&compound(self.server(id), &variable.name));
                let claimed = root.claim(&variable.name, &wanted);
                let key = (server.key.clone(), variable.name.clone());
                self.variables.insert(key, claimed);
            }
        }
        let mut scope = Scope::default();
        for (id, scheme) in contract.security_schemes.enumerate() {
            let name = scheme.key.as_deref().unwrap_or(&scheme.scheme);
            self.schemes.insert(id, scope.claim(name, name));
        }
    }

    /// Remembers whom `scope` had to rename for the thing at `location`.
    ///
    /// Two names that the contract spells alike are told apart by what they name, and nobody need be told.
    fn remember(&mut self, scope: &Scope, location: &Location) {
        let help = selected(location, "rename = \"…\"");
        self.remember_with(scope, location, help);
    }

    /// The same, with another `help`.
    fn remember_with(&mut self, scope: &Scope, location: &Location, help: Option<String>) {
        let known = |collision: &&Collision| {
            let mut renamed = self.renamed.iter();
            !renamed.any(|known| known.collision == **collision)
        };
        let new = scope.collisions().iter().rev().take(MOST_NAMES_OF_ONE);
        let new = new.filter(|collision| collision.first != collision.second);
        let new: Vec<Collision> = new.filter(known).cloned().collect();
        let new = new.into_iter().rev();
        self.renamed.extend(new.map(|collision| Renamed {
            location: location.clone(),
            help: help.clone(),
            collision,
        }));
    }

    /// Types that the project named come first, then those that their author named; both keep their names, and the
    /// others follow in the order of building.
    fn name_types(&mut self, types: &Types, root: &mut Scope) {
        let given = |index| types.decided(TypeId(index)).name.as_ref();
        for (index, definition) in types.definitions.iter().enumerate() {
            if let Some(name) = given(index) {
                let name = root.claim(name.as_str(), name.as_str());
                self.types.insert(TypeId(index), name);
                self.remember(root, &definition.location);
            }
        }
        for named in [true, false] {
            for (index, definition) in types.definitions.iter().enumerate() {
                if definition.named != named || given(index).is_some() {
                    continue;
                }
                let wanted: Vec<String> =
                    definition.names.iter().map(|name| pascal(name)).collect();
                let first = definition.names.first().map_or("", String::as_str);
                self.types
                    .insert(TypeId(index), root.claim_first(first, &wanted));
                self.remember(root, &definition.location);
            }
        }
    }

    pub(crate) fn type_name(&self, id: TypeId) -> &str {
        self.types.get(&id).map_or("", String::as_str)
    }

    pub(crate) fn message(&self, id: MessageId) -> &str {
        self.messages.get(&id).map_or("", String::as_str)
    }

    pub(crate) fn root_message(&self, id: MessageId) -> &str {
        self.root_messages.get(&id).map_or("", String::as_str)
    }

    /// What a server is called, in place of its key.
    pub(crate) fn server(&self, id: ServerId) -> &str {
        self.server_keys.get(&id).map_or("", String::as_str)
    }

    pub(crate) fn address(&self, id: ChannelId) -> &str {
        self.addresses.get(&id).map_or("", String::as_str)
    }

    pub(crate) fn channel_static(&self, id: ChannelId) -> &str {
        self.channel_statics.get(&id).map_or("", String::as_str)
    }

    /// The enumeration of the values of a channel's parameter.
    pub(crate) fn parameter(&self, channel: &str, parameter: &str) -> &str {
        let key = (channel.to_owned(), parameter.to_owned());
        self.parameters.get(&key).map_or("", String::as_str)
    }

    /// The enumeration of the values of a server's variable.
    pub(crate) fn variable(&self, server: &str, variable: &str) -> &str {
        let key = (server.to_owned(), variable.to_owned());
        self.variables.get(&key).map_or("", String::as_str)
    }

    /// What a security scheme is called.
    pub(crate) fn scheme(&self, id: SecuritySchemeId) -> &str {
        self.schemes.get(&id).map_or("", String::as_str)
    }

    pub(crate) fn operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[&id]
    }
}
