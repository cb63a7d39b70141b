//! A property that may be absent, `null`, or a value; JSON distinguishes the three.

use serde::{Serialize, Serializer};

/// A property that is optional and nullable.
///
/// An API that updates part of a resource reads an absent property as "leave it alone" and `null` as "clear
/// it". `Option` cannot express both.
///
/// ```
/// use guestlist_runtime::Field;
///
/// let title: Field<String> = Field::from("Engineer");
/// assert_eq!(title.value().map(String::as_str), Some("Engineer"));
/// assert!(Field::<String>::default().is_absent());
/// assert!(Field::<String>::from(None).is_null());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Field<T> {
    /// The property is absent.
    #[default]
    Absent,

    /// The property is `null`.
    Null,

    /// The property has a value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, if there is one. `null` and an absent property both give `None`.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns `true` if the property is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns `true` if the property is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` becomes `null`. To leave the property out, use [`Field::Absent`].
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        match value {
            Some(value) => Self::Value(value),
            None => Self::Null,
        }
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// Writes `null` unless there is a value. A generated model leaves an absent field out altogether.
impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_null_and_a_value_are_told_apart() {
        let all = [Field::Absent, Field::Null, Field::Value(5)];
        assert_eq!(all.each_ref().map(Field::is_absent), [true, false, false]);
        assert_eq!(all.each_ref().map(Field::is_null), [false, true, false]);
        assert_eq!(all.each_ref().map(Field::value), [None, None, Some(&5)]);
        let written = all.each_ref().map(|field| serde_json::to_string(field).unwrap());
        assert_eq!(written, ["null", "null", "5"]);
        assert_eq!(all.map(Field::into_value), [None, None, Some(5)]);
    }

    #[test]
    fn a_field_is_made_of_a_value_or_of_an_option() {
        assert_eq!([Field::from(5), Field::from(Some(5))], [Field::Value(5), Field::Value(5)]);
        assert_eq!(Field::<u8>::from(None), Field::Null);
        assert_eq!(Field::from("five"), Field::Value("five".to_owned()));
        assert_eq!(Field::<u8>::default(), Field::Absent);
    }
}
