//! The styles of parameters and of the properties of forms.

/// The style of a parameter: the name of the runtime's style, and whether it is exploded, if the style allows
/// both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) name: &'static str,
    pub(crate) explode: Option<bool>,
}
