//! The folder of an index as its writer reads it. To map whole segments, as searching does, would count all that is merged
//! as memory of ours: here files are read through a small window that moves along them.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};

/// The bytes of a window; what is larger is mapped as long as it is looked at.
const WINDOW: usize = 1 << 16;

/// A folder whose files are read through windows.
#[derive(Clone, Debug)]
pub(crate) struct WindowedDirectory {
    root: PathBuf,
    mapped: MmapDirectory,
}

impl WindowedDirectory {
    /// Opens a folder.
    pub(crate) fn open(root: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { root: root.to_owned(), mapped: MmapDirectory::open(root)? })
    }
}

impl Directory for WindowedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        // Asked first, for its errors.
        if self.mapped.open_read(path)?.len() <= WINDOW {
            return self.mapped.get_file_handle(path);
        }
        let file = FileSlice::open(&self.root.join(path))
            .map_err(|cause| OpenReadError::wrap_io_error(cause, path.to_owned()))?;
        let window = Mutex::new(Window { start: 0, bytes: OwnedBytes::empty() });
        Ok(Arc::new(WindowedFile { path: path.to_owned(), mapped: self.mapped.clone(), file, window }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file, and the part of it that is in memory.
#[derive(Debug)]
struct WindowedFile {
    path: PathBuf,
    mapped: MmapDirectory,
    file: FileSlice,
    window: Mutex<Window>,
}

#[derive(Debug)]
struct Window {
    start: usize,
    bytes: OwnedBytes,
}

impl FileHandle for WindowedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.len() > WINDOW {
            return self.mapped.open_read(&self.path).map_err(io::Error::other)?.read_bytes_slice(range);
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let end = window.start + window.bytes.len();
        if range.start < window.start || range.end > end {
            // Who goes on where the window is will go further; who leaps reads no more than asked for.
            let goes_on = (window.start..=end).contains(&range.start);
            let reach = if goes_on { range.start + WINDOW } else { range.end };
            let bytes = self.file.read_bytes_slice(range.start..reach.min(self.file.len()))?;
            *window = Window { start: range.start, bytes };
        }
        Ok(window.bytes.slice(range.start - window.start..range.end - window.start))
    }
}

impl HasLen for WindowedFile {
    fn len(&self) -> usize {
        self.file.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_file_is_read_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let content: Vec<u8> = (0..5 * WINDOW).map(|at| (at % 251) as u8).collect();
        std::fs::write(folder.path().join("a"), &content).unwrap();
        std::fs::write(folder.path().join("small"), b"small").unwrap();
        let directory = WindowedDirectory::open(folder.path()).unwrap();
        let file = directory.get_file_handle(Path::new("a")).unwrap();
        assert_eq!(file.len(), content.len());
        let steps = (0..content.len()).step_by(999).map(|start| start..(start + 999).min(content.len()));
        let leaps =
            [0..1, 4 * WINDOW..5 * WINDOW, 7..7, 10..3 * WINDOW, WINDOW - 1..WINDOW + 1, 0..5 * WINDOW];
        for range in steps.chain(leaps) {
            assert_eq!(
                file.read_bytes(range.clone()).unwrap().as_slice(),
                &content[range.clone()],
                "{range:?}"
            );
        }
        let small = directory.open_read(Path::new("small")).unwrap();
        assert_eq!(small.read_bytes().unwrap().as_slice(), b"small");
        assert!(matches!(
            directory.get_file_handle(Path::new("missing")),
            Err(OpenReadError::FileDoesNotExist(_))
        ));
    }
}
