//! The naming pass: every type, message, channel and operation gets its Rust name, in a fixed order.

use std::collections::{BTreeMap, HashMap};
use std::iter;

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{
    Action, ChannelId, MessageId, OperationId, SecuritySchemeId, ServerId,
};
use tidings_naming::{Collision, Scope, compound, field, pascal, screaming, snake};

use crate::ir::{AdditionalFields, Field, Shape, Struct, TypeId, Types};
use crate::plan::Plan;
use crate::renames::Renames;
use crate::settings::RustName;

/// Names of Rust's prelude and of this module's own imports that no item at the root of generated code may take.
const RESERVED_AT_ROOT: &[&str] = &["Some", "None", "Ok", "Err"];

/// The methods of a client that no operation gives rise to.
const METHODS_OF_CLIENT: &[&str] = &[
    "new",
    "connect",
    "on",
    "with",
    "builder",
    "serve",
    "serve_all",
    "publish_raw",
    "publish_all",
    "transport",
    "transport_on",
    "close",
];

/// The methods of a server that no operation gives rise to.
const METHODS_OF_SERVER: &[&str] = &[
    "retry",
    "guarantee",
    "guarantee_of",
    "only",
    "dead_letters",
    "on_dead_letter",
    "consumer",
    "concurrency",
    "prefetch",
    "lease",
    "start",
    "layer",
    "shutdown_within",
    "run",
    "run_until",
];

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
        "choose a name in tidings.toml: [[generate.{table}]], path = {pointer:?}, {what}"
    ))
}

/// The Rust names of the fields of a struct, in order: those that the project has given come first.
pub(crate) fn fields(structure: &Struct, scope: &mut Scope) -> Vec<String> {
    let given = |one: &Field| structure.names.get(&one.name);
    let mut names: HashMap<usize, String> = HashMap::new();
    let all = structure.fields.iter().enumerate();
    let (decided, others): (Vec<_>, Vec<_>) = all.partition(|(_, one)| given(one).is_some());
    for (index, one) in decided.into_iter().chain(others) {
        let wanted = given(one).map_or_else(|| field(&one.name), |name| name.as_str().to_owned());
        names.insert(index, scope.claim(&one.name, &wanted));
    }
    let count = structure.fields.len();
    (0..count)
        .filter_map(|index| names.remove(&index))
        .collect()
}

/// The Rust names of the maps of a struct that hold what it does not declare, in order; `scope` has the fields.
pub(crate) fn open_maps(structure: &Struct, scope: &mut Scope) -> Vec<String> {
    let patterned = structure.patterned.iter();
    let patterned = patterned.map(|one| scope.claim(&one.pattern, &field(&one.name)));
    let mut names: Vec<String> = patterned.collect();
    if matches!(structure.additional, AdditionalFields::Kept(_)) {
        names.push(scope.claim("additional", "additional"));
    }
    names
}

/// The Rust name of the variant that stands for `name`.
pub(crate) fn variant(
    name: &str,
    renamed: &BTreeMap<String, RustName>,
    scope: &mut Scope,
) -> String {
    let wanted = renamed.get(name).map(|name| name.as_str().to_owned());
    scope.claim(name, &wanted.unwrap_or_else(|| pascal(name)))
}

/// The names that one operation gives rise to.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationNames {
    /// The method of the client or of the handler.
    pub(crate) method: String,
    /// The handler trait.
    pub(crate) handler: String,
    /// The set of its messages, where there are several.
    pub(crate) messages: String,
    /// The set of its replies, where there are several.
    pub(crate) reply: String,
    /// The static that describes it.
    pub(crate) statics: String,
    /// The method of the client that opens the stream of what is received.
    pub(crate) subscribe: String,
    /// The method of the server that has messages handled together.
    pub(crate) batch: String,
    /// The method of the server that has replies handled.
    pub(crate) on_reply: String,
}

impl Names {
    pub(crate) fn new(contract: &Contract, plan: &Plan, types: &Types, renames: &Renames) -> Self {
        let mut names = Self::default();
        let mut root = Scope::new(RESERVED_AT_ROOT.iter().copied());
        names.name_types(types, &mut root);
        let title = pascal(&contract.info.title);
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
        names.api = root.claim_first(&title, &[format!("{}Api", names.client)]);
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
            names
                .addresses
                .insert(id, root.claim(&channel.key, &format!("{name}Address")));
            names
                .channel_statics
                .insert(id, statics.claim(&channel.key, &screaming(key)));
            names.remember(&root, &channel.origin.location);
            for parameter in &channel.parameters {
                let wanted = format!("{name}{}", pascal(&parameter.name));
                let claimed = root.claim(&parameter.name, &wanted);
                names
                    .parameters
                    .insert((channel.key.clone(), parameter.name.clone()), claimed);
            }
        }
        names.name_operations(plan, renames, &mut root, &mut statics);
        names.remember_members(types);
        names
    }

    /// Operations come before what is derived from their names, so that each keeps its own.
    fn name_operations(
        &mut self,
        plan: &Plan,
        renames: &Renames,
        root: &mut Scope,
        statics: &mut Scope,
    ) {
        let mut client = Scope::new(METHODS_OF_CLIENT.iter().copied());
        let mut server = Scope::new(METHODS_OF_SERVER.iter().copied());
        for (id, operation) in plan.described.enumerate() {
            let location = &operation.origin.location;
            let key = renames.operation(id, &operation.key);
            let name = pascal(key);
            let methods = match operation.action {
                Action::Send => &mut client,
                Action::Receive => &mut server,
            };
            let operation = OperationNames {
                method: methods.claim(key, &snake(key)),
                handler: root.claim_first(key, &[name.clone(), format!("{name}Handler")]),
                messages: root.claim(key, &format!("{name}Message")),
                reply: root.claim(key, &format!("{name}Reply")),
                statics: statics.claim(key, &screaming(key)),
                ..OperationNames::default()
            };
            self.operations.insert(id, operation);
            self.remember(root, location);
            self.remember(&client, location);
            self.remember(&server, location);
        }
        for (id, operation) in plan.described.enumerate() {
            let key = &operation.key;
            let Some(names) = self.operations.get_mut(&id) else {
                continue;
            };
            let method = names.method.trim_start_matches("r#");
            match operation.action {
                Action::Send => {
                    names.on_reply = server.claim(key, &format!("on_{method}_reply"));
                }
                Action::Receive => {
                    let what = method.strip_prefix("on_").unwrap_or(method);
                    names.subscribe = client.claim(key, &format!("subscribe_{what}"));
                    names.batch = server.claim(key, &format!("{method}_batch"));
                }
            }
            self.remember(&client, &operation.origin.location);
            self.remember(&server, &operation.origin.location);
        }
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
            help: selected(location, "rename = \"…\""),
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

    /// Remembers fields and values that had to give way to another one of the same type.
    fn remember_members(&mut self, types: &Types) {
        for (index, definition) in types.definitions.iter().enumerate() {
            let mut scope = Scope::default();
            match &definition.shape {
                Shape::Struct(structure) => {
                    fields(structure, &mut scope);
                }
                Shape::Text(texts) => {
                    let renamed = &types.decided(TypeId(index)).variants;
                    for text in texts {
                        variant(text, renamed, &mut scope);
                    }
                }
                Shape::Newtype(_)
                | Shape::Alias(_)
                | Shape::Union(_)
                | Shape::Tuple(_)
                | Shape::Constants(_) => continue,
            }
            let members = match &definition.shape {
                Shape::Struct(_) => "fields",
                _ => "variants",
            };
            let renamed = scope.collisions().iter().map(|collision| Renamed {
                location: definition.location.clone(),
                help: selected(
                    &definition.location,
                    &format!("{members} = {{ {:?} = \"…\" }}", collision.second),
                ),
                collision: collision.clone(),
            });
            self.renamed.extend(renamed);
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
