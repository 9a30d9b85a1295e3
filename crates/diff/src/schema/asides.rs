//! What keywords say that demand nothing: examples, and those that mean nothing to the dialect.

use tidings_schema::{Literal, Rules, SchemaGraph, Type};

use super::assertions::{changed, of_name, types};
use super::conjunction::Conjunction;
use super::difference::{Kind, Statement};
use super::place::Place;
use super::walk::Walk;

/// The keyword with one example.
const EXAMPLE: &str = "example";

/// The keyword with a list of them.
const EXAMPLES: &str = "examples";

/// The keyword of OpenAPI 3.0 that adds to a type what `type` cannot say there.
const NULLABLE: &str = "nullable";

impl<'g> Walk<'g, '_> {
    /// `example` and `examples`.
    pub(super) fn examples(&mut self, place: &Place<'g>) {
        let (was, is) = (
            Examples::of(&place.base, self.graphs.base),
            Examples::of(&place.revision, self.graphs.revision),
        );
        let moved = match was.all() == is.all() {
            true if !was.single.is_empty() && is.single.is_empty() => Some((EXAMPLE, EXAMPLES)),
            true if was.single.is_empty() && !is.single.is_empty() => Some((EXAMPLES, EXAMPLE)),
            _ => None,
        };
        match moved {
            // What is said under another name is one change.
            Some((from, to)) => {
                let kind = Kind::Annotation(to, Statement::InsteadOf(from));
                let (base, revision) = (place.base.place(from), place.revision.place(to));
                self.note_at(place, kind, base, revision);
            }
            None => {
                if was.single != is.single {
                    let statement = Statement::of(!was.single.is_empty(), !is.single.is_empty());
                    let kind = Kind::Annotation(EXAMPLE, statement);
                    self.note_apart(place, EXAMPLE, kind, |_, rules| {
                        of_name(&rules.asides, EXAMPLE)
                    });
                }
                if was.listed != is.listed {
                    let statement = Statement::of(!was.listed.is_empty(), !is.listed.is_empty());
                    let kind = Kind::Annotation(EXAMPLES, statement);
                    self.note_apart(place, EXAMPLES, kind, |schema, _| &schema.examples);
                }
            }
        }
    }

    /// The other keywords that demand nothing.
    pub(super) fn asides(&mut self, place: &Place<'g>) {
        let asides = |side: &Conjunction<'_>| {
            let said = side.rules().flat_map(|(_, rules)| &*rules.asides);
            let others = said.filter(|(name, _)| name != EXAMPLE);
            others.cloned().collect::<Vec<(String, Literal)>>()
        };
        let sides = [&place.base, &place.revision];
        let [from, to] = sides.map(asides);
        for name in changed(&from, &to) {
            // What means something in the dialect of one version only is told by what that does.
            if !sides.iter().any(|side| gives_meaning(side, &name)) {
                let kind = Kind::Keyword(name.clone());
                self.note_apart(place, &name, kind, |_, rules| of_name(&rules.asides, &name));
            }
        }
    }

    /// Notes what became of the words that `keyword` says, also where only the dialect of one version knows it.
    pub(super) fn said_in_words(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        (mut from, mut to): (Vec<String>, Vec<String>),
    ) {
        let words = |value: &Literal| match value {
            Literal::String(text) if keyword != "xml" => text.clone(),
            value => value.to_json_text(),
        };
        let [was, is] = meant_elsewhere(place, keyword);
        from.extend(was.into_iter().map(words));
        to.extend(is.into_iter().map(words));
        self.said(place, keyword, &from, &to);
    }
}

/// Whether the dialect of `side` gives a meaning to `keyword`, which stands there.
fn gives_meaning(side: &Conjunction<'_>, keyword: &str) -> bool {
    let means = |rules: &Rules| {
        let mut asides = rules.asides.iter();
        match keyword {
            NULLABLE => {
                let adds = |(name, value): &(String, Literal)| {
                    name == NULLABLE && value.as_bool() == Some(true)
                };
                rules.types.is_some() && asides.any(adds) && allows_null(side)
            }
            _ => asides.all(|(name, _)| name != keyword),
        }
    };
    let mut rules = side.rules();
    rules.any(|(_, rules)| rules.keyword(keyword).is_some() && means(rules))
}

/// Whether `null` is of a type that is stated.
fn allows_null(side: &Conjunction<'_>) -> bool {
    types(side).is_some_and(|types| types.allows(Type::Null))
}

/// What each version says by `keyword` in vain, because only the dialect of the other one gives it a meaning: what both
/// say is no change.
pub(super) fn meant_elsewhere<'g>(place: &Place<'g>, keyword: &str) -> [Vec<&'g Literal>; 2] {
    let said = |side: &Conjunction<'g>, other: &Conjunction<'g>| {
        let asides = side.rules().flat_map(|(_, rules)| &*rules.asides);
        let said = asides.filter(|(name, _)| name == keyword && gives_meaning(other, keyword));
        said.map(|(_, value)| value).collect()
    };
    let (base, revision) = (&place.base, &place.revision);
    [said(base, revision), said(revision, base)]
}

/// The examples of one version, by the keyword that has them.
struct Examples {
    single: Vec<Literal>,
    listed: Vec<Literal>,
}

impl Examples {
    fn of(side: &Conjunction<'_>, graph: &SchemaGraph) -> Self {
        let (mut single, mut listed) = (Vec::new(), Vec::new());
        for (id, rules) in side.rules() {
            let mut all = graph.get(id).examples.to_vec();
            for (_, example) in rules.asides.iter().filter(|(name, _)| name == EXAMPLE) {
                if let Some(index) = all.iter().position(|one| one == example) {
                    single.push(all.remove(index));
                }
            }
            listed.extend(all);
        }
        Self { single, listed }
    }

    /// All of them, wherever they are written.
    fn all(&self) -> Vec<&Literal> {
        self.single.iter().chain(&self.listed).collect()
    }
}
