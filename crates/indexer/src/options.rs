//! What a run may be told.

use jobsearch_posting::Day;
use jobsearch_vocabulary::Vocabulary;
use std::path::PathBuf;

/// The limits, the clock and the vocabulary of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The most bytes read from one file, once unpacked.
    pub max_file_bytes: u64,
    /// The most bytes one record may have.
    pub max_record_bytes: usize,
    /// The day dates without a year are read on, the latest past one being meant.
    pub today: Day,
    /// The file that keeps what is known of repeats from run to run, made when it is not there. It belongs to one index.
    /// Without it a run knows only what it reads itself.
    pub repeats: Option<PathBuf>,
    /// A folder in which no posting is looked for, wherever it lies: that of the index, which may be among the files.
    pub passed_over: Option<PathBuf>,
    /// What the words of a posting mean; the index notes its label.
    pub vocabulary: Vocabulary,
}

impl Default for Options {
    /// 20 GB a file, 32 MiB a record, the day of the machine's clock, and the vocabulary without packs.
    fn default() -> Self {
        Self {
            max_file_bytes: 20_000_000_000,
            max_record_bytes: 32 << 20,
            today: today(),
            repeats: None,
            passed_over: None,
            vocabulary: Vocabulary::new(),
        }
    }
}

fn today() -> Day {
    let now = jiff::Zoned::now().date();
    Day::from_ymd(now.year().into(), now.month() as u32, now.day() as u32).unwrap_or(Day(0))
}
