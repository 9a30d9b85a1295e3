//! The module `testing` of generated clients: there with the feature of that name, and nothing without it.
//!
//! Generated code says what its operations are in a few words and leaves the rest to this macro, so that a program that
//! is not tested compiles none of it.

/// Makes the module `testing` of a generated client.
#[cfg(feature = "testing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_module {
    (
        $make:ident: $client:ident $(, $server:ident)?;
        $(deliver $deliver:ident to $(any $deliver_to:ident)? $(the $deliver_only:ident)?: $delivered:ty;)*
        $(ask $ask:ident by $ask_by:ident at $(any $ask_at:ident)? $(the $ask_only:ident)?: $asked:ty, $heard:ty;)*
        $(answer $answer:ident by $answer_by:ident: $answer_address:ident, $request:ty, $reply:ty;)*
    ) => {
        /// The client in tests: on a transport in memory, in time that stands still, among peers that say what they are told.
        #[allow(dead_code, deprecated, missing_docs, unreachable_pub, unused_imports, unused_qualifications, clippy::all, clippy::pedantic)]
        pub mod testing {
            use $crate::__generated::v1::IntoMessage as _;

            /// A client among peers, for one test.
            ///
            /// # Panics
            ///
            /// Outside of a test of tokio on one thread, which `#[tokio::test]` makes.
            pub fn $make() -> Harness {
                Harness($crate::testing::Harness::new(&super::$client::CONTRACT))
            }

            /// A client among peers: what peers do by the operations of the contract, and everything that
            #[doc = concat!("[`Harness<", stringify!($client), ">`]($crate::testing::Harness) can do.")]
            #[derive(Debug)]
            pub struct Harness($crate::testing::Harness<super::$client>);

            impl ::std::ops::Deref for Harness {
                type Target = $crate::testing::Harness<super::$client>;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            impl Harness {
                $(
                    /// Runs a server beside the test, and waits until it has subscribed.
                    ///
                    /// # Panics
                    ///
                    /// When it does not start.
                    pub async fn run(&self, server: super::$server) -> $crate::testing::Serving {
                        self.0.start(|stop| server.run_until(stop)).await
                    }
                )?
                $(
                    /// Sends this message as a peer would, and waits until everybody who receives it has finished with it.
                    ///
                    /// # Panics
                    ///
                    /// When the contract does not allow the message, nobody receives it, or it is never finished.
                    pub async fn $deliver(
                        &self,
                        $(address: impl $crate::__generated::v1::IntoAddress<super::channels::$deliver_to>,)?
                        message: impl $crate::__generated::v1::IntoMessage<$delivered>,
                    ) -> $crate::transport::Receipt {
                        let address = $($crate::__generated::v1::IntoAddress::<super::channels::$deliver_to>::into_address(address))? $(super::channels::$deliver_only)?;
                        self.0.deliver(&address, message.into_message()).await
                    }
                )*
                $(
                    /// Asks this as a peer would.
                    pub fn $ask(
                        &self,
                        $(address: impl $crate::__generated::v1::IntoAddress<super::channels::$ask_at>,)?
                        message: impl $crate::__generated::v1::IntoMessage<$asked>,
                    ) -> $crate::Request<'_, $heard> {
                        let address = $($crate::__generated::v1::IntoAddress::<super::channels::$ask_at>::into_address(address))? $(super::channels::$ask_only)?;
                        self.0.ask(&super::operations::$ask_by, &address, message.into_message())
                    }
                )*
                $(
                    /// Answers this request as a peer would, from now on; each call is another peer, which gets every request.
                    ///
                    /// # Panics
                    ///
                    /// When the peer cannot receive the request.
                    pub async fn $answer<H, F>(&self, handler: H) -> $crate::testing::Serving
                    where
                        H: ::std::ops::Fn($crate::Context<super::channels::$answer_address>, $request) -> F
                            + ::std::marker::Send + ::std::marker::Sync + 'static,
                        F: ::std::future::Future<Output = ::std::result::Result<$reply, $crate::HandlerError>>
                            + ::std::marker::Send + 'static,
                    {
                        self.0.answer(&super::operations::$answer_by, handler).await
                    }
                )*
            }
        }
    };
}

/// Makes no module where nobody tests.
#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_module {
    ($($anything:tt)*) => {};
}
