//! What was handed to the writer's thread and is not indexed yet. Its queue has room for ten thousand batches;
//! here it has a bound in bytes, so that memory does not depend on who is faster.

use crate::document::PostingDocument;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tantivy::schema::document::Document;

/// The most bytes under way.
const MOST: usize = 16_000_000;

/// Counts the bytes under way.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<(Mutex<usize>, Condvar)>);

impl InFlight {
    /// Tells whether a document of about so many bytes would have to wait.
    pub(crate) fn is_full(&self, bytes: usize) -> bool {
        let count = *self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        count > 0 && count + bytes > MOST
    }

    /// Sends a document of about so many bytes on its way, once there is room. All that was sent before must be with the
    /// thread by then, or there never is.
    pub(crate) fn enter(&self, document: PostingDocument, bytes: usize) -> Sent {
        let (under_way, changed) = &*self.0;
        let count = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |count: &mut usize| *count > 0 && *count + bytes > MOST;
        let mut count = changed.wait_while(count, full).unwrap_or_else(PoisonError::into_inner);
        *count += bytes;
        Sent { document, _place: Place { in_flight: self.clone(), bytes } }
    }

    fn leave(&self, bytes: usize) {
        let (under_way, changed) = &*self.0;
        *under_way.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        changed.notify_all();
    }
}

/// A document under way.
pub(crate) struct Sent {
    document: PostingDocument,
    _place: Place,
}

impl Document for Sent {
    type Value<'a> = <PostingDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <PostingDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

/// The bytes that a document takes as long as it is under way.
struct Place {
    in_flight: InFlight,
    bytes: usize,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.in_flight.leave(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_is_under_way_has_a_bound() {
        let in_flight = InFlight::default();
        let send = |bytes| in_flight.enter(PostingDocument::default(), bytes);
        let first = send(2 * MOST);
        assert!(in_flight.is_full(1), "one that is too large goes alone");
        drop(first);
        let first = send(MOST - 1);
        assert!(!in_flight.is_full(1) && in_flight.is_full(2));
        let waiting = in_flight.clone();
        let second = std::thread::spawn(move || drop(waiting.enter(PostingDocument::default(), 2)));
        std::thread::sleep(Duration::from_millis(50));
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap();
        assert!(!in_flight.is_full(MOST));
    }
}
