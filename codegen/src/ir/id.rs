//! The ids by which the items of an API refer to one another: their indices.
//!
//! `lower` assigns each id once. An id does not depend on the name of its item, in the document or in Rust.

/// The index of a model in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModelId(pub(crate) usize);

/// A property of an object, by its index in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PropertyId {
    pub(crate) model: ModelId,
    pub(crate) at: usize,
}

/// A variant of an enum or a union, by its index in the model, in the document's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VariantId {
    pub(crate) model: ModelId,
    pub(crate) at: usize,
}

/// The index of a tag among those that have operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TagId(pub(crate) usize);

/// The index of an operation in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct OperationId(pub(crate) usize);

/// A parameter, by its index in the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParameterId {
    pub(crate) operation: OperationId,
    pub(crate) at: usize,
}

/// The index of a security scheme in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);
