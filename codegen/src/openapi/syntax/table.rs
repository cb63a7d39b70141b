//! Locations by JSON pointer.

use std::collections::HashMap;

/// Lines and columns, both from 1, by JSON pointer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// The locations of values. An object or an array that is a property has the location of its name.
    pub(crate) values: HashMap<String, (usize, usize)>,
    /// The locations of the names of other properties.
    pub(crate) names: HashMap<String, (usize, usize)>,
}
