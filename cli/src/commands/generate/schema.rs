//! Code from a schema by itself.

use tidings_codegen::{BareSchema, Code, Options};
use tidings_diag::Finding;
use tidings_report::Document;
use tidings_schema::standalone::name_of;

use super::Origin;
use crate::commands::schema::Subject;
use crate::exit::Exit;

impl Origin for Subject {
    fn exit(&self) -> Exit {
        Self::exit(self)
    }

    fn add(&mut self, findings: Vec<Finding>) {
        Self::add(self, findings);
    }

    fn document(&self) -> Document<'_> {
        Self::document(self)
    }

    fn code<'c>(&'c self, options: &'c Options) -> Option<Code<'c>> {
        let schema = BareSchema {
            meaning: &self.meaning,
            name: name_of(self.name()),
        };
        Code::of_schema(&schema, options)
    }
}
