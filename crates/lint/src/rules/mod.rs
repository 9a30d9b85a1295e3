//! The rules; a new one is a file here and a line below.

use crate::rule::rules;

rules! {
    operation_message_not_in_channel,
    parameter_undeclared,
    parameter_unused,
    reply_message_not_in_channel,
    server_variable_undeclared,
}
