//! The arguments of a call before it is sent.
//!
//! They convert values of the caller's types to the description's types, or keep the error of the conversion.
//! Nothing is checked against the description here.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::http::invalid_request::InvalidRequest;
use crate::http::service::BoxError;

/// An argument of a call that is being prepared: missing, given, or failed to convert.
///
/// Its `Debug` is that of the value.
#[derive(Clone)]
pub struct Argument<T> {
    name: &'static str,
    is_required: bool,
    state: State<T>,
}

#[derive(Clone)]
enum State<T> {
    Missing,
    Given(T),
    Invalid(Arc<dyn Error + Send + Sync>),
}

impl<T> Argument<T> {
    /// A missing optional argument. `name` is the method that sets it.
    #[must_use]
    pub fn optional(name: &'static str) -> Self {
        Self { name, is_required: false, state: State::Missing }
    }

    /// A missing required argument. `name` is the method that sets it.
    #[must_use]
    pub fn required(name: &'static str) -> Self {
        Self { name, is_required: true, state: State::Missing }
    }

    /// Converts a value, which replaces an earlier one. An error is kept until the call is sent.
    pub fn set<V>(&mut self, value: V)
    where
        V: TryInto<T, Error: Into<BoxError>>,
    {
        self.state = match value.try_into() {
            Ok(value) => State::Given(value),
            Err(error) => State::Invalid(Arc::from(error.into())),
        };
    }

    /// Sets a value, which replaces an earlier one.
    pub fn replace(&mut self, value: T) {
        self.state = State::Given(value);
    }

    /// The value, if one was given and did convert.
    pub fn get(&self) -> Option<&T> {
        match &self.state {
            State::Given(value) => Some(value),
            State::Missing | State::Invalid(_) => None,
        }
    }

    /// The value, if one was given.
    ///
    /// # Errors
    ///
    /// When it did not convert; the source is the error of the conversion. When it is required and was not
    /// given.
    pub(crate) fn value(&self) -> Result<Option<&T>, InvalidRequest> {
        match &self.state {
            State::Given(value) => Ok(Some(value)),
            State::Missing => self.missing(),
            State::Invalid(error) => Err(invalid(self.name, error.clone())),
        }
    }

    /// The value, if one was given, taken out.
    pub(crate) fn into_value(self) -> Result<Option<T>, InvalidRequest> {
        match self.state {
            State::Given(value) => Ok(Some(value)),
            State::Missing => self.missing(),
            State::Invalid(error) => Err(invalid(self.name, error)),
        }
    }

    fn missing<V>(&self) -> Result<Option<V>, InvalidRequest> {
        if self.is_required { Err(missing(self.name)) } else { Ok(None) }
    }
}

#[cold]
fn missing(name: &str) -> InvalidRequest {
    InvalidRequest::new(format!("`{name}` is required: give it with `.{name}(…)`"))
}

#[cold]
fn invalid(name: &str, error: Arc<dyn Error + Send + Sync>) -> InvalidRequest {
    let reason = format!("the value given with `.{name}(…)` does not convert");
    InvalidRequest::new(reason).caused_by(error)
}

impl<T: fmt::Debug> fmt::Debug for Argument<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Missing => f.write_str("missing"),
            State::Given(value) => value.fmt(f),
            State::Invalid(error) => write!(f, "invalid ({error})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::TryFromIntError;

    use super::*;

    #[test]
    fn a_value_that_does_not_convert_is_named_and_its_error_is_kept() {
        let mut size: Argument<u8> = Argument::optional("page_size");
        size.set(300_i64);
        assert_eq!(size.get(), None);
        assert_eq!(
            format!("{size:?}"),
            "invalid (out of range integral type conversion attempted)"
        );
        for error in [size.value().unwrap_err(), size.clone().into_value().unwrap_err()] {
            assert_eq!(error.reason(), "the value given with `.page_size(…)` does not convert");
            assert!(error.source().unwrap().is::<TryFromIntError>());
        }
    }

    #[test]
    fn a_missing_value_is_an_error_only_where_it_is_required() {
        let optional: Argument<String> = Argument::optional("name");
        assert_eq!((optional.value(), optional.clone().into_value()), (Ok(None), Ok(None)));
        let mut name: Argument<String> = Argument::required("name");
        assert_eq!(format!("{name:?}"), "missing");
        for error in [name.value().unwrap_err(), name.clone().into_value().unwrap_err()] {
            assert_eq!(error.reason(), "`name` is required: give it with `.name(…)`");
            assert!(error.source().is_none());
        }
        name.set("Ada");
        assert_eq!(
            (name.get().map(String::as_str), format!("{name:?}")),
            (Some("Ada"), "\"Ada\"".to_owned())
        );
        name.replace("Grace".to_owned());
        assert_eq!(name.value(), Ok(Some(&"Grace".to_owned())));
        assert_eq!(name.into_value(), Ok(Some("Grace".to_owned())));
    }
}
