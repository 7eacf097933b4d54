//! What was handed to the writer's thread and is not indexed yet. Its queue has room for ten thousand batches;
//! here it has a bound in bytes, so that memory does not depend on who is faster. What is indexed comes back, so that
//! its memory is used again, and freed by the thread that asked for it: memory that one thread asks for and another
//! frees is found again slowly.

use crate::document::PostingDocument;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use tantivy::schema::document::Document;

/// The most bytes under way.
const MOST: usize = 16_000_000;
/// How many documents that came back are kept at most, a few batches of them, and of how many bytes each.
const KEPT: usize = 256;
const LONGEST_KEPT: usize = 1 << 15;

/// Counts the bytes under way.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<(Mutex<UnderWay>, Condvar)>);

#[derive(Default)]
struct UnderWay {
    bytes: usize,
    /// Documents that came back.
    indexed: Vec<PostingDocument>,
}

impl UnderWay {
    fn is_full(&self, bytes: usize) -> bool {
        self.bytes > 0 && self.bytes + bytes > MOST
    }
}

impl InFlight {
    /// Tells whether a document of about so many bytes would have to wait.
    pub(crate) fn is_full(&self, bytes: usize) -> bool {
        self.lock().is_full(bytes)
    }

    /// A document that is indexed, if one came back.
    pub(crate) fn take_back(&self) -> Option<PostingDocument> {
        self.lock().indexed.pop()
    }

    /// Sends a document of about so many bytes on its way, once there is room. All that was sent before must be with the
    /// thread by then, or there never is.
    pub(crate) fn enter(&self, document: PostingDocument, bytes: usize) -> Sent {
        let full = |under_way: &mut UnderWay| under_way.is_full(bytes);
        let mut under_way = self.0.1.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        under_way.bytes += bytes;
        Sent { document, in_flight: self.clone(), bytes }
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A document under way, which takes so many bytes.
pub(crate) struct Sent {
    document: PostingDocument,
    in_flight: InFlight,
    bytes: usize,
}

impl Document for Sent {
    type Value<'a> = <PostingDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <PostingDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        let mut under_way = self.in_flight.lock();
        under_way.bytes -= self.bytes;
        if under_way.indexed.len() < KEPT && self.bytes <= LONGEST_KEPT {
            under_way.indexed.push(std::mem::take(&mut self.document));
        }
        self.in_flight.0.1.notify_all();
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

    #[test]
    fn what_is_indexed_comes_back_but_for_what_is_large_and_what_is_too_many() {
        let check = |sent: usize, bytes, back: usize| {
            let in_flight = InFlight::default();
            let send = |_| in_flight.enter(PostingDocument::default(), bytes);
            drop((0..sent).map(send).collect::<Vec<_>>());
            assert_eq!(std::iter::from_fn(|| in_flight.take_back()).count(), back);
        };
        check(0, 0, 0);
        check(3, LONGEST_KEPT, 3);
        check(3, LONGEST_KEPT + 1, 0);
        check(KEPT + 1, 1, KEPT);
    }
}
