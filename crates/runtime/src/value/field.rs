//! A member that may be absent, `null`, or a value: three things that JSON keeps apart.

use serde::{Serialize, Serializer};

/// A member that the description calls optional and nullable.
///
/// An API that updates part of a resource reads "leave it alone" from an absent member and
/// "clear it" from `null`. `Option` cannot say both.
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
    /// The member is not there.
    #[default]
    Absent,

    /// The member is there, and `null`.
    Null,

    /// The member is there, with a value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, where there is one. `null` and absence become the same `None`.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there, and `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `null`: to leave a member out, say [`Field::Absent`].
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

/// `null` unless there is a value. A generated model leaves an absent field out altogether.
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
