//! JSON and YAML, with the location of each value.

pub(crate) mod budget;
pub(crate) mod fault;
pub(crate) mod json;
pub(crate) mod json_locations;
pub(crate) mod locations;
pub(crate) mod node;
pub(crate) mod plain;
pub(crate) mod table;
pub(crate) mod yaml;
pub(crate) mod yaml_indent;
pub(crate) mod yaml_locations;
