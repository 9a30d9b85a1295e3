//! Prints the contract; `tidings export` runs this.

tidings::export!(example_code_first::application());
