//! What schemas say of items, of texts that hold documents, and under conditions.

use tidings_schema::{Additional, Rules, SchemaId, Type};

use super::apart::{Feature, Numbered, Stated};
use super::conjunction::Conjunction;
use super::difference::Kind;
use super::place::Place;
use super::steps::Way;
use super::walk::Walk;
use crate::facts::Fact;

/// A keyword that applies one schema: its name, the step to the values it is applied to, and the schema.
type Applied = (&'static str, &'static str, fn(&Rules) -> Option<SchemaId>);

/// Those that say together what applies to the value.
const CONDITION: [Applied; 3] = [
    ("if", "", |rules| rules.condition),
    ("then", "", |rules| rules.consequence),
    ("else", "", |rules| rules.alternative),
];

/// Whether a schema says what has to be among the items.
fn demands_items(rules: &Rules) -> bool {
    let array = &rules.array;
    array.contains.is_some() || array.min_contains.is_some() || array.max_contains.is_some()
}

/// How many items a schema describes one by one, before those that `items` is about.
fn before_items(rules: &Rules) -> usize {
    rules.array.prefix.len()
}

/// What tells a keyword that both versions have in a schema from the same one of other schemas, in words; what came or
/// went is told by what it says.
fn among(one: Option<&Numbered>, both: [&[SchemaId]; 2]) -> Option<Way> {
    let one = one.filter(|_| both.iter().all(|one| !one.is_empty()));
    one.map(|one| one.after(""))
}

impl<'g> Walk<'g, '_> {
    pub(super) fn conditions(&mut self, place: &Place<'g>) {
        let part = |rules: &Rules| rules.string.content_schema;
        let (old, new) = (place.base.parts(part), place.revision.parts(part));
        self.step_if(place, "contentSchema", "", &old, &new);
        let part = |rules: &Rules| rules.not;
        let stating = place.stating(|rules| rules.not.is_some());
        let marks: [Feature<'_>; 1] = [&|one| one.parts(&["not"])];
        self.apart(place, stating, &marks, |walk, place, number| {
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            let words = among(number.as_ref(), [&old, &new]);
            walk.step_if_among(place, "not", "", words, [&old, &new]);
        });
        let is_broken = [&place.base, &place.revision].iter().any(|side| {
            let unread = side.unread().into_iter();
            let mut keywords = unread.map(|unread| unread.keyword.as_str());
            keywords.any(|broken| CONDITION.iter().any(|(keyword, ..)| *keyword == broken))
        });
        self.under(is_broken, |walk| walk.conditional(place));
    }

    /// `if`, `then` and `else`, of each schema that has them.
    fn conditional(&mut self, place: &Place<'g>) {
        let stating =
            place.stating(|rules| CONDITION.iter().any(|(.., part)| part(rules).is_some()));
        let marks: [Feature<'_>; 3] = [
            &|one| one.parts(&["if", "then", "else"]),
            &|one| one.parts(&["if"]),
            &|one| one.parts(&["then", "else"]),
        ];
        let Some(several) = self.pairs(place, stating, &marks) else {
            return self.one_condition(place, None);
        };
        let words = self.in_words(&several);
        for ((place, _), words) in several.iter().zip(words) {
            self.one_condition(place, Some(words));
        }
    }

    fn one_condition(&mut self, place: &Place<'g>, words: Option<Way>) {
        let sides = [&place.base, &place.revision];
        let [condition, consequence, alternative] =
            CONDITION.map(|(.., part)| sides.map(|side| !side.parts(part).is_empty()));
        // An `if` refuses nothing, so where it comes or goes with what depends on it, that alone is told.
        let comes_along =
            condition[0] != condition[1] && [consequence, alternative].contains(&condition);
        for (keyword, step, part) in CONDITION {
            if comes_along && keyword == "if" {
                continue;
            }
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            self.step_if_among(place, keyword, step, words.clone(), [&old, &new]);
        }
    }

    pub(super) fn items(&mut self, place: &Place<'g>) {
        self.bounds(place, Type::Array);
        self.other_items(place);
        let part = |rules: &Rules| rules.array.contains;
        let marks: [Feature<'_>; 2] = [
            &|one| {
                let counts = [one.rules.array.min_contains, one.rules.array.max_contains];
                Fact::list([one.parts(&["contains"]), Fact::list(counts)])
            },
            &|one| one.parts(&["contains"]),
        ];
        self.apart(
            place,
            place.stating(demands_items),
            &marks,
            |walk, place, number| {
                let (old, new) = (place.base.parts(part), place.revision.parts(part));
                let words = among(number.as_ref(), [&old, &new]);
                let way = number.map(|one| one.after("in `contains`"));
                walk.within(way, |walk| walk.bounds_of_contains(place));
                walk.step_if_among(place, "contains", "*", words, [&old, &new]);
            },
        );
        let part = |rules: &Rules| rules.array.unevaluated;
        let (old, new) = (place.base.parts(part), place.revision.parts(part));
        self.step_if(place, "unevaluatedItems", "*", &old, &new);
        let longest = |side: &Conjunction<'_>| {
            let lengths = side.rules().map(|(_, rules)| before_items(rules));
            lengths.max().unwrap_or(0)
        };
        let lengths = [longest(&place.base), longest(&place.revision)];
        let stays = !lengths.contains(&0);
        let stated = match lengths[1] {
            0 => &place.base,
            _ => &place.revision,
        };
        let keyword = stated.written_as("prefixItems", "items");
        for position in 0..longest(&place.base).max(longest(&place.revision)) {
            let at = |rules: &Rules| rules.array.prefix.get(position).copied();
            let (old, new) = (place.base.parts(at), place.revision.parts(at));
            match stays && (old.is_empty() || new.is_empty()) {
                true => self.note(place, keyword, Kind::SchemaChanged(keyword.to_owned())),
                false => {
                    // The path of a property may be the same.
                    let item = Way {
                        told: String::new(),
                        meant: "item".to_owned(),
                    };
                    self.within([item], |walk| {
                        walk.step(place, keyword, &position.to_string(), &old, &new);
                    });
                }
            }
        }
    }

    /// `items`, which is about other items in a schema that describes more of them one by one.
    fn other_items(&mut self, place: &Place<'g>) {
        let part = |rules: &Rules| rules.array.items;
        let mut stating = place.stating(|rules| rules.array.items.is_some());
        let are_alike = [&place.base, &place.revision]
            .into_iter()
            .zip(&mut stating)
            .all(|(side, stating)| {
                let rules = side.rules().filter(|(id, _)| stating.contains(id));
                let mut lengths = rules.map(|(_, rules)| before_items(rules));
                let first = lengths.next();
                lengths.all(|length| Some(length) == first)
            });
        if are_alike {
            stating = [Vec::new(), Vec::new()];
        }
        // What else a value may hold that is no array has the same path.
        let mut rules = place.base.rules().chain(place.revision.rules());
        let is_map =
            rules.any(|(_, rules)| matches!(rules.object.additional, Additional::Schema(_)));
        let which = is_map.then(|| "(items)".to_owned());
        let length = |one: &Stated<'_, '_>| Fact::from(before_items(one.rules) as u64);
        let marks: [Feature<'_>; 3] = [
            &|one| Fact::list([one.parts(&["items"]), length(one)]),
            &length,
            &|one| one.parts(&["items"]),
        ];
        self.apart(place, stating, &marks, |walk, place, number| {
            let (old, new) = (place.base.parts(part), place.revision.parts(part));
            let way = number.map(|one| one.after("in `items`"));
            walk.among(which.clone(), |walk| {
                walk.within(way, |walk| walk.step(place, "items", "*", &old, &new));
            });
        });
    }
}
