//! A durable message transport in one SQLite file, shared by several processes.
