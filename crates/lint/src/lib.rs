//! Rules that need the resolved contract, one file each.
