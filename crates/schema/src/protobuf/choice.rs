//! Which message of a text is meant.

use std::collections::HashSet;

use protox::prost_reflect::{FileDescriptor, Kind, MessageDescriptor};
use tidings_diag::{Finding, Location, nearest};

use super::rules::{PROTOBUF_MESSAGE_AMBIGUOUS, PROTOBUF_MESSAGE_UNKNOWN};

/// The comment that marks the message that is meant.
const MARK: &str = "@RootNode";

/// The message that `fragment` names, or else the one that is meant by the look of the file.
///
/// `place` is where somebody must choose: the reference, or the text.
pub(super) fn choose(
    file: &FileDescriptor,
    fragment: &str,
    place: impl Fn() -> Location,
) -> Result<MessageDescriptor, Box<Finding>> {
    let messages = all_messages(file);
    let names = || -> Vec<String> {
        let names = messages.iter().map(MessageDescriptor::full_name);
        names.map(str::to_owned).collect()
    };
    let wanted = fragment.trim_start_matches('/').replace('/', ".");
    if !wanted.is_empty() {
        let named = messages.iter().find(|message| {
            let name = message.full_name();
            let rest = name.strip_suffix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        return named.cloned().ok_or_else(|| {
            let message = format!("the text has no message `{wanted}`");
            let mut finding = Finding::new(&PROTOBUF_MESSAGE_UNKNOWN, place(), message);
            let names = names();
            let simple = names.iter().filter_map(|name| name.rsplit('.').next());
            finding.help = nearest(&wanted, simple).map(|near| format!("did you mean `{near}`?"));
            Box::new(finding)
        });
    }
    let top: Vec<MessageDescriptor> = file.messages().collect();
    let marked = || top.iter().find(|message| is_marked(file, message));
    let used = used_elsewhere(&messages);
    let mut roots = top
        .iter()
        .filter(|message| !used.contains(message.full_name()));
    match (top.as_slice(), marked(), roots.next(), roots.next()) {
        ([], ..) => {
            let message = "the text has no message";
            let rule = &PROTOBUF_MESSAGE_UNKNOWN;
            Err(Box::new(Finding::new(rule, place(), message)))
        }
        ([only], ..) => Ok(only.clone()),
        (_, Some(marked), ..) => Ok(marked.clone()),
        (_, None, Some(root), None) => Ok(root.clone()),
        _ => {
            let names: Vec<String> = top
                .iter()
                .map(|message| format!("`{}`", message.name()))
                .collect();
            let message = format!("nothing says which message is meant: {}", names.join(", "));
            let help = format!(
                "name it behind the path, as in `file.proto#{}`, or write the comment `{MARK}` before it",
                top[0].name()
            );
            let rule = &PROTOBUF_MESSAGE_AMBIGUOUS;
            Err(Box::new(
                Finding::new(rule, place(), message).with_help(help),
            ))
        }
    }
}

/// Every message of a file, those inside others included. The compiler limits how deep they nest.
pub(super) fn all_messages(file: &FileDescriptor) -> Vec<MessageDescriptor> {
    let mut messages: Vec<MessageDescriptor> = file.messages().collect();
    let mut next = 0;
    while let Some(message) = messages.get(next).cloned() {
        let children = message.child_messages();
        messages.extend(children.filter(|child| !child.is_map_entry()));
        next += 1;
    }
    messages
}

/// The names of the messages that fields of other messages have as their type.
fn used_elsewhere(messages: &[MessageDescriptor]) -> HashSet<String> {
    let mut used = HashSet::new();
    for message in messages {
        for field in message.fields() {
            let kind = match field.kind() {
                Kind::Message(entry) if entry.is_map_entry() => {
                    entry.map_entry_value_field().kind()
                }
                kind => kind,
            };
            if let Kind::Message(part) = kind
                && part != *message
            {
                used.insert(part.full_name().to_owned());
            }
        }
    }
    used
}

fn is_marked(file: &FileDescriptor, message: &MessageDescriptor) -> bool {
    let info = file.file_descriptor_proto().source_code_info.as_ref();
    let mut locations = info.into_iter().flat_map(|info| &info.location);
    let location = locations.find(|location| location.path == message.path());
    location.is_some_and(|location| {
        let detached = location.leading_detached_comments.iter();
        let leading = location.leading_comments.iter();
        let mut comments = leading.chain(&location.trailing_comments).chain(detached);
        comments.any(|comment| comment.contains(MARK))
    })
}
