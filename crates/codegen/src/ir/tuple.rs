//! Arrays whose items differ by position.

use tidings_diag::{Finding, Location};
use tidings_schema::{Keyword, SchemaKind};

use super::builder::{Builder, is_name};
use super::merged::Merged;
use super::place::Place;
use super::residual::rules_of;
use super::{Constraints, Field, Kind, Shape, Tuple, Usage};
use crate::rules::LONE_ITEM;

impl Builder<'_> {
    pub(super) fn tuple(&mut self, merged: &Merged, place: &Place) -> Shape {
        let limits = &merged.constraints;
        let least = limits.min_items.unwrap_or_default();
        let most = limits.max_items.unwrap_or(u64::MAX);
        let length = merged.positions() as u64;
        // Nothing stands behind a position that no item may have.
        let never = (0..=merged.positions())
            .find(|position| self.is_never(merged, *position))
            .map_or(u64::MAX, |position| position as u64);
        let most = most.min(never);
        if least > most {
            return self.uninhabited_shape(&merged.location);
        }
        if most > length {
            self.tell_lone_item(merged);
        }
        let mut names: Vec<String> = Vec::new();
        let mut items = Vec::new();
        for position in 0..length.min(most) {
            let schemas = merged.items_at(position as usize);
            let title = schemas.iter().find_map(|schema| {
                let resolved = self.graph.resolve(*schema);
                let title = |schema| self.graph.get(schema).title.as_deref().map(str::to_owned);
                let named = title(*schema).or_else(|| self.author_name(resolved));
                named.or_else(|| title(resolved))
            });
            let title = title.filter(|title| is_name(title) && !names.contains(title));
            let name = title.unwrap_or_else(|| format!("item {position}"));
            names.push(name.clone());
            let usage = match schemas.is_empty() {
                true => Usage::of(Kind::Free),
                false => self.usage(&schemas, &place.inner(&name).outermost()),
            };
            let secret = |schema| self.graph.get(self.graph.resolve(schema)).is_sensitive();
            items.push(Field {
                sensitive: schemas.iter().copied().any(secret),
                tells: false,
                docs: schemas
                    .first()
                    .map(|schema| self.docs(*schema))
                    .unwrap_or_default(),
                name,
                usage,
                required: position < least,
            });
        }
        let rest = (most > length).then(|| {
            let schemas = merged.items_at(merged.positions());
            Box::new(match schemas.is_empty() {
                true => Usage::of(Kind::Free),
                false => self.usage(&schemas, &place.item().outermost()),
            })
        });
        // What the positions themselves say about the number of items need not be counted.
        let counted = |count: u64| count > length;
        Shape::Tuple(Tuple {
            items,
            constraints: (Constraints {
                min_items: limits.min_items.filter(|least| counted(*least)),
                max_items: limits
                    .max_items
                    .filter(|most| counted(*most) && rest.is_some()),
                unique: limits.unique,
                sensitive: limits.sensitive,
                ..Constraints::default()
            })
            .sparse(),
            rest,
        })
    }

    /// Tells where `items` is a list of one schema, and nothing is said of the items behind the first.
    fn tell_lone_item(&mut self, merged: &Merged) {
        let graph = self.graph;
        let lone = rules_of(graph, merged).filter_map(|(_, rules)| {
            let is_lone = rules.array.prefix.len() == 1 && rules.array.items.is_none();
            let is_stated_so = rules.keyword("prefixItems").is_some();
            rules.keyword("items").filter(|_| is_lone && !is_stated_so)
        });
        let lone: Vec<Location> = lone.map(Keyword::location).collect();
        for location in lone {
            let message = "this list of one schema is about the first item only, so any value stands for each further item";
            let help = "write the schema itself in place of the list if it is about every item, and `maxItems: 1` beside it if there is never more than one";
            self.find(Finding::new(&LONE_ITEM, location, message).with_help(help));
        }
    }

    /// Whether `false` stands for the item at `position`.
    fn is_never(&self, merged: &Merged, position: usize) -> bool {
        merged.items_at(position).iter().any(|schema| {
            let schema = self.graph.get(self.graph.resolve(*schema));
            matches!(schema.kind, SchemaKind::Boolean(false))
        })
    }
}
