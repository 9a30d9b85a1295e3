//! What was agreed about a comparison: how each channel is compared, and how much each check weighs.

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_diag::RuleMeta;
use tidings_model::Contract;
use tidings_model::contract::{Channel, ElementId, Message, MessageId};

use crate::checks::called;
use crate::matching::Match;
use crate::{Impact, Options, Version};

/// What was agreed about a comparison.
///
/// [`Options`] by themselves are the terms under which every channel is compared alike.
pub trait Terms {
    /// How versions are compared where nothing else was agreed.
    fn options(&self) -> Options;

    /// How `channel` is compared, with its operations and messages.
    fn of_channel(&self, channel: &Channel) -> Options {
        let _ = channel;
        self.options()
    }

    /// What the changes are that `check` finds; `None` where that is left to the policy.
    fn weight(&self, check: &RuleMeta) -> Option<Weight> {
        let _ = check;
        None
    }
}

impl Terms for Options {
    fn options(&self) -> Options {
        *self
    }
}

/// What the changes of a check are, whatever the policy makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// They are left out.
    Off,
    /// They have this impact.
    Impact(Impact),
}

impl Weight {
    /// What a change is that is `judged` by the policy; `None` where it is left out.
    ///
    /// What could not be found out is not decided about by saying that it matters less.
    pub(crate) fn of(self, judged: Impact) -> Option<Impact> {
        match self {
            Self::Impact(impact) if judged == Impact::Unknown => Some(impact.max(judged)),
            Self::Impact(impact) => Some(impact),
            Self::Off if judged == Impact::Unknown => Some(judged),
            Self::Off => None,
        }
    }
}

/// The terms of two versions, by the elements that they are about.
pub(crate) struct Agreed {
    general: Options,
    elements: HashMap<ElementId, Vec<Options>>,
    /// What is agreed about each message of a version.
    messages: HashMap<(Version, MessageId), Vec<Options>>,
    /// The elements that are several messages of one version: those of different channels that have one key.
    shared: HashSet<ElementId>,
    /// The channels that are compared otherwise than in general, each with how.
    pub(crate) channels: BTreeMap<String, Options>,
}

impl Agreed {
    /// What `terms` say of the elements of two versions.
    pub(crate) fn between(base: &Contract, revision: &Contract, terms: &dyn Terms) -> Self {
        let mut agreed = Self {
            general: terms.options(),
            elements: HashMap::new(),
            messages: HashMap::new(),
            shared: HashSet::new(),
            channels: BTreeMap::new(),
        };
        for (version, contract) in [(Version::Base, base), (Version::Revision, revision)] {
            agreed.shared.extend(shared(contract));
            for channel in contract.channels.iter() {
                let options = terms.of_channel(channel);
                if options != agreed.general {
                    agreed.channels.insert(called(channel).to_owned(), options);
                }
                agreed.add(&channel.element, options);
                for (_, id) in &channel.messages {
                    agreed.add(&contract.messages[*id].element, options);
                    let known = agreed.messages.entry((version, *id)).or_default();
                    known.push(options);
                }
            }
            for operation in contract.operations.iter() {
                let reply = operation.reply.as_ref();
                let channels = reply.and_then(|reply| reply.channel);
                for channel in channels.into_iter().chain([operation.channel]) {
                    let options = terms.of_channel(&contract.channels[channel]);
                    agreed.add(&operation.element, options);
                }
            }
        }
        agreed
    }

    fn add(&mut self, element: &ElementId, options: Options) {
        let known = self.elements.entry(element.clone()).or_default();
        if !known.contains(&options) {
            known.push(options);
        }
    }

    /// Every way in which something is compared, the general one first.
    pub(crate) fn ways(&self) -> Vec<Options> {
        let mut ways = vec![self.general];
        for options in self.elements.values().flatten() {
            if !ways.contains(options) {
                ways.push(*options);
            }
        }
        ways
    }

    /// Whether `element` is compared under `options`; what belongs to no channel is compared in the general way.
    pub(crate) fn apply(&self, options: &Options, element: &ElementId) -> bool {
        match self.elements.get(element) {
            Some(agreed) => agreed.contains(options),
            None => self.general == *options,
        }
    }

    /// Whether two messages that are one are compared under `options`, which are those of their channels: others with the
    /// same key may be compared otherwise.
    pub(crate) fn apply_to_pair(&self, options: &Options, pair: &Match<MessageId>) -> bool {
        let ids = [
            (Version::Base, pair.base),
            (Version::Revision, pair.revision),
        ];
        self.apply_to_any(options, &ids)
    }

    /// Whether a message that only `version` has is compared under `options`.
    pub(crate) fn apply_to_message(
        &self,
        options: &Options,
        version: Version,
        id: MessageId,
    ) -> bool {
        self.apply_to_any(options, &[(version, id)])
    }

    fn apply_to_any(&self, options: &Options, ids: &[(Version, MessageId)]) -> bool {
        let known = ids.iter().filter_map(|id| self.messages.get(id));
        let known: Vec<&Options> = known.flatten().collect();
        match known.is_empty() {
            true => self.general == *options,
            false => known.contains(&options),
        }
    }

    /// Whether `element` is several messages of one version.
    pub(crate) fn is_shared(&self, element: &ElementId) -> bool {
        self.shared.contains(element)
    }
}

/// The elements of which `contract` has several messages, each at a place of its own.
fn shared(contract: &Contract) -> HashSet<ElementId> {
    let mut known: HashMap<&ElementId, &Message> = HashMap::new();
    let messages = contract.messages.iter();
    let others = messages.filter(|message| {
        let first = known.entry(&message.element).or_insert(message);
        first.origin.location != message.origin.location
    });
    others.map(|message| message.element.clone()).collect()
}
