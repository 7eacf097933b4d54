//! The real program, run in a folder of its own.

use expect_test::Expect;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that holds some files, in which the program can be run.
pub(crate) struct Folder {
    dir: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Folder {
    /// Makes an empty one.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder can be made"), variables: Vec::new() }
    }

    /// Puts a file into it, with the folders it lies in.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// Sets a variable for every run.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Indexes a path of it into `index/`, which must work.
    pub(crate) fn indexed(self, path: &str) -> Self {
        self.run(["index", path]).status(0);
        self
    }

    /// Writes a file, over the one that is there.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("a file can be written");
    }

    /// Deletes a file.
    pub(crate) fn delete(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("the file is there");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// Where a file of it is on disk.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs the program to its end.
    pub(crate) fn run<Argument: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Outcome {
        let mut command = self.command();
        command.args(arguments);
        Outcome::of(&command.output().expect("the program starts"))
    }

    /// Runs the program with an output that nobody reads.
    pub(crate) fn run_unread<Argument: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Outcome {
        let mut command = self.command();
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let child = child.as_mut().expect("the program starts");
        drop(child.stdout.take());
        let mut stderr = String::new();
        std::io::Read::read_to_string(child.stderr.as_mut().expect("it is a pipe"), &mut stderr)
            .expect("it is text");
        let status = child.wait().expect("the program ends").code();
        Outcome { status, stdout: String::new(), stderr: steady(&stderr) }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobsearch"));
        command.current_dir(self.dir.path()).stdin(Stdio::null());
        command.env_remove("JOBSEARCH_INDEX").env_remove("NO_COLOR").env("COLUMNS", "100");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// What a run gave. Its checks return it, so that they can be written one after the other.
pub(crate) struct Outcome {
    status: Option<i32>,
    /// The results.
    pub(crate) stdout: String,
    /// The talk, with times, process numbers and fingerprints taken out.
    pub(crate) stderr: String,
}

impl Outcome {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program prints UTF-8");
        Self {
            status: output.status.code(),
            stdout: text(&output.stdout),
            stderr: steady(&text(&output.stderr)),
        }
    }

    /// Checks the exit status: 0 found, 1 nothing found, 2 error.
    #[track_caller]
    pub(crate) fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, Some(expected), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Compares the results.
    pub(crate) fn stdout(self, expected: Expect) -> Self {
        expected.assert_eq(&self.stdout);
        self
    }

    /// Compares the talk.
    pub(crate) fn stderr(self, expected: Expect) -> Self {
        expected.assert_eq(&self.stderr);
        self
    }

    /// Checks that the results name the postings, in this order.
    #[track_caller]
    pub(crate) fn names(self, ids: &[&str]) -> Self {
        let mut rest = self.stdout.as_str();
        for id in ids {
            let at = rest
                .find(id)
                .unwrap_or_else(|| panic!("`{id}` is missing or out of order in:\n{}", self.stdout));
            rest = &rest[at + id.len()..];
        }
        self
    }
}

/// Takes out what differs from run to run, and the other names that the vocabulary knows: it grows.
fn steady(text: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let text = hide(text, " file in ", is_number);
    let text = hide(&text, " files in ", is_number);
    let text = hide(&text, " read in ", is_number);
    let text = hide(&text, " being written by process ", is_number);
    let text = hide(&text, " (+ ", |c| c != ')');
    hide(&text, "text@", |c| c.is_ascii_alphanumeric() || c == '.')
}

/// Puts `…` for the characters of a kind that follow a mark.
fn hide(text: &str, mark: &str, hidden: impl Fn(char) -> bool) -> String {
    let mut parts = text.split(mark);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str(mark);
        shown.push('…');
        shown.push_str(part.trim_start_matches(&hidden));
    }
    shown
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
