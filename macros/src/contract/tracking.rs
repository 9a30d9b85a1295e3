//! What makes the compiler come back when a file has changed that a macro has read.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;

/// Items by which the compiler knows that it depends on `files`, which are seen from the folder `package`.
///
/// Cargo watches what the compiler has included; that the bytes are used by nobody takes them out of the program again.
pub(crate) fn tracked(package: &Path, files: &[PathBuf]) -> TokenStream {
    let there = files.iter().filter_map(|file| {
        let file = package.join(file);
        // A file that is not there cannot be included, and a macro that has failed runs again anyway.
        file.is_file().then_some(file)
    });
    let items = there.filter_map(|file| {
        // A path that is no text can be no literal either.
        let path = file.to_str()?;
        Some(quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        ))
    });
    items.collect()
}
