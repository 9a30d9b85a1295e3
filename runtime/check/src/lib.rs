//! What generated code and the validator judge alike: formats, ECMA-262 patterns, exact numbers, JSON pointers.
