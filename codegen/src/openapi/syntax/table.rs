//! Locations by JSON pointer.

use std::collections::HashMap;

/// Lines and columns, both from 1, by JSON pointer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Of each value. The location of an object or an array that is a property is that of its name.
    pub(crate) values: HashMap<String, (usize, usize)>,
    /// Of the names of properties whose values are neither.
    pub(crate) names: HashMap<String, (usize, usize)>,
}
