//! What schemas say of items, of texts that hold documents, and under conditions.

use tidings_schema::{Rules, SchemaId, Type};

use super::conjunction::Conjunction;
use super::place::Place;
use super::walk::Walk;

/// A keyword that applies one schema: its name, the step to the values it is applied to, and the schema.
type Applied = (&'static str, &'static str, fn(&Rules) -> Option<SchemaId>);

/// Those that apply to items.
const TO_ITEMS: &[Applied] = &[
    ("items", "*", |rules| rules.array.items),
    ("contains", "*", |rules| rules.array.contains),
    ("unevaluatedItems", "*", |rules| rules.array.unevaluated),
];

/// Those that apply to the value itself, if at all.
const UNDER_CONDITIONS: &[Applied] = &[
    ("contentSchema", "", |rules| rules.string.content_schema),
    ("not", "", |rules| rules.not),
];

/// Those that say together what applies to the value.
const CONDITION: &[Applied] = &[
    ("if", "", |rules| rules.condition),
    ("then", "", |rules| rules.consequence),
    ("else", "", |rules| rules.alternative),
];

impl<'g> Walk<'g, '_> {
    pub(super) fn conditions(&mut self, place: &Place<'g>) {
        for (keyword, step, part) in UNDER_CONDITIONS {
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            self.step_if(place, keyword, step, &old, &new);
        }
        let is_broken = [&place.base, &place.revision].iter().any(|side| {
            let unread = side.unread().into_iter();
            let mut keywords = unread.map(|unread| unread.keyword.as_str());
            keywords.any(|broken| CONDITION.iter().any(|(keyword, ..)| *keyword == broken))
        });
        for (keyword, step, part) in CONDITION {
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            self.under(is_broken, |walk| {
                walk.step_if(place, keyword, step, &old, &new);
            });
        }
    }

    pub(super) fn items(&mut self, place: &Place<'g>) {
        self.bounds(place, Type::Array);
        for (keyword, step, part) in TO_ITEMS {
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            match *keyword {
                "items" => self.step(place, keyword, step, &old, &new),
                _ => self.step_if(place, keyword, step, &old, &new),
            }
        }
        let longest = |side: &Conjunction<'_>| {
            let lengths = side.rules().map(|(_, rules)| rules.array.prefix.len());
            lengths.max().unwrap_or(0)
        };
        for position in 0..longest(&place.base).max(longest(&place.revision)) {
            let at = |rules: &Rules| rules.array.prefix.get(position).copied();
            let (old, new) = (place.base.parts(at), place.revision.parts(at));
            self.step(place, "prefixItems", &position.to_string(), &old, &new);
        }
    }
}
