//! Values that are remembered from one build to the next: an editor asks for one at every key.
//!
//! Each is kept with the fingerprint of all that it was made of, and made again when that changes. So a build that
//! remembers gives what one gives that does not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::digest::Digest;

/// Values by name, each with the fingerprint of all that it was made of.
#[derive(Debug)]
pub struct Kept<K, T> {
    forgets: bool,
    before: Mutex<Values<K, T>>,
    now: Mutex<Values<K, T>>,
}

type Values<K, T> = BTreeMap<K, (Digest, Arc<T>)>;

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Kept { forgets: false, before: Mutex::default(), now: Mutex::default() }
    }
}

impl<K: Ord + Clone, T> Kept<K, T> {
    /// Keeps nothing: for a build after which there is no other.
    pub fn forgetful() -> Self {
        Kept { forgets: true, ..Kept::default() }
    }

    /// The value of a name, made of what has this fingerprint: as it was remembered, or as it is made now.
    pub fn get(&self, name: &K, made_of: Digest, make: impl FnOnce() -> T) -> Arc<T> {
        if self.forgets {
            return Arc::new(make());
        }
        let known = lock(&self.before).get(name).filter(|(digest, _)| *digest == made_of).cloned();
        let value = known.map_or_else(|| Arc::new(make()), |(_, value)| value);
        lock(&self.now).insert(name.clone(), (made_of, Arc::clone(&value)));
        value
    }

    /// The value of a name in the last build.
    pub fn last(&self, name: &K) -> Option<Arc<T>> {
        lock(&self.before).get(name).map(|(_, value)| Arc::clone(value))
    }

    /// Lets go of what the last build had no use for.
    pub fn end_of_build(&self) {
        *lock(&self.before) = std::mem::take(&mut *lock(&self.now));
    }
}

/// If someone panicked while holding one of these, the values are whole all the same.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
