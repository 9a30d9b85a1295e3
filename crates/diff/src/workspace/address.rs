//! The concrete addresses of a channel, as its protocol knows them.

use tidings_model::Contract;
use tidings_model::contract::Channel;
use tidings_schema::Literal;

use super::language::Language;
use crate::protocol::Spoken;

/// The concrete addresses of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Addresses {
    /// What the contract calls the address, with the values of its parameters.
    declared: Language,
    /// The names that bindings have in its place, by protocol.
    bound: Vec<(String, Language)>,
    /// What AMQP makes of the channel, if it has such a binding.
    amqp: Option<Amqp>,
}

/// What AMQP 0-9-1 makes of a channel (AMQP Bindings, Channel Binding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Amqp {
    /// Whether it is a queue; else a routing key.
    is_queue: bool,
    /// `queue.name`.
    queue: Option<Language>,
    /// `exchange.name`; empty for the default exchange.
    exchange: Option<String>,
}

/// The fields of bindings that name a channel where it is called otherwise than in the contract, as a path, each after
/// the Channel Binding Object of its protocol.
const NAMED: &[(&str, &[&str])] = &[
    ("anypointmq", &["destination"]),
    ("ibmmq", &["topic", "string"]),
    ("ibmmq", &["queue", "objectName"]),
    ("jms", &["destination"]),
    ("kafka", &["topic"]),
    ("sns", &["name"]),
    ("sqs", &["queue", "name"]),
];

impl Addresses {
    /// Those of `channel`; `None` where they are known at run time only.
    pub(super) fn of(contract: &Contract, channel: &Channel) -> Option<Self> {
        let bound = NAMED.iter().filter_map(|(protocol, path)| {
            let name = field(channel, protocol, path)?;
            Some(((*protocol).to_owned(), text(name, separator_of(protocol))))
        });
        let bound: Vec<(String, Language)> = bound.collect();
        let declared = match (&channel.address, bound.as_slice()) {
            (Some(address), _) => declared(address, contract, channel),
            (None, [(_, name), ..]) => name.clone(),
            (None, []) => return None,
        };
        Some(Self {
            declared,
            bound,
            amqp: Amqp::of(channel),
        })
    }

    /// An address that both have where `family` is spoken; without one, where both may speak anything.
    pub(super) fn common(&self, other: &Self, family: Option<&str>) -> Option<String> {
        if let (Some("amqp") | None, Some(one), Some(another)) = (family, &self.amqp, &other.amqp) {
            return one.common(another, &self.declared, &other.declared);
        }
        self.known_to(family).common(other.known_to(family))
    }

    /// What `family` calls the channel.
    fn known_to(&self, family: Option<&str>) -> &Language {
        let mut bound = self.bound.iter();
        let bound = match family {
            Some(family) => bound.find(|(protocol, _)| protocol == family),
            None => bound.next(),
        };
        bound.map_or(&self.declared, |(_, name)| name)
    }
}

impl Amqp {
    fn of(channel: &Channel) -> Option<Self> {
        let mut bindings = channel.bindings.iter();
        bindings.find(|binding| binding.protocol == "amqp")?;
        let is_queue = field(channel, "amqp", &["is"]) == Some("queue");
        let queue = field(channel, "amqp", &["queue", "name"]);
        let exchange = field(channel, "amqp", &["exchange", "name"]);
        Some(Self {
            is_queue,
            queue: queue
                .filter(|name| !name.is_empty())
                .map(|name| text(name, '.')),
            exchange: exchange.map(str::to_owned),
        })
    }

    /// What both have in common: the name of a queue, or a routing key at one exchange.
    ///
    /// The default exchange delivers to the queue that the routing key names (AMQP 0-9-1, §3.1.3.1). Which queue another
    /// exchange delivers to is not said, so there the addresses of the contracts are held against each other.
    fn common(&self, other: &Self, address: &Language, another: &Language) -> Option<String> {
        let queue = |side: &Self, address: &Language| match side.is_queue {
            true => Some(side.queue.clone().unwrap_or_else(|| address.clone())),
            false if side.exchange.as_deref() == Some("") => Some(address.clone()),
            false => None,
        };
        match (self.is_queue, other.is_queue) {
            (false, false) => match (&self.exchange, &other.exchange) {
                (Some(one), Some(other)) if one != other => None,
                _ => address.common(another),
            },
            _ => match (queue(self, address), queue(other, another)) {
                (Some(one), Some(other)) => one.common(&other),
                _ => address.common(another),
            },
        }
    }
}

/// The text that the binding of `channel` for `protocol` has at `path`.
fn field<'c>(channel: &'c Channel, protocol: &str, path: &[&str]) -> Option<&'c str> {
    let mut bindings = channel.bindings.iter();
    let binding = bindings.find(|binding| binding.protocol == protocol)?;
    let mut steps = path.iter();
    let value = steps.try_fold(&binding.value, |value, step| value.get(step))?;
    match value {
        Literal::String(text) => Some(text),
        _ => None,
    }
}

/// One text.
fn text(text: &str, separator: char) -> Language {
    let mut language = Language::of_words(separator);
    language.add_text(text);
    language
}

/// What stands between the words of an address where `protocol` is spoken.
fn separator_of(protocol: &str) -> char {
    match ["http", "ibmmq", "mqtt", "solace", "ws"].contains(&protocol) {
        true => '/',
        false => '.',
    }
}

/// What the contract says: parameters stand for their values, and so do the wildcards of brokers where they are words.
fn declared(address: &str, contract: &Contract, channel: &Channel) -> Language {
    let mut servers = channel.servers.iter();
    let separator = match channel.servers.as_slice() {
        [] if address.contains('/') => '/',
        [] => '.',
        _ => {
            let family = |server| Spoken::of(&contract.servers[server]).family;
            let is_path = servers.any(|server| separator_of(&family(*server)) == '/');
            if is_path { '/' } else { '.' }
        }
    };
    let values = |name: &str| {
        let mut parameters = channel.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name == name)?;
        Some(parameter.values.as_slice())
    };
    let mut language = Language::of_words(separator);
    let last = address.split(separator).count();
    for (index, word) in address.split(separator).enumerate() {
        if index > 0 {
            language.add_text(separator.encode_utf8(&mut [0; 4]));
        }
        match (separator, word) {
            ('/', "+") | ('.', "*") => language.add_word(),
            (_, "#") | ('.', ">") if index + 1 == last => language.add_rest(),
            _ => language.add_template(word, values),
        }
    }
    language
}
