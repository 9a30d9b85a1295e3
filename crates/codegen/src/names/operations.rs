//! What operations are called, and what is derived from their names.

use tidings_model::contract::Action;
use tidings_naming::{Scope, pascal, screaming, snake};

use super::Names;
use crate::plan::Plan;
use crate::renames::Renames;

/// The methods of a client that no operation gives rise to.
const METHODS_OF_CLIENT: &[&str] = &[
    "new",
    "connect",
    "on",
    "with",
    "builder",
    "serve",
    "serve_all",
    "publish_raw",
    "publish_all",
    "transport",
    "transport_on",
    "close",
];

/// The methods of a server that no operation gives rise to.
const METHODS_OF_SERVER: &[&str] = &[
    "retry",
    "guarantee",
    "guarantee_of",
    "only",
    "dead_letters",
    "on_dead_letter",
    "consumer",
    "concurrency",
    "prefetch",
    "lease",
    "start",
    "layer",
    "shutdown_within",
    "run",
    "run_until",
];

/// The names that one operation gives rise to.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationNames {
    /// The method of the client or of the handler.
    pub(crate) method: String,
    /// The handler trait, where it receives.
    pub(crate) handler: String,
    /// The set of its messages, where there are several.
    pub(crate) messages: String,
    /// The set of its replies, where there are several.
    pub(crate) reply: String,
    /// The static that describes it.
    pub(crate) statics: String,
    /// The method of the client that opens the stream of what is received.
    pub(crate) subscribe: String,
    /// The method of the server that has messages handled together.
    pub(crate) batch: String,
    /// The method of the server that has replies handled.
    pub(crate) on_reply: String,
}

impl Names {
    /// Operations come before what is derived from their names, so that each keeps its own.
    pub(super) fn name_operations(
        &mut self,
        plan: &Plan,
        renames: &Renames,
        root: &mut Scope,
        statics: &mut Scope,
    ) {
        let mut client = Scope::new(METHODS_OF_CLIENT.iter().copied());
        let mut server = Scope::new(METHODS_OF_SERVER.iter().copied());
        for (id, operation) in plan.described.enumerate() {
            let location = &operation.origin.location;
            let key = renames.operation(id, &operation.key);
            // `Self` alone gives way to `Self_`.
            let name = pascal(key);
            let stem = name.trim_end_matches('_');
            // Only what is written has a name, so that nothing gives way to what is not there.
            let mut set = |messages: usize, name: String| match messages {
                0 | 1 => String::new(),
                _ => root.claim(key, &name),
            };
            let replies = operation.reply.as_ref();
            let replies = replies.map_or(0, |reply| reply.messages.len());
            let messages = set(operation.messages.len(), format!("{stem}Message"));
            let reply = set(replies, format!("{stem}Reply"));
            let handler = match operation.action {
                Action::Send => String::new(),
                Action::Receive => root.claim_first(key, &[name.clone(), format!("{stem}Handler")]),
            };
            let methods = match operation.action {
                Action::Send => &mut client,
                Action::Receive => &mut server,
            };
            let operation = OperationNames {
                method: methods.claim(key, &snake(key)),
                handler,
                messages,
                reply,
                statics: statics.claim(key, &screaming(key)),
                ..OperationNames::default()
            };
            self.operations.insert(id, operation);
            self.remember(root, location);
            self.remember(&client, location);
            self.remember(&server, location);
        }
        for (id, operation) in plan.described.enumerate() {
            let key = &operation.key;
            let Some(names) = self.operations.get_mut(&id) else {
                continue;
            };
            let method = names.method.trim_start_matches("r#");
            match operation.action {
                Action::Send => {
                    names.on_reply = server.claim(key, &format!("on_{method}_reply"));
                }
                Action::Receive => {
                    let what = method.strip_prefix("on_").unwrap_or(method);
                    names.subscribe = client.claim(key, &format!("subscribe_{what}"));
                    names.batch = server.claim(key, &format!("{method}_batch"));
                }
            }
            self.remember(&client, &operation.origin.location);
            self.remember(&server, &operation.origin.location);
        }
    }
}
