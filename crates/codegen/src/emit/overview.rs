//! The first page of a generated crate: what the contract is, and where to start.

use proc_macro2::TokenStream;
use tidings_model::contract::{Action, Operation};

use super::modules::Module;
use super::{Context, docs, markdown};
use crate::Form;
use crate::provenance::Notation;

/// More operations than this are left to the pages of the client and the server.
const MOST_LISTED: usize = 30;

impl Context<'_> {
    /// The documentation of a crate with these modules.
    pub(super) fn overview(&self, modules: &[Module<'_>]) -> TokenStream {
        let mut lines = vec![self.provenance.comment.clone()];
        let described = self.contract.info.description.as_deref();
        docs::paragraph(
            &mut lines,
            markdown::markdown(described.unwrap_or_default()),
        );
        docs::paragraph(&mut lines, vec!["# Where to start".to_owned()]);
        let mut start = self.client_start(modules);
        for module in modules.iter().filter(|module| module.name != "client") {
            // A comment of a module is a sentence, and begins as attributes do.
            let comment = module.comment.trim();
            start.push(format!("- [`{}`](mod@{0}): {comment}", module.name));
        }
        docs::paragraph(&mut lines, start);
        docs::paragraph(&mut lines, self.connecting(modules));
        docs::paragraph(&mut lines, self.writing());
        docs::inner(&lines)
    }

    /// The client, its server side, and their operations.
    fn client_start(&self, modules: &[Module<'_>]) -> Vec<String> {
        let client = &self.names.client;
        let Some(module) = modules.iter().find(|module| module.name == "client") else {
            return Vec::new();
        };
        let mut start = vec![format!(
            "- [`{client}`] is the client; it has a method for each operation that sends."
        )];
        start.extend(self.listed(Action::Send, |names| {
            format!("[`{client}::{}`]", names.method)
        }));
        if module.exports.contains(&self.names.api) {
            let api = &self.names.api;
            start.push(format!(
                "- [`{api}`] is the same as a bound, so that code which sends takes a double in its tests."
            ));
        }
        let server = &self.names.client_server;
        if module.exports.contains(server) {
            start.push(format!(
                "- [`{server}`], which [`{client}::serve`] makes, takes a handler for each operation that receives."
            ));
            start.extend(self.listed(Action::Receive, |names| format!("[`{}`]", names.handler)));
        }
        if !self.contract.servers.is_empty() {
            let servers = &self.names.servers;
            start.push(format!(
                "- [`{servers}`] lists where the contract says it is served; [`{client}::on`] connects to one."
            ));
        }
        start
    }

    /// The operations with `action`, unless they are very many; `link` leads to one.
    fn listed(
        &self,
        action: Action,
        link: impl Fn(&crate::names::OperationNames) -> String,
    ) -> Vec<String> {
        let operations = self.operations();
        let operations: Vec<_> = operations
            .filter(|(_, operation)| operation.action == action)
            .collect();
        if operations.len() > MOST_LISTED {
            return Vec::new();
        }
        let operations = operations.into_iter();
        let listed = operations.map(|(id, operation)| {
            let link = link(self.names.operation(id));
            let channel = &self.contract.channels[operation.channel];
            let address = channel.address.as_deref().unwrap_or(&channel.key);
            let (address, said) = (super::code(address), said(operation));
            match said {
                Some(said) => format!("  - {link}, {address}: {said}"),
                None => format!("  - {link}, {address}"),
            }
        });
        listed.collect()
    }

    /// How a client comes to its transport, as an example that compiles.
    fn connecting(&self, modules: &[Module<'_>]) -> Vec<String> {
        let Form::Crate { name, .. } = &self.options.form else {
            return Vec::new();
        };
        if modules.iter().all(|module| module.name != "client") {
            return Vec::new();
        }
        let (package, client) = (name.replace('-', "_"), &self.names.client);
        let example = format!(
            "# Connecting

The scheme of a URL names the transport: `memory:` is always there, others come with features of the crate `tidings`.

```no_run
# async fn connect() -> Result<(), tidings::ConnectError> {{
let client = {package}::{client}::connect(\"memory://\").await?;
# Ok(())
# }}
```"
        );
        example.lines().map(str::to_owned).collect()
    }

    /// How types of a schema by itself are written and read, as an example that compiles.
    fn writing(&self) -> Vec<String> {
        let (Form::Crate { name, .. }, Some((of, notation))) =
            (&self.options.form, self.provenance.written)
        else {
            return Vec::new();
        };
        let of = self.names.type_name(of);
        let (said, uses, write, read) = match notation {
            Notation::Json => (
                "Values are read and written with `tidings::json`, which checks every constraint of the schema.",
                "",
                "tidings::json::to_vec(&value)?",
                "tidings::json::from_slice(&body)?",
            ),
            Notation::Avro => (
                "Values are read and written in the binary encoding with `tidings::codec::Avro`; `tidings::avro::decode_written_with` reads what was written with another version of the schema.",
                "use tidings::codec::{Avro, Codec};\n",
                "Avro::encode(&value)?",
                "Avro::decode(&body)?",
            ),
            Notation::Protobuf => (
                "Messages are read and written in the wire format with `tidings::codec::Protobuf`, and in the form of JSON with `tidings::json`.",
                "use tidings::codec::{Codec, Protobuf};\n",
                "Protobuf::encode(&value)?",
                "Protobuf::decode(&body)?",
            ),
        };
        let package = name.replace('-', "_");
        let example = format!(
            "# Reading and writing

{said}

```
{uses}# fn example(value: {package}::{of}) -> Result<{package}::{of}, Box<dyn std::error::Error>> {{
let body = {write};
let value: {package}::{of} = {read};
# Ok(value)
# }}
```"
        );
        example.lines().map(str::to_owned).collect()
    }
}

/// The first line that the contract says of an operation.
fn said(operation: &Operation) -> Option<String> {
    let said = [&operation.summary, &operation.title, &operation.description];
    let said = said.into_iter().flatten().next()?;
    markdown::markdown(said)
        .into_iter()
        .find(|line| !line.is_empty())
}
