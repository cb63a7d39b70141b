//! Whether a model keeps all that a JSON text says.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::parameter::Members;
use crate::wire::{Step, Trail};
use crate::{DecodeError, decode, encode};

/// What became of a JSON text that was read as a model and written again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoundTrip {
    /// All values are there, and numbers are spelled as they were.
    Same,

    /// The text does not fit the model.
    Refused(DecodeError),

    /// A value is missing, new, or another: the first one, by its JSON path.
    Changed(String),
}

impl fmt::Display for RoundTrip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("the same"),
            Self::Refused(error) => write!(f, "refused: {error}"),
            Self::Changed(path) if path.is_empty() => f.write_str("changed"),
            Self::Changed(path) => write!(f, "changed: {path}"),
        }
    }
}

/// Reads a JSON text as a model and writes it again.
///
/// The order of members and the space between them mean nothing here.
///
/// ```
/// use guestlist_runtime::{RoundTrip, Timestamp, round_trip};
///
/// let spelled = br#""2026-11-21T10:00:00.000+00:00""#;
/// assert_eq!(round_trip::<Timestamp>(spelled), RoundTrip::Same);
/// assert!(matches!(round_trip::<Timestamp>(b"\"soon\""), RoundTrip::Refused(_)));
/// ```
pub fn round_trip<T: DeserializeOwned + Serialize>(text: &[u8]) -> RoundTrip {
    let model: T = match decode(text) {
        Ok(model) => model,
        Err(error) => return RoundTrip::Refused(error),
    };
    let written = encode(&model).ok();
    let written = written.as_deref().and_then(|written| serde_json::from_slice(written).ok());
    let (Some(after), Ok(before)) = (written, serde_json::from_slice(text)) else {
        return RoundTrip::Changed(String::new());
    };
    let mut trail = Trail::default();
    match are_same(before, after, &mut trail.segments) {
        true => RoundTrip::Same,
        false => RoundTrip::Changed(trail.path()),
    }
}

/// Whether two values are the same; if not, the steps end where they differ first.
#[inline]
fn are_same(one: &RawValue, other: &RawValue, steps: &mut Vec<Step>) -> bool {
    let (one, other) = (one.get(), other.get());
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => {
            let (one, mut other) = (members(one), members(other));
            for (name, value) in one {
                steps.push(Step::Member(name.clone()));
                let found = other.iter().position(|(known, _)| *known == name);
                let same = found.map(|at| other.swap_remove(at).1);
                if !same.is_some_and(|other| are_same(value, other, steps)) {
                    return false;
                }
                steps.pop();
            }
            let new = other.pop();
            let is_same = new.is_none();
            steps.extend(new.map(|(name, _)| Step::Member(name)));
            is_same
        }
        (Some(b'['), Some(b'[')) => {
            let (one, other) = (items(one), items(other));
            let is_same_length = one.len() == other.len();
            for (index, (one, other)) in one.into_iter().zip(other).enumerate() {
                steps.push(Step::Item(index));
                if !are_same(one, other, steps) {
                    return false;
                }
                steps.pop();
            }
            is_same_length
        }
        (Some(b'"'), Some(b'"')) => string(one) == string(other),
        _ => one == other,
    }
}

fn members(text: &str) -> Vec<(String, &RawValue)> {
    serde_json::from_str::<Members<'_>>(text).map(|found| found.0).unwrap_or_default()
}

fn items(text: &str) -> Vec<&RawValue> {
    serde_json::from_str(text).unwrap_or_default()
}

fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::{Json, JsonObject};

    /// A model that loses: it forgets all but two members, and guesses a third.
    #[derive(Deserialize, Serialize)]
    struct Lossy {
        name: String,
        #[serde(default)]
        inner: Vec<Inner>,
        #[serde(default)]
        guessed: u8,
    }

    #[derive(Deserialize, Serialize)]
    struct Inner {
        at: f64,
    }

    #[track_caller]
    fn lossy(text: &str, becomes: &str) {
        assert_eq!(round_trip::<Lossy>(text.as_bytes()).to_string(), becomes);
    }

    #[test]
    fn what_is_missing_new_or_other_has_a_path() {
        lossy(r#"{"guessed": 0, "name": "\u0041", "inner": [{"at": 1.5}]}"#, "the same");
        lossy(r#"{"name": "A", "inner": [], "guessed": 0, "x": 1}"#, "changed: x");
        lossy(r#"{"name": "A", "inner": []}"#, "changed: guessed");
        let spelled = r#"{"name": "A", "guessed": 0, "inner": [{"at": 1.5}, {"at": 1.50}]}"#;
        lossy(spelled, "changed: inner[1].at");
        let refused = round_trip::<Lossy>(br#"{"name": 1}"#).to_string();
        assert!(refused.starts_with("refused: ") && refused.contains("integer `1`"), "{refused}");
    }

    #[test]
    fn what_keeps_everything_is_the_same() {
        let text = br#"{"a": [1.50, null, {"b": "\ud83c\udf89"}], "c": 1e400}"#;
        assert_eq!(round_trip::<Json>(text), RoundTrip::Same);
        assert_eq!(round_trip::<JsonObject>(text), RoundTrip::Same);
    }
}
