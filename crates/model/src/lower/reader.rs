//! Follows references to what the grammar found to be of the right kind.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use tidings_diag::{Finding, Location, Severity};
use tidings_schema::Literal;
use tidings_source::{CIRCULAR_REF, Sources};
use tidings_syntax::{Entry, Kind, Value};

use crate::circles::first_references;
use crate::contract::{Cause, Content, Flaw, LeftOut, Part, Places};
use crate::grammar::check::{Node, node_of};

/// The documents, without the references that lead astray.
pub(super) struct Reader<'s> {
    sources: &'s Sources,
    misleading: HashSet<Node>,
    left_out: RefCell<Vec<(Part, Location)>>,
}

impl<'s> Reader<'s> {
    /// A reader of `sources`; the walk along the grammar has found `misleading` and `left_out`.
    pub(super) fn new(
        sources: &'s Sources,
        misleading: HashSet<Node>,
        left_out: Vec<(Part, Location)>,
    ) -> Self {
        Self {
            sources,
            misleading,
            left_out: RefCell::new(left_out),
        }
    }

    /// Notes that the contract goes without the `part` at `value`.
    pub(super) fn leave_out(&self, part: Part, value: Value<'s>) {
        self.note(part, value.location());
    }

    /// Notes that the contract goes without the `part` at `location`.
    pub(super) fn note(&self, part: Part, location: Location) {
        self.left_out.borrow_mut().push((part, location));
    }

    /// `found`, or a note that the contract goes without the `part` at `value`.
    pub(super) fn or_leave_out<T>(
        &self,
        found: Option<T>,
        part: Part,
        value: Value<'s>,
    ) -> Option<T> {
        if found.is_none() {
            self.leave_out(part, value);
        }
        found
    }

    /// Notes what reading schemas has found to be broken, each where it is told of in the end.
    ///
    /// `of_bindings` is where the schemas stand that only bindings have.
    pub(super) fn leave_out_of_schemas(
        &self,
        part: Part,
        findings: &[Finding],
        of_bindings: &Places,
    ) {
        let errors = findings.iter();
        let errors = errors.filter(|finding| finding.severity == Severity::Error);
        let mut circles = None;
        for (error, location) in errors.filter_map(|error| Some((error, error.location.as_ref()?)))
        {
            let first = (*error.rule == CIRCULAR_REF).then(|| {
                let circles = circles.get_or_insert_with(|| first_references(self.sources));
                circles.get(&location.span)
            });
            let location = first.flatten().unwrap_or(location);
            let part = match of_bindings.hold(location) {
                true => Part::SchemaOfBinding,
                false => part,
            };
            self.note(part, location.clone());
        }
    }

    /// What the contract goes without, each part once and in the order of the text.
    pub(super) fn finish(self) -> Vec<LeftOut> {
        let mut left_out = self.left_out.take();
        left_out.sort_by_key(|(part, location)| (location.span, *part));
        left_out.dedup();
        let left_out = left_out.into_iter();
        left_out
            .map(|(part, location)| {
                let value = value_at(self.sources, &location);
                let holder = self.holder(&location);
                let reference = holder.and_then(|holder| holder.get("$ref")?.as_str());
                let dead_end = self.dead_end(part, holder);
                LeftOut {
                    content: self.content(part, &location, dead_end.or(holder)),
                    cause: match dead_end {
                        Some(dead_end) => self.leads_nowhere(dead_end),
                        None => Cause {
                            location: location.clone(),
                            flaw: Flaw::Broken,
                        },
                    },
                    part,
                    kind: value.map(Value::kind),
                    reference: reference.map(str::to_owned),
                    location,
                }
            })
            .collect()
    }

    /// The object that stands at `location`, or whose `$ref` does.
    fn holder(&self, location: &Location) -> Option<Value<'s>> {
        let pointer = location.pointer.as_deref()?;
        let tree = &self.sources.file(location.span.file).tree;
        tree.pointer(pointer.strip_suffix("/$ref").unwrap_or(pointer))
    }

    /// The reference that leads nowhere and because of which the `part` at `value` is missing.
    fn dead_end(&self, part: Part, value: Option<Value<'s>>) -> Option<Value<'s>> {
        let value = value?;
        let of_itself = self.sources.dead_end(value);
        // There is no operation without its channel.
        let of_channel = || {
            let operation = self.follow(value).filter(|_| part == Part::Operation)?;
            self.sources.dead_end(operation.get("channel")?)
        };
        of_itself.or_else(of_channel)
    }

    /// What is wrong with `object`, whose reference leads nowhere.
    fn leads_nowhere(&self, object: Value<'s>) -> Cause {
        let reference = object.get("$ref").and_then(Value::as_str);
        let reference = reference.unwrap_or_default();
        let file = object.span().file;
        Cause {
            location: object.location(),
            flaw: match self.sources.unread_address(file, reference) {
                Some(address) => Flaw::Unread(address),
                None => Flaw::LeadsNowhere(reference.to_owned()),
            },
        }
    }

    /// What stands at `location`, where the `part` is missing; of a reference what is named by `last`, which ends its chain.
    fn content(&self, part: Part, location: &Location, last: Option<Value<'s>>) -> Content {
        let reference = last.and_then(|last| Some((last, last.get("$ref")?.as_str()?)));
        let mut hasher = DefaultHasher::new();
        let Some((last, reference)) = reference else {
            let Part::FieldOf(_) = part else {
                return content(self.sources, location);
            };
            let value = value_at(self.sources, location);
            value.map(|value| laid_out(value.into())).hash(&mut hasher);
            return hasher.finish();
        };
        let name = self.sources.name_of_target(last.span().file, reference);
        name.hash(&mut hasher);
        if part == Part::Operation {
            // What else it says is missing with its channel.
            content(self.sources, location).hash(&mut hasher);
        }
        hasher.finish()
    }

    pub(super) fn sources(&self) -> &'s Sources {
        self.sources
    }

    /// Whether `value` is a reference to something of the wrong kind.
    pub(super) fn is_misleading(&self, value: Value<'s>) -> bool {
        self.misleading.contains(&node_of(value))
    }

    /// The value itself, or what its references lead to; `None` where they lead nowhere.
    pub(super) fn follow(&self, value: Value<'s>) -> Option<Value<'s>> {
        let Some(reference) = value.get("$ref") else {
            return Some(value);
        };
        if self.is_misleading(value) {
            return None;
        }
        let resolved = self
            .sources
            .resolve(reference.span().file, reference.as_str()?);
        resolved.ok().map(|resolved| resolved.value)
    }

    /// Exactly what the reference `value` names.
    pub(super) fn step(&self, value: Value<'s>) -> Option<Value<'s>> {
        self.sources.target(value)
    }

    /// The object that `value` is or refers to.
    pub(super) fn object(&self, value: Value<'s>) -> Option<Value<'s>> {
        let object = self.follow(value)?;
        (object.kind() == Kind::Mapping).then_some(object)
    }

    /// The object that `value` is or refers to, which is the `part` of the contract.
    pub(super) fn part(&self, part: Part, value: Value<'s>) -> Option<Value<'s>> {
        self.or_leave_out(self.object(value), part, value)
    }

    /// The objects of a map with their entries, references followed; each is a `part`, and what is broken is left out.
    pub(super) fn parts(&self, part: Part, map: Option<Value<'s>>) -> Vec<(Entry<'s>, Value<'s>)> {
        self.must_be(Kind::Mapping, part, map);
        let entries = map.into_iter().flat_map(Value::entries);
        entries
            .filter(|entry| !entry.key.starts_with("x-") || entry.value.kind() == Kind::Mapping)
            .filter_map(|entry| Some((entry, self.part(part, entry.value)?)))
            .collect()
    }

    /// What stands in a list; each is a `part`, and a list that is none is left out.
    pub(super) fn listed(&self, part: Part, list: Option<Value<'s>>) -> Vec<Value<'s>> {
        self.must_be(Kind::Sequence, part, list);
        list.into_iter().flat_map(Value::items).collect()
    }

    /// The objects of a list, references followed; each is a `part`, and what is broken is left out.
    pub(super) fn items(&self, part: Part, list: Option<Value<'s>>) -> Vec<Value<'s>> {
        let items = self.listed(part, list).into_iter();
        items.filter_map(|item| self.part(part, item)).collect()
    }

    /// Notes that the contract goes without what `value` holds, unless it is of the kind that holds something.
    fn must_be(&self, kind: Kind, part: Part, value: Option<Value<'s>>) {
        if let Some(value) = value
            && ![kind, Kind::Null].contains(&value.kind())
        {
            self.leave_out(part, value);
        }
    }

    /// One map of `components`.
    pub(super) fn components(&self, root: Value<'s>, name: &str) -> Option<Value<'s>> {
        root.get("components")?.get(name)
    }
}

/// What stands at `location`, in short.
pub(super) fn content(sources: &Sources, location: &Location) -> Content {
    let mut hasher = DefaultHasher::new();
    let value = value_at(sources, location);
    value.map(Literal::from).hash(&mut hasher);
    hasher.finish()
}

/// Fields with texts that are laid out for people.
const LAID_OUT: [&str; 3] = ["description", "summary", "title"];

/// `value` without what the layout of a text decides: how its lines are broken, and whether the last one ends.
fn laid_out(value: Literal) -> Literal {
    match value {
        Literal::Array(items) => Literal::Array(items.into_iter().map(laid_out).collect()),
        Literal::Object(entries) => {
            let entries = entries.into_iter().map(|(name, value)| {
                let value = match value {
                    Literal::String(text) if LAID_OUT.contains(&name.as_str()) => {
                        let words = text.split_whitespace();
                        Literal::String(words.collect::<Vec<_>>().join(" "))
                    }
                    value => laid_out(value),
                };
                (name, value)
            });
            Literal::Object(entries.collect())
        }
        other => other,
    }
}

fn value_at<'s>(sources: &'s Sources, location: &Location) -> Option<Value<'s>> {
    let tree = &sources.file(location.span.file).tree;
    tree.pointer(location.pointer.as_deref()?)
}
