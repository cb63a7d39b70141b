//! Hash keys.

use std::hash::{BuildHasher, DefaultHasher, Hasher as _};

/// Random hash keys, because those of the standard library are the same on each page.
pub(crate) struct Keys(u64, u64);

impl Default for Keys {
    fn default() -> Self {
        Self(fastrand::u64(..), fastrand::u64(..))
    }
}

impl BuildHasher for Keys {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.0);
        hasher.write_u64(self.1);
        hasher
    }
}
