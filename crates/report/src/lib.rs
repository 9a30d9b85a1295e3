//! Findings written for people and for programs, one output format a file.
