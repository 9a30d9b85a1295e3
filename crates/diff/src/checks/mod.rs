//! The checks, one file each: what of a contract somebody else depends on, and what a change of it means.
//!
//! A check of the contract looks at pairs of elements. A check of schemas explains one kind of difference between two
//! schemas; what that difference means is decided by asking, and the check only names it and says what to do instead.
//! Adding a check is a file and a line in the table below.

mod bound;
mod cause;
mod check;
mod counterparts;
mod described;
mod explained;
mod found;
mod identity;
mod lack;
mod message_lists;
mod parameter_schemas;
mod parameter_values;
mod payloads;
mod schema_places;
mod sunset;
mod told;
mod unread;
mod unused;
mod values;
mod versions;

pub(crate) use check::{BACKWARD, Check, FORWARD, Find, check, checks};
pub(crate) use found::Found;
pub(crate) use parameter_schemas::parameter_changes;
pub(crate) use part_left_out::with_broken_parts_once;
pub(crate) use payloads::payload_changes;
pub(crate) use told::Told;
pub(crate) use versions::{Versions, called};

checks! {
    alternative_added,
    alternative_removed,
    binding_changed,
    channel_added,
    channel_address_changed,
    channel_parameters_changed,
    channel_removed,
    channel_servers_changed,
    constraint_changed,
    content_type_changed,
    correlation_changed,
    default_changed,
    deprecation_changed,
    documentation_changed,
    enum_value_added,
    enum_value_removed,
    extension_changed,
    format_changed,
    identifier_changed,
    idle_keyword_changed,
    info_changed,
    key_changed,
    message_added,
    message_removed,
    number_description_changed,
    object_closed,
    object_opened,
    operation_action_changed,
    operation_added,
    operation_channel_changed,
    operation_removed,
    part_left_out,
    payload_changed,
    payload_added,
    payload_impossible,
    payload_removed,
    payload_undecided,
    property_added,
    property_optional,
    property_removed,
    property_renamed,
    property_required,
    reply_added,
    reply_address_changed,
    reply_channel_changed,
    reply_removed,
    schema_format_changed,
    schema_keyword_changed,
    security_changed,
    server_added,
    server_host_changed,
    server_protocol_changed,
    server_removed,
    server_variables_changed,
    type_changed,
    undefined_field_changed,
    unused_component_added,
    unused_component_changed,
    unused_component_removed,
}
