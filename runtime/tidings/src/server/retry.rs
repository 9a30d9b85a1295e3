//! How often a message is tried.

/// How often a message is tried before it goes to the dead letters.
///
/// The limit counts tries in total, the first one included, over all deliveries to the group:
/// the number of a try is the number of the delivery, as the transport counts it, plus the tries made before within
/// this delivery.
/// A delivery that ended without a result, because its process died or shut down, counts too; but each delivery gets
/// one try, so a message is never thrown away untried.
///
/// ```
/// use tidings::Retry;
///
/// assert_eq!(Retry::immediate(3).attempts(), 3);
/// assert_eq!(Retry::never().attempts(), 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
}

impl Retry {
    /// Tries `attempts` times, at least once, without a pause in between.
    ///
    /// The delivery is held meanwhile, so messages of its key wait.
    pub const fn immediate(attempts: u32) -> Self {
        Self {
            attempts: if attempts == 0 { 1 } else { attempts },
        }
    }

    /// Tries once.
    pub const fn never() -> Self {
        Self::immediate(1)
    }

    /// How often a message is tried.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl Default for Retry {
    /// Tries three times.
    fn default() -> Self {
        Self::immediate(3)
    }
}
