//! The folder of an index. Who searches maps whole files; who writes reads them through a small window that moves along
//! them, because all that is merged would count as memory of ours. Who may read the folder may search it, though nothing
//! can be written there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, META_LOCK, MmapDirectory, OwnedBytes,
    WatchCallback, WatchHandle, WritePtr,
};

/// The bytes of a window; what is larger is mapped as long as it is looked at.
const WINDOW: usize = 1 << 16;

/// The folder of an index.
#[derive(Clone, Debug)]
pub(crate) struct IndexDirectory {
    root: PathBuf,
    mapped: MmapDirectory,
    /// Files are read through windows.
    windowed: bool,
}

impl IndexDirectory {
    /// Opens a folder for searching.
    pub(crate) fn mapped(root: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { root: root.to_owned(), mapped: MmapDirectory::open(root)?, windowed: false })
    }

    /// Opens a folder for writing.
    pub(crate) fn windowed(root: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { windowed: true, ..Self::mapped(root)? })
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        // Asked first, for its errors.
        if !self.windowed || self.mapped.open_read(path)?.len() <= WINDOW {
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

    /// tantivy's own way leaves a file that only its owner may read, whatever the folder is for.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let new = self.root.join(format!("{}.{}", path.display(), std::process::id()));
        let mut file = File::create(&new)?;
        file.write_all(data)?;
        file.sync_data()?;
        fs::rename(new, self.root.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.mapped.acquire_lock(lock) {
            Err(LockError::IoError(cause)) if lock.filepath == META_LOCK.filepath && is_refused(&cause) => {
                let shared = shared_lock(&self.root.join(&lock.filepath));
                shared.map(|file| Box::new(file).into()).map_err(LockError::wrap_io_error)
            }
            outcome => outcome,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// Tells whether something failed because nothing may be written there.
fn is_refused(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Locks a file that one may only read: a writer waits as well before it deletes what is being opened. Where there is no
/// such file, nobody has ever written.
fn shared_lock(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => file.lock_shared().map(|()| Some(file)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
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
        let directory = IndexDirectory::windowed(folder.path()).unwrap();
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

    #[cfg(unix)]
    #[test]
    fn what_is_written_may_be_read_by_whom_the_folder_is_for() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let directory = IndexDirectory::windowed(folder.path()).unwrap();
        directory.atomic_write(Path::new("a"), b"first").unwrap();
        directory.atomic_write(Path::new("a"), b"second").unwrap();
        fs::write(folder.path().join("plain"), b"").unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(directory.atomic_read(Path::new("a")).unwrap(), b"second");
        assert_eq!(mode("a"), mode("plain"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_may_only_be_read_is_locked_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        assert!(shared_lock(&path).unwrap().is_none());
        let writer = File::create(&path).unwrap();
        let (one, other) = (shared_lock(&path).unwrap(), shared_lock(&path).unwrap());
        assert!(writer.try_lock().is_err());
        drop((one, other));
        writer.try_lock().unwrap();
    }
}
