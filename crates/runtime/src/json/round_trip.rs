//! Checks that a model keeps everything in a JSON text.

use std::collections::{HashMap, VecDeque};
use std::fmt;

use crate::json::codec::{Decode, Encode};
use crate::json::decode::{MARK, decode};
use crate::json::encode::encode;
use crate::json::error::DecodeError;
use crate::json::parts::{Members, items, members};
use crate::json::path::{Path, Step};

/// The result of reading a JSON text as a model and writing it again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoundTrip {
    /// All values are there, and numbers have the same spelling.
    Same,

    /// The text does not fit the model.
    Refused(DecodeError),

    /// A value is missing, new or different; this is the JSON path of the first one.
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
/// The order of properties and whitespace do not matter, except that properties with the same name are
/// compared in their order. A text that is nested deeper than 127 levels is refused.
///
/// ```
/// use guestlist_runtime::{RoundTrip, Timestamp, round_trip};
///
/// let spelled = br#""2026-11-21T10:00:00.000+00:00""#;
/// assert_eq!(round_trip::<Timestamp>(spelled), RoundTrip::Same);
/// assert!(matches!(round_trip::<Timestamp>(b"1"), RoundTrip::Refused(_)));
/// ```
pub fn round_trip<T: Decode + Encode>(text: &[u8]) -> RoundTrip {
    let model: T = match decode(text) {
        Ok(model) => model,
        Err(error) => return RoundTrip::Refused(error),
    };
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let written = encode(&model).ok().and_then(|written| String::from_utf8(written).ok());
    let (Some(after), Ok(before)) = (written, std::str::from_utf8(text)) else {
        return RoundTrip::Changed(String::new());
    };
    let mut path = Path::default();
    match are_same(before.trim_ascii(), &after, &mut path) {
        true => RoundTrip::Same,
        false => RoundTrip::Changed(path.to_string()),
    }
}

/// Whether two values are the same; if not, the path ends at the first difference.
#[inline]
fn are_same(one: &str, other: &str, path: &mut Path) -> bool {
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => {
            let (one, other) = (members(one), members(other));
            let mut places = Places::new(&other);
            for (name, value) in &one {
                path.push(Step::property(name));
                let same = places.next(name).map(|at| other[at].1);
                if !same.is_some_and(|other| are_same(value, other, path)) {
                    return false;
                }
                path.pop();
            }
            let new = places.first();
            if let Some(at) = new {
                path.push(Step::property(&other[at].0));
            }
            new.is_none()
        }
        (Some(b'['), Some(b'[')) => {
            let (one, other) = (items(one), items(other));
            let is_same_length = one.len() == other.len();
            for (index, (one, other)) in one.into_iter().zip(other).enumerate() {
                path.push(Step::Item(index));
                if !are_same(one, other, path) {
                    return false;
                }
                path.pop();
            }
            is_same_length
        }
        (Some(b'"'), Some(b'"')) => string(one) == string(other),
        _ => one == other,
    }
}

/// The positions of the properties of each name that have not been compared yet.
struct Places<'a>(HashMap<&'a str, VecDeque<usize>>);

impl<'a> Places<'a> {
    fn new(members: &'a Members<'_>) -> Self {
        let mut places = HashMap::<_, VecDeque<_>>::new();
        for (at, (name, _)) in members.iter().enumerate() {
            places.entry(&**name).or_default().push_back(at);
        }
        Self(places)
    }

    /// The next place of a name.
    fn next(&mut self, name: &str) -> Option<usize> {
        self.0.get_mut(name)?.pop_front()
    }

    /// The first of all places.
    fn first(&self) -> Option<usize> {
        self.0.values().filter_map(|places| places.front().copied()).min()
    }
}

fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::json::reader::cursor::Reader;
    use crate::json::writer::Writer;
    use crate::{Json, JsonObject};

    /// A lossy model: it forgets all but two properties, and guesses a third.
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

    impl Decode for Lossy {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let (at, json) = reader.whole_value()?;
            reader.skip()?;
            let read = serde_json::from_str(json);
            read.map_err(|error| DecodeError::misfit(at, error.to_string()))
        }
    }

    impl Encode for Lossy {
        fn encode(&self, writer: &mut Writer) {
            writer.serialized(self);
        }
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

    /// An undocumented object is kept as text, including duplicate properties.
    #[test]
    fn properties_of_one_name_are_compared_in_their_order() {
        for object in [
            r#"{"a": 1, "a": 2}"#,
            r#"{"a": 1, "a": 2, "a": 3}"#,
            r#"{"x": 0, "a": 1, "a": 2}"#,
            r#"{"a": 1, "b": 0, "a": 2, "b": 1, "a": {"c": 1, "c": 2, "d": 3, "c": 4}}"#,
        ] {
            let inside = format!(r#"{{"name": {object}}}"#);
            assert_eq!(round_trip::<Json>(object.as_bytes()), RoundTrip::Same, "{object}");
            assert_eq!(round_trip::<JsonObject>(inside.as_bytes()), RoundTrip::Same, "{object}");
        }
        let same = |one: &str, other: &str| {
            let mut path = Path::default();
            let same = are_same(one, other, &mut path);
            (!same).then(|| path.to_string())
        };
        let twice = r#"{"a": 1, "a": 2}"#;
        assert_eq!(same(twice, r#"{"a": 2, "a": 1}"#).as_deref(), Some("a"));
        assert_eq!(same(twice, r#"{"a": 1}"#).as_deref(), Some("a"));
        assert_eq!(same(r#"{"a": 1}"#, twice).as_deref(), Some("a"));
        assert_eq!(same(twice, r#"{"b": 0, "c": 0, "a": 1, "a": 2}"#).as_deref(), Some("b"));
    }
}
