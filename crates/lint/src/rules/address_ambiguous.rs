use std::collections::HashMap;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Channel;
use tidings_source::Sources;

use crate::place::{address, root_channels};
use crate::protocol::{Family, only_family};
use crate::rule::{Section, rule};

rule! {
    /// Two channels have addresses that become the same for some values of their parameters.
    ///
    /// Looked at are channels of one protocol whose parameters each fill a whole word of the address.
    /// Paths of HTTP and WebSocket are left alone, where the more exact one is chosen, and so are addresses that differ in their
    /// parameters’ names only, which are `address-duplicate` in other clothes.
    ///
    /// ## Why it matters
    ///
    /// Parameters stand for every value they may have (AsyncAPI 3.0, Channel Object).
    /// A message that arrives at an address which both channels can have does not say which of them it was meant for.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   street:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: { description: The name of the street. }
    ///   all:
    ///     address: lights/all
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   street:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: { enum: [main, side] }
    ///   all:
    ///     address: lights/all
    /// ```
    "address-ambiguous", "C007", Warning,
    "two channels have addresses that can be the same",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    let channels: Vec<Template<'_>> = root_channels(contract, sources)
        .filter_map(|channel| {
            let separator = match only_family(contract, channel)? {
                Family::Ibmmq | Family::Mqtt | Family::Solace => '/',
                Family::Amqp | Family::Kafka | Family::Nats => '.',
                Family::Http | Family::WebSocket => return None,
            };
            let words = words(channel, separator)?;
            Some(Template {
                channel,
                words,
                separator,
            })
        })
        .collect();
    let mut by_length: HashMap<(char, usize), Vec<&Template<'_>>> = HashMap::new();
    for template in &channels {
        let channel = template.channel;
        let length = (template.separator, template.words.len());
        let earlier = by_length.entry(length).or_default();
        // Without a limit a document of nothing but templates would take the square of its length.
        let others = earlier.iter().take(COMPARED);
        let meeting = others
            .filter(|other| {
                let mut servers = other.channel.servers.iter();
                servers.any(|server| channel.servers.contains(server))
            })
            .find_map(|other| Some((other.channel, shared(other, template)?)));
        if let Some((other, witness)) = meeting
            && let Some(place) = address(contract, sources, channel)
        {
            let message = format!(
                "channels `{}` and `{}` both have the address `{witness}`",
                other.key, channel.key
            );
            let mut finding = Finding::new(&RULE.meta, place.location(), message)
                .with_help("list the values of the parameter in its `enum`, or tell the addresses apart by another word")
                .with_element(channel.element.as_str())
                .with_detail(other.key.as_str());
            if let Some(place) = address(contract, sources, other) {
                finding = finding.with_related(place.location(), "the other address");
            }
            findings.push(finding);
        }
        earlier.push(template);
    }
    findings
}

/// With how many others of the same length an address is compared.
const COMPARED: usize = 200;

/// An address, word by word.
struct Template<'c> {
    channel: &'c Channel,
    words: Vec<Word<'c>>,
    separator: char,
}

/// A word of an address.
enum Word<'c> {
    /// What is written.
    Fixed(&'c str),
    /// A parameter: the values it may have, all when there are none.
    Any(&'c [String]),
}

/// The words of the channel's address; `None` where parameters fill parts of words, or there are none.
fn words<'c>(channel: &'c Channel, separator: char) -> Option<Vec<Word<'c>>> {
    let address = channel.address.as_deref()?;
    let word = |text: &'c str| {
        let name = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match name {
            None if text.contains(['{', '}', '+', '#', '*', '>']) => None,
            None => Some(Word::Fixed(text)),
            Some(name) => {
                let mut parameters = channel.parameters.iter();
                let parameter = parameters.find(|parameter| parameter.name == name)?;
                Some(Word::Any(&parameter.values))
            }
        }
    };
    address.split(separator).map(word).collect()
}

/// An address that both have, if they differ in more than the names of parameters.
fn shared(left: &Template<'_>, right: &Template<'_>) -> Option<String> {
    let pairs = || left.words.iter().zip(&right.words);
    // Most addresses differ in a word that both write out, and mostly in the last.
    let mut from_last = pairs().rev();
    if from_last
        .any(|pair| matches!(pair, (Word::Fixed(left), Word::Fixed(right)) if left != right))
    {
        return None;
    }
    let mut address = Vec::new();
    let mut differ = false;
    for pair in pairs() {
        let word = match pair {
            (Word::Fixed(word), Word::Fixed(_)) => word,
            (Word::Fixed(fixed), Word::Any(values)) | (Word::Any(values), Word::Fixed(fixed)) => {
                differ = true;
                let allowed = values.is_empty() || values.iter().any(|value| value == fixed);
                allowed.then_some(*fixed)?
            }
            (Word::Any(left), Word::Any(right)) => match (left.first(), right.first()) {
                (None, None) => "any",
                (Some(value), None) | (None, Some(value)) => value,
                _ => left.iter().find(|value| right.contains(value))?,
            },
        };
        address.push(word);
    }
    differ.then(|| address.join(&left.separator.to_string()))
}
