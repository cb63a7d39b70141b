//! The keys under which one pass leaves a fact for a later one.

/// In an operation: the headers that each request has.
pub(crate) const HEADERS: &str = "x-guestlist-headers";

/// In an operation: its error responses, by status; `default` among them.
pub(crate) const ERRORS: &str = "x-guestlist-errors";

/// In an operation: the statuses that are neither success nor error, such as redirects.
pub(crate) const OTHERS: &str = "x-guestlist-other-statuses";

/// In an operation: its success responses, by status.
pub(crate) const SUCCESSES: &str = "x-guestlist-successes";

/// In a response: whether the body may be missing.
pub(crate) const MAYBE: &str = "x-guestlist-empty-body";

/// In a body: the names of the media types that were left out.
pub(crate) const LEFT_OUT: &str = "x-guestlist-left-out";

/// In a parameter: the media type that describes it.
pub(crate) const MEDIA_TYPE: &str = "x-guestlist-media-type";

/// In an enum: what each value means, by the value's text.
pub(crate) const MEANINGS: &str = "x-guestlist-meanings";

/// In a document: a reference to each named schema, to see what becomes of it.
pub(crate) const COMPONENTS: &str = "x-guestlist-components";

/// In a member of a union: the members that say so, with their values.
pub(crate) const TAGS: &str = "x-guestlist-tags";

/// In a union: the member that tells its objects apart, and whose each of its values is.
pub(crate) const TAG: &str = "x-guestlist-tag";

pub(crate) const VALUES: &str = "x-guestlist-values";

/// In a union: that its objects may lack the member that tells them apart.
pub(crate) const MAY_LACK_TAG: &str = "x-guestlist-may-lack-tag";
