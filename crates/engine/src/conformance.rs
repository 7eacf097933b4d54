//! Cases that every engine must pass.
