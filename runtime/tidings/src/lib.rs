//! Typed producers, consumers and requesters for AsyncAPI contracts, on any transport.
