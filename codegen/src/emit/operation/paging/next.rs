//! The next page of a list: the methods of `Paged` that make the next call.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::assign::RustNames;
use crate::emit::operation::paging::path;
use crate::ir::api::Api;
use crate::ir::id::ModelId;
use crate::ir::model::Presence;
use crate::ir::operation::{NextPage, Operation, Parameter};
use crate::ir::types::{Type, Width};

/// The methods that make the next call.
pub(super) fn next(
    api: &Api,
    names: &RustNames,
    operation: &Operation,
    page: &Type,
    next: &NextPage,
) -> Option<TokenStream> {
    let find = |wire: &str| {
        operation.parameters.iter().find(|one| one.wire == wire && one.location == "query")
    };
    let optional = |wire: &Option<String>| match wire {
        Some(wire) => find(wire).map(Some),
        None => Some(None),
    };
    match next {
        NextPage::Number { number, size, total } => Some(by_number(
            names,
            find(number)?,
            optional(size)?,
            total_of(api, names, page, total)?,
        )),
        NextPage::Offset { offset, limit, total } => Some(by_offset(
            names,
            find(offset)?,
            optional(limit)?,
            total_of(api, names, page, total)?,
        )),
        NextPage::Token { token, next } => by_token(api, names, page.model()?, find(token)?, next),
        NextPage::Link(property) => {
            let link = path::text(api, names, page.model()?, property)?;
            Some(by_link(&quote! {
                let link = #link;
                let is_followed = paging::follow(&mut self.options, page.response(), link)?;
            }))
        }
        NextPage::LinkHeader => Some(by_link(&quote! {
            let is_followed = paging::follow_header(&mut self.options, page.response())?;
        })),
    }
}

/// The expression that reads the total at a path, if there is a path.
#[allow(clippy::option_option, reason = "a path that leads nowhere is something else than none")]
fn total_of(
    api: &Api,
    names: &RustNames,
    page: &Type,
    path: &[String],
) -> Option<Option<TokenStream>> {
    if path.is_empty() {
        return Some(None);
    }
    path::number(api, names, page.model()?, path).map(Some)
}

/// The total, for the method that makes the next call: its argument for the page, the total, and the method
/// that returns it. Without a total, the page is not used.
fn known(total: Option<TokenStream>) -> (TokenStream, TokenStream, Option<TokenStream>) {
    match total {
        None => (quote!(_), quote!(None), None),
        Some(total) => {
            let method = quote! {
                fn total(page: &Self::Page) -> Option<i64> {
                    #total
                }
            };
            (quote!(page), quote!(Self::total(page)), Some(method))
        }
    }
}

fn by_number(
    names: &RustNames,
    number: &Parameter,
    size: Option<&Parameter>,
    total: Option<TokenStream>,
) -> TokenStream {
    let first = value_of(names, number);
    let many = match size {
        Some(size) => as_i64(size, value_of(names, size)),
        // The list ends with an empty page.
        None => quote!(0),
    };
    let field = names.parameter(number.id);
    let next = match number.ty {
        Type::Integer(Width("Integer")) => quote!(number.checked_add(1)?.into()),
        _ => quote!(number.checked_add(1)?),
    };
    let (argument, known, total) = known(total);
    quote! {
        #total

        #[inline]
        fn next(mut self, #argument: &Self::Page, on_page: usize, seen: usize) -> Option<Self> {
            let number = #first;
            let size = #many;
            if !paging::goes_on(on_page, size, seen, #known) {
                return None;
            }
            self.#field.replace(#next);
            Some(self)
        }
    }
}

fn by_offset(
    names: &RustNames,
    offset: &Parameter,
    limit: Option<&Parameter>,
    total: Option<TokenStream>,
) -> TokenStream {
    let first = as_i64(offset, value_of(names, offset));
    let limit = match limit {
        Some(limit) => {
            let value = value_of(names, limit);
            match limit.ty {
                Type::Integer(Width("Integer" | "i64")) => quote!(Some(#value)),
                Type::Integer(Width("u64")) => {
                    let value = as_i64(limit, value);
                    quote!(Some(#value))
                }
                _ => quote!(Some(i64::from(#value))),
            }
        }
        None => quote!(None),
    };
    let field = names.parameter(offset.id);
    let next = match offset.ty {
        Type::Integer(Width("Integer")) => quote!(next.into()),
        Type::Integer(Width("i64")) => quote!(next),
        _ => quote!(next.try_into().ok()?),
    };
    let (argument, known, total) = known(total);
    quote! {
        #total

        #[inline]
        fn next(mut self, #argument: &Self::Page, on_page: usize, _: usize) -> Option<Self> {
            let offset = #first;
            let limit = #limit;
            let next = paging::next_offset(offset, on_page, limit, #known)?;
            self.#field.replace(#next);
            Some(self)
        }
    }
}

fn by_token(
    api: &Api,
    names: &RustNames,
    page: ModelId,
    token: &Parameter,
    next: &[String],
) -> Option<TokenStream> {
    let value = match next {
        [only] => {
            let property = path::property(api, page, only)?;
            let field = names.field(property.id);
            match property.presence {
                Presence::Optional | Presence::RequiredNullable => quote!(page.#field.as_deref()?),
                Presence::OptionalNullable => quote!(page.#field.value()?.as_str()),
                Presence::Required | Presence::Tag(_) => quote!(page.#field.as_str()),
            }
        }
        _ => {
            let text = path::text(api, names, page, next)?;
            quote!(#text?)
        }
    };
    let field = names.parameter(token.id);
    Some(quote! {
        fn token(&self) -> Option<&str> {
            self.#field.get().map(String::as_str)
        }

        #[inline]
        fn next(mut self, page: &Self::Page, _: usize, _: usize) -> Option<Self> {
            let token = #value;
            // The token of this same page would request it forever.
            let is_same = self.#field.get().is_some_and(|old| old == token);
            if token.is_empty() || is_same {
                return None;
            }
            self.#field.replace(token.to_owned());
            Some(self)
        }
    })
}

/// The methods of a list whose pages have links: the statements determine whether there is a next page.
fn by_link(follow: &TokenStream) -> TokenStream {
    quote! {
        fn token(&self) -> Option<&str> {
            paging::linked(&self.options)
        }

        #[inline]
        fn after(
            mut self,
            page: &ResponseValue<Self::Page>,
            _: usize,
            _: usize,
        ) -> Result<Option<Self>, paging::LinkError> {
            #follow
            Ok(is_followed.then_some(self))
        }
    }
}

/// The value of an integer parameter: the caller's, or the document's default.
fn value_of(names: &RustNames, parameter: &Parameter) -> TokenStream {
    let field = names.parameter(parameter.id);
    let is_open = parameter.ty == Type::Integer(Width("Integer"));
    if parameter.required {
        return match is_open {
            true => quote!(self.#field.get()?.as_i64()?),
            false => quote!(*self.#field.get()?),
        };
    }
    let default = parameter.default.filter(|value| match &parameter.ty {
        Type::Integer(width) => width.holds(*value),
        _ => false,
    });
    let default = Literal::i64_unsuffixed(default.unwrap_or_default());
    if is_open {
        // A number that is too large for a page counts as none.
        return quote!(self.#field.get().map_or(Some(#default), |one| one.as_i64())?);
    }
    quote!(self.#field.get().copied().unwrap_or(#default))
}

/// The same value in a type that the runtime accepts as an `i64`, whatever its width.
fn as_i64(parameter: &Parameter, value: TokenStream) -> TokenStream {
    match &parameter.ty {
        Type::Integer(Width("u64")) => quote!(i64::try_from(#value).unwrap_or(i64::MAX)),
        _ => value,
    }
}
