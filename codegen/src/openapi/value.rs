//! Comparison of JSON values.

use serde_json::Value;

/// The text of a value with its properties sorted: equal values have equal texts.
pub(crate) fn canonical(value: &Value) -> String {
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Object(properties) => {
                let mut properties: Vec<_> =
                    properties.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
                properties.sort_by(|(a, _), (b, _)| a.cmp(b));
                Value::Object(properties.into_iter().collect())
            }
            Value::Array(items) => items.iter().map(sorted).collect(),
            other => other.clone(),
        }
    }
    sorted(value).to_string()
}
