//! What a difference between two schemas is about: what is said in both versions of whatever differs.

use std::borrow::Cow;

use tidings_diag::Location;
use tidings_model::SchemaDigests;
use tidings_schema::{Additional, Literal, Rules, Schema, SchemaGraph};

use super::assertions::listed;
use super::conjunction::Conjunction;
use super::difference::{Bound, Difference, Kind};
use super::objects::described;
use super::place::Place;
use super::walk::Walk;
use crate::facts::{Fact, Facts};

impl Kind {
    /// What tells it from others of its check at its place.
    pub(crate) fn subject(&self) -> Cow<'_, str> {
        match self {
            Self::PropertyAdded(name)
            | Self::PropertyDescribed { name, .. }
            | Self::PropertyRemoved(name)
            | Self::PropertyUndescribed { name, .. }
            | Self::Required(name)
            | Self::Optional(name)
            | Self::Extension(name)
            | Self::Keyword(name)
            | Self::SchemaAdded(name)
            | Self::SchemaChanged(name)
            | Self::SchemaRemoved(name) => name.into(),
            Self::PropertyRenamed { from, to, .. } => format!("{from} {to}").into(),
            Self::Annotation(keyword, _) => (*keyword).into(),
            Self::Limit { from, to, .. } => {
                let stated = from.as_ref().or(to.as_ref());
                stated.map_or("bound", |bound| bound.keyword).into()
            }
            Self::AlternativeAdded(branch) | Self::AlternativeRemoved(branch) => {
                branch.keyword.into()
            }
            Self::Type { .. } | Self::Emptied | Self::Filled => "type".into(),
            Self::ValuesAdded(_)
            | Self::ValuesRemoved(_)
            | Self::ValuesListed(_)
            | Self::ValuesUnlisted => "enum".into(),
            Self::Pattern { .. } => "pattern".into(),
            Self::Format { .. } => "format".into(),
            Self::Closed | Self::Opened => "additionalProperties".into(),
            Self::Default { .. } => "default".into(),
            Self::NumberDescribed { .. } => "description".into(),
            Self::Language { .. } => "schemaFormat".into(),
            Self::Ending { .. } => "deprecated".into(),
            Self::Idle(kind, _) => format!("idle {}", kind.subject()).into(),
            Self::More => "more".into(),
            Self::Broken(version) => version.name().into(),
        }
    }
}

impl Difference {
    /// What it is about.
    pub(crate) fn facts(&self) -> Facts {
        match &self.kind {
            // Of a list only some values may be meant.
            Kind::ValuesAdded(values) => Facts::came(Fact::set(values)),
            Kind::ValuesRemoved(values) => Facts::gone(Fact::set(values)),
            _ => self.facts.clone(),
        }
    }
}

impl<'g> Walk<'g, '_> {
    /// What `kind`, which differs at `place` and stands at `base` and `revision`, is about.
    pub(super) fn facts(
        &self,
        place: &Place<'g>,
        kind: &Kind,
        [base, revision]: [Option<&Location>; 2],
    ) -> Facts {
        let [old, new] = self.equality.hashes().digests();
        let (was, is) = (
            Side {
                graph: self.graphs.base,
                digests: old,
                schemas: &place.base,
            },
            Side {
                graph: self.graphs.revision,
                digests: new,
                schemas: &place.revision,
            },
        );
        let both = |fact: &dyn Fn(&Side<'_, '_>) -> Fact| Facts::new(fact(&was), fact(&is));
        match kind {
            // The name says it.
            Kind::Required(_)
            | Kind::Optional(_)
            | Kind::Closed
            | Kind::Opened
            | Kind::Broken(_) => Facts::default(),
            Kind::Limit { from, to, .. } => {
                let fact = |bound: &Bound| Fact::list([bound.keyword, &bound.values]);
                Facts::new(from.as_ref().map(fact), to.as_ref().map(fact))
            }
            Kind::Pattern { from, to } | Kind::Format { from, to } => {
                Facts::new(Fact::set(from), Fact::set(to))
            }
            Kind::NumberDescribed { from, to } | Kind::Language { from, to } => {
                Facts::new(from, to)
            }
            Kind::Default { from, to } => Facts::new(from.as_ref(), to.as_ref()),
            Kind::Ending { from, to } => Facts::new(from.fact(), to.fact()),
            Kind::ValuesAdded(values) => Facts::came(Fact::set(values)),
            Kind::ValuesRemoved(values) => Facts::gone(Fact::set(values)),
            Kind::ValuesListed(_) | Kind::ValuesUnlisted => both(&|side| side.values()),
            Kind::Type { .. } | Kind::Emptied | Kind::Filled => both(&|side| side.demands()),
            Kind::PropertyAdded(name)
            | Kind::PropertyDescribed { name, .. }
            | Kind::PropertyRemoved(name)
            | Kind::PropertyUndescribed { name, .. } => both(&|side| side.property(name)),
            Kind::PropertyRenamed { from, to, .. } => {
                Facts::new(was.property(from), is.property(to))
            }
            Kind::AlternativeAdded(_) => Facts::came(is.alternative(revision)),
            Kind::AlternativeRemoved(_) => Facts::gone(was.alternative(base)),
            Kind::SchemaAdded(keyword) | Kind::SchemaRemoved(keyword) => {
                both(&|side| side.applied(keyword))
            }
            Kind::SchemaChanged(keyword) => match keyword.as_str() {
                // It is about what is not described beside it.
                "additionalProperties" => {
                    both(&|side| Fact::list([side.applied(keyword), side.described()]))
                }
                _ => both(&|side| side.applied(keyword)),
            },
            Kind::Annotation(..) | Kind::Extension(_) | Kind::Keyword(_) => {
                both(&|side| side.said())
            }
            Kind::Idle(kind, _) => self.facts(place, kind, [base, revision]),
            Kind::More => both(&|side| side.everything()),
        }
    }
}

/// What one version says at a place.
struct Side<'p, 'g> {
    graph: &'g SchemaGraph,
    digests: &'p SchemaDigests<'g>,
    schemas: &'p Conjunction<'g>,
}

impl<'g> Side<'_, 'g> {
    /// The schemas that are applied under labels like those that `is_meant`, by what they demand.
    fn parts(&self, is_meant: impl Fn(&str) -> bool) -> Fact {
        let members = self.schemas.members.iter();
        let parts = members.flat_map(|id| self.digests.parts(*id));
        let meant = parts.filter(|(label, _)| is_meant(label));
        Fact::set(meant.map(|(label, part)| Fact::list([label.into(), Fact::from(part)])))
    }

    /// The schemas that `keyword` applies.
    fn applied(&self, keyword: &str) -> Fact {
        let stem = match keyword {
            "dependentRequired" => return self.dependencies(),
            // What one keyword says in one dialect, several say in another one.
            "dependencies" => {
                let schemas = self.parts(|label| label.starts_with("dependency "));
                return Fact::list([self.dependencies(), schemas]);
            }
            "items" => {
                return self.parts(|label| label == "items" || label.starts_with("item "));
            }
            "prefixItems" => "item ",
            "patternProperties" => "pattern ",
            "dependentSchemas" => "dependency ",
            keyword => return self.parts(|label| label == keyword),
        };
        self.parts(|label| label.starts_with(stem))
    }

    /// The names and the patterns of the properties that are described.
    fn described(&self) -> Fact {
        let rules = self.schemas.rules();
        Fact::set(rules.flat_map(|(_, rules)| described(rules)))
    }

    fn property(&self, name: &str) -> Fact {
        self.parts(|label| label.strip_prefix("property ") == Some(name))
    }

    /// The alternative that stands at `place`.
    fn alternative(&self, place: Option<&Location>) -> Fact {
        let lists = |rules: &'g Rules| rules.any_of.iter().chain(&rules.one_of).copied();
        let mut branches = self.schemas.rules().flat_map(|(_, rules)| lists(rules));
        let found = branches.find(|id| Some(&self.graph.get(*id).location) == place);
        found.map(|id| self.digests.of(id)).into()
    }

    fn dependencies(&self) -> Fact {
        let rules = self.schemas.rules();
        let all = rules.flat_map(|(_, rules)| &rules.object.dependent_required);
        Fact::set(all.map(|(name, others)| Fact::list([name.into(), Fact::set(others)])))
    }

    /// The values that are listed.
    fn values(&self) -> Fact {
        listed(self.schemas).map(|values| Fact::set(&values)).into()
    }

    /// Everything that is demanded: what the values of a type are is said by all of it.
    fn demands(&self) -> Fact {
        let members = self.schemas.members.iter();
        Fact::set(members.map(|id| self.digests.of(*id)))
    }

    /// What people and tools read.
    fn said(&self) -> Fact {
        let members = self.schemas.members.iter();
        Fact::set(members.map(|id| said(self.graph.get(*id), self.graph.rules(*id))))
    }

    /// Everything that is demanded and said.
    fn everything(&self) -> Fact {
        Fact::list([self.demands(), self.said()])
    }
}

/// What people and tools read of `schema`.
fn said(schema: &Schema, rules: Option<&Rules>) -> Fact {
    let named = |all: &[(String, Literal)]| {
        Fact::set(
            all.iter()
                .map(|(name, value)| Fact::list([Fact::from(name), value.into()])),
        )
    };
    let mut all: Vec<Fact> = vec![
        schema.title.as_deref().into(),
        schema.description.as_deref().into(),
        Fact::list(&schema.examples),
        schema.xml.as_deref().into(),
        named(&schema.extensions),
    ];
    if let Some(rules) = rules {
        let is_open = matches!(rules.object.additional, Additional::Allowed);
        all.extend([
            rules.string.content_encoding.as_ref().into(),
            rules.string.content_media_type.as_ref().into(),
            rules.discriminator.as_deref().into(),
            named(&rules.asides),
            is_open.then_some("additionalProperties").into(),
        ]);
    }
    Fact::list(all)
}
