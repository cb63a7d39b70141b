//! Numbers: plain ones, and those at the limits.

use serde_json::{Map, Value, json};

/// Integers that a schema allows, a plain one first.
pub(super) fn integers(schema: &Map<String, Value>) -> Vec<Value> {
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let (least, most): (i128, i128) = match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" | "uint" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let limits = limits.iter().filter_map(|word| schema.get(*word)?.as_f64());
    let limits = limits.flat_map(|limit| [limit as i128, limit as i128 + 1, limit as i128 - 1]);
    let step = schema.get("multipleOf").and_then(Value::as_f64).map_or(1, |step| step as i128);
    let plain = [1, 0, 2, -1, 42, 2_147_483_648, 9_007_199_254_740_993, least, most];
    let mut found: Vec<Value> = Vec::new();
    for number in plain.into_iter().chain(limits) {
        let number = if step > 1 { number - number % step } else { number };
        let is_within = (least..=most).contains(&number) && fits(schema, number as f64);
        let value = match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => json!(number),
            (_, Ok(number)) => json!(number),
            _ => continue,
        };
        if is_within && !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// Numbers that a schema allows, a plain one first.
pub(super) fn numbers(schema: &Map<String, Value>) -> Vec<Value> {
    let is_short = schema.get("format").is_some_and(|format| format == "float");
    let limits = ["minimum", "maximum"].iter().filter_map(|word| schema.get(*word)).cloned();
    let mut plain = vec![json!(1.5), json!(1), json!(0), json!(0.1), json!(1.0), json!(-2.25)];
    plain.extend([json!(1e21), json!(1e-7)]);
    if !is_short {
        // Beyond 32 bits.
        plain.extend([
            json!(16_777_217),
            json!(123_456_789.123_456_78),
            json!(9_007_199_254_740_993_i64),
        ]);
    }
    let middle = match (
        schema.get("minimum").and_then(Value::as_f64),
        schema.get("maximum").and_then(Value::as_f64),
    ) {
        (Some(least), Some(most)) => Some(json!((least + most) / 2.0)),
        _ => None,
    };
    let all = plain.into_iter().chain(limits).chain(middle);
    all.filter(|value| value.as_f64().is_some_and(|number| fits(schema, number))).collect()
}

fn fits(schema: &Map<String, Value>, number: f64) -> bool {
    let limit = |word: &str| schema.get(word).and_then(Value::as_f64);
    limit("minimum").is_none_or(|least| number >= least)
        && limit("maximum").is_none_or(|most| number <= most)
        && limit("exclusiveMinimum").is_none_or(|least| number > least)
        && limit("exclusiveMaximum").is_none_or(|most| number < most)
}
