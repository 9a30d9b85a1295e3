//! Schemas that are written shortly: what is repeated or nested stands there once.

use tidings_schema::Literal;

/// The value that `short` stands for; `tests/hostile/questions.yaml` says how to write one.
pub(crate) fn expand(short: &Literal) -> Literal {
    match short {
        Literal::Array(items) => Literal::Array(items.iter().flat_map(expand_item).collect()),
        Literal::Object(members) => match short.get("$nest") {
            Some(depth) => nest(short, number(depth)),
            None => Literal::Object(expand_members(short, members)),
        },
        plain => plain.clone(),
    }
}

fn expand_item(item: &Literal) -> Vec<Literal> {
    match item.get("$repeat") {
        Some(count) => {
            let each = part(item, "$each");
            let numbers = 0..number(count);
            numbers.map(|at| expand(&numbered(each, at))).collect()
        }
        None => vec![expand(item)],
    }
}

fn expand_members(object: &Literal, members: &[(String, Literal)]) -> Vec<(String, Literal)> {
    let is_plain = |name: &str| !["$repeat", "$name", "$each"].contains(&name);
    let plain = members.iter().filter(|(name, _)| is_plain(name));
    let plain = plain.map(|(name, value)| (name.clone(), expand(value)));
    let mut all: Vec<_> = plain.collect();
    if let Some(count) = object.get("$repeat") {
        let (name, each) = (part(object, "$name"), part(object, "$each"));
        all.extend((0..number(count)).map(|at| {
            let name = numbered(name, at);
            let name = name.as_str().expect("a name is a text").to_owned();
            (name, expand(&numbered(each, at)))
        }));
    }
    all
}

fn nest(nested: &Literal, depth: i64) -> Literal {
    let (around, core) = (
        expand(part(nested, "$around")),
        expand(part(nested, "$core")),
    );
    (0..depth).fold(core, |inner, _| {
        replaced(&around, &|text| match (&inner, text) {
            (inner, "<inner>") => Some(inner.clone()),
            (Literal::String(inner), _) => Some(Literal::String(text.replace("<inner>", inner))),
            _ => None,
        })
    })
}

/// `value` with its numbers `<n>` being `at`.
fn numbered(value: &Literal, at: i64) -> Literal {
    replaced(value, &|text| {
        let mut written = String::new();
        let mut rest = text;
        while let Some((before, place)) = rest.split_once("<n") {
            let (offset, behind) = place.split_once('>').expect("a number ends with `>`");
            let offset: i64 = match offset {
                "" => 0,
                offset => offset.parse().expect("what is added is a number"),
            };
            written.push_str(before);
            written.push_str(&(at + offset).to_string());
            rest = behind;
        }
        written.push_str(rest);
        let is_number = text != written && written.parse::<i64>().is_ok();
        Some(match is_number {
            true => Literal::Number(written),
            false => Literal::String(written),
        })
    })
}

/// `value` with other texts and names, where there are.
fn replaced(value: &Literal, other: &dyn Fn(&str) -> Option<Literal>) -> Literal {
    match value {
        // What is repeated inside has numbers of its own.
        inside if inside.get("$repeat").is_some() => inside.clone(),
        Literal::String(text) => other(text).unwrap_or_else(|| value.clone()),
        Literal::Array(items) => {
            Literal::Array(items.iter().map(|item| replaced(item, other)).collect())
        }
        Literal::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = match other(name) {
                    Some(Literal::String(name)) => name,
                    _ => name.clone(),
                };
                (name, replaced(value, other))
            });
            Literal::Object(members.collect())
        }
        plain => plain.clone(),
    }
}

fn part<'l>(object: &'l Literal, name: &str) -> &'l Literal {
    let part = object.get(name);
    part.unwrap_or_else(|| panic!("{name} is missing in {object}"))
}

fn number(value: &Literal) -> i64 {
    let text = value.to_json_text();
    text.parse().expect("a count is a whole number")
}
