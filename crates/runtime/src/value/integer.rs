//! An integer that keeps its spelling.

use std::fmt;
use std::str::FromStr;

use crate::ground::excerpt::excerpt;

/// An integer of any size with its original spelling (OpenAPI's `integer`).
///
/// `1.0` is an integer and stays `1.0`, and thirty digits stay thirty. A number that is not an integer
/// is kept too: its conversions to Rust's integers fail.
///
/// Two integers are equal when their texts are. Comparison with Rust's integers is by value.
///
/// ```
/// use guestlist_runtime::Integer;
///
/// let seats: Integer = "12.0".parse()?;
/// assert_eq!(seats, 12);
/// assert_eq!(seats.as_i64(), Some(12));
/// assert_eq!(seats.to_string(), "12.0");
///
/// let large: Integer = "123456789012345678901234567890".parse()?;
/// assert_eq!(large.as_i64(), None);
/// assert_eq!(i128::try_from(&large)?, 123_456_789_012_345_678_901_234_567_890);
/// # Ok::<(), guestlist_runtime::IntegerError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Integer(Spelling);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Spelling {
    /// An integer in Rust's spelling.
    Usual(i64),
    /// Any other number.
    Other(Box<str>),
}

impl Integer {
    /// The value, if the number is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Spelling::Usual(value) => Some(*value),
            Spelling::Other(text) => i64::try_from(whole(text)?).ok(),
        }
    }

    /// The value, if the number is an integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128().and_then(|value| value.try_into().ok())
    }

    /// The value, if the number is an integer that fits.
    pub fn as_i128(&self) -> Option<i128> {
        match &self.0 {
            Spelling::Usual(value) => Some((*value).into()),
            Spelling::Other(text) => whole(text),
        }
    }

    /// The nearest `f64`; infinite if the number is too large.
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Spelling::Usual(value) => *value as f64,
            Spelling::Other(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The integer of a JSON number.
    pub(crate) fn of_number(text: &str) -> Self {
        // `-0` is the only integer that Rust reads but writes differently.
        Self(match text.parse() {
            Ok(value) if text != "-0" => Spelling::Usual(value),
            _ => Spelling::Other(text.into()),
        })
    }

    /// The value, if it has Rust's spelling.
    pub(crate) fn usual(&self) -> Option<i64> {
        match self.0 {
            Spelling::Usual(value) => Some(value),
            Spelling::Other(_) => None,
        }
    }

    /// Whether it has Rust's spelling.
    pub(crate) fn is_usual(&self) -> bool {
        matches!(self.0, Spelling::Usual(_))
    }

    /// Whether it really is an integer, of any size.
    pub(crate) fn is_whole(&self) -> bool {
        match &self.0 {
            Spelling::Usual(_) => true,
            Spelling::Other(text) => is_whole(text),
        }
    }
}

/// Whether a JSON number is an integer, as `1.0` and `1e3` are.
pub(crate) fn is_whole(number: &str) -> bool {
    let Some((digits, fraction, exponent)) = parts(number) else { return false };
    // The digits after the decimal point once the exponent has moved it.
    match i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent) {
        behind @ 1.. => {
            let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
            zeros as u64 >= behind.unsigned_abs() || zeros == digits.len()
        }
        _ => true,
    }
}

/// The value of a JSON number that is an integer, if it fits.
pub(crate) fn whole(number: &str) -> Option<i128> {
    if !is_whole(number) {
        return None;
    }
    let (digits, fraction, exponent) = parts(number)?;
    if digits.iter().all(|digit| *digit == b'0') {
        return Some(0);
    }
    let shift = exponent.checked_sub(fraction.len().try_into().ok()?)?;
    let digits = std::str::from_utf8(&digits).ok()?;
    let unsigned = match shift {
        // More digits than an `i128` can have.
        40.. => return None,
        0.. => format!("{digits}{}", "0".repeat(shift.try_into().ok()?)),
        _ => {
            let behind = usize::try_from(shift.unsigned_abs()).ok()?;
            digits.get(..digits.len().saturating_sub(behind))?.to_owned()
        }
    };
    let sign = if number.starts_with('-') { "-" } else { "" };
    format!("{sign}{unsigned}").parse().ok()
}

/// The digits of a JSON number, those after the decimal point, and the exponent.
fn parts(number: &str) -> Option<(Vec<u8>, &str, i64)> {
    let number = number.strip_prefix('-').unwrap_or(number);
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_negative = exponent.starts_with('-');
    // No number with a larger exponent could be written out.
    let exponent =
        exponent.parse().unwrap_or(if is_negative { i64::MIN / 2 } else { i64::MAX / 2 });
    Some((format!("{before}{behind}").into_bytes(), behind, exponent))
}

/// Accepts a JSON number without a fraction.
impl FromStr for Integer {
    type Err = IntegerError;

    fn from_str(text: &str) -> Result<Self, IntegerError> {
        let number: Result<crate::value::number::Number, _> = text.parse();
        match number {
            Ok(number) if is_whole(number.as_str()) => Ok(Self::of_number(text)),
            _ => Err(IntegerError(text.into())),
        }
    }
}

macro_rules! of_integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Integer {
            fn from(value: $type) -> Self {
                Self(match i64::try_from(value) {
                    Ok(value) => Spelling::Usual(value),
                    Err(_) => Spelling::Other(value.to_string().into()),
                })
            }
        }

        impl TryFrom<&Integer> for $type {
            type Error = IntegerError;

            fn try_from(value: &Integer) -> Result<Self, IntegerError> {
                let found = value.as_i128().and_then(|one| one.try_into().ok());
                found.ok_or_else(|| IntegerError(value.to_string().into()))
            }
        }

        impl TryFrom<Integer> for $type {
            type Error = IntegerError;

            fn try_from(value: Integer) -> Result<Self, IntegerError> {
                Self::try_from(&value)
            }
        }

        impl PartialEq<$type> for Integer {
            fn eq(&self, other: &$type) -> bool {
                Self::try_into(self.clone()).is_ok_and(|value: $type| value == *other)
            }
        }
    )*};
}

of_integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, usize);

impl From<&Self> for Integer {
    fn from(value: &Self) -> Self {
        value.clone()
    }
}

impl fmt::Debug for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Spelling::Usual(value) => write!(f, "{value}"),
            Spelling::Other(text) => f.write_str(text),
        }
    }
}

/// The error for text or a number that is not an integer, or not one of the requested size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegerError(Box<str>);

impl IntegerError {
    /// The original text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IntegerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not an integer of this size", excerpt(&self.0))
    }
}

impl std::error::Error for IntegerError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_a_fraction_is_an_integer_however_it_is_spelled() {
        for (text, value) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0", Some(0)),
            ("0e999999999999999999999", Some(0)),
            ("1.0", Some(1)),
            ("-1.000", Some(-1)),
            ("1e3", Some(1_000)),
            ("1.50E+1", Some(15)),
            ("1500e-2", Some(15)),
            ("120.0e-1", Some(12)),
            ("9223372036854775808", Some(9_223_372_036_854_775_808)),
            ("-170141183460469231731687303715884105728", Some(i128::MIN)),
            ("170141183460469231731687303715884105728", None),
            ("1e400", None),
        ] {
            let integer: Integer = text.parse().unwrap();
            assert_eq!(integer.as_i128(), value, "{text}");
            assert_eq!(integer.to_string(), text);
            assert_eq!(serde_json::to_string(&integer).unwrap(), text);
        }
        for text in ["1.5", "15e-1", "1e-400", "0.1", "01", "+1", "", "x", "1 ", "\"1\"", "null"] {
            assert!(text.parse::<Integer>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_integer_compares_with_those_of_rust_by_its_value() {
        let (one, large) = (Integer::of_number("1.0"), Integer::from(u64::MAX));
        assert!(one == 1 && one == 1_u8 && one != 2);
        assert_ne!(one, Integer::of_number("1"));
        assert_eq!((large.as_i64(), large.as_u64()), (None, Some(u64::MAX)));
        assert_eq!(u8::try_from(Integer::from(300)).unwrap_err().text(), "300");
        let fraction = Integer::of_number("1.5");
        assert!(!fraction.is_whole() && fraction.as_i64().is_none() && fraction.as_f64() == 1.5);
        assert_eq!(Integer::from(i64::MIN).to_string(), i64::MIN.to_string());
        assert_eq!(
            format!("{:?} {:?} {fraction:?}", Integer::from(&one), large),
            format!("1.0 {} 1.5", u64::MAX)
        );
    }
}
