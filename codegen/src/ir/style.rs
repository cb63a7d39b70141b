//! The styles of parameters and of the properties of forms.

/// How a parameter is written: the name of the runtime's style, and whether it is exploded where
/// there is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) name: &'static str,
    pub(crate) explode: Option<bool>,
}
