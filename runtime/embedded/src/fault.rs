//! What SQLite says, in the terms of the caller: was it written, and what can be done about it.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Error, ErrorCode};
use tidings_transport::{
    PublishError, PublishErrorKind, Settled, TransportError, TransportErrorKind,
};

/// Why a change was not made, or not surely.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The transport is closed; nothing was written.
    Closed,
    /// Nothing was written.
    NotWritten(Arc<Error>),
    /// The disk failed while it was written.
    Unknown(Arc<Error>),
    /// The writer ended without an answer.
    Lost,
}

impl Fault {
    /// One sentence.
    pub(crate) fn sentence(&self, path: &Path) -> String {
        match self {
            Self::Closed => format!("`{}` is closed here", path.display()),
            Self::NotWritten(error) | Self::Unknown(error) => sentence(path, error),
            Self::Lost => format!("the writer of `{}` ended without an answer", path.display()),
        }
    }

    /// For who publishes.
    pub(crate) fn publish_error(&self, path: &Path) -> PublishError {
        let kind = match self {
            Self::Closed => PublishErrorKind::Closed,
            Self::NotWritten(error) => match error.sqlite_error_code() {
                Some(ErrorCode::TooBig) => PublishErrorKind::Rejected,
                _ => PublishErrorKind::NotSent,
            },
            Self::Unknown(_) | Self::Lost => PublishErrorKind::Unknown,
        };
        let error = PublishError::new(kind, self.sentence(path));
        match self {
            Self::NotWritten(cause) | Self::Unknown(cause) => error.with_cause(Arc::clone(cause)),
            Self::Closed | Self::Lost => error,
        }
    }

    /// For everybody else.
    pub(crate) fn transport_error(&self, path: &Path) -> TransportError {
        match self {
            Self::NotWritten(cause) | Self::Unknown(cause) => transport_error(path, cause),
            Self::Closed => TransportError::new(TransportErrorKind::Closed, self.sentence(path)),
            Self::Lost => TransportError::new(TransportErrorKind::Broken, self.sentence(path)),
        }
    }

    /// For who settles.
    pub(crate) fn settled(&self, path: &Path) -> Settled {
        Settled::Failed(self.sentence(path))
    }
}

/// What SQLite says about the file at `path`, with its kind.
pub(crate) fn transport_error(path: &Path, cause: &Arc<Error>) -> TransportError {
    let kind = match cause.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            TransportErrorKind::Unreachable
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => TransportErrorKind::Denied,
        Some(ErrorCode::NotADatabase) => TransportErrorKind::Configuration,
        _ => TransportErrorKind::Broken,
    };
    TransportError::new(kind, sentence(path, cause)).with_cause(Arc::clone(cause))
}

fn sentence(path: &Path, error: &Error) -> String {
    let file = path.display();
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => {
            format!(
                "`{file}` cannot be opened: does its folder exist, and may this process write there?"
            )
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("`{file}` is locked by another process for longer than the busy timeout")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            format!("`{file}` may not be written by this process")
        }
        Some(ErrorCode::NotADatabase) => format!("`{file}` is not an SQLite database"),
        Some(ErrorCode::DatabaseCorrupt) => format!("`{file}` is damaged: {error}"),
        Some(ErrorCode::DiskFull) => format!("the disk of `{file}` is full"),
        _ => format!("`{file}` failed: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn check(code: i32, kind: TransportErrorKind, published: PublishErrorKind, words: &str) {
        let path = Path::new("/data/orders.db");
        let cause = Arc::new(Error::SqliteFailure(ffi::Error::new(code), None));
        let error = transport_error(path, &cause);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.to_string().contains("/data/orders.db"), "{error}");
        let fault = Fault::NotWritten(cause);
        assert_eq!(fault.publish_error(path).kind(), published, "{error}");
    }

    #[test]
    fn each_failure_of_sqlite_has_a_kind_and_a_sentence() {
        use PublishErrorKind::{NotSent, Rejected};
        use TransportErrorKind::{Broken, Configuration, Denied, Unreachable};
        check(ffi::SQLITE_BUSY, Unreachable, NotSent, "locked by another");
        check(
            ffi::SQLITE_CANTOPEN,
            Unreachable,
            NotSent,
            "cannot be opened",
        );
        check(ffi::SQLITE_READONLY, Denied, NotSent, "may not be written");
        check(
            ffi::SQLITE_NOTADB,
            Configuration,
            NotSent,
            "is not an SQLite",
        );
        check(ffi::SQLITE_CORRUPT, Broken, NotSent, "is damaged");
        check(ffi::SQLITE_FULL, Broken, NotSent, "is full");
        check(ffi::SQLITE_IOERR, Broken, NotSent, "failed");
        check(ffi::SQLITE_TOOBIG, Broken, Rejected, "failed");
    }

    #[test]
    fn what_may_have_been_written_is_not_called_unsent() {
        let cause = Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_FSYNC), None);
        for fault in [Fault::Unknown(Arc::new(cause)), Fault::Lost] {
            let error = fault.publish_error(Path::new("a.db"));
            assert_eq!(error.kind(), PublishErrorKind::Unknown);
        }
    }
}
