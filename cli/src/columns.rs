//! How wide a terminal is.

/// How many characters a line of the terminal has that `stream` is; `None` where it is none, or nobody knows.
///
/// A terminal may know how wide it is and not how high.
#[cfg(unix)]
pub(crate) fn columns(stream: impl std::os::fd::AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stream).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

/// How many characters a line of the terminal has that `stream` is; `None` where it is none, or nobody knows.
#[cfg(windows)]
pub(crate) fn columns(stream: impl std::os::windows::io::AsHandle) -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(stream)?;
    Some(usize::from(width.0))
}
