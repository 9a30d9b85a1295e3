//! What is wrong with schemas that are each well-formed: demands that contradict each other, or that say nothing.
//!
//! Each file is one question to the graph, asked once for a contract; what one keyword alone shows is said while reading.
//! Start reading at [`check`].

mod applicability;
mod discriminators;
mod enumerations;
mod examples;
mod families;
mod formats;
mod ranges;
mod recursion;
mod required;

use std::collections::HashSet;

use tidings_diag::{Finding, Location, RuleMeta};
use tidings_source::Sources;
use tidings_syntax::Value;

use crate::{Dialect, Rules, Schema, SchemaGraph, SchemaId, SchemaKind};

/// What is wrong with the schemas of `graph`, which were read from `sources`; in the order of the text.
///
/// Schemas that stand for types of other languages say nothing by keywords, so nothing is said about them.
pub fn check(graph: &SchemaGraph, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut judge = examples::Judge::default();
    for subject in subjects(graph, sources) {
        ranges::check(&subject, &mut findings);
        enumerations::check(&subject, &mut findings);
        applicability::check(&subject, &mut findings);
        formats::check(&subject, &mut findings);
        discriminators::check(&subject, &mut findings);
        examples::check(&subject, &mut judge, &mut findings);
    }
    required::check(graph, sources, &mut findings);
    recursion::check(graph, sources, &mut findings);
    // A schema that is read in two dialects has each of its mistakes twice.
    let mut seen = HashSet::new();
    findings.retain(|finding| {
        let place = finding.location.as_ref().map(|location| location.span);
        seen.insert((finding.rule.id, place, finding.message.clone()))
    });
    findings.sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
    findings
}

/// One schema with keywords, and what is around it.
struct Subject<'g, 's> {
    graph: &'g SchemaGraph,
    sources: &'s Sources,
    id: SchemaId,
    schema: &'g Schema,
    rules: &'g Rules,
}

fn subjects<'g, 's>(
    graph: &'g SchemaGraph,
    sources: &'s Sources,
) -> impl Iterator<Item = Subject<'g, 's>> {
    let merged: HashSet<SchemaId> = graph.merged.iter().map(|merged| merged.schema).collect();
    graph
        .iter()
        // What traits are laid over was written by nobody as a whole; its parts are looked at where they stand.
        .filter(move |(id, _)| !merged.contains(id))
        .filter_map(move |(id, _)| subject(graph, sources, id))
}

/// The schema `id`, if it has keywords.
fn subject<'g, 's>(
    graph: &'g SchemaGraph,
    sources: &'s Sources,
    id: SchemaId,
) -> Option<Subject<'g, 's>> {
    let schema = graph.get(id);
    let SchemaKind::Rules(rules) = &schema.kind else {
        return None;
    };
    Some(Subject {
        graph,
        sources,
        id,
        schema,
        rules,
    })
}

impl<'s> Subject<'_, 's> {
    fn dialect(&self) -> Dialect {
        self.schema.dialect
    }

    /// What the keyword `name` holds; `None` where it does not stand here.
    fn value(&self, name: &str) -> Option<Value<'s>> {
        let keyword = self.rules.keyword(name)?;
        Some(keyword.value(self.sources))
    }

    /// A finding at the key of the keyword `name`.
    fn at_keyword(&self, name: &str, rule: &'static RuleMeta, message: String) -> Option<Finding> {
        let location = self.rules.keyword(name)?.location();
        Some(self.finding(rule, location, message))
    }

    fn finding(&self, rule: &'static RuleMeta, location: Location, message: String) -> Finding {
        let finding = Finding::new(rule, location, message);
        match self.rules.is_written() {
            true => finding.with_section(self.dialect().section()),
            // A shape of a type in another language, which no dialect has rules for.
            false => finding,
        }
    }
}
