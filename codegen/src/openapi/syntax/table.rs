//! Locations by JSON pointer.

use std::collections::HashMap;

/// Line and column, both from 1, by JSON pointer.
pub(crate) type Table = HashMap<String, (usize, usize)>;
