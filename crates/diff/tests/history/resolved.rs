//! Two documents as trees in which references are followed, and where they differ.
//!
//! This knows of contracts only what is notation: `allOf` is laid flat, lists have no order, and the type of content and
//! the servers of a channel may be left unsaid.

use std::collections::HashSet;

use tidings_diag::{FileId, Location};
use tidings_schema::{Dialect, Literal, SchemaFormat};
use tidings_source::Sources;
use tidings_syntax::{Kind, NodeId, Value, escape_pointer};

/// A file and a pointer in it.
pub(crate) type Home = (FileId, String);

/// A place in which two documents differ.
#[derive(Debug)]
pub(crate) struct Differing {
    /// The steps from the root, for people.
    pub(crate) path: Vec<String>,
    /// Where that stands in the base and in the revision, or would: itself, and every reference that leads there.
    pub(crate) homes: [Vec<Home>; 2],
    /// What stands there, in words.
    pub(crate) told: [String; 2],
    /// What is in it, where only one document has it.
    pub(crate) parts: Vec<Differing>,
}

/// Values that hold together at one place, with everywhere they stand.
#[derive(Clone, Default)]
struct Place<'s> {
    values: Vec<Value<'s>>,
    /// Where they stand, or would.
    own: Vec<Home>,
    /// The references that lead to them, or to what holds them.
    sites: Vec<Home>,
}

impl Place<'_> {
    fn homes(&self) -> Vec<Home> {
        self.own.iter().chain(&self.sites).cloned().collect()
    }
}

/// Whether an element of the base is one of the revision, each by its place.
pub(crate) type AreOne<'r> = dyn Fn(&Home, &Home) -> bool + 'r;

/// Where `base` and `revision` differ.
pub(crate) fn differing(
    base: &Sources,
    revision: &Sources,
    are_one: &AreOne<'_>,
) -> Vec<Differing> {
    let (Some(was), Some(is)) = (base.root(), revision.root()) else {
        return Vec::new();
    };
    let mut walk = Walk {
        sources: [base, revision],
        are_one,
        seen: HashSet::new(),
        reached: [HashSet::new(), HashSet::new()],
        found: Vec::new(),
        path: Vec::new(),
    };
    let [was, is] = [was, is].map(|value| Place {
        values: vec![value],
        own: vec![home(value)],
        sites: Vec::new(),
    });
    // What is referred to is looked at where it is referred to, what nobody refers to in the end.
    walk.fields(&was, &is, &|key| key != "components");
    walk.components(&child(&was, "components"), &child(&is, "components"));
    walk.found
}

struct Walk<'s, 'r> {
    sources: [&'s Sources; 2],
    are_one: &'r AreOne<'r>,
    seen: HashSet<[Vec<(FileId, NodeId)>; 2]>,
    /// What references lead to, in the base and in the revision.
    reached: [HashSet<Home>; 2],
    found: Vec<Differing>,
    path: Vec<String>,
}

impl<'s> Walk<'s, '_> {
    fn visit(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let (was, is) = (self.followed(was, 0), self.followed(is, 1));
        if self.is_unsaid(&was, &is) || self.is_unsaid(&is, &was) {
            return;
        }
        if was.values.is_empty() || is.values.is_empty() {
            if was.values.len() != is.values.len() {
                let found = self.one_sided(&was, &is, 0);
                self.found.push(found);
            }
            return;
        }
        let are = |kind: Kind| {
            let mut all = was.values.iter().chain(&is.values);
            all.all(|value| value.kind() == kind)
        };
        if are(Kind::Mapping) {
            let nodes = [&was, &is].map(nodes);
            if self.seen.insert(nodes) {
                self.fields(&was, &is, &|_| true);
            }
        } else if are(Kind::Sequence) {
            self.items(&was, &is);
        } else if literals(&was) != literals(&is) {
            let found = self.leaf(&was, &is);
            self.found.push(found);
        }
    }

    fn fields(&mut self, was: &Place<'s>, is: &Place<'s>, wanted: &dyn Fn(&str) -> bool) {
        let wanted = |place: &Place<'s>| -> Vec<&'s str> {
            let keys = keys(place).into_iter();
            keys.filter(|key| wanted(key) && !is_notation(key))
                .collect()
        };
        let (old, new) = (wanted(was), wanted(is));
        let hidden = [self.stated_by_traits(was, 0), self.stated_by_traits(is, 1)];
        let gone = old.iter().filter(|key| !new.contains(key));
        let mut gone: Vec<&str> = gone.copied().collect();
        for key in &new {
            if hidden.iter().all(|hidden| hidden.contains(key)) {
                continue;
            }
            let now = child(is, key);
            let before = match old.contains(key) {
                true => child(was, key),
                false => self
                    .renamed(was, &mut gone, &now)
                    .unwrap_or_else(|| missing(was, key)),
            };
            self.step(key, &before, &now);
        }
        gone.retain(|key| !hidden.iter().all(|hidden| hidden.contains(key)));
        for key in gone {
            self.step(key, &child(was, key), &missing(is, key));
        }
    }

    /// The fields of an element that count for nothing, because a trait of it states them: in AsyncAPI 2 traits are laid
    /// over what they are applied to (Operation Trait Object, "JSON Merge Patch").
    fn stated_by_traits(&self, place: &Place<'s>, side: usize) -> Vec<&'s str> {
        let version = self.sources[side]
            .root()
            .and_then(|root| root.get("asyncapi"));
        let is_2 =
            version.is_some_and(|version| version.as_str().is_some_and(|it| it.starts_with('2')));
        let traits = child(place, "traits");
        let lists = traits.values.iter().filter(|_| is_2);
        let count = lists.map(|value| value.items().len()).max().unwrap_or(0);
        let each = (0..count).map(|index| self.resolved(&child(&traits, &index.to_string()), side));
        let fields = each.flat_map(|one| one.values).flat_map(Value::entries);
        // Maps are laid over each other field by field; examples are a list, whatever people make of it.
        let whole =
            fields.filter(|entry| entry.value.kind() != Kind::Mapping || entry.key == "examples");
        whole.map(|entry| entry.key).collect()
    }

    /// Which of the keys that went `now` has had.
    fn renamed(&self, was: &Place<'s>, gone: &mut Vec<&str>, now: &Place<'s>) -> Option<Place<'s>> {
        let mut keys = gone.iter();
        let index = keys.position(|former| self.is_one(&child(was, former), now))?;
        Some(child(was, gone.remove(index)))
    }

    /// Whether both places hold the same element of a contract.
    fn is_one(&self, was: &Place<'s>, is: &Place<'s>) -> bool {
        let (was, is) = (self.resolved(was, 0), self.resolved(is, 1));
        let both = was.own.first().zip(is.own.first());
        both.is_some_and(|(was, is)| (self.are_one)(was, is))
    }

    /// Items are paired where they are written alike, then by name, and the others in their order.
    fn items(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let items = |place: &Place<'s>| -> Vec<(String, Literal)> {
            let count = place.values.iter().map(|value| value.items().len()).max();
            let indices = (0..count.unwrap_or(0)).map(|index| index.to_string());
            let literal = |index: &String| literals(&child(place, index)).into_iter().next();
            indices
                .filter_map(|index| Some((index.clone(), literal(&index)?)))
                .collect()
        };
        let (mut old, mut new) = (items(was), items(is));
        let mut pairs = Vec::new();
        // The same element comes before the same text.
        new.retain(|(index, _)| {
            let mut former = old.iter();
            let position =
                former.position(|(before, _)| self.is_one(&child(was, before), &child(is, index)));
            let Some(position) = position else {
                return true;
            };
            pairs.push((old.remove(position).0, index.clone()));
            false
        });
        let same: [fn(&Literal) -> Option<Literal>; 3] = [
            |item| Some(item.clone()),
            |item| item.get("$ref").or_else(|| item.get("name")).cloned(),
            |item| item.get("title").cloned(),
        ];
        for told in same {
            new.retain(|(index, item)| {
                let name = told(item);
                let mut former = old.iter();
                let position = former.position(|(_, item)| name.is_some() && told(item) == name);
                let Some(position) = position else {
                    return true;
                };
                pairs.push((old.remove(position).0, index.clone()));
                false
            });
        }
        let mut former = old.into_iter();
        for (index, _) in new {
            let before = match former.next() {
                Some((before, _)) => child(was, &before),
                None => missing(was, &index),
            };
            self.step(&index, &before, &child(is, &index));
        }
        for (index, _) in former {
            self.step(&index, &child(was, &index), &missing(is, &index));
        }
        for (before, now) in pairs {
            self.step(&now, &child(was, &before), &child(is, &now));
        }
    }

    fn step(&mut self, key: &str, was: &Place<'s>, is: &Place<'s>) {
        self.path.push(key.to_owned());
        match key == "message" && self.path.len() == 4 {
            true => self.messages(was, is),
            false => self.visit(was, is),
        }
        self.path.pop();
    }

    /// The messages of an operation of AsyncAPI 2, which are one or several.
    fn messages(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let listed = |walk: &mut Self, place: &Place<'s>, side: usize| {
            let message = walk.followed(place, side);
            let several = child(&message, "oneOf");
            match several.values.first() {
                Some(list) if message.values.len() == 1 => {
                    let items = (0..list.items().len()).map(|index| index.to_string());
                    items.map(|index| child(&several, &index)).collect()
                }
                _ => vec![message],
            }
        };
        let (mut old, new): (Vec<Place<'s>>, Vec<Place<'s>>) =
            (listed(self, was, 0), listed(self, is, 1));
        let mut alone = Vec::new();
        for now in new {
            match old.iter().position(|before| self.is_one(before, &now)) {
                Some(index) => self.visit(&old.remove(index), &now),
                None => alone.push(now),
            }
        }
        let none = |place: &Place<'s>| Place {
            values: Vec::new(),
            ..place.clone()
        };
        // One that took another one's place is compared with that.
        let mut former = old.into_iter();
        for now in alone {
            let before = former.next().unwrap_or_else(|| none(was));
            self.visit(&before, &now);
        }
        for before in former {
            self.visit(&before, &none(is));
        }
    }

    /// What no reference leads to.
    fn components(&mut self, was: &Place<'s>, is: &Place<'s>) {
        for kind in all_keys(was, is) {
            let (before, now) = (child(was, kind), child(is, kind));
            for name in all_keys(&before, &now) {
                let (old, new) = (child(&before, name), child(&now, name));
                // What is used in one version only is looked at where it is used.
                if self.is_reached(&old, 0) || self.is_reached(&new, 1) {
                    continue;
                }
                self.path = vec!["components".to_owned(), kind.to_owned(), name.to_owned()];
                let (old, new) = match kind {
                    "securitySchemes" => (self.demanded(old, name, 0), self.demanded(new, name, 1)),
                    _ => (old, new),
                };
                self.visit(&old, &new);
                self.path.clear();
            }
        }
    }

    /// The security scheme `name` with the servers that demand it, which AsyncAPI 2 does by its name.
    fn demanded(&self, mut scheme: Place<'s>, name: &str, side: usize) -> Place<'s> {
        let servers = self.sources[side]
            .root()
            .and_then(|root| root.get("servers"));
        let servers = servers.into_iter().flat_map(Value::entries);
        let demanding = servers.filter(|server| {
            let demands = server.value.get("security");
            let mut demands = demands.into_iter().flat_map(Value::items);
            demands.any(|one| one.get(name).is_some())
        });
        scheme
            .sites
            .extend(demanding.map(|server| home(server.value)));
        scheme
    }

    fn is_reached(&self, place: &Place<'s>, side: usize) -> bool {
        let mut values = place.values.iter();
        values.any(|value| self.reached[side].contains(&home(*value)))
    }

    /// Whether `other` only says aloud what holds without it: the default type of content, every server, that there are
    /// no tags or bindings, or that a host has no path below its root (RFC 3986, 6.2.3).
    fn is_unsaid(&self, place: &Place<'s>, other: &Place<'s>) -> bool {
        let root = |name: &str| {
            let roots = self.sources.iter().filter_map(|sources| sources.root());
            roots.filter_map(|root| root.get(name)).collect::<Vec<_>>()
        };
        match self.path.last().map(String::as_str) {
            Some("contentType") if place.values.is_empty() => {
                let stated = literals(other);
                root("defaultContentType")
                    .iter()
                    .any(|it| stated == [Literal::from(*it)])
            }
            Some("servers") if place.values.is_empty() && self.path.len() > 1 => {
                let named: usize = other.values.iter().map(|value| value.items().len()).sum();
                root("servers")
                    .iter()
                    .any(|all| all.entries().len() == named)
            }
            Some("schemaFormat") => language(place) == language(other),
            Some("bindings" | "tags") if place.values.is_empty() => {
                let mut values = other.values.iter();
                values.all(|value| value.entries().len() + value.items().len() == 0)
            }
            Some("url") if self.path.len() == 3 && self.path[0] == "servers" => {
                let host = |place: &Place<'s>| {
                    let url = place.values.first().and_then(|value| value.as_str());
                    url.map(|url| {
                        url.strip_suffix('/')
                            .filter(|host| !host.replace("://", "").contains('/'))
                            .unwrap_or(url)
                            .to_owned()
                    })
                };
                host(place) == host(other)
            }
            // The messages are compared with what it makes of them.
            Some("defaultContentType") => self.path.len() == 1,
            _ => false,
        }
    }

    fn leaf(&self, was: &Place<'s>, is: &Place<'s>) -> Differing {
        let told = |place: &Place<'s>| {
            let texts = literals(place).into_iter();
            let texts: Vec<String> = texts.map(|value| value.to_json_text()).collect();
            texts.join(" and ").chars().take(90).collect()
        };
        Differing {
            path: self.path.clone(),
            homes: [was.homes(), is.homes()],
            told: [told(was), told(is)],
            parts: Vec::new(),
        }
    }

    /// What only one document has, with what is in it.
    fn one_sided(&mut self, was: &Place<'s>, is: &Place<'s>, depth: usize) -> Differing {
        let mut found = self.leaf(was, is);
        // What only one version has may refer to components, which are then in use.
        if depth < 32 {
            let steps: Vec<String> = all_keys(was, is).into_iter().map(str::to_owned).collect();
            let count =
                [was, is].map(|place| place.values.iter().map(|value| value.items().len()).max());
            let items = count.into_iter().flatten().max().unwrap_or(0);
            let indices = (0..items).map(|index| index.to_string());
            for step in steps.into_iter().chain(indices) {
                self.path.push(step.clone());
                let old = self.followed(&child(was, &step), 0);
                let new = self.followed(&child(is, &step), 1);
                let nodes = [&old, &new].map(nodes);
                let part = match self.seen.insert(nodes) {
                    true => self.one_sided(&old, &new, depth + 1),
                    false => self.leaf(&old, &new),
                };
                found.parts.push(part);
                self.path.pop();
            }
        }
        found
    }

    fn followed(&mut self, place: &Place<'s>, side: usize) -> Place<'s> {
        let followed = self.resolved(place, side);
        let led = followed.sites.len() > place.sites.len();
        let targets = followed.own.iter().chain(&followed.sites);
        self.reached[side].extend(targets.filter(|_| led).cloned());
        followed
    }

    /// What stands at `place` in the end, with everything that holds together with it.
    fn resolved(&self, place: &Place<'s>, side: usize) -> Place<'s> {
        if place.values.is_empty() {
            return place.clone();
        }
        let mut resolved = Place {
            sites: place.sites.clone(),
            ..Place::default()
        };
        let mut waiting: Vec<Value<'s>> = place.values.iter().rev().copied().collect();
        let mut seen = HashSet::new();
        while let Some(value) = waiting.pop() {
            if !seen.insert((value.span().file, value.node())) {
                continue;
            }
            // The language is beside the schema, which is compared as what it is read as.
            let in_language = value.get("schemaFormat").and_then(|_| value.get("schema"));
            match target(self.sources[side], value).or(in_language) {
                Some(target) => {
                    let (file, pointer) = home(value);
                    resolved.sites.push((file, format!("{pointer}/$ref")));
                    waiting.push(target);
                }
                None => {
                    resolved.own.push(home(value));
                    resolved.values.push(value);
                    let members = value.get("allOf").into_iter().flat_map(Value::items);
                    waiting.extend(members.rev());
                }
            }
        }
        resolved
    }
}

/// Whether a field says nothing of the interface: which version of the text is followed, what is laid flat, and what
/// tools write down for themselves.
fn is_notation(key: &str) -> bool {
    key == "asyncapi" || key == "allOf" || key.starts_with("x-parser-")
}

/// The language that a field `schemaFormat` names; AsyncAPI's own schemas are read as draft-07.
fn language(place: &Place<'_>) -> SchemaFormat {
    let named = place.values.first().and_then(|value| value.as_str());
    match named.map(SchemaFormat::of) {
        None | Some(SchemaFormat::JsonSchema(Dialect::AsyncApi)) => {
            SchemaFormat::JsonSchema(Dialect::Draft7)
        }
        Some(format) => format,
    }
}

/// What the reference `value` names.
fn target<'s>(sources: &'s Sources, value: Value<'s>) -> Option<Value<'s>> {
    let reference = value.get("$ref")?;
    sources
        .step(reference.span().file, reference.as_str()?)
        .ok()
}

fn home(value: Value<'_>) -> Home {
    let Location { span, pointer } = value.location();
    (span.file, pointer.as_deref().unwrap_or_default().to_owned())
}

fn nodes(place: &Place<'_>) -> Vec<(FileId, NodeId)> {
    let values = place.values.iter();
    values
        .map(|value| (value.span().file, value.node()))
        .collect()
}

/// The values at `place`, each once and in a fixed order.
fn literals(place: &Place<'_>) -> Vec<Literal> {
    let mut all: Vec<Literal> = place
        .values
        .iter()
        .map(|value| Literal::from(*value))
        .collect();
    all.sort_by_key(Literal::to_json_text);
    all.dedup();
    all
}

/// The keys of both maps, those of the revision first.
fn all_keys<'s>(was: &Place<'s>, is: &Place<'s>) -> Vec<&'s str> {
    let (old, mut all) = (keys(was), keys(is));
    let gone: Vec<&str> = old.into_iter().filter(|key| !all.contains(key)).collect();
    all.extend(gone);
    all
}

fn keys<'s>(place: &Place<'s>) -> Vec<&'s str> {
    let mut keys = Vec::new();
    for entry in place.values.iter().flat_map(|value| value.entries()) {
        if !keys.contains(&entry.key) {
            keys.push(entry.key);
        }
    }
    keys
}

fn child<'s>(place: &Place<'s>, key: &str) -> Place<'s> {
    let values = place.values.iter().filter_map(|value| match value.kind() {
        Kind::Sequence => value.items().nth(key.parse().ok()?),
        _ => value.get(key),
    });
    Place {
        values: values.collect(),
        ..missing(place, key)
    }
}

/// Where `key` would stand.
fn missing<'s>(place: &Place<'s>, key: &str) -> Place<'s> {
    let key = escape_pointer(key);
    let own = place.own.iter();
    let own = own.map(|(file, pointer)| (*file, format!("{pointer}/{key}")));
    Place {
        values: Vec::new(),
        own: own.collect(),
        sites: place.sites.clone(),
    }
}
