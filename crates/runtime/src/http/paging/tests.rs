//! Lists of a fictional API, read to their end.

use futures_util::FutureExt as _;
use http::{HeaderMap, StatusCode};

use super::*;
use crate::{DecodeError, Response};

/// A call of a list of numbers with neither tokens nor a total.
#[derive(Clone)]
struct Plain {
    page: u32,
    pages: u32,
}

impl Paged<'static> for Plain {
    const ITEMS: &'static str = "";

    type Page = Vec<u32>;
    type Item = u32;
    type Error = Undescribed;

    fn fetch(self) -> ResponseFuture<'static, Vec<u32>, Undescribed> {
        let response = Response::new(StatusCode::OK, HeaderMap::new(), "");
        let page = ResponseValue::new(vec![2 * self.page, 2 * self.page + 1], response);
        ResponseFuture::of(std::future::ready(Ok(page)))
    }

    fn items(page: &Vec<u32>) -> Option<&Vec<u32>> {
        Some(page)
    }

    fn take(page: Vec<u32>) -> Vec<u32> {
        page
    }

    fn next(self, _: &Vec<u32>, on_page: usize, seen: usize) -> Option<Self> {
        assert_eq!((on_page, seen), (2, 2 * (self.page as usize + 1)));
        (self.page + 1 < self.pages).then(|| Self { page: self.page + 1, ..self })
    }
}

/// The errors of this API.
#[derive(Debug)]
struct Undescribed;

impl FromResponse for Undescribed {
    fn from_response(_: &Response) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

#[test]
fn a_long_list_without_tokens_and_total_is_read_to_its_end() {
    let call = Plain { page: 0, pages: 300 };
    let all = items(call.clone()).all().now_or_never().unwrap().unwrap();
    assert!(all.into_iter().eq(0..600));
    let read = pages(call).all().now_or_never().unwrap().unwrap();
    assert_eq!(read.len(), 300);
}
