//! The log: who saw what, and in which delivery.

use tidings::Context;

/// Prints what a handler sees: its process, group, consumer, delivery and attempt come from the delivery itself.
pub(crate) fn delivery<A>(context: &Context<A>, text: &str) {
    println!(
        "pid {:<7} {:<18} delivery {:<4} attempt {} | {text}",
        std::process::id(),
        format!("{}/{}", context.group(), context.consumer()),
        context.delivery_id(),
        context.attempt(),
    );
}

/// Prints what a process sees outside of any delivery.
pub(crate) fn process(who: &str, text: &str) {
    println!("pid {:<7} {who:<42} | {text}", std::process::id());
}

/// Prints the heading of a chapter.
pub(crate) fn chapter(number: usize, title: &str) {
    println!("\n{number}. {title}");
}
