//! Where a type and a contract differ.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::DeriveInput;
use syn::spanned::Spanned;
use tidings_decide::{Options, Reading, Subset, subset, subset_under};
use tidings_diag::nearest;
use tidings_project::Project;
use tidings_schema::{Dialect, Formats, Reach, SchemaGraph, SchemaReader, reach};
use tidings_source::{MemoryFiles, Sources};

use super::Direction;
use super::document::{Document, Side, marker};
use super::parts::{Found, demanded, fill, locate, place_of};
use super::subject::Subject;
use super::telling::Teller;
use crate::problems::Problems;
use crate::shape::{Body, Fields, Known, Shape};

/// What the document of a type is called among files.
const DOCUMENT: &str = "type.json";

/// How many differences of one direction are looked for.
const MOST: usize = 64;

/// Adds every difference to `problems`; what the compiler has to confirm beside that is given back.
pub(super) fn tell(
    input: &DeriveInput,
    shape: &Shape,
    project: &Project,
    subject: &Subject,
    runtime: &TokenStream,
    problems: &mut Problems,
) -> TokenStream {
    let Direction { sends, receives } = subject.direction;
    let sides = [(sends, Side::Written), (receives, Side::Read)];
    let sides = sides.into_iter().filter(|(is_asked, _)| *is_asked);
    let mut teller = Teller::new(input, shape, project, subject);
    if sends {
        undeclared(shape, project, subject, &mut teller);
    }
    let mut promises = TokenStream::new();
    for (_, side) in sides {
        let mut document = Document::of(shape, side);
        let mut graph = project.contract.schemas.clone();
        let filled = fill_holes(&mut document, &mut graph, project, subject, runtime);
        if promises.is_empty() {
            promises = filled;
        }
        for (span, message) in &document.unknown {
            teller.say(*span, message.clone());
        }
        if document.unknown.is_empty() {
            compare(&document, side, &graph, project, subject, &mut teller);
        }
    }
    promises.extend(confirmations(shape, runtime));
    teller.finish(problems);
    promises
}

/// Fills what is missing in `document` with what the contract has there; what the compiler has to confirm for it.
fn fill_holes(
    document: &mut Document<'_>,
    graph: &mut SchemaGraph,
    project: &Project,
    subject: &Subject,
    runtime: &TokenStream,
) -> TokenStream {
    let mut promises = TokenStream::new();
    let mut replaced = Vec::new();
    for (number, hole) in document.holes.iter().enumerate() {
        let state = "state its schema, `#[message(schema = \"{…}\")]`";
        let value = match locate(&project.contract.schemas, subject.schema, hole) {
            Found::One(schema) => {
                let place = place_of(project, schema);
                promises.extend(demanded(hole, &place, subject.direction, runtime));
                fill(graph, schema).to_string()
            }
            Found::Nothing => {
                let message = format!(
                    "the contract does not say what stands here, and a macro does not see into this type: {state}"
                );
                document.unknown.push((hole.span, message));
                continue;
            }
            Found::Several => {
                let message = format!(
                    "several schemas of the contract speak of this place, and a macro does not see into this type: {state}"
                );
                document.unknown.push((hole.span, message));
                continue;
            }
        };
        replaced.push((marker(number), value));
    }
    for (marker, value) in replaced {
        document.text = document.text.replace(&marker, &value);
    }
    promises
}

/// Asks whether the contract includes the type, or is included in it.
fn compare(
    document: &Document<'_>,
    side: Side,
    graph: &SchemaGraph,
    project: &Project,
    subject: &Subject,
    teller: &mut Teller<'_>,
) {
    let files = MemoryFiles::new([(DOCUMENT, document.text.clone())]);
    let (sources, mut findings) = Sources::link(&files, DOCUMENT);
    let Some(root) = sources.root() else {
        return teller.say_stated(&findings);
    };
    let mut reader = SchemaReader::with_dialect(&sources, Dialect::Draft7);
    let schema = reader.read(root);
    let (of_type, found) = reader.finish();
    findings.extend(found);
    if !findings.is_empty() {
        return teller.say_stated(&findings);
    }
    let of_type = tidings_decide::Subject {
        graph: &of_type,
        schema,
    };
    let of_contract = tidings_decide::Subject {
        graph,
        schema: subject.schema,
    };
    let checks_formats = project.settings.formats == tidings_project::Formats::Check;
    let options = Options {
        formats: match checks_formats {
            true => Formats::Assert,
            false => Formats::Annotate,
        },
        breaks: MOST,
        ..Options::default()
    };
    let answer = match side {
        Side::Written => subset(of_type, of_contract, &options),
        Side::Read => subset_under(Reading::Events, of_contract, of_type, &options),
    };
    match answer {
        Subset::Yes => {}
        Subset::No(breaks) => teller.tell(breaks.found, side, document),
        Subset::Unknown(unknown) => teller.say_unknown(&unknown.reason, side),
    }
}

/// Tells of every field that would be written although the contract does not declare it.
fn undeclared(shape: &Shape, project: &Project, subject: &Subject, teller: &mut Teller<'_>) {
    let Body::Struct(Fields::Named(fields)) = &shape.body else {
        return;
    };
    for field in fields.iter().filter(|field| !field.is_flattened) {
        let path = [field.name.clone()];
        let known = match reach(&project.contract.schemas, subject.schema, &path) {
            Reach::Declared { .. } | Reach::Open => continue,
            Reach::Undeclared { known } | Reach::Impossible { known } => known,
        };
        let meant = match nearest(&field.name, known.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`? It has "),
            None => "it has ".to_owned(),
        };
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "{} has no property `{}`, and nothing is sent that the contract does not declare: {meant}{}",
            subject.name,
            field.name,
            known.join(", ")
        );
        teller.say_of(&field.name, field.span, message);
    }
}

/// Has the compiler confirm that types are what their names say.
fn confirmations(shape: &Shape, runtime: &TokenStream) -> TokenStream {
    let of = |fields: &Fields| -> TokenStream {
        let confirmed = fields.iter().filter(|field| field.stated.is_none());
        let confirmed = confirmed.flat_map(|field| {
            let taken = Known::confirmations(&field.ty, runtime).into_iter();
            taken.map(|(ty, meant)| {
                quote_spanned! {field.ty.span()=>
                    const _: () = #runtime::__generated::v1::assert_is::<#ty, #meant>();
                }
            })
        });
        confirmed.collect()
    };
    match &shape.body {
        Body::Struct(fields) => of(fields),
        Body::Enum(_, variants) => variants.iter().map(|variant| of(&variant.fields)).collect(),
    }
}
