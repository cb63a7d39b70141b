//! Server variables.

use serde_json::Value;

/// The values that a server variable can have.
pub(crate) fn values_of(variable: &Value) -> impl Iterator<Item = &str> {
    let listed = variable.get("enum").and_then(Value::as_array);
    let default = variable.get("default").filter(|_| listed.is_none());
    listed.into_iter().flatten().chain(default).filter_map(Value::as_str)
}
