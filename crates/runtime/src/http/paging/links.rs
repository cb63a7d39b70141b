//! Putting the link to the next page from a response into the options of the next call.

use crate::http::link::{LinkError, header};
use crate::http::options::CallOptions;
use crate::http::response::Response;

/// Makes a call request the link of a response in place of its own URL. Returns `false` if the list ends:
/// there is no link, an empty one, or a link to the same page.
///
/// # Errors
///
/// When the link may not be followed.
#[doc(hidden)]
pub fn follow(
    options: &mut CallOptions,
    response: &Response,
    link: Option<&str>,
) -> Result<bool, LinkError> {
    let Some(link) = link.map(str::trim).filter(|link| !link.is_empty()) else {
        return Ok(false);
    };
    let resolved = response.link_base().ok_or(LinkError::OtherSource).and_then(|base| {
        let masked = |text: String| response.secrets().mask(&text).into_owned();
        base.resolve(link).map_err(|error| error.map(masked))
    })?;
    let is_same = options.link.as_ref() == Some(&resolved);
    options.link = Some(resolved);
    Ok(!is_same)
}

/// The same with the relation `next` in the header `Link`.
///
/// # Errors
///
/// When the link may not be followed, or the header cannot be read.
#[doc(hidden)]
pub fn follow_header(options: &mut CallOptions, response: &Response) -> Result<bool, LinkError> {
    let link = header::next(response.headers())?;
    follow(options, response, link.as_deref())
}

/// The link that a call requests.
#[doc(hidden)]
pub fn linked(options: &CallOptions) -> Option<&str> {
    Some(options.link.as_ref()?.as_str())
}
