//! References: what they lead to, and whether that is what is wanted.

use tidings_diag::{FileId, Finding};
use tidings_source::{Unresolved, circular, ignored_siblings};
use tidings_syntax::{Entry, Kind as ValueKind, Value, escape_pointer};

use super::{Checker, Spot, node_of};
use crate::grammar::all::objects_in;
use crate::grammar::place::{Place, place};
use crate::grammar::table::{Field, Object, Row, Version};
use crate::rules::{
    CHANNEL_REF_NOT_ROOT, INLINE_OBJECT, REF_NOT_ALLOWED, REF_WRONG_KIND, SERVER_REF_NOT_ROOT,
    V3_CONSTRUCT_IN_V2, WRONG_TYPE,
};

impl<'s> Checker<'s> {
    /// Checks that `spot` is `object`, or a reference to one where the version allows that.
    pub(super) fn object_or_reference(
        &mut self,
        spot: &Spot<'s>,
        object: &'static Object,
        version: Version,
    ) {
        let Some(reference) = spot.value.entry("$ref") else {
            self.object(spot, object, version);
            return;
        };
        let since = self.row.and_then(|row| row.field.referable_since);
        if let Some(since) = since.filter(|since| *since > self.version) {
            let version = self.version;
            self.reference_not_allowed(spot, reference, Some((since, version)));
            return;
        }
        // AsyncAPI 2 has `$ref` among the fields of channels.
        let row = match object.field("$ref") {
            Some(field) => Some(Row { object, field }),
            None => self.row,
        };
        self.within(row, |checker| {
            if let Some(field) = object.field("$ref") {
                checker.advise_against(reference, field, version);
            }
            checker.reference(spot, object, version, None);
        });
    }

    /// Follows the reference at `spot` step by step and checks what it leads to as `object`.
    pub(super) fn reference(
        &mut self,
        spot: &Spot<'s>,
        object: &'static Object,
        version: Version,
        root: Option<&'static str>,
    ) {
        let followed = self.followed.len();
        self.follow(spot, object, version, root);
        self.followed.truncate(followed);
    }

    /// Does the work of [`Self::reference`]; the references that were followed stay noted.
    fn follow(
        &mut self,
        spot: &Spot<'s>,
        object: &'static Object,
        version: Version,
        root: Option<&'static str>,
    ) {
        let mut current = spot.value;
        let mut chain = Vec::new();
        let mut at_home = false;
        while let Some(reference) = current.entry("$ref") {
            let here = node_of(current);
            if !self.visited.insert((here, object.section)) {
                if chain.contains(&here) {
                    self.report(circular(reference.value.location()));
                }
                if self.misleading.contains(&here) {
                    self.misleading.extend(chain);
                }
                return;
            }
            chain.push(here);
            self.followed.push(reference.value);
            if object.field("$ref").is_none() {
                self.siblings(current);
            }
            let Some(target) = self.step(reference) else {
                return;
            };
            match self.fits(spot, reference, target, Some(object)) {
                Fit::No => {
                    self.misleading.extend(chain);
                    return;
                }
                Fit::Unknown => at_home = false,
                Fit::Yes => at_home = true,
            }
            if chain.len() == 1
                && let Some(root) = root
            {
                self.require_root(reference, target, root, object);
            }
            current = target;
        }
        // What stands where such an object belongs is met on the way through the document itself.
        if !at_home {
            let enclosing = std::mem::take(&mut self.enclosing);
            self.object(&Spot::target(current, spot), object, version);
            self.enclosing = enclosing;
        }
    }

    /// Checks that a reference to a schema does not lead to an object of another kind; `false` if it does.
    pub(super) fn leads_to_schema(&mut self, spot: &Spot<'s>) -> bool {
        let Some(reference) = spot.value.entry("$ref") else {
            return true;
        };
        let Some(text) = reference.value.as_str() else {
            return true;
        };
        // What leads nowhere is reported by the reader of schemas.
        let Ok(target) = self.sources.step(reference.value.span().file, text) else {
            return true;
        };
        if let Fit::No = self.fits(spot, reference, target, None) {
            self.misleading.insert(node_of(spot.value));
            return false;
        }
        true
    }

    /// Reports what stands beside the `$ref` of `object`.
    fn siblings(&mut self, object: Value<'s>) {
        if let Some(finding) = ignored_siblings(object, &[]) {
            let help = "a Reference Object has `$ref` alone; say it in the object that the reference leads to";
            let section = format!("AsyncAPI {}, Reference Object", self.version);
            self.report(finding.with_help(help).with_section(section));
        }
    }

    fn unresolved(&mut self, reference: Value<'s>, unresolved: Unresolved) {
        if let Some(finding) = unresolved.finding(reference.location()) {
            self.report(finding);
        }
    }

    /// Reports when a `$ref` to a schema in another language names nothing.
    ///
    /// A whole file may be in any language, and what a fragment means in a file that is neither YAML nor JSON is known
    /// to its language only.
    pub(super) fn foreign_step(&mut self, reference: Entry<'s>) {
        let value = reference.value;
        let part = value
            .as_str()
            .map(|text| self.sources.named_part(value.span().file, text));
        match part {
            Some(Err(unresolved)) => self.unresolved(value, unresolved),
            Some(Ok(part)) if part.fragment.is_empty() || part.source.tree.root().is_none() => {}
            _ => {
                self.step(reference);
            }
        }
    }

    /// The value that one `$ref` names; reports when there is none.
    fn step(&mut self, reference: Entry<'s>) -> Option<Value<'s>> {
        let value = reference.value;
        let Some(text) = value.as_str() else {
            let message = format!("`$ref` must be a string, not {}", value.kind().described());
            let location = Spot::entry(reference).value_location();
            let help = "write the place of an object, such as '#/components/messages/OrderPlaced'";
            self.report(Finding::new(&WRONG_TYPE, location, message).with_help(help));
            return None;
        };
        match self.sources.step(value.span().file, text) {
            Ok(target) => Some(target),
            Err(unresolved) => {
                self.unresolved(value, unresolved);
                None
            }
        }
    }

    /// Whether the place that `reference` names holds what is wanted (`None`: a schema), by the tables alone.
    fn fits(
        &mut self,
        spot: &Spot<'s>,
        reference: Entry<'s>,
        target: Value<'s>,
        wanted: Option<&'static Object>,
    ) -> Fit {
        let text = reference.value.as_str().unwrap_or_default();
        let pointer = text.split_once('#').map_or("", |(_, pointer)| pointer);
        // What is neither a pointer nor the whole file is the name of a schema.
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        if target.span().file != FileId(0) || !is_pointer {
            return Fit::Unknown;
        }
        let found = match (place(pointer, self.version), wanted) {
            (None, _) => return Fit::Unknown,
            (Some(Place::Schema), None) => return Fit::Yes,
            (Some(Place::Object(found)), Some(wanted)) if std::ptr::eq(found, wanted) => {
                return Fit::Yes;
            }
            (Some(Place::Object(found)), _) => found.with_article(),
            (Some(Place::Schema), Some(_)) => "a schema".to_owned(),
            (Some(Place::Part), _) => match target.kind() {
                ValueKind::Mapping | ValueKind::Sequence => "not a single object".to_owned(),
                kind => kind.described().to_owned(),
            },
        };
        let is_message = matches!(place(pointer, self.version), Some(Place::Object(found)) if found.name == "message");
        let is_schema = wanted.is_none();
        let wanted = wanted.map_or_else(|| "a schema".to_owned(), Object::with_article);
        let help = if is_schema && is_message {
            format!("refer to its payload, `{text}/payload`")
        } else {
            format!("refer to {wanted}, or write it here")
        };
        let named = match text {
            "" => "an empty `$ref`".to_owned(),
            _ => format!("`{text}`"),
        };
        let message = format!("{named} is {found}, `{}` wants {wanted}", spot.name());
        let location = reference.value.location();
        self.report(Finding::new(&REF_WRONG_KIND, location, message).with_help(help));
        Fit::No
    }

    /// Reports a reference from one of the document's own objects to one that is not in the document's map `root`.
    fn require_root(
        &mut self,
        reference: Entry<'s>,
        target: Value<'s>,
        root: &'static str,
        object: &'static Object,
    ) {
        let from = reference.value;
        let is_own = from.span().file == FileId(0) && !from.pointer().starts_with("/components/");
        let target_pointer = target.pointer();
        let mut segments = target_pointer.split('/').skip(1);
        let in_root = target.span().file == FileId(0)
            && segments.next() == Some(root)
            && segments.count() == 1;
        if !is_own || in_root {
            return;
        }
        let rule = match root {
            "servers" => &SERVER_REF_NOT_ROOT,
            _ => &CHANNEL_REF_NOT_ROOT,
        };
        let message = format!(
            "this {} is not one of the document's own `{root}`",
            object.name
        );
        let help = format!("put it, or a reference to it, under `{root}` and refer to that");
        self.report(Finding::new(rule, from.location(), message).with_help(help));
    }

    /// Reports what stands where only a reference may.
    pub(super) fn no_reference(
        &mut self,
        spot: &Spot<'s>,
        to: &'static Object,
        root: Option<&'static str>,
    ) {
        if spot.value.kind() == ValueKind::Mapping {
            let message = format!(
                "{} must be a reference to {}, not the object itself",
                spot.subject(),
                to.with_article()
            );
            let help = match root {
                Some(root) => {
                    format!("move the object under `{root}` and write `$ref: \"#/{root}/…\"` here")
                }
                // What else is referred to are messages, of a channel.
                None => "move the object under `messages` of the channel and write \
                         `$ref: \"#/channels/…/messages/…\"` here"
                    .to_owned(),
            };
            let finding = Finding::new(&INLINE_OBJECT, spot.head_location(), message);
            self.report(finding.with_help(help));
            return;
        }
        let named = spot.value.as_str().zip(root).and_then(|(text, root)| {
            let key = text.rsplit('/').next().unwrap_or(text);
            let exists = self.sources.root()?.get(root)?.get(key).is_some();
            exists.then(|| format!("#/{root}/{}", escape_pointer(key)))
        });
        let mut finding =
            self.of_wrong_type(spot, &format!("a reference to {}", to.with_article()));
        if let Some(reference) = named {
            finding.help = Some(format!("write `$ref: \"{reference}\"`"));
        }
        self.report(finding);
    }

    /// Reports a reference to a security scheme where AsyncAPI 2 wants its name.
    pub(super) fn no_requirement(&mut self, reference: Entry<'s>) {
        let message = "a reference to a security scheme belongs to AsyncAPI 3";
        let text = reference.value.as_str().unwrap_or_default();
        let name = text.rsplit('/').next().unwrap_or_default();
        let help = format!("name the scheme and the scopes that are needed: `{name}: []`");
        let location = reference.key_location();
        self.report(Finding::new(&V3_CONSTRUCT_IN_V2, location, message).with_help(help));
    }

    /// Reports a reference where the specification allows only the object itself; `versions` are the one that allows
    /// the reference and the one that the document follows.
    pub(super) fn reference_not_allowed(
        &mut self,
        spot: &Spot<'s>,
        reference: Entry<'s>,
        versions: Option<(Version, Version)>,
    ) {
        let mut message = format!("{} cannot be a reference", spot.subject());
        if let Some((since, followed)) = versions {
            message += &format!(" before version {since}, this follows {followed}");
        }
        let help = match self.place_inside(reference) {
            Some(field) => format!("write the reference under `{field}`"),
            None => "write the object itself here; the objects inside it may be references".into(),
        };
        self.report(
            Finding::new(&REF_NOT_ALLOWED, reference.key_location(), message).with_help(help),
        );
    }

    /// The field, of the object that is wanted here, in which the target of `reference` belongs.
    fn place_inside(&self, reference: Entry<'s>) -> Option<&'static str> {
        let pointer = reference.value.as_str()?.strip_prefix('#')?;
        let Some(Place::Object(target)) = place(pointer, self.version) else {
            return None;
        };
        let wanted = objects_in(self.row?.field.kind);
        let mut fields = wanted.into_iter().flat_map(|object| object.fields);
        let holds_target = |field: &&Field| {
            let mut parts = objects_in(field.kind).into_iter();
            parts.any(|part| std::ptr::eq(part, target))
        };
        fields.find(holds_target).map(|field| field.name)
    }
}

/// Whether the place that a reference names holds what is wanted.
enum Fit {
    /// It does.
    Yes,
    /// It holds something else.
    No,
    /// The tables do not say.
    Unknown,
}
