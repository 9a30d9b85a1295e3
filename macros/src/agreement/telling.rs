//! Differences in words, each at the field it is about.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::DeriveInput;
use tidings_decide::{Break, Objection};
use tidings_diag::{Finding, Location};
use tidings_project::Project;
use tidings_schema::{Failure, Literal, Reach, reach};

use super::document::{Document, Place, Side};
use super::subject::Subject;
use crate::problems::Problems;
use crate::shape::{Body, Fields, Shape};

/// Characters of a value that are shown.
const SHOWN: usize = 300;

/// Collects what is to be said, each thing once.
pub(super) struct Teller<'t> {
    input: &'t DeriveInput,
    shape: &'t Shape,
    project: &'t Project,
    subject: &'t Subject,
    said: Vec<(usize, Span, String)>,
    /// Names of properties of which everything is said.
    settled: BTreeSet<String>,
}

impl<'t> Teller<'t> {
    pub(super) fn new(
        input: &'t DeriveInput,
        shape: &'t Shape,
        project: &'t Project,
        subject: &'t Subject,
    ) -> Self {
        Self {
            input,
            shape,
            project,
            subject,
            said: Vec::new(),
            settled: BTreeSet::new(),
        }
    }

    /// Says `message` at `span`.
    pub(super) fn say(&mut self, span: Span, message: String) {
        self.say_at(0, span, message);
    }

    /// Says `message` at `span`, which comes after everything of a lower `rank`.
    fn say_at(&mut self, rank: usize, span: Span, message: String) {
        if !self.said.iter().any(|(.., said)| *said == message) {
            self.said.push((rank, span, message));
        }
    }

    /// Says `message` at `span`, which is all that there is to say of the property `name`.
    pub(super) fn say_of(&mut self, name: &str, span: Span, message: String) {
        self.settled.insert(name.to_owned());
        let (rank, _) = self.span(Some(name), None, &[]);
        self.say_at(rank, span, message);
    }

    /// Says what is wrong with a schema that the user has stated.
    pub(super) fn say_stated(&mut self, findings: &[Finding]) {
        let fields = match &self.shape.body {
            Body::Struct(fields) => vec![fields],
            Body::Enum(_, variants) => variants.iter().map(|variant| &variant.fields).collect(),
        };
        let stated = fields.into_iter().flat_map(Fields::iter);
        let stated = stated.filter_map(|field| field.stated.as_ref()).next();
        let span = stated.map_or(self.input.ident.span(), syn::LitStr::span);
        for finding in findings {
            let message = format!("write a JSON Schema here: {}", finding.message);
            self.say(span, message);
        }
    }

    /// Says that nobody knows.
    pub(super) fn say_unknown(&mut self, reason: &str, side: Side) {
        let question = match side {
            Side::Written => "may all be sent that the type can hold",
            Side::Read => "can the type hold all that may arrive",
        };
        let message = format!(
            "generate this type from the contract: {question}, it could not be decided, because {reason}"
        );
        self.say(self.input.ident.span(), message);
    }

    /// Says what `breaks` show of `side`, which was asked about `document`; each demand once, by the value that breaks
    /// least besides it.
    pub(super) fn tell(&mut self, mut breaks: Vec<Break>, side: Side, document: &Document<'_>) {
        breaks.sort_by_key(|found| found.objections.len());
        let mut told = Vec::new();
        for found in &breaks {
            for Objection {
                failure,
                allowed_by,
            } in &found.objections
            {
                let demand = (failure.pointer.clone(), failure.keyword, missing(failure));
                if !told.contains(&demand) {
                    told.push(demand);
                    let witness = Witness {
                        failure,
                        instance: &found.instance,
                        allowed_by: allowed_by.as_ref(),
                    };
                    self.tell_one(&witness, side, document);
                }
            }
        }
    }

    fn tell_one(&mut self, witness: &Witness<'_>, side: Side, document: &Document<'_>) {
        let Witness {
            failure,
            instance,
            allowed_by,
        } = witness;
        let (of_type, of_contract) = match side {
            Side::Written => (*allowed_by, Some(&failure.schema)),
            Side::Read => (Some(&failure.schema), *allowed_by),
        };
        let about = missing(failure).or_else(|| first_step(&failure.pointer));
        if about
            .as_deref()
            .is_some_and(|name| self.settled.contains(name))
        {
            return;
        }
        let pointer = of_type.and_then(|location| location.pointer.as_deref());
        let (rank, span) = self.span(about.as_deref(), pointer, &document.places);
        let place = match failure.pointer.as_str() {
            "" => String::new(),
            pointer => format!("{pointer}: "),
        };
        let steps: Vec<String> = failure.pointer.split('/').skip(1).map(unescaped).collect();
        let reached = reach(&self.project.contract.schemas, self.subject.schema, &steps);
        let facts = Facts {
            is_null: witness.is_null(),
            is_required: reached == Reach::Declared { required: true },
            has_field: self.has_field(about.as_deref()),
        };
        let advice = advice(failure.keyword, side, &facts);
        let what = match side {
            Side::Written => "may be sent, and the contract refuses it",
            Side::Read => "may arrive, and the type refuses it",
        };
        let mut shown: String = instance.to_string();
        if shown.chars().count() > SHOWN {
            shown = shown.chars().take(SHOWN).chain(['…']).collect();
        }
        let schemas = &self.project.contract.schemas;
        let whole = &schemas.get(schemas.resolve(self.subject.schema)).location;
        let at = self.project.place_of(of_contract.unwrap_or(whole));
        let at = at.map_or_else(String::new, |at| format!("\n  see {at}"));
        let message = format!(
            "{advice}: {place}{}\n  of {} this value {what}: {shown}{at}",
            failure.message, self.subject.name
        );
        self.say_at(rank, span, message);
    }

    /// What an error underlines, and its rank among errors: the field of this name, else what stands at `pointer` in the document, else the type.
    fn span(&self, name: Option<&str>, pointer: Option<&str>, places: &[Place]) -> (usize, Span) {
        if let (Some(name), Body::Struct(fields)) = (name, &self.shape.body) {
            let mut fields = fields.iter().enumerate();
            if let Some((index, field)) = fields.find(|(_, field)| field.name == name) {
                return (index + 1, field.span);
            }
        }
        let holds = |place: &&Place| {
            let rest = pointer.and_then(|pointer| pointer.strip_prefix(&*place.pointer));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let holding = places.iter().enumerate().filter(|(_, place)| holds(place));
        let nearest = holding.max_by_key(|(_, place)| place.pointer.len());
        nearest.map_or((0, self.input.ident.span()), |(index, place)| {
            (index + 1, place.span)
        })
    }

    fn has_field(&self, name: Option<&str>) -> bool {
        match (&self.shape.body, name) {
            (Body::Struct(fields), Some(name)) => fields.iter().any(|field| field.name == name),
            _ => false,
        }
    }

    /// Gives everything to the compiler.
    pub(super) fn finish(mut self, problems: &mut Problems) {
        self.said.sort_by_key(|(rank, ..)| *rank);
        for (_, span, message) in self.said {
            problems.add(syn::Error::new(span, message));
        }
    }
}

/// The property that `failure` misses.
fn missing(failure: &Failure) -> Option<String> {
    let is_here = failure.keyword == "required" && failure.pointer.is_empty();
    failure.missing.clone().filter(|_| is_here)
}

/// The property that a pointer goes through first.
fn first_step(pointer: &str) -> Option<String> {
    let step = pointer.split('/').nth(1)?;
    Some(unescaped(step))
}

/// A step of a JSON Pointer as the name it stands for (RFC 6901 §4).
fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// What there is to know of a difference besides the demand that is not met.
struct Facts {
    /// What is refused is `null`.
    is_null: bool,
    /// The contract demands that something stands there.
    is_required: bool,
    /// The type has a field for it.
    has_field: bool,
}

/// A value that one side has and the other one refuses.
struct Witness<'b> {
    failure: &'b Failure,
    instance: &'b Literal,
    /// The keyword of the side that has the value.
    allowed_by: Option<&'b Location>,
}

impl Witness<'_> {
    /// Whether what is refused is `null`.
    fn is_null(&self) -> bool {
        let steps = self.failure.pointer.split('/').skip(1);
        let refused = steps.into_iter().try_fold(self.instance, |value, step| {
            let step = unescaped(step);
            match value {
                Literal::Array(items) => items.get(step.parse::<usize>().ok()?),
                value => value.get(&step),
            }
        });
        matches!(refused, Some(Literal::Null))
    }
}

/// What to do where `keyword` is not kept.
fn advice(keyword: &str, side: Side, facts: &Facts) -> &'static str {
    match (keyword, side) {
        (_, Side::Written) if facts.is_null && facts.is_required => "make this no `Option`",
        (_, Side::Written) if facts.is_null => {
            "leave this out where it is `None`, `#[serde(skip_serializing_if = \"Option::is_none\")]`"
        }
        (_, Side::Read) if facts.is_null => "make this an `Option`",
        ("required", Side::Written) if facts.has_field => {
            "write this field always, without `Option`"
        }
        ("required", Side::Written) => "add a field of this name",
        ("required", Side::Read) => "make this an `Option`, or give it `#[serde(default)]`",
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Side::Written) => {
            "bound this number, `#[message(range(min = …, max = …))]`"
        }
        (
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties",
            Side::Written,
        ) => "bound this length, `#[message(length(min = …, max = …))]`",
        ("pattern", Side::Written) => "state the pattern, `#[message(pattern = \"…\")]`",
        ("minimum" | "maximum", Side::Read) => "take a type with room for this number",
        ("enum" | "const", Side::Written) => "take an enum of what the contract lists",
        ("enum" | "const" | "anyOf", Side::Read) => "take a type that has a case for this value",
        ("additionalProperties", Side::Written) => {
            "drop the property, or let the contract declare it"
        }
        ("additionalProperties", Side::Read) => {
            "let the type read over names that it does not know"
        }
        ("format", Side::Written) => "take a type that keeps the format",
        ("uniqueItems", Side::Written) => "take a set",
        ("type", _) => "take the type that the contract has here",
        (_, Side::Written) => "take a type that holds only what the contract allows",
        (_, Side::Read) => "take a type that holds all that the contract allows",
    }
}
