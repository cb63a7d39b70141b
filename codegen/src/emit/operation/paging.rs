//! The pages of a list: the methods `pages` and `stream` of an operation, and the request for the next page.
//!
//! It takes a paged operation, and returns the code beside its `send`, which it never changes.

mod listed;
mod next;
mod path;

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::operation::Operation;
use crate::ir::response::{ResponseVariant, Success};
use crate::ir::types::Type;
use crate::openapi::status::Class;
use crate::rust::docs::doc;
use listed::Listed;

/// The methods `pages` and `stream` of a paged operation, and the request for the next page.
pub(crate) fn emit(api: &Api, names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let (page, fetch) = fetched(names, operation)?;
    let property = paging.items.as_deref().unwrap_or_default();
    let Listed { item, items, take } = listed::listed(api, names, page, paging.items.as_deref())?;
    let next = next::next(api, names, operation, page, &paging.next)?;
    let page = plain_type(names, page);
    let OperationNames { call, error, .. } = names.operation(operation.id);
    let pages = doc("Fetches one page after another, starting with the requested one.");
    let stream = doc("The items of all pages, starting with the requested page.");
    Some(quote! {
        impl<'a> #call<'a> {
            #pages
            #[inline]
            pub fn pages(self) -> Paging<'a, ResponseValue<#page>, #error> {
                paging::pages(self)
            }

            #stream
            #[inline]
            pub fn stream(self) -> Paging<'a, #item, #error> {
                paging::items(self)
            }
        }

        impl<'a> Paged<'a> for #call<'a> {
            const ITEMS: &'static str = #property;

            type Page = #page;
            type Item = #item;
            type Error = #error;

            #[inline]
            fn fetch(self) -> ResponseFuture<'a, Self::Page, Self::Error> {
                #fetch
            }

            fn items(page: &Self::Page) -> Option<&Vec<Self::Item>> {
                #items
            }

            fn take(page: Self::Page) -> Vec<Self::Item> {
                #take
            }

            #next
        }
    })
}

/// The type of a page, and the expression that requests one.
fn fetched<'a>(names: &RustNames, operation: &'a Operation) -> Option<(&'a Type, TokenStream)> {
    match operation.success() {
        Success::Body(Content::Json(page)) => Some((page, quote!(self.send()))),
        // A list requires a page, although `send` allows none.
        Success::Maybe(Content::Json(page)) => Some((page, quote!(paging::present(self.send())))),
        Success::ByStatus(responses) => {
            let OperationNames { response: ty, successes, .. } = names.operation(operation.id);
            let (at, page) = only_page(responses)?;
            let variant = &successes[at];
            let fetch = quote! {
                paging::of_status(self.send(), |response| match response {
                    #ty::#variant(page) => Some(page),
                    _ => None,
                })
            };
            Some((page, fetch))
        }
        _ => None,
    }
}

/// The only page among responses whose others are redirects, and its index.
fn only_page(responses: &[ResponseVariant]) -> Option<(usize, &Type)> {
    let is_redirect = |one: &ResponseVariant| one.status.class() == Class::Redirect;
    let mut others = responses.iter().enumerate().filter(|(_, one)| !is_redirect(one));
    let ((at, only), None) = (others.next()?, others.next()) else { return None };
    match &only.content {
        Some(Content::Json(page)) => Some((at, page)),
        _ => None,
    }
}
