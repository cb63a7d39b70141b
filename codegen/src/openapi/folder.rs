//! The files beside a description in `spec/`.

pub(crate) mod example_name;
pub(crate) mod tables;
