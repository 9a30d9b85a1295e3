//! Arrays whose items differ by position.

use tidings_schema::SchemaKind;

use super::builder::{Builder, is_name};
use super::merged::Merged;
use super::place::Place;
use super::{Constraints, Field, Kind, Shape, Tuple, Usage};

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
        let mut names: Vec<String> = Vec::new();
        let mut items = Vec::new();
        for position in 0..length.min(most) {
            let schemas = merged.items_at(position as usize);
            let title = schemas.iter().find_map(|schema| {
                let resolved = self.graph.get(self.graph.resolve(*schema));
                let title = self.graph.get(*schema).title.clone();
                title.or_else(|| resolved.title.clone())
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
                false => self.usage(&schemas, &place.inner("item").outermost()),
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

    /// Whether `false` stands for the item at `position`.
    fn is_never(&self, merged: &Merged, position: usize) -> bool {
        merged.items_at(position).iter().any(|schema| {
            let schema = self.graph.get(self.graph.resolve(*schema));
            matches!(schema.kind, SchemaKind::Boolean(false))
        })
    }
}
