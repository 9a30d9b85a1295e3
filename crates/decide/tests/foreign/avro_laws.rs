//! Avro: laws that hold for schemas nobody thought of.

use proptest::prelude::*;
use serde_json::{Value, json};
use tidings_decide::Readable;

use crate::avro::{Read, ask, assert_reads_everything, confirmed};
use crate::random::{Random, cases};

/// Makes up schemas and changes of them.
struct Maker {
    random: Random,
    names: usize,
}

impl Maker {
    fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            names: 0,
        }
    }

    fn name(&mut self, first: char) -> String {
        self.names += 1;
        format!("{first}{}", self.names)
    }

    fn schema(&mut self, level: usize) -> Value {
        let kinds = if level > 3 { 8 } else { 14 };
        match self.random.below(kinds) {
            0 => json!("boolean"),
            1 => json!("int"),
            2 => json!("long"),
            3 => json!("float"),
            4 => json!("double"),
            5 => json!("string"),
            6 => json!("bytes"),
            7 => json!({"type": "enum", "name": self.name('E'), "symbols": ["A", "B", "C"]}),
            8 => json!({"type": "fixed", "name": self.name('F'), "size": self.random.below(4)}),
            9 => json!({"type": "array", "items": self.schema(level + 1)}),
            10 => json!({"type": "map", "values": self.schema(level + 1)}),
            11 => json!(["null", self.record(level + 1), "string"]),
            _ => self.record(level + 1),
        }
    }

    fn record(&mut self, level: usize) -> Value {
        let name = self.name('R');
        let mut fields = Vec::new();
        for _ in 0..self.random.below(4) {
            let schema = self.schema(level);
            fields.push(json!({"name": self.name('f'), "type": schema}));
        }
        if self.random.once_in(4) {
            fields.push(json!({"name": self.name('f'), "type": ["null", name], "default": null}));
        }
        json!({"type": "record", "name": name, "fields": fields})
    }

    /// `schema` with changes here and there: such that a reader of the result reads what the original writes, or any.
    fn changed(&mut self, schema: &Value, safe: bool) -> Value {
        if !safe && self.random.once_in(12) {
            return self.schema(3);
        }
        match schema {
            Value::String(name) => {
                let wider: &[&str] = match name.as_str() {
                    "int" => &["long", "float", "double"],
                    "long" => &["float", "double"],
                    "float" => &["double"],
                    "string" => &["bytes"],
                    "bytes" => &["string"],
                    _ => &[],
                };
                if !wider.is_empty() && self.random.once_in(3) {
                    json!(self.random.pick(wider))
                } else {
                    schema.clone()
                }
            }
            Value::Array(branches) => {
                let mut branches: Vec<Value> = branches
                    .iter()
                    .map(|branch| self.in_union(branch, safe))
                    .collect();
                if self.random.once_in(3) {
                    branches.rotate_left(1);
                }
                if self.random.once_in(3) {
                    branches.push(json!("boolean"));
                }
                if !safe && self.random.once_in(4) {
                    branches.pop();
                }
                Value::Array(branches)
            }
            Value::Object(_) => match schema["type"].as_str() {
                Some("array") => {
                    json!({"type": "array", "items": self.changed(&schema["items"], safe)})
                }
                Some("map") => {
                    json!({"type": "map", "values": self.changed(&schema["values"], safe)})
                }
                Some("record") => self.changed_record(schema, safe),
                Some("enum") => self.changed_enum(schema, safe),
                _ => schema.clone(),
            },
            other => other.clone(),
        }
    }

    /// What stays of the same kind, so that no union gets two of one.
    fn in_union(&mut self, branch: &Value, safe: bool) -> Value {
        match branch["type"].as_str() {
            Some("record") => self.changed_record(branch, safe),
            _ => branch.clone(),
        }
    }

    fn changed_enum(&mut self, schema: &Value, safe: bool) -> Value {
        let mut changed = schema.clone();
        if self.random.once_in(2) {
            changed["symbols"] = json!(["D", "C", "B", "A"]);
        } else if !safe && self.random.once_in(2) {
            changed["symbols"] = json!(["C"]);
        } else if self.random.once_in(2) {
            changed["symbols"] = json!(["B", "X"]);
            changed["default"] = json!("X");
        }
        changed
    }

    fn changed_record(&mut self, schema: &Value, safe: bool) -> Value {
        let mut fields: Vec<Value> = Vec::new();
        for field in schema["fields"].as_array().expect("a record has fields") {
            if self.random.once_in(6) {
                continue;
            }
            let mut field = field.clone();
            let has_default = field.get("default").is_some();
            if !has_default {
                field["type"] = self.changed(&field["type"], safe);
            }
            if self.random.once_in(6) {
                field["aliases"] = json!([field["name"]]);
                field["name"] = json!(self.name('g'));
            }
            if !has_default && !field["type"].is_array() && self.random.once_in(6) {
                field["type"] = json!(["null", field["type"]]);
            }
            fields.push(field);
        }
        if self.random.once_in(3) {
            fields.push(json!({"name": self.name('h'), "type": "int", "default": 0}));
        }
        if !safe && self.random.once_in(8) {
            fields.push(json!({"name": self.name('h'), "type": "int"}));
        }
        if self.random.once_in(3) {
            fields.reverse();
        }
        let mut changed = schema.clone();
        changed["fields"] = Value::Array(fields);
        changed
    }
}

fn assert_yes(answer: &Readable, writer: &Value, reader: &Value) {
    assert!(
        matches!(answer, Readable::Yes),
        "{writer} and {reader}: {answer:?}"
    );
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_schema_reads_itself(seed: u64) {
        let schema = Maker::new(seed).schema(0);
        let (writer, reader) = (Read::new(&schema.to_string()), Read::new(&schema.to_string()));
        assert_yes(&ask(&writer, &reader), &schema, &schema);
    }

    #[test]
    fn what_changes_safely_is_read(seed: u64) {
        let mut maker = Maker::new(seed);
        let old = maker.schema(0);
        let new = maker.changed(&old, true);
        let (writer, reader) = (Read::new(&old.to_string()), Read::new(&new.to_string()));
        assert_yes(&ask(&writer, &reader), &old, &new);
        assert_reads_everything(&writer, &reader, seed);
    }

    #[test]
    fn each_answer_about_any_change_is_confirmed(seed: u64) {
        let mut maker = Maker::new(seed);
        let old = maker.schema(0);
        let new = maker.changed(&old, false);
        let (old, new) = (Read::new(&old.to_string()), Read::new(&new.to_string()));
        for (writer, reader) in [(&old, &new), (&new, &old)] {
            match ask(writer, reader) {
                Readable::Yes => assert_reads_everything(writer, reader, seed),
                Readable::No(breaks) => {
                    for witness in &breaks {
                        confirmed(writer, reader, witness).unwrap();
                    }
                }
                Readable::Unknown(unknown) => panic!("{unknown:?}"),
            }
        }
    }
}

/// What is hostile costs no more than its budget allows, and breaks nothing.
#[test]
fn hostile_schemas_end() {
    let field = |at: usize, schema: &str| json!({"name": format!("f{at}"), "type": schema});
    let record = |name: &str, schema: &str, fields: usize| {
        let fields: Vec<Value> = (0..fields).map(|at| field(at, schema)).collect();
        json!({"type": "record", "name": name, "fields": fields})
    };
    let doubled = |last: &str| {
        let mut branches = vec![record("R0", last, 1)];
        branches.extend((1..40).map(|at| record(&format!("R{at}"), &format!("R{}", at - 1), 2)));
        branches.reverse();
        let mut inner = branches.pop().unwrap();
        while let Some(mut outer) = branches.pop() {
            outer["fields"][0]["type"] = inner;
            inner = outer;
        }
        inner
    };
    let fixed = |at: usize| json!({"type": "fixed", "name": format!("F{at}"), "size": 4});
    let union = |first: usize| Value::Array((first..first + 2_000).map(fixed).collect());
    for (name, old, new, expected) in [
        (
            "wide",
            record("R", "int", 100_000),
            record("R", "string", 100_000),
            "no or unknown",
        ),
        (
            "doubled",
            doubled("int"),
            doubled("string"),
            "no or unknown",
        ),
        ("union", union(0), union(5_000), "no or unknown"),
        (
            "same",
            record("R", "int", 1_000),
            record("R", "int", 1_000),
            "yes",
        ),
    ] {
        let answer = ask(&Read::new(&old.to_string()), &Read::new(&new.to_string()));
        let is_yes = matches!(answer, Readable::Yes);
        assert_eq!(is_yes, expected == "yes", "{name}: {answer:?}");
    }
}
