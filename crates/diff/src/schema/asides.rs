//! What keywords say that demand nothing: examples, and those that mean nothing to the dialect.

use tidings_schema::{Literal, SchemaGraph};

use super::assertions::changed;
use super::conjunction::Conjunction;
use super::difference::{Kind, Statement};
use super::walk::{Place, Walk};

/// The keyword with one example.
const EXAMPLE: &str = "example";

/// The keyword with a list of them.
const EXAMPLES: &str = "examples";

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
                self.said(place, EXAMPLE, &was.single, &is.single);
                self.said(place, EXAMPLES, &was.listed, &is.listed);
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
            let has_meaning = |side: &Conjunction<'_>, asides: &[(String, Literal)]| {
                let mut rules = side.rules();
                rules.any(|(_, rules)| rules.keyword(&name).is_some())
                    && asides.iter().all(|(aside, _)| *aside != name)
            };
            if !has_meaning(&place.base, &from) && !has_meaning(&place.revision, &to) {
                self.note(place, &name, Kind::Keyword(name.clone()));
            }
        }
    }
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
