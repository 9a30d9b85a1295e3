//! What a server is told besides its handlers.

use proc_macro2::TokenStream;
use quote::quote;

/// The methods that a server has whatever it handles, each of which passes on to the runtime's.
pub(super) fn settings() -> TokenStream {
    quote! {
        /// How often a message that fails is tried before it goes to the dead letters.
        pub fn retry(self, retry: ::tidings::Retry) -> Self { Self { server: self.server.retry(retry) } }
        /// How often a message is handled when something goes wrong.
        pub fn guarantee(self, guarantee: ::tidings::Guarantee) -> Self { Self { server: self.server.guarantee(guarantee) } }
        /// How often a message of the operation that the contract calls so is handled, whatever the others are promised.
        pub fn guarantee_of(
            self,
            operation: impl ::std::convert::Into<::std::string::String>,
            guarantee: ::tidings::Guarantee,
        ) -> Self {
            Self { server: self.server.guarantee_of(operation, guarantee) }
        }
        /// Receives from these addresses of a channel only; what changes in the set is subscribed and unsubscribed.
        pub fn only<A: ::tidings::Address>(self, addresses: impl ::std::convert::Into<::tidings::Addresses<A>>) -> Self {
            Self { server: self.server.only(addresses) }
        }
        /// Where copies of messages go that are given up, for transports that keep no dead letters.
        pub fn dead_letters(self, address: impl ::std::convert::Into<::std::string::String>) -> Self {
            Self { server: self.server.dead_letters(address) }
        }
        /// Is told of every message that is given up: unknown ones, ones that break the contract, and failed ones.
        pub fn on_dead_letter(
            self,
            hook: impl ::std::ops::Fn(&::tidings::Incoming, &::tidings::transport::Reason) + ::std::marker::Send + ::std::marker::Sync + 'static,
        ) -> Self {
            Self { server: self.server.on_dead_letter(hook) }
        }
        /// The name of this consumer within its group.
        pub fn consumer(self, name: impl ::std::convert::Into<::std::string::String>) -> Self {
            Self { server: self.server.consumer(name) }
        }
        /// Messages that are handled at a time.
        pub fn concurrency(self, most: usize) -> Self { Self { server: self.server.concurrency(most) } }
        /// Messages that are taken before they can be handled.
        pub fn prefetch(self, most: usize) -> Self { Self { server: self.server.prefetch(most) } }
        /// How long a message may stay unsettled before another consumer gets it.
        pub fn lease(self, lease: ::std::time::Duration) -> Self { Self { server: self.server.lease(lease) } }
        /// Where a group that does not exist yet begins.
        pub fn start(self, start: ::tidings::transport::Start) -> Self { Self { server: self.server.start(start) } }
        /// Wraps every handling.
        pub fn layer(self, layer: impl ::tidings::Layer) -> Self { Self { server: self.server.layer(layer) } }
        /// How long handlers may go on after the end was asked for.
        pub fn shutdown_within(self, deadline: ::std::time::Duration) -> Self {
            Self { server: self.server.shutdown_within(deadline) }
        }
        /// Receives until the transport closes.
        ///
        /// # Errors
        ///
        /// What stands in the way of a start, and what ends it early.
        pub async fn run(self) -> ::std::result::Result<::tidings::ServeReport, ::tidings::ServeError> {
            self.server.run().await
        }
        /// Receives until `stop` completes, then lets handlers finish.
        ///
        /// # Errors
        ///
        /// What stands in the way of a start, and what ends it early.
        pub async fn run_until(
            self,
            stop: impl ::std::future::Future<Output = ()>,
        ) -> ::std::result::Result<::tidings::ServeReport, ::tidings::ServeError> {
            self.server.run_until(stop).await
        }
    }
}
