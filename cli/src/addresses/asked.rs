//! Files with somebody else who can be asked for addresses.

use tidings_source::{Files, ReadError};

/// Files, and a function that reads addresses before or behind them.
pub(super) struct Asked<F, A> {
    files: F,
    ask: A,
    comes_first: bool,
}

impl<F, A> Asked<F, A>
where
    A: Fn(&str) -> Option<Result<Vec<u8>, ReadError>>,
{
    pub(super) fn before(files: F, ask: A) -> Self {
        Self {
            files,
            ask,
            comes_first: true,
        }
    }

    pub(super) fn behind(files: F, ask: A) -> Self {
        Self {
            files,
            ask,
            comes_first: false,
        }
    }
}

impl<F, A> Files for Asked<F, A>
where
    F: Files,
    A: Fn(&str) -> Option<Result<Vec<u8>, ReadError>> + Send + Sync,
{
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        if self.comes_first {
            (self.ask)(address).or_else(|| self.files.read_address(address))
        } else {
            self.files
                .read_address(address)
                .or_else(|| (self.ask)(address))
        }
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.files.list(path)
    }

    fn ignores_case(&self) -> bool {
        self.files.ignores_case()
    }
}
