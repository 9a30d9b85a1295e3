use std::collections::HashMap;

use tidings_diag::{Finding, Location, Severity};
use tidings_model::Contract;
use tidings_model::contract::{ElementId, Tag};
use tidings_source::Sources;

use crate::place::{field_at, is_v2};
use crate::rule::{Section, rule};

rule! {
    /// A tag is named twice in one list.
    ///
    /// It is an error in AsyncAPI 2, where the text demands unique names, and a warning in AsyncAPI 3, where it no longer does.
    ///
    /// ## Why it matters
    ///
    /// Each name in the list of tags must be unique (AsyncAPI 2.6, AsyncAPI Object; AsyncAPI 3.0, Tags Object, calls it a list
    /// that groups elements).
    /// Of two descriptions for one name a reader sees one, and cannot know which.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info:
    ///   title: Lights
    ///   version: 1.0.0
    ///   tags:
    ///     - { name: street, description: Lights of streets }
    ///     - { name: street, description: Names of streets }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info:
    ///   title: Lights
    ///   version: 1.0.0
    ///   tags:
    ///     - { name: street, description: Lights of streets }
    ///     - { name: house, description: Lights of houses }
    /// ```
    "tag-duplicate", "D025", Error,
    "a tag is named twice in one list",
    Section::renamed("AsyncAPI Object", "Tags Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tags, element) in lists(contract) {
        let mut first: HashMap<&str, &Tag> = HashMap::new();
        for tag in tags {
            let Some(earlier) = first.get(tag.name.as_str()) else {
                first.insert(&tag.name, tag);
                continue;
            };
            let message = format!("the tag `{}` stands in this list twice", tag.name);
            let mut finding = Finding::new(&RULE.meta, name_of(sources, tag), message)
                .with_help("remove one of the two")
                .with_related(name_of(sources, earlier), "the first one")
                .with_detail(tag.name.as_str());
            if let Some(element) = element {
                finding = finding.with_element(element.as_str());
            }
            if !is_v2(contract) {
                finding.severity = Severity::Warning;
            }
            findings.push(finding);
        }
    }
    findings
}

/// Where the name of `tag` stands.
fn name_of(sources: &Sources, tag: &Tag) -> Location {
    let name = field_at(sources, &tag.origin.location, "name");
    name.map_or_else(|| tag.origin.location.clone(), |name| name.value.location())
}

/// Every list of tags, with the element that has it; the application has none.
fn lists(contract: &Contract) -> impl Iterator<Item = (&[Tag], Option<&ElementId>)> {
    let servers = contract.servers.iter();
    let channels = contract.channels.iter();
    let operations = contract.operations.iter();
    let messages = contract.messages.iter();
    std::iter::once((contract.info.tags.as_slice(), None))
        .chain(servers.map(|server| (server.tags.as_slice(), Some(&server.element))))
        .chain(channels.map(|channel| (channel.tags.as_slice(), Some(&channel.element))))
        .chain(operations.map(|operation| (operation.tags.as_slice(), Some(&operation.element))))
        .chain(messages.map(|message| (message.tags.as_slice(), Some(&message.element))))
}
