//! From files to postings, in one program, which is linked once: `formats`, `markup_seeds` and `markup_samples` read the
//! examples of every format, `refused` what is made to break a reader; `walk` and `repeats` index into `memory`.

mod formats;
mod markup_samples;
mod markup_seeds;
mod memory;
mod refused;
mod repeats;
mod walk;
