//! Where two bindings differ.

use tidings_schema::Literal;

/// A field that differs.
#[derive(Clone, Debug)]
pub(crate) struct Changed<'b> {
    /// The names that lead to it, as people read them: `destinations[1].queue.name`.
    pub(crate) path: String,
    /// The same without the numbers of items, as tables have it.
    pub(crate) field: String,
    /// What stood there.
    pub(crate) was: Option<&'b Literal>,
    /// What stands there.
    pub(crate) is: Option<&'b Literal>,
}

/// The fields of a binding that was `was` and is `is`; those called `whole` are never taken apart.
pub(crate) fn changed<'b>(
    was: Option<&'b Literal>,
    is: Option<&'b Literal>,
    whole: &dyn Fn(&str) -> bool,
) -> Vec<Changed<'b>> {
    let mut walk = Walk {
        whole,
        found: Vec::new(),
    };
    let root = Changed {
        path: String::new(),
        field: String::new(),
        was,
        is,
    };
    walk.visit(root);
    walk.found
}

struct Walk<'w, 'b> {
    whole: &'w dyn Fn(&str) -> bool,
    found: Vec<Changed<'b>>,
}

impl<'b> Walk<'_, 'b> {
    fn visit(&mut self, place: Changed<'b>) {
        if place.was == place.is {
            return;
        }
        if (self.whole)(&place.field) {
            self.found.push(place);
            return;
        }
        match (place.was, place.is) {
            (Some(Literal::Object(was)), Some(Literal::Object(is))) => {
                self.fields(&place, was, is);
            }
            (Some(Literal::Object(was)), None) => self.fields(&place, was, &[]),
            (None, Some(Literal::Object(is))) => self.fields(&place, &[], is),
            (Some(Literal::Array(was)), Some(Literal::Array(is))) if has_objects(was, is) => {
                self.items(&place, was, is);
            }
            _ => self.found.push(place),
        }
    }

    fn fields(
        &mut self,
        place: &Changed<'b>,
        was: &'b [(String, Literal)],
        is: &'b [(String, Literal)],
    ) {
        let value = |fields: &'b [(String, Literal)], name: &str| {
            let found = fields.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value)
        };
        let gone = was.iter().filter(|(name, _)| value(is, name).is_none());
        for (name, _) in is.iter().chain(gone) {
            self.visit(Changed {
                path: joined(&place.path, name),
                field: joined(&place.field, name),
                was: value(was, name),
                is: value(is, name),
            });
        }
    }

    /// Objects in a list: the order of equal ones says nothing, and the others are compared one by one.
    fn items(&mut self, place: &Changed<'b>, was: &'b [Literal], is: &'b [Literal]) {
        let before: Vec<_> = was.iter().filter(|item| !is.contains(item)).collect();
        let now = is
            .iter()
            .enumerate()
            .filter(|(_, item)| !was.contains(item));
        let mut former = before.iter();
        let mut count = is.len();
        for (index, item) in now {
            self.item(place, index, former.next().copied(), Some(item));
        }
        for item in former {
            self.item(place, count, Some(item), None);
            count += 1;
        }
    }

    /// An item that only one version has is one change, whatever it holds.
    fn item(
        &mut self,
        place: &Changed<'b>,
        index: usize,
        was: Option<&'b Literal>,
        is: Option<&'b Literal>,
    ) {
        let item = Changed {
            path: format!("{}[{index}]", place.path),
            field: place.field.clone(),
            was,
            is,
        };
        match (was, is) {
            (Some(_), Some(_)) => self.visit(item),
            _ => self.found.push(item),
        }
    }
}

fn has_objects(was: &[Literal], is: &[Literal]) -> bool {
    let mut items = was.iter().chain(is);
    items.any(|item| matches!(item, Literal::Object(_)))
}

fn joined(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}
