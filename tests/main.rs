//! The whole program, as those who use it and those who build it meet it.
//!
//! `house` holds the directions of the crates; `command` runs the real binary; `journeys` follow a posting from its file
//! to a hit; `relevance` keeps the ranking under review; `shared_seeds` asks the documents the project started from.

mod command;
mod house;
mod journeys;
mod program;
mod relevance;
mod seeds;
mod shared_seeds;
