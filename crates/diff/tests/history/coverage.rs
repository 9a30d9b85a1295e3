//! Whatever two versions of a document differ in, a change tells.

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_diag::{FileId, Location};
use tidings_diff::{Change, Comparison, Options, compare};
use tidings_model::Contract;
use tidings_model::contract::Origin;
use tidings_syntax::unescape_pointer;

use super::place::Home;
use super::reading::{self, Version};
use super::resolved::{Differing, differing};

/// Checks that tell of one field of an element each, so that a change covers nothing else of it.
const OF_FIELDS: [&str; 3] = [
    "documentation-changed",
    "extension-changed",
    "identifier-changed",
];

/// What a comparison says, ready to be asked for places.
struct Told {
    places: [HashMap<Home, Vec<Option<String>>>; 2],
    contract: HashSet<String>,
}

impl Told {
    fn of(changes: &[Change]) -> Self {
        let mut told = Self {
            places: [HashMap::new(), HashMap::new()],
            contract: HashSet::new(),
        };
        for change in changes {
            if change.element.as_str().starts_with("contract:") {
                told.contract.insert(change.detail.clone());
            }
            let is_of_field = OF_FIELDS.contains(&change.check.id);
            let also = change.also.iter().map(|[base, revision]| [base, revision]);
            let locations = [[&change.base, &change.revision]].into_iter().chain(also);
            for (version, location) in locations.flat_map(|both| both.into_iter().enumerate()) {
                let places = &mut told.places[version];
                let Some(home) = location.as_ref().and_then(home) else {
                    continue;
                };
                // Who calls a property otherwise has to demand it under its new name.
                let object = home.1.rsplitn(3, '/').nth(2);
                if let ("property-renamed", Some(object)) = (change.check.id, object) {
                    let required = (home.0, format!("{object}/required"));
                    places.entry(required).or_default().push(None);
                }
                // Where the field itself is pointed at, all of it is told.
                let step = home.1.rsplit('/').next().map(unescape_pointer);
                let is_whole = !is_of_field || step.as_ref() == Some(&change.detail);
                let only = (!is_whole).then(|| change.detail.clone());
                places.entry(home).or_default().push(only);
            }
        }
        told
    }

    /// Whether a change is told of the place, of one that holds it, or of everything in it.
    fn covers(&self, differing: &Differing) -> bool {
        let path = differing.path.join(".");
        let of_info = path.strip_prefix("info.").unwrap_or(&path);
        let within = |outer: &str, inner: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut details = self.contract.iter();
        let is_one = |detail: &String, path: &str| within(detail, path) || within(path, detail);
        if details.any(|detail| is_one(detail, &path) || is_one(detail, of_info)) {
            return true;
        }
        let mut sides = differing.homes.iter().zip(&self.places);
        let is_told = sides.any(|(homes, places)| {
            let mut homes = homes.iter();
            homes.any(|home| holds(places, home, &differing.path))
        });
        let parts = &differing.parts;
        is_told || !parts.is_empty() && parts.iter().all(|part| self.covers(part))
    }
}

fn holds(places: &HashMap<Home, Vec<Option<String>>>, home: &Home, path: &[String]) -> bool {
    let (file, pointer) = home;
    let mut end = pointer.len();
    loop {
        let rest = pointer[end..].trim_start_matches('/');
        let field = rest.split('/').next().unwrap_or_default();
        let known = places.get(&(*file, pointer[..end].to_owned()));
        let tells = |only: &Option<String>| match only {
            // A field of the element, or something of a schema, which stands at its own place.
            // What a trait says, its element says.
            Some(detail) if field == "traits" => path.contains(detail),
            Some(detail) => {
                ["", "$ref"].contains(&field) || detail == field || detail.contains(' ')
            }
            None => true,
        };
        // The root of the first file is the document, that of another one an element.
        if (end > 0 || file.0 > 0) && known.is_some_and(|all| all.iter().any(tells)) {
            return true;
        }
        match pointer[..end].rfind('/') {
            Some(slash) => end = slash,
            None => return false,
        }
    }
}

fn home(location: &Location) -> Option<Home> {
    Some((location.span.file, location.pointer.as_deref()?.to_owned()))
}

/// Which place of the base is which of the revision, as elements were paired.
fn paired(base: &Contract, revision: &Contract, comparison: &Comparison) -> HashSet<(Home, Home)> {
    let matching = &comparison.matching;
    let mut pairs = HashSet::new();
    let mut add = |one: &Origin, other: &Origin| {
        pairs.extend(home(&one.location).zip(home(&other.location)));
    };
    for pair in &matching.servers.matched {
        add(
            &base.servers[pair.base].origin,
            &revision.servers[pair.revision].origin,
        );
    }
    for pair in &matching.channels.matched {
        add(
            &base.channels[pair.base].origin,
            &revision.channels[pair.revision].origin,
        );
    }
    for pair in &matching.operations.matched {
        add(
            &base.operations[pair.base].origin,
            &revision.operations[pair.revision].origin,
        );
    }
    for pair in &matching.messages.matched {
        add(
            &base.messages[pair.base].origin,
            &revision.messages[pair.revision].origin,
        );
    }
    pairs
}

/// The places that no change covers.
fn uncovered(before: &Version, now: &Version, comparison: &Comparison) -> (usize, Vec<Differing>) {
    let paired = paired(&before.contract, &now.contract, comparison);
    let renamed = |base: &Home, revision: &Home| paired.contains(&(base.clone(), revision.clone()));
    let all = differing(&before.sources, &now.sources, &renamed);
    let told = Told::of(&comparison.changes);
    let count = all.len();
    (
        count,
        all.into_iter().filter(|one| !told.covers(one)).collect(),
    )
}

fn major(contract: &Contract) -> Option<u32> {
    contract.specification.map(|version| version.major)
}

/// The places that no change covers.
#[derive(Default)]
struct Silence {
    places: usize,
    /// What is said of each in a failure, by its fingerprint.
    silent: BTreeMap<String, String>,
}

impl Silence {
    fn add(&mut self, before: &Version, now: &Version, comparison: &Comparison) {
        let (count, uncovered) = uncovered(before, now, comparison);
        self.places += count;
        for one in uncovered {
            let (path, [was, is]) = (one.path.join("/"), &one.told);
            let fingerprint = tidings_diag::hash([now.name.as_str(), path.as_str()]);
            let place = format!("{} {path}: {was} -> {is}", now.name);
            self.silent.insert(fingerprint, place);
        }
    }
}

/// The places that no change has to cover, by their fingerprints; each row says why.
fn accepted() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("silent.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split_once('\t').expect("a fingerprint and a reason"))
        .collect()
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "whoever runs the test wants to see the numbers"
)]
fn what_differs_is_told() {
    let Some(corpus) = reading::corpus() else {
        return;
    };
    let mut silence = Silence::default();
    reading::pairs(&corpus, |before, now| {
        let majors = [before, now].map(|version| major(&version.contract));
        let [Some(was), Some(is)] = majors else {
            return;
        };
        let comparison = compare(&before.contract, &now.contract, &Options::default());
        if was == is {
            silence.add(before, now, &comparison);
            return;
        }
        // Trees of different versions have little in common, so what was found is shown.
        println!("{} went from AsyncAPI {was} to {is}:", now.name);
        for change in &comparison.changes {
            let (impact, check) = (change.impact.name(), change.check.id);
            println!("    {impact} {check}: {}", change.message);
        }
    });
    let accepted = accepted();
    let Silence { places, silent } = silence;
    println!(
        "{places} places differ, no change tells of {}",
        silent.len()
    );
    let unknown = silent.iter();
    let unknown = unknown.filter(|(fingerprint, _)| !accepted.contains_key(fingerprint.as_str()));
    let mut wrong: Vec<String> = unknown
        .map(|(fingerprint, place)| format!("{fingerprint} {place}"))
        .collect();
    let stale = accepted
        .keys()
        .filter(|known| !silent.contains_key(**known));
    wrong.extend(stale.map(|known| format!("{known} is listed and told of")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_place_that_no_change_holds_is_not_covered() {
    let homes = |pointer: &str| {
        let home = (FileId(0), pointer.to_owned());
        [vec![home.clone()], vec![home]]
    };
    let differing = |path: &str| Differing {
        path: path.split('/').skip(1).map(str::to_owned).collect(),
        homes: homes(path),
        told: [String::new(), String::new()],
        parts: Vec::new(),
    };
    let mut told = Told::of(&[]);
    assert!(!told.covers(&differing("/channels/orders/title")));
    let place = (FileId(0), "/channels/orders".to_owned());
    let title = Some("title".to_owned());
    told.places[0].insert(place.clone(), vec![title]);
    assert!(told.covers(&differing("/channels/orders/title")));
    assert!(!told.covers(&differing("/channels/orders/address")));
    assert!(!told.covers(&differing("/channels/orders2/title")));
    told.places[1].insert(place, vec![None]);
    assert!(told.covers(&differing("/channels/orders/address")));
}
