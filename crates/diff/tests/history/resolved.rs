//! Two documents as trees in which references are followed, and where they differ.
//!
//! This knows of contracts only what is notation: `allOf` is laid flat, lists have no order, and the type of content and
//! the servers of a channel may be left unsaid.

use std::collections::HashSet;

use tidings_diag::FileId;
use tidings_schema::Literal;
use tidings_source::Sources;
use tidings_syntax::{Kind, NodeId, Value};

use super::notation::{is_notation, is_unsaid, stated_by_traits};
use super::place::{Home, Place, home};

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
        around: [Vec::new(), Vec::new()],
    };
    let [was, is] = [was, is].map(Place::of);
    // What is referred to is looked at where it is referred to, what nobody refers to in the end.
    walk.fields(&was, &is, &|key| key != "components");
    walk.components(&was.child("components"), &is.child("components"));
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
    /// What is said of the language of the schemas around, in the base and in the revision.
    around: [Vec<Value<'s>>; 2],
}

impl<'s> Walk<'s, '_> {
    fn visit(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let (was, is) = (self.followed(was, 0), self.followed(is, 1));
        let around = self.around.clone();
        self.languages(&was, &is);
        self.look_at(&was, &is);
        self.around = around;
    }

    fn look_at(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let is_unsaid = |place, other| is_unsaid(self.sources, &self.path, place, other);
        if is_unsaid(was, is) || is_unsaid(is, was) {
            return;
        }
        if was.values.is_empty() || is.values.is_empty() {
            if was.values.len() != is.values.len() {
                let found = self.one_sided(was, is, 0);
                self.found.push(found);
            }
            return;
        }
        let are = |kind: Kind| {
            let mut all = was.values.iter().chain(&is.values);
            all.all(|value| value.kind() == kind)
        };
        if are(Kind::Mapping) {
            let nodes = [was, is].map(Place::nodes);
            if self.seen.insert(nodes) {
                self.fields(was, is, &|_| true);
            }
        } else if are(Kind::Sequence) {
            self.items(was, is);
        } else if was.literals() != is.literals() {
            let found = self.leaf(was, is);
            self.found.push(found);
        }
    }

    /// What is said of the languages of schemas, the one next to each first; who says nothing is in that of what is around.
    fn languages(&mut self, was: &Place<'s>, is: &Place<'s>) {
        if was.values.is_empty() || is.values.is_empty() {
            return;
        }
        let [before, now] =
            [(was, 0), (is, 1)].map(|(place, side)| match place.formats.is_empty() {
                true => self.around[side].clone(),
                false => place.formats.clone(),
            });
        let place = |formats: &[Value<'s>], index| match formats.iter().rev().nth(index) {
            Some(format) => Place::of(*format),
            None => Place::default(),
        };
        let is_stated = !was.formats.is_empty() || !is.formats.is_empty();
        let least = before.len().min(now.len()).max(1);
        for index in (0..least).filter(|_| is_stated) {
            let (old, new) = (place(&before, index), place(&now, index));
            self.step("schemaFormat", &old, &new);
        }
        self.around = [before, now];
    }

    fn fields(&mut self, was: &Place<'s>, is: &Place<'s>, wanted: &dyn Fn(&str) -> bool) {
        let wanted = |place: &Place<'s>| -> Vec<&'s str> {
            let keys = place.keys().into_iter();
            keys.filter(|key| wanted(key) && !is_notation(key))
                .collect()
        };
        let (old, new) = (wanted(was), wanted(is));
        let hidden = [
            stated_by_traits(self.sources[0], was),
            stated_by_traits(self.sources[1], is),
        ];
        let gone = old.iter().filter(|key| !new.contains(key));
        let mut gone: Vec<&str> = gone.copied().collect();
        for key in &new {
            if hidden.iter().all(|hidden| hidden.contains(key)) {
                continue;
            }
            let now = is.child(key);
            let before = match old.contains(key) {
                true => was.child(key),
                false => self
                    .renamed(was, &mut gone, &now)
                    .unwrap_or_else(|| was.missing(key)),
            };
            self.step(key, &before, &now);
        }
        gone.retain(|key| !hidden.iter().all(|hidden| hidden.contains(key)));
        for key in gone {
            self.step(key, &was.child(key), &is.missing(key));
        }
    }

    /// Which of the keys that went `now` has had.
    fn renamed(&self, was: &Place<'s>, gone: &mut Vec<&str>, now: &Place<'s>) -> Option<Place<'s>> {
        let mut keys = gone.iter();
        let index = keys.position(|former| self.is_one(&was.child(former), now))?;
        Some(was.child(gone.remove(index)))
    }

    /// Whether both places hold the same element of a contract.
    fn is_one(&self, was: &Place<'s>, is: &Place<'s>) -> bool {
        let [old, new] = self.sources;
        let (was, is) = (was.resolved(old), is.resolved(new));
        let both = was.own.first().zip(is.own.first());
        both.is_some_and(|(was, is)| (self.are_one)(was, is))
    }

    /// Items are paired where they are written alike, then by name, and the others in their order.
    fn items(&mut self, was: &Place<'s>, is: &Place<'s>) {
        let items = |place: &Place<'s>| -> Vec<(String, Literal)> {
            let indices = (0..place.length()).map(|index| index.to_string());
            let literal = |index: &String| place.child(index).literals().into_iter().next();
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
                former.position(|(before, _)| self.is_one(&was.child(before), &is.child(index)));
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
                Some((before, _)) => was.child(&before),
                None => was.missing(&index),
            };
            self.step(&index, &before, &is.child(&index));
        }
        for (index, _) in former {
            self.step(&index, &was.child(&index), &is.missing(&index));
        }
        for (before, now) in pairs {
            self.step(&now, &was.child(&before), &is.child(&now));
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
            let several = message.child("oneOf");
            match several.values.first() {
                Some(list) if message.values.len() == 1 => {
                    let items = (0..list.items().len()).map(|index| index.to_string());
                    items.map(|index| several.child(&index)).collect()
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
        // One that took another one's place is compared with that.
        let mut former = old.into_iter();
        for now in alone {
            let before = former.next().unwrap_or_else(|| was.emptied());
            self.visit(&before, &now);
        }
        for before in former {
            self.visit(&before, &is.emptied());
        }
    }

    /// What no reference leads to.
    fn components(&mut self, was: &Place<'s>, is: &Place<'s>) {
        for kind in all_keys(was, is) {
            let (before, now) = (was.child(kind), is.child(kind));
            for name in all_keys(&before, &now) {
                let (old, new) = (before.child(name), now.child(name));
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

    fn leaf(&self, was: &Place<'s>, is: &Place<'s>) -> Differing {
        let told = |place: &Place<'s>| {
            let texts = place.literals().into_iter();
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
            let indices = (0..was.length().max(is.length())).map(|index| index.to_string());
            for step in steps.into_iter().chain(indices) {
                self.path.push(step.clone());
                let old = self.followed(&was.child(&step), 0);
                let new = self.followed(&is.child(&step), 1);
                let nodes = [&old, &new].map(Place::nodes);
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
        let followed = place.resolved(self.sources[side]);
        let led = followed.sites.len() > place.sites.len();
        let targets = followed.own.iter().chain(&followed.sites);
        self.reached[side].extend(targets.filter(|_| led).cloned());
        followed
    }
}

/// The keys of both maps, those of the revision first.
fn all_keys<'s>(was: &Place<'s>, is: &Place<'s>) -> Vec<&'s str> {
    let (old, mut all) = (was.keys(), is.keys());
    let gone: Vec<&str> = old.into_iter().filter(|key| !all.contains(key)).collect();
    all.extend(gone);
    all
}
